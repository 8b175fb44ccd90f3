//! What an administrator does with synonyms: look at a change before it holds, make it, put it aside.

use super::row::SynonymRow;
use super::{over_the_list, store};
use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::ids::{SynonymId, UserId, model_ids};
use crate::index::{Query, SynonymRule};
use crate::log::{self, Event, EventKind};
use crate::search::{ask_with, query_of};
use serde_json::json;

/// How many of the first results are compared.
const COMPARED: usize = 10;

/// What a search finds now, and what it would find.
#[derive(Debug, Clone, Default)]
pub(super) struct Preview {
    /// Whether the rule would hold; else it would be put aside.
    pub is_active: bool,
    pub query: String,
    pub before: Side,
    pub after: Side,
}

/// One answer to the same query.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    /// Models that answer, those that only come near left out.
    pub total: usize,
    /// Titles of the first, best first.
    pub titles: Vec<String>,
}

/// What `query`, read as the catalogue reads it, would find with this rule in place of the one that holds, or with its row
/// put aside. Nothing changes.
pub(super) async fn preview(
    app: &App,
    rule: SynonymRule,
    is_active: bool,
    query: &str,
) -> Result<Preview> {
    let rows = app.db.read(store::list).await?;
    let key = rule.key();
    let others = rows
        .into_iter()
        .filter(|row| row.is_active && row.rule.key() != key)
        .map(|row| row.rule);
    let changed = over_the_list(others.chain(is_active.then_some(rule)));
    let asked = Query {
        limit: COMPARED,
        ..query_of(query, &[])
    };
    let before = ask_with(app, asked.clone(), app.index.synonyms()).await?;
    let after = ask_with(app, asked, changed.into()).await?;
    let ids = model_ids(before.ids.iter().chain(&after.ids));
    let titles = app.db.read(move |conn| store::titles(conn, &ids)).await?;
    let side = |found: crate::index::Found| Side {
        total: found.full,
        titles: found
            .ids
            .iter()
            .filter_map(|id| titles.get(id).cloned())
            .collect(),
    };
    Ok(Preview {
        query: query.to_owned(),
        is_active,
        before: side(before),
        after: side(after),
    })
}

/// Makes a rule hold: a new row, or a new version of the row of the same words. Err: `Conflict` if the row
/// is no longer at the version that was shown (0: there was none).
pub(super) async fn save(app: &App, actor: Actor, rule: SynonymRule, seen: i64) -> Result<()> {
    put(app, actor, rule, true, seen).await
}

/// Puts a row aside: the list's own rule of the same words, if there is one, holds again.
pub(super) async fn put_aside(app: &App, actor: Actor, rule: SynonymRule, seen: i64) -> Result<()> {
    put(app, actor, rule, false, seen).await
}

async fn put(app: &App, actor: Actor, rule: SynonymRule, is_active: bool, seen: i64) -> Result<()> {
    require(&actor, Action::EditSynonyms, &Facts::default())?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let standing = store::find(conn, &rule)?;
            if standing.as_ref().map_or(0, |row| row.version) != seen {
                return Err(AppError::Conflict("conflict.changed"));
            }
            let row = SynonymRow {
                id: standing
                    .as_ref()
                    .map_or_else(SynonymId::new, |row| row.id.clone()),
                rule,
                is_active,
                version: seen + 1,
                changed_at: now,
                changed_by: user_of(&actor),
            };
            if standing.is_some() {
                store::replace(conn, &row)?;
            } else {
                store::insert(conn, &row)?;
            }
            let event = Event::synonym(EventKind::SynonymChanged, &row.id);
            let data = json!({ "version": row.version, "is_active": row.is_active });
            log::append(conn, &actor, event.with(data), now)?;
            Ok(())
        })
        .await
}

fn user_of(actor: &Actor) -> Option<UserId> {
    match actor {
        Actor::System => None,
        Actor::Person(person) => Some(person.id.clone()),
    }
}
