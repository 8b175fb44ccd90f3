//! `/quan-tri/giai-thich-tim-kiem`: why a search of the catalogue answers as it does, for administrators. The address says
//! what the catalogue's says.

use super::address::{Choices, Order};
use super::page::{kept, themes};
use crate::access::{Action, Actor, Facts, require};
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::ids::ModelId;
use crate::index::{Explained, ExplainedChoice, ExplainedResult};
use crate::models::Model;
use crate::pages::parts::Fact;
use crate::search::{Facet, on_index};
use crate::showcase::store;
use crate::showcase::views::{ChoiceView, ExplainPage, ExplainedSearch, GroupView, ResultView};
use crate::vietnamese;
use crate::web::{CurrentUser, Fields, Visit, paths};
use actix_web::HttpResponse;

/// Results that are explained.
const EXPLAINED: usize = 10;

/// Whether someone may see how searches are answered.
pub(super) fn may_explain(actor: &Actor) -> bool {
    require(actor, Action::EditSynonyms, &Facts::default()).is_ok()
}

/// A search with its filters, explained.
pub async fn explain(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    if !may_explain(&user.actor()) {
        return Err(AppError::NotFound);
    }
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let (choices, _) = Choices::of_page(&fields, &themes(&visit.app, &fields).await?);
    let explained = if choices.narrows() {
        Some(explained(&visit, &choices).await?)
    } else {
        None
    };
    let page = ExplainPage {
        search_href: paths::EXPLAIN,
        q: choices.text().to_owned(),
        kept: kept(&choices),
        explained,
    };
    visit.page("admin/explain.html", &page)
}

async fn explained(visit: &Visit, choices: &Choices) -> Result<ExplainedSearch> {
    let query = choices.query(0, EXPLAINED);
    let words = query.text.trim().to_owned();
    let explained = on_index(&visit.app, "explaining a search", move |index| {
        index.explain(&query, EXPLAINED)
    });
    let explained = explained.await?;
    let results = explained.results.iter();
    let ids: Vec<ModelId> = results.map(|result| ModelId::from(&*result.id)).collect();
    let reading = move |conn: &mut Conn| store::public_models(conn, &ids);
    let models = visit.app.db.read(reading).await?;
    let groups = groups(&explained);
    let results = explained.results.iter().filter_map(|result| {
        let model = models.iter().find(|model| model.id.as_str() == result.id)?;
        Some(result_view(result, model, &groups))
    });
    Ok(ExplainedSearch {
        catalogue_href: choices.href(1),
        words,
        filters: filters(choices),
        is_literal: choices.literal,
        repaired: explained.repaired.clone(),
        phrases: explained.phrases.clone(),
        without: explained.without.clone(),
        results: results.collect(),
        groups,
    })
}

/// What the search is narrowed to, and in which order it stands.
fn filters(choices: &Choices) -> Vec<Fact> {
    let mut filters: Vec<Fact> = Facet::ALL
        .into_iter()
        .filter_map(|facet| {
            let codes = choices.of(facet).into_iter();
            let labels: Vec<String> = codes.map(|code| facet.label(&code)).collect();
            (!labels.is_empty()).then(|| Fact::new(facet.name(), labels.join(", ")))
        })
        .collect();
    if choices.recognised {
        filters.push(Fact::new("Công nhận", "Đang được công nhận"));
    }
    if choices.order != Order::default() {
        filters.push(Fact::new("Xếp theo", choices.order.label()));
    }
    filters
}

fn groups(explained: &Explained) -> Vec<GroupView> {
    let view = |choice: &ExplainedChoice| ChoiceView {
        key: readable(&choice.key),
        any_marks: choice.any_marks,
        weight: percent(choice.weight),
        models: choice.models,
        is_synonym: choice.is_synonym,
    };
    explained
        .groups
        .iter()
        .map(|group| {
            let (nowhere, choices): (Vec<ChoiceView>, Vec<ChoiceView>) = group
                .choices
                .iter()
                .map(view)
                .partition(|choice| choice.is_synonym && choice.models == 0);
            let nowhere = nowhere.into_iter().map(|choice| choice.key).collect();
            GroupView {
                kind: match group.kind {
                    "syllable" => "Tiếng",
                    "place" => "Địa danh",
                    _ => "Cặp tiếng, số hiệu",
                },
                key: choices
                    .first()
                    .map(|choice| choice.key.clone())
                    .unwrap_or_default(),
                counts: percent(group.counts),
                choices,
                nowhere,
            }
        })
        .collect()
}

fn result_view(result: &ExplainedResult, model: &Model, groups: &[GroupView]) -> ResultView {
    let earned = groups.iter().zip(&result.earned);
    // What would be written as nothing is nothing.
    let unless = |value: String, nothing: &str| (value != nothing).then_some(value);
    ResultView {
        title: model.title.clone(),
        href: paths::model(&model.slug),
        score: amount(result.score),
        cover: percent(result.cover),
        is_full: result.is_full,
        earned: earned
            .filter(|(_, earned)| **earned > 0.0)
            .map(|(group, earned)| format!("{} {}", group.key, amount(*earned)))
            .collect(),
        likeness: unless(amount(result.likeness), "0,00"),
        standing: unless(amount(result.standing), "1,00"),
    }
}

fn percent(share: f32) -> u32 {
    (share * 100.0).round() as u32
}

fn amount(amount: f32) -> String {
    format!("{amount:.2}").replace('.', ",")
}

/// A key of the index as people write it: `@sài_gòn` with its tones at the ends of syllables is "nơi: sài gòn".
fn readable(key: &str) -> String {
    let (kind, words) = match key.split_at_checked(1) {
        Some(("@", words)) => ("nơi thực hiện: ", words),
        Some(("^", words)) => ("nơi trước đây hoặc nay là: ", words),
        Some(("#", words)) => ("chủ đề: ", words),
        _ => ("", key),
    };
    let spelled = words.split(" + ").map(|pair| {
        let syllables: Vec<String> = pair.split('_').map(vietnamese::spell).collect();
        syllables.join(" ")
    });
    format!("{kind}{}", spelled.collect::<Vec<_>>().join(" + "))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn keys_of_the_index_are_read_as_people_write_them() {
        for (key, written) in [
            ("thu~r", "thủ"),
            ("hiên~s_đât~s", "hiến đất"),
            ("hien_dat", "hien dat"),
            ("@sai~f_gon~f", "nơi thực hiện: sài gòn"),
            ("^sai_gon", "nơi trước đây hoặc nay là: sai gon"),
            ("a_b + b_c", "a b + b c"),
            ("33/ct-ttg", "33/ct-ttg"),
            ("", ""),
        ] {
            assert_eq!(readable(key), written);
        }
    }
}
