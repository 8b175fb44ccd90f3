//! What else finds the words of a query.

use super::*;

fn rule(words: &str, sign: &str, also: &[&str], percent: u8) -> SynonymRule {
    SynonymRule {
        words: words.into(),
        relation: Relation::of(sign).expect("a relation"),
        also: also.iter().map(|&also| also.to_owned()).collect(),
        percent,
        reason: "a test".into(),
    }
}

fn first(index: &ModelIndex, text: &str) -> Option<String> {
    ids(index, text).into_iter().next()
}

#[test]
fn the_list_of_the_program_has_the_shape_it_is_read_by() {
    let text = include_str!("../../../assets/search/synonyms.tsv");
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rules = built_in_rules();
    assert_eq!(lines.count(), rules.len(), "a line was not understood");
    assert!(rules.len() > 150);
    let keys: std::collections::HashSet<String> = rules.iter().map(SynonymRule::key).collect();
    assert_eq!(keys.len(), rules.len(), "two rules about the same words");
    for rule in rules {
        let is_filler = rule.relation == Relation::Filler;
        assert_eq!(is_filler, rule.also.is_empty(), "{}", rule.words);
        assert!(rule.percent > 0 && rule.percent <= 100, "{}", rule.words);
        assert!(!rule.reason.is_empty(), "{}", rule.words);
    }
}

#[test]
fn words_find_their_synonyms_after_themselves_marked_or_not() {
    let index = titled(&["Trồng hoa", "Nồi cháo nghĩa tình", "Bếp ăn tình thương"]);
    for text in ["bếp ăn tình thương", "bep an tinh thuong"] {
        assert_eq!(ids(&index, text), ["2", "1"], "{text}");
    }
}

#[test]
fn a_wider_word_finds_its_kinds_and_no_kind_finds_the_wider_word() {
    let index = titled(&["Chuyện con trâu", "Nuôi gia súc lớn"]);
    index.set_synonyms(Synonyms::of([rule("gia súc", ">", &["con trâu"], 60)]));
    assert_eq!(ids(&index, "gia súc"), ["1", "0"]);
    assert_eq!(ids(&index, "con trâu"), ["0"]);
}

#[test]
fn words_of_many_syllables_stand_side_by_side() {
    let index = titled(&[
        "Hội phụ nữ, liên hiệp hợp tác xã",
        "Hội liên hiệp phụ nữ xã Vạn Linh",
    ]);
    index.set_synonyms(Synonyms::of([rule(
        "các chị",
        ">",
        &["hội liên hiệp phụ nữ"],
        80,
    )]));
    assert_eq!(ids(&index, "các chị"), ["1"]);
}

#[test]
fn a_later_rule_of_the_same_words_holds_and_nought_switches_off() {
    let index = titled(&["Nuôi heo", "Nuôi gà"]);
    let on = rule("lợn", "=", &["heo"], 90);
    index.set_synonyms(Synonyms::of([on.clone()]));
    assert_eq!(ids(&index, "lợn"), ["0"]);
    index.set_synonyms(Synonyms::of([on, rule("LỢN", "=", &["heo"], 0)]));
    assert_eq!(ids(&index, "lợn"), Vec::<String>::new());
}

#[test]
fn one_unmarked_syllable_means_a_word_only_where_it_can_mean_nothing_else() {
    let rules = || Synonyms::of([rule("lợn", "=", &["heo"], 90)]);
    let clear = titled(&["Nuôi lợn", "Nuôi heo"]);
    clear.set_synonyms(rules());
    assert_eq!(ids(&clear, "lon").len(), 2);
    let unclear = titled(&["Nuôi lợn", "Nuôi heo", "Nhặt vỏ lon", "Vỏ lon bia"]);
    unclear.set_synonyms(rules());
    assert!(!ids(&unclear, "lon").contains(&"1".to_owned()));
}

#[test]
fn words_that_only_ask_weigh_little_unless_they_are_all_there_is() {
    let index = titled(&[
        "Làm sao cho dân tin, làm sao cho dân theo",
        "Di dời nhà khỏi vùng sạt lở",
    ]);
    assert_eq!(
        first(&index, "làm sao để dời nhà khỏi vùng sạt lở").as_deref(),
        Some("1")
    );
    assert_eq!(first(&index, "làm sao").as_deref(), Some("0"));
}

#[test]
fn a_word_of_many_syllables_is_one_idea_and_outweighs_no_two() {
    let index = titled(&["Đường làng ngõ xóm", "Trồng hoa, chị em"]);
    let all = "chị em trồng hoa đường làng ngõ xóm";
    assert_eq!(first(&index, all).as_deref(), Some("1"));
}

#[test]
fn a_known_word_of_the_list_is_not_mended() {
    let index = titled(&["Thả diều ở bản Lin", "Bộ đội giúp dân"]);
    let found = found(&index, &asking("lính giúp dân"));
    assert_eq!(found.repaired, None);
    assert_eq!(found.ids.first().map(String::as_str), Some("1"));
}

#[test]
fn what_a_synonym_found_is_marked_and_said_to_be_looked_for() {
    let index = titled(&["Nồi cháo nghĩa tình"]);
    let answer = found(&index, &asking("bếp ăn tình thương"));
    assert_eq!(
        highlight_all("Có nồi cháo nóng", &answer.terms),
        "Có <mark>nồi cháo</mark> nóng"
    );
    assert!(answer.widened);
    assert!(!found(&index, &asking("nghĩa tình")).widened);
}

#[test]
fn words_that_only_ask_are_not_marked() {
    let index = titled(&["Làm sao để bếp ăn đông vui", "Bếp ăn"]);
    let marked =
        |text: &str| highlight_all("làm sao để bếp ăn", &found(&index, &asking(text)).terms);
    assert_eq!(
        marked("làm sao để bếp ăn"),
        "làm sao để <mark>bếp ăn</mark>"
    );
    assert_eq!(marked("làm sao"), "<mark>làm sao</mark> để bếp ăn");
}

#[test]
fn a_literal_search_takes_words_as_they_stand() {
    let index = titled(&["Nồi cháo nghĩa tình", "Bếp ăn tình thương"]);
    let literal = Query {
        literal: true,
        ..asking("bếp ăn tình thương")
    };
    assert_eq!(found(&index, &literal).ids, ["1"]);
    let raw = Query {
        literal: true,
        ..asking("beesp awn")
    };
    assert_eq!(found(&index, &raw).total, 0);
}

#[test]
fn what_answers_stands_before_what_comes_near_in_every_order() {
    let title = |id: &str, title: &str, published: i64| IndexedModel {
        published_at_us: published,
        ..model(id, title)
    };
    let index = index_of([
        title("full", "Thả diều trên đồi cao tít", 1),
        title("near", "Thả diều trên đồi", 9),
        title("other", "Xây cầu", 5),
    ]);
    for sort in [
        Sort::Relevance,
        Sort::Newest,
        Sort::MostAdopted,
        Sort::Title,
    ] {
        let query = Query {
            sort,
            ..asking("thả diều trên đồi cao tít")
        };
        let found = found(&index, &query);
        assert_eq!((found.total, found.full), (2, 1), "{sort:?}");
        assert_eq!(found.ids, ["full", "near"], "{sort:?}");
    }
}

#[test]
fn an_explained_search_gives_what_the_search_gives() {
    let placed = |id: &str, title: &str, province: &str| IndexedModel {
        province_code: province.into(),
        recognised: id == "2",
        ..model(id, title)
    };
    let index = index_of([
        placed("0", "Bếp ăn tình thương", "20"),
        placed("1", "Nồi cháo nghĩa tình", "08"),
        placed("2", "Bếp ăn tình thương ở chợ", "08"),
    ]);
    for query in [
        asking("bếp ăn tình thương"),
        Query {
            provinces: vec![String::from("08")],
            ..asking("bếp ăn tình thương")
        },
        Query {
            recognised_only: true,
            ..asking("bếp ăn tình thương")
        },
        Query {
            provinces: vec![String::from("08")],
            sort: Sort::Title,
            ..asking("")
        },
    ] {
        let explained = index.explain(&query, 10).expect("explained");
        let ids: Vec<String> = explained
            .results
            .into_iter()
            .map(|result| result.id)
            .collect();
        assert_eq!(ids, found(&index, &query).ids, "{query:?}");
    }
    let narrowed = Query {
        provinces: vec![String::from("08")],
        ..asking("bếp ăn tình thương")
    };
    let explained = index.explain(&narrowed, 10).expect("explained");
    let ids: Vec<&str> = explained
        .results
        .iter()
        .map(|result| result.id.as_str())
        .collect();
    assert!(ids.contains(&"2") && !ids.contains(&"0"), "{ids:?}");
}

#[test]
fn a_search_is_explained_by_what_each_part_earned() {
    let index = titled(&["Bếp ăn tình thương", "Nồi cháo nghĩa tình"]);
    let explained = index
        .explain(&asking("bếp ăn tình thương"), 10)
        .expect("explained");
    assert_eq!(explained.results.len(), 2);
    let best = &explained.results[0];
    let sum: f32 = best.earned.iter().sum();
    assert!(sum > 0.0 && best.score >= sum);
    assert_eq!(best.earned.len(), explained.groups.len());
    assert!(best.is_full && best.score > explained.results[1].score);
    let synonyms = explained.groups.iter().flat_map(|group| &group.choices);
    assert!(synonyms.filter(|choice| choice.is_synonym).count() > 0);
}
