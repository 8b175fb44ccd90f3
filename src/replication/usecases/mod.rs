//! One verb, one file.

mod adopt;
mod begin;
mod change;
mod end;

pub use adopt::{Adopt, Adopted, adopt};
pub use begin::{begin, first_day};
pub use end::{End, end};
