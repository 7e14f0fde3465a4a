//! The words between a figure and the thing it measures, read from the figure
//! leftwards: 比上年｜增长｜约 9.3%.

use hanliang_span::Span;

use super::per::Each;
use super::time::TimeFound;
use crate::passage::Passage;
use crate::tables::cues::{Cue, cue_before};
use crate::tables::words::{Part, is_han, longer_word, words};

/// Which way a change went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Up,
    Down,
}

/// What was read on the way from the figure to its noun.
#[derive(Clone, Debug, Default)]
pub(crate) struct Left {
    /// Where the noun phrase ends: all cues lie to the right of it.
    pub(crate) edge: usize,
    /// Where the window starts; nothing before it was looked at.
    pub(crate) start: usize,
    pub(crate) change: Option<Change>,
    /// The word that says the change.
    pub(crate) change_word: Option<Span>,
    /// 提高到: the change arrives here.
    pub(crate) arrives: bool,
    /// 由, 从: a change begins here.
    pub(crate) begins: bool,
    pub(crate) share: bool,
    /// 比 was met.
    pub(crate) compared: bool,
    /// 分别, 各: several figures, several nouns.
    pub(crate) each: bool,
    /// 约占, 几乎: no exact figure.
    pub(crate) about: bool,
    /// 人均, 平均, 每年 between the noun and the figure.
    pub(crate) per: Vec<Span>,
    /// 连续 was met.
    pub(crate) continued: bool,
    /// A word of being or reaching was met, so that what is left of it is a
    /// subject.
    pub(crate) linked: bool,
}

/// Words of one character that are also ends of nouns (校长, 身高): a change
/// only where something is compared.
const DOUBTFUL: [&str; 11] = [
    "多", "高", "长", "低", "少", "短", "升", "翻", "快", "慢", "贵",
];
/// Nouns that name a change: they say its direction once, and are the thing
/// measured when a second change follows.
pub(crate) const RATES: [&str; 8] = [
    "增速", "增幅", "涨幅", "跌幅", "降幅", "升幅", "加幅", "减幅",
];

/// Reads leftwards from `end`, not beyond `start`.
pub(crate) fn read_left(
    passage: &Passage<'_>,
    start: usize,
    end: usize,
    times: &[TimeFound],
    each: &[Each],
) -> Left {
    let mut left = Left {
        edge: end,
        start,
        ..Left::default()
    };
    // Each step takes something away, so this ends; the bound is for form.
    for _ in 0..24 {
        let text = passage.slice(Span::new(start.min(left.edge), left.edge));
        let trimmed = text.trim_end_matches([' ', '\u{3000}', '<', '>', '+']);
        if trimmed.len() < text.len() {
            left.edge -= text.len() - trimmed.len();
            continue;
        }
        if let Some(time) = time_before(times, start, left.edge) {
            left.edge = time.span.start;
            // 较2019年同期: the time is what is compared with.
            let lead = passage.slice(Span::new(start.min(left.edge), left.edge));
            if let Some(rest) = lead.strip_suffix(['较', '比']) {
                left.compared = true;
                left.edge = start + rest.len();
            }
            continue;
        }
        if let Some(each) = last_each(each, left.edge)
            .filter(|each| each.span.end == left.edge && each.span.start >= start)
        {
            left.edge = each.span.start;
            left.linked = true;
            continue;
        }
        // 高中以上文化程度的占96.9%
        if left.share
            && let Some(rest) = text.strip_suffix('的')
        {
            left.edge = start + rest.len();
            continue;
        }
        // 由最初的12人壮大到1500人
        if let Some(length) = began_with(text) {
            left.begins = true;
            left.linked = true;
            left.edge -= length;
            continue;
        }
        // 2010年的6700元
        if let Some(rest) = text.strip_suffix('的')
            && let Some(time) = time_before(times, start, start + rest.len())
        {
            left.edge = time.span.start;
            continue;
        }
        if let Some(length) = arrival(text, left.change.is_none())
            && let Some((change, width)) =
                change_before(text.get(..text.len() - length).unwrap_or_default())
        {
            left.arrives = true;
            left.change.get_or_insert(change);
            left.linked = true;
            left.edge -= length + width;
            continue;
        }
        // 由3500元提至5000元: whatever the verb, the change arrives here.
        if left.change.is_none()
            && !left.arrives
            && text.ends_with(['至', '到', '为', '成'])
            && (2..=3).contains(&text.chars().count())
            && text.chars().all(is_han)
            && begun_before(passage, start)
            || changed_before(passage, start, text) && !left.arrives
        {
            left.arrives = true;
            left.change = Some(Change::Up);
            left.linked = true;
            left.edge = start;
            continue;
        }
        let Some((mut length, cue)) = cue_before(text) else {
            // 比去年多开26对: the verb says what was done more.
            if left.change.is_none()
                && let Some((length, change)) = more_done(text)
            {
                left.change = Some(change);
                left.change_word = Some(Span::new(left.edge - length, left.edge));
                left.linked = true;
                left.edge -= length;
                continue;
            }
            if (left.change.is_some() || left.linked) && strip_comparison(text, &mut left) {
                continue;
            }
            // 高出录取线30分: the verb says which way, its object from what.
            if left.change.is_none()
                && (left.edge == end || !left.per.is_empty())
                && let Some((length, change)) = surpassed(text)
            {
                left.change = Some(change);
                left.compared = true;
                left.linked = true;
                left.edge -= length;
                continue;
            }
            // 负荷冲上4102万千瓦: the verb says no more than that it was reached.
            if !left.linked
                && left.edge == end
                && let Some(length) = reached(text)
            {
                left.linked = true;
                left.edge -= length;
                continue;
            }
            // 从零增长到38万元
            if left.arrives
                && let Some(rest) = ["从零", "由零"]
                    .iter()
                    .find_map(|word| text.strip_suffix(word))
            {
                left.edge = start + rest.len();
                continue;
            }
            break;
        };
        let word = text.get(text.len() - length..).unwrap_or_default();
        // 归还41.2万册: the cue is the end of a word. 定为500元: of a verb of
        // being. But 年满70周岁.
        if cue == Cue::Link
            && word.chars().count() == 1
            && word != "满"
            && let Some(whole) = longer_word(text)
        {
            if word != "为" {
                break;
            }
            left.linked = true;
            left.edge -= whole;
            continue;
        }
        left.about |= is_approximate(word);
        match cue {
            // 经济增长连续四年: the growth is what goes on, not the change.
            Cue::Increase | Cue::Decrease if left.continued => break,
            Cue::Increase | Cue::Decrease => {
                let more = word == "多" && excess(text);
                let doubled = word == "翻" && passage.near(end, 4).contains('番');
                let doubtful = DOUBTFUL.contains(&word) && !more && !doubled;
                if doubtful && !near_comparison(text) {
                    break;
                }
                if left.change.is_some() && RATES.contains(&word) {
                    break;
                }
                if word.chars().count() == 1 && !DOUBTFUL.contains(&word) {
                    match verb_of_change(text) {
                        Some(whole) => length = whole,
                        None => break,
                    }
                }
                let change = if cue == Cue::Increase {
                    Change::Up
                } else {
                    Change::Down
                };
                left.change.get_or_insert(change);
                left.change_word = Some(Span::new(left.edge - length, left.edge));
            }
            Cue::Share => left.share = true,
            Cue::Compare => left.compared = true,
            Cue::From => left.begins = true,
            Cue::Per => {
                let at = left.edge - length;
                left.per.insert(0, Span::new(at, left.edge));
            }
            Cue::Link => {
                left.continued |= word == "连续";
                left.each |= word.starts_with("分别") || word == "各" || word == "各有";
                if word == "每年" {
                    left.per.insert(0, Span::new(left.edge - length, left.edge));
                }
            }
        }
        left.linked = true;
        left.edge -= length;
    }
    // Nor is a time before it.
    let upto = times.partition_point(|time| time.span.end <= left.edge);
    if let Some(time) = upto.checked_sub(1).and_then(|at| times.get(at))
        && time.span.end > left.start
    {
        left.start = time.span.end;
    }
    // What 每 distributes over is no part of the noun that follows it.
    if let Some(each) = last_each(each, left.edge)
        && each.span.end > left.start
        && !is_within(passage, each, &left)
    {
        left.start = each.span.end;
    }
    left
}

/// Whether a word says that the figure is no exact one: 约占, 几乎.
pub(super) fn is_approximate(word: &str) -> bool {
    word.starts_with('约') || matches!(word, "大约" | "大概" | "几乎" | "差不多")
}

/// 辣椒一亩收两千斤: one of each stands between the subject and its verb.
fn is_within(passage: &Passage<'_>, each: &Each, left: &Left) -> bool {
    let count = |start: usize, end: usize| {
        let text = passage.slice(Span::new(start.min(end), end));
        text.chars().filter(|c| is_han(*c)).count()
    };
    passage.slice(each.span).starts_with('一')
        && count(left.start, each.span.start) >= 2
        && count(each.span.end, left.edge) == 1
}

/// The last 每… that ends at `edge` or before it.
fn last_each(each: &[Each], edge: usize) -> Option<&Each> {
    let upto = each.partition_point(|each| each.span.end <= edge);
    upto.checked_sub(1).and_then(|at| each.get(at))
}

/// The time that ends at `edge`, if it lies behind `start`.
fn time_before(times: &[TimeFound], start: usize, edge: usize) -> Option<TimeFound> {
    let upto = times.partition_point(|time| time.span.start < edge);
    times
        .get(upto.saturating_sub(3)..upto)?
        .iter()
        .rev()
        .find(|time| time.span.end == edge && time.span.start >= start)
        .copied()
}

/// Whether no more than 至 stands between a change by a figure and where it
/// arrives: 收窄17个基点至2.05%.
fn changed_before(passage: &Passage<'_>, at: usize, text: &str) -> bool {
    let points = ["个百分点", "個百分點", "个基点", "個基點", "%", "％"];
    let lead = passage.before(at);
    matches!(text, "至" | "到") && points.iter().any(|unit| lead.ends_with(unit))
}

/// Whether a figure ends at a place and a change begins at it: 由3500元|.
fn begun_before(passage: &Passage<'_>, at: usize) -> bool {
    let mut lead = passage.before(at).chars().rev();
    let figure = lead
        .next()
        .is_some_and(|c| is_han(c) || matches!(c, '%' | '％'));
    figure
        && lead
            .take(12)
            .take_while(|c| !matches!(c, '，' | ',' | '。' | '；' | '、'))
            .any(|c| matches!(c, '由' | '从'))
}

/// The length of the verb whose last character says the change: 削减, 累跌, 年增;
/// `None` if it ends a noun: 沉降.
fn verb_of_change(text: &str) -> Option<usize> {
    let near = text.char_indices().rev().take(6).last()?.0;
    let near = text.get(near..)?;
    let words = words(near);
    let (verb, rest) = words.split_last()?;
    if verb.span.len() > "增".len() {
        return (verb.part != Part::Noun).then_some(verb.span.len());
    }
    let piece = rest.last().filter(|piece| {
        let form = piece.span.of(near).unwrap_or_default();
        let says_how = matches!(form, "年" | "月" | "季" | "周" | "日")
            || matches!(piece.part, Part::Verb | Part::Adverb | Part::Adjective);
        form.chars().count() == 1 && says_how
    });
    Some(near.len() - piece.unwrap_or(verb).span.start)
}

/// The length of 到 至 为 达 at the end, after which a change may stand.
fn arrival(text: &str, fresh: bool) -> Option<usize> {
    if !fresh {
        return None;
    }
    ["达到", "到了", "为了", "到", "至", "为", "达", "成"]
        .iter()
        .find(|word| text.ends_with(**word))
        .map(|word| word.len())
}

fn change_before(text: &str) -> Option<(Change, usize)> {
    // 由三成加到五成; but 参加到活动中.
    if let Some(lead) = text.strip_suffix('加')
        && !lead.ends_with(['参', '增', '追', '附', '添', '施', '强'])
    {
        return Some((Change::Up, "加".len()));
    }
    let (mut length, cue) = cue_before(text)?;
    let word = text.get(text.len() - length..)?;
    // 微升至29.8%
    if matches!(cue, Cue::Increase | Cue::Decrease) && word.chars().count() == 1 {
        length = verb_of_change(text).unwrap_or(length);
    }
    match cue {
        _ if matches!(word, "多" | "高" | "长" | "低" | "少" | "短") || RATES.contains(&word) => {
            None
        }
        Cue::Increase => Some((Change::Up, length)),
        Cue::Decrease => Some((Change::Down, length)),
        _ => None,
    }
}

/// 多 right before a figure says by how much (合并村多1万元), unless it ends a
/// word (很多, 最多).
fn excess(text: &str) -> bool {
    text.strip_suffix('多')
        .and_then(|before| before.chars().next_back())
        .is_some_and(|c| !"许很最更众诸之不繁大甚极颇差至几好太".contains(c))
}

/// Whether 比, 较 stands in the last stretch of the text.
fn near_comparison(text: &str) -> bool {
    text.chars()
        .rev()
        .take(16)
        .any(|c| matches!(c, '比' | '较'))
        && !text.chars().rev().take(4).any(|c| c == '最')
}

/// 多 or 少 and the verb after it at the end of a text that compares, with
/// their length.
fn more_done(text: &str) -> Option<(usize, Change)> {
    if !near_comparison(text) {
        return None;
    }
    let mut characters = text.char_indices().rev();
    characters.next()?;
    characters.take(2).find_map(|(at, character)| {
        let change = match character {
            '多' => Change::Up,
            '少' => Change::Down,
            _ => return None,
        };
        let lead = text.get(..at + character.len_utf8())?;
        let verb = text.get(lead.len()..)?;
        let plain = if change == Change::Up {
            excess(lead)
        } else {
            !lead.ends_with("减少") && !lead.ends_with("至少") && !lead.ends_with("不少")
        };
        (plain
            && words(verb)
                .first()
                .is_some_and(|word| word.part == Part::Verb))
        .then(|| (text.len() - at, change))
    })
}

/// Verbs that say by how much their object is passed or missed.
const SURPASSING: [(&str, Change); 12] = [
    ("高于", Change::Up),
    ("高出", Change::Up),
    ("超出", Change::Up),
    ("超过", Change::Up),
    ("多于", Change::Up),
    ("快于", Change::Up),
    ("领先", Change::Up),
    ("低于", Change::Down),
    ("少于", Change::Down),
    ("慢于", Change::Down),
    ("落后", Change::Down),
    ("不及", Change::Down),
];

/// The verb and its object at the end of a text, with their length.
fn surpassed(text: &str) -> Option<(usize, Change)> {
    let near = text.char_indices().rev().take(14).last()?.0;
    let tail = text.get(near..)?;
    let (at, length, change) = tail.char_indices().rev().find_map(|(at, _)| {
        let rest = tail.get(at..)?;
        let verb = SURPASSING.iter().find(|(verb, _)| rest.starts_with(verb));
        verb.map(|(verb, change)| (at, verb.len(), *change))
    })?;
    let object = tail.get(at + length..)?;
    let noun = words(object)
        .last()
        .is_some_and(|word| matches!(word.part, Part::Noun | Part::VerbalNoun | Part::Place));
    (noun && !object.contains(['的', '、'])).then(|| (tail.len() - at, change))
}

/// The length of 由最初的, 从原来的 at the end of a text.
fn began_with(text: &str) -> Option<usize> {
    let lead = text.strip_suffix('的')?;
    let near = lead.char_indices().rev().take(7);
    let (at, _) = near
        .take_while(|(_, c)| is_han(*c))
        .find(|(_, c)| matches!(c, '由' | '从'))?;
    // 自由, 理由
    let word = text
        .get(..at)?
        .ends_with(['自', '理', '缘', '事', '经', '服', '跟', '听']);
    (!word && lead.len() > at + "由".len()).then(|| text.len() - at)
}

/// The length of a verb of one character with what it comes to at the end of a
/// text: 冲上, 升破.
fn reached(text: &str) -> Option<usize> {
    let lead = text.strip_suffix(['上', '破', '至'])?;
    let (at, _) = lead.char_indices().next_back()?;
    let verb = words(lead.get(at..)?);
    (at > 0 && verb.first()?.part == Part::Verb).then(|| text.len() - at)
}

/// Takes away 比去年同期, 较年初, 与上年相比 at the end of the text.
fn strip_comparison(text: &str, left: &mut Left) -> bool {
    for (back, (at, character)) in text.char_indices().rev().take(18).enumerate() {
        let rest = text.get(at..).unwrap_or_default();
        let word = matches!(character, '比' | '较')
            && !rest.starts_with("比例")
            && !rest.starts_with("比重")
            && !rest.starts_with("比率")
            && !rest.starts_with("较好")
            && !rest.starts_with("较快")
            && !rest.starts_with("较大");
        let noun = text.get(..at).is_some_and(|before| {
            before.ends_with(['占', '对', '环', '同', '正', '百', '性', '相', '评', '可'])
        });
        if word && !noun {
            // 按可比口径较: two comparisons in a row are one.
            let again = cue_before(text.get(..at).unwrap_or_default())
                .is_some_and(|(_, cue)| cue == Cue::Compare);
            if back == 0 && left.compared && !again {
                return false;
            }
            left.compared = true;
            left.edge -= rest.len();
            return true;
        }
    }
    false
}
