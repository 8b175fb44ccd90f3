//! Taking the fields of a record one by one, with a Vietnamese word for everything that is wrong.

use super::{CompiledFigure, Location, Replicability};
use crate::partial_date::PartialDate;
use crate::units::names;
use crate::vietnamese::nfc;
use crate::words::UnknownWord;
use serde_json::{Map, Value};
use std::fmt;
use std::str::FromStr;

/// The longest title, name, tag or other text of one line, in characters.
pub(super) const SHORT_MAX: usize = 300;
/// The longest telling text, in characters.
pub(super) const LONG_MAX: usize = 20_000;
/// The longest address of a source, in characters.
const URL_MAX: usize = 2_000;
/// The longest id, in characters.
const ID_MAX: usize = 64;
/// The most entries of a list.
const LIST_MAX: usize = 50;
/// The years a model may start or be recognised in.
const YEARS: std::ops::RangeInclusive<i64> = 1930..=2100;

/// The fields of one object that were not taken yet, and the faults of the line so far.
pub(super) struct Fields<'f> {
    map: Map<String, Value>,
    /// Stands before each field name: `location_2025.`, `figures[2].`
    path: String,
    faults: &'f mut Vec<String>,
}

impl<'f> Fields<'f> {
    pub(super) fn new(map: Map<String, Value>, path: &str, faults: &'f mut Vec<String>) -> Self {
        Self {
            map,
            path: path.to_owned(),
            faults,
        }
    }

    pub(super) fn fault(&mut self, field: &str, what: impl fmt::Display) {
        self.faults.push(format!("{}{field}: {what}", self.path));
    }

    /// The value of a field; null is as good as absent.
    pub(super) fn take(&mut self, field: &str) -> Option<Value> {
        self.map.remove(field).filter(|value| !value.is_null())
    }

    /// Names every field that no one asked for: a misspelt name would lose its text unseen.
    pub(super) fn nothing_left(mut self) {
        for field in std::mem::take(&mut self.map).keys() {
            let shown: String = field.chars().take(40).collect();
            self.fault(&shown, "không có trường này");
        }
    }

    pub(super) fn required(&mut self, field: &str, max: usize) -> Option<String> {
        if !self.map.contains_key(field) {
            self.fault(field, "thiếu");
            return None;
        }
        let faults = self.faults.len();
        let text = self.optional(field, max);
        if text.is_none() && self.faults.len() == faults {
            self.fault(field, "để trống");
        }
        text
    }

    pub(super) fn optional(&mut self, field: &str, max: usize) -> Option<String> {
        match self.take(field)? {
            Value::String(text) => self.clean(field, &text, max),
            _ => {
                self.fault(field, "phải là văn bản");
                None
            }
        }
    }

    /// NFC, no space around, no control character but line ends and tabs; `None` if nothing is left.
    fn clean(&mut self, field: &str, text: &str, max: usize) -> Option<String> {
        let text = nfc(text.trim());
        if text.chars().count() > max {
            self.fault(field, format_args!("dài quá {max} ký tự"));
            return None;
        }
        let long = max == LONG_MAX;
        if text
            .chars()
            .any(|c| c.is_control() && !(long && matches!(c, '\n' | '\t')))
        {
            self.fault(field, "có ký tự điều khiển");
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn id(&mut self) -> Option<String> {
        let id = self.required("id", ID_MAX)?;
        let good = id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':'));
        if !good {
            self.fault("id", "chỉ gồm chữ không dấu, chữ số và . - _ :");
        }
        good.then_some(id)
    }

    pub(super) fn required_word<T: FromStr<Err = UnknownWord>>(
        &mut self,
        field: &str,
    ) -> Option<T> {
        let word = self.required(field, SHORT_MAX)?;
        self.word(field, &word)
    }

    pub(super) fn optional_word<T: FromStr<Err = UnknownWord>>(
        &mut self,
        field: &str,
    ) -> Option<T> {
        let word = self.optional(field, SHORT_MAX)?;
        self.word(field, &word)
    }

    fn word<T: FromStr<Err = UnknownWord>>(&mut self, field: &str, word: &str) -> Option<T> {
        word.parse()
            .map_err(|UnknownWord { word, expected }| {
                self.fault(
                    field,
                    format_args!("“{word}” không có trong danh sách ({expected})"),
                );
            })
            .ok()
    }

    pub(super) fn year(&mut self, field: &str) -> Option<i32> {
        let value = self.take(field)?;
        let year = value.as_i64().filter(|year| YEARS.contains(year));
        if year.is_none() {
            self.fault(
                field,
                format_args!("phải là năm từ {} đến {}", YEARS.start(), YEARS.end()),
            );
        }
        year.and_then(|year| i32::try_from(year).ok())
    }

    pub(super) fn date(&mut self, field: &str) -> Option<PartialDate> {
        let text = self.optional(field, SHORT_MAX)?;
        let date = text.parse().ok();
        if date.is_none() {
            self.fault(
                field,
                format_args!("“{text}” không phải là năm, tháng hay ngày (ví dụ 2025-07-01)"),
            );
        }
        date
    }

    /// An address that is safe to put into a link.
    pub(super) fn url(&mut self, field: &str) -> Option<String> {
        let url = self.optional(field, URL_MAX)?;
        let after_scheme = url.strip_prefix("https://").or(url.strip_prefix("http://"));
        let good = after_scheme.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphanumeric())
                && !rest
                    .contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'))
        });
        if !good {
            self.fault(field, "phải là địa chỉ http:// hoặc https://");
        }
        good.then_some(url)
    }

    fn list(&mut self, field: &str) -> Vec<Value> {
        match self.take(field) {
            None => Vec::new(),
            Some(Value::Array(list)) if list.len() <= LIST_MAX => list,
            Some(Value::Array(_)) => {
                self.fault(field, format_args!("có quá {LIST_MAX} mục"));
                Vec::new()
            }
            Some(_) => {
                self.fault(field, "phải là danh sách");
                Vec::new()
            }
        }
    }

    /// A list of texts of one line each, empty ones refused.
    pub(super) fn texts(&mut self, field: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for (index, value) in self.list(field).into_iter().enumerate() {
            let entry = format!("{field}[{}]", index + 1);
            let faults = self.faults.len();
            let text = match value {
                Value::String(text) => self.clean(&entry, &text, SHORT_MAX),
                _ => None,
            };
            match text {
                Some(text) => texts.push(text),
                None if self.faults.len() == faults => {
                    self.fault(&entry, "phải là văn bản, không để trống");
                }
                None => {}
            }
        }
        texts
    }

    /// Tags in lower case, each once.
    pub(super) fn themes(&mut self) -> Vec<String> {
        let mut themes: Vec<String> = Vec::new();
        for theme in self.texts("themes") {
            let theme = theme.to_lowercase();
            if theme.contains(',') {
                self.fault("themes", format_args!("“{theme}” có dấu phẩy"));
            }
            if !themes.contains(&theme) {
                themes.push(theme);
            }
        }
        themes
    }

    /// An object within this one, its fields read by `read`; `None` if absent.
    fn object<T>(
        &mut self,
        field: &str,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(field)?;
        self.object_of(field, value, read)
    }

    fn object_of<T>(
        &mut self,
        entry: &str,
        value: Value,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let Value::Object(map) = value else {
            self.fault(entry, "phải là đối tượng { … }");
            return None;
        };
        let path = format!("{}{entry}.", self.path);
        let mut fields = Fields::new(map, &path, self.faults);
        let read = read(&mut fields);
        fields.nothing_left();
        read
    }

    pub(super) fn location(&mut self) -> Option<Location> {
        if self.map.get("location_2025").is_none_or(Value::is_null) {
            self.fault("location_2025", "thiếu");
            return None;
        }
        self.object("location_2025", |fields| {
            let province = fields.required("province", SHORT_MAX);
            let note = fields.optional("note", SHORT_MAX);
            let province = province?;
            let today = names::find_province(&province, None).today();
            if !today.is_some_and(|today| names::is_name_of(&province, today)) {
                fields.fault(
                    "province",
                    format_args!("“{province}” không phải tỉnh, thành phố từ ngày 1/7/2025"),
                );
                return None;
            }
            Some(Location { province, note })
        })
    }

    pub(super) fn figures(&mut self) -> Vec<CompiledFigure> {
        let list = self.list("figures");
        let mut figures = Vec::with_capacity(list.len());
        for (index, value) in list.into_iter().enumerate() {
            let entry = format!("figures[{}]", index + 1);
            figures.extend(self.object_of(&entry, value, |fields| {
                let what = fields.required("what", SHORT_MAX);
                let value = fields.required("value", SHORT_MAX);
                let unit = fields.optional("unit", SHORT_MAX);
                Some(CompiledFigure {
                    what: what?,
                    value: value?,
                    unit: unit.unwrap_or_default(),
                })
            }));
        }
        figures
    }

    pub(super) fn replicability(&mut self) -> Replicability {
        self.object("replicability", |fields| {
            Some(Replicability {
                conditions: fields.optional("conditions", LONG_MAX),
                steps: fields.texts("steps"),
            })
        })
        .unwrap_or_default()
    }
}
