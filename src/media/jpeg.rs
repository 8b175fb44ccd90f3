//! Whether a JPEG has its end.
//!
//! The decoder fills what is missing of a cut picture with grey and calls it done, so the end is looked for here: the
//! segments are walked by their lengths (a thumbnail inside one has an end of its own) until the end of image.
//! ISO/IEC 10918-1, Annex B.

const END_OF_IMAGE: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;
const TEMPORARY: u8 = 0x01;

/// Whether the end-of-image marker of the picture itself is there. What follows it does not matter: cameras append.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(marker) = next_marker(bytes, &mut at) {
        match marker {
            END_OF_IMAGE => return true,
            TEMPORARY | 0xd0..=0xd8 => {}
            _ => {
                let Some(&[high, low]) = bytes.get(at..at + 2) else {
                    return false;
                };
                at += usize::from(u16::from_be_bytes([high, low])).max(2);
                if marker == START_OF_SCAN {
                    skip_scan(bytes, &mut at);
                }
            }
        }
    }
    false
}

/// The marker at or after `at`, which is left behind it.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    while *bytes.get(*at)? != 0xff {
        *at += 1;
    }
    while *bytes.get(*at)? == 0xff {
        *at += 1;
    }
    let marker = *bytes.get(*at)?;
    *at += 1;
    Some(marker)
}

/// Passes over entropy-coded data, in which 0xff stands only before 0x00 and restart markers.
fn skip_scan(bytes: &[u8], at: &mut usize) {
    while let Some(&byte) = bytes.get(*at) {
        match (byte, bytes.get(*at + 1)) {
            (0xff, Some(0x00 | 0xd0..=0xd7)) => *at += 2,
            (0xff, Some(0xff)) => *at += 1,
            (0xff, _) => return,
            _ => *at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_picture_cut_anywhere_is_not_whole() {
        let whole = samples::jpeg_with_gps(64, 48);
        assert!(is_whole(&whole));
        for length in 0..whole.len() {
            assert!(
                !is_whole(&whole[..length]),
                "cut at {length} of {}",
                whole.len()
            );
        }
    }

    #[test]
    fn what_cameras_append_does_no_harm() {
        let mut appended = samples::jpeg(16, 16);
        appended.extend(b"trailer");
        assert!(is_whole(&appended));
    }
}
