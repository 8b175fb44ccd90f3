//! Accepting or refusing a file by its content.

use super::kind::{Kind, Purpose};
use super::limits::Limits;
use super::refusal::Refusal;
use super::{office, photo};

/// How far into a file its kind is looked for.
const HEAD_BYTES: usize = 4096;
/// How far from its end a PDF must say where its index is (ISO 32000-2, Annex I allows 1,024 bytes of anything after).
const PDF_TAIL_BYTES: usize = 2048;

/// An accepted file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// What it is.
    pub kind: Kind,
    /// Width and height in pixels as it is shown, of a picture.
    pub size_px: Option<(u32, u32)>,
}

/// Accepts or refuses a whole file. Pictures are decoded to their end, so that a cut one is found; documents are
/// looked into without unpacking them. Takes a moment for large pictures. Err: [`Refusal`].
pub fn inspect(bytes: &[u8], purpose: Purpose, limits: &Limits) -> Result<Inspected, Refusal> {
    let kind = kind_of(bytes, purpose, limits)?;
    let size_px = match kind {
        Kind::Jpeg | Kind::Png | Kind::Webp => {
            let photo = photo::decode(bytes, kind, limits)?;
            Some((photo.width_px(), photo.height_px()))
        }
        Kind::Pdf if !pdf_has_end(bytes) => return Err(Refusal::Truncated),
        Kind::Pdf | Kind::Docx | Kind::Xlsx | Kind::Odt | Kind::Ods => None,
    };
    Ok(Inspected { kind, size_px })
}

/// What a file is and whether it will do, short of decoding pictures. Err: [`Refusal`].
pub(super) fn kind_of(bytes: &[u8], purpose: Purpose, limits: &Limits) -> Result<Kind, Refusal> {
    let max_bytes = match purpose {
        Purpose::Photo => limits.photo_max_bytes,
        Purpose::Evidence => limits.evidence_max_bytes,
    };
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() as u64 > max_bytes {
        return Err(Refusal::TooLarge { max_bytes });
    }
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let kind = if bytes.starts_with(b"\xff\xd8\xff") {
        Kind::Jpeg
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Kind::Png
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Kind::Webp
    } else if is_executable(head) {
        return Err(Refusal::Executable);
    } else if infer::image::is_heif(head) || infer::image::is_avif(head) {
        return Err(Refusal::Heif);
    } else if purpose == Purpose::Photo {
        return Err(Refusal::NotAPhoto);
    } else if bytes.starts_with(b"%PDF-") {
        Kind::Pdf
    } else if bytes.starts_with(b"PK\x03\x04") {
        office::kind(bytes, limits)?
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(Refusal::LegacyOffice);
    } else {
        return Err(Refusal::NotAllowed);
    };
    Ok(kind)
}

/// How programs begin: Linux, Windows, macOS, Java and universal macOS, WebAssembly, Android, Windows shortcuts.
/// Named here beside `infer`, which wants some of them complete.
const PROGRAM_STARTS: [&[u8]; 9] = [
    b"\x7fELF",
    b"MZ",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"\xca\xfe\xba\xbe",
    b"\0asm",
    b"dex\n",
    b"L\0\0\0\x01\x14\x02\0",
];
/// How scripts begin that a system or a browser would run, in lower case.
const SCRIPT_STARTS: [&[u8]; 7] = [
    b"#!",
    b"<?php",
    b"<script",
    b"<!doctype html",
    b"<html",
    b"<svg",
    b"@echo",
];

/// Programs for any system, and scripts that a system or a browser would run.
fn is_executable(head: &[u8]) -> bool {
    let text = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let text: Vec<u8> = text.iter().take(64).map(u8::to_ascii_lowercase).collect();
    PROGRAM_STARTS.iter().any(|start| head.starts_with(start))
        || SCRIPT_STARTS.iter().any(|start| text.starts_with(start))
        || infer::get(head).is_some_and(|found| found.matcher_type() == infer::MatcherType::App)
}

fn pdf_has_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(PDF_TAIL_BYTES)..];
    let holds = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    holds(b"startxref") && holds(b"%%EOF")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples;
    use super::*;

    fn check(bytes: &[u8], purpose: Purpose) -> Result<Kind, Refusal> {
        inspect(bytes, purpose, &Limits::default()).map(|inspected| inspected.kind)
    }

    #[test]
    fn files_are_taken_for_what_they_are() {
        let table = [
            (samples::jpeg(40, 30), Kind::Jpeg),
            (samples::png(40, 30), Kind::Png),
            (samples::webp(40, 30), Kind::Webp),
            (samples::pdf(), Kind::Pdf),
            (samples::docx(), Kind::Docx),
            (samples::xlsx(), Kind::Xlsx),
            (samples::odt(Kind::Odt), Kind::Odt),
            (samples::odt(Kind::Ods), Kind::Ods),
        ];
        for (bytes, kind) in table {
            assert_eq!(check(&bytes, Purpose::Evidence), Ok(kind));
            let as_photo = if kind.is_picture() {
                Ok(kind)
            } else {
                Err(Refusal::NotAPhoto)
            };
            assert_eq!(check(&bytes, Purpose::Photo), as_photo, "{kind:?}");
        }
        let turned = inspect(
            &samples::jpeg_with_gps(64, 48),
            Purpose::Photo,
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(turned.size_px, Some((48, 64)));
    }

    #[test]
    fn programs_are_refused_whatever_their_name() {
        let programs: [&[u8]; 11] = [
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0",
            b"MZ\x90\0\x03\0\0\0",
            b"\xcf\xfa\xed\xfe\x07\0\0\x01",
            b"\xca\xfe\xba\xbe\0\0\0\x34",
            b"\0asm\x01\0\0\0",
            b"#!/bin/sh\nrm -rf /\n",
            b"\xef\xbb\xbf  <?php system($_GET['c']);",
            b"<!DOCTYPE html><script>alert(1)</script>",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"@ECHO OFF\r\ndel *.*",
            b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46",
        ];
        for program in programs {
            for purpose in [Purpose::Photo, Purpose::Evidence] {
                assert_eq!(
                    check(program, purpose),
                    Err(Refusal::Executable),
                    "{:?}",
                    String::from_utf8_lossy(program)
                );
            }
        }
        assert_eq!(
            check(&samples::docx_with_macro(), Purpose::Evidence),
            Err(Refusal::Macros)
        );
    }

    #[test]
    fn other_files_are_told_what_to_become() {
        let table: [(&[u8], Refusal); 6] = [
            (b"", Refusal::Empty),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
                Refusal::LegacyOffice,
            ),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Refusal::Heif),
            (b"GIF89a\x01\0\x01\0", Refusal::NotAllowed),
            (b"Rar!\x1a\x07\0", Refusal::NotAllowed),
            (b"just words", Refusal::NotAllowed),
        ];
        for (bytes, refusal) in table {
            assert_eq!(check(bytes, Purpose::Evidence), Err(refusal));
        }
        assert_eq!(
            check(b"GIF89a\x01\0\x01\0", Purpose::Photo),
            Err(Refusal::NotAPhoto)
        );
    }

    #[test]
    fn sizes_are_held_to_the_limit_of_their_purpose() {
        let limits = Limits {
            photo_max_bytes: 500,
            evidence_max_bytes: 100_000,
            ..Limits::default()
        };
        let bytes = samples::jpeg(64, 64);
        assert!(bytes.len() > 500);
        assert_eq!(
            inspect(&bytes, Purpose::Photo, &limits),
            Err(Refusal::TooLarge { max_bytes: 500 })
        );
        assert!(inspect(&bytes, Purpose::Evidence, &limits).is_ok());
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_decoded() {
        let bomb = samples::png_bomb();
        assert!(bomb.len() < 1000);
        let limits = Limits::default();
        let refusal = Refusal::TooManyPixels {
            max_pixels: limits.max_pixels,
            max_side_px: limits.max_side_px,
        };
        assert_eq!(check(&bomb, Purpose::Photo), Err(refusal.clone()));
        let narrow = Limits {
            max_side_px: 39,
            ..limits
        };
        assert!(matches!(
            inspect(&samples::png(40, 10), Purpose::Photo, &narrow),
            Err(Refusal::TooManyPixels { .. })
        ));
    }

    #[test]
    fn a_file_cut_in_the_middle_is_refused() {
        for whole in [
            samples::jpeg(64, 64),
            samples::png(64, 64),
            samples::webp(64, 64),
            samples::pdf(),
            samples::docx(),
        ] {
            for length in [whole.len() / 2, whole.len() - whole.len() / 4] {
                let refusal = check(&whole[..length], Purpose::Evidence).unwrap_err();
                assert!(
                    matches!(refusal, Refusal::Truncated | Refusal::Damaged),
                    "{refusal:?}"
                );
            }
        }
        let jpeg = samples::jpeg(64, 64);
        assert_eq!(
            check(&jpeg[..jpeg.len() - 2], Purpose::Photo),
            Err(Refusal::Truncated)
        );
    }

    #[test]
    fn every_refusal_speaks_vietnamese() {
        let refusals = [
            Refusal::TooLarge {
                max_bytes: 20_000_000,
            },
            Refusal::TooManyPixels {
                max_pixels: 40_000_000,
                max_side_px: 20_000,
            },
        ];
        assert_eq!(refusals[0].to_string(), "Tệp lớn quá 20 MB.");
        assert_eq!(
            refusals[1].to_string(),
            "Ảnh có kích thước quá lớn (tối đa 40 triệu điểm ảnh, mỗi cạnh 20000 điểm ảnh)."
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn damaged_files_never_panic(which in 0usize..5, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let samples = [samples::jpeg_with_gps(32, 24), samples::png(32, 24), samples::webp(32, 24), samples::pdf(), samples::docx()];
            let mut bytes = samples[which].clone();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = inspect(&bytes, Purpose::Evidence, &Limits::default());
        }
    }
}
