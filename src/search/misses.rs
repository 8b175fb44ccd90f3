//! Searches that no model answers, counted by day: what the synonyms and the registry lack. A count says what was looked
//! for and how often; never by whom or from where. Like sessions it is no part of the log.

use crate::access::{Action, Actor, Facts, SignedIn, allows};
use crate::app::App;
use crate::db::Conn;
use crate::db::schema::search_misses;
use crate::db::sql::count_miss;
use crate::error::{AppError, Result};
use crate::pages::parts::When;
use crate::vietnamese;
use crate::web::{CurrentUser, Visit, paths};
use actix_web::HttpResponse;
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of a search that are kept.
const TEXT_MAX: usize = 80;
/// Digits in a search that make it look like somebody's number.
const DIGITS_MAX: usize = 5;
/// Different searches counted in a day: more are made up.
const TEXTS_A_DAY: i64 = 2_000;
/// Days the page looks back, and days that are kept.
const DAYS_SHOWN: u64 = 30;
const DAYS_KEPT: u64 = 400;
/// Searches on the page.
const SHOWN: usize = 200;

/// Counts a search that found nothing; whether it is one to count. What looks like a person's number or address is not
/// kept, and whoever reads the counts does not raise them. The answer waits for the write, so that a flood of such searches
/// piles nothing up; a count that cannot be written is only missed.
pub async fn note_miss(app: &App, text: &str, who: Option<&SignedIn>) -> bool {
    let reads_counts = who.is_some_and(|session| may_read(&session.actor()));
    let Some(text) = normal(text).filter(|_| !reads_counts) else {
        return false;
    };
    let day = app.clock.today();
    let counted = app.db.write(move |conn| note(conn, day, &text)).await;
    if let Err(error) = counted {
        tracing::warn!(%error, "a search without result could not be counted");
    }
    true
}

fn may_read(actor: &Actor) -> bool {
    allows(actor, Action::ReadSearches, &Facts::default())
}

fn note(conn: &mut Conn, day: NaiveDate, text: &str) -> Result<()> {
    let known: i64 = search_misses::table
        .filter(search_misses::day.eq(day))
        .filter(search_misses::text.eq(text))
        .count()
        .get_result(conn)?;
    if known == 0 {
        let texts: i64 = search_misses::table
            .filter(search_misses::day.eq(day))
            .count()
            .get_result(conn)?;
        if texts >= TEXTS_A_DAY {
            return Ok(());
        }
        if texts == 0
            && let Some(oldest) = day.checked_sub_days(Days::new(DAYS_KEPT))
        {
            diesel::delete(search_misses::table.filter(search_misses::day.lt(oldest)))
                .execute(conn)?;
        }
    }
    count_miss(conn, day, text)
}

/// The search as it is counted: composed, in lower case, single spaces, cut. None for what says nothing or may be about
/// a person: an e-mail address, or many digits.
fn normal(text: &str) -> Option<String> {
    // Digits of any script and width.
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    if text.contains(['@', '＠']) || digits > DIGITS_MAX {
        return None;
    }
    let text = vietnamese::nfc(text).to_lowercase();
    let words: Vec<&str> = vietnamese::syllables(&text).collect();
    let text: String = words.join(" ").chars().take(TEXT_MAX).collect();
    let text = text.trim_end().to_owned();
    (text.chars().count() >= 2).then_some(text)
}

/// `admin/searches.html`.
#[derive(Debug, Clone, Serialize)]
struct SearchesPage {
    /// Days that are looked back.
    days: u64,
    /// What was looked for most, first.
    searches: Vec<Search>,
}

/// A search that found nothing.
#[derive(Debug, Clone, Serialize)]
struct Search {
    text: String,
    count: i64,
    /// On how many days.
    days: usize,
    last: When,
    /// The search now, without the base path.
    href: String,
}

/// The counts, for administrators; for others the page is not there.
pub(super) async fn page(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    if !may_read(&user.actor()) {
        return Err(AppError::NotFound);
    }
    let today = visit.app.clock.today();
    let since = today
        .checked_sub_days(Days::new(DAYS_SHOWN))
        .unwrap_or(today);
    let rows = visit
        .app
        .db
        .read(move |conn| {
            let rows: Vec<(NaiveDate, String, i64)> = search_misses::table
                .filter(search_misses::day.gt(since))
                .order((search_misses::day, search_misses::text))
                .load(conn)?;
            Ok(rows)
        })
        .await?;
    let page = SearchesPage {
        days: DAYS_SHOWN,
        searches: added_up(rows),
    };
    visit.page("admin/searches.html", &page)
}

/// The counts of all days together, the most first, the latest among equals. `rows` are in order of days.
fn added_up(rows: Vec<(NaiveDate, String, i64)>) -> Vec<Search> {
    let mut found: BTreeMap<String, (i64, usize, NaiveDate)> = BTreeMap::new();
    for (day, text, count) in rows {
        let sum = found.entry(text).or_insert((0, 0, day));
        *sum = (sum.0 + count, sum.1 + 1, day);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, (count, _, last))| std::cmp::Reverse((*count, *last)));
    found.truncate(SHOWN);
    found
        .into_iter()
        .map(|(text, (count, days, last))| {
            let query = serde_urlencoded::to_string([("q", &text)])
                .expect("a text can be written as a query");
            Search {
                href: format!("{}?{query}", paths::CATALOGUE),
                last: When::on(last),
                text,
                count,
                days,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_counted_without_what_may_be_about_a_person() {
        for (typed, counted) in [
            ("  Chợ   KHÔNG rác! ", Some("chợ không rác")),
            ("Chi\u{0323}", Some("chị")),
            ("năm 2025", Some("năm 2025")),
            ("0912345678", None),
            ("０９１２３４５６７８", None),
            ("nguyen@xa.gov.vn", None),
            ("nguyen＠xa.gov.vn", None),
            ("a", None),
            ("?!", None),
        ] {
            assert_eq!(normal(typed).as_deref(), counted, "{typed}");
        }
        assert_eq!(normal(&"ab ".repeat(100)).map(|text| text.len()), Some(80));
    }

    #[test]
    fn days_are_added_up_and_the_most_come_first() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        let found = added_up(vec![
            (day(1), "a".into(), 2),
            (day(1), "b".into(), 3),
            (day(2), "a".into(), 2),
            (day(3), "c".into(), 3),
        ]);
        let texts: Vec<(&str, i64, usize)> = found
            .iter()
            .map(|search| (search.text.as_str(), search.count, search.days))
            .collect();
        assert_eq!(texts, [("a", 4, 2), ("c", 3, 1), ("b", 3, 1)]);
    }
}
