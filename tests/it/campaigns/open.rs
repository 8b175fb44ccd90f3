//! Opening a campaign, filling its council, holding it.

use crate::councils::line::{CONDITIONS, Line, SEEN};
use crate::support::prelude::*;
use danvankheo::access::Role;
use danvankheo::campaigns::list_criteria;
use danvankheo::db::schema::{campaigns, units};
use diesel::prelude::*;

const NOTHING: [(&str, &str); 0] = [];

fn fields<'f>(host: &'f str, criteria: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("name", "Thi đua Dân vận khéo cấp xã năm 2026"),
        ("host_unit_id", host),
        ("level", "commune"),
        ("sectors", "economy"),
        ("sectors", "political_system"),
        ("legal_basis", "Kế hoạch 05-KH/ĐU"),
        ("opens_on", "2026-11-20"),
        ("submissions_until", "2026-11-30"),
        ("scoring_until", "2026-12-10"),
        ("closes_on", "2026-12-20"),
        ("consultation_days", "5"),
        ("quorum", "2/3"),
        ("criteria_set_id", criteria),
        (
            "council_name",
            "Hội đồng xét mô hình Dân vận khéo xã Vạn Linh",
        ),
    ]
}

#[apply(both_backends!)]
async fn an_administrator_finds_whatever_unit_by_its_name_and_opens_a_campaign(t: TestApp) {
    Line::submitted(&t).await;
    let (here, there) = (t.unit("Xã Đèo Gia").await, t.unit("Xã Tân Sơn").await);
    let areas = [here.id.clone(), there.id.clone()];
    t.write(move |conn| {
        diesel::update(units::table.filter(units::id.eq_any(areas)))
            .set(units::kind.eq("territory"))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let named = "Đảng ủy xã Hai Nơi";
    let unit = t.unit_at(named, "grassroots", Some(&here)).await;
    let other = t.unit_at(named, "grassroots", Some(&there)).await;
    let sets = t.read(list_criteria).await;
    let usable = sets.iter().find(|stored| stored.set.id == CONDITIONS);
    let usable = usable.unwrap().id.to_string();
    let admin = t.admin().await;
    let list = admin.get("/dot-thi-dua").await.assert_ok();
    let new = list.attribute("main a.button", "href").unwrap();
    let hosts = |form: &Answer| form.attributes("select[name='host_unit_id'] option", "value");
    let offered = hosts(&admin.get(&new).await.assert_ok());
    assert!(!offered.iter().any(|host| host == unit.id.as_str()));
    let search = format!("{new}?unit_name=dang+uy+xa+hai+noi");
    let form = admin.get(&search).await.assert_ok();
    let form = form.assert_says("Tìm thấy 2 đơn vị");
    assert_eq!(
        form.value("host_unit_id"),
        None,
        "which of both is not known"
    );
    // Of the same name, they are told apart by where they are.
    let named = form.select("select[name='host_unit_id'] option");
    assert!(
        named.contains(&String::from("Đảng ủy xã Hai Nơi, Xã Đèo Gia")),
        "{named:?}"
    );
    assert!(hosts(&form).iter().any(|host| host == other.id.as_str()));
    let one = admin.get(&format!("{new}?unit_name=xa+tan+son")).await;
    let one = one.assert_ok().assert_says("Tìm thấy 1 đơn vị");
    assert_eq!(one.value("host_unit_id").unwrap(), there.id.as_str());
    let none = admin.get(&format!("{new}?unit_name=zzzz")).await;
    none.assert_ok().assert_says("Không tìm thấy đơn vị nào");
    assert!(hosts(&form).iter().any(|host| host == unit.id.as_str()));
    let count = async || -> i64 {
        t.read(|conn| Ok(campaigns::table.count().get_result(conn)?))
            .await
    };
    let before = count().await;
    let mut typed = fields(unit.id.as_str(), &usable);
    typed.push(("unit_name", "dang uy xa hai noi"));
    typed[0].1 = "";
    // What was looked for is offered still when something else was wrong.
    let again = admin.post_form(&new, &typed).await.assert_status(422);
    assert!(hosts(&again).iter().any(|host| host == unit.id.as_str()));
    typed[0].1 = "Thi đua Dân vận khéo cấp xã năm 2026";
    let opened = admin.post_form(&new, &typed).await;
    assert_eq!(opened.status(), 303, "{}", opened.shown());
    assert_eq!(count().await, before + 1);
}

#[apply(both_backends!)]
async fn an_administrator_is_offered_the_units_that_have_a_standing_agency(t: TestApp) {
    let (unit, ended) = (
        t.unit("Đảng ủy xã Vạn Linh").await,
        t.unit("Đảng ủy xã Vạn Lịnh cũ").await,
    );
    let id = ended.id.clone();
    t.write(move |conn| {
        let last = chrono::NaiveDate::from_ymd_opt(2025, 6, 30);
        diesel::update(units::table.find(id))
            .set(units::valid_to.eq(last))
            .execute(conn)?;
        Ok(())
    })
    .await;
    t.holder_of(Role::StandingAgency, Some(&unit)).await;
    let admin = t.admin().await;
    let form = "/dot-thi-dua/moi?unit_name=van+linh";
    let form = admin.get(form).await.assert_ok();
    let offered = form.attributes("select[name='host_unit_id'] option", "value");
    let times = |id: &str| offered.iter().filter(|host| *host == id).count();
    assert_eq!(times(unit.id.as_str()), 1, "found and with an agency");
    assert_eq!(
        times(ended.id.as_str()),
        0,
        "a unit that ended hosts nothing"
    );
    let officer = t.officer_of(&unit).await;
    officer.get("/dot-thi-dua/moi").await.assert_status(403);
}

#[apply(both_backends!)]
async fn a_standing_agency_opens_a_campaign_and_seats_its_council(t: TestApp) {
    let line = Line::submitted(&t).await;
    let agency = t.holder_of(Role::StandingAgency, Some(&line.unit)).await;
    let person = t.user(None).await;
    let sets = t.read(list_criteria).await;
    let usable = sets
        .iter()
        .find(|stored| stored.set.id == CONDITIONS)
        .unwrap()
        .id
        .to_string();
    let list_only = sets
        .iter()
        .find(|stored| stored.set.id == "thanhkhe-249-2026")
        .unwrap()
        .id
        .to_string();
    agency
        .get("/dot-thi-dua/moi")
        .await
        .assert_ok()
        .assert_says("chưa dùng để chấm được");
    let wrong = agency
        .post_form(
            "/dot-thi-dua/moi",
            &fields(line.unit.id.as_str(), &list_only),
        )
        .await
        .assert_status(422);
    assert!(wrong.field_error("criteria_set_id").is_some());
    assert_eq!(
        wrong.value("legal_basis").as_deref(),
        Some("Kế hoạch 05-KH/ĐU")
    );
    let mut early = fields(line.unit.id.as_str(), &usable);
    early[7].1 = "2026-11-19";
    let wrong = agency
        .post_form("/dot-thi-dua/moi", &early)
        .await
        .assert_status(422);
    assert!(wrong.field_error("submissions_until").is_some());
    // A bare number may be a share or a count, and four thirds are no share.
    for no_share in ["80", "4/3", ""] {
        let mut typed = fields(line.unit.id.as_str(), &usable);
        typed[11].1 = no_share;
        let wrong = agency
            .post_form("/dot-thi-dua/moi", &typed)
            .await
            .assert_status(422);
        assert!(wrong.field_error("quorum").is_some(), "{no_share}");
    }
    // Six working days up to Sunday, 20 December begin on the last day of scoring: none is left for the council.
    let mut long = fields(line.unit.id.as_str(), &usable);
    long[10].1 = "6";
    let wrong = agency
        .post_form("/dot-thi-dua/moi", &long)
        .await
        .assert_status(422);
    assert!(wrong.field_error("consultation_days").is_some());
    agency
        .post_form("/dot-thi-dua/moi", &fields(line.unit.id.as_str(), &usable))
        .await
        .assert_redirect_to("/dot-thi-dua/DT-2026-02/hoi-dong");
    let seat = [("username", person.username.as_str()), ("role", "chair")];
    let at = "/dot-thi-dua/DT-2026-02/hoi-dong";
    agency.post_form(at, &seat).await.assert_redirect_to(at);
    agency.post_form(at, &seat).await.assert_status(422);
    agency
        .get(at)
        .await
        .assert_ok()
        .assert_says(&person.full_name);
    t.client_of(&person)
        .await
        .get("/hoi-dong")
        .await
        .assert_ok()
        .assert_says("DT-2026-02");
    agency
        .get("/dot-thi-dua/DT-2026-02")
        .await
        .assert_ok()
        .assert_says("Lấy ý kiến công khai");
}

#[apply(both_backends!)]
async fn nobody_opens_a_campaign_for_a_unit_not_theirs(t: TestApp) {
    let line = Line::submitted(&t).await;
    let elsewhere = t.unit("Đảng ủy xã Khác").await;
    let agency = t.holder_of(Role::StandingAgency, Some(&elsewhere)).await;
    let sets = t.read(list_criteria).await;
    let usable = sets
        .iter()
        .find(|stored| stored.set.id == CONDITIONS)
        .unwrap()
        .id
        .to_string();
    agency
        .post_form("/dot-thi-dua/moi", &fields(line.unit.id.as_str(), &usable))
        .await
        .assert_code("forbidden");
    line.members[0]
        .get("/dot-thi-dua/moi")
        .await
        .assert_code("forbidden");
    let at = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
    agency.get(&at).await.assert_code("forbidden");
    agency
        .post_form(&at, &[("username", "x"), ("role", "member")])
        .await
        .assert_code("forbidden");
}

#[apply(both_backends!)]
async fn a_held_campaign_stands_still_until_it_goes_on(t: TestApp) {
    let line = Line::submitted(&t).await;
    let at = format!("/dot-thi-dua/{}", line.campaign);
    line.members[0]
        .post_form(&format!("{at}/tam-dung"), &[("reason", "x")])
        .await
        .assert_code("forbidden");
    let empty = line
        .chair
        .post_form(&format!("{at}/tam-dung"), &[("reason", "")])
        .await
        .assert_status(422);
    assert!(empty.field_error("reason").is_some());
    let reason = [("reason", "Chờ hướng dẫn mới của cấp trên.")];
    line.chair
        .post_form(&format!("{at}/tam-dung"), &reason)
        .await
        .assert_redirect_to(&at);
    line.secretary
        .get(&at)
        .await
        .assert_says("Chờ hướng dẫn mới của cấp trên.");
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &SEEN)
        .await
        .assert_code("campaign.held");
    line.chair
        .post_form(&format!("{at}/tiep-tuc"), &NOTHING)
        .await
        .assert_redirect_to(&at);
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &SEEN)
        .await
        .assert_redirect_to(&line.at(""));
}

#[apply(both_backends!)]
async fn what_is_not_held_cannot_go_on(t: TestApp) {
    let line = Line::submitted(&t).await;
    let at = format!("/dot-thi-dua/{}", line.campaign);
    line.chair
        .post_form(&format!("{at}/tiep-tuc"), &NOTHING)
        .await
        .assert_status(409)
        .assert_code("campaign.not_held");
    let hold = format!("{at}/tam-dung");
    let reason = [("reason", "Chờ hướng dẫn mới của cấp trên.")];
    line.chair
        .post_form(&hold, &reason)
        .await
        .assert_redirect_to(&at);
    line.chair
        .post_form(&hold, &reason)
        .await
        .assert_status(409)
        .assert_code("campaign.held");
}

#[apply(both_backends!)]
async fn before_a_campaign_begins_its_council_takes_no_step(t: TestApp) {
    let line = Line::submitted(&t).await;
    let code = line.campaign.clone();
    let tomorrow = t.clock().today().succ_opt().unwrap();
    t.write(move |conn| {
        diesel::update(campaigns::table.filter(campaigns::code.eq(code)))
            .set(campaigns::opens_on.eq(tomorrow))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let accept = line.at("/tiep-nhan");
    line.secretary
        .post_form(&accept, &SEEN)
        .await
        .assert_status(409)
        .assert_code("campaign.not_begun");
    t.clock().advance(chrono::Duration::days(1));
    // The session of the day before has ended.
    let secretary = t
        .sitter_in(&line.council, danvankheo::access::SeatRole::Secretary)
        .await;
    secretary
        .post_form(&accept, &SEEN)
        .await
        .assert_redirect_to(&line.at(""));
}
