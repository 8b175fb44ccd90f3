//! Words that nobody wrote so: mended, said, and never at the cost of a known word.

use super::*;

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
fn a_slip_that_makes_another_word_is_seen_by_the_words_beside_it() {
    let mut titles = vec!["Dân vận khéo giảm nghèo bền vững"; 3];
    titles.extend(["Hiển vinh, vạn đò", "Sức khỏe", "Giám sát", "Khóe mắt"]);
    titles.extend(["Mở đường"; 10]);
    let index = titled(&titles);
    for (text, meant) in [
        ("dân vạn khéo", "dân vận khéo"),
        ("Dân Vân khéo", "Dân Vận khéo"),
        ("dân vận khóe", "dân vận khéo"),
        ("dan van khoe", "dan van kheo"),
        ("giám nghèo", "giảm nghèo"),
        ("giám nghèo bền vững", "giảm nghèo bền vững"),
    ] {
        let found = found(&index, &asking(text));
        assert!(found.full >= 3, "{text}");
        let mut ids = found.ids[..3].to_vec();
        ids.sort();
        assert_eq!(ids, ["0", "1", "2"], "{text}");
        assert_eq!(found.repaired, None, "what was typed is looked for too");
        assert_eq!(found.meant.as_deref(), Some(meant), "{text}");
    }
    // What stands beside its neighbour somewhere is meant as it is, and so is what fits nowhere.
    assert_eq!(ids(&index, "giám sát"), ["5"]);
    for text in ["giám sát", "dân vận khéo", "mở sát", "sát"] {
        assert_eq!(found(&index, &asking(text)).meant, None, "{text}");
    }
    // As it stands, nothing else is meant.
    let literal = Query {
        literal: true,
        ..asking("dan van khoe")
    };
    assert!(!found(&index, &literal).ids[..1].contains(&"0".to_owned()));
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
    take_out(&index, &["1"], 2);
    for text in ["quyts", "quyst", "quýtt", "vườnquýt", "giuwx vuwowfn"] {
        assert_eq!(mended(text), (None, 0), "{text}");
    }
}

#[test]
fn a_known_word_is_never_mended() {
    let index = titled(&["Nuôi chó giữ nhà", "Chợ quê", "Kheo chân"]);
    let found = found(&index, &asking("chó"));
    assert_eq!((found.ids, found.repaired), (vec!["0".to_owned()], None));
}

#[test]
fn what_an_abbreviation_stands_for_is_never_mended() {
    // No model has "xung" of "thanh niên xung phong", nor "khoa" of "khoa học công nghệ", but words one letter away.
    let index = titled(&["Sung sức", "Khoan giếng"]);
    for text in ["TNXP", "KHCN"] {
        assert_eq!(found(&index, &asking(text)).repaired, None, "{text}");
    }
}

#[test]
fn a_text_of_many_words_that_nobody_knows_is_mended_only_so_far() {
    let mut titles = vec!["Dân vận khéo giảm nghèo"; 3];
    titles.extend(["Ngưỡng cửa", "Giám sát"]);
    let index = titled(&titles);
    let read_as = |strangers: usize, text: &str| {
        let strangers = "xqzxq ".repeat(strangers);
        found(&index, &asking(&format!("{strangers}{text}"))).repaired
    };
    for slip in ["vậnn", "dânvận"] {
        assert!(read_as(5, slip).is_some(), "{slip}");
        assert_eq!(read_as(6, slip), None, "{slip}");
    }
    // So it is with words that are known, but not beside each other.
    let means = |pairs: usize| {
        let text = format!("{}giám nghèo", "cửa sát. ".repeat(pairs));
        let explained = index.explain(&asking(&text), 1).expect("explained");
        let mut choices = explained.groups.iter().flat_map(|group| &group.choices);
        choices.any(|choice| choice.key == "giam~r" && !choice.is_synonym)
    };
    assert!(means(0) && means(2), "two words of each pair are tried");
    assert!(!means(3));
}

#[test]
fn a_number_is_the_neighbour_of_what_stands_beside_its_last_part() {
    let index = titled(&["Giai đoạn 2021-2025 vận động", "Vật", "Vật", "Vậy", "Vậy"]);
    let found = found(&index, &asking("2021-2025 vậm"));
    assert_eq!(found.repaired.as_deref(), Some("2021-2025 vận"));
}

#[test]
fn the_nearest_spelling_is_the_commonest_wherever_it_stands() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    // Each batch is a part of its own: "hoan" has most models in one part, "hoang" in all together.
    let parts = [vec!["Hoan", "Hoan", "Hoàng"], vec!["Hoàng"], vec!["Hoàng"]];
    for (seq, titles) in (1..).zip(parts) {
        let part = (titles.iter().enumerate())
            .map(|(number, title)| model(&format!("{seq}-{number}"), title));
        put(&index, part, seq);
    }
    let nearest = |text| index.nearest_spelling(text).expect("looked up");
    assert_eq!(nearest("hoanq").as_deref(), Some("hoang"));
    // A word that only models have which are hidden by now is not offered.
    take_out(&index, &["1-2", "2-0", "3-0"], 4);
    assert_eq!(nearest("hoanq").as_deref(), Some("hoan"));
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
