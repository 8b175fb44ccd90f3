//! Someone with a browser: cookies are kept, redirects are not followed, forms send back the token they were given.

use super::answer::Answer;
use reqwest::Url;
use reqwest::cookie::{CookieStore, Jar};
use reqwest::multipart;
use reqwest::redirect::Policy;
use serde::Serialize;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a test waits for a page to become what it should before it fails.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it looks meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// How long a connection is kept that nothing is sent over.
const IDLE: Duration = Duration::from_secs(2);

/// A browser of one person.
pub struct Client {
    http: reqwest::Client,
    cookies: Arc<Jar>,
    root: Url,
    base_path: String,
    csrf: Mutex<Option<String>>,
}

impl Client {
    /// A browser that nobody is signed in with, for the site at `root` under a base path.
    pub fn at(root: Url, base_path: &str) -> Self {
        let cookies = Arc::new(Jar::default());
        let http = reqwest::Client::builder()
            .cookie_provider(Arc::clone(&cookies))
            .redirect(Policy::none())
            .no_proxy()
            // Well before the server closes what is idle: a form sent at that moment would be lost.
            .pool_idle_timeout(IDLE)
            .build()
            .unwrap();
        Self {
            http,
            cookies,
            root,
            base_path: base_path.to_owned(),
            csrf: Mutex::new(None),
        }
    }

    /// Puts a cookie into the browser and the token its forms send back.
    pub fn with_session(self, name: &str, token: &str, csrf: &str) -> Self {
        self.cookies
            .add_cookie_str(&format!("{name}={token}; Path=/"), &self.root);
        *self.csrf.lock().unwrap() = Some(csrf.to_owned());
        self
    }

    /// The value of a cookie, if the browser holds it.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let held = self.cookies.cookies(&self.root)?;
        let held = held.to_str().unwrap().to_owned();
        held.split("; ").find_map(|pair| {
            pair.strip_prefix(name)?
                .strip_prefix('=')
                .map(str::to_owned)
        })
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, self.http.get(self.address(path)))
            .await
            .unwrap()
    }

    /// Opens a page again and again until it is as wished, and gives how long that took. Fails where it never is.
    pub async fn open_until(&self, path: &str, wished: impl Fn(&Answer) -> bool) -> Duration {
        let began = Instant::now();
        let mut looks = tokio::time::interval(LOOK_EVERY);
        loop {
            looks.tick().await;
            let answer = self.get(path).await;
            if wished(&answer) {
                return began.elapsed();
            }
            assert!(
                began.elapsed() < PATIENCE,
                "never as wished: {}",
                answer.shown()
            );
        }
    }

    /// Waits until the index of the process has taken in everything that is in the log.
    pub async fn caught_up(&self) {
        self.open_until("/readyz", |answer| {
            answer.status() == 200 && answer.json()["index_behind"] == 0
        })
        .await;
    }

    /// Opens a page with a header.
    pub async fn get_with(&self, path: &str, header: (&str, &str)) -> Answer {
        self.send(
            "GET",
            path,
            self.http.get(self.address(path)).header(header.0, header.1),
        )
        .await
        .unwrap()
    }

    /// Asks what [`Client::get`] would answer, without its body.
    pub async fn head(&self, path: &str) -> Answer {
        self.send("HEAD", path, self.http.head(self.address(path)))
            .await
            .unwrap()
    }

    /// Sends a form as a page's script does that saves it while someone types.
    pub async fn save_by_itself(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.token().await;
        let mut pairs = vec![("csrf", csrf.as_str())];
        pairs.extend_from_slice(fields);
        let request = self.http.post(self.address(path)).form(&pairs);
        self.send("POST", path, request.header("hx-request", "true"))
            .await
            .unwrap()
    }

    /// Sends a form to `path` as a browser does that was shown the form before: with the token of the last page.
    pub async fn post_form<V: AsRef<str>>(&self, path: &str, fields: &[(&str, V)]) -> Answer {
        self.try_post_form(path, fields).await.unwrap()
    }

    /// [`Client::post_form`] to a server that may be gone. Err: it is.
    pub async fn try_post_form<V: AsRef<str>>(
        &self,
        path: &str,
        fields: &[(&str, V)],
    ) -> reqwest::Result<Answer> {
        let csrf = self.token().await;
        let mut pairs: Vec<(&str, &str)> = vec![("csrf", csrf.as_str())];
        pairs.extend(fields.iter().map(|(name, value)| (*name, value.as_ref())));
        self.send(
            "POST",
            path,
            self.http.post(self.address(path)).form(&pairs),
        )
        .await
    }

    /// Sends exactly these fields.
    pub async fn post_bare<F: Serialize>(&self, path: &str, fields: &[F]) -> Answer {
        self.send(
            "POST",
            path,
            self.http.post(self.address(path)).form(fields),
        )
        .await
        .unwrap()
    }

    /// Sends exactly these fields, as a browser does whose form stands on a page at `origin`.
    pub async fn post_from(&self, origin: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.http.post(self.address(path)).form(fields);
        self.send("POST", path, request.header("origin", origin))
            .await
            .unwrap()
    }

    /// Sends a form with a file.
    pub async fn post_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        field: &str,
        name: &str,
        bytes: Vec<u8>,
    ) -> Answer {
        let mut form = multipart::Form::new().text("csrf", self.token().await);
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        let form = form.part(
            field.to_owned(),
            multipart::Part::bytes(bytes).file_name(name.to_owned()),
        );
        self.post_parts(path, form).await
    }

    /// Sends exactly these parts, in their order.
    pub async fn post_parts(&self, path: &str, form: multipart::Form) -> Answer {
        self.send(
            "POST",
            path,
            self.http.post(self.address(path)).multipart(form),
        )
        .await
        .unwrap()
    }

    /// Signs in through the page, as a person does. Gives the answer to the form.
    pub async fn sign_in(&self, username: &str, password: &str) -> Answer {
        self.get("/dang-nhap").await.assert_ok();
        let fields = [("username", username), ("password", password)];
        let answer = self.post_form("/dang-nhap", &fields).await;
        if answer.status() == 303 {
            // The forms of the new session send back another token.
            *self.csrf.lock().unwrap() = None;
        }
        answer
    }

    /// What forms send back: of the last page with a form, else of the sign-in page.
    async fn token(&self) -> String {
        if self.csrf.lock().unwrap().is_none() {
            self.get("/dang-nhap").await;
        }
        self.csrf
            .lock()
            .unwrap()
            .clone()
            .expect("the last page has a form with a token")
    }

    fn address(&self, path: &str) -> Url {
        self.root
            .join(&format!("{}{path}", self.base_path))
            .unwrap()
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        request: reqwest::RequestBuilder,
    ) -> reqwest::Result<Answer> {
        let answer = Answer::read(
            format!("{method} {path}"),
            self.base_path.clone(),
            request.send().await?,
        )
        .await?;
        if answer.header("content-type").starts_with("text/html")
            && let Some(token) = answer.attribute("input[name=csrf]", "value")
        {
            *self.csrf.lock().unwrap() = Some(token);
        }
        Ok(answer)
    }
}
