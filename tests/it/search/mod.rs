//! The index feed.

mod feed;
