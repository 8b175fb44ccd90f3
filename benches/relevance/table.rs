//! The figures as Markdown.

use super::kinds::Row;
use std::fmt::Write;

/// How near to what is wanted counts as reached: sums of fractions are not exact.
const NEAR: f64 = 1e-9;

/// One line for each kind.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from("| kind | n | figure | wanted | met |\n|---|--:|---|--:|---|\n");
    for row in rows {
        let beside = row.beside.iter();
        let beside = beside.map(|(name, figure)| format!("; {name} {figure:.3}"));
        let figures = format!("{:.3}{}", row.figure, beside.collect::<String>());
        let wanted = row.wanted.map(|wanted| format!("≥ {wanted}"));
        let met = row.wanted.map_or("", |wanted| {
            if row.figure + NEAR >= wanted {
                "yes"
            } else {
                "no"
            }
        });
        line(
            &mut text,
            format_args!(
                "| {} | {} | {figures} | {} | {met} |",
                row.kind,
                row.n,
                wanted.unwrap_or_default()
            ),
        );
    }
    text
}

/// For each kind the `most` questions that fare worst, but those that could not fare better.
pub fn worst(rows: &[Row], most: usize) -> String {
    let mut text = String::new();
    for row in rows {
        let mut queries: Vec<&(String, f64)> = row
            .queries
            .iter()
            .filter(|(_, figure)| *figure + NEAR < 1.0)
            .collect();
        queries.sort_by(|left, right| left.1.total_cmp(&right.1));
        if queries.is_empty() {
            continue;
        }
        line(&mut text, format_args!("\n### {}\n", row.kind));
        for (asked, figure) in queries.into_iter().take(most) {
            line(&mut text, format_args!("- {figure:.3} {asked}"));
        }
    }
    text
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    writeln!(text, "{words}").expect("a string takes every text");
}
