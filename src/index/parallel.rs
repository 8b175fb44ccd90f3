//! Work on the segments of a large index, on several threads: a search waits for the slowest of them only.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::error::IndexError;
use super::snapshot::{Segment, Snapshot};

/// Models from which a second thread is worth its start (some 50 µs).
const WORTH_A_THREAD: u32 = 20_000;

impl Snapshot {
    /// What `work` makes of each segment with its number, in their order. Err: that of the first segment that has one.
    pub fn each_segment<'s, T: Send>(
        &'s self,
        work: impl Fn(usize, &'s Segment) -> Result<T, IndexError> + Sync,
    ) -> Result<Vec<T>, IndexError> {
        let models: u32 = self.segments.iter().map(|one| one.reader.max_doc()).sum();
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let threads = processors.min((models / WORTH_A_THREAD) as usize);
        spread(&self.segments, threads, work).into_iter().collect()
    }
}

/// What `work` makes of each item with its number, in their order, on at most so many threads.
fn spread<'i, I: Sync, T: Send>(
    items: &'i [I],
    threads: usize,
    work: impl Fn(usize, &'i I) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut made = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else {
                return made;
            };
            made.push((number, work(number, item)));
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
    use std::sync::Barrier;

    #[test]
    fn results_stand_in_order_however_many_threads_there_are() {
        let items: Vec<u32> = (0..100).collect();
        let doubled: Vec<u32> = items.iter().map(|item| item * 2).collect();
        for threads in [0, 1, 2, 7, 1_000] {
            assert_eq!(spread(&items, threads, |_, item| item * 2), doubled);
        }
        assert!(spread(&[] as &[u32], 4, |_, item| *item).is_empty());
    }

    #[test]
    fn two_threads_work_at_the_same_time() {
        let both = Barrier::new(2);
        // With one thread the first piece of work would wait for ever.
        let leaders = spread(&[(), ()], 2, |_, ()| both.wait().is_leader());
        assert_eq!(leaders.iter().filter(|leader| **leader).count(), 1);
    }
}
