//! The texts of a model turned into the keys that it is found by.

use super::analyzer::{Token, analyze, pair_parts};
use super::document::Layer;
use super::echo::echo;
use super::indexed_model::IndexedModel;
use super::name_keys::{PlaceKey, name_proper, place_keys, theme_key};
use super::numbers;

/// Times a text counts in the combined field. Measured: between 3 and 6 for the title and 2 and 3 for the
/// place the difference is within noise; summing scores of separate fields is clearly worse.
const TITLE: usize = 3;
const UNIT: usize = 3;
const PLACE: usize = 3;
const THEME: usize = 3;
const ALIAS: usize = 2;
const HISTORY: usize = 1;
const ACTOR: usize = 1;
const BODY: usize = 1;

/// The combined field of one document: for each layer its keys with spaces between, repeats included.
/// The analysis happens here, on the caller's thread; the writer's thread only splits at the spaces.
#[derive(Default)]
pub(super) struct KeyTexts {
    /// For each layer its keys, in the order of [`Layer::ALL`].
    pub layers: [String; 4],
    /// How much of the title the themes and running texts say too, in percent.
    pub echo: u64,
}

impl KeyTexts {
    pub fn of(model: &IndexedModel) -> KeyTexts {
        let mut texts = KeyTexts::default();
        texts.add(&model.title, TITLE);
        let title = texts.folded_ends();
        texts.add_all(&model.themes, THEME);
        texts.add_all(&model.body, BODY);
        texts.echo = texts.echo_of(title);
        for key in model.themes.iter().filter_map(|theme| theme_key(theme)) {
            texts.push(Layer::Marked, &[&key]);
        }
        texts.add_all(&model.unit_names, UNIT);
        texts.add_all(&model.place_names, PLACE);
        texts.add_all(&model.place_aliases, ALIAS);
        texts.add_all(&model.place_history, HISTORY);
        for place in model.place_names.iter().chain(&model.place_aliases) {
            texts.add_place(place, PlaceKey::Own);
        }
        for place in &model.place_history {
            texts.add_place(place, PlaceKey::History);
        }
        texts.add_all(&model.actors, ACTOR);
        texts.add_code(&model.code);
        if let Some(external_id) = &model.external_id {
            texts.add_code(external_id);
        }
        texts
    }

    /// Where the words without marks end, and their pairs.
    fn folded_ends(&self) -> [usize; 2] {
        [Layer::Folded, Layer::FoldedPair].map(|layer| self.layers[layer as usize].len())
    }

    /// What is there so far, parted where the title ends.
    fn echo_of(&self, title: [usize; 2]) -> u64 {
        let parted = |layer: Layer, at| <[&str; 2]>::from(self.layers[layer as usize].split_at(at));
        let [words, pairs] = title;
        echo(
            parted(Layer::Folded, words),
            parted(Layer::FoldedPair, pairs),
        )
    }

    fn add_all(&mut self, texts: &[String], times: usize) {
        for text in texts {
            self.add(text, times);
        }
    }

    /// A code counts as a whole and in parts; that its parts stand side by side says nothing more. In small letters less of it
    /// may be one: of `mh-2026-0001` only `2026-0001`.
    fn add_code(&mut self, code: &str) {
        self.add_words(&analyze(code));
        let small = code.to_lowercase();
        if small != code {
            for token in analyze(&small).iter().filter(|token| token.whole) {
                self.push(Layer::Folded, &[&token.keys.folded]);
            }
        }
    }

    fn add_words(&mut self, tokens: &[Token]) {
        for token in tokens {
            if !token.whole {
                self.push(Layer::Marked, &[&token.keys.marked]);
            }
            self.push(Layer::Folded, &[&token.keys.folded]);
        }
    }

    fn add(&mut self, text: &str, times: usize) {
        let starts = self.layers.each_ref().map(String::len);
        let tokens = analyze(text);
        self.add_words(&tokens);
        let tokens = numbers::joined(tokens, |_| true);
        let mut syllables = tokens.iter().filter(|token| !token.whole).peekable();
        while let Some(left) = syllables.next() {
            if let Some(right) = syllables.peek().filter(|right| right.follows) {
                let (left, right) = (&left.keys, &right.keys);
                self.push(Layer::MarkedPair, &pair_parts(&left.marked, &right.marked));
                self.push(Layer::FoldedPair, &pair_parts(&left.folded, &right.folded));
            }
        }
        for (text, start) in self.layers.iter_mut().zip(starts) {
            let added = text[start..].to_owned();
            for _ in 1..times {
                text.push_str(&added);
            }
        }
    }

    /// A place also stands as one key, so that a query that names it finds what lies there, under whichever
    /// of its names, before what merely holds the same syllables.
    fn add_place(&mut self, name: &str, sort: PlaceKey) {
        let tokens = analyze(name);
        if let Some([marked, folded]) = place_keys(name_proper(&tokens), sort) {
            self.push(Layer::Marked, &[&marked]);
            self.push(Layer::Folded, &[&folded]);
        }
    }

    fn push(&mut self, layer: Layer, parts: &[&str]) {
        let text = &mut self.layers[layer as usize];
        text.extend(parts.iter().copied());
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_repeat_by_weight_and_pairs_stay_inside_one_text() {
        let model = IndexedModel {
            title: "Hiến đất".into(),
            body: vec!["Mở đường".into(), "Tổ 3".into()],
            ..IndexedModel::default()
        };
        let [marked, folded, _, pairs] = KeyTexts::of(&model).layers;
        assert_eq!(marked.matches("hiên~s").count(), TITLE);
        assert_eq!(
            folded,
            format!("{}mo duong to 3 ", "hien dat ".repeat(TITLE))
        );
        assert_eq!(
            pairs,
            format!("{}mo_duong to_3 ", "hien_dat ".repeat(TITLE))
        );
    }

    #[test]
    fn a_code_and_a_number_stand_in_parts_and_whole_and_a_number_in_pairs_as_one() {
        let model = IndexedModel {
            code: "MH-2026-0001".into(),
            body: vec!["Hiến 4.262 m²".into()],
            ..IndexedModel::default()
        };
        let [marked, folded, _, pairs] = KeyTexts::of(&model).layers;
        assert_eq!(marked, "hiên~s 4 262 m² mh 2026 0001 ");
        assert_eq!(
            folded,
            "hien 4 262 4262 m² mh 2026 0001 mh-2026-0001 2026-0001 "
        );
        assert_eq!(pairs, "hien_4262 4262_m² ");
    }
}
