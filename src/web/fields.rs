//! The fields of a form as they were typed, in order, so that they can be checked and shown again.

use crate::text::is_noncharacter;
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Form fields in the order sent. Text is in NFC, line ends are `\n`, other control characters are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded` bytes; what is not UTF-8 is replaced, nothing fails.
    pub fn from_urlencoded(body: &[u8]) -> Self {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
        pairs.into_iter().collect()
    }

    /// The first value of a field, without white space at its ends; empty where the field is absent.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).map_or("", str::trim)
    }

    /// The first value of a field exactly as typed, for passwords.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first value of a field, or none where it is absent or empty.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Every non-empty value of a field that may be sent several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.trim())
            .filter(|text| !text.is_empty())
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.some(name).is_some()
    }

    /// Every field whose name begins with `prefix`, with the rest of its name.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(field, value)| {
            field.strip_prefix(prefix).map(|rest| (rest, value.trim()))
        })
    }

    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every field as sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(field, value)| (field.as_str(), value.as_str()))
    }

    /// Adds a field.
    pub fn push(&mut self, name: impl Into<String>, value: &str) {
        self.0.push((name.into(), clean(value)));
    }

    /// The first value of every field, for showing a form again with what was typed.
    pub fn typed(&self) -> BTreeMap<String, String> {
        let mut typed = BTreeMap::new();
        for (name, value) in self.iter().filter(|(name, _)| *name != "csrf") {
            typed
                .entry(name.to_owned())
                .or_insert_with(|| value.to_owned());
        }
        typed
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            fields.push(name, &value);
        }
        fields
    }
}

impl Serialize for Fields {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.typed().serialize(serializer)
    }
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .nfc()
        .filter(|&character| {
            matches!(character, '\n' | '\t')
                || !(character.is_control() || is_noncharacter(character))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_composed_and_freed_of_control_characters() {
        let fields = Fields::from_urlencoded(
            "ten=%C4%90u%CC%9Bo%CC%9B%CC%80ng%00%0D%0A%07x%EF%BF%BE%EF%BF%BF&ten=2&o=".as_bytes(),
        );
        assert_eq!(fields.text("ten"), "Đường\nx");
        assert_eq!(fields.all("ten").collect::<Vec<_>>(), ["Đường\nx", "2"]);
        assert_eq!(fields.some("o"), None);
        assert_eq!(fields.text("absent"), "");
    }

    #[test]
    fn bytes_that_are_no_form_give_no_fields_and_no_error() {
        for bytes in [&b"\xff\xfe\x00"[..], b"&&&==", b"%zz=%"] {
            let _ = Fields::from_urlencoded(bytes);
        }
    }
}
