//! What the server answered, and what a test expects of it.

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use scraper::{Html, Selector};

/// An answer, read whole.
pub struct Answer {
    /// What was asked: method and path.
    asked: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    base_path: String,
}

impl Answer {
    /// Reads the whole answer. Err: the server was gone before its end.
    pub async fn read(
        asked: String,
        base_path: String,
        response: reqwest::Response,
    ) -> reqwest::Result<Self> {
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await?.to_vec();
        Ok(Self {
            asked,
            status,
            headers,
            body,
            base_path,
        })
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// A header, or empty.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Every value of a header.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.headers
            .get_all(name)
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect()
    }

    /// Every header but those that differ with each answer, one to a line.
    pub fn lasting_headers(&self) -> String {
        let lasting = self.headers.iter().filter(|(name, _)| {
            let name = name.as_str();
            name != "date" && name != "x-request-id"
        });
        let mut lines: Vec<String> = lasting
            .map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()))
            .collect();
        lines.sort();
        lines.concat()
    }

    /// The body as bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}", self.asked, self.text()))
    }

    /// The text a reader sees, white space run together.
    pub fn seen(&self) -> String {
        let document = Html::parse_document(self.text());
        let text: Vec<&str> = document.root_element().text().collect();
        text.join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The texts of every element that `css` selects, white space run together.
    pub fn select(&self, css: &str) -> Vec<String> {
        let joined = |element: scraper::ElementRef<'_>| {
            element
                .text()
                .collect::<Vec<_>>()
                .join(" ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        Html::parse_document(self.text())
            .select(&Selector::parse(css).unwrap())
            .map(joined)
            .collect()
    }

    /// An attribute of the first element that `css` selects and that has it.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let document = Html::parse_document(self.text());
        document
            .select(&Selector::parse(css).unwrap())
            .find_map(|element| element.attr(name).map(str::to_owned))
    }

    /// An attribute of every element that `css` selects and that has it.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        Html::parse_document(self.text())
            .select(&Selector::parse(css).unwrap())
            .filter_map(|element| element.attr(name).map(str::to_owned))
            .collect()
    }

    /// The value the page's form shows in a field, typed or stored; none where there is no such field.
    pub fn value(&self, field: &str) -> Option<String> {
        self.attribute(
            &format!("input[name='{field}']:not([type=radio]):not([type=checkbox])"),
            "value",
        )
        .or_else(|| self.attribute(&format!("input[name='{field}'][checked]"), "value"))
        .or_else(|| self.attribute(&format!("select[name='{field}'] option[selected]"), "value"))
        .or_else(|| {
            let document = Html::parse_document(self.text());
            let area = Selector::parse(&format!("textarea[name='{field}']")).unwrap();
            document
                .select(&area)
                .next()
                .map(|area| area.text().collect())
        })
    }

    /// The names and values of every input and text area of the first form that `css` selects, in order.
    pub fn fields(&self, css: &str) -> Vec<(String, String)> {
        let document = Html::parse_document(self.text());
        let form = document.select(&Selector::parse(css).unwrap()).next();
        let form = form.unwrap_or_else(|| panic!("no form {css}: {}", self.shown()));
        form.select(&Selector::parse("input[name], textarea[name]").unwrap())
            .map(|field| {
                let value = match field.attr("value") {
                    Some(value) => value.to_owned(),
                    None => field.text().collect(),
                };
                (field.attr("name").unwrap_or_default().to_owned(), value)
            })
            .collect()
    }

    /// What the page says is wrong with a field; none where it says nothing.
    pub fn field_error(&self, field: &str) -> Option<String> {
        self.select(&format!("[id='{field}-error']"))
            .into_iter()
            .next()
    }

    /// Fails unless the status is 200.
    #[track_caller]
    pub fn assert_ok(self) -> Self {
        self.assert_status(200)
    }

    /// Fails unless the status is `status`.
    #[track_caller]
    pub fn assert_status(self, status: u16) -> Self {
        assert_eq!(self.status(), status, "{}", self.shown());
        self
    }

    /// Fails unless the browser is sent on to `path`, which begins after the base path.
    #[track_caller]
    pub fn assert_redirect_to(self, path: &str) -> Self {
        assert!(
            self.status.is_redirection(),
            "no redirect: {}",
            self.shown()
        );
        assert_eq!(
            self.header("location"),
            format!("{}{path}", self.base_path),
            "{}",
            self.asked
        );
        self
    }

    /// Fails unless the server refused with this error code.
    #[track_caller]
    pub fn assert_code(self, code: &str) -> Self {
        assert_eq!(self.header("x-error-code"), code, "{}", self.shown());
        self
    }

    /// Fails unless a reader sees `text` on the page.
    #[track_caller]
    pub fn assert_says(self, text: &str) -> Self {
        assert!(
            self.seen().contains(text),
            "does not say {text:?}: {}",
            self.shown()
        );
        self
    }

    /// Fails if `text` stands anywhere in the answer, seen or not.
    #[track_caller]
    pub fn assert_silent_on(self, text: &str) -> Self {
        assert!(
            !self.text().contains(text),
            "gives away {text:?}: {}",
            self.shown()
        );
        self
    }

    /// What was asked and answered, for the message of a failure.
    pub fn shown(&self) -> String {
        let seen = if self.header("content-type").starts_with("text/html") {
            self.seen()
        } else {
            self.text().to_owned()
        };
        let error = self.header("x-error-code");
        format!(
            "{} answered {} {error} {}",
            self.asked,
            self.status,
            seen.chars().take(1500).collect::<String>()
        )
    }
}
