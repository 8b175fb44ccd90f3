//! A campaign with a council and a nomination that was sent: where the council's side begins.

use crate::models::whole_story;
use crate::support::Council;
use crate::support::prelude::*;
use danvankheo::access::{Actor, Role, SeatRole};
use danvankheo::campaigns::model::RawCalendar;
use danvankheo::campaigns::usecases::{OpenCampaign, open};
use danvankheo::campaigns::{criteria, list_criteria, load_criteria};
use danvankheo::db::sql;
use danvankheo::ids::{Code, CouncilId, ModelId, NominationId};
use danvankheo::models::model::{ModelState, Origin};
use danvankheo::models::story::Story;
use danvankheo::models::words::{Label, Sector, Subject};
use danvankheo::models::{self, Model};
use danvankheo::nominations::{self, Nomination, model::NominationState};
use danvankheo::units::model::UnitKind;

/// The pass/fail set of Quảng Ngãi: nine conditions.
pub const CONDITIONS: &str = "qngai-dvk";
/// The points set of Hồ Chí Minh City.
pub const POINTS: &str = "hcm-5155-2025";

/// What the secretary's forms send back: the version in which a line's nomination is sent.
pub const SEEN: [(&str, &str); 1] = [("version", "1")];

/// Everyone around one nomination.
pub struct Line {
    /// The campaign's code.
    pub campaign: String,
    /// The nomination's code.
    pub code: String,
    /// The model.
    pub model: ModelId,
    /// The unit that sent it.
    pub unit: Unit,
    /// The unit that holds the campaign.
    pub host: Unit,
    /// Its council.
    pub council: Council,
    /// Its secretary.
    pub secretary: Client,
    /// Its chair.
    pub chair: Client,
    /// Two members without conflict.
    pub members: Vec<Client>,
    /// A member who works for the unit that sent the nomination.
    pub conflicted: Client,
    /// A signer of the host unit.
    pub signer: Client,
    /// Another signer of the host unit.
    pub other_signer: Client,
    /// How many criteria are judged.
    pub leaves: usize,
}

impl Line {
    /// A submitted nomination about a model, judged by conditions.
    pub async fn submitted(t: &TestApp) -> Self {
        Self::with(t, CONDITIONS, Subject::Model, NominationState::Submitted).await
    }

    /// A nomination that is being scored.
    pub async fn in_scoring(t: &TestApp, set: &'static str) -> Self {
        Self::with(t, set, Subject::Model, NominationState::InScoring).await
    }

    /// A nomination in a state.
    pub async fn with(
        t: &TestApp,
        set: &'static str,
        subject: Subject,
        state: NominationState,
    ) -> Self {
        let host = t
            .unit_at("Ban Tuyên giáo và Dân vận Tỉnh ủy", "province", None)
            .await;
        let unit = t.unit("Đảng ủy xã Vạn Linh").await;
        let council = t.council(&host).await;
        let secretary = t.sitter_in(&council, SeatRole::Secretary).await;
        let chair = t.sitter_in(&council, SeatRole::Chair).await;
        let members = vec![
            t.sitter_in(&council, SeatRole::Member).await,
            t.sitter_in(&council, SeatRole::Member).await,
        ];
        let insider = t.user(Some((Role::Leader, Some(&unit)))).await;
        t.seat(&council, &insider, SeatRole::Member).await;
        let conflicted = t.client_of(&insider).await;
        let officer = t.user(Some((Role::Officer, Some(&unit)))).await;
        let (db, clock) = (t.app.db.clone(), t.clock().clone());
        let loaded = tokio::task::spawn_blocking(move || {
            load_criteria(&db, &clock, &Actor::System, criteria::SHIPPED)
        });
        loaded.await.unwrap().unwrap();
        let chosen = t
            .read(move |conn| {
                Ok(list_criteria(conn)?
                    .into_iter()
                    .find(|stored| stored.set.id == set))
            })
            .await
            .unwrap();
        let typed = typed_campaign(host.id.as_str(), chosen.id.as_str(), council.id.as_str());
        let campaign = open(&t.app, Actor::System, typed).await.unwrap();
        let model = a_model(t, &unit, subject).await;
        let code = a_nomination(t, &campaign, &model, &unit, &officer.id, state).await;
        Self {
            campaign: campaign.code,
            code,
            model: model.id,
            signer: t.holder_of(Role::Signer, Some(&host)).await,
            other_signer: t.holder_of(Role::Signer, Some(&host)).await,
            leaves: chosen.set.scorable_leaves().count(),
            unit,
            host,
            council,
            secretary,
            chair,
            members,
            conflicted,
        }
    }

    /// The council's page of the nomination, or what is below it.
    pub fn at(&self, below: &str) -> String {
        format!("/hoi-dong/ho-so/{}{below}", self.code)
    }

    /// The model as it stands now.
    pub async fn model(&self, t: &TestApp) -> Model {
        let id = self.model.clone();
        t.read(move |conn| models::get(conn, &id)).await
    }

    /// The fields of a whole sheet: `value` on every criterion.
    pub fn whole_sheet(&self, value: &str, action: &str) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = (1..=self.leaves)
            .map(|number| (format!("score-{number}"), value.to_owned()))
            .collect();
        fields.push((String::from("action"), action.to_owned()));
        fields.push((String::from("version"), String::from("0")));
        fields
    }

    /// A member hands in a sheet with one value everywhere.
    pub async fn hand_in(&self, member: &Client, value: &str) -> Answer {
        let fields = self.whole_sheet(value, "submit");
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        member.post_form(&self.at("/phieu-cham"), &fields).await
    }

    /// Everyone without conflict, and whoever else judges, hands in a sheet that says yes; the chair closes the scoring.
    pub async fn judged(&self, others: &[&Client]) {
        let all = self.members.iter().chain([&self.chair]);
        for judge in all.chain(others.iter().copied()) {
            self.hand_in(judge, "dat")
                .await
                .assert_redirect_to("/hoi-dong");
        }
        let none: [(&str, &str); 0] = [];
        self.chair
            .post_form(&self.at("/khoa-cham"), &none)
            .await
            .assert_redirect_to(&self.at("/tong-hop"));
    }

    /// Everyone without conflict hands in, the chair closes and records that the council advises to recognise.
    pub async fn advised(&self) {
        self.judged(&[]).await;
        self.records_advice().await;
    }

    /// The chair records, after the closing, that the council advises to recognise.
    pub async fn records_advice(&self) {
        let result = [
            ("recommendation", "recognise"),
            ("summary", "Mô hình thiết thực, có thể nhân rộng."),
        ];
        self.chair
            .post_form(&self.at("/ket-qua"), &result)
            .await
            .assert_redirect_to(&self.at(""));
    }
}

/// A campaign that is open on the day of the tests.
pub fn typed_campaign(host: &str, criteria: &str, council: &str) -> OpenCampaign {
    OpenCampaign {
        name: String::from("Thi đua Dân vận khéo năm 2026"),
        host_unit_id: host.to_owned(),
        level: String::from("province"),
        sectors: vec![String::from("economy"), String::from("culture_society")],
        legal_basis: String::from("Kế hoạch 12-KH/BTGDVTU ngày 10/01/2026"),
        description: String::new(),
        calendar: RawCalendar {
            opens_on: String::from("2026-11-01"),
            submissions_until: String::from("2026-11-30"),
            screening_until: String::new(),
            scoring_until: String::from("2026-12-10"),
            closes_on: String::from("2026-12-20"),
            consultation_days: String::from("0"),
        },
        quorum: String::from("2/3"),
        criteria_set_id: criteria.to_owned(),
        council_id: council.to_owned(),
        council_name: String::new(),
    }
}

async fn a_model(t: &TestApp, unit: &Unit, subject: Subject) -> Model {
    let number = t.write(|conn| sql::next_number(conn, "MH-2026")).await;
    let model = Model {
        id: ModelId::new(),
        code: Code::numbered("MH", 2026, number, 4),
        slug: String::from("ngay-thu-bay-vi-dan"),
        external_id: None,
        title: String::from("Ngày thứ Bảy vì dân"),
        origin: Origin::Registered,
        label: Label::DanVanKheo,
        state: ModelState::Registered,
        unit_id: Some(unit.id.clone()),
        unit_name: unit.name.clone(),
        unit_kind: UnitKind::Party,
        subject,
        sector: Sector::CultureSociety,
        place_unit_id: None,
        province_name: String::from("Lạng Sơn"),
        district_name: None,
        commune_name: Some(String::from("Xã Vạn Linh")),
        province_code: None,
        year: Some(2025),
        year_recognised: None,
        level: None,
        story: Story {
            problem: String::from("Người dân đi làm xa, khó đến bộ phận một cửa trong tuần."),
            ..whole_story("mô hình")
        },
        source: None,
        is_public: false,
        published_at: None,
        created_at: t.now(),
        updated_at: t.now(),
        version: 1,
        themes: vec![String::from("cải cách hành chính")],
        figures: Vec::new(),
    };
    let row = model.clone();
    t.write(move |conn| models::insert(conn, &row)).await;
    model
}

async fn a_nomination(
    t: &TestApp,
    campaign: &danvankheo::campaigns::Campaign,
    model: &Model,
    unit: &Unit,
    officer: &danvankheo::ids::UserId,
    state: NominationState,
) -> String {
    let number = t.write(|conn| sql::next_number(conn, "HS-2026")).await;
    let nomination = Nomination {
        id: NominationId::new(),
        code: Code::numbered("HS", 2026, number, 4),
        campaign_id: campaign.id.clone(),
        model_id: model.id.clone(),
        unit_id: unit.id.clone(),
        state,
        cover_letter: String::from("Đảng ủy xã đề nghị công nhận mô hình."),
        drafted_by: officer.clone(),
        submitted_at: Some(t.now()),
        created_at: t.now(),
        updated_at: t.now(),
        version: 1,
        campaign_code: campaign.code.clone(),
        campaign_name: campaign.name.clone(),
        host_unit_id: campaign.host_unit_id.clone(),
        council_id: CouncilId::from(campaign.council_id.as_str()),
        criteria_set_id: campaign.criteria_set_id.clone(),
        model_code: model.code.to_string(),
        model_title: model.title.clone(),
        unit_name: unit.name.clone(),
    };
    let (row, now) = (nomination.clone(), t.now());
    t.write(move |conn| {
        nominations::insert(conn, &row)?;
        let frozen = nominations::dossier::standing(conn, &row)?;
        nominations::insert_submission(
            conn,
            &row.id,
            &serde_json::to_string(&frozen)?,
            &row.drafted_by,
            now,
        )
    })
    .await;
    nomination.code.to_string()
}
