//! What stands beside a batch of models on cards and pages: recognitions, adoptions and photos.

use crate::db::Conn;
use crate::db::schema::{attachments, renditions};
use crate::error::Result;
use crate::ids::ModelId;
use crate::models::photos_withheld;
use crate::models::words::RecognitionLevel;
use crate::showcase::views::{Photo, PhotoSize};
use crate::web::paths;
use crate::{recognition, replication};
use chrono::NaiveDate;
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
            recognised: recognition::highest_levels(conn, ids)?,
            adoptions: replication::adoption_counts(conn, ids)?,
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
