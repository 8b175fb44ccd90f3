//! Every address at which something changes: who is refused there, and that nothing changed. A new address fails here
//! until someone has said who must not use it and who may.

mod council_side;
mod office;
mod refused;
mod unit_side;
mod world;

use crate::support::files::PDF;
use crate::support::prelude::*;
use crate::support::sources;
use council_side::{campaign_rows, council_rows};
use danvankheo::log;
use office::{account_rows, admin_rows};
use refused::Refused;
use std::collections::BTreeSet;
use unit_side::{model_rows, nomination_rows, unit_rows};
pub(super) use world::begin_what_goes_on;
use world::{EVERYONE, Who, World};

/// Where nobody is refused for who they are: whoever wants to sign in is nobody yet.
const OPEN_TO_ALL: [&str; 1] = ["users::sign_in"];

/// The codes that say somebody is refused for who they are, and not for how the form was sent.
const FOR_WHO_THEY_ARE: [&str; 3] = [
    "forbidden",
    "council.conflict_of_interest",
    "replication.no_unit",
];

/// What is sent.
pub(super) type Fields = Vec<(&'static str, String)>;

/// An address, what is sent there, who is refused and who is not.
struct Row {
    /// Who answers: the feature and the handler.
    handler: &'static str,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    /// Whether the form brings a file.
    brings_file: bool,
    refused: Vec<(Who, u16)>,
    allowed: &'static [Who],
}

impl Row {
    async fn sent_by(&self, client: &Client, world: &World) -> Answer {
        let (at, fields) = ((self.at)(world), (self.fields)(world));
        if !self.brings_file {
            return client.post_form(&at, &fields).await;
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        // Other bytes than those that stand there already.
        let bytes = [PDF, b"\n"].concat();
        client
            .post_file(&at, &fields, "file", "khac.pdf", bytes)
            .await
    }
}

fn row(
    handler: &'static str,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    refused: &[&Refused],
    allowed: &'static [Who],
) -> Row {
    Row {
        handler,
        at,
        fields,
        brings_file: false,
        refused: refused.concat(),
        allowed,
    }
}

/// The same, with a file in its form.
fn with_file(row: Row) -> Row {
    Row {
        brings_file: true,
        ..row
    }
}

fn nothing(_: &World) -> Fields {
    Vec::new()
}

pub(super) fn typed(fields: &[(&'static str, &str)]) -> Fields {
    fields
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

fn rows() -> Vec<Row> {
    [
        council_rows(),
        campaign_rows(),
        model_rows(),
        nomination_rows(),
        unit_rows(),
        admin_rows(),
        account_rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[apply(both_backends!)]
async fn whoever_may_not_change_a_thing_is_refused_at_its_address_and_nothing_changes(t: TestApp) {
    let world = World::of(&t).await;
    let stranger = t.stranger();
    let before = t.read(log::head).await.seq;
    let mut wrong = Vec::new();
    for row in rows() {
        let answer = row.sent_by(&stranger, &world).await;
        if (answer.status(), answer.header("x-error-code")) != (401, "sign_in") {
            wrong.push(format!(
                "{} answers a stranger {}",
                row.handler,
                answer.status()
            ));
        }
        for (who, status) in &row.refused {
            let answer = row.sent_by(world.client(*who), &world).await;
            let (got, code) = (answer.status(), answer.header("x-error-code"));
            if got != *status || (got == 403 && !FOR_WHO_THEY_ARE.contains(&code)) {
                wrong.push(format!(
                    "{} answers {who:?} {got} {code}, not {status}",
                    row.handler
                ));
            }
        }
        let now = t.read(log::head).await.seq;
        assert_eq!(now, before, "{} changed something: {wrong:#?}", row.handler);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn of_everyone_it_is_said_whether_they_are_refused() {
    for row in rows() {
        let refused = row.refused.iter().map(|(who, _)| *who);
        let mut said: Vec<Who> = refused.chain(row.allowed.iter().copied()).collect();
        said.sort();
        assert_eq!(said, EVERYONE, "{}", row.handler);
    }
}

/// Every handler that the program registers for POST, with its feature.
pub(super) fn registered() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in sources::program() {
        let handlers = sources::calls(&text, "web::post().to(");
        assert_eq!(
            handlers.len(),
            text.matches("web::post()").count(),
            "{path} registers a POST in a way that is not read here"
        );
        for other in [
            "web::put()",
            "web::patch()",
            "web::delete()",
            "web::route()",
        ] {
            assert!(!text.contains(other), "{path}: changes are posted");
        }
        let feature = path.trim_start_matches("src/");
        let feature = feature.split("/handlers").next().unwrap_or(feature);
        found.extend(
            handlers
                .iter()
                .map(|handler| format!("{feature}::{handler}")),
        );
    }
    found
}

#[test]
fn of_every_address_that_takes_a_form_it_is_said_who_is_refused() {
    let mut said: Vec<String> = rows()
        .iter()
        .map(|row| row.handler)
        .chain(OPEN_TO_ALL)
        .map(str::to_owned)
        .collect();
    said.sort();
    let registered: Vec<String> = registered().into_iter().collect();
    assert!(registered.len() > 30, "nothing was read: {registered:?}");
    assert_eq!(said, registered, "left: the rows here; right: the program");
}
