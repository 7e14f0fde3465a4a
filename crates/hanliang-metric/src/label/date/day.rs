//! Quarters, months, days and feasts.

use hanliang_span::Span;

use super::DASHES;
use super::clock::clock;
use crate::label::digits::{Digits, digit, digits_at};
use crate::tables::classes::Class;
use crate::tables::dates::{Dated, is_outgrown};
use crate::tables::words::{Part, words};

/// 3.15晚会, 10.1黄金周: a month and a day in digits, known by what is held on it.
pub(crate) fn festive_at(text: &str, numeral: Span) -> Option<Span> {
    let (month, day) = numeral.of(text)?.split_once('.')?;
    let within = |digits: &str, most: u32| {
        let number = digits
            .parse()
            .is_ok_and(|number| (1..=most).contains(&number));
        number && digits.len() <= 2
    };
    let dated = within(month, 12) && within(day, 31);
    let held = Dated::Festive.begins(text.get(numeral.end..)?);
    (dated && held).then_some(numeral)
}

/// Past 季度 behind one of four: 二季度.
pub(super) fn quarter(text: &str, first: &Digits) -> Option<usize> {
    let named = text.get(first.end..)?.starts_with("季度");
    (named && (1..=4).contains(&first.value)).then(|| first.end + "季度".len())
}

/// Q1, H2: a quarter or a half of a year by its letter, with the place where its
/// digit ends.
pub(super) fn lettered(text: &str, at: usize) -> Option<usize> {
    let mut signs = text.get(at..)?.chars();
    let most = match signs.next()? {
        'Q' => '4',
        'H' => '2',
        _ => return None,
    };
    signs.next().filter(|digit| ('1'..=most).contains(digit))?;
    // 2024Q1～Q3 is more than one of them.
    let goes_on =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/') || DASHES.contains(&c);
    let parted = signs.next().is_none_or(|next| !goes_on(next));
    parted.then_some(at + "Q1".len())
}

/// 11月[21日], 1-9月, 十二月份.
pub(super) fn month(text: &str, at: usize, first: &Digits) -> Option<usize> {
    if is_pair_of_months(text.get(at..first.end)?) && text.get(first.end..)?.starts_with('月') {
        return Some(after_month(text, first.end));
    }
    if !(1..=12).contains(&first.value) || first.count > 2 {
        return None;
    }
    let rest = text.get(first.end..)?;
    if let Some(after) = rest
        .strip_prefix(DASHES)
        .or_else(|| rest.strip_prefix('、'))
    {
        let from = text.len() - after.len();
        let second = digits_at(text, from)?;
        // 三、10月: the mark of a list, and a month.
        if (1..=12).contains(&second.value)
            && second.count <= 2
            && second.han == first.han
            && text.get(second.end..)?.starts_with('月')
        {
            return Some(after_month(text, second.end));
        }
        return None;
    }
    if !rest.starts_with('月') || text.get(..at)?.ends_with(['每', '满', '足']) {
        return None;
    }
    if rest.starts_with("月龄") || rest.starts_with("月嫂") {
        return None;
    }
    Some(after_month(text, first.end))
}

/// 七八 of 七八月间, 九十 of 九十月.
fn is_pair_of_months(numeral: &str) -> bool {
    const MONTHS: &str = "一二三四五六七八九十";
    numeral.chars().count() == 2 && MONTHS.contains(numeral)
}

pub(super) fn after_month(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let named = Dated::Month.length_at(rest);
    if let Some(length) = named.filter(|length| !is_outgrown(rest, *length)) {
        return at + length;
    }
    let end = at + "月".len();
    let day = digits_at(text, end);
    let of_the_moon = || {
        let month = text.get(..at)?.trim_end_matches(is_month);
        day.filter(|day| Dated::Moon.ends(month) && day.han && (11..=30).contains(&day.value))
            .map(|day| day.end)
    };
    (day.and_then(|digits| day_end(text, &digits)))
        .or_else(of_the_moon)
        .unwrap_or(end)
}

/// A character of the number of a month in words.
fn is_month(character: char) -> bool {
    digit(character).is_some() || character == '十'
}

/// Past the day, with a stretch of days and the hour after it.
fn day_end(text: &str, first: &Digits) -> Option<usize> {
    if !(1..=31).contains(&first.value) {
        return None;
    }
    let rest = text.get(first.end..)?;
    let last = if let Some(after) = rest.strip_prefix(DASHES) {
        let from = text.len() - after.len();
        digits_at(text, from).filter(|second| (1..=31).contains(&second.value))?
    } else {
        *first
    };
    let rest = text.get(last.end..)?;
    let mark = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, '日' | '号'))?;
    Some(with_hour(text, last.end + mark.len_utf8()))
}

/// Past the hour behind a day that ends at `end`, if there is one.
pub(super) fn with_hour(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let from = text.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    let hour = digits_at(text, from).and_then(|hour| clock(text, from, &hour));
    hour.unwrap_or(end)
}

/// A day alone: 21日, unless the words around make it a length of time.
pub(super) fn day(text: &str, at: usize, first: &Digits) -> Option<usize> {
    let end = day_end(text, first)?;
    let before = text.get(..at)?;
    let after = text.get(end..)?;
    let length = before.ends_with('第')
        || text.get(..end)?.ends_with('日') && counts_first(before)
        || Dated::BeforeLength.ends(before)
        || Dated::AfterLength.begins(after);
    if length {
        return None;
    }
    // 号 also counts houses and lines: a date stands before a break or a verb.
    if text.get(..end)?.ends_with('号') {
        let house = [
            "楼", "线", "院", "门", "机", "车", "文", "令", "房", "厂", "井", "馆", "桥", "公告",
            "选手", "台风", "路", "高", "库", "泵", "矿", "炉", "店", "码", "地", "别", "标", "秤",
            "通", "召",
        ];
        // “蓝天2号”: a name ends with its quotation.
        let named =
            after.starts_with(['”', '》', '」', '’']) && !before.ends_with(['月', '“', '「', '‘']);
        // 4区2号: of a street or a quarter.
        let addressed = before.ends_with(['区', '路', '街', '巷', '弄', '村', '园', '幢', '栋']);
        let numbered = || bears_number(after);
        if named
            || addressed
            || first.han
            || numbered()
            || house.iter().any(|word| after.starts_with(word))
        {
            return None;
        }
    }
    Some(end)
}

/// 长假前5日和后4日: so many days of it; 目前 and 此前 are words of their own, and
/// 会议后二十七日 is a date.
fn counts_first(before: &str) -> bool {
    let last = |lead: &str| lead.ends_with(['和', '与', '及', '、']);
    before.strip_suffix('后').is_some_and(last)
        || before.ends_with('前') && !Dated::Earlier.ends(before)
}

/// Whether a noun follows that is told from its like by a number: 窗口, 评委.
fn bears_number(after: &str) -> bool {
    let near = after
        .char_indices()
        .nth(4)
        .and_then(|(end, _)| after.get(..end))
        .unwrap_or(after);
    let words = words(near);
    let noun = words.first().filter(|word| word.part == Part::Noun);
    noun.and_then(|noun| noun.span.of(near))
        .is_some_and(|noun| {
            noun.ends_with([
                '口', '台', '桌', '座', '厅', '室', '坑', '站', '厢', '手', '员', '委', '衣', '床',
                '柜', '仓', '船', '舰', '岛', '炉', '梯', '楼', '位', '机', '车',
            ])
        })
}
