//! The address of a list: what was searched, the filters, the order and the page, and the addresses one click away.

use crate::error::FieldErrors;
use crate::index::{Query, Sort};
use crate::search::{Facet, Search, Written, YEARS_MAX};
use crate::web::{Fields, paths};
use std::collections::HashSet;

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Best answer first; newest first where nothing is searched.
    #[default]
    Relevance,
    /// Last published first.
    Newest,
    /// Taken up most first.
    MostAdopted,
    /// By title.
    Title,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [
        Self::Relevance,
        Self::Newest,
        Self::MostAdopted,
        Self::Title,
    ];

    /// Its value in the address of a page.
    pub const fn value(self) -> &'static str {
        match self {
            Self::Relevance => "phu-hop",
            Self::Newest => "moi-nhat",
            Self::MostAdopted => "nhan-rong",
            Self::Title => "ten",
        }
    }

    /// Its value in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::MostAdopted => "most_adopted",
            Self::Title => "title",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Relevance => "Phù hợp nhất",
            Self::Newest => "Mới nhất",
            Self::MostAdopted => "Nhân rộng nhiều",
            Self::Title => "Tên A–Y",
        }
    }

    fn of(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|order| order.value() == text || order.word() == text)
    }

    fn sort(self) -> Sort {
        match self {
            Self::Relevance => Sort::Relevance,
            Self::Newest => Sort::Newest,
            Self::MostAdopted => Sort::MostAdopted,
            Self::Title => Sort::Title,
        }
    }
}

/// Different values of a facet that are taken from an address; more make no sense and much work. Years are no work, and
/// all of a range that was written into a search may come to stand beside it.
pub(super) const fn values_max(facet: Facet) -> usize {
    match facet {
        Facet::Year => YEARS_MAX,
        _ => 20,
    }
}

/// The parameter that asks for recognised models only, and its value.
const RECOGNISED: (&str, &str) = ("cong-nhan", "co");

/// The parameter that asks for what was typed and nothing else, on pages and in the API.
const LITERAL: (&str, &str) = ("nguyen-van", "literal");

/// What was searched and chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// What was typed, with the filters written into it.
    pub search: Search,
    /// Whether what was typed is searched as it stands.
    pub literal: bool,
    /// The filters: facet and code, in the order of the facets.
    pub filters: Vec<(Facet, String)>,
    /// Whether only models that stand recognised are wanted.
    pub recognised: bool,
    /// The order.
    pub order: Order,
}

/// What an address says and its page leaves out: an old or mistyped link still shows a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Filters that mean nothing.
    pub unknown: Vec<(Facet, String)>,
    /// How many values of a facet stand behind those that are taken.
    pub surplus: Vec<(Facet, usize)>,
}

/// A filter chosen beside the search: a value of an address, which themes that differ in their spelling alone share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What it narrows.
    pub facet: Facet,
    /// How it stands in an address.
    pub value: String,
    /// The codes it means, at least one.
    pub codes: Vec<String>,
}

impl Choices {
    /// Reads the address of a page, with what it leaves out.
    pub fn of_page(fields: &Fields, themes: &[String]) -> (Self, LeftOut) {
        let values = |facet: Facet| fields.all(facet.key()).collect();
        let (filters, left_out) = filters(values, themes);
        let search = Search::of(fields.text("q"));
        let choices = Self {
            literal: !search.text().is_empty() && fields.text(LITERAL.0) == "co",
            search,
            filters,
            recognised: fields.text(RECOGNISED.0) == RECOGNISED.1,
            order: Order::of(fields.text("sap-xep")).unwrap_or_default(),
        };
        (choices, left_out)
    }

    /// Reads the parameters of the API: each may be given several times, or once with commas between (not themes).
    /// Err: every parameter with a value that is unknown, or with too many. A theme that no model has is not wrong: it
    /// finds nothing.
    pub fn of_api(fields: &Fields, themes: &[String]) -> Result<Self, FieldErrors> {
        let values = |facet: Facet| {
            let all = fields.all(facet.parameter());
            let split = |text| match facet {
                Facet::Theme => vec![text],
                _ => str::split(text, ',')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .collect(),
            };
            all.flat_map(split).collect()
        };
        let (mut filters, left_out) = filters(values, themes);
        let mut wrong = FieldErrors::new();
        for (facet, _) in left_out.surplus {
            let most = values_max(facet);
            wrong.push(
                facet.parameter(),
                format!("Chỉ nhận nhiều nhất {most} giá trị."),
            );
        }
        for (facet, value) in left_out.unknown {
            if facet == Facet::Theme {
                filters.push((facet, value));
            } else {
                wrong.push(facet.parameter(), unknown(&value));
            }
        }
        let order = match fields.some("sort") {
            None => Order::default(),
            Some(text) => Order::of(text).unwrap_or_else(|| {
                wrong.push("sort", unknown(text));
                Order::default()
            }),
        };
        let mut whether = |parameter: &'static str| match fields.text(parameter) {
            "" | "false" => false,
            "true" => true,
            other => {
                wrong.push(parameter, unknown(other));
                false
            }
        };
        let (recognised, literal) = (whether("recognised"), whether(LITERAL.1));
        wrong.into_result(Self {
            search: Search::of(fields.text("q")),
            literal,
            filters,
            recognised,
            order,
        })
    }

    /// Whether reading the fields needs to know the themes there are.
    pub fn names_themes(fields: &Fields) -> bool {
        fields.some(Facet::Theme.key()).is_some() || fields.some(Facet::Theme.parameter()).is_some()
    }

    /// The codes wanted of a facet, chosen beside the search or written into it, each once.
    pub fn of(&self, facet: Facet) -> Vec<String> {
        self.search.codes(facet, &self.filters)
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.search.text()
    }

    /// What is asked of the index: public models only.
    pub fn query(&self, offset: usize, limit: usize) -> Query {
        Query {
            literal: self.literal,
            recognised_only: self.recognised,
            sort: self.order.sort(),
            offset,
            limit,
            ..self.search.query(&self.filters)
        }
    }

    /// The filters chosen beside the search, as an address has them.
    pub fn chosen(&self) -> Vec<Chosen> {
        let mut all: Vec<Chosen> = Vec::new();
        for (facet, code) in &self.filters {
            let value = facet.value(code);
            let mut known = all.iter_mut();
            match known.find(|other| other.facet == *facet && other.value == value) {
                Some(same) => same.codes.push(code.clone()),
                None => all.push(Chosen {
                    facet: *facet,
                    value,
                    codes: vec![code.clone()],
                }),
            }
        }
        all
    }

    /// With a filter added, or taken away where it was there. Where it was written into the search, the others of its
    /// facet that were written with it are chosen beside the search from then on.
    pub fn toggled(&self, facet: Facet, code: &str) -> Self {
        let mut other = self.clone();
        let is_written = |written: &Written| {
            written.facet == facet && written.codes.iter().any(|known| known == code)
        };
        if self.search.written().iter().any(is_written) {
            other.search = self.search.without(|written| written.facet == facet);
            let wanted = self.of(facet).into_iter();
            other.filters.retain(|(of, _)| *of != facet);
            other.filters.extend(wanted.map(|code| (facet, code)));
        }
        let chosen = (facet, code.to_owned());
        if other.filters.contains(&chosen) {
            // With all that its value in an address means: any of these left behind would bring the others back.
            let value = facet.value(code);
            let is_other = |of: Facet, known: &str| of != facet || of.value(known) != value;
            other.filters.retain(|(of, known)| is_other(*of, known));
        } else {
            other.filters.push(chosen);
            other.filters.sort();
        }
        other
    }

    /// With or without the wish for recognised models only.
    pub fn recognised_toggled(&self) -> Self {
        Self {
            recognised: !self.recognised,
            ..self.clone()
        }
    }

    /// In another order.
    pub fn ordered(&self, order: Order) -> Self {
        Self {
            order,
            ..self.clone()
        }
    }

    /// Searching what was typed as it stands.
    pub fn literally(&self) -> Self {
        Self {
            literal: true,
            ..self.clone()
        }
    }

    /// Searching what was meant by what was typed.
    pub fn understood(&self) -> Self {
        Self {
            literal: false,
            ..self.clone()
        }
    }

    /// Without any filter, those written into the search too.
    pub fn words_alone(&self) -> Self {
        Self {
            search: Search::of(self.search.words()),
            filters: Vec::new(),
            recognised: false,
            ..self.clone()
        }
    }

    /// Without one of the filters written into the search.
    pub fn unwritten(&self, filter: &Written) -> Self {
        Self {
            search: self.search.without(|written| written == filter),
            ..self.clone()
        }
    }

    /// The parameters of the address without the search and the page.
    pub fn kept(&self) -> Vec<(String, String)> {
        let chosen = self.chosen().into_iter();
        let mut pairs: Vec<(String, String)> = chosen
            .map(|chosen| (chosen.facet.key().to_owned(), chosen.value))
            .collect();
        if self.recognised {
            pairs.push((RECOGNISED.0.to_owned(), RECOGNISED.1.to_owned()));
        }
        if self.order != Order::default() {
            pairs.push(("sap-xep".to_owned(), self.order.value().to_owned()));
        }
        pairs
    }

    /// The parameters of the address without the page.
    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        if !self.text().is_empty() {
            pairs.push(("q".to_owned(), self.text().to_owned()));
        }
        if self.literal {
            pairs.push((LITERAL.0.to_owned(), "co".to_owned()));
        }
        pairs.extend(self.kept());
        pairs
    }

    /// The address of a page of the list, without the base path.
    pub fn href(&self, page: u64) -> String {
        let mut pairs = self.pairs();
        if page > 1 {
            pairs.push(("trang".to_owned(), page.to_string()));
        }
        address(paths::CATALOGUE, &pairs)
    }

    /// The address of the feed of what is found, newest first, without the base path.
    pub fn feed_href(&self) -> String {
        address(paths::FEED, &self.ordered(Order::default()).pairs())
    }

    /// The address of why this list is as it is, without the base path.
    pub fn explain_href(&self) -> String {
        address(paths::EXPLAIN, &self.pairs())
    }

    /// Whether anything is searched or chosen, the order apart.
    pub fn narrows(&self) -> bool {
        !self.text().is_empty() || !self.filters.is_empty() || self.recognised
    }

    /// The address of the list narrowed to one value and to nothing else.
    pub fn only(facet: Facet, code: &str) -> String {
        Self::default().toggled(facet, code).href(1)
    }

    /// The address of a search for `text`.
    pub fn searching(text: &str) -> String {
        Self {
            search: Search::of(text),
            ..Self::default()
        }
        .href(1)
    }

    /// The address of the models that stand recognised.
    pub fn recognised_only() -> String {
        Self {
            recognised: true,
            ..Self::default()
        }
        .href(1)
    }
}

/// A path with parameters.
pub fn address(path: &str, pairs: &[(String, String)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    let query =
        serde_urlencoded::to_string(pairs).expect("pairs of texts can be written as a query");
    format!("{path}?{query}")
}

/// What is said of a value that a parameter of the API does not know.
fn unknown(value: &str) -> String {
    format!("Giá trị {value:?} không có trong danh mục.")
}

/// The codes that are wanted, in the order of the facets, and what of the values is left out.
fn filters<'a>(
    values: impl Fn(Facet) -> Vec<&'a str>,
    themes: &[String],
) -> (Vec<(Facet, String)>, LeftOut) {
    let (mut filters, mut left_out) = (Vec::new(), LeftOut::default());
    for facet in Facet::ALL {
        let mut met = HashSet::new();
        let mut values = values(facet);
        values.retain(|value| met.insert(*value));
        let (taken, surplus) = values.split_at(values.len().min(values_max(facet)));
        if !surplus.is_empty() {
            left_out.surplus.push((facet, surplus.len()));
        }
        for value in taken {
            let codes = facet.codes(value, themes);
            if codes.is_empty() {
                left_out.unknown.push((facet, (*value).to_owned()));
            }
            filters.extend(codes.into_iter().map(|code| (facet, code)));
        }
    }
    filters.sort();
    filters.dedup();
    (filters, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    fn of(query: &str) -> Choices {
        Choices::of_page(
            &Fields::from_urlencoded(query.as_bytes()),
            &[String::from("hiến đất làm đường")],
        )
        .0
    }

    #[test]
    fn an_address_is_read_and_written_alike() {
        let written = "/mo-hinh?q=hi%E1%BA%BFn+%C4%91%E1%BA%A5t&linh-vuc=van-hoa-xa-hoi&linh-vuc=phat-trien-kinh-te\
                       &chu-de=hien-dat-lam-duong&tinh=lang-son&nam=2025&cong-nhan=co&sap-xep=ten";
        let choices = of(written.split_once('?').unwrap().1);
        assert_eq!(choices.text(), "hiến đất");
        assert_eq!(choices.filters.len(), 5);
        assert!(choices.recognised);
        assert_eq!(choices.href(1), written);
        assert_eq!(choices.href(3), format!("{written}&trang=3"));
    }

    #[test]
    fn the_feed_of_a_search_finds_what_the_search_finds() {
        let choices = of("q=kenh+muong&nguyen-van=co&tinh=lang-son&sap-xep=ten");
        let feed = "/tin.atom?q=kenh+muong&nguyen-van=co&tinh=lang-son";
        assert_eq!(choices.feed_href(), feed);
    }

    #[test]
    fn a_page_leaves_out_what_it_does_not_know() {
        assert_eq!(
            of("linh-vuc=x&tinh=atlantis&nam=abc&sap-xep=9&la=1"),
            Choices::default()
        );
    }

    #[test]
    fn a_former_province_means_that_of_today() {
        for former in ["ha-giang", "tuyen-quang", "08"] {
            let choices = of(&format!("tinh={former}"));
            assert_eq!(choices.href(1), "/mo-hinh?tinh=tuyen-quang", "{former}");
        }
    }

    #[test]
    fn the_api_names_what_it_does_not_know() {
        let refused = |query: String| {
            let fields = Fields::from_urlencoded(query.as_bytes());
            let wrong = Choices::of_api(&fields, &[]).unwrap_err();
            wrong
                .iter()
                .map(|wrong| wrong.field.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            refused("sector=economy,x&year=2024,2025&sort=up&theme=none".into()),
            ["sector", "sort"]
        );
        let themes: String = (0..21).map(|number| format!("theme=t{number}&")).collect();
        assert_eq!(refused(themes), ["theme"]);
    }

    #[test]
    fn a_year_of_a_long_range_is_taken_away_alone() {
        let range = of("q=n%C4%83m%3A1990..2025");
        let href = range.toggled(Facet::Year, "2000").href(1);
        let left = of(href.split_once('?').unwrap().1);
        assert_eq!(left.filters.len(), 35);
    }

    #[test]
    fn a_page_says_how_many_values_it_leaves_out() {
        let themes: Vec<String> = (0..23).map(|number| format!("t{number}")).collect();
        let pairs: Vec<String> = themes
            .iter()
            .map(|theme| format!("chu-de={theme}"))
            .collect();
        // What is said twice is one value.
        let query = [pairs.join("&"), pairs.join("&")].join("&");
        let fields = Fields::from_urlencoded(query.as_bytes());
        let (choices, left_out) = Choices::of_page(&fields, &themes);
        assert_eq!(choices.filters.len(), 20);
        assert_eq!(left_out.surplus, [(Facet::Theme, 3)]);
        assert!(left_out.unknown.is_empty());
    }

    #[test]
    fn a_second_click_takes_a_filter_away() {
        let none = Choices::default();
        let one = none.toggled(Facet::Sector, "economy");
        assert_eq!(one.href(1), "/mo-hinh?linh-vuc=phat-trien-kinh-te");
        assert_eq!(one.toggled(Facet::Sector, "economy"), none);
    }

    proptest! {
        #[test]
        fn any_query_is_read_and_its_address_means_the_same(query in any_text(120)) {
            let once = of(&query);
            let again = of(once.href(1).split_once('?').map_or("", |(_, query)| query));
            prop_assert_eq!(again, once);
        }
    }
}
