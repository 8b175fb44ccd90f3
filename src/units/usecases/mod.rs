//! What can be done to units.

mod add;
mod import;

pub use add::{NewUnit, add_unit, add_unit_now};
pub use import::{UnitTally, import_units};

use super::seed::SLUG_MAX;
use super::store;
use crate::db::Conn;
use crate::error::Result;
use crate::vietnamese::slug;

/// An address for a body of this name that no unit has yet: the name, then with its code, then with a number.
fn free_slug(conn: &mut Conn, name: &str, code: Option<&str>) -> Result<String> {
    let base = match slug(name, SLUG_MAX) {
        base if base.is_empty() => "don-vi".to_owned(),
        base => base,
    };
    if !store::has_slug(conn, &base)? {
        return Ok(base);
    }
    if let Some(code) = code {
        let with_code = format!("{base}-{}", slug(code, SLUG_MAX));
        if !store::has_slug(conn, &with_code)? {
            return Ok(with_code);
        }
    }
    let mut number = 2;
    loop {
        let numbered = format!("{base}-{number}");
        if !store::has_slug(conn, &numbered)? {
            return Ok(numbered);
        }
        number += 1;
    }
}
