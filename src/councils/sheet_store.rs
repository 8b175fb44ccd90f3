//! Rows of score sheets and their scores. A submitted revision is never written again but for its state.

use super::scoring::{Entry, Sheet};
use crate::clock::Moment;
use crate::db::schema::{score_sheets, scores};
use crate::db::{Conn, expect_one};
use crate::error::Result;
use crate::ids::{NominationId, SheetId, UserId};
use crate::words::words;
use diesel::prelude::*;
use std::collections::BTreeMap;

words! {
    /// Where a revision of a sheet stands.
    pub enum SheetState {
        /// Being filled in; counts for nothing.
        Draft = "draft", "Đang chấm";
        /// Handed in; counts.
        Submitted = "submitted", "Đã nộp";
        /// Replaced by a later revision; kept.
        Revised = "revised", "Đã thay bằng bản sửa";
        /// Handed in and locked when the scoring was closed.
        Locked = "locked", "Đã khóa";
    }
}

impl SheetState {
    /// The states of a revision that counts in the tally.
    const COUNTING: [Self; 2] = [Self::Submitted, Self::Locked];
}

/// A revision of a member's sheet on a nomination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberSheet {
    /// The id.
    pub id: SheetId,
    /// On which nomination.
    pub nomination_id: NominationId,
    /// Whose.
    pub user_id: UserId,
    /// Which revision, from 1.
    pub revision: i32,
    /// Where it stands.
    pub state: SheetState,
    /// The member's word on the whole; may be empty.
    pub overall_remark: String,
    /// When it was handed in.
    pub submitted_at: Option<Moment>,
    /// When it last changed.
    pub updated_at: Moment,
    /// Times saved.
    pub version: i64,
    /// What was entered.
    pub sheet: Sheet,
    /// Remarks on criteria that have no judgement yet, by code.
    pub notes: BTreeMap<String, String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = score_sheets)]
struct SheetRow {
    id: SheetId,
    nomination_id: NominationId,
    user_id: UserId,
    revision: i32,
    state: String,
    overall_remark: String,
    submitted_at: Option<Moment>,
    created_at: Moment,
    updated_at: Moment,
    version: i64,
}

impl SheetRow {
    fn load(self, conn: &mut Conn) -> Result<MemberSheet> {
        let rows: Vec<(String, String, String)> = scores::table
            .filter(scores::sheet_id.eq(&self.id))
            .order(scores::criterion)
            .select((scores::criterion, scores::entry, scores::remark))
            .load(conn)?;
        let mut sheet = Sheet::default();
        let mut notes = BTreeMap::new();
        for (criterion, entry, remark) in rows {
            if entry.is_empty() {
                notes.insert(criterion, remark);
            } else {
                let judged: Entry = serde_json::from_str(&entry)?;
                sheet.set(
                    criterion,
                    Entry {
                        remark: (!remark.is_empty()).then_some(remark),
                        ..judged
                    },
                );
            }
        }
        Ok(MemberSheet {
            id: self.id,
            nomination_id: self.nomination_id,
            user_id: self.user_id,
            revision: self.revision,
            state: self.state.parse()?,
            overall_remark: self.overall_remark,
            submitted_at: self.submitted_at,
            updated_at: self.updated_at,
            version: self.version,
            sheet,
            notes,
        })
    }
}

/// A member's newest revision on a nomination.
pub fn find_newest(
    conn: &mut Conn,
    nomination_id: &NominationId,
    user_id: &UserId,
) -> Result<Option<MemberSheet>> {
    let row: Option<SheetRow> = score_sheets::table
        .filter(score_sheets::nomination_id.eq(nomination_id))
        .filter(score_sheets::user_id.eq(user_id))
        .order(score_sheets::revision.desc())
        .select(SheetRow::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| row.load(conn)).transpose()
}

/// The revisions on a nomination that count, at most one per member.
pub fn list_counting(conn: &mut Conn, nomination_id: &NominationId) -> Result<Vec<MemberSheet>> {
    let rows: Vec<SheetRow> = score_sheets::table
        .filter(score_sheets::nomination_id.eq(nomination_id))
        .filter(score_sheets::state.eq_any(SheetState::COUNTING.map(SheetState::as_str)))
        .order(score_sheets::id)
        .select(SheetRow::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| row.load(conn)).collect()
}

/// Who has handed in a sheet on a nomination. Nothing of what they entered.
pub fn handed_in(conn: &mut Conn, nomination_id: &NominationId) -> Result<Vec<UserId>> {
    Ok(score_sheets::table
        .filter(score_sheets::nomination_id.eq(nomination_id))
        .filter(score_sheets::state.eq_any(SheetState::COUNTING.map(SheetState::as_str)))
        .order(score_sheets::user_id)
        .select(score_sheets::user_id)
        .load(conn)?)
}

/// The state of a member's newest revision on each nomination, for their own list.
pub fn states_of(conn: &mut Conn, user_id: &UserId) -> Result<BTreeMap<NominationId, SheetState>> {
    let rows: Vec<(NominationId, String)> = score_sheets::table
        .filter(score_sheets::user_id.eq(user_id))
        .order((score_sheets::nomination_id, score_sheets::revision))
        .select((score_sheets::nomination_id, score_sheets::state))
        .load(conn)?;
    // Later revisions come later and take the place of the earlier ones.
    rows.into_iter()
        .map(|(nomination, state)| Ok((nomination, state.parse()?)))
        .collect()
}

/// Enters a revision with its scores. Err: `Conflict("conflict.duplicate")` where another one is there already.
pub fn insert(conn: &mut Conn, sheet: &MemberSheet) -> Result<()> {
    let row = SheetRow {
        id: sheet.id.clone(),
        nomination_id: sheet.nomination_id.clone(),
        user_id: sheet.user_id.clone(),
        revision: sheet.revision,
        state: sheet.state.as_str().to_owned(),
        overall_remark: sheet.overall_remark.clone(),
        submitted_at: sheet.submitted_at,
        created_at: sheet.updated_at,
        updated_at: sheet.updated_at,
        version: sheet.version,
    };
    diesel::insert_into(score_sheets::table)
        .values(&row)
        .execute(conn)?;
    insert_scores(conn, sheet)
}

/// Replaces a draft that was read with `sheet.version`, and gives its new version. Err:
/// `Conflict("conflict.changed")` if it changed since or is no draft any more.
pub fn replace_draft(conn: &mut Conn, sheet: &MemberSheet) -> Result<i64> {
    let version = sheet.version + 1;
    let changed = diesel::update(
        score_sheets::table
            .filter(score_sheets::id.eq(&sheet.id))
            .filter(score_sheets::version.eq(sheet.version))
            .filter(score_sheets::state.eq(SheetState::Draft.as_str())),
    )
    .set((
        score_sheets::state.eq(sheet.state.as_str()),
        score_sheets::overall_remark.eq(&sheet.overall_remark),
        score_sheets::submitted_at.eq(sheet.submitted_at),
        score_sheets::updated_at.eq(sheet.updated_at),
        score_sheets::version.eq(version),
    ))
    .execute(conn)?;
    expect_one(changed)?;
    diesel::delete(scores::table.filter(scores::sheet_id.eq(&sheet.id))).execute(conn)?;
    insert_scores(conn, sheet)?;
    Ok(version)
}

/// Moves a member's submitted revisions before `revision` aside.
pub fn set_revised(
    conn: &mut Conn,
    nomination_id: &NominationId,
    user_id: &UserId,
    revision: i32,
) -> Result<()> {
    diesel::update(
        score_sheets::table
            .filter(score_sheets::nomination_id.eq(nomination_id))
            .filter(score_sheets::user_id.eq(user_id))
            .filter(score_sheets::revision.lt(revision))
            .filter(score_sheets::state.eq(SheetState::Submitted.as_str())),
    )
    .set(score_sheets::state.eq(SheetState::Revised.as_str()))
    .execute(conn)?;
    Ok(())
}

/// Locks every submitted sheet on a nomination. Gives how many.
pub fn lock(conn: &mut Conn, nomination_id: &NominationId) -> Result<usize> {
    Ok(diesel::update(
        score_sheets::table
            .filter(score_sheets::nomination_id.eq(nomination_id))
            .filter(score_sheets::state.eq(SheetState::Submitted.as_str())),
    )
    .set(score_sheets::state.eq(SheetState::Locked.as_str()))
    .execute(conn)?)
}

fn insert_scores(conn: &mut Conn, sheet: &MemberSheet) -> Result<()> {
    let judged = sheet.sheet.entries().map(|(code, entry)| {
        let bare = Entry {
            remark: None,
            ..entry.clone()
        };
        Ok((
            code,
            serde_json::to_string(&bare)?,
            entry.remark.as_deref().unwrap_or_default(),
        ))
    });
    let noted = sheet
        .notes
        .iter()
        .map(|(code, note)| Ok((code.as_str(), String::new(), note.as_str())));
    for row in judged.chain(noted).collect::<Result<Vec<_>>>()? {
        let (criterion, entry, remark) = row;
        diesel::insert_into(scores::table)
            .values((
                scores::sheet_id.eq(&sheet.id),
                scores::criterion.eq(criterion),
                scores::entry.eq(entry),
                scores::remark.eq(remark),
            ))
            .execute(conn)?;
    }
    Ok(())
}
