//! One verb, one file.

mod adopt;
mod end;

pub use adopt::{Adopt, Adopted, adopt};
pub use end::{End, end};
