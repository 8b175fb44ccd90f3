//! Abbreviations and what they stand for find each other.

use super::*;

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
