//! Search in the back office: the models and the dossiers that the reader may read. It reads rows within the reader's
//! scope and never the index, so that neither a result nor a count tells of anything else: a member with a conflict of
//! interest finds nothing of the dossier, and the council finds a dossier by what was sent.

use super::needle::{Needle, Place, Words};
use crate::access::{Actor, Role};
use crate::app::App;
use crate::councils;
use crate::error::{AppError, Result};
use crate::models::figure::Figure;
use crate::models::story::Story;
use crate::models::views::ModelHead;
use crate::models::{self, Model, ModelScope};
use crate::nominations::{self, Dossier, Nomination, NominationScope, may_read_dossier};
use crate::pages::number_vi;
use crate::web::{CurrentUser, Fields, Visit, paths};
use actix_web::HttpResponse;
use serde::Serialize;

/// Characters of a search that are read.
const TEXT_MAX: usize = 100;
/// Models, and dossiers, that one page looks at, the newest change first. Older ones are looked at by the next page.
const LOOKED_AT: usize = 1_000;
/// Pages there are at most.
const PAGES_MAX: usize = 1_000;
/// Rows that are read at once.
const BATCH: usize = 500;
/// Results of each kind on the page.
const SHOWN: usize = 50;

/// `search/office.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OfficePage {
    /// What was searched, as typed; empty before.
    q: String,
    /// How it was read, where nothing was found as typed.
    read_as: Option<String>,
    /// Models.
    models: Results,
    /// Dossiers.
    dossiers: Results,
    /// How many results of each kind are shown at most.
    shown: usize,
    /// What was looked at, in words, where that is not everything.
    looked_at: Option<String>,
    /// Where the search goes on among older ones, without the base path.
    older_href: Option<String>,
}

/// What was found of a kind.
#[derive(Debug, Clone, Default, Serialize)]
struct Results {
    /// How many were found.
    total: usize,
    /// The first of them.
    lines: Vec<Line>,
}

/// A thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Line {
    title: String,
    href: String,
    code: String,
    /// Unit and campaign.
    about: String,
    state: &'static str,
    state_kind: &'static str,
}

/// Finds in what the reader may read.
pub(super) async fn page(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let (actor, person) = (user.actor(), user.person());
    if !person.searches_office() {
        return Err(AppError::Forbidden("forbidden"));
    }
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let q: String = fields.text("q").chars().take(TEXT_MAX).collect();
    let page = fields.text("trang").parse().unwrap_or(1);
    let page = usize::clamp(page, 1, PAGES_MAX);
    let from = (page - 1) * LOOKED_AT;
    let found = find(&visit.app, actor, Needle::readings(&q), from).await?;
    let older_href = (found.has_older && page < PAGES_MAX).then(|| {
        let pairs = [("q", q.clone()), ("trang", (page + 1).to_string())];
        let query =
            serde_urlencoded::to_string(pairs).expect("pairs of texts can be written as a query");
        format!("{}?{query}", paths::OFFICE_SEARCH)
    });
    let page = OfficePage {
        q,
        read_as: found.read_as,
        models: found.models,
        dossiers: found.dossiers,
        shown: SHOWN,
        looked_at: looked_at(from, found.has_older),
        older_href,
    };
    visit.page("search/office.html", &page)
}

/// What was looked at, where it is not everything.
fn looked_at(from: usize, has_older: bool) -> Option<String> {
    let number = |count: usize| number_vi(count as f64);
    match (from, has_older) {
        (0, false) => None,
        (0, true) => Some(format!(
            "Mới xem các mô hình và hồ sơ được sửa gần đây nhất, mỗi loại nhiều nhất {}.",
            number(LOOKED_AT)
        )),
        _ => Some(format!(
            "Đang xem các mô hình và hồ sơ từ thứ {} đến thứ {} của mỗi loại, tính từ lần sửa gần nhất.",
            number(from + 1),
            number(from + LOOKED_AT)
        )),
    }
}

/// What was found.
#[derive(Default)]
struct Found {
    read_as: Option<String>,
    models: Results,
    dossiers: Results,
    /// Whether there are rows behind those that were looked at.
    has_older: bool,
}

/// What one reading of a search finds.
#[derive(Default)]
struct Hits {
    models: Vec<(Place, Line)>,
    dossiers: Vec<(Place, Line)>,
}

/// What the first of the readings that finds anything finds among the rows from `from` on.
async fn find(app: &App, actor: Actor, readings: Vec<Needle>, from: usize) -> Result<Found> {
    if readings.is_empty() {
        return Ok(Found::default());
    }
    let day = app.clock.today();
    app.db
        .read(move |conn| {
            let units = actor.person().map_or_else(Vec::new, |person| {
                person.units_as(&[Role::Officer, Role::Leader])
            });
            let mut hits: Vec<Hits> = readings.iter().map(|_| Hits::default()).collect();
            let scope = ModelScope::of(&actor);
            let older_models = look_through(
                conn,
                from,
                LOOKED_AT,
                |conn, at, limit| models::newest_of(conn, &scope, at, limit),
                |_, model: Model| {
                    let words = Words::of(&model.title, &model_texts(&model));
                    for (needle, hits) in readings.iter().zip(&mut hits) {
                        if let Some(place) = needle.place_in(&words) {
                            hits.models.push((place, model_line(&model, &actor)));
                        }
                    }
                    Ok(())
                },
            )?;
            let scope = NominationScope::of(&actor);
            let older_dossiers = look_through(
                conn,
                from,
                LOOKED_AT,
                |conn, at, limit| nominations::newest_of(conn, &scope, at, limit),
                |conn, nomination: Nomination| {
                    if !may_read_dossier(conn, &actor, &nomination, day)? {
                        return Ok(());
                    }
                    let dossier = nominations::dossier(conn, &nomination)?;
                    let words = Words::of(&dossier.title, &dossier_texts(&dossier));
                    let own = units.contains(&nomination.unit_id);
                    for (needle, hits) in readings.iter().zip(&mut hits) {
                        if let Some(place) = needle.place_in(&words) {
                            let line = dossier_line(&nomination, &dossier, own);
                            hits.dossiers.push((place, line));
                        }
                    }
                    Ok(())
                },
            )?;
            let mut read = readings.into_iter().zip(hits);
            let (read_as, hits) = read
                .find(|(_, hits)| !hits.models.is_empty() || !hits.dossiers.is_empty())
                .map_or_else(Default::default, |(needle, hits)| (needle.read_as, hits));
            Ok(Found {
                read_as,
                models: best(hits.models),
                dossiers: best(hits.dossiers),
                has_older: older_models || older_dossiers,
            })
        })
        .await
}

/// Hands the rows from `from` on to `each`, in their order, at most `bound` of them; whether there are more behind those.
/// `batch` reads at most so many behind the first so many.
fn look_through<C, R>(
    conn: &mut C,
    from: usize,
    bound: usize,
    batch: impl Fn(&mut C, usize, usize) -> Result<Vec<R>>,
    mut each: impl FnMut(&mut C, R) -> Result<()>,
) -> Result<bool> {
    let (mut at, end) = (from, from + bound);
    while at < end {
        let wanted = BATCH.min(end - at);
        let rows = batch(conn, at, wanted)?;
        let is_last = rows.len() < wanted;
        for row in rows {
            each(conn, row)?;
        }
        if is_last {
            return Ok(false);
        }
        at += wanted;
    }
    Ok(!batch(conn, end, 1)?.is_empty())
}

/// Those that are found by their name first; the newest change first among equals.
fn best(mut found: Vec<(Place, Line)>) -> Results {
    let total = found.len();
    found.sort_by_key(|(place, _)| *place);
    found.truncate(SHOWN);
    Results {
        total,
        lines: found.into_iter().map(|(_, line)| line).collect(),
    }
}

/// What a model says of itself, wherever it stands on its page.
fn story_texts<'a>(story: &'a Story, figures: &'a [Figure]) -> Vec<&'a str> {
    let lists = story.steps.iter().chain(&story.actors);
    let mut texts: Vec<&str> = story.texts().chain(lists.map(String::as_str)).collect();
    for figure in figures {
        texts.extend([figure.indicator.as_str(), figure.value.as_str()]);
        let further = [
            &figure.unit,
            &figure.period,
            &figure.baseline,
            &figure.evidence,
        ];
        texts.extend(further.into_iter().filter_map(Option::as_deref));
    }
    texts
}

fn model_texts(model: &Model) -> Vec<&str> {
    let mut texts = story_texts(&model.story, &model.figures);
    texts.extend([model.code.as_str(), &model.unit_name, &model.province_name]);
    let areas = [&model.commune_name, &model.district_name];
    texts.extend(areas.into_iter().filter_map(Option::as_deref));
    texts.extend(model.themes.iter().map(String::as_str));
    texts
}

fn dossier_texts(dossier: &Dossier) -> Vec<&str> {
    let mut texts = story_texts(&dossier.story, &dossier.figures);
    texts.extend([
        dossier.code.as_str(),
        &dossier.model_code,
        &dossier.unit_name,
        &dossier.campaign_name,
        &dossier.place,
        &dossier.cover_letter,
    ]);
    texts.extend(dossier.themes.iter().map(String::as_str));
    texts
}

fn model_line(model: &Model, actor: &Actor) -> Line {
    let head = ModelHead::of(model, actor);
    Line {
        title: head.title,
        href: head.href,
        code: head.code,
        about: model.unit_name.clone(),
        state: head.state,
        state_kind: head.state_kind,
    }
}

fn dossier_line(nomination: &Nomination, dossier: &Dossier, own: bool) -> Line {
    Line {
        title: dossier.title.clone(),
        href: if own {
            paths::nomination(nomination.code.as_str())
        } else {
            paths::dossier(nomination.code.as_str())
        },
        code: nomination.code.to_string(),
        about: format!("{} · {}", dossier.unit_name, dossier.campaign_name),
        state: nomination.state.label(),
        state_kind: councils::kind_of(nomination.state),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_looked_through_up_to_a_bound_and_whether_there_are_more_is_known() {
        let rows: Vec<usize> = (0..1_234).collect();
        let looked = |from: usize, bound: usize| {
            let mut seen = Vec::new();
            let more = look_through(
                &mut (),
                from,
                bound,
                |_, at, limit| {
                    assert!(limit <= BATCH);
                    Ok(rows.iter().skip(at).take(limit).copied().collect())
                },
                |_, row: usize| {
                    seen.push(row);
                    Ok(())
                },
            );
            (seen, more.expect("nothing fails"))
        };
        for (from, bound, expected, more) in [
            (0, 500, 0..500, true),
            (0, 1_000, 0..1_000, true),
            (1_000, 1_000, 1_000..1_234, false),
            (0, 1_233, 0..1_233, true),
            (0, 1_234, 0..1_234, false),
            (2_000, 1_000, 0..0, false),
        ] {
            assert_eq!(
                looked(from, bound),
                (expected.collect::<Vec<usize>>(), more),
                "{bound} from {from}"
            );
        }
    }

    #[test]
    fn what_was_looked_at_is_said_where_it_is_not_everything() {
        assert_eq!(looked_at(0, false), None);
        let first = looked_at(0, true).expect("something is said");
        assert!(first.contains("nhiều nhất 1.000"), "{first}");
        let last = looked_at(LOOKED_AT, false).expect("something is said");
        assert!(last.contains("từ thứ 1.001 đến thứ 2.000"), "{last}");
    }
}
