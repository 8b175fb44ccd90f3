//! What a model does, as the index compares it, and which models may tell of the very same thing ("Có thể trùng"). It
//! offers candidates to whom is registering one; nothing is ever refused for it.

use super::record::Model;
use super::store;
use super::story::paragraphs;
use crate::access::{Actor, Role};
use crate::app::App;
use crate::error::{AppError, Doing, Result};
use crate::ids::{ModelId, model_ids};
use crate::index::{Except, ModelIndex, Practice, Traits};
use std::sync::Arc;

/// Models of the index that are compared exactly.
const CANDIDATES: usize = 60;
/// Models of the own units that are compared besides.
const OWN: usize = 200;
/// From which sameness on two records are shown. Of judged pairs nine of ten rewritten records lie above it, and one of
/// eight of the most alike different ones.
const MAY_BE_SAME: f32 = 0.2;
/// The same where there is only a title: titles of one practice share most of their words anyhow.
const MAY_BE_SAME_BY_TITLE: f32 = 0.4;
/// Records that are shown.
const MOST_SHOWN: usize = 5;

/// What a model tells of what it does.
pub fn practice(model: &Model) -> Practice {
    let story = &model.story;
    let texts = |parts: &[&String]| -> Vec<String> {
        let parts = parts.iter().flat_map(|part| paragraphs(part));
        parts.map(str::to_owned).collect()
    };
    Practice {
        title: model.title.clone(),
        themes: model.themes.clone(),
        approach: texts(&[&story.approach]),
        steps: story.steps.clone(),
        rest: texts(&[&story.problem, &story.objectives, &story.results]),
    }
}

/// Models that may tell of the same thing, the likeliest first: public ones, and those of the actor's own units. `of` is
/// left out. None while the index is being built, and none for an empty practice.
pub async fn may_be_same(
    app: &App,
    actor: Actor,
    of: Option<ModelId>,
    practice: Practice,
) -> Result<Vec<Model>> {
    if Traits::of(&practice).is_empty() {
        return Ok(Vec::new());
    }
    let turn = match app.turn_to_search().await {
        Err(AppError::Busy(_)) => return Ok(Vec::new()),
        turn => turn?,
    };
    let least = if practice.approach.is_empty() && practice.steps.is_empty() {
        MAY_BE_SAME_BY_TITLE
    } else {
        MAY_BE_SAME
    };
    let index = Arc::clone(&app.index);
    app.db
        .read(move |conn| {
            let _turn = turn;
            let doing = "looking for the same model";
            let traits = Traits::of(&marked(&index, practice)?);
            let wanted = index.wanted(&traits).doing(doing)?;
            let ids = index
                .nearest(&wanted, &Except::default(), CANDIDATES)
                .doing(doing)?;
            let ids = model_ids(&ids);
            let mut candidates = store::list(conn, &ids)?;
            candidates.retain(|model| model.is_public);
            if let Actor::Person(person) = &actor {
                let units = person.units_as(&[Role::Officer, Role::Leader]);
                let own = store::list_for_units(conn, &units)?;
                candidates.extend(own.into_iter().take(OWN).filter(|model| !model.is_public));
            }
            let mut same: Vec<(f32, Model)> = Vec::new();
            for model in candidates {
                if Some(&model.id) == of.as_ref() {
                    continue;
                }
                let other = Traits::of(&self::practice(&model));
                let sameness = index.sameness(&traits, &other).doing(doing)?;
                if sameness >= least {
                    same.push((sameness, model));
                }
            }
            same.sort_by(|left, right| {
                right
                    .0
                    .total_cmp(&left.0)
                    .then_with(|| left.1.id.cmp(&right.1.id))
            });
            same.truncate(MOST_SHOWN);
            Ok(same.into_iter().map(|(_, model)| model).collect())
        })
        .await
}

/// The practice with the marks of what others wrote, text by text where one was typed without any.
fn marked(index: &ModelIndex, practice: Practice) -> Result<Practice> {
    let marked = |text: String| {
        let marked = index.with_marks(&text);
        marked.doing("looking for the same model")
    };
    let all = |texts: Vec<String>| {
        texts
            .into_iter()
            .map(marked)
            .collect::<Result<Vec<String>>>()
    };
    Ok(Practice {
        title: marked(practice.title)?,
        themes: practice.themes,
        approach: all(practice.approach)?,
        steps: all(practice.steps)?,
        rest: all(practice.rest)?,
    })
}
