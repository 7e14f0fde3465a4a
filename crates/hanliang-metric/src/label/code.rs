//! Numerals inside signs: addresses, telephones, document numbers, names such
//! as G20 or 5G.

use hanliang_span::Span;

use super::date;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::words::is_han;

/// How far an address or a code may reach, in bytes.
const REACH: usize = 400;

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
    let before = passage.before(figure.span().start);
    let last = before.chars().next_back();
    let after = passage.after(figure.span().end);
    let whole = run(passage, figure.span());
    let numeral = passage.slice(figure.numeral());
    let arabic = numeral.starts_with(|c: char| c.is_ascii_digit());
    if !arabic && whole == figure.span() {
        return None;
    }
    let text = passage.slice(whole);
    let address = || text.contains("://") || text.contains('@') || text.starts_with("www.");
    if whole != figure.span() && address() {
        return Some(whole);
    }
    if !arabic {
        return None;
    }
    // PM2.5, G20, COVID-19, A4; but not “GDP 3.5” nor a minus sign.
    let letters_before = match last {
        Some(c) if c.is_ascii_alphabetic() => true,
        Some('-') => before
            .strip_suffix('-')
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphabetic())),
        _ => false,
    };
    if letters_before && (!figure.has_unit() || passage.slice(figure.span()).is_ascii()) {
        return Some(whole);
    }
    if letters_before && last.is_some_and(|c| c.is_ascii_alphabetic()) && text.len() <= 12 {
        // CPI102.3% has a figure in it, C919飞机 has not.
        if !figure.is_percent() {
            return Some(whole);
        }
    }
    // 〔2020〕5号
    if let Some(bracket) = last.filter(|c| matches!(c, '〔' | '［' | '['))
        && let Some(close) = after.chars().next().filter(|c| "〕］]".contains(*c))
    {
        let number = passage.near(figure.span().end, 8).find('号');
        let length = number.map_or(close.len_utf8(), |at| at + "号".len());
        let start = figure.span().start - bracket.len_utf8();
        return Some(Span::new(start, figure.span().end + length));
    }
    // （2020）12号, (0931)8812345
    if let Some(bracket) = last.filter(|c| matches!(c, '（' | '('))
        && let Some(length) = numbered_behind(numeral, after)
    {
        let start = figure.span().start - bracket.len_utf8();
        return Some(Span::new(start, figure.span().end + length));
    }
    if last.is_some_and(|c| matches!(c, '〕' | '］')) {
        return Some(figure.span());
    }
    // （2021）沪01民终1234号
    if let Some(bracket) = last.filter(|c| matches!(c, '（' | '('))
        && numeral.len() == 4
        && let Some(length) = case_number(passage.near(figure.numeral().end, 24))
    {
        return Some(Span::new(
            figure.numeral().start - bracket.len_utf8(),
            figure.numeral().end + length,
        ));
    }
    let digits = numeral.bytes().filter(u8::is_ascii_digit).count();
    let running =
        digits == numeral.len() && (digits >= 7 || numeral.starts_with('0') && digits >= 3);
    // 备05070218号-1
    if let Some(sub) = passage
        .after(figure.numeral().end)
        .strip_prefix('号')
        .filter(|_| running)
    {
        let sub = sub.strip_prefix('-').map_or(0, |sub| {
            1 + sub.bytes().take_while(u8::is_ascii_digit).count()
        });
        let end = figure.numeral().end + "号".len() + if sub > 1 { sub } else { 0 };
        return Some(Span::new(figure.numeral().start, end));
    }
    if figure.has_unit() {
        return None;
    }
    // 5G, 4S店, 3D
    if after.starts_with(|c: char| c.is_ascii_alphabetic()) && numeral.len() <= 4 {
        return Some(whole);
    }
    // Telephones and running numbers.
    if running {
        return Some(whole);
    }
    if text.len() > numeral.len()
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'-' || b == b'/')
        && text.bytes().filter(u8::is_ascii_digit).count() >= 7
        && date::date_at(&passage.text, whole.start).is_none_or(|date| date != whole)
    {
        return Some(whole);
    }
    None
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
