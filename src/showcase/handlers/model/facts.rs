//! What is told of a model in rows: its facts, its figures, its source.

use crate::db::Conn;
use crate::error::Result;
use crate::models::Model;
use crate::models::figure::Figure;
use crate::models::model::Origin;
use crate::models::story::Source as StoredSource;
use crate::models::words::Label;
use crate::partial_date::PartialDate;
use crate::search::province_name;
use crate::showcase::views::{Fact, FigureRow, Source, When};
use crate::units::{self, Unit};
use crate::web::paths;

/// "nay thuộc Phường Hồng Thái, tỉnh Bắc Ninh" for a place that has another name today.
pub(super) fn place_now(conn: &mut Conn, model: &Model) -> Result<Option<String>> {
    let province = model.province_code.as_deref().and_then(province_name);
    let Some(id) = &model.place_unit_id else {
        let now =
            province.filter(|name| !model.province_name.is_empty() && *name != model.province_name);
        return Ok(now.map(|name| format!("nay thuộc {name}")));
    };
    let place = units::get(conn, id)?;
    if place.validity.to.is_none() {
        return Ok(None);
    }
    let mut names: Vec<String> = units::today(conn, id)?
        .into_iter()
        .map(|unit| unit.name)
        .collect();
    if names.len() != 1 {
        names.clear();
    }
    if let Some(province) = province
        && !names.iter().any(|name| name.ends_with(province))
    {
        names.push(province.to_owned());
    }
    Ok((!names.is_empty()).then(|| format!("nay thuộc {}", names.join(", "))))
}

pub(super) fn facts(
    model: &Model,
    steward: Option<&Unit>,
    place: &str,
    place_now: Option<String>,
) -> Vec<Fact> {
    let fact = |term: &str, text: String| Fact::new(term, text);
    let optional = |term: &str, text: Option<String>| text.map(|text| fact(term, text));
    let mut facts = vec![
        Fact {
            href: steward.map(|unit| paths::unit(&unit.slug)),
            note: steward
                .filter(|unit| unit.name != model.unit_name)
                .map(|unit| format!("nay là {}", unit.name)),
            ..fact("Đơn vị thực hiện", model.unit_name.clone())
        },
        Fact {
            note: place_now,
            ..fact("Nơi thực hiện", place.to_owned())
        },
        fact("Loại đơn vị", model.unit_kind.label().to_owned()),
        fact("Loại điển hình", model.subject.label().to_owned()),
    ];
    facts.extend(optional("Năm", model.year.map(|year| year.to_string())));
    if model.origin == Origin::Compiled {
        facts.push(fact("Tên gọi theo nguồn", model.label.label().to_owned()));
        facts.extend(optional(
            "Cấp nêu trong nguồn",
            model.level.map(|level| level.label().to_owned()),
        ));
        facts.extend(optional(
            "Năm ghi nhận theo nguồn",
            model.year_recognised.map(|year| year.to_string()),
        ));
    } else {
        facts.push(fact("Tình trạng", model.state.label().to_owned()));
    }
    facts.extend(optional(
        "Ghi chú về địa bàn",
        Some(model.story.place_note.clone()),
    ));
    facts.retain(|fact| !fact.text.is_empty());
    facts
}

pub(super) fn figure_row(figure: &Figure, source: Option<&StoredSource>) -> FigureRow {
    let note = match (&figure.period, &figure.baseline) {
        (None, None) => None,
        (Some(period), None) => Some(period.clone()),
        (None, Some(before)) => Some(format!("trước đó: {before}")),
        (Some(period), Some(before)) => Some(format!("{period}; trước đó: {before}")),
    };
    let told = source.filter(|_| figure.evidence.is_none());
    let by_source = told
        .and_then(|source| source.publisher.as_ref())
        .map(|publisher| format!("Theo {publisher}"));
    FigureRow {
        label: figure.indicator.clone(),
        value: figure.value.clone(),
        unit: figure.unit.clone(),
        note,
        evidence: figure.evidence.clone().or(by_source),
        evidence_href: told.and_then(|source| source.url.clone()),
    }
}

pub(super) fn source_view(source: &StoredSource, label: Label) -> Source {
    let publisher = source.publisher.clone().or_else(|| source.title.clone());
    Source {
        title: source.title.clone(),
        publisher: publisher.unwrap_or_else(|| String::from("Nguồn công khai")),
        href: source.url.clone(),
        date: source
            .date
            .as_deref()
            .and_then(|date| date.parse().ok())
            .map(partial),
        names_dan_van_kheo: label == Label::DanVanKheo,
    }
}

/// A date known to the year, month or day.
fn partial(date: PartialDate) -> When {
    match date {
        PartialDate::Day(day) => When::on(day),
        PartialDate::Month(year, month) => When {
            iso: date.to_string(),
            text: format!("tháng {month}/{year}"),
        },
        PartialDate::Year(year) => When {
            iso: date.to_string(),
            text: year.to_string(),
        },
    }
}
