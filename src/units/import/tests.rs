//! Whole files, line by line.

use super::header::COLUMNS;
use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const HEADER: &str = "code,name,kind,level,parent_code,valid_from,valid_to,official_code,\
                      successor_code,succession_kind,succession_date,instrument\n";

fn one(line: &str) -> Result<ImportedUnit, BadLine> {
    let file = format!("{HEADER}{line}\n");
    let mut units = read(file.as_bytes());
    let first = units.next().expect("one line gives one item");
    assert!(units.next().is_none());
    first
}

#[test]
fn a_whole_line_becomes_a_unit_with_its_succession() {
    let unit = one(
        "00001, Phường Phúc Xá ,territory,grassroots,01,08/07/2004,2025-06-30,,00097,merge,,NQ 1656",
    )
    .unwrap();
    assert_eq!(unit.line, 2);
    assert_eq!(unit.key.to_string(), "00001@2004-07-08");
    assert_eq!(unit.name, "Phường Phúc Xá");
    assert_eq!(unit.parent_code.as_deref(), Some("01"));
    let succession = unit.succession.unwrap();
    assert_eq!(succession.to_code, "00097");
    assert_eq!(succession.kind, SuccessionKind::Merge);
    assert_eq!(succession.date.to_string(), "2025-07-01");
    assert_eq!(succession.instrument.as_deref(), Some("NQ 1656"));
}

#[test]
fn columns_may_come_in_any_order_with_semicolons_and_a_byte_order_mark() {
    let file = "\u{feff}Name;Code;valid_from;level;kind;official_code\r\n\
                \"Đảng ủy; xã A\";DU-A;2025-07-01;grassroots;party;H49.12\r\n\r\n";
    let units: Vec<_> = read(file.as_bytes()).collect();
    let unit = units[0].as_ref().unwrap();
    assert_eq!(unit.name, "Đảng ủy; xã A");
    assert_eq!(unit.agency_code.as_ref().unwrap().as_str(), "H49.12");
    assert_eq!(units.len(), 1);
}

#[test]
fn each_fault_is_named_by_its_column() {
    for (line, reason) in [
        (
            ",Xã A,territory,grassroots,01,2025-07-01,,,,,,",
            "code: để trống",
        ),
        (
            "00001,,territory,grassroots,01,2025-07-01,,,,,,",
            "name: để trống",
        ),
        (
            "00001,Xã A,village,grassroots,01,2025-07-01,,,,,,",
            "kind: “village”",
        ),
        ("00001,Xã A,territory,xã,01,2025-07-01,,,,,,", "level: “xã”"),
        (
            "1,Xã A,territory,grassroots,01,2025-07-01,,,,,,",
            "code: mã đơn vị hành chính cấp này gồm 5 chữ số",
        ),
        (
            "001,Xã A,territory,province,,2025-07-01,,,,,,",
            "gồm 2 chữ số",
        ),
        (
            "01,Nước,territory,central,,2025-07-01,,,,,,",
            "level: đơn vị hành chính",
        ),
        (
            "00001,Xã A,territory,grassroots,01,2025-02-30,,,,,,",
            "valid_from: “2025-02-30”",
        ),
        (
            "00001,Xã A,territory,grassroots,01,2025-07-01,2025-06-01,,,,,",
            "valid_to: trước",
        ),
        (
            "A,Hội A,front_org,grassroots,A,2025-07-01,,,,,,",
            "parent_code: là chính mã",
        ),
        (
            "A b,Hội A,front_org,grassroots,,2025-07-01,,,,,,",
            "code: mã chỉ gồm",
        ),
        (
            "A,Sở A,government,province,,2025-07-01,,000.00.00.H49,,,,",
            "official_code: “000.00.00.H49”",
        ),
        (
            "A,Hội A,front_org,grassroots,,2025-07-01,,,B,merge,,",
            "valid_to: thiếu",
        ),
        (
            "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,B,,,",
            "succession_kind: thiếu",
        ),
        (
            "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,B,eaten,,",
            "succession_kind: “eaten”",
        ),
        (
            "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,,merge,,",
            "successor_code: thiếu",
        ),
        (
            "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,B,merge,2025-12-01,",
            "succession_date: trước",
        ),
        ("A,Hội A,front_org", "có 3 ô, dòng tên cột có 12"),
        (
            "A,\"Hội A,front_org,grassroots,,2025-07-01,,,,,,",
            "dấu ngoặc kép",
        ),
        (
            "A,Hội\u{7}A,front_org,grassroots,,2025-07-01,,,,,,",
            "name: có ký tự điều khiển",
        ),
    ] {
        let bad = one(line).expect_err(line);
        assert_eq!(bad.line, 2);
        assert!(bad.reason.contains(reason), "{line}: {}", bad.reason);
    }
    let many = one(",,village,grassroots,,x,,,,,,").unwrap_err();
    assert_eq!(many.reason.matches("; ").count(), 3, "{many}");
}

#[test]
fn good_lines_go_on_after_bad_ones_and_numbers_count_every_line() {
    let mut file = HEADER.as_bytes().to_vec();
    file.extend_from_slice(b"A,Hoi A,party,grassroots,,2025-07-01,,,,,,\n\n\xff\xfe\n");
    file.extend_from_slice("x".repeat(LINE_MAX_BYTES + 1).as_bytes());
    file.extend_from_slice(b"\nB,Hoi B,party,grassroots,,2025-07-01,,,,,,");
    let items: Vec<_> = read(file.as_slice())
        .map(|item| item.map(|unit| unit.line).map_err(|bad| bad.line))
        .collect();
    assert_eq!(items, [Ok(2), Err(4), Err(5), Ok(6)]);
}

#[test]
fn a_header_that_cannot_be_used_stops_the_reading() {
    for (file, reason) in [
        ("", "tệp trống"),
        ("\n\n", "tệp trống"),
        ("code,name\nA,B", "thiếu cột: kind, level, valid_from"),
        ("code,tên\nA,B", "không có cột “tên”"),
        ("code,code\nA,B", "hai lần"),
    ] {
        let items: Vec<_> = read(file.as_bytes()).collect();
        assert_eq!(items.len(), 1, "{file:?}");
        let bad = items[0].as_ref().unwrap_err();
        assert!(bad.reason.contains(reason), "{bad}");
    }
}

#[test]
fn the_help_names_every_column() {
    for column in COLUMNS {
        assert!(HELP.contains(&format!("\n  {column} ")), "{column}");
    }
}

proptest! {
    /// Whatever the bytes, each line gives at most one item, in order, and every reason is said.
    #[test]
    fn any_file_is_read_to_its_end(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut file = HEADER.as_bytes().to_vec();
        file.extend(&tail);
        let lines: Vec<u64> = read(file.as_slice())
            .map(|item| match item {
                Ok(unit) => unit.line,
                Err(bad) => { assert!(!bad.reason.is_empty()); bad.line }
            })
            .collect();
        prop_assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// What was written is what is read, whatever the name holds.
    #[test]
    fn a_name_comes_back_as_written(name in "[a-zđ][a-zA-Zăâđê \",;'0-9-]{0,40}[a-z]") {
        let mut writer = csv::Writer::from_writer(HEADER.as_bytes().to_vec());
        writer.write_record(["A", &name, "party", "grassroots", "", "2025-07-01",
            "", "", "", "", "", ""]).unwrap();
        let file = writer.into_inner().unwrap();
        let unit = read(file.as_slice()).next().unwrap();
        prop_assert_eq!(unit.map(|unit| unit.name), Ok(name.nfc().collect::<String>()));
    }
}
