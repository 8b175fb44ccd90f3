//! A model as the index is given it, and what is done to the index with it.

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
