//! A floor under what is built around the search, on the demonstration catalogue and judgements of our own.

use super::relevance::{CATALOGUE, record, text, texts};
use super::*;
use serde_json::Value;

fn practices() -> Vec<(String, Practice)> {
    CATALOGUE
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(line).expect("a record is JSON");
            let field = |name: &str| text(&record[name]).unwrap_or_default();
            let practice = Practice {
                title: field("title"),
                themes: texts(&record["themes"]),
                approach: vec![field("approach")],
                steps: texts(&record["replicability"]["steps"]),
                rest: vec![field("problem"), field("results")],
            };
            (field("id"), practice)
        })
        .collect()
}

/// Completions of the dictionary and of titles, in one list: names first.
fn completed(index: &ModelIndex, typed: &str) -> Vec<String> {
    let typed = Typed::of(typed);
    let found = index.complete(&typed).expect("a completion never fails");
    let titles = practices()
        .into_iter()
        .filter(|(id, _)| found.models.contains(id))
        .map(|(_, practice)| (practice.title.clone(), practice.title))
        .collect();
    let titles = index.order_titles(&typed, titles).expect("an order");
    let names = found.names.into_iter().map(|name| name.text);
    names
        .chain(titles.into_iter().map(|(title, _)| title))
        .collect()
}

#[test]
fn a_name_counts_for_the_models_that_share_it_and_not_for_its_words() {
    let theme = |id: &str, theme: &str| IndexedModel {
        themes: vec![theme.to_owned()],
        ..model(id, "")
    };
    let index = index_of([
        theme("a", "đổi điện đèn đường"),
        theme("b", "dân vận"),
        theme("c", "dân vận"),
    ]);
    assert_eq!(completed(&index, "d"), ["dân vận", "đổi điện đèn đường"]);
}

#[test]
fn what_people_begin_to_type_is_completed() {
    let index = index_of(CATALOGUE.lines().map(record));
    for (typed, wanted) in [
        ("xây dựng đ", "xây dựng đảng"),
        ("xay dung d", "xây dựng đảng"),
        ("vệ sinh m", "bảo vệ môi trường"),
        ("moi truong", "bảo vệ môi trường"),
        ("dong ho", "dòng họ tự quản"),
        ("nói không", "Nói không với túi ni lông ở Cù Lao Chàm"),
        ("tui ni long", "Nói không với túi ni lông ở Cù Lao Chàm"),
        (
            "khoong vor thuoocs",
            "Cánh đồng không vỏ thuốc bảo vệ thực vật",
        ),
        ("ntm", "nông thôn mới"),
    ] {
        let found = completed(&index, typed);
        let there = found.iter().take(8).any(|text| text == wanted);
        assert_eq!(there, typed != "vệ sinh m", "{typed}: {found:?}");
    }
}

#[test]
fn a_record_told_in_other_words_is_most_like_the_one_it_was_made_from() {
    let index = index_of(CATALOGUE.lines().map(record));
    let catalogue: Vec<(String, Traits)> = practices()
        .into_iter()
        .map(|(id, practice)| (id, Traits::of(&practice)))
        .collect();
    for (id, approach) in [
        (
            "n024",
            "Xã đăng ký mô hình dân vận khéo để đồng ruộng không còn bao bì, chai thuốc bảo vệ thực vật, kêu gọi bà con nông dân cùng làm.",
        ),
        (
            "s174",
            "Nhà trường mở phong trào nuôi heo đất vào ngày khai giảng để ai cũng bỏ ống tiết kiệm; thầy cô, phụ huynh góp tiền, mì gói nấu bữa trưa miễn phí cho các em khó khăn.",
        ),
        (
            "s191",
            "Xã phát mỗi nhà giỏ nhựa đi chợ, vận động dùng túi giấy, lá chuối thay túi ni lông, đặt pano nhắc nhở ở cầu cảng và chợ.",
        ),
        (
            "s101",
            "Chị em đi từng ngõ, gõ từng nhà nhắc để riêng vỏ lon, chai nhựa, giấy vụn vào thùng ở nhà văn hóa; bán phế liệu lấy tiền mua heo giống tặng hộ nghèo.",
        ),
    ] {
        let retold = Traits::of(&Practice {
            approach: vec![approach.into()],
            ..Practice::default()
        });
        let wanted = index.wanted(&retold).expect("rarities");
        let near = index
            .nearest(&wanted, &Except::default(), 20)
            .expect("a short list");
        assert!(near.iter().any(|found| found == id), "{id}: {near:?}");
        let mut same: Vec<(f32, &str)> = catalogue
            .iter()
            .map(|(id, traits)| {
                (
                    index.sameness(&retold, traits).expect("rarities"),
                    id.as_str(),
                )
            })
            .collect();
        same.sort_by(|left, right| right.0.total_cmp(&left.0));
        assert_eq!(same[0].1, id, "{:?}", &same[..3]);
    }
}

#[test]
fn models_of_the_same_practice_come_first() {
    let index = index_of(CATALOGUE.lines().map(record));
    let practices = practices();
    let of = |id: &str| {
        &practices
            .iter()
            .find(|(known, _)| known == id)
            .expect("a model")
            .1
    };
    for (id, like) in [
        ("s191", ["s190", "s092"].as_slice()),
        ("s021", ["n176", "s056", "s057"].as_slice()),
        ("s112", ["s113", "s114", "s132"].as_slice()),
    ] {
        let wanted = index.wanted(&Traits::of(of(id))).expect("rarities");
        let except = Except {
            id: Some(id.to_owned()),
            sector: None,
        };
        let near = index.nearest(&wanted, &except, 60).expect("a short list");
        let mut ranked: Vec<(f32, String)> = near
            .into_iter()
            .map(|id| (wanted.likeness(&Traits::of(of(&id))), id))
            .collect();
        ranked.sort_by(|left, right| right.0.total_cmp(&left.0));
        let first: Vec<&str> = ranked.iter().take(6).map(|(_, id)| id.as_str()).collect();
        assert!(
            like.iter().filter(|id| first.contains(id)).count() + 1 >= like.len(),
            "{id}: {first:?}"
        );
    }
}

#[test]
fn a_spelling_is_offered_from_public_words_only() {
    let index = index_of([
        model("a", "Khuyến khích chuyển nghề"),
        IndexedModel {
            public: false,
            ..model("b", "Trường Sa")
        },
    ]);
    let near = |text: &str| {
        index
            .nearest_spelling(text)
            .expect("a spelling never fails")
    };
    assert_eq!(near("khuyxxn nghe").as_deref(), Some("khuyen nghe"));
    assert_eq!(near("truoong"), None);
    assert_eq!(near("chuyển"), None, "it is known");
    for odd in ["", "!!!", "123456", &"x".repeat(5_000), "\u{1F600}"] {
        assert_eq!(near(odd), None, "{odd}");
    }
}

#[test]
fn a_removed_model_is_neither_completed_nor_near() {
    let index = titled(&["Hiến đất mở đường", "Tiếng kẻng an ninh"]);
    let removed = Change::Remove { id: "1".into() };
    index.apply(&[removed], 2).expect("a change");
    let typed = Typed::of("tiếng");
    assert!(
        index
            .complete(&typed)
            .expect("a completion")
            .models
            .is_empty()
    );
    let wanted = index
        .wanted(&Traits::of(&Practice {
            title: "Tiếng kẻng".into(),
            ..Practice::default()
        }))
        .expect("rarities");
    let near = index
        .nearest(&wanted, &Except::default(), 5)
        .expect("a short list");
    assert!(near.is_empty(), "{near:?}");
}
