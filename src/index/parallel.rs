//! Work on a large index in parts, on all processors: a search waits for the slowest part only. However many search at
//! once, they share the same few threads.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tantivy::DocId;

use super::error::IndexError;
use super::segment::Segment;
use super::snapshot::Snapshot;

/// Models that are worth a part of their own: another thread takes some 20 µs to wake, and each part looks up every word.
pub(super) const WORTH_A_PART: usize = 20_000;
/// Threads that help searches at this moment. Where many search at once they share the processors among themselves.
static HELPING: AtomicUsize = AtomicUsize::new(0);
/// Models that are looked at together: what is known of them while they are ranked lies in 80 KiB.
const TOGETHER: DocId = 4_096;

/// Among how many threads a search is shared, how few models are not worth sharing, and how many of a part are looked at
/// together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sharing {
    pub threads: usize,
    pub worth: usize,
    pub together: DocId,
}

impl Sharing {
    /// As many threads as this machine has processors.
    pub fn of_machine() -> Sharing {
        Sharing {
            threads: rayon::current_num_threads(),
            worth: WORTH_A_PART,
            together: TOGETHER,
        }
    }
}

/// Neighbouring models of one segment.
#[derive(Clone)]
pub(super) struct Part<'s> {
    /// Which segment of the snapshot it is.
    pub number: usize,
    pub segment: &'s Segment,
    pub docs: Range<DocId>,
}

impl Snapshot {
    /// What `work`, which looks at about so many models, makes of all of them, cut into parts: by segment, then by model.
    /// A segment that holds nearly everything, as one does after a rebuild, is shared among the processors too.
    /// Err: that of the first of the parts that has one.
    pub fn each_part<'s, T: Send>(
        &'s self,
        models: usize,
        work: impl Fn(&Part<'s>) -> Result<T, IndexError> + Sync,
    ) -> Result<Vec<(usize, T)>, IndexError> {
        let sizes = self.segments.iter().map(|one| one.reader.max_doc());
        let parts: Vec<Part> = cut(sizes, self.sharing)
            .map(|(number, docs)| Part {
                number,
                segment: &self.segments[number],
                docs,
            })
            .collect();
        let work = |part: &Part<'s>| Ok((part.number, work(part)?));
        each(&parts, models >= self.sharing.worth, work)
            .into_iter()
            .collect()
    }
}

/// What `work` makes of each item, in their order: with the help of the other processors where it is `much`, else on this
/// thread alone.
pub(super) fn each<I: Sync, T: Send>(
    items: &[I],
    much: bool,
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let mut made: Vec<Option<T>> = items.iter().map(|_| None).collect();
    let todo = items.iter().zip(&mut made).collect();
    taken_in_turns(
        todo,
        threads_for(much),
        &HELPING,
        |(item, made): (&I, &mut Option<T>)| {
            *made = Some(work(item));
        },
    );
    made.into_iter().flatten().collect()
}

/// The same for items that are changed.
pub(super) fn each_mut<I: Send>(items: &mut [I], much: bool, work: impl Fn(&mut I) + Sync) {
    let items = items.iter_mut().collect();
    taken_in_turns(items, threads_for(much), &HELPING, work);
}

/// How many threads may work on something at most.
fn threads_for(much: bool) -> usize {
    if much {
        rayon::current_num_threads()
    } else {
        1
    }
}

/// Each item is taken by whoever is free: this thread, which begins at once, and those that help it, on so many threads at
/// most: on this one alone where so many are `helping` already.
fn taken_in_turns<I: Send>(
    items: Vec<I>,
    threads: usize,
    helping: &AtomicUsize,
    work: impl Fn(I) + Sync,
) {
    let others = 1..threads.min(items.len());
    let left = Mutex::new(items.into_iter());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take = || {
        while let Some(item) = next() {
            work(item);
        }
    };
    rayon::in_place_scope(|scope| {
        for helper in others.map_while(|_| Helper::beside(helping, threads)) {
            let take = &take;
            scope.spawn(move |_| {
                let _until_done = helper;
                take();
            });
        }
        take();
    });
}

/// One of the threads that help, until it is dropped.
struct Helper<'h>(&'h AtomicUsize);

impl<'h> Helper<'h> {
    /// One more beside those that help, unless they are so many: whoever waited for one that is busy with other work would
    /// rather have done it alone.
    fn beside(helping: &'h AtomicUsize, most: usize) -> Option<Helper<'h>> {
        let one_more = |now| (now < most).then_some(now + 1);
        helping
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more)
            .ok()
            .map(|_| Helper(helping))
    }
}

impl Drop for Helper<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The parts of segments of these sizes: about one for each thread, or fewer where they would be small.
fn cut(
    sizes: impl Iterator<Item = u32> + Clone,
    sharing: Sharing,
) -> impl Iterator<Item = (usize, Range<DocId>)> {
    let models: usize = sizes.clone().map(|size| size as usize).sum();
    let size = models
        .div_ceil(sharing.threads.max(1))
        .max(sharing.worth.max(1));
    let step = u32::try_from(size).unwrap_or(u32::MAX);
    sizes.enumerate().flat_map(move |(number, max_doc)| {
        (0..max_doc)
            .step_by(size)
            .map(move |start| (number, start..start.saturating_add(step).min(max_doc)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Barrier;
    use std::thread;

    #[test]
    fn results_stand_in_order_however_much_there_is_to_do() {
        let items: Vec<u32> = (0..100).collect();
        let doubled: Vec<u32> = items.iter().map(|item| item * 2).collect();
        for much in [false, true] {
            assert_eq!(each(&items, much, |item| item * 2), doubled);
            let mut changed = items.clone();
            each_mut(&mut changed, much, |item| *item *= 2);
            assert_eq!(changed, doubled);
            assert!(each(&[], much, |item: &u32| *item).is_empty());
        }
    }

    #[test]
    fn little_is_done_on_this_thread_alone() {
        let here = thread::current().id();
        let threads = each(&[(); 50], false, |()| thread::current().id());
        assert!(threads.iter().all(|id| *id == here));
    }

    #[test]
    fn where_enough_help_already_one_works_alone() {
        let (helping, here) = (AtomicUsize::new(2), thread::current().id());
        taken_in_turns(vec![(); 50], 2, &helping, |()| {
            assert_eq!(thread::current().id(), here);
        });
        assert_eq!(helping.into_inner(), 2);
    }

    #[test]
    fn two_threads_work_at_the_same_time() {
        let (helping, both) = (AtomicUsize::new(0), Barrier::new(2));
        // With one thread the first piece of work would wait for ever.
        taken_in_turns(vec![(); 2], 2, &helping, |()| {
            both.wait();
        });
        assert_eq!(helping.into_inner(), 0, "whoever helped is done");
    }

    #[test]
    fn one_large_segment_is_shared_and_small_ones_are_not_cut() {
        let cut = |sizes: &[u32], threads| -> Vec<_> {
            let machine = Sharing::of_machine();
            super::cut(sizes.iter().copied(), Sharing { threads, ..machine }).collect()
        };
        assert_eq!(
            cut(&[99_000, 1_000], 2),
            [(0, 0..50_000), (0, 50_000..99_000), (1, 0..1_000)]
        );
        assert_eq!(cut(&[15_000, 4_000], 8), [(0, 0..15_000), (1, 0..4_000)]);
        assert_eq!(cut(&[], 2), []);
    }

    proptest! {
        #[test]
        fn parts_hold_every_model_once_and_in_order(
            sizes in proptest::collection::vec(1u32..300_000, 0..6),
            threads in 0usize..40,
            worth in 0usize..30_000,
        ) {
            let mut next = vec![0; sizes.len()];
            let mut former = 0;
            let sharing = Sharing { threads, worth, together: TOGETHER };
            for (number, docs) in cut(sizes.iter().copied(), sharing) {
                prop_assert!(former <= number);
                former = number;
                prop_assert_eq!(docs.start, next[number]);
                prop_assert!(docs.end > docs.start);
                next[number] = docs.end;
            }
            prop_assert_eq!(next, sizes);
        }
    }
}
