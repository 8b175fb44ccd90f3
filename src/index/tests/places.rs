//! Places under the names that they have and had.

use super::*;

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
fn a_place_is_named_with_the_word_for_its_kind_or_without_it_marked_or_not() {
    let place = |id: &str, name: &str| IndexedModel {
        place_names: vec![name.into()],
        ..model(id, "Nuôi lươn")
    };
    let index = index_of([
        place("lap", "xã Tân Lập"),
        place("phien", "xã Xà Phiên"),
        place("ba", "Quản Bạ"),
        place("far", "Cà Mau"),
    ]);
    let place_of = |text: &str| {
        let explained = index.explain(&asking(text), 1).expect("explained");
        let named = explained
            .groups
            .iter()
            .position(|group| group.kind == "place");
        let first = explained.results.into_iter().next().expect("a result");
        named
            .is_some_and(|named| first.earned[named] > 0.0)
            .then_some(first.id)
    };
    for (text, id) in [
        ("Tân Lập", "lap"),
        ("xã Tân Lập", "lap"),
        ("xa Tan Lap", "lap"),
        ("tan lap", "lap"),
        ("Xà Phiên", "phien"),
        ("xa phien", "phien"),
        ("xã Xà Phiên", "phien"),
        ("xa xa phien", "phien"),
        ("huyện Quản Bạ", "ba"),
        ("quan ba", "ba"),
        ("huyen quan ba", "ba"),
    ] {
        assert_eq!(place_of(text).as_deref(), Some(id), "{text}");
    }
}

#[test]
fn a_single_syllable_names_no_place_whatever_number_stands_before_it() {
    let index = index_of([
        IndexedModel {
            place_names: vec!["Huế".into()],
            ..model("hue", "Trồng rừng 2021-2025")
        },
        IndexedModel {
            place_names: vec!["Cà Mau".into()],
            ..model("ca mau", "Trồng rừng 2021-2025")
        },
    ]);
    let places = |text: &str| {
        let explained = index.explain(&asking(text), 1).expect("explained");
        let groups = explained.groups.iter();
        groups.filter(|group| group.kind == "place").count()
    };
    for (text, named) in [
        ("Huế", 0),
        ("2021-2025 Huế", 0),
        ("Cà Mau", 1),
        ("2021-2025 Cà Mau", 1),
    ] {
        assert_eq!(places(text), named, "{text}");
    }
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
