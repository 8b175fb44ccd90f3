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
    ] {
        assert_eq!(
            ids(&index, text).first().map(String::as_str),
            Some(id),
            "{text}"
        );
    }
}
