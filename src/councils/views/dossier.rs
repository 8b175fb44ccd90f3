//! A frozen dossier, as the council, the host unit and the signer read it.

use crate::clock::in_vietnam;
use crate::models::attachment::AttachmentRole;
use crate::models::story::paragraphs;
use crate::models::views::size_in_words;
use crate::nominations::dossier::{Dossier, DossierFile};
use crate::pages::parts::Fact;
use crate::web::paths;
use serde::Serialize;

/// A dossier as the council reads it: `councils/dossier_body.html`.
#[derive(Debug, Clone, Serialize)]
pub struct DossierView {
    /// The nomination's code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// Who sends it.
    pub unit: String,
    /// Terms and texts at its head: `ui.facts`.
    pub facts: Vec<Fact>,
    /// The letter.
    pub letter: Vec<String>,
    /// Its parts, those that say something.
    pub parts: Vec<PartView>,
    /// The method step by step.
    pub steps: Vec<String>,
    /// Claimed numbers.
    pub figures: Vec<FigureView>,
    /// Photos.
    pub photos: Vec<PhotoView>,
    /// Evidence to be downloaded.
    pub files: Vec<FileView>,
}

/// A part of a dossier.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// Its heading.
    pub title: &'static str,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// A claimed number.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// What is counted.
    pub indicator: String,
    /// The number with its unit.
    pub value: String,
    /// In which period.
    pub period: String,
    /// What it was before.
    pub baseline: String,
    /// What proves it; empty where nothing does.
    pub evidence: String,
}

/// A photo: `ui.figure`.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoView {
    /// Address of the largest.
    pub src: String,
    /// All widths.
    pub srcset: String,
    /// Width of the largest, in pixels.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What it shows.
    pub alt: String,
    /// What stands below it.
    pub caption: String,
}

/// A file to be downloaded.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub caption: String,
    /// Its size, in words.
    pub size: String,
    /// Where it is, without the base path.
    pub href: String,
}

impl DossierView {
    /// The view of a frozen dossier; `base` is the base path, for the addresses of pictures.
    pub fn of(dossier: &Dossier, base: &str) -> Self {
        let story = &dossier.story;
        let part = |title, text: &str| PartView {
            title,
            paragraphs: paragraphs(text).map(str::to_owned).collect(),
        };
        let mut parts = vec![
            part("Thực trạng, lý do xây dựng mô hình", &story.problem),
            part("Mục tiêu, tiêu chí", &story.objectives),
            part("Nội dung, cách thức thực hiện", &story.approach),
            part("Địa bàn, đối tượng", &story.place_and_target),
            part("Lực lượng thực hiện", &story.forces),
            part("Nguồn lực", &story.resources),
            part("Thời gian thực hiện", &story.schedule),
            part("Kết quả", &story.results),
            part("Khả năng duy trì, nhân rộng", &story.conditions),
        ];
        parts.retain(|part| !part.paragraphs.is_empty());
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let sent = dossier
            .sent_at
            .map(|at| in_vietnam(at).format("%H:%M ngày %d/%m/%Y").to_string());
        let times = dossier
            .number
            .filter(|number| *number > 1)
            .map(|number| format!(" (lần {number})"));
        Self {
            code: dossier.code.clone(),
            title: dossier.title.clone(),
            unit: dossier.unit_name.clone(),
            facts: vec![
                Fact::new("Đơn vị", dossier.unit_name.clone()),
                Fact::new("Lĩnh vực", dossier.sector.label()),
                Fact::new("Loại hình", dossier.subject.label()),
                Fact::new("Địa bàn", dossier.place.clone()),
                Fact::new(
                    "Thực hiện từ năm",
                    dossier
                        .year
                        .map(|year| year.to_string())
                        .unwrap_or_default(),
                ),
                Fact::new(
                    "Gửi lúc",
                    format!("{}{}", sent.unwrap_or_default(), times.unwrap_or_default()),
                ),
            ],
            letter: paragraphs(&dossier.cover_letter)
                .map(str::to_owned)
                .collect(),
            parts,
            steps: story.steps.clone(),
            figures: dossier
                .figures
                .iter()
                .map(|figure| FigureView {
                    indicator: figure.indicator.clone(),
                    value: format!("{} {}", figure.value, text(&figure.unit))
                        .trim()
                        .to_owned(),
                    period: text(&figure.period),
                    baseline: text(&figure.baseline),
                    evidence: text(&figure.evidence),
                })
                .collect(),
            photos: dossier
                .files
                .iter()
                .filter(|file| file.role == AttachmentRole::Photo)
                .filter_map(|file| photo(file, base))
                .collect(),
            files: dossier
                .files
                .iter()
                .filter(|file| file.role == AttachmentRole::Evidence)
                .map(|file| FileView {
                    name: file.name.clone(),
                    caption: file.caption.clone(),
                    size: size_in_words(file.size_bytes),
                    href: paths::model_file(&dossier.model_code, file.id.as_str()),
                })
                .collect(),
        }
    }
}

fn photo(file: &DossierFile, base: &str) -> Option<PhotoView> {
    let address = |sha256: &str| format!("{base}{}", paths::rendition(sha256));
    let largest = file
        .renditions
        .iter()
        .max_by_key(|rendition| rendition.width_px)?;
    let srcset = file
        .renditions
        .iter()
        .map(|one| format!("{} {}w", address(&one.sha256), one.width_px));
    Some(PhotoView {
        src: address(&largest.sha256),
        srcset: srcset.collect::<Vec<_>>().join(", "),
        width: largest.width_px,
        height: largest.height_px,
        alt: file.caption.clone(),
        caption: file.caption.clone(),
    })
}
