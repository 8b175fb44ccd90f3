//! Every public page: complete for people and for machines, right at once, and silent on what is not public.

use crate::support::models::{compiled, registered};
use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::log::{self, Event, EventKind};
use danvankheo::models::words::{Label, RecognitionLevel};
use danvankheo::models::{self, Model};
use danvankheo::units::model::UnitKind;

const PAGES: [&str; 6] = [
    "/",
    "/mo-hinh",
    "/danh-ba",
    "/nhan-rong",
    "/gioi-thieu",
    "/so-do-trang",
];
/// Never empty (TT 24/2011/TT-BTTTT, articles 4-10).
const MANDATORY: [&str; 6] = [
    "DC.title",
    "DC.creator",
    "DC.date",
    "DC.description",
    "DC.publisher",
    "DC.identifier",
];

#[apply(both_backends!)]
async fn every_page_describes_itself_to_machines(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = registered(&unit, "Hiến đất </script><b>mở đường & \"làng\"");
    t.enter(&model).await;
    let person = t.stranger();
    let below = t
        .unit_at(
            "Chi bộ \"Nam Lân\" </script><b>2",
            "grassroots",
            Some(&unit),
        )
        .await;
    let own = [
        format!("/mo-hinh/{}", model.slug),
        t.page_of(&unit).await,
        t.page_of(&below).await,
    ];
    let cached = PAGES.iter().copied().chain(own.iter().map(String::as_str));
    let forms = ["/dang-nhap"];
    for path in cached.chain(forms) {
        let page = person.get(path).await.assert_ok();
        for name in MANDATORY {
            let content = page.attribute(&format!("meta[name='{name}']"), "content");
            assert!(
                content.is_some_and(|content| !content.trim().is_empty()),
                "{path} lacks {name}"
            );
        }
        let linked = page.select("script[type='application/ld+json']");
        let data: serde_json::Value =
            serde_json::from_str(&linked[0]).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(data["@context"], "https://schema.org");
        assert!(
            page.attribute("link[rel=canonical]", "href").is_some(),
            "{path}"
        );
        assert!(
            page.header("content-security-policy")
                .contains("default-src 'self'")
        );
        let kept_by_all = page.header("cache-control").starts_with("public");
        assert_eq!(kept_by_all, !forms.contains(&path), "{path}");
        assert!(
            !page.text().contains("</script><b>"),
            "{path} lets a title out of its element"
        );
    }
}

#[apply(both_backends!)]
async fn a_cached_page_changes_at_once_when_its_model_does(t: TestApp) {
    let model = compiled("Tên cũ của mô hình");
    t.enter(&model).await;
    let person = t.stranger();
    let path = format!("/mo-hinh/{}", model.slug);
    person
        .get(&path)
        .await
        .assert_ok()
        .assert_says("Tên cũ của mô hình");
    person
        .get("/")
        .await
        .assert_ok()
        .assert_says("Tên cũ của mô hình");

    let (changed, now) = (model.clone(), t.now());
    t.change(move |conn| {
        let changed = Model {
            title: String::from("Tên mới của mô hình"),
            ..changed
        };
        models::replace(conn, &changed, now)?;
        log::append(
            conn,
            &Actor::System,
            Event::model(EventKind::ModelChanged, &changed.id),
            now,
        )
    })
    .await;
    person
        .get(&path)
        .await
        .assert_ok()
        .assert_says("Tên mới của mô hình")
        .assert_silent_on("Tên cũ của mô hình");
    person
        .get("/")
        .await
        .assert_ok()
        .assert_says("Tên mới của mô hình");
}

#[apply(both_backends!)]
async fn what_is_not_public_stands_nowhere(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let hidden = Model {
        is_public: false,
        published_at: None,
        ..registered(&unit, "Bí mật chưa công khai")
    };
    t.enter(&hidden).await;
    let person = t.stranger();
    let of_unit = t.page_of(&unit).await;
    let pages = [
        "/",
        "/mo-hinh",
        "/mo-hinh?q=bi+mat",
        "/mo-hinh?tinh=lang-son",
        "/tin.atom",
        "/tin.atom?q=bi+mat",
        "/sitemap/mo-hinh-1.xml",
        "/api/v1/models",
        "/api/v1/suggest?q=bi+mat",
        "/api/v1/suggest?q=Bí+mật+ch",
        of_unit.as_str(),
    ];
    for path in pages {
        person
            .get(path)
            .await
            .assert_ok()
            .assert_silent_on("Bí mật")
            .assert_silent_on(&hidden.slug);
    }
    let own = format!("/mo-hinh/{}", hidden.slug);
    person.get(&own).await.assert_status(404);
    assert_eq!(person.get("/api/v1/models").await.json()["total"], 0);

    // The same pages do speak of it once it is public: their silence was no accident.
    t.show(hidden.code.as_str(), true).await;
    for path in pages {
        let page = person.get(path).await.assert_ok();
        let told = page.text().contains("Bí mật") || page.text().contains(&hidden.slug);
        assert!(told, "{}", page.shown());
    }
    person.get(&own).await.assert_ok();
    assert_eq!(person.get("/api/v1/models").await.json()["total"], 1);
}

#[apply(both_backends!)]
async fn a_former_address_leads_on(t: TestApp) {
    let model = compiled("Mô hình đổi tên");
    t.enter(&model).await;
    let (moved, now) = (model.clone(), t.now());
    t.change(move |conn| {
        let moved = Model {
            slug: String::from("dia-chi-moi"),
            ..moved
        };
        models::replace(conn, &moved, now)?;
        log::append(
            conn,
            &Actor::System,
            Event::model(EventKind::ModelChanged, &moved.id),
            now,
        )
    })
    .await;
    let person = t.stranger();
    let answer = person
        .get(&format!("/mo-hinh/{}", model.slug))
        .await
        .assert_redirect_to("/mo-hinh/dia-chi-moi");
    assert_eq!(answer.status(), 301);
    person
        .get("/mo-hinh/dia-chi-moi")
        .await
        .assert_ok()
        .assert_says("Mô hình đổi tên");
}

#[apply(both_backends!)]
async fn a_compiled_model_is_a_document_and_never_recognised(t: TestApp) {
    let model = compiled("Tư liệu báo chí");
    t.enter(&model).await;
    let page = t
        .stranger()
        .get(&format!("/mo-hinh/{}", model.slug))
        .await
        .assert_ok()
        .assert_says("Tư liệu");
    page.assert_says("không phải quyết định công nhận")
        .assert_silent_on("Được công nhận");
}

#[apply(both_backends!)]
async fn facets_count_what_the_other_filters_leave(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    t.enter(&Model {
        year: Some(2024),
        ..compiled("Đường hoa")
    })
    .await;
    let person = t.stranger();
    let page = person
        .get("/mo-hinh?linh-vuc=phat-trien-kinh-te&nam=2024")
        .await
        .assert_ok();
    page.assert_says("1 mô hình")
        .assert_says("Đường hoa")
        .assert_says("2025")
        .assert_silent_on("Hiến đất mở đường</a>");
    person
        .get("/mo-hinh?chu-de=hien-dat-lam-duong")
        .await
        .assert_ok()
        .assert_says("2 mô hình");
    person
        .get("/mo-hinh?chu-de=khong-co&tinh=lang-son")
        .await
        .assert_ok()
        .assert_says("2 mô hình")
        .assert_says("danh sách không lọc theo đó: Chủ đề “khong-co”.");
    let known = person.get("/mo-hinh?tinh=lang-son&nam=").await.assert_ok();
    known.assert_silent_on("không lọc theo đó");
}

#[apply(both_backends!)]
async fn the_catalogue_is_narrowed_by_kind_of_unit_level_and_name(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    t.enter(&Model {
        unit_kind: UnitKind::School,
        level: Some(RecognitionLevel::Commune),
        label: Label::RelatedPractice,
        ..compiled("Ao cá khuyến học")
    })
    .await;
    let person = t.stranger();
    let (wanted, other) = ("Ao cá khuyến học</a>", "Hiến đất mở đường</a>");
    let all = person.get("/mo-hinh").await.assert_ok();
    assert!(all.text().contains(wanted) && all.text().contains(other));
    for (filter, label) in [
        ("loai-don-vi=truong-hoc", "Trường học"),
        ("cap=cap-xa", "Cấp xã"),
        ("nhan=cach-lam-lien-quan", "Cách làm liên quan"),
    ] {
        let href = format!("/mo-hinh?{filter}");
        let offered = all.select(&format!("a.facet__option[href='{href}'] .facet__label"));
        assert_eq!(offered, [label], "the list offers the filter");
        let page = person.get(&href).await.assert_ok();
        let chosen = page.select("a.facet__option[aria-current=true] .facet__label");
        assert!(
            chosen.len() == 1 && chosen[0].starts_with(label),
            "{filter}: {chosen:?}"
        );
        let page = page.assert_says("1 mô hình").assert_silent_on(other);
        assert!(page.text().contains(wanted), "{filter}");
    }
    let none = person.get("/mo-hinh?cap=cap-trung-uong").await.assert_ok();
    none.assert_silent_on(wanted).assert_silent_on(other);
}

#[apply(both_backends!)]
async fn before_the_first_recognition_home_leads_with_stories_worth_reading(t: TestApp) {
    for title in ["Hiến đất mở đường", "Tiếng kẻng an ninh", "Tổ hùn vốn"] {
        t.enter(&compiled(title)).await;
    }
    let page = t.stranger().get("/").await.assert_ok();
    page.assert_says("Cách làm đáng đọc")
        .assert_says("Tổ hùn vốn")
        .assert_says("tỉnh, thành phố có mô hình")
        .assert_silent_on("Mô hình được công nhận");
}

#[apply(both_backends!)]
async fn the_first_sentence_of_a_story_is_read_once(t: TestApp) {
    let mut model = compiled("Hiến đất mở đường");
    let first = "Cấp ủy thôn đưa phương án ra bàn công khai với từng hộ.";
    let second = "Cán bộ hiến đất trước, nhân dân làm theo.";
    model.story.approach = format!("{first} {second}");
    t.enter(&model).await;
    let page = t
        .stranger()
        .get(&format!("/mo-hinh/{}", model.slug))
        .await
        .assert_ok();
    let main = page.select("main").concat();
    assert_eq!(main.matches(first).count(), 1, "{main}");
    assert_eq!(main.matches(second).count(), 1);
    assert!(page.select("p.lead").concat().contains(first));
}
