//! What is searched: the list of `benches/search.lua`, and known models by their titles, written as people write them.

use crate::Result;
use crate::records;
use danvankheo::vietnamese;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The one list of practices and places, so that `wrk` and this ask the same.
const SCRIPT: &str = include_str!("../search.lua");
/// Searches that are asked before any is timed, none of which is timed itself: a server would know it by heart.
const WARM_UP: usize = 50;
/// The ways in which the title of a known model is written.
pub const FORMS: usize = 3;

/// Searches, each different from all others.
pub struct Searches {
    pub warm_up: Vec<String>,
    pub measured: Vec<String>,
}

/// `count` searches to be timed, spread over the whole list: as many as there are at most.
pub fn searches(count: usize) -> Searches {
    let (practices, places) = (strings("practices"), strings("places"));
    let all: Vec<String> = places
        .iter()
        .flat_map(|place| {
            let joined = move |practice: &&str| format!("{practice} {place}").trim_end().to_owned();
            practices.iter().map(joined)
        })
        .collect();
    let count = count.clamp(1, all.len() - WARM_UP);
    let length = all.len();
    let is_measured = |at: usize| (at + 1) * count / length > at * count / length;
    let (mut measured, mut others) = (Vec::new(), Vec::new());
    for (at, text) in all.into_iter().enumerate() {
        if is_measured(at) {
            measured.push(text);
        } else {
            others.push(text);
        }
    }
    let step = others.len() / WARM_UP;
    let warm_up = others.into_iter().step_by(step).take(WARM_UP).collect();
    Searches { warm_up, measured }
}

/// The texts of a table of the script.
fn strings(table: &str) -> Vec<&'static str> {
    let texts = SCRIPT
        .split_once(&format!("local {table} = {{"))
        .and_then(|(_, rest)| rest.split_once('}'))
        .map(|(texts, _)| texts.split('"').skip(1).step_by(2).collect());
    texts.expect("the script has its tables")
}

/// A model of the catalogue that someone looks for by its title.
pub struct Known {
    pub title: String,
    /// Without marks; the same with one slip of a letter; as raw Telex.
    pub forms: [String; FORMS],
}

/// About `count` models, spread over the catalogue; the same catalogue gives the same.
pub fn known(catalogue: &Path, count: usize) -> Result<Vec<Known>> {
    // Odd, so that the real records behind the copies are many.
    let step = (records::count(catalogue)? / count.max(1)) | 1;
    let mut known = Vec::with_capacity(count);
    for record in records::read(catalogue)?.step_by(step).take(count) {
        let title = record?.title;
        let unmarked: Vec<String> = words(&title);
        let telex: Vec<String> = vietnamese::syllables(&title).map(telex).collect();
        let slipped = slipped(&unmarked, known.len()).join(" ");
        known.push(Known {
            title,
            forms: [unmarked.join(" "), slipped, telex.join(" ")],
        });
    }
    Ok(known)
}

/// The words of a text in lower case without marks: what FTS5 and PostgreSQL are asked for.
pub fn words(text: &str) -> Vec<String> {
    vietnamese::syllables(text).map(vietnamese::fold).collect()
}

/// The words of a search, each once, quoted and joined.
pub fn any_of(text: &str, quote: char, or: &str) -> String {
    let mut quoted: Vec<String> = Vec::new();
    for word in words(text) {
        let word = format!("{quote}{word}{quote}");
        if !quoted.contains(&word) {
            quoted.push(word);
        }
    }
    quoted.join(or)
}

/// The words with one slip in one of at least four letters: two letters exchanged, one left out, or one doubled.
fn slipped(words: &[String], ordinal: usize) -> Vec<String> {
    let mut words = words.to_vec();
    let is_long = |word: &String| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_lowercase());
    let long: Vec<usize> = (0..words.len()).filter(|&at| is_long(&words[at])).collect();
    if long.is_empty() {
        return words;
    }
    let word = &mut words[long[ordinal / 3 % long.len()]];
    let mut letters: Vec<char> = word.chars().collect();
    match ordinal % 3 {
        0 if letters[1] != letters[2] => letters.swap(1, 2),
        1 => letters.insert(2, letters[2]),
        _ => {
            letters.remove(2);
        }
    }
    *word = letters.into_iter().collect();
    words
}

/// The keys of Telex that write a syllable, the tone last: `đường` is `dduwowngf`.
fn telex(syllable: &str) -> String {
    let (mut keys, mut letter, mut tone) = (String::new(), ' ', None);
    for c in syllable.to_lowercase().nfd() {
        match c {
            '\u{0300}' => tone = Some('f'),
            '\u{0301}' => tone = Some('s'),
            '\u{0309}' => tone = Some('r'),
            '\u{0303}' => tone = Some('x'),
            '\u{0323}' => tone = Some('j'),
            '\u{0302}' => keys.push(letter),
            '\u{0306}' | '\u{031B}' => keys.push('w'),
            'đ' => keys.push_str("dd"),
            _ => {
                keys.push(c);
                letter = c;
            }
        }
    }
    keys.extend(tone);
    keys
}
