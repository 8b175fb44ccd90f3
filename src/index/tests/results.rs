//! Counts, facets, orders, pages, and what may be seen.

use super::*;
use crate::vietnamese;

fn row(
    id: &str,
    title: &str,
    sector: &str,
    themes: &[&str],
    province: &str,
    year: i32,
    adoptions: u32,
) -> IndexedModel {
    IndexedModel {
        sector: sector.into(),
        themes: list(themes),
        province_code: province.into(),
        year: Some(year),
        adoptions,
        recognised: adoptions > 0,
        published_at_us: i64::from(year) * 1_000,
        unit_kind: "party".into(),
        label: "related_practice".into(),
        level: (adoptions > 0).then(|| "province".to_owned()),
        ..model(id, title)
    }
}

fn catalogue() -> TestIndex {
    index_of([
        row(
            "a",
            "Đường hoa",
            "economy",
            &["đường", "hoa"],
            "01",
            2021,
            0,
        ),
        row(
            "b",
            "Ánh sáng đường quê",
            "economy",
            &["đường"],
            "02",
            2022,
            3,
        ),
        row("c", "Áo ấm", "culture", &["áo"], "01", 2023, 1),
        row("d", "Đường cờ", "culture", &["đường", "cờ"], "02", 2021, 0),
    ])
}

fn list(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

fn counts(facet: &[(String, usize)]) -> Vec<(&str, usize)> {
    facet
        .iter()
        .map(|(value, count)| (value.as_str(), *count))
        .collect()
}

#[test]
fn empty_text_finds_all_and_facets_count_them() {
    let index = catalogue();
    let found = found(&index, &asking(""));
    assert_eq!(found.total, 4);
    assert_eq!(
        counts(&found.facets.sectors),
        [("culture", 2), ("economy", 2)]
    );
    assert_eq!(
        counts(&found.facets.themes),
        [("đường", 3), ("áo", 1), ("cờ", 1), ("hoa", 1)]
    );
    assert_eq!(found.facets.years, [(2023, 1), (2022, 1), (2021, 2)]);
    assert_eq!(counts(&found.facets.levels), [("province", 2)]);
    assert_eq!(found.ids[..2], ["c", "b"], "the newest first");
}

#[test]
fn a_facet_is_counted_without_its_own_filter() {
    let index = catalogue();
    let query = Query {
        sectors: list(&["economy"]),
        provinces: list(&["01"]),
        ..asking("")
    };
    let found = found(&index, &query);
    assert_eq!((found.total, found.ids), (1, list(&["a"])));
    assert_eq!(
        counts(&found.facets.sectors),
        [("culture", 1), ("economy", 1)],
        "in province 01"
    );
    assert_eq!(
        counts(&found.facets.provinces),
        [("01", 1), ("02", 1)],
        "in economy"
    );
    assert_eq!(
        counts(&found.facets.themes),
        [("đường", 1), ("hoa", 1)],
        "in both"
    );
}

#[test]
fn values_of_one_facet_are_alternatives_and_a_chosen_one_stays() {
    let index = catalogue();
    let query = Query {
        themes: list(&["hoa", "áo", "nothing"]),
        years: vec![2021, 2030],
        ..asking("")
    };
    let found = found(&index, &query);
    assert_eq!(found.ids, ["a"]);
    assert!(counts(&found.facets.themes).contains(&("nothing", 0)));
    assert!(found.facets.years.contains(&(2030, 0)));
    let recognised = Query {
        recognised_only: true,
        ..asking("")
    };
    let only = super::found(&index, &recognised);
    assert_eq!(only.ids, ["c", "b"]);
    assert_eq!(only.facets.recognised, 2);
    let all = super::found(&index, &asking(""));
    assert!(all.total > 2);
    assert_eq!(all.facets.recognised, 2, "counted without being asked for");
}

#[test]
fn what_was_taken_out_has_no_influence_on_a_search() {
    let index = catalogue();
    let secret = row(
        "hidden",
        "Đường bí mật",
        "economy",
        &["đường", "mật"],
        "01",
        2024,
        9,
    );
    put(&index, [secret], 2);
    assert_eq!(found(&index, &asking("mật")).ids, ["hidden"]);
    take_out(&index, &["hidden"], 3);

    let left = found(&index, &asking("đường bí mật"));
    assert!(!left.ids.contains(&"hidden".to_owned()));
    assert_eq!(found(&index, &asking("mật")).total, 0);
    for text in ["mạt", "maatj"] {
        let mended = found(&index, &asking(text)).repaired;
        assert_eq!(mended, None, "its spellings are not offered");
    }
    assert!(
        counts(&found(&index, &asking("đường")).facets.themes)
            .iter()
            .all(|(theme, _)| *theme != "mật")
    );
    assert_eq!(found(&index, &asking("")).total, 4);
}

#[test]
fn orders_are_as_named() {
    let index = catalogue();
    let sorted = |sort| found(&index, &Query { sort, ..asking("") }).ids;
    assert_eq!(sorted(Sort::Newest)[..2], ["c", "b"]);
    assert_eq!(sorted(Sort::MostAdopted)[..2], ["b", "c"]);
    assert_eq!(sorted(Sort::Title), ["b", "c", "d", "a"]);
}

#[test]
fn titles_are_in_vietnamese_order_across_segments() {
    let titles = [
        "Zalo",
        "Ăn sáng",
        "An toàn",
        "Ấm áp",
        "Đèn",
        "Dân vận",
        "Mã",
        "Ma",
        "Mạ",
    ];
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    for (seq, title) in (1..).zip(titles) {
        put(&index, [model(title, title)], seq);
    }
    let mut expected = titles.map(String::from).to_vec();
    expected.sort_by(|left, right| vietnamese::compare(left, right));
    assert_eq!(
        found(
            &index,
            &Query {
                sort: Sort::Title,
                ..asking("")
            }
        )
        .ids,
        expected
    );
    let second = Query {
        sort: Sort::Title,
        offset: 4,
        limit: 2,
        ..asking("")
    };
    assert_eq!(found(&index, &second).ids, expected[4..6]);
}

#[test]
fn pages_follow_each_other_without_gap_or_overlap() {
    let index = index_of((0..57).map(|number| model(&format!("m{number}"), "Hiến đất")));
    let mut seen = Vec::new();
    for page in 0..6 {
        let found = found(
            &index,
            &Query {
                offset: page * 10,
                ..asking("hiến đất")
            },
        );
        assert_eq!(found.total, 57);
        seen.extend(found.ids);
    }
    assert_eq!(seen.len(), 57);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 57);
    assert!(
        found(
            &index,
            &Query {
                offset: usize::MAX,
                limit: usize::MAX,
                ..asking("hiến đất")
            }
        )
        .ids
        .is_empty()
    );
}

#[test]
fn equal_models_keep_their_order_in_every_rebuild() {
    let models: Vec<IndexedModel> = (0..30)
        .map(|number| model(&format!("m{number}"), "Hiến đất mở đường"))
        .collect();
    let one = index_of(models.clone());
    let other = index_of(models.into_iter().rev());
    let query = Query {
        limit: 30,
        ..asking("hiến đất")
    };
    assert_eq!(found(&one, &query).ids, found(&other, &query).ids);
}

#[test]
fn standing_leans_but_text_decides() {
    let index = index_of([
        model("plain", "Hiến đất"),
        IndexedModel {
            recognised: true,
            adoptions: 40,
            ..model("standing", "Hiến đất")
        },
        IndexedModel {
            recognised: true,
            adoptions: 50,
            body: list(&["Cũng có hiến đất."]),
            ..model("other", "Trồng rừng phòng hộ")
        },
    ]);
    assert_eq!(ids(&index, "hiến đất"), ["standing", "plain", "other"]);
}

#[test]
fn what_is_filed_as_the_best_answers_are_comes_first_and_most_what_is_filed_under_that_alone() {
    let filed = |id: &str, title: &str, themes: &[&str], words: usize| IndexedModel {
        themes: list(themes),
        body: list(&vec!["lời kể thêm"; words]),
        ..model(id, title)
    };
    let mut models = vec![
        filed("best", "Hiến đất mở đường", &["việc chung"], 0),
        filed("next", "Hiến đất mở đường mới", &["việc chung"], 0),
        // Words alone would put these in the opposite order: the shorter a text, the more it is about each of its words.
        filed("alone", "Hiến đất", &["việc chung"], 7),
        filed("among", "Hiến đất", &["việc chung", "nhà", "cây", "cá"], 3),
        filed("elsewhere", "Hiến đất", &["việc khác"], 2),
    ];
    // Among others, what is asked for is rare.
    models.extend((0..12).map(|number| model(&format!("other {number}"), "Trồng rừng")));
    assert_eq!(
        ids(&index_of(models), "hiến đất mở đường"),
        ["best", "next", "alone", "among", "elsewhere"]
    );
}

#[test]
fn facets_count_those_that_come_near_only_where_no_model_answers() {
    let index = catalogue();
    let of = |text: &str| {
        let found = found(&index, &asking(text));
        let labels = counts(&found.facets.labels);
        let counted: usize = labels.iter().map(|(_, count)| count).sum();
        (found.full, found.total, counted)
    };
    assert_eq!(of("ánh sáng hoa"), (1, 2, 1), "one holds one word of three");
    assert_eq!(of("hoa áo zzyzx"), (0, 2, 2), "no model has the last word");
}
