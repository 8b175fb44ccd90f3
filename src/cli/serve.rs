//! `danvankheo serve`.

use super::CliResult;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, shown_address};
use crate::db::Db;
use crate::error::{AppError, Doing, Result};
use crate::log::{self, EventKind};
use crate::units::{self, Depth};
use crate::{routes, search};
use actix_web::HttpServer;
use actix_web::dev::Server;
use actix_web::web::Data;
use std::net::TcpListener;

/// Migrates, then serves until it is told to stop.
pub(super) fn serve(config: Config) -> CliResult {
    let db = Db::open(&config.database)?;
    db.migrate()?;
    if db.read_now(|conn| log::kind_at(conn, 1))?.as_deref() == Some(EventKind::DemoBegun.as_str())
    {
        return Err(AppError::internal(
            "starting to serve",
            "the database holds a demonstration, whose passwords are shown to everyone; use `danvankheo demo`",
        )
        .into());
    }
    units::seed_facts(&db, &Clock::System, Depth::OldCommunes)?;
    let app = App::with_db(config, Clock::System, db)?;
    run_server(app)?;
    Ok(())
}

/// Serves `app` on its addresses until it is told to stop; finishes what it is doing.
pub fn run_server(app: App) -> Result<()> {
    let listeners = app
        .config
        .bind
        .iter()
        .map(|address| TcpListener::bind(address).doing(format!("listening on {address}")))
        .collect::<Result<Vec<_>>>()?;
    for address in &app.config.bind {
        tracing::info!(
            "serving http://{}{}",
            shown_address(*address),
            app.config.base_path
        );
    }
    actix_web::rt::System::new().block_on(async move {
        let app = Data::new(app);
        let _feed = search::start_feed(app.clone());
        listen(&app, listeners)?.await.doing("serving")
    })
}

/// A server for `app` on listeners that are open already.
pub fn listen(app: &Data<App>, listeners: Vec<TcpListener>) -> Result<Server> {
    let workers = app.config.workers;
    let shared = app.clone();
    let mut server = HttpServer::new(move || routes::application(shared.clone()))
        .workers(workers)
        .shutdown_timeout(20);
    for listener in listeners {
        server = server.listen(listener).doing("listening")?;
    }
    Ok(server.run())
}
