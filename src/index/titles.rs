//! In which order the titles stand that go on with what someone types.

use std::collections::HashMap;

use super::analyzer::{Token, pair_key, syllables};
use super::document::Layer;
use super::error::IndexError;
use super::snapshot::Snapshot;
use super::typed::Typed;

/// What a title loses for each syllable by which it goes on as no other does.
const ALONE: f32 = 0.15;
/// What a title gains all of whose words its record says too. Measured on judged prefixes: from 8 to 30 they gain.
const ECHO: f32 = 16.0;

/// A title that may go on what was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct GoingOn<T> {
    /// As the model has it.
    pub title: String,
    /// How much of it the themes and texts of the model say too, 0 to 1.
    pub echo: f32,
    /// What is given back for it.
    pub what: T,
}

/// The titles that go on what was typed, best first: those with the marks as typed, those that begin with it, those that
/// their own record speaks of, whose words usually stand together and that go on as many others do, the shorter.
/// Each with whether it begins so. Where `enough` of them begin so, the others are left out.
pub(super) fn in_order<T>(
    typed: &Typed,
    titles: Vec<GoingOn<T>>,
    enough: usize,
    snapshot: &Snapshot,
) -> Result<Vec<(T, bool)>, IndexError> {
    let mut going_on = Vec::with_capacity(titles.len());
    for one in titles {
        let tokens: Vec<Token> = syllables(&one.title).collect();
        if let Some(at) = typed.start_in(&tokens) {
            going_on.push((at == 0, tokens, one));
        }
    }
    if going_on.iter().filter(|(at_start, ..)| *at_start).count() >= enough {
        going_on.retain(|(at_start, ..)| *at_start);
    }
    let mut courses = Courses::default();
    for (_, tokens, _) in &going_on {
        courses.add(typed, tokens);
    }
    let mut usual = Usual::over(snapshot);
    let mut known = Vec::with_capacity(going_on.len());
    for (at_start, tokens, GoingOn { title, echo, what }) in going_on {
        let joint = usual.weakest_joint(&tokens)?;
        let worth = joint + courses.company(typed, &tokens) + ECHO * echo;
        known.push((typed.has_marks_in(&title), at_start, worth, title, what));
    }
    known.sort_by(|left, right| {
        (right.0, right.1)
            .cmp(&(left.0, left.1))
            .then_with(|| right.2.total_cmp(&left.2))
            .then_with(|| left.3.len().cmp(&right.3.len()))
            .then_with(|| left.3.cmp(&right.3))
    });
    Ok(known
        .into_iter()
        .map(|(_, at_start, _, _, what)| (what, at_start))
        .collect())
}

/// How the titles go on from what was typed: for each beginning of their course how many share it.
#[derive(Default)]
struct Courses(HashMap<String, u32>);

impl Courses {
    fn add(&mut self, typed: &Typed, tokens: &[Token]) {
        for beginning in course(typed, tokens) {
            *self.0.entry(beginning).or_default() += 1;
        }
    }

    /// How much company a title that was added has on its course. What begins as many others and goes on alone for long is
    /// seldom what is meant.
    fn company(&self, typed: &Typed, tokens: &[Token]) -> f32 {
        let beside = |beginning: String| match self.0.get(&beginning) {
            Some(&sharing) if sharing > 1 => (sharing as f32).ln(),
            _ => -ALONE,
        };
        course(typed, tokens).map(beside).sum()
    }
}

/// The course of a title from what was typed on: its first syllable, its first two, and so on to all of them.
fn course(typed: &Typed, tokens: &[Token]) -> impl Iterator<Item = String> {
    let from = typed.start_in(tokens).unwrap_or_default();
    tokens[from..].iter().scan(String::new(), |begun, token| {
        begun.push_str(&token.keys.folded);
        begun.push(' ');
        Some(begun.clone())
    })
}

/// How usual it is that words stand together.
struct Usual<'a> {
    snapshot: &'a Snapshot,
    words: HashMap<String, f32>,
    pairs: HashMap<String, f32>,
}

impl<'a> Usual<'a> {
    fn over(snapshot: &'a Snapshot) -> Usual<'a> {
        Usual {
            snapshot,
            words: HashMap::new(),
            pairs: HashMap::new(),
        }
    }

    /// How closely the neighbours of a title belong together that belong together least: 0 at most.
    fn weakest_joint(&mut self, tokens: &[Token]) -> Result<f32, IndexError> {
        let mut weakest = 0.0f32;
        for pair in tokens.windows(2).filter(|pair| pair[1].follows) {
            let (left, right) = (&pair[0].keys.folded, &pair[1].keys.folded);
            let key = pair_key(left, right);
            let joint = match self.pairs.get(&key) {
                Some(&joint) => joint,
                None => {
                    let both = count(self.snapshot, Layer::FoldedPair, &key)?;
                    let (left, right) = (self.word(left)?, self.word(right)?);
                    let joint = ((both + 0.5).powi(2) / ((left + 1.0) * (right + 1.0))).ln();
                    self.pairs.insert(key, joint);
                    joint
                }
            };
            weakest = weakest.min(joint);
        }
        Ok(weakest)
    }

    fn word(&mut self, word: &str) -> Result<f32, IndexError> {
        if let Some(&count) = self.words.get(word) {
            return Ok(count);
        }
        let count = count(self.snapshot, Layer::Folded, word)?;
        self.words.insert(word.to_owned(), count);
        Ok(count)
    }
}

fn count(snapshot: &Snapshot, layer: Layer, key: &str) -> Result<f32, IndexError> {
    Ok(snapshot.doc_freq(layer, key)? as f32)
}
