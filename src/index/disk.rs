//! How the files of the index are reached.

use std::path::Path;
use std::sync::Arc;

use tantivy::TantivyError;
use tantivy::directory::{Directory, MmapDirectory};

/// Opens a folder of the index. Tests put a disk here that fails.
pub(super) type Disk = Arc<dyn Fn(&Path) -> Result<Box<dyn Directory>, TantivyError> + Send + Sync>;

/// The disk of the machine.
pub(super) fn real() -> Disk {
    Arc::new(|dir| Ok(Box::new(MmapDirectory::open(dir)?)))
}
