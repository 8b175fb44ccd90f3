//! The dictionary of completions: which keys a model has in it. One field of the index is its automaton.
//!
//! A name or title has a key from each of its words on: the folded syllables of a window from there, which many share.
//! Behind the window of a name stands what tells it from others, so that how often it is used can be counted without
//! reading it.
//!
//! ```text
//! t0hien dat lam duong\u{1}5d6ZkR3P     a theme from its beginning
//! t1dat lam duong\u{1}5d6ZkR3P          the same from a later word
//! m0tieng keng an ninh                   where titles begin; m1… what they go on with
//! ```

use std::collections::HashSet;

use super::analyzer::syllables;
use super::columns::hash;
use super::indexed_model::IndexedModel;

/// Syllables of a window.
pub(super) const WINDOW: usize = 4;
/// Words of a name or title from which a completion may begin.
const MOST_STARTS: usize = 12;
/// Bytes of the longest name that is offered: a longer one is no name.
const LONGEST_NAME: usize = 200;
/// Between the window of a name and its tail; no syllable holds it.
const THEN: u8 = 1;

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SuggestionKind {
    /// A theme of models.
    Theme,
    /// A model, by its title.
    Model,
    /// A unit that carries a model.
    Unit,
    /// A place where a model is.
    Place,
}

impl SuggestionKind {
    pub(super) const ALL: [SuggestionKind; 4] = [
        SuggestionKind::Theme,
        SuggestionKind::Unit,
        SuggestionKind::Place,
        SuggestionKind::Model,
    ];
    pub(super) const NAMES: [SuggestionKind; 3] = [
        SuggestionKind::Theme,
        SuggestionKind::Unit,
        SuggestionKind::Place,
    ];

    /// The letter its keys begin with.
    const fn letter(self) -> char {
        match self {
            SuggestionKind::Theme => 't',
            SuggestionKind::Model => 'm',
            SuggestionKind::Unit => 'u',
            SuggestionKind::Place => 'p',
        }
    }
}

/// What tells a name from others: its length, so that the shorter of equal ones comes first, and 42 bits of its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Tail([u8; 8]);

impl Tail {
    pub fn of(name: &str) -> Tail {
        // 64 letters in the order of their bytes, none of them a sign that keys use.
        let letter = |bits: u64| b'0' + (bits & 63) as u8;
        let hash = hash(name.as_bytes());
        let mut tail = [letter((name.len() / 4).min(63) as u64); 8];
        for (place, byte) in tail.iter_mut().skip(1).enumerate() {
            *byte = letter(hash >> (22 + 6 * place));
        }
        Tail(tail)
    }
}

/// What a key stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A name, found again by its tail.
    Name(Tail),
    /// Titles.
    Title,
}

/// The keys of a model, each once.
pub(super) fn keys(model: &IndexedModel) -> HashSet<String> {
    let mut keys = HashSet::new();
    for kind in SuggestionKind::NAMES {
        for name in names(model, kind) {
            let Tail(tail) = Tail::of(name);
            for mut key in windows(kind, name) {
                key.push(char::from(THEN));
                key.extend(tail.map(char::from));
                keys.insert(key);
            }
        }
    }
    keys.extend(windows(SuggestionKind::Model, &model.title));
    keys
}

/// The names of a model that may be offered, of one kind.
pub(super) fn names(model: &IndexedModel, kind: SuggestionKind) -> impl Iterator<Item = &String> {
    let names = match kind {
        SuggestionKind::Theme => &model.themes[..],
        // As the record names it; its predecessors and successors have models of their own.
        SuggestionKind::Unit => &model.unit_names[..model.unit_names.len().min(1)],
        SuggestionKind::Place => &model.place_names[..],
        SuggestionKind::Model => std::slice::from_ref(&model.title),
    };
    let today = (model.province_today.iter()).filter(move |_| kind == SuggestionKind::Place);
    let names = names.iter().chain(today);
    names.filter(|name| name.len() <= LONGEST_NAME)
}

/// What all keys begin with that stand for a name or title with a word that begins so.
pub(super) fn beginning(kind: SuggestionKind, at_start: bool, syllables: &str) -> String {
    format!("{}{}{syllables}", kind.letter(), u8::from(!at_start))
}

/// What a key of this kind stands for.
pub(super) fn read(kind: SuggestionKind, key: &[u8]) -> Option<Found> {
    if kind == SuggestionKind::Model {
        return Some(Found::Title);
    }
    let (rest, tail) = key.split_last_chunk::<8>()?;
    (rest.last() == Some(&THEN)).then_some(Found::Name(Tail(*tail)))
}

fn windows(kind: SuggestionKind, text: &str) -> impl Iterator<Item = String> {
    let syllables: Vec<String> = syllables(text).map(|token| token.keys.folded).collect();
    (0..syllables.len().min(MOST_STARTS)).map(move |start| {
        let end = syllables.len().min(start + WINDOW);
        beginning(kind, start == 0, &syllables[start..end].join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_completed_from_every_word_of_it_and_a_title_from_windows() {
        let model = IndexedModel {
            title: "Tiếng kẻng an ninh tổ dân phố".into(),
            themes: vec!["an ninh trật tự cơ sở".into()],
            ..IndexedModel::default()
        };
        let keys = keys(&model);
        let Tail(tail) = Tail::of("an ninh trật tự cơ sở");
        let tail: String = tail.map(char::from).iter().collect();
        assert!(keys.contains(&format!("t0an ninh trat tu\u{1}{tail}")));
        assert!(keys.contains(&format!("t1trat tu co so\u{1}{tail}")));
        assert!(keys.contains(&format!("t1so\u{1}{tail}")));
        assert!(keys.contains("m0tieng keng an ninh"));
        assert!(keys.contains("m1keng an ninh to"));
        assert!(keys.contains("m1pho"));
        assert_eq!(keys.len(), 6 + 7);
    }

    #[test]
    fn a_key_is_read_back() {
        let name = "Ủy ban nhân dân xã Vạn Linh";
        let model = IndexedModel {
            unit_names: vec![name.into(), "xã cũ".into()],
            ..IndexedModel::default()
        };
        let keys = keys(&model);
        assert_eq!(keys.len(), 7);
        for key in keys {
            let found = read(SuggestionKind::Unit, key.as_bytes());
            assert_eq!(found, Some(Found::Name(Tail::of(name))), "{key}");
        }
        assert_eq!(read(SuggestionKind::Unit, b"u0short"), None);
        assert_eq!(
            read(SuggestionKind::Model, b"m0hien dat"),
            Some(Found::Title)
        );
    }

    #[test]
    fn the_shorter_of_equal_names_comes_first() {
        let tails = ["xã A", "phường An Bình", "Ủy ban nhân dân phường An Bình"].map(Tail::of);
        assert!(tails.is_sorted());
        assert_ne!(Tail::of("tổ 1"), Tail::of("tổ 2"));
    }
}
