//! One line of the file: its cells become a unit, or faults.

use super::{CODE_RULE, ImportedSuccession, ImportedUnit, is_code};
use crate::units::model::{AgencyCode, SuccessionKind, UnitKey, UnitKind, UnitLevel};
use crate::words::UnknownWord;
use chrono::NaiveDate;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// The longest name and instrument, in characters.
const TEXT_MAX: usize = 200;

/// One line by column, with what is wrong with it so far.
pub(super) struct Row {
    pub(super) cells: Vec<(&'static str, String)>,
    pub(super) faults: Vec<String>,
}

impl Row {
    /// The unit, if every cell could be read; else the faults say why not.
    pub(super) fn unit(&mut self, line: u64) -> Option<ImportedUnit> {
        let code = self
            .required("code")
            .and_then(|code| self.code("code", code));
        let name = self
            .required("name")
            .and_then(|name| self.text("name", name));
        let kind = self.word::<UnitKind>("kind", true);
        let level = self.word::<UnitLevel>("level", true);
        let parent_code = self
            .optional("parent_code")
            .and_then(|code| self.code("parent_code", code));
        let valid_from = self
            .required("valid_from")
            .and_then(|day| self.day("valid_from", &day));
        let valid_to = self
            .optional("valid_to")
            .and_then(|day| self.day("valid_to", &day));
        let agency_code = self.agency_code();
        let succession = self.succession(valid_to);

        if let (Some(kind), Some(level), Some(code)) = (kind, level, &code) {
            self.check_territory(kind, level, code);
        }
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to < from
        {
            self.fault("valid_to", "trước valid_from");
        }
        if code.is_some() && code == parent_code {
            self.fault("parent_code", "là chính mã của đơn vị");
        }
        Some(ImportedUnit {
            line,
            key: UnitKey {
                code: code?,
                valid_from: valid_from?,
            },
            name: name?,
            kind: kind?,
            level: level?,
            parent_code,
            valid_to,
            agency_code,
            succession,
        })
    }

    fn succession(&mut self, valid_to: Option<NaiveDate>) -> Option<ImportedSuccession> {
        let to_code = self
            .optional("successor_code")
            .and_then(|code| self.code("successor_code", code));
        let kind = self.word::<SuccessionKind>("succession_kind", false);
        let date = self
            .optional("succession_date")
            .and_then(|day| self.day("succession_date", &day));
        let instrument = self
            .optional("instrument")
            .and_then(|text| self.text("instrument", text));
        let Some(to_code) = to_code else {
            if kind.is_some() || date.is_some() {
                self.fault("successor_code", "thiếu, dù có cách thức hoặc ngày kế thừa");
            }
            return None;
        };
        let Some(valid_to) = valid_to else {
            self.fault(
                "valid_to",
                "thiếu: đơn vị có đơn vị kế thừa thì phải có ngày kết thúc",
            );
            return None;
        };
        let Some(kind) = kind else {
            if self.optional("succession_kind").is_none() {
                self.fault("succession_kind", "thiếu, dù có đơn vị kế thừa");
            }
            return None;
        };
        let date = date.or(valid_to.succ_opt())?;
        if date < valid_to {
            self.fault("succession_date", "trước ngày kết thúc của đơn vị");
        }
        Some(ImportedSuccession {
            to_code,
            kind,
            date,
            instrument,
        })
    }

    /// An administrative area has a code of the length of its level; other bodies take any code.
    fn check_territory(&mut self, kind: UnitKind, level: UnitLevel, code: &str) {
        if kind != UnitKind::Territory {
            return;
        }
        let digits = match level {
            UnitLevel::Grassroots => 5,
            UnitLevel::District => 3,
            UnitLevel::Province => 2,
            UnitLevel::Central => {
                self.fault("level", "đơn vị hành chính không ở cấp central");
                return;
            }
        };
        if code.len() != digits || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            self.fault(
                "code",
                &format!("mã đơn vị hành chính cấp này gồm {digits} chữ số, giữ số 0 ở đầu"),
            );
        }
    }

    fn agency_code(&mut self) -> Option<AgencyCode> {
        let text = self.optional("official_code")?;
        let code = AgencyCode::from_str(&text).ok();
        if code.is_none() {
            self.fault(
                "official_code",
                &format!("“{text}” không đúng dạng mã định danh (ví dụ H49.12)"),
            );
        }
        code
    }

    fn word<T: FromStr<Err = UnknownWord>>(
        &mut self,
        column: &'static str,
        required: bool,
    ) -> Option<T> {
        let text = if required {
            self.required(column)?
        } else {
            self.optional(column)?
        };
        text.parse()
            .map_err(|error: UnknownWord| {
                self.fault(
                    column,
                    &format!(
                        "“{}” không có trong danh sách ({})",
                        error.word, error.expected
                    ),
                );
            })
            .ok()
    }

    fn day(&mut self, column: &'static str, text: &str) -> Option<NaiveDate> {
        let day = ["%Y-%m-%d", "%d/%m/%Y"]
            .into_iter()
            .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
            .filter(|day| (1900..=2199).contains(&chrono::Datelike::year(day)));
        if day.is_none() {
            self.fault(
                column,
                &format!("“{text}” không phải là ngày (ví dụ 2025-07-01)"),
            );
        }
        day
    }

    fn code(&mut self, column: &'static str, code: String) -> Option<String> {
        if is_code(&code) {
            return Some(code);
        }
        self.fault(column, &format!("mã {CODE_RULE}"));
        None
    }

    fn text(&mut self, column: &'static str, text: String) -> Option<String> {
        if text.chars().count() > TEXT_MAX {
            self.fault(column, &format!("dài quá {TEXT_MAX} ký tự"));
            return None;
        }
        if text.chars().any(char::is_control) {
            self.fault(column, "có ký tự điều khiển");
            return None;
        }
        Some(text)
    }

    fn required(&mut self, column: &'static str) -> Option<String> {
        let text = self.optional(column);
        if text.is_none() {
            self.fault(column, "để trống");
        }
        text
    }

    /// The cell in NFC, without spaces around it; `None` if empty or if the file has no such column.
    fn optional(&self, column: &'static str) -> Option<String> {
        let (_, cell) = self.cells.iter().find(|(name, _)| *name == column)?;
        let text: String = cell.trim().nfc().collect();
        (!text.is_empty()).then_some(text)
    }

    fn fault(&mut self, column: &str, what: &str) {
        self.faults.push(format!("{column}: {what}"));
    }
}
