//! A browser without a window, driven over WebDriver, for what only a browser can tell.

use super::app::TestApp;
use super::builders::PASSWORD;
use super::client::Client;
use super::folders::folder;
use super::required::left_out;
use super::sources::root;
use danvankheo::web::SESSION_COOKIE;
use futures_util::FutureExt;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;
use thirtyfour::ChromiumLikeCapabilities;
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::extensions::query::ElementQuery;
use thirtyfour::prelude::*;

/// What the browser is started with: nothing of its own goes out, and nothing is kept.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=en-US",
    "--window-size=1280,1000",
];

/// How long a person waits for a page before they call it broken, and how often they look.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(50);

const AXE: &str = include_str!("../../assets/axe/axe.min.js");

/// Runs chromedriver until the end of its input, which the kernel brings when this process ends, however it ends.
const RUN: &str =
    "chromedriver --port=0 </dev/null & driver=$!; read -r _; kill $driver; wait $driver";

/// An open browser.
pub struct Browser {
    driver: WebDriver,
    address: String,
}

struct Driver {
    address: String,
    lifeline: Option<ChildStdin>,
    shell: Child,
}

impl Driver {
    /// Starts a driver on a free port. Err: why there is none.
    fn start() -> Result<Self, String> {
        let mut shell = Command::new("sh")
            .args(["-c", RUN])
            // Names of files are Vietnamese, days are entered as English has them: whatever the machine is set to.
            .env("LC_ALL", "C.UTF-8")
            .env_remove("LANGUAGE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let lifeline = shell.stdin.take();
        let mut lines = BufReader::new(shell.stdout.take().unwrap()).lines();
        // "ChromeDriver was started successfully on port 41234."
        let port = lines.find_map(|line| {
            let line = line.ok()?;
            line.split("successfully on port ")
                .nth(1)
                .map(|port| port.trim_end_matches('.').to_owned())
        });
        let driver = Self {
            address: format!("http://127.0.0.1:{}", port.clone().unwrap_or_default()),
            lifeline,
            shell,
        };
        port.map(|_| driver)
            .ok_or_else(|| String::from("chromedriver is not installed or does not start"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.lifeline = None;
        let _ = self.shell.wait();
    }
}

/// Runs a test with a browser; leaves it out where the machine has none.
pub async fn with_browser(test: impl AsyncFnOnce(&Browser)) {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(why) => return left_out("browser", &why),
    };
    let profile = folder("dvk-browser-");
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in FLAGS {
        capabilities.add_arg(flag).unwrap();
    }
    capabilities
        .add_arg(&format!("--user-data-dir={}", profile.path().display()))
        .unwrap();
    let opened = match WebDriver::new(&driver.address, capabilities).await {
        Ok(opened) => opened,
        Err(error) => {
            let error = error.to_string();
            let first = error.lines().next().unwrap_or_default();
            return left_out("browser", &format!("chromium does not start: {first}"));
        }
    };
    let browser = Browser {
        driver: opened,
        address: driver.address.clone(),
    };
    let outcome = AssertUnwindSafe(test(&browser)).catch_unwind().await;
    // The browser is closed before a failure goes on, or it would stay behind.
    let closed = browser.driver.quit().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
    closed.unwrap();
}

impl Browser {
    /// Opens a page and waits until it is loaded.
    pub async fn open(&self, t: &TestApp, path: &str) {
        self.driver.goto(t.url(path)).await.unwrap();
    }

    /// Signs in by typing into the page that is open.
    pub async fn sign_in_here(&self, username: &str) {
        self.type_into("username", username).await;
        self.type_into("password", PASSWORD).await;
        self.press("Đăng nhập").await;
        self.sees("Đăng nhập thành công.").await;
    }

    /// Signs out by the menu in the header.
    pub async fn sign_out(&self) {
        self.open_menu().await;
        self.press("Đăng xuất").await;
        self.sees("Đã đăng xuất.").await;
    }

    /// Goes on as the person of `client`, who is signed in, without typing: for what is not about signing in.
    pub async fn become_person(&self, t: &TestApp, client: &Client) {
        self.become_stranger(t).await;
        let token = client.cookie(SESSION_COOKIE).unwrap();
        let session = Cookie::new(SESSION_COOKIE, token);
        self.driver.add_cookie(session).await.unwrap();
    }

    /// Goes on as someone whom the site has never seen.
    pub async fn become_stranger(&self, t: &TestApp) {
        self.open(t, "/healthz").await;
        self.driver.delete_all_cookies().await.unwrap();
    }

    /// Opens the signed-in person's menu in the header.
    pub async fn open_menu(&self) {
        let menu = By::Css("header details.account > summary");
        self.driver.find(menu).await.unwrap().click().await.unwrap();
    }

    /// Follows the entry of the signed-in person's menu that reads `label`.
    pub async fn go_to(&self, label: &str) {
        self.open_menu().await;
        self.follow(label).await;
    }

    /// Types into the field of an id, in place of what stands there.
    pub async fn type_into(&self, id: &str, text: &str) {
        let field = self.element(By::Id(id), id).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses a key in the field of an id.
    pub async fn key(&self, id: &str, key: Key) {
        let field = self.driver.find(By::Id(id)).await.unwrap();
        field.send_keys(key).await.unwrap();
    }

    /// Waits until something that `css` selects is there.
    pub async fn appears(&self, css: &str) {
        self.driver.query(By::Css(css)).first().await.unwrap();
    }

    /// An attribute of the first element that `css` selects, as it stands now.
    pub async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let element = self.driver.find(By::Css(css)).await.unwrap();
        element.attr(name).await.unwrap()
    }

    /// Enters a day, such as `21/11/2026`, into the date field of an id, by the digits a browser set to English takes.
    pub async fn enter_day(&self, id: &str, day: &str) {
        let [day, month, year] = day.split('/').collect::<Vec<_>>().try_into().unwrap();
        let field = self.element(By::Id(id), id).await;
        field
            .send_keys(format!("{month}{day}{year}"))
            .await
            .unwrap();
        let entered = field.prop("value").await.unwrap().unwrap_or_default();
        assert_eq!(entered, format!("{year}-{month}-{day}"), "{id}");
    }

    /// Hands a file to the field of an id.
    pub async fn attach(&self, id: &str, file: &Path) {
        let field = self.element(By::Id(id), id).await;
        field.send_keys(file.to_str().unwrap()).await.unwrap();
    }

    /// Chooses what reads `label` in the list of an id.
    pub async fn choose(&self, id: &str, label: &str) {
        let option = format!("//select[@id={}]/option[{}]", quoted(id), reads(label));
        self.at(&option).await.click().await.unwrap();
    }

    /// Ticks the choice of the field `name` that reads `label`, by its label.
    pub async fn tick(&self, name: &str, label: &str) {
        let choice = format!(
            "//input[@name={}]/following-sibling::label[{}]",
            quoted(name),
            reads(label)
        );
        self.at(&choice).await.click().await.unwrap();
    }

    /// Follows the first link that reads `label`.
    pub async fn follow(&self, label: &str) {
        let link = format!("//a[{}]", reads(label));
        self.at(&link).await.click().await.unwrap();
    }

    /// Follows the link that reads `label` in the part of a list that stands under `heading`.
    pub async fn follow_under(&self, heading: &str, label: &str) {
        let link = format!("//li[h2[{}]]//a[{}]", reads(heading), reads(label));
        self.at(&link).await.click().await.unwrap();
    }

    /// Presses the first button that reads `label`.
    pub async fn press(&self, label: &str) {
        let button = format!("//button[{}]", reads(label));
        self.at(&button).await.click().await.unwrap();
    }

    /// Waits until the page says `text`.
    pub async fn sees(&self, text: &str) {
        let said = text.to_owned();
        let body = self
            .waited(By::Tag("body"))
            .with_text(move |seen: &str| seen.contains(&said));
        self.expected(body, text).await;
    }

    /// The text of the page as it is seen.
    pub async fn seen(&self) -> String {
        self.driver
            .find(By::Tag("body"))
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    /// Runs a script in the page, behind the person's back, and gives what it returns.
    pub async fn script<T: DeserializeOwned>(&self, script: &str) -> T {
        let returned = self.driver.execute(script, Vec::new()).await.unwrap();
        returned.convert().unwrap()
    }

    async fn at(&self, xpath: &str) -> WebElement {
        self.element(By::XPath(xpath), xpath).await
    }

    /// The first element that a person sees; waits for it.
    async fn element(&self, by: By, what: &str) -> WebElement {
        self.expected(self.waited(by).and_displayed(), what).await
    }

    /// A look that lasts while pages come and go: what a page took away with it was not there.
    fn waited(&self, by: By) -> ElementQuery {
        self.driver
            .query(by)
            .ignore_errors(true)
            .wait(PATIENCE, GLANCE)
    }

    /// What was looked for; keeps a picture of a page that has it not.
    async fn expected(&self, looked: ElementQuery, what: &str) -> WebElement {
        match looked.first().await {
            Ok(element) => element,
            Err(_) => {
                self.picture("not-found-in-it").await;
                panic!("no {what} at {}: {}", self.path().await, self.seen().await)
            }
        }
    }

    /// The path the browser is at.
    pub async fn path(&self) -> String {
        self.driver.current_url().await.unwrap().path().to_owned()
    }

    /// Shows pages as to someone who prefers dark colours, or light ones, and no motion: what is looked at stands still.
    pub async fn prefer_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Makes the window as wide as a screen of `width` pixels.
    pub async fn widen_to(&self, width: u32) {
        let screen = json!({ "width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", screen)
            .await;
    }

    /// How many pages of A4 the page takes in print.
    pub async fn printed_pages(&self) -> usize {
        let a4 = PrintParameters {
            page: PrintPage {
                width: 21.0,
                height: 29.7,
            },
            ..PrintParameters::default()
        };
        let document = self.driver.print_page(a4).await.unwrap();
        let marks = document.windows(11).zip(&document[11..]);
        marks
            .filter(|(mark, next)| *mark == b"/Type /Page" && **next != b's')
            .count()
    }

    /// Which of these are seen.
    pub async fn seen_of(&self, css: &[&str]) -> Vec<String> {
        let script = format!(
            "return {}.filter(css => [...document.querySelectorAll(css)].some(part => part.getClientRects().length > 0));",
            json!(css)
        );
        self.script(&script).await
    }

    /// Which of these are seen in print.
    pub async fn seen_in_print(&self, css: &[&str]) -> Vec<String> {
        let print = json!({ "media": "print" });
        self.devtools("Emulation.setEmulatedMedia", print).await;
        let seen = self.seen_of(css).await;
        let screen = json!({ "media": "" });
        self.devtools("Emulation.setEmulatedMedia", screen).await;
        seen
    }

    /// Bytes that the page with all it shows came in, whether over the network or from the browser's cache.
    pub async fn weight(&self) -> u64 {
        let script = "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] \
             .reduce((sum, entry) => sum + entry.encodedBodySize, 0);";
        self.script(script).await
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        let address = format!(
            "{}/session/{}/goog/cdp/execute",
            self.address,
            self.driver.session_id()
        );
        let asked = json!({ "cmd": command, "params": parameters });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = http.post(address).json(&asked).send().await.unwrap();
        assert!(
            answer.status().is_success(),
            "{command}: {}",
            answer.text().await.unwrap()
        );
    }

    /// What axe finds wrong with the page: one line for each rule and each element that breaks it.
    pub async fn violations(&self) -> Vec<String> {
        if self.script("return typeof axe === 'undefined';").await {
            self.driver.execute(AXE, Vec::new()).await.unwrap();
        }
        let script = "const done = arguments[0]; axe.run(document).then(result => done(result.violations.flatMap(rule => \
             rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`))), \
             problem => done([`axe failed: ${problem}`]));";
        self.driver
            .execute_async(script, Vec::new())
            .await
            .unwrap()
            .convert()
            .unwrap()
    }

    /// How many pixels the page is wider than its window, so that a reader must scroll sideways.
    pub async fn overflow(&self) -> i64 {
        let script =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
        self.script(script).await
    }

    /// Addresses of other sites that the page loaded anything from.
    pub async fn loaded_from_elsewhere(&self) -> Vec<String> {
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name) \
             .filter(address => !address.startsWith(location.origin) && !address.startsWith('data:'));";
        self.script(script).await
    }

    /// Keeps a picture of the page for people to look at, under `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let folder = root().join("target/screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        self.driver
            .screenshot(&folder.join(format!("{name}.png")))
            .await
            .unwrap();
    }
}

/// A text as XPath writes it.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "{text}");
    format!("\"{text}\"")
}

/// The condition that an element reads `text`, whatever its white space.
fn reads(text: &str) -> String {
    format!("contains(normalize-space(.), {})", quoted(text))
}
