//! Undoing raw typing: what the keys of Telex or VNI would have written with the input method on.

use super::syllable::{Tone, is_syllable, is_vowel, place_tone, split_tone};

/// Keys of the longest word that is read.
const LONGEST: usize = 16;

/// The two input methods nearly everyone uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Letters as keys: `vaanj` writes vận, `dduwowngf` writes đường.
    Telex,
    /// Digits as keys: `va6n5` writes vận, `d9u7o7ng2` writes đường.
    Vni,
}

/// The syllable that a word of raw keys writes, in lower case, or `None` when the keys write no
/// correctly spelt syllable. A word of plain letters without any typing key comes back as it is if it is a syllable.
/// Keys may stand right after their letter or anywhere after it (`tieengs`, `tienges`), and beside letters that have
/// their marks already (`vânj`, where the method was switched on half way).
pub fn decode(word: &str, typing: Typing) -> Option<String> {
    let word = half_typed(word)?;
    [Reach::Next, Reach::Anywhere]
        .into_iter()
        .find_map(|reach| {
            let mut keys = Keys::reaching(reach);
            for key in word.chars() {
                match typing {
                    _ if !key.is_ascii() => keys.marked_letter(key)?,
                    Typing::Telex => keys.telex(key)?,
                    Typing::Vni => keys.vni(key)?,
                }
            }
            keys.written()
        })
        .filter(|written| word.is_ascii() || *written != word)
}

/// The word that raw keys write, in lower case, even if it is no Vietnamese syllable: names in the other languages of Viet
/// Nam (`ddawks` writes đắk, `kro6ng` krông). `None` where no key is in it. Nothing tells such a word from a foreign one
/// (`book`): whoever asks must know the word that comes back.
///
/// Keys stand right after their letter, and the tone of Telex at the end, since such names have r, s and j inside.
pub fn decode_name(word: &str, typing: Typing) -> Option<String> {
    let word = typed(word)?;
    let mut keys = Keys::reaching(Reach::Next);
    match typing {
        Typing::Telex => {
            let tone = word.chars().next_back().and_then(Tone::of_key);
            let letters = tone.and_then(|tone| word.strip_suffix(tone.key()));
            letters
                .unwrap_or(&word)
                .chars()
                .for_each(|key| keys.telex_letter(key));
            if tone.is_some() && !keys.has_vowel() {
                return None;
            }
            keys.tone = tone;
        }
        Typing::Vni => word.chars().try_for_each(|key| keys.vni(key))?,
    }
    let written = keys.as_typed();
    (written != word).then_some(written)
}

/// A word of keys, or of keys and letters with marks, in lower case and composed, or `None` for what can be neither.
fn half_typed(word: &str) -> Option<String> {
    if word.is_ascii() {
        return typed(word);
    }
    let word = super::nfc(word).to_lowercase();
    let is_typed = word.chars().count() <= LONGEST && word.chars().all(char::is_alphanumeric);
    is_typed.then_some(word)
}

/// A word of keys in lower case, or `None` for what can be no keys.
fn typed(word: &str) -> Option<String> {
    let is_typed = word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_alphanumeric());
    is_typed.then(|| word.to_ascii_lowercase())
}

/// How far back a doubled letter of Telex reaches for the one it changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Next,
    Anywhere,
}

struct Keys {
    letters: Vec<char>,
    tone: Option<Tone>,
    reach: Reach,
}

impl Keys {
    fn reaching(reach: Reach) -> Keys {
        Keys {
            letters: Vec::new(),
            tone: None,
            reach,
        }
    }

    fn telex(&mut self, key: char) -> Option<()> {
        let tone = Tone::of_key(key);
        match key {
            _ if tone.is_some() && self.has_vowel() => self.set_tone(tone)?,
            'z' if self.tone.is_some() => self.tone = None,
            _ => self.telex_letter(key),
        }
        Some(())
    }

    /// A key that is no tone's.
    fn telex_letter(&mut self, key: char) {
        match key {
            'w' if !self.horn_or_breve() => self.letters.push('ư'),
            'w' => {}
            'a' | 'e' | 'o' if self.hat(key) => {}
            'd' if self.bar() => {}
            _ => self.letters.push(key),
        }
    }

    fn vni(&mut self, key: char) -> Option<()> {
        match key {
            '1'..='5' if self.has_vowel() => {
                let tones = [
                    Tone::Rising,
                    Tone::Falling,
                    Tone::Dipping,
                    Tone::Broken,
                    Tone::Heavy,
                ];
                self.set_tone(tones.get(key as usize - '1' as usize).copied())?;
            }
            '6' => self.change_last(&[('a', 'â'), ('e', 'ê'), ('o', 'ô')])?,
            '7' => {
                if !self.horn_pair() {
                    self.change_last(&[('o', 'ơ'), ('u', 'ư')])?;
                }
            }
            '8' => self.change_last(&[('a', 'ă')])?,
            '9' if self.letters.first() == Some(&'d') => self.letters[0] = 'đ',
            '0' if self.tone.is_some() => self.tone = None,
            _ if key.is_ascii_digit() => return None,
            _ => self.letters.push(key),
        }
        Some(())
    }

    /// A letter that has its marks already; `None` for one that no Vietnamese word has.
    fn marked_letter(&mut self, letter: char) -> Option<()> {
        let (letters, tone) = split_tone(letter.encode_utf8(&mut [0; 4]));
        let letter =
            Some(letters.chars().next()?).filter(|&letter| is_vowel(letter) || letter == 'đ')?;
        if tone.is_some() {
            self.set_tone(tone)?;
        }
        self.letters.push(letter);
        Some(())
    }

    fn has_vowel(&self) -> bool {
        self.letters.iter().any(|&letter| is_vowel(letter))
    }

    /// One tone key in a word; a second one means that the writer wanted the letter.
    fn set_tone(&mut self, tone: Option<Tone>) -> Option<()> {
        if self.tone.is_some() {
            return None;
        }
        self.tone = tone;
        Some(())
    }

    fn change_last(&mut self, changes: &[(char, char)]) -> Option<()> {
        for letter in self.letters.iter_mut().rev() {
            if let Some(&(_, changed)) = changes.iter().find(|(from, _)| from == letter) {
                *letter = changed;
                return Some(());
            }
        }
        None
    }

    /// `uo` with one horn key is `ươ`, whichever of the two letters has its horn already; `uu` is `ưu`.
    fn horn_pair(&mut self) -> bool {
        let pair = self
            .letters
            .windows(2)
            .rposition(|pair| matches!(pair, ['u' | 'ư', 'o'] | ['u', 'ơ' | 'u']));
        if let Some(at) = pair {
            self.letters[at] = 'ư';
            if self.letters[at + 1] != 'u' {
                self.letters[at + 1] = 'ơ';
            }
        }
        pair.is_some()
    }

    fn horn_or_breve(&mut self) -> bool {
        if self.horn_pair() {
            return true;
        }
        // muaw is mưa, while hoawc is hoăc.
        if let Some(at) = self.letters.windows(2).rposition(|pair| pair == ['u', 'a'])
            && (at == 0 || self.letters[at - 1] != 'q')
        {
            self.letters[at] = 'ư';
            return true;
        }
        self.change_last(&[('a', 'ă'), ('o', 'ơ'), ('u', 'ư')])
            .is_some()
    }

    fn hat(&mut self, key: char) -> bool {
        let hatted = match key {
            'a' => 'â',
            'e' => 'ê',
            _ => 'ô',
        };
        // A third key takes the hat back: xooong is xoong.
        if self.letters.last() == Some(&hatted) {
            self.letters.pop();
            self.letters.extend([key, key]);
            return true;
        }
        let at = match self.reach {
            Reach::Next => self
                .letters
                .len()
                .checked_sub(1)
                .filter(|&last| self.letters[last] == key),
            Reach::Anywhere => self.letters.iter().rposition(|&letter| letter == key),
        };
        if let Some(at) = at {
            self.letters[at] = hatted;
        }
        at.is_some()
    }

    fn bar(&mut self) -> bool {
        let reached = self.reach == Reach::Anywhere || self.letters.len() == 1;
        let barred = reached && self.letters.first() == Some(&'d');
        if barred {
            self.letters[0] = 'đ';
        }
        barred
    }

    /// `uwong` leaves ưo, which is written ươ; `thuow` leaves an open ươ, which is written uơ.
    fn written(&self) -> Option<String> {
        let letters: String = self.letters.iter().collect();
        [
            letters.clone(),
            letters.replace("ưo", "ươ"),
            letters.replace("ươ", "uơ"),
        ]
        .into_iter()
        .map(|letters| place_tone(&letters, self.tone))
        .find(|syllable| is_syllable(syllable))
    }

    /// As it stands, with `ưo` for the `ươ` that it always is.
    fn as_typed(&self) -> String {
        let letters: String = self.letters.iter().collect();
        place_tone(&letters.replace("ưo", "ươ"), self.tone)
    }
}

#[cfg(test)]
mod tests {
    use super::super::syllable::every_syllable;
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn raw_keys_are_undone() {
        for (keys, written) in [
            ("vaanj", "vận"),
            ("kheos", "khéo"),
            ("dduwowngf", "đường"),
            ("dduowngf", "đường"),
            ("dduwongf", "đường"),
            ("duongwfd", "đường"),
            ("tieengs", "tiếng"),
            ("tienges", "tiếng"),
            ("hoawcj", "hoặc"),
            ("muaw", "mưa"),
            ("thuowr", "thuở"),
            ("cuuws", "cứu"),
            ("xooong", "xoong"),
            ("quaan", "quân"),
            ("quawng", "quăng"),
            ("hoaf", "hòa"),
            ("Langj", "lạng"),
            ("na", "na"),
            ("vânj", "vận"),
            ("đươngf", "đường"),
            ("đuongwf", "đường"),
            ("ddương", "đương"),
            ("hiêns", "hiến"),
            ("Đaats", "đất"),
        ] {
            assert_eq!(
                decode(keys, Typing::Telex).as_deref(),
                Some(written),
                "{keys}"
            );
        }
        for (keys, written) in [
            ("d9u7o7ng2", "đường"),
            ("d9uo7ng2", "đường"),
            ("va6n5", "vận"),
            ("kheo1", "khéo"),
            ("na8m", "năm"),
            ("cuu71", "cứu"),
            ("vân5", "vận"),
            ("đu7o7ng2", "đường"),
        ] {
            assert_eq!(
                decode(keys, Typing::Vni).as_deref(),
                Some(written),
                "{keys}"
            );
        }
    }

    #[test]
    fn raw_keys_of_names_in_other_languages_are_undone() {
        for (telex, vni, written) in [
            ("ddawks", "d9a8k1", "đắk"),
            ("lawks", "la8k1", "lắk"),
            ("ddakroong", "d9akro6ng", "đakrông"),
            ("kroong", "kro6ng", "krông"),
            ("seereepooks", "se6re6po6k1", "sêrêpốk"),
            ("phjawcs", "phja8c1", "phjắc"),
            ("juts", "jut1", "jút"),
            ("tehr", "teh3", "tẻh"),
            ("tuwowngk", "tu7o7ngk", "tươngk"),
            ("Thlaang", "Thla6ng", "thlâng"),
        ] {
            let read = |keys, typing| decode_name(keys, typing);
            assert_eq!(read(telex, Typing::Telex).as_deref(), Some(written));
            assert_eq!(read(vni, Typing::Vni).as_deref(), Some(written));
            assert_eq!(decode(telex, Typing::Telex), None, "{telex}");
            assert_eq!(decode(vni, Typing::Vni), None, "{vni}");
        }
        for word in ["camera", "ntm", "2025", "36a1", "", "đắk", "krong"] {
            for typing in [Typing::Telex, Typing::Vni] {
                let read = decode_name(word, typing);
                assert_eq!(read, None, "{word}");
            }
        }
        let foreign = decode_name("book", Typing::Telex);
        assert_eq!(foreign.as_deref(), Some("bôk"));
    }

    #[test]
    fn words_that_are_no_keys_stay() {
        for word in [
            "camera",
            "facebook",
            "covid",
            "ntm",
            "zalo1x",
            "2025",
            "36a1",
            "",
            "đường",
            "vậnj",
            "жars",
            "aaaaaaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(decode(word, Typing::Telex), None, "{word}");
            assert_eq!(decode(word, Typing::Vni), None, "{word}");
        }
    }

    /// Where people type the keys of marks and of the tone.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Habit {
        /// `tieengs`
        ToneLast,
        /// `tieesng`
        ToneAtItsVowel,
        /// `tieseng`
        ToneBeforeTheMark,
        /// `tienges`
        MarksThenToneLast,
        /// `tiengse`
        ToneThenMarksLast,
        /// `tiesnge`
        MarksLast,
    }

    impl Habit {
        const ALL: [Habit; 6] = [
            Habit::ToneLast,
            Habit::ToneAtItsVowel,
            Habit::ToneBeforeTheMark,
            Habit::MarksThenToneLast,
            Habit::ToneThenMarksLast,
            Habit::MarksLast,
        ];

        fn has_marks_last(self) -> bool {
            matches!(
                self,
                Habit::MarksThenToneLast | Habit::ToneThenMarksLast | Habit::MarksLast
            )
        }
    }

    /// The key of a letter, and that of its mark.
    fn letter_keys(letter: char, typing: Typing) -> (char, Option<char>) {
        let (plain, telex, vni) = match letter {
            'â' => ('a', 'a', '6'),
            'ê' => ('e', 'e', '6'),
            'ô' => ('o', 'o', '6'),
            'ă' => ('a', 'w', '8'),
            'ơ' => ('o', 'w', '7'),
            'ư' => ('u', 'w', '7'),
            'đ' => ('d', 'd', '9'),
            plain => return (plain, None),
        };
        let mark = match typing {
            Typing::Telex => telex,
            Typing::Vni => vni,
        };
        (plain, Some(mark))
    }

    fn tone_key(tone: Tone, typing: Typing) -> char {
        match (typing, tone) {
            (Typing::Telex, tone) => tone.key(),
            (Typing::Vni, Tone::Rising) => '1',
            (Typing::Vni, Tone::Falling) => '2',
            (Typing::Vni, Tone::Dipping) => '3',
            (Typing::Vni, Tone::Broken) => '4',
            (Typing::Vni, Tone::Heavy) => '5',
        }
    }

    /// The keys of a syllable.
    fn keys(syllable: &str, typing: Typing, habit: Habit) -> String {
        let take_apart = |c: char| {
            let (letter, tone) = split_tone(c.encode_utf8(&mut [0; 4]));
            (letter.chars().next().expect("a letter"), tone)
        };
        let letters: Vec<(char, Option<Tone>)> = syllable.nfc().map(take_apart).collect();
        let tone = letters.iter().find_map(|(_, tone)| *tone);
        let tone = tone.map(|tone| tone_key(tone, typing));
        let (mut keys, mut marks) = (String::new(), String::new());
        for (at, &(letter, toned)) in letters.iter().enumerate() {
            let (plain, mark) = letter_keys(letter, typing);
            let here = tone.filter(|_| toned.is_some());
            let next = letters.get(at + 1).map(|(next, _)| *next);
            keys.push(plain);
            // A doubled o is ô in Telex: xoong is typed with three.
            if typing == Typing::Telex && (letter, next) == ('o', Some('o')) {
                keys.push('o');
            }
            if matches!(habit, Habit::ToneBeforeTheMark | Habit::MarksLast) {
                keys.extend(here);
            }
            match mark {
                // One horn key at the end makes ươ.
                Some(mark) if letter == 'ơ' && marks.ends_with(mark) => {}
                Some(mark) if habit.has_marks_last() => marks.push(mark),
                _ => keys.extend(mark),
            }
            if habit == Habit::ToneAtItsVowel {
                keys.extend(here);
            }
        }
        match habit {
            Habit::ToneLast => keys.extend(tone),
            Habit::MarksThenToneLast => {
                keys.push_str(&marks);
                keys.extend(tone);
            }
            Habit::ToneThenMarksLast => {
                keys.extend(tone);
                keys.push_str(&marks);
            }
            Habit::MarksLast => keys.push_str(&marks),
            Habit::ToneAtItsVowel | Habit::ToneBeforeTheMark => {}
        }
        keys
    }

    #[test]
    fn habits_differ_in_where_marks_and_tones_stand() {
        for (habit, telex, vni) in [
            (Habit::ToneLast, "dduwowngf", "d9u7o7ng2"),
            (Habit::ToneAtItsVowel, "dduwowfng", "d9u7o72ng"),
            (Habit::ToneBeforeTheMark, "dduwofwng", "d9u7o27ng"),
            (Habit::MarksThenToneLast, "duongdwf", "duong972"),
            (Habit::ToneThenMarksLast, "duongfdw", "duong297"),
            (Habit::MarksLast, "duofngdw", "duo2ng97"),
        ] {
            assert_eq!(keys("đường", Typing::Telex, habit), telex);
            assert_eq!(keys("đường", Typing::Vni, habit), vni);
        }
    }

    #[test]
    fn the_keys_of_every_syllable_decode_to_it_wherever_they_are_typed() {
        let mut count = 0;
        for (syllable, _) in every_syllable() {
            // A d at the end is đ only where keys reach anywhere, and then the second o of oao is a hat for the first.
            let (letters, _) = split_tone(&syllable);
            let is_hatted = letters == "đoao" || letters == "đoeo";
            for typing in [Typing::Telex, Typing::Vni] {
                for habit in Habit::ALL {
                    if is_hatted && typing == Typing::Telex && habit.has_marks_last() {
                        continue;
                    }
                    let keys = keys(&syllable, typing, habit);
                    assert_eq!(
                        decode(&keys, typing).as_deref(),
                        Some(syllable.as_str()),
                        "{typing:?} {habit:?} {keys}"
                    );
                    count += 1;
                }
            }
        }
        assert!(count > 200_000, "only {count} ways tried");
    }
}
