//! One state of the index, unchanging: everything a search reads. A search keeps the state it began with.

use std::sync::Arc;

use tantivy::postings::{BlockSegmentPostings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    DocId, DocSet, IndexReader, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term,
};

use super::columns::Columns;
use super::document::{Fields, Layer, WordFields, id_key};
use super::error::{Doing, IndexError};
use super::parallel::Sharing;
use super::plan::Choice;

/// Whose words a search may touch: the sets of word fields it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Public models only. Their words are in fields of their own, so that neither a score, nor a count,
    /// nor a spelling tells of any other model.
    Public,
    /// All models.
    All,
}

impl Scope {
    /// The one place that decides what a public search reads.
    pub fn fields(self, fields: &Fields) -> impl Iterator<Item = &WordFields> {
        let sets = [&fields.public, &fields.hidden];
        let count = match self {
            Scope::Public => 1,
            Scope::All => 2,
        };
        sets.into_iter().take(count)
    }

    fn admits(self, columns: &Columns, doc: DocId) -> bool {
        match self {
            Scope::Public => columns.public[doc as usize],
            Scope::All => true,
        }
    }
}

/// A segment with its decoded columns.
pub(super) struct Segment {
    pub reader: SegmentReader,
    pub columns: Arc<Columns>,
}

impl Segment {
    /// The models a scope may see, in order of document.
    pub fn visible(&self, scope: Scope) -> impl Iterator<Item = DocId> + '_ {
        self.reader
            .doc_ids_alive()
            .filter(move |&doc| scope.admits(&self.columns, doc))
    }
}

/// A state of the index.
pub(super) struct Snapshot {
    pub fields: Arc<Fields>,
    pub segments: Vec<Segment>,
    pub seq: i64,
    /// Models in the public set and in both sets, as BM25 counts them (deleted ones included until merged).
    counts: [f32; 2],
    /// How a search of it is shared among threads.
    pub sharing: Sharing,
    /// Keeps the files of this state from being collected.
    _searcher: Searcher,
}

impl Snapshot {
    /// The newest committed state; columns are taken over from `former` where its segments live on.
    pub fn load(
        reader: &IndexReader,
        fields: &Arc<Fields>,
        seq: i64,
        former: Option<&Snapshot>,
    ) -> Result<Snapshot, IndexError> {
        reader.reload().doing("loading its newest state")?;
        let searcher = reader.searcher();
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        for reader in searcher.segment_readers() {
            let known = former.and_then(|former| {
                former
                    .segments
                    .iter()
                    .find(|known| known.reader.segment_id() == reader.segment_id())
            });
            let columns = match known {
                Some(known) => Arc::clone(&known.columns),
                None => Arc::new(Columns::read(reader).doing("reading its columns")?),
            };
            segments.push(Segment {
                reader: reader.clone(),
                columns,
            });
        }
        let public: usize = segments
            .iter()
            .map(|segment| {
                segment
                    .columns
                    .public
                    .iter()
                    .filter(|&&public| public)
                    .count()
            })
            .sum();
        let all: usize = segments
            .iter()
            .map(|segment| segment.columns.public.len())
            .sum();
        Ok(Snapshot {
            fields: Arc::clone(fields),
            segments,
            seq,
            counts: [public as f32, all as f32],
            sharing: former.map_or_else(Sharing::of_machine, |former| former.sharing),
            _searcher: searcher,
        })
    }

    /// The same state, searched in other parts.
    #[cfg(test)]
    pub fn shared_as(&self, sharing: Sharing) -> Snapshot {
        let segment = |segment: &Segment| Segment {
            reader: segment.reader.clone(),
            columns: Arc::clone(&segment.columns),
        };
        Snapshot {
            fields: Arc::clone(&self.fields),
            segments: self.segments.iter().map(segment).collect(),
            seq: self.seq,
            counts: self.counts,
            sharing,
            _searcher: self._searcher.clone(),
        }
    }

    /// Models within a scope, as the formula of BM25 counts them.
    pub fn count(&self, scope: Scope) -> f32 {
        self.counts[usize::from(scope == Scope::All)]
    }

    /// In how many models of the scope a key stands; deleted ones count until their segment is written anew, but a key
    /// that only they have stands in none: what was hidden leaves no word behind.
    pub fn doc_freq(&self, scope: Scope, layer: Layer, key: &str) -> Result<u32, IndexError> {
        let (mut total, mut living) = (0, false);
        for segment in &self.segments {
            for words in scope.fields(&self.fields) {
                let (holders, alive) = segment.holders(words, layer, key)?;
                total += holders;
                living |= alive;
            }
        }
        Ok(if living { total } else { 0 })
    }

    /// In how many models of the scope a choice may stand at most: those of its rarest key.
    pub fn holders(&self, scope: Scope, choice: &Choice) -> Result<u32, IndexError> {
        let mut least = u32::MAX;
        for key in choice.keys() {
            least = least.min(self.doc_freq(scope, choice.layer, key)?);
        }
        Ok(least)
    }

    /// How much it tells that something stands in so many models of the scope: BM25's inverse document frequency, never
    /// below 0.
    pub fn rarity(&self, scope: Scope, holders: u32) -> f32 {
        let (count, holders) = (self.count(scope), holders as f32);
        (1.0 + (count - holders + 0.5).max(0.0) / (holders + 0.5)).ln()
    }

    /// Mean length of the combined field in a layer, in keys.
    pub fn mean_length(&self, scope: Scope, layer: Layer) -> Result<f32, IndexError> {
        let mut total = 0;
        for words in scope.fields(&self.fields) {
            for segment in &self.segments {
                total += segment
                    .reader
                    .inverted_index(words.get(layer))
                    .doing("reading words")?
                    .total_num_tokens();
            }
        }
        Ok(total as f32 / self.count(scope).max(1.0))
    }
}

impl Segment {
    /// The model of an id, if it is in this segment, living, and within the scope.
    pub fn find(
        &self,
        id: &str,
        fields: &Fields,
        scope: Scope,
    ) -> Result<Option<DocId>, IndexError> {
        let term = Term::from_field_bytes(fields.id, &id_key(id));
        let ids = self.reader.inverted_index(fields.id).doing("reading ids")?;
        let postings = ids
            .read_postings(&term, IndexRecordOption::Basic)
            .doing("looking an id up")?;
        let Some(mut postings) = postings else {
            return Ok(None);
        };
        let alive = self.reader.alive_bitset();
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) && scope.admits(&self.columns, doc) {
                return Ok(Some(doc));
            }
            doc = postings.advance();
        }
        Ok(None)
    }

    /// Where a key stands in this segment, with its frequencies.
    pub fn postings(
        &self,
        words: &WordFields,
        layer: Layer,
        key: &str,
    ) -> Result<Option<SegmentPostings>, IndexError> {
        self.look_up(words, layer, key, |inverted, term| {
            inverted.read_postings(term, IndexRecordOption::WithFreqs)
        })
    }

    /// In how many models a key stands, deleted ones too, and whether any of them is not deleted.
    fn holders(
        &self,
        words: &WordFields,
        layer: Layer,
        key: &str,
    ) -> Result<(u32, bool), IndexError> {
        let Some(alive) = self.reader.alive_bitset() else {
            let holders = self.look_up(words, layer, key, InvertedIndexReader::doc_freq)?;
            return Ok((holders, holders > 0));
        };
        let Some(mut postings) = self.blocks(words, layer, key)? else {
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
        words: &WordFields,
        layer: Layer,
        key: &str,
    ) -> Result<Option<BlockSegmentPostings>, IndexError> {
        self.look_up(words, layer, key, |inverted, term| {
            inverted.read_block_postings(term, IndexRecordOption::WithFreqs)
        })
    }

    fn look_up<T>(
        &self,
        words: &WordFields,
        layer: Layer,
        key: &str,
        read: impl FnOnce(&InvertedIndexReader, &Term) -> std::io::Result<T>,
    ) -> Result<T, IndexError> {
        let term = Term::from_field_text(words.get(layer), key);
        let inverted = self
            .reader
            .inverted_index(term.field())
            .doing("reading words")?;
        read(&inverted, &term).doing("reading where a word stands")
    }
}
