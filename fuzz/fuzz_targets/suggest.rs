//! Any text while it is being typed: completed by names and titles that models have, and by nothing else.

#![no_main]

use danvankheo::index::{GoingOn, SuggestionKind, Typed};
use danvankheo::vietnamese::fold;
use danvankheo_fuzz::{world, HIDDEN_WORD};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let world = world();
    let typed = Typed::of(&text);
    let completions = world
        .index
        .complete(&typed)
        .expect("completing never fails");
    if typed.is_empty() {
        assert!(
            completions.names.is_empty() && completions.models.is_empty(),
            "{text:?}"
        );
    }
    for name in &completions.names {
        let is_known = world.models.iter().any(|model| match name.kind {
            SuggestionKind::Theme => model.themes.contains(&name.text),
            SuggestionKind::Unit => model.unit_names.contains(&name.text),
            SuggestionKind::Place => model.place_names.contains(&name.text),
            SuggestionKind::Model => false,
        });
        assert!(is_known, "{text:?} is completed by {name:?}");
        let is_hidden = fold(&name.text).contains(HIDDEN_WORD);
        assert!(!is_hidden, "{text:?} is completed by {name:?}");
    }
    for candidate in &completions.models {
        assert!(
            world.models.iter().any(|model| model.id == candidate.id),
            "{text:?} is completed by {candidate:?}"
        );
        assert!((0.0..=1.0).contains(&candidate.echo), "{candidate:?}");
    }
    let titles: Vec<GoingOn<&str>> = world
        .models
        .iter()
        .map(|model| GoingOn {
            title: model.title.clone(),
            echo: 1.0,
            what: model.id.as_str(),
        })
        .collect();
    let ordered = world
        .index
        .order_titles(&typed, titles, 10)
        .expect("ordering never fails");
    assert!(ordered.len() <= world.models.len());
});
