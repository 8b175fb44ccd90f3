//! Vietnamese order: a < ă < â … d < đ, then the tones ngang, huyền, hỏi, ngã, sắc, nặng.
//!
//! Letters and tones come from the Unicode collation data for `vi`. As dictionaries do, texts are
//! compared syllable by syllable, so that all names in Hà stand before all in Hạ; numbers by value, so
//! that Tổ 3 stands before Tổ 10.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(&locale!("vi"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    CollatorBorrowed::try_new(preferences, CollatorOptions::default())
        .expect("the collation of vi is compiled in")
});

/// Compares two texts in Vietnamese order. Equal only if they differ in nothing but white space.
pub fn compare(left: &str, right: &str) -> Ordering {
    let mut rights = right.split_whitespace();
    for left in left.split_whitespace() {
        let Some(right) = rights.next() else {
            return Ordering::Greater;
        };
        let order = COLLATOR.compare(left, right).then_with(|| left.cmp(right));
        if order.is_ne() {
            return order;
        }
    }
    rights.next().map_or(Ordering::Equal, |_| Ordering::Less)
}

/// Bytes whose plain order is the order of [`compare`], up to spellings the collation holds equal.
/// For columns that are sorted often; they hold only for one version of the collation data.
pub fn collation_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    for syllable in text.split_whitespace() {
        let Ok(()) = COLLATOR.write_sort_key_to(syllable, &mut key);
        key.push(0);
    }
    key
}

/// Bytes whose plain order is that of lists of people: by the given name, which stands last, then by the family name and
/// those between. What stands in brackets behind a name tells equal ones apart.
pub fn person_name_key(name: &str) -> Vec<u8> {
    let (name, remark) = name.split_at(name.find('(').unwrap_or(name.len()));
    let mut syllables: Vec<&str> = name.split_whitespace().collect();
    let given = syllables.pop().unwrap_or_default();
    collation_key(&format!("{given} {} {remark}", syllables.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_stand_in_dictionary_order() {
        let ordered = [
            "An Giang",
            "Bà Rịa",
            "Bạc Liêu",
            "Bắc Giang",
            "Cần Thơ",
            "Da Vàng",
            "Đà Nẵng",
            "Đắk Lắk",
            "Hà An",
            "Hà Tĩnh",
            "Hạ An",
            "Hải Phòng",
            "ma",
            "mà",
            "mả",
            "mã",
            "má",
            "mạ",
            "măng",
            "mâu",
            "Tổ 3",
            "Tổ 10",
        ];
        for pair in ordered.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(compare(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
            assert!(collation_key(pair[0]) < collation_key(pair[1]), "{pair:?}");
        }
        assert_eq!(compare("Hà  Nội", "Hà Nội"), Ordering::Equal);
    }

    #[test]
    fn people_stand_by_their_given_names() {
        let ordered = [
            "",
            "An",
            "Lê An",
            "Lê Thị An",
            "Lê Văn An",
            "Lê Văn An (Tổ 3)",
            "Lê Văn An (Tổ 10)",
            "Nguyễn An",
            "Trần Thị Bạch",
            "Cao Bằng",
            "Bùi Văn Dũng",
            "Ân Đạt",
            "An Thị Hà",
            "An Thị Hạ",
            "  Y   Moan  ",
            "H’Hen Niê",
        ];
        for pair in ordered.windows(2) {
            assert!(
                person_name_key(pair[0]) < person_name_key(pair[1]),
                "{pair:?}"
            );
        }
        assert_eq!(person_name_key("Lê  Văn An "), person_name_key("Lê Văn An"));
    }

    proptest! {
        #[test]
        fn keys_order_as_the_comparison(left in "[a-zăâđêôơưà ả]{0,12}", right in "[a-zăâđêôơưà ả]{0,12}") {
            prop_assert_eq!(collation_key(&left).cmp(&collation_key(&right)), compare(&left, &right));
        }
    }
}
