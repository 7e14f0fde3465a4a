//! Where a numeral can start in running text.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::unit::{Definition, UNITS};
use crate::wording::Wording;
use crate::words;

use super::accept::unit_follows;
use super::glyph::{Glyph, Starts, glyph};
use super::read::{blanks, next, range_mark};

/// How far behind a numeral a dash may be that of a range, in bytes.
const NEAR: usize = 12;

/// Marks that part a dash from the figure before it.
const CLAUSE_MARKS: [char; 7] = ['，', ',', '；', ';', '。', '：', ':'];

/// Words behind which a dash is a minus sign.
const BEFORE_MINUS: [char; 14] = [
    '至', '到', '为', '為', '是', '成', '由', '从', '從', '比', '和', '与', '與', '跌',
];

/// A text in which numerals are looked for, as far as it was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress<'t> {
    pub(super) text: &'t str,
    /// Where the last numeral ended.
    pub(super) last: Option<usize>,
}

impl Progress<'_> {
    /// Whether what stands before lets a numeral start here.
    pub(super) fn may_start(
        &self,
        start: usize,
        first: Glyph,
        after: &str,
        left: Option<char>,
    ) -> bool {
        match first {
            Glyph::Arabic(_) => match left {
                // Glued to a letter it is part of a name, A4, GB2312, if it
                // measures nothing.
                Some(left) if left.is_ascii_alphabetic() => {
                    let left = self.text.get(..start).unwrap_or_default();
                    UNITS.sign_before(left).is_some()
                        || self.behind_initials(start, left)
                        || self.behind_volts(start, left)
                }
                _ => true,
            },
            Glyph::Minus => {
                let dash = !self
                    .text
                    .get(start..)
                    .is_some_and(|rest| rest.starts_with(['负', '負']));
                let figure = match next(blanks(after)) {
                    (Glyph::Arabic(_), _) => !dash || matches!(next(after).0, Glyph::Arabic(_)),
                    (Glyph::Zero | Glyph::Digit(_) | Glyph::Small(_) | Glyph::Two, _) => {
                        !dash || left.is_none()
                    }
                    (Glyph::None, _) => after
                        .strip_prefix('.')
                        .is_some_and(|rest| matches!(next(rest).0, Glyph::Arabic(_))),
                    _ => false,
                };
                // 北京-5℃, where 京 does not count.
                let word = |left| self.ends_word(start, left) && is_in_degrees(after);
                let glued = left.is_some_and(|left| {
                    left.is_ascii_alphanumeric()
                        || !(matches!(glyph(left), Glyph::None) || word(left))
                });
                // 胜3场负2场 lost so many.
                let lost = || {
                    let counted = |c: char| !matches!(glyph(c), Glyph::None);
                    Wording::Bouts.begins(after.trim_start_matches(counted))
                };
                // 误差正负1秒 is either side of nothing.
                let either = !dash && left == Some('正');
                figure
                    && !either
                    && (dash || !lost())
                    && !(dash && (glued || self.ends_range(start, after)))
            }
            // 三斤二两: a 两 right behind a numeral is the unit.
            Glyph::Two => self.last != Some(start) || self.counts_two(start, after),
            // 转念一想: read only where a whole text is a numeral.
            Glyph::Tens(_) => !(self.text.get(start..)).is_some_and(|rest| rest.starts_with('念')),
            Glyph::Fold => left == Some('打'),
            Glyph::Vague => matches!(next(blanks(after)).0, Glyph::Small(_) | Glyph::Big(_)),
            _ => true,
        }
    }

    /// 两 of 618两个, where the digits are a name, and of 400亿两个, where what the number
    /// counts was said before.
    fn counts_two(&self, start: usize, after: &str) -> bool {
        let left = self.text.get(..start).unwrap_or_default();
        let digits = left.trim_end_matches(|c: char| c.is_ascii_digit());
        let great = left.ends_with(['百', '千', '万', '萬', '亿', '億']);
        (great || left.len() - digits.len() >= 3 || after.starts_with(['个', '個']))
            && unit_follows(after)
            && (UNITS.longest(after)).is_some_and(|unit| unit.kind == UnitKind::Count)
    }

    /// Whether digits behind capital letters state what those stand for: GDP3.5亿,
    /// CPI2.1%, COD25mg/L.
    fn behind_initials(&self, start: usize, left: &str) -> bool {
        let name = left.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let initials = left.len() - name.len();
        if initials < 2 || name.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-') {
            return false;
        }
        let rest = self.text.get(start..end_of_figure(self.text, start));
        let rest = self.text.get(start + rest.map_or(0, str::len)..);
        rest.is_some_and(|rest| {
            let measure = |kind| !matches!(kind, UnitKind::Count | UnitKind::Duration);
            matches!(next(rest).0, Glyph::Small(2 | 3) | Glyph::Big(_))
                || UNITS.longest(rest).is_some_and(|unit| measure(unit.kind)) && unit_follows(rest)
        })
    }

    /// 2A of 5V2A.
    fn behind_volts(&self, start: usize, left: &str) -> bool {
        let volts = left.strip_suffix('V');
        volts.is_some_and(|volts| self.last == Some(volts.len()))
            && (self.text.get(end_of_figure(self.text, start)..))
                .is_some_and(|rest| rest.starts_with('A'))
    }

    /// Whether `left`, a character of numerals that ends at `start`, is the end of a
    /// word in which it does not count: 北京-5℃, 周六-2℃.
    fn ends_word(&self, start: usize, left: char) -> bool {
        let at = start.checked_sub(left.len_utf8());
        at.and_then(|at| words::covering(self.text, at)) == Some(start)
    }

    /// Whether the dash at `start` leads to the second end of a range, 3号楼-5号楼,
    /// and is no minus sign: 5%降至-2%, 12万吨，-3.2%, 白天2℃，夜间-6℃.
    fn ends_range(&self, start: usize, after: &str) -> bool {
        let between = (self.last).and_then(|last| self.text.get(last..start));
        let Some(between) = between.filter(|between| between.len() < NEAR) else {
            return false;
        };
        if between.contains(CLAUSE_MARKS) || falls_below_zero(between, after) {
            return false;
        }
        match between.chars().next_back() {
            // 9:00 -12:00, but the columns of 5.1 -4.1.
            Some(' ') => between.len() == 1 && !has_point(after),
            Some(left) => {
                (is_han(left) && !BEFORE_MINUS.contains(&left))
                    || left.is_ascii_alphabetic()
                    || matches!(left, '%' | '％' | '‰' | '°' | '℃' | '²' | '³' | '"' | '\'')
            }
            None => true,
        }
    }
}

/// Whether degrees or per cents follow a dash behind words of another kind:
/// 2020年-2.3%, but 5度-8度.
fn falls_below_zero(between: &str, after: &str) -> bool {
    let same = UNITS.longest(between).is_some_and(is_degree);
    is_in_degrees(after) && between.ends_with(is_han) && !same
}

/// Whether the figure at the front, or the range, is in degrees or per cent.
fn is_in_degrees(figure: &str) -> bool {
    let behind = |input: &'_ str| end_of_figure(input, 0);
    let rest = figure.get(behind(figure)..).unwrap_or_default();
    let rest = match range_mark(rest) {
        Ok((high, _)) => high.get(behind(high)..).unwrap_or_default(),
        Err(_) => rest,
    };
    UNITS.longest(rest).is_some_and(is_degree)
}

fn is_degree(unit: &Definition) -> bool {
    matches!(unit.kind, UnitKind::Temperature | UnitKind::Percent)
}

/// Whether the digits at the front have a decimal point.
pub(super) fn has_point(digits: &str) -> bool {
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The place of the next character that can begin a numeral.
pub(super) fn candidate(text: &str, from: usize) -> Option<usize> {
    let starts = Starts::table();
    let mut rest = text.as_bytes().get(from..)?;
    // The arms are in the order of how often Chinese text takes them.
    loop {
        let (starting, after) = match rest {
            [lead @ 0xE0..=0xEF, second, third, after @ ..] => {
                let block = u16::from(lead & 0x0F) << 6 | u16::from(second & 0x3F);
                (starts.has(block, third & 0x3F), after)
            }
            [b'0'..=b'9' | b'-', after @ ..] => (true, after),
            [0..=0xBF, after @ ..] => (false, after),
            [lead @ 0xC0..=0xDF, second, after @ ..] => {
                (starts.has(u16::from(lead & 0x1F), second & 0x3F), after)
            }
            [_, _, _, _, after @ ..] => (false, after),
            _ => return None,
        };
        if starting {
            return Some(text.len() - rest.len());
        }
        rest = after;
    }
}

/// `.5` begins at the point, where nothing stands before it that it could end.
pub(super) fn start_of_point(text: &str, start: usize, first: Glyph) -> usize {
    if !matches!(first, Glyph::Arabic(_)) {
        return start;
    }
    let Some(left) = text.get(..start).and_then(|left| left.strip_suffix('.')) else {
        return start;
    };
    match left.chars().next_back() {
        Some(c)
            if c == '.'
                || is_han(c)
                || c.is_ascii_alphanumeric()
                || !matches!(glyph(c), Glyph::None) =>
        {
            start
        }
        _ => start - 1,
    }
}

/// The end of the letters and digits at `start`, with the decimals.
pub(super) fn end_of_word(text: &str, start: usize) -> usize {
    let end = end_of_figure(text, start);
    let rest = text.get(end..).unwrap_or_default();
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(glyph(c), Glyph::Arabic(_));
    let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
    (end + length).max(start + 1)
}

/// The end of the digits at `start` and of the decimals behind them.
fn end_of_figure(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let digit = |c: char| matches!(glyph(c), Glyph::Arabic(_));
    let after = rest.trim_start_matches(digit);
    let decimals = after
        .strip_prefix('.')
        .filter(|decimals| decimals.starts_with(digit));
    let after = decimals.map_or(after, |decimals| decimals.trim_start_matches(digit));
    text.len() - after.len()
}
