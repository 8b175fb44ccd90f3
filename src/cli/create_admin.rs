//! `danvankheo create-admin`.

use super::{CliResult, args};
use crate::access::{Actor, Role};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::Doing;
use crate::users::usecases::{NewUser, create_now};

/// Makes an administrator's account with the password on the first line of standard input.
pub(super) fn create_admin(config: &Config, args: args::CreateAdmin) -> CliResult {
    let db = Db::open(&config.database)?;
    db.migrate()?;
    eprintln!("Password (at least 14 characters), then Enter:");
    let mut password = String::new();
    std::io::stdin()
        .read_line(&mut password)
        .doing("reading the password")?;
    let new = NewUser {
        username: args.username.clone(),
        full_name: args.full_name,
        position: String::new(),
        password: password.trim_end_matches(['\r', '\n']).to_owned(),
        must_change_password: false,
        roles: vec![(Role::Admin, None)],
    };
    create_now(&db, &Clock::System, &Actor::System, new)?;
    println!("administrator {} made", args.username);
    Ok(())
}
