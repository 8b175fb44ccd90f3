//! Any text in the search box: taken apart, planned, searched, counted, marked and explained, and never an error. A word
//! that stands in the hidden model alone is in nothing that comes back, unless it was typed.

#![no_main]

use danvankheo::index::{highlight_all, passage, take_named, Query, Sort};
use danvankheo::search::Search;
use danvankheo::vietnamese::fold;
use danvankheo_fuzz::{shown, world, HIDDEN, HIDDEN_WORD};
use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;

const LIMIT: usize = 20;
const LONGEST: usize = 240;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let world = world();
    let is_typed = fold(&text).contains(HIDDEN_WORD);
    let keeps_quiet = |said: &str| is_typed || !fold(said).contains(HIDDEN_WORD);

    // Filters in the query: what nobody knows stays a word, what is taken out was there.
    let (rest, named) = take_named(&text, |_| false);
    assert!(named.is_empty() && rest == text, "{text:?} became {rest:?}");
    let (rest, named) = take_named(&text, |_| true);
    assert!(rest.len() <= text.len(), "{text:?} became {rest:?}");
    assert!(named.iter().all(|named| text.contains(&named.written)));

    // Filters that the catalogue knows: whatever narrows can be taken away again.
    let search = Search::of(&text);
    let narrowed = search.query(&[]);
    assert!(narrowed.years.len() < 4_000, "{text:?}");
    let wide = search.without(|_| true);
    assert!(wide.written().is_empty(), "{text:?} became {wide:?}");

    for (literal, sort) in [
        (false, Sort::Relevance),
        (true, Sort::Relevance),
        (false, Sort::Title),
    ] {
        let query = Query {
            text: rest.clone(),
            literal,
            sort,
            limit: LIMIT,
            ..Query::default()
        };
        let found = world.index.search(&query).expect("a search never fails");
        let held = world.models.len();
        assert!(
            found.full <= found.total && found.total <= held,
            "{query:?}"
        );
        assert_eq!(found.ids.len(), found.total.min(LIMIT), "{query:?}");
        let different: HashSet<&String> = found.ids.iter().collect();
        assert_eq!(different.len(), found.ids.len(), "{query:?}");
        let sectors: usize = found.facets.sectors.iter().map(|(_, count)| count).sum();
        let counted = match found.full {
            0 => found.total,
            full => full,
        };
        assert!(sectors <= counted, "{query:?}");
        let repaired = found.repaired.as_deref().unwrap_or_default();
        assert!(keeps_quiet(repaired), "{query:?} became {repaired:?}");
        let meant = found.meant.as_deref().unwrap_or_default();
        assert!(keeps_quiet(meant), "{query:?} beside {meant:?}");
        for (theme, _) in &found.facets.themes {
            assert!(!fold(theme).contains(HIDDEN_WORD), "{query:?}");
        }
        for id in &found.ids {
            assert_ne!(id, HIDDEN, "{query:?}");
            let model = world.model(id);
            assert_eq!(
                shown(&highlight_all(&model.title, &found.terms)),
                model.title
            );
            let body: Vec<&str> = model.body.iter().map(String::as_str).collect();
            let part = shown(&passage(&body, &found.terms, LONGEST));
            assert!(part.chars().count() <= LONGEST + 2, "{query:?}");
        }
        let explained = world
            .index
            .explain(&query, 3)
            .expect("explaining never fails");
        assert!(explained.results.len() <= 3, "{query:?}");
        for choice in explained.groups.iter().flat_map(|group| &group.choices) {
            let is_hidden = fold(&choice.key).contains(HIDDEN_WORD);
            assert!(keeps_quiet(&choice.key), "{query:?} became {choice:?}");
            assert!(!is_hidden || choice.models == 0, "{query:?}: {choice:?}");
        }
    }
    let spelling = world.index.nearest_spelling(&text);
    let spelling = spelling.expect("spelling never fails").unwrap_or_default();
    assert!(keeps_quiet(&spelling), "{text:?} became {spelling:?}");
    // What the back office may ask: everything there is.
    let query = Query {
        text: text.into_owned(),
        limit: LIMIT,
        ..Query::default()
    };
    let found = world.index.search(&query).expect("a search never fails");
    assert!(found.total <= world.models.len(), "{query:?}");
});
