//! The catalogue with its search and facets.

use serde::Serialize;

use super::parts::{ModelCard, Pagination};
use crate::pages::meta::Meta;
use crate::pages::parts::Link;

/// `showcase/catalogue.html`.
#[derive(Clone, Debug, Serialize)]
pub struct CataloguePage {
    /// For machines.
    pub meta: Meta,
    /// Where the search box sends.
    pub search_href: String,
    /// What was searched, as typed; empty when browsing.
    pub q: String,
    /// How the search was read, when not as typed ("dân vận khéo"); shown after "Đang tìm".
    pub read_as: Option<String>,
    /// What was probably meant and is looked for beside what was typed; shown after "Cũng tìm".
    pub also: Option<String>,
    /// How many characters of the search were read, where it is longer.
    pub read_until: Option<usize>,
    /// The search exactly as typed, offered when it was read otherwise or other words are looked for too.
    pub as_typed: Option<Link>,
    /// The same search understood, where it was asked for as it stands.
    pub understood: Option<Link>,
    /// Filters and order the search box carries along.
    pub kept: Vec<Kept>,
    /// Models that answer.
    pub total: u64,
    /// Models that only come near.
    pub near_total: u64,
    /// Filters in force.
    pub chips: Vec<Chip>,
    /// Filters of the address that mean nothing: "Tỉnh, thành phố “atlantis”".
    pub unknown: Vec<String>,
    /// Facets of which the address says too much: "Chủ đề (20 điều kiện đầu, bỏ 3)".
    pub surplus: Vec<String>,
    /// The list without any filter.
    pub clear_href: String,
    /// The feed of what this search finds, where something is searched or chosen.
    pub feed_href: Option<String>,
    /// Why this search answers as it does, for administrators.
    pub explain_href: Option<String>,
    /// Lĩnh vực, chủ đề, tỉnh/thành, loại đơn vị, năm, cấp, nhãn.
    pub facets: Vec<Facet>,
    /// Orders on offer.
    pub sorts: Vec<SortChoice>,
    /// The models on this page.
    pub results: Vec<ModelCard>,
    /// The models of this page that fit less well, under their own line; empty for none.
    pub near: Vec<ModelCard>,
    /// Steps through the list.
    pub pagination: Option<Pagination>,
    /// What else to try when nothing was found.
    pub nothing: Option<Nothing>,
}

/// What a list without a single model that answers offers.
#[derive(Clone, Debug, Serialize)]
pub struct Nothing {
    /// The nearest spelling that finds something.
    pub spelling: Option<Link>,
    /// The same list under fewer filters.
    pub wider: Vec<Wider>,
    /// Themes to go on with.
    pub themes: Themes,
    /// A way to say that a unit looks for it; none where nothing was searched.
    pub need: Option<NeedOffer>,
}

/// Themes to go on with.
#[derive(Clone, Debug, Serialize)]
pub struct Themes {
    /// Whether they share words with the search; else they are the most used.
    pub are_related: bool,
    /// Where their models are.
    pub links: Vec<Link>,
}

/// The same list under fewer filters.
#[derive(Clone, Debug, Serialize)]
pub struct Wider {
    /// What is given up.
    pub label: String,
    /// How many models it has then.
    pub count: u64,
    /// Where it is.
    pub href: String,
}

/// A way to say that a unit looks for a model.
#[derive(Clone, Debug, Serialize)]
pub struct NeedOffer {
    /// What was searched.
    pub text: String,
    /// Where the need is sent; none for who speaks for no unit.
    pub action: Option<String>,
    /// Where a stranger signs in first.
    pub sign_in_href: Option<String>,
}

/// A parameter of the address that a form keeps.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A filter in force, which a click takes away.
#[derive(Clone, Debug, Serialize)]
pub struct Chip {
    /// Name of the facet.
    pub facet: String,
    /// The choice.
    pub label: String,
    /// The list without it.
    pub href: String,
}

/// One facet with its choices.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// Name of its parameter in the address.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Unfolded at first.
    pub open: bool,
    /// The choices shown at once: those selected and those with the highest counts.
    pub options: Vec<FacetOption>,
    /// The others, folded, in Vietnamese order.
    pub more: Vec<FacetOption>,
    /// "Thêm 24 tỉnh, thành phố".
    pub more_label: String,
}

/// One choice of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetOption {
    /// Its words.
    pub label: String,
    /// Models it would leave, given the other filters.
    pub count: u64,
    /// The list with it, or without it when selected.
    pub href: String,
    /// In force.
    pub selected: bool,
}

/// One order of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SortChoice {
    /// Value of the parameter `sort`.
    pub value: String,
    /// "Phù hợp nhất", "Mới nhất" …
    pub label: String,
    /// The list in this order.
    pub href: String,
    /// In force.
    pub selected: bool,
}
