//! Names made of numbers: 四抓两整治, “四个意识”, “4+2”, 五位一体, 十佳服务标兵.
//!
//! A name is known by its form: a numeral before a word that counts nothing
//! (四抓, 两委), twice over (三会一课); or a numeral that opens a quotation
//! which says nothing, only names (“四个意识”).

use hanliang_span::Span;

use super::digits::{digit, is_arabic};
use crate::figure::Figure;
use crate::passage::{Passage, Quote};
use crate::record::LabelClass;
use crate::tables::classes::Class;
use crate::tables::dates::Dated;
use crate::tables::fixed::{Fixed, fixed_word};
use crate::tables::wording::Wording;
use crate::tables::words::is_han;

/// The longest name, in characters.
const LONGEST: usize = 22;
/// Characters that make a quotation a saying, not a name.
const SAYING: &str = "了着过都就也还是在我你他她们这那哪很更吗呢吧啊不没有要会说让把被从到给";

/// What a quotation or a stretch of text is, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A label of a class over a place.
    Label(Span, LabelClass, &'static str),
    /// Neither label nor metric: “一面旗帜”.
    Nothing,
}

fn is_han_numeral(character: char) -> bool {
    (digit(character).is_some() && !is_arabic(character))
        || matches!(character, '十' | '百' | '千' | '万')
}

/// What the quotation around a figure makes of it, `None` if the figure is to
/// be read as anywhere.
pub(crate) fn quoted(passage: &Passage<'_>, figure: &Figure, quote: Quote) -> Option<Reading> {
    if quote.title {
        return None;
    }
    let inside = passage.slice(quote.inside);
    let count = inside.chars().count();
    if count > LONGEST || inside.contains(['。', '！', '？', '；', ';', '!', '?']) {
        return None;
    }
    let label = |class, rule| Some(Reading::Label(quote.inside, class, rule));
    if Dated::Day.is(inside) {
        return label(LabelClass::Date, "day-name");
    }
    // “54321”, “4+2”, “1+N”
    let signs = |c: char| {
        c.is_ascii_digit() || matches!(c, '+' | 'N' | 'X' | 'n' | '＋' | '-') || is_arabic(c)
    };
    if inside.chars().all(signs) {
        return label(LabelClass::Slogan, "quoted-digits");
    }
    if inside.contains(['+', '＋'])
        && figure.span().start == quote.inside.start
        && !figure.has_measure()
    {
        return label(LabelClass::Slogan, "quoted-sum");
    }
    let numeral = passage.slice(figure.numeral());
    if numeral.starts_with(is_arabic) {
        return None;
    }
    let commas = inside.contains(['，', ',', '：', ':']);
    let spoken = passage
        .before(quote.inside.start)
        .trim_end_matches(['“', '「', '"', '『'])
        .ends_with(['：', ':']);
    if count > 6 && (commas || spoken || inside.contains(|c| SAYING.contains(c)) && count > 8) {
        return None;
    }
    let numerals = numeral_runs(inside);
    let opens = figure.numeral().start == quote.inside.start;
    if let Some((word, class)) = fixed_word(&passage.text, figure.numeral().start) {
        let whole = word.start <= quote.inside.start && word.end >= quote.inside.end;
        match class {
            Fixed::Idiom if whole => return label(LabelClass::Idiom, "fixed-word"),
            Fixed::Word if whole => return Some(Reading::Nothing),
            Fixed::Idiom if numerals == 1 && !opens => {
                return Some(Reading::Label(word, LabelClass::Idiom, "fixed-word"));
            }
            Fixed::Word if numerals == 1 && !opens && count > 6 => return Some(Reading::Nothing),
            _ => {}
        }
    }
    // A length of time or money is a quantity even in a name: 三年行动计划.
    if numerals == 1 && figure.has_measure() && !figure.is_round_power() {
        return None;
    }
    // “一面旗帜” counts nothing; “一岗多责” is a name.
    let classifier = figure.has_count_unit() && !figure.is_loose_unit()
        || passage.near(figure.numeral().end, 1).starts_with([
            '个', '面', '名', '种', '条', '座', '支', '份', '件', '位', '把', '道', '张', '颗',
        ]);
    if numerals == 1 && figure.is_one() && opens && classifier {
        return Some(Reading::Nothing);
    }
    // “最后一公里”: a measure that is not meant.
    if numerals == 1 && figure.is_one() && !opens && figure.has_unit() {
        return label(LabelClass::Idiom, "quoted-one");
    }
    if opens || count <= 10 || numerals > 1 {
        // N个“X”: the name begins before the quotation.
        return label(LabelClass::Slogan, "quoted-name");
    }
    None
}

/// 三个“三分之一”, 四个“自信”: the name reaches over its quotation.
pub(crate) fn over_quotation(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    if !figure.has_count_unit() || !passage.slice(figure.numeral()).chars().all(is_han_numeral) {
        return None;
    }
    let at = figure.span().end;
    let upto = passage
        .quotes
        .partition_point(|quote| quote.inside.start <= at);
    let quote = passage.quotes.get(upto)?;
    let outside = quote.outside(&passage.text);
    let inside = passage.slice(quote.inside);
    let short = inside.chars().count() <= 5;
    let numeral = inside.chars().next().is_some_and(is_han_numeral);
    // Several quoted things in a row are counted, one is a refrain.
    let alone = !passage.after(outside.end).starts_with(['“', '、', '「']);
    (outside.start == at && !quote.title && short && alone && numeral)
        .then(|| Span::new(figure.span().start, outside.end))
}

/// How many separate Chinese numerals a stretch has.
fn numeral_runs(text: &str) -> usize {
    let mut runs = 0;
    let mut inside = false;
    for character in text.chars() {
        let numeral = is_han_numeral(character);
        runs += usize::from(numeral && !inside);
        inside = numeral;
    }
    runs
}

/// A name that stands in the text without quotation marks.
pub(crate) fn bare(
    passage: &Passage<'_>,
    figure: &Figure,
    next: Option<&Figure>,
) -> Option<Reading> {
    let numeral = passage.slice(figure.numeral());
    if !numeral.chars().all(is_han_numeral) || figure.relation_is_marked() || !figure.is_single() {
        return plus(passage, figure);
    }
    let start = figure.span().start;
    let after = passage.near(figure.numeral().end, LONGEST);
    let slogan = |end, rule| {
        Some(Reading::Label(
            Span::new(start, end),
            LabelClass::Slogan,
            rule,
        ))
    };
    if after.starts_with("位一体") {
        return slogan(figure.numeral().end + "位一体".len(), "n-in-one");
    }
    // 十佳服务标兵, 百强县: 佳 and 强 are no classifiers.
    if after.starts_with(['佳', '强', '优', '杰']) && figure.integer().is_some_and(|n| n >= 5) {
        let length: usize = after
            .chars()
            .take(7)
            .take_while(|c| is_han(*c) && !"和与及等为的在".contains(*c))
            .map(char::len_utf8)
            .sum();
        return slogan(figure.numeral().end + length, "best-of");
    }
    // 十大品牌 is a title, 四大工程 a count of four named works.
    if after.starts_with('大') && figure.integer() == Some(10) && !figure.has_unit() {
        let length: usize = after
            .chars()
            .take(5)
            .take_while(|c| is_han(*c))
            .map(char::len_utf8)
            .sum();
        return slogan(figure.numeral().end + length, "top-ten");
    }
    // 千名干部下基层行动, 千里边境党建长廊
    if figure.is_round_power() {
        let clause: String = after
            .chars()
            .take_while(|c| is_han(*c) || matches!(c, '（' | '）' | '(' | ')'))
            .collect();
        let ends = |at: usize| {
            Wording::Programme
                .length_at(clause.get(at..)?)
                .map(|length| at + length)
        };
        let end = clause.char_indices().filter_map(|(at, _)| ends(at)).min();
        let open = passage
            .before(start)
            .ends_with(|c: char| "近约达超过上余数逾破到计有为收入".contains(c));
        if let Some(end) = end
            && !open
        {
            return slogan(figure.numeral().end + end, "programme");
        }
    }
    pair(passage, figure, next)
}

/// 1+3, 3+N without quotation marks.
fn plus(passage: &Passage<'_>, figure: &Figure) -> Option<Reading> {
    let after = passage.near(figure.numeral().end, LONGEST);
    let rest = after.strip_prefix(['+', '＋'])?;
    let sign = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let beyond = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+＋".contains(c));
    let end = figure.numeral().end + after.len() - beyond.len();
    sign.then_some(Reading::Label(
        Span::new(figure.span().start, end),
        LabelClass::Slogan,
        "sum",
    ))
}

/// Two numerals side by side, each with a word or two that counts nothing:
/// 四抓两整治, 三会一课, 一户一业. 两室一厅 and 两市三旗 count.
fn pair(passage: &Passage<'_>, figure: &Figure, next: Option<&Figure>) -> Option<Reading> {
    let second = next?;
    let gap = passage.slice(Span::new(figure.numeral().end, second.numeral().start));
    let length = gap.chars().count();
    let paired = (1..=3).contains(&length)
        && gap.chars().all(is_han)
        && passage.slice(second.numeral()).chars().all(is_han_numeral)
        && second.is_single()
        && !figure.has_measure()
        && !second.has_measure()
        && fixed_word(&passage.text, second.numeral().start).is_none();
    if !paired {
        return None;
    }
    let counts = |figure: &Figure| figure.has_unit() && !figure.is_loose_unit();
    let ones = figure.is_one() && second.is_one();
    // 一家六口
    if figure.is_one() && !second.is_one() && counts(second) {
        return None;
    }
    if !ones && counts(figure) && second.has_unit() {
        return None;
    }
    let tail: usize = passage
        .near(second.numeral().end, length + 1)
        .chars()
        .take_while(|c| is_han(*c) && !is_han_numeral(*c))
        .map(char::len_utf8)
        .sum();
    let span = Span::new(figure.span().start, second.numeral().end + tail);
    Some(Reading::Label(span, LabelClass::Slogan, "pair"))
}
