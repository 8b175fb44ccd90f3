//! One state of the index, unchanging: everything a search reads. A search keeps the state it began with.

use std::sync::Arc;

use tantivy::{IndexReader, Searcher};

use super::columns::Columns;
use super::document::{Fields, Layer};
use super::error::{Doing, IndexError};
use super::parallel::Sharing;
use super::plan::Choice;
use super::segment::Segment;

/// A state of the index.
pub(super) struct Snapshot {
    pub fields: Arc<Fields>,
    pub segments: Vec<Segment>,
    pub seq: i64,
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
                fields: Arc::clone(fields),
            });
        }
        Ok(Snapshot {
            fields: Arc::clone(fields),
            segments,
            seq,
            sharing: former.map_or_else(Sharing::of_machine, |former| former.sharing),
            _searcher: searcher,
        })
    }

    /// The same state, searched in other parts.
    #[cfg(test)]
    pub fn shared_as(&self, sharing: Sharing) -> Snapshot {
        Snapshot {
            fields: Arc::clone(&self.fields),
            segments: self.segments.clone(),
            seq: self.seq,
            sharing,
            _searcher: self._searcher.clone(),
        }
    }

    /// How many models there are; deleted ones count until their segment is written anew, as the formula of BM25 counts them.
    pub fn count(&self) -> usize {
        let segments = self.segments.iter();
        segments
            .map(|segment| segment.reader.max_doc() as usize)
            .sum()
    }

    /// In how many models a key stands; deleted ones count until their segment is written anew, but a key
    /// that only they have stands in none: what was hidden leaves no word behind.
    pub fn doc_freq(&self, layer: Layer, key: &str) -> Result<u32, IndexError> {
        let (mut total, mut living) = (0, false);
        for segment in &self.segments {
            let (holders, alive) = segment.holders(layer, key)?;
            total += holders;
            living |= alive;
        }
        Ok(if living { total } else { 0 })
    }

    /// In how many models a choice may stand at most: those of its rarest key.
    pub fn holders(&self, choice: &Choice) -> Result<u32, IndexError> {
        let mut least = u32::MAX;
        for key in choice.keys() {
            least = least.min(self.doc_freq(choice.layer, key)?);
        }
        Ok(least)
    }

    /// How much it tells that something stands in so many models: BM25's inverse document frequency, never
    /// below 0.
    pub fn rarity(&self, holders: u32) -> f32 {
        let (count, holders) = (self.count() as f32, holders as f32);
        (1.0 + (count - holders + 0.5).max(0.0) / (holders + 0.5)).ln()
    }

    /// Mean length of the combined field in a layer, in keys.
    pub fn mean_length(&self, layer: Layer) -> Result<f32, IndexError> {
        let mut total = 0;
        for segment in &self.segments {
            total += segment.total_length(layer)?;
        }
        Ok(total as f32 / self.count().max(1) as f32)
    }
}
