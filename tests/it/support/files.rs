//! Files that people bring.

use image::{DynamicImage, ImageFormat};
use std::io::Cursor;

/// The smallest whole document.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n";

/// A photo of 800 by 600 pixels.
pub fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = DynamicImage::new_rgb8(800, 600);
    image
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
        .unwrap();
    bytes
}
