//! The opening of a model's page: the first sentence of what was done, taken out of its chapter so that it is read once.

/// Fewest and most characters of an opening.
const LEAD_CHARS: std::ops::RangeInclusive<usize> = 40..=320;

/// The first sentence of a text in paragraphs, and what follows it. None where it is too short or too long to open a page,
/// or where nothing would be left of the chapter: then the chapter keeps all of it.
pub(super) fn lead_and_rest(paragraphs: &[String]) -> Option<(String, Vec<String>)> {
    let (first, others) = paragraphs.split_first()?;
    let end = sentence_end(first);
    let (lead, rest) = (first[..end].trim(), first[end..].trim());
    if !LEAD_CHARS.contains(&lead.chars().count()) || (rest.is_empty() && others.is_empty()) {
        return None;
    }
    let rest = Some(rest)
        .filter(|rest| !rest.is_empty())
        .map(str::to_owned);
    Some((
        lead.to_owned(),
        rest.into_iter().chain(others.iter().cloned()).collect(),
    ))
}

/// Where the first sentence ends: behind a full stop after a word in small letters, before a word that begins large.
/// `TP. Hồ Chí Minh` has none.
fn sentence_end(text: &str) -> usize {
    text.match_indices(['.', '!', '?'])
        .map(|(at, _)| at + 1)
        .find(|end| {
            let (before, after) = (&text[..end - 1], &text[*end..]);
            let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
            let ends = word.chars().count() > 1
                && word
                    .chars()
                    .next_back()
                    .is_some_and(|last| !last.is_uppercase());
            let next = after.trim_start().chars().next();
            let begins = next.is_some_and(|next| !next.is_lowercase()) && after.starts_with(' ');
            ends && begins
        })
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paragraphs: &[&str]) -> Option<(String, Vec<String>)> {
        let owned: Vec<String> = paragraphs.iter().map(|text| (*text).to_owned()).collect();
        lead_and_rest(&owned)
    }

    #[test]
    fn a_page_opens_with_its_first_sentence_and_goes_on_with_the_rest() {
        let first = "Cán bộ thôn đến từng nhà, cùng dân bàn cách hiến đất mở đường.";
        let second = "Ai có công góp công, ai có của góp của.";
        let told = |rest: &[&str]| {
            let rest = rest.iter().map(|text| (*text).to_owned()).collect();
            Some((first.to_owned(), rest))
        };
        assert_eq!(of(&[&format!("{first} {second}")]), told(&[second]));
        assert_eq!(of(&[first, second]), told(&[second]));
        assert_eq!(
            of(&[&format!("{first} {second}"), "Việc thứ ba."]),
            told(&[second, "Việc thứ ba."])
        );
    }

    #[test]
    fn a_chapter_is_not_emptied_and_no_page_opens_with_a_scrap() {
        assert_eq!(of(&[]), None);
        assert_eq!(
            of(&["Cán bộ thôn đến từng nhà, cùng dân bàn cách hiến đất mở đường."]),
            None
        );
        assert_eq!(of(&["Làm ngay. Sau đó họp dân để rút kinh nghiệm."]), None);
        assert_eq!(of(&[&"một câu rất dài ".repeat(40), "Hết."]), None);
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        for (text, lead) in [
            (
                "Các phường ở TP. Hồ Chí Minh cùng lắp camera ở đầu hẻm. Dân tự góp tiền.",
                "Các phường ở TP. Hồ Chí Minh cùng lắp camera ở đầu hẻm.",
            ),
            (
                "Ban vận động gom được 4.262 tấn phế liệu trong năm 2024. Tiền bán giúp hộ nghèo.",
                "Ban vận động gom được 4.262 tấn phế liệu trong năm 2024.",
            ),
        ] {
            assert_eq!(of(&[text]).map(|(lead, _)| lead).as_deref(), Some(lead));
        }
    }
}
