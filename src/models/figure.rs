//! A claimed number: kept as typed, and as a number where it can be read as one.
//!
//! Never free text only: reports, comparisons and contradictions are computed from figures.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::error::FieldErrors;
use crate::text::tidy_line;

/// Most figures on one model. Project policy.
pub const MAX_FIGURES: usize = 60;
/// Most characters in one part of a figure. Project policy.
pub const PART_MAX_CHARS: usize = 300;

/// One figure as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RawFigure {
    /// What is counted.
    pub indicator: String,
    /// How much: `4.262`, `13,5`, `hơn 75`.
    pub value: String,
    /// Of what: `hộ`, `m²`, `triệu đồng`.
    pub unit: String,
    /// In which time.
    pub period: String,
    /// What it was before.
    pub baseline: String,
    /// What shows it.
    pub evidence: String,
}

/// One claimed number (số liệu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub indicator: String,
    /// How much, as typed.
    pub value: String,
    /// How much, where the text is a plain number.
    pub number: Option<Decimal>,
    /// Of what.
    pub unit: Option<String>,
    /// In which time.
    pub period: Option<String>,
    /// What it was before, as typed.
    pub baseline: Option<String>,
    /// What shows it; without it the page says that there is none.
    pub evidence: Option<String>,
}

impl Figure {
    /// Checks the figures of a form: rows left blank are dropped, others need an indicator and a value.
    /// Err: every part that is wrong, its field named by the row from 0 as `figures[2].value`.
    pub fn check_all(raws: &[RawFigure]) -> Result<Vec<Self>, FieldErrors> {
        let mut figures = Vec::new();
        let mut errors = FieldErrors::new();
        for (row, raw) in raws.iter().enumerate() {
            match Self::check(raw) {
                Ok(Some(figure)) => figures.push(figure),
                Ok(None) => {}
                Err(wrong) => {
                    for error in wrong.iter() {
                        errors.push(
                            format!("figures[{row}].{}", error.field),
                            error.message.as_str(),
                        );
                    }
                }
            }
        }
        if figures.len() > MAX_FIGURES {
            errors.push(
                "figures",
                format!("Mỗi mô hình có tối đa {MAX_FIGURES} số liệu."),
            );
        }
        errors.into_result(figures)
    }

    /// Checks one figure; `None` when all of it was left blank. Err: every part that is wrong.
    pub fn check(raw: &RawFigure) -> Result<Option<Self>, FieldErrors> {
        let parts = [
            ("indicator", "Chỉ tiêu", tidy_line(&raw.indicator)),
            ("value", "Giá trị", tidy_line(&raw.value)),
            ("unit", "Đơn vị tính", tidy_line(&raw.unit)),
            ("period", "Thời kỳ", tidy_line(&raw.period)),
            ("baseline", "Số trước đó", tidy_line(&raw.baseline)),
            ("evidence", "Minh chứng", tidy_line(&raw.evidence)),
        ];
        if parts.iter().all(|(.., text)| text.is_empty()) {
            return Ok(None);
        }
        let mut errors = FieldErrors::new();
        for (field, label, text) in &parts {
            if text.chars().count() > PART_MAX_CHARS {
                errors.push(*field, format!("{label} dài quá {PART_MAX_CHARS} ký tự."));
            }
        }
        let [
            (.., indicator),
            (.., value),
            (.., unit),
            (.., period),
            (.., baseline),
            (.., evidence),
        ] = parts;
        if indicator.is_empty() {
            errors.push("indicator", "Hãy nêu số liệu này đếm hoặc đo cái gì.");
        }
        if value.is_empty() {
            errors.push("value", "Hãy nêu giá trị của số liệu.");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let some = |text: String| (!text.is_empty()).then_some(text);
        Ok(Some(Self {
            number: parse_number(&value),
            indicator,
            value,
            unit: some(unit),
            period: some(period),
            baseline: some(baseline),
            evidence: some(evidence),
        }))
    }
}

/// A number in Vietnamese style: `4.262` is four thousand, `13,5` has a decimal comma, a percent sign may follow.
/// A single dot that cannot set off thousands is a decimal point (`12.5`, `0.125`). `None` for ranges and words.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let unsigned = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    let negative = text.starts_with(['-', '−']);
    let (whole, fraction) = match unsigned.split_once(',') {
        Some((whole, fraction)) => (ungroup(whole)?, fraction.to_owned()),
        None => match (ungroup(unsigned), unsigned.split_once('.')) {
            (Some(whole), _) => (whole, String::new()),
            (None, Some((whole, fraction))) if digits(whole) && digits(fraction) => {
                (whole.to_owned(), fraction.to_owned())
            }
            _ => return None,
        },
    };
    if unsigned.contains(',') && !digits(&fraction) {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    let plain = if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    };
    // Longer numbers than a decimal holds exactly stay text.
    (whole.len() + fraction.len() <= 27)
        .then(|| Decimal::from_str(&plain).ok())
        .flatten()
}

/// The digits of a whole number, with dots only between groups of three; `None` for anything else.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty()
        || (first.len() <= 3 && first != "0" && rest.iter().all(|group| group.len() == 3));
    (grouped && digits(first) && rest.iter().all(|group| digits(group)))
        .then(|| first.to_owned() + rest.concat().as_str())
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_in_vietnamese_style() {
        let table = [
            ("4.262", Some("4262")),
            ("13,5", Some("13.5")),
            ("1.234.567,89", Some("1234567.89")),
            ("75", Some("75")),
            ("95 %", Some("95")),
            ("98,7%", Some("98.7")),
            ("-3,2", Some("-3.2")),
            ("12.5", Some("12.5")),
            ("0.125", Some("0.125")),
            ("007", Some("7")),
            ("5-7", None),
            ("hơn 75", None),
            ("1.23.456", None),
            ("1.2345,6", None),
            ("1,", None),
            (",5", None),
            ("1,2,3", None),
            ("", None),
            ("%", None),
            ("1e5", None),
            ("999999999999999999999999999999", None),
        ];
        for (text, number) in table {
            assert_eq!(
                parse_number(text).map(|n| n.to_string()).as_deref(),
                number,
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_figure_keeps_what_was_typed_beside_the_number() {
        let raw = RawFigure {
            indicator: " Đất được hiến ".into(),
            value: "4.262".into(),
            unit: "m²".into(),
            ..RawFigure::default()
        };
        let figure = Figure::check(&raw).unwrap().unwrap();
        assert_eq!(figure.indicator, "Đất được hiến");
        assert_eq!(
            (figure.value.as_str(), figure.number),
            ("4.262", Some(Decimal::from(4262)))
        );
        assert_eq!(
            (figure.unit.as_deref(), figure.evidence),
            (Some("m²"), None)
        );
        let vague = RawFigure {
            value: "hơn 75".into(),
            ..raw
        };
        assert_eq!(Figure::check(&vague).unwrap().unwrap().number, None);
    }

    #[test]
    fn rows_are_blank_complete_or_wrong() {
        let blank = RawFigure {
            unit: "  ".into(),
            ..RawFigure::default()
        };
        let good = RawFigure {
            indicator: "Hộ tham gia".into(),
            value: "120".into(),
            ..RawFigure::default()
        };
        assert_eq!(
            Figure::check_all(&[blank.clone(), good.clone()])
                .unwrap()
                .len(),
            1
        );
        let no_value = RawFigure {
            value: String::new(),
            ..good.clone()
        };
        let too_long = RawFigure {
            evidence: "x".repeat(PART_MAX_CHARS + 1),
            ..good.clone()
        };
        let errors = Figure::check_all(&[blank, no_value, too_long]).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["figures[1].value", "figures[2].evidence"]);
        assert!(Figure::check_all(&vec![good; MAX_FIGURES + 1]).is_err());
    }

    proptest! {
        #[test]
        fn reading_a_number_never_panics(text in "[-0-9., %a]{0,40}") {
            let _ = parse_number(&text);
        }
    }
}
