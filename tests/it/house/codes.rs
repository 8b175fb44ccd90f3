//! Every code of an error and of a notice has its Vietnamese wording.

use crate::support::sources;
use danvankheo::error::wording;
use danvankheo::web::notice_wording;
use std::collections::BTreeSet;

fn is_code(literal: &str) -> bool {
    !literal.is_empty()
        && literal
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_'))
}

/// The codes given to the constructors of `AppError`, and those that errors of the rules convert to.
fn raised() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (_, text) in sources::program() {
        for constructor in ["Forbidden(", "Conflict(", "Refused(", "Busy("] {
            codes.extend(
                sources::calls(&text, constructor)
                    .into_iter()
                    .flat_map(sources::literals)
                    .map(str::to_owned),
            );
        }
        for (at, _) in text.match_indices("for AppError {") {
            let conversion = &text[at..];
            let body = sources::calls(conversion, "for AppError {");
            let dotted = body
                .into_iter()
                .take(1)
                .flat_map(sources::literals)
                .filter(|code| is_code(code) && code.contains('.'));
            codes.extend(dotted.map(str::to_owned));
        }
    }
    codes.retain(|code| is_code(code));
    codes
}

#[test]
fn every_error_code_has_a_wording() {
    let codes = raised();
    assert!(
        codes.contains("sign_in.slowed") && codes.len() > 5,
        "nothing was read: {codes:?}"
    );
    let unworded: Vec<&String> = codes
        .iter()
        .filter(|code| wording(code) == wording("internal"))
        .collect();
    assert!(
        unworded.is_empty(),
        "without a wording in error/codes.rs: {unworded:?}"
    );
}

#[test]
fn every_notice_is_known() {
    let mut codes = BTreeSet::new();
    for (_, text) in sources::program() {
        for call in sources::calls(&text, "redirect(")
            .into_iter()
            .filter(|call| call.contains("Some("))
        {
            let notice = &call[call.find("Some(").unwrap()..];
            codes.extend(
                sources::literals(notice)
                    .into_iter()
                    .filter(|code| is_code(code))
                    .map(str::to_owned),
            );
        }
    }
    assert!(
        codes.contains("signed_in") && codes.len() > 2,
        "nothing was read: {codes:?}"
    );
    let unknown: Vec<&String> = codes
        .iter()
        .filter(|code| notice_wording(code).is_none())
        .collect();
    assert!(unknown.is_empty(), "not in web/notices.rs: {unknown:?}");
}
