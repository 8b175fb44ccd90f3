//! Queries of our own with the models they mean, `judged.tsv`: the floor under relevance is measured by them, and the
//! bench of that name where it is given no others.

use unicode_normalization::UnicodeNormalization;

use super::measures::Grades;
use crate::vietnamese::{self, Typing};

/// The kind that several models answer, each as well as its grade says.
pub const NEED: &str = "need";
const ABBREVIATION: &str = "abbreviation";
const UNMARKED_ABBREVIATION: &str = "abbreviation, unmarked";

/// The least mean reciprocal rank of a kind of query, and the least mean nDCG at 10 of needs.
pub fn floor(kind: &str) -> f64 {
    match kind {
        NEED => 0.85,
        "tone style" => 0.95,
        UNMARKED_ABBREVIATION => 0.90,
        _ => 0.97,
    }
}

const JUDGED: &str = include_str!("judged.tsv");

/// A query of the set.
pub struct Judged {
    /// Its kind, as the file names it or as it is typed.
    pub kind: String,
    /// What is typed.
    pub query: String,
    /// The models it means, with how well each answers.
    pub grades: Grades,
}

/// The lines of the file, and those written with all marks as people type them otherwise.
pub fn judged() -> Vec<Judged> {
    let read = |line: &str| {
        let mut columns = line.split('\t').map(str::to_owned);
        let mut column = || columns.next().expect("a line has three columns");
        let (kind, query, models) = (column(), column(), column());
        let grade = |model: &str| match model.split_once(':') {
            Some((id, grade)) => (id.to_owned(), grade.parse().expect("a grade is a number")),
            None => (model.to_owned(), 3),
        };
        Judged {
            kind,
            query,
            grades: models.split(' ').map(grade).collect(),
        }
    };
    let lines = JUDGED.lines().filter(|line| !line.starts_with('#'));
    let mut judged: Vec<Judged> = lines.map(read).collect();
    let made: Vec<Judged> = judged
        .iter()
        .filter(|judged| judged.kind == "marked")
        .flat_map(|judged| {
            typings(&judged.query).map(|(kind, query)| Judged {
                kind: kind.to_owned(),
                query,
                grades: judged.grades.clone(),
            })
        })
        .collect();
    let unmarked: Vec<Judged> = judged
        .iter()
        .filter(|judged| judged.kind == ABBREVIATION)
        .map(|judged| Judged {
            kind: UNMARKED_ABBREVIATION.to_owned(),
            query: vietnamese::fold(&judged.query),
            grades: judged.grades.clone(),
        })
        .collect();
    judged.extend(made);
    judged.extend(unmarked);
    judged
}

/// A marked query as people type it otherwise.
fn typings(query: &str) -> [(&'static str, String); 8] {
    let words = || query.split(' ');
    let each = |change: &dyn Fn(usize, &str) -> String| {
        let changed = words().enumerate().map(|(at, word)| change(at, word));
        changed.collect::<Vec<_>>().join(" ")
    };
    let longest = words()
        .enumerate()
        .max_by_key(|(at, word)| (vietnamese::fold(word).len(), *at));
    let longest = longest.map_or(0, |(at, _)| at);
    [
        ("unmarked", vietnamese::fold(query)),
        (
            "half-marked",
            each(&|at, word| {
                if at % 2 == 0 {
                    vietnamese::fold(word)
                } else {
                    word.to_owned()
                }
            }),
        ),
        ("decomposed", query.nfd().collect()),
        ("Telex", each(&|_, word| raw_keys(word, Typing::Telex))),
        ("VNI", each(&|_, word| raw_keys(word, Typing::Vni))),
        (
            "slip",
            each(&|at, word| {
                let mut letters: Vec<char> = word.chars().collect();
                if at == longest && letters.len() > 2 {
                    let last = letters.len() - 1;
                    letters.swap(last - 1, last);
                }
                letters.into_iter().collect()
            }),
        ),
        (
            "wrong tone",
            each(&|at, word| {
                if at == longest {
                    with_another_tone(word)
                } else {
                    word.to_owned()
                }
            }),
        ),
        // Most of them make another word.
        ("wrong tones", each(&|_, word| with_another_tone(word))),
    ]
}

/// The word with another tone, if it has any.
fn with_another_tone(word: &str) -> String {
    let other = |c: char| match c {
        '\u{0301}' => '\u{0300}',
        '\u{0300}' | '\u{0303}' => '\u{0301}',
        '\u{0309}' => '\u{0323}',
        '\u{0323}' => '\u{0309}',
        other => other,
    };
    word.nfd().map(other).nfc().collect()
}

/// The keys that write a word, the tone last.
fn raw_keys(word: &str, typing: Typing) -> String {
    let (mut keys, mut tone) = (String::new(), None);
    for c in word.nfd() {
        let telex = typing == Typing::Telex;
        let key = match c {
            'đ' if telex => "dd",
            'đ' => "d9",
            'Đ' if telex => "Dd",
            'Đ' => "D9",
            '\u{0302}' if telex => match keys.chars().last() {
                Some('a' | 'A') => "a",
                Some('e' | 'E') => "e",
                _ => "o",
            },
            '\u{0302}' => "6",
            '\u{0306}' | '\u{031B}' if telex => "w",
            '\u{0306}' => "8",
            '\u{031B}' => "7",
            '\u{0300}' | '\u{0301}' | '\u{0309}' | '\u{0303}' | '\u{0323}' => {
                let of = ['\u{0301}', '\u{0300}', '\u{0309}', '\u{0303}', '\u{0323}'];
                let number = of.iter().position(|mark| *mark == c).unwrap_or(0);
                let key = if telex { "sfrxj" } else { "12345" }.chars().nth(number);
                tone = key;
                continue;
            }
            other => {
                keys.push(other);
                continue;
            }
        };
        keys.push_str(key);
    }
    keys.extend(tone);
    keys
}
