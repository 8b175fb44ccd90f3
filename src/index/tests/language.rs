//! What people type and what they mean by it.

use super::*;

/// What is found, in no order.
fn sorted(index: &ModelIndex, text: &str) -> Vec<String> {
    let mut ids = ids(index, text);
    ids.sort();
    ids
}

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
fn words_that_no_model_has_count_as_words_that_are_missing() {
    let index = titled(&["Phân loại rác", "Thu gom rác", "Nuôi gà", "Nuôi lươn"]);
    let tiers = |text| {
        let found = found(&index, &asking(text));
        (found.full, found.total - found.full)
    };
    assert_eq!(tiers("phân loại rác"), (1, 0));
    assert_eq!(tiers("rác"), (2, 0));
    assert_eq!(tiers("rác blockchain"), (0, 2));
    assert_eq!(tiers("nuôi đà điểu"), (0, 2));
    // One of several does no harm.
    assert_eq!(tiers("phân loại rác compost"), (1, 0));
    let query = asking("rác blockchain");
    let explained = index.explain(&query, 10).expect("explained");
    assert!(
        explained
            .results
            .iter()
            .all(|found| found.cover < 0.5 && !found.is_full)
    );
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
fn a_slip_that_makes_another_word_is_seen_by_the_words_beside_it() {
    let mut titles = vec!["Dân vận khéo giảm nghèo bền vững"; 3];
    titles.extend(["Hiển vinh, vạn đò", "Sức khỏe", "Giám sát", "Khóe mắt"]);
    titles.extend(["Mở đường"; 10]);
    let index = titled(&titles);
    for text in [
        "dân vạn khéo",
        "dân vân khéo",
        "dân vận khóe",
        "dan van khoe",
        "giám nghèo",
        "giám nghèo bền vững",
    ] {
        let found = found(&index, &asking(text));
        assert!(found.full >= 3, "{text}");
        let mut ids = found.ids[..3].to_vec();
        ids.sort();
        assert_eq!(ids, ["0", "1", "2"], "{text}");
        assert_eq!(found.repaired, None);
    }
    // What stands beside its neighbour somewhere is meant as it is.
    assert_eq!(ids(&index, "giám sát"), ["5"]);
    // As it stands, nothing else is meant.
    let literal = Query {
        literal: true,
        ..asking("dan van khoe")
    };
    assert!(!found(&index, &literal).ids[..1].contains(&"0".to_owned()));
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
fn what_is_mended_in_a_query_with_marks_is_shown_with_marks() {
    let index = titled(&[
        "Hiến đất làm đường",
        "Dân vận khéo ở bản",
        "Dương hoa",
        "Bru-Vân Kiều",
    ]);
    for (text, read_as) in [
        ("hiến đâts", "hiến đất"),
        ("hiến đaat", "hiến đất"),
        ("làm đươngf", "làm đường"),
        ("làm duòngg", "làm đường"),
        ("dân vânj khéo", "dân vận khéo"),
        ("hien daat", "hien dat"),
    ] {
        let found = found(&index, &asking(text));
        assert_eq!(found.repaired.as_deref(), Some(read_as), "{text}");
    }
    let nearest = |text| index.nearest_spelling(text).expect("looked up");
    assert_eq!(nearest("xxhiến đất").as_deref(), Some("hiến đất"));
    assert_eq!(nearest("xxhien dat").as_deref(), Some("hien dat"));
}

#[test]
fn what_was_hidden_is_neither_known_nor_offered_any_more() {
    let index = titled(&["Hiến đất", "Giữ vườn quýt"]);
    let mended = |text| {
        let found = found(&index, &asking(text));
        (found.repaired, found.total)
    };
    assert_eq!(mended("quyts"), (Some("quýt".to_owned()), 1));
    assert_eq!(mended("vườnquýt"), (Some("vườn quýt".to_owned()), 1));
    put(
        &index,
        [IndexedModel {
            public: false,
            ..model("1", "Giữ vườn quýt")
        }],
        2,
    );
    let public = |text: &str| {
        let asked = Query {
            public_only: true,
            ..asking(text)
        };
        let found = found(&index, &asked);
        (found.repaired, found.total)
    };
    for text in ["quyts", "quyst", "quýtt", "vườnquýt", "giuwx vuwowfn"] {
        assert_eq!(public(text), (None, 0), "{text}");
    }
    // Whoever may read all still finds it.
    let all = Query {
        public_only: false,
        ..asking("quýt")
    };
    assert_eq!(found(&index, &all).ids, ["1"]);
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
fn a_known_word_is_never_mended() {
    let index = titled(&["Nuôi chó giữ nhà", "Chợ quê", "Kheo chân"]);
    let found = found(&index, &asking("chó"));
    assert_eq!((found.ids, found.repaired), (vec!["0".to_owned()], None));
}

#[test]
fn what_was_mended_is_said() {
    let index = titled(&["Dân vận khéo ở Vạn Linh"]);
    for (typed, searched) in [
        ("daan vaanj kheos", Some("dân vận khéo")),
        ("dân vaanj kheos", Some("dân vận khéo")),
        ("Va6n5 Linh", Some("Vận Linh")),
        ("dân vậnn khéo", Some("dân vận khéo")),
        ("dan vna kheo", Some("dan van kheo")),
        ("dân vận khéo", None),
        ("dan van kheo", None),
    ] {
        assert_eq!(
            found(&index, &asking(typed)).repaired.as_deref(),
            searched,
            "{typed}"
        );
    }
}

#[test]
fn abbreviations_and_their_expansions_find_each_other() {
    let index = titled(&[
        "Xây dựng NTM ở bản",
        "Ủy ban nhân dân xã lắng nghe",
        "Xã nông thôn mới",
        "Lễ hội ở TP.HCM",
    ]);
    let sorted = |text| sorted(&index, text);
    assert_eq!(sorted("nông thôn mới"), ["0", "2"]);
    assert_eq!(sorted("NTM"), ["0", "2"]);
    assert_eq!(sorted("ntm"), ["0", "2"]);
    assert_eq!(sorted("UBND xã"), ["1"]);
    for text in ["TPHCM", "TP HCM", "tp.hcm", "thành phố hồ chí minh"] {
        assert_eq!(sorted(text), ["3"], "{text}");
    }
}

/// The abbreviations that stand for one thing wherever they stand.
const CLEAR: [(&str, &str); 36] = [
    ("BDV", "ban dân vận"),
    ("BNV", "bộ nội vụ"),
    ("SNV", "sở nội vụ"),
    ("TTCP", "thủ tướng chính phủ"),
    ("KNTC", "khiếu nại tố cáo"),
    ("TCPL", "tiếp cận pháp luật"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("ĐVHC", "đơn vị hành chính"),
    ("ĐVSN", "đơn vị sự nghiệp"),
    ("CSTĐ", "chiến sĩ thi đua"),
    ("CSTĐCS", "chiến sĩ thi đua cơ sở"),
    ("LĐTT", "lao động tiên tiến"),
    ("TTLĐXS", "tập thể lao động xuất sắc"),
    ("HTXSNV", "hoàn thành xuất sắc nhiệm vụ"),
    ("HTTNV", "hoàn thành tốt nhiệm vụ"),
    ("HTNV", "hoàn thành nhiệm vụ"),
    ("VPTU", "văn phòng tỉnh ủy"),
    ("VPUB", "văn phòng ủy ban nhân dân"),
    ("TƯ", "trung ương"),
    ("TU", "tỉnh ủy"),
    ("HU", "huyện ủy"),
    ("ThU", "thành ủy"),
    ("ĐU", "đảng ủy"),
    ("ĐUK", "đảng ủy khối"),
    ("NQ", "nghị quyết"),
    ("NQLT", "nghị quyết liên tịch"),
    ("QĐ", "quyết định"),
    ("QyĐ", "quy định"),
    ("TTr", "tờ trình"),
    ("CBCS", "cán bộ chiến sĩ"),
    ("DLCĐ", "du lịch cộng đồng"),
    ("ĐVTN", "đoàn viên thanh niên"),
    ("NCUT", "người có uy tín"),
    ("PCMT", "phòng chống ma túy"),
    ("PTDTBT", "phổ thông dân tộc bán trú"),
    ("VĐQC", "vận động quần chúng"),
];

/// Those that may mean several things, or one thing only in the number of a document.
const UNCLEAR: [(&str, &[&str]); 15] = [
    ("BC", &["báo cáo"]),
    ("BK", &["bằng khen"]),
    ("CB", &["cán bộ", "chi bộ"]),
    ("CĐ", &["công đoàn", "cao đẳng"]),
    ("CT", &["chỉ thị", "chủ tịch", "chương trình"]),
    ("CV", &["công văn"]),
    ("ĐV", &["đảng viên", "đơn vị"]),
    ("GK", &["giấy khen"]),
    ("HĐ", &["hội đồng"]),
    ("HD", &["hướng dẫn"]),
    ("KH", &["kế hoạch"]),
    ("KL", &["kết luận"]),
    ("NĐ", &["nghị định"]),
    ("TB", &["thông báo"]),
    ("TT", &["thông tư", "thị trấn", "tuyên truyền"]),
];

/// An index of one model for each of these words, and the place of each.
fn told(words: &[&str]) -> TestIndex {
    let titles: Vec<String> = words
        .iter()
        .map(|words| format!("Nói {words} đã lâu"))
        .collect();
    titled(&titles.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn each_abbreviation_and_what_it_stands_for_find_each_other() {
    let words: Vec<&str> = CLEAR
        .iter()
        .flat_map(|(short, long)| [*short, *long])
        .collect();
    let index = told(&words);
    for (number, (short, long)) in CLEAR.iter().enumerate() {
        for text in [*short, *long] {
            let found = ids(&index, text);
            for id in [2 * number, 2 * number + 1] {
                assert!(found.contains(&id.to_string()), "{text}: {id} {found:?}");
            }
        }
    }
}

#[test]
fn an_abbreviation_of_several_meanings_finds_them_all_and_each_finds_it() {
    let mut words: Vec<&str> = UNCLEAR.iter().map(|(short, _)| *short).collect();
    words.extend(UNCLEAR.iter().flat_map(|(_, readings)| readings.iter()));
    let index = told(&words);
    let id = |of: &str| {
        let place = words.iter().position(|words| *words == of);
        place.expect("it stands in the index").to_string()
    };
    for (short, readings) in UNCLEAR {
        let found = ids(&index, short);
        assert!(found.contains(&id(short)), "{short}: {found:?}");
        for reading in readings {
            assert!(found.contains(&id(reading)), "{short}: {reading} {found:?}");
            let back = ids(&index, reading);
            assert_eq!(back.first(), Some(&id(reading)), "{reading}");
            assert!(back.contains(&id(short)), "{reading}: {short} {back:?}");
        }
    }
}

#[test]
fn a_word_beside_an_abbreviation_decides_which_model_it_finds() {
    let index = titled(&[
        "TP Nội vụ gặp dân",
        "Thành phố Vinh xanh",
        "TT Sa Pa sạch rác",
        "Thông tư số 12",
        "TT vận động",
    ]);
    for (text, id) in [
        ("trưởng phòng nội vụ", "0"),
        ("TP Vinh", "1"),
        ("thị trấn Sa Pa", "2"),
        ("TT số 12", "3"),
        ("tuyên truyền vận động", "4"),
    ] {
        assert_eq!(
            ids(&index, text).first().map(String::as_str),
            Some(id),
            "{text}"
        );
    }
}

#[test]
fn a_syllable_in_small_letters_is_no_abbreviation() {
    let index = titled(&[
        "Văn phòng tỉnh ủy",
        "Đi tu",
        "Công an xã",
        "Ca hát",
        "Thành ủy họp",
        "Mùa thu hoạch",
        "Huyện ủy",
        "Khóc hu hu",
        "Đảng ủy xã",
        "Đu dây",
    ]);
    for (small, its, capitals, meant) in [
        ("tu", "1", "TU", "0"),
        ("ca", "3", "CA", "2"),
        ("thu", "5", "ThU", "4"),
        ("hu", "7", "HU", "6"),
        ("đu", "9", "ĐU", "8"),
    ] {
        assert_eq!(ids(&index, small), [its], "{small}");
        let found = ids(&index, capitals);
        assert_eq!(found.first().map(String::as_str), Some(meant), "{capitals}");
    }
}

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

#[test]
fn a_place_is_found_under_its_names_before_and_after() {
    let place = |id: &str, title: &str, name: &str, alias: &str| IndexedModel {
        place_names: vec![name.into()],
        place_aliases: vec![alias.into()],
        ..model(id, title)
    };
    let index = index_of([
        place("old", "Nuôi lươn không bùn", "Hà Giang", "Tuyên Quang"),
        place("new", "Nuôi lươn trong bể", "Tuyên Quang", "Hà Giang"),
        place(
            "far",
            "Nuôi lươn ở kênh Hà Giang Thành",
            "Cà Mau",
            "Bạc Liêu",
        ),
    ]);
    assert_eq!(ids(&index, "nuôi lươn Hà Giang")[..2], ["old", "new"]);
    assert_eq!(ids(&index, "nuôi lươn Tuyên Quang")[..2], ["new", "old"]);
    assert_eq!(
        ids(&index, "nuoi luon ca mau").first().map(String::as_str),
        Some("far")
    );
}

#[test]
fn a_place_of_that_name_comes_before_one_that_came_from_there() {
    let place = |id: &str, name: &str, history: &[&str]| IndexedModel {
        place_names: vec![name.into()],
        place_history: history.iter().map(|&name| name.to_owned()).collect(),
        ..model(id, "Nuôi lươn không bùn")
    };
    let index = index_of([
        place("from", "Lũng Cú", &["Xã Tân Tiến", "Huyện Mai Châu"]),
        place("own", "Tân Tiến", &[]),
        place("far", "Cà Mau", &[]),
    ]);
    assert_eq!(ids(&index, "nuôi lươn Tân Tiến")[..2], ["own", "from"]);
    assert_eq!(ids(&index, "Tân Tiến"), ["own", "from"]);
    assert_eq!(ids(&index, "xã tan tien")[..2], ["own", "from"]);
    assert_eq!(ids(&index, "huyện Mai Châu"), ["from"]);
    // What it earns as a place, beside the words of its name.
    let explained = index.explain(&asking("Tân Tiến"), 10).expect("explained");
    let mut groups = explained.groups.iter();
    let place = groups.position(|group| group.kind == "place");
    let place = place.expect("the name is understood as a place");
    let earned: Vec<f32> = explained
        .results
        .iter()
        .map(|result| result.earned[place])
        .collect();
    assert!(earned[0] > earned[1] && earned[1] > 0.0, "{earned:?}");
}

#[test]
fn any_input_is_answered() {
    let index = titled(&["Dân vận khéo", "Hiến <b>đất</b> & \"đường\""]);
    let forty_words = "hiến đất mở đường ".repeat(10);
    let long = "x".repeat(10_000);
    let many = "a1 ".repeat(3_000);
    for text in [
        "",
        " ",
        "a",
        "…",
        "!?.,;:",
        "\"",
        "\"hiến đất",
        "-",
        "🙂",
        "🙂 đất",
        "<script>alert(1)</script>",
        "'; DROP TABLE models; --",
        "\u{0}",
        "\u{0300}\u{0301}",
        "ﷺ عربي 漢字 한국",
        "AND OR NOT",
        "field:value",
        "*",
        "~",
        "[1 TO 2]",
        "\u{202E}abc",
        "Ⅷ ½ ﬁ ß İ",
        &forty_words,
        &long,
        &many,
    ] {
        let found = found(&index, &asking(text));
        assert!(found.total <= 2, "{text:.20}");
        passage(&["Dân vận khéo"], &found.terms, 20);
    }
    assert_eq!(ids(&index, &forty_words), ["1"]);
    assert_eq!(ids(&index, "🙂 đất"), ["1"]);
    for no_word in [
        "🙂",
        "…",
        "!?.,;:",
        "-",
        "\"",
        "\u{0300}",
        "\u{200B}",
        " \t\u{00A0}",
    ] {
        let found = found(&index, &asking(no_word));
        let everything = (2, None);
        assert_eq!((found.total, found.repaired), everything, "{no_word:?}");
    }
    assert_eq!(found(&index, &asking("zzzzzz")).total, 0);
}

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
