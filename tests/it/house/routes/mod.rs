//! Every address at which something changes: who is refused there, and that nothing changed; who is not, and that
//! something did. A new address fails here until someone has said who must not use it and who may. The same of every page
//! is in [`pages`].

mod council_side;
mod office;
mod pages;
mod ready;
mod refused;
mod unit_side;
mod world;

use crate::support::files::{PDF, jpeg};
use crate::support::prelude::*;
use crate::support::sources;
use council_side::{campaign_rows, council_rows};
use danvankheo::db::schema::sessions;
use danvankheo::log;
use diesel::prelude::*;
use office::{account_rows, admin_rows};
use ready::Ready;
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

/// A file: its name, and what makes its bytes.
type Brought = (&'static str, fn() -> Vec<u8>);

/// An address, what is sent there, who is refused and who is not.
struct Row {
    /// Who answers: the feature and the handler.
    handler: &'static str,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    /// The file that the form brings.
    brings: Option<Brought>,
    /// How far things must have come for it to be done.
    ready: Ready,
    refused: Vec<(Who, u16)>,
    allowed: &'static [Who],
    /// What whoever may is answered.
    done: u16,
}

impl Row {
    async fn sent_by(&self, client: &Client, world: &World) -> Answer {
        self.sent_with(client, world, (self.fields)(world)).await
    }

    /// The same, by someone who opened the form: it sends back which text it showed.
    async fn sent_from_its_form(&self, client: &Client, world: &World) -> Answer {
        let mut fields = (self.fields)(world);
        if let Some(seen) = fields.iter_mut().find(|field| field.0 == "seen") {
            let form = client.get(&(self.at)(world)).await.assert_ok();
            seen.1 = form.value("seen").unwrap();
        }
        self.sent_with(client, world, fields).await
    }

    /// What is wrong when someone who may does it.
    async fn left_undone_by(&self, who: Who, t: &TestApp, world: &World) -> Option<String> {
        let before = what_is(t).await;
        let answer = self.sent_from_its_form(world.client(who), world).await;
        let done = what_is(t).await != before && answer.status() == self.done;
        (!done).then(|| {
            let (status, code) = (answer.status(), answer.header("x-error-code"));
            format!("{} answers {who:?} {status} {code}", self.handler)
        })
    }

    /// Everyone of whom it is said whether they may.
    fn everyone(&self) -> Vec<Who> {
        let refused = self.refused.iter().map(|(who, _)| *who);
        let mut said: Vec<Who> = refused.chain(self.allowed.iter().copied()).collect();
        said.sort();
        said
    }

    async fn sent_with(&self, client: &Client, world: &World, fields: Fields) -> Answer {
        let at = (self.at)(world);
        let Some((name, bytes)) = self.brings else {
            return client.post_form(&at, &fields).await;
        };
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        client.post_file(&at, &fields, "file", name, bytes()).await
    }
}

/// How far the log has come, and how many are signed in.
async fn what_is(t: &TestApp) -> (i64, i64) {
    t.read(|conn| {
        let sessions = sessions::table.filter(sessions::revoked_at.is_null());
        let signed_in = sessions.count().get_result(conn)?;
        Ok((log::head(conn)?.seq, signed_in))
    })
    .await
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
        brings: None,
        ready: Ready::InScoring,
        refused: refused.concat(),
        allowed,
        done: 303,
    }
}

/// The same, of what can be done only when things have come so far.
fn once(ready: Ready, row: Row) -> Row {
    Row { ready, ..row }
}

/// The same, with a file in its form; with other bytes than those that stand there already.
fn with_file(row: Row) -> Row {
    Row {
        brings: Some(("khac.pdf", || [PDF, b"\n"].concat())),
        ..row
    }
}

/// The same, with a photo.
fn with_photo(row: Row) -> Row {
    Row {
        brings: Some(("anh.jpg", jpeg)),
        ..row
    }
}

/// The same, answered with a page.
fn shown(row: Row) -> Row {
    Row { done: 200, ..row }
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

/// Whether someone was answered with a status, and if they were refused then for who they are. Err: what is wrong.
fn as_said(handler: &str, who: Who, status: u16, answer: &Answer) -> Result<(), String> {
    let (got, code) = (answer.status(), answer.header("x-error-code"));
    if got == status && (got != 403 || FOR_WHO_THEY_ARE.contains(&code)) {
        return Ok(());
    }
    Err(format!(
        "{handler} answers {who:?} {got} {code}, not {status}"
    ))
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
            wrong.extend(as_said(row.handler, *who, *status, &answer).err());
        }
        let now = t.read(log::head).await.seq;
        assert_eq!(now, before, "{} changed something: {wrong:#?}", row.handler);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each in a world of its own, since what one does the next could not do again.
async fn whoever_may_does(backend: Backend, rows: Vec<Row>) {
    let mut wrong = Vec::new();
    for row in rows {
        for who in row.allowed {
            let Some(t) = TestApp::start(backend).await else {
                return;
            };
            let world = World::when(&t, row.ready).await;
            row.ready.reach(&t, &world, *who).await;
            wrong.extend(row.left_undone_by(*who, &t, &world).await);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[apply(both_backends!)]
async fn everyone_changes_what_is_of_their_own_account(t: TestApp) {
    let world = World::of(&t).await;
    let mut wrong = Vec::new();
    for who in EVERYONE {
        for row in account_rows() {
            assert_eq!(row.allowed, EVERYONE, "{}", row.handler);
            wrong.extend(row.left_undone_by(who, &t, &world).await);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Two tests for every group of rows.
macro_rules! groups {
    ($($name:ident: $rows:ident),* $(,)?) => {
        mod whoever_may_change_a_thing_does {
            $(mod $name {
                use super::super::*;

                #[actix_web::test]
                async fn sqlite() {
                    whoever_may_does(Backend::Sqlite, $rows()).await;
                }

                #[actix_web::test]
                async fn postgres() {
                    whoever_may_does(Backend::Postgres, $rows()).await;
                }
            })*
        }

        fn rows() -> Vec<Row> {
            [$($rows(),)* account_rows()].into_iter().flatten().collect()
        }
    };
}

groups! {
    in_a_council: council_rows,
    around_a_campaign: campaign_rows,
    in_a_model: model_rows,
    in_a_nomination: nomination_rows,
    for_a_unit: unit_rows,
    in_the_office: admin_rows,
}

#[test]
fn of_everyone_it_is_said_whether_they_are_refused() {
    for row in rows() {
        assert_eq!(row.everyone(), EVERYONE, "{}", row.handler);
    }
}

/// Every handler that the program registers for POST, with its feature.
pub(super) fn registered() -> BTreeSet<String> {
    registered_for("post")
}

/// Every handler that the program registers for a method, with its feature.
fn registered_for(method: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in sources::program() {
        let registers = format!("web::{method}()");
        let handlers = sources::calls(&text, &format!("{registers}.to("));
        assert_eq!(
            handlers.len(),
            text.matches(&registers).count(),
            "{path} registers a handler in a way that is not read here"
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
        let feature = feature.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        let named = |handler: &&str| format!("{feature}::{handler}");
        found.extend(handlers.iter().map(named));
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
