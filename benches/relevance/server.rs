//! The program itself over one catalogue in a temporary folder, asked as any program asks it.

use super::Result;
use serde_json::Value;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_danvankheo");
/// How long its index may take to hold the catalogue.
const LONGEST_START: Duration = Duration::from_secs(300);
const PAUSE: Duration = Duration::from_millis(50);

/// A server in a process of its own; it ends with this, and its folder goes with it.
pub struct Server {
    process: Child,
    address: String,
    client: reqwest::Client,
    _folder: TempDir,
}

impl Server {
    /// Imports a catalogue and serves it. Gives the server once everything can be found. Err: a line of the catalogue is
    /// refused, or the server does not come up.
    pub async fn start(catalogue: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        eprintln!("importing {}", catalogue.display());
        let imported = program(folder.path())
            .args(["import", "models"])
            .arg(catalogue)
            .status()?;
        if !imported.success() {
            return Err(format!("{} was not imported whole", catalogue.display()).into());
        }
        let client = reqwest::Client::builder().no_proxy().build()?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let mut server = Self {
            process: program(folder.path())
                .args(["serve", "--workers", "2", "--bind", &address])
                .spawn()?,
            address,
            client,
            _folder: folder,
        };
        server.come_up().await?;
        Ok(server)
    }

    async fn come_up(&mut self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST_START {
            if let Some(status) = self.process.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            // Refused and 503 until it is there.
            if let Ok(state) = self.answer("/readyz", &[]).await
                && state["index_behind"] == 0
            {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err("the index does not come to hold the catalogue".into())
    }

    /// The ids, as in the catalogue, of the first `most` models that a search finds.
    pub async fn search(&self, text: &str, most: usize) -> Vec<String> {
        let most = most.to_string();
        let parameters = [("q", text), ("page_size", most.as_str())];
        ids(&self.items("/api/v1/models", &parameters).await)
    }

    /// The ids of at most `most` models that do what the model of this id does.
    pub async fn similar(&self, id: &str, most: usize) -> Vec<String> {
        let (path, most) = (format!("/api/v1/models/{id}/similar"), most.to_string());
        let parameters = [("page_size", most.as_str())];
        ids(&self.items(&path, &parameters).await)
    }

    /// What the beginning of a query is completed to, at most `most` completions.
    pub async fn completions(&self, typed: &str, most: usize) -> Vec<String> {
        let most = most.to_string();
        let parameters = [("q", typed), ("page_size", most.as_str())];
        texts(&self.items("/api/v1/suggest", &parameters).await, "text")
    }

    /// The items of an answer; none where it fails, which is told.
    async fn items(&self, path: &str, parameters: &[(&str, &str)]) -> Vec<Value> {
        match self.answer(path, parameters).await {
            Ok(mut answer) => match answer["items"].take() {
                Value::Array(items) => items,
                _ => Vec::new(),
            },
            Err(error) => {
                eprintln!("{path} {parameters:?}: {error}");
                Vec::new()
            }
        }
    }

    async fn answer(&self, path: &str, parameters: &[(&str, &str)]) -> reqwest::Result<Value> {
        let request = self.client.get(format!("http://{}{path}", self.address));
        let answer = request.query(parameters).send().await?;
        answer.error_for_status()?.json().await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program over the embedded database of a folder, whatever the environment says. It complains on our standard error.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .env_clear()
        .env("DVK_DATA_DIR", folder)
        .env("DVK_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

fn ids(items: &[Value]) -> Vec<String> {
    texts(items, "external_id")
}

fn texts(items: &[Value], key: &str) -> Vec<String> {
    let text = |item: &Value| item[key].as_str().unwrap_or_default().to_owned();
    items.iter().map(text).collect()
}
