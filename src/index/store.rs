//! The index on disk: opening or replacing it, bringing it up to date, building it anew.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::{Index, IndexReader, ReloadPolicy, Term};

use super::disk::{self, Disk};
use super::document::Fields;
use super::error::{Doing, IndexError};
use super::explain::{self, Explained};
use super::folder::{self, Folder, Generation};
use super::fuse::{Fused, Outside};
use super::id_key::id_key;
use super::indexed_model::{Change, IndexedModel};
use super::marks;
use super::rank::TextRanker;
use super::ranker::Ranker;
use super::search::{self, Found, Query};
use super::segment::Segment;
use super::shared;
use super::similar::{self, Except, Practice, Traits, Wanted};
use super::snapshot::Snapshot;
use super::spelling;
use super::suggest::{self, Completions};
use super::synonyms::Synonyms;
use super::titles::{self, GoingOn};
use super::typed::Typed;
use super::writer::Writer;

/// A part of fewer models is small, and eight small ones are joined. Where so many stand side by side, joining fails.
const SMALL_PART: u32 = 10_000;
const TOO_MANY_SMALL_PARTS: usize = 32;

/// The index of models. One per process; shared between threads.
pub struct ModelIndex {
    fields: Arc<Fields>,
    disk: Disk,
    folder: Arc<Folder>,
    live: Mutex<Live>,
    snapshot: RwLock<Arc<Snapshot>>,
    synonyms: RwLock<Arc<Synonyms>>,
    /// How models are ranked: by their words, and by what was put beside that.
    ranker: Fused,
}

/// The generation in use, with the one long-lived writer: a writer per change would cancel merges.
struct Live {
    generation: Generation,
    index: Index,
    /// `None` after a change failed: what it left undone went with the writer, and the next change opens another.
    writer: Option<Writer>,
    reader: IndexReader,
}

/// How opening went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenOutcome {
    /// An index was there and is sound; changes of the log after `seq` are missing in it.
    Opened {
        /// The last change of the log that it holds.
        seq: i64,
    },
    /// There was none that could be used: it is empty now, at `seq` 0, and wants all models.
    Rebuilt {
        /// Why, for the log.
        reason: String,
    },
}

impl ModelIndex {
    /// Opens the index in a folder of its own. A missing, damaged or older index is replaced by an empty
    /// one, and the outcome says so; what else an earlier version left there is removed.
    /// Err: another process has the folder, or it cannot be written.
    pub fn open(dir: &Path) -> Result<(ModelIndex, OpenOutcome), IndexError> {
        Self::open_on(disk::real(), dir)
    }

    /// Whether nobody has the folder. Err: [`IndexError::Locked`] if another process has it, or it cannot be written.
    pub fn is_free(dir: &Path) -> Result<(), IndexError> {
        Folder::take(dir).map(drop)
    }

    /// The same as [`ModelIndex::open`], on a disk that may fail.
    pub(super) fn open_on(disk: Disk, dir: &Path) -> Result<(ModelIndex, OpenOutcome), IndexError> {
        let folder = Arc::new(Folder::take(dir)?);
        let fields = Arc::new(Fields::new());
        let (generations, others) = folder.list()?;
        let mut reason = if others.is_empty() {
            "there is no index yet"
        } else {
            "the index is of another version"
        }
        .to_owned();
        let mut opened = None;
        for generation in &generations {
            if opened.is_none() {
                match Live::open(&disk, generation, &fields) {
                    Ok(Standing::Sound(found)) => {
                        opened = Some(found);
                        continue;
                    }
                    Ok(Standing::Unusable(why)) => reason = why.to_owned(),
                    Err(error) => {
                        reason = format!("the index is damaged: {}", with_sources(&error))
                    }
                }
            }
            generation.remove();
        }
        for other in others {
            folder::remove(&other);
        }
        let (live, snapshot, outcome) = match opened {
            Some(found) => {
                let (live, snapshot) = *found;
                let outcome = OpenOutcome::Opened { seq: snapshot.seq };
                (live, snapshot, outcome)
            }
            None => {
                let (live, snapshot) = Live::create(&disk, &folder, &fields)?;
                (live, snapshot, OpenOutcome::Rebuilt { reason })
            }
        };
        let index = ModelIndex {
            fields,
            disk,
            folder,
            live: Mutex::new(live),
            snapshot: RwLock::new(Arc::new(snapshot)),
            synonyms: RwLock::new(Arc::new(Synonyms::built_in())),
            ranker: Fused(vec![Box::new(TextRanker)]),
        };
        Ok((index, outcome))
    }

    /// The last change of the log that searches see.
    pub fn applied_seq(&self) -> i64 {
        self.snapshot().seq
    }

    /// Whether its files are where they were written. If not, it answers from what it has open, takes no change
    /// ([`IndexError::Gone`]), and wants [`ModelIndex::rebuild`].
    pub fn has_folder(&self) -> bool {
        self.has_folder_of(&self.live())
    }

    fn has_folder_of(&self, live: &Live) -> bool {
        self.folder.is_held() && live.generation.dir.is_dir()
    }

    /// How many models the index holds.
    pub fn count(&self) -> usize {
        self.snapshot()
            .segments
            .iter()
            .map(|segment| segment.reader.num_docs() as usize)
            .sum()
    }

    /// Which of these models it holds.
    pub fn held_among<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<&'a str>, IndexError> {
        let snapshot = self.snapshot();
        let mut held = Vec::new();
        for id in ids {
            for segment in &snapshot.segments {
                if segment.find(id)?.is_some() {
                    held.push(id);
                    break;
                }
            }
        }
        Ok(held)
    }

    /// Applies changes in order and notes that the log is applied up to `upto_seq`, in one step: after a
    /// crash either both are there or neither. A search that starts after the return sees them. Applying
    /// the same changes again ends in the same place.
    /// Err: nothing was applied; if it persists (files gone, disk full), [`ModelIndex::rebuild`].
    pub fn apply(&self, batch: &[Change], upto_seq: i64) -> Result<(), IndexError> {
        self.commit(upto_seq, |writer| {
            for change in batch {
                writer.remove(Term::from_field_bytes(self.fields.id, &id_key(change.id())));
                if let Change::Put(model) = change {
                    writer.add(self.fields.document(model))?;
                }
            }
            Ok(())
        })
    }

    /// Forgets all models; the index then stands at `seq` 0.
    pub fn clear(&self) -> Result<(), IndexError> {
        self.commit(0, Writer::remove_all)
    }

    /// Answers a query. Any text is accepted; empty text finds all models.
    pub fn search(&self, query: &Query) -> Result<Found, IndexError> {
        search::search(&self.snapshot(), &self.ranker, &self.synonyms(), query)
    }

    /// Why a query is answered as it is: how it was understood, and what its first `limit` results earned.
    pub fn explain(&self, query: &Query, limit: usize) -> Result<Explained, IndexError> {
        explain::explain(
            &self.snapshot(),
            &self.ranker,
            &self.synonyms(),
            query,
            limit,
        )
    }

    /// What a query would find with other synonyms: nothing changes for anyone else.
    pub fn search_with(&self, query: &Query, synonyms: &Synonyms) -> Result<Found, IndexError> {
        search::search(&self.snapshot(), &self.ranker, synonyms, query)
    }

    /// Lets another ranker have its say in every search with words from now on: its ranking and that of the words are fused
    /// by [`super::reciprocal_rank`], none counting more. The program ships none.
    pub fn rank_beside(&mut self, ranker: Box<dyn Ranker>) {
        self.ranker.0.push(Box::new(Outside(ranker)));
    }

    /// The synonyms that searches go by.
    pub fn synonyms(&self) -> Arc<Synonyms> {
        Arc::clone(&self.synonyms.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets searches go by other synonyms from now on. Nothing is built anew.
    pub fn set_synonyms(&self, synonyms: Synonyms) {
        *self
            .synonyms
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(synonyms);
    }

    /// What completes `typed`.
    pub fn complete(&self, typed: &Typed) -> Result<Completions, IndexError> {
        suggest::complete(&self.snapshot(), typed)
    }

    /// The titles that go on what was typed, best first, each with whether it begins so. Where `enough` begin so, the others
    /// are left out.
    pub fn order_titles<T>(
        &self,
        typed: &Typed,
        titles: Vec<GoingOn<T>>,
        enough: usize,
    ) -> Result<Vec<(T, bool)>, IndexError> {
        titles::in_order(typed, titles, enough, &self.snapshot())
    }

    /// How a search that found nothing may have been meant; see `spelling`.
    pub fn nearest_spelling(&self, text: &str) -> Result<Option<String>, IndexError> {
        spelling::nearest(text, &self.snapshot())
    }

    /// What a practice is looked for by.
    pub fn wanted(&self, traits: &Traits) -> Result<Wanted, IndexError> {
        Wanted::of(traits, &self.snapshot())
    }

    /// The ids of at most `limit` models that come nearest to what is wanted, roughly in order:
    /// what [`Wanted::likeness`] is then asked about.
    pub fn nearest(
        &self,
        wanted: &Wanted,
        except: &Except,
        limit: usize,
    ) -> Result<Vec<String>, IndexError> {
        similar::nearest(&self.snapshot(), wanted, except, limit)
    }

    /// A text without any mark with those that models give it; any other text as it is.
    pub fn with_marks(&self, text: &str) -> Result<String, IndexError> {
        marks::restored(text, &self.snapshot())
    }

    /// The words that two practices share and that tell most of what is done, as they stand in the first: at most `most`
    /// phrases of whole words, in lower case.
    pub fn shared_phrases(
        &self,
        wanted: &Wanted,
        practice: &Practice,
        other: &Traits,
        most: usize,
    ) -> Result<Vec<String>, IndexError> {
        let snapshot = self.snapshot();
        shared::shared_phrases(&snapshot, wanted, practice, other, most)
    }

    /// [`super::sameness`] with the rarities of the index.
    pub fn sameness(&self, left: &Traits, right: &Traits) -> Result<f32, IndexError> {
        similar::sameness_in(&self.snapshot(), left, right)
    }

    /// Begins a new index beside this one, which goes on answering and taking changes meanwhile.
    pub fn rebuild(&self) -> Result<Rebuild<'_>, IndexError> {
        let generation = self.folder.next()?;
        let begun = create(&self.disk, &generation, &self.fields)
            .and_then(|index| Ok((Writer::open(&index)?, index)));
        let (writer, index) = begun.inspect_err(|_| generation.remove())?;
        Ok(Rebuild {
            target: self,
            generation: Some(generation),
            index,
            writer: Some(writer),
        })
    }

    /// Waits until no parts are being joined, and shows what came of it. The next change opens another writer.
    #[cfg(test)]
    pub(super) fn let_merges_end(&self) -> Result<(), IndexError> {
        let mut live = self.live();
        if let Some(writer) = live.writer.take() {
            writer.end()?;
        }
        self.show(&live, self.applied_seq())
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn live(&self) -> MutexGuard<'_, Live> {
        // A change that panics takes its writer with it: what stays is as it was committed.
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn commit(
        &self,
        seq: i64,
        change: impl FnOnce(&Writer) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let mut live = self.live();
        if !self.has_folder_of(&live) {
            let dir = live.generation.dir.clone();
            return Err(IndexError::Gone { dir });
        }
        // Taken out for the change and put back after it: a panic in between loses the writer, and nothing else.
        let mut writer = match live.writer.take() {
            Some(writer) => writer,
            None => Writer::open(&live.index)?,
        };
        change(&writer)?;
        writer.commit(seq)?;
        live.writer = Some(writer);
        self.show(&live, seq)
    }

    /// Lets searches see the newest state.
    fn show(&self, live: &Live, seq: i64) -> Result<(), IndexError> {
        let former = self.snapshot();
        let snapshot = Snapshot::load(&live.reader, &self.fields, seq, Some(&former))?;
        let small = |segment: &&Segment| segment.reader.max_doc() < SMALL_PART;
        let small = snapshot.segments.iter().filter(small).count();
        if small > 0 && small.is_multiple_of(TOO_MANY_SMALL_PARTS) {
            tracing::warn!(
                parts = small,
                "parts of the search index could not be joined: it answers, and joins them once the disk has room"
            );
        }
        *self
            .snapshot
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        Ok(())
    }
}

/// What was found of a generation.
enum Standing {
    /// It can be used.
    Sound(Box<(Live, Snapshot)>),
    /// It cannot, and why.
    Unusable(&'static str),
}

impl Live {
    /// The index of a generation with its newest state. Err: it is damaged.
    fn open(
        disk: &Disk,
        generation: &Generation,
        fields: &Arc<Fields>,
    ) -> Result<Standing, IndexError> {
        let directory = disk(&generation.dir).doing("opening its folder")?;
        let index = Index::open(directory).doing("opening it")?;
        let payload = index.load_metas().doing("reading what it holds")?.payload;
        let Some(seq) = payload.and_then(|seq| seq.parse().ok()) else {
            return Ok(Standing::Unusable("the index was never finished"));
        };
        if index.schema() != fields.schema {
            return Ok(Standing::Unusable("the index has other fields"));
        }
        // The library panics on a file that is shorter than its own checksum.
        let checked = panic::catch_unwind(AssertUnwindSafe(|| index.validate_checksum()));
        let damaged = match checked {
            Ok(damaged) => damaged.doing("checking its files")?.into_iter().next(),
            Err(_) => Some(PathBuf::from("a file")),
        };
        if let Some(file) = damaged {
            let what = format!("{} is not as it was written", file.display());
            let source = std::io::Error::new(std::io::ErrorKind::InvalidData, what);
            return Err(IndexError::Folder {
                dir: generation.dir.clone(),
                source,
            });
        }
        Live::start(index, generation.clone(), fields, seq)
            .map(Box::new)
            .map(Standing::Sound)
    }

    fn create(
        disk: &Disk,
        folder: &Folder,
        fields: &Arc<Fields>,
    ) -> Result<(Live, Snapshot), IndexError> {
        let generation = folder.next()?;
        let index = create(disk, &generation, fields)?;
        Writer::open(&index)?.commit(0)?;
        Live::start(index, generation, fields, 0)
    }

    fn start(
        index: Index,
        generation: Generation,
        fields: &Arc<Fields>,
        seq: i64,
    ) -> Result<(Live, Snapshot), IndexError> {
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .doing("opening it for reading")?;
        let writer = Writer::open(&index)?;
        let snapshot = Snapshot::load(&reader, fields, seq, None)?;
        Ok((
            Live {
                generation,
                index,
                writer: Some(writer),
                reader,
            },
            snapshot,
        ))
    }
}

/// A new index being built while the old one answers. Dropped unfinished, it leaves nothing behind.
pub struct Rebuild<'a> {
    target: &'a ModelIndex,
    /// `None` once it is in the place of the old one.
    generation: Option<Generation>,
    index: Index,
    /// `None` once everything is written.
    writer: Option<Writer>,
}

impl Rebuild<'_> {
    /// Adds a model. Each id once: nothing is looked for to be replaced.
    pub fn put(&mut self, model: &IndexedModel) -> Result<(), IndexError> {
        let writer = self
            .writer
            .as_ref()
            .expect("only finishing takes the writer");
        writer.add(self.target.fields.document(model))
    }

    /// Puts the new index in the place of the old one. It holds the models as of `seq`; changes that the
    /// old one got since are to be applied again. Err: the old one stays.
    pub fn finish(mut self, seq: i64) -> Result<(), IndexError> {
        let writer = self
            .writer
            .as_mut()
            .expect("only finishing takes the writer");
        writer.commit(seq)?;
        if let Some(writer) = self.writer.take() {
            writer.end()?;
        }
        let generation = self.generation.as_ref();
        let generation = generation.expect("only finishing takes it").clone();
        let index = self.index.clone();
        let (new, snapshot) = Live::start(index, generation, &self.target.fields, seq)?;
        self.generation = None;
        let mut live = self.target.live();
        let old = std::mem::replace(&mut *live, new);
        *self
            .target
            .snapshot
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        drop(live);
        let generation = old.generation.clone();
        // Searches that still read the old state hold its files open; the names can go.
        drop(old);
        generation.remove();
        Ok(())
    }
}

impl Drop for Rebuild<'_> {
    fn drop(&mut self) {
        drop(self.writer.take());
        if let Some(generation) = self.generation.take() {
            generation.remove();
        }
    }
}

fn create(disk: &Disk, generation: &Generation, fields: &Fields) -> Result<Index, IndexError> {
    let directory = disk(&generation.dir).doing("opening its folder")?;
    Index::builder()
        .schema(fields.schema.clone())
        .open_or_create(directory)
        .doing("creating it")
}

/// The error with everything that lies behind it, in one line.
fn with_sources(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
