//! Any text as a text of a model: its words lie where they are said to lie, its keys are keys, marking loses no letter.

#![no_main]

use danvankheo::index::{
    highlight_all, passage, sameness, HighlightTerms, Practice, Query, Traits,
};
use danvankheo::vietnamese;
use danvankheo_fuzz::{shown, world};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// Characters of a passage.
const LONGEST: usize = 60;

/// Terms of every kind: marked and folded words, an expanded abbreviation, a number, synonyms.
fn terms() -> &'static HighlightTerms {
    static TERMS: OnceLock<HighlightTerms> = OnceLock::new();
    TERMS.get_or_init(|| {
        let query = Query {
            text: String::from("hiến đất mo duong NTM camera an ninh 2021 bộ đội xã"),
            limit: 1,
            ..Query::default()
        };
        let found = world().index.search(&query);
        found.expect("a search never fails").terms
    })
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let text: &str = &text;

    let mut last = 0;
    for range in vietnamese::words(text) {
        assert!(range.start >= last && range.end > range.start, "{range:?}");
        let word = text
            .get(range.clone())
            .expect("words lie on bounds of characters");
        let keys = vietnamese::keys(word);
        assert!(!keys.marked.contains(char::is_whitespace), "{keys:?}");
        assert!(!keys.folded.contains(char::is_whitespace), "{keys:?}");
        vietnamese::spell(&keys.marked);
        last = range.end;
    }

    let folded = vietnamese::fold(text);
    assert_eq!(vietnamese::fold(&folded), folded, "{text:?}");
    let slug = vietnamese::slug(text, 80);
    assert!(slug.len() <= 80 && slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    vietnamese::collation_key(text);

    // The analyzer of the index itself: every range it gives is cut out of the text and put together again.
    assert_eq!(shown(&highlight_all(text, terms())), text);
    let part = shown(&passage(&[text], terms(), LONGEST));
    assert!(part.chars().count() <= LONGEST + 2, "{part:?}");
    let traits = Traits::of(&Practice {
        title: text.to_owned(),
        themes: vec![text.to_owned()],
        approach: vec![text.to_owned()],
        ..Practice::default()
    });
    assert!(sameness(&traits, &traits, |_| 1.0).is_finite());
});
