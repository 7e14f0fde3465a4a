//! Headings and list items.

use std::collections::HashMap;

use hanliang_span::Span;

use crate::chars::{digit, is_han, is_stop};
use crate::date::date_at;
use crate::draft::Draft;
use crate::furniture::head_of;
use crate::kind::BlockKind;
use crate::marker::MarkerKind;
use crate::phrase::POSTS;
use crate::rule::Rule;
use crate::table::is_figure;

/// Columns of the widest heading.
const HEADING: u32 = 84;

/// Most plain short lines in a row that can be headings; more are a list.
const RUN: usize = 2;

/// Makes headings and list items of open drafts from `from` on.
pub(crate) fn headings(text: &str, drafts: &mut [Draft], from: usize) {
    speeches(text, drafts, from);
    contents(text, drafts, from);
    enclosures(text, drafts, from);
    dashed(text, drafts, from);
    numbered(text, drafts, from);
    plain(text, drafts, from);
}

/// Who speaks in a line such as 记者：下一步有什么打算？
fn speaker<'t>(text: &'t str, draft: &Draft) -> Option<&'t str> {
    if !draft.is_open() {
        return None;
    }
    let line = draft.first().of(text)?;
    let (at, mark) = line
        .char_indices()
        .take(9)
        .find(|&(_, c)| !(is_han(c) || c.is_ascii_alphabetic() || c == '·'))?;
    let says = matches!(mark, '：' | ':') && line.len() > at + '：'.len_utf8();
    line.get(..at).filter(|_| says && at > 0)
}

/// Settles lines of speech as text: a name before a colon that comes again, and
/// who speaks once among such.
fn speeches(text: &str, drafts: &mut [Draft], from: usize) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for draft in drafts.iter().skip(from) {
        if let Some(name) = speaker(text, draft) {
            *counts.entry(name).or_default() += 1;
        }
    }
    if counts.values().all(|&count| count < 2) {
        return;
    }
    for draft in drafts.iter_mut().skip(from) {
        let Some(name) = speaker(text, draft) else {
            continue;
        };
        // Among speeches, a whole sentence is one too.
        if draft.finished || counts.get(name).is_some_and(|&count| count > 1) {
            draft.finished = true;
            draft.settled = true;
        }
    }
}

/// Makes list items of the lines under 目录.
fn contents(text: &str, drafts: &mut [Draft], from: usize) {
    let Some(label) = drafts.iter().skip(from).position(|draft| {
        let line = draft.text(text);
        line.len() <= 16 && draft.is_open() && {
            let word: String = line.chars().filter(|&c| is_han(c)).collect();
            matches!(word.as_str(), "目录" | "目錄" | "目次")
        }
    }) else {
        return;
    };
    let label = label + from;
    drafts[label].settle(BlockKind::Label, Rule::AnnouncingWord);
    let mut first: Option<(MarkerKind, u32)> = None;
    let mut entries = 0;
    for draft in &drafts[label + 1..] {
        let Some(marker) = draft.marker.filter(|_| draft.is_short(HEADING)) else {
            break;
        };
        let key = (marker.kind, marker.number);
        // The text begins where the first number comes again.
        if first.is_some_and(|first| first == key) {
            break;
        }
        first = first.or(Some(key));
        entries += 1;
    }
    if entries < 2 {
        return;
    }
    for draft in &mut drafts[label + 1..=label + entries] {
        draft.settle(BlockKind::ListItem, Rule::NumberedItem);
    }
}

/// Makes list items of what an official document encloses: 附件：1.某某表, and
/// the numbered lines under it.
fn enclosures(text: &str, drafts: &mut [Draft], from: usize) {
    let mut number = None;
    for draft in drafts.iter_mut().skip(from) {
        if !draft.is_open() || !draft.is_short(HEADING) {
            number = None;
            continue;
        }
        let line = draft.text(text);
        let named = ["附件：", "附件:", "附：", "附:"]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        if let Some(rest) = named {
            let rest = rest.trim_start();
            number = None;
            if rest.is_empty() {
                number = Some(0);
                draft.settle(BlockKind::Label, Rule::AnnouncingWord);
            } else if rest.starts_with('1') {
                number = Some(1);
                draft.settle(BlockKind::ListItem, Rule::NumberedItem);
                draft.block.level = Some(1);
            }
            continue;
        }
        let next = number.map(|number| number + 1);
        if next.is_some() && draft.marker.map(|marker| marker.number) == next {
            draft.settle(BlockKind::ListItem, Rule::NumberedItem);
            number = next;
        } else {
            number = None;
        }
    }
}

/// Makes list items of lines behind dashes that end as items do: ——…；.
fn dashed(text: &str, drafts: &mut [Draft], from: usize) {
    let item = |draft: &Draft| draft.is_open() && draft.text(text).starts_with("——");
    let mut index = from;
    while index < drafts.len() {
        let run = drafts[index..]
            .iter()
            .take_while(|draft| item(draft))
            .count();
        let open = |draft: &Draft| draft.text(text).ends_with(['；', ';']);
        if run > 1 && drafts[index..index + run - 1].iter().all(open) {
            for draft in &mut drafts[index..index + run] {
                let start = draft.first().start;
                draft.settle(BlockKind::ListItem, Rule::BulletedItem);
                draft.block.marker = Some(Span::new(start, start + "——".len()));
                draft.block.level = Some(1);
            }
        }
        index += run.max(1);
    }
}

/// The next draft that is not lifted out of the text.
fn next_of(drafts: &[Draft], index: usize) -> Option<usize> {
    (index + 1..drafts.len()).take(6).find(|&next| {
        !matches!(
            drafts[next].kind(),
            BlockKind::Caption | BlockKind::Boilerplate
        )
    })
}

fn numbered(text: &str, drafts: &mut [Draft], from: usize) {
    let mut before: Option<(MarkerKind, bool)> = None;
    for index in from..drafts.len() {
        let draft = &drafts[index];
        if !draft.is_open() {
            if !matches!(draft.kind(), BlockKind::Caption | BlockKind::Boilerplate) {
                before = None;
            }
            continue;
        }
        let Some(marker) = draft.marker else {
            before = None;
            continue;
        };
        let short = draft.is_short(HEADING) || is_short_sentence(text, draft, marker.kind);
        let next = next_of(drafts, index);
        let sibling_next = next.is_some_and(|next| {
            let next = &drafts[next];
            next.is_open()
                && next.width <= HEADING
                && next.marker.is_some_and(|other| other.kind == marker.kind)
        });
        let sibling_before = before == Some((marker.kind, true));
        let heads = next.is_some_and(|next| {
            matches!(drafts[next].kind(), BlockKind::Paragraph | BlockKind::Table)
        });
        let bullet = matches!(marker.kind, MarkerKind::Bullet | MarkerKind::Letter);
        let heading = marker.kind.is_chapter() && draft.width <= HEADING
            || short && heads && !sibling_next && !sibling_before && !(bullet && draft.indent > 0);
        before = Some((marker.kind, !heading));
        let draft = &mut drafts[index];
        if heading {
            draft.settle(BlockKind::Heading, Rule::NumberedHeading);
        } else {
            let rule = if marker.kind == MarkerKind::Bullet {
                Rule::BulletedItem
            } else {
                Rule::NumberedItem
            };
            draft.block.kind = BlockKind::ListItem;
            draft.block.rule = rule;
        }
    }
}

/// 一、加强领导。 or 1.怎么办？ alone on its line: a heading with a stop.
fn is_short_sentence(text: &str, draft: &Draft, kind: MarkerKind) -> bool {
    let line = draft.text(text);
    let ends = if line.ends_with(['？', '?']) {
        kind != MarkerKind::Bullet
    } else {
        line.ends_with('。') && matches!(kind, MarkerKind::Han | MarkerKind::HanBracketed)
    };
    ends && draft.width <= 40
        && line
            .chars()
            .filter(|&c| is_stop(c) || matches!(c, '，' | ','))
            .count()
            == 1
}

fn plain(text: &str, drafts: &mut [Draft], from: usize) {
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
        if index - start > RUN || !heads {
            continue;
        }
        // The first half of a sentence is no heading.
        let cut = is_half(text, drafts, index - 1);
        let end = index - usize::from(cut);
        for (nth, draft) in drafts[start..end].iter_mut().enumerate() {
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
    let counted = line.ends_with(|c| digit(c).is_some()) && next.starts_with(is_counter);
    let within = [('“', '”'), ('「', '」'), ('（', '）'), ('《', '》')]
        .iter()
        .any(|&(open, close)| {
            line.matches(open).count() > line.matches(close).count()
                && head_of(next, 300).contains(close)
        });
    paged && line.contains(['，', ',']) || counted || within
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
        && !inner.contains(['。', '；'])
        && !line.ends_with(['，', ',', '、', '；', ';'])
        && !line.starts_with(['，', '。', '、', '”', '）', '》'])
}
