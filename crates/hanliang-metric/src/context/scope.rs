//! Where a figure holds, or for which body.

use hanliang_span::Span;

use crate::passage::Passage;
use crate::record::{Mention, Scope};
use crate::tables::simplified::simplified;
use crate::tables::words::is_han;

/// Ends of names of places, with how high they rank: the smaller the wider.
const RANKS: [(char, u8); 12] = [
    ('国', 0),
    ('省', 1),
    ('市', 2),
    ('州', 2),
    ('盟', 2),
    ('县', 3),
    ('旗', 3),
    ('区', 3),
    ('镇', 4),
    ('乡', 4),
    ('村', 5),
    ('街', 4),
];
/// What turns the end of a name into a word of scope.
const HEADS: [char; 5] = ['全', '该', '我', '本', '各'];

/// A place or body named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) span: Span,
    pub(crate) rank: u8,
    /// 全市, 该县: stands for a name.
    pub(crate) relative: bool,
}

/// The places a stretch of text names, in order.
pub(crate) fn places_of(passage: &Passage<'_>, stretch: Span) -> Vec<Place> {
    let text = passage.slice(stretch);
    let mut found: Vec<Place> = Vec::new();
    let mut taken = stretch.start;
    for (at, character) in text.char_indices() {
        let Some((_, rank)) = RANKS.iter().find(|(end, _)| *end == character) else {
            continue;
        };
        let end = stretch.start + at + character.len_utf8();
        let before = text.get(..at).unwrap_or_default();
        let Some(head) = before.chars().next_back() else {
            continue;
        };
        let start_of_head = stretch.start + at - head.len_utf8();
        if HEADS.contains(&head) && start_of_head >= taken {
            // 我市 and 全市, but not 健全市场.
            let after = passage.near(end, 1);
            let word = matches!(character, '市')
                && after.starts_with(['场', '民', '区', '值', '政', '价', '级', '委', '长'])
                || character == '区' && after.starts_with(['域', '别'])
                || character == '国' && after.starts_with(['际', '家']);
            let healthy =
                before.ends_with("健全") || before.ends_with("安全") || before.ends_with("完全");
            if !word && !healthy && (head != '各') {
                found.push(Place {
                    span: Span::new(start_of_head, end),
                    rank: *rank,
                    relative: true,
                });
                taken = end;
            }
            continue;
        }
        // A name: up to four Han characters before its end, as far as the
        // last break, place or function word.
        if matches!(character, '国' | '街') {
            continue;
        }
        let mut start = stretch.start + at;
        let mut length = 0;
        for (back, c) in before.char_indices().rev() {
            if !is_han(c)
                || stretch.start + back < taken
                || length >= 6
                || FUNCTION.contains(c)
                || (length >= 2 && RANKS.iter().any(|(end, _)| *end == c))
            {
                break;
            }
            start = stretch.start + back;
            length += 1;
        }
        let after = passage.near(end, 1);
        let word = after.starts_with([
            '场', '民', '域', '级', '别', '委', '长', '政', '值', '价', '落', '支', '容', '干',
            '党', '务', '组', '部', '集',
        ]) && !(character == '市' && after.starts_with(['委', '政']));
        if (2..=6).contains(&length) && !word && length <= 4 {
            found.push(Place {
                span: Span::new(start, end),
                rank: *rank,
                relative: false,
            });
            taken = end;
        }
    }
    found
}

/// Characters that end the search for the beginning of a name.
const FUNCTION: &str = "的在是和与及对为从由向到于把将了着过等有个名各每该全我本这那其以至、，。一二三四五六七八九十百千两几数第使让据被会上下内中外各就也都又并而或但";

/// The places a text has named so far.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    /// Names with the character they end in, in the order of the text.
    named: Vec<(char, Mention)>,
    /// The places of the open block, in order.
    block: Vec<(Place, Mention)>,
    /// How far the open block was read.
    upto: usize,
    /// The last place of the blocks before.
    carried: Option<(Place, Mention)>,
}

impl Gazetteer {
    /// Begins a block; blocks come in the order of the text.
    pub(crate) fn open(&mut self, _passage: &Passage<'_>) {
        if let Some(last) = self.block.pop() {
            self.carried = Some(last);
        }
        self.block.clear();
        self.upto = 0;
    }

    /// Reads the open block as far as `end`.
    pub(crate) fn advance(&mut self, passage: &Passage<'_>, end: usize) {
        if end <= self.upto {
            return;
        }
        for place in places_of(passage, Span::new(self.upto, end)) {
            self.note(passage, place);
        }
        self.upto = end;
    }

    fn note(&mut self, passage: &Passage<'_>, place: Place) {
        let mention = passage.mention(place.span);
        if !place.relative
            && let Some(end) = passage.slice(place.span).chars().next_back()
            && self
                .named
                .last()
                .is_none_or(|(_, last)| last.text != mention.text)
        {
            self.named.push((end, mention.clone()));
        }
        self.block.push((place, mention));
    }

    /// The scope of a figure of the open block.
    pub(crate) fn scope(
        &self,
        _passage: &Passage<'_>,
        figure: Span,
        _sentence: Span,
    ) -> Option<Scope> {
        let upto = self
            .block
            .partition_point(|(place, _)| place.span.end <= figure.start);
        let (place, mention) = upto
            .checked_sub(1)
            .and_then(|at| self.block.get(at))
            .or(self.carried.as_ref())?;
        let resolved = place
            .relative
            .then(|| self.resolve(&mention.text))
            .flatten();
        Some(Scope {
            mention: mention.clone(),
            resolved,
        })
    }

    /// The name a relative word stands for: the nearest before it that ends
    /// alike.
    fn resolve(&self, word: &str) -> Option<Mention> {
        let end = simplified(word).chars().next_back()?;
        self.named
            .iter()
            .rev()
            .take(400)
            .find(|(last, _)| *last == end)
            .map(|(_, mention)| mention.clone())
    }

    /// Settles the scopes whose name comes only later in the text.
    pub(crate) fn settle(&self, scope: &mut Scope) {
        let word = simplified(&scope.mention.text);
        if scope.resolved.is_some() || !word.starts_with(HEADS) {
            return;
        }
        let Some(end) = word.chars().next_back() else {
            return;
        };
        scope.resolved = self
            .named
            .iter()
            .find(|(last, _)| *last == end)
            .map(|(_, mention)| mention.clone());
    }
}
