//! Which noun phrases can be a scope: names of places, words that stand for
//! one (全市, 本公司), and bodies named as what a clause is about.

use hanliang_span::Span;

use super::person::{is_function, person};
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::places::{End, Ends, Known, place_at};
use crate::tables::signs::Kind;
use crate::tables::times::time_at;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// The longest name of a village without its end, in characters.
const VILLAGE: usize = 4;
/// The longest name of a body, in characters.
const BODY: usize = 16;
/// The longest sort of bodies between a place and its end, in characters.
const LONGEST_SORT: usize = 6;
/// Classifiers of bodies, behind which a number counts them.
const COUNTED: [char; 8] = ['家', '个', '所', '座', '户', '间', '余', '多'];

/// A place or body named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) span: Span,
    /// The name in full, where a table has it.
    pub(super) full: Option<&'static str>,
    /// 全市, 该县: stands for a name.
    pub(super) whole: bool,
    /// One of several in a row (上海、北京), so that it says nothing of where.
    pub(super) listed: bool,
    /// It is a body, which ends with its sentence unless it is a firm.
    pub(super) body: Option<Ends>,
    /// It opens a clause, as its subject or as where it happens.
    pub(super) head: bool,
    /// A country or more: 全国, 我国, 全球.
    pub(super) wide: bool,
}

impl Place {
    const fn new(span: Span) -> Self {
        Self {
            span,
            full: None,
            whole: false,
            listed: false,
            body: None,
            head: false,
            wide: false,
        }
    }

    /// What later figures may hold for too: not the name of a country, which
    /// says whose team or product something is.
    pub(super) const fn is_topic(&self) -> bool {
        let held = !self.listed && !matches!(self.body, Some(Ends::Office));
        held && (self.whole && (self.head || !self.wide) || self.head && !self.wide)
    }
}

/// The places a stretch of a passage names, in order.
pub(super) fn places_of(passage: &Passage<'_>, stretch: Span) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut past = stretch.start;
    for (at, _) in passage.signs(Kind::Place, stretch) {
        let Some((length, known)) = (at >= past)
            .then(|| place_at(passage.slice(Span::new(at, stretch.end))))
            .flatten()
        else {
            continue;
        };
        past = at + length;
        let span = Span::new(at, past);
        let place = match known {
            Known::End(end) => ended(passage, span, end, &mut found),
            _ => stated(passage, span, known),
        };
        let Some(mut place) = place else {
            continue;
        };
        if !place.whole && place.body.is_none() {
            let region = Wording::Region.length_at(passage.after(place.span.end));
            place.span.end += region.unwrap_or(0);
            past = past.max(place.span.end);
        }
        place.head = place.body.is_some() || opens_clause(passage, place.span.start);
        place.listed = is_end_of_route(passage, place.span.end);
        note(passage, &mut found, place);
    }
    found
}

/// A place that a table has by its name or as what stands for one.
fn stated(passage: &Passage<'_>, span: Span, known: Known) -> Option<Place> {
    match known {
        Known::Word | Known::End(_) => None,
        Known::Whole => whole(passage, span).then(|| Place {
            whole: true,
            body: is_own_body(passage.slice(span)).then_some(Ends::Firm),
            wide: passage.slice(span).ends_with(['国', '球']),
            ..Place::new(span)
        }),
        Known::Name(full) | Known::Country(full) => {
            let told = is_dateline(passage, span.end) || is_measure_of(passage, span);
            (!told && !is_part_of_word(passage, span)).then(|| Place {
                full: Some(full),
                wide: matches!(known, Known::Country(_)),
                ..Place::new(span)
            })
        }
    }
}

/// A place or a body that is known by how its name ends; those found before
/// may be parts of it.
fn ended(passage: &Passage<'_>, span: Span, end: End, found: &mut Vec<Place>) -> Option<Place> {
    match end.ends {
        Ends::Village => {
            let last = found
                .last()
                .filter(|last| !last.whole && last.body.is_none());
            return village(passage, span, last.map(|last| last.span)).map(Place::new);
        }
        Ends::Person => return person(passage, span.end).map(Place::new),
        _ => {}
    }
    if end.system && is_all_of(passage, found.last(), span) {
        // 全市法院: all of a place are one body.
        found.last_mut()?.span.end = span.end;
        return None;
    }
    let body = body(passage, span, end, found.last())?;
    if is_source(passage, body.end) {
        // 中国汽车工业协会发布: neither the body nor its country.
        let country = |place: &mut Place| place.wide && place.span.start >= body.start;
        while found.pop_if(country).is_some() {}
        return None;
    }
    Some(Place {
        body: Some(end.ends),
        ..Place::new(body)
    })
}

/// Names of the titles where they open a clause.
pub(super) fn names_of<'n>(
    passage: &Passage<'_>,
    stretch: Span,
    names: impl Iterator<Item = &'n str>,
    found: &mut Vec<Place>,
) {
    let text = passage.slice(stretch);
    let mut named = Vec::new();
    for name in names {
        for at in memchr::memmem::find_iter(text.as_bytes(), name) {
            let span = Span::new(stretch.start + at, stretch.start + at + name.len());
            let next = found.partition_point(|place| place.span.end <= span.start);
            let taken = (found.get(next)).is_some_and(|place| place.span.overlaps(span));
            let (start, lead) = (span.start, passage.before(span.start));
            let time = lead.ends_with(['年', '月', '日', '天', '季']);
            if !taken && (time || opens_clause(passage, start)) {
                named.push(Place {
                    body: Some(Ends::Team),
                    head: true,
                    ..Place::new(span)
                });
            }
        }
    }
    if !named.is_empty() {
        // Of two names that begin alike the longer counts.
        named.sort_by_key(|place| (place.span.start, usize::MAX - place.span.end));
        named.dedup_by(|next, place| next.span.overlaps(place.span));
        found.append(&mut named);
        found.sort_by_key(|place| place.span.start);
    }
}

/// Whether a place in its stead and the end of a body are one name: 全省消防
/// 救援｜队伍.
fn is_all_of(passage: &Passage<'_>, last: Option<&Place>, end: Span) -> bool {
    let Some(last) = last.filter(|last| last.whole && last.body.is_none() && last.head) else {
        return false;
    };
    let between = passage.slice(Span::new(last.span.end.min(end.start), end.start));
    between.chars().count() <= LONGEST_SORT
        && between.chars().all(|c| is_han(c) && !is_function(c))
        && is_name(between)
        && goes_on(passage, end.end)
}

/// Adds a place; 江西赣州 is one name, of 临汾市曲沃县 the last counts.
fn note(passage: &Passage<'_>, found: &mut Vec<Place>, mut place: Place) {
    if let Some(last) = found.last_mut() {
        let gap = (last.span.end <= place.span.start)
            .then(|| passage.slice(Span::new(last.span.end, place.span.start)));
        match gap {
            Some("") if !last.whole && !place.whole => {
                if last.full.is_some_and(|full| full.len() != last.span.len())
                    && place
                        .full
                        .is_some_and(|full| full.len() != place.span.len())
                {
                    place.span = Span::new(last.span.start, place.span.end);
                }
                place.head = last.head;
                *last = place;
                return;
            }
            Some("、" | "和" | "与" | "及") if !last.whole && !place.whole => {
                last.listed = true;
                place.listed = true;
            }
            // A body takes in the place its name begins with.
            None => {
                while found
                    .last()
                    .is_some_and(|last| last.span.start >= place.span.start)
                {
                    found.pop();
                }
            }
            _ => {}
        }
    }
    found.push(place);
}

/// Whether a word such as 全市 says where; 本公司 does as the subject only.
fn whole(passage: &Passage<'_>, span: Span) -> bool {
    let body = is_own_body(passage.slice(span));
    !is_field(passage, span) && (!body || opens_clause(passage, span.start))
}

/// Whether a word that stands for a name stands for one of a body: 本公司, 该站.
fn is_own_body(word: &str) -> bool {
    word.ends_with(['司', '团', '行', '业', '店', '厂', '站', '局'])
}

/// What is only compared with: 在全省率先, 居全国前列, 高于全市平均水平.
fn is_field(passage: &Passage<'_>, span: Span) -> bool {
    let after = passage.near(span.end, 2);
    Wording::Rank.begins(after) || is_measure_of(passage, span)
}

/// 占全国的22%, 高于北京的80%; 面向全国招生 says for whom.
fn is_measure_of(passage: &Passage<'_>, span: Span) -> bool {
    let before = passage.before(span.start);
    before.ends_with("面向") || Wording::Compares.ends(before)
}

/// 记者李明/台北报导: from where it is told.
fn is_dateline(passage: &Passage<'_>, end: usize) -> bool {
    let after = passage.near(end, 2);
    matches!(after, "报导" | "报道" | "电）" | "讯）")
}

/// 昆明至万象航线: neither end of a route says where.
fn is_end_of_route(passage: &Passage<'_>, end: usize) -> bool {
    let mut after = passage.near(end, 2).chars();
    matches!(after.next(), Some('至' | '—' | '-')) && after.next().is_some_and(is_han)
}

/// Whether nothing but a mark, a time or 在 stands before a place.
fn opens_clause(passage: &Passage<'_>, start: usize) -> bool {
    let before = passage.before(start);
    let before = before.strip_suffix(['在', '于', '据']).unwrap_or(before);
    let before = before.strip_suffix("其中").unwrap_or(before);
    before.chars().next_back().is_none_or(|c| {
        !is_han(c) && c != '、' || matches!(c, '年' | '月' | '日' | '来' | '底' | '末')
    })
}

/// Two characters that a table has as a county may be parts of words.
fn is_part_of_word(passage: &Passage<'_>, span: Span) -> bool {
    let short = passage.slice(span).chars().count() == 2;
    let county = passage.slice(span).ends_with(['县', '区']);
    let before = passage.before(span.start);
    short
        && county
        && before
            .chars()
            .next_back()
            .is_some_and(|c| is_han(c) && !matches!(c, '省' | '市' | '州'))
}

/// A name of a village or a work: what stands between a place and its end, or
/// a short name where a clause or a place begins.
pub(super) fn village(passage: &Passage<'_>, end: Span, within: Option<Span>) -> Option<Span> {
    let name = |start: usize, most: usize| {
        let between = passage.slice(Span::new(start.min(end.start), end.start));
        let fits = (1..=most).contains(&between.chars().count())
            && start <= end.start
            && between.chars().all(|c| is_han(c) && !is_function(c));
        fits.then(|| Span::new(start, end.end))
    };
    if let Some(within) = within
        && let Some(span) = name(within.end, VILLAGE)
    {
        return Some(span);
    }
    let before = passage.before(end.start);
    let start = before
        .char_indices()
        .rev()
        .take(VILLAGE)
        .find(|(_, c)| !is_han(*c) || is_function(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    // 其中｜高沟镇
    let near = before.char_indices().rev().nth(VILLAGE);
    let near = before
        .get(near.map_or(0, |(at, _)| at)..)
        .unwrap_or_default();
    let among = near
        .rfind("其中")
        .map(|at| before.len() - near.len() + at + "其中".len());
    let start = among.map_or(start, |among| among.max(start));
    let opens = before.get(..start).is_some_and(|before| {
        before.ends_with(['在', '于'])
            || before.ends_with("其中")
            || before
                .chars()
                .next_back()
                .is_none_or(|c| !is_han(c) && !c.is_ascii_alphanumeric())
    });
    let span = name(start, VILLAGE - 1).filter(|_| opens && end.start - start >= 6)?;
    if is_common_noun(passage.slice(span)) {
        return None;
    }
    // 贫困村, 重点镇: a common word is no name; but 石桥镇辖12个村.
    let governs = passage.after(end.end).starts_with(['辖', '轄']);
    let settled = passage.slice(end).ends_with(['村', '镇', '道', '区']);
    let common = words(passage.slice(Span::new(start, end.start)))
        .iter()
        .any(|word| match word.part {
            Part::Place => false,
            _ if word.rare => false,
            Part::Noun => settled && word.span.len() > 3,
            _ => word.span.len() > 3,
        });
    (governs || !common).then_some(span)
}

/// Whether a dictionary has it as one noun: 民族乡.
fn is_common_noun(text: &str) -> bool {
    let words = words(text);
    matches!(&words[..], [word] if word.part == Part::Noun && !word.rare)
}

/// A body that opens its clause: by its name, or by a noun that is definite
/// without one.
fn body(passage: &Passage<'_>, span: Span, end: End, last: Option<&Place>) -> Option<Span> {
    let start = body_start(passage, span.start, end)?;
    // 全市法院: the place is named as the whole.
    if last.is_some_and(|last| last.whole && last.span.end > start) {
        return None;
    }
    let start = after_time(passage, start, span.start);
    let text = passage.slice(Span::new(start, span.start));
    let (start, text) = match text.strip_prefix("其中") {
        Some(rest) => (start + "其中".len(), rest),
        None => (start, text),
    };
    let after = passage.after(span.end);
    if is_among_several(passage.before(start), after)? || Wording::Compares.begins(text) {
        return None;
    }
    let named = !text.is_empty() || end.alone;
    let fits = match end.ends {
        Ends::Village | Ends::Person => false,
        // 公司控股股东: the shareholder is another.
        Ends::Firm => !after.starts_with("股东") && !after.starts_with("拥有人"),
        Ends::Team => is_unknown(text) && goes_on(passage, span.end),
        Ends::Office if passage.slice(span) == "企业" && text.chars().count() >= 4 => {
            is_group(text)
        }
        Ends::Office => is_name(text) && goes_on(passage, span.end),
    };
    (named && fits).then(|| Span::new(start, span.end))
}

/// Where the clause of a body begins, if nothing but its name and a time may
/// stand in it up to `end`, where the word is that tells the body.
fn body_start(passage: &Passage<'_>, stop: usize, end: End) -> Option<usize> {
    let mut start = stop;
    for (count, (at, character)) in passage.before(stop).char_indices().rev().enumerate() {
        if !is_han(character) {
            break;
        }
        // 在此设有基地的｜东岭航空, ｜本赛季凤凰山足球场
        if character == '的' && end.ends != Ends::Office && start < stop {
            break;
        }
        // 规模以上企业
        let within = character == '以' && passage.near(start, 1) == "上";
        if is_function(character) && !within || count > BODY {
            let time = time_at(passage.slice(Span::new(at, stop))).is_some();
            return time.then_some(at);
        }
        start = at;
    }
    Some(start)
}

/// Whether a body is one of a list, is counted, or is cut off by a mark; none
/// at the end of a text.
fn is_among_several(before: &str, after: &str) -> Option<bool> {
    let next = after.chars().next()?;
    // A股上市公司36家: what is counted is no one body.
    let numeral = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '千' | '万' | '亿');
    let behind = after.trim_start_matches(numeral);
    let counted = behind.len() < after.len() && behind.starts_with(COUNTED);
    let listed = matches!(next, '、' | '和' | '与' | '及' | '等');
    let cut = |c: char| c.is_ascii_alphanumeric() || matches!(c, '、' | '“' | '（' | '(');
    Some(counted || listed || before.ends_with(cut))
}

/// 海岳 of 海岳队, not 工作 of 工作队.
fn is_unknown(name: &str) -> bool {
    let unknown = |word: &Word| word.part == Part::Place || word.rare || word.span.len() == 3;
    name.chars().count() >= 2 && words(name).iter().all(unknown)
}

/// 市 of 市财政, 供水 of 供水企业; not 帮助 or 三家.
fn is_name(name: &str) -> bool {
    !is_several(name)
        && words(name)
            .iter()
            .enumerate()
            .all(|(at, word)| match word.part {
                Part::Verb => at > 0 && word.span.len() == 3,
                Part::Adverb | Part::Pronoun | Part::Numeral | Part::Mark => false,
                _ => true,
            })
}

/// 重点统计钢铁 of 重点统计钢铁企业: many of a sort.
fn is_group(name: &str) -> bool {
    let first = |word: &Word| !matches!(word.part, Part::Verb | Part::Adverb | Part::Pronoun);
    !is_several(name) && words(name).first().is_none_or(first)
}

/// 三家, 前十大: so many are counted.
fn is_several(name: &str) -> bool {
    let mut first = name.chars().take(2);
    first.any(|c| digit(c).is_some() || c == '十')
}

/// Whether a body acts or has what follows, and is no part of a longer noun:
/// 市财政投入, not 村党组织书记.
fn goes_on(passage: &Passage<'_>, end: usize) -> bool {
    let next = words(passage.near(end, 4));
    next.first().is_some_and(|word| match word.part {
        Part::Noun | Part::Place | Part::VerbalNoun => false,
        // 新开航线
        Part::Adjective => word.span.len() == 3,
        _ => true,
    })
}

/// Where a name begins behind the times before it: 去年｜公司, 2019年｜公司.
fn after_time(passage: &Passage<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let text = passage.slice(Span::new(at, end));
        let unit = passage
            .before(at)
            .ends_with(|c: char| c.is_ascii_digit())
            .then(|| {
                ["年末", "年底", "年", "月份", "月末", "月底", "月", "日"]
                    .into_iter()
                    .find(|unit| text.starts_with(unit))
            })
            .flatten();
        match unit
            .map(str::len)
            .or_else(|| time_at(text).map(|(length, _)| length))
        {
            Some(length) => at += length,
            None => break,
        }
    }
    at.min(end)
}

/// Whether who is named only says what others have: 协会发布数据, 公司表示.
fn is_source(passage: &Passage<'_>, end: usize) -> bool {
    let near = passage.near(end, 16);
    let clause = near
        .split(['，', ',', '。', '；', '：'])
        .next()
        .unwrap_or_default();
    let tells = Wording::Says.within(clause) || Wording::Finds.within(clause);
    tells && !clause.contains(|c: char| c.is_ascii_digit())
}
