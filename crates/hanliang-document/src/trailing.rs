//! Names and days behind the last sentence of a story, as wire copy ends.

use hanliang_span::Span;

use crate::chars::is_finished;
use crate::classify::Classifier;
use crate::credit::credits;
use crate::draft::Draft;
use crate::furniture::tail_of;
use crate::kind::BlockKind;
use crate::line::{Line, width_of};
use crate::newspaper::{is_turn, turn_before};
use crate::person::signed;
use crate::published::Published;
use crate::rule::Rule;

impl Classifier<'_> {
    /// Splits off the names in brackets at the end of running text:
    /// （譯者：曹宇帆/核稿：陳昱婷）1140127.
    pub(crate) fn trailing(&mut self) {
        let Some(draft) = self.drafts.last() else {
            return;
        };
        if !draft.is_open() || draft.width < 24 {
            return;
        }
        let last = draft.last();
        let text = last.of(self.text).unwrap_or_default();
        let tail = tail_of(text, 240);
        let base = last.end - tail.len();
        let body = tail.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = tail.get(body.len()..).unwrap_or_default();
        if !body.ends_with(['）', ')', '】', ']', '〕']) || !matches!(number.len(), 0 | 7 | 8) {
            return;
        }
        let Some(open) = body.rfind(['（', '(', '【', '[', '〔']) else {
            return;
        };
        let before = tail.get(..open).unwrap_or_default().trim_end();
        let inside = body.get(open..).unwrap_or_default();
        let line = Line {
            span: Span::new(base + open, last.end),
            indent: 0,
            blanks: 0,
            width: width_of(inside),
        };
        if is_turn(inside) && !before.is_empty() {
            self.cut(base + before.len(), is_finished(before));
            let mut turn = Draft::new(&line);
            turn.settle(BlockKind::Boilerplate, Rule::PageNumber);
            self.drafts.push(turn);
            return;
        }
        let signed = || signed(before, inside, base + open);
        let Some(found) = credits(inside, base + open).or_else(signed) else {
            return;
        };
        if before.is_empty() && base == last.start {
            return;
        }
        let kind = if found.is_editors() {
            (BlockKind::Boilerplate, Rule::EditorLine)
        } else {
            (BlockKind::Byline, Rule::Credits)
        };
        self.cut(base + before.len(), is_finished(before));
        if number.len() == 7 {
            self.gathered.published = self
                .gathered
                .published
                .or_else(|| republic_date(number, last.end - number.len()));
        }
        self.credited(found);
        let mut credit = Draft::new(&line);
        credit.settle(kind.0, kind.1);
        self.drafts.push(credit);
    }

    /// Ends the last draft at a place before its end.
    fn cut(&mut self, end: usize, finished: bool) {
        if let Some(draft) = self.drafts.last_mut() {
            if let Some(range) = draft.block.ranges.last_mut() {
                range.end = end;
            }
            draft.finished = finished;
        }
    }

    /// Splits off where a text comes from at the start of a line:
    /// （上接第一版）.
    pub(crate) fn leading(&mut self, line: &Line) -> Line {
        let text = line.span.of(self.text).unwrap_or_default();
        let rest = turn_before(text).and_then(|end| Some((end, text.get(end..)?.trim_start())));
        let Some((end, rest)) = rest.filter(|(_, rest)| !rest.is_empty()) else {
            return *line;
        };
        let mut turn = Draft::new(&Line {
            span: Span::new(line.span.start, line.span.start + end),
            width: width_of(text.get(..end).unwrap_or_default()),
            ..*line
        });
        turn.settle(BlockKind::Boilerplate, Rule::PageNumber);
        self.drafts.push(turn);
        Line {
            span: Span::new(line.span.end - rest.len(), line.span.end),
            width: width_of(rest),
            ..*line
        }
    }
}

/// 1140127: a day of the Republic calendar in seven digits, as wire copy ends.
pub(crate) fn republic_date(number: &str, start: usize) -> Option<Published> {
    let part = |range: core::ops::Range<usize>| number.get(range)?.parse::<i16>().ok();
    let published = Published {
        year: part(0..3)?.checked_add(1911),
        month: i8::try_from(part(3..5)?).ok(),
        day: i8::try_from(part(5..7)?).ok(),
        time: None,
        span: Span::new(start, start + number.len()),
    };
    published.date().map(|_| published)
}
