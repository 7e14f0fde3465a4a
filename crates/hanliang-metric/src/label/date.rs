//! Dates and clock times: 2016年11月21日, 6月底, ２００６年, 13:23, 20世纪90年代.

use hanliang_span::Span;

use super::digits::{Digits, digits_at, digits_before};
use crate::tables::classes::Class;
use crate::tables::dates::Dated;
use crate::tables::words::{Part, is_han, words};

/// Marks between the two ends of a stretch of dates.
const DASHES: [char; 8] = ['-', '–', '—', '－', '~', '～', '至', '到'];

/// The date that starts at `at`, where a numeral starts.
pub(crate) fn date_at(text: &str, at: usize) -> Option<Span> {
    let first = digits_at(text, at)?;
    if let Some(span) = bracketed(text, at, &first) {
        return Some(span);
    }
    let end = season(text, &first)
        .or_else(|| year(text, at, &first))
        .or_else(|| year_of_christ(text, at, &first))
        .or_else(|| month(text, at, &first))
        .or_else(|| day(text, at, &first))
        .or_else(|| clock(text, at, &first))
        .or_else(|| era(text, at, &first))
        .or_else(|| numeric(text, at, &first))?;
    let lead = first_of(text, at, end)
        .max(republic_of(text, at))
        .max(christ_of(text, at, first.value));
    Some(Span::new(at - lead, end))
}

/// A date whose number stands in brackets: with the word before them that it
/// explains, 今（9）日, 去（114）年12月, or behind the word for a day, 今日(12/21).
fn bracketed(text: &str, at: usize, first: &Digits) -> Option<Span> {
    let before = text.get(..at)?.strip_suffix(['（', '('])?;
    let rest = text.get(first.end..)?;
    if let Some(inside) = rest.strip_prefix('/') {
        let month = (1..=12).contains(&first.value) && !first.han;
        let day = digits_at(text, text.len() - inside.len())
            .filter(|day| month && !day.han && (1..=31).contains(&day.value))?;
        let closed = text.get(day.end..)?.starts_with(['）', ')']);
        return (closed && names_day(before)).then(|| Span::new(at, day.end));
    }
    let word = Dated::Explained.length_before(before)?;
    let mark = rest.strip_prefix(['）', ')'])?;
    let from = text.len() - mark.len();
    let end = match mark.chars().next()? {
        '年' if first.count <= 4 => after_year(text, from),
        '月' if (1..=12).contains(&first.value) => after_month(text, from),
        '日' if (1..=31).contains(&first.value) => with_hour(text, from + "日".len()),
        _ => return None,
    };
    Some(Span::new(before.len() - word, end))
}

/// Whether a text ends in the word for a day: 今日, 昨天, 周五, 星期日.
pub(crate) fn names_day(text: &str) -> bool {
    let weekday = |text: &str| text.ends_with(['周', '期', '拜']);
    text.ends_with(['日', '天', '晚', '早', '晨'])
        || text
            .strip_suffix(['一', '二', '三', '四', '五', '六'])
            .is_some_and(weekday)
}

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

/// Whether the words beside a number of years say how long, not when: 距今2000年,
/// 2000年的历史.
fn is_length_of_years(before: &str, after: &str) -> bool {
    let since = before.trim_end_matches(['约', '大', '已', '有']);
    let old = after.strip_prefix('的').unwrap_or(after);
    since.ends_with("距今") || old.starts_with("历史") || old.starts_with("文明")
}

/// The year of the Republic that starts at `at`, on a page in traditional
/// characters: 113年. Elsewhere, and behind words of length, it is a length.
pub(crate) fn republic_at(text: &str, at: usize) -> Option<Span> {
    let first = digits_at(text, at).filter(is_of_republic)?;
    let (before, rest) = (text.get(..at)?, text.get(first.end..)?);
    let after = rest.strip_prefix('年')?;
    let lasts = Dated::BeforeLength.ends(before)
        || before.ends_with(['了', '有', '已', '历', '隔', '时'])
        || Dated::AfterLength.begins(after)
        || after.starts_with(['的', '历', '前', '后', '之', '老', '多', '余']);
    // 創校113年，: how long, not when.
    let stands = !before.ends_with(is_han) || after.starts_with(is_han);
    (!lasts && stands).then(|| Span::new(at, after_year(text, first.end)))
}

/// Whether digits may be a year of the Republic by themselves: of this century.
pub(crate) fn is_of_republic(digits: &Digits) -> bool {
    digits.positional && digits.count == 3 && (100..150).contains(&digits.value)
}

/// The length of 民国 before a year of it.
fn republic_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut names = ["中华民国", "民国"].iter();
    let name = names.find(|name| before.ends_with(**name));
    name.map_or(0, |name| name.len())
}

/// The length of 公元前 before a year or a century of it, and of a 前 that opens a
/// bracket or ends a stretch in one: 前145年—前90年.
fn christ_of(text: &str, at: usize, value: u32) -> usize {
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
fn year_of_christ(text: &str, at: usize, first: &Digits) -> Option<usize> {
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

/// The length of the 前 before a stretch of months that a date ends in: 前5月,
/// 首三季; a stretch of N个月 is a date only so.
fn first_of(text: &str, at: usize, end: usize) -> usize {
    let stretch = text.get(at..end).unwrap_or_default();
    let first =
        stretch.ends_with(['月', '季']) || stretch.ends_with("季度") || stretch.ends_with("月份");
    let lead = text.get(..at).unwrap_or_default();
    let before = lead
        .strip_suffix(['前', '首'])
        .filter(|_| first && !stretch.contains('年'));
    // 产前6个月, 目前二季度: 前 ends a word; it begins one behind a preposition.
    let opens = |before: &str| {
        before.chars().next_back().is_none_or(|c| {
            !is_han(c) || c == '年' || stretch.contains('季') && Dated::Governs.ends(before)
        })
    };
    before
        .filter(|before| opens(before))
        .map_or(0, |before| lead.len() - before.len())
}

fn is_year(digits: &Digits) -> bool {
    digits.positional && digits.count == 4 && (1000..2200).contains(&digits.value)
}

/// 2016年[11月[21日]], 2015—2020年.
fn year(text: &str, at: usize, first: &Digits) -> Option<usize> {
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
            let nearly = before.ends_with('近') && !before.ends_with("临近");
            let round = first.value.is_multiple_of(100) && !first.han;
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

/// Past 年 at `at` and what belongs to it.
fn after_year(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if let Some(length) = Dated::Year.length_at(rest) {
        return at + length;
    }
    let end = at + "年".len();
    digits_at(text, end)
        .and_then(|digits| quarter(text, &digits).or_else(|| month(text, end, &digits)))
        .unwrap_or(end)
}

/// Past 季度 behind one of four: 二季度.
fn quarter(text: &str, first: &Digits) -> Option<usize> {
    let named = text.get(first.end..)?.starts_with("季度");
    (named && (1..=4).contains(&first.value)).then(|| first.end + "季度".len())
}

/// 11月[21日], 1-9月, 十二月份.
fn month(text: &str, at: usize, first: &Digits) -> Option<usize> {
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

fn after_month(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if let Some(length) = Dated::Month.length_at(rest) {
        return at + length;
    }
    let end = at + "月".len();
    digits_at(text, end)
        .and_then(|digits| day_end(text, &digits))
        .unwrap_or(end)
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
fn with_hour(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let from = text.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    let hour = digits_at(text, from).and_then(|hour| clock(text, from, &hour));
    hour.unwrap_or(end)
}

/// A day alone: 21日, unless the words around make it a length of time.
fn day(text: &str, at: usize, first: &Digits) -> Option<usize> {
    let end = day_end(text, first)?;
    let before = text.get(..at)?;
    let after = text.get(end..)?;
    let length = before.ends_with('第')
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

/// 13:23, 7时30分, 上午8点, 8点半.
fn clock(text: &str, at: usize, first: &Digits) -> Option<usize> {
    if first.value > 24 {
        return None;
    }
    let rest = text.get(first.end..)?;
    // 19至20时
    if let Some(after) = rest.strip_prefix(DASHES)
        && let Some(last) = digits_at(text, text.len() - after.len())
        && (first.value + 1..=24).contains(&last.value)
        && text
            .get(last.end..)
            .is_some_and(|rest| rest.starts_with('时') && !rest.starts_with("时间"))
    {
        return Some(last.end + "时".len());
    }
    if rest.starts_with([':', '：']) {
        return on_clock(text, first);
    }
    if rest.starts_with('时') && !rest.starts_with("时间") {
        return Some(after_minutes(text, first.end + "时".len()));
    }
    let after = rest.strip_prefix('点')?;
    let end = first.end + "点".len();
    let with_minutes = after_minutes(text, end);
    if with_minutes > end {
        return Some(with_minutes);
    }
    let follows = ["半", "整", "许", "钟", "一刻", "三刻"];
    if let Some(word) = follows.iter().find(|word| after.starts_with(**word)) {
        return Some(end + word.len());
    }
    is_hour_of_day(text.get(..at)?).then_some(end)
}

/// A number of minutes or seconds.
fn sixtieth(text: &str, at: usize) -> Option<Digits> {
    digits_at(text, at).filter(|number| number.value < 60)
}

/// 13:23, 13:23:45, from the hour.
fn on_clock(text: &str, hour: &Digits) -> Option<usize> {
    if hour.han || hour.count > 2 {
        return None;
    }
    let colon = text.get(hour.end..)?.chars().next()?;
    let minute = sixtieth(text, hour.end + colon.len_utf8())
        .filter(|minute| minute.count == 2 && !minute.han)?;
    let second = text
        .get(minute.end..)?
        .starts_with(':')
        .then(|| sixtieth(text, minute.end + 1).filter(|second| second.count <= 3))
        .flatten();
    Some(second.map_or(minute.end, |second| second.end))
}

/// Where a time ends of which minutes may begin here, and seconds behind them:
/// 30分, 30分15秒.
fn after_minutes(text: &str, end: usize) -> usize {
    let unit = |number: &Digits, unit: &str| {
        let rest = text.get(number.end..)?;
        rest.starts_with(unit).then(|| number.end + unit.len())
    };
    let minute = sixtieth(text, end).filter(|minute| minute.count <= 3);
    let Some(end) = minute.and_then(|minute| unit(&minute, "分")) else {
        return end;
    };
    let second = sixtieth(text, end);
    second.and_then(|second| unit(&second, "秒")).unwrap_or(end)
}

/// Whether a part of the day, or the day, stands before an hour: 清晨六点.
fn is_hour_of_day(before: &str) -> bool {
    let part = before.strip_suffix(['里', '间', '上']).unwrap_or(before);
    before.ends_with("日") || part.ends_with(['晨', '早', '午', '晚', '夜'])
}

/// Whether the numeral at `at` is an hour by the part of the day before it, so
/// that 左右 and 多 behind it bound no count.
pub(crate) fn is_hour(text: &str, at: usize) -> bool {
    let hour = digits_at(text, at).filter(|hour| hour.value <= 24);
    hour.and_then(|hour| text.get(hour.end..))
        .is_some_and(|rest| rest.starts_with('点'))
        && text.get(..at).is_some_and(is_hour_of_day)
}

/// 21/22赛季, 2021-2022学年.
fn season(text: &str, first: &Digits) -> Option<usize> {
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
fn era(text: &str, at: usize, first: &Digits) -> Option<usize> {
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

/// 2016-11-21, 2016.11.21, 2016/11/21, and a year alone: 2020.
fn numeric(text: &str, at: usize, first: &Digits) -> Option<usize> {
    if let Some(end) = day_first(text, at, first) {
        return Some(with_hour(text, end));
    }
    if !is_year(first) || first.han || !(1900..2100).contains(&first.value) {
        return None;
    }
    let rest = text.get(first.end..)?;
    if let Some(mark) = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | '/' | '.'))
        && let Some(month) = digits_at(text, first.end + 1)
        && (1..=12).contains(&month.value)
        && month.count <= 2
        && text.get(month.end..)?.starts_with(mark)
        && let Some(day) = digits_at(text, month.end + 1)
        && (1..=31).contains(&day.value)
        && day.count <= 2
    {
        return Some(with_hour(text, day.end));
    }
    // A length of so many years, see `year`.
    if rest.starts_with('年') {
        return None;
    }
    // A part of something longer is no year.
    let mut before = text.get(..at)?.chars().rev();
    let (mark, lead) = (before.next(), before.next());
    // A comma groups digits, or parts two clauses.
    let grouped = mark == Some(',') && lead.is_some_and(|c| c.is_ascii_digit());
    if grouped
        || mark.is_some_and(|mark| {
            mark.is_ascii_alphanumeric() || matches!(mark, '.' | '-' | '/' | '_')
        })
    {
        return None;
    }
    if let Some(after) = rest.strip_prefix(DASHES) {
        let from = text.len() - after.len();
        if let Some(second) = digits_at(text, from).filter(is_year) {
            return Some(second.end);
        }
    }
    if rest.starts_with(|mark: char| {
        mark.is_ascii_alphanumeric() || matches!(mark, '.' | '%' | '％' | '‰' | '/' | '+')
    }) {
        return None;
    }
    Some(first.end)
}

/// 22.01.2016: the day, the month and the year.
fn day_first(text: &str, at: usize, first: &Digits) -> Option<usize> {
    let part = |end: usize, most: u32| {
        let rest = text.get(end..)?.strip_prefix('.')?;
        let digits = digits_at(text, text.len() - rest.len())?;
        (!digits.han && digits.count == 2 && (1..=most).contains(&digits.value)).then_some(digits)
    };
    let opens = !text
        .get(..at)?
        .ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    if first.han || first.count > 2 || !(1..=31).contains(&first.value) || !opens {
        return None;
    }
    let month = part(first.end, 12)?;
    let rest = text.get(month.end..)?.strip_prefix('.')?;
    let year = digits_at(text, text.len() - rest.len()).filter(is_year)?;
    let whole = !text
        .get(year.end..)?
        .starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    (whole && !year.han).then_some(year.end)
}

/// Whether the year or month at `at` is the second end of a stretch whose
/// first end has no unit of its own: the 2020 of 2015—2020年.
pub(crate) fn second_end(text: &str, at: usize) -> Option<Span> {
    let before = text.get(..at)?;
    let mark = before
        .chars()
        .next_back()
        .filter(|mark| DASHES.contains(mark))?;
    let (start, _, _) = digits_before(text, at - mark.len_utf8())?;
    date_at(text, start).filter(|span| span.end > at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, date: Option<&str>) {
        let at = text
            .find(|c| super::super::digits::digit(c).is_some() || c == '十')
            .unwrap();
        assert_eq!(
            date_at(text, at).and_then(|span| span.of(text)),
            date,
            "{text}"
        );
    }

    #[test]
    fn reads_dates() {
        check("于2016年11月21日13:23发布", Some("2016年11月21日13:23"));
        check("截至6月底", Some("6月底"));
        check("２００６年末全国", Some("２００６年末"));
        check("二〇二一年十二月", Some("二〇二一年十二月"));
        check("1-9月份", Some("1-9月份"));
        check("2015—2020年间", Some("2015—2020年"));
        check("从7时30分开始", Some("7时30分"));
        check("上午8点集合", Some("8点"));
        check("20世纪90年代", Some("20世纪90年代"));
        check("每逢15日", Some("15日"));
        check("2024/25课税年度薪俸", Some("2024/25课税年度"));
        check("116年12月24日", Some("116年12月24日"));
        check("2020亚太", Some("2020"));
        check("三季度", Some("三季度"));
        check("98年5月", Some("98年5月"));
        check("05年退伍", Some("05年"));
        check("九八年抗洪", Some("九八年"));
        check("他98年参军", Some("98年"));
        check("二OO九年四月二日", Some("二OO九年四月二日"));
        check("二0一六年3月", Some("二0一六年3月"));
        check("今年前三季度", Some("前三季度"));
        check("前10个月累计", Some("前10个月"));
        check("合計今年首三季，", Some("首三季"));
        check("从前三季度看", Some("前三季度"));
        check("发布2023年二季度财报", Some("2023年二季度"));
        check("22.01.2016  17:26", Some("22.01.2016  17:26"));
        check("8日19至20时", Some("8日19至20时"));
        check("2021-09-08 16:10:40", Some("2021-09-08 16:10:40"));
        check("海关昨（9）日公布", Some("昨（9）日"));
        check("去（114）年12月出口", Some("去（114）年12月"));
        check("本（7）月中旬", Some("本（7）月中旬"));
        check("今晚(20)日宣布", Some("今晚(20)日"));
        check("展会今日(12/21)开幕", Some("12/21"));
        check("公元前260年长平之战", Some("公元前260年"));
        check("（前106年—前43年）", Some("前106年"));
        check("公元前770-前476年", Some("公元前770-前476年"));
        check("建于公元618年", Some("公元618年"));
        check("公元前5世纪", Some("公元前5世纪"));
        check("16至18世纪的瓷器", Some("16至18世纪"));
        check("三十至五十年代", Some("三十至五十年代"));
        check("95—96年度冠军", Some("95—96年度"));
        check("临近2000年", Some("2000年"));
        check("2000年左右兴建", Some("2000年"));
    }

    #[test]
    fn leaves_lengths_and_counts() {
        for text in [
            "用了3年",
            "近10年",
            "走过98年风雨",
            "已有近1700年",
            "距今2000年",
            "2000年的历史",
            "前30年",
            "75年风雨兼程",
            "98年的历史",
            "七八年光景",
            "三五年不变",
            "为期7日",
            "30日内",
            "8点要求",
            "3个月",
            "产前6个月",
            "1000年的历史",
            "上一季度",
            "22.01.2016.5",
            "（前3年免租）",
            "3—4年度过",
            "每亩(2/3)",
            "员工（9）日夜",
            "2500元",
            "5分",
            "3号楼",
            "行动2号”启动",
        ] {
            check(text, None);
        }
    }
}
