//! From text to document, the steps in order.

use hanliang_span::Span;

use crate::caption::captions;
use crate::classify::{Classifier, Gathered};
use crate::document::Document;
use crate::draft::Draft;
use crate::head::{Head, announced, head, headline};
use crate::heading::headings;
use crate::join::join;
use crate::kind::BlockKind;
use crate::level::{levels, parents};
use crate::line::lines;
use crate::metadata::{Credit, Field, Metadata};
use crate::repeat::{page_numbers, repeated};
use crate::story::{heads, stories};
use crate::table::{Found, table};
use crate::tail::{addressee, notes, signature};
use crate::wrap::{measure, paragraph};

impl Document {
    /// Reads a text. Never fails: whatever it is, every character that is no
    /// white space comes to stand in one block.
    ///
    /// Linear time and memory.
    ///
    /// ```
    /// use hanliang_document::{BlockKind, Document};
    ///
    /// let text = "县里修路八十公里\n\n本报记者 王小明\n\n\
    ///             今年以来,县里修通农村公路80公里,惠及村民3万余人,群众纷纷点赞。\n\n\
    ///             (责编:李大山)";
    /// let document = Document::read(text);
    /// assert_eq!(document.metadata.title.unwrap().text, "县里修路八十公里");
    /// assert_eq!(document.metadata.byline[0].name, "王小明");
    /// assert_eq!(document.metadata.editors[0].text, "李大山");
    /// let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
    /// use BlockKind::*;
    /// assert_eq!(kinds, [Title, Byline, Paragraph, Boilerplate]);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (mut drafts, mut gathered) = classified(text);
        let count = drafts.len();
        let front = head(text, &mut drafts);
        if drafts.len() < count {
            // A title over two lines is one draft now.
            for (at, _) in &mut gathered.bylines {
                if front.title.is_some_and(|title| *at > title) {
                    *at -= 1;
                }
            }
        }
        repeated(text, &mut drafts);
        page_numbers(text, &mut drafts);
        captions(text, &mut drafts, front.end);
        announced(&mut drafts);
        let addressee = addressee(text, &mut drafts, front.end);
        notes(text, &mut drafts, front.end);
        let issuers = signature(text, &mut drafts, &mut gathered, front.end);
        headings(text, &mut drafts, front.end);
        join(text, &mut drafts);
        drop_empty(&mut drafts, &mut gathered);
        heads(&mut drafts);
        levels(text, &mut drafts);
        let mut metadata = metadata(text, &drafts, &gathered, &front);
        metadata.addressee = addressee.map(|span| Field::new(text, span));
        metadata.signature = issuers
            .into_iter()
            .map(|span| Field::new(text, span))
            .collect();
        let stories = stories(
            text,
            &drafts,
            &gathered,
            metadata.title.as_ref(),
            &metadata.byline,
        );
        let mut blocks: Vec<_> = drafts.into_iter().map(|draft| draft.block).collect();
        parents(&mut blocks);
        Self {
            metadata,
            blocks,
            stories,
        }
    }
}

/// The lines of a text as drafts, each by what it says.
fn classified(text: &str) -> (Vec<Draft>, Gathered) {
    let lines = lines(text);
    let wrap = measure(text, &lines);
    let mut classifier = Classifier::new(text);
    let (mut at, mut plain) = (0, 0);
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        if at >= plain {
            match table(text, rest) {
                Found::Table(draft, taken) => {
                    classifier.take(*draft);
                    at += taken;
                    continue;
                }
                Found::Nothing(looked) => plain = at + looked,
            }
        }
        let length = paragraph(text, rest, wrap).max(1);
        classifier.line(line, rest.get(1..length).unwrap_or_default());
        at += length;
    }
    (classifier.drafts, classifier.gathered)
}

/// Drops drafts whose text was joined to another.
fn drop_empty(drafts: &mut Vec<Draft>, gathered: &mut Gathered) {
    let mut kept = Vec::with_capacity(drafts.len());
    let mut next = 0;
    for draft in drafts.iter() {
        kept.push(next);
        next += usize::from(!draft.block.ranges.is_empty());
    }
    for (at, _) in &mut gathered.bylines {
        *at = kept.get(*at).copied().unwrap_or_default();
    }
    drafts.retain(|draft| !draft.block.ranges.is_empty());
}

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

fn metadata(text: &str, drafts: &[Draft], gathered: &Gathered, front: &Head) -> Metadata {
    let of_kind = |kind| {
        drafts
            .iter()
            .find(|draft| draft.kind() == kind)
            .map(|draft| Field::joined(text, draft.block.ranges.clone(), ""))
    };
    let field = |span| Field::new(text, span);
    let mut found = Metadata {
        title: front
            .title
            .and_then(|_| drafts.iter().find(|draft| draft.kind() == BlockKind::Title))
            .map(|draft| title_of(text, draft)),
        kicker: of_kind(BlockKind::Kicker),
        subtitle: of_kind(BlockKind::Subtitle),
        source: gathered.source.or(front.issuer).map(field),
        published: gathered.published,
        breadcrumb: gathered.breadcrumb.iter().copied().map(field).collect(),
        original_title: gathered.original_title.map(field),
        keywords: gathered.keywords.iter().copied().map(field).collect(),
        document_number: gathered.document_number.map(field),
        url: gathered.url.map(field),
        ..Metadata::default()
    };
    found.editors = gathered
        .editors
        .iter()
        .map(|(span, name)| Field {
            text: name.clone(),
            ranges: vec![*span],
        })
        .collect();
    found.summary = summary(text, drafts, gathered);
    // The page's own byline stands before the first head of a story.
    let first_story = drafts
        .iter()
        .position(|draft| draft.block.rule == crate::rule::Rule::StoryHead)
        .unwrap_or(drafts.len());
    let mut byline: Vec<Credit> = gathered
        .bylines
        .iter()
        .filter(|(at, _)| *at < first_story)
        .flat_map(|(_, credits)| credits.names.iter().map(|named| named.credit.clone()))
        .collect();
    if let Some(lead) = drafts[..first_story]
        .iter()
        .find_map(|draft| draft.lead.as_deref())
    {
        byline.extend(lead.credits.names.iter().map(|named| named.credit.clone()));
        found.dateline = lead.dateline.map(field);
        found.source = found.source.or_else(|| lead.source.map(field));
        found.published = found.published.or(lead.published);
    }
    // A byline over the text and the lead-in in it may name the same people.
    let mut seen: Vec<(String, String)> = Vec::new();
    byline.retain(|credit| {
        let key = (credit.role.clone(), credit.name.clone());
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    });
    found.byline = byline;
    found
}
