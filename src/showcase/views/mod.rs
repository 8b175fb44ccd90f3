//! What the public pages show: one struct per page, every value ready to be printed.
//!
//! The templates decide presentation only. Dates come as [`When`], counts as numbers (the filter `number` writes
//! them), an `href` is a path of ours without the base path (`web::paths` makes it, the templates add `shell.base`); the
//! addresses of evidence, sources and `mailto:` are complete. Empty lists and `None` hide their section.
//! Texts are plain unless the name ends in `_html`, which marks the output of our own highlighter or sanitiser.
//!
//! Each page goes to its template as `page`, beside `shell`.

mod browse;
mod explain;
mod home;
mod model;
mod parts;
mod spread;
mod unit;

pub use crate::pages::meta::Meta;
pub use crate::pages::parts::{Fact, Link, Stat, TimelineItem, When};
pub use browse::{
    CataloguePage, Chip, Facet, FacetOption, Kept, NeedOffer, Nothing, SortChoice, Themes, Wider,
};
pub use explain::{ChoiceView, ExplainPage, ExplainedSearch, GroupView, ResultView};
pub use home::{HomePage, SectorTile, SpreadStory};
pub use model::{FigureRow, LineageNode, ModelPage, Recognition, Related, Source};
pub use parts::{ModelCard, PageLink, Pagination, Photo, PhotoSize, Sector, Standing};
pub use spread::{AdoptionRow, Bar, SpreadPage, SpreadTree};
pub use unit::{AboutPage, SitemapPage, SitemapSection, Succession, UnitItem, UnitPage, UnitsPage};
