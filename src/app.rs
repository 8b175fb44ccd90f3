//! [`App`]: what the whole program shares, built once and passed down.

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{AppError, Doing, Result};
use crate::index::ModelIndex;
use crate::metrics::Metrics;
use crate::pages::Pages;
use crate::search::{Built, Opened, open_index};
use crate::web::PageCache;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// What the whole program shares.
pub struct App {
    /// What holds.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The search index of this process; `search::ask` and `search::on_index` are the way to it.
    pub index: Arc<ModelIndex>,
    /// Turns to search: more at once than there are processors would only take memory, each some megabytes.
    pub searching: Arc<Semaphore>,
    /// The templates.
    pub pages: Pages,
    /// Pages kept for strangers.
    pub page_cache: PageCache,
    /// The time.
    pub clock: Clock,
    /// What operators watch.
    pub metrics: Metrics,
    /// The accounts of the demonstration, offered on the sign-in page; empty otherwise.
    pub demo_accounts: Vec<DemoAccount>,
    freshness: AtomicI64,
    pages_version: AtomicU64,
    taken_in: watch::Sender<i64>,
}

/// In the place of a `seq` while the index has to be built first.
const NOT_BUILT: i64 = -1;

/// An account of the demonstration.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct DemoAccount {
    /// Name to sign in with.
    pub username: String,
    /// Password, printed and shown on purpose.
    pub password: String,
    /// Whose it is and what they do.
    pub who: String,
}

impl App {
    /// Opens everything. The database must be migrated.
    pub fn open(config: Config, clock: Clock) -> Result<Self> {
        let db = Db::open(&config.database)?;
        Self::with_db(config, clock, db)
    }

    /// Opens everything else around a database that is open already.
    pub fn with_db(config: Config, clock: Clock, db: Db) -> Result<Self> {
        let Opened {
            index,
            seq,
            newest_public,
        } = open_index(&config, &db)?;
        let seq = seq.unwrap_or(NOT_BUILT);
        Ok(Self {
            pages: Pages::load()?,
            page_cache: PageCache::new(config.page_cache_bytes),
            metrics: Metrics::new()?,
            demo_accounts: Vec::new(),
            freshness: AtomicI64::new(newest_public),
            pages_version: AtomicU64::new(0),
            taken_in: watch::channel(seq).0,
            index: Arc::new(index),
            searching: Arc::new(Semaphore::new(
                thread::available_parallelism().map_or(2, usize::from),
            )),
            config,
            db,
            clock,
        })
    }

    /// The newest entry of the log about what is public, of those that this process has taken in: by it pages are dated that
    /// depend on everything public.
    pub fn freshness(&self) -> i64 {
        self.freshness.load(Ordering::Acquire)
    }

    /// The version of every page for strangers: another one as soon as any of them may look different. It is counted in this
    /// process and is no place in the log, which goes back where a database is restored from a copy.
    pub fn pages_version(&self) -> u64 {
        self.pages_version.load(Ordering::Acquire)
    }

    /// Says that the index has taken in the log up to `seq`, and by which entry public pages changed, if by any.
    pub(crate) fn took_in(&self, seq: i64, newest_public: Option<i64>) {
        if let Some(public) = newest_public {
            self.freshness.fetch_max(public, Ordering::AcqRel);
            self.pages_changed();
        }
        self.stands_at(seq);
    }

    /// Says what the index holds that was built anew. Whatever was known of an older log holds no more.
    pub(crate) fn built_anew(&self, built: Built) {
        self.freshness.store(built.newest_public, Ordering::Release);
        self.pages_changed();
        self.stands_at(built.seq);
    }

    /// No page that was made before is served again.
    pub(crate) fn pages_changed(&self) {
        self.pages_version.fetch_add(1, Ordering::AcqRel);
    }

    fn stands_at(&self, seq: i64) {
        self.metrics.index_seq.set(seq);
        self.taken_in.send_replace(seq);
    }

    /// The newest `seq` the index has taken in; -1 before it is built.
    pub fn index_seq(&self) -> i64 {
        *self.taken_in.borrow()
    }

    /// Whether the index holds every model as of some `seq`, so that it may answer.
    pub fn index_ready(&self) -> bool {
        self.index_seq() != NOT_BUILT
    }

    /// Waits for a turn to read the index, which lasts until it is dropped. Who reads rows as well takes it first, so that nobody
    /// holds a connection while waiting. Err: `Busy("search.not_ready")` while the index is being built for the first time,
    /// since one that holds only a part would give wrong answers.
    pub async fn turn_to_search(&self) -> Result<OwnedSemaphorePermit> {
        if !self.index_ready() {
            return Err(AppError::Busy("search.not_ready"));
        }
        let searching = Arc::clone(&self.searching);
        searching.acquire_owned().await.doing("waiting to search")
    }

    /// Waits until the index has taken in `seq`, at most `patience`. Gives whether it has.
    pub async fn wait_for_index(&self, seq: i64, patience: Duration) -> bool {
        let mut taken_in = self.taken_in.subscribe();
        tokio::time::timeout(patience, taken_in.wait_for(|reached| *reached >= seq))
            .await
            .is_ok_and(|ended| ended.is_ok())
    }
}
