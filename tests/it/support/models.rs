//! Models to begin with.

use super::app::TestApp;
use super::builders::Unit;
use danvankheo::access::Actor;
use danvankheo::ids::{Code, ModelId};
use danvankheo::log::{self, Event, EventKind};
use danvankheo::models::model::{ModelState, Origin};
use danvankheo::models::story::{Source, Story};
use danvankheo::models::words::{Label, Sector, Subject};
use danvankheo::models::{self, Model, ModelScope};
use danvankheo::units::model::UnitKind;
use danvankheo::vietnamese;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How long a test waits for the index before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A compiled model as an import would enter it: public, of the economy sector, in Lạng Sơn.
pub fn compiled(title: &str) -> Model {
    static LAST: AtomicU32 = AtomicU32::new(0);
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    let moment = "2026-11-01T03:00:00".parse().unwrap();
    Model {
        id: ModelId::new(),
        code: Code::numbered("MH", 2026, 5_000 + i64::from(number), 4),
        slug: format!("{}-{number}", vietnamese::slug(title, 60)),
        external_id: Some(format!("t{number:03}")),
        title: title.to_owned(),
        origin: Origin::Compiled,
        label: Label::DanVanKheo,
        state: ModelState::Running,
        unit_id: None,
        unit_name: String::from("Chi bộ thôn Nam Lân 2"),
        unit_kind: UnitKind::Party,
        subject: Subject::Model,
        sector: Sector::Economy,
        place_unit_id: None,
        province_name: String::from("Lạng Sơn"),
        district_name: None,
        commune_name: Some(String::from("Vạn Linh")),
        province_code: Some(String::from("20")),
        year: Some(2025),
        year_recognised: None,
        level: None,
        story: Story {
            problem: String::from("Tuyến đường liên xã cắt qua vườn na của nhiều hộ."),
            approach: String::from(
                "Cấp ủy thôn đưa phương án ra bàn công khai, vận động từng hộ hiến đất.",
            ),
            steps: vec![String::from("Họp thôn."), String::from("Vận động từng hộ.")],
            conditions: String::from("Cần hướng tuyến rõ ràng."),
            results: String::from("12 hộ tự nguyện hiến đất."),
            ..Story::default()
        },
        source: Some(Source {
            title: Some(String::from("Quả ngọt ở Nam Lân 2")),
            publisher: Some(String::from("VietNamNet")),
            url: Some(String::from("https://vietnamnet.vn/bai")),
            date: Some(String::from("2025-12-30")),
        }),
        is_public: true,
        published_at: Some(moment),
        created_at: moment,
        updated_at: moment,
        version: 1,
        themes: vec![String::from("hiến đất làm đường")],
        figures: Vec::new(),
    }
}

/// A model that a unit registered and that anyone may read.
pub fn registered(unit: &Unit, title: &str) -> Model {
    Model {
        origin: Origin::Registered,
        unit_id: Some(unit.id.clone()),
        unit_name: unit.name.clone(),
        external_id: None,
        source: None,
        ..compiled(title)
    }
}

impl TestApp {
    /// Enters a model and waits until searches find it.
    pub async fn enter(&self, model: &Model) {
        let (row, now) = (model.clone(), self.now());
        self.change(move |conn| {
            models::insert(conn, &row)?;
            log::append(
                conn,
                &Actor::System,
                Event::model(EventKind::ModelImported, &row.id),
                now,
            )
        })
        .await;
    }

    /// An officer of a unit takes a public model up; gives the code of the unit's own, which is a draft.
    pub async fn taken_up(&self, source: &Model, unit: &Unit, title: &str) -> String {
        let form = [
            ("title", title),
            ("kept", "Bàn công khai, vận động từng hộ."),
            ("adapted", "Đường nội đồng thay cho đường liên xã."),
            ("started_on", "2026-11-20"),
        ];
        let path = format!("/mo-hinh/{}/nhan-rong", source.slug);
        let officer = self.officer_of(unit).await;
        let answer = officer.post_form(&path, &form).await.assert_status(303);
        self.caught_up().await;
        let code = answer.header("location").rsplit('/').next();
        code.unwrap_or_default().to_owned()
    }

    /// Puts a model before the public, or takes it out of sight, and waits until searches know.
    pub async fn show(&self, code: &str, is_public: bool) -> Model {
        let (code, now) = (code.to_owned(), self.now());
        let known = code.clone();
        self.change(move |conn| {
            let model = models::get_by_code(conn, &ModelScope::All, &code)?;
            let shown = Model {
                is_public,
                published_at: is_public.then_some(now),
                state: ModelState::Running,
                ..model
            };
            let shown = models::replace(conn, &shown, now)?;
            log::append(
                conn,
                &Actor::System,
                Event::model(EventKind::ModelChanged, &shown.id),
                now,
            )
        })
        .await;
        self.read(move |conn| models::get_by_code(conn, &ModelScope::All, &known))
            .await
    }

    /// Changes rows, gives the `seq` of the last entry it made, and waits until the index has taken it in.
    pub async fn change(
        &self,
        job: impl FnOnce(&mut danvankheo::db::Conn) -> danvankheo::error::Result<i64> + Send + 'static,
    ) -> i64 {
        let seq = self.write(job).await;
        self.taken_in(seq).await;
        seq
    }

    /// Waits until the index has taken in everything that is in the log.
    pub async fn caught_up(&self) {
        let seq = self.read(log::head).await.seq;
        self.taken_in(seq).await;
    }

    async fn taken_in(&self, seq: i64) {
        assert!(
            self.app.wait_for_index(seq, PATIENCE).await,
            "the index did not reach entry {seq} in time"
        );
    }
}
