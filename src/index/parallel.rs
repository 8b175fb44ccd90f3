//! Work on a large index in parts, on several threads: a search waits for the slowest of them only.

use std::ops::Range;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tantivy::DocId;

use super::error::IndexError;
use super::snapshot::{Segment, Snapshot};

/// Models that are worth a part of their own: a thread takes some 50 µs to start, and each part looks up every word.
const WORTH_A_PART: u32 = 20_000;
/// To ask reads several files, which would be felt in every search.
static PROCESSORS: LazyLock<u32> = LazyLock::new(|| {
    thread::available_parallelism()
        .map_or(1, |count| u32::try_from(count.get()).unwrap_or(u32::MAX))
});

/// Neighbouring models of one segment.
#[derive(Clone)]
pub(super) struct Part<'s> {
    /// Which segment of the snapshot it is.
    pub number: usize,
    pub segment: &'s Segment,
    pub docs: Range<DocId>,
}

impl Snapshot {
    /// What `work` makes of all models, cut into parts: by segment, then by model. A segment that holds nearly everything,
    /// as one does after a rebuild, is shared among the processors too. Err: that of the first part that has one.
    pub fn each_part<'s, T: Send>(
        &'s self,
        work: impl Fn(&Part<'s>) -> Result<T, IndexError> + Sync,
    ) -> Result<Vec<(usize, T)>, IndexError> {
        let sizes = self.segments.iter().map(|one| one.reader.max_doc());
        let parts: Vec<Part> = cut(sizes, *PROCESSORS)
            .map(|(number, docs)| Part {
                number,
                segment: &self.segments[number],
                docs,
            })
            .collect();
        spread(&parts, *PROCESSORS as usize, |part| {
            Ok((part.number, work(part)?))
        })
        .into_iter()
        .collect()
    }
}

/// The parts of segments of these sizes: about one for each processor, or fewer where they would be small.
fn cut(
    sizes: impl Iterator<Item = u32> + Clone,
    processors: u32,
) -> impl Iterator<Item = (usize, Range<DocId>)> {
    let models: u32 = sizes.clone().sum();
    let size = models.div_ceil(processors.max(1)).max(WORTH_A_PART);
    sizes.enumerate().flat_map(move |(number, max_doc)| {
        (0..max_doc)
            .step_by(size as usize)
            .map(move |start| (number, start..start.saturating_add(size).min(max_doc)))
    })
}

/// What `work` makes of each item, in their order, on at most so many threads.
fn spread<'i, I: Sync, T: Send>(
    items: &'i [I],
    threads: usize,
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
        let others: Vec<_> = (1..threads.min(items.len()))
            .map(|_| scope.spawn(take))
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
            assert_eq!(spread(&items, threads, |item| item * 2), doubled);
        }
        assert!(spread(&[] as &[u32], 4, |item| *item).is_empty());
    }

    #[test]
    fn two_threads_work_at_the_same_time() {
        let both = Barrier::new(2);
        // With one thread the first piece of work would wait for ever.
        let leaders = spread(&[(), ()], 2, |()| both.wait().is_leader());
        assert_eq!(leaders.iter().filter(|leader| **leader).count(), 1);
    }

    #[test]
    fn one_large_segment_is_shared_and_small_ones_are_not_cut() {
        let cut = |sizes: &[u32], processors| -> Vec<_> {
            super::cut(sizes.iter().copied(), processors).collect()
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
            processors in 1u32..40,
        ) {
            let mut next = vec![0; sizes.len()];
            let mut former = 0;
            for (number, docs) in cut(sizes.iter().copied(), processors) {
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
