//! The page of a model: all that a reader expects of a recognised one, in the order of its story.

use crate::councils::line::{CONDITIONS, Line};
use crate::models::attach_photo;
use crate::recognition::decide::decided;
use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::log::{self, Event, EventKind};
use danvankheo::models::figure::Figure;
use danvankheo::models::words::Label;
use danvankheo::models::{self, Model};

fn figure(indicator: &str, value: &str, evidence: Option<&str>) -> Figure {
    Figure {
        indicator: indicator.to_owned(),
        value: value.to_owned(),
        unit: Some(String::from("hộ")),
        evidence: evidence.map(str::to_owned),
        number: None,
        period: None,
        baseline: None,
    }
}

#[apply(both_backends!)]
async fn a_recognised_model_tells_its_whole_story(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let told = compiled("").story;
    let (model, now) = (line.model(&t).await, t.now());
    t.change(move |conn| {
        let figures = vec![
            figure("Hộ tham gia", "120", Some("Danh sách có chữ ký")),
            figure("Hộ thoát nghèo", "7", None),
        ];
        let model = Model {
            story: told,
            figures,
            ..model
        };
        models::replace(conn, &model, now)?;
        let changed = Event::model(EventKind::ModelChanged, &model.id);
        log::append(conn, &Actor::System, changed, now)
    })
    .await;
    let model = line.model(&t).await;
    let officer = t.officer_of(&line.unit).await;
    attach_photo(&officer, &model).await;
    line.advised().await;
    decided(&line).await;
    let other = t.unit("Đảng ủy xã Chi Lăng").await;
    let model = line.model(&t).await;
    let own = t.taken_up(&model, &other, "Bàn trước từng nhà").await;
    let own = t.show(&own, true).await;

    let path = format!("/mo-hinh/{}", model.slug);
    let page = t.stranger().get(&path).await.assert_ok();
    let seen = page.seen();
    let mut rest = seen.as_str();
    for next in [
        "Ngày thứ Bảy vì dân",
        "Đảng ủy xã Vạn Linh",
        "125-QĐ/TU",
        "20/11/2026",
        "Tuyến đường liên xã cắt qua vườn na của nhiều hộ.",
        "vận động từng hộ hiến đất.",
        "12 hộ tự nguyện hiến đất.",
        "Hộ tham gia",
        "120 hộ",
        "Danh sách có chữ ký",
        "Hộ thoát nghèo",
        "7 hộ",
        "Chưa có minh chứng",
        "Họp thôn.",
        "Vận động từng hộ.",
        "Cần hướng tuyến rõ ràng.",
        "Bàn trước từng nhà",
    ] {
        let place = rest
            .find(next)
            .unwrap_or_else(|| panic!("no “{next}” where it belongs in: {seen}"));
        rest = &rest[place + next.len()..];
    }
    for said in ["Quyết định công nhận", "nhân rộng mô hình"] {
        let timeline = page.select("main .timeline").concat();
        assert!(timeline.contains(said), "{timeline}");
    }
    assert!(page.attribute("main figure img", "src").is_some());
    let caption = page.select("main figure figcaption").concat();
    assert!(caption.contains("Bà con dọn bờ kênh"), "{caption}");
    let taken_up = format!("/mo-hinh/{}", own.slug);
    let taken_up = t.stranger().get(&taken_up).await.assert_ok();
    let link = format!("main a[href='{path}']");
    assert!(!taken_up.select(&link).is_empty());
}

#[apply(both_backends!)]
async fn a_compiled_model_leads_to_its_source_and_says_what_it_is_called(t: TestApp) {
    let called = compiled("Hiến đất mở đường");
    let other = Model {
        label: Label::RelatedPractice,
        ..compiled("Ao cá khuyến học")
    };
    for (model, says) in [
        (&called, "Nguồn gọi đây là mô hình “Dân vận khéo”."),
        (&other, "Nguồn không gọi đây là mô hình “Dân vận khéo”"),
    ] {
        t.enter(model).await;
        let page = t.stranger().get(&format!("/mo-hinh/{}", model.slug)).await;
        let page = page.assert_ok();
        let link = page.attribute("section.source a", "href").unwrap();
        assert_eq!(link, "https://vietnamnet.vn/bai");
        assert!(page.select("section.source a")[0].contains("Quả ngọt ở Nam Lân 2"));
        let day = page.attribute("section.source time", "datetime").unwrap();
        assert_eq!(day, "2025-12-30");
        let section = &page.select("section.source")[0];
        for said in ["VietNamNet", "không phải quyết định công nhận", says] {
            assert!(section.contains(said), "{section}");
        }
    }
}
