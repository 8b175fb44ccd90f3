//! The pieces that several pages share.

use serde::Serialize;

use crate::showcase::drawing::Picture;

/// One of the four sectors.
#[derive(Clone, Debug, Serialize)]
pub struct Sector {
    /// `economy`, `culture_society`, `defense_security`, `political_system`: chooses the colour.
    pub code: String,
    /// Official name, as `domain.md` 3 spells it.
    pub label: String,
    /// The catalogue narrowed to this sector.
    pub href: String,
}

/// Where a model stands, in a badge.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// `recognised` (gold; only by a decision in force), `compiled` (from the press), `registered`, `ended`.
    pub kind: &'static str,
    /// "Được công nhận cấp tỉnh", "Tư liệu", "Đang thực hiện", "Đã kết thúc".
    pub text: String,
}

/// A photo with the sizes it is served in.
#[derive(Clone, Debug, Serialize)]
pub struct Photo {
    /// The size for browsers that do not choose: a path of ours.
    pub src: String,
    /// Every size on offer, narrowest first; empty when there is one.
    pub sizes: Vec<PhotoSize>,
    /// Width of `src` in pixels.
    pub width: u32,
    /// Height of `src` in pixels.
    pub height: u32,
    /// What is seen, for those who do not see it; empty when the caption says it all.
    pub alt: String,
    /// Caption with date and place, shown below.
    pub caption: Option<String>,
}

/// A photo in one size.
#[derive(Clone, Debug, Serialize)]
pub struct PhotoSize {
    /// A path of ours.
    pub href: String,
    /// Its width in pixels.
    pub width: u32,
}

/// A model in a few lines, for grids and result lists.
#[derive(Clone, Debug, Serialize)]
pub struct ModelCard {
    /// `MH-2026-0001`.
    pub code: String,
    /// Name of the model.
    pub title: String,
    /// Name with the searched words in `<mark>`, in results only.
    pub title_html: Option<String>,
    /// The model's page.
    pub href: String,
    /// Unit that carries it.
    pub unit: String,
    /// "Xã Vạn Linh, Lạng Sơn"; empty when unknown.
    pub place: String,
    /// Its sector.
    pub sector: Sector,
    /// Year it began or is reported for.
    pub year: Option<String>,
    /// One or two sentences, at most about 200 characters.
    pub summary: String,
    /// Passage with the searched words in `<mark>`, in results only; takes the place of the summary.
    pub snippet_html: Option<String>,
    /// Recognised, compiled …
    pub standing: Standing,
    /// Its first photo, if any.
    pub photo: Option<Photo>,
    /// Drawn when there is no photo.
    pub picture: Picture,
    /// How many units took it up.
    pub adoptions: u64,
}

/// The steps through a long list.
#[derive(Clone, Debug, Serialize)]
pub struct Pagination {
    /// "21–40 trong 292 mô hình".
    pub summary: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// First, last, and those near the current one, with gaps between.
    pub pages: Vec<PageLink>,
}

/// One page number, or a gap between two of them.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// From 1; of no meaning for a gap.
    pub number: u64,
    /// Its address.
    pub href: String,
    /// The page being shown.
    pub current: bool,
    /// Stands for the numbers left out.
    pub gap: bool,
}

impl Pagination {
    /// The steps through `total` things, `size` to a page, of which page `current` (from 1) is shown.
    ///
    /// `href` gives the address of a page. `None` when one page holds all. A `current` past the end counts as the last.
    pub fn new(
        total: u64,
        size: u64,
        current: u64,
        noun: &str,
        href: impl Fn(u64) -> String,
    ) -> Option<Pagination> {
        let size = size.max(1);
        let last = total.div_ceil(size);
        if last <= 1 {
            return None;
        }
        let current = current.clamp(1, last);
        let mut pages = Vec::new();
        let mut before = 0;
        for number in (1..=last).filter(|n| *n == 1 || *n == last || n.abs_diff(current) <= 1) {
            if number == before + 2 {
                pages.push(PageLink {
                    number: before + 1,
                    href: href(before + 1),
                    current: false,
                    gap: false,
                });
            } else if number > before + 2 {
                pages.push(PageLink {
                    number: 0,
                    href: String::new(),
                    current: false,
                    gap: true,
                });
            }
            pages.push(PageLink {
                number,
                href: href(number),
                current: number == current,
                gap: false,
            });
            before = number;
        }
        Some(Pagination {
            summary: format!(
                "{}–{} trong {total} {noun}",
                (current - 1) * size + 1,
                (current * size).min(total)
            ),
            previous: (current > 1).then(|| href(current - 1)),
            next: (current < last).then(|| href(current + 1)),
            pages,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(total: u64, current: u64) -> String {
        match Pagination::new(total, 10, current, "mô hình", |page| {
            format!("?trang={page}")
        }) {
            None => "-".to_owned(),
            Some(steps) => steps
                .pages
                .iter()
                .map(|page| match (page.gap, page.current) {
                    (true, _) => "…".to_owned(),
                    (_, true) => format!("[{}]", page.number),
                    _ => page.number.to_string(),
                })
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    #[test]
    fn pagination_shows_ends_and_neighbours() {
        for (total, current, expected) in [
            (0, 1, "-"),
            (10, 1, "-"),
            (11, 1, "[1] 2"),
            (100, 1, "[1] 2 … 10"),
            (100, 4, "1 2 3 [4] 5 … 10"),
            (100, 5, "1 … 4 [5] 6 … 10"),
            (100, 99, "1 … 9 [10]"),
        ] {
            assert_eq!(
                shown(total, current),
                expected,
                "{total} things, page {current}"
            );
        }
    }
}
