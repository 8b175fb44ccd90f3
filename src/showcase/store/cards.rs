//! Models as cards.

use super::beside::Beside;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::ModelId;
use crate::index::{HighlightTerms, highlight_all, passage};
use crate::models::model::Origin;
use crate::models::words::RecognitionLevel;
use crate::models::{self, Model};
use crate::search::Facet;
use crate::showcase::catalogue::Choices;
use crate::showcase::drawing::picture;
use crate::showcase::views::{ModelCard, Sector, Standing};
use crate::web::paths;
use rayon::prelude::*;

/// Characters of a card's summary, and of a passage in results.
const SUMMARY_CHARS: usize = 200;
/// A text of no more characters says too little: the next one is taken.
const PASSAGE_MIN: usize = 20;

/// The public models of these ids, in the order of `ids`.
pub fn public_models(conn: &mut Conn, ids: &[ModelId]) -> Result<Vec<Model>> {
    let mut found = models::list(conn, ids)?;
    found.retain(|model| model.is_public);
    Ok(found)
}

/// Cards of the public models of these ids, in the order of `ids`; `terms` are marked.
pub fn cards(
    conn: &mut Conn,
    ids: &[ModelId],
    terms: Option<&HighlightTerms>,
) -> Result<Vec<ModelCard>> {
    let models = public_models(conn, ids)?;
    let beside = Beside::of(conn, ids)?;
    let cards = models.par_iter().map(|model| card(model, &beside, terms));
    Ok(cards.collect())
}

fn card(model: &Model, beside: &Beside, terms: Option<&HighlightTerms>) -> ModelCard {
    let terms = terms.filter(|terms| !terms.is_empty());
    ModelCard {
        code: model.code.to_string(),
        title: model.title.clone(),
        title_html: terms.map(|terms| highlight_all(&model.title, terms)),
        href: paths::model(&model.slug),
        unit: model.unit_name.clone(),
        place: place(model),
        sector: sector(model),
        year: model.year.map(|year| year.to_string()),
        summary: summary(model),
        snippet_html: terms.map(|terms| answering(model, terms)),
        standing: standing(model, beside.recognised(&model.id)),
        photo: beside.photos(&model.id).first().cloned(),
        picture: picture(model.sector.as_str(), &model.title),
        adoptions: beside.adoptions(&model.id),
    }
}

/// The passage that answers best: of what was done and what came of it, or else of any text that a model is found by.
fn answering(model: &Model, terms: &HighlightTerms) -> String {
    let story = &model.story;
    let main = [
        story.approach.as_str(),
        &story.results,
        &story.problem,
        &story.conditions,
        &story.objectives,
    ];
    let answers = passage_of(&main, terms);
    let is_marked = |passage: &str| passage.contains("<mark>");
    if is_marked(&answers) {
        return answers;
    }
    let steps = story.steps.join("; ");
    let others = story.texts().filter(|text| !main.contains(text));
    let others: Vec<&str> = others.chain([steps.as_str()]).collect();
    let other = passage_of(&others, terms);
    if is_marked(&other) { other } else { answers }
}

/// The passage of the texts that say something, if any does.
fn passage_of(texts: &[&str], terms: &HighlightTerms) -> String {
    let telling: Vec<&str> = texts.iter().copied().filter(|text| tells(text)).collect();
    let texts = if telling.is_empty() { texts } else { &telling };
    passage(texts, terms, SUMMARY_CHARS)
}

fn tells(text: &str) -> bool {
    text.chars().nth(PASSAGE_MIN).is_some()
}

/// The sector as pages show it.
pub fn sector(model: &Model) -> Sector {
    let code = model.sector.as_str();
    Sector {
        code: code.to_owned(),
        label: model.sector.label().to_owned(),
        href: Choices::only(Facet::Sector, code),
    }
}

/// Commune, district and province as named at the record's date.
pub fn place(model: &Model) -> String {
    let names = [
        model.commune_name.as_deref(),
        model.district_name.as_deref(),
        Some(model.province_name.as_str()),
    ];
    names
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// One or two sentences of what was done.
pub fn summary(model: &Model) -> String {
    let story = &model.story;
    let text = [
        &story.approach,
        &story.problem,
        &story.results,
        &story.objectives,
    ]
    .into_iter()
    .find(|text| !text.trim().is_empty());
    let text: Vec<&str> = text
        .map(|text| text.split_whitespace().collect())
        .unwrap_or_default();
    shortened(&text.join(" "), SUMMARY_CHARS)
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', '.', ':', ' ']))
}

/// Where a model stands. A compiled one is shown as such whatever else is known of it.
pub fn standing(model: &Model, recognised: Option<RecognitionLevel>) -> Standing {
    let (kind, text) = match (model.origin, model.state.is_alive(), recognised) {
        (Origin::Compiled, ..) => ("compiled", String::from("Tư liệu")),
        (Origin::Registered, false, _) => ("ended", model.state.label().to_owned()),
        (Origin::Registered, true, Some(level)) => (
            "recognised",
            format!("Được công nhận {}", lower_first(level.label())),
        ),
        (Origin::Registered, true, None) => ("registered", model.state.label().to_owned()),
    };
    Standing { kind, text }
}

/// As inside a sentence: `cấp tỉnh`.
pub fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_end_at_a_word() {
        assert_eq!(shortened("một hai, ba bốn", 12), "một hai, ba…");
        assert_eq!(shortened("một hai, ba bốn", 10), "một hai…");
        assert_eq!(shortened("một", 10), "một");
        assert_eq!(lower_first("Cấp tỉnh"), "cấp tỉnh");
    }
}
