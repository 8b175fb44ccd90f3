//! The page of one model.

use serde::Serialize;

use super::parts::{ModelCard, Photo, Sector, Standing};
use crate::pages::meta::Meta;
use crate::pages::parts::{Fact, Link, TimelineItem, When};
use crate::showcase::drawing::Picture;

/// `showcase/model.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ModelPage {
    /// For machines.
    pub meta: Meta,
    /// The way here.
    pub breadcrumb: Vec<Link>,
    /// `MH-2026-0001`.
    pub code: String,
    /// Name of the model.
    pub title: String,
    /// One or two sentences below the title.
    pub standfirst: String,
    /// Its sector.
    pub sector: Sector,
    /// Recognised, compiled …
    pub standing: Standing,
    /// For a model that has ended, was delisted or revoked: the sentence that says so, with date and reason.
    pub tombstone: Option<String>,
    /// The photo at the top.
    pub photo: Option<Photo>,
    /// Drawn when there is no photo.
    pub picture: Picture,
    /// Unit, place, year, subject, themes …: the box beside the story.
    pub facts: Vec<Fact>,
    /// Themes, each leading to the catalogue.
    pub themes: Vec<Link>,
    /// "Vì sao phải làm", in paragraphs.
    pub problem: Vec<String>,
    /// "Cách làm", in paragraphs.
    pub approach: Vec<String>,
    /// "Cách làm từng bước".
    pub steps: Vec<String>,
    /// "Điều kiện để làm được", in paragraphs.
    pub conditions: Vec<String>,
    /// Who reads steps and conditions this way, when not the unit itself.
    pub editorial_note: Option<String>,
    /// "Kết quả", in paragraphs.
    pub results: Vec<String>,
    /// The claimed numbers.
    pub figures: Vec<FigureRow>,
    /// Who took part, by role.
    pub actors: Vec<String>,
    /// Further photos.
    pub photos: Vec<Photo>,
    /// Recognitions in force, the highest level first.
    pub recognitions: Vec<Recognition>,
    /// Where a compiled model comes from.
    pub source: Option<Source>,
    /// Spread as the source tells it, without a record of ours.
    pub spread_told: Option<String>,
    /// What happened to it, oldest first.
    pub timeline: Vec<TimelineItem>,
    /// The tree it stands in, from its furthest ancestor; `None` when it stands alone.
    pub lineage: Option<LineageNode>,
    /// The model it was derived from.
    pub derived_from: Option<Link>,
    /// Units that took it up.
    pub adoptions: u64,
    /// "Nhân rộng mô hình này"; `None` when it cannot be taken up (ended, revoked).
    pub adopt_href: Option<String>,
    /// "Báo sai sót": a `mailto:` with subject; `None` where the site has no e-mail address.
    pub report_href: Option<String>,
    /// Last change of what is shown.
    pub updated: When,
    /// Others that do the like, each with the reason.
    pub related: Vec<Related>,
    /// The same of other fields of work only, or of all again.
    pub related_link: Option<Link>,
}

/// A model that does the like.
#[derive(Clone, Debug, Serialize)]
pub struct Related {
    /// The model.
    pub card: ModelCard,
    /// "cùng cách làm: hiến đất; khác lĩnh vực".
    pub reason: String,
}

/// One claimed number, with what supports it.
#[derive(Clone, Debug, Serialize)]
pub struct FigureRow {
    /// What was measured.
    pub label: String,
    /// In Vietnamese style.
    pub value: String,
    /// Unit of measure, if any.
    pub unit: Option<String>,
    /// The period it covers, or the state before.
    pub note: Option<String>,
    /// What supports it ("Theo VietNamNet, 30/12/2025", "Biên bản nghiệm thu"); `None` prints "Chưa có minh chứng".
    pub evidence: Option<String>,
    /// Where the evidence can be read.
    pub evidence_href: Option<String>,
}

/// A recognition in force.
#[derive(Clone, Debug, Serialize)]
pub struct Recognition {
    /// "Công nhận mô hình “Dân vận khéo”".
    pub form: String,
    /// "Cấp tỉnh".
    pub level: String,
    /// "125-QĐ/BTGDV".
    pub decision_no: String,
    /// Day of the decision.
    pub decided: When,
    /// Body or competent person that decided.
    pub decided_by: String,
    /// The campaign, if any.
    pub campaign: Option<String>,
    /// Last day of its term, if it has one.
    pub until: Option<When>,
}

/// Where a compiled model comes from.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Title of the page; some are unknown.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: String,
    /// Its address.
    pub href: Option<String>,
    /// When it was published.
    pub date: Option<When>,
    /// True when the source itself calls it "Dân vận khéo".
    pub names_dan_van_kheo: bool,
}

/// A model in the tree of those derived from one another.
#[derive(Clone, Debug, Serialize)]
pub struct LineageNode {
    /// Name of the model.
    pub title: String,
    /// Its page, unless it is this one or not public.
    pub href: Option<String>,
    /// Unit that carries it.
    pub unit: String,
    /// Where.
    pub place: String,
    /// Since when.
    pub when: String,
    /// "Đang thực hiện", "Hoàn thành", "Đã dừng"; empty for the root.
    pub state: String,
    /// The page being read.
    pub current: bool,
    /// What was adapted and why.
    pub adapted: Option<String>,
    /// Models derived from it.
    pub children: Vec<LineageNode>,
}
