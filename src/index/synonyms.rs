//! Domain synonyms: what else finds the words of a query, and which of its words only ask.
//!
//! Data, not code: the list that comes with the program (`assets/search/synonyms.tsv`), over which the rows
//! of an administrator hold. Applied to queries alone, so that a change holds at once and for every model.
//! A word and what finds it too are options of the same token: of a group a model earns the best only.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::analyzer::{Token, pair_key, syllables};
use super::document::Layer;
use super::plan::Choice;
use crate::vietnamese;

/// Words, relation, what finds them too, weight in percent, why: one rule to a line, tab-separated.
const LIST: &str = include_str!("../../assets/search/synonyms.tsv");
/// Syllables of the longest words a rule can be about.
const LONGEST_HEAD: usize = 6;
/// What finds words too, at most: each costs time in every search that has the words.
const MOST_ALTERNATIVES: usize = 16;

/// How the words of a rule and what stands beside them are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Each of all of them finds each of the others.
    Same,
    /// The words find what stands beside them, not the other way round.
    Wider,
    /// The words say that something is wanted, not what.
    Filler,
}

impl Relation {
    /// Every relation, as a form offers them.
    pub const ALL: [Relation; 3] = [Relation::Same, Relation::Wider, Relation::Filler];

    /// The sign in the list.
    pub const fn sign(self) -> &'static str {
        match self {
            Relation::Same => "=",
            Relation::Wider => ">",
            Relation::Filler => "-",
        }
    }

    /// The relation of a sign.
    pub fn of(sign: &str) -> Option<Relation> {
        Relation::ALL
            .into_iter()
            .find(|relation| relation.sign() == sign)
    }
}

/// One rule of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SynonymRule {
    /// The words it is about, as people write them.
    pub words: String,
    /// How they are related to `also`.
    pub relation: Relation,
    /// What finds the words too; empty for a filler.
    pub also: Vec<String>,
    /// What a find by it is worth beside the words themselves, or what a filler keeps of its weight: 0–100.
    /// A synonym of 0 is switched off, and so is a filler of 100.
    pub percent: u8,
    /// Why, or where it was taken from.
    pub reason: String,
}

impl SynonymRule {
    /// By what two rules are the same one, whatever case, marks' placement and spaces they are written with:
    /// the later written holds.
    pub fn key(&self) -> String {
        let words: Vec<String> = vietnamese::syllables(&self.words)
            .map(vietnamese::canonical)
            .collect();
        format!("{}{}", self.relation.sign(), words.join(" "))
    }
}

/// The rules that come with the program, in the order of their list.
pub fn built_in_rules() -> &'static [SynonymRule] {
    static RULES: LazyLock<Vec<SynonymRule>> =
        LazyLock::new(|| LIST.lines().filter_map(read_line).collect());
    &RULES
}

/// `None` for comments, empty lines and lines of another shape; a test holds the list to its shape.
fn read_line(line: &str) -> Option<SynonymRule> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let mut columns = line.split('\t');
    Some(SynonymRule {
        words: columns.next()?.to_owned(),
        relation: Relation::of(columns.next()?)?,
        also: columns
            .next()?
            .split(';')
            .map(str::trim)
            .filter(|also| !also.is_empty())
            .map(str::to_owned)
            .collect(),
        percent: columns.next()?.parse().ok()?,
        reason: columns.next()?.to_owned(),
    })
}

/// The rules, ready for queries.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// By the folded keys of the words, joined: what holds for each marked spelling of them.
    heads: HashMap<String, Vec<Head>>,
    /// Every folded syllable of the words: known, even where no model has it.
    syllables: HashSet<String>,
}

#[derive(Clone, Debug)]
struct Head {
    marked: Vec<String>,
    meaning: Meaning,
}

#[derive(Clone, Debug, Default)]
struct Meaning {
    alternatives: Vec<Alternative>,
    /// What the words keep of their weight in a query that says more.
    keeps: Option<f32>,
}

/// What finds words too.
#[derive(Clone, Debug, PartialEq)]
struct Alternative {
    marked: Vec<String>,
    weight: f32,
}

/// What the list says about some words of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// How many tokens the words are.
    pub length: usize,
    /// What finds them too.
    pub choices: Vec<Choice>,
    /// What they keep of their weight in a query that says more.
    pub keeps: Option<f32>,
}

impl Synonyms {
    /// The rules that come with the program.
    pub fn built_in() -> Synonyms {
        Synonyms::of(built_in_rules().iter().cloned())
    }

    /// These rules. Of rules with one key the last holds; rules without words say nothing.
    pub fn of(rules: impl IntoIterator<Item = SynonymRule>) -> Synonyms {
        let mut last: BTreeMap<String, SynonymRule> = BTreeMap::new();
        for rule in rules {
            last.insert(rule.key(), rule);
        }
        let mut synonyms = Synonyms::default();
        for rule in last.into_values() {
            let weight = f32::from(rule.percent.min(100)) / 100.0;
            let words = [&rule.words];
            match rule.relation {
                Relation::Filler if weight < 1.0 => {
                    let keeps = |meaning: &mut Meaning| meaning.keeps = Some(weight);
                    synonyms.meaning(&rule.words, keeps);
                }
                Relation::Same if weight > 0.0 => {
                    let all: Vec<&String> = words.into_iter().chain(&rule.also).collect();
                    for head in &all {
                        let others = all.iter().filter(|other| *other != head);
                        synonyms.add(head, others.map(|other| other.as_str()), weight);
                    }
                }
                Relation::Wider if weight > 0.0 => {
                    synonyms.add(&rule.words, rule.also.iter().map(String::as_str), weight);
                }
                _ => {}
            }
        }
        synonyms
    }

    fn add<'a>(&mut self, head: &str, also: impl Iterator<Item = &'a str>, weight: f32) {
        let own = marked_keys(head);
        let also: Vec<Alternative> = also
            .map(|words| Alternative {
                marked: marked_keys(words),
                weight,
            })
            // Whatever holds the words as a part is found by them anyway.
            .filter(|also| !also.marked.is_empty() && !holds(&also.marked, &own))
            .collect();
        self.meaning(head, |meaning| {
            for also in also {
                match meaning
                    .alternatives
                    .iter_mut()
                    .find(|known| known.marked == also.marked)
                {
                    Some(known) => known.weight = known.weight.max(also.weight),
                    None => meaning.alternatives.push(also),
                }
            }
            meaning
                .alternatives
                .sort_by(|left, right| right.weight.total_cmp(&left.weight));
        });
    }

    fn meaning(&mut self, head: &str, change: impl FnOnce(&mut Meaning)) {
        let tokens: Vec<Token> = syllables(head).collect();
        if tokens.is_empty() || tokens.len() > LONGEST_HEAD {
            return;
        }
        let folded: Vec<&str> = tokens.iter().map(|token| &*token.keys.folded).collect();
        self.syllables
            .extend(folded.iter().map(|&syllable| syllable.to_owned()));
        let marked: Vec<String> = tokens
            .iter()
            .map(|token| token.keys.marked.clone())
            .collect();
        let heads = self.heads.entry(folded.join(" ")).or_default();
        match heads.iter_mut().find(|known| known.marked == marked) {
            Some(known) => change(&mut known.meaning),
            None => {
                let mut meaning = Meaning::default();
                change(&mut meaning);
                heads.push(Head { marked, meaning });
            }
        }
    }

    /// Whether a syllable stands in the words of any rule: it is meant, whatever the index knows.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.syllables.contains(folded)
    }

    /// What is said about the words that begin a run of tokens, the longest words there are a rule for.
    /// A syllable typed with marks means those marks. Without any, it means the words that it folds to,
    /// unless it stands alone: then `is_clear` is asked whether it can mean anything else.
    pub(super) fn say(
        &self,
        tokens: &[Token],
        mut is_clear: impl FnMut(&str, &str) -> bool,
    ) -> Option<Said> {
        let run = 1 + tokens[1..]
            .iter()
            .take_while(|token| token.follows && !token.whole)
            .count();
        (1..=run.min(LONGEST_HEAD)).rev().find_map(|length| {
            let words = &tokens[..length];
            let folded: Vec<&str> = words.iter().map(|token| &*token.keys.folded).collect();
            let heads = self.heads.get(&folded.join(" "))?;
            let mut means = |head: &&Head| {
                words.iter().zip(&head.marked).all(|(token, marked)| {
                    token.keys.marked == *marked
                        || (!token.keys.has_marks()
                            && (length > 1 || is_clear(marked, &token.keys.folded)))
                })
            };
            let mut said = Said {
                length,
                ..Said::default()
            };
            for head in heads.iter().filter(|head| means(head)) {
                said.keeps = said.keeps.or(head.meaning.keeps);
                for also in &head.meaning.alternatives {
                    said.choices.push(also.choice());
                }
            }
            said.choices
                .sort_by(|left, right| right.weight.total_cmp(&left.weight));
            said.choices.truncate(MOST_ALTERNATIVES);
            (said.keeps.is_some() || !said.choices.is_empty()).then_some(said)
        })
    }
}

impl Alternative {
    /// The key that stands for it; for three syllables and more the keys of all its pairs.
    fn choice(&self) -> Choice {
        let mut pairs = self
            .marked
            .windows(2)
            .map(|pair| pair_key(&pair[0], &pair[1]));
        let (layer, key) = match pairs.next() {
            Some(pair) => (Layer::MarkedPair, pair),
            None => (Layer::Marked, self.marked[0].clone()),
        };
        Choice {
            rest: pairs.collect(),
            beside: true,
            ..Choice::new(layer, key, self.weight)
        }
    }
}

fn marked_keys(words: &str) -> Vec<String> {
    syllables(words).map(|token| token.keys.marked).collect()
}

fn holds(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|run| run == part)
}
