//! Reading the file of `danvankheo import units FILE.csv`: one unit a line, in the memory of one
//! line; every bad line is reported with its number and reason, the good ones go on.
//! `docs/import-units.md` describes the columns to whoever prepares the file.

mod header;
mod row;

use super::model::{AgencyCode, SuccessionKind, UnitKey, UnitKind, UnitLevel, Validity};
use crate::lines::{BadLine, Lines};
use chrono::NaiveDate;
use header::Header;
use std::io::BufRead;

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

#[cfg(test)]
mod tests;
