//! The unit's side of nominations, over HTTP: begun, handed to the leader, sent and frozen, returned, withdrawn.

mod draft;
mod send;
mod withdraw;

use crate::models::model;
use crate::support::prelude::*;
use chrono::NaiveDate;
use danvankheo::access::SeatRole;
use danvankheo::db::schema::{campaigns, criteria_sets};
use danvankheo::ids::{CampaignId, CriteriaSetId};
use danvankheo::models::Model;
use danvankheo::models::model::ModelState;
use danvankheo::nominations::{self, Nomination, NominationScope};
use diesel::prelude::*;

/// A unit with an officer, a leader and a registered model; a council with a secretary; a campaign that takes
/// nominations until 30 November 2026.
pub struct Scene {
    /// The unit.
    pub unit: Unit,
    /// Its officer.
    pub officer: Client,
    /// Its leader.
    pub leader: Client,
    /// The council's secretary.
    pub secretary: Client,
    /// The unit that hosts the campaign.
    pub host: Unit,
    /// The model.
    pub model: Model,
}

/// The campaign's code.
pub const CAMPAIGN: &str = "DT-2026-01";

impl Scene {
    /// Everything in place, nothing nominated yet.
    pub async fn set(t: &TestApp) -> Self {
        let host = t.unit("Tỉnh ủy Lạng Sơn").await;
        let unit = t.unit("Đảng ủy xã Vạn Linh").await;
        let council = t.council(&host).await;
        let (council_id, host_id, now) = (council.id.clone(), host.id.clone(), t.now());
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let closes_on = NaiveDate::from_ymd_opt(2027, 1, 31).unwrap();
        t.write(move |conn| {
            let set = CriteriaSetId::new();
            diesel::insert_into(criteria_sets::table)
                .values((
                    criteria_sets::id.eq(&set),
                    criteria_sets::external_id.eq("thu"),
                    criteria_sets::revision.eq(1),
                    criteria_sets::name.eq("Bộ tiêu chí thử"),
                    criteria_sets::issuer.eq("Tỉnh ủy"),
                    criteria_sets::document.eq("HD 01"),
                    criteria_sets::body.eq("{}"),
                    criteria_sets::created_at.eq(now),
                ))
                .execute(conn)?;
            diesel::insert_into(campaigns::table)
                .values((
                    (
                        campaigns::id.eq(CampaignId::new()),
                        campaigns::code.eq(CAMPAIGN),
                        campaigns::name.eq("Dân vận khéo năm 2026"),
                        campaigns::host_unit_id.eq(host_id),
                        campaigns::council_id.eq(council_id),
                        campaigns::criteria_set_id.eq(set),
                        campaigns::level.eq("province"),
                        campaigns::sectors.eq(r#"["economy","culture_society"]"#),
                        campaigns::legal_basis.eq("Kế hoạch 01"),
                        campaigns::description.eq(""),
                    ),
                    (
                        campaigns::opens_on.eq(day(10, 1)),
                        campaigns::submissions_until.eq(day(11, 30)),
                        campaigns::screening_until.eq(day(12, 10)),
                        campaigns::scoring_until.eq(day(12, 20)),
                        campaigns::closes_on.eq(closes_on),
                        campaigns::consultation_days.eq(0),
                        campaigns::quorum_numerator.eq(2),
                        campaigns::quorum_denominator.eq(3),
                        campaigns::created_at.eq(now),
                        campaigns::version.eq(1_i64),
                    ),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
        Self {
            officer: t.officer_of(&unit).await,
            leader: t.leader_of(&unit).await,
            secretary: t.sitter_in(&council, SeatRole::Secretary).await,
            model: model(t, &unit, ModelState::Registered).await,
            unit,
            host,
        }
    }

    /// The officer begins the nomination: `HS-2026-0001`.
    pub async fn begun(t: &TestApp) -> Self {
        let scene = Self::set(t).await;
        scene.begin().await.assert_redirect_to(PAGE);
        scene
    }

    /// Begun, and handed to the leader.
    pub async fn handed_on(t: &TestApp) -> Self {
        let scene = Self::begun(t).await;
        scene.hand_on().await;
        scene
    }

    /// Begun, handed to the leader, and sent.
    pub async fn sent(t: &TestApp) -> Self {
        let scene = Self::begun(t).await;
        scene.send().await;
        scene
    }

    /// The officer hands the nomination to the leader.
    pub async fn hand_on(&self) {
        take(&self.officer, "trinh", &[])
            .await
            .assert_redirect_to(PAGE);
    }

    /// The officer hands the nomination to the leader, who sends it.
    pub async fn send(&self) {
        self.hand_on().await;
        take(&self.leader, "gui", &[])
            .await
            .assert_redirect_to(PAGE);
    }

    /// The officer begins a nomination of the model.
    pub async fn begin(&self) -> Answer {
        let code = self.model.code.to_string();
        let fields = [("model", code.as_str()), ("campaign", CAMPAIGN)];
        self.officer.post_form("/don-vi/ho-so/moi", &fields).await
    }
}

/// The page of the first nomination.
pub const PAGE: &str = "/don-vi/ho-so/HS-2026-0001";

/// Takes a step as the page offers it: with the version that it shows.
pub async fn take(client: &Client, step: &str, more: &[(&str, &str)]) -> Answer {
    let version = client.get(PAGE).await.value("version").unwrap_or_default();
    let mut fields = vec![("version", version.as_str())];
    fields.extend_from_slice(more);
    client.post_form(&format!("{PAGE}/{step}"), &fields).await
}

/// The nomination as it stands.
pub async fn nomination(t: &TestApp) -> Nomination {
    t.read(|conn| nominations::get_by_code(conn, &NominationScope::All, "HS-2026-0001"))
        .await
}
