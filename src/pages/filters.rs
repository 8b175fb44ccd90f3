//! How dates, times and numbers are written in Vietnamese: `21/11/2026`, `14:05 ngày 21/11/2026`, `1.234,5`.

use crate::clock::in_vietnam;
use chrono::{NaiveDate, NaiveDateTime};
use tera::{Kwargs, State, Tera, TeraResult};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(
        "date",
        |text: &str, _: Kwargs, _: &State| -> TeraResult<String> { date(text) },
    );
    tera.register_filter(
        "datetime",
        |text: &str, _: Kwargs, _: &State| -> TeraResult<String> { datetime(text) },
    );
    tera.register_filter("number", |number: f64, _: Kwargs, _: &State| {
        number_vi(number)
    });
}

/// `2026-11-21` (or a moment in UTC) as `21/11/2026`.
fn date(text: &str) -> TeraResult<String> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Ok(day.format("%d/%m/%Y").to_string());
    }
    moment(text).map(|moment| in_vietnam(moment).format("%d/%m/%Y").to_string())
}

/// A moment in UTC as `14:05 ngày 21/11/2026` in Vietnam.
fn datetime(text: &str) -> TeraResult<String> {
    moment(text).map(|moment| in_vietnam(moment).format("%H:%M ngày %d/%m/%Y").to_string())
}

fn moment(text: &str) -> TeraResult<NaiveDateTime> {
    text.trim_end_matches('Z')
        .parse()
        .map_err(|_| tera::Error::message(format!("{text:?} is neither a date nor a moment")))
}

/// A number with points between thousands and a decimal comma, at most two decimals.
pub fn number_vi(number: f64) -> String {
    let text = format!("{:.2}", number.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    let sign = if number < 0.0 && (grouped != "0" || !decimals.is_empty()) {
        "-"
    } else {
        ""
    };
    if decimals.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped},{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_points_between_thousands_and_a_decimal_comma() {
        for (number, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (7.5, "7,5"),
            (1234.5, "1.234,5"),
            (1_000_000.0, "1.000.000"),
            (-1234.56, "-1.234,56"),
            (999.999, "1.000"),
        ] {
            assert_eq!(number_vi(number), text);
        }
    }

    #[test]
    fn moments_are_shown_in_vietnam() {
        assert_eq!(
            datetime("2026-11-21T17:05:09.123456").unwrap(),
            "00:05 ngày 22/11/2026"
        );
        assert_eq!(date("2026-11-21T17:05:09").unwrap(), "22/11/2026");
        assert_eq!(date("2026-11-21").unwrap(), "21/11/2026");
        assert!(date("hôm qua").is_err());
    }
}
