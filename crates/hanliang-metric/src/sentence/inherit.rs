//! Figures whose clause names nothing.

use hanliang_span::Span;

use super::Stated;
use super::topic::{Known, counted_in, heading, is_contrasted, subject, topic_of};
use crate::context::clause::clause;
use crate::context::item::Item;
use crate::context::phrase::noun_before;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::words::{Part, words};

/// Figures whose clause names nothing take the item of the figure before, of
/// the bracket's noun, or of the clause before.
pub(crate) fn inherit(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &mut [Stated],
    known: &[Known],
) {
    use hanliang_quantity::UnitKind;
    let parts = |kind| matches!(kind, UnitKind::Percent | UnitKind::Ratio);
    for at in 0..stated.len() {
        let figure = &figures[stated[at].figure];
        let gap = at.checked_sub(1).map(|earlier| {
            let from = figures[stated[earlier].figure].context.end;
            passage.slice(Span::new(from, figure.context.start.max(from)))
        });
        if let Some(phrase) = heading(passage, figure, &stated[at]) {
            stated[at].item = Some(Item {
                span: phrase.span,
                rule: "heading",
                verbal: false,
            });
            continue;
        }
        if let Some(item) = stated[at].item {
            let text = passage.slice(item.span);
            let empty_noun = matches!(
                text,
                "比例"
                    | "占比"
                    | "比重"
                    | "总数"
                    | "金额"
                    | "数量"
                    | "总金额"
                    | "总额"
                    | "合计"
                    | "面积"
            );
            let empty_noun = empty_noun
                || text.starts_with('最') && text.chars().count() <= 3
                || is_contrasted(passage, figures, stated, at);
            let again = figure.is_self_counting()
                && !matches!(item.rule, "noun-after" | "noun-after-attribute")
                && item.verbal
                && passage
                    .slice(Span::new(
                        stated[at].clause.start.min(item.span.start),
                        item.span.start,
                    ))
                    .contains(['已', '其', '有'])
                && stated[..at].iter().rev().take(3).any(|one| {
                    let other = &figures[one.figure];
                    other.unit() == figure.unit() && one.item.is_some_and(|item| !item.verbal)
                });
            // 受理案件95件，审结90件: the verb's object was named before.
            let elided = figure.has_count_unit()
                && !figure.is_self_counting()
                && item.verbal
                && item.rule == "noun-before"
                && text.chars().count() > 1
                && words(text)
                    .iter()
                    .all(|word| !matches!(word.part, Part::Noun | Part::Place))
                && !matches!(
                    figure.unit(),
                    "次" | "期" | "场" | "批" | "届" | "轮" | "遍" | "回"
                )
                && stated[..at].iter().rev().take(3).any(|one| {
                    figures[one.figure].unit() == figure.unit()
                        && one.item.is_some_and(|item| !item.verbal)
                });
            // 扣球24分、拦网3分: members of a list name each their own.
            let listed = gap.is_some_and(|gap| gap.starts_with('、'))
                && at.checked_sub(1).is_some_and(|before| {
                    figures[stated[before].figure].context.end < item.span.start
                });
            let again = (again || elided) && !listed;
            // 出让6宗地块，5宗成交: what is said of those that were counted.
            let predicate = item.rule == "noun-after"
                && figure.has_count_unit()
                && !figure.is_self_counting()
                && !figure.counts_events()
                && words(text)
                    .iter()
                    .all(|word| matches!(word.part, Part::Verb | Part::VerbalNoun | Part::Adverb));
            if predicate
                && let Some(earlier) = stated[..at].iter().rev().take(3).find_map(|one| {
                    let named = one.item.filter(|item| !item.verbal)?;
                    (figures[one.figure].unit() == figure.unit()).then_some(named)
                })
            {
                stated[at].item = Some(Item {
                    rule: "as-before",
                    ..earlier
                });
                continue;
            }
            // 派发红利2元，共派发1亿元: the verb's object was named before.
            if item.verbal
                && let Some(earlier) = stated[..at].iter().rev().take(3).find_map(|one| {
                    let named = one.item.filter(|item| !item.verbal)?;
                    let verb = passage.before(named.span.start).ends_with(text);
                    (verb && figures[one.figure].kind() == figure.kind()).then_some(named)
                })
            {
                stated[at].item = Some(Item {
                    rule: "as-before",
                    ..earlier
                });
                continue;
            }
            // 养鱼2万尾，一夜翻肚近七成: the part of what was counted.
            if parts(figure.kind())
                && item.rule == "subject"
                && stated[at].left.change.is_none()
                && words(text)
                    .iter()
                    .all(|word| matches!(word.part, Part::Verb | Part::VerbalNoun))
                && let Some(earlier) = stated[..at].iter().rev().take(2).find_map(|one| {
                    one.item
                        .filter(|item| !item.verbal && figures[one.figure].has_count_unit())
                })
            {
                stated[at].item = Some(Item {
                    rule: "as-before",
                    ..earlier
                });
                continue;
            }
            // 当天共揽收630万件: the object of the verb was named in a sentence
            // before.
            if !again
                && figure.has_count_unit()
                && !figure.is_self_counting()
                && !figure.counts_events()
                && item.rule == "noun-before"
                && item.verbal
                && text.chars().count() > 1
                && words(text).iter().all(|word| word.part == Part::Verb)
                && let Some(item) = counted_in(known, figure.unit())
            {
                stated[at].item = Some(Item {
                    rule: "as-before",
                    ..item
                });
                continue;
            }
            // 400户拿到了贷款，总金额1200万元: of what the clause before ends in.
            if matches!(text, "金额" | "总金额" | "总额")
                && let Some(last) = at.checked_sub(1)
                && let Some(phrase) = passage
                    .before(stated[at].clause.start)
                    .strip_suffix(['，', ','])
                    .and_then(|before| {
                        let from = figures[stated[last].figure].context.end;
                        noun_before(passage, from.min(before.len()), before.len())
                    })
                    .filter(|phrase| !phrase.verbal)
            {
                stated[at].item = Some(Item {
                    span: phrase.span,
                    rule: "clause-before",
                    verbal: false,
                });
                continue;
            }
            if (empty_noun && at > 0 && text != "面积" && stated[at - 1].item.is_some()) || again
            {
                let unit = figure.unit().to_owned();
                let earlier = stated[..at].iter().rev().take(4).find(|one| {
                    one.item.is_some_and(|item| !item.verbal)
                        && (!again || figures[one.figure].unit() == unit)
                });
                if let Some(earlier) = earlier.and_then(|one| one.item) {
                    stated[at].item = Some(Item {
                        rule: "as-before",
                        ..earlier
                    });
                }
            } else if at > 0
                && item.rule == "noun-before"
                && gap.is_some_and(|gap| gap.starts_with('的'))
                && let Some(earlier) = stated[at - 1].item
                && earlier.span.end <= figures[stated[at - 1].figure].context.start
                && earlier.span.start >= stated[at].clause.start
                && stated[at - 1].left.change.is_none()
                && figures[stated[at - 1].figure].relation_is_marked()
            {
                // 集体经济收入5万元以上的村792个
                let whole = Span::new(earlier.span.start, item.span.end);
                stated[at].item = Some(Item {
                    span: whole,
                    ..item
                });
            }
            continue;
        }
        // 65岁以上民众每周运动达150分钟的比例为36.2%: the share is of the first.
        if stated[at].left.share || parts(figure.kind()) {
            let gap = gap.unwrap_or_default();
            if ["的比例", "的比重", "的占比", "者占", "的占"]
                .iter()
                .any(|word| gap.starts_with(word))
                && let Some(first) = stated[..at]
                    .iter()
                    .rev()
                    .take(6)
                    .take_while(|one| one.clause.start == stated[at].clause.start)
                    .last()
                && let Some(item) = first.item
            {
                stated[at].item = Some(Item {
                    rule: "as-before",
                    ..item
                });
                continue;
            }
        }
        // 开展培训124讲460课时, 两室一厅共60平方米: no noun between the two.
        let adjoins = at > 0
            && stated[at].left.edge <= stated[at].left.start
            && (stated[at].left.start == figures[stated[at - 1].figure].context.end
                || stated[at - 1]
                    .item
                    .is_some_and(|item| item.span.end == stated[at].left.start));
        if adjoins && let Some(earlier) = at.checked_sub(1).and_then(|earlier| stated[earlier].item)
        {
            stated[at].item = Some(Item {
                rule: "as-before",
                ..earlier
            });
            continue;
        }
        if figure.kind() == UnitKind::Duration
            && stated[at].left.change.is_none()
            && stated[at].left.per.is_empty()
        {
            continue;
        }
        let start = stated[at].left.start;
        let reached = stated[at].left.edge <= start;
        // （占13.4%）: the noun stands before the bracket.
        let before = passage.before(start);
        if reached && let Some(inner) = before.strip_suffix(['（', '(']) {
            let edge = inner.len();
            let clause = clause(passage, Span::at(edge));
            if let Some(phrase) = noun_before(passage, clause.start, edge) {
                stated[at].item = Some(Item {
                    span: phrase.span,
                    rule: "before-bracket",
                    verbal: phrase.verbal,
                });
                continue;
            }
        }
        let change = stated[at].left.change.is_some()
            || stated[at].left.share
            || figure.unit() == "倍"
            || figure.kind() == UnitKind::Percent;
        // The clause before, if it ends in a noun and not in a figure.
        let inner = before.trim_end_matches(['，', ',', '：', ':', ' ']);
        let figure_ends = stated[..at]
            .last()
            .is_some_and(|one| figures[one.figure].context.end == inner.len());
        if reached
            && !change
            && !figure_ends
            && inner.len() < before.len()
            && !figure.is_self_counting()
            && let Some(phrase) = subject(passage, inner.len(), stated[at].left.linked)
        {
            stated[at].item = Some(Item {
                span: phrase.span,
                rule: "clause-before",
                verbal: false,
            });
            continue;
        }
        // 受访者中，六成表示支持: the whole is named in the clause before.
        if parts(figure.kind())
            && reached
            && stated[at].left.change.is_none()
            && before
                .strip_suffix(['，', ','])
                .is_some_and(|inner| inner.ends_with('中') && !inner.ends_with("其中"))
        {
            let edge = before.len() - before.chars().next_back().map_or(0, char::len_utf8);
            let clause = clause(passage, Span::at(edge));
            let named = at
                .checked_sub(1)
                .and_then(|before| stated[before].item)
                .filter(|item| item.span.start >= clause.start);
            let whole = noun_before(passage, clause.start, edge)
                .filter(|phrase| !phrase.verbal)
                .map(|phrase| Item {
                    span: phrase.span,
                    rule: "whole",
                    verbal: false,
                });
            if let Some(item) = named.or(whole) {
                stated[at].item = Some(Item {
                    rule: "whole",
                    ..item
                });
                continue;
            }
        }
        // 指数涨1.2%，报3100点: the clause goes on about the subject of the one
        // before.
        if let Some(item) = at
            .checked_sub(1)
            .and_then(|before| topic_of(passage, figures, &stated[before], &stated[at]))
        {
            stated[at].item = Some(Item {
                rule: "topic",
                ..item
            });
            continue;
        }
        let earlier = (0..at).rev().take(6).find(|&earlier| {
            let other = &figures[stated[earlier].figure];

            let counted = if change {
                other.kind() == figure.kind()
                    || (parts(figure.kind()) && other.kind() != UnitKind::Duration)
                    || parts(other.kind())
            } else {
                let alike = !figure.is_self_counting()
                    || other.unit() == figure.unit()
                    || (figure.counts_people() && other.counts_people());
                other.kind() == figure.kind() && alike
                    || (parts(other.kind()) && parts(figure.kind()))
            };
            counted && stated[earlier].item.is_some()
        });
        // 由61天缩短为43天，减少近三成: the change of what just changed.
        let earlier = at
            .checked_sub(1)
            .filter(|&before| {
                stated[at].left.change.is_some()
                    && stated[before].left.arrives
                    && stated[before].item.is_some()
            })
            .or(earlier);
        if let Some(earlier) = earlier
            && let Some(item) = stated[earlier].item
        {
            stated[at].item = Some(Item {
                rule: "as-before",
                ..item
            });
            continue;
        }
        // 因病停药的有7例: nothing else is counted than what is done.
        let edge = stated[at].left.edge;
        let head = passage.slice(Span::new(start.min(edge), edge));
        if let Some(done) = head.strip_suffix('的').filter(|done| !done.is_empty())
            && let Some(phrase) = noun_before(passage, start, start + done.len())
        {
            stated[at].item = Some(Item {
                span: phrase.span,
                rule: "done",
                verbal: phrase.verbal,
            });
            continue;
        }
        // 亩均增收260元: the verb holds its object.
        if let Some(word) = stated[at].left.change_word
            && passage.slice(word).chars().count() == 2
            && passage.slice(word).ends_with([
                '收', '产', '效', '员', '薪', '亏', '排', '负', '税', '支', '资', '耗',
            ])
        {
            stated[at].item = Some(Item {
                span: word,
                rule: "change-with-object",
                verbal: true,
            });
            continue;
        }
        if reached
            && inner.len() < before.len()
            && at == 0
            && let Some(phrase) = subject(passage, inner.len(), stated[at].left.linked)
        {
            stated[at].item = Some(Item {
                span: phrase.span,
                rule: "clause-before",
                verbal: false,
            });
            continue;
        }
        // What the figure before is of, if nothing is said between; else what
        // the sentences before counted in the same unit.
        let before = at
            .checked_sub(1)
            .filter(|_| !figure.is_self_counting() && reached)
            .and_then(|before| stated[before].item);
        stated[at].item = before
            .or_else(|| counted_in(known, figure.unit()))
            .map(|item| Item {
                rule: "as-before",
                ..item
            });
    }
}
