//! When a figure holds: the time expressions of a sentence.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use crate::figure::Figure;
use crate::label::Found;
use crate::passage::Passage;
use crate::record::LabelClass;
use crate::tables::signs::Kind;
use crate::tables::times::{When, time_at};
use crate::tables::words::{Part, is_han, words};

/// What a time expression rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Core {
    /// A date with numerals, at this place.
    Date(Span),
    /// A word: 去年, 目前.
    Word(When),
    /// A length of time that runs up to now: 近两年, 连续6年.
    Length(usize),
    /// A phrase that names no days: 随访期间, “十三五”期间.
    Phrase,
}

/// A time expression of a passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeFound {
    pub(crate) span: Span,
    pub(crate) core: Core,
    /// It is what a change is counted from (比去年): not when a figure holds.
    pub(crate) compared: bool,
}

/// Words that may follow a date or a time word and belong to it, longest
/// first.
const AFTER: [&str; 40] = [
    "上旬",
    "中旬",
    "下旬",
    "赛季",
    "学年",
    "财年",
    "凌晨",
    "清晨",
    "早上",
    "上午",
    "中午",
    "下午",
    "傍晚",
    "晚上",
    "晚间",
    "夜间",
    "上半年",
    "下半年",
    "以来",
    "期间",
    "以前",
    "之前",
    "之后",
    "开始",
    "年初",
    "年底",
    "年末",
    "全年",
    "至今",
    "前夕",
    "前后",
    "当年",
    "起",
    "止",
    "前",
    "初",
    "末",
    "底",
    "间",
    "内",
];
/// Words that are a time only where they open a clause.
const OPENING: [&str; 8] = [
    "以前",
    "之前",
    "以后",
    "同期",
    "旬末",
    "白天",
    "入夜后",
    "一夜之间",
];
/// What makes another word of the 今 of 至今: 至今晨, 至今年底.
const AFTER_NOW: [char; 7] = ['晨', '早', '晚', '夜', '日', '年', '天'];
/// Words before it that belong to it whatever follows.
const UNTIL: [&str; 8] = [
    "截止到",
    "截至到",
    "截止至",
    "截至",
    "截止",
    "自从",
    "早在",
    "经过",
];

/// The time expressions of one sentence, in order, without overlap.
pub(crate) fn times_of(
    passage: &Passage<'_>,
    sentence: Span,
    labels: &[Found],
    figures: &[Figure],
    first_figure: usize,
) -> Vec<TimeFound> {
    let (mut found, mut hours) = (Vec::new(), Vec::new());
    for label in labels {
        if sentence.covers(label.span) {
            match label.class {
                LabelClass::Date if is_hour(passage.slice(label.span)) => hours.push(label.span),
                // 2022届毕业生, 2024款: a year that names a sort.
                LabelClass::Date if names_sort(passage, label.span) => {}
                // 2025滨城马拉松: a year that is part of a name.
                LabelClass::Date if names_event(passage, label.span) => {}
                LabelClass::Date => found.push((label.span, Core::Date(label.span))),
                LabelClass::Slogan | LabelClass::Ordinal => {
                    if let Some(span) = plan_period(passage, label.span) {
                        found.push((span, Core::Phrase));
                    }
                }
                _ => {}
            }
        }
    }
    for (offset, figure) in figures.iter().enumerate() {
        let upto = labels.partition_point(|label| label.span.start < figure.span.end);
        let dated = labels
            .get(upto.saturating_sub(2)..upto)
            .unwrap_or_default()
            .iter()
            .any(|label| label.class == LabelClass::Date && label.span.overlaps(figure.span));
        if sentence.covers(figure.span)
            && !dated
            && figure.kind() == UnitKind::Duration
            && let Some(span) = length_of_time(passage, figure)
        {
            found.push((span, Core::Length(first_figure + offset)));
        }
    }
    words_of_time(passage, sentence, &mut found);
    periods(passage, sentence, &mut found);
    moments(passage, sentence, &mut found);
    found.sort_by_key(|(span, _)| (span.start, core::cmp::Reverse(span.end)));
    let mut times: Vec<TimeFound> = Vec::new();
    for (span, core) in found {
        // 《白皮书（2020—2024）》 is a name.
        if passage.quote_over(span).is_some_and(|quote| quote.title) {
            continue;
        }
        let whole = match core {
            Core::Length(_) | Core::Phrase => span,
            _ => widen(passage, with_hour(passage, span, &hours)),
        };
        if let Some(last) = times.last_mut() {
            if last.span.end > whole.start {
                if last.span.end < whole.end && last.span.end >= span.start {
                    last.span.end = whole.end;
                }
                continue;
            }
            // 2018年3月至2020年9月
            let gap = passage.slice(Span::new(last.span.end, whole.start));
            if matches!(gap, "至" | "到" | "-" | "—" | "～" | "~" | "——")
                && matches!((last.core, core), (Core::Date(_), Core::Date(_)))
            {
                last.span.end = whole.end;
                continue;
            }
            // 2020年｜第三季度, 2020年｜上半年, 今年｜前4个月
            let part = !matches!(core, Core::Length(_)) || passage.slice(whole).starts_with('前');
            if last.span.end == whole.start && part {
                last.span.end = whole.end;
                continue;
            }
        }
        times.push(TimeFound {
            span: whole,
            core,
            compared: compared(passage, whole),
        });
    }
    times
}

/// 27日下午5时: a day with the hour behind it.
fn with_hour(passage: &Passage<'_>, day: Span, hours: &[Span]) -> Span {
    let near = hours.iter().find(|hour| hour.start >= day.end);
    let part = |hour: &Span| passage.slice(Span::new(day.end, hour.start));
    match near.filter(|hour| {
        matches!(
            part(hour),
            "" | "凌晨"
                | "清晨"
                | "早上"
                | "上午"
                | "中午"
                | "下午"
                | "傍晚"
                | "晚上"
                | "晚间"
                | "晚"
        )
    }) {
        Some(hour) => Span::new(day.start, hour.end),
        None => day,
    }
}

/// 随访期间, 报告期内: a noun of time that opens a clause.
fn periods(passage: &Passage<'_>, sentence: Span, found: &mut Vec<(Span, Core)>) {
    let text = passage.slice(sentence);
    let signs = passage.signs(Kind::Time, sentence);
    for (at, _) in signs.filter(|(_, sign)| *sign == '期') {
        let at = at - sentence.start;
        let word = "期间";
        if !text.get(at..).is_some_and(|rest| rest.starts_with(word)) {
            continue;
        }
        let lead = text.get(..at).unwrap_or_default();
        let back: usize = lead
            .chars()
            .rev()
            .take(7)
            .take_while(|c| is_han(*c))
            .map(char::len_utf8)
            .sum();
        let start = at - back;
        let opens = start == 0
            || lead.get(..start).is_some_and(|lead| {
                lead.ends_with(['，', ',', '。', '；', '：', ':', '）', ')', ' ', '\n'])
            });
        if opens && (6..=15).contains(&back) {
            let span = Span::new(sentence.start + start, sentence.start + at + word.len());
            found.push((span, Core::Phrase));
        }
    }
}

/// 截至收盘, 截至发稿时: a moment without a date, up to the comma.
fn moments(passage: &Passage<'_>, sentence: Span, found: &mut Vec<(Span, Core)>) {
    let text = passage.slice(sentence);
    let signs = passage.signs(Kind::Time, sentence);
    for (at, _) in signs.filter(|(_, sign)| *sign == '截') {
        let at = at - sentence.start;
        let Some(rest) = ["截至", "截止"]
            .iter()
            .find_map(|word| text.get(at..)?.strip_prefix(word))
        else {
            continue;
        };
        let Some(comma) = rest.find(['，', ',']) else {
            continue;
        };
        let moment = rest.get(..comma).unwrap_or_default();
        let plain = |c: char| is_han(c) && crate::label::digits::digit(c).is_none();
        if (1..=8).contains(&moment.chars().count()) && moment.chars().all(plain) {
            let start = sentence.start + at;
            let end = sentence.end - rest.len() + comma;
            found.push((Span::new(start, end), Core::Phrase));
        }
    }
}

/// Whether a year names whom or what of it.
fn names_sort(passage: &Passage<'_>, year: Span) -> bool {
    passage.slice(year).ends_with(|c: char| c.is_ascii_digit())
        && passage
            .after(year.end)
            .starts_with(['届', '级', '款', '版', '型'])
}

/// Whether a year without 年 goes on in a name.
fn names_event(passage: &Passage<'_>, year: Span) -> bool {
    let bare = passage
        .slice(year)
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let after = passage.near(year.end, 3);
    bare && after.starts_with(is_han) && !AFTER.iter().any(|word| after.starts_with(word))
}

/// A time of day alone, which tells no day.
fn is_hour(text: &str) -> bool {
    !text.contains(['年', '月', '日', '号', '季', '世']) && (text.contains([':', '：', '时', '点']))
}

/// Time words that the table knows.
fn words_of_time(passage: &Passage<'_>, sentence: Span, found: &mut Vec<(Span, Core)>) {
    let text = passage.slice(sentence);
    let mut skip = 0;
    for (at, _) in passage.signs(Kind::Time, sentence) {
        let at = at - sentence.start;
        if at < skip {
            continue;
        }
        let Some((length, when)) = text.get(at..).and_then(time_at) else {
            continue;
        };
        // 6月底 and 两年底 are dates with figures, 当年轻… is no time.
        let before = text.get(..at).unwrap_or_default();
        let word = text.get(at..at + length).unwrap_or_default();
        let digit_before = before.chars().next_back().is_some_and(|c| {
            crate::label::digits::digit(c).is_some() || matches!(c, '十' | '百' | '千' | '每')
        });
        if digit_before && word.starts_with(['年', '月', '日', '上', '下', '本']) {
            continue;
        }
        // 提高到｜目前的47%
        if word.starts_with('到') && before.ends_with(is_han) {
            continue;
        }
        // 15个工作日 is a length.
        if word == "工作日" && before.ends_with(['个', '個', '每']) {
            continue;
        }
        if word.starts_with("现在") && before.ends_with(['表', '出', '体', '实', '发', '呈', '再'])
        {
            continue;
        }
        if word.ends_with("至今")
            && text
                .get(at + length..)
                .is_some_and(|rest| rest.starts_with(AFTER_NOW))
        {
            continue;
        }
        if OPENING.contains(&word) {
            let opens = before.is_empty() || before.ends_with(['，', ',', '：', '。', '；']);
            if !opens {
                continue;
            }
        }
        if matches!(when, When::Holiday) {
            let Some(start) = holiday(before) else {
                continue;
            };
            skip = at + length + first_day(text.get(at + length..).unwrap_or_default());
            let span = Span::new(sentence.start + start, sentence.start + skip);
            found.push((span, Core::Word(When::Open)));
            continue;
        }
        skip = at + length;
        // 国庆节前
        let named: usize = if word.starts_with('节') {
            let name = before.chars().rev().take(2);
            name.take_while(|c| is_han(*c) && !matches!(c, '比' | '较' | '在' | '于'))
                .map(char::len_utf8)
                .sum()
        } else {
            0
        };
        let span = Span::new(sentence.start + at - named, sentence.start + at + length);
        found.push((span, Core::Word(when)));
    }
}

/// Where the name of a holiday begins at the end of a text, with its days:
/// 国庆7天｜假期, “双节”｜假期.
fn holiday(text: &str) -> Option<usize> {
    let lead = text.strip_suffix('天').map_or(text, |days| {
        days.trim_end_matches(|c: char| crate::label::digits::digit(c).is_some())
    });
    if let Some(quoted) = lead.strip_suffix(['”', '」']) {
        let near = quoted.char_indices().rev().take(5);
        return near
            .into_iter()
            .find(|(_, c)| matches!(c, '“' | '「'))
            .map(|(at, _)| at);
    }
    let length = if lead.ends_with('节') { 3 } else { 2 };
    let (start, _) = lead.char_indices().rev().nth(length - 1)?;
    let name = lead.get(start..)?;
    let named = matches!(name, "五一" | "十一")
        || name.chars().all(is_han)
            && matches!(words(name)[..], [word] if matches!(word.part, Part::Time | Part::Noun));
    named.then_some(start)
}

/// The length of 首日, 8天 behind the name of a holiday.
fn first_day(text: &str) -> usize {
    if text.starts_with("首日") {
        return "首日".len();
    }
    let days = text.trim_start_matches(|c: char| crate::label::digits::digit(c).is_some());
    match days.strip_prefix('天') {
        Some(rest) if days.len() < text.len() => text.len() - rest.len(),
        _ => 0,
    }
}

/// “十三五”期间, “十一五”末, 第一阶段期间.
fn plan_period(passage: &Passage<'_>, label: Span) -> Option<Span> {
    let quoted = passage.before(label.start).ends_with(['“', '「']);
    let (start, end) = if quoted {
        let open = passage.before(label.start).chars().next_back()?.len_utf8();
        let close = passage.after(label.end).chars().next()?.len_utf8();
        (label.start - open, label.end + close)
    } else {
        (label.start, label.end)
    };
    let after = passage.near(end, 3);
    ["期间", "时期", "以来", "末", "初"]
        .iter()
        .find(|word| after.starts_with(**word))
        .map(|word| Span::new(start, end + word.len()))
}

/// 近两年, 两年来, 连续6年, 经过一年, 4年 before 累计.
fn length_of_time(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let before = passage.before(figure.span.start);
    let after = passage.near(figure.span.end, 3);
    let (mut start, mut end) = (figure.span.start, figure.span.end);
    let mut pointed = false;
    for word in ["过去", "最近", "连续", "经过", "未来", "近", "前"] {
        if before.ends_with(word) {
            start -= word.len();
            pointed = true;
            break;
        }
    }
    for word in ["以来", "来", "间", "多来"] {
        if after.starts_with(word) {
            end += word.len();
            pointed = true;
            break;
        }
    }
    if !pointed {
        for word in ["前", "之前", "以前", "后", "之后", "以后"] {
            if after.starts_with(word) {
                end += word.len();
                pointed = true;
                break;
            }
        }
    }
    pointed |= ["累计", "共", "人均", "总共", "合计", "投入"]
        .iter()
        .any(|word| after.starts_with(word));
    pointed.then(|| Span::new(start, end))
}

/// Takes in what belongs to a date on both sides: 截至…, …以来, 从…开始.
fn widen(passage: &Passage<'_>, span: Span) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    let mut opened = false;
    end += weekday(passage, span);
    for _ in 0..3 {
        let after = passage.near(end, 4);
        if let Some(word) = AFTER.iter().find(|word| after.starts_with(**word)) {
            let next = passage.near(end + word.len(), 1);
            // 前 begins 前三季度 and 前后; 起 begins 起草; 间 begins 间接.
            let begins = match *word {
                "前" => {
                    next.starts_with(|c: char| crate::label::digits::digit(c).is_some())
                        || next.starts_with(['往', '来', '任', '身', '期'])
                }
                "至今" => next.starts_with(AFTER_NOW),
                "起" => next.starts_with(['草', '降', '步', '飞', '诉']),
                "初" => next.starts_with(['步', '级', '中', '次']),
                "内" | "间" | "底" | "末" => {
                    next.starts_with(['接', '部', '容', '外', '蒙', '层', '端'])
                }
                "全年" => true,
                _ => false,
            };
            if begins {
                break;
            }
            opened |= matches!(*word, "起" | "开始" | "以来" | "至今");
            end += word.len();
        } else {
            break;
        }
    }
    let before = passage.before(start);
    if passage.slice(span).ends_with("年代") && before.ends_with("上世纪") {
        start -= "上世纪".len();
    } else if let Some(word) = UNTIL.iter().find(|word| before.ends_with(**word)) {
        start -= word.len();
    } else if opened && before.ends_with(['从', '自']) {
        start -= "从".len();
    }
    Span::new(start, end)
}

/// The length of the day behind a week: 六 of 上周六.
fn weekday(passage: &Passage<'_>, week: Span) -> usize {
    let day = passage.near(week.end, 1);
    let named = passage.slice(week).ends_with('周')
        && day.starts_with(['一', '二', '三', '四', '五', '六', '日'])
        && !passage
            .near(week.end + day.len(), 1)
            .starts_with(is_counted);
    if named { day.len() } else { 0 }
}

/// Whether a numeral goes on with this character: 本周三场.
fn is_counted(character: char) -> bool {
    matches!(
        character,
        '场' | '次' | '个' | '名' | '家' | '期' | '天' | '部' | '项' | '起' | '大'
    ) || crate::label::digits::digit(character).is_some()
        || matches!(character, '十' | '百' | '千' | '万')
}

/// Whether a change is counted from this time: 比去年, 较年初, 与上年相比.
fn compared(passage: &Passage<'_>, span: Span) -> bool {
    let before = passage.before(span.start);
    before.ends_with(['比', '较', '同'])
        || (before.ends_with(['与', '和']) && is_compared_with(passage, span.end))
        || passage.near(span.end, 4).starts_with("同期") && before.ends_with(['与', '和'])
}

/// Whether the clause that goes on at a place sets something against what it
/// began with: 与上年同期｜比较, 与2010年｜的850人相比.
fn is_compared_with(passage: &Passage<'_>, at: usize) -> bool {
    let near = passage.near(at, 24);
    let clause = near
        .split(['，', ',', '。', '；'])
        .next()
        .unwrap_or_default();
    ["相比", "相较", "比较"]
        .iter()
        .any(|word| clause.ends_with(word))
}
