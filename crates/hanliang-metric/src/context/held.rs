//! Which of the times of a sentence a figure holds for, and which of a passage.

use core::ops::Range;

use hanliang_span::Span;

use super::clause::clause;
use super::speech::speech_over;
use super::time::{Core, TimeFound};
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::record::Role;
use crate::tables::classes::Class;
use crate::tables::cues::cue_at;
use crate::tables::dates::Dated;
use crate::tables::times::When;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// A figure, and the times that it may hold for.
#[derive(Clone, Copy)]
pub(crate) struct Held<'a> {
    pub(crate) passage: &'a Passage<'a>,
    pub(crate) times: &'a [TimeFound],
    /// Times that only the figure right behind them holds for.
    pub(crate) owned: &'a [usize],
    pub(crate) figure: usize,
    pub(crate) place: Span,
    pub(crate) clause: Span,
    pub(crate) role: Role,
}

/// How long the noun may be of what did something at a time behind it, in
/// characters.
const NOUN: usize = 14;
/// How long a subject may be that stands before the time of a passage, in
/// characters.
const SUBJECT: usize = 8;
/// How many times before a figure are looked at.
const RECENT: usize = 12;

/// How near a time is to a figure, nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    InClause,
    LengthInClause,
    /// It opens a clause of the sentence.
    Leads,
    Date,
    Any,
}

impl Held<'_> {
    /// When the figure holds: the nearest time before it in its clause; else the
    /// nearest that opens a clause of the sentence, a date rather than a length
    /// of time; else the nearest of all.
    pub(crate) fn time(self) -> Option<usize> {
        if let Some(glossed) = self.glossed() {
            return Some(glossed);
        }
        let speech = speech_over(self.passage, self.place);
        let mut nearest: Option<(Nearness, usize)> = None;
        for at in self.recent().rev() {
            let nearness = self.nearness(at);
            let nearer = nearest.is_none_or(|(other, _)| nearness < other);
            if nearer && self.usable(at, speech) {
                nearest = Some((nearness, at));
            }
            if matches!(nearest, Some((Nearness::InClause, _))) {
                break;
            }
        }
        if !matches!(nearest, Some((Nearness::InClause, _)))
            && let Some(behind) = self.behind()
        {
            return Some(behind);
        }
        let (_, at) = nearest?;
        // 截至5月底，今年票房50亿元: what is counted up to a date holds then.
        let year = matches!(self.times[at].core, Core::Word(When::Year(_)));
        let cutoff = |at: &usize| self.is_cutoff(*at) && self.usable(*at, speech);
        let cutoff = year.then(|| self.recent().rev().find(cutoff)).flatten();
        cutoff.or(Some(at))
    }

    /// The time that alone fills a bracket right behind the figure: 3600万人次（2017年）.
    fn glossed(self) -> Option<usize> {
        let inside = self.passage.after(self.place.end);
        let bracket = inside.chars().next().filter(|c| matches!(c, '（' | '('))?;
        let start = self.place.end + bracket.len_utf8();
        let at = self.times.partition_point(|time| time.span.start < start);
        let time = self.times.get(at).filter(|time| time.span.start == start)?;
        let closed = self.passage.after(time.span.end).starts_with(['）', ')']);
        (closed && !is_length(*time)).then_some(at)
    }

    /// The time behind the figure at which what it counts did something: 7个项目
    /// 已于11月通车.
    fn behind(self) -> Option<usize> {
        let at = self
            .times
            .partition_point(|time| time.span.start < self.place.end);
        let time = self.times.get(at)?;
        let passage = self.passage;
        let gap = passage.slice(Span::new(self.place.end, time.span.start));
        let rest = passage.slice(Span::new(time.span.end, self.clause.end.max(time.span.end)));
        let noun = gap.strip_suffix(['于', '在'])?;
        let plain = |text: &str| text.chars().all(|c| is_han(c) && digit(c).is_none());
        let acts = !rest.is_empty() && plain(rest) && !rest.contains('的');
        let told = self.role == Role::Level && !is_length(*time) && !time.compared;
        (told && acts && plain(noun) && noun.chars().count() <= NOUN).then_some(at)
    }

    fn recent(self) -> Range<usize> {
        let upto = self
            .times
            .partition_point(|time| time.span.start < self.place.start);
        upto.saturating_sub(RECENT)..upto
    }

    fn is_within(self, time: TimeFound) -> bool {
        time.span.start >= self.clause.start
    }

    fn nearness(self, at: usize) -> Nearness {
        let time = self.times[at];
        match (self.is_within(time), is_length(time)) {
            (true, false) => Nearness::InClause,
            (true, true) => Nearness::LengthInClause,
            (false, false) if leads(self.passage, time) => Nearness::Leads,
            (false, false) => Nearness::Date,
            (false, true) => Nearness::Any,
        }
    }

    fn is_cutoff(self, at: usize) -> bool {
        let time = self.times[at];
        matches!(time.core, Core::Date(_))
            && self.passage.slice(time.span).starts_with('截')
            && !self.is_within(time)
            && leads(self.passage, time)
    }

    /// Whether the figure may hold for a time at all.
    fn usable(self, at: usize, speech: Option<Span>) -> bool {
        let passage = self.passage;
        let time = self.times[at];
        let within = self.is_within(time);
        time.span.end <= self.place.start
            && !matches!(time.core, Core::Length(of) if of == self.figure)
            && (self.role == Role::From || self.turns() || !is_start(passage, time))
            && !self.belongs_elsewhere(at)
            && (!time.compared || adjoins(passage, time, self.place))
            && (within || !self.is_left_behind(time))
            && speech.is_none_or(|speech| speech.covers(time.span))
            && (self.ends_change(at) || !of_whole(passage, time, self.place))
            && !reported(passage, time)
    }

    /// Whether the figure is the change before another that took its place: 由二季度下降7%｜转为.
    fn turns(self) -> bool {
        let near = self.passage.near(self.place.end, 2);
        near.starts_with(['转', '变']) && self.role != Role::To
    }

    /// Whether the time is that of the second end of a change: 由去年的3%下降至｜今年的2%.
    fn ends_change(self, at: usize) -> bool {
        let first = at.checked_sub(1);
        self.role == Role::To && first.is_some_and(|first| self.owned.binary_search(&first).is_ok())
    }

    /// Whether only another figure holds for a time.
    fn belongs_elsewhere(self, at: usize) -> bool {
        let owned = self.owned.binary_search(&at).is_ok();
        owned && (!self.is_within(self.times[at]) || self.role == Role::To)
    }

    /// Whether a time of another clause holds for that clause alone.
    fn is_left_behind(self, time: TimeFound) -> bool {
        let passage = self.passage;
        let run = || passage.slice(time.span).starts_with("连续");
        let counted_up = || passage.slice(self.clause).starts_with("累计");
        passage.near(time.span.end, 1) == "的"
            || is_of_now(passage, time, self.place)
            || is_length(time) && (run() && !counted_up() || is_past(passage, time, self.place))
            || is_done_with(passage, time)
            || describes(passage, time)
            || is_aside(passage, time, self.place, self.role)
            || heads_bracket(passage, time, self.place)
    }
}

/// Whether what there is now is told of behind a date at which something was done:
/// 2012年投产，现有工人260名. Not 截至2012年，现有.
fn is_of_now(passage: &Passage<'_>, time: TimeFound, place: Span) -> bool {
    let done = matches!(time.core, Core::Date(_))
        && !passage.slice(time.span).starts_with('截')
        && passage.near(time.span.end, 1).starts_with(is_han)
        && passage.slice(time.span).ends_with(['年', '月', '日']);
    let now = |text: &str| {
        ["现有", "现职", "今有"]
            .iter()
            .any(|now| text.starts_with(now))
    };
    let told = shortly_behind(passage, time, place);
    done && told.split(['，', '；', '。']).skip(1).any(now)
}

/// Whether a time heads a bracket that is closed before the figure: 0.63元
/// （2024年：1.12元），.
fn heads_bracket(passage: &Passage<'_>, time: TimeFound, place: Span) -> bool {
    passage.before(time.span.start).ends_with(['（', '('])
        && between(passage, time, place).starts_with(['：', ':'])
        && shortly_behind(passage, time, place).contains(['）', ')'])
}

/// What stands between a time and a figure.
fn between<'t>(passage: &'t Passage<'_>, time: TimeFound, place: Span) -> &'t str {
    passage.slice(Span::new(time.span.end, place.start.max(time.span.end)))
}

/// The first of what stands there: a time may hold for any number of figures,
/// and each looks at it.
fn shortly_behind<'t>(passage: &'t Passage<'_>, time: TimeFound, place: Span) -> &'t str {
    /// In characters: more than a sentence has.
    const SENTENCE: usize = 120;
    let between = between(passage, time, place);
    if between.len() <= SENTENCE {
        return between;
    }
    let near = passage.near(time.span.end, SENTENCE);
    near.get(..between.len()).unwrap_or(near)
}

fn is_length(time: TimeFound) -> bool {
    matches!(time.core, Core::Length(_))
}

/// Whether a time stands before a semicolon.
fn is_past(passage: &Passage<'_>, time: TimeFound, place: Span) -> bool {
    shortly_behind(passage, time, place).contains(['；', ';'])
}

/// Whether no more than 的 stands between a time and a figure.
fn adjoins(passage: &Passage<'_>, time: TimeFound, place: Span) -> bool {
    matches!(between(passage, time, place), "" | "的") && time.span.end <= place.start
}

/// Whether a time says when something was done and ends its clause: 创办于
/// 1953年，; 持续到9月，; or a verb alone does: 工程6月开工，.
fn is_done_with(passage: &Passage<'_>, time: TimeFound) -> bool {
    let rest = passage.near(time.span.end, 5);
    if rest.starts_with(is_han) {
        return matches!(time.core, Core::Date(_)) && !leads(passage, time) && is_verb_alone(rest);
    }
    let before = passage.before(time.span.start);
    // 直到2020年，: the time that is come to.
    let before = Dated::Arrives.length_before(before).map_or(before, |_| "");
    let verb = before.strip_suffix(['于', '到', '至']);
    verb.is_some_and(|verb| verb.ends_with(is_han) && !Dated::Aims.ends(verb))
}

/// Whether a time says since when the subject of its clause is what it is:
/// 2014年成立的合作社，.
fn describes(passage: &Passage<'_>, time: TimeFound) -> bool {
    let rest = passage.near(time.span.end, NOUN);
    let clause = rest.split_once(['，', ',']).map(|(clause, _)| clause);
    let Some((verb, noun)) = clause.and_then(|clause| clause.rsplit_once('的')) else {
        return false;
    };
    let plain = |text: &str| text.chars().all(|c| is_han(c) && digit(c).is_none());
    let acts = || {
        words(verb)
            .first()
            .is_some_and(|word| word.part == Part::Verb)
    };
    let among = noun.is_empty() || noun.ends_with(['中', '里', '内']);
    leads(passage, time) && plain(verb) && plain(noun) && !among && acts()
}

/// Whether a clause ends behind the verb that a text begins with, which tells
/// of no change: 开工，.
fn is_verb_alone(text: &str) -> bool {
    let marks = ['，', ',', '；', ';', '。'];
    let Some((clause, _)) = text.split_once(marks) else {
        return false;
    };
    let verbs = words(clause);
    let acts = |word: &Word| matches!(word.part, Part::Verb | Part::VerbalNoun | Part::Adverb);
    verbs.iter().all(acts)
        && verbs.last().is_some_and(|word| word.part != Part::Adverb)
        && cue_at(clause).is_none()
}

/// Whether a time is said of its own clause alone: what was so a year before,
/// the ground of what follows, or when something will be done.
fn is_aside(passage: &Passage<'_>, time: TimeFound, place: Span, role: Role) -> bool {
    let like = passage.slice(time.span).strip_suffix("同期");
    // 2018年同期客流为14万人次；
    let like = like.is_some_and(|year| !year.is_empty());
    // 较2019年同期（36微克）改善: the figure in the bracket is of that year.
    let between = shortly_behind(passage, time, place);
    let behind = between.strip_prefix("同期");
    let glossed = behind.is_some_and(|behind| matches!(behind, "（" | "("));
    if like || passage.near(time.span.end, 2) == "同期" && !glossed {
        // ；去年同期收案85件，结案66件: what the sentence turns to.
        return role == Role::Increase
            || role == Role::Decrease
            || !turns_to(passage, time)
            || is_past(passage, time, place);
    }
    let clause = clause(passage, time.span);
    let lead = passage.slice(Span::new(clause.start, time.span.start));
    let rest = passage.slice(Span::new(time.span.end, clause.end));
    let lead = lead.trim_start_matches(['但', '不', '过', '而', '且']);
    Wording::Subordinate.begins(lead)
        || Wording::Scheduled.ends(lead)
            && rest.starts_with(is_han)
            && !rest.contains(|c: char| digit(c).is_some())
            && is_past(passage, time, place)
}

/// Whether a time opens its sentence, or a part of it behind a semicolon.
fn turns_to(passage: &Passage<'_>, time: TimeFound) -> bool {
    let before = passage.before(time.span.start);
    let lead = before.trim_end_matches(['而', '但', '在', ' ', '\u{3000}']);
    lead.is_empty() || lead.ends_with(['。', '；', ';', '！', '？', '\n'])
}

/// Whether a change begins at a time: 由上年的13.1降至12.6, 从原来6小时.
fn is_start(passage: &Passage<'_>, time: TimeFound) -> bool {
    if Dated::Former.is(passage.slice(time.span)) {
        return true;
    }
    let opened = ["起", "开始", "以来", "至今"];
    passage.before(time.span.start).ends_with('由')
        && !opened
            .iter()
            .any(|word| passage.slice(time.span).ends_with(word))
}

/// Whether a time is of the whole that a share or a multiple is of: 是上年的
/// 2.3倍, 占当时用电的四分之一.
fn of_whole(passage: &Passage<'_>, time: TimeFound, place: Span) -> bool {
    let figure = passage.slice(place);
    let part = figure.ends_with(['%', '％', '倍', '成']) || figure.contains("分之");
    let whole = || {
        let before = passage.before(time.span.start);
        // 恢复至往年的83%, 相当于去年的六成
        before.ends_with(['是', '为', '占', '到', '达', '按', '至']) || before.ends_with("相当于")
    };
    let held = || {
        let between = between(passage, time, place).trim_end_matches(['近', '约']);
        let parted = || shortly_behind(passage, time, place).contains(['，', ',', '；', '、']);
        between.ends_with('的') && !parted()
            || between.is_empty() && passage.slice(time.span).ends_with('的')
    };
    part && whole() && held()
}

/// Whether a time opens its clause, so that it holds for what follows.
fn leads(passage: &Passage<'_>, time: TimeFound) -> bool {
    let before = passage.before(time.span.start);
    let before = before.strip_suffix("其中").unwrap_or(before);
    let arrives = Dated::Arrives.length_before(before).unwrap_or(0);
    let before = before.get(..before.len() - arrives).unwrap_or(before);
    let lead = before.trim_end_matches(['在', '从', '自', '于', '到', '至', ' ', '\u{3000}']);
    // 再到今年国庆
    let lead = lead.strip_suffix('再').unwrap_or(lead);
    // 力争到2027年，
    let aimed = Dated::Aims
        .length_before(lead)
        .filter(|_| before.ends_with(['到', '至']));
    let lead = lead.get(..lead.len() - aimed.unwrap_or(0)).unwrap_or(lead);
    lead.is_empty()
        || lead.ends_with([
            '，', ',', '。', '；', ';', '：', ':', '\n', '！', '？', '”', '）', ')',
        ])
}

/// The time that opens a passage at `start`, which holds for all of it.
pub(crate) fn opens_passage(
    passage: &Passage<'_>,
    start: usize,
    times: &[TimeFound],
) -> Option<TimeFound> {
    let mut usable = times
        .iter()
        .filter(|time| !time.compared && !reported(passage, **time));
    let first = usable.next()?;
    let lead = passage.slice(Span::new(start, first.span.start.max(start)));
    let lead = lead.trim_start_matches([' ', '\u{3000}', '\t', '\n', '*', '·', '•']);
    let lead = without_mark(lead);
    // 初步核算，全年…, 据省统计局发布，全年…: one clause may stand before.
    let lead = lead
        .strip_suffix(['，', ','])
        .filter(|clause| attributes(clause))
        .map_or(lead, |_| "");
    let plain = lead.is_empty()
        || is_stretch(*first) && names_subject(lead)
        || (lead.chars().count() <= 2 && lead.chars().all(|c| matches!(c, '在' | '于' | '到')));
    // 十年来 runs up to now, as 近年来 does.
    let dated = !is_length(*first) || passage.slice(first.span).ends_with('来');
    // 9月28日，货轮靠港。 tells of one day, and nothing of the next sentence.
    let event = is_day(passage, *first) && !passage.slice(first.span).starts_with('截');
    let holds = dated && !event && !describes(passage, *first);
    (plain && holds && is_han_or_digit(passage.near(first.span.start, 1))).then_some(*first)
}

/// How far behind a time it is said that something will be, in characters.
const AIM: usize = 10;

/// Whether a time that opens a later sentence takes the place of the one that opened the
/// passage: a year of another, a plan of another.
pub(crate) fn moves_on(passage: &Passage<'_>, first: TimeFound, later: TimeFound) -> bool {
    let year = |time: TimeFound| match time.core {
        Core::Word(When::Year(_)) => true,
        Core::Date(_) => passage.slice(time.span).ends_with('年'),
        _ => false,
    };
    let plan = |time: TimeFound| {
        matches!(time.core, Core::Phrase) && passage.slice(time.span).ends_with(['间', '期'])
    };
    // 2019年，公司成立: a look back. Years that are written alike stand in their order.
    let text = |time: TimeFound| passage.slice(time.span);
    let dated = matches!((first.core, later.core), (Core::Date(_), Core::Date(_)));
    let back = dated && (text(later) <= text(first) || text(later).len() != text(first).len());
    // 2030年，产值将达到: nor what is yet to be.
    let told = passage.near(later.span.end, AIM);
    let aims = told.contains(['将', '拟']) || Dated::Foretells.within(told);
    !aims && (year(first) && year(later) && !back || plan(first) && plan(later))
}

/// Whether a word names a stretch of its own, or its end: 全年, 当天, 年末; a
/// year or a date may tell of what the subject once did.
const fn is_stretch(time: TimeFound) -> bool {
    matches!(
        time.core,
        Core::Word(When::Open | When::Half(..) | When::YearStart(_) | When::YearEnd(_))
    )
}

/// Whether a text is the subject of the clause that it opens, and no more: 全省｜
/// 当天接待…, 国民经济｜全年实现….
fn names_subject(text: &str) -> bool {
    let noun = |word: &Word| matches!(word.part, Part::Noun | Part::Place | Part::Adjective);
    let text = text
        .rsplit(['：', ':'])
        .next()
        .unwrap_or_default()
        .trim_start();
    text.chars().count() <= SUBJECT && text.chars().all(is_han) && words(text).iter().all(noun)
}

/// A text without the mark of a list that it begins with: 二、, （三）, 1.
fn without_mark(text: &str) -> &str {
    let number = text.trim_start_matches(['（', '(']);
    let rest = number.trim_start_matches(|c| digit(c).is_some() || c == '十');
    if rest.len() == number.len() {
        return text;
    }
    rest.strip_prefix(['、', '.', '．', '）', ')'])
        .unwrap_or(text)
}

/// Whether the time that opens a passage holds for a figure of a sentence:
/// speech has its own.
pub(crate) fn holds_on(
    passage: &Passage<'_>,
    opens: TimeFound,
    sentence: Span,
    figure: Span,
) -> bool {
    let before = passage.slice(Span::new(sentence.start.min(figure.start), figure.start));
    // 至此，: by what was told just now.
    !Dated::SoFar.begins(before.trim_start())
        && opens.span.end <= sentence.start.max(figure.start)
        && !is_of_now(passage, opens, figure)
        && (opens.span.start >= sentence.start || !is_planned(before))
        && speech_over(passage, figure).is_none_or(|speech| speech.covers(opens.span))
}

/// Whether the words before a figure say that it is planned: 公司拟派发….
fn is_planned(before: &str) -> bool {
    let mut places = before.match_indices('拟');
    places.any(|(at, _)| {
        let lead = before.get(..at).unwrap_or_default();
        !lead.ends_with(['模', '虚', '草', '比'])
    })
}

/// Whether a clause says no more than where what follows is from.
fn attributes(clause: &str) -> bool {
    let length = clause.chars().count();
    let said = || clause.starts_with(['据', '據']) || is_event(clause);
    length <= 6 && clause.chars().all(is_han) || length <= 24 && !clause.contains('，') && said()
}

fn is_han_or_digit(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| is_han(c) || crate::label::digits::is_arabic(c) || matches!(c, '“' | '「'))
}

/// Whether a time is a single day.
fn is_day(passage: &Passage<'_>, time: TimeFound) -> bool {
    let named = |date: &str| date.ends_with('日') || date.starts_with(['周', '星', '礼']);
    matches!(time.core, Core::Word(When::Day(_)))
        || matches!(time.core, Core::Date(span) if named(passage.slice(span)))
}

/// Whether a day is one that is told of, or when something was said, not when
/// a figure held: 今日公布.
fn reported(passage: &Passage<'_>, time: TimeFound) -> bool {
    let week = matches!(time.core, Core::Word(When::Week(_)));
    if !is_day(passage, time) && !week {
        return false;
    }
    // 6月14日是世界献血者日: a day that is spoken of itself.
    if passage.near(time.span.end, 1) == "是" {
        return true;
    }
    let near = passage.near(time.span.end, 20);
    // 今日（10月8日）表示
    let near = match near.strip_prefix(['（', '(']) {
        Some(bracket) => bracket.split_once(['）', ')']).map_or("", |(_, rest)| rest),
        None => near.trim_start_matches(['）', ')']),
    };
    let mut clauses = near.split(|c| !is_han(c));
    let clause = clauses.next().unwrap_or_default();
    // 9月8日，法院公开宣判…: who says it follows.
    let said = clause.is_empty()
        && near.starts_with(['，', ','])
        && clauses
            .next()
            .is_some_and(|clause| Wording::Says.within(clause));
    said || is_event(clause)
}

/// Whether a clause tells of an event: something is said, or held.
fn is_event(clause: &str) -> bool {
    Wording::Says.within(clause) || Wording::Meets.within(clause)
}
