//! `"cụm từ"` and `-loại trừ`.

use super::*;

#[test]
fn phrases_must_stand_and_excluded_words_must_not() {
    let index = titled(&[
        "Hiến đất mở đường",
        "Đất hiến cho đường mới",
        "Hiến kế giữ đất, hiến máu",
        "Phân loại rác thải nhựa",
    ]);
    let sorted = |text| sorted(&index, text);
    assert_eq!(sorted("\"hiến đất\""), ["0"]);
    assert_eq!(sorted("\"hien dat\""), ["0"]);
    assert_eq!(sorted("\"hiến đất mở đường\""), ["0"]);
    assert_eq!(sorted("hiến -máu -\"mở đường\""), ["1"]);
    assert_eq!(sorted("-đất"), ["3"]);
    assert_eq!(sorted("-dat -rac"), Vec::<String>::new());
    assert_eq!(sorted("\"không đâu có\""), Vec::<String>::new());
}

#[test]
fn phrases_and_exclusions_are_mended_like_other_words() {
    let index = titled(&["Hiến đất mở đường", "Đất hiến", "Đường rác", "Đường hoa"]);
    let read = |text: &str| {
        let found = found(&index, &asking(text));
        (found.ids, found.repaired)
    };
    let phrase = (vec!["0".to_owned()], Some("\"hiến đất\"".to_owned()));
    for text in ["\"hieens ddaats\"", "\"hiến đấtt\"", "\"hiêns đâts\""] {
        assert_eq!(read(text), phrase, "{text}");
    }
    for text in ["đường -racs", "đường -rács", "dduwowngf -racs"] {
        let (mut ids, read_as) = read(text);
        ids.sort();
        assert_eq!(ids, ["0", "3"], "{text}");
        assert_eq!(read_as.as_deref(), Some("đường -\"rác\""), "{text}");
    }
}

#[test]
fn of_a_phrase_with_half_its_marks_the_marks_are_meant_and_the_rest_is_any() {
    let index = titled(&[
        "Hiến đất",
        "Hiền dát vàng",
        "Phân loại rác",
        "Phấn loài hoa",
    ]);
    for text in ["\"hiến đất\"", "\"hiến dat\"", "\"hien đất\""] {
        assert_eq!(sorted(&index, text), ["0"], "{text}");
    }
    assert_eq!(sorted(&index, "\"hien dat\""), ["0", "1"]);
    for text in ["-\"phân loại\"", "-\"phân loai\"", "-\"phan loại\""] {
        assert_eq!(sorted(&index, text), ["0", "1", "3"], "{text}");
    }
    assert_eq!(sorted(&index, "-\"phan loai\""), ["0", "1"]);
}

#[test]
fn a_phrase_or_an_exclusion_may_hold_what_ends_a_sentence() {
    let index = titled(&[
        "Đưa màu xuống ruộng: trồng bí đỏ ở ấp 5",
        "Trồng bí đỏ ở ấp 6",
        "Bán hàng ở TP. Hồ Chí Minh",
        "Gương sáng Hồ Chí Minh",
    ]);
    let sorted = |text| sorted(&index, text);
    assert_eq!(sorted("\"Đưa màu xuống ruộng: trồng bí đỏ ở ấp 5\""), ["0"]);
    assert_eq!(sorted("\"ruong: trong bi\""), ["0"]);
    assert_eq!(sorted("\"TP. Hồ Chí Minh\""), ["2"]);
    assert_eq!(sorted("-\"ruộng: trồng\""), ["1", "2", "3"]);
    assert_eq!(sorted("\"ấp 5. đỏ\" -ruộng"), Vec::<String>::new());
}

#[test]
fn a_code_is_a_phrase_in_capitals_and_in_small_letters() {
    let coded = |id: &str, code: &str, external_id: &str| IndexedModel {
        code: code.into(),
        external_id: Some(external_id.into()),
        ..model(id, "Phân loại rác")
    };
    let index = index_of([
        coded("a", "MH-2026-0001", "KT-12/a"),
        coded("b", "MH-2026-0002", "KT-12/b"),
        coded("c", "MH-2025-0001", "s174"),
    ]);
    for (text, expected) in [
        ("\"MH-2026-0001\"", vec!["a"]),
        ("\"mh-2026-0001\"", vec!["a"]),
        ("\"2026-0001\"", vec!["a"]),
        ("\"s174\"", vec!["c"]),
        ("-MH-2026-0001", vec!["b", "c"]),
        ("-mh-2026-0001", vec!["b", "c"]),
        ("rác -MH-2026-0001", vec!["b", "c"]),
        ("-2026-0001 -s174", vec!["b"]),
        ("\"MH-2026-0003\"", vec![]),
    ] {
        assert_eq!(sorted(&index, text), expected, "{text}");
    }
}

#[test]
fn a_phrase_with_a_grouped_number_holds_it_however_it_is_written() {
    let index = titled(&[
        "Trao 3.500 suất quà",
        "Trao 3500 suất quà",
        "Tổ 3 trao 500 suất quà",
        "Tuyến 3, quà 500 đồng",
    ]);
    for (text, expected) in [
        ("\"3.500 suất\"", vec!["0", "1"]),
        ("\"3500 suất\"", vec!["0", "1"]),
        ("\"trao 3.500\"", vec!["0", "1"]),
        ("\"Trao 3500 suất quà\"", vec!["0", "1"]),
        ("\"3.500\"", vec!["0", "1"]),
        ("\"500 suất\"", vec!["2"]),
        ("quà -3.500", vec!["2", "3"]),
        ("quà -3500", vec!["2", "3"]),
        ("quà -\"3.500 suất\"", vec!["2", "3"]),
        ("quà -3.501", vec!["0", "1", "2", "3"]),
    ] {
        assert_eq!(sorted(&index, text), expected, "{text}");
    }
}
