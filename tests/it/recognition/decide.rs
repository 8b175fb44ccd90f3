//! A signer decides: after the council's result, once, and with what the public may know.

use crate::councils::line::{CONDITIONS, Line};
use crate::support::prelude::*;
use danvankheo::models;
use danvankheo::models::words::{RecognitionLevel, Subject};
use danvankheo::nominations::model::NominationState;
use futures_util::future::join;

const DECISION: [(&str, &str); 6] = [
    ("kind", "recognise"),
    ("number", "125-QĐ/TU"),
    ("decided_on", "2026-11-20"),
    ("form", "decision"),
    ("signer_position", "Phó Bí thư Thường trực"),
    ("reason", ""),
];

async fn post(client: &Client, at: &str, fields: &[(&str, &str)]) -> Answer {
    client.post_file(at, fields, "file", "", Vec::new()).await
}

/// The council advises to recognise, and the signer does.
pub async fn recognised(line: &Line) {
    line.advised().await;
    decided(line).await;
}

/// The signer recognises what the council has given its advice on.
pub async fn decided(line: &Line) {
    post(&line.signer, &line.at("/quyet-dinh"), &DECISION)
        .await
        .assert_redirect_to(&line.at(""));
}

/// The council advises to recognise, and the signer does, with the signed document.
pub async fn recognised_with(line: &Line, document: &[u8]) {
    line.advised().await;
    let at = line.at("/quyet-dinh");
    line.signer
        .post_file(&at, &DECISION, "file", "scan 01.PDF", document.to_vec())
        .await
        .assert_redirect_to(&line.at(""));
}

#[apply(both_backends!)]
async fn a_recognised_model_is_public_at_once(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    post(&line.signer, &line.at("/quyet-dinh"), &DECISION)
        .await
        .assert_code("council.result_missing");
    line.advised().await;
    let id = line.model.clone();
    let before = t.read(move |conn| models::get(conn, &id)).await;
    assert!(!before.is_public);
    line.signer
        .get("/dot-thi-dua")
        .await
        .assert_ok()
        .assert_says("Hồ sơ chờ quyết định");
    line.signer
        .get(&line.at("/quyet-dinh"))
        .await
        .assert_ok()
        .assert_says("Đề nghị công nhận");
    line.chair
        .get(&line.at("/quyet-dinh"))
        .await
        .assert_code("forbidden");
    post(&line.signer, &line.at("/quyet-dinh"), &DECISION)
        .await
        .assert_redirect_to(&line.at(""));
    let id = line.model.clone();
    let after = t.read(move |conn| models::get(conn, &id)).await;
    assert!(after.is_public && after.published_at.is_some());
    assert_eq!(
        (after.level, after.year_recognised),
        (Some(RecognitionLevel::Province), Some(2026))
    );
    let id = line.model.clone();
    let life = t.read(move |conn| models::life::life_of(conn, &id)).await;
    assert!(
        life.iter()
            .any(|event| event.note.contains("125-QĐ/TU") && event.is_public)
    );
}

#[apply(both_backends!)]
async fn a_refusal_needs_a_reason_and_stays_private(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    let mut refusal = DECISION;
    refusal[0].1 = "not_recognise";
    let wrong = post(&line.signer, &line.at("/quyet-dinh"), &refusal)
        .await
        .assert_status(422);
    assert!(wrong.field_error("reason").is_some());
    assert_eq!(wrong.value("number").as_deref(), Some("125-QĐ/TU"));
    refusal[5].1 = "Trùng nội dung với mô hình đã được công nhận năm 2024.";
    post(&line.signer, &line.at("/quyet-dinh"), &refusal)
        .await
        .assert_redirect_to(&line.at(""));
    let id = line.model.clone();
    assert!(!t.read(move |conn| models::get(conn, &id)).await.is_public);
}

#[apply(both_backends!)]
async fn two_signers_at_once_one_wins_and_the_other_is_told(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    let at = line.at("/quyet-dinh");
    let mut other = DECISION;
    other[1].1 = "126-QĐ/TU";
    line.signer.get(&at).await.assert_ok();
    line.other_signer.get(&at).await.assert_ok();
    let (first, second) = join(
        post(&line.signer, &at, &DECISION),
        post(&line.other_signer, &at, &other),
    )
    .await;
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let told = if first.status() == 409 { first } else { second };
    told.assert_code("recognition.decided");
    let recorded = t
        .events()
        .await
        .iter()
        .filter(|entry| entry.kind == "nomination.decided")
        .count();
    assert_eq!(recorded, 1);
}

#[apply(both_backends!)]
async fn a_person_without_consent_is_recognised_and_not_published(t: TestApp) {
    let line = Line::with(
        &t,
        CONDITIONS,
        Subject::Individual,
        NominationState::InScoring,
    )
    .await;
    line.advised().await;
    line.signer
        .get(&line.at("/quyet-dinh"))
        .await
        .assert_says("Chưa có sự đồng ý công khai họ tên");
    post(&line.signer, &line.at("/quyet-dinh"), &DECISION)
        .await
        .assert_redirect_to(&line.at(""));
    let id = line.model.clone();
    let model = t.read(move |conn| models::get(conn, &id)).await;
    assert!(!model.is_public && model.year_recognised == Some(2026));
}

#[apply(both_backends!)]
async fn the_signed_document_is_a_pdf_by_content(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    let fake = line
        .signer
        .post_file(
            &line.at("/quyet-dinh"),
            &DECISION,
            "file",
            "quyet-dinh.pdf",
            b"MZ\x90\x00".to_vec(),
        )
        .await;
    assert!(fake.assert_status(422).field_error("file").is_some());
}

#[apply(both_backends!)]
async fn a_signer_of_another_unit_does_not_learn_of_it(t: TestApp) {
    use danvankheo::access::Role;
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    let stranger = t.holder_of(Role::Signer, Some(&line.unit)).await;
    stranger
        .get(&line.at("/quyet-dinh"))
        .await
        .assert_status(404);
    post(&stranger, &line.at("/quyet-dinh"), &DECISION)
        .await
        .assert_status(404);
}
