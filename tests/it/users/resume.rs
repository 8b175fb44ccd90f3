//! A form that was sent after its session had ended is not lost.

use crate::councils::line::{CONDITIONS, Line};
use crate::models::{at, model};
use crate::support::User;
use crate::support::files::PDF;
use crate::support::prelude::*;
use chrono::Duration;
use danvankheo::access::Role;
use danvankheo::models::model::ModelState;
use reqwest::multipart::{Form, Part};

/// Signs in on the sign-in page that answered a form.
async fn sign_in_there(browser: &Client, page: &Answer, user: &User) -> Answer {
    let kept = page.fields("form[action$='/dang-nhap']");
    let mut fields: Vec<(&str, &str)> = kept
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !matches!(*name, "csrf" | "username" | "password"))
        .collect();
    fields.extend([("username", user.username.as_str()), ("password", PASSWORD)]);
    browser.post_form("/dang-nhap", &fields).await
}

#[apply(both_backends!)]
async fn a_form_sent_after_the_session_ended_comes_back_after_sign_in(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.client_of(&user).await;
    t.clock().advance(Duration::minutes(16));
    let typed = [
        ("loi-nhan", "Kính gửi hội đồng,\ngửi kèm báo cáo"),
        ("linh-vuc", "kinh tế"),
        ("linh-vuc", "xã hội"),
    ];
    let page = browser
        .post_form("/tai-khoan/dang-xuat-noi-khac", &typed)
        .await
        .assert_status(401)
        .assert_code("sign_in");
    assert_eq!(
        page.value("next").as_deref(),
        Some("/tai-khoan/dang-xuat-noi-khac")
    );
    let resumed = sign_in_there(&browser, &page, &user).await.assert_ok();
    let offered = resumed.fields("form[action$='/tai-khoan/dang-xuat-noi-khac']");
    for (name, value) in typed {
        assert!(
            offered.contains(&(name.to_owned(), value.to_owned())),
            "{name}={value:?} is lost: {offered:?}"
        );
    }
    browser
        .post_bare("/tai-khoan/dang-xuat-noi-khac", &offered)
        .await
        .assert_redirect_to("/tai-khoan");
}

#[apply(both_backends!)]
async fn passwords_are_never_given_back(t: TestApp) {
    let browser = t.client_of(&t.user(None).await).await;
    t.clock().advance(Duration::minutes(16));
    let typed = [
        ("current", PASSWORD),
        ("new", "mưa nắng gió sương"),
        ("repeated", "mưa nắng gió sương"),
    ];
    let page = browser
        .post_form("/tai-khoan/mat-khau", &typed)
        .await
        .assert_status(401);
    page.assert_silent_on(PASSWORD)
        .assert_silent_on("mưa nắng gió sương");
}

const NEEDS: &str = "/don-vi/nhu-cau";
const WANTED: &str = "Vận động tiểu thương giữ chợ không rác";

/// A browser whose session has ended and begun again, and the token of a page that was opened before.
async fn signed_in_again(t: &TestApp) -> (Client, String) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let user = t.user(Some((Role::Officer, Some(&unit)))).await;
    let browser = t.client_of(&user).await;
    let page = browser.get(NEEDS).await.assert_ok();
    let stale = page.value("csrf").unwrap();
    t.clock().advance(Duration::minutes(16));
    let signed_in = browser.sign_in(&user.username, PASSWORD).await;
    signed_in.assert_status(303);
    (browser, stale)
}

#[apply(both_backends!)]
async fn a_form_of_an_ended_session_is_offered_again_to_who_signed_in_elsewhere(t: TestApp) {
    let (browser, stale) = signed_in_again(&t).await;
    let before = t.events().await.len();
    let typed = [("csrf", stale.as_str()), ("text", WANTED)];
    let offered = browser
        .post_bare(NEEDS, &typed)
        .await
        .assert_status(403)
        .assert_code("request.csrf")
        .assert_says("Nội dung đã nhập vẫn còn");
    assert_eq!(t.events().await.len(), before, "nothing is changed yet");
    let fields = offered.fields(&format!("form[action$='{NEEDS}']"));
    assert!(fields.contains(&("text".to_owned(), WANTED.to_owned())));
    browser
        .post_bare(NEEDS, &fields)
        .await
        .assert_redirect_to(NEEDS);
    browser.get(NEEDS).await.assert_says(WANTED);
}

#[apply(both_backends!)]
async fn a_form_of_another_site_changes_nothing_and_puts_no_words_into_a_page_of_ours(t: TestApp) {
    let (browser, stale) = signed_in_again(&t).await;
    let before = t.events().await.len();
    for token in ["", "đoán bừa", stale.as_str()] {
        let forged = [("csrf", token), ("text", WANTED)];
        browser
            .post_from("https://la.vn", NEEDS, &forged)
            .await
            .assert_status(403)
            .assert_code("request.csrf")
            .assert_silent_on(WANTED);
    }
    assert_eq!(t.events().await.len(), before);
}

#[apply(both_backends!)]
async fn a_sign_in_page_that_was_left_open_hands_on_what_it_carries(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let user = t.user(Some((Role::Officer, Some(&unit)))).await;
    let browser = t.client_of(&user).await;
    t.clock().advance(Duration::minutes(16));
    let left_open = browser.post_form(NEEDS, &[("text", WANTED)]).await;
    let kept = left_open
        .assert_status(401)
        .fields("form[action$='/dang-nhap']");
    // In another tab, meanwhile:
    browser.sign_in(&user.username, PASSWORD).await;
    let offered = browser
        .post_bare("/dang-nhap", &kept)
        .await
        .assert_status(403);
    let fields = offered.fields(&format!("form[action$='{NEEDS}']"));
    browser
        .post_bare(NEEDS, &fields)
        .await
        .assert_redirect_to(NEEDS);
}

#[apply(both_backends!)]
async fn of_a_form_with_a_file_the_texts_come_back_and_the_file_is_chosen_again(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    let signer = t.user(Some((Role::Signer, Some(&line.host)))).await;
    let (browser, decide) = (t.client_of(&signer).await, line.at("/quyet-dinh"));
    browser.get(&decide).await.assert_ok();
    t.clock().advance(Duration::minutes(16));
    let typed = [
        ("kind", "not_recognise"),
        ("number", "125-QĐ/TU"),
        ("decided_on", "2026-11-20"),
        ("signer_position", "Phó Bí thư Thường trực"),
        (
            "reason",
            "Trùng nội dung với mô hình\nđã được công nhận năm 2024.",
        ),
    ];
    let page = browser
        .post_file(&decide, &typed, "file", "quyet-dinh.pdf", PDF.to_vec())
        .await
        .assert_status(401)
        .assert_code("sign_in");
    assert_eq!(page.value("next").as_deref(), Some(decide.as_str()));
    let resumed = sign_in_there(&browser, &page, &signer).await.assert_ok();
    let form = format!("form[action$='{decide}'][enctype='multipart/form-data']");
    let offered = resumed.fields(&form);
    for (name, value) in typed {
        let field = (name.to_owned(), value.to_owned());
        assert!(offered.contains(&field), "{name} is lost: {offered:?}");
    }
    assert!(
        resumed
            .attribute(&format!("{form} input[type=file]"), "name")
            .is_some()
    );
    let again: Vec<(&str, &str)> = offered
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !matches!(*name, "csrf" | "file"))
        .collect();
    browser
        .post_file(&decide, &again, "file", "quyet-dinh.pdf", PDF.to_vec())
        .await
        .assert_redirect_to(&line.at(""));
}

/// A caption behind its photo, as the page of photos sends it.
fn photo(csrf: &str, caption: String) -> Form {
    let bytes = Part::bytes(vec![0xff; 300_000]).file_name("anh.jpg");
    Form::new()
        .text("csrf", csrf.to_owned())
        .part("file", bytes)
        .text("caption", caption)
}

#[apply(both_backends!)]
async fn a_caption_behind_its_photo_comes_back_within_bounds(t: TestApp) {
    const CAPTION: &str = "Bà con dọn bờ kênh sáng thứ Bảy";
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let photos = at(&model(&t, &unit, ModelState::Draft).await, "anh");
    let user = t.user(Some((Role::Officer, Some(&unit)))).await;
    let browser = t.client_of(&user).await;
    let stale = browser.get(&photos).await.value("csrf").unwrap();
    t.clock().advance(Duration::minutes(16));
    let kept = ("typed.caption".to_owned(), CAPTION.to_owned());
    let asked = browser.post_parts(&photos, photo(&stale, CAPTION.to_owned()));
    let page = asked.await.assert_status(401);
    assert!(page.fields("form[action$='/dang-nhap']").contains(&kept));
    // A text beyond the bound is not kept, and the answer is still the sign-in page.
    let endless = browser.post_parts(&photos, photo(&stale, "ă".repeat(40_000)));
    let page = endless.await.assert_status(401).assert_code("sign_in");
    page.assert_silent_on("ăăăă");
    // Whoever has signed in elsewhere is offered it at once.
    browser.sign_in(&user.username, PASSWORD).await;
    let asked = browser.post_parts(&photos, photo(&stale, CAPTION.to_owned()));
    let page = asked.await.assert_status(403).assert_code("request.csrf");
    let kept = ("caption".to_owned(), CAPTION.to_owned());
    assert!(
        page.fields(&format!("form[action$='{photos}']"))
            .contains(&kept)
    );
}
