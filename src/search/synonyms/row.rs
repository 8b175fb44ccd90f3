//! A row of an administrator, and what one may say.

use crate::clock::Moment;
use crate::error::{FieldErrors, Result};
use crate::ids::{SynonymId, UserId};
use crate::index::{Relation, SynonymRule};
use crate::vietnamese;

/// Characters of the words of a rule, of its reason, and words beside them, at most.
const WORDS_MAX: usize = 60;
const REASON_MAX: usize = 300;
const ALSO_MAX: usize = 15;
/// Syllables of words of a rule, at most.
const SYLLABLES_MAX: usize = 6;

/// A rule as an administrator last left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SynonymRow {
    pub id: SynonymId,
    pub rule: SynonymRule,
    /// Put aside, it says nothing, and the list's own rule of the same words holds again.
    pub is_active: bool,
    pub version: i64,
    pub changed_at: Moment,
    pub changed_by: Option<UserId>,
}

/// What a form says: a rule, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    pub words: String,
    pub relation: String,
    pub also: String,
    pub percent: String,
    pub reason: String,
}

impl Typed {
    /// The rule that was typed. Err: `Invalid` with the wrong fields.
    pub fn check(&self) -> Result<SynonymRule> {
        let mut errors = FieldErrors::new();
        let relation = Relation::of(&self.relation);
        if relation.is_none() {
            errors.push("relation", "Hãy chọn quan hệ giữa các từ.");
        }
        let words = tidy(&self.words);
        if let Some(problem) = problem_of(&words) {
            errors.push("words", problem);
        }
        let also: Vec<String> = self
            .also
            .split([';', '\n'])
            .map(tidy)
            .filter(|also| !also.is_empty())
            .collect();
        let is_filler = relation == Some(Relation::Filler);
        if is_filler && !also.is_empty() {
            errors.push("also", "Từ đệm không đi kèm từ nào khác: hãy để trống.");
        } else if !is_filler && also.is_empty() {
            errors.push("also", "Hãy ghi ít nhất một từ cùng nghĩa hoặc gần nghĩa.");
        } else if also.len() > ALSO_MAX {
            errors.push("also", format!("Nhiều nhất {ALSO_MAX} từ."));
        } else if let Some(problem) = also.iter().find_map(|also| problem_of(also)) {
            errors.push("also", problem);
        }
        let percent = self.percent.trim().parse::<u8>();
        let percent = percent.ok().filter(|percent| *percent <= 100);
        if percent.is_none() {
            errors.push("percent", "Hãy ghi một số nguyên từ 0 đến 100.");
        }
        let reason = tidy(&self.reason);
        if reason.is_empty() || reason.chars().count() > REASON_MAX {
            errors.push(
                "reason",
                format!("Hãy ghi lý do hoặc nguồn, nhiều nhất {REASON_MAX} ký tự."),
            );
        }
        let (Some(relation), Some(percent)) = (relation, percent) else {
            return Err(errors.into());
        };
        Ok(errors.into_result(SynonymRule {
            words,
            relation,
            also,
            percent,
            reason,
        })?)
    }
}

fn tidy(text: &str) -> String {
    let text = vietnamese::nfc(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn problem_of(words: &str) -> Option<String> {
    let syllables = vietnamese::syllables(words).count();
    if syllables == 0 {
        Some(String::from("Hãy ghi từ hoặc cụm từ."))
    } else if syllables > SYLLABLES_MAX || words.chars().count() > WORDS_MAX {
        Some(format!(
            "“{words}” dài quá: nhiều nhất {SYLLABLES_MAX} tiếng."
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &str, relation: &str, also: &str, percent: &str, reason: &str) -> Typed {
        Typed {
            words: words.into(),
            relation: relation.into(),
            also: also.into(),
            percent: percent.into(),
            reason: reason.into(),
        }
    }

    #[test]
    fn a_rule_is_read_as_typed() {
        let rule = typed(
            " bếp   ăn ",
            "=",
            "nồi cháo; suất cơm\ncơm từ thiện;",
            "70",
            "gần nghĩa",
        );
        let rule = rule.check().unwrap();
        assert_eq!(rule.words, "bếp ăn");
        assert_eq!(rule.also, ["nồi cháo", "suất cơm", "cơm từ thiện"]);
        assert_eq!((rule.relation, rule.percent), (Relation::Same, 70));
        assert!(typed("ở đâu", "-", "", "20", "từ hỏi").check().is_ok());
    }

    #[test]
    fn what_makes_no_rule_is_refused() {
        let long = "một hai ba bốn năm sáu bảy";
        for (words, relation, also, percent, reason) in [
            ("", "=", "a", "50", "r"),
            ("…", "=", "a", "50", "r"),
            (long, "=", "a", "50", "r"),
            ("a", "?", "b", "50", "r"),
            ("a", "=", "", "50", "r"),
            ("a", ">", long, "50", "r"),
            ("a", "-", "b", "50", "r"),
            ("a", "=", "b", "101", "r"),
            ("a", "=", "b", "-1", "r"),
            ("a", "=", "b", "nửa", "r"),
            ("a", "=", "b", "50", " "),
        ] {
            let typed = typed(words, relation, also, percent, reason);
            assert!(typed.check().is_err(), "{typed:?}");
        }
        let many = "b;".repeat(ALSO_MAX + 1);
        assert!(typed("a", "=", &many, "50", "r").check().is_err());
    }
}
