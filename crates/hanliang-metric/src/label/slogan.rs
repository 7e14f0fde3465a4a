//! Names made of numbers: 四抓两整治, “四个意识”, “4+2”, 五位一体, 十佳服务标兵.
//!
//! A name is known by its form: a numeral before a word that counts nothing
//! (四抓, 两委), twice over (三会一课); or a numeral that opens a quotation
//! which says nothing, only names (“四个意识”).

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::digits::{digit, is_arabic};
use super::ordinal::Place;
use super::rating::rating;
use crate::figure::Figure;
use crate::passage::{Passage, Quote};
use crate::record::LabelClass;
use crate::rule::LabelRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::dates::Dated;
use crate::tables::fixed::{Fixed, fixed_word};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// The longest name, in characters.
const LONGEST: usize = 22;
/// Characters that make a quotation a saying, not a name.
const SAYING: &str = "了着过都就也还是在我你他她们这那哪很更吗呢吧啊不没有要会说让把被从到给";

/// Classifiers behind 一 that may not be read as its unit.
const CLASSIFIERS: [char; 14] = [
    '个', '面', '名', '种', '条', '座', '支', '份', '件', '位', '把', '道', '张', '颗',
];

/// What a quotation or a stretch of text is, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A label of a class over a place.
    Label(Span, LabelClass, LabelRule),
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
    let name = Quoted::new(passage, figure, quote).filter(Quoted::may_be_name)?;
    if let Some(reading) = name.in_signs() {
        return Some(reading);
    }
    if name.numeral_is_arabic() {
        let rules = name.counts_rules() || name.is_award();
        return rules.then(|| name.label(LabelClass::Slogan, LabelRule::QuotedName))?;
    }
    if name.is_saying() {
        return None;
    }
    name.in_fixed_word().or_else(|| name.by_numerals())
}

/// A figure within a quotation.
struct Quoted<'a> {
    passage: &'a Passage<'a>,
    figure: &'a Figure,
    /// The place between the marks.
    span: Span,
    /// The words between the marks.
    inside: &'a str,
    /// How many characters these are.
    count: usize,
}

impl<'a> Quoted<'a> {
    /// None for the name of a work.
    fn new(passage: &'a Passage<'a>, figure: &'a Figure, quote: Quote) -> Option<Self> {
        let inside = passage.slice(quote.inside);
        (!quote.title).then(|| Self {
            passage,
            figure,
            span: quote.inside,
            inside,
            count: inside.chars().count(),
        })
    }

    fn label(&self, class: LabelClass, rule: LabelRule) -> Option<Reading> {
        Some(Reading::Label(self.span, class, rule))
    }

    /// Short enough, and no sentence.
    fn may_be_name(&self) -> bool {
        let sentence = ['。', '！', '？', '；', ';', '!', '?'];
        self.count <= LONGEST && !self.inside.contains(sentence)
    }

    /// “八一”; “54321”, “4+2”, “1+N”.
    fn in_signs(&self) -> Option<Reading> {
        if Dated::Day.is(self.inside) {
            return self.label(LabelClass::Date, LabelRule::DayName);
        }
        let sign = |c: char| is_arabic(c) || matches!(c, '+' | 'N' | 'X' | 'n' | '＋' | '-');
        // “双11”
        let name = self.inside.strip_prefix('双').unwrap_or(self.inside);
        if name.chars().all(sign) {
            return self.label(LabelClass::Slogan, LabelRule::QuotedDigits);
        }
        let sum = self.inside.contains(['+', '＋'])
            && self.figure.span().start == self.span.start
            && !self.figure.has_measure();
        sum.then(|| self.label(LabelClass::Slogan, LabelRule::QuotedSum))?
    }

    fn numeral_is_arabic(&self) -> bool {
        let numeral = self.passage.slice(self.figure.numeral());
        numeral.starts_with(is_arabic)
    }

    /// “18个不得”: what must or must not be is counted by a name alone.
    fn counts_rules(&self) -> bool {
        let rest = Span::new(self.figure.span().end.min(self.span.end), self.span.end);
        let rest = self.passage.slice(rest);
        let verbs = |rest: &str| words(rest).iter().all(|word| word.part != Part::Noun);
        self.opens()
            && self.figure.has_count_unit()
            && rest.starts_with(['不', '必', '须', '严', '莫', '勿'])
            && rest.chars().count() <= 3
            && verbs(rest)
    }

    /// “光荣在党50年”纪念章: what is given under the name.
    fn is_award(&self) -> bool {
        let after = self.passage.after(self.span.end);
        let after = after.trim_start_matches(['”', '」', '"', '』']);
        !self.opens() && Beside::Award.begins(after)
    }

    /// Said by someone, or a sentence by its words, where it is not too short.
    fn is_saying(&self) -> bool {
        let commas = self.inside.contains(['，', ',', '：', ':']);
        let spoken = || {
            let before = self.passage.before(self.span.start);
            let before = before.trim_end_matches(['“', '「', '"', '『']);
            before.ends_with(['：', ':'])
        };
        let said = || self.inside.contains(|c| SAYING.contains(c));
        self.count > 6 && (commas || spoken() || self.count > 8 && said())
    }

    /// Whether the numeral is the first of the quotation.
    fn opens(&self) -> bool {
        self.figure.numeral().start == self.span.start
    }

    /// “一心一意”: what a fixed word makes of it that is all of the quotation,
    /// or has the only numeral in the midst of it.
    fn in_fixed_word(&self) -> Option<Reading> {
        let (word, class) = fixed_word(&self.passage.text, self.figure.numeral().start)?;
        let whole = word.start <= self.span.start && word.end >= self.span.end;
        let within = || numeral_runs(self.inside) == 1 && !self.opens();
        match class {
            Fixed::Idiom if whole => self.label(LabelClass::Idiom, LabelRule::FixedWord),
            Fixed::Word if whole => Some(Reading::Nothing),
            Fixed::Idiom if within() => Some(Reading::Label(
                word,
                LabelClass::Idiom,
                LabelRule::FixedWord,
            )),
            Fixed::Word if self.count > 6 && within() => Some(Reading::Nothing),
            _ => None,
        }
    }

    /// What the numerals are in it: the only one, the first, one of several.
    fn by_numerals(&self) -> Option<Reading> {
        let figure = self.figure;
        let runs = numeral_runs(self.inside);
        let alone = runs == 1;
        if self.names_a_coin() {
            return self.label(LabelClass::Slogan, LabelRule::QuotedName);
        }
        // A length of time or money is a quantity even in a name: 三年行动计划.
        if alone && figure.has_measure() && !figure.is_round_power() {
            return None;
        }
        // “一面旗帜” counts nothing; “一岗多责” is a name.
        if alone && figure.is_one() && self.opens() && self.has_classifier() {
            return Some(Reading::Nothing);
        }
        // “最后一公里”: a measure that is not meant.
        if alone && figure.is_one() && !self.opens() && figure.has_unit() {
            return self.label(LabelClass::Idiom, LabelRule::QuotedOne);
        }
        let name = self.opens() || self.count <= 10 || runs > 1;
        name.then(|| self.label(LabelClass::Slogan, LabelRule::QuotedName))?
    }

    /// “半两”铜钱, “五铢”钱: called after what it weighs.
    fn names_a_coin(&self) -> bool {
        let after = self.passage.near(self.span.end, 4);
        let noun = after.trim_start_matches(['”', '」', '"', '』']);
        let coin = || {
            let words = words(noun);
            let first = words.first().and_then(|word| word.span.of(noun));
            first.is_some_and(|word| word.ends_with(['钱', '币', '錢', '幣']))
        };
        self.figure.span() == self.span
            && self.figure.kind() == UnitKind::Mass
            && noun.len() < after.len()
            && coin()
    }

    fn has_classifier(&self) -> bool {
        let counts = self.figure.has_count_unit() && !self.figure.is_loose_unit();
        let next = self.passage.near(self.figure.numeral().end, 1);
        counts || next.starts_with(CLASSIFIERS)
    }
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
    if let Some(span) = states(passage, figure) {
        return Some(Reading::Label(
            span,
            LabelClass::Slogan,
            LabelRule::GroupOfStates,
        ));
    }
    if !numeral.chars().all(is_han_numeral) || figure.relation_is_marked() || !figure.is_single() {
        let listed = ranked_list(passage, figure);
        let label = |span| Reading::Label(span, LabelClass::Slogan, LabelRule::BestOf);
        return listed.map(label).or_else(|| plus(passage, figure));
    }
    let after = passage.near(figure.numeral().end, LONGEST);
    let name = |length: Option<usize>, rule| {
        let span = Span::new(figure.span().start, figure.numeral().end + length?);
        Some(Reading::Label(span, LabelClass::Slogan, rule))
    };
    name(in_one(after), LabelRule::NInOne)
        .or_else(|| name(best_of(figure, after), LabelRule::BestOf))
        .or_else(|| name(top_ten(figure, after), LabelRule::TopTen))
        .or_else(|| name(programme(passage, figure, after), LabelRule::Programme))
        .or_else(|| pair(passage, figure, next))
}

/// 七国集团, 20国集团: a body that is called after how many states it has.
fn states(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let (start, end) = (figure.span().start, figure.numeral().end);
    let named = passage.after(end).starts_with("国集团") && figure.is_single();
    (named && !figure.relation_is_marked()).then(|| Span::new(start, end + "国集团".len()))
}

/// 五位一体, by the length of what follows the numeral, as in the others.
fn in_one(after: &str) -> Option<usize> {
    after.starts_with("位一体").then_some("位一体".len())
}

/// 十佳服务标兵, 百强县: 佳 and 强 are no classifiers.
fn best_of(figure: &Figure, after: &str) -> Option<usize> {
    let best = after.starts_with(['佳', '强', '优', '杰']);
    let several = figure.integer().is_some_and(|n| n >= 5);
    (best && several).then(|| run_of(after, 7, |c| is_han(c) && !"和与及等为的在".contains(c)))
}

/// 世界500强, 中国民营企业500强: a list of the largest, with what it is of.
fn ranked_list(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let numeral = figure.numeral();
    let several = figure.integer().is_some_and(|n| n >= 50) && !figure.has_unit();
    // 500强度 is no list.
    let near = passage.near(numeral.end, 3);
    let strong = || words(near).first().and_then(|word| word.span.of(near)) == Some("强");
    let single = !figure.relation_is_marked() && figure.is_single();
    if !several || !single || !near.starts_with('强') || !strong() {
        return None;
    }
    let before = passage.before(numeral.start);
    let near = before.char_indices().rev().take(LONGEST);
    let from = near.take_while(|(_, c)| is_han(*c)).last();
    let from = from.map_or(before.len(), |(at, _)| at);
    let lead = before.get(from..)?;
    let area = |word: &&Word| {
        let form = word.span.of(lead).unwrap_or_default();
        word.part == Part::Place || form.starts_with('全') || Wording::Scope.is(form)
    };
    let area = words(lead).iter().rev().find(area).copied();
    let start = area.map_or(numeral.start, |word| from + word.span.start);
    Some(Span::new(start, numeral.end + "强".len()))
}

/// 十大品牌 is a title, 四大工程 a count of four named works.
fn top_ten(figure: &Figure, after: &str) -> Option<usize> {
    let ten = after.starts_with('大') && figure.integer() == Some(10) && !figure.has_unit();
    ten.then(|| run_of(after, 5, is_han))
}

/// The length of the characters that fit at the start of a text, so many at most.
fn run_of(text: &str, most: usize, fits: impl Fn(char) -> bool) -> usize {
    let run = text.chars().take(most).take_while(|c| fits(*c));
    run.map(char::len_utf8).sum()
}

/// 千名干部下基层行动, 千里边境党建长廊; not 近千名…
fn programme(passage: &Passage<'_>, figure: &Figure, after: &str) -> Option<usize> {
    // 十分重视 is an adverb.
    if !figure.is_round_power() || after.starts_with('分') {
        return None;
    }
    let within = |c: char| is_han(c) || matches!(c, '（' | '）' | '(' | ')');
    let clause = after.get(..run_of(after, LONGEST, within))?;
    let end = |at: usize| Some(at + Wording::Programme.length_at(clause.get(at..)?)?);
    let end = clause.char_indices().filter_map(|(at, _)| end(at)).min()?;
    let counts = |c: char| "近约达超过上余数逾破到计有为收入".contains(c);
    let counted = passage.before(figure.span().start).ends_with(counts);
    (!counted).then_some(end)
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
        LabelRule::Sum,
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
    if !paired || !may_be_parts(passage, figure, second, gap) {
        return None;
    }
    let counts = |figure: &Figure| figure.has_unit() && !figure.is_loose_unit();
    // 四个一线城市: so many of a grade.
    if counts(figure) && rating(&Place::new(passage, second)).is_some() {
        return None;
    }
    let ones = figure.is_one() && second.is_one();
    // 一家六口
    if figure.is_one() && !second.is_one() && counts(second) {
        return None;
    }
    // 六架红白两色: a noun stands between.
    let noun = || second.numeral().start > figure.span().end;
    if !ones && counts(figure) && (second.has_unit() || !figure.is_one() && noun()) {
        return None;
    }
    let tail = tail_of_pair(passage.near(second.numeral().end, length + 2), length);
    let span = Span::new(figure.span().start, second.numeral().end + tail);
    Some(Reading::Label(span, LabelClass::Slogan, LabelRule::Pair))
}

/// How much of a text belongs to the second half of a name whose first has so many
/// characters behind its numeral: as many, up to the end of a word, or a word with one
/// more (四抓两｜整治). 三会一｜课每年 and 一名党员一｜面旗要求 go on with words of their own.
fn tail_of_pair(text: &str, count: usize) -> usize {
    let most = run_of(text, count + 1, |c| is_han(c) && !is_han_numeral(c));
    let plain = run_of(text, count, |c| is_han(c) && !is_han_numeral(c));
    let words = words(text);
    let crossing = words
        .iter()
        .find(|word| word.span.start < plain && word.span.end > plain);
    match crossing {
        Some(word) if word.span.start == 0 => word.span.end.min(most),
        Some(word) => word.span.start,
        None => plain,
    }
}

/// Whether two numerals may be those of a name. What is counted in tens has a
/// count of its own (三十户一百二十人), as have people and households (五人订了
/// 两间); the words of a sentence stand in no name, nor do results (两死三伤).
fn may_be_parts(passage: &Passage<'_>, figure: &Figure, second: &Figure, gap: &str) -> bool {
    let short = |figure: &Figure| passage.slice(figure.numeral()).chars().count() == 1;
    let counted = (figure.counts_people() || matches!(figure.unit(), "户" | "口"))
        && !figure.is_one()
        && !matches!(passage.slice(figure.numeral()), "百" | "千" | "万");
    let said = gap.ends_with('第') || gap.contains(['的', '了', '着', '没', '与', '和', '或']);
    let results =
        Beside::Tally.is(gap) && Beside::Tally.begins(passage.near(second.numeral().end, 1));
    short(figure) && short(second) && !counted && !said && !results
}
