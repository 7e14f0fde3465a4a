//! Pages whose digits were all taken out: there every unit that no figure
//! stands before has lost its own.

use hanliang_document::{Document, Joined};
use hanliang_quantity::{Unit, UnitKind};
use hanliang_span::Span;

use super::unit::{Left, ROUND, is_measure, left};
use super::{Trace, certain_traces, determines, in_order, traces};
use crate::label::digits::{digit, is_arabic};
use crate::passage::Passage;
use crate::rule::MissingRule;
use crate::spacing::as_read;
use crate::tables::signs::{Kind, kinds};
use crate::tables::traces::{Wants, is_word};
use crate::tables::words::{Part, Word, is_han, words, words_with};

/// There is at most one digit for so many ideographs: what was partly stripped
/// still says which units stand alone by right.
const IDEOGRAPHS_A_DIGIT: usize = 400;
/// There is at least one certain trace for so many ideographs.
const IDEOGRAPHS_A_TRACE: usize = 1200;
/// The least number of certain traces, where one rule saw them all and where
/// several did.
const ALIKE: usize = 6;
const UNLIKE: usize = 3;
/// One ideograph, in bytes.
const ONE: usize = 3;
/// A clause is read in pieces of at most so many bytes.
const PIECE: usize = 360;

/// Whether the digits of a page were taken out: hardly one is left, and
/// certain traces of several kinds are.
pub(crate) fn is_stripped(text: &str, document: &Document) -> bool {
    // Ideographs of the common block begin with E4 to E9.
    let mut digits = count(text, |byte| byte.is_ascii_digit());
    if digits * IDEOGRAPHS_A_DIGIT < text.len() {
        digits = text.chars().filter(|&c| is_arabic(c)).count();
    }
    let ideographs = count(text, |byte| (0xE4..=0xE9).contains(&byte));
    if digits * IDEOGRAPHS_A_DIGIT > ideographs {
        return false;
    }
    let mut lost = Lost::default();
    for block in document.blocks.iter().filter(|block| block.kind.is_body()) {
        let pieces = as_read(text, &block.ranges);
        let joined = Joined::new(text, &pieces);
        lost.add(&certain_traces(&Passage::new(text, &joined)));
    }
    lost.count * IDEOGRAPHS_A_TRACE >= ideographs && lost.are_several()
}

/// How many bytes of a text fit. They are counted in stretches whose count is
/// a byte too: so the compiler counts many at a time.
fn count(text: &str, fits: impl Fn(u8) -> bool) -> usize {
    let stretches = text.as_bytes().chunks(usize::from(u8::MAX));
    let counts = stretches.map(|stretch| stretch.iter().map(|byte| u8::from(fits(*byte))).sum());
    counts.map(|count: u8| usize::from(count)).sum()
}

/// The figures of a page that were lost for certain, as far as they may show
/// that more was lost than themselves.
#[derive(Debug, Default)]
pub(crate) struct Lost {
    count: usize,
    /// The rule that saw the first.
    rule: Option<MissingRule>,
    /// Another rule saw one too.
    unlike: bool,
}

impl Lost {
    /// Adds certain traces.
    pub(crate) fn add(&mut self, traces: &[Trace]) {
        let rules = traces.iter().map(|trace| trace.rule);
        // A round power behind a noun shows its own loss alone.
        for rule in rules.filter(|rule| *rule != MissingRule::RoundAlone) {
            self.unlike |= *self.rule.get_or_insert(rule) != rule;
            self.count += 1;
        }
    }

    pub(crate) const fn is_any(&self) -> bool {
        self.count > 0
    }

    /// Whether they show that more was lost than they say.
    pub(crate) const fn are_several(&self) -> bool {
        self.count >= if self.unlike { UNLIKE } else { ALIKE }
    }
}

/// Which units of a page are traces where no figure stands before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Units {
    /// All: no digit is left.
    All,
    /// Units of measure: of the rest some stand alone by right, and a round
    /// sum may be meant.
    OfMeasure,
}

/// The traces of a passage of a stripped page, in order.
pub(crate) fn stripped_traces(passage: &Passage<'_>) -> Vec<Trace> {
    let mut found = traces(passage, |_| true);
    found.extend(shares(passage));
    found.extend(units(passage, Units::All));
    in_order(found)
}

/// The units of a passage that no figure stands before.
pub(super) fn units(passage: &Passage<'_>, which: Units) -> Vec<Trace> {
    let mut found = Vec::new();
    let mut units: Vec<(usize, Left)> = Vec::new();
    let mut start = 0;
    let beginning = match which {
        Units::All => Kind::Unit,
        Units::OfMeasure => Kind::Measure,
    };
    for (at, end, is) in kinds(&passage.text) {
        if is(beginning) && may_stand(passage, at, which) {
            let counts = |left: &Left| left.round || left.kind == UnitKind::Count;
            let left = left(passage, at).filter(|left| which == Units::All || !counts(left));
            units.extend(left.map(|left| (at, left)));
        }
        if is(Kind::Stop) || end - start >= PIECE {
            lost_in(passage, Span::new(start, end), &units, &mut found);
            units.clear();
            start = end;
        }
    }
    lost_in(
        passage,
        Span::new(start, passage.text.len()),
        &units,
        &mut found,
    );
    found
}

/// Adds the traces of a piece that has these units.
fn lost_in(passage: &Passage<'_>, piece: Span, units: &[(usize, Left)], found: &mut Vec<Trace>) {
    // Most pieces have none: they need not be told into words.
    if units.is_empty() {
        return;
    }
    let begins = |word: Span| {
        let at = piece.start + word.start;
        units.binary_search_by_key(&at, |(at, _)| *at).is_ok()
    };
    let words = words_with(passage.slice(piece), begins);
    let mut free = 0;
    for (at, left) in units {
        let index = words.binary_search_by_key(at, |word| piece.start + word.span.start);
        let (Ok(index), true) = (index, *at >= free) else {
            continue;
        };
        if let Some(trace) = at_gap(passage, *at, *left, &words, index, piece) {
            free = trace.unit.end;
            found.push(trace);
        }
    }
}

/// （占%）, ，%的家庭: percent signs, whatever stands before them.
fn shares(passage: &Passage<'_>) -> impl Iterator<Item = Trace> {
    let signs = passage.signs(Kind::Trace, passage.whole());
    signs.filter_map(|(at, sign)| {
        let lost = matches!(sign, '%' | '％' | '‰') && !passage.before(at).ends_with(determines);
        let unit = Span::new(at, at + sign.len_utf8());
        lost.then(|| Trace::new(at, unit, false, MissingRule::UnitOfStrippedPage))
    })
}

/// Whether a unit may begin at a place, with no figure before it; `false` is
/// certain. What costs most to see is asked last.
fn may_stand(passage: &Passage<'_>, at: usize, which: Units) -> bool {
    let after = passage.after(at);
    let unit = Unit::at_start(after);
    if which == Units::OfMeasure && unit.is_none() {
        return false;
    }
    let before = passage.before(at);
    let round = after.starts_with(ROUND);
    let symbol = unit.as_ref().map_or("", Unit::symbol);
    let rest = after.get(symbol.len()..).unwrap_or_default();
    let begins = match unit.as_ref().map(Unit::kind) {
        None => round,
        Some(UnitKind::Count) if which == Units::OfMeasure => grows_to_measure(symbol, rest),
        Some(_) if is_day(symbol) => in_date(before) || goes_on(rest),
        Some(_) => true,
    };
    if !begins || !round && after.starts_with(determines) {
        return false;
    }
    let stands = before.ends_with(determines) && !before.ends_with('有');
    if stands || before.ends_with(['每', '按', '各', '/', '.', '．', '-', '“', '「', '《'])
    {
        return false;
    }
    let measured = |unit: &Unit| !matches!(unit.kind(), UnitKind::Count | UnitKind::Money);
    !unit.as_ref().is_some_and(measured) || is_day(symbol) || !is_part_of_word(symbol, rest)
}

/// Whether a unit of one character, with this behind it, is no measure but a
/// part of a word or a word of another sort: 成 of 成为, 升 of 升级. It costs less
/// to see than what a figure before it would read as.
fn is_part_of_word(unit: &str, rest: &str) -> bool {
    let alone = unit.len() == ONE && rest.starts_with(is_han) && !makes_measure(rest);
    alone && !words(unit).iter().all(|word| is_measure(word.part, unit))
}

/// Whether a classifier with this behind it may be the beginning of a measure:
/// 个 of 个半小时, of 个多月 and of 个百分点, 分 of 分32秒. The others only count.
fn grows_to_measure(classifier: &str, rest: &str) -> bool {
    match classifier {
        "个" => rest.starts_with(['半', '多', '来', '几', '百', '佰', '点', ' ']),
        "分" => rest.starts_with(|c| c == ' ' || digit(c).is_some()),
        _ => false,
    }
}

/// Whether a measure may go on with this behind its unit: 升每秒, 分32秒.
fn makes_measure(rest: &str) -> bool {
    rest.starts_with(|c: char| match c {
        '半' | '多' | '来' | '來' | '几' | '百' | '佰' | '点' | '點' => true,
        '每' | '/' | '／' | ' ' => true,
        _ => digit(c).is_some(),
    })
}

/// Whether a unit with this behind it may be the beginning of a measure or of a
/// date: 个 of 个半小时 and of 个百分点, 分 of 分32秒. A mark that ends a clause or a
/// name goes on with none, nor does a word that opens a noun: 层。, 市第五次.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| match c {
        '、' | '，' | '。' | '；' | '：' | '！' | '？' | '“' | '”' | '《' | '》' => {
            false
        }
        '任' | '何' | '其' | '另' | '各' | '同' | '哪' | '某' | '第' | '该' | '这' | '那'
        | '本' | '首' | '有' | '前' | '后' => false,
        '來' | '分' | '佰' | '點' | '点' => true,
        _ => !is_han(c) || determines(c),
    })
}

/// The trace between the words before `index` and those from there on, where
/// the unit `left` stands.
fn at_gap(
    passage: &Passage<'_>,
    at: usize,
    left: Left,
    words: &[Word],
    index: usize,
    piece: Span,
) -> Option<Trace> {
    // The unit is so many whole words.
    let inside = |word: &&Word| piece.start + word.span.start < left.unit.end;
    let rest = words.get(index..)?;
    let count = rest.iter().take_while(inside).count();
    let (first, last) = (rest.first()?, rest.get(count.checked_sub(1)?)?);
    if piece.start + last.span.end != left.unit.end {
        return None;
    }
    let before = index.checked_sub(1).and_then(|at| words.get(at));
    // 每月元, 每斤元: a mean.
    let mean = before.is_some_and(|word| {
        let lead = passage.before(piece.start + word.span.start);
        word.part == Part::Measure && lead.ends_with('每')
    });
    let gap = Gap {
        passage,
        at,
        left,
        first: first.part,
        previous: before.map_or(Part::Mark, |word| word.part),
        next: rest
            .get(count)
            .map_or((Part::Mark, 0), |word| (word.part, word.span.len())),
    };
    let counted = matches!(gap.previous, Part::Pronoun | Part::Numeral | Part::Measure);
    // “堡垒户”, “主讲人”: the last character of a name.
    let name = gap.after().starts_with(['”', '」', '》', '’']);
    if counted && !mean || name || !gap.lacks_figure() {
        return None;
    }
    Some(Trace::new(
        at,
        left.unit,
        false,
        MissingRule::UnitOfStrippedPage,
    ))
}

/// A unit that no figure stands before, with the words beside it.
struct Gap<'a> {
    passage: &'a Passage<'a>,
    at: usize,
    left: Left,
    /// The parts of speech of its first word and of the word before it.
    first: Part,
    previous: Part,
    /// That of the word behind it, and how long the word is, in bytes.
    next: (Part, usize),
}

impl Gap<'_> {
    fn unit(&self) -> &str {
        self.passage.slice(self.left.unit)
    }

    fn before(&self) -> &str {
        self.passage.before(self.at)
    }

    fn after(&self) -> &str {
        self.passage.after(self.left.unit.end)
    }

    /// Whether such a unit does not stand alone there.
    fn lacks_figure(&self) -> bool {
        let unit = self.unit();
        match self.left.kind {
            _ if self.left.round => true,
            UnitKind::Count => self.lacks_count(),
            // 美元汇率, 人民币对美元: the name of a currency.
            UnitKind::Money => unit.ends_with(['元', '块']) && self.next.0 != Part::Noun,
            _ if is_day(unit) => in_date(self.before()),
            _ => is_measure(self.first, unit) && !self.is_half_a_word() && !self.is_by_year(),
        }
    }

    fn lacks_count(&self) -> bool {
        let (unit, before) = (self.unit(), self.before());
        let there_are = before.ends_with('有') && matches!(unit, "人" | "个" | "次");
        is_word(unit, Wants::Classifier)
            && counts(self.previous, self.next)
            && !starts_sentence(before)
            && !there_are
    }

    /// 社区年办公经费 is by the year.
    fn is_by_year(&self) -> bool {
        let of = matches!(self.next.0, Part::Noun | Part::VerbalNoun | Part::Adverb);
        let opens = self.before().ends_with(['，', ',', '、']);
        let within = matches!(self.previous, Part::Noun | Part::Place) || opens;
        self.unit() == "年" && of && within
    }

    /// With one more character (克难) a unit of one is half a word.
    fn is_half_a_word(&self) -> bool {
        let after = self.after();
        matches!(self.left.kind, UnitKind::Length | UnitKind::Mass)
            && self.unit().chars().count() == 1
            && self.next.1 == ONE
            && after.starts_with(is_han)
            && !after.starts_with(['的', '以', '左', '多', '内', '后', '来'])
    }
}

/// Whether a classifier between two words of these kinds counts something.
/// The word behind it comes with its length in bytes: a verb of one character
/// (所持股份) makes a word with the classifier.
const fn counts(before: Part, (after, length): (Part, usize)) -> bool {
    match before {
        // 党员名，: as in a list.
        Part::Noun | Part::Place => matches!(after, Part::Mark),
        Part::Verb
        | Part::VerbalNoun
        | Part::Adverb
        | Part::Particle
        | Part::Preposition
        | Part::Conjunction
        | Part::Mark => match after {
            Part::Noun | Part::VerbalNoun | Part::Adjective | Part::Place | Part::Mark => true,
            Part::Verb => length > ONE,
            _ => false,
        },
        _ => false,
    }
}

/// A unit that only stands as a part of a date: 博物馆日 has none.
fn is_day(unit: &str) -> bool {
    matches!(unit, "月" | "日")
}

/// Whether a month or a day of a date may stand behind these words.
fn in_date(before: &str) -> bool {
    !before.ends_with(is_han)
        || before.ends_with(['年', '月', '至', '于', '到', '从', '自', '在', '截'])
}

/// Whether nothing stands before a place in its sentence.
fn starts_sentence(before: &str) -> bool {
    !before
        .ends_with(|c: char| is_han(c) || matches!(c, '，' | ',' | '、' | '（' | '：' | '；' | '“'))
}
