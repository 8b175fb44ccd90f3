//! The program itself, as an operator runs it.

mod create_admin;
mod help;
mod killed;
mod migrate;
mod verify;
