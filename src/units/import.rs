//! Reading the file of `danvankheo import units FILE.csv`: one unit a line, in the memory of one
//! line; every bad line is reported with its number and reason, the good ones go on.
//! `docs/import-units.md` describes the columns to whoever prepares the file.

use super::model::{AgencyCode, SuccessionKind, UnitKey, UnitKind, UnitLevel, Validity};
use crate::lines::{BadLine, Lines};
use crate::words::UnknownWord;
use chrono::NaiveDate;
use std::io::BufRead;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// The columns, for `import units --help`.
pub const HELP: &str = "\
Tệp CSV, mã UTF-8, dòng đầu là tên cột; ngăn cách bằng dấu phẩy, chấm phẩy hoặc tab.
Mỗi dòng là một đơn vị:
  code             mã đơn vị, giữ số 0 ở đầu (bắt buộc); đơn vị hành chính dùng mã do Nhà nước ban hành
  name             tên đầy đủ (bắt buộc)
  kind             territory, party, government, front_org, armed_forces, school, enterprise,
                   religious, community (bắt buộc)
  level            grassroots, district, province, central (bắt buộc)
  parent_code      mã đơn vị cấp trên trực tiếp; đơn vị này phải có sẵn hoặc ở dòng trước
  valid_from       ngày bắt đầu có hiệu lực, NĂM-THÁNG-NGÀY hoặc NGÀY/THÁNG/NĂM (bắt buộc)
  valid_to         ngày cuối cùng còn hiệu lực; để trống nếu đang hoạt động
  official_code    mã định danh cơ quan, ví dụ H49.12 (Quyết định 20/2020/QĐ-TTg)
  successor_code   mã đơn vị kế thừa, khi đơn vị này đã kết thúc
  succession_kind  merge (sáp nhập), split (chia tách), rename (đổi tên), transfer (chuyển giao)
  succession_date  ngày kế thừa; để trống thì lấy ngày sau valid_to
  instrument       văn bản quyết định việc kế thừa
Dòng sai được báo kèm số dòng và lý do; các dòng đúng vẫn được nhập. Nhập lại cùng một tệp không tạo đơn vị trùng.";

/// The longest line, in bytes.
const LINE_MAX_BYTES: usize = 16 * 1024;
/// The longest name and instrument, in characters.
const TEXT_MAX: usize = 200;
/// The longest code, in characters.
const CODE_MAX: usize = 40;
/// What a code is made of, for whoever typed another.
pub(super) const CODE_RULE: &str = "chỉ gồm chữ không dấu, chữ số và . - _, dài tối đa 40 ký tự";

/// Whether a unit can be known by this code.
pub(super) fn is_code(code: &str) -> bool {
    code.len() <= CODE_MAX
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

/// One good line: a unit, and what became of it if it has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedUnit {
    /// The line it stood on, for messages about its parent or successor.
    pub line: u64,
    /// Code and first day.
    pub key: UnitKey,
    /// The full name.
    pub name: String,
    /// What sort of body.
    pub kind: UnitKind,
    /// Where it stands.
    pub level: UnitLevel,
    /// The unit directly above, by its code.
    pub parent_code: Option<String>,
    /// The last day; `None` while it goes on.
    pub valid_to: Option<NaiveDate>,
    /// Its agency identifier (mã định danh).
    pub agency_code: Option<AgencyCode>,
    /// What followed it.
    pub succession: Option<ImportedSuccession>,
}

impl ImportedUnit {
    /// The days on which it is a unit.
    pub fn validity(&self) -> Validity {
        Validity {
            from: self.key.valid_from,
            to: self.valid_to,
        }
    }
}

/// What followed a unit that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSuccession {
    /// The code of the successor, valid on `date`.
    pub to_code: String,
    /// How.
    pub kind: SuccessionKind,
    /// The successor's first day for this ground or task.
    pub date: NaiveDate,
    /// The deciding document, where the file names it.
    pub instrument: Option<String>,
}

/// The columns in the order of `HELP`.
const COLUMNS: [&str; 12] = [
    "code",
    "name",
    "kind",
    "level",
    "parent_code",
    "valid_from",
    "valid_to",
    "official_code",
    "successor_code",
    "succession_kind",
    "succession_date",
    "instrument",
];
/// The columns without which no line can be read.
const REQUIRED: [&str; 5] = ["code", "name", "kind", "level", "valid_from"];

/// The units of a file, in its order. A header that cannot be used is the only item. Blank lines
/// are skipped. Whether parents and successors exist is for the store to say.
pub fn read<R: BufRead>(reader: R) -> impl Iterator<Item = Result<ImportedUnit, BadLine>> {
    Reading {
        lines: Lines::new(reader, LINE_MAX_BYTES),
        header: None,
        stopped: false,
    }
}

struct Reading<R> {
    lines: Lines<R>,
    header: Option<Header>,
    stopped: bool,
}

impl<R: BufRead> Iterator for Reading<R> {
    type Item = Result<ImportedUnit, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.stopped {
            let Some(line) = self.lines.next() else {
                self.stopped = true;
                return self.header.is_none().then(|| {
                    Err(BadLine {
                        line: 1,
                        reason: "tệp trống: thiếu dòng tên cột".to_owned(),
                    })
                });
            };
            let number = line.number;
            let bad = |reason: String| {
                Some(Err(BadLine {
                    line: number,
                    reason,
                }))
            };
            let text = match line.text {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => text,
                Err(fault) => {
                    self.stopped = self.header.is_none();
                    return bad(fault.to_string());
                }
            };
            match &self.header {
                Some(header) => {
                    return match header.unit(number, &text) {
                        Ok(unit) => Some(Ok(unit)),
                        Err(reason) => bad(reason),
                    };
                }
                None => match Header::read(&text) {
                    Ok(header) => self.header = Some(header),
                    Err(reason) => {
                        self.stopped = true;
                        return bad(reason);
                    }
                },
            }
        }
        None
    }
}

/// Which column stands where, and what parts them.
struct Header {
    delimiter: u8,
    /// The name of each column of the file.
    columns: Vec<&'static str>,
}

impl Header {
    fn read(text: &str) -> Result<Self, String> {
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|delimiter| text.bytes().filter(|byte| byte == delimiter).count())
            .expect("three delimiters to choose from");
        let mut columns = Vec::new();
        for cell in cells(text, delimiter)? {
            let name = cell.trim().to_lowercase();
            let column = COLUMNS
                .into_iter()
                .find(|column| *column == name)
                .ok_or_else(|| {
                    format!(
                        "không có cột “{}”; các cột: {}",
                        cell.trim(),
                        COLUMNS.join(", ")
                    )
                })?;
            if columns.contains(&column) {
                return Err(format!("cột “{column}” có hai lần"));
            }
            columns.push(column);
        }
        let missing: Vec<_> = REQUIRED
            .into_iter()
            .filter(|column| !columns.contains(column))
            .collect();
        if missing.is_empty() {
            Ok(Self { delimiter, columns })
        } else {
            Err(format!("thiếu cột: {}", missing.join(", ")))
        }
    }

    fn unit(&self, line: u64, text: &str) -> Result<ImportedUnit, String> {
        let cells = cells(text, self.delimiter)?;
        if cells.len() != self.columns.len() {
            return Err(format!(
                "có {} ô, dòng tên cột có {}",
                cells.len(),
                self.columns.len()
            ));
        }
        let mut row = Row {
            cells: self.columns.iter().copied().zip(cells).collect(),
            faults: Vec::new(),
        };
        let unit = row.unit(line);
        match unit {
            Some(unit) if row.faults.is_empty() => Ok(unit),
            _ => Err(row.faults.join("; ")),
        }
    }
}

/// The cells of one line. Quotes protect the delimiter; a quoted cell does not go over lines.
fn cells(text: &str, delimiter: u8) -> Result<Vec<String>, String> {
    if text.matches('"').count() % 2 == 1 {
        return Err("dấu ngoặc kép mở mà không đóng trên cùng dòng".to_owned());
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    match reader.records().next() {
        Some(Ok(record)) => Ok(record.iter().map(str::to_owned).collect()),
        Some(Err(error)) => Err(format!("không đọc được theo dạng CSV: {error}")),
        None => Ok(Vec::new()),
    }
}

/// One line by column, with what is wrong with it so far.
struct Row {
    cells: Vec<(&'static str, String)>,
    faults: Vec<String>,
}

impl Row {
    /// The unit, if every cell could be read; else the faults say why not.
    fn unit(&mut self, line: u64) -> Option<ImportedUnit> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADER: &str = "code,name,kind,level,parent_code,valid_from,valid_to,official_code,\
                          successor_code,succession_kind,succession_date,instrument\n";

    fn one(line: &str) -> Result<ImportedUnit, BadLine> {
        let file = format!("{HEADER}{line}\n");
        let mut units = read(file.as_bytes());
        let first = units.next().expect("one line gives one item");
        assert!(units.next().is_none());
        first
    }

    #[test]
    fn a_whole_line_becomes_a_unit_with_its_succession() {
        let unit = one(
            "00001, Phường Phúc Xá ,territory,grassroots,01,08/07/2004,2025-06-30,,00097,merge,,NQ 1656",
        )
        .unwrap();
        assert_eq!(unit.line, 2);
        assert_eq!(unit.key.to_string(), "00001@2004-07-08");
        assert_eq!(unit.name, "Phường Phúc Xá");
        assert_eq!(unit.parent_code.as_deref(), Some("01"));
        let succession = unit.succession.unwrap();
        assert_eq!(succession.to_code, "00097");
        assert_eq!(succession.kind, SuccessionKind::Merge);
        assert_eq!(succession.date.to_string(), "2025-07-01");
        assert_eq!(succession.instrument.as_deref(), Some("NQ 1656"));
    }

    #[test]
    fn columns_may_come_in_any_order_with_semicolons_and_a_byte_order_mark() {
        let file = "\u{feff}Name;Code;valid_from;level;kind;official_code\r\n\
                    \"Đảng ủy; xã A\";DU-A;2025-07-01;grassroots;party;H49.12\r\n\r\n";
        let units: Vec<_> = read(file.as_bytes()).collect();
        let unit = units[0].as_ref().unwrap();
        assert_eq!(unit.name, "Đảng ủy; xã A");
        assert_eq!(unit.agency_code.as_ref().unwrap().as_str(), "H49.12");
        assert_eq!(units.len(), 1);
    }

    #[test]
    fn each_fault_is_named_by_its_column() {
        for (line, reason) in [
            (
                ",Xã A,territory,grassroots,01,2025-07-01,,,,,,",
                "code: để trống",
            ),
            (
                "00001,,territory,grassroots,01,2025-07-01,,,,,,",
                "name: để trống",
            ),
            (
                "00001,Xã A,village,grassroots,01,2025-07-01,,,,,,",
                "kind: “village”",
            ),
            ("00001,Xã A,territory,xã,01,2025-07-01,,,,,,", "level: “xã”"),
            (
                "1,Xã A,territory,grassroots,01,2025-07-01,,,,,,",
                "code: mã đơn vị hành chính cấp này gồm 5 chữ số",
            ),
            (
                "001,Xã A,territory,province,,2025-07-01,,,,,,",
                "gồm 2 chữ số",
            ),
            (
                "01,Nước,territory,central,,2025-07-01,,,,,,",
                "level: đơn vị hành chính",
            ),
            (
                "00001,Xã A,territory,grassroots,01,2025-02-30,,,,,,",
                "valid_from: “2025-02-30”",
            ),
            (
                "00001,Xã A,territory,grassroots,01,2025-07-01,2025-06-01,,,,,",
                "valid_to: trước",
            ),
            (
                "A,Hội A,front_org,grassroots,A,2025-07-01,,,,,,",
                "parent_code: là chính mã",
            ),
            (
                "A b,Hội A,front_org,grassroots,,2025-07-01,,,,,,",
                "code: mã chỉ gồm",
            ),
            (
                "A,Sở A,government,province,,2025-07-01,,000.00.00.H49,,,,",
                "official_code: “000.00.00.H49”",
            ),
            (
                "A,Hội A,front_org,grassroots,,2025-07-01,,,B,merge,,",
                "valid_to: thiếu",
            ),
            (
                "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,B,,,",
                "succession_kind: thiếu",
            ),
            (
                "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,B,eaten,,",
                "succession_kind: “eaten”",
            ),
            (
                "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,,merge,,",
                "successor_code: thiếu",
            ),
            (
                "A,Hội A,front_org,grassroots,,2025-07-01,2026-01-01,,B,merge,2025-12-01,",
                "succession_date: trước",
            ),
            ("A,Hội A,front_org", "có 3 ô, dòng tên cột có 12"),
            (
                "A,\"Hội A,front_org,grassroots,,2025-07-01,,,,,,",
                "dấu ngoặc kép",
            ),
            (
                "A,Hội\u{7}A,front_org,grassroots,,2025-07-01,,,,,,",
                "name: có ký tự điều khiển",
            ),
        ] {
            let bad = one(line).expect_err(line);
            assert_eq!(bad.line, 2);
            assert!(bad.reason.contains(reason), "{line}: {}", bad.reason);
        }
        let many = one(",,village,grassroots,,x,,,,,,").unwrap_err();
        assert_eq!(many.reason.matches("; ").count(), 3, "{many}");
    }

    #[test]
    fn good_lines_go_on_after_bad_ones_and_numbers_count_every_line() {
        let mut file = HEADER.as_bytes().to_vec();
        file.extend_from_slice(b"A,Hoi A,party,grassroots,,2025-07-01,,,,,,\n\n\xff\xfe\n");
        file.extend_from_slice("x".repeat(LINE_MAX_BYTES + 1).as_bytes());
        file.extend_from_slice(b"\nB,Hoi B,party,grassroots,,2025-07-01,,,,,,");
        let items: Vec<_> = read(file.as_slice())
            .map(|item| item.map(|unit| unit.line).map_err(|bad| bad.line))
            .collect();
        assert_eq!(items, [Ok(2), Err(4), Err(5), Ok(6)]);
    }

    #[test]
    fn a_header_that_cannot_be_used_stops_the_reading() {
        for (file, reason) in [
            ("", "tệp trống"),
            ("\n\n", "tệp trống"),
            ("code,name\nA,B", "thiếu cột: kind, level, valid_from"),
            ("code,tên\nA,B", "không có cột “tên”"),
            ("code,code\nA,B", "hai lần"),
        ] {
            let items: Vec<_> = read(file.as_bytes()).collect();
            assert_eq!(items.len(), 1, "{file:?}");
            let bad = items[0].as_ref().unwrap_err();
            assert!(bad.reason.contains(reason), "{bad}");
        }
    }

    #[test]
    fn the_help_names_every_column() {
        for column in COLUMNS {
            assert!(HELP.contains(&format!("\n  {column} ")), "{column}");
        }
    }

    proptest! {
        /// Whatever the bytes, each line gives at most one item, in order, and every reason is said.
        #[test]
        fn any_file_is_read_to_its_end(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut file = HEADER.as_bytes().to_vec();
            file.extend(&tail);
            let lines: Vec<u64> = read(file.as_slice())
                .map(|item| match item {
                    Ok(unit) => unit.line,
                    Err(bad) => { assert!(!bad.reason.is_empty()); bad.line }
                })
                .collect();
            prop_assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        }

        /// What was written is what is read, whatever the name holds.
        #[test]
        fn a_name_comes_back_as_written(name in "[a-zđ][a-zA-Zăâđê \",;'0-9-]{0,40}[a-z]") {
            let mut writer = csv::Writer::from_writer(HEADER.as_bytes().to_vec());
            writer.write_record(["A", &name, "party", "grassroots", "", "2025-07-01",
                "", "", "", "", "", ""]).unwrap();
            let file = writer.into_inner().unwrap();
            let unit = read(file.as_slice()).next().unwrap();
            prop_assert_eq!(unit.map(|unit| unit.name), Ok(name.nfc().collect::<String>()));
        }
    }
}
