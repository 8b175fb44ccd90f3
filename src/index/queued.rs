//! What waits to be written: the library's own queue holds ten thousand documents, tens of megabytes of them.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// A queue to a writer's thread that holds a bounded number of documents.
pub(super) struct Queue(Arc<Free>);

/// How many more documents the queue takes.
struct Free {
    count: Mutex<usize>,
    grown: Condvar,
}

/// A document in the queue. It leaves the queue when it is dropped: written, or given up by a writer that failed.
pub(super) struct Queued {
    document: TantivyDocument,
    queue: Arc<Free>,
}

impl Queue {
    /// An empty queue that takes `most` documents.
    pub fn of(most: usize) -> Queue {
        Queue(Arc::new(Free {
            count: Mutex::new(most),
            grown: Condvar::new(),
        }))
    }

    /// Waits until the queue has room, and takes it for the document.
    pub fn join(&self, document: TantivyDocument) -> Queued {
        let count = self.0.count.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |count: &mut usize| *count == 0;
        let mut count = self
            .0
            .grown
            .wait_while(count, full)
            .unwrap_or_else(PoisonError::into_inner);
        *count -= 1;
        drop(count);
        Queued {
            document,
            queue: Arc::clone(&self.0),
        }
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        let count = self.queue.count.lock();
        *count.unwrap_or_else(PoisonError::into_inner) += 1;
        self.queue.grown.notify_one();
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;
    use tantivy::schema::Field;

    #[test]
    fn no_more_documents_wait_than_the_queue_takes() {
        let (queue, waiting) = (Queue::of(3), AtomicUsize::new(0));
        let (sender, receiver) = mpsc::channel();
        let most = std::thread::scope(|scope| {
            let writing = scope.spawn(|| {
                let mut most = 0;
                for queued in receiver {
                    most = most.max(waiting.fetch_sub(1, Ordering::SeqCst));
                    drop::<Queued>(queued);
                }
                most
            });
            for _ in 0..1_000 {
                let queued = queue.join(TantivyDocument::new());
                waiting.fetch_add(1, Ordering::SeqCst);
                sender.send(queued).unwrap();
            }
            drop(sender);
            writing.join().unwrap()
        });
        assert!((1..=3).contains(&most), "{most}");
        assert_eq!(*queue.0.count.lock().unwrap(), 3);
    }

    #[test]
    fn a_queued_document_is_what_was_queued() {
        let field = Field::from_field_id(0);
        let mut document = TantivyDocument::new();
        document.add_text(field, "hiến đất");
        document.add_u64(field, 7);
        let queued = Queue::of(1).join(document.clone());
        assert_eq!(queued.into_tantivy_document(), document);
    }
}
