//! Who was derived from whom: the tree around one model, and all adoptions.

use super::counts::number;
use crate::db::Conn;
use crate::db::schema::{adoptions, models, units};
use crate::error::Result;
use crate::ids::ModelId;
use crate::search::province_name;
use crate::vietnamese::collation_key;
use chrono::NaiveDate;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How far up and down a tree is followed, and how many models it shows: a page has an end.
const DEPTH_MAX: usize = 32;
const NODES_MAX: usize = 200;
/// How many models that were taken up are looked at for the trees worth showing.
const TAKEN_UP_MAX: i64 = 100;

/// An adoption with what pages show of it.
#[derive(Debug, Clone, Queryable)]
pub struct Adopted {
    /// `NR-…`.
    pub code: String,
    /// The model taken up.
    pub source: ModelId,
    /// The adopter's own model.
    pub derived: ModelId,
    /// The state's word.
    pub state: String,
    /// What was adapted and why.
    pub adapted: String,
    /// Since when.
    pub started_on: NaiveDate,
    /// The adopter.
    pub unit_name: String,
}

/// A model in a tree, as far as anyone may know it.
#[derive(Debug, Clone, Queryable)]
pub struct Member {
    /// The id.
    pub id: ModelId,
    /// Its name; only shown where it is public.
    pub title: String,
    /// Its address.
    pub slug: String,
    /// Who carries it.
    pub unit_name: String,
    /// Province as named then.
    pub province_name: String,
    /// Commune as named then.
    pub commune_name: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// Whether anyone may read it.
    pub is_public: bool,
}

/// A tree: its first model, all members, and the adoptions that join them.
#[derive(Debug, Clone, Default)]
pub struct Lineage {
    /// The first model.
    pub root: Option<ModelId>,
    /// Every member by id.
    pub members: HashMap<ModelId, Member>,
    /// The adoptions by the model taken up, oldest first.
    pub adoptions: HashMap<ModelId, Vec<Adopted>>,
}

impl Lineage {
    /// How many models were derived, at any remove.
    pub fn derived(&self) -> u64 {
        self.adoptions.values().map(|list| list.len() as u64).sum()
    }
}

/// The tree in which a model stands, from its furthest ancestor; without members where it stands alone.
pub fn lineage(conn: &mut Conn, id: &ModelId) -> Result<Lineage> {
    let mut root = id.clone();
    for _ in 0..DEPTH_MAX {
        let above: Option<ModelId> = adoptions::table
            .filter(adoptions::model_id.eq(&root))
            .select(adoptions::source_model_id)
            .first(conn)
            .optional()?;
        match above {
            Some(above) => root = above,
            None => break,
        }
    }
    let mut tree = Lineage {
        root: Some(root.clone()),
        ..Lineage::default()
    };
    let mut known = vec![root.clone()];
    let mut next = vec![root];
    for _ in 0..DEPTH_MAX {
        if next.is_empty() || known.len() >= NODES_MAX {
            break;
        }
        let found = adopted_from(conn, &next)?;
        next = Vec::new();
        for adoption in found {
            if known.len() < NODES_MAX && !known.contains(&adoption.derived) {
                known.push(adoption.derived.clone());
                next.push(adoption.derived.clone());
                tree.adoptions
                    .entry(adoption.source.clone())
                    .or_default()
                    .push(adoption);
            }
        }
    }
    if tree.adoptions.is_empty() {
        return Ok(Lineage::default());
    }
    tree.members = members(conn, &known)?;
    Ok(tree)
}

fn adopted_from(conn: &mut Conn, sources: &[ModelId]) -> Result<Vec<Adopted>> {
    Ok(adoptions::table
        .inner_join(units::table.on(units::id.eq(adoptions::unit_id)))
        .filter(adoptions::source_model_id.eq_any(sources))
        .order((adoptions::started_on, adoptions::id))
        .limit(i64::try_from(NODES_MAX).unwrap_or(0))
        .select((
            adoptions::code,
            adoptions::source_model_id,
            adoptions::model_id,
            adoptions::state,
            adoptions::adapted,
            adoptions::started_on,
            units::name,
        ))
        .load(conn)?)
}

fn members(conn: &mut Conn, ids: &[ModelId]) -> Result<HashMap<ModelId, Member>> {
    let rows: Vec<Member> = models::table
        .filter(models::id.eq_any(ids))
        .select((
            models::id,
            models::title,
            models::slug,
            models::unit_name,
            models::province_name,
            models::commune_name,
            models::year,
            models::is_public,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

/// Adoptions of public models: of others nothing is told and nothing counted.
macro_rules! of_public_models {
    () => {
        adoptions::table
            .inner_join(models::table.on(models::id.eq(adoptions::source_model_id)))
            .filter(models::is_public.eq(true))
    };
}

/// Adoptions of public models, newest first, with the models on both sides.
pub fn adoptions(
    conn: &mut Conn,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Adopted>, HashMap<ModelId, Member>)> {
    let rows: Vec<Adopted> = of_public_models!()
        .inner_join(units::table.on(units::id.eq(adoptions::unit_id)))
        .order((adoptions::started_on.desc(), adoptions::id.desc()))
        .offset(offset)
        .limit(limit)
        .select((
            adoptions::code,
            adoptions::source_model_id,
            adoptions::model_id,
            adoptions::state,
            adoptions::adapted,
            adoptions::started_on,
            units::name,
        ))
        .load(conn)?;
    let ids: Vec<ModelId> = rows
        .iter()
        .flat_map(|row| [row.source.clone(), row.derived.clone()])
        .collect();
    let members = members(conn, &ids)?;
    Ok((rows, members))
}

/// The trees of the public models that were taken up by most, each tree once.
pub fn trees(conn: &mut Conn, limit: usize) -> Result<Vec<Lineage>> {
    let mut trees: Vec<Lineage> = Vec::new();
    for id in most_taken_up(conn)? {
        if trees.len() >= limit {
            break;
        }
        if trees.iter().any(|tree| tree.members.contains_key(&id)) {
            continue;
        }
        let tree = lineage(conn, &id)?;
        // A tree shows no more than so many models: one that it leaves out may still lead to it.
        if trees.iter().all(|known| known.root != tree.root) {
            trees.push(tree);
        }
    }
    Ok(trees)
}

/// The public models that were taken up, by most first; they may be derived from one another.
fn most_taken_up(conn: &mut Conn) -> Result<Vec<ModelId>> {
    let rows: Vec<(ModelId, i64)> = of_public_models!()
        .group_by(adoptions::source_model_id)
        .order((count_star().desc(), adoptions::source_model_id))
        .limit(TAKEN_UP_MAX)
        .select((adoptions::source_model_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// How many adoptions of public models there are.
pub fn adoption_count(conn: &mut Conn) -> Result<u64> {
    let count: i64 = of_public_models!().count().get_result(conn)?;
    Ok(number(count))
}

/// Adoptions of public models, models taken up, and units that took one up.
pub fn spread_counts(conn: &mut Conn) -> Result<(u64, u64, u64)> {
    let (sources, takers): (i64, i64) = (
        of_public_models!()
            .select(count(adoptions::source_model_id).aggregate_distinct())
            .get_result(conn)?,
        of_public_models!()
            .select(count(adoptions::unit_id).aggregate_distinct())
            .get_result(conn)?,
    );
    Ok((adoption_count(conn)?, number(sources), number(takers)))
}

/// The adopters' own models that are public as those that they took up are, by the code of their province of today: the
/// most first, as many in Vietnamese order of the provinces.
pub fn spread_provinces(conn: &mut Conn) -> Result<Vec<(String, u64)>> {
    let own = diesel::alias!(models as own_models);
    let code = own.field(models::province_code);
    let rows: Vec<(Option<String>, i64)> = of_public_models!()
        .inner_join(own.on(own.field(models::id).eq(adoptions::model_id)))
        .filter(own.field(models::is_public).eq(true))
        .filter(code.is_not_null())
        .group_by(code)
        .select((code, count_star()))
        .load(conn)?;
    let mut counts: Vec<(String, u64)> = rows
        .into_iter()
        .filter_map(|(code, count)| Some((code?, number(count))))
        .collect();
    counts.sort_by_cached_key(|(code, count)| {
        let name = province_name(code).unwrap_or(code);
        (Reverse(*count), collation_key(name))
    });
    Ok(counts)
}

/// The codes of the public model that one was derived from, and of the public models derived from it.
pub fn neighbours(conn: &mut Conn, id: &ModelId) -> Result<(Option<String>, Vec<String>)> {
    let above = adoptions::table
        .inner_join(models::table.on(models::id.eq(adoptions::source_model_id)))
        .filter(adoptions::model_id.eq(id))
        .filter(models::is_public.eq(true))
        .select(models::code)
        .first(conn)
        .optional()?;
    let below = adoptions::table
        .inner_join(models::table.on(models::id.eq(adoptions::model_id)))
        .filter(adoptions::source_model_id.eq(id))
        .filter(models::is_public.eq(true))
        .order(models::code)
        .select(models::code)
        .load(conn)?;
    Ok((above, below))
}
