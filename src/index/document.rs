//! What a model gives the index, and the fields it is kept in.

use std::sync::LazyLock;

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyzer::{self, Token, analyze, pair_parts};
use super::dictionary::{self, SuggestionKind};
use super::echo::echo;
use super::kinship::title_keys;
use super::numbers;
use crate::vietnamese;
use uuid::Uuid;

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

/// A model that everyone may see, as the index sees it: what it is found by, what it is filtered by, what it is sorted by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndexedModel {
    /// UUID as text; what a search gives back.
    pub id: String,
    /// The code people see, `MH-2026-0001`.
    pub code: String,
    /// The id the record had in its import file.
    pub external_id: Option<String>,
    /// Its name.
    pub title: String,
    /// Names of the steward unit: first as the record names it, then those of its predecessors and successors.
    pub unit_names: Vec<String>,
    /// Commune, district and province, as named at the record's date.
    pub place_names: Vec<String>,
    /// What the province is called today, where the record calls it otherwise: offered as a completion.
    pub province_today: Option<String>,
    /// The other names of those places, and those of the province before and after mergers. They count less than
    /// the names proper.
    pub place_aliases: Vec<String>,
    /// The communes that its commune came from or went into, and their districts. Many places share such names:
    /// they count less still.
    pub place_history: Vec<String>,
    /// Themes, as shown; also the values of the facet.
    pub themes: Vec<String>,
    /// Code of the sector.
    pub sector: String,
    /// Roles and bodies involved.
    pub actors: Vec<String>,
    /// The running texts (problem, approach, steps, conditions, results), each on its own: no pair of
    /// syllables reaches from one into the next.
    pub body: Vec<String>,
    /// Code of the kind of unit.
    pub unit_kind: String,
    /// Code of the province as of today.
    pub province_code: String,
    /// Code of the level of recognition, if any.
    pub level: Option<String>,
    /// Code of the label: called "Dân vận khéo" by its source, or a related practice.
    pub label: String,
    /// Year of start or report.
    pub year: Option<i32>,
    /// When it was published, in microseconds since 1970 UTC; orders the newest first.
    pub published_at_us: i64,
    /// How many units took it up.
    pub adoptions: u32,
    /// Whether it stands recognised.
    pub recognised: bool,
}

/// One step of bringing the index up to date. Each replaces whatever the index has under the id.
#[derive(Clone, Debug)]
pub enum Change {
    /// The model is public, and now like this.
    Put(Box<IndexedModel>),
    /// The model is no longer there, or no longer public.
    Remove {
        /// Its id.
        id: String,
    },
}

impl Change {
    pub(super) fn id(&self) -> &str {
        match self {
            Change::Put(model) => &model.id,
            Change::Remove { id } => id,
        }
    }
}

/// Which kind of key a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Layer {
    /// Marked syllables.
    Marked,
    /// Folded syllables, and numbers as a whole.
    Folded,
    /// Neighbouring marked syllables, `dân_vận~j`.
    MarkedPair,
    /// Neighbouring folded syllables, `dan_van`.
    FoldedPair,
}

impl Layer {
    pub const ALL: [Layer; 4] = [
        Layer::Marked,
        Layer::Folded,
        Layer::MarkedPair,
        Layer::FoldedPair,
    ];

    /// The layer in which neighbours of this one's syllables stand.
    pub fn pair(self) -> Layer {
        match self {
            Layer::Marked | Layer::MarkedPair => Layer::MarkedPair,
            Layer::Folded | Layer::FoldedPair => Layer::FoldedPair,
        }
    }
}

/// The combined field, once for each kind of key.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordFields([Field; 4]);

impl WordFields {
    pub fn get(&self, layer: Layer) -> Field {
        self.0[layer as usize]
    }
}

/// All fields of the schema. Changing any of this means raising the schema in [`super::folder::VERSION`].
#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub schema: Schema,
    pub id: Field,
    /// What models are found by.
    pub words: WordFields,
    /// What typing is completed to; see `dictionary`.
    pub suggest: Field,
}

/// Names of the columns; read back by `columns`.
pub(super) mod column {
    pub const ID: &str = "id";
    pub const SECTOR: &str = "sector";
    pub const THEMES: &str = "themes";
    pub const PROVINCE: &str = "province";
    pub const UNIT: &str = "unit";
    pub const PLACES: &str = "places";
    pub const UNIT_KIND: &str = "unit_kind";
    pub const LEVEL: &str = "level";
    pub const LABEL: &str = "label";
    pub const YEAR: &str = "year";
    pub const PUBLISHED: &str = "published_at_us";
    pub const ADOPTIONS: &str = "adoptions";
    pub const RECOGNISED: &str = "recognised";
    pub const TITLE: &str = "title_key";
    pub const TITLE_WORDS: &str = "title_words";
    pub const ECHO: &str = "echo";
}

impl Fields {
    pub fn new() -> Fields {
        let mut builder = Schema::builder();
        let id = builder.add_bytes_field(column::ID, INDEXED | FAST);
        let keys = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("whitespace")
                .set_index_option(IndexRecordOption::WithFreqs)
                .set_fieldnorms(true),
        );
        let words = WordFields(
            Layer::ALL.map(|layer| builder.add_text_field(&format!("{layer:?}"), keys.clone())),
        );
        let suggest = builder.add_text_field("suggest", STRING);
        for name in [
            column::SECTOR,
            column::THEMES,
            column::PROVINCE,
            column::UNIT,
            column::PLACES,
            column::UNIT_KIND,
            column::LEVEL,
            column::LABEL,
        ] {
            builder.add_text_field(name, TextOptions::default().set_fast("raw"));
        }
        builder.add_i64_field(column::YEAR, FAST);
        builder.add_i64_field(column::PUBLISHED, FAST);
        builder.add_u64_field(column::ADOPTIONS, FAST);
        builder.add_bool_field(column::RECOGNISED, FAST);
        builder.add_bytes_field(column::TITLE, FAST);
        builder.add_u64_field(column::TITLE_WORDS, FAST);
        builder.add_u64_field(column::ECHO, FAST);
        Fields {
            schema: builder.build(),
            id,
            words,
            suggest,
        }
    }

    fn named(&self, name: &str) -> Field {
        self.schema
            .get_field(name)
            .expect("the schema was built from these names")
    }

    /// The document that stands for a model.
    pub fn document(&self, model: &IndexedModel) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_bytes(self.id, &id_key(&model.id));
        let KeyTexts { layers, echo } = KeyTexts::of(model);
        document.add_u64(self.named(column::ECHO), echo);
        for (layer, text) in Layer::ALL.into_iter().zip(layers) {
            document.add_text(self.words.get(layer), text);
        }
        for key in dictionary::keys(model) {
            document.add_text(self.suggest, key);
        }
        for (name, kind) in [
            (column::UNIT, SuggestionKind::Unit),
            (column::PLACES, SuggestionKind::Place),
        ] {
            for value in dictionary::names(model, kind) {
                document.add_text(self.named(name), value);
            }
        }
        for (name, value) in [
            (column::SECTOR, Some(&model.sector)),
            (column::PROVINCE, Some(&model.province_code)),
            (column::UNIT_KIND, Some(&model.unit_kind)),
            (column::LEVEL, model.level.as_ref()),
            (column::LABEL, Some(&model.label)),
        ] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                document.add_text(self.named(name), value);
            }
        }
        for theme in &model.themes {
            document.add_text(self.named(column::THEMES), theme);
        }
        if let Some(year) = model.year {
            document.add_i64(self.named(column::YEAR), i64::from(year));
        }
        document.add_i64(self.named(column::PUBLISHED), model.published_at_us);
        document.add_u64(self.named(column::ADOPTIONS), u64::from(model.adoptions));
        document.add_bool(self.named(column::RECOGNISED), model.recognised);
        document.add_bytes(
            self.named(column::TITLE),
            &vietnamese::collation_key(&model.title),
        );
        for key in title_keys(&model.title) {
            document.add_u64(self.named(column::TITLE_WORDS), key);
        }
        document
    }
}

/// The combined field of one document: for each layer its keys with spaces between, repeats included.
/// The analysis happens here, on the caller's thread; the writer's thread only splits at the spaces.
#[derive(Default)]
struct KeyTexts {
    layers: [String; 4],
    /// How much of the title the themes and running texts say too, in percent.
    echo: u64,
}

impl KeyTexts {
    fn of(model: &IndexedModel) -> KeyTexts {
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

/// The key of an id: the 16 bytes of a UUID, half as long as its text; any other text with a byte behind it that no text has.
pub(super) fn id_key(id: &str) -> Vec<u8> {
    if let Ok(uuid) = Uuid::parse_str(id)
        && uuid.to_string() == id
    {
        return uuid.into_bytes().to_vec();
    }
    let mut key = id.as_bytes().to_vec();
    key.push(NO_TEXT);
    if key.len() == UUID_BYTES {
        key.push(NO_TEXT);
    }
    key
}

/// The id of a key.
pub(super) fn id_of(key: &[u8]) -> String {
    match <[u8; UUID_BYTES]>::try_from(key) {
        Ok(bytes) => Uuid::from_bytes(bytes).to_string(),
        Err(_) => String::from_utf8_lossy(key)
            .trim_end_matches(char::REPLACEMENT_CHARACTER)
            .to_owned(),
    }
}

const UUID_BYTES: usize = 16;
/// A byte that UTF-8 never has.
const NO_TEXT: u8 = 0xff;

/// Syllables of the longest place name (`Bà Rịa - Vũng Tàu`).
pub(super) const LONGEST_PLACE: usize = 4;

/// What a place is to a model that has its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKey {
    /// It lies there, under this name or another.
    Own,
    /// Its commune came from there or went into it.
    History,
}

impl PlaceKey {
    /// What its keys begin with, which no syllable does.
    fn sign(self) -> char {
        match self {
            PlaceKey::Own => '@',
            PlaceKey::History => '^',
        }
    }
}

/// The marked and the folded key of a place name, or `None` if the syllables are too few or too many.
pub(super) fn place_keys(name: &[Token], sort: PlaceKey) -> Option<[String; 2]> {
    let syllables = || name.iter().filter(|token| !token.whole);
    let join = |key: fn(&Token) -> &str| {
        let syllables = syllables().map(key).collect::<Vec<_>>();
        format!("{}{}", sort.sign(), syllables.join("_"))
    };
    (1..=LONGEST_PLACE).contains(&syllables().count()).then(|| {
        [
            join(|token| &token.keys.marked),
            join(|token| &token.keys.folded),
        ]
    })
}

/// Syllables of a theme that its key as a whole holds.
const LONGEST_THEME: usize = 12;

/// The key of a theme as a whole: equal for all spellings of it, different from any syllable. `None` for a
/// theme without words.
pub(super) fn theme_key(theme: &str) -> Option<String> {
    let keys: Vec<String> = analyzer::syllables(theme)
        .map(|token| token.keys.marked)
        .take(LONGEST_THEME)
        .collect();
    (!keys.is_empty()).then(|| format!("#{}", keys.join("_")))
}

/// The words for a kind of place.
const PLACE_KINDS: [&str; 9] = [
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "thị trấn",
    "xã",
    "phường",
    "đặc khu",
];

/// A place name without the words for its kind: `Bà Rịa` of `thành phố Bà Rịa`. The marks tell them from names that begin
/// with the same letters: `Xà Phiên`, `Quản Bạ`.
fn name_proper(tokens: &[Token]) -> &[Token] {
    static KINDS: LazyLock<[Vec<String>; 9]> = LazyLock::new(|| {
        PLACE_KINDS.map(|kind| {
            vietnamese::syllables(kind)
                .map(vietnamese::canonical)
                .collect()
        })
    });
    let begins = |kind: &&Vec<String>| {
        let mut words = kind.iter().zip(tokens);
        kind.len() < tokens.len() && words.all(|(word, token)| token.keys.marked == *word)
    };
    KINDS
        .iter()
        .find(begins)
        .map_or(tokens, |kind| &tokens[kind.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_from_its_key() {
        let uuid = "0199f1b2-6d3e-7c41-9a55-3f2e8d7c6b5a";
        for id in [
            "",
            "1",
            uuid,
            &uuid.to_uppercase(),
            "fifteen letters",
            "sixteen letters!",
            "Bà Rịa",
        ] {
            assert_eq!(id_of(&id_key(id)), id);
        }
        assert_eq!(id_key(uuid).len(), 16);
    }

    #[test]
    fn the_word_for_its_kind_is_no_part_of_a_place_name_and_what_only_looks_like_it_is() {
        for (name, key) in [
            ("xã Tân Lập", "@tân_lâp~j"),
            ("XÃ TÂN LẬP", "@tân_lâp~j"),
            ("Tỉnh Hoà Bình", "@hoa~f_binh~f"),
            ("Thị xã Quảng Trị", "@quang~r_tri~j"),
            ("TP. Huế", "@huê~s"),
            ("Đặc khu Phú Quốc", "@phu~s_quôc~s"),
            ("Xà Phiên", "@xa~f_phiên"),
            ("xã Xà Phiên", "@xa~f_phiên"),
            ("Huyền Hội", "@huyên~f_hôi~j"),
            ("Phương Đình", "@phương_đinh~f"),
            ("Quan Sơn", "@quan_sơn"),
            ("Tịnh Biên", "@tinh~j_biên"),
            ("huyện Quản Bạ", "@quan~r_ba~j"),
        ] {
            let tokens = analyze(name);
            let keys = place_keys(name_proper(&tokens), PlaceKey::Own);
            assert_eq!(keys.expect("not too long")[0], key, "{name}");
        }
    }

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
