//! Which entries of the log strangers may notice. By them pages are dated and made anew, so that none tells by its date, or
//! by being made anew, that something happened to a model that is not public.

use crate::db::Conn;
use crate::db::schema::{adoptions, events, models};
use crate::error::Result;
use crate::ids::{AdoptionId, ModelId};
use crate::log::{Entity, EventKind, EventRow};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The newest entry of the log about what is public now; 0 where there is none. One by which something left public sight
/// is not among them: who did not see it before need not know.
pub(super) fn newest(conn: &mut Conn) -> Result<i64> {
    let kinds = EventKind::ALL.iter();
    let kinds = kinds.filter(|kind| kind.touches_public_pages());
    let kinds: Vec<&str> = kinds.map(|kind| kind.as_str()).collect();
    let of_models = [Entity::Model, Entity::Adoption].map(Entity::as_str);
    let public_model = models::table
        .filter(models::id.eq(events::entity_id))
        .filter(models::is_public.eq(true));
    let either = models::id
        .eq(adoptions::source_model_id)
        .or(models::id.eq(adoptions::model_id));
    let of_public_model = adoptions::table
        .inner_join(models::table.on(either))
        .filter(adoptions::id.eq(events::entity_id))
        .filter(models::is_public.eq(true));
    let newest: Option<i64> = events::table
        .filter(events::kind.eq_any(kinds))
        .filter(
            events::entity
                .ne_all(of_models)
                .or(exists(public_model))
                .or(exists(of_public_model)),
        )
        .order(events::seq.desc())
        .select(events::seq)
        .first(conn)
        .optional()?;
    Ok(newest.unwrap_or(0))
}

/// The models that some entries are about, as far as strangers see them.
pub(super) struct Seen {
    /// Public before the entries, or after.
    pub public: BTreeSet<ModelId>,
    /// The two models of each adoption that the entries name.
    pub adopted: BTreeMap<AdoptionId, [ModelId; 2]>,
}

impl Seen {
    /// The newest of these entries that changed a public page. They follow one another in the log, up to its end.
    pub fn newest(&self, entries: &[EventRow]) -> Option<i64> {
        let meanwhile = shown_meanwhile(entries);
        let is_seen = |entry: &&EventRow| {
            let seen = |id: &ModelId| self.public.contains(id) || meanwhile.contains(id.as_str());
            match entry.entity.parse() {
                Ok(Entity::Model) => seen(&ModelId::from(entry.entity_id.as_str())),
                Ok(Entity::Adoption) => {
                    let models = self.adopted.get(&AdoptionId::from(&*entry.entity_id));
                    models.is_none_or(|models| models.iter().any(seen))
                }
                _ => true,
            }
        };
        let newest_first = entries.iter().rev();
        let mut touching = newest_first.filter(|entry| kind(entry).is_some());
        touching.find(is_seen).map(|entry| entry.seq)
    }
}

/// The newest of these entries by whose kind a public page may have changed.
pub(super) fn newest_by_kind(entries: &[EventRow]) -> Option<i64> {
    let mut newest_first = entries.iter().rev();
    let newest = newest_first.find(|entry| kind(entry).is_some());
    newest.map(|entry| entry.seq)
}

/// Models that may have been public between two of the entries, whatever they were before and are now: a page may have been
/// made in that moment.
fn shown_meanwhile(entries: &[EventRow]) -> BTreeSet<&str> {
    let (mut published, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        let Some(kind) = kind(entry) else { continue };
        if published.contains(&*entry.entity_id) {
            shown.insert(&*entry.entity_id);
        }
        if kind.may_publish() {
            published.insert(&*entry.entity_id);
        }
    }
    shown
}

/// The kind of an entry by which a public page may have changed.
fn kind(entry: &EventRow) -> Option<EventKind> {
    let kind = entry.kind.parse().ok();
    kind.filter(|kind: &EventKind| kind.touches_public_pages())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(said: &[(&str, EventKind)]) -> Vec<EventRow> {
        let entry = |(seq, (model, kind)): (i64, &(&str, EventKind))| EventRow {
            seq,
            at: chrono::DateTime::UNIX_EPOCH.naive_utc(),
            actor: String::new(),
            kind: kind.as_str().to_owned(),
            entity: Entity::Model.as_str().to_owned(),
            entity_id: (*model).to_owned(),
            data: String::new(),
            hash: String::new(),
        };
        (1..).zip(said).map(entry).collect()
    }

    #[test]
    fn what_happened_to_hidden_models_is_seen_by_nobody() {
        use EventKind::{
            ConsentRecorded, ConsentWithdrawn, FileAttached, ModelDraftSaved, ModelRecognised,
        };
        let seen = Seen {
            public: BTreeSet::from([ModelId::from("public")]),
            adopted: BTreeMap::new(),
        };
        for (said, newest) in [
            (&[("hidden", FileAttached)][..], None),
            (
                &[("hidden", ConsentRecorded), ("hidden", ConsentRecorded)],
                None,
            ),
            // Recognised, and without the consent that would show it.
            (
                &[("hidden", FileAttached), ("hidden", ModelRecognised)],
                None,
            ),
            // Shown by one entry and hidden by the next.
            (
                &[("hidden", ModelRecognised), ("hidden", ConsentWithdrawn)],
                Some(2),
            ),
            (
                &[("hidden", ModelRecognised), ("other", FileAttached)],
                None,
            ),
            (
                &[("public", FileAttached), ("hidden", FileAttached)],
                Some(1),
            ),
            (&[("public", ModelDraftSaved)], None),
        ] {
            assert_eq!(seen.newest(&entries(said)), newest, "{said:?}");
        }
    }
}
