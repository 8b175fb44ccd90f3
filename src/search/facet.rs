//! What models can be narrowed by: the codes the index knows, and how addresses and people write them.

use crate::index::{Facets, Query};
use crate::models::words::{Label, RecognitionLevel, Sector};
use crate::units::facts;
use crate::units::model::UnitKind;
use crate::units::names::find_province;
use crate::vietnamese::slug;

/// Something models can be narrowed by. Several values of one are alternatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The field of work.
    Sector,
    /// Free tags.
    Theme,
    /// The province of today.
    Province,
    /// The kind of unit.
    UnitKind,
    /// The year of start or report.
    Year,
    /// The level of recognition.
    Level,
    /// What its source calls it.
    Label,
}

/// Longest slug of a value in an address.
const VALUE_MAX: usize = 100;
/// Longest text that can mean a value; a longer one is compared with none.
const TEXT_MAX: usize = 200;

impl Facet {
    /// In the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Sector,
        Self::Theme,
        Self::Province,
        Self::UnitKind,
        Self::Year,
        Self::Level,
        Self::Label,
    ];

    /// Its parameter in the address of a page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sector => "linh-vuc",
            Self::Theme => "chu-de",
            Self::Province => "tinh",
            Self::UnitKind => "loai-don-vi",
            Self::Year => "nam",
            Self::Level => "cap",
            Self::Label => "nhan",
        }
    }

    /// Its parameter in the API.
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Sector => "sector",
            Self::Theme => "theme",
            Self::Province => "province",
            Self::UnitKind => "unit_kind",
            Self::Year => "year",
            Self::Level => "level",
            Self::Label => "label",
        }
    }

    /// What people read above its choices.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sector => "Lĩnh vực",
            Self::Theme => "Chủ đề",
            Self::Province => "Tỉnh, thành phố",
            Self::UnitKind => "Loại đơn vị",
            Self::Year => "Năm",
            Self::Level => "Cấp ghi nhận",
            Self::Label => "Tên gọi",
        }
    }

    /// What its further choices are called: "Thêm 24 chủ đề".
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Sector => "lĩnh vực",
            Self::Theme => "chủ đề",
            Self::Province => "tỉnh, thành phố",
            Self::UnitKind => "loại đơn vị",
            Self::Year => "năm",
            Self::Level => "cấp",
            Self::Label => "tên gọi",
        }
    }

    /// The words of a code; the code itself where it has none (themes and years are their own words).
    pub fn label(self, code: &str) -> String {
        let known = match self {
            Self::Sector => code.parse::<Sector>().ok().map(Sector::label),
            Self::UnitKind => code.parse::<UnitKind>().ok().map(UnitKind::label),
            Self::Level => code
                .parse::<RecognitionLevel>()
                .ok()
                .map(RecognitionLevel::label),
            Self::Label => code.parse::<Label>().ok().map(Label::label),
            Self::Province => province_name(code),
            Self::Theme | Self::Year => None,
        };
        known.unwrap_or(code).to_owned()
    }

    /// The code as it stands in the address of a page: words without marks.
    pub fn value(self, code: &str) -> String {
        slug(&self.label(code), VALUE_MAX)
    }

    /// The codes that `text` means, among `themes` where it is a theme: a code, its words, or its value in an address; of a
    /// former province that of today. Nothing for what is unknown.
    pub fn codes(self, text: &str, themes: &[String]) -> Vec<String> {
        if text.chars().nth(TEXT_MAX).is_some() {
            return Vec::new();
        }
        let wanted = slug(text, VALUE_MAX);
        let means = |code: &str| code == text || self.value(code) == wanted;
        let among = |codes: &mut dyn Iterator<Item = &str>| -> Vec<String> {
            codes
                .filter(|code| means(code))
                .map(str::to_owned)
                .collect()
        };
        match self {
            Self::Sector => among(&mut Sector::ALL.iter().map(|word| word.as_str())),
            Self::UnitKind => among(&mut UnitKind::ALL.iter().map(|word| word.as_str())),
            Self::Level => among(&mut RecognitionLevel::ALL.iter().map(|word| word.as_str())),
            Self::Label => among(&mut Label::ALL.iter().map(|word| word.as_str())),
            Self::Province => {
                let exact = among(&mut provinces_today().map(|(code, _)| code));
                let former = || find_province(&text.replace(['-', '_'], " "), None).today();
                match exact.is_empty().then(former).flatten() {
                    Some(today) => vec![today.key.code.clone()],
                    None => exact,
                }
            }
            Self::Theme => match themes.iter().find(|theme| *theme == text) {
                Some(theme) => vec![theme.clone()],
                None => among(&mut themes.iter().map(String::as_str)),
            },
            Self::Year => text
                .parse::<i32>()
                .map(|year| vec![year.to_string()])
                .unwrap_or_default(),
        }
    }

    /// Every code there is; none for themes and years, which nobody lists.
    pub fn all_codes(self) -> Vec<String> {
        match self {
            Self::Sector => Sector::ALL.iter().map(ToString::to_string).collect(),
            Self::UnitKind => UnitKind::ALL.iter().map(ToString::to_string).collect(),
            Self::Level => RecognitionLevel::ALL
                .iter()
                .map(ToString::to_string)
                .collect(),
            Self::Label => Label::ALL.iter().map(ToString::to_string).collect(),
            Self::Province => provinces_today().map(|(code, _)| code.to_owned()).collect(),
            Self::Theme | Self::Year => Vec::new(),
        }
    }

    /// Adds the wanted codes to what is asked of the index.
    pub fn narrow(self, query: &mut Query, codes: Vec<String>) {
        match self {
            Self::Sector => query.sectors = codes,
            Self::Theme => query.themes = codes,
            Self::Province => query.provinces = codes,
            Self::UnitKind => query.unit_kinds = codes,
            Self::Year => query.years = codes.iter().filter_map(|code| code.parse().ok()).collect(),
            Self::Level => query.levels = codes,
            Self::Label => query.labels = codes,
        }
    }

    /// Its codes with their counts, as the index gave them.
    pub fn counts(self, facets: &Facets) -> Vec<(String, usize)> {
        match self {
            Self::Sector => facets.sectors.clone(),
            Self::Theme => facets.themes.clone(),
            Self::Province => facets
                .provinces
                .iter()
                .filter(|(code, _)| !code.is_empty())
                .cloned()
                .collect(),
            Self::UnitKind => facets.unit_kinds.clone(),
            Self::Year => facets
                .years
                .iter()
                .map(|(year, count)| (year.to_string(), *count))
                .collect(),
            Self::Level => facets.levels.clone(),
            Self::Label => facets.labels.clone(),
        }
    }
}

/// The short name of a province of today.
pub fn province_name(code: &str) -> Option<&'static str> {
    provinces_today()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| name)
}

/// Code and short name of the provinces of today.
fn provinces_today() -> impl Iterator<Item = (&'static str, &'static str)> {
    facts::provinces()
        .iter()
        .filter(|province| province.valid_to.is_none())
        .map(|province| (province.key.code.as_str(), province.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_again_by_its_value_in_an_address() {
        let themes = [
            String::from("hiến đất làm đường"),
            String::from("an ninh trật tự"),
        ];
        for facet in Facet::ALL {
            let codes: Vec<String> = match facet {
                Facet::Sector => Sector::ALL.iter().map(ToString::to_string).collect(),
                Facet::UnitKind => UnitKind::ALL.iter().map(ToString::to_string).collect(),
                Facet::Level => RecognitionLevel::ALL
                    .iter()
                    .map(ToString::to_string)
                    .collect(),
                Facet::Label => Label::ALL.iter().map(ToString::to_string).collect(),
                Facet::Province => provinces_today().map(|(code, _)| code.to_owned()).collect(),
                Facet::Theme => themes.to_vec(),
                Facet::Year => vec![String::from("2025")],
            };
            assert!(!codes.is_empty());
            for code in codes {
                assert_eq!(
                    facet.codes(&facet.value(&code), &themes),
                    std::slice::from_ref(&code),
                    "{facet:?}"
                );
                assert_eq!(
                    facet.codes(&code, &themes),
                    std::slice::from_ref(&code),
                    "{facet:?}"
                );
                assert_eq!(
                    facet.codes(&facet.label(&code), &themes),
                    [code],
                    "{facet:?}"
                );
            }
            assert_eq!(facet.codes("không có", &themes), Vec::<String>::new());
        }
    }

    #[test]
    fn themes_that_differ_only_in_marks_are_alternatives_in_an_address() {
        let themes = [String::from("ma túy"), String::from("mã tuy")];
        assert_eq!(Facet::Theme.codes("ma-tuy", &themes).len(), 2);
        assert_eq!(Facet::Theme.codes("ma túy", &themes), ["ma túy"]);
    }
    #[test]
    fn a_text_that_is_longer_than_any_value_means_none() {
        let themes = [String::from("hiến đất làm đường")];
        // What comes behind a word that is too long for an address would be left out of it.
        let long = |length: usize| format!("hiến đất làm đường {}", "x".repeat(length));
        assert_eq!(Facet::Theme.codes(&long(150), &themes), themes);
        for facet in Facet::ALL {
            assert!(facet.codes(&long(60_000), &themes).is_empty(), "{facet:?}");
        }
    }
}
