//! What stands beside a batch of models on cards and pages: recognitions, adoptions and photos.

use crate::db::Conn;
use crate::db::schema::{adoptions, attachments, recognitions, renditions};
use crate::error::Result;
use crate::ids::ModelId;
use crate::models::photos_withheld;
use crate::models::words::RecognitionLevel;
use crate::showcase::views::{Photo, PhotoSize};
use crate::web::paths;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// What stands beside some models.
#[derive(Default)]
pub struct Beside {
    recognised: HashMap<ModelId, RecognitionLevel>,
    adoptions: HashMap<ModelId, u64>,
    photos: HashMap<ModelId, Vec<Photo>>,
}

/// Widest photo that stands in `src`; larger ones are among the sizes.
const PLAIN_WIDTH: i32 = 960;

impl Beside {
    /// Reads it for these models, with the first photo of each.
    pub fn of(conn: &mut Conn, ids: &[ModelId]) -> Result<Self> {
        Ok(Self {
            recognised: recognised(conn, ids)?,
            adoptions: adoption_counts(conn, ids)?,
            photos: photos(conn, ids)?,
        })
    }

    /// The highest level at which the model stands recognised.
    pub fn recognised(&self, id: &ModelId) -> Option<RecognitionLevel> {
        self.recognised.get(id).copied()
    }

    /// How many units took it up.
    pub fn adoptions(&self, id: &ModelId) -> u64 {
        self.adoptions.get(id).copied().unwrap_or(0)
    }

    /// Its photos, in order.
    pub fn photos(&self, id: &ModelId) -> &[Photo] {
        self.photos.get(id).map_or(&[], Vec::as_slice)
    }
}

fn recognised(conn: &mut Conn, ids: &[ModelId]) -> Result<HashMap<ModelId, RecognitionLevel>> {
    let rows: Vec<(ModelId, String)> = recognitions::table
        .filter(recognitions::model_id.eq_any(ids))
        .filter(recognitions::ended_at.is_null())
        .select((recognitions::model_id, recognitions::level))
        .load(conn)?;
    let mut highest: HashMap<ModelId, RecognitionLevel> = HashMap::new();
    for (id, level) in rows {
        let level: RecognitionLevel = level.parse()?;
        highest
            .entry(id)
            .and_modify(|known| *known = level.max(*known))
            .or_insert(level);
    }
    Ok(highest)
}

fn adoption_counts(conn: &mut Conn, ids: &[ModelId]) -> Result<HashMap<ModelId, u64>> {
    let rows: Vec<(ModelId, i64)> = adoptions::table
        .filter(adoptions::source_model_id.eq_any(ids))
        .group_by(adoptions::source_model_id)
        .select((adoptions::source_model_id, count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, count)| (id, u64::try_from(count).unwrap_or(0)))
        .collect())
}

#[derive(Queryable)]
struct PhotoRow {
    model_id: ModelId,
    file: String,
    caption: String,
    taken_on: Option<NaiveDate>,
    position: i32,
    width: i32,
    height: i32,
    rendition: String,
}

fn photos(conn: &mut Conn, ids: &[ModelId]) -> Result<HashMap<ModelId, Vec<Photo>>> {
    let rows: Vec<PhotoRow> = attachments::table
        .inner_join(renditions::table.on(renditions::file_sha256.eq(attachments::file_sha256)))
        .filter(attachments::model_id.eq_any(ids))
        .filter(attachments::role.eq("photo"))
        .filter(attachments::ended_at.is_null())
        .order((
            attachments::model_id,
            attachments::position,
            attachments::id,
            renditions::width_px,
        ))
        .select((
            attachments::model_id,
            attachments::file_sha256,
            attachments::caption,
            attachments::taken_on,
            attachments::position,
            renditions::width_px,
            renditions::height_px,
            renditions::sha256,
        ))
        .load(conn)?;
    let mut sizes: BTreeMap<(ModelId, i32, String), Vec<PhotoRow>> = BTreeMap::new();
    let mut shown: Vec<ModelId> = rows.iter().map(|row| row.model_id.clone()).collect();
    shown.dedup();
    let withheld = photos_withheld(conn, &shown)?;
    for row in rows {
        if withheld.contains(&row.model_id) {
            continue;
        }
        sizes
            .entry((row.model_id.clone(), row.position, row.file.clone()))
            .or_default()
            .push(row);
    }
    let mut photos: HashMap<ModelId, Vec<Photo>> = HashMap::new();
    for ((id, ..), sizes) in sizes {
        photos.entry(id).or_default().extend(photo(&sizes));
    }
    Ok(photos)
}

/// A photo from its sizes, narrowest first.
fn photo(sizes: &[PhotoRow]) -> Option<Photo> {
    let width = |row: &PhotoRow| u32::try_from(row.width).ok();
    let plain = sizes
        .iter()
        .rev()
        .find(|row| row.width <= PLAIN_WIDTH)
        .or(sizes.first())?;
    let all = sizes.iter().filter_map(|row| {
        Some(PhotoSize {
            href: paths::rendition(&row.rendition),
            width: width(row)?,
        })
    });
    let caption = match (plain.caption.is_empty(), plain.taken_on) {
        (true, None) => None,
        (true, Some(day)) => Some(format!("Ảnh chụp ngày {}", day.format("%d/%m/%Y"))),
        (false, None) => Some(plain.caption.clone()),
        (false, Some(day)) => Some(format!(
            "{} (ảnh chụp ngày {})",
            plain.caption,
            day.format("%d/%m/%Y")
        )),
    };
    Some(Photo {
        src: paths::rendition(&plain.rendition),
        sizes: if sizes.len() > 1 {
            all.collect()
        } else {
            Vec::new()
        },
        width: width(plain)?,
        height: u32::try_from(plain.height).ok()?,
        // The caption below says what is seen.
        alt: if caption.is_some() {
            String::new()
        } else {
            String::from("Ảnh của mô hình")
        },
        caption,
    })
}
