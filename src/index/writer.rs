//! The writer of an index: takes documents, writes them in a thread of its own, commits them.

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

use super::error::{Doing, IndexError};
use super::queued::{Queue, Queued};

/// Memory for documents not yet written, in bytes. More makes fewer, larger segments.
const MEMORY: usize = 50_000_000;
/// Documents that wait to be written: enough for the writer to have work while a batch is read.
const WAITING: usize = 1_000;
/// Threads that join segments. One is enough beside the thread that writes them, and several would each keep memory.
const JOINING: usize = 1;
/// Share of deleted documents from which a segment is written anew.
const DELETED_SHARE: f32 = 0.2;

/// The one writer of an index.
pub(super) struct Writer {
    writer: IndexWriter<Queued>,
    queue: Queue,
}

impl Writer {
    /// Err: another writer has the index, or its folder cannot be written.
    pub fn open(index: &Index) -> Result<Writer, IndexError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(JOINING)
            .build();
        let writer = index
            .writer_with_options(options)
            .doing("opening it for writing")?;
        let mut joining = LogMergePolicy::default();
        joining.set_del_docs_ratio_before_merge(DELETED_SHARE);
        writer.set_merge_policy(Box::new(joining));
        let queue = Queue::of(WAITING);
        Ok(Writer { writer, queue })
    }

    /// Adds a document, once there is room for it.
    pub fn add(&self, document: TantivyDocument) -> Result<(), IndexError> {
        self.writer
            .add_document(self.queue.join(document))
            .map(drop)
            .doing("adding a model")
    }

    /// Removes the documents added before that have a term.
    pub fn remove(&self, term: Term) {
        self.writer.delete_term(term);
    }

    /// Removes all documents.
    pub fn remove_all(&self) -> Result<(), IndexError> {
        self.writer
            .delete_all_documents()
            .map(drop)
            .doing("forgetting all models")
    }

    /// Writes what was added and removed, together with the number of the log it brings the index to.
    pub fn commit(&mut self, seq: i64) -> Result<(), IndexError> {
        let mut commit = self.writer.prepare_commit().doing("writing changes")?;
        commit.set_payload(&seq.to_string());
        commit.commit().map(drop).doing("committing changes")
    }

    /// Ends it, once no parts are being joined.
    pub fn end(self) -> Result<(), IndexError> {
        self.writer
            .wait_merging_threads()
            .doing("joining its parts")
    }
}
