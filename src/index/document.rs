//! The fields that a model is kept in.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::dictionary::{self, SuggestionKind};
use super::id_key::id_key;
use super::indexed_model::IndexedModel;
use super::key_texts::KeyTexts;
use super::kinship::title_keys;
use crate::vietnamese;

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
