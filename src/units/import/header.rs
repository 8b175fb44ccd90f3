//! The columns of the file: which stands where, and the cells of a line.

use super::ImportedUnit;
use super::row::Row;

/// The columns in the order of `HELP`.
pub(super) const COLUMNS: [&str; 12] = [
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

/// Which column stands where, and what parts them.
pub(super) struct Header {
    delimiter: u8,
    /// The name of each column of the file.
    columns: Vec<&'static str>,
}

impl Header {
    pub(super) fn read(text: &str) -> Result<Self, String> {
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

    pub(super) fn unit(&self, line: u64, text: &str) -> Result<ImportedUnit, String> {
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
