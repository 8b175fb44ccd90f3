//! A server of a test's own.

use super::databases::TestDatabase;
use super::folders::folder;
use super::lines;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use chrono::NaiveDate;
use danvankheo::app::{App, DemoAccount};
use danvankheo::cli::listen;
use danvankheo::clock::{Clock, Moment};
use danvankheo::config::Settings;
use danvankheo::db::{Backend, Conn};
use danvankheo::error::Result;
use danvankheo::log::{self, EventRow};
use danvankheo::search;
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc;
use std::thread::JoinHandle;
use tempfile::TempDir;

/// A server over a database and a folder of its own, with a clock that stands at nine in the morning of
/// 21 November 2026 in Vietnam. It stops when the test lets go of it.
pub struct TestApp {
    /// What the server shares.
    pub app: Data<App>,
    address: SocketAddr,
    server: Option<(ServerHandle, JoinHandle<()>)>,
    // Dropped in this order, after the server has stopped.
    _database: TestDatabase,
    _folder: TempDir,
}

impl TestApp {
    /// A server with the default settings; none where the machine has no such database.
    pub async fn start(backend: Backend) -> Option<Self> {
        Self::with(backend, |_| ()).await
    }

    /// A server whose settings were changed first; none where the machine has no such database.
    pub async fn with(backend: Backend, change: impl FnOnce(&mut Settings)) -> Option<Self> {
        Self::made(backend, change, Vec::new()).await
    }

    /// A server that offers accounts on the sign-in page as the demonstration does.
    pub async fn offering(backend: Backend, accounts: Vec<DemoAccount>) -> Option<Self> {
        Self::made(backend, |_| (), accounts).await
    }

    async fn made(
        backend: Backend,
        change: impl FnOnce(&mut Settings),
        demo_accounts: Vec<DemoAccount>,
    ) -> Option<Self> {
        lines::keep();
        let folder = folder("dvk-test-");
        let database = TestDatabase::migrated(backend, folder.path())?;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let mut settings = Settings {
            data_dir: Some(folder.path().to_path_buf()),
            database_url: Some(database.as_setting()),
            bind: Some(vec![address]),
            workers: Some(1),
            page_cache_mib: Some(4),
            ..Settings::default()
        };
        change(&mut settings);
        let config = settings.resolve(false).unwrap();
        let mut app = App::open(config, Clock::fixed(nine_in_the_morning())).unwrap();
        app.demo_accounts = demo_accounts;
        let app = Data::new(app);
        let server = Some(serve(&app, listener));
        Some(Self {
            app,
            address,
            server,
            _database: database,
            _folder: folder,
        })
    }

    /// The address of `path`, which begins after the base path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, self.app.config.base_path)
    }

    /// The clock of the server.
    pub fn clock(&self) -> &Clock {
        &self.app.clock
    }

    /// Now, by the clock of the server.
    pub fn now(&self) -> Moment {
        self.app.clock.now()
    }

    /// Changes rows behind the server's back, in one transaction.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> T {
        self.app.db.write(job).await.unwrap()
    }

    /// Reads rows behind the server's back.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> T {
        self.app.db.read(job).await.unwrap()
    }

    /// Every line that a server of this run has logged and that contains `text`.
    pub fn lines_with(&self, text: &str) -> Vec<String> {
        lines::with(text)
    }

    /// Everything in the log, in order.
    pub async fn events(&self) -> Vec<EventRow> {
        self.read(|conn| log::tail(conn, 0, 100_000)).await
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some((handle, thread)) = self.server.take() {
            // The command goes out with the call; the answer is the end of the thread.
            drop(handle.stop(false));
            let ended = thread.join();
            assert!(
                ended.is_ok() || std::thread::panicking(),
                "the server of a test panicked"
            );
        }
    }
}

fn nine_in_the_morning() -> Moment {
    NaiveDate::from_ymd_opt(2026, 11, 21)
        .unwrap()
        .and_hms_opt(2, 0, 0)
        .unwrap()
}

fn serve(app: &Data<App>, listener: TcpListener) -> (ServerHandle, JoinHandle<()>) {
    let (say, hear) = mpsc::channel();
    let app = app.clone();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let _feed = search::start_feed(app.clone());
            let server = listen(&app, vec![listener]).unwrap();
            say.send(server.handle()).unwrap();
            server.await.unwrap();
        });
    });
    (hear.recv().unwrap(), thread)
}
