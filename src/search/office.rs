//! Search in the back office: the models and the dossiers that the reader may read. It reads rows within the reader's
//! scope and never the index, so that neither a result nor a count tells of anything else: a member with a conflict of
//! interest finds nothing of the dossier, and the council finds a dossier by what was sent.

use crate::access::{Actor, Role};
use crate::app::App;
use crate::councils;
use crate::error::{AppError, Result};
use crate::models::story::Story;
use crate::models::views::ModelHead;
use crate::models::{self, Model, ModelScope};
use crate::nominations::{self, Dossier, Nomination, NominationScope, may_read_dossier};
use crate::vietnamese::folded_words;
use crate::web::{CurrentUser, Fields, Visit, paths};
use actix_web::HttpResponse;
use serde::Serialize;

/// Characters of a search that are read, and words of it.
const TEXT_MAX: usize = 100;
const WORDS_MAX: usize = 8;
/// Dossiers and models that are looked at, the newest change first.
const LOOKED_AT: usize = 500;
/// Results of each kind on the page.
const SHOWN: usize = 50;

/// `search/office.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OfficePage {
    /// What was searched, as typed; empty before.
    q: String,
    /// Models.
    models: Vec<Line>,
    /// Dossiers.
    dossiers: Vec<Line>,
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
    let (models, dossiers) = find(&visit.app, actor, Needle::of(&q)).await?;
    visit.page(
        "search/office.html",
        &OfficePage {
            q,
            models,
            dossiers,
        },
    )
}

async fn find(app: &App, actor: Actor, needle: Needle) -> Result<(Vec<Line>, Vec<Line>)> {
    if needle.words.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let day = app.clock.today();
    app.db
        .read(move |conn| {
            let units = actor.person().map_or_else(Vec::new, |person| {
                person.units_as(&[Role::Officer, Role::Leader])
            });
            let mut models = Vec::new();
            for model in models::newest_of(conn, &ModelScope::of(&actor), LOOKED_AT)? {
                if let Some(place) = needle.place_in(&model.title, &model_texts(&model)) {
                    models.push((place, model_line(&model, &actor)));
                }
            }
            let mut dossiers = Vec::new();
            let scope = NominationScope::of(&actor);
            for nomination in nominations::newest_of(conn, &scope, LOOKED_AT)? {
                if !may_read_dossier(conn, &actor, &nomination, day)? {
                    continue;
                }
                let dossier = nominations::dossier(conn, &nomination)?;
                if let Some(place) = needle.place_in(&dossier.title, &dossier_texts(&dossier)) {
                    let own = units.contains(&nomination.unit_id);
                    dossiers.push((place, dossier_line(&nomination, &dossier, own)));
                }
            }
            Ok((best(models), best(dossiers)))
        })
        .await
}

/// Those that are found by their name first; the newest change first among equals.
fn best(mut found: Vec<(Place, Line)>) -> Vec<Line> {
    found.sort_by_key(|(place, _)| *place);
    found.truncate(SHOWN);
    found.into_iter().map(|(_, line)| line).collect()
}

fn story_texts(story: &Story) -> Vec<&str> {
    let mut texts: Vec<&str> = vec![
        &story.problem,
        &story.objectives,
        &story.approach,
        &story.results,
        &story.conditions,
    ];
    texts.extend(story.steps.iter().map(String::as_str));
    texts
}

fn model_texts(model: &Model) -> Vec<&str> {
    let mut texts = story_texts(&model.story);
    texts.push(model.code.as_str());
    texts.push(&model.unit_name);
    texts.extend(model.themes.iter().map(String::as_str));
    texts
}

fn dossier_texts(dossier: &Dossier) -> Vec<&str> {
    let mut texts = story_texts(&dossier.story);
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

/// Where all words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Title,
    Text,
}

/// The words that are looked for, folded. Each must be there, as a word or as its beginning.
struct Needle {
    words: Vec<String>,
}

impl Needle {
    fn of(text: &str) -> Self {
        Self {
            words: folded_words(text).take(WORDS_MAX).collect(),
        }
    }

    /// Where all words are, if they are anywhere.
    fn place_in(&self, title: &str, texts: &[&str]) -> Option<Place> {
        let title: Vec<String> = folded_words(title).collect();
        let missing: Vec<&String> = self
            .words
            .iter()
            .filter(|word| !has(&title, word))
            .collect();
        if missing.is_empty() {
            return Some(Place::Title);
        }
        let text: Vec<String> = texts.iter().flat_map(|text| folded_words(text)).collect();
        missing
            .iter()
            .all(|word| has(&text, word))
            .then_some(Place::Text)
    }
}

fn has(words: &[String], beginning: &str) -> bool {
    words.iter().any(|word| word.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_there_and_the_name_comes_first() {
        let place =
            |q: &str| Needle::of(q).place_in("Tổ hòa giải", &["Họp dân mỗi tháng", "MH-2026-0001"]);
        for (q, expected) in [
            ("hoà giải", Some(Place::Title)),
            ("to hoa gi", Some(Place::Title)),
            ("hòa giải họp", Some(Place::Text)),
            ("mh-2026-0001", Some(Place::Text)),
            ("hòa giải kẻng", None),
        ] {
            assert_eq!(place(q), expected, "{q}");
        }
    }
}
