//! How much of a file is too much. Settings: what fits a commune's server is for its operator to say.

use serde::{Deserialize, Serialize};

/// Bounds on what people bring and on the work it may cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Most bytes of one photo.
    pub photo_max_bytes: u64,
    /// Most bytes of one evidence file.
    pub evidence_max_bytes: u64,
    /// Most pixels of a picture, width times height; known before decoding.
    pub max_pixels: u64,
    /// Most pixels along one side of a picture.
    pub max_side_px: u32,
    /// Most bytes a document may unpack to, as it declares itself.
    pub max_unpacked_bytes: u64,
    /// Most parts a document may be packed of.
    pub max_parts: usize,
}

impl Default for Limits {
    /// 20 MB photos of up to 40 megapixels (a phone's full resolution), 30 MB documents.
    fn default() -> Self {
        Self {
            photo_max_bytes: 20_000_000,
            evidence_max_bytes: 30_000_000,
            max_pixels: 40_000_000,
            max_side_px: 20_000,
            max_unpacked_bytes: 300_000_000,
            max_parts: 5_000,
        }
    }
}
