//! What can go wrong with the index.

use std::path::PathBuf;

/// An index that cannot be opened, written or read. Whatever it says, nothing is lost: the index is made
/// from the database, and a rebuild makes it anew.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another process has the folder. Two processes each need their own.
    #[error("the search index in {} is in use by another process", dir.display())]
    Locked {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder was deleted while it was in use, or the lock in it.
    #[error("the search index folder {} was deleted", dir.display())]
    Gone {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder cannot be read or written.
    #[error("the search index folder {} cannot be used", dir.display())]
    Folder {
        /// The folder.
        dir: PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// The index library failed: files damaged or gone, or the disk is full.
    #[error("the search index failed while {doing}")]
    Engine {
        /// What was being done.
        doing: &'static str,
        /// What it said.
        #[source]
        source: tantivy::TantivyError,
    },
}

/// Says what was being done when the index library failed.
pub(super) trait Doing<T> {
    fn doing(self, doing: &'static str) -> Result<T, IndexError>;
}

impl<T, E: Into<tantivy::TantivyError>> Doing<T> for Result<T, E> {
    fn doing(self, doing: &'static str) -> Result<T, IndexError> {
        self.map_err(|error| IndexError::Engine {
            doing,
            source: error.into(),
        })
    }
}
