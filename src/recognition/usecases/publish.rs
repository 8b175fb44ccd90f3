//! Puts a recognised model before the public, as soon as nobody's consent stands in the way.

use crate::access::Actor;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::ModelId;
use crate::log::{self, Event, EventKind};
use crate::models::consent::may_be_told;
use crate::models::{self, Model, consents_of};
use crate::recognition::store;
use serde_json::json;

/// Whether nobody's consent stands in the way of a model's publication: one about a person or household carries a name,
/// and a name needs its owner's consent (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9); one about a community may not
/// name whoever took a consent back (Điều 10).
pub fn may_be_named(conn: &mut Conn, model: &Model) -> Result<bool> {
    Ok(may_be_told(model, &consents_of(conn, &model.id)?))
}

/// Publishes a recognised model that waited for a consent, or for a name to go, inside the write that brings it. Gives the `seq` of the
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

/// Takes a model out of public sight that names somebody who no longer agrees, inside the write that notes the withdrawal
/// or changes the text (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 10). Its recognition stands.
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
