//! One segment of a state of the index: its words and its columns.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::columns::Columns;
use super::document::{Fields, Layer};
use super::error::{Doing, IndexError};
use super::id_key::id_key;

/// A segment with its decoded columns.
#[derive(Clone)]
pub(super) struct Segment {
    pub reader: SegmentReader,
    pub columns: Arc<Columns>,
    pub fields: Arc<Fields>,
}

impl Segment {
    /// The models that are not deleted, in order of document.
    pub fn living(&self) -> impl Iterator<Item = DocId> + '_ {
        self.reader.doc_ids_alive()
    }

    /// The model of an id, if it is in this segment and not deleted.
    pub fn find(&self, id: &str) -> Result<Option<DocId>, IndexError> {
        let field = self.fields.id;
        let term = Term::from_field_bytes(field, &id_key(id));
        let ids = self.reader.inverted_index(field).doing("reading ids")?;
        let postings = ids
            .read_postings(&term, IndexRecordOption::Basic)
            .doing("looking an id up")?;
        let Some(mut postings) = postings else {
            return Ok(None);
        };
        let alive = self.reader.alive_bitset();
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                return Ok(Some(doc));
            }
            doc = postings.advance();
        }
        Ok(None)
    }

    /// How long the texts of each model are in a layer, in keys.
    pub fn lengths(&self, layer: Layer) -> Result<FieldNormReader, IndexError> {
        let field = self.fields.words.get(layer);
        self.reader
            .get_fieldnorms_reader(field)
            .doing("reading lengths")
    }

    /// Keys of all its models in a layer, deleted ones too.
    pub fn total_length(&self, layer: Layer) -> Result<u64, IndexError> {
        let field = self.fields.words.get(layer);
        let words = self.reader.inverted_index(field).doing("reading words")?;
        Ok(words.total_num_tokens())
    }

    /// Where a key stands in this segment, with its frequencies.
    pub fn postings(&self, layer: Layer, key: &str) -> Result<Option<SegmentPostings>, IndexError> {
        self.look_up(layer, key, |inverted, term| {
            inverted.read_postings(term, IndexRecordOption::WithFreqs)
        })
    }

    /// In how many models a key stands, deleted ones too, and whether any of them is not deleted.
    pub fn holders(&self, layer: Layer, key: &str) -> Result<(u32, bool), IndexError> {
        let Some(alive) = self.reader.alive_bitset() else {
            let holders = self.look_up(layer, key, InvertedIndexReader::doc_freq)?;
            return Ok((holders, holders > 0));
        };
        let Some(mut postings) = self.blocks(layer, key)? else {
            return Ok((0, false));
        };
        let holders = postings.doc_freq();
        while !postings.docs().is_empty() {
            if postings.docs().iter().any(|&doc| alive.is_alive(doc)) {
                return Ok((holders, true));
            }
            postings.advance();
        }
        Ok((holders, false))
    }

    /// The same as [`Segment::postings`], a block at a time.
    pub fn blocks(
        &self,
        layer: Layer,
        key: &str,
    ) -> Result<Option<BlockSegmentPostings>, IndexError> {
        self.look_up(layer, key, |inverted, term| {
            inverted.read_block_postings(term, IndexRecordOption::WithFreqs)
        })
    }

    fn look_up<T>(
        &self,
        layer: Layer,
        key: &str,
        read: impl FnOnce(&InvertedIndexReader, &Term) -> std::io::Result<T>,
    ) -> Result<T, IndexError> {
        let term = Term::from_field_text(self.fields.words.get(layer), key);
        let inverted = self
            .reader
            .inverted_index(term.field())
            .doing("reading words")?;
        read(&inverted, &term).doing("reading where a word stands")
    }
}
