//! Which page of a list.

use super::fields::Fields;

/// A page of a list, from 1, of a bounded size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub page: usize,
    /// How many rows on it.
    pub size: usize,
}

/// The deepest row a list can be paged to; behind it a filter serves better.
const DEEPEST_ROW: usize = 10_000;

impl Paging {
    /// Reads `page` and `page_size` (or `trang` and `so-dong`); what is no number or out of bounds is brought in bounds.
    pub fn of(fields: &Fields, default_size: usize, max_size: usize) -> Self {
        let number = |names: [&str; 2]| {
            names
                .iter()
                .find_map(|name| fields.text(name).parse::<usize>().ok())
        };
        let size = number(["page_size", "so-dong"])
            .unwrap_or(default_size)
            .clamp(1, max_size);
        let page = number(["page", "trang"])
            .unwrap_or(1)
            .clamp(1, DEEPEST_ROW / size + 1);
        Self { page, size }
    }

    /// How many rows it holds at most: none behind the deepest that can be paged to, so that whoever follows pages comes to
    /// an end.
    pub fn rows(self) -> usize {
        if self.offset() < DEEPEST_ROW / self.size * self.size {
            self.size
        } else {
            0
        }
    }

    /// How many rows come before it.
    pub fn offset(self) -> usize {
        (self.page - 1) * self.size
    }

    /// How many pages `total` rows make, as far as can be paged.
    pub fn pages(self, total: usize) -> usize {
        total.min(DEEPEST_ROW).div_ceil(self.size).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stay_within_bounds() {
        let of = |query: &str| Paging::of(&Fields::from_urlencoded(query.as_bytes()), 20, 100);
        assert_eq!(of(""), Paging { page: 1, size: 20 });
        assert_eq!(of("page=3&page_size=50"), Paging { page: 3, size: 50 });
        assert_eq!(of("page=0&page_size=0"), Paging { page: 1, size: 1 });
        assert_eq!(
            of("page=99999999&page_size=1000"),
            Paging {
                page: 101,
                size: 100
            }
        );
        assert_eq!(of("page=100&page_size=100").rows(), 100);
        assert_eq!(of("page=101&page_size=100").rows(), 0);
        assert_eq!(of("page=334&page_size=30").rows(), 0);
        assert_eq!(of("page=-1"), Paging { page: 1, size: 20 });
        assert_eq!(of("trang=2").offset(), 20);
        assert_eq!(of("").pages(41), 3);
        assert_eq!(of("").pages(0), 1);
    }
}
