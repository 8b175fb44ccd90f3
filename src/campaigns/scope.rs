//! Which units a campaign is open to: those in the area its host stands for.

use super::campaign::Campaign;
use super::store;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::UnitId;
use crate::units::{self, model::UnitKind};

/// The campaigns that a unit may send a nomination to now, the newest first.
pub fn list_open_for_unit(conn: &mut Conn, unit_id: &UnitId, now: Moment) -> Result<Vec<Campaign>> {
    let above: Vec<UnitId> = units::chain(conn, unit_id)?
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    let mut open = Vec::new();
    for campaign in store::list(conn)? {
        if campaign.accepts_nominations(now) && covers(conn, &campaign.host_unit_id, &above)? {
            open.push(campaign);
        }
    }
    Ok(open)
}

/// Whether a unit lies in the area of a campaign's host.
pub fn takes_unit(conn: &mut Conn, campaign: &Campaign, unit_id: &UnitId) -> Result<bool> {
    let above: Vec<UnitId> = units::chain(conn, unit_id)?
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    covers(conn, &campaign.host_unit_id, &above)
}

/// The area of a host is the host itself and the nearest territory at or above it: a province's committee calls the whole
/// province. A host above all territories calls everyone.
fn covers(conn: &mut Conn, host: &UnitId, above: &[UnitId]) -> Result<bool> {
    if above.contains(host) {
        return Ok(true);
    }
    let area = units::chain(conn, host)?
        .into_iter()
        .find(|(_, kind)| *kind == UnitKind::Territory);
    Ok(area.is_none_or(|(id, _)| above.contains(&id)))
}
