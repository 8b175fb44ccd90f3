//! How a search is read, wherever one is typed: its words, and the filters written into it, as `tỉnh:hà-giang`,
//! `lĩnh-vực:kinh-tế`, `năm:2020..2025`.

use super::facet::Facet;
use crate::index::{LONGEST_QUERY, Query, take_named};
use crate::vietnamese;
use std::collections::HashSet;

/// The years that a filter can mean; no source tells of an earlier one.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
/// How many years the longest written range means.
pub const YEARS_MAX: usize = (*YEARS.end() - *YEARS.start() + 1) as usize;

/// What a search asks of the public models: its words, narrowed by the filters written into it and by those `chosen`
/// beside it. Its first 256 characters are read.
pub fn query_of(text: &str, chosen: &[(Facet, String)]) -> Query {
    Search::of(text).query(chosen)
}

/// A search as it was typed, read once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    text: String,
    words: String,
    written: Vec<Written>,
}

/// A filter written into a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it narrows.
    pub facet: Facet,
    /// The codes it means, at least one; a range of years means each of them.
    pub codes: Vec<String>,
    /// As it was written: `năm:2020..2025`.
    pub text: String,
}

impl Search {
    /// Reads the first 256 characters of a text.
    pub fn of(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST_QUERY).collect();
        let (words, written) = take_apart(&text);
        Self {
            words: words.trim().to_owned(),
            written,
            text,
        }
    }

    /// What was typed of it and is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its words, without the filters written into it.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The filters written into it, in order.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// The search without some of the filters written into it; the others stand at its end.
    pub fn without(&self, is_left_out: impl Fn(&Written) -> bool) -> Self {
        let kept = self.written.iter().filter(|filter| !is_left_out(filter));
        let parts: Vec<&str> = std::iter::once(self.words.as_str())
            .chain(kept.map(|filter| filter.text.as_str()))
            .filter(|part| !part.is_empty())
            .collect();
        Self::of(&parts.join(" "))
    }

    /// The codes wanted of a facet, `chosen` beside the search or written into it, each once.
    pub fn codes(&self, facet: Facet, chosen: &[(Facet, String)]) -> Vec<String> {
        let chosen = chosen.iter().filter(|(of, _)| *of == facet);
        let written = self.written.iter().filter(|filter| filter.facet == facet);
        let mut met = HashSet::new();
        chosen
            .map(|(_, code)| code)
            .chain(written.flat_map(|filter| &filter.codes))
            .filter(|code| met.insert(code.as_str()))
            .cloned()
            .collect()
    }

    /// What it asks of the public models, narrowed by the filters `chosen` beside it too.
    pub fn query(&self, chosen: &[(Facet, String)]) -> Query {
        let mut query = Query {
            text: self.words.clone(),
            ..Query::default()
        };
        for facet in Facet::ALL {
            facet.narrow(&mut query, self.codes(facet, chosen));
        }
        query
    }
}

/// The words of a search, and the filters written into it. A filter with a value that is not known is read as words:
/// nothing is lost, and nothing fails.
fn take_apart(text: &str) -> (String, Vec<Written>) {
    let (mut words, named) = take_named(text, |name| facet_of(name).is_some());
    let mut filters: Vec<Written> = Vec::new();
    for named in named {
        let Some(facet) = facet_of(&named.name) else {
            continue;
        };
        let codes = codes(facet, &named.value);
        if codes.is_empty() {
            words.push(' ');
            words.push_str(&named.written.replace([':', '=', '-', '_'], " "));
        } else {
            filters.push(Written {
                facet,
                codes,
                text: named.written,
            });
        }
    }
    (words, filters)
}

fn facet_of(name: &str) -> Option<Facet> {
    match name {
        "linhvuc" => Some(Facet::Sector),
        "tinh" | "thanhpho" | "tinhthanh" => Some(Facet::Province),
        "nam" => Some(Facet::Year),
        "cap" => Some(Facet::Level),
        "loaidonvi" => Some(Facet::UnitKind),
        _ => None,
    }
}

fn codes(facet: Facet, value: &str) -> Vec<String> {
    match facet {
        Facet::Year => years(value),
        Facet::Province => facet.codes(value, &[]),
        _ => {
            let exact = facet.codes(value, &[]);
            if exact.is_empty() {
                with_words(facet, value)
            } else {
                exact
            }
        }
    }
}

/// The codes whose words have what was typed among them: `kinh-tế` is "Phát triển kinh tế".
fn with_words(facet: Facet, value: &str) -> Vec<String> {
    let wanted = vietnamese::slug(value, 80);
    let all = facet.all_codes().into_iter();
    let holds = |code: &String| format!("-{}-", facet.value(code)).contains(&format!("-{wanted}-"));
    if wanted.is_empty() {
        Vec::new()
    } else {
        all.filter(holds).collect()
    }
}

/// `2024`, `2020..2025`, `2020-2025`, `2020..` and `..2025`. A range that reaches further than there are years ends with
/// them; a year or a range outside of them all is none, and stays words.
fn years(value: &str) -> Vec<String> {
    let year = |text: &str| text.parse::<i32>().ok().filter(|year| *year >= 0);
    let range = match value.split_once("..").or_else(|| value.split_once('-')) {
        None => year(value).map(|year| (year, year)),
        Some(("", to)) => year(to).map(|to| (0, to)),
        Some((from, "")) => year(from).map(|from| (from, i32::MAX)),
        Some((from, to)) => year(from).zip(year(to)),
    };
    let Some((one, other)) = range else {
        return Vec::new();
    };
    let (from, to) = (one.min(other), one.max(other));
    (from.max(*YEARS.start())..=to.min(*YEARS.end()))
        .map(|year| year.to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::names::find_province;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    fn read_all(text: &str) -> (String, Vec<String>) {
        let search = Search::of(text);
        let codes = Facet::ALL
            .iter()
            .flat_map(|facet| search.codes(*facet, &[]));
        (search.words().to_owned(), codes.collect())
    }

    #[test]
    fn filters_mean_codes_and_what_means_nothing_stays_words() {
        let tuyen_quang = find_province("Tuyên Quang", None).today().unwrap();
        for name in [
            "tỉnh:tuyên-quang",
            "tinh:\"Tuyên Quang\"",
            "tỉnh:Hà_Giang",
            "TỈNH:ha-giang",
        ] {
            let (words, codes) = read_all(&format!("nuôi lươn {name}"));
            assert_eq!(words, "nuôi lươn", "{name}");
            assert_eq!(codes, std::slice::from_ref(&tuyen_quang.key.code), "{name}");
        }
        assert_eq!(read_all("lĩnh-vực:kinh-tế").1, ["economy"]);
        assert_eq!(read_all("năm:2020..2022").1, ["2020", "2021", "2022"]);
        assert_eq!(read_all("năm:2022..2020").1, ["2020", "2021", "2022"]);
        assert_eq!(read_all("nam:2024").1, ["2024"]);
        assert_eq!(read_all("năm:1..1901").1, ["1900", "1901"]);
        assert_eq!(read_all("năm:2099..2147483647").1, ["2099", "2100"]);
        assert_eq!(read_all("năm:2099..").1, ["2099", "2100"]);
        assert_eq!(read_all("năm:..1901").1, ["1900", "1901"]);
        assert_eq!(read_all("năm:2020..2021 năm:2021").1, ["2020", "2021"]);
        for text in [
            "tỉnh:atlantis",
            "năm:abc",
            "năm:0",
            "năm:1899",
            "năm:1700..1899",
            "năm:2101..",
            "năm:99999",
            "năm:99999999999999999999",
            "năm:..1899",
            "năm:-5..2020",
            "năm:2020..2022..2024",
            "năm:..",
            "lĩnh-vực:-",
        ] {
            let (words, codes) = read_all(text);
            assert!(codes.is_empty(), "{text}: {codes:?}");
            assert!(!words.trim().is_empty(), "{text}");
        }
    }

    #[test]
    fn a_written_filter_is_taken_out_of_its_search() {
        let text = "tỉnh:cà-mau nuôi lươn năm:2020..2022 lĩnh-vực:xyz";
        let search = Search::of(text);
        let facets: Vec<Facet> = search.written().iter().map(|filter| filter.facet).collect();
        assert_eq!(facets, [Facet::Province, Facet::Year]);
        let codes: Vec<usize> = search
            .written()
            .iter()
            .map(|filter| filter.codes.len())
            .collect();
        assert_eq!(codes, [1, 3]);
        let left = search.without(|filter| filter.facet == Facet::Province);
        assert_eq!(left.text(), "nuôi lươn lĩnh vực xyz năm:2020..2022");
        assert_eq!(left.written(), &search.written()[1..]);
        assert_eq!(
            Search::of("tỉnh:cà-mau").without(|_| true),
            Search::default()
        );
    }

    #[test]
    fn chosen_and_written_filters_narrow_together() {
        let chosen = [(Facet::Year, String::from("2024"))];
        let query = query_of("nuôi lươn năm:2025 lĩnh-vực:kinh-tế", &chosen);
        assert_eq!(query.text, "nuôi lươn");
        assert_eq!(query.years, [2024, 2025]);
        assert_eq!(query.sectors, ["economy"]);
        assert!(query.provinces.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read(
            before in any_text(40),
            name in "tỉnh|năm|cấp|lĩnh-vực|LOẠI_ĐƠN_VỊ",
            value in any_text(20),
        ) {
            let text = format!("{before} {name}:{value}");
            let search = Search::of(&text);
            let years = search.codes(Facet::Year, &[]).len();
            prop_assert!(search.words().len() <= text.len() + 64 && years <= YEARS_MAX);
            // Nothing of it is lost: whatever narrows can be taken away again, and then nothing narrows.
            prop_assert!(search.without(|_| true).written().is_empty());
        }
    }
}
