//! Units, and the pages about the site itself.

use serde::Serialize;

use super::parts::{ModelCard, Pagination};
use crate::pages::meta::Meta;
use crate::pages::parts::{Fact, Link, Stat, When};

/// `showcase/unit.html`.
#[derive(Clone, Debug, Serialize)]
pub struct UnitPage {
    /// For machines.
    pub meta: Meta,
    /// The units above it.
    pub breadcrumb: Vec<Link>,
    /// Official name.
    pub name: String,
    /// "Xã", "Chi bộ", "Hội Liên hiệp Phụ nữ" …
    pub kind: String,
    /// For a unit that is no more: "Đã kết thúc hoạt động từ 1/7/2025; nay thuộc …".
    pub ended: Option<String>,
    /// Code, level, place, validity.
    pub facts: Vec<Fact>,
    /// Units it came from, by date.
    pub predecessors: Vec<Succession>,
    /// Units it went into, by date.
    pub successors: Vec<Succession>,
    /// Its models in numbers.
    pub numbers: Vec<Stat>,
    /// Its models, those of predecessors included, a page of them.
    pub models: Vec<ModelCard>,
    /// How many in all.
    pub total: u64,
    /// Steps through them.
    pub pagination: Option<Pagination>,
    /// What the units below are called: "Xã, phường, đặc khu".
    pub children_title: String,
    /// Units directly below, in Vietnamese order.
    pub children: Vec<UnitItem>,
}

/// A step in a unit's history.
#[derive(Clone, Debug, Serialize)]
pub struct Succession {
    /// The other unit; its address may be empty when it has no page.
    pub unit: Link,
    /// "Hợp nhất", "Chia tách", "Đổi tên", "Chuyển giao".
    pub kind: String,
    /// When.
    pub date: When,
    /// Legal instrument, if known.
    pub instrument: Option<String>,
}

/// A unit in a list.
#[derive(Clone, Debug, Serialize)]
pub struct UnitItem {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// A remark: kind, or former names.
    pub note: Option<String>,
    /// Models of it and the units below it.
    pub models: u64,
}

/// `showcase/units.html`.
#[derive(Clone, Debug, Serialize)]
pub struct UnitsPage {
    /// For machines.
    pub meta: Meta,
    /// Where the search box sends.
    pub search_href: String,
    /// What was searched; empty when browsing.
    pub q: String,
    /// Units found, former ones included, a page of them; used when `q` is not empty.
    pub results: Vec<UnitItem>,
    /// Found in all.
    pub total: u64,
    /// The nearest spelling that finds units, where nothing was found.
    pub spelling: Option<Link>,
    /// The provinces and cities, in Vietnamese order.
    pub provinces: Vec<UnitItem>,
    /// Bodies that stand below nothing, a page of them; none beside results.
    pub others: Vec<UnitItem>,
    /// The other pages of whichever of these is paged.
    pub pagination: Option<Pagination>,
}

/// `showcase/about.html`.
#[derive(Clone, Debug, Serialize)]
pub struct AboutPage {
    /// For machines.
    pub meta: Meta,
    /// The registry in numbers.
    pub numbers: Vec<Stat>,
}

/// `showcase/sitemap.html`.
#[derive(Clone, Debug, Serialize)]
pub struct SitemapPage {
    /// For machines.
    pub meta: Meta,
    /// Groups of pages.
    pub sections: Vec<SitemapSection>,
}

/// Pages that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct SitemapSection {
    /// What they are about.
    pub title: String,
    /// The pages.
    pub links: Vec<Link>,
}
