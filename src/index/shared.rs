//! What two practices have in common, in words that can be shown as a reason: whole words that say what is done, never a
//! piece of one or what any model says of itself.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::analyzer::Token;
use super::error::IndexError;
use super::similar::{Practice, Traits, Wanted, layer_of, pair, words};
use super::snapshot::Snapshot;
use crate::vietnamese;

/// Syllables of the longest phrase.
const LONGEST: usize = 6;
/// From this share of the models of the rarer of two neighbours on that have them side by side, they are one word.
const ONE_WORD: f32 = 0.35;
/// Models without which no pair is taken for a word.
const DOUBT: f32 = 2.0;

/// Words that only join others: none is part of a longer word, or begins or ends a reason.
const JOINING: &str = "ở với và các những của cho được bị để từ trong ngoài tại là có không theo về đến từng mỗi một nhau cùng \
    vào ra lên xuống do khi nếu nên sẽ đã đang rồi cả như trên dưới này đó nhiều hơn qua bằng rất lại còn thì mà gắn việc \
    người ấp xã thôn huyện tỉnh hộ ngày tháng năm";
/// "tự" belongs to what comes after it.
const BEFORE_A_VERB: &str = "tư~j";
/// What any record says: a reason made of these alone says nothing.
const SAYING_NOTHING: &str = "mô hình; dân vận; dân vận khéo; vận động; tuyên truyền; thực hiện; tham gia; xây dựng; phong trào; đăng \
    ký; hội viên; đoàn viên; đảng viên; cán bộ; nhân dân; người dân; bà con; hộ dân; hộ gia đình; gia đình; xã hội; địa \
    phương; địa bàn; chính quyền; cấp ủy; đảng ủy; chi bộ; ủy ban; ủy ban nhân dân; ban dân vận; mặt trận; duy trì; trình \
    diễn; hiệu quả; kết quả; tổ chức; hoạt động; phát huy; góp phần; phối hợp; triển khai; hỗ trợ; giúp đỡ; chủ trương; chính \
    sách; tích cực; thường xuyên; đời sống; điều kiện; khó khăn; thành viên; ban đầu; nội dung; công tác; nhiệm vụ; trách \
    nhiệm; khu dân cư; cộng đồng; lực lượng; đơn vị; trưởng thôn; trưởng ấp; đồng thuận; tạo điều kiện; đi đầu; gương mẫu; trực \
    tiếp; trên địa bàn; tổ dân phố; ngày càng; thành lập; thi đua; xuất phát; hướng dẫn; chia sẻ; vừa qua; cụ thể; hằng \
    năm; tiêu biểu; gắn với; đồng thời; đồng hành; ban ngành; đoàn thể; chủ tịch; bí thư; ý nghĩa; phát triển; chỉ đạo; tìm hiểu; \
    đẩy mạnh; thay vì; bắt đầu; hoàn cảnh; cơ sở; ở cơ sở; hội liên hiệp; mục tiêu; giải thích; thống nhất; dựa vào; đến tận; \
    phân công; phụ trách; danh sách; cán bộ chiến sĩ; nông thôn; làm ăn; có uy tín; báo tin; kinh tế; sự đồng tình; phấn khởi";

static JOINING_KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = JOINING.split_whitespace();
    words.map(vietnamese::canonical).collect()
});

static SAYING_NOTHING_KEYS: LazyLock<HashSet<Vec<String>>> = LazyLock::new(|| {
    let phrases = SAYING_NOTHING.split(';');
    let keys = |phrase| vietnamese::syllables(phrase).map(vietnamese::canonical);
    phrases.map(|phrase| keys(phrase).collect()).collect()
});

/// The words that two practices share and that tell most, as they stand in `practice`: at most `most` phrases of two to six
/// syllables, in lower case, no two with a word in common.
pub(super) fn shared_phrases(
    snapshot: &Snapshot,
    wanted: &Wanted,
    practice: &Practice,
    other: &Traits,
    most: usize,
) -> Result<Vec<String>, IndexError> {
    let catalogue = Catalogue { snapshot };
    let mut phrases: Vec<(f32, String, BTreeSet<String>)> = Vec::new();
    let texts = std::iter::once(&practice.title).chain(&practice.themes);
    for text in texts.chain(&practice.approach).chain(&practice.steps) {
        let tokens = words(text);
        for run in runs(&tokens, |pair| {
            wanted.gain(pair).filter(|_| other.has(pair))
        }) {
            let run = catalogue.trimmed(&tokens, run)?;
            if run.len() < 2 || says_nothing(&tokens[run.clone()]) {
                continue;
            }
            let phrase = &text[tokens[run.start].range.start..tokens[run.end - 1].range.end];
            if !phrase.chars().all(|c| c.is_alphabetic() || c == ' ') {
                continue;
            }
            let gain = run.clone().skip(1);
            let gain = gain
                .filter_map(|at| wanted.gain(&pair(&tokens, at - 1)?))
                .sum();
            let keys = tokens[run].iter().map(|token| token.keys.marked.clone());
            phrases.push((gain, phrase.to_lowercase(), keys.collect()));
        }
    }
    phrases.sort_by(|left, right| {
        right
            .0
            .total_cmp(&left.0)
            .then_with(|| left.1.cmp(&right.1))
    });
    let mut kept: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (_, phrase, keys) in phrases {
        if kept.len() < most && kept.iter().all(|(_, known)| known.is_disjoint(&keys)) {
            kept.push((phrase, keys));
        }
    }
    Ok(kept.into_iter().map(|(phrase, _)| phrase).collect())
}

/// The longest runs of tokens of which each two neighbours are shared.
fn runs(tokens: &[Token], shared: impl Fn(&str) -> Option<f32>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if pair(tokens, at).and_then(|pair| shared(&pair)).is_none() {
            if at > start {
                runs.push(start..at + 1);
            }
            start = at + 1;
        }
    }
    runs
}

/// The words of the catalogue, by which one sees where a word of several syllables begins and ends.
struct Catalogue<'a> {
    snapshot: &'a Snapshot,
}

impl Catalogue<'_> {
    fn count(&self, key: &str) -> Result<u32, IndexError> {
        self.snapshot.doc_freq(layer_of(key), key)
    }

    /// In how many models a token and the next stand side by side; none where they do not here.
    fn together(&self, tokens: &[Token], at: usize) -> Result<u32, IndexError> {
        pair(tokens, at).map_or(Ok(0), |pair| self.count(&pair))
    }

    /// Whether a word goes on from a token to the next.
    fn goes_on(&self, tokens: &[Token], at: usize) -> Result<bool, IndexError> {
        let Some(next) = tokens.get(at + 1) else {
            return Ok(false);
        };
        let joins = |token: &Token| JOINING_KEYS.contains(&token.keys.marked);
        if joins(&tokens[at]) || joins(next) {
            return Ok(false);
        }
        let rarer = self
            .count(&tokens[at].keys.marked)?
            .min(self.count(&next.keys.marked)?);
        let together = self.together(tokens, at)? as f32;
        Ok(together >= ONE_WORD * (rarer as f32 + DOUBT))
    }

    /// The whole words of a run, from the first that says something to the last, as many as a reason has room for.
    fn trimmed(&self, tokens: &[Token], mut run: Range<usize>) -> Result<Range<usize>, IndexError> {
        let joins = |at: usize| JOINING_KEYS.contains(&tokens[at].keys.marked);
        loop {
            let Some((first, last)) = run.clone().next().zip(run.clone().next_back()) else {
                return Ok(run);
            };
            let begins_alone = run.len() == 1 || !self.goes_on(tokens, first)?;
            let ends_alone = run.len() == 1 || !self.goes_on(tokens, last - 1)?;
            let before = match first.checked_sub(1) {
                Some(before) => self.together(tokens, before)?,
                None => 0,
            };
            let is_cut = |outside: u32, inside: u32| outside > 0 && outside >= inside;
            if first > 0 && self.goes_on(tokens, first - 1)?
                || begins_alone && (joins(first) || is_cut(before, self.together(tokens, first)?))
            {
                run.start += 1;
            } else if run.len() > LONGEST
                || self.goes_on(tokens, last)?
                || ends_alone
                    && (joins(last)
                        || tokens[last].keys.marked == BEFORE_A_VERB
                        || last > 0
                            && is_cut(
                                self.together(tokens, last)?,
                                self.together(tokens, last - 1)?,
                            ))
            {
                run.end -= 1;
            } else {
                return Ok(run);
            }
        }
    }
}

/// Whether no word of a phrase says what is done: it is made of such words alone.
fn says_nothing(phrase: &[Token]) -> bool {
    let keys: Vec<String> = phrase
        .iter()
        .map(|token| token.keys.marked.clone())
        .collect();
    // Which of its beginnings are.
    let mut made = vec![true];
    for end in 1..=keys.len() {
        let ends_so = |start: usize| {
            let word = &keys[start..end];
            SAYING_NOTHING_KEYS.contains(word) || word.len() == 1 && JOINING_KEYS.contains(&word[0])
        };
        made.push((0..end).any(|start| made[start] && ends_so(start)));
    }
    made[keys.len()]
}
