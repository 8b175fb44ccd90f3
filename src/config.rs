//! [`Settings`] as the operator wrote them, by flag, `DVK_…` variable or file, in that order;
//! [`Config`] as resolved. The sole reader of the environment.

use crate::error::{AppError, Doing};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What holds where the operator sets nothing: as the help says it.
const SESSION_IDLE_MINUTES: i64 = 15;
const MAX_UPLOAD_MIB: u64 = 20;
const PAGE_CACHE_MIB: u64 = 8;

/// What the operator may set. Every field is optional: see [`Config`] for what holds when it is not set.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Settings file (TOML with the same names, underscores for hyphens) [default: none]
    #[arg(
        long,
        env = "DVK_CONFIG",
        value_name = "TỆP",
        global = true,
        help = "Tệp cấu hình (TOML, cùng tên tùy chọn, thay gạch nối bằng gạch dưới) [mặc định: không có]"
    )]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Folder of the embedded database, the index and the media [default: data]
    #[arg(
        long,
        env = "DVK_DATA_DIR",
        value_name = "THƯ MỤC",
        global = true,
        help = "Thư mục chứa cơ sở dữ liệu nhúng, chỉ mục và tệp đính kèm [mặc định: data]"
    )]
    pub data_dir: Option<PathBuf>,
    /// `sqlite:PATH` or `postgres://…` [default: sqlite in the data folder]
    #[arg(
        long,
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        global = true,
        help = "`sqlite:ĐƯỜNG-DẪN` hoặc `postgres://…` [mặc định: sqlite trong thư mục dữ liệu]"
    )]
    pub database_url: Option<String>,
    /// Where to listen; may be given several times [default: port 8080 of every address, or 127.0.0.1:8080 for demo]
    #[arg(
        long,
        env = "DVK_BIND",
        value_name = "ĐỊA-CHỈ:CỔNG",
        value_delimiter = ',',
        global = true,
        help = "Nơi nhận kết nối; có thể nêu nhiều lần [mặc định: cổng 8080 ở mọi địa chỉ, riêng demo là 127.0.0.1:8080]"
    )]
    pub bind: Option<Vec<SocketAddr>>,
    /// Address of the site as visitors type it, with its base path, e.g. `https://tinh.gov.vn/danvankheo`
    #[arg(
        long,
        env = "DVK_PUBLIC_URL",
        value_name = "URL",
        global = true,
        help = "Địa chỉ trang như người xem gõ, kể cả đường dẫn gốc, ví dụ `https://tinh.gov.vn/danvankheo`"
    )]
    pub public_url: Option<String>,
    /// Web server threads [default: the number of cores]
    #[arg(
        long,
        env = "DVK_WORKERS",
        value_name = "SỐ",
        global = true,
        help = "Số luồng của máy chủ [mặc định: số lõi của máy]"
    )]
    pub workers: Option<usize>,
    /// Name of the site in its header
    #[arg(
        long,
        env = "DVK_SITE_NAME",
        value_name = "CHỮ",
        global = true,
        help = "Tên trang ở đầu trang"
    )]
    pub site_name: Option<String>,
    /// Owner of the site: the full official name
    #[arg(
        long,
        env = "DVK_OWNER",
        value_name = "CHỮ",
        global = true,
        help = "Cơ quan chủ quản: tên đầy đủ, chính thức"
    )]
    pub owner: Option<String>,
    /// Person responsible for the content (chịu trách nhiệm nội dung)
    #[arg(
        long,
        env = "DVK_RESPONSIBLE",
        value_name = "CHỮ",
        global = true,
        help = "Người chịu trách nhiệm nội dung"
    )]
    pub responsible: Option<String>,
    /// Postal address of the owner
    #[arg(
        long,
        env = "DVK_ADDRESS",
        value_name = "CHỮ",
        global = true,
        help = "Địa chỉ của cơ quan chủ quản"
    )]
    pub address: Option<String>,
    /// Telephone of the owner
    #[arg(
        long,
        env = "DVK_PHONE",
        value_name = "CHỮ",
        global = true,
        help = "Điện thoại của cơ quan chủ quản"
    )]
    pub phone: Option<String>,
    /// E-mail of the owner
    #[arg(
        long,
        env = "DVK_EMAIL",
        value_name = "CHỮ",
        global = true,
        help = "Thư điện tử của cơ quan chủ quản"
    )]
    pub email: Option<String>,
    /// Minutes without a request after which a session ends [default: 15, as level-2 systems must have it]
    #[arg(
        long,
        env = "DVK_SESSION_IDLE_MINUTES",
        value_name = "SỐ",
        global = true,
        help = format!("Số phút không thao tác thì hết phiên làm việc [mặc định: {SESSION_IDLE_MINUTES}, theo yêu cầu của cấp độ 2]")
    )]
    pub session_idle_minutes: Option<i64>,
    /// Largest upload of one file, in MiB [default: 20]
    #[arg(
        long,
        env = "DVK_MAX_UPLOAD_MIB",
        value_name = "SỐ",
        global = true,
        help = format!("Dung lượng lớn nhất của một tệp tải lên, MiB [mặc định: {MAX_UPLOAD_MIB}]")
    )]
    pub max_upload_mib: Option<u64>,
    /// How much memory the page cache may take, in MiB [default: 16]
    #[arg(
        long,
        env = "DVK_PAGE_CACHE_MIB",
        value_name = "SỐ",
        global = true,
        help = format!("Bộ nhớ dành cho các trang dựng sẵn, MiB [mặc định: {PAGE_CACHE_MIB}]")
    )]
    pub page_cache_mib: Option<u64>,
    /// What to log: a level or a `tracing` filter [default: info]
    #[arg(
        long,
        env = "DVK_LOG",
        value_name = "MỨC",
        global = true,
        help = "Mức ghi nhật ký vận hành, hoặc bộ lọc của `tracing` [mặc định: info]"
    )]
    pub log: Option<String>,
    /// Log lines as JSON
    #[arg(long, env = "DVK_LOG_JSON", global = true, hide_possible_values = true, num_args = 0..=1, default_missing_value = "true", help = "Ghi nhật ký vận hành dạng JSON")]
    pub log_json: Option<bool>,
}

/// Settings that cannot hold. Its text is Vietnamese, for the operator.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The settings file cannot be read.
    #[error(transparent)]
    Unreadable(AppError),
    /// The settings file says what cannot be understood.
    #[error("tệp cấu hình {} có chỗ chưa đúng", path.display())]
    NotUnderstood {
        /// Where it is.
        path: PathBuf,
        /// What and where.
        source: toml::de::Error,
    },
    /// The database is of no known kind.
    #[error("DATABASE_URL phải bắt đầu bằng sqlite: hoặc postgres://")]
    Database,
    /// The public address is none.
    #[error("địa chỉ công khai {url:?} chưa đúng: {why}")]
    PublicUrl {
        /// As written.
        url: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// Whose site it is and how to reach them: the footer of every page.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// Name of the site in its header.
    pub site_name: String,
    /// Full official name of the owner.
    pub owner: String,
    /// Who answers for the content; empty where unset.
    pub responsible: String,
    /// Postal address; empty where unset.
    pub address: String,
    /// Telephone; empty where unset.
    pub phone: String,
    /// E-mail; empty where unset.
    pub email: String,
}

/// Where the rows live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL server, as a libpq URL.
    Postgres(String),
}

/// What holds, after flags, variables, file and defaults.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of everything this process keeps.
    pub data_dir: PathBuf,
    /// Where the rows live.
    pub database: DatabaseUrl,
    /// Addresses to listen on; never empty.
    pub bind: Vec<SocketAddr>,
    /// Scheme and host as visitors type them, without a slash at the end.
    pub origin: String,
    /// Path in front of every address of ours: empty, or `/…` without a slash at the end.
    pub base_path: String,
    /// Web server threads.
    pub workers: usize,
    /// The footer.
    pub contact: Contact,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: i64,
    /// Largest upload of one file.
    pub max_upload_bytes: u64,
    /// Memory of the page cache.
    pub page_cache_bytes: u64,
    /// Whether this is the demonstration: accounts are offered on the sign-in page.
    pub demo: bool,
}

/// Whether the environment has a variable that is no setting of ours.
#[expect(
    clippy::disallowed_methods,
    reason = "this file is the reader of the environment"
)]
pub fn environment_has(name: &str) -> bool {
    std::env::var_os(name).is_some()
}

impl Settings {
    /// Fills what flags and variables left open from the settings file, if one is named.
    /// Err: the file cannot be read, or understood.
    pub fn with_file(self) -> Result<Self, SettingsError> {
        let Some(path) = self.config.clone() else {
            return Ok(self);
        };
        let text = std::fs::read_to_string(&path)
            .doing(format!("đọc tệp cấu hình {}", path.display()))
            .map_err(SettingsError::Unreadable)?;
        match toml::from_str(&text) {
            Ok(file) => Ok(self.or(file)),
            Err(source) => Err(SettingsError::NotUnderstood { path, source }),
        }
    }

    fn or(self, file: Self) -> Self {
        Self {
            config: self.config,
            data_dir: self.data_dir.or(file.data_dir),
            database_url: self.database_url.or(file.database_url),
            bind: self.bind.or(file.bind),
            public_url: self.public_url.or(file.public_url),
            workers: self.workers.or(file.workers),
            site_name: self.site_name.or(file.site_name),
            owner: self.owner.or(file.owner),
            responsible: self.responsible.or(file.responsible),
            address: self.address.or(file.address),
            phone: self.phone.or(file.phone),
            email: self.email.or(file.email),
            session_idle_minutes: self.session_idle_minutes.or(file.session_idle_minutes),
            max_upload_mib: self.max_upload_mib.or(file.max_upload_mib),
            page_cache_mib: self.page_cache_mib.or(file.page_cache_mib),
            log: self.log.or(file.log),
            log_json: self.log_json.or(file.log_json),
        }
    }

    /// What holds. `demo` changes the default folder and the default address. Err: a setting that cannot be.
    pub fn resolve(self, demo: bool) -> Result<Config, SettingsError> {
        let data_dir = self
            .data_dir
            .unwrap_or_else(|| PathBuf::from(if demo { ".dvk-demo" } else { "data" }));
        let database = match self.database_url.as_deref() {
            Some(url) => database_url(url)?,
            None => DatabaseUrl::Sqlite(data_dir.join("danvankheo.sqlite3")),
        };
        let bind = match self.bind {
            Some(addresses) if !addresses.is_empty() => addresses,
            _ if demo => vec![SocketAddr::from(([127, 0, 0, 1], 8080))],
            _ => vec![SocketAddr::from(([0u16; 8], 8080))],
        };
        let (origin, base_path) = match self.public_url.as_deref() {
            Some(url) => public_url(url)?,
            None => (format!("http://{}", shown_address(bind[0])), String::new()),
        };
        let text =
            |value: Option<String>, default: &str| value.unwrap_or_else(|| default.to_owned());
        Ok(Config {
            database,
            origin,
            base_path,
            workers: self
                .workers
                .unwrap_or_else(|| std::thread::available_parallelism().map_or(2, usize::from)),
            contact: Contact {
                site_name: text(self.site_name, "Dân vận khéo"),
                owner: text(
                    self.owner,
                    if demo {
                        "Bản trình diễn hệ thống Dân vận khéo"
                    } else {
                        "Chưa khai báo cơ quan chủ quản"
                    },
                ),
                responsible: text(self.responsible, ""),
                address: text(self.address, ""),
                phone: text(self.phone, ""),
                email: text(self.email, ""),
            },
            session_idle_minutes: self
                .session_idle_minutes
                .unwrap_or(SESSION_IDLE_MINUTES)
                .max(1),
            max_upload_bytes: self.max_upload_mib.unwrap_or(MAX_UPLOAD_MIB) * 1024 * 1024,
            page_cache_bytes: self.page_cache_mib.unwrap_or(PAGE_CACHE_MIB) * 1024 * 1024,
            demo,
            data_dir,
            bind,
        })
    }
}

impl Config {
    /// Folder of the tantivy index.
    pub fn index_dir(&self) -> PathBuf {
        self.data_dir.join("index")
    }

    /// Folder of the files named by content.
    pub fn media_dir(&self) -> PathBuf {
        self.data_dir.join("media")
    }
}

/// The address a person types to reach a listener: an unspecified address becomes `localhost`.
pub fn shown_address(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("localhost:{}", address.port())
    } else {
        address.to_string()
    }
}

fn database_url(url: &str) -> Result<DatabaseUrl, SettingsError> {
    if let Some(path) = url.strip_prefix("sqlite:") {
        return Ok(DatabaseUrl::Sqlite(
            Path::new(path.strip_prefix("//").unwrap_or(path)).to_path_buf(),
        ));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok(DatabaseUrl::Postgres(url.to_owned()));
    }
    Err(SettingsError::Database)
}

/// Scheme and host, and the base path, of a public address.
fn public_url(url: &str) -> Result<(String, String), SettingsError> {
    let wrong = |why| SettingsError::PublicUrl {
        url: url.to_owned(),
        why,
    };
    let (scheme, rest) = url
        .split_once("://")
        .ok_or_else(|| wrong("thiếu http:// hoặc https://"))?;
    if !matches!(scheme, "http" | "https") {
        return Err(wrong("phải bắt đầu bằng http:// hoặc https://"));
    }
    let (host, path) = rest
        .split_once('/')
        .map_or((rest, ""), |(host, path)| (host, path));
    if host.is_empty() || rest.contains(['?', '#', ' ']) {
        return Err(wrong("thiếu tên miền, hoặc có phần thừa sau đường dẫn"));
    }
    let path = path.trim_matches('/');
    Ok((
        format!("{scheme}://{host}"),
        if path.is_empty() {
            String::new()
        } else {
            format!("/{path}")
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_splits_into_origin_and_base_path() {
        let split = |url| public_url(url).map_err(|_| ());
        assert_eq!(
            split("https://a.vn"),
            Ok(("https://a.vn".into(), String::new()))
        );
        assert_eq!(
            split("https://a.vn/x/y/"),
            Ok(("https://a.vn".into(), "/x/y".into()))
        );
        assert_eq!(
            split("http://[::1]:8080/"),
            Ok(("http://[::1]:8080".into(), String::new()))
        );
        for wrong in ["a.vn", "ftp://a.vn", "https://", "https://a.vn/?q=1"] {
            assert_eq!(split(wrong), Err(()), "{wrong}");
        }
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let flags = Settings {
            owner: Some("Cờ".into()),
            ..Settings::default()
        };
        let file = Settings {
            owner: Some("Tệp".into()),
            phone: Some("024".into()),
            ..Settings::default()
        };
        let config = flags.or(file).resolve(false).unwrap();
        assert_eq!(config.contact.owner, "Cờ");
        assert_eq!(config.contact.phone, "024");
        assert_eq!(config.contact.site_name, "Dân vận khéo");
    }

    #[test]
    fn a_demonstration_is_for_this_machine_alone_and_a_site_for_everyone() {
        let bind = |demo| Settings::default().resolve(demo).unwrap().bind;
        assert_eq!(bind(true), ["127.0.0.1:8080".parse().unwrap()]);
        assert_eq!(bind(false), ["[::]:8080".parse().unwrap()]);
    }

    #[test]
    fn an_unknown_database_scheme_is_refused() {
        assert!(database_url("mysql://x").is_err());
        assert_eq!(
            database_url("sqlite:a.db").unwrap(),
            DatabaseUrl::Sqlite("a.db".into())
        );
        assert_eq!(
            database_url("sqlite:///tmp/a.db").unwrap(),
            DatabaseUrl::Sqlite("/tmp/a.db".into())
        );
    }
}
