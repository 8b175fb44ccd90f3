//! Reading a file of criteria sets.

use serde_json::error::Category;

use super::set::CriteriaSet;

/// Why a file of criteria sets could not be read, and where; shown to the administrator who brought it.
#[derive(Debug, thiserror::Error)]
#[error("Dòng {line}, cột {column}: {}", in_words(source))]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What the reader of JSON said.
    pub source: serde_json::Error,
}

/// The sets in a JSON file, in its order; it holds a list of sets, or one set alone.
/// Reading only: what is wrong *in* a set is for [`super::check`]. Err: [`ParseError`].
pub fn parse(json: &str) -> Result<Vec<CriteriaSet>, ParseError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let read = if json.trim_start().starts_with('{') {
        serde_json::from_str(json).map(|set| vec![set])
    } else {
        serde_json::from_str(json)
    };
    read.map_err(|source| ParseError {
        line: source.line(),
        column: source.column(),
        source,
    })
}

fn in_words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        Category::Io => "không đọc được tệp.".to_owned(),
        Category::Syntax => format!("tệp không đúng cú pháp JSON ({said})."),
        Category::Eof => "tệp bị cắt ngang, thiếu phần cuối.".to_owned(),
        Category::Data => match quoted(said) {
            Some(field) if said.starts_with("missing field") => format!("thiếu trường “{field}”."),
            Some(field) if said.starts_with("duplicate field") => {
                format!("trường “{field}” ghi hai lần.")
            }
            Some(value) if said.starts_with("unknown variant") => {
                format!("không hiểu giá trị “{value}”.")
            }
            _ if said.starts_with("invalid type") => format!("giá trị sai kiểu ({said})."),
            _ if said.starts_with("data did not match any variant") => {
                "phương án của tiêu chí sai cấu trúc.".to_owned()
            }
            _ => said.to_owned(),
        },
    }
}

fn quoted(said: &str) -> Option<&str> {
    said.split('`').nth(1)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::super::{Points, SHIPPED};
    use super::*;

    /// What both texts of one document must agree on: numbers are exact decimals written as text, and an absent
    /// value, null and an empty list say the same.
    fn canonical(value: &Value) -> Option<Value> {
        match value {
            Value::Null => None,
            Value::Number(number) => Some(Value::String(
                Points::from_text(&number.to_string()).unwrap().to_text(),
            )),
            Value::Array(items) if items.is_empty() => None,
            Value::Array(items) => Some(Value::Array(items.iter().filter_map(canonical).collect())),
            Value::Object(fields) => Some(Value::Object(
                fields
                    .iter()
                    .filter_map(|(name, value)| Some((name.clone(), canonical(value)?)))
                    .collect::<Map<_, _>>(),
            )),
            other => Some(other.clone()),
        }
    }

    #[test]
    fn nothing_of_the_shipped_file_is_dropped() {
        let sets = parse(SHIPPED).unwrap();
        let read: Vec<Value> = serde_json::from_str(SHIPPED).unwrap();
        assert_eq!(sets.len(), read.len());
        for (set, read) in sets.iter().zip(&read) {
            let mut expected = canonical(read).unwrap();
            expected
                .as_object_mut()
                .unwrap()
                .entry("scoring")
                .or_insert_with(|| "points".into());
            assert_eq!(
                canonical(&serde_json::to_value(set).unwrap()).unwrap(),
                expected,
                "{}",
                set.id
            );
        }
        let again = parse(&serde_json::to_string(&sets).unwrap()).unwrap();
        assert_eq!(again, sets);
    }

    #[test]
    fn fields_nobody_foresaw_are_kept() {
        let json = r#"{"id":"a","name_vi":"A","issuer":"B","document":"C","source":{"ref":"D","page":3},
            "completeness":"full","mascot":"trâu","criteria":[{"code":"1","label":"E","weight":{"of":2}}]}"#;
        let set = &parse(json).unwrap()[0];
        assert_eq!(set.extra["mascot"], "trâu");
        assert_eq!(set.source.extra["page"], 3);
        assert_eq!(set.criteria[0].extra["weight"]["of"], 2);
    }

    #[test]
    fn errors_tell_where_and_in_vietnamese() {
        let table = [
            ("[\n {\"id\": \"a\"}\n]", "Dòng 2", "thiếu trường “name_vi”"),
            ("[\n {\"id\": 3}\n]", "Dòng 2", "sai kiểu"),
            ("[\n {\"id\": \"a\",\n }\n]", "Dòng 3", "cú pháp JSON"),
            ("[{\"id\": \"a\"", "Dòng 1", "bị cắt ngang"),
            (
                "[{\"scoring\":\"dice\"}]",
                "Dòng 1",
                "không hiểu giá trị “dice”",
            ),
            ("[{\"base_total\":\"nhiều\"}]", "Dòng 1", "Điểm phải là số"),
            ("42", "Dòng 1", "sai kiểu"),
        ];
        for (json, place, words) in table {
            let error = parse(json).unwrap_err().to_string();
            assert!(
                error.starts_with(place) && error.contains(words),
                "{json:?}: {error}"
            );
        }
    }
}
