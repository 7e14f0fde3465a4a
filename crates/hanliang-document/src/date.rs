//! Dates and times as pages print them.

use hanliang_span::Span;
use jiff::civil::{Date, Time};

use crate::chars::{digit, han_digit};
use crate::cursor::Cursor;
use crate::published::Published;

/// Years before the first of the Republic calendar (民國元年 is 1912).
const MINGUO: u32 = 1911;

/// The date that starts at `at`, with its time if one follows.
///
/// Years are four digits, or Republic years after 民國. A day that is on no
/// calendar is no date.
pub(crate) fn date_at(text: &str, at: usize) -> Option<Published> {
    let mut cursor = Cursor::new(text, at);
    cursor.peek().filter(|&c| begins_date(c))?;
    let (year, month, day) = year_month_day(&mut cursor)
        .or_else(|| month_day(&mut cursor))
        .or_else(|| year_month(&mut cursor))?;
    // A leap year stands for an open one: 2月29日 can be.
    let year = year.map(i16::try_from).transpose().ok()?;
    let month = i8::try_from(month).ok()?;
    let day = day.map(i8::try_from).transpose().ok()?;
    Date::new(year.unwrap_or(2000), month, day.unwrap_or(1)).ok()?;
    let mut end = cursor.at();
    weekday(&mut cursor);
    let time = if day.is_some() {
        clock(&mut cursor)
    } else {
        None
    };
    if time.is_some() {
        end = cursor.at();
    }
    Some(Published {
        year,
        month: Some(month),
        day,
        time,
        span: Span::new(at, end),
    })
}

/// A day of the Republic calendar that no word announces (106-07-10), at `at`:
/// after a label only.
pub(crate) fn republic_date_at(text: &str, at: usize) -> Option<Published> {
    let mut cursor = Cursor::new(text, at);
    let (year, 2..=3) = cursor.digits(3)? else {
        return None;
    };
    let mark = cursor.one(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, _) = cursor.digits(2)?;
    cursor.one(|c| c == mark)?;
    let (day, _) = cursor.digits(2)?;
    let published = Published {
        year: i16::try_from(year.checked_add(MINGUO)?).ok(),
        month: i8::try_from(month).ok(),
        day: i8::try_from(day).ok(),
        time: None,
        span: Span::new(at, cursor.at()),
    };
    published.date().map(|_| published)
}

/// Whether a date can begin so: a digit, 民國, 中華民國, or a blank before one.
const fn begins_date(c: char) -> bool {
    digit(c).is_some()
        || han_digit(c).is_some()
        || matches!(c, '民' | '中' | ' ' | '\u{3000}' | '\u{A0}')
}

/// The first date in a text, at or after `from`.
pub(crate) fn find_date(text: &str, from: usize) -> Option<Published> {
    let mut before = None;
    for (offset, c) in text.get(from..)?.char_indices() {
        let begins = digit(c).is_some() || han_digit(c).is_some() || c == '民' || c == '中';
        let inside = before.is_some_and(|b| digit(b).is_some() || han_digit(b).is_some());
        if begins
            && !inside
            && let Some(date) = date_at(text, from + offset)
        {
            return Some(date);
        }
        before = Some(c);
    }
    None
}

type Parts = (Option<u32>, u32, Option<u32>);

fn year_month_day(cursor: &mut Cursor<'_>) -> Option<Parts> {
    let mut ahead = *cursor;
    let year = year(&mut ahead)?;
    blanks(&mut ahead);
    let mark = ahead.one(|c| matches!(c, '年' | '-' | '/' | '.' | '．' | '－' | '—' | '／'))?;
    parted(&mut ahead);
    let month = ahead.number(2)?;
    blanks(&mut ahead);
    if mark == '年' {
        ahead.one(|c| c == '月')?;
    } else {
        ahead.one(|c| c == mark)?;
    }
    parted(&mut ahead);
    let day = ahead.number(2)?;
    if mark == '年' {
        blanks(&mut ahead);
        ahead.one(|c| matches!(c, '日' | '号' | '號'))?;
    } else if ahead.peek().is_some_and(|c| digit(c).is_some()) {
        return None;
    }
    *cursor = ahead;
    Some((Some(year), month, Some(day)))
}

fn year(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    let minguo = ahead.word("中華民國") || ahead.word("民國") || ahead.word("民国");
    blanks(&mut ahead);
    let year = if minguo {
        ahead.number(3)?.checked_add(MINGUO)?
    } else {
        match ahead.digits(4) {
            Some((year, 4)) => year,
            Some(_) => return None,
            None => han_year(&mut ahead)?,
        }
    };
    *cursor = ahead;
    (1000..=2999).contains(&year).then_some(year)
}

/// 二〇一五, 二OO九, 二0一六: a year digit by digit, whatever stands for the zero.
fn han_year(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    let mut year = 0;
    for _ in 0..4 {
        let value = match ahead.bump()? {
            '0' | '０' | 'O' | 'o' | 'ｏ' | '◯' | 'Ο' | 'О' => 0,
            c => han_digit(c).filter(|&value| value < 10)?,
        };
        year = year * 10 + value;
    }
    if ahead.peek().is_some_and(|c| han_digit(c).is_some()) {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

fn month_day(cursor: &mut Cursor<'_>) -> Option<Parts> {
    let mut ahead = *cursor;
    let month = ahead.number(2)?;
    ahead.one(|c| c == '月')?;
    let day = ahead.number(2)?;
    ahead.one(|c| matches!(c, '日' | '号' | '號'))?;
    *cursor = ahead;
    Some((None, month, Some(day)))
}

fn year_month(cursor: &mut Cursor<'_>) -> Option<Parts> {
    let mut ahead = *cursor;
    let year = year(&mut ahead)?;
    ahead.one(|c| c == '年')?;
    let month = ahead.number(2)?;
    ahead.one(|c| c == '月')?;
    *cursor = ahead;
    Some((Some(year), month, None))
}

fn blanks(cursor: &mut Cursor<'_>) {
    cursor.run(|c| matches!(c, ' ' | '\u{3000}' | '\u{A0}'));
}

/// Between the parts of 2020年/8月/14日, as catalogues of papers print it.
fn parted(cursor: &mut Cursor<'_>) {
    cursor.run(|c| matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '/'));
}

/// Moves past 星期六, (週六) and the like.
pub(crate) fn weekday(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    blanks(&mut ahead);
    let open = ahead.one(|c| matches!(c, '(' | '（')).is_some();
    let named = ["星期", "周", "週", "礼拜"]
        .iter()
        .any(|word| ahead.word(word));
    if named && ahead.one(|c| "一二三四五六日天".contains(c)).is_some() {
        let closed = ahead.one(|c| matches!(c, ')' | '）')).is_some();
        if open == closed {
            *cursor = ahead;
        }
    }
}

/// Reads a time of day: 13:23, 13:23:05, 13时23分, 下午1時23分, T13:23.
fn clock(cursor: &mut Cursor<'_>) -> Option<Time> {
    let mut ahead = *cursor;
    ahead.run(|c| matches!(c, ' ' | '\u{3000}' | '\u{A0}' | 'T' | ',' | '，'));
    let afternoon = if ahead.word("下午") || ahead.word("晚上") || ahead.word("PM") {
        true
    } else {
        let _ = ahead.word("上午") || ahead.word("凌晨") || ahead.word("中午") || ahead.word("AM");
        false
    };
    blanks(&mut ahead);
    let hour = ahead.number(2)?;
    let mark = ahead.one(|c| matches!(c, ':' | '：' | '时' | '時' | '点' | '點'))?;
    let minute = match ahead.number(2) {
        Some(minute) => minute,
        None if matches!(mark, ':' | '：') => return None,
        None => 0,
    };
    if matches!(mark, ':' | '：') {
        let mut seconds = ahead;
        if seconds.one(|c| c == mark).is_some() && seconds.digits(2).is_some() {
            ahead = seconds;
        }
    } else {
        ahead.one(|c| c == '分');
    }
    let hour = if afternoon && hour < 12 {
        hour + 12
    } else {
        hour
    };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    *cursor = ahead;
    Some(time)
}
