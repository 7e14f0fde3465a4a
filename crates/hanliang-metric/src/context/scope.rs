//! Where a figure holds, or for which body.
//!
//! The nearest place before the figure in its clause, else the one that opens
//! its sentence, else a word such as 全市 after it, else what the sentences and
//! then the paragraphs before were about.

use hanliang_document::BlockKind;
use hanliang_span::Span;

use crate::passage::Passage;
use crate::record::{Mention, Scope};
use crate::tables::places::{Ends, Known, place_at};
use crate::tables::signs::Kind;
use crate::tables::simplified::simplified;
use crate::tables::words::is_han;

/// The longest name of a village without its end, in characters.
const VILLAGE: usize = 4;
/// The longest name of a body, in characters.
const BODY: usize = 16;
/// How many names back a word such as 全市 is resolved.
const BACK: usize = 400;
/// How many places back and forth one is looked for.
const NEAR: usize = 64;
/// Words of rank, before which a place is the field that is ranked.
const RANKS: [&str; 9] = [
    "率先", "领先", "前列", "首", "排名", "排第", "第", "平均", "最",
];
/// Words in a name's stead that cannot be part of one.
const FUNCTION: &str =
    "的在是和与及对为从由向到于把将了着过等有个名各每该全我本这那其以使让据被会也都又并而或但";

/// A place or body named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    span: Span,
    /// The name in full, where a table has it.
    full: Option<&'static str>,
    /// 全市, 该县: stands for a name.
    whole: bool,
    /// One of several in a row (上海、北京), so that it says nothing of where.
    listed: bool,
    /// It is a body: 公司, 医院.
    body: bool,
    /// It opens a clause, as its subject or as where it happens.
    head: bool,
    /// A country or more: 全国, 我国, 全球.
    wide: bool,
}

impl Place {
    const fn new(span: Span) -> Self {
        Self {
            span,
            full: None,
            whole: false,
            listed: false,
            body: false,
            head: false,
            wide: false,
        }
    }

    /// What later figures may hold for too.
    const fn is_topic(&self) -> bool {
        !self.listed && (self.head || (self.whole && !self.wide))
    }
}

/// The places a stretch of a passage names, in order.
fn places_of(passage: &Passage<'_>, stretch: Span) -> Vec<Place> {
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
            Known::Word => None,
            Known::Whole => (!is_field(passage, span)).then(|| Place {
                whole: true,
                wide: passage.slice(span).ends_with(['国', '球']),
                ..Place::new(span)
            }),
            Known::Name(full) => (!is_part_of_word(passage, span)).then(|| Place {
                full: Some(full),
                wide: full == "中国",
                ..Place::new(span)
            }),
            Known::End(Ends::Village) => village(passage, span, found.last()).map(Place::new),
            Known::End(Ends::Body) => body(passage, span).map(|span| Place {
                body: true,
                ..Place::new(span)
            }),
        };
        let Some(mut place) = place else {
            continue;
        };
        place.head = opens_clause(passage, place.span.start);
        note(passage, &mut found, place);
    }
    found
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

/// What is only compared with: 在全省率先, 居全国前列, 高于全市平均水平.
fn is_field(passage: &Passage<'_>, span: Span) -> bool {
    let after = passage.near(span.end, 2);
    RANKS.iter().any(|word| after.starts_with(word))
}

/// Whether nothing but a mark, a time or 在 stands before a place.
fn opens_clause(passage: &Passage<'_>, start: usize) -> bool {
    let before = passage.before(start);
    let before = before.strip_suffix(['在', '于', '据']).unwrap_or(before);
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

/// A name of a village: what stands between a place and the end 村.
fn village(passage: &Passage<'_>, end: Span, last: Option<&Place>) -> Option<Span> {
    let last = last.filter(|last| !last.whole && !last.body)?;
    let between = passage.slice(Span::new(last.span.end.min(end.start), end.start));
    let count = between.chars().count();
    let name = (1..=VILLAGE).contains(&count)
        && last.span.end <= end.start
        && between.chars().all(|c| is_han(c) && !FUNCTION.contains(c));
    name.then(|| Span::new(last.span.end, end.end))
}

/// A name of a body that opens its clause.
fn body(passage: &Passage<'_>, end: Span) -> Option<Span> {
    let mut start = end.start;
    let mut count = 0;
    for (at, character) in passage.before(end.start).char_indices().rev() {
        if !is_han(character) {
            break;
        }
        if FUNCTION.contains(character) || count > BODY {
            return None;
        }
        start = at;
        count += 1;
    }
    // A股上市公司36家: what is counted is no one body.
    let digit = |c: char| c.is_ascii_digit();
    let after = passage.near(end.end, 6);
    let counted = after.starts_with(digit)
        && !after
            .trim_start_matches(digit)
            .starts_with(['年', '月', '日']);
    let cut = passage
        .before(start)
        .ends_with(|c: char| c.is_ascii_alphanumeric());
    (count >= 2 && !counted && !cut).then(|| Span::new(start, end.end))
}

/// The places a text has named so far.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    /// Names in the order of the text.
    named: Vec<(Option<&'static str>, Mention)>,
    /// The places of the open block, in order.
    block: Vec<(Place, Mention)>,
    /// How far the open block was read.
    upto: usize,
    /// What the open block is.
    kind: Option<BlockKind>,
    /// The titles of the document and the last heading, or the place that the
    /// first paragraph is about where there is none.
    titled: String,
    headed: String,
    /// The place the blocks before were about.
    carried: Option<Mention>,
}

/// How much of the titles is kept, in bytes.
const TITLED: usize = 600;

impl Gazetteer {
    /// Begins a block; blocks come in the order of the text.
    pub(crate) fn open(&mut self, kind: BlockKind) {
        self.close();
        self.block.clear();
        self.upto = 0;
        self.kind = Some(kind);
    }

    /// Takes over what the open block was about, if the title, a heading or
    /// the first paragraph names it.
    fn close(&mut self) {
        let Some((place, mention)) = self.subject() else {
            return;
        };
        if !matches!(self.kind, None | Some(BlockKind::Caption | BlockKind::Footnote))
            && (self.is_titled(place, mention) || self.titled.is_empty() && !place.whole)
        {
            let mention = mention.clone();
            if self.titled.is_empty() {
                self.titled.push_str(&simplified(&mention.text));
            }
            self.carried = Some(mention);
        }
    }

    /// Whether a title or heading names a place, or what it stands for.
    fn is_titled(&self, place: &Place, mention: &Mention) -> bool {
        let titled = |name: &str| self.titled.contains(name) || self.headed.contains(name);
        let text = simplified(&mention.text);
        let name = place.full.unwrap_or(&text);
        let Some((at, end)) = name.char_indices().next_back() else {
            return false;
        };
        if !place.whole {
            return titled(name) || at > 3 && titled(name.get(..at).unwrap_or_default());
        }
        let alike = |(full, mention): &&(Option<&'static str>, Mention)| {
            full.unwrap_or(&mention.text).ends_with(end)
        };
        let named = self.named.iter().rev().take(BACK).find(alike);
        ['全', '我', '该', '本'].iter().any(|whole| titled(&format!("{whole}{end}")))
            || named.is_some_and(|(full, mention)| {
                let name = full.unwrap_or(&mention.text);
                titled(name) || name.char_indices().next_back().is_some_and(|(at, _)| {
                    at > 3 && titled(name.get(..at).unwrap_or_default())
                })
            })
    }

    /// What the open block was about: the last place that opened a clause or
    /// stood for the whole.
    fn subject(&self) -> Option<&(Place, Mention)> {
        self.block
            .iter()
            .rev()
            .find(|(place, _)| place.is_topic() && !place.wide)
    }

    /// Reads the open block as far as `end`.
    pub(crate) fn advance(&mut self, passage: &Passage<'_>, end: usize) {
        if end <= self.upto {
            return;
        }
        let text = passage.slice(Span::new(self.upto, end));
        match self.kind {
            Some(BlockKind::Title | BlockKind::Kicker | BlockKind::Subtitle)
                if self.titled.len() + text.len() < TITLED =>
            {
                self.titled.push_str(text);
            }
            Some(BlockKind::Heading) if text.len() < TITLED => text.clone_into(&mut self.headed),
            _ => {}
        }
        for place in places_of(passage, Span::new(self.upto, end)) {
            let mention = passage.mention(place.span);
            if !place.whole {
                self.named.push((place.full, mention.clone()));
            }
            self.block.push((place, mention));
        }
        self.upto = end;
    }

    /// The scope of a figure of the open block.
    pub(crate) fn scope(&self, figure: Span, clause: Span, sentence: Span) -> Option<Scope> {
        let upto = self
            .block
            .partition_point(|(place, _)| place.span.end <= figure.start);
        let before = self.block.get(..upto)?;
        let within = |place: &Place, stretch: Span| place.span.start >= stretch.start;
        let last = |fits: &dyn Fn(&Place) -> bool| {
            before
                .iter()
                .rev()
                .take(NEAR)
                .find(|(place, _)| !place.listed && fits(place))
        };
        // In the clause, then the subject of the sentence, then any place of
        // it; 全国知名专家 says nothing of where.
        let nearest = last(&|place| within(place, clause) && (place.head || !place.wide))
            .or_else(|| last(&|place| within(place, sentence) && place.head))
            .or_else(|| last(&|place| within(place, sentence) && !place.wide));
        let after = || {
            self.block
                .get(upto..)?
                .iter()
                .take(NEAR)
                .take_while(|(place, _)| place.span.end <= sentence.end)
                .find(|(place, _)| place.whole)
        };
        let mention = nearest
            .or_else(after)
            .or_else(|| last(&Place::is_topic))
            .map(|(_, mention)| mention)
            .or(self.carried.as_ref())
            .or_else(|| last(&|place| within(place, sentence)).map(|(_, mention)| mention))?;
        Some(Scope {
            mention: mention.clone(),
            resolved: None,
        })
    }

    /// Gives a word such as 全市 the name it stands for: the nearest before it
    /// that ends alike, else the first after it; the name in full, where the
    /// text has it.
    pub(crate) fn settle(&self, scope: &mut Scope) {
        let word = simplified(&scope.mention.text);
        let mut characters = word.chars();
        let (Some(first), Some(end), None) =
            (characters.next(), characters.next(), characters.next())
        else {
            return;
        };
        if !matches!(first, '全' | '我' | '该' | '本') {
            return;
        }
        let at = scope.mention.span().start;
        let upto = self
            .named
            .partition_point(|(_, mention)| mention.span().start < at);
        let alike = |(full, mention): &&(Option<&'static str>, Mention)| {
            full.unwrap_or(&mention.text).ends_with(end)
        };
        let (before, after) = self.named.split_at(upto);
        let found = before
            .iter()
            .rev()
            .take(BACK)
            .find(alike)
            .or_else(|| after.iter().take(BACK).find(alike));
        let Some((full, mention)) = found else {
            return;
        };
        let whole = full.and_then(|full| {
            let near = before
                .iter()
                .rev()
                .take(BACK)
                .chain(after.iter().take(BACK));
            near.map(|(_, mention)| mention).find(|mention| {
                mention.text.len() == full.len() && simplified(&mention.text) == full
            })
        });
        scope.resolved = Some(whole.unwrap_or(mention).clone());
    }
}
