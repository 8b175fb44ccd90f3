//! Reading a catalogue of compiled models (`danvankheo import models FILE.jsonl`): one JSON object
//! a line, in the memory of one line. Every bad line is reported with its number and all its
//! faults; the good ones go on. A compiled model restates public facts and names its source; it is
//! never a recognised one.

mod bring_in;
mod fields;

pub use bring_in::{ModelTally, import_models};

use self::fields::{Fields, LONG_MAX, SHORT_MAX};
use super::words::{Label, RecognitionLevel, Sector, Subject};
use crate::lines::{BadLine, Lines};
use crate::partial_date::PartialDate;
use crate::units::facts::Province;
use crate::units::model::UnitKind;
use crate::units::names;
use serde::Serialize;
use serde_json::Value;
use std::io::BufRead;

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Map, json};
    use std::collections::HashSet;

    const CATALOGUE: &str = include_str!("../../../assets/demo/models.jsonl");

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
