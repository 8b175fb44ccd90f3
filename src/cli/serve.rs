//! `danvankheo serve`.

use super::{CliResult, Exit, shipped_units};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, shown_address};
use crate::db::Db;
use crate::error::{Doing, Result};
use crate::log::{self, EventKind};
use crate::media::store::Store;
use crate::{routes, search};
use actix_web::HttpServer;
use actix_web::dev::Server;
use actix_web::web::Data;
use socket2::{Domain, Socket, Type};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::{Duration, SystemTime};

/// Connections that may wait to be taken.
const BACKLOG: i32 = 1024;
/// No upload takes longer to write.
const LONGEST_WRITE: Duration = Duration::from_secs(3_600);

/// Migrates, then serves until it is told to stop.
pub(super) fn serve(config: Config) -> CliResult {
    let db = Db::open(&config.database)?;
    db.migrate()?;
    if db.read_now(|conn| log::kind_at(conn, 1))?.as_deref() == Some(EventKind::DemoBegun.as_str())
    {
        return Err(Exit::Misused(
            "cơ sở dữ liệu này là bản trình diễn, ai cũng xem được mật khẩu; xin dùng lệnh `danvankheo demo`"
                .into(),
        ));
    }
    let loaded = shipped_units::load(&db)?;
    if loaded.units > 0 {
        tracing::info!(units = loaded.units, "the shipped units are in");
    }
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
        .map(|address| open(*address).doing(format!("mở cổng {address}")))
        .collect::<Result<Vec<_>>>()?;
    sweep(&app.config);
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
        listen(&app, listeners)?.await.doing("chạy máy chủ")
    })
}

/// Removes the uploads that killed processes left half written. Another process may be writing one at this moment, so that
/// only old ones go.
fn sweep(config: &Config) {
    match Store::new(config.media_dir()).sweep(SystemTime::now() - LONGEST_WRITE) {
        Ok(0) => {}
        Ok(removed) => tracing::info!(removed, "unfinished uploads are removed"),
        Err(error) => tracing::warn!(%error, "unfinished uploads could not be looked for"),
    }
}

/// Opens a listener. The unspecified address of IPv6 takes IPv4 too, whatever the machine's default is; on a machine that
/// has no IPv6 it stands for that of IPv4.
fn open(address: SocketAddr) -> std::io::Result<TcpListener> {
    let opened = Socket::new(Domain::for_address(address), Type::STREAM, None).and_then(|socket| {
        if address.is_ipv6() {
            socket.set_only_v6(!address.ip().is_unspecified())?;
        }
        socket.set_reuse_address(true)?;
        socket.bind(&address.into())?;
        socket.listen(BACKLOG)?;
        Ok(socket.into())
    });
    match opened {
        Err(error) if address.is_ipv6() && address.ip().is_unspecified() && !is_taken(&error) => {
            tracing::warn!(%error, "this machine has no IPv6; listening on IPv4 only");
            open((Ipv4Addr::UNSPECIFIED, address.port()).into())
        }
        opened => opened,
    }
}

fn is_taken(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied
    )
}

/// A server for `app` on listeners that are open already.
pub fn listen(app: &Data<App>, listeners: Vec<TcpListener>) -> Result<Server> {
    let workers = app.config.workers;
    let shared = app.clone();
    let mut server = HttpServer::new(move || routes::application(shared.clone()))
        .workers(workers)
        .shutdown_timeout(20);
    for listener in listeners {
        server = server.listen(listener).doing("nhận kết nối")?;
    }
    Ok(server.run())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv6Addr, TcpStream};

    #[test]
    fn the_default_address_takes_both_kinds_of_visitors() {
        let listener = open((Ipv6Addr::UNSPECIFIED, 0).into()).unwrap();
        let port = listener.local_addr().unwrap().port();
        TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
            TcpStream::connect((Ipv6Addr::LOCALHOST, port)).unwrap();
        }
    }

    #[test]
    fn an_address_that_is_taken_is_refused() {
        let first = open((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
        let second = open(first.local_addr().unwrap());
        assert_eq!(second.unwrap_err().kind(), ErrorKind::AddrInUse);
    }
}
