//! Headings that only their form shows: short lines over text, without a number.

use crate::chars::{digit, is_stop, writes_words};
use crate::date::date_at;
use crate::draft::Draft;
use crate::furniture::head_of;
use crate::heading::{HEADING, next_of};
use crate::join::is_broken;
use crate::kind::BlockKind;
use crate::phrase::POSTS;
use crate::rule::Rule;
use crate::table::is_figure;

/// Most plain short lines in a row that can be headings; more are a list.
const RUN: usize = 2;

/// Makes headings of short lines over text.
pub(crate) fn plain(text: &str, drafts: &mut [Draft], from: usize) {
    let mut index = from;
    while index < drafts.len() {
        if !is_plain(text, &drafts[index]) {
            index += 1;
            continue;
        }
        let start = index;
        while index < drafts.len() && is_plain(text, &drafts[index]) {
            index += 1;
        }
        // What it heads must follow.
        let heads = next_of(drafts, index - 1).is_some_and(|next| {
            let next = &drafts[next];
            matches!(
                next.kind(),
                BlockKind::Paragraph
                    | BlockKind::Heading
                    | BlockKind::ListItem
                    | BlockKind::Table
                    | BlockKind::Byline
            )
        });
        if index - start > RUN {
            columns(text, &mut drafts[start..index], heads);
            continue;
        }
        if !heads {
            continue;
        }
        // The first half of a sentence is no heading.
        let cut = is_half(text, drafts, index - 1);
        let end = index - usize::from(cut);
        for nth in 0..end - start {
            if is_value(text, drafts, start + nth) {
                continue;
            }
            let draft = &mut drafts[start + nth];
            let line = draft.text(text);
            let rule = if is_bracketed(line) {
                Rule::BracketedHeading
            } else if nth > 0 {
                Rule::Deck
            } else {
                Rule::ShortLine
            };
            draft.settle(BlockKind::Heading, rule);
        }
    }
}

/// Makes headings of the lines in brackets over others of a list (【数说】), of the
/// last if it heads what follows the run.
fn columns(text: &str, run: &mut [Draft], last: bool) {
    for index in 0..run.len() {
        let below = run.get(index + 1).map(|below| below.text(text));
        let heads = below.map_or(last, |below| !is_bracketed(below));
        if heads && is_bracketed(run[index].text(text)) {
            run[index].settle(BlockKind::Heading, Rule::BracketedHeading);
        }
    }
}

/// Whether a line is a value among others: 履行期限：60日内 above or under a line of
/// this form. Alone over text it may be a heading: 甲地：转移群众4万人.
fn is_value(text: &str, drafts: &[Draft], index: usize) -> bool {
    let labelled = |index: usize| {
        let line = head_of(drafts.get(index)?.first().of(text)?, 60);
        let mark = |&(_, c): &(usize, char)| !writes_words(c);
        let (at, _) = line.char_indices().take(9).find(mark)?;
        let (label, value) = line.split_at_checked(at)?;
        let value = value.strip_prefix(['：', ':'])?;
        (label.chars().nth(1).is_some() && !value.is_empty()).then_some(value)
    };
    let beside = || {
        [index.checked_sub(1), index.checked_add(1)]
            .into_iter()
            .flatten()
    };
    labelled(index).is_some_and(|value| value.contains(|c| digit(c).is_some()))
        && beside().any(|index| labelled(index).is_some())
}

/// Whether a line is cut: by a page break, before the unit of its last figure, or
/// within a quotation.
fn is_half(text: &str, drafts: &[Draft], index: usize) -> bool {
    let line = drafts[index].text(text);
    let paged = drafts
        .get(index + 1)
        .is_some_and(|next| next.block.rule == Rule::PageNumber);
    let next = next_of(drafts, index)
        .and_then(|next| drafts[next].first().of(text))
        .unwrap_or_default();
    let broken = drafts
        .get(index + 1)
        .is_some_and(|next| is_broken(text, &drafts[index], next));
    let counted = line.ends_with(|c| digit(c).is_some()) && next.starts_with(is_counter);
    let within = [('“', '”'), ('「', '」'), ('（', '）'), ('《', '》')]
        .iter()
        .any(|&(open, close)| {
            line.matches(open).count() > line.matches(close).count()
                && head_of(next, 300).contains(close)
        });
    paged && line.contains(['，', ',']) || broken || counted || within
}

/// Characters that go on from a figure: magnitudes, units and counters.
const fn is_counter(c: char) -> bool {
    matches!(
        c,
        '万' | '萬'
            | '亿'
            | '億'
            | '千'
            | '百'
            | '多'
            | '余'
            | '餘'
            | '%'
            | '％'
            | '元'
            | '亩'
            | '畝'
            | '米'
            | '吨'
            | '噸'
            | '公'
            | '平'
            | '立'
            | '户'
            | '戶'
            | '人'
            | '名'
            | '家'
            | '个'
            | '個'
            | '项'
            | '項'
            | '座'
            | '条'
            | '條'
            | '种'
            | '種'
            | '台'
            | '辆'
            | '輛'
            | '头'
            | '頭'
            | '只'
            | '所'
            | '件'
            | '次'
            | '倍'
            | '斤'
            | '克'
            | '岁'
            | '歲'
            | '天'
            | '处'
            | '處'
            | '套'
            | '株'
    )
}

/// Whether a line greets, thanks or takes leave: 谢谢！
pub(crate) fn is_courtesy(line: &str) -> bool {
    [
        "谢谢",
        "謝謝",
        "感谢",
        "感謝",
        "此致",
        "敬礼",
        "敬禮",
        "祝",
        "顺祝",
        "順祝",
        "顺颂",
        "順頌",
        "你好",
        "您好",
        "大家好",
        "各位",
        "让我们",
        "讓我們",
    ]
    .iter()
    .any(|word| line.starts_with(word))
}

/// Whether a line stands in brackets as a whole.
fn is_bracketed(line: &str) -> bool {
    line.starts_with(['【', '［', '[', '〖']) && line.ends_with(['】', '］', ']', '〗'])
}

/// Whether a line has the form of a heading without a number.
fn is_plain(text: &str, draft: &Draft) -> bool {
    if !draft.is_open() || draft.marker.is_some() || draft.lead.is_some() || draft.width > HEADING {
        return false;
    }
    let line = draft.text(text);
    if is_bracketed(line) {
        return true;
    }
    !line.is_empty()
        && !is_sentence(line, draft)
        && !is_figure(line)
        && !is_labels(line)
        && !is_dated(line)
        && !leads_on(line, draft.width)
        && !is_spaced_label(line)
        && has_few_clauses(line, draft.width)
}

/// Whether a line ends as a sentence does, and neither asks nor calls nor announces.
fn is_sentence(line: &str, draft: &Draft) -> bool {
    let asks = line.ends_with(['？', '?', '！', '!']) && draft.width <= 60 && !is_courtesy(line);
    draft.finished && !asks && !line.ends_with(['：', ':'])
}

/// 联系人：何青山；电话：0871-5550101, or 主料：五花肉500克、冰糖30克, a list on
/// one line.
fn is_labels(line: &str) -> bool {
    let mut parts = line
        .split(['；', ';', ' ', '\u{3000}'])
        .filter(|part| !part.is_empty());
    let labelled = |part: &str| part.contains(['：', ':']) && !part.ends_with(['：', ':']);
    parts.clone().nth(1).is_some() && parts.all(labelled)
        || line.contains('、')
            && line.contains(['：', ':'])
            && line.contains(|c| digit(c).is_some())
}

/// 活动时间：2024-07-01
fn is_dated(line: &str) -> bool {
    line.split_once(['：', ':']).is_some_and(|(_, value)| {
        let value = value.trim_start();
        date_at(value, 0).is_some_and(|date| date.span.end == value.len())
    })
}

/// 如下： leads on, 主席： addresses someone.
fn leads_on(line: &str, width: u32) -> bool {
    let Some(name) = line.strip_suffix(['：', ':']) else {
        return false;
    };
    let decides = name.starts_with(['经', '經']) && name.ends_with(['定', '意', '准']);
    let letters = ["来信", "留言", "咨询", "投诉", "回复", "答复"];
    let letter = name.ends_with("内容") && letters.iter().any(|word| name.starts_with(word));
    width > 17
        || decides
        || letter
        || name.ends_with("如下")
        || POSTS.at_end(name, |()| true).is_some()
}

/// 原　　告　王某 is a letter-spaced label with its value.
fn is_spaced_label(line: &str) -> bool {
    let long = |part: &str| part.chars().nth(1).is_some();
    let mut parts = line.split_whitespace();
    line.contains("\u{3000}\u{3000}")
        && parts.next().is_some_and(|first| !long(first))
        && parts.next_back().is_some_and(long)
}

/// Two clauses or three make a heading; more are the start of a sentence.
fn has_few_clauses(line: &str, width: u32) -> bool {
    let commas = line.chars().filter(|c| matches!(c, '，' | ',')).count();
    let counts = commas == 2 && line.contains(|c| digit(c).is_some());
    let most = if width > 56 || counts { 1 } else { 2 };
    let inner = line.trim_end_matches(is_stop);
    commas <= most
        && !inner.contains(['。', '；', '！', '!'])
        && !line.ends_with(['，', ',', '、', '；', ';'])
        && !line.starts_with(['，', '。', '、', '”', '）', '》'])
}
