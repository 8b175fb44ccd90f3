//! Who must not judge a nomination, as far as the tree of units and declarations tell.
//!
//! No emulation text read has an article on conflicts of interest; the policy follows neighbouring rules that are
//! explicit (NĐ 268/2025 Điều 12.3b: not the proposer, implementer or their representative; TT 08/2023/TT-BTP
//! Điều 19.4: not close kin). It is the project's own: a member is conflicted with their own unit, with every unit
//! above and below it, and with what those units became or came from.
//!
//! Places are not organisations. Provinces and former districts hold everything in them, so a tree through them
//! would bar every member of a province's council from every nomination of that province: walks never enter a unit
//! marked as `place`. A commune is no such place here: its bodies form one small organisation.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::units::model::UnitLink;
use serde::{Deserialize, Serialize};

/// Why a member must not judge a nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The member belongs to the nominating unit.
    OwnUnit,
    /// The member wrote the model or the nomination.
    Author,
    /// The nominating unit stands under the member's unit.
    Subordinate,
    /// The member's unit stands under the nominating unit.
    Superior,
    /// One of the units, or one above it, was merged, split or renamed into the other's.
    PredecessorOrSuccessor,
    /// The member declared close kinship with those concerned.
    KinDeclared,
    /// The member declared another interest.
    Declared,
}

impl Ground {
    /// All grounds, gravest first.
    pub const ALL: [Self; 7] = [
        Self::OwnUnit,
        Self::Author,
        Self::Subordinate,
        Self::Superior,
        Self::PredecessorOrSuccessor,
        Self::KinDeclared,
        Self::Declared,
    ];

    /// The text in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OwnUnit => "own_unit",
            Self::Author => "author",
            Self::Subordinate => "subordinate",
            Self::Superior => "superior",
            Self::PredecessorOrSuccessor => "predecessor_or_successor",
            Self::KinDeclared => "kin_declared",
            Self::Declared => "declared",
        }
    }

    /// Reads the text in the database; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.as_str() == text)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OwnUnit => "thuộc chính đơn vị đề nghị",
            Self::Author => "là người xây dựng mô hình hoặc hồ sơ",
            Self::Subordinate => "đơn vị đề nghị trực thuộc đơn vị của thành viên",
            Self::Superior => "đơn vị của thành viên trực thuộc đơn vị đề nghị",
            Self::PredecessorOrSuccessor => {
                "đơn vị của thành viên và đơn vị đề nghị kế thừa nhau qua sắp xếp, sáp nhập"
            }
            Self::KinDeclared => "đã khai báo quan hệ thân thích",
            Self::Declared => "đã khai báo có lợi ích liên quan",
        }
    }
}

/// What is known of a member besides their units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Wrote the model or the nomination.
    pub author: bool,
    /// Declared close kinship.
    pub kin_declared: bool,
    /// Declared another interest.
    pub declared: bool,
}

/// The units and what became of them, ready to be asked.
#[derive(Clone, Debug)]
pub struct Organisation<Id> {
    parents: HashMap<Id, Id>,
    places: HashSet<Id>,
    successors: HashMap<Id, Vec<Id>>,
}

impl<Id: Clone + Eq + Hash> Organisation<Id> {
    /// The tree of `units`, and `successions` as (former unit, later unit): merged, split, renamed or handed over.
    /// Ids that name no unit are taken as units without a parent.
    pub fn new(units: &[UnitLink<Id>], successions: &[(Id, Id)]) -> Self {
        let mut later: HashMap<Id, Vec<Id>> = HashMap::new();
        for (from, to) in successions {
            later.entry(from.clone()).or_default().push(to.clone());
        }
        Self {
            parents: units
                .iter()
                .filter_map(|unit| Some((unit.id.clone(), unit.parent_id.clone()?)))
                .collect(),
            places: units
                .iter()
                .filter(|unit| unit.place)
                .map(|unit| unit.id.clone())
                .collect(),
            successors: later,
        }
    }

    /// The gravest ground on which a member of `member_units` must not judge what `nominating` sent, or `None`.
    /// `member_units` are the units of all the member's memberships that count, in any order.
    pub fn ground(&self, member_units: &[Id], nominating: &Id, facts: Facts) -> Option<Ground> {
        let declared = [
            (facts.author, Ground::Author),
            (facts.kin_declared, Ground::KinDeclared),
            (facts.declared, Ground::Declared),
        ];
        let declared = declared
            .into_iter()
            .filter_map(|(holds, ground)| holds.then_some(ground));
        member_units
            .iter()
            .filter_map(|own| self.between(own, nominating))
            .chain(declared)
            .min()
    }

    fn between(&self, own: &Id, nominating: &Id) -> Option<Ground> {
        if own == nominating {
            return Some(Ground::OwnUnit);
        }
        let up_tree = |unit: &Id| self.reach(unit, true, false);
        if up_tree(nominating).contains(own) {
            return Some(Ground::Subordinate);
        }
        if up_tree(own).contains(nominating) {
            return Some(Ground::Superior);
        }
        let became = |unit: &Id| self.reach(unit, false, true);
        let up_all = |unit: &Id| self.reach(unit, true, true);
        let meet = !became(own).is_disjoint(&up_all(nominating))
            || !became(nominating).is_disjoint(&up_all(own));
        meet.then_some(Ground::PredecessorOrSuccessor)
    }

    /// The unit and all it reaches by going up to parents that are no places, by going on to successors, or both.
    fn reach(&self, unit: &Id, up: bool, onward: bool) -> HashSet<Id> {
        let mut reached = HashSet::from([unit.clone()]);
        let mut todo = vec![unit];
        while let Some(at) = todo.pop() {
            let parent = self
                .parents
                .get(at)
                .filter(|parent| up && !self.places.contains(*parent));
            let later = self
                .successors
                .get(at)
                .filter(|_| onward)
                .into_iter()
                .flatten();
            for next in parent.into_iter().chain(later) {
                if reached.insert(next.clone()) {
                    todo.push(next);
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(id: &'static str, parent: Option<&'static str>, place: bool) -> UnitLink<&'static str> {
        UnitLink {
            id,
            parent_id: parent,
            place,
        }
    }

    /// A province with its party committee, a department and a school, two communes with bodies; a former commune
    /// merged into one of them and a former department split in two.
    fn organisation() -> Organisation<&'static str> {
        let units = [
            unit("tỉnh", None, true),
            unit("tỉnh ủy", Some("tỉnh"), false),
            unit("ban tgdv", Some("tỉnh ủy"), false),
            unit("sở gd", Some("tỉnh"), false),
            unit("trường", Some("sở gd"), false),
            unit("xã a", Some("tỉnh"), false),
            unit("phụ nữ xã a", Some("xã a"), false),
            unit("ubnd xã a", Some("xã a"), false),
            unit("xã b", Some("tỉnh"), false),
            unit("huyện cũ", Some("tỉnh"), true),
            unit("xã cũ", Some("huyện cũ"), false),
            unit("phụ nữ xã cũ", Some("xã cũ"), false),
            unit("sở cũ", Some("tỉnh"), false),
            unit("sở mới 1", Some("tỉnh"), false),
            unit("sở mới 2", Some("tỉnh"), false),
            unit("ban dân vận cũ", Some("tỉnh ủy"), false),
            unit("tỉnh cũ", None, true),
        ];
        let successions = [
            ("xã cũ", "xã a"),
            ("sở cũ", "sở mới 1"),
            ("sở cũ", "sở mới 2"),
            ("ban dân vận cũ", "ban tgdv"),
            ("tỉnh cũ", "tỉnh"),
        ];
        Organisation::new(&units, &successions)
    }

    #[test]
    fn grounds_follow_the_organisation_and_not_the_place() {
        use Ground::{OwnUnit, PredecessorOrSuccessor, Subordinate, Superior};
        let table = [
            ("xã a", "xã a", Some(OwnUnit)),
            ("tỉnh", "tỉnh", Some(OwnUnit)),
            ("sở gd", "trường", Some(Subordinate)),
            ("tỉnh ủy", "ban tgdv", Some(Subordinate)),
            ("xã a", "phụ nữ xã a", Some(Subordinate)),
            ("trường", "sở gd", Some(Superior)),
            // Places hold everything and are nobody's superior.
            ("tỉnh", "xã a", None),
            ("tỉnh", "trường", None),
            ("xã a", "tỉnh", None),
            ("tỉnh ủy", "xã a", None),
            ("sở gd", "ban tgdv", None),
            ("xã a", "xã b", None),
            ("ubnd xã a", "phụ nữ xã a", None),
            // Through succession, forwards and backwards, and up the tree of the successor.
            ("xã a", "xã cũ", Some(PredecessorOrSuccessor)),
            ("xã cũ", "xã a", Some(PredecessorOrSuccessor)),
            ("xã a", "phụ nữ xã cũ", Some(PredecessorOrSuccessor)),
            ("phụ nữ xã cũ", "xã a", Some(PredecessorOrSuccessor)),
            ("xã cũ", "phụ nữ xã a", Some(PredecessorOrSuccessor)),
            ("ban dân vận cũ", "ban tgdv", Some(PredecessorOrSuccessor)),
            ("sở cũ", "sở mới 1", Some(PredecessorOrSuccessor)),
            ("tỉnh cũ", "tỉnh", Some(PredecessorOrSuccessor)),
            // Two heirs of one unit are strangers; so are the bodies of a merged province.
            ("sở mới 1", "sở mới 2", None),
            ("tỉnh cũ", "sở gd", None),
            ("unknown", "xã a", None),
        ];
        let organisation = organisation();
        for (member, nominating, expected) in table {
            assert_eq!(
                organisation.ground(&[member], &nominating, Facts::default()),
                expected,
                "{member} × {nominating}"
            );
        }
    }

    #[test]
    fn units_merged_into_one_are_one() {
        let organisation: Organisation<&str> = Organisation::new(&[], &[("a", "c"), ("b", "c")]);
        assert_eq!(
            organisation.ground(&["a"], &"b", Facts::default()),
            Some(Ground::PredecessorOrSuccessor)
        );
    }

    #[test]
    fn the_gravest_ground_of_all_memberships_and_declarations_is_given() {
        let organisation = organisation();
        let everything = Facts {
            author: true,
            kin_declared: true,
            declared: true,
        };
        assert_eq!(
            organisation.ground(&["xã b", "xã a"], &"xã a", everything),
            Some(Ground::OwnUnit)
        );
        assert_eq!(
            organisation.ground(&["xã b"], &"xã a", everything),
            Some(Ground::Author)
        );
        assert_eq!(
            organisation.ground(
                &["xã b"],
                &"xã a",
                Facts {
                    declared: true,
                    ..Facts::default()
                }
            ),
            Some(Ground::Declared)
        );
        assert_eq!(
            organisation.ground(
                &[],
                &"xã a",
                Facts {
                    kin_declared: true,
                    declared: true,
                    author: false
                }
            ),
            Some(Ground::KinDeclared)
        );
        assert_eq!(
            organisation.ground(&["xã b", "tỉnh"], &"xã a", Facts::default()),
            None
        );
    }

    #[test]
    fn grounds_read_back_from_their_text() {
        for ground in Ground::ALL {
            assert_eq!(Ground::from_text(ground.as_str()), Some(ground));
        }
        assert_eq!(Ground::from_text(""), None);
    }

    proptest! {
        /// Whatever the tree and its history, even cyclic: it ends, a unit conflicts with itself, and the answer is
        /// the same from both sides up to who stands above.
        #[test]
        fn conflicts_are_mutual(
            links in prop::collection::vec((0u8..12, prop::option::of(0u8..12), any::<bool>()), 0..20),
            successions in prop::collection::vec((0u8..12, 0u8..12), 0..10),
            one in 0u8..12, other in 0u8..12,
        ) {
            let links: Vec<_> = links.into_iter().map(|(id, parent_id, place)| UnitLink { id, parent_id, place }).collect();
            let organisation = Organisation::new(&links, &successions);
            let there = organisation.ground(&[one], &other, Facts::default());
            let back = organisation.ground(&[other], &one, Facts::default());
            prop_assert_eq!(there.is_some(), back.is_some());
            prop_assert_eq!(there == Some(Ground::OwnUnit), one == other);
        }
    }
}
