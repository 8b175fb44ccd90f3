//! Settings by flag, variable and file.

use crate::support::program::Place;
use danvankheo::db::Backend;
use std::fs;

#[actix_web::test]
async fn a_flag_goes_before_a_variable_and_a_variable_before_the_file() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("danvankheo.toml");
    let text = r#"
owner = "Cơ quan trong tệp"
phone = "0200 000 003"
email = "tep@tinh.example.vn"
"#;
    fs::write(&file, text).unwrap();
    let server = place.serve_with(
        &["serve", "--owner", "Cơ quan trên dòng lệnh"],
        &[
            ("DVK_CONFIG", file.to_str().unwrap()),
            ("DVK_OWNER", "Cơ quan trong biến"),
            ("DVK_PHONE", "0200 000 002"),
        ],
    );
    let page = server.stranger().get("/gioi-thieu").await.assert_ok();
    let shown = ["h2", "a[href^='tel:']", "a[href^='mailto:']"]
        .map(|css| page.select(&format!(".colophon__owner {css}")));
    assert_eq!(
        shown.concat(),
        [
            "Cơ quan trên dòng lệnh",
            "0200 000 002",
            "tep@tinh.example.vn"
        ]
    );
}

#[test]
fn a_settings_file_that_is_missing_or_says_what_nobody_knows_is_refused() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("danvankheo.toml");
    let path = file.to_str().unwrap();
    let migrate = || place.run(&["migrate", "--config", path]);
    assert!(migrate().assert_code(3).complained.contains(path));
    fs::write(&file, "ownr = \"Tỉnh ủy\"\n").unwrap();
    let run = migrate().assert_code(2);
    assert!(run.complained.contains("ownr"), "{run:?}");
    fs::write(&file, "owner = \"Tỉnh ủy\"\n").unwrap();
    migrate().assert_code(0);
}
