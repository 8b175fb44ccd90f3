//! What the targets share: a small index, made once, and the way back from marked HTML to text.

use danvankheo::index::{Change, IndexedModel, ModelIndex};
use serde_json::Value;
use std::sync::OnceLock;
use tempfile::TempDir;

const REAL: &str = include_str!("../../assets/demo/models.jsonl");
/// Models that the index holds.
const HELD: usize = 30;
/// The id of the one model that was there and is no longer public, and a word that stood in it alone.
pub const HIDDEN: &str = "hidden";
pub const HIDDEN_WORD: &str = "zqxhidden";

/// A small index and the models in it.
pub struct World {
    /// Answers.
    pub index: ModelIndex,
    /// All of them.
    pub models: Vec<IndexedModel>,
    /// Stays until the process ends.
    _folder: TempDir,
}

impl World {
    /// The model of this id. Panics: the index gave an id that nobody put in.
    pub fn model(&self, id: &str) -> &IndexedModel {
        let found = self.models.iter().find(|model| model.id == id);
        found.expect("the index gives ids that were put in")
    }
}

/// The one index of this process.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let models: Vec<IndexedModel> = REAL.lines().take(HELD).map(model).collect();
        let hidden = IndexedModel {
            id: HIDDEN.to_owned(),
            title: format!("Mô hình {HIDDEN_WORD} hiến đất mở đường"),
            themes: vec![format!("chủ đề {HIDDEN_WORD}")],
            ..IndexedModel::default()
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (index, _) = ModelIndex::open(folder.path()).expect("the folder can be used");
        let puts: Vec<Change> = models
            .iter()
            .chain([&hidden])
            .map(|model| Change::Put(Box::new(model.clone())))
            .collect();
        index.apply(&puts, 1).expect("the models are put in");
        let id = HIDDEN.to_owned();
        index
            .apply(&[Change::Remove { id }], 2)
            .expect("one is taken out");
        World {
            index,
            models,
            _folder: folder,
        }
    })
}

fn model(line: &str) -> IndexedModel {
    let record: Value = serde_json::from_str(line).expect("the shipped catalogue is JSON");
    let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let themes = record["themes"].as_array().into_iter().flatten();
    IndexedModel {
        id: text("id"),
        title: text("title"),
        unit_names: vec![text("unit")],
        place_names: vec![text("province"), text("district"), text("commune")],
        themes: themes
            .filter_map(|theme| theme.as_str().map(str::to_owned))
            .collect(),
        sector: text("sector"),
        province_code: text("province"),
        body: vec![text("problem"), text("approach"), text("results")],
        ..IndexedModel::default()
    }
}

/// What a reader sees of HTML in which nothing but hits is marked. Panics where anything else stands unescaped.
pub fn shown(html: &str) -> String {
    let plain = html.replace("<mark>", "").replace("</mark>", "");
    assert!(!plain.contains(['<', '>', '"', '\'']), "{html:?}");
    plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
