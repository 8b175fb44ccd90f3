//! A floor under what is built around the search, on the demonstration catalogue and judgements of our own.

use std::collections::HashMap;

use super::relevance::{CATALOGUE, record, text, texts};
use super::*;
use crate::vietnamese;
use serde_json::Value;

/// The least share of titles among the first five once they are begun, the least mean share of like models among the first
/// ten, and the least average precision of records told anew.
const BEGUN_FLOOR: f64 = 0.85;
const LIKE_FLOOR: f64 = 0.70;
const RETOLD_FLOOR: f64 = 0.85;

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

/// The title of a model, if it comes into question.
fn going_on<T>(found: &Completions, id: &str, title: &str, what: T) -> Option<GoingOn<T>> {
    let candidate = found.models.iter().find(|candidate| candidate.id == id)?;
    Some(GoingOn {
        title: title.to_owned(),
        echo: candidate.echo,
        what,
    })
}

/// Completions of the dictionary and of titles, in one list: names first.
fn completed(index: &ModelIndex, typed: &str) -> Vec<String> {
    let typed = Typed::of(typed);
    let found = index.complete(&typed).expect("a completion never fails");
    let titles = practices()
        .into_iter()
        .filter_map(|(id, practice)| {
            let title = practice.title;
            going_on(&found, &id, &title, title.clone())
        })
        .collect();
    let titles = index
        .order_titles(&typed, titles, usize::MAX)
        .expect("an order");
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
        assert!(
            found.iter().take(8).any(|text| text == wanted),
            "{typed}: {found:?}"
        );
    }
    // What was typed stands side by side in what completes it: no "sinh" parts "bảo vệ" from "môi trường".
    let found = completed(&index, "vệ sinh m");
    assert!(
        !found.iter().any(|text| text == "bảo vệ môi trường"),
        "{found:?}"
    );
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
fn of_a_long_name_all_that_was_typed_must_be_there() {
    let unit = |id: &str, name: &str| IndexedModel {
        unit_names: vec![name.to_owned()],
        ..model(id, "")
    };
    let index = index_of([
        unit("a", "Ủy ban nhân dân xã Vạn Linh tỉnh Lạng Sơn"),
        unit("b", "Ban nhân dân xã Vạn Linh"),
    ]);
    let names = |typed: &str| -> Vec<(String, bool)> {
        let found = index.complete(&Typed::of(typed)).expect("a completion");
        let names = found.names.into_iter();
        names.map(|name| (name.text, name.at_start)).collect()
    };
    let first = "Ủy ban nhân dân xã Vạn Linh tỉnh Lạng Sơn".to_owned();
    let second = "Ban nhân dân xã Vạn Linh".to_owned();
    assert_eq!(names("ủy ban nhân dân xã v"), [(first.clone(), true)]);
    assert_eq!(
        names("ban nhan dan xa v"),
        [(second.clone(), true), (first.clone(), false)]
    );
    assert_eq!(names("vạn linh tỉnh l"), [(first, false)]);
    assert!(names("ông ban nhân dân xã v").is_empty());
}

/// A title as someone has begun to type it: three words and two letters.
fn begun(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split(' ').collect();
    let (three, fourth) = (words.get(..3)?, words.get(3)?);
    let letters: String = fourth.chars().take(2).collect();
    Some(format!("{} {letters}", three.join(" ")))
}

#[test]
fn a_title_that_goes_on_as_others_do_comes_before_one_that_goes_on_alone() {
    let titles = [
        "Cà phê Ia Tơi",
        "Cà phê sáng với người dân",
        "Cà phê sáng với người trẻ ở bản xa",
        "Cà phê sáng với bà con xóm núi",
        "Cà phê sáng cùng dân quân xã bên",
    ];
    let index = titled(&titles);
    let typed = Typed::of("cà ph");
    let numbered = titles.iter().map(|&title| GoingOn {
        title: title.to_owned(),
        echo: 0.5,
        what: title,
    });
    let ordered = index.order_titles(&typed, numbered.collect(), usize::MAX);
    let ordered = ordered.expect("an order");
    assert_eq!(ordered[0], (titles[1], true), "{ordered:?}");
}

#[test]
fn a_title_that_its_record_speaks_of_comes_before_one_that_stands_alone() {
    let title = |id: &str, title: &str, text: &str| IndexedModel {
        body: vec![text.to_owned()],
        ..model(id, title)
    };
    let index = index_of([
        title("alone", "Vé số nghĩa tình", "Trồng hoa dọc đường làng."),
        title(
            "spoken of",
            "Vé số tặng người già yếu",
            "Mỗi tháng góp tiền mua vé số, tặng người già yếu trong ấp.",
        ),
    ]);
    let typed = Typed::of("ve so");
    let found = index.complete(&typed).expect("a completion");
    let echo = |id: &str| going_on(&found, id, "", ()).map(|one| one.echo);
    assert_eq!((echo("alone"), echo("spoken of")), (Some(0.0), Some(1.0)));
    let titles = [
        ("alone", "Vé số nghĩa tình"),
        ("spoken of", "Vé số tặng người già yếu"),
    ];
    let titles = titles
        .iter()
        .filter_map(|(id, title)| going_on(&found, id, title, *id));
    let ordered = index.order_titles(&typed, titles.collect(), 5);
    assert_eq!(
        ordered.expect("an order"),
        [("spoken of", true), ("alone", true)]
    );
}

/// `cargo test --lib titles_that_are_begun -- --nocapture` prints the figures, as do the two tests below it.
#[test]
fn titles_that_are_begun_stand_among_the_first_five() {
    let index = index_of(CATALOGUE.lines().map(record));
    let practices = practices();
    let is_there = |text: &str, wanted: &str| {
        let typed = Typed::of(text);
        let found = index.complete(&typed).expect("a completion never fails");
        let titles = practices
            .iter()
            .filter_map(|(id, practice)| going_on(&found, id, &practice.title, id.as_str()))
            .collect();
        let titles = index
            .order_titles(&typed, titles, usize::MAX)
            .expect("an order");
        titles.iter().take(5).any(|(id, _)| *id == wanted)
    };
    let (mut count, mut marked, mut unmarked) = (0.0, 0.0, 0.0);
    let mut missed = Vec::new();
    for (id, practice) in &practices {
        let Some(typed) = begun(&practice.title) else {
            continue;
        };
        count += 1.0;
        for (text, hits) in [
            (typed.clone(), &mut marked),
            (vietnamese::fold(&typed), &mut unmarked),
        ] {
            if is_there(&text, id) {
                *hits += 1.0;
            } else {
                missed.push(text);
            }
        }
    }
    assert!(count > 200.0, "only {count} titles were begun");
    for (kind, hits) in [("marked", marked), ("unmarked", unmarked)] {
        let share: f64 = hits / count;
        println!("begun titles, {kind:10} {count:4} {share:.3}");
        assert!(share >= BEGUN_FLOOR, "{kind}: {share:.3}, {missed:#?}");
    }
}

#[test]
fn models_of_like_practices_stand_among_the_first_ten() {
    let index = index_of(CATALOGUE.lines().map(record));
    let catalogue = practices();
    let traits: HashMap<&str, Traits> = catalogue
        .iter()
        .map(|(id, practice)| (id.as_str(), Traits::of(practice)))
        .collect();
    let judged: [(&str, &[&str]); 20] = [
        ("s190", &["s191"]),
        ("s195", &["s194", "s196"]),
        ("s177", &["s178", "s179", "s176"]),
        ("s241", &["s242"]),
        ("s141", &["s139", "s218", "s072"]),
        ("s157", &["s158"]),
        ("s188", &["s189"]),
        ("s198", &["s199"]),
        ("s235", &["s236"]),
        ("s240", &["s239"]),
        ("n086", &["n085", "n087"]),
        ("s058", &["s040", "s131"]),
        ("n009", &["n010"]),
        ("s172", &["s174", "s173"]),
        ("n053", &["s005", "s153", "s213"]),
        ("s119", &["s118", "s121", "s248"]),
        ("n170", &["n169"]),
        ("s028", &["n022"]),
        ("s226", &["s225"]),
        ("s233", &["s232"]),
    ];
    let mut sum = 0.0;
    let mut missed = Vec::new();
    for (id, like) in judged {
        let wanted = index.wanted(&traits[id]).expect("rarities");
        let except = Except {
            id: Some(id.to_owned()),
            sector: None,
        };
        let near = index.nearest(&wanted, &except, 60).expect("a short list");
        let mut ranked: Vec<(f32, String)> = near
            .into_iter()
            .map(|id| (wanted.likeness(&traits[id.as_str()]), id))
            .collect();
        ranked.sort_by(|left, right| right.0.total_cmp(&left.0));
        let first: Vec<&str> = ranked.iter().take(10).map(|(_, id)| id.as_str()).collect();
        let met = like.iter().filter(|id| first.contains(id)).count();
        sum += met as f64 / like.len() as f64;
        if met < like.len() {
            missed.push((id, first.join(" ")));
        }
    }
    let mean = sum / judged.len() as f64;
    println!("like practices           {:4} {mean:.3}", judged.len());
    assert!(mean >= LIKE_FLOOR, "{mean:.3}, {missed:#?}");
}

/// Every other sentence of a text, without every fourth word.
fn told_shorter(text: &str) -> String {
    let words = text.split(". ").step_by(2).flat_map(|said| said.split(' '));
    let kept = words.enumerate().filter(|(at, _)| at % 4 != 3);
    kept.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
}

#[test]
fn records_told_shorter_are_more_the_same_than_any_others() {
    let index = index_of(CATALOGUE.lines().map(record));
    let catalogue = practices();
    let traits: HashMap<&str, Traits> = catalogue
        .iter()
        .map(|(id, practice)| (id.as_str(), Traits::of(practice)))
        .collect();
    let mut pairs: Vec<(f32, bool)> = Vec::new();
    let mut told = 0.0;
    for (id, practice) in catalogue.iter().step_by(8) {
        let retold = Traits::of(&Practice {
            approach: practice
                .approach
                .iter()
                .map(|text| told_shorter(text))
                .collect(),
            ..Practice::default()
        });
        told += 1.0;
        let wanted = index.wanted(&retold).expect("rarities");
        let near = index.nearest(&wanted, &Except::default(), 20);
        for found in near.expect("a short list") {
            let same = index.sameness(&retold, &traits[found.as_str()]);
            pairs.push((same.expect("rarities"), found == *id));
        }
    }
    pairs.sort_by(|left, right| right.0.total_cmp(&left.0));
    let (mut met, mut sum) = (0.0, 0.0);
    for (place, (_, is_the_one)) in (1_u32..).zip(&pairs) {
        if *is_the_one {
            met += 1.0;
            sum += met / f64::from(place);
        }
    }
    let average: f64 = sum / told;
    println!("records told shorter     {told:4} {average:.3}, {met} found");
    assert!(average >= RETOLD_FLOOR, "{average:.3}");
}

#[test]
fn a_spelling_is_offered_of_words_that_models_have() {
    let index = titled(&["Khuyến khích chuyển nghề", "Trường Sa"]);
    take_out(&index, &["1"], 2);
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

/// What the first of some records shares with the second, told from all of them.
fn shared(texts: &[&str]) -> Vec<String> {
    let practices: Vec<Practice> = texts
        .iter()
        .map(|text| Practice {
            approach: vec![(*text).to_owned()],
            ..Practice::default()
        })
        .collect();
    let index = index_of(texts.iter().enumerate().map(|(number, text)| {
        let mut model = model(&number.to_string(), "Việc làm");
        model.actors = vec![(*text).to_owned()];
        model
    }));
    let traits = |at: usize| Traits::of(&practices[at]);
    let wanted = index.wanted(&traits(0)).expect("weighed");
    index
        .shared_phrases(&wanted, &practices[0], &traits(1), 3)
        .expect("named")
}

#[test]
fn what_two_practices_share_is_named_in_whole_words_that_say_what_is_done() {
    let others = [
        "Giáo viên và học sinh trồng cây. Đảng viên đi trước. Giáo viên dạy chữ.",
        "Hội viên nghèo. Giáo viên giỏi. Học sinh khá. Đảng viên trẻ.",
        "Làm đường. Mở đường. Làm nhà. Đường làng. Đất vườn. Hiến đất. Giáo viên.",
    ];
    let told = |one: &str, other: &str| {
        let texts: Vec<&str> = [one, other].into_iter().chain(others).collect();
        shared(&texts)
    };
    // In the words of the first, from its own capitals.
    assert_eq!(
        told("Bà con HIẾN ĐẤT mở lộ", "Vận động hiến đất làm nhà"),
        ["hiến đất"]
    );
    // No word is cut, none that only joins begins or ends it.
    assert_eq!(
        told("Các giáo viên và học sinh ở xã", "Mời viên và học sinh"),
        ["học sinh"]
    );
    // What any record says is no reason.
    assert!(told("Mô hình vận động nhân dân", "Mô hình vận động nhân dân").is_empty());
    assert!(told("Hiến đất", "Trồng rau").is_empty());
}
