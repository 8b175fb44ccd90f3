//! A member fills in a score sheet: saves the draft, hands it in, opens a correction.

use crate::access::{Action, Actor, Person, require};
use crate::app::App;
use crate::campaigns::{self, criteria::CriteriaSet};
use crate::clock::Moment;
use crate::councils::judging;
use crate::councils::scoring::{self, RawEntry, Sheet};
use crate::councils::sheet_store::{self, MemberSheet, SheetState};
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::SheetId;
use crate::log::{self, Event, EventKind};
use crate::nominations::model::NominationState;
use crate::nominations::{Nomination, NominationScope, get_by_code};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeMap;

/// Longest word on the whole, in characters. Project policy.
const OVERALL_MAX_CHARS: usize = 4_000;

/// A sheet as typed.
#[derive(Debug, Clone, Default)]
pub struct TypedSheet {
    /// The version of the sheet that the form was made from; 0 where there was none.
    pub version: i64,
    /// What was typed on each criterion, in the order of the set's scorable leaves; what is absent is empty.
    pub lines: Vec<TypedLine>,
    /// The word on the whole.
    pub overall_remark: String,
}

/// What was typed on one criterion.
#[derive(Debug, Clone, Default)]
pub struct TypedLine {
    /// Points or verdict.
    pub value: String,
    /// Remark.
    pub remark: String,
    /// Whether the condition of a lower maximum was ticked.
    pub cap_applies: bool,
}

/// Saves what was typed as a draft; gives the sheet as it now stands. Err: `Invalid` with every wrong field, under
/// `score-<n>` with the leaf's number from 1, and then nothing is saved; `council.conflict_of_interest`;
/// `Conflict("council.not_scoring")`, `("council.sheet_submitted")` or, where it was saved elsewhere meanwhile,
/// `("conflict.changed")`.
pub async fn save_sheet(
    app: &App,
    actor: Actor,
    code: String,
    typed: TypedSheet,
) -> Result<MemberSheet> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let desk = Desk::of(conn, &actor, &code, today)?;
            let (sheet, errors) = desk.read(&typed, now)?;
            errors.into_result(())?;
            desk.store(conn, &actor, sheet, EventKind::SheetSaved, now)
        })
        .await
}

/// Hands the sheet in; from then on it is not written again. Err: as for saving, and a message at every criterion that
/// has still to be judged.
pub async fn submit_sheet(
    app: &App,
    actor: Actor,
    code: String,
    typed: TypedSheet,
) -> Result<MemberSheet> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let desk = Desk::of(conn, &actor, &code, today)?;
            let (sheet, mut errors) = desk.read(&typed, now)?;
            for missing in sheet.sheet.missing(&desk.set) {
                let number = desk.number_of(&missing.code);
                if errors.of(&format!("score-{number}")).is_none() {
                    errors.push(
                        format!("score-{number}"),
                        format!("Tiêu chí {} chưa được chấm.", missing.code),
                    );
                }
            }
            errors.into_result(())?;
            let handed_in = MemberSheet {
                state: SheetState::Submitted,
                submitted_at: Some(now),
                ..sheet
            };
            let stored = desk.store(conn, &actor, handed_in, EventKind::SheetSubmitted, now)?;
            sheet_store::set_revised(
                conn,
                &stored.nomination_id,
                &stored.user_id,
                stored.revision,
            )?;
            Ok(stored)
        })
        .await
}

/// Opens a correction: a new revision with everything the submitted one says. The submitted one counts until the new
/// one is handed in. Err: as for saving, and `Conflict("council.sheet_not_submitted")`.
pub async fn revise_sheet(app: &App, actor: Actor, code: String) -> Result<MemberSheet> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let desk = Desk::of(conn, &actor, &code, today)?;
            let submitted = desk
                .newest
                .filter(|sheet| sheet.state == SheetState::Submitted);
            let submitted = submitted.ok_or(AppError::Conflict("council.sheet_not_submitted"))?;
            let revision = MemberSheet {
                id: SheetId::new(),
                revision: submitted.revision + 1,
                state: SheetState::Draft,
                submitted_at: None,
                updated_at: now,
                version: 1,
                ..submitted
            };
            sheet_store::insert(conn, &revision)?;
            let what =
                json!({ "nomination": revision.nomination_id, "revision": revision.revision });
            log::append(
                conn,
                &actor,
                Event::sheet(EventKind::SheetSaved, &revision.id).with(what),
                now,
            )?;
            Ok(revision)
        })
        .await
}

/// What a member works on.
struct Desk {
    person: Person,
    nomination: Nomination,
    set: CriteriaSet,
    newest: Option<MemberSheet>,
}

impl Desk {
    /// Lets the member in: seat, no conflict, and the nomination is being scored.
    fn of(conn: &mut Conn, actor: &Actor, code: &str, today: NaiveDate) -> Result<Self> {
        let nomination = get_by_code(conn, &NominationScope::of(actor), code)?;
        let facts = judging::facts_for(conn, actor, &nomination, today)?;
        require(actor, Action::Score, &facts)?;
        let person = actor
            .person()
            .cloned()
            .ok_or(AppError::Forbidden("forbidden"))?;
        if nomination.state != NominationState::InScoring {
            return Err(AppError::Conflict("council.not_scoring"));
        }
        if campaigns::get(conn, &nomination.campaign_id)?
            .held_at
            .is_some()
        {
            return Err(AppError::Conflict("campaign.held"));
        }
        let set = campaigns::criteria_of(conn, &nomination.criteria_set_id)?.set;
        let newest = sheet_store::find_newest(conn, &nomination.id, &person.id)?;
        Ok(Self {
            person,
            nomination,
            set,
            newest,
        })
    }

    /// The leaf's number in the form, from 1.
    fn number_of(&self, code: &str) -> usize {
        self.set
            .scorable_leaves()
            .position(|leaf| leaf.code == code)
            .map_or(0, |place| place + 1)
    }

    /// The draft with what was typed, and what is wrong with it. Err: there is no draft to be written.
    fn read(&self, typed: &TypedSheet, now: Moment) -> Result<(MemberSheet, FieldErrors)> {
        let draft = match &self.newest {
            None => MemberSheet {
                id: SheetId::new(),
                nomination_id: self.nomination.id.clone(),
                user_id: self.person.id.clone(),
                revision: 1,
                state: SheetState::Draft,
                overall_remark: String::new(),
                submitted_at: None,
                updated_at: now,
                version: 0,
                sheet: Sheet::default(),
                notes: BTreeMap::new(),
            },
            Some(sheet) if sheet.state == SheetState::Draft => sheet.clone(),
            Some(_) => return Err(AppError::Conflict("council.sheet_submitted")),
        };
        if draft.version != typed.version {
            return Err(AppError::Conflict("conflict.changed"));
        }
        let mut errors = FieldErrors::new();
        let (mut sheet, mut notes) = (Sheet::default(), BTreeMap::new());
        let nothing = TypedLine::default();
        for (place, leaf) in self.set.scorable_leaves().enumerate() {
            let line = typed.lines.get(place).unwrap_or(&nothing);
            let remark = line.remark.trim();
            if line.value.trim().is_empty() {
                if remark.chars().count() > scoring::REMARK_MAX_CHARS {
                    errors.push(
                        format!("score-{}", place + 1),
                        scoring::ScoreError::RemarkTooLong.to_string(),
                    );
                } else if !remark.is_empty() {
                    notes.insert(leaf.code.clone(), remark.to_owned());
                }
                continue;
            }
            let raw = RawEntry {
                value: &line.value,
                remark,
                cap_applies: line.cap_applies,
            };
            match scoring::validate(&self.set, &leaf.code, &raw) {
                Ok(entry) => sheet.set(&leaf.code, entry),
                Err(problem) => errors.push(format!("score-{}", place + 1), problem.to_string()),
            }
        }
        let overall_remark = typed.overall_remark.trim().to_owned();
        if overall_remark.chars().count() > OVERALL_MAX_CHARS {
            errors.push("overall_remark", "Nhận xét chung dài tối đa 4.000 ký tự.");
        }
        Ok((
            MemberSheet {
                sheet,
                notes,
                overall_remark,
                updated_at: now,
                ..draft
            },
            errors,
        ))
    }

    /// Writes a draft or what it became, unless nothing changed.
    fn store(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        sheet: MemberSheet,
        event: EventKind,
        now: Moment,
    ) -> Result<MemberSheet> {
        if let Some(newest) = &self.newest {
            let same = MemberSheet {
                updated_at: newest.updated_at,
                ..sheet.clone()
            };
            if same == *newest {
                return Ok(same);
            }
        }
        let stored = if sheet.version == 0 {
            let first = MemberSheet {
                version: 1,
                ..sheet
            };
            sheet_store::insert(conn, &first)?;
            first
        } else {
            let version = sheet_store::replace_draft(conn, &sheet)?;
            MemberSheet { version, ..sheet }
        };
        // The log never tells a score: only that the sheet was saved, and which revision.
        let what = json!({ "nomination": stored.nomination_id, "revision": stored.revision });
        log::append(conn, actor, Event::sheet(event, &stored.id).with(what), now)?;
        Ok(stored)
    }
}
