//! The home page.

use serde::Serialize;

use super::parts::ModelCard;
use crate::pages::meta::Meta;
use crate::pages::parts::{Link, Stat};
use crate::showcase::drawing::Picture;

/// `showcase/home.html`.
#[derive(Clone, Debug, Serialize)]
pub struct HomePage {
    /// For machines.
    pub meta: Meta,
    /// Where the search box sends.
    pub search_href: String,
    /// A few searches worth trying.
    pub try_searches: Vec<Link>,
    /// What is worth reading first: `Mô hình được công nhận`, or before the first recognition the newest stories.
    pub featured_title: &'static str,
    /// Where more of them stand.
    pub featured_href: String,
    /// At most four of them; the first is shown large.
    pub featured: Vec<ModelCard>,
    /// The newest others, at most six.
    pub newest: Vec<ModelCard>,
    /// The four sectors in their usual order.
    pub sectors: Vec<SectorTile>,
    /// Models that went furthest, at most three.
    pub spread: Vec<SpreadStory>,
    /// The registry in numbers, at most four.
    pub numbers: Vec<Stat>,
}

/// A sector with how many models it holds.
#[derive(Clone, Debug, Serialize)]
pub struct SectorTile {
    /// Its code, which chooses the colour.
    pub code: String,
    /// Official name.
    pub label: String,
    /// What belongs to it, in a few words.
    pub text: String,
    /// Models shown to the public.
    pub count: u64,
    /// The catalogue narrowed to it.
    pub href: String,
    /// A drawn scene.
    pub picture: Picture,
}

/// One model and where it went.
#[derive(Clone, Debug, Serialize)]
pub struct SpreadStory {
    /// The model taken up.
    pub source: Link,
    /// Who began it and where.
    pub origin: String,
    /// Who took it up: the label names unit and place, the address is the derived model.
    pub adopters: Vec<Link>,
    /// How many more there are than are listed.
    pub more: u64,
}
