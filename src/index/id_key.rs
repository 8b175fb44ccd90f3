//! How the id of a model stands in the index.

use uuid::Uuid;

/// The key of an id: the 16 bytes of a UUID, half as long as its text; any other text with a byte behind it that no text has.
pub(super) fn id_key(id: &str) -> Vec<u8> {
    if let Ok(uuid) = Uuid::parse_str(id)
        && uuid.to_string() == id
    {
        return uuid.into_bytes().to_vec();
    }
    let mut key = id.as_bytes().to_vec();
    key.push(NO_TEXT);
    if key.len() == UUID_BYTES {
        key.push(NO_TEXT);
    }
    key
}

/// The id of a key.
pub(super) fn id_of(key: &[u8]) -> String {
    match <[u8; UUID_BYTES]>::try_from(key) {
        Ok(bytes) => Uuid::from_bytes(bytes).to_string(),
        Err(_) => String::from_utf8_lossy(key)
            .trim_end_matches(char::REPLACEMENT_CHARACTER)
            .to_owned(),
    }
}

const UUID_BYTES: usize = 16;
/// A byte that UTF-8 never has.
const NO_TEXT: u8 = 0xff;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_from_its_key() {
        let uuid = "0199f1b2-6d3e-7c41-9a55-3f2e8d7c6b5a";
        for id in [
            "",
            "1",
            uuid,
            &uuid.to_uppercase(),
            "fifteen letters",
            "sixteen letters!",
            "Bà Rịa",
        ] {
            assert_eq!(id_of(&id_key(id)), id);
        }
        assert_eq!(id_key(uuid).len(), 16);
    }
}
