//! Abbreviations of the movement and of administration, written out by the analyzer.
//!
//! One with several meanings (`CT`: chỉ thị, chủ tịch, chương trình) is written out where a word beside it
//! decides. Elsewhere it is left as written: `assets/search/synonyms.tsv` names all that it may mean.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::analyzer::ends_sentence;
use crate::vietnamese::{self, Keys};

/// Abbreviation, expansion, where it is used, beside which words it means that: one to a line, tab-separated.
const LIST: &str = include_str!("../../assets/search/abbreviations.tsv");
/// Abbreviations up to this many letters are so short that their marks tell them apart: HĐ and HD, ĐV and DV.
const SHORT: usize = 2;

/// An abbreviation and what it stands for.
struct Abbreviation {
    /// As the list writes it.
    written: String,
    marked: String,
    known: Known,
    /// In the order of the list.
    readings: Vec<Reading>,
}

/// How closely a word must be like the abbreviation to be it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Its letters could be a syllable (`CA`, `TU`, `ThU`): only as it is written, capitals and marks.
    AsWritten,
    /// The same marks, in capitals or small letters.
    ByMarks,
    /// The same letters.
    ByLetters,
}

/// One meaning.
struct Reading {
    syllables: Vec<Keys>,
    /// Where it is meant; anywhere without any.
    contexts: Vec<Context>,
}

/// Words that stand right before and right after.
struct Context {
    before: Vec<Beside>,
    after: Vec<Beside>,
}

/// A word beside an abbreviation.
enum Beside {
    /// One that begins with a digit.
    Number,
    /// One with a capital and small letters.
    Name,
    /// One with this folded key.
    Word(String),
}

impl Context {
    /// `_ công chức`, `# _`: the underscore is where the abbreviation stands.
    fn of(text: &str) -> Option<Context> {
        let (before, after) = text.split_once('_')?;
        let words = |text: &str| text.split_whitespace().map(Beside::of).collect();
        Some(Context {
            before: words(before),
            after: words(after),
        })
    }
}

impl Beside {
    fn of(text: &str) -> Beside {
        match text {
            "#" => Beside::Number,
            "^" => Beside::Name,
            word => Beside::Word(vietnamese::keys(word).folded),
        }
    }

    fn is(&self, word: &str) -> bool {
        match self {
            Beside::Number => word.starts_with(|c: char| c.is_ascii_digit()),
            Beside::Name => {
                word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
            }
            Beside::Word(folded) => vietnamese::keys(word).folded == *folded,
        }
    }
}

/// By folded key; those of one key in the order of the list.
static EXPANSIONS: LazyLock<HashMap<String, Vec<Abbreviation>>> = LazyLock::new(|| {
    let mut expansions: HashMap<String, Vec<Abbreviation>> = HashMap::new();
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(written), Some(expansion)) = (columns.next(), columns.next()) else {
            continue;
        };
        let reading = Reading {
            syllables: vietnamese::syllables(expansion)
                .map(vietnamese::keys)
                .collect(),
            contexts: columns
                .nth(1)
                .unwrap_or_default()
                .split(';')
                .filter_map(Context::of)
                .collect(),
        };
        let Keys { marked, folded } = vietnamese::keys(written);
        let known = if vietnamese::looks_like_syllable(&folded) {
            Known::AsWritten
        } else if written.chars().count() <= SHORT {
            Known::ByMarks
        } else {
            Known::ByLetters
        };
        let alike = expansions.entry(folded).or_default();
        match alike.iter_mut().find(|known| known.written == written) {
            Some(abbreviation) => abbreviation.readings.push(reading),
            None => alike.push(Abbreviation {
                written: written.to_owned(),
                marked,
                known,
                readings: vec![reading],
            }),
        }
    }
    expansions
});

/// The text that a word stands in, as words, and which of them it is: several where it is written with
/// hyphens or dots.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub text: &'a str,
    pub words: &'a [Range<usize>],
    /// The first word of its own.
    pub first: usize,
    /// The first word after it.
    pub after: usize,
}

impl Around<'_> {
    /// Whether the words stand there, in the same sentence.
    fn has(&self, context: &Context) -> bool {
        let Some(start) = self.first.checked_sub(context.before.len()) else {
            return false;
        };
        let end = self.after + context.after.len();
        let (Some(left), Some(right), Some(all)) = (
            self.words.get(start..self.first),
            self.words.get(self.after..end),
            self.words.get(start..end),
        ) else {
            return false;
        };
        let fits = |(beside, word): (&Beside, &Range<usize>)| beside.is(&self.text[word.clone()]);
        context.before.iter().zip(left).all(fits)
            && context.after.iter().zip(right).all(fits)
            && all
                .windows(2)
                .all(|pair| !self.text[pair[0].end..pair[1].start].contains(ends_sentence))
    }
}

/// The syllables an abbreviation stands for, or `None` for any other word, and for one that may mean
/// several things where nothing beside it decides. `keys` are the word's own. One that could be a syllable
/// (`CA`; `NTM` could not) counts only as it is written in the list, and not in a text that is `shouting`
/// in capitals.
pub(super) fn expand(
    word: &str,
    keys: &Keys,
    shouting: bool,
    around: Around,
) -> Option<&'static [Keys]> {
    let alike = EXPANSIONS.get(&keys.folded)?;
    let is_it = |abbreviation: &&Abbreviation| match abbreviation.known {
        Known::AsWritten => !shouting && vietnamese::nfc(word) == abbreviation.written,
        Known::ByMarks => keys.marked == abbreviation.marked,
        Known::ByLetters => true,
    };
    let readings = &alike.iter().find(is_it)?.readings;
    let is_decided = |reading: &&Reading| reading.contexts.iter().any(|there| around.has(there));
    let reading = (readings.iter().find(is_decided))
        .or_else(|| readings.iter().find(|reading| reading.contexts.is_empty()))?;
    Some(reading.syllables.as_slice())
}

/// Whether a word has the letters of an abbreviation, whatever case and marks.
pub(super) fn is_listed(word: &str) -> bool {
    EXPANSIONS.contains_key(&vietnamese::keys(word).folded)
}

/// Tells this list from any other: eight hexadecimal digits.
pub(super) fn fingerprint() -> String {
    let digest = Sha256::digest(LIST.as_bytes());
    hex::encode(&digest[..4])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyzer::analyze;
    use std::collections::HashSet;

    fn rows() -> Vec<Vec<&'static str>> {
        LIST.lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect()
    }

    fn marked(text: &str) -> Vec<String> {
        analyze(text)
            .into_iter()
            .filter(|token| !token.whole)
            .map(|token| token.keys.marked)
            .collect()
    }

    #[test]
    fn the_list_is_whole_and_says_when_one_of_several_is_meant() {
        let rows = rows();
        for row in &rows {
            let shape = (3..=4).contains(&row.len()) && row.iter().all(|column| !column.is_empty());
            assert!(shape, "{row:?}");
            let contexts: Vec<&str> = row
                .get(3)
                .map_or_else(Vec::new, |list| list.split(';').collect());
            for context in contexts {
                let read = Context::of(context);
                let words = read.map_or(0, |read| read.before.len() + read.after.len());
                assert!(
                    words > 0 && context.matches('_').count() == 1,
                    "{context:?}"
                );
            }
        }
        let distinct: HashSet<(&str, &str)> = rows.iter().map(|row| (row[0], row[1])).collect();
        assert_eq!(distinct.len(), rows.len(), "a row stands twice");
        for alike in EXPANSIONS.values() {
            let by_letters = alike.iter().filter(|one| one.known == Known::ByLetters);
            assert!(by_letters.count() == 0 || alike.len() == 1);
            for abbreviation in alike {
                let readings = &abbreviation.readings;
                let anywhere = readings
                    .iter()
                    .filter(|reading| reading.contexts.is_empty());
                assert!(anywhere.count() <= 1, "{}", abbreviation.written);
                let keys = readings.iter().map(|reading| &reading.syllables);
                for keys in keys {
                    let long = keys.len() > 1 || keys[0].folded.len() > 4;
                    assert!(long, "{}", abbreviation.written);
                }
            }
        }
    }

    #[test]
    fn abbreviations_are_known_in_capitals_and_small_letters() {
        assert_eq!(marked("NTM"), marked("nông thôn mới"));
        assert_eq!(marked("BĐBP"), marked("bdbp"));
        assert_eq!(marked("bdbp"), marked("bộ đội biên phòng"));
        assert_eq!(marked("ca"), ["ca"]);
        assert_eq!(marked("dân"), marked("Dân"));
        assert_eq!(marked("dân").len(), 1);
    }

    #[test]
    fn what_could_be_a_syllable_is_one_unless_written_as_in_the_list() {
        for (written, expansion) in [
            ("BTV TU họp", "ban thường vụ tỉnh ủy họp"),
            ("TU", "tỉnh ủy"),
            ("TU Hà Nội", "thành ủy Hà Nội"),
            ("văn phòng T\u{1AF}", "văn phòng trung ương"),
            ("văn phòng TU\u{31B}", "văn phòng trung ương"),
            ("HU Bình Gia", "huyện ủy Bình Gia"),
            ("ThU Hội An", "thành ủy Hội An"),
            ("ĐU xã", "đảng ủy xã"),
            ("CA xã", "công an xã"),
        ] {
            assert_eq!(marked(written), marked(expansion), "{written}");
        }
        for left in [
            "đi tu",
            "ĐI TU",
            "thứ tư",
            "mùa thu",
            "Thu Hà",
            "MÙA THU",
            "đu dây",
            "khu DU lịch",
            "hu hu",
            "ca hát",
        ] {
            assert_eq!(marked(left).len(), left.split(' ').count(), "{left}");
        }
    }

    #[test]
    fn a_word_beside_it_decides_what_an_abbreviation_means() {
        for (written, expansion) in [
            ("CT số 33", "chỉ thị số 33"),
            ("CT UBND xã", "chủ tịch ủy ban nhân dân xã"),
            ("phó CT hội", "phó chủ tịch hội"),
            ("CT MTQG", "chương trình mục tiêu quốc gia"),
            ("CB, công chức", "cán bộ, công chức"),
            ("bí thư CB", "bí thư chi bộ"),
            ("trường CĐ nghề", "trường cao đẳng nghề"),
            ("CĐ cơ sở", "công đoàn cơ sở"),
            ("cán bộ, ĐV", "cán bộ, đảng viên"),
            ("các cơ quan, ĐV", "các cơ quan, đơn vị"),
            ("TT số 12", "thông tư số 12"),
            ("TT Sa Pa", "thị trấn Sa Pa"),
            ("TT vận động", "tuyên truyền vận động"),
            ("TT Huế", "Thừa Thiên Huế"),
            ("TP Vinh", "thành phố Vinh"),
            ("TP Nội vụ", "trưởng phòng Nội vụ"),
            ("KH số 45", "kế hoạch số 45"),
            ("HĐ thi đua", "hội đồng thi đua"),
            ("hd số 5", "hướng dẫn số 5"),
            ("tặng GK", "tặng giấy khen"),
        ] {
            assert_eq!(marked(written), marked(expansion), "{written}");
        }
        for left in [
            "CT này",
            "CB",
            "các ĐV",
            "dv",
            "TT. Sau đó",
            "Theo KH",
            "HĐ",
            "HD",
            "nd",
        ] {
            assert_eq!(marked(left).len(), left.split(' ').count(), "{left}");
        }
    }
}
