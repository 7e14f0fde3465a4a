//! One figure stated twice: in two units (1000亩(约66.7公顷)), or in two
//! places of the text.

use std::collections::BTreeMap;

use hanliang_quantity::Number;

use super::{Page, finding};
use crate::record::{Finding, FindingKind, Role};
use crate::tables::audit::Check;
use crate::tables::words::is_han;

/// How many Han characters a clause has that names one figure and no other.
const CLAUSE: usize = 12;
/// How far into its sentence such a figure may stand, in bytes.
const LEAD: usize = 240;

/// Figures by what they say they are.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Item, unit, role and value, to the metric that stated it first.
    values: BTreeMap<(String, String, Role, Number), usize>,
    /// A clause without its figure, to the metric and what it said.
    clauses: BTreeMap<String, (usize, Number)>,
}

impl Seen {
    /// Checks the figure at `at` against those before it, and remembers it.
    pub(crate) fn check(&mut self, page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
        findings.extend(in_another_unit(page, at));
        let _ = self.again(page, at, findings);
    }

    fn again(&mut self, page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) -> Option<()> {
        let metric = page.metric(at)?;
        let stated = page.stated(at)?;
        let index = page.entry(at)?.metric;
        let shown = page.text(at);
        if stated.significant >= 3 && metric.item.is_some() && metric.quantity.unit.is_some() {
            let key = (
                page.item(at).to_owned(),
                stated.base.symbol(),
                metric.role,
                stated.value,
            );
            match self.values.get(&key) {
                // Two units in one bracket are told of already.
                Some(&first) if index - first == 1 && in_another_unit(page, at).is_some() => {}
                Some(&first) => {
                    let before = page.metrics.get(first)?;
                    let arithmetic =
                        format!("{} = {shown}, the same figure twice", before.mention.text);
                    findings.push(finding(
                        FindingKind::Restated,
                        vec![first, index],
                        arithmetic,
                        true,
                    ));
                }
                None => {
                    self.values.insert(key, index);
                }
            }
        }
        // The same words around another figure: a contradiction only if they
        // say when and where.
        let frame = frame(page, at)?;
        match self.clauses.get(&frame) {
            Some(&(first, said)) if said != stated.value && stated.is_exact() => {
                let before = &page.metrics.get(first)?.mention.text;
                let arithmetic = format!("{before} ≠ {shown}, in the same words");
                findings.push(finding(
                    FindingKind::Restated,
                    vec![first, index],
                    arithmetic,
                    false,
                ));
            }
            Some(_) => {}
            None if stated.is_exact() => {
                self.clauses.insert(frame, (index, stated.value));
            }
            None => {}
        }
        Some(())
    }
}

/// The sentence up to the figure and its clause after it, where it names the
/// time and the place itself.
fn frame(page: &Page<'_>, at: usize) -> Option<String> {
    let metric = page.metric(at)?;
    let entry = page.entry(at)?;
    if metric.role != Role::Level {
        return None;
    }
    // Only the figure that its sentence states first stands in words of its
    // own.
    let sentence = entry.sentence;
    let first = at
        .checked_sub(1)
        .and_then(|previous| page.entry(previous))
        .is_none_or(|previous| previous.sentence != sentence);
    let before = page.passage.before(entry.context.start).get(sentence..)?;
    if !first || before.len() > LEAD {
        return None;
    }
    let time = &metric.time.as_ref()?.mention.text;
    let scope = &metric.scope.as_ref()?.mention.text;
    let after = page.passage.slice(hanliang_span::Span::new(
        entry.context.end,
        entry.clause.end.max(entry.context.end),
    ));
    let han = before
        .chars()
        .chain(after.chars())
        .filter(|c| is_han(*c))
        .count();
    let named = page
        .passage
        .joined
        .text()
        .get(sentence..entry.context.start)?;
    (han >= CLAUSE && named.contains(time.as_str()) && named.contains(scope.as_str()))
        .then(|| format!("{before}#{after}|{}", metric.quantity.symbol()))
}

/// 1000亩(约66.7公顷)
fn in_another_unit(page: &Page<'_>, at: usize) -> Option<Finding> {
    let previous = at.checked_sub(1)?;
    let gap = page.gap(previous, at)?;
    let inner = gap.strip_prefix(['（', '('])?;
    let word = Check::Same.is(inner);
    let (one, other) = (page.metric(previous)?, page.metric(at)?);
    let (first, second) = (page.stated(previous)?, page.stated(at)?);
    let closes = page
        .passage
        .after(page.entry(at)?.context.end)
        .starts_with(['）', ')']);
    let counted = one
        .quantity
        .unit
        .as_ref()
        .is_some_and(hanliang_quantity::Unit::is_known);
    if !(word || inner.is_empty())
        || !closes
        || !counted
        || first.base != second.base
        || one.quantity.symbol() == other.quantity.symbol()
        || one.role != other.role
        || [one, other]
            .iter()
            .any(|metric| Check::Ambiguous.is(metric.quantity.symbol()))
    {
        return None;
    }
    let agrees = second.fits(first.bounds()?)?;
    // Within the room of one digit anything agrees: 1公里(即1200米).
    if agrees && first.significant < 2 && second.fits((first.value, first.value)) != Some(true) {
        return None;
    }
    // 约 says that the second is rounded, so nothing disagrees for certain.
    let certain = word && inner != "约" && first.is_exact() && second.is_exact();
    if !agrees && !certain {
        return None;
    }
    let converted = other
        .quantity
        .unit
        .as_ref()
        .and_then(|unit| one.quantity.to(unit).ok())?;
    let figure = super::wording::rounded(converted.low(), second.decimals + 2);
    let verdict = page.verdict(at, agrees);
    let arithmetic = format!(
        "{} = {figure}{}, {verdict}",
        page.text(previous),
        other.quantity.symbol()
    );
    let metrics = vec![page.entry(previous)?.metric, page.entry(at)?.metric];
    Some(finding(FindingKind::Restated, metrics, arithmetic, agrees))
}
