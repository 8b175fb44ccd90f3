//! The campaign of the demonstration and the council that judges in it.

use super::bodies::{Bodies, FOR_TRYING};
use super::cast::Cast;
use crate::access::{Role, SeatRole};
use crate::app::App;
use crate::campaigns::model::RawCalendar;
use crate::campaigns::usecases::{OpenCampaign, open as open_campaign};
use crate::campaigns::{self, Campaign, criteria};
use crate::councils::usecases::{FillSeat, fill_seat};
use crate::error::{AppError, Result};
use crate::models::words::{RecognitionLevel, Sector};
use crate::rules::council;
use chrono::{Datelike, Days};

/// The set the campaign judges by: what Quảng Ngãi asks of a model, met or not met. No published table of points for a
/// model was found (`domain.md` 11), and none is made up.
const CRITERIA_SET: &str = "qngai-dvk";

/// Opens the campaign as the standing agency does, and fills the council's seats.
pub(super) async fn open(app: &App, cast: &Cast, bodies: &Bodies) -> Result<Campaign> {
    let agency = cast.agency.actor(app)?;
    debug_assert!(
        agency
            .person()
            .is_some_and(|person| person.holds(Role::StandingAgency, &bodies.host.id))
    );
    let set = app
        .db
        .read(campaigns::list_criteria)
        .await?
        .into_iter()
        .find(|stored| {
            stored.set.id == CRITERIA_SET
                && criteria::usability(&stored.set) == criteria::Usability::Scorable
        })
        .ok_or_else(|| {
            AppError::internal("choosing the criteria of the demonstration", CRITERIA_SET)
        })?;
    let today = app.clock.today();
    let day = |days: u64| {
        today
            .checked_add_days(Days::new(days))
            .unwrap_or(today)
            .to_string()
    };
    let typed = OpenCampaign {
        name: format!("Phong trào thi đua “Dân vận khéo” năm {} {FOR_TRYING}", today.year()),
        host_unit_id: bodies.host.id.to_string(),
        level: RecognitionLevel::Province.as_str().to_owned(),
        sectors: Sector::ALL.iter().map(|sector| sector.as_str().to_owned()).collect(),
        legal_basis: format!("Đợt thi đua trình diễn, không có văn bản phát động. Tiêu chí: {} ({}).", set.set.name, set.set.issuer),
        description: "Dữ liệu trình diễn: tên đơn vị đặt theo địa danh có thật, nội dung các hồ sơ phỏng theo tư liệu báo chí \
                      có ghi nguồn; việc đăng ký, chấm điểm và công nhận ở đây không có thật."
            .to_owned(),
        calendar: RawCalendar {
            opens_on: today.to_string(),
            submissions_until: day(30),
            screening_until: day(40),
            scoring_until: day(60),
            closes_on: day(75),
            consultation_days: "0".to_owned(),
        },
        quorum: council::quorum(today).value.to_string(),
        criteria_set_id: set.id.to_string(),
        council_id: String::new(),
        council_name: format!("Hội đồng xét, công nhận mô hình “Dân vận khéo” {FOR_TRYING}"),
    };
    let campaign = open_campaign(app, agency.clone(), typed).await?;
    let seats = [
        (&cast.chair, SeatRole::Chair),
        (&cast.secretary, SeatRole::Secretary),
        (&cast.members[0], SeatRole::Member),
        (&cast.members[1], SeatRole::Member),
        (&cast.members[2], SeatRole::Member),
    ];
    for (player, role) in seats {
        let seat = FillSeat {
            username: player.username.to_owned(),
            role: role.as_str().to_owned(),
        };
        fill_seat(app, agency.clone(), campaign.council_id.clone(), seat).await?;
    }
    Ok(campaign)
}
