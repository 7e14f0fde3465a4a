//! Dates and clock times: 2016年11月21日, 6月底, ２００６年, 13:23, 20世纪90年代.

mod clock;
mod day;
mod numeric;
mod year;

use hanliang_span::Span;

use clock::clock;
pub(crate) use clock::is_hour;
pub(crate) use day::festive_at;
use day::{after_month, day, lettered, month, with_hour};
use numeric::numeric;
pub(crate) use numeric::second_end;
use year::{after_year, christ_of, era, republic_of, season, year, year_of_christ};
pub(crate) use year::{
    is_about_a_year, is_compared_year, is_of_republic, is_year_before_more, open_year_at,
    republic_at,
};

use crate::label::digits::{Digits, digits_at};
use crate::tables::classes::Class;
use crate::tables::dates::Dated;
use crate::tables::words::is_han;

/// Marks between the two ends of a stretch of dates.
const DASHES: [char; 8] = ['-', '–', '—', '－', '~', '～', '至', '到'];

/// The date that starts at `at`, where a numeral starts.
pub(crate) fn date_at(text: &str, at: usize) -> Option<Span> {
    let first = digits_at(text, at)?;
    if let Some(span) = bracketed(text, at, &first).or_else(|| by_letter(text, at)) {
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
        .max(christ_of(text, at, first.value))
        .max(moon_of(text, at, end));
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

/// Q1 where it opens a clause: elsewhere letters are of sorts and models (车型Q3, H2).
fn by_letter(text: &str, at: usize) -> Option<Span> {
    let start = at.checked_sub("Q".len())?;
    let end = lettered(text, start)?;
    let before = text.get(..start)?.chars().next_back();
    let opens = before.is_none_or(|c| matches!(c, '，' | '。' | '；' | '：' | '\n' | '\u{3000}'));
    let quarter = text.get(start..).is_some_and(|text| text.starts_with('Q'));
    (opens && quarter).then(|| Span::new(start, end))
}

/// The length of the word for the calendar of the moon before a month of it: 农历八月.
fn moon_of(text: &str, at: usize, end: usize) -> usize {
    let month = text.get(at..end).is_some_and(|date| date.contains('月'));
    let before = text.get(..at).filter(|_| month).unwrap_or_default();
    Dated::Moon.length_before(before).unwrap_or(0)
}

/// Whether a number is one of a list of months that are counted behind it: 6、7、8三个月.
pub(crate) fn is_counted_month(text: &str, numeral: Span) -> bool {
    let month = |digits: &Digits| (1..=12).contains(&digits.value);
    let Some(first) = digits_at(text, numeral.start).filter(month) else {
        return false;
    };
    let (mut end, mut behind) = (first.end, 1);
    let mut listed = || {
        let rest = text.get(end..)?.strip_prefix(['、', '和'])?;
        let next = digits_at(text, text.len() - rest.len()).filter(month)?;
        (end, behind) = (next.end, behind + 1);
        (behind <= 12).then_some(())
    };
    while listed().is_some() {}
    let count = digits_at(text, end);
    let counts = count.filter(|count| {
        let rest = text.get(count.end..).unwrap_or_default();
        let months = rest
            .strip_prefix("个月")
            .filter(|rest| !rest.starts_with(['大', '龄']));
        count.han && count.value >= behind.max(2) && count.value <= 12 && months.is_some()
    });
    counts.is_some() && first.end == numeral.end
}

/// Whether a text ends in the word for a day: 今日, 昨天, 周五, 星期日.
pub(crate) fn names_day(text: &str) -> bool {
    Dated::NamesDay.ends(text)
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
        // 全县前三季度, 新界首两个月: a quarter is one of the year, and 首 ends few words.
        let named = match lead.ends_with('前') {
            true => {
                let whole = !Dated::Earlier.ends(lead) && !is_before(before);
                stretch.contains('季') && (whole || Dated::Governs.ends(before))
            }
            false => !before.ends_with(['榜', '岁', '为', '之', '元', '罪', '匪', '居']),
        };
        before
            .chars()
            .next_back()
            .is_none_or(|c| !is_han(c) || c == '年' || named)
    };
    before
        .filter(|before| opens(before))
        .map_or(0, |before| lead.len() - before.len())
}

/// Whether 前 behind a text ends a word that says before what: 节前, 此前, 年前.
fn is_before(text: &str) -> bool {
    text.ends_with([
        '之', '以', '此', '日', '节', '目', '当', '战', '疫', '灾', '婚', '产',
    ])
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
        check("4月初步核实", Some("4月"));
        check("9月中国队出战", Some("9月"));
        check("2023年度假游客", Some("2023年"));
        check("2023年代表大会", Some("2023年"));
        check("2023年度报告", Some("2023年度"));
        check("目前5日均线", Some("5日"));
        check("九点五分，发车", Some("九点五分"));
        check("早上九点五分发车", Some("九点五分"));
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
        check("2024年Q3营收", Some("2024年Q3"));
        check("2024Q3营收", Some("2024Q3"));
        check("2024年H100芯片", Some("2024年"));
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
        check("累计前三季营收", Some("前三季"));
        check("公布2021年三季度账目", Some("2021年三季度"));
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
            "长假前5日",
            "得分升至二十一点五分",
            "拿下二十四点四分",
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
