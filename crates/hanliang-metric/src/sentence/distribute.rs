//! 分别: several figures in a row, several nouns or times before them.

use hanliang_span::Span;

use super::Stated;
use crate::context::item::Item;
use crate::context::phrase::{is_group, is_measure, is_place, is_scope_word, names_places};
use crate::context::time::TimeFound;
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::without_cues;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, words};

/// Gives each figure of a row its noun.
pub(super) fn distribute(passage: &Passage<'_>, figures: &[Figure], stated: &mut [Stated]) {
    let mut at = 0;
    while at < stated.len() {
        let end = end_of_row(passage, figures, stated, at);
        if end - at > 1 {
            share_row(passage, stated, at, end);
        }
        at = end;
    }
}

/// Gives each figure of a row its noun where the list was named in the clause
/// before: 客车、卡车产销两旺，分别为2万辆、3万辆.
pub(super) fn distribute_inherited(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &mut [Stated],
) {
    let mut at = 0;
    while at < stated.len() {
        let end = end_of_row(passage, figures, stated, at);
        let of = |one: &Stated| {
            let item = one.item?;
            let whole = matches!(item.rule, ItemRule::ClauseBefore | ItemRule::AsBefore);
            whole.then_some(item.span)
        };
        let row = &mut stated[at..end];
        let whole = of(&row[0]).filter(|_| row.len() > 1 && row[0].left.each);
        let whole = whole.filter(|whole| row.iter().all(|one| of(one) == Some(*whole)));
        let listed = whole.map_or_else(Vec::new, |whole| members(passage, whole));
        if listed.len() == row.len() {
            // 甲市和乙市的普及率较高，分别达到46%和45%: one measure of each.
            let measure = measure_of_all(passage, &listed);
            for (one, span) in row.iter_mut().zip(listed) {
                one.item = Some(distributed(measure.unwrap_or(span), false));
            }
        }
        at = end;
    }
}

/// Gives each figure of a row its time, where as many times stand in a row
/// before it: 2019年和2020年，收入分别为3亿元和4亿元.
pub(super) fn distribute_times(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &mut [Stated],
    times: &[TimeFound],
) {
    let mut at = 0;
    while at < stated.len() {
        let end = end_of_row(passage, figures, stated, at);
        let row = end - at;
        let place = figures[stated[at].figure].context().start;
        let upto = times.partition_point(|time| time.span.end <= place);
        let before = times
            .get(upto.saturating_sub(row)..upto)
            .unwrap_or_default();
        let listed = before
            .windows(2)
            .all(|pair| joins(passage.slice(Span::new(pair[0].span.end, pair[1].span.start))));
        let compared = before.iter().any(|time| time.compared);
        let each = || stated[at].left.each || is_in_turn(passage, figures, stated, at);
        if row > 1 && before.len() == row && listed && !compared && each() {
            for (one, time) in stated[at..end].iter_mut().zip(before) {
                one.time = Some(*time);
            }
        }
        at = end;
    }
}

/// Whether 分别 stands before a figure in its clause, with a verb between: 分别
/// 搬迁210户、160户.
fn is_in_turn(passage: &Passage<'_>, figures: &[Figure], stated: &[Stated], at: usize) -> bool {
    let one = &stated[at];
    let before = at.checked_sub(1).and_then(|before| stated.get(before));
    let before = before.map_or(0, |before| figures[before.figure].context().end);
    let end = figures[one.figure].context().start;
    let lead = passage.slice(Span::new(one.clause.start.max(before).min(end), end));
    ["分别", "依次"].iter().any(|word| lead.contains(word))
}

/// The end of a row of figures with nothing between but 、 和 与 ，.
fn end_of_row(passage: &Passage<'_>, figures: &[Figure], stated: &[Stated], at: usize) -> usize {
    let mut end = at + 1;
    while end < stated.len() {
        let gap = passage.slice(Span::new(
            figures[stated[end - 1].figure].context().end,
            figures[stated[end].figure].context().start,
        ));
        // 分别下降4.7%、上升8.2%
        let changes = || {
            gap.strip_prefix('、')
                .is_some_and(|cues| without_cues(cues).is_empty())
        };
        // 高于全省0.4个百分点、全国1.5个百分点: compared with each.
        let compared = || {
            let lead = &stated[end - 1].left;
            let place = gap.strip_prefix('、');
            let alike =
                figures[stated[end - 1].figure].unit() == figures[stated[end].figure].unit();
            lead.compared
                && lead.change.is_some()
                && alike
                && place
                    .is_some_and(|place| is_scope_word(place) || is_place(place) || is_group(place))
        };
        let listed = compared()
            || joins(gap)
            || stated[at].left.each && (matches!(gap, "，" | ",") || changes());
        if !listed {
            break;
        }
        end += 1;
    }
    end
}

/// What stands between the members of a list.
fn joins(gap: &str) -> bool {
    matches!(gap, "、" | "和" | "与" | "及" | "以及" | "或")
}

/// Gives the figures of a row their nouns: one each, or one for all.
fn share_row(passage: &Passage<'_>, stated: &mut [Stated], at: usize, end: usize) {
    let head = stated[at].left.clone();
    let nouns = Nouns::of(passage, stated, at, end);
    for (offset, one) in stated[at..end].iter_mut().enumerate() {
        // 分别从3亿、5亿增加到4亿、6亿
        if offset > 0 {
            one.left.arrives |= head.arrives && one.left.change.is_none();
            one.left.begins |= head.begins;
        }
        one.left.change = one.left.change.or(head.change);
        one.left.share |= head.share;
        if offset > 0 {
            one.left.per.clone_from(&head.per);
            one.left.compared |= head.compared;
        }
        let last = at + offset + 1 == end;
        let own = !last
            && one
                .item
                .is_some_and(|item| item.rule == ItemRule::NounAfter);
        if !own && let Some(item) = nouns.item(offset, last) {
            one.item = Some(item);
        }
    }
}

/// The nouns that a row of figures may have.
struct Nouns {
    /// The members of the list before the row, where there are as many.
    listed: Vec<Span>,
    /// What the last of these names the measure of all by: 城区和郊区办公经费.
    measure: Option<Span>,
    /// The items of a row before this one that is as long, where 分别 takes
    /// them up.
    earlier: Vec<Option<Item>>,
    /// The noun before the row.
    before: Option<Item>,
    /// The noun after the last of the row: 以1小时9分、1小时18分的成绩.
    after: Option<Item>,
}

impl Nouns {
    fn of(passage: &Passage<'_>, stated: &[Stated], at: usize, end: usize) -> Self {
        let row = end - at;
        let first = &stated[at];
        let before = first.item.filter(|item| item.span.end <= first.left.edge);
        let listed = before.map_or_else(Vec::new, |item| members(passage, item.span));
        // 分别占总数的86%、8%: what they are parts of is no noun of theirs.
        let of_whole =
            || first.item.is_none() && Wording::InTurn.begins(passage.after(first.clause.start));
        let goes_back =
            at >= row && (first.left.each && first.left.edge <= first.clause.start || of_whole());
        let earlier = match goes_back {
            true => one_each(&stated[..at], row),
            false => Vec::new(),
        };
        Self {
            measure: measure_of_all(passage, &listed),
            listed: if listed.len() == row {
                listed
            } else {
                Vec::new()
            },
            earlier,
            before,
            after: (stated[end - 1].item).filter(|item| item.rule == ItemRule::NounAfter),
        }
    }

    /// The noun of the figure at an offset of the row.
    fn item(&self, offset: usize, last: bool) -> Option<Item> {
        if let Some(own) = self.listed.get(offset) {
            // The last is named as it is written.
            let measure = self.measure.filter(|_| offset + 1 < self.listed.len());
            return Some(distributed(measure.unwrap_or(*own), false));
        }
        if let Some(item) = self.earlier.get(offset).copied().flatten() {
            return Some(distributed(item.span, item.verbal));
        }
        let shared = self.before.or(self.after.filter(|_| !last))?;
        Some(Item {
            rule: ItemRule::Shared,
            ..shared
        })
    }
}

/// How many figures may state one item before a row takes it up.
const RESTATED: usize = 4;

/// The items of the last figures of a sentence, as many as are asked for: one of
/// each that follow one another with the same, as in 游客320万人次，收入首次突破
/// 百亿元，达106亿元; the last figures as they are where there are too few.
fn one_each(stated: &[Stated], row: usize) -> Vec<Option<Item>> {
    let span = |one: &Stated| one.item.map(|item| item.span);
    let alike = |one: &Stated, next: &Stated| next.item.is_none() || span(one) == span(next);
    let near = stated.len().saturating_sub(row.saturating_mul(RESTATED));
    let groups = stated.get(near..).unwrap_or_default().chunk_by(alike).rev();
    let mut items: Vec<_> = groups
        .take(row)
        .filter_map(|group| Some(group.first()?.item))
        .collect();
    items.reverse();
    if items.len() == row {
        return items;
    }
    let last = stated.get(stated.len().saturating_sub(row)..);
    last.unwrap_or_default()
        .iter()
        .map(|one| one.item)
        .collect()
}

/// One of several nouns, for one of several figures.
const fn distributed(span: Span, verbal: bool) -> Item {
    Item {
        span,
        rule: ItemRule::Distributed,
        verbal,
    }
}

/// What all of a list have that is said of the last alone: 办公经费 of 城区和郊区
/// 办公经费, 覆盖率 of 县城、农村的覆盖率.
fn measure_of_all(passage: &Passage<'_>, listed: &[Span]) -> Option<Span> {
    let (last, others) = listed.split_last()?;
    let named = |span: &Span| is_measure(passage.slice(*span));
    // 固定资产投资、工业增加值: what is done is measured itself.
    let done = |span: &Span| {
        let words = words(passage.slice(*span));
        let last = words.last();
        last.is_some_and(|word| word.part == Part::VerbalNoun)
    };
    // PM2.5和PM10浓度: an index by its letters is named itself.
    let lettered = |span: &Span| {
        passage
            .slice(*span)
            .contains(|c: char| c.is_ascii_uppercase())
    };
    // 案件查处数、处罚人数: what ends so is counted itself.
    let counted = |span: &Span| {
        let text = passage.slice(*span);
        text.chars().count() > 2 && text.ends_with(['数', '量', '率', '额', '值'])
    };
    let own = |span: &Span| named(span) || done(span) || lettered(span) || counted(span);
    let text = passage.slice(*last);
    let behind = text.find('的').map(|at| at + "的".len());
    if let Some(from) = behind_place(text)
        && others.iter().all(|span| names_places(passage.slice(*span)))
    {
        return Some(Span::new(last.start + from, last.end));
    }
    if !(named(last) || behind.is_some()) || others.iter().any(own) {
        return None;
    }
    // 棉花、油料产量: each thing is named by itself; 城镇、农村参保人数 says where.
    let thing = |span: &Span| {
        let name = passage.slice(*span);
        !(is_group(name) || Wording::Area.ends(name) || names_places(name))
    };
    if behind.is_none() && others.iter().all(thing) {
        return None;
    }
    let from = behind.unwrap_or_else(|| head(text));
    let from = Some(from).filter(|from| text.len() - from >= 2 * "的".len());
    let from = from.unwrap_or(0);
    Some(Span::new(last.start + from, last.end))
}

/// Where what a place has begins behind its name: 进出口 of 东盟进出口.
fn behind_place(noun: &str) -> Option<usize> {
    let words = words(noun);
    let [first, second, ..] = &words[..] else {
        return None;
    };
    (first.part == Part::Place && second.span.len() > 3).then_some(second.span.start)
}

/// Where the head of a noun begins, with the verbs that say of what it is: 办公经费 of
/// 郊区办公经费, 销售面积 of 商业用房销售面积.
fn head(noun: &str) -> usize {
    let words = words(noun);
    let Some((head, before)) = words.split_last() else {
        return 0;
    };
    // 年办公经费: and each of what it is.
    let period = |word: &Word| matches!(word.span.of(noun), Some("年" | "月" | "周" | "日"));
    let says = |word: &&Word| matches!(word.part, Part::Verb | Part::VerbalNoun) || period(word);
    let one = head.span.len() <= "率".len();
    let before = before.iter().rev();
    let first = before.take_while(|word| says(word)).last();
    match first {
        Some(first) => first.span.start,
        None if one => 0,
        None => head.span.start,
    }
}

/// The members of a list of nouns: A、B和C.
fn members(passage: &Passage<'_>, span: Span) -> Vec<Span> {
    let text = passage.slice(span);
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    // 普及率 and 和平路 have no conjunction.
    let conjunctions = words(text);
    let joins = |at: usize| {
        let word = conjunctions.partition_point(|word| word.span.end <= at);
        let word = conjunctions.get(word);
        word.is_some_and(|word| matches!(word.span.of(text), Some("和" | "与" | "及")))
    };
    for (at, character) in text.char_indices() {
        match character {
            '“' | '（' | '(' | '《' => depth += 1,
            '”' | '）' | ')' | '》' => depth -= 1,
            '、' | '和' | '与' | '及'
                if depth == 0 && at > start && (character == '、' || joins(at)) =>
            {
                found.push(Span::new(span.start + start, span.start + at));
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    if start < text.len() {
        found.push(Span::new(span.start + start, span.end));
    }
    // 二、三线城市: the numerals of one name.
    let numeral = |member: &Span| {
        let text = passage.slice(*member);
        text.chars().all(|c| digit(c).is_some())
    };
    if found.iter().any(numeral) {
        found.clear();
    }
    found
}
