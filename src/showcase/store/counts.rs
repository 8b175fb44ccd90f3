//! The registry in numbers, the newest and the recognised models, and the addresses for the sitemap.

use super::lineage::adoption_count;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{events, models, recognitions};
use crate::error::Result;
use crate::ids::ModelId;
use crate::models::model::Origin;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use std::collections::HashMap;

/// The registry in numbers; public models only.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// Models.
    pub models: u64,
    /// Models by the code of their sector.
    pub sectors: HashMap<String, u64>,
    /// Models that stand recognised.
    pub recognised: u64,
    /// Adoptions of them.
    pub adoptions: u64,
    /// Provinces of today in which models stand.
    pub provinces: u64,
}

pub(super) fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// Counts everything.
pub fn counts(conn: &mut Conn) -> Result<Counts> {
    let sectors: Vec<(String, i64)> = models::table
        .filter(models::is_public.eq(true))
        .group_by(models::sector)
        .select((models::sector, count_star()))
        .load(conn)?;
    let recognised: i64 = recognitions::table
        .inner_join(models::table.on(models::id.eq(recognitions::model_id)))
        .filter(models::is_public.eq(true))
        .filter(models::origin.eq(Origin::Registered.as_str()))
        .filter(recognitions::ended_at.is_null())
        .select(count(recognitions::model_id).aggregate_distinct())
        .get_result(conn)?;
    let adoptions = adoption_count(conn)?;
    let provinces = province_counts(conn)?.len();
    Ok(Counts {
        provinces: provinces as u64,
        models: sectors.iter().map(|(_, count)| number(*count)).sum(),
        sectors: sectors
            .into_iter()
            .map(|(sector, count)| (sector, number(count)))
            .collect(),
        recognised: number(recognised),
        adoptions,
    })
}

/// Public models by the code of their province of today.
pub fn province_counts(conn: &mut Conn) -> Result<HashMap<String, u64>> {
    let rows: Vec<(Option<String>, i64)> = models::table
        .filter(models::is_public.eq(true))
        .filter(models::province_code.is_not_null())
        .group_by(models::province_code)
        .select((models::province_code, count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(code, count)| Some((code?, number(count))))
        .collect())
}

/// The newest public models, last published first.
pub fn newest(conn: &mut Conn, limit: i64) -> Result<Vec<ModelId>> {
    Ok(models::table
        .filter(models::is_public.eq(true))
        .order((models::published_at.desc(), models::id.desc()))
        .limit(limit)
        .select(models::id)
        .load(conn)?)
}

/// Public models that stand recognised, last recognised first.
pub fn recognised(conn: &mut Conn, limit: i64) -> Result<Vec<ModelId>> {
    let rows: Vec<ModelId> = recognitions::table
        .inner_join(models::table.on(models::id.eq(recognitions::model_id)))
        .filter(models::is_public.eq(true))
        .filter(models::origin.eq(Origin::Registered.as_str()))
        .filter(recognitions::ended_at.is_null())
        .order((recognitions::recognised_on.desc(), recognitions::id.desc()))
        .limit(limit * 2)
        .select(models::id)
        .load(conn)?;
    let mut ids: Vec<ModelId> = Vec::new();
    for id in rows {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(ids)
}

/// When the log had its entry `seq`: the date of pages that depend on everything public.
pub fn changed_on(conn: &mut Conn, seq: i64) -> Result<Option<Moment>> {
    Ok(events::table
        .find(seq)
        .select(events::at)
        .first(conn)
        .optional()?)
}

/// How many parts of at most `size` addresses the sitemap of the public models has.
pub fn sitemap_parts(conn: &mut Conn, size: i64) -> Result<i64> {
    let total: i64 = models::table
        .filter(models::is_public.eq(true))
        .count()
        .get_result(conn)?;
    Ok((total + size - 1) / size)
}

/// The slugs of public models with their last change, a part of at most `size`, in the order of their making.
pub fn sitemap_entries(conn: &mut Conn, part: i64, size: i64) -> Result<Vec<(String, Moment)>> {
    Ok(models::table
        .filter(models::is_public.eq(true))
        .order(models::id)
        .offset(part.saturating_mul(size))
        .limit(size)
        .select((models::slug, models::updated_at))
        .load(conn)?)
}
