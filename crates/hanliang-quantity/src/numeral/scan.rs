//! Where a numeral can start in running text, and whether what was read there
//! is one.

use crate::kind::UnitKind;
use crate::number::Number;
use crate::unit::UNITS;
use crate::value::{Relation, Value};
use crate::words;

use super::behind::{approximated, ten_thousands, tolerance};
use super::cardinal::Zhao;
use super::glyph::{Glyph, Starts, glyph};
use super::grammar::{parts_of, per_power, portion, signed, upper};
use super::plain::plain;
use super::read::{Reading, Shape, blanks, is_han, next};
use super::several::{digits_only, is_pressure, is_spaced, may_be_grouped};

/// A numeral found in running text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// From the sign to the last approximator, in bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Value,
    pub(crate) relation: Relation,
    pub(crate) shape: Shape,
    pub(crate) scale: u8,
    /// What stands before it where 百分之 does.
    pub(crate) percent: Option<Percent>,
}

/// 百分之 before a numeral.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Percent {
    /// Where it begins, with its sign.
    pub(crate) start: usize,
    /// Its power of ten: 2 for 百分之, 3 for 千分之.
    pub(crate) power: u8,
    /// Whether a sign stands before it.
    pub(crate) negative: bool,
}

impl Found {
    /// Whether 第 stands before it.
    pub(crate) fn is_ordinal(&self, text: &str) -> bool {
        text.get(..self.start)
            .is_some_and(|left| left.ends_with('第'))
    }
}

/// Finds the numerals of a text from a place on.
#[derive(Clone, Debug)]
pub(crate) struct Scanner<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: usize,
    pub(crate) zhao: Zhao,
    /// Where the last numeral ended, for signs.
    last: Option<usize>,
}

impl<'t> Scanner<'t> {
    pub(crate) const fn new(text: &'t str, zhao: Zhao) -> Self {
        Self {
            text,
            at: 0,
            zhao,
            last: None,
        }
    }

    /// The next numeral, reading on behind it afterwards.
    pub(crate) fn next_found(&mut self) -> Option<Found> {
        loop {
            let start = candidate(self.text, self.at)?;
            match self.look_at(start) {
                Ok(found) => {
                    self.at = found.end;
                    self.last = Some(found.end);
                    return Some(found);
                }
                Err(end) => self.at = end,
            }
        }
    }

    /// The numeral that begins right at `start`, whatever word it may be part
    /// of and whatever stands before it: 十分 behind hours is a numeral and its
    /// unit, and so is 肆角 behind 元.
    pub(crate) fn found_at(&mut self, start: usize) -> Option<Found> {
        let (first, _) = next(self.text.get(start..)?);
        let found = self.read_at(start, first, None).ok()?;
        self.at = found.end;
        self.last = Some(found.end);
        Some(found)
    }

    /// The numeral at `start`, or where to look on.
    fn look_at(&self, start: usize) -> Result<Found, usize> {
        let rest = self.text.get(start..).unwrap_or_default();
        let (first, after) = next(rest);
        let left = self.left(start);
        if !self.may_start(start, first, after, left) {
            return Err(match first {
                Glyph::Arabic(_) => end_of_word(self.text, start),
                _ => start + (rest.len() - after.len()).max(1),
            });
        }
        // No word of the table has an Arabic digit.
        let word = match first {
            Glyph::Arabic(_) => None,
            _ => words::covering(self.text, start),
        };
        match word {
            Some(end) => Err(end),
            None => self.read_at(start, first, left),
        }
    }

    fn left(&self, start: usize) -> Option<char> {
        self.text.get(..start)?.chars().next_back()
    }

    /// The numeral at `start`, where one may start.
    fn read_at(&self, start: usize, first: Glyph, left: Option<char>) -> Result<Found, usize> {
        let text = self.text;
        let beyond = start
            + text
                .get(start..)
                .map_or(1, |rest| rest.chars().next().map_or(1, char::len_utf8));
        let start = start_of_point(text, start, first);
        let rest = text.get(start..).unwrap_or_default();
        let place = |left: &str| text.len() - left.len();

        if matches!(first, Glyph::Minus | Glyph::Small(2 | 3) | Glyph::Big(_))
            && let Some(found) = self.percent(start, rest)
        {
            return Ok(found);
        }
        let written = rest;
        let mut read = match plain(rest) {
            Some(read) => Ok(read),
            None => signed(rest, self.zhao),
        };
        let parts = matches!(&read, Ok((after, _)) if after.starts_with(['份', '分']));
        let portion = if parts {
            self.portion(written, first, left)
        } else {
            None
        };
        let alone = portion.is_some();
        if let Some(portion) = portion {
            read = Ok(portion);
        }
        let (mut rest, mut reading) = match read {
            Ok(read) => read,
            Err(nom::Err::Failure(_)) => return Err(end_of_run(text, start)),
            Err(_) => return Err(beyond),
        };
        // 2019/01/02 is a date, 010-88886666 a number to dial.
        let longer = match (reading.shape, left) {
            (Shape::Fraction, Some('/' | '／')) => digits_only(written),
            (Shape::Fraction, _) if is_pressure(text, start) => digits_only(written),
            (Shape::Arabic, left) if is_spaced(written, rest) && !may_be_grouped(left) => {
                digits_only(written)
            }
            (Shape::Arabic, _) if leading_zero(written) => None,
            _ if alone => None,
            _ => upper(rest, reading, self.zhao).ok(),
        };
        if let Some(longer) = longer {
            (rest, reading) = longer;
        }
        let marked = match rest.chars().next() {
            Some('±') => tolerance(rest, &reading),
            Some('w' | 'W' | 'ｗ' | 'Ｗ') => {
                ten_thousands(rest, &reading, text.get(..start).unwrap_or_default())
            }
            _ => None,
        };
        if let Some(marked) = marked {
            (rest, reading) = marked;
        }
        if let Some((after, relation)) = approximated(rest, &reading) {
            rest = after;
            reading.relation = relation;
        }
        let end = place(rest);
        let found = Found {
            start,
            end,
            value: reading.value,
            relation: reading.relation,
            shape: reading.shape,
            scale: reading.scale,
            percent: None,
        };
        if accepted(&found, text.get(start..end).unwrap_or_default(), rest, left) {
            Ok(found)
        } else {
            Err(end.max(beyond))
        }
    }

    /// 三分一 where nothing else stands around it but a measure.
    fn portion<'r>(
        &self,
        rest: &'r str,
        first: Glyph,
        left: Option<char>,
    ) -> Option<(&'r str, Reading)> {
        if !matches!(first, Glyph::Digit(_) | Glyph::Small(1)) || left.is_some_and(is_han) {
            return None;
        }
        let (rest, reading) = portion(rest, self.zhao).ok()?;
        let open = rest.chars().next().is_none_or(|right| !is_han(right));
        let measure = UNITS
            .longest(rest)
            .is_some_and(|unit| unit.kind == UnitKind::Volume || unit.kind == UnitKind::Mass);
        (open || measure).then_some((rest, reading))
    }

    /// 百分之三十: the number, with the place of 百分之.
    fn percent(&self, start: usize, rest: &str) -> Option<Found> {
        let place = |left: &str| self.text.len() - left.len();
        let (unsigned, negative) = match super::grammar::sign(rest) {
            Ok((after, ())) => (after, true),
            Err(_) => (rest, false),
        };
        if let Some(after) = unsigned.strip_prefix("百分百") {
            return Some(Found {
                start: place(after) - '百'.len_utf8(),
                end: place(after),
                value: Number::from(100).into(),
                relation: Relation::Exact,
                shape: Shape::Plain,
                scale: 0,
                percent: Some(Percent {
                    start,
                    power: 2,
                    negative,
                }),
            });
        }
        let (number, power) = per_power(unsigned, self.zhao).ok()?;
        // 百分之百分之一 says no percentage of one.
        if per_power(number, self.zhao).is_ok() {
            return None;
        }
        let (after, reading) = signed(number, self.zhao).ok()?;
        if reading.shape == Shape::Fold {
            return None;
        }
        let (mut after, mut reading) = upper(after, reading, self.zhao).unwrap_or((after, reading));
        if let Some((behind, relation)) = approximated(after, &reading) {
            after = behind;
            reading.relation = relation;
        }
        Some(Found {
            start: place(number),
            end: place(after),
            value: reading.value,
            relation: reading.relation,
            shape: Shape::Plain,
            scale: reading.scale,
            percent: Some(Percent {
                start,
                power,
                negative,
            }),
        })
    }

    /// Whether what stands before lets a numeral start here.
    fn may_start(&self, start: usize, first: Glyph, after: &str, left: Option<char>) -> bool {
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
                let glued = left.is_some_and(|left| {
                    left.is_ascii_alphanumeric() || !matches!(glyph(left), Glyph::None)
                });
                // 误差正负1秒 is either side of nothing.
                let either = !dash && left == Some('正');
                figure && !either && !(dash && (glued || self.ends_range(start, after)))
            }
            // 三斤二两: a 两 right behind a numeral is the unit.
            Glyph::Two => self.last != Some(start),
            Glyph::Fold => left == Some('打'),
            Glyph::Vague => matches!(next(blanks(after)).0, Glyph::Small(_) | Glyph::Big(_)),
            _ => true,
        }
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

    /// Whether the dash at `start` leads to the second end of a range, 3号楼-5号楼,
    /// and is no minus sign: 5%降至-2%, 12万吨，-3.2%.
    fn ends_range(&self, start: usize, after: &str) -> bool {
        let between = (self.last).and_then(|last| self.text.get(last..start));
        let Some(between) = between.filter(|between| between.len() < NEAR) else {
            return false;
        };
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

/// How far behind a numeral a dash may be that of a range, in bytes.
const NEAR: usize = 12;

/// Words behind which a dash is a minus sign.
const BEFORE_MINUS: [char; 14] = [
    '至', '到', '为', '為', '是', '成', '由', '从', '從', '比', '和', '与', '與', '跌',
];

/// Whether the digits at the front have a decimal point.
pub(super) fn has_point(digits: &str) -> bool {
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The place of the next character that can begin a numeral.
fn candidate(text: &str, from: usize) -> Option<usize> {
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
fn start_of_point(text: &str, start: usize, first: Glyph) -> usize {
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

/// 010, 007: no number counts or measures so.
fn leading_zero(written: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    written.starts_with('0') && digit(written.as_bytes().get(1))
}

/// The end of the letters and digits at `start`, with the decimals.
fn end_of_word(text: &str, start: usize) -> usize {
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

/// The end of the numeral characters at `start`: what is too long to keep is
/// passed over whole.
fn end_of_run(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let part = |c: char| {
        !matches!(glyph(c), Glyph::None) || matches!(c, ',' | '.' | '，' | '^' | '+' | '×' | '⁻')
    };
    let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
    start + length.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// What may follow a lone 一 that is a number: 这不是一这是九.
const AFTER_ONE: [char; 16] = [
    '这', '那', '是', '而', '和', '与', '或', '的', '了', '等', '也', '這', '與', '到', '至', '加',
];

/// Characters of money and of other words: a lone one is a numeral only where
/// no word can be around it.
const FINANCIAL: [char; 12] = [
    '陆', '陸', '伍', '肆', '拾', '参', '參', '佰', '仟', '念', '叄', '幺',
];

/// Whether what was read is a numeral where it stands.
fn accepted(found: &Found, written: &str, rest: &str, left: Option<char>) -> bool {
    let right = rest.chars().next();
    let open_left = left.is_none_or(|left| !is_han(left));
    let open_right = right.is_none_or(|right| !is_han(right));
    let unit = || unit_follows(rest);
    let mut characters = written.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    let lone = characters.as_str().is_empty();
    if lone && !lone_is_numeral(first, rest, left) {
        return false;
    }
    match found.shape {
        Shape::Plain
        | Shape::Arabic
        | Shape::Fraction
        | Shape::Digit
        | Shape::Tolerance
        | Shape::Fold => true,
        // 百分之几 says no figure.
        Shape::Bare if parts_of(rest).is_some() => false,
        Shape::Bare => {
            found.relation != Relation::Exact
                || unit()
                || left.is_some_and(|left| BEFORE_BARE.contains(&left))
                || !lone && open_right && open_left
        }
        Shape::Adjacent | Shape::Digits(1 | 2) => unit() || open_left && open_right,
        Shape::Digits(_) => true,
        Shape::Half => {
            unit() && !left.is_some_and(|left| "上下前后後大小多各".contains(left))
                || left.is_some_and(|left| "减減过過近超".contains(left))
                || matches!(left, Some('个' | '個')) && open_right
                || left == Some('分') && rest.starts_with(['钟', '鐘'])
        }
    }
}

/// Words that let a bare magnitude stand: 近万, 上千, 约百.
const BEFORE_BARE: [char; 12] = [
    '近', '约', '約', '上', '超', '逾', '过', '過', '达', '達', '成', '破',
];

/// Whether a known unit stands here.
pub(crate) fn unit_follows(rest: &str) -> bool {
    let rest = blanks(rest);
    UNITS
        .longest(rest)
        .is_some_and(|unit| !words::outgrows_unit(rest, unit.symbol.len()))
}

/// A lone 一 or a lone financial digit.
fn lone_is_numeral(character: char, rest: &str, left: Option<char>) -> bool {
    let right = rest.chars().next();
    let open_right = right.is_none_or(|right| !is_han(right));
    if FINANCIAL.contains(&character) {
        let open_left = left.is_none_or(|left| !is_han(left));
        return open_left && (open_right || unit_follows(rest));
    }
    match character {
        '一' | '壹' => {
            open_right
                || unit_follows(rest)
                || right.is_some_and(|right| AFTER_ONE.contains(&right))
        }
        _ => true,
    }
}
