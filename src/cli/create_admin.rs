//! `danvankheo create-admin`.

use super::{CliResult, args};
use crate::access::{Actor, Role};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{AppError, Doing, Result};
use crate::users::usecases::{NewUser, create_now};
use console::Term;
use std::io::IsTerminal;

/// Makes an administrator's account with a password from standard input.
pub(super) fn create_admin(config: &Config, args: args::CreateAdmin) -> CliResult {
    let db = Db::open(&config.database)?;
    db.migrate()?;
    let password = read_password()?;
    let new = NewUser {
        username: args.username.clone(),
        full_name: args.full_name,
        position: String::new(),
        password,
        must_change_password: false,
        roles: vec![(Role::Admin, None)],
    };
    create_now(&db, &Clock::System, &Actor::System, new)?;
    println!("đã tạo tài khoản quản trị {}", args.username);
    Ok(())
}

/// The password: typed twice at a terminal, which does not show it, or else the first line.
fn read_password() -> Result<String> {
    let doing = "đọc mật khẩu";
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let typed = |prompt: &str| {
            eprint!("{prompt}");
            Term::stderr().read_secure_line().doing(doing)
        };
        let password = typed("Mật khẩu (ít nhất 14 ký tự, không hiện khi gõ): ")?;
        if typed("Nhập lại mật khẩu: ")? != password {
            return Err(AppError::field(
                "password",
                "Hai lần nhập mật khẩu chưa giống nhau.",
            ));
        }
        return Ok(password);
    }
    let mut line = String::new();
    stdin.read_line(&mut line).doing(doing)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
