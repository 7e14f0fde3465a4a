//! Per whom or per what: 每个村, 每年, 人均, 平均.

use hanliang_span::Span;

use super::left::Left;
use super::phrase::{Opening, is_measure, noun_after};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::signs::Kind;
use crate::tables::words::{Part, words};

/// A mention of 每… in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Each {
    pub(crate) span: Span,
    /// It names a period (每年), not a body (每个村).
    pub(crate) period: bool,
}

/// Periods that 每 distributes over.
const PERIODS: [&str; 22] = [
    "半年",
    "季度",
    "个月",
    "小时",
    "分钟",
    "学期",
    "年度",
    "年",
    "月",
    "周",
    "日",
    "天",
    "季",
    "夜",
    "晚",
    "秒",
    "时",
    "星期",
    "个季度",
    "旬",
    "次",
    "届",
];
/// Means that stand before a figure or within its noun; all end in 均 or 速,
/// longer ones come first.
const MEANS: [&str; 16] = [
    "年人均",
    "户年均",
    "月人均",
    "人均",
    "户均",
    "日均",
    "月均",
    "年均",
    "亩均",
    "村均",
    "班均",
    "店均",
    "单均",
    "平均",
    "时速",
    "周均",
];

/// The last mean of a text, with its place.
fn last_mean(text: &str) -> Option<(usize, &'static str)> {
    let ends = text.rmatch_indices(['均', '速']);
    let mut ends = ends.filter_map(|(at, end)| text.get(..at + end.len()));
    ends.find_map(|upto| {
        let mean = MEANS.iter().find(|word| upto.ends_with(**word))?;
        // 高出平均水平: the mean is what is compared with.
        let rest = text.get(upto.len()..)?;
        if ["水平", "线", "值", "数"]
            .iter()
            .any(|noun| rest.starts_with(noun))
        {
            return None;
        }
        Some((upto.len() - mean.len(), *mean))
    })
}

/// Whether what follows makes 一年 or 一天 mean each one: 一年能卖10万元.
pub(crate) fn each_one(after: &str) -> bool {
    ["能", "可", "下来", "要", "就能", "就可", "得花"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// Every 每… of a sentence, in order.
pub(crate) fn each_of(passage: &Passage<'_>, sentence: Span, figures: &[Figure]) -> Vec<Each> {
    let mut found = Vec::new();
    let signs = |kind, sign| {
        let signs = passage.signs(kind, sentence);
        signs.filter_map(move |(at, character)| (character == sign).then_some(at))
    };
    for start in signs(Kind::Numeral, '一') {
        let rest = passage.slice(Span::new(start, sentence.end));
        let Some(word) = ["一年", "一天"]
            .into_iter()
            .find(|word| rest.starts_with(word))
        else {
            continue;
        };
        if each_one(passage.near(start + word.len(), 3)) {
            found.push(Each {
                span: Span::new(start, start + word.len()),
                period: true,
            });
        }
    }
    for start in signs(Kind::Time, '每') {
        let inner = start + "每".len();
        let after = passage.near(inner, 4);
        // 每股收益 is an indicator.
        if after.starts_with("股收益") || after.starts_with("股净") || after.starts_with("股现")
        {
            continue;
        }
        if let Some(period) = PERIODS.iter().find(|period| after.starts_with(**period)) {
            let end = inner + period.len();
            found.push(Each {
                span: Span::new(start, end),
                period: *period != "次" && *period != "届",
            });
            continue;
        }
        // 每1000名居民: a figure of its own and its noun.
        let numbered = figures
            .get(figures.partition_point(|figure| figure.span.start < inner))
            .filter(|figure| figure.span.start == inner);
        let from = numbered.map_or(inner, |figure| figure.context.end);
        let limit = sentence.end.min(from + 48);
        let end = match numbered {
            // 每10股, 每1000名居民
            Some(figure) if !matches!(figure.unit(), "名" | "个" | "位" | "只" | "头") => from,
            _ => body_end(passage, from, limit),
        };
        let end = before_figure(passage, from, end, figures);
        if end > inner {
            found.push(Each {
                span: Span::new(start, end),
                period: false,
            });
        }
    }
    found.sort_by_key(|each| each.span.start);
    found
}

/// 每个村补助2万元: what stands right before a figure is its noun, not a part
/// of the body.
fn before_figure(passage: &Passage<'_>, from: usize, end: usize, figures: &[Figure]) -> usize {
    let at = figures.partition_point(|figure| figure.span.start < end);
    if figures
        .get(at)
        .is_none_or(|figure| figure.span.start != end)
    {
        return end;
    }
    let text = passage.slice(Span::new(from, end));
    let words = words(text);
    match words.last() {
        Some(last) if words.len() > 1 => from + last.span.start,
        _ => end,
    }
}

/// The end of the body 每 distributes over: 每(支)驻村工作队, 每户.
fn body_end(passage: &Passage<'_>, from: usize, limit: usize) -> usize {
    let mut limit = limit;
    while limit > from && !passage.text.is_char_boundary(limit) {
        limit -= 1;
    }
    let near = passage.near(from, 2);
    let mut characters = near.chars();
    let first = characters.next();
    // 每户困难家庭, 每村, 每人 say enough with the first character.
    if first.is_some_and(|c| "人村户亩吨斤股镇县校班家省市".contains(c))
        && !near.ends_with(['民', '员', '庭', '公', '学', '级'])
    {
        return from + first.map_or(0, char::len_utf8);
    }
    if near.starts_with("平方")
        || near.starts_with("公里")
        || near.starts_with("公斤")
        || near.starts_with("立方")
    {
        let long = passage.near(from, 4);
        return from
            + ["平方公里", "平方米", "立方米", "公里", "公斤"]
                .iter()
                .find(|unit| long.starts_with(**unit))
                .map_or(0, |unit| unit.len());
    }
    let classifier = first
        .filter(|c| "名个支位只条项辆套件座台份张头棵艘架间所".contains(*c))
        .map_or(0, char::len_utf8);
    let start = from + classifier;
    let clause = super::clause::clause(passage, Span::at(start));
    let phrase = noun_after(passage, start, clause.end.min(limit), Opening::Modifier)
        .filter(|phrase| phrase.span.start == start)
        // 每盒售价由298元降至68元: a measure is what is stated, not of what.
        .filter(|phrase| !is_measure(passage.slice(phrase.span)));
    phrase.map_or(start, |phrase| {
        start + nominal_length(passage.slice(phrase.span))
    })
}

/// How much of a phrase stands before the verb that follows its noun.
fn nominal_length(text: &str) -> usize {
    let mut seen = false;
    for word in words(text) {
        match word.part {
            Part::Verb | Part::VerbalNoun if seen => return word.span.start,
            Part::Noun => seen = true,
            _ => {}
        }
    }
    text.len()
}

/// The distributors of a figure, in the order of the text.
pub(crate) fn per_of(
    passage: &Passage<'_>,
    figure: &Figure,
    left: &Left,
    item: Option<Span>,
    clause: Span,
    each: &[Each],
    earlier: Option<Span>,
) -> Vec<Span> {
    let mut found: Vec<Span> = left.per.clone();
    // The nearest 每… of each sort in the sentence, not across a semicolon.
    for period in [false, true] {
        let upto = each.partition_point(|each| each.span.end <= figure.context.start);
        let nearest = each
            .get(upto.saturating_sub(8)..upto)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|each| each.period == period);
        if let Some(each) = nearest
            && reaches(passage, each.span.end, figure, clause, earlier)
        {
            found.push(each.span);
        }
    }
    // 时速298公里的速度 is a rate; 最高时速80公里 names it itself.
    let speed = !passage.near(figure.context.end, 3).starts_with("的速");
    // Means within the noun or before it in the clause.
    let from = item.map_or(clause.start, |item| {
        let lead = passage.before(item.start);
        let mean = MEANS.iter().find(|word| lead.ends_with(**word));
        (item.start - mean.map_or(0, |word| word.len()))
            .min(clause.start)
            .max(clause.start.saturating_sub(60))
    });
    let head = passage.slice(Span::new(
        from.min(figure.context.start),
        figure.context.start,
    ));
    if let Some((at, word)) = last_mean(head) {
        let start = from + at;
        // ３年人均 is three years.
        let numbered = word.starts_with('年')
            && passage
                .before(start)
                .ends_with(|c: char| crate::label::digits::digit(c).is_some());
        let (start, word) = if numbered {
            (start + "年".len(), word.trim_start_matches('年'))
        } else {
            (start, word)
        };
        let near = item.is_none_or(|item| {
            start + word.len() + 3 >= item.start || item.start > figure.span.end
        });
        if (near || figure.context.start - start < 60) && !(word == "时速" && speed) {
            split_mean(start, word, &mut found);
        }
    }
    if let Some(item) = item {
        // 村干部平均年报酬, 村级年办公经费: 年 alone before a noun.
        let text = passage.slice(item);
        for (at, _) in text.match_indices('年') {
            let start = item.start + at;
            let before = passage.before(start);
            let after = text.get(at + "年".len()..).unwrap_or_default();
            let part = before.ends_with(|c: char| {
                crate::label::digits::digit(c).is_some()
                    || "十百千万每青少中老成周学近今去当全历常多新过壮幼童".contains(c)
            });
            let word = after.is_empty()
                || after.starts_with([
                    '度', '龄', '均', '轻', '级', '来', '代', '末', '底', '初', '份', '纪', '人',
                    '货', '鉴', '会', '夜', '画',
                ])
                || (after.starts_with('报') && !after.starts_with("报酬"));
            let alone = !part && !word;
            if alone {
                found.push(Span::new(start, start + "年".len()));
            }
        }
    }
    found.sort_by_key(|span| (span.start, span.end));
    found.dedup_by(|second, first| second.start < first.end);
    found
}

/// Whether 每… that ends at `from` still holds at a figure: within its clause;
/// in a later one if no figure stands between, or if that clause has a 每 too.
fn reaches(
    passage: &Passage<'_>,
    from: usize,
    figure: &Figure,
    clause: Span,
    earlier: Option<Span>,
) -> bool {
    let between = passage.slice(Span::new(from, figure.span.start));
    if between.len() > 240 || between.contains(['；', ';', '。']) {
        return false;
    }

    let again = passage
        .slice(Span::new(clause.start, figure.span.start))
        .contains('每');
    let used = earlier.is_some_and(|earlier| earlier.start >= from && earlier.end <= clause.start);
    again || !used
}

/// 年人均 says two things: 年 and 人均.
fn split_mean(start: usize, word: &str, found: &mut Vec<Span>) {
    let end = start + word.len();
    if word.chars().count() == 3 {
        let middle = start + word.chars().next().map_or(0, char::len_utf8);
        found.push(Span::new(start, middle));
        found.push(Span::new(middle, end));
    } else if !found
        .iter()
        .any(|span| span.start <= start && start < span.end)
    {
        found.push(Span::new(start, end));
    }
}
