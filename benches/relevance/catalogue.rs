//! The catalogue in an index of this process, for what the API does not answer: how alike two records are.

use super::Result;
use super::records;
use danvankheo::index::{Except, IndexedModel, ModelIndex, Practice, Traits};
use danvankheo::models::story::paragraphs;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use tempfile::TempDir;

/// Records that the registration form compares exactly.
const CANDIDATES: usize = 60;

/// The records of a catalogue by their ids.
pub struct Catalogue {
    index: ModelIndex,
    traits: HashMap<String, Traits>,
    _folder: TempDir,
}

impl Catalogue {
    /// Reads a catalogue and puts it into an index. Err: it cannot be read, or the index fails.
    pub fn of(path: &Path) -> Result<Self> {
        let records = records::records(&std::fs::read_to_string(path)?);
        let models: Vec<IndexedModel> = records.iter().map(whole_model).collect();
        let (folder, index) = records::empty_index();
        index.apply(&records::puts(&models), 1)?;
        let traits = |record: &Value| (records::text(record, "id"), traits(record));
        Ok(Self {
            index,
            traits: records.iter().map(traits).collect(),
            _folder: folder,
        })
    }

    /// How likely a record of the catalogue tells of the same thing as another, given whole or by its id. Err: there is no
    /// such record.
    pub fn sameness(&self, id: &str, other: &Value) -> Result<f32> {
        let one = self.traits(id)?;
        Ok(match other {
            Value::String(other) => self.index.sameness(one, self.traits(other)?)?,
            record => self.index.sameness(one, &traits(record))?,
        })
    }

    /// The ids of the records that may tell of the same thing as this one, the likeliest first, as the registration form
    /// orders them; the form shows the first of them that are like enough.
    pub fn may_be_same(&self, record: &Value) -> Result<Vec<String>> {
        let traits = traits(record);
        let wanted = self.index.wanted(&traits)?;
        let except = Except::default();
        let mut same: Vec<(f32, String)> = Vec::new();
        for id in self.index.nearest(&wanted, &except, CANDIDATES)? {
            same.push((self.index.sameness(&traits, self.traits(&id)?)?, id));
        }
        same.sort_by(|left, right| {
            right
                .0
                .total_cmp(&left.0)
                .then_with(|| left.1.cmp(&right.1))
        });
        Ok(same.into_iter().map(|(_, id)| id).collect())
    }

    fn traits(&self, id: &str) -> Result<&Traits> {
        let traits = self.traits.get(id);
        traits.ok_or_else(|| format!("the catalogue has no {id}").into())
    }
}

/// A record with all its words, so that what is rare in the index is rare in the catalogue.
fn whole_model(record: &Value) -> IndexedModel {
    let (place, replicability) = (&record["location_2025"], &record["replicability"]);
    let mut model = records::model(record, &records::text(record, "id"));
    model.body.extend([
        records::text(replicability, "conditions"),
        records::text(record, "replicated_by"),
        records::text(place, "note"),
    ]);
    model.body.extend(records::list(&replicability["steps"]));
    IndexedModel {
        place_aliases: vec![records::text(place, "province")],
        actors: records::list(&record["actors"]),
        ..model
    }
}

/// What a record tells of what it does, as the registration form reads it.
fn traits(record: &Value) -> Traits {
    let parts = |keys: &[&str]| -> Vec<String> {
        let texts = keys.iter().map(|key| records::text(record, key));
        texts
            .flat_map(|text| paragraphs(&text).map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    let themes = records::list(&record["themes"]).into_iter();
    Traits::of(&Practice {
        title: records::text(record, "title"),
        themes: themes.map(|theme| theme.to_lowercase()).collect(),
        approach: parts(&["approach"]),
        steps: records::list(&record["replicability"]["steps"]),
        rest: parts(&["problem", "results"]),
    })
}
