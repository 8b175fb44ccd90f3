//! Any text as raw keys of Telex or VNI: what they write is a syllable or nothing, and as a name in another language of the
//! country letters in their one spelling.

#![no_main]

use danvankheo::vietnamese::{decode, decode_name, fold, is_syllable, nfc, words, Typing};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    // As a whole, and word by word as a search reads it.
    let written = words(&text).map(|range| &text[range]);
    for word in std::iter::once(&*text).chain(written) {
        for typing in [Typing::Telex, Typing::Vni] {
            if let Some(name) = decode_name(word, typing) {
                assert_ne!(name, word.to_ascii_lowercase());
                assert_eq!(nfc(&name), name, "{word:?}");
                assert_eq!(name.to_lowercase(), name, "{word:?}");
                assert!(
                    fold(&name).bytes().all(|b| b.is_ascii_alphanumeric()),
                    "{word:?} is read as {name:?}"
                );
                assert_eq!(
                    decode_name(&word.to_ascii_uppercase(), typing),
                    Some(name),
                    "{word:?}"
                );
            }
            let Some(read) = decode(word, typing) else {
                continue;
            };
            assert!(is_syllable(&read), "{word:?} is read as {read:?}");
            assert_eq!(nfc(&read), read, "{word:?}");
            assert_eq!(read.to_lowercase(), read, "{word:?}");
            assert!(
                fold(&read).bytes().all(|b| b.is_ascii_lowercase()),
                "{word:?} is read as {read:?}"
            );
            assert_eq!(
                decode(&word.to_ascii_uppercase(), typing),
                Some(read),
                "{word:?}"
            );
        }
    }
});
