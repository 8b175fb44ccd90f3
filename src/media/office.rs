//! Which office document a ZIP archive is, and whether it carries programs.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::kind::Kind;
use super::limits::Limits;
use super::refusal::Refusal;
use super::zip::{Part, parts, unpack};

/// Most bytes of a list of content types or of a mimetype; real ones have some thousands.
const TYPES_MAX_BYTES: u64 = 1_000_000;

/// Endings of programs and scripts that documents have been used to carry.
const PROGRAM_ENDINGS: [&str; 16] = [
    ".exe", ".dll", ".scr", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf",
    ".hta", ".msi", ".jar", ".lnk",
];

/// The kind of an office document by what its archive declares. Err: macros or programs inside, a password, too much
/// to unpack, damage, or [`Refusal::NotAllowed`] for any other archive.
pub(super) fn kind(bytes: &[u8], limits: &Limits) -> Result<Kind, Refusal> {
    let parts = parts(bytes, limits.max_parts)?;
    if parts.iter().any(|part| part.encrypted) {
        return Err(Refusal::Encrypted);
    }
    if parts.iter().map(|part| part.unpacked_bytes).sum::<u64>() > limits.max_unpacked_bytes {
        return Err(Refusal::UnpacksTooLarge);
    }
    if parts.iter().any(|part| is_program(&part.name)) {
        return Err(Refusal::Macros);
    }
    if let Some(types) = find(&parts, "[Content_Types].xml") {
        return open_xml(&unpack(bytes, types, TYPES_MAX_BYTES)?, &parts);
    }
    match parts.first() {
        Some(first) if first.name == "mimetype" => open_document(bytes, first, &parts),
        _ => Err(Refusal::NotAllowed),
    }
}

fn find<'parts>(parts: &'parts [Part], name: &str) -> Option<&'parts Part> {
    parts
        .iter()
        .find(|part| part.name.eq_ignore_ascii_case(name))
}

/// Whether a part is a macro project, a macro sheet, an OpenDocument script or a program.
fn is_program(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('\\', "/");
    let file = name.rsplit('/').next().unwrap_or_default();
    file.starts_with("vbaproject")
        || file == "vbadata.xml"
        || name.contains("macrosheets/")
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
        || PROGRAM_ENDINGS.iter().any(|ending| file.ends_with(ending))
}

/// ISO/IEC 29500-2: the list of content types names the main part.
fn open_xml(types: &[u8], parts: &[Part]) -> Result<Kind, Refusal> {
    let types = content_types(types)?;
    if types
        .iter()
        .any(|kind| kind.contains("macroenabled") || kind.contains("vbaproject"))
    {
        return Err(Refusal::Macros);
    }
    let is_main = |main: &str| types.iter().any(|kind| kind == main);
    let word =
        is_main("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
    let sheet =
        is_main("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
    let holds = |folder: &str| {
        parts
            .iter()
            .any(|part| part.name.to_ascii_lowercase().starts_with(folder))
    };
    match (word, sheet) {
        (true, false) if holds("word/") => Ok(Kind::Docx),
        (false, true) if holds("xl/") => Ok(Kind::Xlsx),
        _ => Err(Refusal::NotAllowed),
    }
}

/// Every `ContentType` of the list, in lower case.
fn content_types(xml: &[u8]) -> Result<Vec<String>, Refusal> {
    let mut reader = Reader::from_reader(xml);
    let mut types = Vec::new();
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|_| Refusal::Damaged)?;
                    if attribute.key.local_name().as_ref() == "ContentType" {
                        let kind = attribute
                            .normalized_value(XmlVersion::Implicit1_0)
                            .map_err(|_| Refusal::Damaged)?;
                        types.push(kind.to_ascii_lowercase());
                    }
                }
            }
            Event::Eof => return Ok(types),
            _ => {}
        }
    }
}

/// OpenDocument 1.3 part 2, 3.3: the first part is named `mimetype` and holds nothing but the media type.
fn open_document(bytes: &[u8], mimetype: &Part, parts: &[Part]) -> Result<Kind, Refusal> {
    let declared = unpack(bytes, mimetype, TYPES_MAX_BYTES)?;
    let kind = [Kind::Odt, Kind::Ods]
        .into_iter()
        .find(|kind| kind.media_type().as_bytes() == declared)
        .ok_or(Refusal::NotAllowed)?;
    if find(parts, "content.xml").is_some() {
        Ok(kind)
    } else {
        Err(Refusal::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Packing, archive, docx, docx_with_macro, odt, xlsx};
    use super::*;

    fn kind_of(bytes: &[u8]) -> Result<Kind, Refusal> {
        kind(bytes, &Limits::default())
    }

    #[test]
    fn documents_are_known_by_what_they_declare() {
        assert_eq!(kind_of(&docx()), Ok(Kind::Docx));
        assert_eq!(kind_of(&xlsx()), Ok(Kind::Xlsx));
        assert_eq!(kind_of(&odt(Kind::Odt)), Ok(Kind::Odt));
        assert_eq!(kind_of(&odt(Kind::Ods)), Ok(Kind::Ods));
        assert_eq!(
            kind_of(&archive(&[("a.txt", b"a", Packing::Stored)])),
            Err(Refusal::NotAllowed)
        );
        let presentation = b"application/vnd.oasis.opendocument.presentation";
        let other = archive(&[
            ("mimetype", presentation, Packing::Stored),
            ("content.xml", b"", Packing::Stored),
        ]);
        assert_eq!(kind_of(&other), Err(Refusal::NotAllowed));
    }

    #[test]
    fn programs_inside_are_refused_under_every_name() {
        assert_eq!(kind_of(&docx_with_macro()), Err(Refusal::Macros));
        for name in [
            "Basic/Standard/Module1.xml",
            "Scripts/python/a.py",
            "xl/macrosheets/sheet1.xml",
            "word/VBAPROJECT.BIN",
            "word/embeddings/Hóa đơn.EXE",
        ] {
            let with = archive(&[
                ("[Content_Types].xml", b"<Types/>", Packing::Stored),
                (name, b"x", Packing::Stored),
            ]);
            assert_eq!(kind_of(&with), Err(Refusal::Macros), "{name}");
        }
        let renamed = br#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macro&#69;nabled.main+xml"/></Types>"#;
        let with = archive(&[
            ("[Content_Types].xml", renamed, Packing::Deflated),
            ("word/document.xml", b"", Packing::Stored),
        ]);
        assert_eq!(kind_of(&with), Err(Refusal::Macros));
    }

    #[test]
    fn a_kind_named_in_a_comment_is_not_declared() {
        let types = br#"<Types><!-- ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" --></Types>"#;
        let fake = archive(&[
            ("[Content_Types].xml", types, Packing::Stored),
            ("word/a.xml", b"", Packing::Stored),
        ]);
        assert_eq!(kind_of(&fake), Err(Refusal::NotAllowed));
    }

    #[test]
    fn documents_that_unpack_to_too_much_are_refused_unopened() {
        let zeros = vec![0; 2_000_000];
        let mut bomb = archive(&[
            ("[Content_Types].xml", &zeros, Packing::Deflated),
            ("word/document.xml", b"", Packing::Stored),
        ]);
        assert!(bomb.len() < 10_000);
        assert_eq!(kind_of(&bomb), Err(Refusal::UnpacksTooLarge));
        let limits = Limits {
            max_unpacked_bytes: 1_000_000,
            ..Limits::default()
        };
        assert_eq!(kind(&bomb, &limits), Err(Refusal::UnpacksTooLarge));
        let many: Vec<String> = (0..6000).map(|number| format!("word/{number}")).collect();
        let many: Vec<_> = many
            .iter()
            .map(|name| (name.as_str(), b"".as_slice(), Packing::Stored))
            .collect();
        bomb = archive(&many);
        assert_eq!(kind_of(&bomb), Err(Refusal::UnpacksTooLarge));
    }
}
