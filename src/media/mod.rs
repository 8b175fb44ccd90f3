//! Files people bring: what they really are, pictures made smaller, and bytes named by their content.
//!
//! What a file is follows from its content, never from its name. [`inspect()`] accepts or refuses; [`photo`] decodes a
//! picture within limits and [`rendition`] says which smaller pictures to make of it, apart from making them;
//! [`store`] keeps bytes under their SHA-256. All of it blocks and belongs off the async threads. Who may see which
//! file is decided elsewhere.

pub mod file_name;
pub mod inspect;
pub mod kind;
pub mod limits;
pub mod photo;
pub mod refusal;
pub mod rendition;
pub mod store;

mod jpeg;
mod office;
mod zip;

#[cfg(test)]
mod samples;

pub use inspect::{Inspected, inspect};
pub use kind::{Kind, Purpose};
pub use limits::Limits;
pub use refusal::Refusal;
pub use store::{FileHash, Store};
