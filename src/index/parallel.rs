//! Work on a large index in parts, on several threads: a search waits for the slowest of them only.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tantivy::DocId;

use super::error::IndexError;
use super::segment::Segment;
use super::snapshot::Snapshot;

/// Models that are worth a part of their own: a thread takes some 50 µs to start, and each part looks up every word.
const WORTH_A_PART: usize = 20_000;
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
    /// As many threads as this machine has processors. Asking reads several files.
    pub fn of_machine() -> Sharing {
        Sharing {
            threads: thread::available_parallelism().map_or(1, usize::from),
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
    /// Err: that of the first part that has one.
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
        let Sharing { threads, worth, .. } = self.sharing;
        let threads = if models < worth { 1 } else { threads };
        let work = |part: &Part<'s>| Ok((part.number, work(part)?));
        spread(&parts, threads, &HELPING, work)
            .into_iter()
            .collect()
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

/// What `work` makes of each item, in their order, on at most so many threads: on this one alone where so many help
/// already, or where the machine gives no more.
fn spread<'i, I: Sync, T: Send>(
    items: &'i [I],
    threads: usize,
    helping: &AtomicUsize,
    work: impl Fn(&'i I) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut made = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else {
                return made;
            };
            made.push((number, work(item)));
        }
    };
    let mut made = thread::scope(|scope| {
        let help = |helper| {
            let take = &take;
            let helped = move || {
                let _until_done = helper;
                take()
            };
            thread::Builder::new().spawn_scoped(scope, helped).ok()
        };
        let others: Vec<_> = (1..threads.min(items.len()))
            .map_while(|_| help(Helper::beside(helping, threads)?))
            .collect();
        let mut made = take();
        for other in others {
            match other.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_unstable_by_key(|(number, _)| *number);
    made.into_iter().map(|(_, result)| result).collect()
}

/// One of the threads that help, until it is dropped.
struct Helper<'h>(&'h AtomicUsize);

impl<'h> Helper<'h> {
    /// One more beside those that help, unless they are so many.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Barrier;

    #[test]
    fn results_stand_in_order_however_many_threads_there_are() {
        let items: Vec<u32> = (0..100).collect();
        let doubled: Vec<u32> = items.iter().map(|item| item * 2).collect();
        for threads in [0, 1, 2, 7, 1_000] {
            let helping = AtomicUsize::new(0);
            assert_eq!(spread(&items, threads, &helping, |item| item * 2), doubled);
            assert_eq!(helping.into_inner(), 0, "whoever helped is done");
        }
        let none: [u32; 0] = [];
        assert!(spread(&none, 4, &AtomicUsize::new(0), |item| *item).is_empty());
    }

    #[test]
    fn where_enough_help_already_one_works_alone() {
        let helping = AtomicUsize::new(2);
        let threads = spread(&[(); 50], 2, &helping, |()| thread::current().id());
        assert!(threads.iter().all(|id| *id == thread::current().id()));
        assert_eq!(helping.into_inner(), 2);
    }

    #[test]
    fn two_threads_work_at_the_same_time() {
        let both = Barrier::new(2);
        // With one thread the first piece of work would wait for ever.
        let leaders = spread(&[(), ()], 2, &AtomicUsize::new(0), |()| {
            both.wait().is_leader()
        });
        assert_eq!(leaders.iter().filter(|leader| **leader).count(), 1);
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
