//! "Mô hình tương tự": what other models do the like, and why they are taken for it.
//!
//! The index gives a short list by the words that tell most; the practices of that list are read and compared exactly.
//! The few that are most alike are then followed: what they are looked for by is looked for too, so that the same
//! practice in other words comes in. All of it is decided on public models.

use super::people;
use crate::app::App;
use crate::db::Conn;
use crate::error::{Doing, Result};
use crate::ids::{ModelId, model_ids};
use crate::index::{Except, ModelIndex, Practice, Traits, Wanted};
use crate::models::practice;
use crate::models::words::Sector;
use crate::models::{self, Model};
use std::collections::HashMap;
use std::sync::Arc;

/// Models that are compared exactly, for each of the two looks at the index.
const CANDIDATES: usize = 60;
/// How many of the most alike are followed, and what all of them together weigh beside the model itself.
const FOLLOWED: usize = 3;
const FOLLOWED_SHARE: f32 = 2.0;
/// What likeness of a model of another field of work counts: its readers would not come across it by themselves.
const OTHER_SECTOR: f32 = 1.2;
/// Of so many at the head of the list …
const HEAD: usize = 10;
/// … so many are of another field of work, if there are any that are at least this share as alike as the best.
const OTHERS_IN_HEAD: usize = 3;
const OTHERS_FROM: f32 = 0.15;
/// Phrases that are found, of which some may say what a theme says, and how many are named as a reason.
const FOUND: usize = 4;
const PHRASES: usize = 2;
/// Themes of a kind that are named.
const NAMED: usize = 3;

/// A model that does the like.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// Which.
    pub id: ModelId,
    /// Themes that both have.
    pub themes: Vec<String>,
    /// Words that both use, which some theme calls a way of working.
    pub ways: Vec<String>,
    /// Other words that both use.
    pub words: Vec<String>,
    /// Whether its field of work is another.
    pub other_sector: bool,
}

impl Similar {
    /// Why it is taken for like: "cùng cách làm: hiến đất; khác lĩnh vực". Themes name a way of working where they say what
    /// is done; where none does, words that both use are named; themes that say who or for whom stand by themselves.
    pub fn reason(&self) -> String {
        let of_people = |theme: &&String| people::says_who(theme);
        let (people, mut ways): (Vec<&String>, Vec<&String>) =
            self.themes.iter().partition(of_people);
        if ways.is_empty() {
            ways = self.ways.iter().collect();
        }
        let words: Vec<&String> = self.words.iter().filter(|_| ways.is_empty()).collect();
        let listed = |what: &str, named: &[&String]| {
            let named: Vec<&str> = named.iter().take(NAMED).map(|name| name.as_str()).collect();
            (!named.is_empty()).then(|| format!("{what}: {}", named.join(", ")))
        };
        let mut parts: Vec<String> = [
            listed("cùng cách làm", &ways),
            listed("cùng nói đến", &words),
            listed("cùng chủ đề", &people),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() {
            parts.push(String::from("gần về nội dung"));
        }
        if self.other_sector {
            parts.push(String::from("khác lĩnh vực"));
        }
        parts.join("; ")
    }
}

/// At most `limit` public models that do what `model` does, best first; of other fields of work only, if so wished.
/// Err: `Busy("search.not_ready")`.
pub async fn similar(
    app: &App,
    model: &Model,
    other_sectors_only: bool,
    limit: usize,
) -> Result<Vec<Similar>> {
    let turn = app.turn_to_search().await?;
    let (index, model) = (Arc::clone(&app.index), model.clone());
    app.db
        .read(move |conn| {
            let _turn = turn;
            let mut look = Look::at(conn, &index, &model)?;
            look.follow()?;
            look.ranked(other_sectors_only, limit)
        })
        .await
}

/// The public ones among these models.
fn public(conn: &mut Conn, ids: &[String]) -> Result<Vec<Model>> {
    let mut found = models::list(conn, &model_ids(ids))?;
    found.retain(|model| model.is_public);
    Ok(found)
}

/// What is looked for, and what was met so far.
struct Look<'a> {
    conn: &'a mut Conn,
    index: &'a ModelIndex,
    model: &'a Model,
    practice: Practice,
    wanted: Wanted,
    met: HashMap<ModelId, Met>,
}

struct Met {
    traits: Traits,
    themes: Vec<String>,
    sector: Sector,
}

impl<'a> Look<'a> {
    fn at(conn: &'a mut Conn, index: &'a ModelIndex, model: &'a Model) -> Result<Self> {
        let practice = practice(model);
        let wanted = index
            .wanted(&Traits::of(&practice))
            .doing("looking for similar models")?;
        let mut look = Self {
            conn,
            index,
            model,
            practice,
            wanted,
            met: HashMap::new(),
        };
        look.meet(None)?;
        Ok(look)
    }

    /// Reads the nearest that were not met yet.
    fn meet(&mut self, without_sector: Option<Sector>) -> Result<()> {
        let except = Except {
            id: Some(self.model.id.to_string()),
            sector: without_sector.map(|sector| sector.as_str().to_owned()),
        };
        let mut ids = self
            .index
            .nearest(&self.wanted, &except, CANDIDATES)
            .doing("looking for similar models")?;
        ids.retain(|id| !self.met.contains_key(&ModelId::from(id.as_str())));
        for model in public(self.conn, &ids)? {
            let met = Met {
                traits: Traits::of(&practice(&model)),
                sector: model.sector,
                themes: model.themes,
            };
            self.met.insert(model.id, met);
        }
        Ok(())
    }

    /// Looks also for what the most alike are looked for by.
    fn follow(&mut self) -> Result<()> {
        let mut alike: Vec<(f32, &ModelId)> = self
            .met
            .iter()
            .map(|(id, met)| (self.wanted.likeness(&met.traits), id))
            .collect();
        alike.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(right.1)));
        alike.truncate(FOLLOWED);
        let total: f32 = alike.iter().map(|(likeness, _)| likeness).sum();
        if total <= 0.0 {
            return Ok(());
        }
        let mut wider = self.wanted.clone();
        for (likeness, id) in alike {
            let wanted = self
                .index
                .wanted(&self.met[id].traits)
                .doing("looking for similar models")?;
            wider.add(&wanted, FOLLOWED_SHARE * likeness / total);
        }
        self.wanted = wider;
        self.meet(None)
    }

    /// Whether a theme of what was met names the words as what is done.
    fn is_way(&self, phrase: &str) -> bool {
        let met = self.met.values().flat_map(|met| &met.themes);
        met.chain(&self.practice.themes)
            .any(|theme| !people::says_who(theme) && people::has(theme, phrase))
    }

    fn ranked(mut self, other_sectors_only: bool, limit: usize) -> Result<Vec<Similar>> {
        let own = self.model.sector;
        if other_sectors_only {
            self.meet(Some(own))?;
        }
        let mut ranked: Vec<Ranked> = self
            .met
            .iter()
            .filter(|(_, met)| !other_sectors_only || met.sector != own)
            .map(|(id, met)| {
                let other = met.sector != own;
                let likeness = self.wanted.likeness(&met.traits);
                Ranked {
                    id: id.clone(),
                    score: if other {
                        likeness * OTHER_SECTOR
                    } else {
                        likeness
                    },
                    other,
                }
            })
            .filter(|ranked| ranked.score > 0.0)
            .collect();
        ranked.sort_by(|left, right| {
            right
                .score
                .total_cmp(&left.score)
                .then_with(|| left.id.cmp(&right.id))
        });
        let mut ranked = with_others_in_head(ranked);
        ranked.truncate(limit);
        let reasoned = |ranked: Ranked| {
            let met = &self.met[&ranked.id];
            let shared = |theme: &&String| met.themes.contains(theme);
            let phrases = self
                .index
                .shared_phrases(&self.wanted, &self.practice, &met.traits, FOUND)
                .doing("naming what similar models share")?;
            let is_said = |phrase: &String| {
                let themes = self.practice.themes.iter().filter(shared);
                people::says_who(phrase) || themes.clone().any(|theme| people::has(theme, phrase))
            };
            let phrases = phrases
                .into_iter()
                .filter(|phrase| !is_said(phrase))
                .take(PHRASES);
            let (ways, words) = phrases.partition(|phrase| self.is_way(phrase));
            Ok(Similar {
                themes: self
                    .practice
                    .themes
                    .iter()
                    .filter(shared)
                    .cloned()
                    .collect(),
                ways,
                words,
                other_sector: ranked.other,
                id: ranked.id,
            })
        };
        ranked.into_iter().map(reasoned).collect()
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Ranked {
    id: ModelId,
    score: f32,
    other: bool,
}

/// Sees to it that the head of the list is not all of one field of work: the best of the others take the places of the
/// last of its own, which come next.
fn with_others_in_head(ranked: Vec<Ranked>) -> Vec<Ranked> {
    let least = ranked.first().map_or(0.0, |best| best.score * OTHERS_FROM);
    let (mut head, tail): (Vec<Ranked>, Vec<Ranked>) = {
        let mut ranked = ranked;
        let tail = ranked.split_off(ranked.len().min(HEAD));
        (ranked, tail)
    };
    let there = head.iter().filter(|ranked| ranked.other).count();
    let (mut coming, mut rest): (Vec<Ranked>, Vec<Ranked>) = (Vec::new(), Vec::new());
    for ranked in tail {
        if ranked.other && ranked.score >= least && there + coming.len() < OTHERS_IN_HEAD {
            coming.push(ranked);
        } else {
            rest.push(ranked);
        }
    }
    let mut going = Vec::new();
    while going.len() < coming.len()
        && let Some(at) = head.iter().rposition(|ranked| !ranked.other)
    {
        going.push(head.remove(at));
    }
    going.reverse();
    head.extend(coming);
    head.extend(going);
    head.extend(rest);
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<Ranked> {
        let mut score = 100.0;
        text.chars()
            .map(|letter| {
                score -= 1.0;
                Ranked {
                    id: ModelId::from(letter.to_string().as_str()),
                    score: if letter.is_ascii_digit() { 1.0 } else { score },
                    other: letter.is_uppercase() || letter.is_ascii_digit(),
                }
            })
            .collect()
    }

    fn order(text: &str) -> String {
        let ranked = with_others_in_head(list(text)).into_iter();
        ranked.map(|ranked| ranked.id.to_string()).collect()
    }

    #[test]
    fn the_head_has_some_of_other_fields_and_nothing_is_lost() {
        assert_eq!(order("abcdefghijklXYZW"), "abcdefgXYZhijklW");
        assert_eq!(order("abCdefghijklXYZW"), "abCdefghXYijklZW");
        assert_eq!(order("ABCdefghijklXYZ"), "ABCdefghijklXYZ");
        assert_eq!(order("abcdefghijkl"), "abcdefghijkl");
        assert_eq!(
            order("abcdefghijkl1"),
            "abcdefghijkl1",
            "hardly alike is not worth a place"
        );
        assert_eq!(order("aX"), "aX");
        assert_eq!(order(""), "");
    }

    #[test]
    fn a_reason_names_what_is_shared() {
        let mut similar = Similar {
            id: ModelId::from("a"),
            themes: vec!["hiến đất làm đường".into()],
            ways: vec!["hiến đất".into()],
            words: vec!["từng nhà".into()],
            other_sector: true,
        };
        assert_eq!(
            similar.reason(),
            "cùng cách làm: hiến đất làm đường; khác lĩnh vực"
        );
        similar.themes.clear();
        assert_eq!(similar.reason(), "cùng cách làm: hiến đất; khác lĩnh vực");
        similar.ways.clear();
        similar.other_sector = false;
        assert_eq!(similar.reason(), "cùng nói đến: từng nhà");
        similar.themes = vec!["phụ nữ".into(), "tôn giáo".into()];
        assert_eq!(
            similar.reason(),
            "cùng nói đến: từng nhà; cùng chủ đề: phụ nữ, tôn giáo"
        );
        similar.themes.push("tiết kiệm xoay vòng".into());
        assert_eq!(
            similar.reason(),
            "cùng cách làm: tiết kiệm xoay vòng; cùng chủ đề: phụ nữ, tôn giáo"
        );
        similar.themes.clear();
        similar.words.clear();
        assert_eq!(similar.reason(), "gần về nội dung");
    }
}
