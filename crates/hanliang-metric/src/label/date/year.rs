//! Years as dates: of the era, of the Republic, before Christ, open, short; centuries
//! and seasons.

use hanliang_span::Span;

use super::DASHES;
use super::day::{lettered, month, quarter};
use super::first_of;
use crate::context::phrase::is_measure;
use crate::label::digits::{Digits, digit, digits_at};
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_at};
use crate::tables::dates::{Dated, is_outgrown};
use crate::tables::times::{When, time_at};
use crate::tables::words::{is_han, words};

/// A year whose last digits are left open, as in drafts: 20XX年.
pub(crate) fn open_year_at(text: &str, at: usize) -> Option<Span> {
    let first = digits_at(text, at).filter(|first| matches!(first.value, 19 | 20) && !first.han)?;
    let rest = text.get(first.end..)?;
    let masks = ["XX", "xx", "××", "**"];
    let mask = masks.into_iter().find(|mask| rest.starts_with(mask))?;
    let end = first.end + mask.len();
    let year = first.count == 2 && text.get(end..)?.starts_with('年');
    year.then(|| Span::new(at, after_year(text, end)))
}

/// Whether the year at `at` is about when something was, 约1985年起, 2030年左右,
/// not how long: of this age, and told of no history. Words that say so begin
/// at `from`.
pub(crate) fn is_about_a_year(text: &str, from: usize, at: usize) -> bool {
    let Some(year) = digits_at(text, at).filter(|year| is_year(year) && !year.han) else {
        return false;
    };
    let (before, about) = (text.get(..from), text.get(from..at));
    let after = text
        .get(year.end..)
        .and_then(|rest| rest.strip_prefix('年'));
    let (Some(before), Some(about), Some(after)) = (before, about, after) else {
        return false;
    };
    let after = after.strip_prefix("左右").unwrap_or(after);
    let after = after.strip_prefix("前后").unwrap_or(after);
    let begins = after.starts_with('起') || before.ends_with(['到', '在', '自', '从', '于']);
    (1840..2100).contains(&year.value)
        && (begins || !year.value.is_multiple_of(100))
        && !about.ends_with('近')
        && !after.starts_with('来')
        && !is_length_of_years(before, after)
}

/// Whether the year at `at` is when, with what was more than then behind it:
/// 比2011年多出20万人, 2016年多云天气. Only round numbers of years may be more or
/// less: 1500年多的历史.
pub(crate) fn is_year_before_more(text: &str, at: usize) -> bool {
    let Some(year) = digits_at(text, at).filter(is_year) else {
        return false;
    };
    let after = text
        .get(year.end..)
        .and_then(|rest| rest.strip_prefix("年多"));
    let (Some(before), Some(after)) = (text.get(..at), after) else {
        return false;
    };
    let compared = before.ends_with(['比', '较']);
    (1840..2100).contains(&year.value)
        && (compared || !year.value.is_multiple_of(100))
        && !is_length_of_years(before, after)
}

/// Whether the year at `at` is when, and what was then is compared with: 超过2019年
/// 同期, 不足2020年的一半, not 历史超过1500年. The words of comparison begin at `from`.
pub(crate) fn is_compared_year(text: &str, from: usize, at: usize) -> bool {
    let Some(year) = digits_at(text, at).filter(|year| is_year(year) && !year.han) else {
        return false;
    };
    let (before, words) = (text.get(..from), text.get(from..at));
    let after = text
        .get(year.end..)
        .and_then(|rest| rest.strip_prefix('年'));
    let (Some(before), Some(words), Some(after)) = (before, words, after) else {
        return false;
    };
    let compares = words.chars().count() > 1 && words.starts_with(is_han);
    let lasts = Dated::AfterLength.begins(after) || is_length_of_years(before, after);
    let told = Dated::Year.length_at(text.get(year.end..).unwrap_or_default()) > Some("年".len());
    // 客流接近2019年。
    let round = if after.starts_with(is_han) { 100 } else { 10 };
    let when = told || after.starts_with("同期") || !lasts && !year.value.is_multiple_of(round);
    compares && (1840..2100).contains(&year.value) && when
}

/// How far the word for what has lasted so long is looked for, in characters.
const AGE: usize = 5;

/// Whether the words beside a number of years say how long, not when: 距今2000年,
/// 2000年的历史.
fn is_length_of_years(before: &str, after: &str) -> bool {
    let since = before.trim_end_matches(['约', '大', '已', '有']);
    let old = after.strip_prefix('的').unwrap_or(after);
    let mut near = before.chars().rev().take(AGE);
    let aged = near.any(|c| matches!(c, '龄' | '齡' | '史' | '寿' | '壽' | '承'));
    let mut behind = old.chars().take(AGE).take_while(|c| is_han(*c));
    let history = behind.any(|c| matches!(c, '史' | '龄' | '齡'));
    aged || history || since.ends_with("距今") || old.starts_with("文明")
}

/// The year of the Republic that starts at `at`, on a page in traditional
/// characters: 113年. Elsewhere, and behind words of length, it is a length.
pub(crate) fn republic_at(text: &str, at: usize) -> Option<Span> {
    let first = digits_at(text, at).filter(is_of_republic)?;
    let (before, rest) = (text.get(..at)?, text.get(first.end..)?);
    if let Some(end) = years_of_republic(text, &first) {
        return Some(Span::new(at, end));
    }
    let after = rest.strip_prefix('年')?;
    let lasts = Dated::BeforeLength.ends(before)
        || before.ends_with(['了', '有', '已', '历', '隔', '时'])
        || Dated::AfterLength.begins(after)
        || after.starts_with(['的', '历', '前', '后', '之', '老', '多', '余']);
    // 創校113年，: how long, not when.
    let end = after_year(text, first.end);
    let dated = end > first.end + "年".len();
    let stands = !before.ends_with(is_han) || after.starts_with(is_han) || dated;
    (!lasts && stands).then(|| Span::new(at, end))
}

/// Where a stretch of years of the Republic ends: 104至108年度, 102至106學年度.
fn years_of_republic(text: &str, first: &Digits) -> Option<usize> {
    let after = text.get(first.end..)?.strip_prefix(DASHES)?;
    let second = digits_at(text, text.len() - after.len()).filter(is_of_republic)?;
    let named = text
        .get(second.end..)
        .filter(|_| second.value > first.value)?;
    let mut names = ["学年度", "学年", "年度", "年"].into_iter();
    let name = names.find(|name| named.starts_with(name))?;
    let rest = named.get(name.len()..).unwrap_or_default();
    (!Dated::AfterLength.begins(rest)).then_some(second.end + name.len())
}

/// Whether digits may be a year of the Republic by themselves: of this century.
pub(crate) fn is_of_republic(digits: &Digits) -> bool {
    digits.positional && digits.count == 3 && (100..150).contains(&digits.value)
}

/// The length of 民国, or of what a reign is called by, before a year of it.
pub(super) fn republic_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut names = ["中华民国", "民国"].iter();
    let name = names.find(|name| before.ends_with(**name));
    // 3万元和5年: what a reign is called by may stand across words, and its years are written
    // in words.
    let han = !text
        .get(at..)
        .unwrap_or_default()
        .starts_with(|c: char| c.is_ascii_digit());
    let reign = || {
        let length = Dated::Reign.length_before(before).filter(|_| han)?;
        let lead = before.get(..before.len() - length).unwrap_or_default();
        let counts = |c: char| digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '亿');
        (!lead.ends_with(counts)).then_some(length)
    };
    name.map(|name| name.len()).or_else(reign).unwrap_or(0)
}

/// The length of 公元前 before a year or a century of it, and of a 前 that opens a
/// bracket or ends a stretch in one: 前145年—前90年.
pub(super) fn christ_of(text: &str, at: usize, value: u32) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut names = ["公元前", "西元前", "公元", "西元"].iter();
    if let Some(name) = names.find(|name| before.ends_with(**name)) {
        return name.len();
    }
    // 前3年 is the first three, in brackets too.
    let lead = before.strip_suffix('前').filter(|_| value >= 30);
    let stands = |lead: &str| {
        let stretch = lead
            .strip_suffix(DASHES)
            .is_some_and(|lead| lead.ends_with('年'));
        stretch || lead.ends_with(['（', '(', '，', ','])
    };
    lead.filter(|lead| stands(lead)).map_or(0, |_| "前".len())
}

/// The end of a year by the birth of Christ whose first digit stands at `at`:
/// 公元前221年, 公元前770—前476年.
pub(super) fn year_of_christ(text: &str, at: usize, first: &Digits) -> Option<usize> {
    if christ_of(text, at, first.value) == 0 {
        return None;
    }
    let rest = text.get(first.end..)?;
    if rest.starts_with('年') {
        return Some(after_year(text, first.end));
    }
    let after = rest.strip_prefix(DASHES)?;
    let mut names = ["公元前", "公元", "前", ""].iter();
    let second = names.find_map(|name| after.strip_prefix(*name))?;
    let second = digits_at(text, text.len() - second.len())?;
    let named = text.get(second.end..)?.starts_with('年');
    named.then(|| after_year(text, second.end))
}

pub(super) fn is_year(digits: &Digits) -> bool {
    digits.positional && digits.count == 4 && (1000..2200).contains(&digits.value)
}

/// 2016年[11月[21日]], 2015—2020年.
pub(super) fn year(text: &str, at: usize, first: &Digits) -> Option<usize> {
    let rest = text.get(first.end..)?;
    if is_year(first) {
        if let Some(after) = rest.strip_prefix(DASHES) {
            let from = text.len() - after.len();
            if let Some(second) = digits_at(text, from)
                .filter(|second| (is_year(second) || second.count == 2) && !second.han)
                && text.get(second.end..)?.starts_with('年')
            {
                return Some(after_year(text, second.end));
            }
        }
        // 2024财年
        if let Some(after) = rest.trim_start_matches(' ').strip_prefix("财年") {
            return Some(text.len() - after.len());
        }
        // 2024/25课税年度
        if let Some(after) = rest.strip_prefix(['/', '-', '—'])
            && let from = text.len() - after.len()
            && let Some(second) = digits_at(text, from).filter(|second| second.count == 2)
            && let Some(named) = text.get(second.end..)
            && let Some((at, _)) = named.char_indices().take(4).find(|(_, c)| *c == '年')
            && at > 0
            && named.get(at..)?.starts_with("年度")
        {
            return Some(second.end + at + "年度".len());
        }
        if let Some(after) = rest.strip_prefix('年') {
            // 近2000年, 距今2000年; 临近2000年 is when.
            let before = text.get(..at)?;
            let round = first.value.is_multiple_of(100) && !first.han;
            // 客流接近2019年
            let lead = before.strip_suffix('近').unwrap_or_default();
            let compared = lead.ends_with('临') || !round && lead.ends_with(['接', '逼', '贴']);
            let nearly = before.ends_with('近') && !compared;
            if nearly || round && is_length_of_years(before, after) {
                return None;
            }
            let round = first.value.is_multiple_of(100) && !first.han && first.value < 1900;
            let told = ["历史", "的历史", "文明", "来", "前", "以上", "左右"];
            if round
                && told
                    .iter()
                    .any(|word| rest.get(3..).is_some_and(|r| r.starts_with(word)))
            {
                return None;
            }
            return Some(after_year(text, first.end));
        }
        return None;
    }
    if republic_of(text, at) > 0 && first.value < 200 && rest.starts_with('年') {
        return Some(after_year(text, first.end));
    }
    // Two digits, or three of the Republic, are a year only with a month: 98年5月.
    if (first.count == 2 || first.count == 3 && !first.han && first.value < 200)
        && first.positional
        && rest.starts_with('年')
    {
        let month = digits_at(text, first.end + "年".len());
        let before = text.get(..at)?;
        if let Some(month) = month.filter(|month| (1..=12).contains(&month.value))
            && text.get(month.end..)?.starts_with('月')
            && !Dated::BeforeLength.ends(before)
        {
            return Some(after_year(text, first.end));
        }
    }
    is_short_year(text, at, first).then(|| after_year(text, first.end))
}

/// Whether two digits before 年 are a year of the last hundred by themselves:
/// 05年, 九八年; or by the words beside them: 98年参军.
fn is_short_year(text: &str, at: usize, first: &Digits) -> bool {
    let rest = text
        .get(first.end..)
        .and_then(|rest| rest.strip_prefix('年'));
    let (Some(before), Some(after)) = (text.get(..at), rest) else {
        return false;
    };
    if first.count != 2 || !first.positional || after.starts_with(['级', '期']) {
        return false;
    }
    let (tens, ones) = (first.value / 10, first.value % 10);
    // No length begins with a nought.
    if tens == 0 {
        return ones > 0;
    }
    if is_recent_short_year(before, after, first) {
        return true;
    }
    // 九八年: so long would be 九十八年; 七八年 and 三五年 are a few years.
    if first.han {
        return ones != tens + 1 && (tens, ones) != (3, 5) && !before.ends_with('两');
    }
    let pointed = before.ends_with(['他', '她', '我', '你', '于', '在', '自', '从']);
    let opens = !before.ends_with(|c: char| is_han(c) || c.is_ascii_alphanumeric());
    // 75年风雨: an anniversary.
    let round = ones == 0 || opens && ones == 5;
    let lasts = Dated::AfterLength.begins(after)
        || after.starts_with(|c| "的历前后之老多余过不如里以左中仍还已了就才一".contains(c));
    let told = after.starts_with(is_han) || pointed && !before.ends_with(['他', '她', '我', '你']);
    first.value >= 49 && !round && !lasts && told && (pointed || opens)
}

/// Whether two Arabic digits before 年 are a year of this century by the words beside
/// them: 22年春节, 较19年增长8%, 19年产量为3万吨.
fn is_recent_short_year(before: &str, after: &str, first: &Digits) -> bool {
    // 10年收益率为45%, 20年保费: round numbers are lengths.
    if first.han || !(5..=35).contains(&first.value) || first.value.is_multiple_of(5) {
        return false;
    }
    let near = after
        .char_indices()
        .nth(6)
        .map_or(after, |(end, _)| after.get(..end).unwrap_or_default());
    let feast = || {
        let when = time_at(near).map(|(_, when)| when);
        when == Some(When::Feast)
    };
    let changed = || {
        let compared = before.ends_with(['较', '比']);
        compared && matches!(cue_at(near), Some(Cue::Increase | Cue::Decrease))
    };
    let opens = !before.ends_with(|c: char| is_han(c) || c.is_ascii_alphanumeric());
    let stated = || {
        let words = words(near);
        let noun = words.first().and_then(|word| word.span.of(near));
        let rest = words.first().and_then(|word| near.get(word.span.end..));
        noun.is_some_and(is_measure)
            && rest.is_some_and(|rest| rest.starts_with(['为', '达', '是']))
    };
    opens && (feast() || stated()) || changed()
}

/// Past 年 at `at` and what belongs to it.
pub(super) fn after_year(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let named = Dated::Year.length_at(rest);
    if let Some(length) = named.filter(|length| !is_outgrown(rest, *length)) {
        return at + length;
    }
    let end = at + "年".len();
    if let Some(end) = lettered(text, end) {
        return end;
    }
    digits_at(text, end)
        .and_then(|digits| quarter(text, &digits).or_else(|| month(text, end, &digits)))
        .unwrap_or(end)
}

/// 21/22赛季, 2021-2022学年.
pub(super) fn season(text: &str, first: &Digits) -> Option<usize> {
    let rest = text
        .get(first.end..)?
        .strip_prefix(['/', '-', '—', '–', '－'])?;
    let second = digits_at(text, text.len() - rest.len())?;
    let consecutive = (first.value + 1) % 100 == second.value % 100;
    if !(first.count == 2 || is_year(first)) || !(second.count == 2 || is_year(&second)) {
        return None;
    }
    let named = text.get(second.end..).filter(|_| consecutive)?;
    let mut names = ["赛季", "学年度", "学年", "财年", "年度"].into_iter();
    let name = names.find(|name| named.starts_with(name))?;
    Some(second.end + name.len())
}

/// 20世纪[90年代], 90年代, 一季度, 前10个月.
pub(super) fn era(text: &str, at: usize, first: &Digits) -> Option<usize> {
    // 17至19世纪, 二十至四十年代
    let second = text.get(first.end..)?.strip_prefix(DASHES);
    let second = second.and_then(|after| digits_at(text, text.len() - after.len()));
    if let Some(second) = second.filter(|second| second.value > first.value)
        && let Some(named) = text.get(second.end..)
        && (named.starts_with("世纪") || named.starts_with("年代"))
    {
        return era(text, at, &second);
    }
    let rest = text.get(first.end..)?;
    let counted = first.value > 10 || christ_of(text, at, first.value) > 0;
    if rest.starts_with("世纪") && first.value <= 30 && counted {
        let end = first.end + "世纪".len();
        if let Some(decade) = digits_at(text, end)
            && text.get(decade.end..)?.starts_with("年代")
        {
            return Some(decade.end + "年代".len());
        }
        return Some(end);
    }
    // 八九十年代 is two of them.
    let tens = first.value.is_multiple_of(10)
        && (first.value <= 90 || first.han && first.count == 3 && !first.positional);
    if rest.starts_with("年代") && tens {
        return Some(first.end + "年代".len());
    }
    // 上一季度: the one before, whichever that is.
    let relative = first.value == 1 && text.get(..at)?.ends_with(['上', '下', '每', '这']);
    if let Some(end) = quarter(text, first).filter(|_| !relative) {
        return Some(end);
    }
    // 前10个月, 首三季: of the year that is told of.
    let stretch = [("个月", 12), ("季", 4)]
        .into_iter()
        .find(|(unit, most)| rest.starts_with(unit) && (1..=*most).contains(&first.value))
        .map(|(unit, _)| first.end + unit.len())?;
    (first_of(text, at, stretch) > 0).then_some(stretch)
}
