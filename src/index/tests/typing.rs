//! What people type: with marks, without, half, raw, in any case and form.

use super::*;

#[test]
fn every_way_of_typing_finds_the_same_model() {
    let index = titled(&[
        "Hiến đất mở đường ở Hòa Bình",
        "Phân loại rác tại nguồn",
        "Thủy lợi nội đồng",
        "Dương Văn An dạy hát",
        "Tổ hòa giải",
    ]);
    for text in [
        "đường",
        "\u{0111}u\u{031B}o\u{031B}\u{0300}ng",
        "dduwowngf",
        "d9u7o7ng2",
        "ĐƯỜNG",
        "Ðường",
        "hiến đất mở đường",
        "hien dat mo duong",
        "hiến dat mở duong",
        "hieens ddaats mowr dduwowngf",
        "hie6n1 d9a6t1 mo73 d9u7o7ng2",
        "hiến đát mở đưòng",
        "hien dat mo duogn",
        "hiếnđất mởđường",
        "dat\u{00A0}hien\tduong",
        "hiến\u{200B} đất",
        "hi\u{200D}ến đất",
        "hiến d9a6t1 mở dduwowngf",
        "ｈｉến đất",
        "hi\u{435}n dat mo",
    ] {
        assert_eq!(
            ids(&index, text).first().map(String::as_str),
            Some("0"),
            "{text}"
        );
    }
    for text in ["hòa giải", "hoà giải", "HÒA GIẢI", "Hoà giải"] {
        assert_eq!(
            ids(&index, text).first().map(String::as_str),
            Some("4"),
            "{text}"
        );
    }
    for text in ["thủy lợi", "thuỷ lợi"] {
        assert_eq!(ids(&index, text), ["2"], "{text}");
    }
    // Without marks both are meant.
    assert_eq!(sorted(&index, "duong"), ["0", "3"]);
}

#[test]
fn a_single_letter_is_a_word_like_any_other() {
    let index = titled(&["Tổ A", "Tổ B"]);
    assert_eq!(ids(&index, "tổ a").first().map(String::as_str), Some("0"));
    assert_eq!(ids(&index, "b"), ["1"]);
}

#[test]
fn a_sentence_from_the_middle_of_a_model_finds_it() {
    let told = "Tổ công tác đến từng nhà nghe người dân nói rõ vướng mắc về đền bù, ghi lại từng ý, mời già làng cùng \
                bàn cách gỡ rồi công khai kết quả tại nhà văn hóa thôn để ai cũng biết";
    let about = |id: &str, problem: &str| IndexedModel {
        body: vec![problem.into()],
        ..model(id, "Nghe dân nói")
    };
    let index = index_of([
        about(
            "0",
            "Người dân ở thôn chưa có nhà văn hóa để bàn việc chung.",
        ),
        about("1", told),
        about(
            "2",
            "Đền bù chậm, vướng mắc kéo dài, già làng cũng chưa rõ cách gỡ.",
        ),
    ]);
    let plain = crate::vietnamese::fold(told);
    for text in [told, plain.as_str()] {
        assert!(text.split_whitespace().count() >= 40);
        assert_eq!(ids(&index, text).first().map(String::as_str), Some("1"));
    }
}

#[test]
fn a_known_word_is_not_read_as_raw_typing() {
    let index = titled(&["Nhóm tow", "Nuôi tơ tằm"]);
    let found = found(&index, &asking("tow"));
    assert_eq!((found.ids, found.repaired), (vec!["0".to_owned()], None));
    // Nor is one that stands beside marks.
    assert_eq!(ids(&index, "nhóm tow"), ["0"]);
}

#[test]
fn names_in_other_languages_are_read_from_raw_keys_where_they_are_known() {
    let index = titled(&[
        "Cồng chiêng ở Krông Pa",
        "Đắk Lắk trồng cà phê",
        "Biên phòng Sêrêpốk",
        "Đọc sách book",
    ]);
    for (text, id, read_as) in [
        ("coongf chieeng kroong pa", "0", "cồng chiêng krông pa"),
        ("co6ng2 chie6ng kro6ng pa", "0", "cồng chiêng krông pa"),
        ("Ddawks Lawks troongf caf phee", "1", "Đắk Lắk trồng cà phê"),
        ("trồng cà phê d9a8k1 la8k1", "1", "trồng cà phê đắk lắk"),
        ("bieen phongf seereepooks", "2", "biên phòng sêrêpốk"),
    ] {
        let found = found(&index, &asking(text));
        assert_eq!(found.ids.first().map(String::as_str), Some(id), "{text}");
        assert_eq!(found.repaired.as_deref(), Some(read_as));
    }
    // A word that would be one is none where nothing is called so.
    let found = found(&index, &asking("sách book"));
    assert_eq!((found.ids, found.repaired), (vec!["3".to_owned()], None));
    assert!(!ids(&index, "plooong").contains(&"0".to_owned()));
}

#[test]
fn a_text_without_marks_gets_those_of_the_catalogue() {
    let index = titled(&[
        "Hiến đất làm đường",
        "Hiện nay đang dạt vào bờ",
        "Lắm dương xỉ",
        "Tổ hòa giải",
    ]);
    for (text, marked) in [
        ("hien dat lam duong", "hiến đất làm đường"),
        ("Hien nay, to hoa giai", "hiện nay, tổ hòa giải"),
        ("lam duong xi", "lắm dương xỉ"),
        ("hiến dat", "hiến dat"),
        ("UBND xyz 12", "UBND xyz 12"),
        ("", ""),
    ] {
        assert_eq!(index.with_marks(text).expect("read"), marked);
    }
}

#[test]
fn the_marks_typed_come_first_and_the_others_after() {
    let index = titled(&["Dẫn văn khéo", "Dân vận khéo", "Đan vân khèo"]);
    assert_eq!(
        ids(&index, "dân vận khéo").first().map(String::as_str),
        Some("1")
    );
    assert_eq!(
        ids(&index, "dẫn văn khéo").first().map(String::as_str),
        Some("0")
    );
    assert_eq!(ids(&index, "dan van kheo").len(), 3);
}

#[test]
fn any_input_is_answered() {
    let index = titled(&["Dân vận khéo", "Hiến <b>đất</b> & \"đường\""]);
    let forty_words = "hiến đất mở đường ".repeat(10);
    let long = "x".repeat(10_000);
    let many = "a1 ".repeat(3_000);
    // What has no word in it asks for everything.
    for text in [
        "",
        " ",
        "…",
        "!?.,;:",
        "\"",
        "-",
        "🙂",
        "\u{0}",
        "\u{0300}",
        "\u{0300}\u{0301}",
        "\u{200B}",
        " \t\u{00A0}",
        "*",
        "~",
    ] {
        let found = found(&index, &asking(text));
        assert_eq!((found.total, found.repaired), (2, None), "{text:?}");
        assert_eq!(passage(&["Dân vận khéo"], &found.terms, 20), "Dân vận khéo");
    }
    for text in ["\"hiến đất", "🙂 đất", forty_words.as_str()] {
        let found = found(&index, &asking(text));
        assert_eq!(
            (found.ids, found.repaired),
            (vec!["1".to_owned()], None),
            "{text:.20}"
        );
        let marked = passage(&["Hiến <b>đất</b>"], &found.terms, 20);
        assert!(
            marked.contains("&lt;b&gt;<mark>đất</mark>&lt;/b&gt;"),
            "{marked}"
        );
    }
    for text in [
        "a",
        "zzzzzz",
        "<script>alert(1)</script>",
        "'; DROP TABLE models; --",
        "ﷺ عربي 漢字 한국",
        "AND OR NOT",
        "field:value",
        "[1 TO 2]",
        "\u{202E}abc",
        "Ⅷ ½ ﬁ ß İ",
        long.as_str(),
        many.as_str(),
    ] {
        let found = found(&index, &asking(text));
        assert_eq!((found.total, found.repaired), (0, None), "{text:.20}");
    }
}
