//! What a ranker gives: the models that answer, in short lists.
//!
//! One long list would be copied whenever it outgrows its place, and every thread that ever searched would keep the
//! memory of its longest.

use tantivy::DocId;

use super::parallel::{Part, WORTH_A_PART, each, each_mut};

/// How many models stand in one list at most: 48 KiB.
const LIST: usize = 4_096;

/// A model that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub doc: DocId,
    /// Higher is better; comparable within one ranking only.
    pub score: f32,
    /// Share of the query that the model holds, 0 to 1, rare words weighing more.
    pub cover: f32,
}

/// Models that answer, by segment and then by document.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Ranking(Vec<List>);

/// Models of one segment.
#[derive(Debug, PartialEq)]
pub(super) struct List {
    pub segment: usize,
    pub models: Vec<Scored>,
}

impl Ranking {
    /// Adds models that come after all those that are there.
    pub fn add(&mut self, segment: usize, models: impl IntoIterator<Item = Scored>) {
        let mut models = models.into_iter();
        loop {
            let open = |list: &&mut List| list.segment == segment && list.models.len() < LIST;
            let Some(list) = self.0.last_mut().filter(open) else {
                let models = Vec::new();
                self.0.push(List { segment, models });
                continue;
            };
            let room = LIST - list.models.len();
            list.models.extend(models.by_ref().take(room));
            if list.models.len() < LIST {
                return;
            }
        }
    }

    /// Adds a ranking of models that come after all those that are there.
    pub fn append(&mut self, mut later: Ranking) {
        self.0.append(&mut later.0);
    }

    /// How many models there are.
    pub fn len(&self) -> usize {
        self.lists().map(|(_, models)| models.len()).sum()
    }

    /// Whether no model answers.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All models, in order: the number of their segment, and some of those there.
    pub fn lists(&self) -> impl Iterator<Item = (usize, &[Scored])> {
        self.0
            .iter()
            .map(|list| (list.segment, list.models.as_slice()))
    }

    /// What `work` makes of all lists, in one share for each processor where they are many: in order.
    pub fn each_share<T: Send>(&self, work: impl Fn(&[List]) -> T + Sync) -> Vec<T> {
        let shares = if self.is_long() {
            rayon::current_num_threads()
        } else {
            1
        };
        let shares: Vec<&[List]> = self
            .0
            .chunks(self.0.len().div_ceil(shares).max(1))
            .collect();
        each(&shares, true, |lists| work(lists))
    }

    /// Lets `work` score the models of each list anew, or drop some.
    pub fn change_each_list(&mut self, work: impl Fn(usize, &mut Vec<Scored>) + Sync) {
        let is_long = self.is_long();
        each_mut(&mut self.0, is_long, |list| {
            work(list.segment, &mut list.models);
        });
    }

    /// Whether going through it is worth sharing.
    fn is_long(&self) -> bool {
        self.len() >= WORTH_A_PART
    }

    /// The models of a segment, in order.
    pub fn of(&self, segment: usize) -> impl Iterator<Item = &[Scored]> {
        self.lists()
            .filter(move |(number, _)| *number == segment)
            .map(|(_, models)| models)
    }

    /// A model of a segment, to score it anew.
    pub fn find_mut(&mut self, segment: usize, doc: DocId) -> Option<&mut Scored> {
        let reaches = |list: &&mut List| {
            let last = list.models.last();
            list.segment == segment && last.is_some_and(|last| doc <= last.doc)
        };
        let models = &mut self.0.iter_mut().find(reaches)?.models;
        let at = models.binary_search_by_key(&doc, |model| model.doc);
        at.ok().map(|at| &mut models[at])
    }

    /// Leaves the models that answer well enough.
    pub fn retain(&mut self, enough: impl Fn(&Scored) -> bool + Sync) {
        self.change_each_list(|_, models| models.retain(&enough));
    }

    /// The models of a part, in order.
    pub fn within(&self, part: &Part) -> impl Iterator<Item = &[Scored]> {
        let docs = part.docs.clone();
        self.of(part.number).map(move |models| {
            let start = models.partition_point(|model| model.doc < docs.start);
            let end = models.partition_point(|model| model.doc < docs.end);
            &models[start..end]
        })
    }

    /// A model of a segment, if it answers.
    pub fn find(&self, segment: usize, doc: DocId) -> Option<Scored> {
        self.of(segment).find_map(|models| {
            let at = models.binary_search_by_key(&doc, |model| model.doc);
            at.ok().map(|at| models[at])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(docs: std::ops::Range<DocId>) -> impl Iterator<Item = Scored> {
        docs.map(|doc| Scored {
            doc,
            score: doc as f32,
            cover: 1.0,
        })
    }

    #[test]
    fn lists_are_short_and_hold_every_model_once_in_order() {
        let mut ranking = Ranking::default();
        assert!(ranking.is_empty());
        ranking.add(0, scored(0..10));
        ranking.add(0, scored(10..9_000));
        ranking.add(2, scored(0..0));
        ranking.add(3, scored(5..7));
        let mut later = Ranking::default();
        later.add(3, scored(7..4_200));
        ranking.append(later);

        assert_eq!(ranking.len(), 9_000 + 4_195);
        assert!(ranking.lists().all(|(_, models)| models.len() <= LIST));
        let all = ranking
            .lists()
            .flat_map(|(segment, models)| models.iter().map(move |model| (segment, model.doc)));
        let expected = (0..9_000).map(|doc| (0, doc));
        assert!(all.eq(expected.chain((5..4_200).map(|doc| (3, doc)))));
        assert_eq!(
            ranking.find(0, 8_192).map(|model| model.score),
            Some(8_192.0)
        );
        assert_eq!(ranking.find(3, 4), None);
        assert_eq!(ranking.find(2, 5), None);
    }
}
