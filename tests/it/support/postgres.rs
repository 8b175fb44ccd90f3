//! A PostgreSQL server for one run of the tests: the one `TEST_DATABASE_URL` names, or a private one that ends with
//! this process, however it ends.

use super::folders::folder;
use super::required::variable;
use danvankheo::config::DatabaseUrl;
use danvankheo::db::Db;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

/// A server on which databases can be made and dropped.
pub struct Server {
    base: String,
    query: String,
    prefix: String,
    made: AtomicU32,
    admin: Mutex<PgConnection>,
    /// The private server stops when this end of its pipe closes, which the kernel does for a process that is killed.
    _lifeline: Option<(ChildStdin, Child)>,
}

/// The server of this run, started at the first call. Err: why there is none.
pub fn server() -> Result<&'static Server, &'static str> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref().map_err(String::as_str)
}

impl Server {
    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("{}/{database}{}", self.base, self.query)
    }

    /// Makes a copy of the migrated database and gives its name.
    pub fn copy_of_template(&self) -> String {
        static TEMPLATE: OnceLock<String> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let name = self.empty();
            Db::open(&DatabaseUrl::Postgres(self.url(&name)))
                .unwrap()
                .migrate()
                .unwrap();
            name
        });
        self.create(&format!("TEMPLATE {template}"))
    }

    /// Makes a database without a table and gives its name.
    pub fn empty(&self) -> String {
        self.create("TEMPLATE template0 ENCODING 'UTF8'")
    }

    fn create(&self, like: &str) -> String {
        let name = format!(
            "{}_{}",
            self.prefix,
            self.made.fetch_add(1, Ordering::Relaxed)
        );
        self.admin
            .lock()
            .unwrap()
            .batch_execute(&format!("CREATE DATABASE {name} {like}"))
            .unwrap();
        name
    }

    /// Drops a database, whoever is still connected. What cannot be dropped stays: the run must not fail for it.
    pub fn drop_database(&self, name: &str) {
        if let Ok(mut admin) = self.admin.lock() {
            let _ = admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }

    fn connect(
        base: String,
        query: String,
        database: &str,
        lifeline: Option<(ChildStdin, Child)>,
    ) -> Result<Self, String> {
        let url = format!("{base}/{database}{query}");
        let admin = PgConnection::establish(&url)
            .map_err(|error| format!("the server does not answer: {error}"))?;
        Ok(Self {
            base,
            query,
            prefix: format!("dvk_test_{}", std::process::id()),
            made: AtomicU32::new(0),
            admin: Mutex::new(admin),
            _lifeline: lifeline,
        })
    }
}

fn start() -> Result<Server, String> {
    match variable("TEST_DATABASE_URL") {
        Some(url) => {
            let (url, query) = url
                .split_once('?')
                .map_or((url.as_str(), String::new()), |(url, query)| {
                    (url, format!("?{query}"))
                });
            let (base, database) = url
                .rsplit_once('/')
                .ok_or("TEST_DATABASE_URL names no database")?;
            Server::connect(base.to_owned(), query, database, None)
        }
        None => start_private(
            &newest_binaries()
                .ok_or("no PostgreSQL server is installed and TEST_DATABASE_URL is not set")?,
        ),
    }
}

/// `/usr/lib/postgresql/<newest>/bin`.
fn newest_binaries() -> Option<PathBuf> {
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("bin/postgres").exists() && path.join("bin/initdb").exists())
        .max_by_key(number)
        .map(|path| path.join("bin"))
}

/// Makes a cluster, serves it on a socket inside its own folder, says "ready", and stops at the end of its input.
/// $1: folder, $2: binaries, $3: user and group to run as, or empty.
const RUN: &str = r#"
trap '' INT TERM HUP
if [ -n "$3" ]; then as="setpriv --reuid=${3%:*} --regid=${3#*:} --clear-groups"; else as=""; fi
cd "$1" || exit 1
$as "$2/initdb" --pgdata="$1/data" --username=dvk --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$1/initdb.log" 2>&1 \
  || { cat "$1/initdb.log" >&2; rm -rf "$1"; exit 1; }
$as "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
  -c max_connections=300 -c shared_buffers=64MB -c autovacuum=off </dev/null >"$1/postgres.log" 2>&1 &
server=$!
until "$2/pg_isready" -q -h "$1" -U dvk; do
  kill -0 $server 2>/dev/null || { cat "$1/postgres.log" >&2; rm -rf "$1"; exit 1; }
  sleep 0.02
done
echo ready
read -r _
kill -QUIT $server
wait $server
rm -rf "$1"
"#;

fn start_private(binaries: &Path) -> Result<Server, String> {
    let folder = folder("dvk-pg-");
    let run_as = ordinary_user(folder.path())?;
    // The script removes the folder when it ends; this process may be gone by then.
    let folder = folder.keep();
    let mut child = Command::new("sh")
        .args(["-c", RUN, "sh"])
        .arg(&folder)
        .arg(binaries)
        .arg(run_as)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("the server could not be started: {error}"))?;
    let (lifeline, said) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut line = String::new();
    BufReader::new(said)
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    if line.trim() != "ready" {
        return Err(String::from("the private server did not start"));
    }
    let query = format!("?host={}&user=dvk", folder.display());
    Server::connect(
        String::from("postgresql://"),
        query,
        "postgres",
        Some((lifeline, child)),
    )
}

/// PostgreSQL refuses to run as root: then the folder goes to an ordinary user, given as `uid:gid`. Otherwise empty.
fn ordinary_user(folder: &Path) -> Result<String, String> {
    if std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() != 0) {
        return Ok(String::new());
    }
    let accounts =
        std::fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
    let ids = |name: &str| {
        let fields: Vec<&str> = accounts
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>())
            .find(|line| line[0] == name)?;
        Some((
            fields.get(2)?.parse::<u32>().ok()?,
            fields.get(3)?.parse::<u32>().ok()?,
        ))
    };
    let (uid, gid) = ids("postgres")
        .or_else(|| ids("nobody"))
        .ok_or("there is no ordinary user to run the server as")?;
    chown(folder, Some(uid), Some(gid))
        .map_err(|error| format!("giving the folder to an ordinary user: {error}"))?;
    Ok(format!("{uid}:{gid}"))
}
