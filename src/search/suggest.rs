//! Completes what someone types, from public models alone: names from the dictionary of the index, titles from rows.

use crate::app::App;
use crate::db::Conn;
use crate::db::schema::models;
use crate::error::{Doing, Result};
use crate::ids::ModelId;
use crate::index::{Candidate, GoingOn, NameCompletion, SuggestionKind, Typed};
use crate::units::names::{marked_key, split_kind};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many of a kind come before the next kind has its turn. What is left fills the list up in the same order.
const TURNS: [(SuggestionKind, usize); 4] = [
    (SuggestionKind::Theme, 4),
    (SuggestionKind::Model, 5),
    (SuggestionKind::Place, 2),
    (SuggestionKind::Unit, 2),
];

/// One completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// The theme, title or name.
    pub text: String,
    /// Of a model the last part of its address.
    pub slug: Option<String>,
}

impl Suggestion {
    /// What two completions share of which one is enough: a place is the same with the word for its sort or without.
    fn meaning(&self) -> String {
        let name = match self.kind {
            SuggestionKind::Place => split_kind(&self.text).1,
            _ => &self.text,
        };
        marked_key(name)
    }
}

/// At most `limit` completions of `text`, best first; none where nothing was typed. Err: `Busy("search.not_ready")`.
pub async fn suggest(app: &App, text: &str, limit: usize) -> Result<Vec<Suggestion>> {
    let typed = Typed::of(text);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let turn = app.turn_to_search().await?;
    let index = Arc::clone(&app.index);
    app.db
        .read(move |conn| {
            let _turn = turn;
            let found = index.complete(&typed).doing("completing a search")?;
            let titles = titles(conn, &found.models)?;
            let titles = index
                .order_titles(&typed, titles, limit)
                .doing("completing a search")?;
            Ok(in_turns(found.names, titles, limit))
        })
        .await
}

/// Title and slug of the public ones among these models.
fn titles(conn: &mut Conn, among: &[Candidate]) -> Result<Vec<GoingOn<(String, String)>>> {
    if among.is_empty() {
        return Ok(Vec::new());
    }
    let echoes: HashMap<&str, f32> = among
        .iter()
        .map(|candidate| (candidate.id.as_str(), candidate.echo))
        .collect();
    let rows: Vec<(ModelId, String, String)> = models::table
        .filter(models::id.eq_any(echoes.keys()))
        .filter(models::is_public.eq(true))
        .select((models::id, models::title, models::slug))
        .load(conn)?;
    let going_on = |(id, title, slug): (ModelId, String, String)| GoingOn {
        echo: echoes.get(id.as_str()).copied().unwrap_or_default(),
        title: title.clone(),
        what: (title, slug),
    };
    Ok(rows.into_iter().map(going_on).collect())
}

/// What begins with what was typed, kind after kind in turns; then what goes on with it.
fn in_turns(
    names: Vec<NameCompletion>,
    titles: Vec<((String, String), bool)>,
    limit: usize,
) -> Vec<Suggestion> {
    let names = names.into_iter().map(|name| {
        let suggestion = Suggestion {
            kind: name.kind,
            text: name.text,
            slug: None,
        };
        (suggestion, name.at_start)
    });
    let titles = titles.into_iter().map(|((title, slug), at_start)| {
        let suggestion = Suggestion {
            kind: SuggestionKind::Model,
            text: title,
            slug: Some(slug),
        };
        (suggestion, at_start)
    });
    let mut seen = HashSet::new();
    let (starting, other): (Vec<_>, Vec<_>) = names
        .chain(titles)
        .filter(|(suggestion, _)| seen.insert(suggestion.meaning()))
        .partition(|(_, at_start)| *at_start);
    let mut list = Vec::new();
    for group in [starting, other] {
        let mut left: Vec<Suggestion> = Vec::new();
        for (kind, turn) in TURNS {
            let of_kind = group
                .iter()
                .filter(|(suggestion, _)| suggestion.kind == kind);
            for (number, (suggestion, _)) in of_kind.enumerate() {
                if number < turn {
                    list.push(suggestion.clone());
                } else {
                    left.push(suggestion.clone());
                }
            }
        }
        list.extend(left);
    }
    list.truncate(limit);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(kind: SuggestionKind, text: &str, at_start: bool) -> NameCompletion {
        NameCompletion {
            kind,
            text: text.into(),
            at_start,
        }
    }

    #[test]
    fn every_kind_has_its_turn_before_any_fills_the_list() {
        let names = vec![
            name(SuggestionKind::Unit, "Xã Vạn Linh", false),
            name(SuggestionKind::Place, "Vạn Linh", true),
            name(SuggestionKind::Theme, "vạn sự", true),
        ];
        let titles = (1..=7).map(|number| {
            (
                (format!("Vạn {number}"), format!("van-{number}")),
                number < 7,
            )
        });
        let texts: Vec<String> = in_turns(names, titles.collect(), 20)
            .into_iter()
            .map(|suggestion| suggestion.text)
            .collect();
        assert_eq!(
            texts,
            [
                "vạn sự",
                "Vạn 1",
                "Vạn 2",
                "Vạn 3",
                "Vạn 4",
                "Vạn 5",
                "Vạn Linh",
                "Vạn 6",
                "Vạn 7",
                "Xã Vạn Linh"
            ]
        );
    }

    #[test]
    fn a_place_is_offered_once_with_the_word_for_its_sort_or_without() {
        let names = [
            "Cà Mau",
            "Tỉnh Cà Mau",
            "TP. Hồ Chí Minh",
            "Thành phố Hồ Chí Minh",
        ];
        let names = names.map(|text| name(SuggestionKind::Place, text, true));
        let texts: Vec<String> = in_turns(names.into(), Vec::new(), 20)
            .into_iter()
            .map(|suggestion| suggestion.text)
            .collect();
        assert_eq!(texts, ["Cà Mau", "TP. Hồ Chí Minh"]);
    }

    #[test]
    fn the_same_text_is_offered_once() {
        let names = vec![
            name(SuggestionKind::Theme, "dân số", true),
            name(SuggestionKind::Unit, "Dân số", true),
        ];
        assert_eq!(in_turns(names, Vec::new(), 10).len(), 1);
    }
}
