//! From text to document, the steps in order.

use crate::caption::captions;
use crate::classify::{Classifier, Gathered};
use crate::document::Document;
use crate::draft::Draft;
use crate::head::{Head, announced, head};
use crate::heading::headings;
use crate::join::join;
use crate::kind::BlockKind;
use crate::level::{levels, parents};
use crate::line::lines;
use crate::metadata::{Credit, Field, Metadata};
use crate::story::{heads, stories};

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
        let mut classifier = Classifier::new(text);
        for line in lines(text) {
            classifier.line(&line, &[]);
        }
        let Classifier {
            mut drafts,
            mut gathered,
            ..
        } = classifier;
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
        captions(text, &mut drafts, front.end);
        announced(&mut drafts);
        headings(text, &mut drafts, front.end);
        join(text, &mut drafts);
        drop_empty(&mut drafts, &mut gathered);
        heads(&mut drafts);
        levels(&mut drafts);
        let metadata = metadata(text, &drafts, &gathered, &front);
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

fn metadata(text: &str, drafts: &[Draft], gathered: &Gathered, front: &Head) -> Metadata {
    let of_kind = |kind| {
        drafts
            .iter()
            .find(|draft| draft.kind() == kind)
            .map(|draft| Field::joined(text, draft.block.ranges.clone(), ""))
    };
    let field = |span| Field::new(text, span);
    let mut found = Metadata {
        title: front.title.and_then(|_| of_kind(BlockKind::Title)),
        kicker: of_kind(BlockKind::Kicker),
        subtitle: of_kind(BlockKind::Subtitle),
        source: gathered.source.map(field),
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
    let announced: Vec<_> = if gathered.summary.is_empty() {
        drafts
            .iter()
            .filter(|draft| draft.kind() == BlockKind::Abstract)
            .flat_map(|draft| draft.block.ranges.iter().copied())
            .collect()
    } else {
        gathered.summary.clone()
    };
    if !announced.is_empty() {
        found.summary = Some(Field::joined(text, announced, "\n\n"));
    }
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
    found.byline = byline;
    found
}
