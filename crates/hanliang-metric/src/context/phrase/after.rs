//! The noun phrase that begins where a figure ends.

use hanliang_span::Span;

use super::marks::closing;
use super::{Opening, Phrase, REACH, is_group, is_scope_word};
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// Whether a noun phrase may begin a text; `false` is certain.
pub(crate) fn may_begin_noun(text: &str) -> bool {
    text.starts_with(begins_word) || begins_with_sign(text)
}

/// The noun phrase that begins at `start`, not reaching beyond `end`.
pub(crate) fn noun_after(
    passage: &Passage<'_>,
    start: usize,
    end: usize,
    opening: Opening,
) -> Option<Phrase> {
    let window = passage.slice(Span::new(start, end.max(start)));
    let upto = window
        .char_indices()
        .nth(REACH)
        .map_or(window.len(), |(at, _)| at);
    let text = window.get(..upto)?;
    if !may_begin_noun(text) {
        return None;
    }
    let mut found = Found {
        passage,
        start,
        whole: upto == window.len(),
        text,
        words: words(text),
        opening,
        // 5A级景区, 5G基站, B类药店: a figure with a letter is a part of the name.
        named: begins_with_sign(text) || begins_with_grade(text),
        first: 0,
        begin: 0,
        last: None,
        verbs: 0,
    };
    found.opens()?;
    let verbal = found.extend();
    found.close()?;
    Some(Phrase {
        span: found.span()?,
        verbal,
    })
}

/// 5A级景区, 5G基站: a figure with a letter is a part of the name.
fn begins_with_sign(text: &str) -> bool {
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < text.len() && letters.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn begins_with_grade(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    behind.len() < text.len() && behind.starts_with(GRADES)
}

/// What a letter that grades stands before.
const GRADES: [char; 3] = ['级', '类', '型'];

fn begins_word(c: char) -> bool {
    is_han(c) || c.is_ascii_alphabetic() || matches!(c, '“' | '「' | '《' | '"')
}

/// The words behind a figure, of which the first are the phrase so far.
struct Found<'a> {
    passage: &'a Passage<'a>,
    /// Where the words begin.
    start: usize,
    /// Whether the text is all that may be read.
    whole: bool,
    text: &'a str,
    words: Vec<Word>,
    opening: Opening,
    /// It begins with a sign: 5A.
    named: bool,
    /// The word that the phrase opens with.
    first: usize,
    /// The first word that is reported.
    begin: usize,
    last: Option<usize>,
    /// Where the verbs end that stand for one.
    verbs: usize,
}

impl<'a> Found<'a> {
    fn form(&self, index: usize) -> &'a str {
        let word = self.words.get(index);
        word.and_then(|word| word.span.of(self.text))
            .unwrap_or_default()
    }

    /// The text from a word on.
    fn from(&self, index: usize) -> &'a str {
        let word = self.words.get(index);
        word.and_then(|word| self.text.get(word.span.start..))
            .unwrap_or_default()
    }

    fn part(&self, index: usize) -> Option<Part> {
        self.words.get(index).map(|word| word.part)
    }

    fn is_nominal(&self, index: usize) -> bool {
        matches!(
            self.part(index),
            Some(Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom)
        )
    }

    /// Whether the words are one character.
    fn is_single(&self, index: usize) -> bool {
        self.form(index).chars().count() == 1
    }

    /// Finds the word that the phrase opens with; `None` if none can.
    fn opens(&mut self) -> Option<()> {
        // 四块五|一斤
        if self.form(0) == "一" {
            return None;
        }
        let possessive = self.form(0) == "的";
        if possessive || matches!(self.form(0), "人均" | "户均" | "平均") {
            self.first = 1;
        }
        if self.form(0) == "之间" && self.form(1) == "的" {
            self.first = 2;
        }
        // 2小时以上的占8.7%, 75周岁以上的再加发: 的 stands for the noun.
        let cue = || cue_of(self.form(1)).is_some() || self.part(1) == Some(Part::Adverb);
        if possessive && self.is_single(1) && cue() {
            return None;
        }
        // 30米高的悬崖
        let tall = Wording::Dimension.is(self.form(self.first));
        if tall && self.form(self.first + 1) == "的" && self.is_nominal(self.first + 2) {
            self.first += 2;
        }
        self.begin = self.first;
        // 1126艘拖虾、笼壶类等作业渔船: the list says of which sorts.
        if let Some(at) = behind_list(&self.words, self.first, self.text)
            && self.is_nominal(at)
        {
            self.begin = at;
            self.first = at;
        }
        let opens = self.form(self.first);
        let joins = matches!(
            opens,
            "、" | "和"
                | "与"
                | "及"
                | "或"
                | "以及"
                | "用于"
                | "用来"
                | "作为"
                | "系"
                | "是"
                | "共"
                | "将"
                | "把"
        );
        let part = self.part(self.first)?;
        // 要卖3000元吧, 达1亿多等。
        if part == Part::Particle
            && (opens != "等" || self.words.len() == self.first + 1)
            && !self.is_nominal(self.first + 1)
        {
            return None;
        }
        // 2万余人参赛: a verb that may stand as a noun is none alone after 人.
        let lone = part == Part::VerbalNoun
            && self.opening == Opening::Noun
            && self.first == 0
            && !self.is_nominal(1);
        // 有10起发生在夜间: nor is one that says where.
        let located = matches!(part, Part::Verb | Part::VerbalNoun)
            && matches!(self.form(self.first + 1), "在" | "于")
            && self.relative().is_none();
        let manner = Wording::Manner.begins(self.from(self.first));
        // 9台用于抢险的水泵
        let used = matches!(opens, "用于" | "用来") && self.relative().is_some();
        if joins && !used
            || manner
            // 80元高位震荡, but 12座高位水池.
            || Wording::Measure.is(opens) && !self.is_nominal(self.first + 1)
            || Wording::Modal.is(opens)
            || lone
            || located
        {
            return None;
        }
        if matches!(part, Part::Verb | Part::Preposition | Part::Adverb) {
            self.opens_with_verb(part, possessive)?;
        }
        // 12座去年建成的桥梁; but 明代瓷器.
        let dynasty = opens.ends_with(['代', '朝']) && self.is_nominal(self.first + 1);
        if part == Part::Time && !dynasty {
            self.skip_relative()?;
        }
        self.verbs = self.verbs_to_the_end();
        Some(())
    }

    /// Finds the noun behind the verb that opens the phrase, or how the verb
    /// opens it itself.
    fn opens_with_verb(&mut self, part: Part, possessive: bool) -> Option<()> {
        // 272名来自机关的干部: the noun stands behind 的.
        if self.skip_relative().is_some() {
            return Some(());
        }
        if let Some(at) = self.behind_cause() {
            self.first = at;
            self.begin = at;
            return Some(());
        }
        if self.describes_people() {
            self.words.truncate(self.first + 2);
            return Some(());
        }
        // 软弱涣散党组织, 专项整治: verbs up to the noun, or to the end.
        let first = self.first;
        let count = self.words.len();
        let run = (first..count.min(first + 4))
            .find(|at| self.is_nominal(*at))
            .or_else(|| (count <= first + 4 && self.whole).then_some(count));
        let modifies = |at: usize| {
            // 6宗涉宅用地: beside a noun one character is a piece of it.
            let piece = self.is_single(at) && self.is_nominal(at + 1);
            let part = self.part(at);
            matches!(part, Some(Part::Verb | Part::Adverb | Part::Adjective))
                && (piece || cue_of(self.form(at)).is_none())
        };
        let opens = match self.opening {
            Opening::Noun => (possessive || first > 0) && run.is_some(),
            Opening::Modifier => run.is_some_and(|to| (first..to).all(modifies)),
            Opening::Verb => part != Part::Preposition && cue_of(self.form(first)).is_none(),
        };
        opens.then_some(())
    }

    /// 4万户受灾群众｜领到: who they are, and then what they do.
    fn describes_people(&self) -> bool {
        let people = self.first + 1;
        let acts = matches!(
            self.part(people + 1),
            Some(Part::Verb | Part::Adverb | Part::Preposition)
        );
        let plain = self.opening == Opening::Noun && self.part(self.first) == Some(Part::Verb);
        plain && acts && self.is_nominal(people) && Wording::People.ends(self.form(people))
    }

    /// 36名因病致贫｜群众: the people behind what was the cause.
    fn behind_cause(&self) -> Option<usize> {
        let behind = self.first + 1..self.first + 6;
        let people =
            |at: &usize| self.part(*at) == Some(Part::Noun) && Wording::People.ends(self.form(*at));
        (self.form(self.first) == "因").then(|| behind.into_iter().find(people))?
    }

    /// Opens the phrase behind the clause that describes its noun.
    fn skip_relative(&mut self) -> Option<()> {
        self.first = self.relative()? + 1;
        self.begin = self.first;
        Some(())
    }

    /// The 的 behind a verb, where a noun follows and nothing was done yet.
    fn relative(&self) -> Option<usize> {
        if self.opening == Opening::Verb {
            return None;
        }
        let near = self.first + 1..self.words.len().min(self.first + 22);
        let mut near = near.take_while(|at| self.form(*at) != "了");
        near.find(|at| self.form(*at) == "的" && self.is_nominal(at + 1))
    }

    /// 参与无偿献血: verbs up to the end of the clause are one.
    fn verbs_to_the_end(&self) -> usize {
        let first = self.first;
        let verb = |at: usize| matches!(self.part(at), Some(Part::Verb | Part::Adverb));
        let run = (first..).take_while(|at| verb(*at)).count();
        let ends = self.part(first + run).is_none_or(|part| part == Part::Mark);
        match self.opening {
            Opening::Verb if ends && run <= 3 => first + run,
            _ => first,
        }
    }

    /// Takes words of the phrase, from the first on. Whether all are verbs.
    fn extend(&mut self) -> bool {
        let mut index = self.first;
        let mut verbal = self.part(index) == Some(Part::Verb);
        let mut seen_noun = false;
        while let Some(part) = self.part(index)
            && let Some(at) = self.takes(index, part, seen_noun)
        {
            if !matches!(self.form(at), "、" | "的") && part != Part::Conjunction {
                self.last = Some(at);
                verbal &= part == Part::Verb;
                seen_noun |= matches!(
                    part,
                    Part::Noun | Part::Place | Part::VerbalNoun | Part::Mark
                );
            }
            index = at + 1;
        }
        verbal
    }

    /// Whether the word at a place belongs to the phrase before it, and where
    /// it ends: a quotation belongs as a whole.
    fn takes(&self, index: usize, part: Part, seen_noun: bool) -> Option<usize> {
        let form = self.form(index);
        let inner = index > self.first;
        let modifier = self.opening == Opening::Modifier;
        // 个案作深入调查: a verb of doing modifies nothing.
        let does = Wording::Does.is(form);
        // 旅客9万人｜较上年增加3%; 这30户｜当中
        if matches!(form, "较" | "当中" | "之中") {
            return None;
        }
        // 12个乡镇｜不同程度受灾
        if inner && Wording::Manner.begins(self.from(index)) {
            return None;
        }
        if form.starts_with('每') || inner && (form.starts_with('各') || does) {
            return None;
        }
        let takes = match part {
            Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom => {
                // 31个省份｜报告新增病例
                let told = self.form(index + 1);
                let tells = Wording::Finds.is(form)
                    && self.part(index + 1) == Some(Part::Verb)
                    && !Wording::Finds.is(told)
                    && self.is_nominal(index + 2);
                // 小杂粮: nor does an adjective compare what it stands before.
                let cue = cue_of(form).is_some()
                    && !(Wording::Doubtful.is(form) && self.is_nominal(index + 1));
                let leads_on = inner && (tells || cue);
                // 活动大｜受欢迎
                let says_how = inner
                    && part == Part::Adjective
                    && self.is_single(index)
                    && self.part(index + 1) == Some(Part::Verb);
                !leads_on && !says_how && !matches!(form, "全部" | "有关" | "全程" | "等等")
            }
            Part::Possessive => self.takes_possessive(index),
            // 5A级景区
            Part::Measure if form.starts_with(GRADES) && self.named && index == self.first + 1 => {
                true
            }
            Part::Time if !inner => true,
            Part::Particle | Part::Measure | Part::Numeral | Part::Time => {
                modifier && self.is_piece(index, form)
            }
            Part::Adverb => {
                !inner || index < self.verbs || modifier && !seen_noun && cue_of(form).is_none()
            }
            Part::Conjunction if self.counts(index + 1) => false,
            Part::Conjunction => {
                let least = form == "及" && self.is_bound(index + 1);
                least
                    || matches!(form, "和" | "与" | "及" | "以及" | "或")
                        && self.is_nominal(index + 1)
            }
            // 三级以上医院, 地级及以上城市
            Part::Localizer => inner && self.is_bound(index),
            Part::Verb => !inner || modifier && !seen_noun || self.takes_verb(index, form),
            Part::Mark => return self.takes_mark(index, form),
            _ => false,
        };
        takes.then_some(index)
    }

    /// Whether a word bounds the grade before it, of the noun behind.
    fn is_bound(&self, index: usize) -> bool {
        matches!(self.form(index), "以上" | "以下") && self.is_nominal(index + 1)
    }

    fn takes_possessive(&self, index: usize) -> bool {
        // 4个等次的分类: the noun before 的 is counted.
        let qualifies = |last: usize| {
            matches!(
                self.part(last),
                Some(Part::Adjective | Part::Adverb | Part::Verb)
            )
        };
        let counted = self.opening == Opening::Modifier
            && self.begin == 0
            && self.last.is_some_and(|last| !qualifies(last));
        let within = index > self.first && index - self.first <= 3;
        // 5个北京的企业: a place says of where they are, and is not counted.
        let placed = index > 0 && self.part(index - 1) == Some(Part::Place);
        (!counted || placed) && within && self.is_nominal(index + 1)
    }

    /// Pieces of a word that the dictionary lacks: 等次.
    fn is_piece(&self, index: usize, form: &str) -> bool {
        index <= self.first + 1
            && self.last.is_none_or(|last| self.is_single(last))
            && self.is_single(index)
            && !matches!(form, "了" | "着" | "过" | "地" | "得")
    }

    /// Whether a verb behind the first word belongs to the noun.
    fn takes_verb(&self, index: usize, form: &str) -> bool {
        if self.has_subject(index) {
            return false;
        }
        let before_noun = self.is_nominal(index + 1);
        let second = index == self.first + 1;
        // 国控断面: pieces of a word the dictionary lacks.
        let piece = second && self.is_single(index) && self.is_single(self.first);
        let pair = second
            && (self.part(self.first) == Some(Part::Verb) && self.opening == Opening::Modifier
                || self.form(self.first) == "零");
        let joined = matches!(self.form(index - 1), "的" | "、");
        // 60岁张姓女子
        let surname = second && form == "姓" && self.is_single(self.first);
        let run = self.opening == Opening::Verb && (self.last.is_none() || index < self.verbs);
        // 两家酒店共有客房560间
        let modifies = || {
            cue_of(form) != Some(Cue::Link)
                && !matches!(self.form(index + 1), "了" | "过" | "着")
                && is_modifier(&self.words, index, self.text)
                && !self.is_predicate(index)
        };
        before_noun && (piece || pair || joined) || surname || run || modifies()
    }

    /// 80%的企业｜没有专利: who does so stands before; but 基层执法人员.
    fn has_subject(&self, index: usize) -> bool {
        let first = self.words.first().and_then(|word| word.span.of(self.text));
        first == Some("的")
            && index > self.first
            && is_group(self.form(index - 1))
            && (cue_of(self.form(index)) == Some(Cue::Link) || !is_group(self.form(index + 1)))
    }

    /// Whether a word is 一 or 两 and a classifier follows.
    fn counts(&self, index: usize) -> bool {
        let number = matches!(self.form(index), "一" | "两");
        number && matches!(self.part(index + 1), Some(Part::Measure | Part::Numeral))
    }

    fn takes_mark(&self, index: usize, form: &str) -> Option<usize> {
        let next = index + 1;
        let takes = match form {
            // 三辆卡车、一辆三轮车
            "、" if self.counts(next) => false,
            "、" => {
                self.is_nominal(next)
                    || matches!(self.form(next), "“" | "《")
                    || self.part(next) == Some(Part::Verb) && self.is_nominal(next + 1)
            }
            // 街道“大工委”; but 领导干部｜“最强党支部”建设.
            "“" | "「" | "『" | "\"" | "《" | "(" | "（" => {
                let anew = matches!(form, "“" | "「" | "『" | "\"")
                    && index > self.first
                    && quote_begins_anew(&self.words, index, self.text);
                let close = || closing(&self.words, index, self.text);
                return (!anew).then(close).flatten();
            }
            _ => form.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
        };
        takes.then_some(index)
    }

    /// Takes off what is no part of the phrase; `None` if it says how it is, or
    /// where, and not what.
    fn close(&mut self) -> Option<()> {
        let mut last = self.last?;
        // 三家财团的公司｜投得: a piece of a verb behind the noun.
        if self.opening != Opening::Verb
            && last > self.begin
            && self.part(last) == Some(Part::Verb)
            && self.is_single(last)
            && self.part(last - 1) == Some(Part::Noun)
        {
            last -= 1;
        }
        last = self.without_predicate(last);
        self.last = Some(last);
        // 损失300万元最重: how it is is not what it is.
        let mut words = self.words.get(self.begin..=last)?.iter();
        let bare =
            self.opening != Opening::Modifier && words.all(|word| word.part == Part::Adjective);
        let measure = || Wording::Dimension.is(self.form(self.first));
        if bare || last == self.first && measure() {
            return None;
        }
        // A scope word that opens the phrase is no part of it.
        while self.begin < last && is_scope_word(self.form(self.begin)) {
            self.begin += 1;
        }
        Some(())
    }

    /// 三条线路｜投运: a verb that the dictionary lacks, at the end of a clause.
    fn without_predicate(&self, last: usize) -> usize {
        let verb = matches!(
            last.checked_sub(1).and_then(|at| self.part(at)),
            Some(Part::Verb | Part::VerbalNoun)
        );
        let ends = self.whole && last + 1 == self.words.len();
        let pieces = last >= self.begin + 2 && self.is_single(last) && self.is_single(last - 1);
        let subject = || self.part(last - 2) == Some(Part::Noun) && !self.is_single(last - 2);
        if ends && verb && pieces && subject() {
            last - 2
        } else {
            last
        }
    }

    fn span(&self) -> Option<Span> {
        let first = self.words.get(self.begin)?;
        let last = self.words.get(self.last?)?;
        Some(Span::new(
            self.start + first.span.start,
            self.start + last.span.end,
        ))
    }

    /// Whether a verb is the predicate of the clause whose subject opens with
    /// the figure: 35%的票房来自县城.
    fn is_predicate(&self, index: usize) -> bool {
        let lead = self.passage.before(self.start).chars().rev();
        let opens = lead
            .take_while(|c| !matches!(c, '，' | '。' | '；' | '\n' | ','))
            .take(8)
            .all(|c| !is_han(c) || digit(c).is_some() || "成约近超过多余".contains(c));
        let acts = |word: &Word| matches!(word.part, Part::Verb | Part::Adverb | Part::Preposition);
        opens && self.whole && !self.words.iter().skip(index + 1).any(acts)
    }
}

/// The word after 等 behind a list that begins at `from`: 拖虾、笼壶类等|渔船.
fn behind_list(words: &[Word], from: usize, text: &str) -> Option<usize> {
    let rest = words.get(from..)?;
    let form = |word: &Word| word.span.of(text).unwrap_or_default();
    let clause = rest
        .iter()
        .position(|word| {
            word.part == Part::Preposition || matches!(form(word), "，" | "," | "；" | "的" | "了")
        })
        .unwrap_or(rest.len());
    let rest = rest.get(..clause)?;
    let at = rest.iter().position(|word| form(word) == "等")?;
    let listed = rest.get(..at)?.iter().any(|word| form(word) == "、");
    listed.then_some(from + at + 1)
}

/// Whether a quotation in the midst of a phrase begins a new one: a noun or a
/// verb of its own follows it.
fn quote_begins_anew(words: &[Word], index: usize, text: &str) -> bool {
    let form = |at: usize| {
        words
            .get(at)
            .and_then(|word| word.span.of(text))
            .unwrap_or_default()
    };
    let listed = index
        .checked_sub(1)
        .is_some_and(|at| matches!(form(at), "、" | "的" | "和" | "与"));
    let Some(close) = closing(words, index, text) else {
        return false;
    };
    let follows = words.get(close + 1).is_some_and(|word| {
        matches!(
            word.part,
            Part::Noun | Part::VerbalNoun | Part::Verb | Part::Adjective
        ) && word.span.len() > 3
    });
    !listed && follows
}

/// Whether a verb after a noun modifies the noun that follows it directly and
/// ends the phrase: 食品 违法 案件.
fn is_modifier(words: &[Word], index: usize, text: &str) -> bool {
    let attributed = words.first().and_then(|word| word.span.of(text)) == Some("的");
    if attributed
        && index <= 3
        && words
            .get(index + 1)
            .is_some_and(|word| word.part == Part::Noun)
        && words[index].span.len() == 6
    {
        return true;
    }
    let noun = words
        .get(index + 1)
        .is_some_and(|word| word.part == Part::Noun);
    let ends = words.get(index + 2).is_none_or(|word| {
        matches!(word.part, Part::Mark | Part::Localizer)
            || word
                .span
                .of(text)
                .is_some_and(|form| matches!(form, "、" | "，"))
    });
    let short = words.get(index).is_some_and(|word| word.span.len() == 6);
    noun && ends && short
}
