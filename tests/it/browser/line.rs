//! The whole line as people walk it, by typing and clicking: a campaign is opened, a model registered and nominated,
//! returned and completed, scored, decided, found by a stranger and taken up elsewhere.

use crate::support::files::{PDF, jpeg};
use crate::support::models::compiled;
use crate::support::prelude::*;
use crate::support::sources::root;
use crate::support::{Browser, User, with_browser};
use chrono::Duration;
use danvankheo::access::{Actor, Role};
use danvankheo::campaigns::{criteria, load_criteria};
use danvankheo::units::{self, Depth, seed_facts};
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// The record of the real catalogue that is registered: one about a person, so that a consent is needed.
const RECORD: &str = "s050";
/// Of whom it tells, as the test names them; the record itself names nobody.
const PERSON: &str = "Nông Văn Thanh";
const CAMPAIGN: &str = "Thi đua “Dân vận khéo” tỉnh Đắk Lắk năm 2026";
const REASONS: &str = "Đề nghị bổ sung số hộ được dùng nước từ các ao trữ trong mùa khô.";

/// What those who score say of the whole.
const REMARK: &str = "Việc làm thiết thực, bà con tự nguyện tham gia.";

/// The record as the catalogue has it.
struct Record(Value);

impl Record {
    fn read() -> Self {
        let all = std::fs::read_to_string(root().join("assets/demo/models.jsonl")).unwrap();
        let mut records = all
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        Self(records.find(|record| record["id"] == RECORD).unwrap())
    }

    fn text(&self, pointer: &str) -> String {
        self.0
            .pointer(pointer)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn list(&self, pointer: &str, between: &str) -> String {
        let items = self.0.pointer(pointer).unwrap().as_array().unwrap();
        let items: Vec<&str> = items.iter().map(|item| item.as_str().unwrap()).collect();
        items.join(between)
    }
}

/// Everyone on the way, with accounts and nothing else.
struct People {
    admin: User,
    officer: User,
    leader: User,
    secretary: User,
    chair: User,
    members: [User; 2],
    signer: User,
    elsewhere: User,
}

impl People {
    async fn hired(t: &TestApp, host: &Unit, unit: &Unit, other: &Unit) -> Self {
        // The standing agency is what lets an administrator open a campaign for the host.
        t.user(Some((Role::StandingAgency, Some(host)))).await;
        Self {
            admin: t.user(Some((Role::Admin, None))).await,
            officer: t.user(Some((Role::Officer, Some(unit)))).await,
            leader: t.user(Some((Role::Leader, Some(unit)))).await,
            secretary: t.user(None).await,
            chair: t.user(None).await,
            members: [t.user(None).await, t.user(None).await],
            signer: t.user(Some((Role::Signer, Some(host)))).await,
            elsewhere: t.user(Some((Role::Officer, Some(other)))).await,
        }
    }
}

/// A walk in progress.
struct Walk<'w> {
    browser: &'w Browser,
    t: &'w TestApp,
    people: People,
    host: Unit,
    record: Record,
    files: TempDir,
}

async fn province(t: &TestApp, name: &str) -> Unit {
    let asked = name.to_owned();
    let found = t.read(move |conn| units::search(conn, &asked, 1)).await;
    let found = found.into_iter().next().unwrap();
    Unit {
        id: found.id,
        name: found.name,
    }
}

impl<'w> Walk<'w> {
    async fn begin(browser: &'w Browser, t: &'w TestApp) -> Self {
        let (db, clock) = (t.app.db.clone(), t.clock().clone());
        let seeded = tokio::task::spawn_blocking(move || {
            seed_facts(&db, &clock, Depth::Provinces).unwrap();
            load_criteria(&db, &clock, &Actor::System, criteria::SHIPPED).unwrap();
        });
        seeded.await.unwrap();
        let here = province(t, "Tỉnh Đắk Lắk").await;
        let there = province(t, "Tỉnh Lạng Sơn").await;
        let host = t
            .unit_at(
                "Ban Tuyên giáo và Dân vận Tỉnh ủy Đắk Lắk",
                "province",
                Some(&here),
            )
            .await;
        let unit = t
            .unit_at("Đảng ủy xã Ea Kar", "grassroots", Some(&here))
            .await;
        let other = t
            .unit_at("Đảng ủy xã Vạn Linh", "grassroots", Some(&there))
            .await;
        let people = People::hired(t, &host, &unit, &other).await;
        Self {
            browser,
            t,
            people,
            host,
            record: Record::read(),
            files: TempDir::new().unwrap(),
        }
    }

    /// Signs in as someone and opens an entry of their menu.
    async fn as_person(&self, user: &User, menu: &str) {
        self.browser.open(self.t, "/").await;
        self.browser.follow("Đăng nhập").await;
        self.browser.sign_in_here(&user.username).await;
        self.browser.go_to(menu).await;
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.files.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Station 1: an administrator opens the campaign and fills the council's seats.
    async fn a_campaign_is_opened(&self) {
        let b = self.browser;
        self.as_person(&self.people.admin, "Đợt thi đua").await;
        b.follow("Mở đợt thi đua").await;
        b.type_into("name", CAMPAIGN).await;
        b.choose("host_unit_id", &self.host.name).await;
        b.choose("level", "Cấp tỉnh").await;
        b.tick("sectors", "Phát triển kinh tế").await;
        b.tick("sectors", "Văn hóa").await;
        b.type_into("legal_basis", "Kế hoạch số 12-KH/BTGDVTU ngày 10/01/2026.")
            .await;
        b.enter_day("opens_on", "20/11/2026").await;
        b.enter_day("submissions_until", "30/11/2026").await;
        b.enter_day("scoring_until", "10/12/2026").await;
        b.enter_day("closes_on", "20/12/2026").await;
        b.tick("criteria_set_id", "Quảng Ngãi").await;
        b.type_into("council_name", "Hội đồng xét mô hình Dân vận khéo")
            .await;
        b.press("Mở đợt thi đua").await;
        b.sees("Đã mở đợt thi đua.").await;
        let seats = [
            (&self.people.chair, "Chủ tịch hội đồng"),
            (&self.people.secretary, "Thư ký hội đồng"),
            (&self.people.members[0], "Ủy viên hội đồng"),
            (&self.people.members[1], "Ủy viên hội đồng"),
        ];
        for (person, seat) in seats {
            b.type_into("username", &person.username).await;
            b.choose("role", seat).await;
            b.press("Thêm vào hội đồng").await;
            b.sees(&person.full_name).await;
        }
        b.follow("Xong").await;
        b.sees("Đang nhận hồ sơ").await;
        b.sign_out().await;
    }

    /// Station 2: an officer registers the model part by part, with a photo, evidence and a consent.
    async fn a_model_is_registered(&self) {
        let (b, record) = (self.browser, &self.record);
        self.as_person(&self.people.officer, "Bàn làm việc đơn vị")
            .await;
        b.follow("Đăng ký mô hình mới").await;
        b.type_into("name", &record.text("/title")).await;
        b.tick("sector", "Phát triển kinh tế").await;
        b.tick("subject", "Điển hình cá nhân").await;
        b.press("Tạo bản nháp").await;
        b.sees("Còn 9 nội dung bắt buộc chưa nhập").await;
        b.follow("Tên và lĩnh vực").await;
        b.type_into("themes", &record.list("/themes", ", ")).await;
        b.press("Lưu và sang phần tiếp theo").await;
        // What is typed is saved by itself; nobody presses anything here.
        b.sees("Phần 2 trên 11").await;
        b.type_into("situation", &record.text("/problem")).await;
        b.sees("Đã lưu lúc 09:00").await;
        b.follow(&record.text("/title")).await;
        b.follow("Mục tiêu, tiêu chí").await;
        let parts = [
            ("objectives", record.list("/themes", "\n")),
            ("method", record.text("/approach")),
            ("place_and_target", record.text("/unit")),
            ("forces", record.list("/actors", ", ")),
            ("resources", record.text("/replicability/conditions")),
            ("schedule", format!("Từ năm {}", record.0["year"])),
            ("outputs", record.text("/results")),
        ];
        for (field, text) in parts {
            b.type_into(field, &text).await;
            if field == "method" {
                let steps = record.list("/replicability/steps", "\n");
                b.type_into("steps", &steps).await;
            }
            if field == "schedule" {
                b.type_into("year", &record.0["year"].to_string()).await;
            }
            b.press("Lưu và sang phần tiếp theo").await;
            b.sees("Đã lưu.").await;
        }
        for (at, pointer) in [("indicator", "what"), ("value", "value"), ("unit", "unit")] {
            let said = record.text(&format!("/figures/0/{pointer}"));
            b.type_into(&format!("figures[0].{at}"), &said).await;
        }
        b.press("Lưu và sang phần tiếp theo").await;
        b.type_into("continuation", &record.text("/replicability/conditions"))
            .await;
        b.press("Lưu, về danh sách").await;
        b.sees("Đã đủ nội dung").await;
        self.files_and_consent_are_added().await;
        b.follow("Xem lại và đăng ký").await;
        b.sees(&record.text("/problem")).await;
        b.press("Đăng ký mô hình").await;
        b.sees("Đã đăng ký mô hình.").await;
    }

    async fn files_and_consent_are_added(&self) {
        let b = self.browser;
        b.follow("Ảnh").await;
        b.attach("file", &self.file("IMG_2041.JPG", &jpeg())).await;
        b.type_into("caption", "Bà con đào ao trữ nước").await;
        b.press("Tải lên").await;
        b.sees("Đã đính kèm tệp.").await;
        b.follow("Về danh sách").await;
        b.follow("Tài liệu minh chứng").await;
        b.attach("file", &self.file("biên bản họp thôn.pdf", PDF))
            .await;
        b.type_into("caption", "Biên bản họp thôn").await;
        b.press("Tải lên").await;
        b.sees("Đã đính kèm tệp.").await;
        b.follow("Về danh sách").await;
        b.follow("Sự đồng ý").await;
        b.type_into("person", PERSON).await;
        b.tick("purposes", "Công khai họ tên").await;
        b.tick("purposes", "Công khai ảnh").await;
        b.enter_day("given_on", "20/11/2026").await;
        b.type_into("proof", "Phiếu có chữ ký, lưu tại Văn phòng Đảng ủy")
            .await;
        b.press("Ghi nhận").await;
        b.sees("Đã ghi nhận sự đồng ý.").await;
        b.follow("Về danh sách").await;
    }

    /// Station 2, its end: the officer nominates the model and hands the dossier to the leader.
    async fn it_is_nominated(&self) {
        let b = self.browser;
        b.follow("Lập hồ sơ đề nghị").await;
        b.tick("campaign", CAMPAIGN).await;
        b.press("Lập hồ sơ").await;
        b.sees("Đã lập hồ sơ đề nghị.").await;
        b.follow("Sửa tờ trình").await;
        b.type_into(
            "letter",
            "Đảng ủy xã Ea Kar đề nghị xét, công nhận mô hình.",
        )
        .await;
        b.press("Lưu tờ trình").await;
        b.sees("Đảng ủy xã Ea Kar đề nghị xét").await;
        b.press("Trình lãnh đạo đơn vị").await;
        b.sees("Đã trình lãnh đạo đơn vị.").await;
        b.sign_out().await;
    }

    async fn the_leader_sends(&self, task: &str) {
        let b = self.browser;
        self.as_person(&self.people.leader, "Bàn làm việc đơn vị")
            .await;
        b.follow(task).await;
        b.press("Gửi hồ sơ tới hội đồng").await;
        b.sees("Đã gửi hồ sơ tới hội đồng.").await;
        b.sign_out().await;
    }

    /// Station 3: the secretary returns the dossier with a reason; the unit completes and sends it again.
    async fn it_is_returned_and_completed(&self) {
        let (b, title) = (self.browser, self.record.text("/title"));
        self.as_person(&self.people.secretary, "Bàn làm việc hội đồng")
            .await;
        b.follow(&title).await;
        b.type_into("reasons", REASONS).await;
        b.press("Trả lại kèm lý do").await;
        b.sees("Đã trả lại hồ sơ kèm lý do.").await;
        b.sign_out().await;
        self.as_person(&self.people.officer, "Bàn làm việc đơn vị")
            .await;
        b.follow("Hoàn thiện hồ sơ theo yêu cầu").await;
        b.sees(REASONS).await;
        b.follow("Sửa nội dung mô hình").await;
        b.follow("Sản phẩm, kết quả").await;
        let completed = format!("{} Ao phục vụ cả thôn.", self.record.text("/results"));
        b.type_into("outputs", &completed).await;
        b.press("Lưu, về danh sách").await;
        b.sees("Đã lưu.").await;
        b.sign_out().await;
        self.the_leader_sends("Gửi lại hồ sơ đã hoàn thiện").await;
    }

    /// Station 3, its end: the secretary accepts the dossier and opens the scoring.
    async fn it_is_accepted(&self) {
        let b = self.browser;
        self.as_person(&self.people.secretary, "Bàn làm việc hội đồng")
            .await;
        b.follow(&self.record.text("/title")).await;
        b.sees("Ao phục vụ cả thôn.").await;
        b.press("Tiếp nhận").await;
        b.sees("Đã tiếp nhận hồ sơ.").await;
        b.press("Mở chấm điểm").await;
        b.sees("Đã mở chấm điểm.").await;
        b.sign_out().await;
    }

    /// Station 4: everyone who judges hands in a sheet; the chair closes the scoring and records the result.
    async fn it_is_scored(&self) {
        let (b, title) = (self.browser, self.record.text("/title"));
        let [first, second] = &self.people.members;
        for person in [first, second, &self.people.chair] {
            self.as_person(person, "Bàn làm việc hội đồng").await;
            b.follow_under("Còn phải chấm", &title).await;
            b.sees("Biên bản họp thôn").await;
            for criterion in 1..=9 {
                b.tick(&format!("score-{criterion}"), "Đạt").await;
            }
            b.type_into("overall_remark", REMARK).await;
            b.press("Nộp phiếu chấm").await;
            b.sees("Đã nộp phiếu chấm.").await;
            if person.username != self.people.chair.username {
                b.sign_out().await;
            }
        }
        b.follow_under("Chờ chủ trì khóa chấm điểm", &title).await;
        b.sees("3/3 phiếu đã nộp.").await;
        b.press("Khóa chấm điểm").await;
        b.sees("Đã khóa chấm điểm.").await;
        b.tick("recommendation", "Đề nghị công nhận").await;
        b.type_into("summary", "Mô hình thiết thực, có thể nhân rộng.")
            .await;
        b.press("Ghi kết quả").await;
        b.sees("Đã ghi kết quả của hội đồng.").await;
        b.sign_out().await;
    }

    /// Station 5: the signer decides, with the signed document.
    async fn it_is_decided(&self) {
        let b = self.browser;
        self.as_person(&self.people.signer, "Đợt thi đua").await;
        b.sees("Hồ sơ chờ quyết định").await;
        b.follow("Ghi quyết định").await;
        b.tick("kind", "Công nhận mô hình").await;
        b.type_into("number", "125-QĐ/TU").await;
        b.enter_day("decided_on", "03/12/2026").await;
        b.type_into("signer_position", "Phó Bí thư Thường trực Tỉnh ủy")
            .await;
        b.attach("file", &self.file("125-QĐ.pdf", PDF)).await;
        b.press("Ghi quyết định").await;
        b.sees("Đã ghi quyết định. Mô hình đã có trên trang công khai.")
            .await;
        b.follow("Xem quyết định").await;
        b.sees("Tải quyết định đã ký").await;
        b.sign_out().await;
    }

    /// Station 6: a stranger finds the model by typing without marks, and reads it.
    async fn a_stranger_finds_it(&self) {
        let b = self.browser;
        b.open(self.t, "/").await;
        b.type_into("q", "doi cay trong, dao ao tru nuoc").await;
        b.press("Tìm").await;
        b.follow(&self.record.text("/title")).await;
        b.sees("Quyết định số 125-QĐ/TU").await;
        b.sees(&self.record.text("/replicability/steps/0")).await;
        b.sees("Ao phục vụ cả thôn.").await;
        let pictured: bool = b
            .script(
                "const photo = document.querySelector('.story__visual img'); \
                 photo.scrollIntoView(); return photo.decode().then(() => photo.naturalWidth > 0);",
            )
            .await;
        assert!(pictured, "the photo is shown");
    }

    /// Station 6, its end: a unit of another province takes it up, and both pages tell of the other.
    async fn it_is_taken_up_elsewhere(&self) {
        let (b, source) = (self.browser, self.record.text("/title"));
        b.follow("Nhân rộng mô hình này").await;
        b.sign_in_here(&self.people.elsewhere.username).await;
        b.sees("Nhân rộng mô hình").await;
        let title = "Đào ao trữ nước, đổi cây trồng ở thôn Nam Lân 2";
        b.type_into("title", title).await;
        b.type_into("kept", "Đến từng nhà giải thích, vận động.")
            .await;
        b.type_into("adapted", "Trồng na thay mắc ca vì hợp đất núi đá.")
            .await;
        b.press("Đăng ký nhân rộng").await;
        b.sees("Đã đăng ký nhân rộng mô hình.").await;
        b.sees(title).await;
        // The new model says where it came from …
        b.sees(&source).await;
        b.follow(&source).await;
        // … and the source where it went.
        b.sees("Đã lan tỏa tới đâu").await;
        b.sees("Đảng ủy xã Vạn Linh").await;
        b.sees("Đang thực hiện").await;
    }
}

#[actix_web::test]
async fn people_walk_the_whole_line_by_typing_and_clicking() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        t.enter(&compiled("Hiến đất mở đường liên xã")).await;
        t.enter(&compiled("Ngày thứ Bảy vì dân")).await;
        let walk = Walk::begin(browser, &t).await;
        walk.a_campaign_is_opened().await;
        walk.a_model_is_registered().await;
        walk.it_is_nominated().await;
        walk.the_leader_sends("Xem và gửi hồ sơ").await;
        walk.it_is_returned_and_completed().await;
        walk.it_is_accepted().await;
        // The days of scoring have come.
        t.clock().advance(Duration::days(12));
        walk.it_is_scored().await;
        walk.it_is_decided().await;
        walk.a_stranger_finds_it().await;
        walk.it_is_taken_up_elsewhere().await;
    })
    .await;
}
