//! Numbers and document numbers, whole and in parts.

use super::*;

#[test]
fn numbers_are_found_whole_and_in_parts() {
    let index = titled(&[
        "Chỉ thị 33/CT-TTg về dân vận",
        "Hiến 4.262 m² đất",
        "Quyết định 05/QĐ-BCĐ",
        "Tổ 3 khu phố 5",
        "Quyết định 05/QĐ-UBND",
        "Công văn 1866-CV/TU",
        "Công văn 1866-CV/ĐU",
        "Vốn 1.000.000 đồng",
        "Trao 3500 suất quà, 4 đợt",
    ]);
    for (text, id) in [
        ("33/CT-TTg", "0"),
        ("33/ct-ttg", "0"),
        ("4.262", "1"),
        ("4262", "1"),
        ("05/QĐ-BCĐ", "2"),
        ("05/QĐ-UBND", "4"),
        ("05/qd-bcd", "2"),
        ("CT-TTg", "0"),
        ("1866-CV/TU", "5"),
        ("1866-CV/ĐU", "6"),
        ("1000000", "7"),
        ("1.000.000", "7"),
        ("tổ 3", "3"),
        ("3.500", "8"),
        ("3500", "8"),
        ("3.500 suất quà", "8"),
        ("tang 3.500 suat", "8"),
    ] {
        assert_eq!(
            ids(&index, text).first().map(String::as_str),
            Some(id),
            "{text}"
        );
    }
}

#[test]
fn a_grouped_number_is_not_the_numbers_it_is_written_of() {
    let index = titled(&["Hiến 4.262 m² đất", "Tổ 4 hiến đất", "Đường 262, nhà 4"]);
    assert_eq!(ids(&index, "4.262"), ["0"]);
    // One that no model has is looked for by its parts.
    assert_eq!(sorted(&index, "4.263"), ["0", "1", "2"]);
}
