//! The campaigns of the demonstration, one judged by conditions and one by points, and the councils that judge in them.

use super::bodies::{Bodies, FOR_TRYING, Ground};
use super::cast::Cast;
use super::story::Story;
use crate::access::{Actor, SeatRole};
use crate::app::App;
use crate::campaigns::model::RawCalendar;
use crate::campaigns::usecases::{OpenCampaign, open};
use crate::campaigns::{self, Campaign, StoredSet, criteria};
use crate::councils::usecases::{FillSeat, fill_seat};
use crate::error::{AppError, Result};
use crate::models::words::{RecognitionLevel, Sector};
use crate::rules::{consultation, council};
use chrono::{Datelike, Days};

/// What Quảng Ngãi asks of a model, met or not met.
const CONDITIONS: &str = "qngai-dvk";
/// A table of points. None for models of the movement was found (`domain.md` 11), and none is made up: this one is of
/// another field, and says so wherever it is used.
const POINTS: &str = "hcm-5155-2025";

/// What is said of every campaign here.
const ABOUT: &str = "Dữ liệu trình diễn: tên đơn vị đặt theo địa danh có thật, nội dung các hồ sơ phỏng theo tư liệu báo chí có ghi nguồn; \
                     việc đăng ký, chấm điểm và công nhận ở đây không có thật.";

/// Opens both campaigns as the standing agency does, and fills the councils' seats. The first asks no one but the council,
/// the second also the public.
pub(super) async fn open_both(
    app: &App,
    story: &Story,
    cast: &Cast,
    bodies: &Bodies,
) -> Result<[Campaign; 2]> {
    let [by_conditions, by_points] = bodies;
    let agency = cast.agency.actor(app)?;
    let set = set(app, CONDITIONS).await?;
    let basis = format!(
        "Đợt thi đua trình diễn, không có văn bản phát động. Tiêu chí: {} ({}).",
        set.set.name, set.set.issuer
    );
    let first = form(story, by_conditions, &set, basis, 0);
    let first = open(app, agency.clone(), first).await?;
    fill_seats(app, cast, &agency, &first).await?;
    let set = self::set(app, POINTS).await?;
    let basis = format!(
        "Đợt thi đua trình diễn, không có văn bản phát động. Bộ tiêu chí mẫu, chỉ để thử cách chấm bằng điểm: {} ({}, {}). \
         Chưa tìm thấy thang điểm nào được ban hành cho mô hình “Dân vận khéo”.",
        set.set.name, set.set.document, set.set.issuer
    );
    let days = consultation::LENGTHS[0].value.working_days;
    let second = form(story, by_points, &set, basis, days);
    let second = open(app, agency.clone(), second).await?;
    fill_seats(app, cast, &agency, &second).await?;
    Ok([first, second])
}

async fn set(app: &App, id: &'static str) -> Result<StoredSet> {
    let sets = app.db.read(campaigns::list_criteria).await?;
    let usable = sets.into_iter().find(|stored| {
        stored.set.id == id && criteria::usability(&stored.set) == criteria::Usability::Scorable
    });
    usable.ok_or_else(|| AppError::internal("choosing the criteria of the demonstration", id))
}

/// What the standing agency types: a campaign that has been taking nominations for two months and goes on.
fn form(
    story: &Story,
    ground: &Ground,
    set: &StoredSet,
    legal_basis: String,
    consultation_days: u32,
) -> OpenCampaign {
    let today = story.today();
    let in_days = |days: u64| (today + Days::new(days)).to_string();
    let place = ground
        .host
        .name
        .rsplit_once('”')
        .map_or("", |(_, place)| place);
    let place = place.trim().trim_end_matches(FOR_TRYING).trim();
    let sectors = Sector::ALL.iter().map(|sector| sector.as_str().to_owned());
    OpenCampaign {
        name: format!(
            "Phong trào thi đua “Dân vận khéo” {place} năm {} {FOR_TRYING}",
            today.year()
        ),
        host_unit_id: ground.host.id.to_string(),
        level: RecognitionLevel::Province.as_str().to_owned(),
        sectors: sectors.collect(),
        legal_basis,
        description: ABOUT.to_owned(),
        calendar: RawCalendar {
            opens_on: (today - Days::new(60)).to_string(),
            submissions_until: in_days(20),
            screening_until: in_days(30),
            scoring_until: in_days(50),
            closes_on: in_days(90),
            consultation_days: consultation_days.to_string(),
        },
        quorum: council::quorum(today).value.to_string(),
        criteria_set_id: set.id.to_string(),
        council_id: String::new(),
        council_name: format!(
            "Hội đồng xét, công nhận mô hình “Dân vận khéo” {place} {FOR_TRYING}"
        ),
    }
}

async fn fill_seats(app: &App, cast: &Cast, agency: &Actor, campaign: &Campaign) -> Result<()> {
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
            ..FillSeat::default()
        };
        fill_seat(app, agency.clone(), campaign.council_id.clone(), seat).await?;
    }
    Ok(())
}
