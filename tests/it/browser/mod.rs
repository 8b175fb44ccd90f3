//! What only a browser can tell.

mod autosave;
mod line;
mod pages;
mod suggest;
