//! The marks of list items: 1、 一、 （二） 一是 之一.

use hanliang_span::Span;

use super::digits::digit;
use super::ordinal::Place;
use crate::tables::words::is_han;

/// Marks behind which an item may begin.
const ENDS: [char; 8] = ['。', '\n', '；', ';', '：', ':', '！', '？'];

/// No list of items told by 之 has more.
const LAST: u32 = 20;

/// The mark of an item that a figure is.
pub(super) fn enumerator(place: &Place<'_>) -> Option<Span> {
    let mark = place
        .one_of()
        .or_else(|| place.section())
        .or_else(|| place.drawn());
    if mark.is_some() || place.figure.integer().is_none_or(|number| number > 99) {
        return mark;
    }
    let bare = [' ', '\u{3000}', '\t', '#', '*', '（', '(', '【', '“', '其'];
    let lead = place.before.trim_end_matches(bare);
    let anew = lead.is_empty() || lead.ends_with(ENDS);
    if !anew && !lead.ends_with(['，', ',', '、']) {
        return None;
    }
    let spoken = place.among_them().or_else(|| place.being());
    if spoken.is_some() || !anew {
        return spoken;
    }
    place
        .task()
        .or_else(|| place.in_brackets())
        .or_else(|| place.marked())
}

/// Whether a numeral names a plan for five years: 十三五.
fn names_plan(numeral: &str) -> bool {
    let number = numeral
        .strip_suffix('五')
        .and_then(|lead| lead.strip_prefix('十'));
    number.is_some_and(|number| number.chars().count() == 1)
}

/// The marks of items of a list.
impl Place<'_> {
    /// The figure with a word of one character that stands before it.
    fn with_before(&self, word: char) -> Span {
        let start = self.figure.span().start - word.len_utf8();
        Span::new(start, self.figure.numeral().end)
    }

    /// 之一, not 之三分之二, 之一战, nor 同期之260人, where 之 is 的.
    fn one_of(&self) -> Option<Span> {
        let other = self.after.starts_with(['分', '战', '路', '国', '家']);
        let few = self.han || !self.figure.has_unit();
        let number = few && self.figure.integer().is_some_and(|number| number <= LAST);
        let one = self.before.ends_with('之') && !other && !self.figure.has_count_unit_two();
        (one && number).then(|| self.with_before('之'))
    }

    /// 2.1 总体情况, at the head of a line: the number of a section.
    fn section(&self) -> Option<Span> {
        let section = self.numeral.contains('.')
            && !self.figure.has_unit()
            && (self.before.is_empty() || self.before.ends_with('\n'))
            && self.after.starts_with([' ', '\u{3000}', '\t'])
            && self.after.trim_start().starts_with(is_han);
        section.then(|| self.figure.numeral())
    }

    /// 图5-1, 表2: the number of a figure or a table at the head of a line.
    fn drawn(&self) -> Option<Span> {
        let arabic = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
        let lead = self.before.strip_suffix(['图', '表'])?;
        let lead = lead.strip_suffix('附').unwrap_or(lead);
        let opens = lead.is_empty()
            || lead.ends_with([' ', '\u{3000}', '（', '(', '见', '如'])
            || lead.ends_with(ENDS);
        let tail = self.after.len() - self.after.trim_start_matches(arabic).len();
        let number = opens && !self.figure.has_unit() && self.numeral.chars().all(arabic);
        number.then(|| self.upto(tail))?
    }

    /// 其一，
    fn among_them(&self) -> Option<Span> {
        let among = self.han
            && self.before.ends_with('其')
            && self.after.starts_with(['，', ',', '是', '、']);
        among.then(|| self.with_before('其'))
    }

    /// 一是
    fn being(&self) -> Option<Span> {
        let mark = self.han && self.after.starts_with('是') && !names_plan(self.numeral);
        mark.then(|| self.upto("是".len()))?
    }

    /// 一要, 二则
    fn task(&self) -> Option<Span> {
        let task = self.han && self.after.starts_with(['要', '则']) && !self.figure.has_unit();
        task.then(|| self.upto("要".len()))?
    }

    /// （二）, with the brackets.
    fn in_brackets(&self) -> Option<Span> {
        let open = self.before.chars().next_back()?;
        let close = self.after.chars().next()?;
        let round = |c: char| matches!(c, '（' | '(' | '）' | ')');
        let held = matches!(open, '（' | '(' | '【')
            && matches!(close, '）' | ')' | '】')
            && round(open) == round(close);
        let mark = self.upto(close.len_utf8())?;
        held.then(|| Span::new(mark.start - open.len_utf8(), mark.end))
    }

    /// 1、 2. 3）; 5、6两个月 and 3.5 have no such mark.
    fn marked(&self) -> Option<Span> {
        let mark = self.after.chars().next()?;
        let rest = self.after.get(mark.len_utf8()..)?;
        let listed = match mark {
            '、' => !rest.starts_with(|c: char| digit(c).is_some()),
            '.' | '．' => !rest.starts_with(|c: char| c.is_ascii_digit()),
            '）' | ')' => true,
            _ => false,
        };
        listed.then(|| self.upto(mark.len_utf8()))?
    }
}
