//! What a list offers in which no model answers, instead of models or above what only comes near: the nearest spelling,
//! the same without filters, themes, and for a unit a way to say what it looks for.

use super::address::Choices;
use super::page::labels;
use super::spelling::nearest_spelling;
use crate::access::Role;
use crate::app::App;
use crate::error::Result;
use crate::index::Query;
use crate::search::{Facet, Search, ask};
use crate::showcase::views::{Link, NeedOffer, Nothing, Themes, Wider};
use crate::vietnamese::folded_words;
use crate::web::{Visit, paths};
use std::collections::HashSet;

/// Themes offered.
const THEMES: usize = 6;
/// Filters whose removal is tried one by one.
const TRIED: usize = 5;

/// What to offer where `choices` found nothing that answers.
pub(super) async fn nothing(visit: &Visit, choices: &Choices) -> Result<Nothing> {
    let app = &visit.app;
    Ok(Nothing {
        spelling: spelling(app, choices).await?,
        wider: wider(app, choices).await?,
        themes: themes(app, choices).await?,
        need: (!choices.text().is_empty()).then(|| need(visit, choices)),
    })
}

async fn spelling(app: &App, choices: &Choices) -> Result<Option<Link>> {
    if choices.text().is_empty() {
        return Ok(None);
    }
    let near = nearest_spelling(app, choices.text()).await?;
    let Some(text) = near else {
        return Ok(None);
    };
    let other = Choices {
        search: Search::of(&text),
        ..choices.clone()
    };
    let found = ask(app, other.query(0, 0)).await?.full;
    Ok((found > 0).then(|| Link {
        href: other.href(1),
        label: other.text().to_owned(),
    }))
}

/// The list without one of its filters, and without any, where that finds something.
async fn wider(app: &App, choices: &Choices) -> Result<Vec<Wider>> {
    let mut tried: Vec<(String, Choices)> = Vec::new();
    let chosen = choices.chosen();
    if chosen.len() + usize::from(choices.recognised) > 1 {
        for chosen in chosen.iter().take(TRIED) {
            let (facet, codes) = (chosen.facet, &chosen.codes);
            let label = format!("Bỏ điều kiện {}: {}", facet.name(), labels(facet, codes));
            tried.push((label, choices.toggled(facet, &codes[0])));
        }
        if choices.recognised {
            let label = String::from("Bỏ điều kiện đang được công nhận");
            tried.push((label, choices.recognised_toggled()));
        }
    }
    let words = choices.words_alone();
    if words != *choices {
        tried.push((String::from("Bỏ tất cả điều kiện lọc"), words));
    }
    let mut wider = Vec::new();
    for (label, choices) in tried {
        let count = ask(app, choices.query(0, 0)).await?.full as u64;
        if count > 0 {
            wider.push(Wider {
                label,
                count,
                href: choices.href(1),
            });
        }
    }
    Ok(wider)
}

/// The themes that share words with the search, those that share most first; where none does, the most used.
async fn themes(app: &App, choices: &Choices) -> Result<Themes> {
    let all = Query::default();
    let words = |text: &str| -> HashSet<String> { folded_words(text).collect() };
    let wanted = words(choices.search.words());
    let shared = |theme: &str| words(theme).intersection(&wanted).count();
    let mut themes = ask(app, all).await?.facets.themes;
    // Stable: the most used stay first among those that share as much.
    themes.sort_by_cached_key(|(theme, _)| std::cmp::Reverse(shared(theme)));
    let are_related = themes.first().is_some_and(|(theme, _)| shared(theme) > 0);
    if are_related {
        themes.retain(|(theme, _)| shared(theme) > 0);
    }
    let links = themes.into_iter().take(THEMES).map(|(theme, _)| Link {
        href: Choices::only(Facet::Theme, &theme),
        label: theme,
    });
    Ok(Themes {
        are_related,
        links: links.collect(),
    })
}

fn need(visit: &Visit, choices: &Choices) -> NeedOffer {
    let speaks = visit.signed_in.as_ref().is_some_and(|session| {
        let person = &session.person;
        [Role::Officer, Role::Leader]
            .iter()
            .any(|role| person.holds_anywhere(*role))
    });
    let next = serde_urlencoded::to_string([("tiep", choices.href(1))])
        .expect("a text can be written as a query");
    NeedOffer {
        text: choices.text().to_owned(),
        action: speaks.then(|| paths::NEEDS.to_owned()),
        sign_in_href: visit
            .signed_in
            .is_none()
            .then(|| format!("{}?{next}", paths::SIGN_IN)),
    }
}
