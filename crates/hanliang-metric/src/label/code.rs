//! Numerals inside signs: addresses, telephones, document numbers, names such
//! as G20 or 5G.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::date;
use crate::dotted::is_dotted;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::words::is_han;

/// How far an address or a code may reach, in bytes.
const REACH: usize = 400;
/// The longest name of a model that ends in a figure with a unit, in bytes: C919.
const MODEL: usize = 12;
/// Brackets around the year of a document or the code of a place.
const ROUND: &[char] = &['（', '('];

const fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'_'
                | b'.'
                | b'/'
                | b':'
                | b'@'
                | b'#'
                | b'?'
                | b'='
                | b'&'
                | b'%'
                | b'+'
                | b'~'
        )
}

/// The run of signs over a place, as far as [`REACH`].
fn run(passage: &Passage<'_>, span: Span) -> Span {
    let before = passage.before(span.start).bytes().rev();
    let after = passage.after(span.end);
    let signs = after.bytes().take(REACH).take_while(|b| is_sign(*b));
    // A mark at the end belongs to the sentence.
    let body = after.get(..signs.count()).unwrap_or_default();
    let body = body.trim_end_matches(['.', ':', '?', '-', '/', '~', '+', '#', '=']);
    let start = span.start - before.take(REACH).take_while(|b| is_sign(*b)).count();
    let lead = passage.slice(Span::new(start, span.start));
    let announced = lead.len() - lead.trim_start_matches(':').len();
    Span::new(start + announced, span.end + body.len())
}

/// The code that the figure is a part of.
pub(crate) fn code(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let sign = Sign::new(passage, figure);
    let arabic = sign.numeral.starts_with(|c: char| c.is_ascii_digit());
    if !arabic {
        return sign.address();
    }
    // 2024Q3: a date with its letter.
    let dated = || date::date_at(&passage.text, sign.figure.numeral().start);
    if sign.text.contains(['Q', 'H']) && dated().is_some_and(|date| date.covers(sign.whole)) {
        return None;
    }
    sign.address()
        .or_else(|| sign.behind_letters())
        .or_else(|| {
            let number = sign
                .document_number()
                .or_else(|| sign.numbered_brackets())?;
            Some(with_issuer(passage, number, &["（", "(", "：", ":", "《"]))
        })
        .or_else(|| sign.behind_document_year())
        .or_else(|| sign.case_number())
        .or_else(|| sign.registration())
        .or_else(|| Some(with_issuer(passage, sign.bare()?, &["号：", "号:"])))
}

/// The longest short name of who numbers documents, in characters.
const ISSUER: usize = 8;

/// A number with the short name of who gave it, behind one of some marks:
/// （国发〔2017〕6号）, 编号：甲审稻20990012.
fn with_issuer(passage: &Passage<'_>, number: Span, marks: &[&str]) -> Span {
    let before = passage.before(number.start);
    let name = before.chars().rev().take(ISSUER + 1);
    let name: usize = name.take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    let start = number.start - name;
    let behind = |mark: &&str| passage.before(start).ends_with(*mark);
    if name > 0 && marks.iter().any(behind) {
        Span::new(start, number.end)
    } else {
        number
    }
}

/// A figure as a part of a run of signs, with what stands beside it.
struct Sign<'a> {
    passage: &'a Passage<'a>,
    figure: &'a Figure,
    /// The run of signs over the figure.
    whole: Span,
    /// The words of that run.
    text: &'a str,
    numeral: &'a str,
    before: &'a str,
    after: &'a str,
}

impl<'a> Sign<'a> {
    fn new(passage: &'a Passage<'a>, figure: &'a Figure) -> Self {
        let whole = run(passage, figure.span());
        Self {
            passage,
            figure,
            whole,
            text: passage.slice(whole),
            numeral: passage.slice(figure.numeral()),
            before: passage.before(figure.span().start),
            after: passage.after(figure.span().end),
        }
    }

    /// The bracket that the figure stands right behind.
    fn bracket(&self, marks: &[char]) -> Option<char> {
        self.before
            .chars()
            .next_back()
            .filter(|c| marks.contains(c))
    }

    /// The place from a bracket before the figure up to so much behind it.
    fn with_bracket(&self, bracket: char, length: usize) -> Span {
        let span = self.figure.span();
        Span::new(span.start - bracket.len_utf8(), span.end + length)
    }

    /// Digits alone, so many that they count nothing: telephones and running
    /// numbers.
    fn is_running(&self) -> bool {
        let digits = self.numeral.bytes().all(|byte| byte.is_ascii_digit());
        let count = self.numeral.len();
        digits && (count >= 7 || self.numeral.starts_with('0') && count >= 3)
    }

    /// An address of a page or of mail.
    fn address(&self) -> Option<Span> {
        let reaches = self.whole != self.figure.span();
        let address = || {
            self.text.contains("://") || self.text.contains('@') || self.text.starts_with("www.")
        };
        (reaches && address()).then_some(self.whole)
    }

    /// PM2.5, G20, COVID-19, A4; but not “GDP 3.5” nor a minus sign.
    fn behind_letters(&self) -> Option<Span> {
        let letter = |c: char| c.is_ascii_alphabetic();
        let joined = self.before.ends_with(letter);
        let hyphened = self
            .before
            .strip_suffix('-')
            .is_some_and(|before| before.ends_with(letter));
        let unitless = !self.figure.has_unit() || self.passage.slice(self.figure.span()).is_ascii();
        // CPI102.3% and EPS0.63元 have a figure in them, C919飞机 has not.
        let stated = matches!(self.figure.kind(), UnitKind::Percent | UnitKind::Money);
        let model = joined && self.text.len() <= MODEL && !stated;
        ((joined || hyphened) && unitless || model).then_some(self.whole)
    }

    /// 〔2020〕5号
    fn document_number(&self) -> Option<Span> {
        let bracket = self.bracket(&['〔', '［', '['])?;
        let mut after = self.after.chars();
        let close = after.next().filter(|c| "〕］]".contains(*c))?;
        let number = self.passage.near(self.figure.span().end, 8).find('号');
        let length = number.map_or(close.len_utf8(), |at| at + "号".len());
        Some(self.with_bracket(bracket, length))
    }

    /// （2020）12号, (0931)8812345
    fn numbered_brackets(&self) -> Option<Span> {
        let bracket = self.bracket(ROUND)?;
        let length = numbered_behind(self.numeral, self.after)?;
        Some(self.with_bracket(bracket, length))
    }

    /// 〔2020〕｜5号, where the year was read by itself.
    fn behind_document_year(&self) -> Option<Span> {
        let closed = self.before.ends_with(['〕', '］']);
        closed.then(|| self.figure.span())
    }

    /// （2021）沪01民终1234号
    fn case_number(&self) -> Option<Span> {
        let bracket = self.bracket(ROUND).filter(|_| self.numeral.len() == 4)?;
        let numeral = self.figure.numeral();
        let length = case_number(self.passage.near(numeral.end, 24))?;
        Some(Span::new(
            numeral.start - bracket.len_utf8(),
            numeral.end + length,
        ))
    }

    /// 备05070218号-1
    fn registration(&self) -> Option<Span> {
        let numeral = self.figure.numeral();
        let rest = self.passage.after(numeral.end).strip_prefix('号')?;
        let digits = rest.strip_prefix('-').map_or(0, |rest| {
            rest.bytes().take_while(u8::is_ascii_digit).count()
        });
        let page = if digits > 0 { "-".len() + digits } else { 0 };
        let end = numeral.end + "号".len() + page;
        self.is_running().then(|| Span::new(numeral.start, end))
    }

    /// 5G, 4S店, 3D; 13800138000; 0931-8812345; 1.2.3.4.5.6.7.8.
    fn bare(&self) -> Option<Span> {
        if self.figure.has_unit() {
            return None;
        }
        let lettered = self.after.starts_with(|c: char| c.is_ascii_alphabetic());
        let short = lettered && self.numeral.len() <= 4;
        let code = short || self.is_running() || self.is_parted() || is_dotted(self.numeral);
        code.then_some(self.whole)
    }

    /// A long number in parts, that is no date: 0931-8812345.
    fn is_parted(&self) -> bool {
        let mut bytes = self.text.bytes();
        let digits = || self.text.bytes().filter(u8::is_ascii_digit).count();
        let date = || date::date_at(&self.passage.text, self.whole.start);
        self.text.len() > self.numeral.len()
            && bytes.all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/'))
            && digits() >= 7
            && date().is_none_or(|date| !date.covers(self.whole))
    }
}

/// The length of what follows a number in brackets that another goes on: the
/// year of a document, the code of a place before a telephone.
fn numbered_behind(numeral: &str, after: &str) -> Option<usize> {
    let rest = after.strip_prefix(['）', ')'])?;
    let close = after.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let year = numeral.len() == 4 && numeral.starts_with(['1', '2']);
    let document = rest
        .get(digits..)
        .is_some_and(|rest| rest.starts_with('号'));
    if year && digits > 0 && document {
        return Some(close + digits + "号".len());
    }
    (numeral.starts_with('0') && (7..=8).contains(&digits)).then_some(close + digits)
}

/// The length of what follows the year in the number of a court's case: the
/// bracket, the court, the sort of case and the running number.
fn case_number(after: &str) -> Option<usize> {
    let inside = after.strip_prefix(['）', ')'])?;
    let end = inside.find('号')?;
    let body = inside.get(..end)?;
    let number = body.len() - body.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let court = body.get(..body.len() - number)?;
    let plain = court
        .chars()
        .all(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '第' | '字'));
    (number > 0 && plain && court.starts_with(is_han))
        .then(|| after.len() - inside.len() + end + "号".len())
}

/// AB角, AB岗: no numeral in it, yet the annotators' kind of code.
pub(crate) fn letter_posts(passage: &Passage<'_>) -> Vec<Span> {
    memchr::memchr_iter(b'A', passage.text.as_bytes())
        .filter(|at| {
            let after = passage.after(at + 1).strip_prefix('B');
            after.is_some_and(|after| after.starts_with(['角', '岗']))
        })
        .map(|at| Span::new(at, at + 2 + "角".len()))
        .collect()
}
