//! Photos and evidence: taken for what they are, served to those who may see them.

use super::{at, model, reread};
use crate::support::files::{PDF, jpeg};
use crate::support::prelude::*;
use danvankheo::db::schema::models;
use danvankheo::models::model::ModelState;
use diesel::prelude::*;

/// The photo with a place in its EXIF part.
fn jpeg_with_place() -> Vec<u8> {
    let plain = jpeg();
    let place = b"Exif\0\0GPS 21.85N 106.76E";
    let length = u16::try_from(place.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, place, &plain[2..]].concat()
}

/// A picture that says it is 30,000 pixels square.
fn bomb() -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(30_000_u32.to_be_bytes());
    header.extend(30_000_u32.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&header);
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    bytes.extend(header);
    bytes.extend(crc.sum().to_be_bytes());
    bytes.extend([0, 0, 0, 0]);
    bytes.extend(b"IDAT");
    bytes
}

#[apply(both_backends!)]
async fn a_photo_is_served_smaller_and_without_its_place(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let page = at(&model, "anh");
    let fields = [
        ("caption", "Bà con dọn bờ kênh"),
        ("taken_on", "2026-10-02"),
    ];
    officer
        .post_file(&page, &fields, "file", "IMG_0001.JPG", jpeg_with_place())
        .await
        .assert_redirect_to(&page);
    let list = officer
        .get(&page)
        .await
        .assert_ok()
        .assert_says("Bà con dọn bờ kênh");
    let picture = list.attribute(".attached img", "src").unwrap();
    let served = officer.get(&picture).await.assert_ok();
    assert_eq!(served.header("content-type"), "image/jpeg");
    assert!(served.header("cache-control").starts_with("private"));
    assert!(!served.bytes().windows(4).any(|window| window == b"Exif"));
    let small = image::load_from_memory(served.bytes()).unwrap();
    assert_eq!((small.width(), small.height()), (320, 240));
    // Nobody else sees it while the model is not public; anyone does once it is.
    t.stranger().get(&picture).await.assert_status(404);
    let other = t.unit("Xã Chi Lăng").await;
    t.officer_of(&other)
        .await
        .get(&picture)
        .await
        .assert_status(404);
    let id = model.id.clone();
    t.write(move |conn| {
        diesel::update(models::table.find(id))
            .set(models::is_public.eq(true))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let open = t.stranger().get(&picture).await.assert_ok();
    let caching = "public, max-age=0, must-revalidate";
    assert_eq!(open.header("cache-control"), caching);
    let known = ("if-none-match", open.header("etag"));
    let again = t.stranger().get_with(&picture, known).await;
    again.assert_status(304);
    // A photo taken off is no longer anyone's to see but the unit's.
    let none: [(&str, &str); 0] = [];
    let detach = list.attribute(".attached form", "action").unwrap();
    officer
        .post_form(&detach, &none)
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", model.code));
    t.stranger().get(&picture).await.assert_status(404);
    officer.get(&picture).await.assert_ok();
    officer
        .post_form(&detach, &none)
        .await
        .assert_code("conflict.changed");
    assert_eq!(reread(&t, &model).await.version, 1);
}

#[apply(both_backends!)]
async fn evidence_is_downloaded_as_it_was_brought_and_only_by_those_who_may(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let page = at(&model, "minh-chung");
    let fields = [("caption", "Biên bản họp dân")];
    officer
        .post_file(&page, &fields, "file", "../../biên bản\".exe", PDF.to_vec())
        .await
        .assert_redirect_to(&page);
    let list = officer.get(&page).await.assert_ok();
    let link = list.attribute(".attached__meta a", "href").unwrap();
    let file = officer.get(&link).await.assert_ok();
    assert_eq!(file.bytes(), PDF);
    assert_eq!(file.header("content-type"), "application/pdf");
    let disposition = file.header("content-disposition");
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    assert!(
        disposition.contains(".pdf") && !disposition.contains("exe"),
        "{disposition}"
    );
    t.stranger().get(&link).await.assert_status(401);
    let other = t.unit("Xã Chi Lăng").await;
    t.officer_of(&other)
        .await
        .get(&link)
        .await
        .assert_status(404);
    // The same file twice says so.
    let again = officer
        .post_file(&page, &fields, "file", "khác.pdf", PDF.to_vec())
        .await
        .assert_status(422);
    assert_eq!(
        again.field_error("file").unwrap(),
        "Lỗi: Tệp này đã được đính kèm vào mô hình."
    );
}

#[apply(both_backends!)]
async fn hostile_files_are_refused_by_content_and_what_was_typed_is_kept(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let whole = jpeg();
    let cut = whole[..whole.len() / 2].to_vec();
    let program = [b"MZ".to_vec(), vec![0; 600]].concat();
    for (part, name, bytes, told) in [
        ("anh", "anh.jpg", program.clone(), "chương trình"),
        ("minh-chung", "bao-cao.pdf", program, "chương trình"),
        ("anh", "anh.png", bomb(), "kích thước quá lớn"),
        ("anh", "anh.jpg", cut, "chưa trọn vẹn"),
        ("anh", "anh.jpg", Vec::new(), "Tệp rỗng"),
        ("minh-chung", "b.pdf", PDF[..20].to_vec(), "chưa trọn vẹn"),
        ("anh", "b.jpg", PDF.to_vec(), "Ảnh phải là"),
    ] {
        let page = at(&model, part);
        let fields = [("caption", "Chú thích đã gõ")];
        let form = officer
            .post_file(&page, &fields, "file", name, bytes)
            .await
            .assert_status(422);
        let error = form.field_error("file").unwrap();
        assert!(error.contains(told), "{part} {name}: {error}");
        assert_eq!(form.value("caption").unwrap(), "Chú thích đã gõ");
    }
    assert!(
        t.events()
            .await
            .iter()
            .all(|event| event.kind != "model.file_attached")
    );
}

#[apply(both_backends!)]
async fn a_file_that_is_too_large_is_told_at_the_field(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let too_large = usize::try_from(t.app.config.max_upload_bytes).unwrap() + 1;
    let fields = [("caption", "Ảnh to")];
    let form = officer
        .post_file(
            &at(&model, "anh"),
            &fields,
            "file",
            "to.jpg",
            vec![0xff; too_large],
        )
        .await
        .assert_status(422);
    assert_eq!(form.field_error("file").unwrap(), "Lỗi: Tệp lớn quá 20 MB.");
    assert_eq!(form.value("caption").unwrap(), "Ảnh to");
    let missing = officer
        .post_form(&at(&model, "anh"), &[("caption", "x")])
        .await;
    assert!(missing.status() >= 400 && missing.status() < 500);
}
