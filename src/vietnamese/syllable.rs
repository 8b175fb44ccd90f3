//! The syllable: its tone, its canonical form for comparing, and what can be one.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{is_invisible, meant};

/// The five written tones. The level tone (ngang) is written with no mark and is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Huyền, falling: à.
    Falling,
    /// Sắc, rising: á.
    Rising,
    /// Hỏi, dipping: ả.
    Dipping,
    /// Ngã, broken: ã.
    Broken,
    /// Nặng, heavy: ạ.
    Heavy,
}

impl Tone {
    /// All five, in the order of the Telex keys f, s, r, x, j.
    pub const ALL: [Tone; 5] = [
        Tone::Falling,
        Tone::Rising,
        Tone::Dipping,
        Tone::Broken,
        Tone::Heavy,
    ];

    /// The combining mark that writes the tone.
    pub fn mark(self) -> char {
        match self {
            Tone::Falling => '\u{0300}',
            Tone::Rising => '\u{0301}',
            Tone::Dipping => '\u{0309}',
            Tone::Broken => '\u{0303}',
            Tone::Heavy => '\u{0323}',
        }
    }

    /// The letter that types the tone in Telex, also used to write it in canonical forms.
    pub fn key(self) -> char {
        match self {
            Tone::Falling => 'f',
            Tone::Rising => 's',
            Tone::Dipping => 'r',
            Tone::Broken => 'x',
            Tone::Heavy => 'j',
        }
    }

    /// The tone that a letter types in Telex.
    pub fn of_key(key: char) -> Option<Tone> {
        Tone::ALL.into_iter().find(|tone| tone.key() == key)
    }

    fn of_mark(mark: char) -> Option<Tone> {
        Tone::ALL.into_iter().find(|tone| tone.mark() == mark)
    }
}

/// The keys under which one syllable, or any word, is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Keys {
    /// Composed, lower case, the tone moved to the end, so that `hòa` and `hoà` are both `hoa~f`.
    pub marked: String,
    /// Without any mark: `hoa`.
    pub folded: String,
}

impl Keys {
    /// Whether the word was written with any mark, đ included.
    pub fn has_marks(&self) -> bool {
        self.marked != self.folded
    }
}

/// Both keys of a word. In each, y is written i in open syllables after h, k, l, m, s, t and qu, where
/// both spellings are used for the same word (`lý`, `lí`). Keys, never for display.
pub fn keys(word: &str) -> Keys {
    let mut keys = Keys::default();
    let mut tone = None;
    for c in word.chars() {
        let Some(letter) = Letter::of(c) else {
            return keys_of_any(word);
        };
        keys.marked.push(letter.marked);
        keys.folded.push(letter.folded);
        tone = letter.tone.or(tone);
    }
    finish(keys, tone)
}

/// The slower way, for words with decomposed, invisible or foreign characters.
fn keys_of_any(word: &str) -> Keys {
    let (marked, tone) = split_tone(word);
    let folded = super::fold(&marked);
    finish(Keys { marked, folded }, tone)
}

fn finish(mut keys: Keys, tone: Option<Tone>) -> Keys {
    if keys
        .folded
        .strip_suffix('y')
        .is_some_and(|onset| matches!(onset, "h" | "k" | "l" | "m" | "s" | "t" | "qu"))
    {
        // Every such syllable ends in a plain y in both keys: y carries no mark but its tone.
        keys.marked.pop();
        keys.marked.push('i');
        keys.folded.pop();
        keys.folded.push('i');
    }
    if let Some(tone) = tone {
        keys.marked.push(TONE_SIGN);
        keys.marked.push(tone.key());
    }
    keys
}

/// The form in which spellings of one syllable are equal: [`Keys::marked`].
pub fn canonical(syllable: &str) -> String {
    keys(syllable).marked
}

/// The marked keys of every correctly spelt syllable that has a folded key: of `dat` those of dát, dạt, đất, đặt …
pub fn markings(folded: &str) -> Vec<String> {
    if !looks_like_syllable(folded) {
        return Vec::new();
    }
    let mut spelt = vec![String::new()];
    for letter in folded.chars() {
        let marked: &[char] = match letter {
            'a' => &['a', 'ă', 'â'],
            'd' => &['d', 'đ'],
            'e' => &['e', 'ê'],
            'o' => &['o', 'ô', 'ơ'],
            'u' => &['u', 'ư'],
            _ => &[letter],
        };
        let longer = |begun: &String| {
            marked
                .iter()
                .map(|&c| format!("{begun}{c}"))
                .collect::<Vec<_>>()
        };
        spelt = spelt.iter().flat_map(longer).collect();
    }
    let tones = [None].into_iter().chain(Tone::ALL.map(Some));
    let toned = tones.flat_map(|tone| spelt.iter().map(move |letters| place_tone(letters, tone)));
    toned
        .filter(|syllable| is_syllable(syllable))
        .map(|syllable| canonical(&syllable))
        .collect()
}

/// A marked key parted into its letters and the sign of its tone: `hoa` and `~f`, or nothing for the level tone.
pub fn split_tone_sign(marked_key: &str) -> (&str, &str) {
    let at = marked_key.find(TONE_SIGN).unwrap_or(marked_key.len());
    marked_key.split_at(at)
}

/// Before the tone in a marked key.
const TONE_SIGN: char = '~';

/// A marked key as one would write it: the way back from [`canonical`], for showing what is searched.
pub fn spell(marked_key: &str) -> String {
    let (letters, sign) = split_tone_sign(marked_key);
    place_tone(letters, sign.chars().nth(1).and_then(Tone::of_key))
}

/// One precomposed letter taken apart.
#[derive(Clone, Copy)]
struct Letter {
    marked: char,
    folded: char,
    tone: Option<Tone>,
}

impl Letter {
    /// `None` for whatever needs more than a table: combining marks, other scripts, invisible characters.
    fn of(c: char) -> Option<Letter> {
        static TABLE: LazyLock<Vec<Option<Letter>>> =
            LazyLock::new(|| ('\0'..'\u{1F00}').map(Letter::take_apart).collect());
        TABLE.get(c as usize).copied().flatten()
    }

    fn take_apart(c: char) -> Option<Letter> {
        let c = meant(c);
        if c == 'đ' {
            return Some(Letter {
                marked: 'đ',
                folded: 'd',
                tone: None,
            });
        }
        let base = c
            .to_lowercase()
            .nfd()
            .next()
            .filter(|&base| base.is_ascii_alphanumeric())?;
        let (letters, tone) = split_tone(c.encode_utf8(&mut [0; 4]));
        let mut letters = letters.chars();
        let marked = letters.next()?;
        letters.next().is_none().then_some(Letter {
            marked,
            folded: base,
            tone,
        })
    }
}

/// Lower-case letters with their vowel marks but without the tone, and the tone.
pub(super) fn split_tone(syllable: &str) -> (String, Option<Tone>) {
    let mut tone = None;
    let lower = syllable.chars().map(meant).flat_map(char::to_lowercase);
    let lower: String = lower.map(meant).collect();
    let letters = lower
        .nfd()
        .filter(|&c| {
            let found = Tone::of_mark(c);
            tone = found.or(tone);
            found.is_none() && !is_invisible(c)
        })
        .nfc()
        .collect();
    (letters, tone)
}

/// Onsets, longest first where one begins another.
const ONSETS: [&str; 29] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "q", "",
];

/// Rimes as written, without tone. `ynh`, `yt`, `ych`, `yên`, `yêt` also stand after qu.
const RIMES: [&str; 152] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm",
    "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em",
    "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ia",
    "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", "oa", "oac", "oach", "oai", "oam", "oan",
    "oang", "oanh", "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen",
    "oeo", "oet", "ooc", "oong", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm",
    "ơn", "ơp", "ơt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uân", "uâng", "uât",
    "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uy", "uya",
    "uych", "uynh", "uyt", "uyu", "uyên", "uyêt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt",
    "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Rimes written with y that begin a syllable or follow qu.
const Y_RIMES: [&str; 9] = ["y", "yên", "yêm", "yêng", "yêt", "yêu", "ynh", "yt", "ych"];

fn splits(letters: &str) -> impl Iterator<Item = (&'static str, &str)> {
    ONSETS
        .into_iter()
        .filter_map(move |onset| letters.strip_prefix(onset).map(|rime| (onset, rime)))
}

/// Whether the text is one correctly spelt Vietnamese syllable with its marks: `vận` is, `van` is,
/// `vậnn`, `wan` and `hập` with a level tone (`hâp`) are not.
pub fn is_syllable(text: &str) -> bool {
    let (letters, tone) = split_tone(text);
    if letters.chars().count() > 7 {
        return false;
    }
    let stopped = ["c", "p", "t", "ch"]
        .iter()
        .any(|coda| letters.ends_with(coda));
    if stopped && !matches!(tone, Some(Tone::Rising | Tone::Heavy)) {
        return false;
    }
    splits(&letters).any(|(onset, rime)| match onset {
        "q" => false,
        "qu" if rime.starts_with(['o', 'u', 'ư']) => false,
        _ => RIMES.contains(&rime) || Y_RIMES.contains(&rime),
    })
}

/// Whether unmarked lower-case letters may stand for a syllable: `duong` may, `antt` may not.
pub fn looks_like_syllable(folded: &str) -> bool {
    folded.len() <= 7
        && splits(folded).any(|(_, rime)| {
            RIMES
                .iter()
                .chain(&Y_RIMES)
                .any(|known| super::fold(known) == rime)
        })
}

/// Writes a tone on its letter, in the placement most texts use (`hòa`, `thủy`): on the last vowel
/// with a mark of its own, else on the second vowel of three or before a consonant, else on the first.
pub(super) fn place_tone(letters: &str, tone: Option<Tone>) -> String {
    let Some(tone) = tone else {
        return letters.to_owned();
    };
    let onset = splits(letters)
        .find(|(_, rime)| RIMES.contains(rime) || Y_RIMES.contains(rime))
        .map_or("", |(onset, _)| onset)
        .chars()
        .count();
    let chars: Vec<char> = letters.chars().collect();
    let vowels: Vec<usize> = (onset..chars.len())
        .filter(|&at| is_vowel(chars[at]))
        .collect();
    let marked = vowels
        .iter()
        .rev()
        .find(|&&at| !chars[at].is_ascii())
        .copied();
    let closed = vowels.last().is_some_and(|&last| last + 1 < chars.len());
    let plain = if vowels.len() > 2 || (vowels.len() == 2 && closed) {
        vowels.get(1)
    } else {
        vowels.first()
    };
    let Some(at) = marked.or(plain.copied()) else {
        return letters.to_owned();
    };
    chars
        .iter()
        .enumerate()
        .flat_map(|(index, &letter)| {
            std::iter::once(letter).chain((index == at).then_some(tone.mark()))
        })
        .nfc()
        .collect()
}

pub(super) fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưy".contains(letter)
}

/// Every correctly spelt syllable, for tests that go through all of them.
#[cfg(test)]
pub(super) fn every_syllable() -> impl Iterator<Item = (String, Option<Tone>)> {
    let onsets = ONSETS.into_iter().filter(|&onset| onset != "q");
    onsets.flat_map(|onset| {
        // Of gi and a rime with i, one i is written: those are g and the rime.
        let rimes = RIMES.into_iter();
        let rimes = rimes.filter(move |rime| onset != "gi" || !rime.starts_with('i'));
        rimes.flat_map(move |rime| {
            std::iter::once(None)
                .chain(Tone::ALL.into_iter().map(Some))
                .map(move |tone| (place_tone(&format!("{onset}{rime}"), tone), tone))
                .filter(|(syllable, _)| is_syllable(syllable))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_table_agrees_with_the_slower_way(word in "[a-zA-Z0-9À-ỹđĐðÐ]{1,8}") {
            prop_assert_eq!(keys(&word), keys_of_any(&word));
        }

        #[test]
        fn a_marked_word_folds_as_its_unmarked_typing(word in "[a-zA-ZàáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđĐ]{1,8}") {
            prop_assert_eq!(keys(&word).folded, keys(&super::super::fold(&word)).folded);
        }
    }

    #[test]
    fn spellings_of_one_syllable_share_a_canonical_form() {
        for (one, other) in [
            ("hòa", "hoà"),
            ("HÒA", "hòa"),
            ("khỏe", "khoẻ"),
            ("thúy", "thuý"),
            ("lũy", "luỹ"),
            ("lý", "lí"),
            ("kỹ", "kĩ"),
            ("Mỹ", "mĩ"),
            ("tỷ", "tỉ"),
            ("hy", "hi"),
            ("sỹ", "sĩ"),
            ("quý", "quí"),
            ("Ðồng", "đồng"),
            ("ðất", "đất"),
            ("đường", "đu\u{031B}o\u{031B}\u{0300}ng"),
            ("vận", "vâ\u{0323}n"),
            ("vận", "va\u{0323}\u{0302}n"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one} {other}");
        }
    }

    #[test]
    fn different_syllables_stay_different() {
        for (one, other) in [
            ("hòa", "hóa"),
            ("dân", "dẫn"),
            ("chó", "chợ"),
            ("thúy", "thúi"),
            ("huy", "hui"),
            ("quy", "qua"),
            ("y", "i"),
            ("vy", "vi"),
            ("đa", "da"),
            ("lũy", "lũi"),
        ] {
            assert_ne!(canonical(one), canonical(other), "{one} {other}");
        }
        assert_eq!(canonical("hòa"), "hoa~f");
        assert_eq!(spell(&canonical("ĐƯỜNG")), "đường");
        assert_eq!(spell("na"), "na");
    }

    #[test]
    fn spelling_is_checked() {
        for good in [
            "vận",
            "khéo",
            "đường",
            "quyết",
            "quỳnh",
            "giếng",
            "gì",
            "nghiêng",
            "yên",
            "ủy",
            "thuở",
            "khuya",
            "xoong",
            "Huế",
        ] {
            assert!(is_syllable(good), "{good}");
        }
        for bad in [
            "vậnn",
            "wan",
            "hâp",
            "đươ",
            "camẻa",
            "facebôk",
            "qui\u{0301}t\u{0300}x",
            "ntm",
            "",
        ] {
            assert!(!is_syllable(bad), "{bad}");
        }
        assert!(
            looks_like_syllable("duong")
                && looks_like_syllable("ca")
                && looks_like_syllable("quyet")
        );
        assert!(
            !looks_like_syllable("antt")
                && !looks_like_syllable("ubnd")
                && !looks_like_syllable("camera")
        );
    }

    #[test]
    fn tones_are_placed_where_most_texts_place_them() {
        for (letters, tone, written) in [
            ("hoa", Tone::Falling, "hòa"),
            ("thuy", Tone::Dipping, "thủy"),
            ("toan", Tone::Falling, "toàn"),
            ("đương", Tone::Falling, "đường"),
            ("quy", Tone::Rising, "quý"),
            ("gia", Tone::Falling, "già"),
            ("gi", Tone::Falling, "gì"),
            ("khuyên", Tone::Rising, "khuyến"),
            ("ngoai", Tone::Falling, "ngoài"),
            ("cua", Tone::Dipping, "của"),
        ] {
            assert_eq!(place_tone(letters, Some(tone)), written);
        }
    }
}
