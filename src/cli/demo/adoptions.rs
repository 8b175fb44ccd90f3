//! Takes models up as officers do: from the catalogue and from one another, across sectors.

use super::bodies::{FOR_TRYING, Ground};
use super::cast::Cast;
use super::registration::change_sector;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::models;
use crate::models::words::Sector;
use crate::replication::usecases::{Adopt, End, adopt, end};

/// What an officer takes up.
struct TakenUp {
    /// The body, by its place.
    place: usize,
    /// The record of the catalogue.
    record: &'static str,
    kept: &'static str,
    adapted: &'static str,
    /// Where the work of the body lies, if not where that of the source does.
    sector: Option<Sector>,
    /// Whether it was brought to its end.
    completed: bool,
}

const ADOPTIONS: [TakenUp; 4] = [
    TakenUp {
        place: 0,
        record: "n001",
        kept: "Bàn công khai phương án với từng hộ trước khi làm.",
        adapted: "Áp dụng cho nạo vét kênh nội đồng thay cho mở đường.",
        sector: None,
        completed: false,
    },
    TakenUp {
        place: 2,
        record: "n003",
        kept: "Hiệu lệnh chung báo cho cả tổ khi có việc.",
        adapted: "Dùng loa và nhóm tin nhắn của ấp, vì nhà dân cách xa nhau.",
        sector: None,
        completed: true,
    },
    TakenUp {
        place: 3,
        record: "s188",
        kept: "Tổ nhóm tự quản, ghi sổ công khai hằng tháng.",
        adapted: "Từ kinh tế sang học tập: phụ huynh góp công làm góc đọc sách.",
        sector: Some(Sector::CultureSociety),
        completed: false,
    },
    TakenUp {
        place: 5,
        record: "n131",
        kept: "Hộp thư góp ý và lịch trả lời cố định.",
        adapted: "Đặt tại nhà văn hóa ấp, trả lời trong buổi sinh hoạt hằng tháng.",
        sector: None,
        completed: false,
    },
];

/// Takes them up.
pub(super) async fn take_up(app: &App, cast: &Cast, ground: &Ground) -> Result<()> {
    for taken_up in ADOPTIONS {
        let record = taken_up.record;
        let body = &ground.grassroots[taken_up.place];
        let officer = cast.officers[taken_up.place % 2].actor(app)?;
        let source = app
            .db
            .read(move |conn| models::find_by_external_id(conn, record))
            .await?
            .ok_or_else(|| AppError::internal("finding a record of the catalogue", record))?;
        let command = Adopt {
            source_slug: source.slug.clone(),
            unit_id: body.unit.id.clone(),
            title: format!("Làm theo “{}” {FOR_TRYING}", source.title),
            kept: taken_up.kept.to_owned(),
            adapted: taken_up.adapted.to_owned(),
            helped_by: String::new(),
            started_on: app.clock.today(),
        };
        let adopted = adopt(app, officer.clone(), command).await?;
        if let Some(sector) = taken_up.sector {
            change_sector(app, &officer, adopted.model.as_str(), sector).await?;
        }
        if taken_up.completed {
            end(app, officer, adopted.adoption.to_string(), End::Completed).await?;
        }
    }
    Ok(())
}
