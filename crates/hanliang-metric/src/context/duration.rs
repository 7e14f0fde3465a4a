//! What a length of time is of.

use hanliang_span::Span;

use super::behind::up_to_verb;
use super::item::{Answer, Item, Surroundings, item};
use super::phrase::{Opening, Phrase, is_measure, noun_after, noun_before};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_at, cue_of};
use crate::tables::per::behind_mean;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, words};

/// What a length of time is of: 三年行动计划, 学制2至3年, 连续六年举办篮球赛.
pub(super) fn duration(around: Surroundings<'_>) -> Option<Item> {
    // 为近24年同期最高: what ranks so was named before.
    if says_when(around) || ranks(around.passage, around.end()) {
        return None;
    }
    // 50年一遇的洪水: what comes so seldom, if anything is named.
    if let Some(rest) = around.after(8).strip_prefix("一遇") {
        let named = rest.strip_prefix('的').unwrap_or(rest);
        let start = around.end() + "一遇".len() + rest.len() - named.len();
        let phrase = noun_after(around.passage, start, around.right_end, Opening::Noun);
        return phrase.map(|phrase| item(phrase, ItemRule::NounAfter));
    }
    if let Some(found) = behind(around) {
        return Some(found);
    }
    let lasting = Lasting::new(around);
    let first = lasting
        .verb_before()
        .or_else(|| lasting.verb_and_object())
        .or_else(|| took(around))
        .or_else(|| lasting.measure());
    if first.is_some() {
        return first;
    }
    if let Some(found) = lasting.done_after() {
        return Some(found);
    }
    // 支出50亿元，连续四年突破50亿元; 三年翻了一番: what was measured before
    // goes on.
    if lasting.changes && !around.has_lead() {
        return None;
    }
    let own = lasting
        .verb_up_to_next()
        .or_else(|| lasting.subject_of_clause());
    if own.is_some() {
        return own;
    }
    if let Some(found) = lasting.what_goes_on() {
        return found;
    }
    lasting
        .object()
        .or_else(|| lasting.verb_within())
        .or_else(|| Some(item(around.noun_before()?, ItemRule::VerbBefore)))
}

/// 三年来, 近五年: a length that says when.
fn says_when(around: Surroundings<'_>) -> bool {
    let after = around.after(4);
    let before = around.passage.before(around.figure.span().start);
    // 两年平均增长5%
    if behind_mean(after)
        .is_some_and(|rate| matches!(cue_at(rate), Some(Cue::Increase | Cue::Decrease)))
    {
        return true;
    }
    ["前", "来", "以来", "后", "之前", "之后", "以后"]
        .iter()
        .any(|word| after.starts_with(word))
        || before.ends_with(['近', '前'])
            && !["提前", "接近", "将近", "时近"]
                .iter()
                .any(|word| before.ends_with(word))
        || before.ends_with("过去")
}

/// 三年行动计划: the noun right behind.
fn behind(around: Surroundings<'_>) -> Option<Item> {
    let passage = around.passage;
    // 三年平均增长4%: what grew was named before.
    if behind_mean(around.after(2)).is_some() {
        return None;
    }
    let phrase = noun_after(passage, around.end(), around.right_end, Opening::Noun)?;
    // 仅用10个月时间: the noun says no more than that it is a length of time. 半日
    // 升0.5%, 三个月站上600亿元: nor does a change.
    let named = passage.slice(phrase.span);
    let rises = match cue_of(named) {
        Some(Cue::Increase | Cue::Decrease) => named.chars().count() == 1,
        Some(Cue::Link) => true,
        _ => false,
    };
    if rises || Wording::OfTime.is(named.trim_start_matches("左右")) {
        return None;
    }
    // 利用两年时间｜新建厂房
    let rest = Wording::OfTime
        .length_at(named)
        .and_then(|length| named.get(length..));
    let acts = |rest: &str| {
        words(rest)
            .first()
            .is_some_and(|word| word.part == Part::Verb)
    };
    if rest.is_some_and(acts) {
        return None;
    }
    let found = item(phrase, ItemRule::NounAfter);
    // 以9秒98的成绩获得亚军
    let means = passage.before(around.figure.span().start).ends_with('以');
    Some(if means {
        up_to_verb(passage, found)
    } else {
        found
    })
}

/// 三年就还清了: the verb behind 就 says what took so long.
fn took(around: Surroundings<'_>) -> Option<Item> {
    let start = around.end() + "就".len();
    around.after(1).strip_prefix('就')?;
    let near = words(around.passage.near(start, 4));
    let verb = near
        .first()
        .filter(|word| word.part == Part::Verb && word.span.len() > "到".len())?;
    Some(verbal(
        Span::new(start, start + verb.span.end),
        ItemRule::VerbAfter,
    ))
}

/// Whether a word may be the object of a verb, or a part of it.
fn may_be_object(word: &Word) -> bool {
    matches!(word.part, Part::Noun | Part::Place)
}

const fn verbal(span: Span, rule: ItemRule) -> Item {
    Item {
        span,
        rule,
        verbal: true,
    }
}

/// How far behind a length of time its verb is looked for, in characters.
const AHEAD: usize = 12;

/// A length of time with the words behind it.
struct Lasting<'a> {
    around: Surroundings<'a>,
    /// 内 or 中 stands behind the length.
    within: bool,
    ahead: Vec<Word>,
    /// The first word behind that may be a verb: 两年内｜削减.
    verb: Option<Word>,
    /// A change of what was measured follows: 连续五年增速超过20%, 四年增长超四倍.
    changes: bool,
}

impl<'a> Lasting<'a> {
    fn new(around: Surroundings<'a>) -> Self {
        let end = around.end();
        let inner = around
            .passage
            .slice(Span::new(around.figure.span().end, end));
        let within =
            inner.contains(['内', '中', '间']) || around.after(1).starts_with(['内', '中', '之']);
        let rest = Span::new(end, around.clause_end.max(end));
        let ahead = first_characters(around.passage.slice(rest), AHEAD);
        let found = words(ahead);
        let form = |word: &Word| word.span.of(ahead).unwrap_or_default();
        let verb = found.iter().find(|word| {
            word.part != Part::Adverb
                && !(within && matches!(form(word), "内" | "中" | "间" | "之"))
        });
        let change = |word: &Word| {
            matches!(
                cue_of(form(word)),
                Some(Cue::Increase | Cue::Decrease | Cue::Link)
            )
        };
        Self {
            around,
            within,
            verb: verb.copied(),
            changes: around.next.is_some() && verb.is_some_and(change),
            ahead: found,
        }
    }

    /// The place of a word behind the length.
    fn place(&self, word: Word) -> Span {
        let end = self.around.end();
        Span::new(end + word.span.start, end + word.span.end)
    }

    /// 连服21天, 撈了3天: the verb right before says what lasts.
    fn verb_before(&self) -> Option<Item> {
        let around = self.around;
        let left = around.left;
        if self.within || around.after(1) == "的" {
            return None;
        }
        let lead = around.lead();
        let before = words(lead);
        let (verb, rest) = before.split_last()?;
        let word = || {
            rest.last()
                .is_none_or(|word| word.span.len() > 3 || word.part != Part::Noun)
        };
        let cues = Span::new(left.edge, around.figure.context().start);
        let lasts = verb.part == Part::Verb
            && (verb.span.len() > 3 || word())
            && matches!(around.passage.slice(cues), "" | "了")
            && !lead.ends_with(['经', '有', '要', '花', '用', '需', '得']);
        let start = left.start + verb.span.start;
        lasts.then(|| verbal(Span::new(start, left.edge), ItemRule::VerbBefore))
    }

    /// 扎根山村20年带领乡亲致富: the verb before with its object, where another
    /// verb follows.
    fn verb_and_object(&self) -> Option<Item> {
        let (around, left) = (self.around, self.around.left);
        let next = self.verb.filter(|verb| verb.span.start == 0)?;
        let goes_on = next.part == Part::Verb && next.span.len() > 3;
        let plain = left.edge == around.figure.context().start && !left.continued;
        if !goes_on || !plain || self.within || self.changes {
            return None;
        }
        let lead = around.lead();
        let before = words(lead);
        let (object, rest) = before.split_last()?;
        let nouns = rest
            .iter()
            .rev()
            .take_while(|word| may_be_object(word))
            .count();
        let verb = rest.get(rest.len().checked_sub(nouns + 1)?)?;
        let done = may_be_object(object) && verb.part == Part::Verb && verb.span.len() > 3;
        let start = left.start + verb.span.start;
        done.then(|| verbal(Span::new(start, left.edge), ItemRule::VerbBefore))
    }

    /// 平均20分钟到场: so long it took to do what follows.
    fn done_after(&self) -> Option<Item> {
        let around = self.around;
        let short = matches!(
            around.figure.unit(),
            "分钟" | "分鐘" | "秒" | "秒钟" | "秒鐘"
        );
        let verb = self
            .verb
            .filter(|verb| verb.span.start == 0 && verb.part == Part::Verb)?;
        let cues = Span::new(around.left.edge, around.figure.context().start);
        let plain = matches!(around.passage.slice(cues), "" | "平均" | "最快" | "仅");
        let plain = plain && short && !self.within;
        let cue = cue_of(around.passage.slice(self.place(verb)));
        let cue = matches!(cue, Some(Cue::Increase | Cue::Decrease));
        let phrase = (plain && !cue).then(|| {
            noun_after(
                around.passage,
                around.end(),
                around.right_end,
                Opening::Verb,
            )
        })??;
        Some(item(phrase, ItemRule::VerbAfter))
    }

    /// The noun before the cues, where the length is of it and of nothing done
    /// within it.
    fn subject(&self) -> Option<Phrase> {
        let around = self.around;
        let plain = around.left.linked || around.left.edge == around.figure.context().start;
        if !plain || self.within && !self.changes {
            return None;
        }
        around.noun_before().filter(|phrase| !phrase.verbal)
    }

    /// 贷款余额连续五年增速超过20%: what is measured goes on.
    fn measure(&self) -> Option<Item> {
        let phrase = self.subject()?;
        // 党费4年累计投入1600万元: it is put in.
        if !self.changes && !self.around.left.linked && self.verb_up_to_next().is_some() {
            return None;
        }
        let measure = || is_measure(self.around.passage.slice(phrase.span));
        (self.changes || measure()).then(|| item(phrase, ItemRule::Subject))
    }

    /// 4年累计投入1600万元, 连续六年举办篮球赛
    fn verb_up_to_next(&self) -> Option<Item> {
        let verb = self
            .verb
            .filter(|verb| matches!(verb.part, Part::Verb | Part::VerbalNoun))?;
        let place = self.place(verb);
        let next = self.around.next?;
        (next.context().start == place.end).then(|| verbal(place, ItemRule::VerbAfter))
    }

    /// 工期三年, unless an object goes on so long.
    fn subject_of_clause(&self) -> Option<Item> {
        let acts = |verb: Word| {
            let form = self.around.passage.slice(self.place(verb));
            verb.part == Part::Verb && cue_of(form).is_none()
        };
        if self.around.left.continued && self.verb.is_some_and(acts) {
            return None;
        }
        Some(item(self.subject()?, ItemRule::Subject))
    }

    /// The last noun or verb of the clause behind the length.
    fn last(&self) -> Option<Phrase> {
        let around = self.around;
        let end = around.end();
        // 内 and 中 stand between the length and what is done in it.
        let skip: usize = around
            .after(4)
            .chars()
            .take_while(|c| matches!(c, '内' | '中' | '间' | '之'))
            .map(char::len_utf8)
            .sum();
        // 6个月内开工、30个月内竣工: each length has its own.
        let limit = around.next.map_or(around.clause_end, |next| {
            let gap = Span::new(end, next.context().start.max(end));
            let listed = around.passage.slice(gap).strip_suffix('、');
            let listed = listed.filter(|gap| gap.len() > skip);
            listed.map_or(around.clause_end, |gap| end + gap.len())
        });
        let start = end + skip;
        let phrase = (start < limit).then(|| noun_before(around.passage, start, limit))??;
        // 三天累计6.3亿元: what ends within the next figure is none.
        match around.next.map(Figure::context) {
            Some(next) if phrase.span.end > next.start && phrase.span.start < next.end => {
                match phrase.span.end > next.end {
                    true => noun_before(around.passage, next.end, limit),
                    false => noun_before(around.passage, start, next.start),
                }
            }
            _ => Some(phrase),
        }
    }

    /// 生猪存栏已连续4个月增加: what goes on is what does so, and was named before
    /// if the clause names none.
    fn what_goes_on(&self) -> Answer {
        let around = self.around;
        let last = self.last().filter(|_| around.left.continued)?;
        let change = cue_of(around.passage.slice(last.span));
        if !matches!(change, Some(Cue::Increase | Cue::Decrease)) {
            return None;
        }
        let subject = around.noun_before();
        // 实现连续三年增产: what was brought about.
        let bare = subject.is_some_and(|phrase| {
            phrase.verbal && words(around.passage.slice(phrase.span)).len() == 1
        });
        (!bare).then(|| subject.map(|phrase| item(phrase, ItemRule::Subject)))
    }

    fn object(&self) -> Option<Item> {
        let last = self.last()?;
        let time = Wording::OfTime.is(self.around.passage.slice(last.span));
        (!time).then(|| item(last, ItemRule::ObjectOfClause))
    }

    /// 两年内建成: the verb behind 内.
    fn verb_within(&self) -> Option<Item> {
        let mut ahead = self.ahead.iter().filter(|_| self.within);
        let verb = ahead.find(|word| word.part == Part::Verb)?;
        Some(verbal(self.place(*verb), ItemRule::VerbAfter))
    }
}

/// Whether a rank follows a length of time: 新低, 来最高, 同期最好.
pub(crate) fn ranks(passage: &Passage<'_>, at: usize) -> bool {
    let after = passage.near(at, 5);
    let after = ["同期", "以来", "来"]
        .iter()
        .find_map(|word| after.strip_prefix(word))
        .unwrap_or(after);
    ["最", "新低", "新高", "次高", "次低"]
        .iter()
        .any(|rank| after.starts_with(rank))
}

/// At most `count` characters from the start of `text`.
fn first_characters(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}
