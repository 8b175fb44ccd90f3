//! Files made for tests: pictures, documents and what hides as such.

use std::io::{Cursor, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::kind::Kind;

/// Whether a part of an archive is compressed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Stored,
    Deflated,
}

/// A ZIP archive of the given parts.
pub(super) fn archive(parts: &[(&str, &[u8], Packing)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content, packing) in parts {
        let mut crc = Crc::new();
        crc.update(content);
        let packed = match packing {
            Packing::Stored => content.to_vec(),
            Packing::Deflated => {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(content).unwrap();
                encoder.finish().unwrap()
            }
        };
        let method = if *packing == Packing::Stored { 0u16 } else { 8 };
        let header_at = u32::try_from(bytes.len()).unwrap();
        let mut shared = Vec::new();
        shared.extend(20u16.to_le_bytes());
        shared.extend(0u16.to_le_bytes());
        shared.extend(method.to_le_bytes());
        shared.extend([0; 4]);
        shared.extend(crc.sum().to_le_bytes());
        shared.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        shared.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        shared.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        shared.extend(0u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&shared);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        directory.extend(b"PK\x01\x02");
        directory.extend(20u16.to_le_bytes());
        directory.extend(&shared);
        directory.extend([0; 10]);
        directory.extend(header_at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn types(part: &str, kind: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>"#
    )
}

pub(super) fn docx() -> Vec<u8> {
    let types = types("/word/document.xml", "wordprocessingml.document");
    archive(&[
        ("[Content_Types].xml", types.as_bytes(), Packing::Deflated),
        ("word/document.xml", b"<w:document/>", Packing::Deflated),
    ])
}

pub(super) fn docx_with_macro() -> Vec<u8> {
    let types = types("/word/document.xml", "wordprocessingml.document");
    archive(&[
        ("[Content_Types].xml", types.as_bytes(), Packing::Deflated),
        ("word/document.xml", b"<w:document/>", Packing::Deflated),
        (
            "word/vbaProject.bin",
            b"\xd0\xcf\x11\xe0",
            Packing::Deflated,
        ),
    ])
}

pub(super) fn xlsx() -> Vec<u8> {
    let types = types("/xl/workbook.xml", "spreadsheetml.sheet");
    archive(&[
        ("[Content_Types].xml", types.as_bytes(), Packing::Deflated),
        ("xl/workbook.xml", b"<workbook/>", Packing::Deflated),
    ])
}

pub(super) fn odt(kind: Kind) -> Vec<u8> {
    archive(&[
        ("mimetype", kind.media_type().as_bytes(), Packing::Stored),
        (
            "content.xml",
            b"<office:document-content/>",
            Packing::Deflated,
        ),
    ])
}

pub(super) fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n".to_vec()
}

/// A picture whose left half is red and right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([200, 20, 20])
        } else {
            Rgb([20, 20, 200])
        }
    })
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(super) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height).into(), ImageFormat::Jpeg)
}

pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height).into(), ImageFormat::Png)
}

pub(super) fn webp(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height).into(), ImageFormat::WebP)
}

/// A PNG that is wholly transparent over black.
pub(super) fn transparent_png(width: u32, height: u32) -> Vec<u8> {
    encoded(
        &RgbaImage::from_pixel(width, height, Rgba([0, 0, 0, 0])).into(),
        ImageFormat::Png,
    )
}

/// The maker's name in the EXIF of [`jpeg_with_gps`], to look for where it must not be.
pub(super) const MAKER: &[u8] = b"MayAnhThu";

/// A JPEG with EXIF as a phone writes it: maker, a turn by 90° (orientation 6), and the place it was taken.
pub(super) fn jpeg_with_gps(width: u32, height: u32) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut bytes = tag.to_le_bytes().to_vec();
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value);
        bytes
    };
    let after_main = 8 + 2 + 3 * 12 + 4;
    let maker_at = u32::try_from(after_main).unwrap();
    let gps_at = maker_at + u32::try_from(MAKER.len() + 1).unwrap();
    let latitude_at = gps_at + 2 + 2 * 12 + 4;
    tiff.extend(3u16.to_le_bytes());
    tiff.extend(entry(
        0x010f,
        2,
        u32::try_from(MAKER.len() + 1).unwrap(),
        maker_at.to_le_bytes(),
    ));
    tiff.extend(entry(0x0112, 3, 1, [6, 0, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, gps_at.to_le_bytes()));
    tiff.extend([0; 4]);
    tiff.extend(MAKER);
    tiff.push(0);
    tiff.extend(2u16.to_le_bytes());
    tiff.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(0x0002, 5, 3, latitude_at.to_le_bytes()));
    tiff.extend([0; 4]);
    for (numerator, denominator) in [(21u32, 1u32), (1, 1), (42, 1)] {
        tiff.extend(numerator.to_le_bytes());
        tiff.extend(denominator.to_le_bytes());
    }
    let mut segment = b"\xff\xe1".to_vec();
    segment.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(tiff);
    let plain = jpeg(width, height);
    [&plain[..2], &segment, &plain[2..]].concat()
}

/// A tiny PNG that says it is 50,000 pixels wide and high.
pub(super) fn png_bomb() -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(50_000u32.to_be_bytes());
    header.extend(50_000u32.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    let chunk = |body: &[u8]| {
        let mut crc = Crc::new();
        crc.update(body);
        let length = u32::try_from(body.len() - 4).unwrap();
        [&length.to_be_bytes(), body, &crc.sum().to_be_bytes()].concat()
    };
    let mut zeros = flate2::write::ZlibEncoder::new(b"IDAT".to_vec(), Compression::best());
    zeros.write_all(&[0; 100_000]).unwrap();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(&header),
        chunk(&zeros.finish().unwrap()),
        chunk(b"IEND"),
    ]
    .concat()
}
