//! The models of a unit: its own, those of the units it followed, and those of all below.

use crate::clock::Moment;
use crate::db::schema::{self, models};
use crate::db::{Conn, IDS_AT_ONCE};
use crate::error::Result;
use crate::ids::{ModelId, UnitId};
use crate::units;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// The public models of a unit.
#[derive(Debug, Clone, Default)]
pub struct UnitModels {
    /// Their ids, last published first.
    pub ids: Vec<ModelId>,
    /// How many each of the asked units below holds itself.
    pub below: HashMap<UnitId, u64>,
}

/// The public models carried by or placed in one of `family` or anything below it, and those of a province of today;
/// with the counts of `children`.
pub fn models_of(
    conn: &mut Conn,
    family: &[UnitId],
    province_code: Option<&str>,
    children: &[UnitId],
) -> Result<UnitModels> {
    let mut found: BTreeSet<(std::cmp::Reverse<Moment>, ModelId)> = BTreeSet::new();
    let mut keep = |rows: Vec<(Option<Moment>, ModelId)>| {
        found.extend(
            rows.into_iter()
                .map(|(at, id)| (std::cmp::Reverse(at.unwrap_or_default()), id)),
        );
    };
    if let Some(code) = province_code {
        let of_province = models::table
            .filter(models::is_public.eq(true))
            .filter(models::province_code.eq(code))
            .select((models::published_at, models::id));
        keep(of_province.load(conn)?);
    }
    for chunk in units::with_descendants(conn, family)?.chunks(IDS_AT_ONCE) {
        let carried = models::table
            .filter(models::is_public.eq(true))
            .filter(models::unit_id.eq_any(chunk))
            .select((models::published_at, models::id));
        keep(carried.load(conn)?);
        let placed = models::table
            .filter(models::is_public.eq(true))
            .filter(models::place_unit_id.eq_any(chunk))
            .select((models::published_at, models::id));
        keep(placed.load(conn)?);
    }
    Ok(UnitModels {
        ids: found.into_iter().map(|(_, id)| id).collect(),
        below: held(conn, children)?,
    })
}

/// How many public models each of these units carries itself.
pub fn carried(conn: &mut Conn, carriers: &[UnitId]) -> Result<HashMap<UnitId, u64>> {
    let rows: Vec<(Option<UnitId>, i64)> = models::table
        .filter(models::is_public.eq(true))
        .filter(models::unit_id.eq_any(carriers))
        .group_by(models::unit_id)
        .select((models::unit_id, count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, count)| Some((id?, u64::try_from(count).ok()?)))
        .collect())
}

fn held(conn: &mut Conn, children: &[UnitId]) -> Result<HashMap<UnitId, u64>> {
    let mut counts = HashMap::new();
    for chunk in children.chunks(IDS_AT_ONCE) {
        let rows: Vec<(Option<UnitId>, i64)> = models::table
            .filter(models::is_public.eq(true))
            .filter(models::place_unit_id.eq_any(chunk))
            .group_by(models::place_unit_id)
            .select((models::place_unit_id, count_star()))
            .load(conn)?;
        counts.extend(
            rows.into_iter()
                .filter_map(|(id, count)| Some((id?, u64::try_from(count).ok()?))),
        );
    }
    Ok(counts)
}

/// How many parts of at most `size` addresses the sitemap of the units has.
pub fn unit_sitemap_parts(conn: &mut Conn, size: i64) -> Result<i64> {
    let total: i64 = schema::units::table.count().get_result(conn)?;
    Ok((total + size - 1) / size)
}

/// The slugs of units, a part of at most `size`, in the order of their making.
pub fn unit_sitemap(conn: &mut Conn, part: i64, size: i64) -> Result<Vec<String>> {
    Ok(schema::units::table
        .order(schema::units::id)
        .offset(part.saturating_mul(size))
        .limit(size)
        .select(schema::units::slug)
        .load(conn)?)
}
