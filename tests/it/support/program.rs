//! The program itself, run as an operator runs it.

use super::client::Client;
use super::databases::TestDatabase;
use super::folders::folder;
use danvankheo::config::DatabaseUrl;
use danvankheo::db::Backend;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::thread::JoinHandle;
use tempfile::TempDir;

/// A place for the program: a database and a data folder.
pub struct Place {
    /// The database.
    pub database: TestDatabase,
    folder: TempDir,
}

/// A server that runs in a process of its own; it is killed when the test lets go of it.
pub struct Served {
    process: Child,
    address: SocketAddr,
    /// Reads what it says on standard output, to the end.
    reader: Option<JoinHandle<String>>,
}

/// A command under way that is never given the end of its input, so that it does not come to its own.
pub struct Begun {
    process: Child,
    /// Whoever writes keeps the input open.
    _writer: JoinHandle<ChildStdin>,
}

/// What a run of the program came to.
#[derive(Debug)]
pub struct Run {
    /// The exit code; none where it was killed.
    pub code: Option<i32>,
    /// What it said on standard output.
    pub said: String,
    /// What it said on standard error.
    pub complained: String,
}

impl Place {
    /// A place whose database has no table yet; none where the machine has no such database.
    pub fn empty(backend: Backend) -> Option<Self> {
        let folder = folder("dvk-test-");
        Some(Self {
            database: TestDatabase::empty(backend, folder.path())?,
            folder,
        })
    }

    /// A data folder of its own over a database that someone else keeps.
    pub fn over(url: &DatabaseUrl) -> Self {
        let folder = folder("dvk-test-");
        Self {
            database: TestDatabase::kept_elsewhere(url.clone()),
            folder,
        }
    }

    /// Where it keeps what is not in the database.
    pub fn data_dir(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command with nothing on its input.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "")
    }

    /// Runs a command with `typed` on its input.
    pub fn run_with(&self, arguments: &[&str], typed: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may have ended already.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        Run::of(child.wait_with_output().unwrap())
    }

    /// Starts a command and goes on giving it `typed`.
    pub fn begin(&self, arguments: &[&str], typed: String) -> Begun {
        let mut process = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = process.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            // The program may be killed before it has read everything.
            let _ = stdin.write_all(typed.as_bytes());
            stdin
        });
        Begun {
            process,
            _writer: writer,
        }
    }

    /// Starts the server and gives it once it listens.
    pub fn serve(&self) -> Served {
        self.serve_with(&["serve"], &[])
    }

    /// Starts a command that serves, with variables of the environment, and gives the server once it listens.
    pub fn serve_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Served {
        let address = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let mut process = self
            .command(arguments)
            .args(["--workers", "2", "--bind", &address.to_string()])
            .env("DVK_LOG", "info")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let stdout = process.stdout.take().unwrap();
        let reader = std::thread::spawn(move || std::io::read_to_string(stdout).unwrap());
        let served = Served {
            process,
            address,
            reader: Some(reader),
        };
        let heard = lines.any(|line| line.is_ok_and(|line| line.contains("serving http://")));
        assert!(heard, "the server ended before it listened");
        // Someone must go on reading, or the server would stand still at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        served
    }

    /// Starts the server where it is to end by itself, and gives how it ended. Fails once it listens.
    pub fn serve_in_vain(&self) -> Run {
        let mut process = self
            .command(&["serve"])
            .args(["--bind", "127.0.0.1:0"])
            .env("DVK_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut complained = String::new();
        for line in BufReader::new(process.stderr.take().unwrap()).lines() {
            let line = line.unwrap();
            complained.push_str(&line);
            complained.push('\n');
            if line.contains("serving http://") {
                process.kill().unwrap();
            }
        }
        let code = process.wait().unwrap().code();
        assert!(!complained.contains("serving http://"), "{complained}");
        Run {
            code,
            said: String::new(),
            complained,
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_danvankheo"));
        command
            .args(arguments)
            .env_clear()
            .env("DATABASE_URL", self.database.as_setting())
            .env("DVK_DATA_DIR", self.folder.path());
        command
    }
}

impl Begun {
    /// Kills it, so that it finishes nothing. Fails where it has ended by itself.
    pub fn kill(mut self) {
        assert_eq!(self.process.try_wait().unwrap(), None, "it has ended");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Served {
    /// Someone with a browser who is not signed in.
    pub fn stranger(&self) -> Client {
        Client::at(format!("http://{}/", self.address).parse().unwrap(), "")
    }

    /// What a variable of its environment was as the program in it began.
    pub fn variable(&self, name: &str) -> Option<String> {
        let environment = std::fs::read(format!("/proc/{}/environ", self.process.id())).unwrap();
        let environment = String::from_utf8(environment).unwrap();
        let mut variables = environment
            .split('\0')
            .filter_map(|line| line.split_once('='));
        let (_, value) = variables.find(|(known, _)| *known == name)?;
        Some(value.to_owned())
    }

    /// Kills it, so that it finishes nothing.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Kills it and gives what it said on standard output.
    pub fn said(mut self) -> String {
        self.kill();
        let reader = self.reader.take();
        reader.expect("it is asked once").join().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Whoever was killed already is not there to be killed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            said: text(output.stdout),
            complained: text(output.stderr),
        }
    }

    /// Fails unless it ended with `code`.
    #[track_caller]
    pub fn assert_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}
