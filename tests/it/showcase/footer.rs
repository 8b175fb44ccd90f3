//! The footer: whose site it is and how to reach them, from the settings.

use crate::support::prelude::*;

#[actix_web::test]
async fn the_footer_names_the_owner_and_how_to_reach_them() {
    let t = TestApp::with(Backend::Sqlite, |settings| {
        settings.owner = Some(String::from("Ban Tuyên giáo & Dân vận Tỉnh ủy"));
        settings.phone = Some(String::from("0205 381 0001"));
        settings.email = Some(String::from("danvan@tinh.example.vn"));
    })
    .await
    .expect("SQLite is built in");
    for path in ["/", "/mo-hinh", "/dang-nhap"] {
        let page = t.stranger().get(path).await.assert_ok();
        let footer = page.select(".colophon__owner").concat();
        for shown in [
            "Ban Tuyên giáo & Dân vận Tỉnh ủy",
            "Điện thoại 0205 381 0001",
            "Thư điện tử danvan@tinh.example.vn",
        ] {
            assert!(footer.contains(shown), "{path}: {footer}");
        }
        let link = |css: &str| page.attribute(&format!(".colophon__owner {css}"), "href");
        assert_eq!(link("a[href^=tel]").as_deref(), Some("tel:02053810001"));
        assert_eq!(
            link("a[href^=mailto]").as_deref(),
            Some("mailto:danvan@tinh.example.vn")
        );
    }
}

#[actix_web::test]
async fn what_is_not_set_leaves_no_empty_line_in_the_footer() {
    on(Backend::Sqlite, async |t: TestApp| {
        let page = t.stranger().get("/").await.assert_ok();
        let footer = page.select(".colophon__owner").concat();
        assert_eq!(footer, "Chưa khai báo cơ quan chủ quản");
    })
    .await;
}
