//! The kinds of files that are taken.
//!
//! From the list of TT 39/2017/TT-BTTTT (`obligations.md` 5), those whose content can be checked: no archives, no
//! formats that carry macros, no old binary office formats.

use serde::{Deserialize, Serialize};

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A WebP picture.
    Webp,
    /// A PDF document.
    Pdf,
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument text.
    Odt,
    /// An OpenDocument spreadsheet.
    Ods,
}

/// What a file is brought for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A picture to be shown.
    Photo,
    /// Evidence or a decision to be read: a document or a picture.
    Evidence,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Odt,
        Self::Ods,
    ];

    /// The media type, as stored and as sent to browsers.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }

    /// The usual ending of its file names, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Ods => "ods",
        }
    }

    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }
}

impl Purpose {
    /// Whether a kind will do for it.
    pub const fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Photo => kind.is_picture(),
            Self::Evidence => true,
        }
    }

    /// What a file field's `accept` says, for the comfort of whoever chooses; nothing is trusted for it.
    pub fn accept(self) -> String {
        let endings = Kind::ALL
            .into_iter()
            .filter(|kind| self.takes(*kind))
            .map(|kind| format!(".{}", kind.extension()));
        endings
            .chain([".jpeg".to_owned()])
            .collect::<Vec<_>>()
            .join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_pictures_and_evidence_may_be_anything_taken() {
        assert_eq!(Purpose::Photo.accept(), ".jpg,.png,.webp,.jpeg");
        for kind in Kind::ALL {
            assert_eq!(Purpose::Photo.takes(kind), kind.is_picture());
            assert!(Purpose::Evidence.takes(kind));
        }
    }
}
