//! What a page says of itself, put together from its lines.

use hanliang_span::Span;

use crate::classify::Gathered;
use crate::credit::Named;
use crate::draft::Draft;
use crate::head::{Head, headline};
use crate::kind::BlockKind;
use crate::lead::Lead;
use crate::metadata::{Credit, Field, Metadata};
use crate::phrase::{ROLES, RoleClass};
use crate::published::Published;
use crate::rule::Rule;

/// The abstract: its paragraphs with a blank line between, without its label.
fn summary(text: &str, drafts: &[Draft], gathered: &Gathered) -> Option<Field> {
    let mut found = Field::default();
    for draft in drafts
        .iter()
        .filter(|draft| draft.kind() == BlockKind::Abstract)
    {
        if !found.text.is_empty() {
            found.text.push_str("\n\n");
        }
        for &range in &draft.block.ranges {
            let start = gathered
                .summary
                .filter(|&start| range.covers(Span::at(start)));
            let piece = Span::new(start.unwrap_or(range.start), range.end);
            found.text.push_str(piece.of(text).unwrap_or_default());
            found.ranges.push(piece);
        }
    }
    (!found.ranges.is_empty()).then_some(found)
}

/// The headline of a title, without the marks before it and the name of the
/// site behind it.
fn title_of(text: &str, draft: &Draft) -> Field {
    let [only] = draft.block.ranges.as_slice() else {
        return Field::joined(text, draft.block.ranges.clone(), "");
    };
    let start = draft.block.marker.map_or(only.start, |marker| marker.end);
    let line = Span::new(start, only.end).of(text).unwrap_or_default();
    let start = only.end - line.trim_start().len();
    let title = headline(line.trim_start());
    Field::new(text, Span::new(start, start + title.len()))
}

/// The metadata, save for what the end of the page says.
pub(crate) fn metadata(
    text: &str,
    drafts: &[Draft],
    gathered: &Gathered,
    front: &Head,
) -> Metadata {
    let of_kind = |kind| {
        let draft = drafts.iter().find(|draft| draft.kind() == kind)?;
        Some(Field::joined(text, draft.block.ranges.clone(), ""))
    };
    let field = |span| Field::new(text, span);
    let fields = |spans: &[Span]| spans.iter().copied().map(field).collect();
    let before = own(drafts);
    let lead = before.iter().find_map(|draft| draft.lead.as_deref());
    Metadata {
        title: title(text, drafts, gathered, front),
        kicker: of_kind(BlockKind::Kicker),
        subtitle: of_kind(BlockKind::Subtitle),
        byline: byline(gathered, before.len(), lead),
        source: gathered
            .source
            .or(front.issuer)
            .or(lead.and_then(|lead| lead.source))
            .map(field),
        published: gathered.published.or(lead.and_then(|lead| lead.published)),
        dateline: lead.and_then(|lead| lead.dateline).map(field),
        editors: editors(gathered),
        breadcrumb: fields(&gathered.breadcrumb),
        summary: summary(text, drafts, gathered),
        original_title: gathered.original_title.map(field),
        keywords: fields(&gathered.keywords),
        document_number: gathered.document_number.map(field),
        url: gathered.url.map(field),
        ..Metadata::default()
    }
}

/// What stands before the first head of a story: the page's own.
fn own(drafts: &[Draft]) -> &[Draft] {
    let head = |draft: &Draft| draft.block.rule == Rule::StoryHead;
    let end = drafts.iter().position(head).unwrap_or(drafts.len());
    drafts.get(..end).unwrap_or_default()
}

/// The title in the head, or as a label announces it.
fn title(text: &str, drafts: &[Draft], gathered: &Gathered, front: &Head) -> Option<Field> {
    let block = drafts.iter().find(|draft| draft.kind() == BlockKind::Title);
    let headline = block.filter(|_| front.title.is_some());
    headline
        .map(|draft| title_of(text, draft))
        .or_else(|| gathered.title.map(|span| Field::new(text, span)))
}

/// The editors, each once.
fn editors(gathered: &Gathered) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    for (span, name) in &gathered.editors {
        if found.iter().all(|editor| editor.text != *name) {
            let ranges = vec![*span];
            let text = name.clone();
            found.push(Field { text, ranges });
        }
    }
    found
}

/// Who the lines over the drafts from `end` on say wrote the page, and who the
/// lead-in of its text says did, each once.
fn byline(gathered: &Gathered, end: usize, lead: Option<&Lead>) -> Vec<Credit> {
    let credit = |named: &Named| named.credit.clone();
    let over = gathered.bylines.iter().filter(|(at, _)| *at < end);
    let mut found: Vec<Credit> = over
        .flat_map(|(_, credits)| credits.names.iter().map(credit))
        .collect();
    // Who wrote it over the text is no other where the lead-in names them.
    let writer = |role: &str| ROLES.whole(role) == Some(RoleClass::Writer);
    let above = found.len();
    for named in lead.iter().flat_map(|lead| &lead.credits.names) {
        let same = |credit: &Credit| credit.name == named.credit.name && writer(&credit.role);
        if !(writer(&named.credit.role) && found[..above].iter().any(same)) {
            found.push(credit(named));
        }
    }
    let mut seen: Vec<(String, String)> = Vec::new();
    found.retain(|credit| {
        let key = (credit.role.clone(), credit.name.clone());
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    });
    found
}

/// The year of a day whose year is open, from an address such as
/// `/2016/11/21/`, if the month there is the same.
pub(crate) fn year_of_address(published: &Published, address: &str) -> Option<i16> {
    let month = u32::try_from(published.month?).ok()?;
    let digits = |text: &str, count: usize| -> Option<u32> {
        let part = text.get(..count)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(())?;
        part.parse().ok()
    };
    address
        .match_indices(['/', '-', '_', 't'])
        .find_map(|(at, _)| {
            let rest = address.get(at + 1..)?;
            let year = digits(rest, 4).filter(|year| (1990..2100).contains(year))?;
            let after = rest.get(4..)?.trim_start_matches(['/', '-']);
            let same = digits(after, 2).is_some_and(|found| found == month);
            same.then_some(i16::try_from(year).ok()).flatten()
        })
}
