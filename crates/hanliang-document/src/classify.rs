//! What each line is by what it says.

use hanliang_span::Span;

use crate::address::{address_in, is_address};
use crate::chars::{is_finished, without_note};
use crate::credit::{Credits, credits};
use crate::draft::Draft;
use crate::front::{Front, front};
use crate::furniture::{furniture, head_of, is_floor, notice, path, tail_of};
use crate::kind::BlockKind;
use crate::lead::lead_in;
use crate::line::{Line, WIDTH_CAP};
use crate::marker::{MarkerKind, marker};
use crate::masthead::{index, index_line};
use crate::number::document_number;
use crate::person::{names_someone, page_photographer, paper_speaks, signed};
use crate::picture::{is_figure, is_long_caption, is_picture};
use crate::published::Published;
use crate::rule::Rule;
use crate::tail::is_print_line;
use crate::trailing::republic_date;
use crate::wrap::quote_marks;

/// What lines say of the page, in the order they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) published: Option<Published>,
    /// The title as a label announces it (标题：…).
    pub(crate) title: Option<Span>,
    pub(crate) source: Option<Span>,
    pub(crate) url: Option<Span>,
    pub(crate) original_title: Option<Span>,
    pub(crate) document_number: Option<Span>,
    pub(crate) breadcrumb: Vec<Span>,
    pub(crate) keywords: Vec<Span>,
    /// Where the text of an abstract begins that stands behind its label.
    pub(crate) summary: Option<usize>,
    /// Byline lines: the draft and what it says.
    pub(crate) bylines: Vec<(usize, Credits)>,
    pub(crate) editors: Vec<(Span, String)>,
}

/// Sorts lines into drafts.
#[derive(Debug)]
pub(crate) struct Classifier<'t> {
    pub(crate) text: &'t str,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) gathered: Gathered,
    /// Whether running text has begun.
    body: bool,
    /// Whether a line before opened a part of furniture.
    furniture: bool,
    /// The last short line that no rule claimed, and whether running text had
    /// begun: the same line again needs no second look.
    unclaimed: (&'t str, bool),
}

impl<'t> Classifier<'t> {
    /// For a text of so many lines: few make a draft with another.
    pub(crate) fn new(text: &'t str, lines: usize) -> Self {
        Self {
            text,
            drafts: Vec::with_capacity(lines),
            gathered: Gathered::default(),
            body: false,
            furniture: false,
            unclaimed: ("", false),
        }
    }

    /// Takes a table.
    pub(crate) fn take(&mut self, mut draft: Draft) {
        self.furniture = false;
        let rows = draft.block.rows.iter().map(|row| row.cells.as_slice());
        if !self.body
            && let Some(front) = index(self.text, rows)
        {
            self.fronted(front);
            draft.block.rows.clear();
            draft.settle(BlockKind::FrontMatter, Rule::LabelledLine);
            self.drafts.push(draft);
            return;
        }
        self.body = true;
        self.drafts.push(draft);
    }

    /// Takes a line, or several that were cut at one width.
    pub(crate) fn line(&mut self, line: &Line, more: &[Line]) {
        let line = &self.leading(line);
        let mut draft = Draft::new(line);
        let text = line.span.of(self.text).unwrap_or_default();
        let mut marks = Vec::new();
        if !more.is_empty() {
            for line in more {
                let mut next = line.span;
                if text.starts_with('>') {
                    let quoted = next.of(self.text).unwrap_or_default();
                    let (length, _) = quote_marks(quoted);
                    let mark = quoted.get(..length).unwrap_or_default().trim_end();
                    marks.push(Span::new(next.start, next.start + mark.len()));
                    next.start += length;
                }
                part_words(self.text, &mut draft.block.ranges, next, line.span.start);
                draft.block.ranges.push(next);
            }
            draft.block.joined = Some(Rule::HardWrap);
            draft.width = WIDTH_CAP;
        }
        let last = without_note(draft.last().of(self.text).unwrap_or_default());
        draft.finished = is_finished(tail_of(last, 200));
        let long = !more.is_empty() || line.width > 200;
        if !long && self.unclaimed == (text, self.body) {
            self.in_section(&mut draft);
        } else if !(if long {
            self.long(&mut draft, text)
        } else {
            self.short(&mut draft, text)
        }) {
            let begun = self.body;
            self.open(&mut draft, text);
            let bare = draft.marker.is_none() && draft.lead.is_none() && draft.is_open();
            if !long && bare && self.body == begun {
                self.unclaimed = (text, begun);
            }
        }
        self.drafts.push(draft);
        self.trailing();
        self.quote_marks(more, marks);
    }

    /// Sets the marks of the further lines of a quote apart, so that its sentence
    /// is whole.
    fn quote_marks(&mut self, lines: &[Line], marks: Vec<Span>) {
        let Some(line) = lines.first().filter(|_| !marks.is_empty()) else {
            return;
        };
        let mut draft = Draft::new(line);
        draft.block.joined = (marks.len() > 1).then_some(Rule::HardWrap);
        draft.block.ranges = marks;
        draft.settle(BlockKind::Boilerplate, Rule::QuoteMark);
        self.drafts.push(draft);
    }

    /// A line too long to be anything but text, save for what it begins with.
    fn long(&mut self, draft: &mut Draft, text: &str) -> bool {
        if self.labelled(draft, text) {
            return true;
        }
        if notice(text).is_some() {
            draft.settle(BlockKind::Boilerplate, Rule::FurnitureWording);
            return true;
        }
        self.furniture = false;
        if draft.block.ranges.len() == 1 && is_long_caption(text) {
            draft.settle(BlockKind::Caption, Rule::PictureWord);
            return true;
        }
        false
    }

    /// A sentence: text, unless it begins with a label, belongs to a picture
    /// or is a notice.
    fn prose(&mut self, draft: &mut Draft, text: &str) -> bool {
        if self.labelled(draft, text) {
            return true;
        }
        if is_picture(text) {
            draft.settle(BlockKind::Caption, Rule::PictureWord);
            return true;
        }
        if let Some(found) = notice(text) {
            self.furniture_fields(text, draft.first().start);
            draft.settle(BlockKind::Boilerplate, found.rule);
            return true;
        }
        self.furniture = false;
        false
    }

    /// A short line: the first of the rules that knows it settles it.
    fn short(&mut self, draft: &mut Draft, text: &str) -> bool {
        if is_lone(text) {
            // One character says too little for most rules.
            return self.lone(draft, text);
        }
        // A full sentence of several clauses can only be told by its wording.
        if draft.width > 60 && text.ends_with('。') && text.contains(['，', ',']) {
            return self.prose(draft, text);
        }
        self.path_line(draft, text)
            || self.address_line(draft, text)
            || self.labelled(draft, text)
            || self.credit_line(draft, text)
            || caption(draft, text)
            || self.furniture_line(draft, text)
            || self.document_number(draft, text)
            || self.about_page(draft, text)
            || self.front_line(draft, text)
            || self.in_section(draft)
    }

    fn lone(&mut self, draft: &mut Draft, text: &str) -> bool {
        if text.starts_with(['|', '｜', '丨']) {
            // What parted the words of a menu.
            draft.settle(BlockKind::Boilerplate, Rule::Menu);
            return true;
        }
        let Some(found) = furniture(text) else {
            return self.in_section(draft);
        };
        self.furniture |= found.opens;
        draft.settle(BlockKind::Boilerplate, found.rule);
        true
    }

    /// 首页 > 新闻 > 要闻
    fn path_line(&mut self, draft: &mut Draft, text: &str) -> bool {
        let top = self.drafts.is_empty();
        let path = path(text, draft.first().start).filter(|path| path.sure || top);
        let Some(path) = path else {
            return false;
        };
        if !self.body && self.gathered.breadcrumb.is_empty() {
            self.gathered.breadcrumb = path.steps;
        }
        draft.settle(BlockKind::Boilerplate, Rule::Path);
        true
    }

    fn address_line(&mut self, draft: &mut Draft, text: &str) -> bool {
        if !is_address(text) {
            return false;
        }
        self.gathered.url.get_or_insert(draft.first());
        draft.settle(BlockKind::Boilerplate, Rule::AddressAlone);
        true
    }

    /// Who wrote, photographed or edited it.
    fn credit_line(&mut self, draft: &mut Draft, text: &str) -> bool {
        let offset = draft.first().start;
        // （編輯：陳文）1120306
        let named = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = text.get(named.len()..).unwrap_or_default();
        let dated = (number.len() == 7 && named.ends_with(['）', ')']))
            .then(|| republic_date(number, offset + named.len()))
            .flatten();
        let line = if dated.is_some() { named } else { text };
        let found = credits(line, offset).or_else(|| self.of_paper(draft, line));
        let Some(found) = found else {
            return false;
        };
        self.gathered.published = self.gathered.published.or(dated);
        if found.is_editors() {
            draft.settle(BlockKind::Boilerplate, Rule::EditorLine);
        } else {
            draft.settle(BlockKind::Byline, Rule::Credits);
        }
        if !found.is_editors() || !self.body {
            self.furniture = false;
        }
        self.credited(found);
        true
    }

    /// 本报评论员 under the title, （李明） alone.
    fn of_paper(&self, draft: &Draft, line: &str) -> Option<Credits> {
        let offset = draft.first().start;
        if self.drafts.is_empty() {
            return None;
        }
        if !self.body
            && draft.width <= 40
            && let Some(found) = paper_speaks(line, offset)
        {
            return Some(found);
        }
        let bracketed = line.starts_with(['（', '(']) && line.ends_with(['）', ')']);
        (bracketed && furniture(line).is_none())
            .then(|| signed("。", line, offset))
            .flatten()
    }

    fn furniture_line(&mut self, draft: &mut Draft, text: &str) -> bool {
        let offset = draft.first().start;
        let Some(found) = furniture(text) else {
            return false;
        };
        // A line with the date before the text is about the page, whatever
        // controls stand beside it.
        let dated = (!self.body)
            .then(|| front(text, offset))
            .flatten()
            .filter(|front| front.published.is_some());
        if let Some(front) = dated {
            self.fronted(front);
            draft.settle(BlockKind::FrontMatter, Rule::LabelledLine);
            return true;
        }
        self.furniture |= found.opens;
        self.furniture_fields(text, offset);
        draft.settle(BlockKind::Boilerplate, found.rule);
        true
    }

    fn document_number(&mut self, draft: &mut Draft, text: &str) -> bool {
        let number = (!self.body).then(|| document_number(text)).flatten();
        let Some(number) = number else {
            return false;
        };
        self.gathered.document_number = Some(number.shift(draft.first().start));
        draft.settle(BlockKind::DocumentNumber, Rule::NumberOfDocument);
        true
    }

    /// Who printed it; before the text, 主持人：县长 赵文 among lines about the
    /// page, and the lines of an index.
    fn about_page(&mut self, draft: &mut Draft, text: &str) -> bool {
        let among = self.drafts.last().map(Draft::kind) == Some(BlockKind::FrontMatter);
        let host = !self.body && among && names_someone(text);
        if !is_print_line(text) && !host {
            let entry = (!self.body)
                .then(|| index_line(self.text, draft.first()))
                .flatten();
            let Some(entry) = entry else {
                return false;
            };
            self.fronted(entry);
        }
        draft.settle(BlockKind::FrontMatter, Rule::LabelledLine);
        true
    }

    /// Dates and labels with values.
    fn front_line(&mut self, draft: &mut Draft, text: &str) -> bool {
        // In the text only a label makes a line of this kind.
        if self.body && !text.contains([':', '：', '|', '｜', '丨']) {
            return false;
        }
        let Some(found) = front(text, draft.first().start) else {
            return false;
        };
        let labelled = found.known > usize::from(found.published.is_some());
        let apart = !draft.finished || text.starts_with(['（', '(', '【', '[']);
        if self.body && !(labelled && apart) {
            return false;
        }
        let kind = if self.body {
            BlockKind::Boilerplate
        } else {
            BlockKind::FrontMatter
        };
        let rule = if found.only_date {
            Rule::DateLine
        } else {
            Rule::LabelledLine
        };
        self.fronted(found);
        if ["地点", "地點"].iter().any(|word| text.starts_with(word)) {
            self.happens();
        }
        draft.settle(kind, rule);
        true
    }

    /// A line that says nothing of itself is furniture behind one that opened
    /// a part of it.
    fn in_section(&mut self, draft: &mut Draft) -> bool {
        let quoted = draft.text(self.text).starts_with('>');
        self.furniture &= draft.width <= 90 && !draft.finished && !quoted;
        if self.furniture {
            draft.settle(BlockKind::Boilerplate, Rule::FurnitureSection);
        }
        self.furniture
    }

    fn fronted(&mut self, front: Front) {
        let gathered = &mut self.gathered;
        gathered.published = gathered.published.or(front.published);
        if !self.body {
            let first = self.drafts.is_empty().then_some(front.headline).flatten();
            gathered.title = gathered.title.or(front.title).or(first);
        }
        gathered.source = gathered.source.or(front.source);
        gathered.url = gathered.url.or(front.url);
        gathered.document_number = gathered.document_number.or(front.document_number);
        self.credited(front.credits);
    }

    /// In a notice, a time over a place is when something will take place, not
    /// when the page was published.
    fn happens(&mut self) {
        let line = self.drafts.last().map_or("", |above| above.text(self.text));
        let start = self.drafts.last().map(|above| above.first().start);
        let own = |date: &Published| start.is_some_and(|start| date.span.start >= start);
        let timed = ["时间", "時間", "日期"]
            .iter()
            .any(|word| line.starts_with(word));
        let title = self.drafts.first();
        let notice = title.is_some_and(|title| title.text(self.text).ends_with(['知', '告', '函']));
        if timed && notice {
            self.gathered.published = self.gathered.published.filter(|date| !own(date));
        }
    }

    fn furniture_fields(&mut self, text: &str, offset: usize) {
        if let Some(found) = address_in(text) {
            let announced = text.contains(['链', '連', '址', '载', '載', '文']);
            if announced {
                self.gathered.url.get_or_insert(found.shift(offset));
            }
        }
        // A post under the text has its own author and day.
        if self.body && is_floor(text) {
            return;
        }
        if let Some(found) = page_photographer(text, offset) {
            self.credited(found);
        } else if let Some(found) = front(text, offset) {
            self.fronted(found);
        }
    }

    /// Takes what a byline says: editors apart, the others with their draft.
    pub(crate) fn credited(&mut self, mut found: Credits) {
        if !found.names.is_empty() {
            self.gathered.source = self.gathered.source.or(found.source);
        }
        found.names.retain(|named| {
            let editor = named.class == crate::phrase::RoleClass::Editor;
            if editor {
                self.gathered
                    .editors
                    .push((named.credit.span, named.credit.name.clone()));
            }
            !editor
        });
        if !found.names.is_empty() {
            self.gathered.bylines.push((self.drafts.len(), found));
        }
    }

    /// A line that only its surroundings can tell.
    fn open(&mut self, draft: &mut Draft, text: &str) {
        let offset = draft.first().start;
        let head = head_of(text, 60);
        draft.marker = marker(head, offset);
        draft.block.marker = draft.marker.map(|marker| marker.span);
        if let Some(rest) = text.strip_prefix('>') {
            draft.block.marker = Some(Span::new(offset, offset + text.len() - rest.len()));
            let kind = if rest.is_empty() {
                BlockKind::Boilerplate
            } else {
                BlockKind::Quote
            };
            draft.settle(kind, Rule::QuoteMark);
            return;
        }
        if text.starts_with('#') {
            let hashes = text.len() - text.trim_start_matches('#').len();
            let rest = text.get(hashes..).unwrap_or_default();
            if hashes <= 6 && rest.starts_with(' ') && draft.width <= 160 {
                draft.block.marker = Some(Span::new(offset, offset + hashes));
                draft.block.level = u8::try_from(hashes).ok();
                draft.settle(BlockKind::Heading, Rule::MarkedHeading);
                return;
            }
        }
        let bracketed = draft
            .marker
            .is_none_or(|marker| marker.kind != MarkerKind::Bullet);
        if bracketed && let Some(lead) = lead_in(text, offset) {
            let alone = draft.block.ranges.len() == 1 && lead.span.end == draft.first().end;
            draft.block.lead_in = Some(lead.span);
            draft.lead = Some(Box::new(lead));
            draft.marker = None;
            draft.block.marker = None;
            if alone {
                draft.settle(BlockKind::Byline, Rule::Dateline);
                return;
            }
        }
        if draft.width > 100 || (draft.width > 40 && draft.finished) {
            self.body = true;
        }
    }
}

/// Keeps the line break before `line` between two Latin words as the blank it
/// stands for.
fn part_words(text: &str, ranges: &mut [Span], next: Span, line: usize) {
    let Some(last) = ranges.last_mut() else {
        return;
    };
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && c != '-');
    let before = last.of(text).and_then(|line| line.chars().next_back());
    let after = next.of(text).and_then(|line| line.chars().next());
    if edge(before) && edge(after) && after.is_some_and(|c| c.is_ascii_alphabetic()) {
        last.end = line;
    }
}

/// Settles a line about a picture.
fn caption(draft: &mut Draft, text: &str) -> bool {
    let rule = if is_picture(text) {
        Rule::PictureWord
    } else if is_figure(text) {
        Rule::FigureNumber
    } else {
        return false;
    };
    draft.settle(BlockKind::Caption, rule);
    true
}

/// Whether a line is one character.
fn is_lone(text: &str) -> bool {
    text.len() <= 4 && text.chars().nth(1).is_none()
}
