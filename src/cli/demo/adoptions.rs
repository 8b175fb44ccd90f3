//! Takes models up as officers do: from the catalogue and from one another, across sectors.

use super::bodies::{FOR_TRYING, Ground};
use super::cast::Cast;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::models;
use crate::replication::usecases::{Adopt, End, adopt, end};

/// The body by its place, the record taken up, what is kept and what is adapted, and whether it was brought to its end.
const ADOPTIONS: [(usize, &str, &str, &str, bool); 4] = [
    (
        0,
        "n001",
        "Bàn công khai phương án với từng hộ trước khi làm.",
        "Áp dụng cho nạo vét kênh nội đồng thay cho mở đường.",
        false,
    ),
    (
        2,
        "n003",
        "Hiệu lệnh chung báo cho cả tổ khi có việc.",
        "Dùng loa và nhóm tin nhắn của ấp, vì nhà dân cách xa nhau.",
        true,
    ),
    (
        3,
        "s188",
        "Tổ nhóm tự quản, ghi sổ công khai hằng tháng.",
        "Từ kinh tế sang học tập: phụ huynh góp công làm góc đọc sách.",
        false,
    ),
    (
        5,
        "n131",
        "Hộp thư góp ý và lịch trả lời cố định.",
        "Đặt tại nhà văn hóa ấp, trả lời trong buổi sinh hoạt hằng tháng.",
        false,
    ),
];

/// Takes them up.
pub(super) async fn take_up(app: &App, cast: &Cast, ground: &Ground) -> Result<()> {
    for (place, record, kept, adapted, completed) in ADOPTIONS {
        let body = &ground.grassroots[place];
        let officer = cast.officers[place % 2].actor(app)?;
        let source = app
            .db
            .read(move |conn| models::find_by_external_id(conn, record))
            .await?
            .ok_or_else(|| AppError::internal("finding a record of the catalogue", record))?;
        let command = Adopt {
            source_slug: source.slug.clone(),
            unit_id: body.unit.id.clone(),
            title: format!("Làm theo “{}” {FOR_TRYING}", source.title),
            kept: kept.to_owned(),
            adapted: adapted.to_owned(),
            helped_by: String::new(),
            started_on: app.clock.today(),
        };
        let adopted = adopt(app, officer.clone(), command).await?;
        if completed {
            end(app, officer, adopted.adoption.to_string(), End::Completed).await?;
        }
    }
    Ok(())
}
