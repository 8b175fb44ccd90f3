//! Puts a recognised model before the public, as soon as nobody's consent stands in the way.

use crate::access::Actor;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::ModelId;
use crate::log::{self, Event, EventKind};
use crate::models::consent::{Purpose, everyone_agrees};
use crate::models::{self, Model, consents_of};
use crate::recognition::store;
use serde_json::json;

/// Whether a model may be named in public: a model about one person or household carries a name, and a name needs its
/// owner's consent, and that of everyone else it names (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9).
pub fn may_be_named(conn: &mut Conn, model: &Model) -> Result<bool> {
    Ok(!model.subject.is_personal()
        || everyone_agrees(&consents_of(conn, &model.id)?, Purpose::PublishName))
}

/// Publishes a recognised model that waited for a consent, inside the write that records it. Gives the `seq` of the
/// change, if there was one.
pub fn publish_if_cleared(
    conn: &mut Conn,
    actor: &Actor,
    model_id: &ModelId,
    now: Moment,
) -> Result<Option<i64>> {
    let model = models::get(conn, model_id)?;
    if model.is_public || store::recognised_by(conn, model_id)? == 0 || !may_be_named(conn, &model)?
    {
        return Ok(None);
    }
    let published = Model {
        is_public: true,
        published_at: model.published_at.or(Some(now)),
        ..model
    };
    models::replace(conn, &published, now)?;
    let what = json!({ "is_public": true });
    log::append(
        conn,
        actor,
        Event::model(EventKind::ModelRecognised, model_id).with(what),
        now,
    )
    .map(Some)
}

/// Takes a model about one person or household out of public sight once somebody takes the consent to their name back,
/// inside the write that notes the withdrawal (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 10). Its recognition stands.
/// Gives whether it did.
pub fn hide_if_not_cleared(conn: &mut Conn, model_id: &ModelId, now: Moment) -> Result<bool> {
    let model = models::get(conn, model_id)?;
    if !model.is_public || may_be_named(conn, &model)? {
        return Ok(false);
    }
    let hidden = Model {
        is_public: false,
        ..model
    };
    models::replace(conn, &hidden, now)?;
    Ok(true)
}
