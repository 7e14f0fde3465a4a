//! From text to document, the steps in order.

use crate::caption::captions;
use crate::cells::cells;
use crate::classify::{Classifier, Gathered};
use crate::document::Document;
use crate::draft::Draft;
use crate::gather::{metadata, year_of_address};
use crate::head::{Head, announced, head};
use crate::heading::headings;
use crate::join::join;
use crate::level::{levels, parents};
use crate::line::lines;
use crate::masthead::masthead;
use crate::metadata::{Field, Metadata};
use crate::repeat::{page_numbers, repeated};
use crate::signature::signature;
use crate::story::{heads, stories, subtitle};
use crate::table::{Found, table};
use crate::tail::{addressee, notes};
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
        Reader::new().read(text)
    }
}

/// Reads documents, with what is known beforehand.
///
/// ```
/// use hanliang_document::Reader;
///
/// let text = "新华社北京11月21日电 全国秋粮收购进度过半,已收购1.1亿吨。";
/// let open = Reader::new().read(text);
/// assert_eq!(open.metadata.published.unwrap().to_string(), "--11-21");
/// let known = Reader::new().year(2016).read(text);
/// assert_eq!(known.metadata.published.unwrap().to_string(), "2016-11-21");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reader {
    year: Option<i16>,
}

impl Reader {
    /// A reader that knows nothing beforehand.
    ///
    /// ```
    /// use hanliang_document::{Document, Reader};
    ///
    /// let text = "一句话在此。";
    /// assert_eq!(Reader::new().read(text), Document::read(text));
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { year: None }
    }

    /// The year to take where a page states a month and a day only.
    ///
    /// ```
    /// use hanliang_document::Reader;
    ///
    /// let document = Reader::new().year(2016).read("新华社北京11月21日电 秋粮收购过半。");
    /// assert_eq!(document.metadata.published.unwrap().year, Some(2016));
    /// ```
    #[must_use]
    pub const fn year(mut self, year: i16) -> Self {
        self.year = Some(year);
        self
    }

    /// Reads a text, as [`Document::read`].
    ///
    /// ```
    /// use hanliang_document::Reader;
    ///
    /// let reader = Reader::new();
    /// let pages = ["第一页到此为止。", "第二页到此为止。"];
    /// let blocks: usize = pages.iter().map(|page| reader.read(page).blocks.len()).sum();
    /// assert_eq!(blocks, 2);
    /// ```
    #[must_use]
    pub fn read(&self, text: &str) -> Document {
        let (mut drafts, mut gathered) = classified(text);
        let count = drafts.len();
        masthead(text, &mut drafts);
        let mut front = head(text, &mut drafts);
        let one_less = drafts.len() < count;
        keep_bylines(&mut gathered, &mut front, one_less);
        cells(text, &mut drafts, front.end);
        repeated(text, &mut drafts);
        page_numbers(text, &mut drafts);
        captions(text, &mut drafts, front.end);
        announced(&mut drafts);
        let addressee = addressee(text, &mut drafts, front.end);
        notes(text, &mut drafts, front.end);
        let issuers = signature(
            text,
            &mut drafts,
            &mut gathered,
            front.end,
            addressee.is_some(),
        );
        headings(text, &mut drafts, front.end);
        join(text, &mut drafts);
        drop_empty(&mut drafts, &mut gathered);
        subtitle(text, &mut drafts, &mut gathered);
        heads(text, &mut drafts);
        levels(text, &mut drafts);
        let mut metadata = metadata(text, &drafts, &gathered, &front);
        metadata.addressee = addressee.map(|span| Field::new(text, span));
        metadata.signature = issuers
            .into_iter()
            .map(|span| Field::new(text, span))
            .collect();
        self.complete_date(&mut metadata);
        let stories = stories(
            text,
            &drafts,
            &gathered,
            metadata.title.as_ref(),
            &metadata.byline,
        );
        // Collected, they would keep the room of the drafts.
        let mut blocks = Vec::with_capacity(drafts.len());
        blocks.extend(drafts.into_iter().map(|draft| draft.block));
        parents(&mut blocks);
        Document {
            metadata,
            blocks,
            stories,
        }
    }

    /// Gives a day without a year the one of the address, else the one known.
    fn complete_date(&self, metadata: &mut Metadata) {
        let address = metadata.url.as_ref().map(|url| url.text.as_str());
        let day = metadata.published.as_mut();
        if let Some(day) = day.filter(|date| date.month.is_some()) {
            day.year = day
                .year
                .or_else(|| year_of_address(day, address.unwrap_or_default()))
                .or(self.year);
        }
    }
}

/// Puts the speaker that the head names among the bylines, in order, and moves
/// them up where a title over two lines has become one draft.
fn keep_bylines(gathered: &mut Gathered, front: &mut Head, one_less: bool) {
    if let Some((at, credits)) = front.speaker.take() {
        let place = gathered.bylines.partition_point(|&(other, _)| other < at);
        gathered.bylines.insert(place, (at, credits));
    }
    for (at, _) in &mut gathered.bylines {
        if one_less && front.title.is_some_and(|title| *at > title) {
            *at -= 1;
        }
    }
}

/// The lines of a text as drafts, each by what it says.
fn classified(text: &str) -> (Vec<Draft>, Gathered) {
    let lines = lines(text);
    let wraps = measure(text, &lines);
    let mut classifier = Classifier::new(text, lines.len());
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
        let length = paragraph(text, rest, wraps.at(at)).max(1);
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
