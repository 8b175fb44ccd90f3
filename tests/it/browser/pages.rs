//! Pages as a browser shows them: accessible in both colour schemes, narrow enough for a phone, loaded from here alone.

use crate::councils::line::{CONDITIONS, Line, POINTS};
use crate::models::{at, attach_photo, model};
use crate::recognition::decide::{decided, recognised};
use crate::support::files::PDF;
use crate::support::models::compiled;
use crate::support::prelude::*;
use crate::support::{Browser, with_browser};
use danvankheo::access::{Actor, Role};
use danvankheo::app::DemoAccount;
use danvankheo::log::{self, Event, EventKind};
use danvankheo::models::model::ModelState;
use danvankheo::models::story::Story;
use danvankheo::models::{self, Model};

/// A name for the pictures, and an address.
type Page = (&'static str, String);

/// The pages that anyone may open.
const PUBLIC: &[(&str, &str)] = &[
    ("home", "/"),
    ("catalogue", "/mo-hinh?q=hien+dat"),
    ("nothing", "/mo-hinh?q=zzzzqqqq"),
    ("units", "/danh-ba"),
    ("spread", "/nhan-rong"),
    ("about", "/gioi-thieu"),
    ("site-map", "/so-do-trang"),
    ("sign-in", "/dang-nhap"),
    ("not-found", "/khong-co-trang-nay"),
];

/// Bytes of a first view: what any page with its style comes to, and what it may come to.
const LIGHTEST: u64 = 10 * 1024;
const HEAVIEST: u64 = 150 * 1024;

/// Pixels of the narrowest window.
const NARROWEST: u32 = 320;

/// A browser going through pages, and what it found wrong with them.
struct Look<'l> {
    browser: &'l Browser,
    t: &'l TestApp,
    wrong: Vec<String>,
}

impl Look<'_> {
    /// Looks at pages that someone sees.
    async fn as_person(&mut self, client: &Client, pages: &[Page]) {
        self.browser.become_person(self.t, client).await;
        self.at(pages).await;
    }

    /// Looks at pages.
    async fn at(&mut self, pages: &[Page]) {
        for (name, path) in pages {
            self.browser.open(self.t, path).await;
            self.here(name).await;
        }
    }

    /// Looks at pages that strangers open, often over a slow line.
    async fn at_public(&mut self, pages: &[Page]) {
        for (name, path) in pages {
            self.browser.widen_to(360).await;
            self.browser.open(self.t, path).await;
            let weight = self.browser.weight().await;
            if !(LIGHTEST..=HEAVIEST).contains(&weight) {
                self.wrong.push(format!("{name}: {weight} bytes"));
            }
            self.here(name).await;
        }
    }

    /// Looks at the page that is open: wide and narrow, light and dark.
    async fn here(&mut self, name: &str) {
        self.browser.widen_to(NARROWEST).await;
        self.not_too_wide(&format!("{name}-{NARROWEST}")).await;
        for width in [1280, 360] {
            self.browser.widen_to(width).await;
            for scheme in ["light", "dark"] {
                self.browser.prefer_dark(scheme == "dark").await;
                self.note(&format!("{name}-{width}-{scheme}")).await;
            }
        }
        let elsewhere = self.browser.loaded_from_elsewhere().await;
        let loads = elsewhere.iter().map(|from| format!("{name}: loads {from}"));
        self.wrong.extend(loads);
    }

    async fn not_too_wide(&mut self, look: &str) {
        let overflow = self.browser.overflow().await;
        if overflow > 0 {
            self.wrong
                .push(format!("{look}: {overflow} px wider than the window"));
        }
    }

    async fn note(&mut self, look: &str) {
        // Pictures take as long as all the rest: of the two schemes, people get to see the one most others see.
        if look.ends_with("light") {
            self.browser.picture(look).await;
        }
        let violations = self.browser.violations().await;
        let found = violations.iter().map(|found| format!("{look}: {found}"));
        self.wrong.extend(found);
        self.not_too_wide(look).await;
    }
}

fn page(name: &'static str, path: impl Into<String>) -> Page {
    (name, path.into())
}

/// A draft with everything a unit may add to it.
async fn draft(t: &TestApp, unit: &Unit, officer: &Client) -> Model {
    let draft = model(t, unit, ModelState::Draft).await;
    attach_photo(officer, &draft).await;
    let evidence = at(&draft, "minh-chung");
    let caption = [("caption", "Danh sách hộ tham gia")];
    officer
        .post_file(&evidence, &caption, "file", "a.pdf", PDF.to_vec())
        .await
        .assert_redirect_to(&evidence);
    let consent = [
        ("person", "Nông Thị Bình"),
        ("purposes", "publish_name"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký, lưu tại Văn phòng Đảng ủy"),
    ];
    let part = at(&draft, "dong-y");
    officer
        .post_form(&part, &consent)
        .await
        .assert_redirect_to(&part);
    draft
}

/// What an officer works on: a draft, a nomination, an adoption.
async fn unit_pages(t: &TestApp, line: &Line, officer: &Client) -> Vec<Page> {
    let draft = draft(t, &line.unit, officer).await;
    let registered = model(t, &line.unit, ModelState::Registered).await;
    let begun = [
        ("model", registered.code.as_str()),
        ("campaign", line.campaign.as_str()),
    ];
    officer
        .post_form("/don-vi/ho-so/moi", &begun)
        .await
        .assert_redirect_to("/don-vi/ho-so/HS-2026-0002");
    let (taken_up, source) = (
        compiled("Ngày thứ Bảy vì dân"),
        compiled("Tiếng kẻng an ninh"),
    );
    t.enter(&taken_up).await;
    t.enter(&source).await;
    let adopted = [
        ("title", "Ngày thứ Bảy vì dân ở xã"),
        ("kept", "Giờ làm việc."),
        ("adapted", "Thêm điểm tiếp dân ở thôn xa."),
        ("started_on", "2026-12-01"),
    ];
    let adopt = |model: &Model| format!("/mo-hinh/{}/nhan-rong", model.slug);
    let answer = officer.post_form(&adopt(&taken_up), &adopted).await;
    assert_eq!(answer.status(), 303);
    vec![
        page("account", "/tai-khoan"),
        page("desk", "/don-vi"),
        page("registration", "/don-vi/mo-hinh/moi"),
        page("draft", format!("/don-vi/mo-hinh/{}", draft.code)),
        page("part-name", at(&draft, "ten")),
        page("part-method", at(&draft, "cach-lam")),
        page("part-figures", at(&draft, "so-lieu")),
        page("photos", at(&draft, "anh")),
        page("evidence", at(&draft, "minh-chung")),
        page("consents", at(&draft, "dong-y")),
        page("check", at(&draft, "kiem-tra")),
        page("nominate", "/don-vi/ho-so/moi"),
        page("nomination", "/don-vi/ho-so/HS-2026-0002"),
        page("letter", "/don-vi/ho-so/HS-2026-0002/to-trinh"),
        page("preview", "/don-vi/ho-so/HS-2026-0002/xem-truoc"),
        page("adopt", adopt(&source)),
        page("adoptions", "/don-vi/nhan-rong"),
        page("adoption", "/don-vi/nhan-rong/NR-2026-0001"),
        page("needs", "/don-vi/nhu-cau"),
        page("office-search", "/tim-trong-ho-so?q=ngay"),
    ]
}

/// The council's pages, while the dossier goes from the sheets to the decision.
async fn look_at_the_council(look: &mut Look<'_>, line: &Line) {
    let member = &line.members[0];
    let pages = [
        page("council-desk", "/hoi-dong"),
        page("council-dossier", line.at("")),
        page("score-sheet", line.at("/phieu-cham")),
        page("conflict", line.at("/xung-dot")),
    ];
    look.as_person(member, &pages).await;
    for person in line.members.iter().chain([&line.chair]) {
        line.hand_in(person, "0")
            .await
            .assert_redirect_to("/hoi-dong");
    }
    look.as_person(member, &[page("sheet-handed-in", line.at("/phieu-cham"))])
        .await;
    let none: [(&str, &str); 0] = [];
    line.chair.post_form(&line.at("/khoa-cham"), &none).await;
    look.as_person(&line.chair, &[page("tally", line.at("/tong-hop"))])
        .await;
    let result = [("recommendation", "recognise"), ("summary", "Thiết thực.")];
    line.chair
        .post_form(&line.at("/ket-qua"), &result)
        .await
        .assert_redirect_to(&line.at(""));
    let pages = [
        page("campaigns", "/dot-thi-dua"),
        page("decide", line.at("/quyet-dinh")),
    ];
    look.as_person(&line.signer, &pages).await;
}

/// The public pages once there is something to show: a decision, pictures, and somebody who took it up.
async fn look_at_what_was_recognised(look: &mut Look<'_>, line: &Line) {
    let t = look.t;
    let model = line.model(t).await;
    let officer = t.officer_of(&line.unit).await;
    attach_photo(&officer, &model).await;
    decided(line).await;
    let model = line.model(t).await;
    let other = t.unit("Đảng ủy xã Chi Lăng").await;
    let own = t.taken_up(&model, &other, "Bàn trước từng nhà").await;
    t.show(&own, true).await;
    look.browser.become_stranger(t).await;
    let recognised = format!("/mo-hinh/{}", model.slug);
    let pages = [
        page("home-recognised", "/"),
        page("model-recognised", recognised.as_str()),
        page("spread-with-trees", "/nhan-rong"),
        page("unit-with-models", t.page_of(&line.unit).await),
    ];
    look.at_public(&pages).await;
}

async fn admin_pages(t: &TestApp, line: &Line) -> (Client, Vec<Page>) {
    // A unit with a standing agency, for which the administrator may open a campaign.
    let someone = t.user(Some((Role::StandingAgency, Some(&line.unit)))).await;
    let account = format!("/quan-tri/tai-khoan/{}", someone.username);
    let campaign = format!("/dot-thi-dua/{}", line.campaign);
    let pages = vec![
        page("open-campaign", "/dot-thi-dua/moi"),
        page("campaign", campaign.as_str()),
        page("council", format!("{campaign}/hoi-dong")),
        page("accounts", "/quan-tri"),
        page("new-account", "/quan-tri/tai-khoan/moi"),
        page("account-of-someone", format!("{account}?unit_name=xa")),
        page("new-unit", "/quan-tri/don-vi/moi"),
        page("log", "/quan-tri/nhat-ky"),
        page("searches-in-vain", "/quan-tri/tim-kiem"),
        page("synonyms", "/quan-tri/tu-dong-nghia"),
        page("synonyms-history", "/quan-tri/tu-dong-nghia/lich-su"),
        page("explain", "/quan-tri/giai-thich-tim-kiem?q=hien+dat"),
    ];
    (t.admin().await, pages)
}

#[actix_web::test]
async fn pages_are_accessible_narrow_and_self_contained() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        let source = compiled("Hiến đất mở đường liên xã");
        t.enter(&source).await;
        let mut look = Look {
            browser,
            t: &t,
            wrong: Vec::new(),
        };
        let mut public: Vec<Page> = PUBLIC
            .iter()
            .map(|(name, path)| page(name, *path))
            .collect();
        public.push(page("model", format!("/mo-hinh/{}", source.slug)));
        let above = t.unit("Đảng bộ xã Vạn Linh").await;
        let below = t.unit_at("Chi bộ thôn Nam Lân", "grassroots", Some(&above));
        let below = below.await;
        public.push(page("unit", t.page_of(&above).await));
        public.push(page("unit-below", t.page_of(&below).await));
        look.at_public(&public).await;
        browser.open(&t, "/dang-nhap").await;
        browser.type_into("username", "khong-co").await;
        browser.press("Đăng nhập").await;
        browser.sees("Chưa đăng nhập được").await;
        look.here("sign-in-refused").await;
        let line = Line::in_scoring(&t, POINTS).await;
        let officer = t.officer_of(&line.unit).await;
        let pages = unit_pages(&t, &line, &officer).await;
        look.as_person(&officer, &pages).await;
        look_at_the_council(&mut look, &line).await;
        let (admin, pages) = admin_pages(&t, &line).await;
        look.as_person(&admin, &pages).await;
        look_at_what_was_recognised(&mut look, &line).await;
        let wrong = look.wrong;
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}

#[actix_web::test]
async fn the_demonstrations_sign_in_page_is_accessible_too() {
    with_browser(async |browser| {
        let account = |number: u32| DemoAccount {
            username: format!("can-bo-{number}"),
            password: String::from("stuf-es6r-ces4-gb9k"),
            who: format!("Cán bộ phụ trách, cụm đơn vị {number}"),
        };
        let accounts = (1..=13).map(account).collect();
        let t = TestApp::offering(Backend::Sqlite, accounts).await.unwrap();
        let mut look = Look {
            browser,
            t: &t,
            wrong: Vec::new(),
        };
        look.at(&[page("sign-in-offering", "/dang-nhap")]).await;
        let seen = browser.seen().await;
        assert!(seen.contains("can-bo-13"), "{seen}");
        assert!(look.wrong.is_empty(), "{:#?}", look.wrong);
    })
    .await;
}

#[actix_web::test]
async fn a_model_prints_as_a_leaflet_of_two_pages_at_most() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        let line = Line::in_scoring(&t, CONDITIONS).await;
        recognised(&line).await;
        let (long, now) = (line.model(&t).await, t.now());
        let paragraph = "Chi bộ phân công đảng viên đến từng nhà, bàn công khai cách làm và báo kết quả hằng tháng. ";
        let story = Story {
            problem: paragraph.repeat(3),
            objectives: paragraph.repeat(2),
            approach: paragraph.repeat(8),
            steps: vec![paragraph.to_owned(); 5],
            conditions: paragraph.repeat(2),
            results: paragraph.repeat(3),
            ..long.story.clone()
        };
        let slug = long.slug.clone();
        t.change(move |conn| {
            let long = Model { story, ..long };
            models::replace(conn, &long, now)?;
            let changed = Event::model(EventKind::ModelChanged, &long.id);
            log::append(conn, &Actor::System, changed, now)
        })
        .await;
        browser.open(&t, &format!("/mo-hinh/{slug}")).await;
        let frame = ["header nav", "footer nav", "main button"];
        let read = ["main h1", "main h2"];
        let parts = [frame.as_slice(), &read].concat();
        assert_eq!(browser.seen_of(&parts).await, parts, "on the screen");
        assert_eq!(browser.seen_in_print(&parts).await, read);
        let pages = browser.printed_pages().await;
        assert!((1..=2).contains(&pages), "{pages} pages");
    })
    .await;
}

#[actix_web::test]
async fn axe_sees_a_page_that_is_wrong() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        browser.open(&t, "/healthz").await;
        let found = browser.violations().await;
        assert!(
            found.iter().any(|line| line.starts_with("document-title")),
            "{found:?}"
        );
    })
    .await;
}
