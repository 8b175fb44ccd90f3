//! What an administrator changes, and everyone of the own account.

use super::refused::NO_ADMIN;
use super::world::{EVERYONE, Who::Admin};
use super::{Row, nothing, row, shown, typed};
use crate::support::prelude::*;

pub(super) fn admin_rows() -> Vec<Row> {
    vec![
        row(
            "units/admin::add",
            |_| String::from("/quan-tri/don-vi/moi"),
            |world| {
                let mut fields = typed(&[
                    ("name", "Chi bộ thôn Nam Lân 2"),
                    ("kind", "party"),
                    ("level", "grassroots"),
                    ("valid_from", "2026-11-01"),
                ]);
                fields.push(("parent_id", world.line.host.id.to_string()));
                fields
            },
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "search/synonyms::change",
            |_| String::from("/quan-tri/tu-dong-nghia/sua"),
            |_| {
                typed(&[
                    ("words", "chợ cóc"),
                    ("relation", "="),
                    ("also", "chợ tạm"),
                    ("percent", "80"),
                    ("reason", "Cách gọi của người dân."),
                    ("version", "0"),
                    ("do", "save"),
                ])
            },
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::create",
            |_| String::from("/quan-tri/tai-khoan/moi"),
            |_| {
                typed(&[
                    ("username", "nguoi-moi"),
                    ("full_name", "Nguyễn Văn Mới"),
                    ("position", "Chuyên viên"),
                    ("password", PASSWORD),
                ])
            },
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::give",
            |world| world.account("/vai-tro"),
            |_| typed(&[("role", "admin")]),
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::end",
            |world| world.account(&format!("/vai-tro/{}/ket-thuc", world.membership)),
            nothing,
            &[NO_ADMIN],
            &[Admin],
        ),
        shown(row(
            "users/admin::reset_password",
            |world| world.account("/mat-khau"),
            nothing,
            &[NO_ADMIN],
            &[Admin],
        )),
        row(
            "users/admin::set_state",
            |world| world.account("/trang-thai"),
            |_| typed(&[("state", "disabled")]),
            &[NO_ADMIN],
            &[Admin],
        ),
    ]
}

/// Of the own account: only who is not signed in is refused. Whoever signs out does nothing after it.
pub(super) fn account_rows() -> Vec<Row> {
    vec![
        row(
            "users::change_password",
            |_| String::from("/tai-khoan/mat-khau"),
            |_| {
                typed(&[
                    ("current", PASSWORD),
                    ("new", "đồng lúa chín vàng"),
                    ("repeated", "đồng lúa chín vàng"),
                ])
            },
            &[],
            &EVERYONE,
        ),
        row(
            "users::revoke",
            |_| String::from("/tai-khoan/dang-xuat-noi-khac"),
            nothing,
            &[],
            &EVERYONE,
        ),
        row(
            "users::sign_out",
            |_| String::from("/dang-xuat"),
            nothing,
            &[],
            &EVERYONE,
        ),
    ]
}
