//! What was typed into a part's form, checked and put into a model. No I/O.

use super::figure::{Figure, MAX_FIGURES, RawFigure};
use super::parts::{MAX_STEPS, MAX_THEMES, Part, THEME_MAX_CHARS, content_mut};
use super::record::Model;
use super::registration::{Content, RawRegistration, Registration, steps_in};
use crate::error::FieldErrors;
use crate::text::{tidy, tidy_line};
use crate::vietnamese::fold;
use crate::web::Fields;

/// Years in which a model may have begun: the catalogue of old records reaches back that far.
const FIRST_YEAR: i32 = 1930;

/// The model with the part as typed. What is asked may be empty in a draft, not after. `this_year` bounds the year.
/// Err: every field that is wrong.
pub fn apply(
    part: Part,
    model: &Model,
    fields: &Fields,
    draft: bool,
    this_year: i32,
) -> Result<Model, FieldErrors> {
    let mut changed = model.clone();
    let mut errors = FieldErrors::new();
    if let Some(content) = part.content() {
        match checked(content, fields.text(content.field()), draft) {
            Ok(text) => *content_mut(&mut changed, content) = text,
            Err(message) => errors.push(content.field(), message),
        }
    }
    match part {
        Part::Name => {
            let sector = fields
                .text("sector")
                .parse()
                .map_err(|_| "Hãy chọn lĩnh vực.");
            if let Some(sector) = errors.take("sector", sector) {
                changed.sector = sector;
            }
            let subject = fields
                .text("subject")
                .parse()
                .map_err(|_| "Hãy chọn loại mô hình, điển hình.");
            if let Some(subject) = errors.take("subject", subject) {
                changed.subject = subject;
            }
            if let Some(themes) = errors.take("themes", themes(fields.text("themes"))) {
                changed.themes = themes;
            }
        }
        Part::Method => {
            if let Some(steps) = errors.take("steps", steps(fields.text("steps"))) {
                changed.story.steps = steps;
            }
        }
        Part::Schedule => {
            if let Some(year) = errors.take("year", year(fields.text("year"), this_year)) {
                changed.year = year;
            }
        }
        Part::Figures => match Figure::check_all(&raw_figures(fields)) {
            Ok(figures) => changed.figures = figures,
            Err(wrong) => errors = wrong,
        },
        _ => {}
    }
    errors.into_result(changed)
}

/// How many rows of figures were typed, blank ones in between included.
pub fn figure_rows(fields: &Fields) -> usize {
    let row = |name: &str| name.split_once(']')?.0.parse::<usize>().ok();
    fields
        .with_prefix("figures[")
        .filter_map(|(name, _)| row(name))
        .filter(|row| *row <= MAX_FIGURES)
        .max()
        .map_or(0, |last| last + 1)
}

/// One content on its own, tidied and within its length.
fn checked(content: Content, typed: &str, draft: bool) -> Result<String, String> {
    // The name stands in where another content is checked, since no registration is without one.
    let mut raw = RawRegistration {
        name: String::from("x"),
        ..RawRegistration::default()
    };
    *raw.get_mut(content) = typed.to_owned();
    let told = |errors: &FieldErrors| errors.of(content.field()).map(str::to_owned);
    match Registration::draft(&raw) {
        Err(errors) => Err(told(&errors).unwrap_or_default()),
        Ok(registration) => match told(&registration.missing_errors()) {
            Some(message) if !draft => Err(message),
            _ => Ok(registration.get(content).to_owned()),
        },
    }
}

fn themes(typed: &str) -> Result<Vec<String>, String> {
    let mut themes: Vec<String> = Vec::new();
    for theme in typed.split([',', ';', '\n']) {
        let theme = tidy_line(theme).to_lowercase();
        if theme.is_empty() || themes.iter().any(|known| fold(known) == fold(&theme)) {
            continue;
        }
        if theme.chars().count() > THEME_MAX_CHARS {
            return Err(format!(
                "Mỗi chủ đề dài tối đa {THEME_MAX_CHARS} ký tự; hãy ngăn cách các chủ đề bằng dấu phẩy."
            ));
        }
        themes.push(theme);
    }
    if themes.len() > MAX_THEMES {
        return Err(format!("Mỗi mô hình có tối đa {MAX_THEMES} chủ đề."));
    }
    Ok(themes)
}

fn steps(typed: &str) -> Result<Vec<String>, String> {
    let text = tidy(typed);
    if text.chars().count() > Content::Method.max_chars() {
        return Err(format!(
            "Các bước dài quá {} ký tự.",
            Content::Method.max_chars()
        ));
    }
    let steps: Vec<String> = steps_in(&text).into_iter().map(str::to_owned).collect();
    if steps.len() > MAX_STEPS {
        return Err(format!("Ghi tối đa {MAX_STEPS} bước, mỗi bước một dòng."));
    }
    Ok(steps)
}

fn year(typed: &str, this_year: i32) -> Result<Option<i32>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let last = this_year + 1;
    typed
        .parse()
        .ok()
        .filter(|year| (FIRST_YEAR..=last).contains(year))
        .map(Some)
        .ok_or_else(|| format!("Năm là số có bốn chữ số, từ {FIRST_YEAR} đến {last}."))
}

fn raw_figures(fields: &Fields) -> Vec<RawFigure> {
    (0..figure_rows(fields))
        .map(|row| {
            let text = |name: &str| fields.text(&format!("figures[{row}].{name}")).to_owned();
            RawFigure {
                indicator: text("indicator"),
                value: text("value"),
                unit: text("unit"),
                period: text("period"),
                baseline: text("baseline"),
                evidence: text("evidence"),
            }
        })
        .collect()
}
