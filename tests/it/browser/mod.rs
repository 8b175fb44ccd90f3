//! What only a browser can tell.

mod pages;
mod suggest;
