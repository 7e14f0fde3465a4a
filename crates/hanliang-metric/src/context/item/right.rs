//! The noun phrase behind a figure.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::super::behind::ends_ranked;
use super::super::clause::clause;
use super::super::phrase::{Opening, Phrase, is_group, is_measure, may_begin_noun, noun_after};
use super::amount::is_means;
use super::{Item, Surroundings, item};
use crate::figure::Figure;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of, without_cues};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// The noun phrase after the figure, where it may begin so.
pub(super) fn right(around: Surroundings<'_>, opening: Opening) -> Option<Item> {
    behind_next(around)
        .or_else(|| directly(around, opening))
        .or_else(|| behind_bracket(around, opening))
        .or_else(|| behind_relative(around))
}

/// How long an aside behind a classifier may be, in characters.
const ASIDE: usize = 24;

/// 20宗（占80%）个案: a bracket between the classifier and the noun.
fn behind_bracket(around: Surroundings<'_>, opening: Opening) -> Option<Item> {
    let near = around.after(ASIDE);
    let inside = near.strip_prefix(['（', '('])?;
    let (_, after) = inside.split_once(['）', ')'])?;
    let begins = after.starts_with(is_han) && around.figure.has_count_unit();
    begins
        .then(|| noun_from(around, around.end() + near.len() - after.len(), opening))
        .flatten()
}

/// The phrase that begins right where the figure ends.
fn directly(around: Surroundings<'_>, opening: Opening) -> Option<Item> {
    // Most figures have a mark behind them, which costs less to see than how far
    // a noun might reach.
    let (start, upto) = (around.end(), around.right_end.max(around.end()));
    let behind = around.passage.slice(Span::new(start, upto));
    // 存款达5万元者: those of whom it is so.
    let those = behind.starts_with('者');
    // 以0.2秒之差屈居第三: by how much.
    let by = around
        .passage
        .slice(around.figure.context())
        .ends_with("之差");
    if those || by && !behind.starts_with('的') || !may_begin_noun(behind) {
        return None;
    }
    // 以173件遥遥领先: what is done with it is no noun.
    let means = is_means(around) && around.figure.has_count_unit();
    let part = means.then(|| around.part_after(6)).flatten();
    if matches!(part, Some(Part::Adverb | Part::Idiom)) || ends_ranked(behind) {
        return None;
    }
    // 与去年的30万吨持平: what it is like is no noun.
    let after = around.after(4);
    let alike = Wording::Alike
        .length_at(after)
        .and_then(|length| after.get(length..));
    if alike.is_some_and(|rest| !rest.starts_with(is_han)) {
        return None;
    }
    let end = end_of_governed(around, start, upto).unwrap_or(around.right_end);
    let phrase = noun_after(around.passage, around.end(), end, opening)?;
    // 以12票当选主任; but 以5个联动机制｜推动工作.
    let ends = !around.passage.after(phrase.span.end).starts_with(is_han);
    if part == Some(Part::Verb) && ends {
        return None;
    }
    let phrase = match around.next {
        Some(next) => own_part(around, phrase, next)?,
        None => phrase,
    };
    let phrase = without_property(around, without_possession(around, phrase))?;
    Some(item(phrase, ItemRule::NounAfter))
}

/// 140户农户｜的灌溉任务: households and bodies are counted, and not what is theirs.
fn without_possession(around: Surroundings<'_>, phrase: Phrase) -> Phrase {
    let text = around.passage.slice(phrase.span);
    let owner = text.split_once('的').map_or("", |(owner, _)| owner);
    let counted = matches!(around.figure.unit(), "户" | "家") && Wording::Group.ends(owner);
    if !counted {
        return phrase;
    }
    let span = Span::new(phrase.span.start, phrase.span.start + owner.len());
    Phrase { span, ..phrase }
}

/// 22座电站｜发电量增加: those counted, without what is said to be theirs; of
/// 15种｜价格上涨 nothing is left.
fn without_property(around: Surroundings<'_>, phrase: Phrase) -> Option<Phrase> {
    let passage = around.passage;
    let text = passage.slice(phrase.span);
    let counts = around.figure.has_count_unit() || around.is_part();
    let classified = !matches!(around.figure.unit(), "项" | "种" | "份" | "笔");
    let after = passage.near(phrase.span.end, 1);
    // 5家企业营业收入。 may be a heading.
    if !counts || phrase.verbal || !after.starts_with(is_han) {
        return Some(phrase);
    }
    // Told apart as words last: few nouns end so.
    if !Wording::Property.ends(text) {
        return Some(phrase);
    }
    let words = words(text);
    let form = |word: &Word| word.span.of(text).unwrap_or_default();
    if let [only] = &words[..] {
        let after = around.passage.near(phrase.span.end, 2);
        let changes = matches!(cue_of(after), Some(Cue::Increase | Cue::Decrease));
        let theirs = (changes || Wording::Alike.is(after))
            && !around.is_part()
            && !Wording::Thing.is(form(only));
        return (!theirs).then_some(phrase);
    }
    if !classified {
        return Some(phrase);
    }
    let (Some(last), [_, .., _]) = (words.last(), &words[..]) else {
        return Some(phrase);
    };
    let named =
        last.span.len() > 3 && Wording::Property.ends(form(last)) && !Wording::Thing.is(form(last));
    if !named {
        return Some(phrase);
    }
    let owners = words.get(..words.len() - 1).unwrap_or_default();
    let branch = |word: &Word| form(word).ends_with('业') && form(word) != "企业";
    let group = owners
        .iter()
        .rposition(|word| Wording::Group.ends(form(word)) && !branch(word));
    let first = || {
        (!around.is_part() && owners.first().is_some_and(|word| word.part == Part::Noun))
            .then_some(0)
    };
    let Some(at) = group.or_else(first) else {
        return Some(phrase);
    };
    let end = owners.get(at).map_or(text.len(), |word| word.span.end);
    let span = Span::new(phrase.span.start, phrase.span.start + end);
    Some(Phrase { span, ..phrase })
}

/// Where the noun ends that a preposition governs, before the verb of the
/// clause: 对10起违反规定的典型问题｜发出通报.
fn end_of_governed(around: Surroundings<'_>, start: usize, upto: usize) -> Option<usize> {
    let lead = around
        .passage
        .slice(Span::new(around.from, around.figure.context().start));
    if !Wording::Governs.within(lead) {
        return None;
    }
    let cues = words(lead);
    let mut cues = cues.iter().rev();
    let last = cues.find(|word| {
        let form = word.span.of(lead).unwrap_or_default();
        cue_of(form) != Some(Cue::Link) || Wording::Governs.is(form)
    })?;
    if !last
        .span
        .of(lead)
        .is_some_and(|form| Wording::Governs.is(form))
    {
        return None;
    }
    let rest = around.passage.slice(Span::new(start, upto.max(start)));
    let words = words(rest);
    let form = |word: &Word| word.span.of(rest).unwrap_or_default();
    // 对20人进行培训: nothing is named behind.
    if words
        .first()
        .is_some_and(|word| Wording::Does.is(form(word)))
    {
        return Some(start);
    }
    // 为36名因病致贫群众: the cause has a noun of its own.
    if rest.starts_with('因') {
        return None;
    }
    let possessive = words.iter().position(|word| word.part == Part::Possessive);
    let head = possessive.map_or(0, |at| at + 1);
    // 零就业家庭: 零 denies the verb of an attribute.
    let noun = |word: &Word| matches!(word.part, Part::Noun | Part::Place) && form(word) != "零";
    let noun = head + words.iter().skip(head).position(noun)?;
    let behind = words.get(noun + 1..)?;
    // 支持30户农户发展养殖: one of the helped does so.
    let helped = last.part != Part::Preposition && is_group(form(words.get(noun)?));
    let does = |at: usize, word: &Word| {
        let object = || behind.get(at + 1).map(|word| word.part);
        let acts = || matches!(object(), Some(Part::Noun | Part::Adjective | Part::Idiom));
        word.part == Part::Verb || helped && at == 0 && word.part == Part::VerbalNoun && acts()
    };
    let mut behind_all = behind.iter().enumerate();
    let (_, verb) = behind_all.find(|(at, word)| does(*at, word))?;
    Some(start + verb.span.start)
}

/// The noun behind the next figure, which stands in an attribute of it.
fn behind_next(around: Surroundings<'_>) -> Option<Item> {
    let next = around.next?;
    let end = around.end();
    let gap = around
        .passage
        .slice(Span::new(end, next.context().start.max(end)));
    bounded(around, next, gap)
        .or_else(|| sized(around, next, gap))
        .or_else(|| attributed(around, next, gap))
}

/// 不低于1亿元且不超过2亿元的资金: two bounds of one thing.
fn bounded(around: Surroundings<'_>, next: &Figure, gap: &str) -> Option<Item> {
    let figure = around.figure;
    let bounds = matches!(gap, "、" | "，" | "且" | "," | "并且")
        && figure.unit() == next.unit()
        && figure.relation_is_marked()
        && next.relation_is_marked();
    (bounds && has_possessive(around, next))
        .then(|| noun_from(around, next.context().end, Opening::Noun))
        .flatten()
}

/// 1名6周岁以下儿童, 5台200千瓦发电机, 6张300元购物券: a measure between the
/// classifier and the noun.
fn sized(around: Surroundings<'_>, next: &Figure, gap: &str) -> Option<Item> {
    use UnitKind::{Count, Duration, Money, Percent, Ratio};
    let sized = match next.kind() {
        // 46个30户以上渔村
        Count => {
            let bounds = next.relation_is_marked() && next.has_count_unit();
            bounds && next.unit() != around.figure.unit()
        }
        Percent | Ratio => false,
        // 5户8000元补助: the people are not what they are given.
        Money | Duration => !around.figure.is_noun_itself() || has_possessive(around, next),
        _ => true,
    };
    let sized = sized && gap.is_empty() && around.figure.has_count_unit();
    sized
        .then(|| noun_from(around, next.context().end, Opening::Noun))
        .flatten()
}

/// 20户人均居住面积在15平方米以下的低保家庭: the noun stands behind the figure
/// within its attribute.
fn attributed(around: Surroundings<'_>, next: &Figure, gap: &str) -> Option<Item> {
    let nominal = || {
        words(gap)
            .iter()
            .all(|word| matches!(word.part, Part::Noun | Part::VerbalNoun | Part::Adjective))
    };
    // 5台运行10年的机组
    let lasted = || {
        let words = words(gap);
        let acts =
            matches!(&words[..], [word] if matches!(word.part, Part::Verb | Part::VerbalNoun));
        acts && next.kind() == UnitKind::Duration && !around.figure.is_noun_itself()
    };
    let within = has_possessive(around, next)
        && (2..=12).contains(&gap.chars().count())
        && !gap.contains(['，', ',', '、', '；', '每'])
        && (gap.ends_with(['在', '为', '达', '是', '到']) || nominal() || lasted())
        && !is_owner(next, gap);
    let after = around.passage.near(next.context().end, 4);
    let skip = after.find('的').map_or(0, |at| at + "的".len());
    within
        .then(|| noun_from(around, next.context().end + skip, Opening::Modifier))
        .flatten()
}

/// 100万户家庭一年的用电量: what they use within a time is theirs; but 8名教龄30年的
/// 教师.
fn is_owner(next: &Figure, gap: &str) -> bool {
    let noun = || {
        words(gap)
            .last()
            .is_some_and(|word| word.part == Part::Noun)
    };
    next.kind() == UnitKind::Duration && !is_measure(gap) && !Wording::Property.ends(gap) && noun()
}

/// Whether the next figure is within an attribute: …平方米以下的.
fn has_possessive(around: Surroundings<'_>, next: &Figure) -> bool {
    let after = around.passage.near(next.context().end, 4);
    after.starts_with('的') || after.starts_with("之间的")
}

/// How long a clause with a figure that says of whom may be, in characters.
const RELATIVE: usize = 24;

/// 12名连续三年考核不合格的教师: the figure behind stands in what is said of them.
fn behind_relative(around: Surroundings<'_>) -> Option<Item> {
    let next = around.next.filter(|_| around.figure.has_count_unit())?;
    let near = around.passage.near(next.context().end, RELATIVE);
    let at = near.find('的')?;
    let said = near.get(..at)?;
    if said.is_empty() || said.contains(['，', ',', '、', '；', '。', '了', '：']) {
        return None;
    }
    let found = noun_from(around, next.context().end + at + "的".len(), Opening::Noun)?;
    let noun = around.passage.slice(found.span);
    let of_such = match around.figure.counts_people() {
        true => Wording::People.ends(noun),
        false => is_group(noun),
    };
    of_such.then_some(found)
}

/// The noun phrase that begins at a place behind the figure.
pub(super) fn noun_from(around: Surroundings<'_>, at: usize, opening: Opening) -> Option<Item> {
    let clause = clause(around.passage, Span::at(at)).end;
    let end = end_of_governed(around, at, clause).unwrap_or(clause);
    let phrase = noun_after(around.passage, at, end, opening)?;
    Some(item(phrase, ItemRule::NounAfterAttribute))
}

/// The part of a noun phrase that the figure before it counts, where the next
/// figure follows: 5只｜涨幅超过7%, 12个断面｜达标率为75%.
fn own_part(around: Surroundings<'_>, phrase: Phrase, next: &Figure) -> Option<Phrase> {
    let passage = around.passage;
    let gap = Span::new(phrase.span.end, next.context().start);
    // 甲校40万元助学金、乙校｜25万元奖学金: the next member of the list.
    let money = [around.figure, next].map(Figure::kind) == [UnitKind::Money; 2];
    if let Some((own, _)) = passage
        .slice(phrase.span)
        .split_once('、')
        .filter(|_| money)
    {
        let span = Span::new(phrase.span.start, phrase.span.start + own.len());
        return Some(Phrase { span, ..phrase });
    }
    if gap.start > gap.end || !without_cues(passage.slice(gap)).is_empty() {
        return Some(phrase);
    }
    let text = passage.slice(phrase.span);
    let words = words(text);
    let (last, rest) = words.split_last()?;
    let form = last.span.of(text)?;
    let stray = rest.is_empty() && form.chars().count() == 1 && gap.is_empty() && !is_group(form);
    if !is_measure(form) && !stray {
        return Some(phrase);
    }
    let held = rest
        .iter()
        .rfind(|word| !matches!(word.part, Part::Verb | Part::Adverb | Part::Adjective))?;
    Some(Phrase {
        span: Span::new(phrase.span.start, phrase.span.start + held.span.end),
        ..phrase
    })
}
