//! What the administrator's pages of synonyms and of explained searches show.

use super::usecases::Preview;
use crate::error::FieldError;
use crate::index::{Explained, Query, Relation};
use crate::pages::parts::Fact;
use crate::search::Facet;
use crate::vietnamese;
use serde::Serialize;
use std::collections::BTreeMap;

/// A choice in a form.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What people read.
    pub label: &'static str,
}

/// `admin/synonyms.html`: every rule that holds or is put aside.
#[derive(Debug, Serialize)]
pub struct SynonymsPage {
    /// What is looked for among the rules.
    pub q: String,
    /// How many rules there are.
    pub all: usize,
    /// Those that are looked for, in Vietnamese order of their words.
    pub rules: Vec<RuleLine>,
    /// How many of all an administrator changed.
    pub changed: usize,
}

/// A rule in the list.
#[derive(Debug, Serialize)]
pub struct RuleLine {
    /// The words.
    pub words: String,
    /// How they are related, in words.
    pub relation: &'static str,
    /// What finds them too.
    pub also: String,
    /// Its weight.
    pub percent: u8,
    /// Where it comes from: the list, or an administrator.
    pub origin: &'static str,
    /// Address of its page.
    pub href: String,
    /// Address of its history, where an administrator ever changed it.
    pub history_href: Option<String>,
}

/// `admin/synonym.html`: one rule, with what it would change.
#[derive(Debug, Serialize)]
pub struct SynonymPage {
    /// What was typed, or stands.
    pub typed: BTreeMap<String, String>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Relations to choose from.
    pub relations: Vec<Choice>,
    /// Whether a row of an administrator holds, which can be put aside.
    pub is_row: bool,
    /// Address of its history, where an administrator ever changed it.
    pub history_href: Option<String>,
    /// What a search would find.
    pub preview: Option<PreviewView>,
}

/// A search before and after.
#[derive(Debug, Serialize)]
pub struct PreviewView {
    /// What is searched.
    pub query: String,
    /// Whether the rule would hold; else it would be put aside.
    pub is_active: bool,
    /// What it finds now.
    pub before: SideView,
    /// What it would find.
    pub after: SideView,
}

/// One side of a comparison.
#[derive(Debug, Serialize)]
pub struct SideView {
    /// Models that answer.
    pub total: usize,
    /// The first of them; whether each is on this side only.
    pub titles: Vec<(String, bool)>,
}

impl PreviewView {
    pub(super) fn of(preview: Preview) -> Self {
        let side = |own: &[String], total: usize, other: &[String]| SideView {
            total,
            titles: own
                .iter()
                .map(|title| (title.clone(), !other.contains(title)))
                .collect(),
        };
        let (before, after) = (&preview.before, &preview.after);
        Self {
            before: side(&before.titles, before.total, &after.titles),
            after: side(&after.titles, after.total, &before.titles),
            query: preview.query,
            is_active: preview.is_active,
        }
    }
}

/// `admin/explain.html`: why a search answers as it does.
#[derive(Debug, Default, Serialize)]
pub struct ExplainPage {
    /// What is searched.
    pub q: String,
    /// The words of it, without the filters written into it.
    pub words: String,
    /// Those filters: what they narrow, and to what.
    pub filters: Vec<Fact>,
    /// The query as searched, if its spelling was mended.
    pub repaired: Option<String>,
    /// Phrases that must be there.
    pub phrases: Vec<String>,
    /// Words that must not be there.
    pub without: Vec<String>,
    /// What earns.
    pub groups: Vec<GroupView>,
    /// First results.
    pub results: Vec<ResultView>,
}

/// Choices of which a model earns the best.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// What it is, in words.
    pub kind: &'static str,
    /// The first choice's key: what was asked.
    pub key: String,
    /// Share of its weight that counts, in percent.
    pub counts: u32,
    /// Each choice: key, weight in percent, models.
    pub choices: Vec<ChoiceView>,
}

/// One way to earn a group.
#[derive(Debug, Serialize)]
pub struct ChoiceView {
    /// The key.
    pub key: String,
    /// Its weight in percent.
    pub weight: u32,
    /// Models that hold it.
    pub models: u32,
    /// Whether the synonyms brought it in.
    pub is_synonym: bool,
}

/// A result and what it earned.
#[derive(Debug, Serialize)]
pub struct ResultView {
    /// Its title.
    pub title: String,
    /// Its score.
    pub score: String,
    /// Share of the query that it holds, in percent.
    pub cover: u32,
    /// Whether it answers, or only comes near.
    pub is_full: bool,
    /// What earned it most: key and amount.
    pub earned: Vec<String>,
    /// What its themes added.
    pub themes: String,
    /// The factor for being recognised and taken up.
    pub standing: String,
}

/// How the relations are called.
pub(super) fn relations() -> Vec<Choice> {
    let choice = |relation: Relation| Choice {
        value: relation.sign(),
        label: label(relation),
    };
    Relation::ALL.into_iter().map(choice).collect()
}

/// The words of a relation.
pub(super) const fn label(relation: Relation) -> &'static str {
    match relation {
        Relation::Same => "Cùng nghĩa: mỗi từ tìm ra các từ kia",
        Relation::Wider => "Bao gồm: từ này tìm ra các từ bên cạnh, không ngược lại",
        Relation::Filler => "Từ đệm của câu hỏi: được tính nhẹ đi",
    }
}

impl ExplainPage {
    /// The page of the search `q`, which was read as `query`.
    pub(super) fn of(
        q: String,
        query: &Query,
        explained: Explained,
        title: impl Fn(&str) -> String,
    ) -> Self {
        let percent = |share: f32| (share * 100.0).round() as u32;
        let amount = |amount: f32| format!("{amount:.2}").replace('.', ",");
        let groups: Vec<GroupView> = explained
            .groups
            .iter()
            .map(|group| GroupView {
                kind: match group.kind {
                    "syllable" => "Tiếng",
                    "place" => "Địa danh",
                    _ => "Cặp tiếng, số hiệu",
                },
                key: group
                    .choices
                    .first()
                    .map(|choice| readable(&choice.key))
                    .unwrap_or_default(),
                counts: percent(group.counts),
                choices: group
                    .choices
                    .iter()
                    .map(|choice| ChoiceView {
                        key: readable(&choice.key),
                        weight: percent(choice.weight),
                        models: choice.models,
                        is_synonym: choice.is_synonym,
                    })
                    .collect(),
            })
            .collect();
        let results = explained
            .results
            .iter()
            .map(|result| ResultView {
                title: title(&result.id),
                score: amount(result.score),
                cover: percent(result.cover),
                is_full: result.is_full,
                earned: groups
                    .iter()
                    .zip(&result.earned)
                    .filter(|(_, earned)| **earned > 0.0)
                    .map(|(group, earned)| format!("{} {}", group.key, amount(*earned)))
                    .collect(),
                themes: amount(result.themes),
                standing: amount(result.standing),
            })
            .collect();
        let filters = Facet::ALL.into_iter().filter_map(|facet| {
            let codes = facet.wanted(query);
            let labels: Vec<String> = codes.iter().map(|code| facet.label(code)).collect();
            (!labels.is_empty()).then(|| Fact::new(facet.name(), labels.join(", ")))
        });
        Self {
            q,
            words: query.text.clone(),
            filters: filters.collect(),
            repaired: explained.repaired,
            phrases: explained.phrases,
            without: explained.without,
            groups,
            results,
        }
    }
}

/// A key of the index as people write it: `@sài_gòn` with its tones at the ends of syllables is "nơi: sài gòn".
fn readable(key: &str) -> String {
    let (kind, words) = match key.split_at_checked(1) {
        Some(("@", words)) => ("nơi thực hiện: ", words),
        Some(("^", words)) => ("nơi trước đây hoặc nay là: ", words),
        Some(("#", words)) => ("chủ đề: ", words),
        _ => ("", key),
    };
    let spelled = words.split(" + ").map(|pair| {
        let syllables: Vec<String> = pair.split('_').map(vietnamese::spell).collect();
        syllables.join(" ")
    });
    format!("{kind}{}", spelled.collect::<Vec<_>>().join(" + "))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn keys_of_the_index_are_read_as_people_write_them() {
        for (key, written) in [
            ("thu~r", "thủ"),
            ("hiên~s_đât~s", "hiến đất"),
            ("hien_dat", "hien dat"),
            ("@sai~f_gon~f", "nơi thực hiện: sài gòn"),
            ("^sai_gon", "nơi trước đây hoặc nay là: sai gon"),
            ("a_b + b_c", "a b + b c"),
            ("33/ct-ttg", "33/ct-ttg"),
            ("", ""),
        ] {
            assert_eq!(readable(key), written);
        }
    }
}
