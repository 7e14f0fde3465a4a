//! Classifiers whose figure was lost, known by the words on both sides.

use hanliang_span::Span;

use super::Trace;
use crate::context::clause::clause;
use crate::label::digits::is_arabic;
use crate::passage::Passage;
use crate::rule::MissingRule;
use crate::tables::traces::{Wants, is_character, is_word, wants};
use crate::tables::words::{Part, Word, words_with};

/// Whether a classifier behind these words may show a loss by itself.
pub(super) fn may_show_loss(before: &str) -> bool {
    let mut back = before.chars().rev();
    matches!(
        back.next(),
        Some('向' | '从' | '给' | '了' | '员' | '工' | '民' | '师' | '生')
    ) || back.next() == Some('全')
}

/// A classifier without a figure before it.
pub(super) fn classifier(passage: &Passage<'_>, at: usize, character: char) -> Option<Trace> {
    let bare = Bare::read(passage, at, character)?;
    let Some(index) = bare.index.checked_sub(1) else {
        return bare.opens_clause();
    };
    let before = bare.form(index);
    let first = bare.after_total(before).or_else(|| bare.listed(before));
    if first.is_some() || !is_character(character, Wants::Bare) {
        return first;
    }
    bare.after_scope(before)
        .or_else(|| bare.after_preposition(before))
        .or_else(|| bare.after_aspect(before))
        .or_else(|| bare.there_are(before))
        .or_else(|| bare.after_verb(before))
        .or_else(|| bare.at_end(before))
}

/// How many characters on either side of a classifier are looked at.
const NEAR: usize = 12;

/// A classifier that stands alone, with the words around it.
struct Bare<'a> {
    passage: &'a Passage<'a>,
    at: usize,
    character: char,
    text: &'a str,
    words: Vec<Word>,
    /// Which of the words it is.
    index: usize,
    /// The clause ends with the words.
    ends: bool,
}

impl<'a> Bare<'a> {
    /// `None` if the classifier is a part of a longer word.
    fn read(passage: &'a Passage<'a>, at: usize, character: char) -> Option<Self> {
        let end = at + character.len_utf8();
        let clause = clause(passage, Span::new(at, end));
        let mut ahead = passage.slice(Span::new(clause.start, at)).char_indices();
        let start = ahead.nth_back(NEAR - 1).map_or(0, |(offset, _)| offset);
        let start = clause.start + start;
        let mut behind = passage.slice(Span::new(end, clause.end)).char_indices();
        let stop = behind
            .nth(NEAR)
            .map_or(clause.end, |(offset, _)| end + offset);
        let text = passage.slice(Span::new(start, stop));
        let own = Span::new(at - start, end - start);
        let words = words_with(text, |piece| piece == own);
        let index = words.iter().position(|word| word.span == own)?;
        Some(Self {
            passage,
            at,
            character,
            text,
            words,
            index,
            ends: stop == clause.end,
        })
    }

    fn form(&self, index: usize) -> &'a str {
        let word = self.words.get(index);
        word.and_then(|word| word.span.of(self.text))
            .unwrap_or_default()
    }

    fn next(&self) -> &'a str {
        self.form(self.index + 1)
    }

    fn part(&self, index: usize) -> Option<Part> {
        self.words.get(index).map(|word| word.part)
    }

    fn part_before(&self) -> Option<Part> {
        self.part(self.index.checked_sub(1)?)
    }

    /// Whether a noun follows.
    fn is_nominal(&self) -> bool {
        use Part::{Adjective, Noun, Place, Verb, VerbalNoun};
        match self.part(self.index + 1) {
            Some(Noun | Place | VerbalNoun | Adjective) => true,
            Some(Verb) => self.part(self.index + 2) == Some(Noun),
            _ => false,
        }
    }

    fn is_quoted(&self) -> bool {
        matches!(self.next(), "“" | "「")
    }

    fn trace(&self, certain: bool, rule: MissingRule) -> Trace {
        let unit = Span::new(self.at, self.at + self.character.len_utf8());
        Trace::new(self.at, unit, certain, rule)
    }

    /// ，名先进分子
    fn opens_clause(&self) -> Option<Trace> {
        let opens = self
            .passage
            .before(self.at)
            .ends_with(['，', ',', '；', '、', '。'])
            && self.character == '名'
            && self.is_nominal()
            && self.next().chars().count() >= 2;
        opens.then(|| self.trace(false, MissingRule::ClassifierAfterBreak))
    }

    /// 共有支“突击队”
    fn after_total(&self, before: &str) -> Option<Trace> {
        // 共有 may be two words, as 共设 is; 发现有 is not 现有.
        let split = || {
            before.chars().count() == 1
                && self.index >= 2
                && wants(self.passage.before(self.at), Wants::Total)
                && self.form(self.index - 2).chars().count() == 1
        };
        let total = is_word(before, Wants::Total) || split();
        (total && (self.is_quoted() || self.is_nominal()))
            .then(|| self.trace(true, MissingRule::ClassifierAfterTotal))
    }

    /// 个乡镇、个行政村
    fn listed(&self, before: &str) -> Option<Trace> {
        (before == "、" && self.character == '个' && self.is_nominal())
            .then(|| self.trace(false, MissingRule::ClassifierAfterBreak))
    }

    /// 全市名党员
    fn after_scope(&self, before: &str) -> Option<Trace> {
        let scope = before.chars().count() == 2
            && before.starts_with('全')
            && is_scope(before)
            && self.is_nominal()
            && matches!(self.character, '名' | '个' | '支' | '户' | '条' | '家');
        scope.then(|| self.trace(true, MissingRule::ClassifierAfterScope))
    }

    /// 向名代表
    fn after_preposition(&self, before: &str) -> Option<Trace> {
        let to = self.part_before() == Some(Part::Preposition)
            && self.is_nominal()
            && matches!(self.character, '个' | '名' | '支')
            && matches!(before, "向" | "对" | "从" | "由" | "为" | "给" | "与");
        // 给个机会 is said in health.
        let certain = matches!(before, "向" | "从") || before == "给" && self.character != '个';
        to.then(|| self.trace(certain, MissingRule::ClassifierAfterPreposition))
    }

    /// 建立了支“突击队”
    fn after_aspect(&self, before: &str) -> Option<Trace> {
        let done = before == "了"
            && matches!(
                self.character,
                '支' | '名' | '条' | '项' | '场' | '份' | '户'
            )
            && (self.is_quoted() || self.is_nominal());
        let certain = self.is_quoted() || matches!(self.character, '支' | '名');
        done.then(|| self.trace(certain, MissingRule::ClassifierAfterVerb))
    }

    /// 有党员名，党支部46个: of those that there are the number is gone.
    fn there_are(&self, before: &str) -> Option<Trace> {
        let after = self.at + self.character.len_utf8();
        let behind = self.passage.near(after, BESIDE);
        let ends = behind.starts_with(['，', '；', '。']) && behind.contains(is_arabic);
        let people = self.character == '名' && is_person(before);
        let there = self.index.checked_sub(2).map(|verb| self.form(verb));
        let there = there.is_some_and(|verb| verb.ends_with('有'));
        (ends && there && (people || self.character == '个'))
            .then(|| self.trace(true, MissingRule::ClassifierAtEnd))
    }

    /// 建立支“突击队”
    fn after_verb(&self, before: &str) -> Option<Trace> {
        let verb = matches!(self.part_before(), Some(Part::Verb | Part::VerbalNoun))
            && before.chars().count() >= 2
            && (self.is_nominal() || self.is_quoted());
        verb.then(|| self.trace(false, MissingRule::ClassifierAfterVerb))
    }

    /// 培训班期。
    fn at_end(&self, before: &str) -> Option<Trace> {
        let closes = self.index + 1 == self.words.len() && self.ends || self.next() == "、";
        let noun = matches!(
            self.part_before(),
            Some(Part::Noun | Part::VerbalNoun | Part::Verb)
        ) && before.chars().count() >= 2
            && closes
            && matches!(
                self.character,
                '名' | '个' | '户' | '期' | '支' | '场' | '份'
            );
        noun.then(|| self.trace(false, MissingRule::ClassifierAtEnd))
    }
}

/// How near the figures stand that show another to be written out, in characters.
const BESIDE: usize = 24;

/// Whether a word says who people are; a 用户 has a name.
fn is_person(word: &str) -> bool {
    word.ends_with(['员', '工', '生', '民', '师', '兵', '者'])
}

fn is_scope(word: &str) -> bool {
    word.ends_with([
        '市', '县', '省', '国', '区', '镇', '乡', '村', '州', '旗', '校', '院', '局', '厂', '盟',
    ])
}
