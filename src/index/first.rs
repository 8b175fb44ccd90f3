//! The first few of many, without keeping the many.

use std::cmp::Ordering;

/// How many more than wanted are gathered before all but the first are dropped.
const SPARE: usize = 200;

/// Takes items one by one and keeps the first `most` of them in an order.
pub(super) struct First<T, O> {
    most: usize,
    order: O,
    kept: Vec<T>,
    /// Whatever does not come before this is not among the first.
    last: Option<T>,
}

impl<T: Copy, O: Fn(&T, &T) -> Ordering> First<T, O> {
    /// Keeps none yet. Of items that are equal in the order any may be kept: it should tell all apart.
    pub fn new(most: usize, order: O) -> First<T, O> {
        First {
            most,
            order,
            kept: Vec::new(),
            last: None,
        }
    }

    /// Takes one more.
    pub fn add(&mut self, item: T) {
        let is_late = |last: &T| (self.order)(&item, last) != Ordering::Less;
        if self.last.as_ref().is_some_and(is_late) {
            return;
        }
        self.kept.push(item);
        if self.kept.len() >= 2 * self.most + SPARE {
            self.drop_late();
            self.last = self.kept.last().copied();
        }
    }

    /// Those that come first, in order.
    pub fn sorted(mut self) -> Vec<T> {
        self.drop_late();
        self.kept.sort_unstable_by(&self.order);
        self.kept
    }

    /// Leaves the first, the last of them at the end.
    fn drop_late(&mut self) {
        if self.most == 0 {
            self.kept.clear();
        } else if self.most < self.kept.len() {
            self.kept.select_nth_unstable_by(self.most - 1, &self.order);
            self.kept.truncate(self.most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_that_sorting_everything_puts_first(
            items in proptest::collection::vec(any::<u16>(), 0..2_000),
            most in 0usize..50,
        ) {
            let mut first = First::new(most, u16::cmp);
            for &item in &items {
                first.add(item);
            }
            let mut sorted = items;
            sorted.sort_unstable();
            sorted.truncate(most);
            prop_assert_eq!(first.sorted(), sorted);
        }
    }
}
