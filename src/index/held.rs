//! Where a choice stands: the models of one segment that hold all of its keys.

use std::ops::Range;

use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::error::IndexError;
use super::plan::Choice;
use super::segment::Segment;

/// The postings of a choice's keys, to be walked through once.
pub(super) enum Held {
    /// Of one key, a block at a time: nearly all that a search walks through.
    Key(Box<BlockSegmentPostings>),
    /// Of several keys, the rarest first.
    Keys(Vec<SegmentPostings>),
}

impl Held {
    /// `None` if one of the keys stands nowhere in the segment.
    pub fn of(segment: &Segment, choice: &Choice) -> Result<Option<Held>, IndexError> {
        if choice.rest.is_empty() {
            let blocks = segment.blocks(choice.layer, &choice.key)?;
            return Ok(blocks.map(Box::new).map(Held::Key));
        }
        let keys = choice.keys();
        let postings = keys.map(|key| segment.postings(choice.layer, key));
        let mut postings: Option<Vec<SegmentPostings>> = postings.collect::<Result<_, _>>()?;
        if let Some(postings) = &mut postings {
            postings.sort_by_key(DocSet::size_hint);
        }
        Ok(postings.map(Held::Keys))
    }

    /// How many models of the segment hold its rarest key.
    pub fn at_most(&self) -> u32 {
        match self {
            Held::Key(blocks) => blocks.doc_freq(),
            Held::Keys(postings) => postings.first().map_or(0, DocSet::size_hint),
        }
    }

    /// Calls `seen` with each of these models that holds the choice, in their order, and the least frequency of its keys.
    pub fn within(&mut self, docs: &Range<DocId>, seen: impl FnMut(DocId, f32)) {
        match self {
            Held::Key(blocks) => within_blocks(blocks, docs, seen),
            Held::Keys(postings) => within_all(postings, docs, seen),
        }
    }

    /// The same for a few models, which are looked up one by one. They stand in order.
    pub fn among(&mut self, few: &[DocId], mut seen: impl FnMut(DocId, f32)) {
        match self {
            Held::Key(blocks) => {
                for &doc in few {
                    let place = blocks.seek(doc);
                    if blocks.doc(place) == doc {
                        seen(doc, blocks.freq(place) as f32);
                    }
                }
            }
            Held::Keys(postings) => among_all(postings, few, seen),
        }
    }
}

fn within_blocks(
    blocks: &mut BlockSegmentPostings,
    docs: &Range<DocId>,
    mut seen: impl FnMut(DocId, f32),
) {
    let mut start = blocks.seek(docs.start);
    loop {
        let held = blocks.docs().get(start..).unwrap_or_default();
        if held.is_empty() {
            return;
        }
        for (&doc, &frequency) in held.iter().zip(&blocks.freqs()[start..]) {
            if doc >= docs.end {
                return;
            }
            seen(doc, frequency as f32);
        }
        blocks.advance();
        start = 0;
    }
}

fn within_all(
    postings: &mut [SegmentPostings],
    docs: &Range<DocId>,
    mut seen: impl FnMut(DocId, f32),
) {
    let Some((first, others)) = postings.split_first_mut() else {
        return;
    };
    let mut doc = first.doc();
    if doc < docs.start {
        doc = first.seek(docs.start);
    }
    'docs: while doc < docs.end {
        let mut frequency = first.term_freq();
        for other in others.iter_mut() {
            if other.doc() < doc {
                other.seek(doc);
            }
            if other.doc() > doc {
                doc = if other.doc() == TERMINATED {
                    TERMINATED
                } else {
                    first.seek(other.doc())
                };
                continue 'docs;
            }
            frequency = frequency.min(other.term_freq());
        }
        seen(doc, frequency as f32);
        doc = first.advance();
    }
}

fn among_all(postings: &mut [SegmentPostings], few: &[DocId], mut seen: impl FnMut(DocId, f32)) {
    'few: for &doc in few {
        let mut frequency = u32::MAX;
        for postings in postings.iter_mut() {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() != doc {
                continue 'few;
            }
            frequency = frequency.min(postings.term_freq());
        }
        seen(doc, frequency as f32);
    }
}
