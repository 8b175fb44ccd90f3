//! `danvankheo demo`: a site to try out, filled by the same use cases that people use, on data that says it is for trying.

mod accounts;
mod adoptions;
mod bodies;
mod campaign;
mod cast;
mod folder;
mod illustration;
mod journey;
mod paper;
mod registration;
mod story;

use super::args::Demo;
use super::serve::run_server;
use super::{CliResult, Exit};
use crate::access::Actor;
use crate::app::{App, DemoAccount};
use crate::campaigns;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Conn, Db};
use crate::error::{AppError, Doing, Result};
use crate::index::ModelIndex;
use crate::log::{self, Event, EventKind};
use crate::models;
use crate::search;
use crate::units::{self, Depth};
use folder::Folder;
use indicatif::{ProgressBar, ProgressStyle};
use story::Story;

/// The catalogue that ships with the program.
const CATALOGUE: &str = include_str!("../../../assets/demo/models.jsonl");

/// Fills a demonstration where there is none yet, then serves it.
pub(super) fn demo(config: Config, args: &Demo) -> CliResult {
    let folder = Folder::open(&config.data_dir)?;
    let in_folder = folder.holds(&config.database);
    // Whoever serves from the folder holds its index, and whoever fills it too.
    let free = || ModelIndex::is_free(&config.index_dir()).doing("opening the search index");
    if args.reset {
        free()?;
        if in_folder {
            folder.clear()?;
        }
    }
    let db = Db::open(&config.database)?;
    db.migrate()?;
    let standing = db.read_now(standing)?;
    match standing {
        Standing::Foreign => return Err(foreign()),
        // What was left half-way is not gone on with: a story is told from its beginning.
        Standing::Half => {
            free()?;
            start_over(&db, &folder)?;
        }
        Standing::Whole if args.reset => start_over(&db, &folder)?,
        Standing::Whole | Standing::Nothing => {}
    }
    // What stands already is told without opening the index, which a running demonstration holds.
    if standing == Standing::Whole && !args.reset && args.print_accounts.is_some() {
        return print(&folder.accounts()?);
    }
    let mut app = App::with_db(config, Clock::System, db)?;
    if standing != Standing::Whole || args.reset {
        let story = Story::ending_before(app.clock.now());
        app.clock = story.clock();
        let accounts = fill(&app, &story)?;
        app.clock = Clock::System;
        folder.keep_accounts(&accounts)?;
        mark(&app, EventKind::DemoBuilt)?;
        // The first who comes finds everything.
        if let Some(built) = search::rebuild(&app.db, &app.index, &app.config, |_, _| true)? {
            app.built_anew(built);
        }
    }
    app.demo_accounts = folder.accounts()?;
    if args.print_accounts.is_some() {
        return print(&app.demo_accounts);
    }
    tell(&app.demo_accounts);
    run_server(app)?;
    Ok(())
}

/// Prints the accounts as JSON, for programs.
fn print(accounts: &[DemoAccount]) -> CliResult {
    let json = serde_json::to_string_pretty(accounts).doing("in các tài khoản")?;
    println!("{json}");
    Ok(())
}

/// What stands in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing has happened in it.
    Nothing,
    /// A demonstration that was not finished.
    Half,
    /// A demonstration, with whatever people did in it since.
    Whole,
    /// Something that is no demonstration.
    Foreign,
}

fn standing(conn: &mut Conn) -> Result<Standing> {
    Ok(match log::kind_at(conn, 1)? {
        None => Standing::Nothing,
        Some(kind) if kind != EventKind::DemoBegun.as_str() => Standing::Foreign,
        Some(_) if log::has_kind(conn, EventKind::DemoBuilt)? => Standing::Whole,
        Some(_) => Standing::Half,
    })
}

fn foreign() -> Exit {
    Exit::Misused(
        "cơ sở dữ liệu này có dữ liệu không phải của bản trình diễn, nên không trộn vào và không xóa; \
         xin chọn cơ sở dữ liệu khác hoặc bỏ DATABASE_URL"
            .into(),
    )
}

/// Empties a database that holds a demonstration, and what this process keeps beside it.
fn start_over(db: &Db, folder: &Folder) -> Result<()> {
    db.erase()?;
    folder.clear_beside_database()
}

/// Writes everything, in the order in which it would come about.
fn fill(app: &App, story: &Story) -> Result<Vec<DemoAccount>> {
    let bar = ProgressBar::new(5).with_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}")
            .expect("the template is well formed"),
    );
    let step = |what: &'static str| {
        bar.inc(1);
        bar.set_message(what);
    };
    bar.set_message("danh mục đơn vị hành chính");
    mark(app, EventKind::DemoBegun)?;
    units::seed_facts(&app.db, &app.clock, Depth::OldCommunes)?;
    step("tư liệu mô hình");
    let lines = models::import::read(CATALOGUE.as_bytes());
    let mut bad = None;
    models::import::import_models(&app.db, &app.clock, &Actor::System, lines, |line| {
        bad.get_or_insert_with(|| line.to_string());
    })?;
    if let Some(bad) = bad {
        return Err(AppError::internal("reading the shipped catalogue", bad));
    }
    step("bộ tiêu chí");
    campaigns::load_criteria(
        &app.db,
        &app.clock,
        &Actor::System,
        campaigns::criteria::SHIPPED,
    )?;
    step("đơn vị và tài khoản");
    let bodies = bodies::enter(app)?;
    let (cast, accounts) = cast::hire(app, &bodies)?;
    step("đợt thi đua và hồ sơ");
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .doing("tạo dữ liệu trình diễn")?
        .block_on(async {
            let campaigns = campaign::open_both(app, story, &cast, &bodies).await?;
            journey::tell(app, story, &cast, &bodies, &campaigns).await
        })?;
    bar.finish_and_clear();
    Ok(accounts)
}

fn mark(app: &App, kind: EventKind) -> Result<()> {
    let now = app.clock.now();
    app.db
        .write_now(|conn| log::append(conn, &Actor::System, Event::site(kind), now))?;
    Ok(())
}

/// Names the accounts on standard output.
fn tell(accounts: &[DemoAccount]) {
    if accounts.is_empty() {
        eprintln!(
            "Mật khẩu của các tài khoản trình diễn không có trong thư mục này; chạy lại với --reset để tạo mới."
        );
        return;
    }
    println!("Tài khoản trình diễn (chỉ dùng để thử, ai xem được trang đăng nhập cũng thấy):");
    for account in accounts {
        println!(
            "  {:<14} {}  {}",
            account.username, account.password, account.who
        );
    }
}
