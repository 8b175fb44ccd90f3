//! Who changed which synonyms, when, and from what to what: every state that `store` keeps, the newest first.

use super::handlers::{HISTORY, address, administrators_only, named};
use super::row::SynonymRow;
use super::store::{self, Change};
use super::views::label;
use crate::db::Conn;
use crate::error::Result;
use crate::index::{Relation, built_in_rules};
use crate::pages::parts::When;
use crate::users;
use crate::web::{CurrentUser, Fields, Paging, Visit};
use actix_web::HttpResponse;
use serde::Serialize;

/// Changes on a page.
const PAGE_SIZE: usize = 50;

/// `admin/synonym_history.html`.
#[derive(Debug, Clone, Serialize)]
struct HistoryPage {
    /// The words of the one rule it is about; none where it is about all of them.
    words: Option<String>,
    /// Changes, the newest first.
    changes: Vec<ChangeLine>,
    /// Address of the page of older ones.
    older_href: Option<String>,
    /// Whether this page lies behind the last change.
    is_behind: bool,
}

/// A change.
#[derive(Debug, Clone, Serialize)]
struct ChangeLine {
    when: When,
    /// The full name of the administrator.
    who: String,
    words: String,
    relation: &'static str,
    /// Address of the history of this rule alone.
    href: String,
    /// Before and after.
    sides: [SideOfChange; 2],
}

/// What a rule was before a change, or after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct SideOfChange {
    text: String,
    /// What was given as its reason; empty where no row stood.
    reason: String,
}

/// The changes of the rule that the address names, or of all; for others than administrators the page is not there.
pub(super) async fn page(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    administrators_only(&user)?;
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let paging = Paging::of(&fields, PAGE_SIZE, PAGE_SIZE);
    let rule = fields.some("words").map(|_| named(&fields));
    let wanted = rule.clone();
    let (offset, rows) = (paging.offset(), paging.rows());
    let mut changes: Vec<ChangeLine> = visit
        .app
        .db
        .read(move |conn| {
            let row = match &wanted {
                None => None,
                Some(rule) => match store::find(conn, rule)? {
                    None => return Ok(Vec::new()),
                    Some(row) => Some(row.id),
                },
            };
            // One more than is shown says that there are older ones.
            store::changes(conn, row.as_ref(), offset, rows + 1)?
                .iter()
                .map(|change| line(conn, change))
                .collect()
        })
        .await?;
    let has_older = rows > 0 && changes.len() > rows;
    changes.truncate(rows);
    let page = HistoryPage {
        older_href: has_older.then(|| {
            let next = paging.page + 1;
            match &rule {
                None => format!("{HISTORY}?trang={next}"),
                Some(rule) => format!("{}&trang={next}", address(HISTORY, rule)),
            }
        }),
        words: rule.map(|rule| rule.words),
        is_behind: changes.is_empty() && paging.page > 1,
        changes,
    };
    visit.page("admin/synonym_history.html", &page)
}

fn line(conn: &mut Conn, change: &Change) -> Result<ChangeLine> {
    let after = &change.after;
    let who = match &after.changed_by {
        None => String::from("Hệ thống"),
        Some(id) => users::name_of(conn, id)?,
    };
    let key = after.rule.key();
    let is_listed = built_in_rules().iter().any(|rule| rule.key() == key);
    Ok(ChangeLine {
        when: When::at(after.changed_at),
        who,
        words: after.rule.words.clone(),
        relation: label(after.rule.relation),
        href: address(HISTORY, &after.rule),
        sides: [
            side(change.before.as_ref(), is_listed),
            side(Some(after), is_listed),
        ],
    })
}

/// A state in words. Where no row held, what held was the list that comes with the program, if it has the rule: what
/// the list said then is not kept here, since it changes with the program.
fn side(state: Option<&SynonymRow>, is_listed: bool) -> SideOfChange {
    let text = match state {
        None if is_listed => String::from("Theo danh mục kèm chương trình"),
        None => String::from("Chưa có"),
        Some(row) if !row.is_active && is_listed => {
            String::from("Đã gác lại, theo danh mục kèm chương trình")
        }
        Some(row) if !row.is_active => String::from("Đã gác lại"),
        Some(row) if row.rule.relation == Relation::Filler => {
            format!("Còn được tính {} %", row.rule.percent)
        }
        Some(row) => format!("{} ({} %)", row.rule.also.join("; "), row.rule.percent),
    };
    SideOfChange {
        text,
        reason: state.map_or_else(String::new, |row| row.rule.reason.clone()),
    }
}
