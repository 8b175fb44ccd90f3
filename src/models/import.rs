//! Reading a catalogue of compiled models (`danvankheo import models FILE.jsonl`): one JSON object
//! a line, in the memory of one line. Every bad line is reported with its number and all its
//! faults; the good ones go on. A compiled model restates public facts and names its source; it is
//! never a recognised one.

use super::words::{Label, RecognitionLevel, Sector, Subject};
use crate::lines::Lines;
use crate::partial_date::PartialDate;
use crate::units::facts::Province;
use crate::units::model::UnitKind;
use crate::units::names;
use crate::vietnamese::nfc;
use crate::words::UnknownWord;
use serde::Serialize;
use serde_json::{Map, Value};
use std::fmt;
use std::io::BufRead;
use std::str::FromStr;

/// The fields, for `import models --help`.
pub const HELP: &str = "\
Tệp JSON Lines, mã UTF-8: mỗi dòng là một đối tượng JSON, dài tối đa 1 MiB; dòng trống được bỏ qua.
Bắt buộc: id, title, unit, unit_kind, location_2025.province, sector, subject, label, approach.
Không bắt buộc (có thể null hoặc bỏ hẳn): province, district, commune, location_2025.note, themes, year,
year_recognised, level, problem, results, figures, replicated_by, actors, replicability (conditions, steps),
source_title, source_publisher, source_url, source_date.
Dòng sai được báo kèm số dòng và lý do; các dòng đúng vẫn được nhập. Nhập lại cùng một tệp không tạo mô hình trùng:
id là khóa nhận biết.";

/// The longest line, in bytes.
pub const LINE_MAX_BYTES: usize = 1024 * 1024;
/// The longest title, name, tag or other text of one line, in characters.
const SHORT_MAX: usize = 300;
/// The longest telling text, in characters.
const LONG_MAX: usize = 20_000;
/// The longest address of a source, in characters.
const URL_MAX: usize = 2_000;
/// The longest id, in characters.
const ID_MAX: usize = 64;
/// The most entries of a list.
const LIST_MAX: usize = 50;
/// The years a model may start or be recognised in.
const YEARS: std::ops::RangeInclusive<i64> = 1930..=2100;

/// A model compiled from a public page, as its line states it: checked, trimmed, NFC.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompiledModel {
    /// The id in its file, by which importing again finds it.
    pub id: String,
    /// Its name or a short description.
    pub title: String,
    /// The unit or role that carries it, as the source calls it.
    pub unit: String,
    /// What sort of body that is.
    pub unit_kind: UnitKind,
    /// The province as the source names it, by its name of that time.
    pub province: Option<String>,
    /// The district, until 30 June 2025.
    pub district: Option<String>,
    /// The commune as the source names it; sometimes several in one text.
    pub commune: Option<String>,
    /// Where that is today.
    pub location_2025: Location,
    /// Its field.
    pub sector: Sector,
    /// Free tags, lower case, in the order of the file.
    pub themes: Vec<String>,
    /// A way of working, a body or a person.
    pub subject: Subject,
    /// When it started or what year it is reported for.
    pub year: Option<i32>,
    /// The year of a formal recognition, if the source states one.
    pub year_recognised: Option<i32>,
    /// The level of that recognition.
    pub level: Option<RecognitionLevel>,
    /// How things were before.
    pub problem: Option<String>,
    /// What was done.
    pub approach: String,
    /// What came of it.
    pub results: Option<String>,
    /// The numbers the source publishes.
    pub figures: Vec<CompiledFigure>,
    /// Where it was taken up, or the programme it belongs to.
    pub replicated_by: Option<String>,
    /// Roles and bodies, never private persons.
    pub actors: Vec<String>,
    /// What another unit would need and do: an editor's reading.
    pub replicability: Replicability,
    /// The title of the page the facts come from.
    pub source_title: Option<String>,
    /// Who published it.
    pub source_publisher: Option<String>,
    /// Its address, http or https.
    pub source_url: Option<String>,
    /// Its date, as exact as it is known.
    pub source_date: Option<PartialDate>,
    /// What the source calls it.
    pub label: Label,
}

impl CompiledModel {
    /// The province of today in which it lies.
    pub fn province_today(&self) -> &'static Province {
        names::find_province(&self.location_2025.province, None)
            .today()
            .expect("the reader lets only known provinces through")
    }
}

/// Where a model lies today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// A province of today, by name.
    pub province: String,
    /// When it spans several provinces.
    pub note: Option<String>,
}

/// One number a source publishes, as text in Vietnamese style (`4.262`, `hơn 75`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompiledFigure {
    /// What was counted.
    pub what: String,
    /// The number.
    pub value: String,
    /// Of what; may be empty.
    pub unit: String,
}

/// What another unit would need, and the steps it would take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Replicability {
    /// One or two sentences.
    pub conditions: Option<String>,
    /// Short imperative steps, in order.
    pub steps: Vec<String>,
}

/// A line that is not imported, and why (in Vietnamese).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1.
    pub line: u64,
    /// All that is wrong with it, parted by semicolons.
    pub reason: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dòng {}: {}", self.line, self.reason)
    }
}

/// The models of a catalogue, in its order. Blank lines are skipped. Whether an id or a title
/// comes twice is for the store to say.
pub fn read<R: BufRead>(reader: R) -> impl Iterator<Item = Result<CompiledModel, BadLine>> {
    Lines::new(reader, LINE_MAX_BYTES).filter_map(|line| {
        let model = match line.text {
            Ok(text) if text.trim().is_empty() => return None,
            Ok(text) => parse(&text),
            Err(fault) => Err(fault.to_string()),
        };
        Some(model.map_err(|reason| BadLine {
            line: line.number,
            reason,
        }))
    })
}

/// The model on one line, or all that is wrong with it.
fn parse(text: &str) -> Result<CompiledModel, String> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| format!("không phải JSON hợp lệ (ký tự thứ {})", error.column()))?;
    let Value::Object(map) = value else {
        return Err("không phải là một đối tượng JSON { … }".to_owned());
    };
    let mut faults = Vec::new();
    let mut fields = Fields::new(map, "", &mut faults);
    let model = model(&mut fields);
    fields.nothing_left();
    match model {
        Some(model) if faults.is_empty() => Ok(model),
        _ => Err(faults.join("; ")),
    }
}

/// Takes every field, so that all faults are known, then puts them together.
fn model(fields: &mut Fields<'_>) -> Option<CompiledModel> {
    // Marks records made for measuring; it says nothing about the model.
    let _ = fields.take("synthetic");
    let id = fields.id();
    let title = fields.required("title", SHORT_MAX);
    let unit = fields.required("unit", SHORT_MAX);
    let unit_kind = fields.required_word("unit_kind");
    if unit_kind == Some(UnitKind::Territory) {
        fields.fault(
            "unit_kind",
            "đơn vị hành chính không mang mô hình; hãy ghi loại tổ chức",
        );
    }
    let province = fields.optional("province", SHORT_MAX);
    let district = fields.optional("district", SHORT_MAX);
    let commune = fields.optional("commune", SHORT_MAX);
    let location_2025 = fields.location();
    let sector = fields.required_word("sector");
    let themes = fields.themes();
    let subject = fields.required_word("subject");
    let year = fields.year("year");
    let year_recognised = fields.year("year_recognised");
    let level = fields.optional_word("level");
    let problem = fields.optional("problem", LONG_MAX);
    let approach = fields.required("approach", LONG_MAX);
    let results = fields.optional("results", LONG_MAX);
    let figures = fields.figures();
    let replicated_by = fields.optional("replicated_by", LONG_MAX);
    let actors = fields.texts("actors");
    let replicability = fields.replicability();
    let source_title = fields.optional("source_title", SHORT_MAX);
    let source_publisher = fields.optional("source_publisher", SHORT_MAX);
    let source_url = fields.url("source_url");
    let source_date = fields.date("source_date");
    let label = fields.required_word("label");
    Some(CompiledModel {
        id: id?,
        title: title?,
        unit: unit?,
        unit_kind: unit_kind?,
        province,
        district,
        commune,
        location_2025: location_2025?,
        sector: sector?,
        themes,
        subject: subject?,
        year,
        year_recognised,
        level,
        problem,
        approach: approach?,
        results,
        figures,
        replicated_by,
        actors,
        replicability,
        source_title,
        source_publisher,
        source_url,
        source_date,
        label: label?,
    })
}

/// The fields of one object that were not taken yet, and the faults of the line so far.
struct Fields<'f> {
    map: Map<String, Value>,
    /// Stands before each field name: `location_2025.`, `figures[2].`
    path: String,
    faults: &'f mut Vec<String>,
}

impl<'f> Fields<'f> {
    fn new(map: Map<String, Value>, path: &str, faults: &'f mut Vec<String>) -> Self {
        Self {
            map,
            path: path.to_owned(),
            faults,
        }
    }

    fn fault(&mut self, field: &str, what: impl fmt::Display) {
        self.faults.push(format!("{}{field}: {what}", self.path));
    }

    /// The value of a field; null is as good as absent.
    fn take(&mut self, field: &str) -> Option<Value> {
        self.map.remove(field).filter(|value| !value.is_null())
    }

    /// Names every field that no one asked for: a misspelt name would lose its text unseen.
    fn nothing_left(mut self) {
        for field in std::mem::take(&mut self.map).keys() {
            let shown: String = field.chars().take(40).collect();
            self.fault(&shown, "không có trường này");
        }
    }

    fn required(&mut self, field: &str, max: usize) -> Option<String> {
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

    fn optional(&mut self, field: &str, max: usize) -> Option<String> {
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

    fn id(&mut self) -> Option<String> {
        let id = self.required("id", ID_MAX)?;
        let good = id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':'));
        if !good {
            self.fault("id", "chỉ gồm chữ không dấu, chữ số và . - _ :");
        }
        good.then_some(id)
    }

    fn required_word<T: FromStr<Err = UnknownWord>>(&mut self, field: &str) -> Option<T> {
        let word = self.required(field, SHORT_MAX)?;
        self.word(field, &word)
    }

    fn optional_word<T: FromStr<Err = UnknownWord>>(&mut self, field: &str) -> Option<T> {
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

    fn year(&mut self, field: &str) -> Option<i32> {
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

    fn date(&mut self, field: &str) -> Option<PartialDate> {
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
    fn url(&mut self, field: &str) -> Option<String> {
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
    fn texts(&mut self, field: &str) -> Vec<String> {
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
    fn themes(&mut self) -> Vec<String> {
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

    fn location(&mut self) -> Option<Location> {
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

    fn figures(&mut self) -> Vec<CompiledFigure> {
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

    fn replicability(&mut self) -> Replicability {
        self.object("replicability", |fields| {
            Some(Replicability {
                conditions: fields.optional("conditions", LONG_MAX),
                steps: fields.texts("steps"),
            })
        })
        .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;
    use std::collections::HashSet;

    const CATALOGUE: &str = include_str!("../../assets/demo/models.jsonl");

    /// The first line of the catalogue with some fields replaced.
    fn record(changes: Value) -> String {
        let first = CATALOGUE.lines().next().expect("the catalogue has lines");
        let mut record: Map<String, Value> = serde_json::from_str(first).expect("an object");
        let Value::Object(changes) = changes else {
            panic!("changes are an object");
        };
        record.extend(changes);
        Value::Object(record).to_string()
    }

    fn reason(changes: Value) -> String {
        parse(&record(changes)).expect_err("a bad record")
    }

    #[test]
    fn the_shipped_catalogue_is_read_whole_and_unchanged() {
        let models: Vec<_> = read(CATALOGUE.as_bytes())
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(models.len(), 292);
        let ids: HashSet<_> = models.iter().map(|model| &model.id).collect();
        assert_eq!(ids.len(), models.len());
        for (model, line) in models.iter().zip(CATALOGUE.lines()) {
            let written: Value = serde_json::from_str(line).unwrap();
            assert_eq!(
                serde_json::to_value(model).unwrap(),
                written,
                "{}",
                model.id
            );
            assert!(model.province_today().valid_to.is_none());
        }
        let labelled = models
            .iter()
            .filter(|model| model.label == Label::DanVanKheo)
            .count();
        assert_eq!(labelled, 77);
    }

    #[test]
    fn the_province_a_source_names_lies_in_the_province_of_today() {
        for model in read(CATALOGUE.as_bytes()) {
            let model = model.unwrap();
            let Some(province) = &model.province else {
                continue;
            };
            let today = names::find_province(province, None).today();
            assert_eq!(today, Some(model.province_today()), "{}", model.id);
        }
    }

    #[test]
    fn texts_are_trimmed_and_composed_and_null_is_absent() {
        let line = record(json!({
            "title": "  Ho\u{300}a gia\u{309}i \n", "problem": "  ", "year": null, "synthetic": true,
            "themes": ["An Ninh", "an ninh"],
        }));
        let model = parse(&line).unwrap();
        assert_eq!(model.title, "Hòa giải");
        assert_eq!((model.problem, model.year), (None, None));
        assert_eq!(model.themes, ["an ninh"]);
    }

    #[test]
    fn each_fault_is_named_by_its_field() {
        for (changes, expected) in [
            (json!({"id": "a b"}), "id: chỉ gồm"),
            (json!({"id": null}), "id: để trống"),
            (json!({"title": " "}), "title: để trống"),
            (json!({"title": 7}), "title: phải là văn bản"),
            (json!({"title": "x".repeat(301)}), "title: dài quá 300"),
            (json!({"title": "a\nb"}), "title: có ký tự điều khiển"),
            (
                json!({"approach": "a\u{0}b"}),
                "approach: có ký tự điều khiển",
            ),
            (
                json!({"unit_kind": "club"}),
                "unit_kind: “club” không có trong danh sách (territory",
            ),
            (
                json!({"unit_kind": "territory"}),
                "unit_kind: đơn vị hành chính",
            ),
            (json!({"sector": "Economy"}), "sector: “Economy”"),
            (json!({"level": "xã"}), "level: “xã”"),
            (json!({"year": "2020"}), "year: phải là năm"),
            (json!({"year": 20205}), "year: phải là năm"),
            (json!({"year": 2020.5}), "year: phải là năm"),
            (json!({"themes": "một"}), "themes: phải là danh sách"),
            (json!({"themes": ["a, b"]}), "có dấu phẩy"),
            (json!({"themes": ["", 3]}), "themes[1]: phải là văn bản"),
            (json!({"actors": vec!["a"; 51]}), "actors: có quá 50"),
            (
                json!({"figures": [{"what": "hộ", "value": 12, "unit": "hộ"}]}),
                "figures[1].value: phải là văn bản",
            ),
            (
                json!({"figures": [{"what": "hộ", "unit": "hộ"}]}),
                "figures[1].value: thiếu",
            ),
            (
                json!({"figures": ["12 hộ"]}),
                "figures[1]: phải là đối tượng",
            ),
            (json!({"location_2025": null}), "location_2025: thiếu"),
            (
                json!({"location_2025": {"province": "Hòa Bình"}}),
                "“Hòa Bình” không phải tỉnh, thành phố",
            ),
            (
                json!({"location_2025": {"province": "Atlantis"}}),
                "location_2025.province: “Atlantis”",
            ),
            (
                json!({"location_2025": {"province": "Huế", "x": 1}}),
                "location_2025.x: không có trường này",
            ),
            (
                json!({"source_url": "javascript:alert(1)"}),
                "source_url: phải là địa chỉ",
            ),
            (
                json!({"source_url": "https://a b"}),
                "source_url: phải là địa chỉ",
            ),
            (json!({"source_date": "hôm qua"}), "source_date: “hôm qua”"),
            (
                json!({"souce_url": "https://a.vn"}),
                "souce_url: không có trường này",
            ),
        ] {
            let shown = changes.to_string();
            let reason = reason(changes);
            assert!(reason.contains(expected), "{shown}: {reason}");
        }
        let all = parse("{}").unwrap_err();
        assert_eq!(all.matches(": thiếu").count(), 9, "{all}");
    }

    #[test]
    fn good_lines_go_on_after_bad_ones_and_numbers_count_every_line() {
        let good = record(json!({}));
        let mut file = format!("{good}\n\n[1]\n{{\"id\"\n{good}\r\n").into_bytes();
        file.extend_from_slice(b"\xff\n");
        file.extend(std::iter::repeat_n(b' ', LINE_MAX_BYTES + 1));
        file.extend_from_slice(format!("\n{good}").as_bytes());
        let items: Vec<_> = read(file.as_slice())
            .map(|item| item.map(|model| model.id).map_err(|bad| bad.line))
            .collect();
        let ok = || Ok("n001".to_owned());
        assert_eq!(items, [ok(), Err(3), Err(4), ok(), Err(6), Err(7), ok()]);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let reason = parse(&"[".repeat(100_000)).unwrap_err();
        assert!(reason.contains("không phải JSON hợp lệ"));
    }

    proptest! {
        /// Whatever the bytes, the reader comes to the end and says a reason for each bad line.
        #[test]
        fn any_bytes_are_read_to_their_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for item in read(bytes.as_slice()) {
                prop_assert!(item.is_err_and(|bad| !bad.reason.is_empty()));
            }
        }

        /// A record cut or damaged anywhere is read or refused, never a panic.
        #[test]
        fn a_damaged_record_is_read_or_refused(at in 0usize..3000, with in "[ -~]{0,3}") {
            let good = record(json!({}));
            let at = (0..=at.min(good.len())).rev().find(|&at| good.is_char_boundary(at)).unwrap_or(0);
            let damaged = format!("{}{with}{}", &good[..at], &good[at..]);
            let _ = parse(&damaged);
            let _ = parse(&good[..at]);
        }
    }
}
