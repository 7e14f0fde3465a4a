//! Where a figure holds, or for which body.
//!
//! What can be a scope: the name of a place, a word that stands for one (全市,
//! 该县, 本公司), a body that its clause is about (`named`), and a name of the
//! title that no dictionary has, where it opens a clause (`titles`). Not the
//! places of a list or of a route, nor what is only compared with (占全国的22%),
//! nor who only says it (协会发布).
//!
//! How far each holds, the first that is found:
//! 1. the nearest in the clause;
//! 2. the last that opens a clause of the sentence, else the last of it; a body
//!    gives way to a place;
//! 3. a word such as 全市 that follows in the sentence;
//! 4. the last of the paragraph that opened a clause or stood for the whole:
//!    not a country, which says whose team or product something is;
//! 5. what the paragraphs before were about, if the title, a heading or the
//!    opening of a text without a title names it, and what the text calls its
//!    own (本公司);
//! 6. a body of the paragraph.
//!
//! Direct speech holds its own places only, and where a sentence names a person
//! by the age, what came before it no longer holds.

use std::sync::LazyLock;

use hanliang_document::BlockKind;
use hanliang_span::Span;
use memchr::memmem::Finder;

use super::speech::speech_over;
use crate::passage::Passage;
use crate::record::{Mention, Scope};
use crate::tables::classes::Class;
use crate::tables::folding::simplified;
use crate::tables::places::{Ends, Known, place_at};
use crate::tables::wording::Wording;
use crate::tables::words::is_han;

mod alone;
mod named;
mod person;
mod titles;

pub(crate) use self::alone::{is_name_of_place, may_name_place};
use self::named::{Place, names_of, places_of};
use self::titles::{Titles, is_title};

/// How many names back a word such as 全市 is resolved.
const BACK: usize = 400;
/// How many places back and forth one is looked for.
const NEAR: usize = 64;

/// The places a text has named so far.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    /// All places in the order of the text.
    mentions: Vec<Mention>,
    /// Those that are names: in full, and which of the mentions.
    named: Vec<(Option<&'static str>, usize)>,
    /// The places of the open block, in order, and which of the mentions.
    block: Vec<(Place, usize)>,
    /// Where it names a person by the age, in order.
    persons: Vec<usize>,
    /// How far the open block was read.
    upto: usize,
    /// What the open block is.
    kind: Option<BlockKind>,
    /// The titles of the document and the last heading.
    titles: Titles,
    /// The place the blocks before were about.
    carried: Option<usize>,
}

impl Gazetteer {
    /// Begins a block; blocks come in the order of the text.
    pub(crate) fn open(&mut self, kind: BlockKind) {
        self.close();
        self.block.clear();
        self.persons.clear();
        self.upto = 0;
        self.kind = Some(kind);
    }

    /// Takes over what the open block was about, if the title, a heading or
    /// the first paragraph names it.
    fn close(&mut self) {
        let Some((place, at)) = self.subject() else {
            return;
        };
        let (at, mention) = (*at, &self.mentions[*at]);
        if !matches!(
            self.kind,
            None | Some(BlockKind::Caption | BlockKind::Footnote)
        ) && (self.is_titled(place, mention) || self.titles.is_empty() && !place.whole)
        {
            self.titles.open_with(simplified(&mention.text));
            self.carried = Some(at);
        }
    }

    /// Whether a title or heading names a place, or what it stands for.
    fn is_titled(&self, place: &Place, mention: &Mention) -> bool {
        let text = simplified(&mention.text);
        let name = place.full.unwrap_or(&text);
        if !place.whole {
            return self.titles.have(name);
        }
        // 本公司: who speaks is who the document is about.
        let own = place.body.is_some() && name.starts_with('本');
        let Some(end) = name.chars().next_back() else {
            return false;
        };
        let named = || {
            let near = self.named.iter().rev().take(BACK);
            near.map(|(full, at)| full.unwrap_or(&self.mentions[*at].text))
                .find(|name| name.ends_with(end))
        };
        own || self.titles.have_whole(end) || named().is_some_and(|name| self.titles.have(name))
    }

    /// What the open block was about: the last place that opened a clause or
    /// stood for the whole.
    fn subject(&self) -> Option<&(Place, usize)> {
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
        if let Some(kind) = self.kind {
            self.titles.read(kind, text);
        }
        let persons = persons(text).map(|at| self.upto + at);
        self.persons.extend(persons);
        let stretch = Span::new(self.upto, end);
        let mut places = places_of(passage, stretch);
        if !self.kind.is_some_and(is_title) {
            names_of(passage, stretch, self.titles.names(), &mut places);
        }
        for place in places {
            let at = self.mentions.len();
            self.mentions.push(passage.mention(place.span));
            if !place.whole {
                self.named.push((place.full, at));
            }
            self.block.push((place, at));
        }
        self.upto = end;
    }

    /// The scope of a figure of the open block.
    pub(crate) fn scope(
        &self,
        passage: &Passage<'_>,
        figure: Span,
        clause: Span,
        sentence: Span,
    ) -> Option<Scope> {
        let spoken = speech_over(passage, figure);
        let upto = self
            .block
            .partition_point(|(place, _)| place.span.end <= figure.start);
        let (before, after) = self.block.split_at_checked(upto)?;
        let floor = spoken.map_or(0, |speech| speech.start);
        let within = |place: &Place, stretch: Span| place.span.start >= stretch.start.max(floor);
        let last = |fits: &dyn Fn(&Place) -> bool| {
            let mut near = before.iter().rev().take(NEAR);
            near.find(|(place, _)| !place.listed && fits(place))
        };
        // In the clause, then the subject of the sentence, then any place of
        // it; 全国知名专家 says nothing of where.
        if let Some(joint) = joint(passage, before, clause, figure) {
            return Some(Scope {
                mention: passage.mention(joint),
                resolved: None,
            });
        }
        let nearest =
            last(&|place| within(place, clause) && (place.head || !place.wide)).or_else(|| {
                let head = last(&|place| within(place, sentence) && place.head);
                let any = || last(&|place| within(place, sentence) && !place.wide);
                // 政府出资…, 组织全县党员走访: a body gives way to a place.
                head.filter(|(place, _)| place.body != Some(Ends::Office))
                    .or_else(any)
            });
        if nearest.is_none() && (spoken.is_some() || self.names_person(sentence, figure.start)) {
            return None;
        }
        let follows = || {
            let near = after.iter().take(NEAR);
            near.take_while(|(place, _)| place.span.end <= sentence.end)
                .find(|(place, _)| place.whole && place.body.is_none())
        };
        let at = nearest
            .or_else(follows)
            .or_else(|| last(&Place::is_topic))
            .map(|(_, at)| at)
            .or(self.carried.as_ref())
            .or_else(|| last(&|place| place.head && !place.wide).map(|(_, at)| at))
            .or_else(|| last(&|place| within(place, sentence)).map(|(_, at)| at))?;
        Some(Scope {
            mention: self.mentions.get(*at)?.clone(),
            resolved: None,
        })
    }

    /// Whether a sentence names a person by the age before a place in it.
    fn names_person(&self, sentence: Span, upto: usize) -> bool {
        let persons = self.persons.partition_point(|at| *at <= upto);
        let last = persons
            .checked_sub(1)
            .and_then(|last| self.persons.get(last));
        last.is_some_and(|person| *person >= sentence.start)
    }

    /// Gives a word such as 全市 the name it stands for: the nearest before it
    /// that ends alike, else the first after it; the name in full, where the
    /// text has it.
    pub(crate) fn settle(&self, scope: &mut Scope) {
        let word = simplified(&scope.mention.text);
        let stands = ["全", "我", "该", "本", "这个"];
        let Some(rest) = stands.iter().find_map(|stands| word.strip_prefix(stands)) else {
            return;
        };
        // 全市 of 全市法院
        let end = match place_at(&word) {
            Some((length, Known::Whole)) => word.get(word.len() - rest.len()..length),
            _ => Some(rest),
        };
        let end = end.unwrap_or_default();
        if end.is_empty() || end.chars().count() > 2 {
            return;
        }
        let at = scope.mention.span().start;
        let upto = self
            .named
            .partition_point(|(_, name)| self.mentions[*name].span().start < at);
        let alike = |(full, name): &&(Option<&'static str>, usize)| {
            full.unwrap_or(&self.mentions[*name].text).ends_with(end)
        };
        let (before, after) = self.named.split_at(upto);
        let found = before
            .iter()
            .rev()
            .take(BACK)
            .find(alike)
            .or_else(|| after.iter().take(BACK).find(alike));
        let Some((full, name)) = found else {
            return;
        };
        let whole = full.and_then(|full| {
            let near = before
                .iter()
                .rev()
                .take(BACK)
                .chain(after.iter().take(BACK));
            near.map(|(_, name)| &self.mentions[*name]).find(|mention| {
                mention.text.len() == full.len() && simplified(&mention.text) == full
            })
        });
        scope.resolved = Some(whole.unwrap_or(&self.mentions[*name]).clone());
    }
}

/// The places of a list that opens the clause of a figure, which is of all of
/// them: 南京、苏州涨幅近两成; not where each has its own.
fn joint(
    passage: &Passage<'_>,
    before: &[(Place, usize)],
    clause: Span,
    figure: Span,
) -> Option<Span> {
    let listed = before.iter().rev().map(|(place, _)| place);
    let mut listed = listed
        .take(NEAR)
        .take_while(|place| place.listed && place.span.start >= clause.start);
    let last = listed.next()?;
    let mut first = last;
    for place in listed {
        let gap = passage.slice(Span::new(place.span.end, first.span.start));
        if !matches!(gap, "、" | "和" | "与" | "及") {
            break;
        }
        first = place;
    }
    let rest = passage.slice(Span::new(last.span.end, figure.start));
    let all = first.span.start < last.span.start
        && first.head
        && !rest.starts_with(['等', '、', '的'])
        && !Wording::InTurn.within(rest);
    all.then(|| first.span.join(last.span))
}

static AGED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("岁的"));

/// Where a clause names a person by the age: 56岁的李某, 今年54岁的图门.
fn persons(text: &str) -> impl Iterator<Item = usize> + '_ {
    AGED.find_iter(text.as_bytes()).filter_map(|at| {
        let lead = text.get(..at)?;
        let lead = lead.strip_suffix('周').unwrap_or(lead);
        let bare = lead.trim_end_matches(|c: char| c.is_ascii_digit());
        let opens = bare.ends_with("今年") || bare.chars().next_back().is_none_or(|c| !is_han(c));
        (bare.len() < lead.len() && opens).then_some(bare.len())
    })
}
