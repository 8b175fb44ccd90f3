//! As much of ZIP as it takes to know what an office document is, without unpacking it.
//!
//! The central directory is read, bounded in parts; single parts are unpacked up to a limit. Archives that only
//! lenient readers accept (ZIP64, several disks, names that leave the folder, local headers that contradict the
//! directory) are refused. APPNOTE.TXT 6.3, sections 4.3 and 4.4.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::refusal::Refusal;

const END_OF_DIRECTORY: &[u8; 4] = b"PK\x05\x06";
const DIRECTORY_ENTRY: &[u8; 4] = b"PK\x01\x02";
const LOCAL_HEADER: &[u8; 4] = b"PK\x03\x04";
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const ENCRYPTED: u16 = 1;

/// One part of an archive, as the central directory describes it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name; bytes that are no UTF-8 are replaced.
    pub name: String,
    /// Whether it needs a password.
    pub encrypted: bool,
    /// Bytes it says it unpacks to.
    pub unpacked_bytes: u64,
    method: u16,
    packed_bytes: usize,
    header_at: usize,
}

/// The parts of an archive in the order of its directory. Err: [`Refusal::Truncated`] without a directory at the end,
/// [`Refusal::UnpacksTooLarge`] over `max_parts`, [`Refusal::Damaged`] for anything odd.
pub(super) fn parts(bytes: &[u8], max_parts: usize) -> Result<Vec<Part>, Refusal> {
    let end = end_of_directory(bytes).ok_or(Refusal::Truncated)?;
    let (disk, count) = (
        u16_at(bytes, end + 4)?,
        usize::from(u16_at(bytes, end + 10)?),
    );
    let (size, start) = (u32_at(bytes, end + 12)?, u32_at(bytes, end + 16)?);
    if disk != 0 || start == u32::MAX || start as usize + size as usize > end {
        return Err(Refusal::Damaged);
    }
    if count > max_parts {
        return Err(Refusal::UnpacksTooLarge);
    }
    let mut at = start as usize;
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        let (part, next) = entry(bytes, at)?;
        if next > end {
            return Err(Refusal::Damaged);
        }
        parts.push(part);
        at = next;
    }
    Ok(parts)
}

/// A part's content, up to `max_bytes`. Err: [`Refusal::UnpacksTooLarge`] beyond that, [`Refusal::Damaged`] otherwise.
pub(super) fn unpack(bytes: &[u8], part: &Part, max_bytes: u64) -> Result<Vec<u8>, Refusal> {
    let at = part.header_at;
    if bytes.get(at..at + 4) != Some(LOCAL_HEADER) {
        return Err(Refusal::Damaged);
    }
    let name_length = usize::from(u16_at(bytes, at + 26)?);
    let extra_length = usize::from(u16_at(bytes, at + 28)?);
    let name = bytes
        .get(at + 30..at + 30 + name_length)
        .ok_or(Refusal::Damaged)?;
    if String::from_utf8_lossy(name) != part.name {
        return Err(Refusal::Damaged);
    }
    let from = at + 30 + name_length + extra_length;
    let packed = bytes
        .get(from..from + part.packed_bytes)
        .ok_or(Refusal::Damaged)?;
    let mut content = Vec::new();
    let read = match part.method {
        STORED => packed.take(max_bytes + 1).read_to_end(&mut content),
        DEFLATED => DeflateDecoder::new(packed)
            .take(max_bytes + 1)
            .read_to_end(&mut content),
        _ => return Err(Refusal::Damaged),
    };
    read.map_err(|_| Refusal::Damaged)?;
    if content.len() as u64 > max_bytes {
        Err(Refusal::UnpacksTooLarge)
    } else {
        Ok(content)
    }
}

/// The end record is the last thing but for a comment of up to 65,535 bytes.
fn end_of_directory(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| {
        bytes[at..].starts_with(END_OF_DIRECTORY)
            && u16_at(bytes, at + 20)
                .is_ok_and(|comment| at + 22 + usize::from(comment) == bytes.len())
    })
}

fn entry(bytes: &[u8], at: usize) -> Result<(Part, usize), Refusal> {
    if bytes.get(at..at + 4) != Some(DIRECTORY_ENTRY) {
        return Err(Refusal::Damaged);
    }
    let name_length = usize::from(u16_at(bytes, at + 28)?);
    let after_name = at + 46 + name_length;
    let next =
        after_name + usize::from(u16_at(bytes, at + 30)?) + usize::from(u16_at(bytes, at + 32)?);
    let name = bytes.get(at + 46..after_name).ok_or(Refusal::Damaged)?;
    let name = String::from_utf8_lossy(name).into_owned();
    if leaves_folder(&name) {
        return Err(Refusal::Damaged);
    }
    let part = Part {
        name,
        encrypted: u16_at(bytes, at + 8)? & ENCRYPTED != 0,
        method: u16_at(bytes, at + 10)?,
        packed_bytes: u32_at(bytes, at + 20)? as usize,
        unpacked_bytes: u64::from(u32_at(bytes, at + 24)?),
        header_at: u32_at(bytes, at + 42)? as usize,
    };
    Ok((part, next))
}

fn leaves_folder(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.contains('\0')
        || name.split(['/', '\\']).any(|step| step == "..")
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Refusal> {
    let field = bytes
        .get(at..at + 2)
        .and_then(|field| field.try_into().ok())
        .ok_or(Refusal::Damaged)?;
    Ok(u16::from_le_bytes(field))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    let field = bytes
        .get(at..at + 4)
        .and_then(|field| field.try_into().ok())
        .ok_or(Refusal::Damaged)?;
    Ok(u32::from_le_bytes(field))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{Packing, archive};
    use super::*;

    #[test]
    fn parts_are_listed_and_unpacked_one_by_one() {
        let bytes = archive(&[
            ("mimetype", b"text", Packing::Stored),
            ("a/b.xml", &[b'x'; 5000], Packing::Deflated),
        ]);
        let parts = parts(&bytes, 10).unwrap();
        assert_eq!(
            parts
                .iter()
                .map(|part| part.name.as_str())
                .collect::<Vec<_>>(),
            ["mimetype", "a/b.xml"]
        );
        assert_eq!(unpack(&bytes, &parts[0], 10).unwrap(), b"text");
        assert_eq!(unpack(&bytes, &parts[1], 5000).unwrap().len(), 5000);
        assert_eq!(
            unpack(&bytes, &parts[1], 4999),
            Err(Refusal::UnpacksTooLarge)
        );
        assert_eq!(super::parts(&bytes, 1), Err(Refusal::UnpacksTooLarge));
    }

    #[test]
    fn names_that_leave_the_folder_are_refused() {
        for name in ["../x", "a/../../x", "/etc/passwd", "..\\x", "a\0b"] {
            assert_eq!(
                parts(&archive(&[(name, b"", Packing::Stored)]), 10),
                Err(Refusal::Damaged),
                "{name:?}"
            );
        }
    }

    #[test]
    fn an_archive_cut_anywhere_is_refused() {
        let bytes = archive(&[("a", b"text", Packing::Stored)]);
        for length in 0..bytes.len() {
            assert!(parts(&bytes[..length], 10).is_err());
        }
    }

    proptest! {
        #[test]
        fn damaged_archives_never_panic(at in 0usize..400, byte in any::<u8>(), cut in 0usize..400) {
            let mut bytes = archive(&[("mimetype", b"text", Packing::Stored), ("b", &[7; 200], Packing::Deflated)]);
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.drain(..cut % length);
            if let Ok(parts) = parts(&bytes, 10) {
                for part in &parts {
                    let _ = unpack(&bytes, part, 1000);
                }
            }
        }
    }
}
