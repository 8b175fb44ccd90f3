//! Why a file is not taken, in words for whoever brought it.

/// Why a file is not taken. Its text is Vietnamese and belongs beside the file field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes.
    #[error("Tệp rỗng.")]
    Empty,
    /// More bytes than allowed.
    #[error("Tệp lớn quá {} MB.", .max_bytes / 1_000_000)]
    TooLarge {
        /// Most bytes.
        max_bytes: u64,
    },
    /// A program or script, whatever its name.
    #[error("Tệp này là chương trình hoặc mã lệnh, không được nhận dù đặt tên thế nào.")]
    Executable,
    /// Not a picture of a kind that is taken.
    #[error("Ảnh phải là JPEG, PNG hoặc WebP.")]
    NotAPhoto,
    /// A picture as some phones make them, which browsers do not show.
    #[error("Ảnh HEIC/HEIF chưa được hỗ trợ; hãy chuyển sang JPEG rồi tải lên lại.")]
    Heif,
    /// Not a file of a kind that is taken.
    #[error("Chỉ nhận tệp PDF, DOCX, XLSX, ODT, ODS và ảnh JPEG, PNG, WebP.")]
    NotAllowed,
    /// An office document in the old binary format.
    #[error(
        "Tệp Office kiểu cũ (.doc, .xls, .ppt) không được nhận; hãy lưu lại thành .docx, .xlsx hoặc PDF."
    )]
    LegacyOffice,
    /// A document that carries macros or programs.
    #[error("Tài liệu có chứa macro hoặc tệp chương trình; hãy lưu lại bản không có macro.")]
    Macros,
    /// A document locked by a password.
    #[error("Tài liệu đặt mật khẩu nên không kiểm tra được; hãy bỏ mật khẩu rồi tải lên lại.")]
    Encrypted,
    /// A document that unpacks to too much or to too many parts.
    #[error("Tài liệu giải nén ra quá lớn nên không được nhận.")]
    UnpacksTooLarge,
    /// A picture with too many pixels.
    #[error("Ảnh có kích thước quá lớn (tối đa {} triệu điểm ảnh, mỗi cạnh {max_side_px} điểm ảnh).", .max_pixels / 1_000_000)]
    TooManyPixels {
        /// Most pixels.
        max_pixels: u64,
        /// Most pixels along a side.
        max_side_px: u32,
    },
    /// The end is missing.
    #[error("Tệp chưa trọn vẹn, thiếu phần cuối; hãy tải lên lại.")]
    Truncated,
    /// The content contradicts itself.
    #[error("Tệp bị hỏng, không đọc được.")]
    Damaged,
}

impl Refusal {
    /// A stable word for logs and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "media.empty",
            Self::TooLarge { .. } => "media.too_large",
            Self::Executable => "media.executable",
            Self::NotAPhoto => "media.not_a_photo",
            Self::Heif => "media.heif",
            Self::NotAllowed => "media.not_allowed",
            Self::LegacyOffice => "media.legacy_office",
            Self::Macros => "media.macros",
            Self::Encrypted => "media.encrypted",
            Self::UnpacksTooLarge => "media.unpacks_too_large",
            Self::TooManyPixels { .. } => "media.too_many_pixels",
            Self::Truncated => "media.truncated",
            Self::Damaged => "media.damaged",
        }
    }
}
