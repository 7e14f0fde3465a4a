//! Text whose every line was cut at one width.

use crate::chars::{cuts_figure, is_closer, is_finished, is_stop, writes_words};
use crate::furniture::{head_of, tail_of};
use crate::line::Line;
use crate::marker::{MarkerKind, marker};

/// Columns a cut line may fall short of the full width: a wide character and
/// the mark that may not begin a line.
const SLACK: u32 = 4;

/// Columns between which full lines lie.
const NARROWEST: u32 = 24;
const WIDEST: u32 = 160;

/// Columns of the narrowest single run that shows a width by itself.
const NARROW_RUN: u32 = 40;

/// Lines needed to see a width.
const LEAST: usize = 4;

/// Columns a line of Latin words may fall short: a long word.
const WORD_SLACK: u32 = 14;

/// How lines were cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrap {
    /// Columns of a full line.
    width: u32,
    /// Columns a full line may fall short.
    slack: u32,
    /// Blank lines between the lines of one paragraph.
    blanks: u32,
    /// Whether paragraphs are told by an indent or a blank line, so that a
    /// full line that ends a sentence need not end its paragraph.
    marked: bool,
}

/// Where the lines of a text were cut: all at one width, or run by run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wraps {
    all: Option<Wrap>,
    /// Runs of lines without a blank line between: the first line, the one
    /// after the last.
    runs: Vec<(usize, usize, Wrap)>,
}

impl Wraps {
    /// How the line at `index` was cut.
    pub(crate) fn at(&self, index: usize) -> Option<Wrap> {
        let run = self.runs.partition_point(|&(_, end, _)| end <= index);
        let local = self.runs.get(run).filter(|&&(start, _, _)| start <= index);
        self.all.or(local.map(|&(_, _, wrap)| wrap))
    }
}

/// Measures whether and where the lines of a text were cut.
pub(crate) fn measure(text: &str, lines: &[Line]) -> Wraps {
    let all = [0, 1]
        .into_iter()
        .find_map(|blanks| measure_at(text, lines, blanks, LEAST));
    let mut found = Wraps {
        all,
        runs: Vec::new(),
    };
    if all.is_some() {
        return found;
    }
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while lines.get(end).is_some_and(|line| line.blanks == 0) {
            end += 1;
        }
        let run = lines.get(start..end).unwrap_or_default();
        let wrap = measure_at(text, run, 0, LEAST - 1).filter(|wrap| wrap.width >= NARROW_RUN);
        if let Some(wrap) = wrap {
            found.runs.push((start, end, wrap));
        } else {
            sentences(text, run, start, &mut found.runs);
        }
        start = end;
    }
    found
}

/// Finds the few lines in a run that were cut; `start` is where the run stands.
fn sentences(text: &str, run: &[Line], start: usize, found: &mut Vec<(usize, usize, Wrap)>) {
    /// Most lines looked at: more show a width by themselves.
    const MOST: usize = 12;
    let mut at = 0;
    while let Some(lines) = run.get(at..).filter(|lines| lines.len() > 1) {
        let width = lines.first().map_or(0, reach);
        let fulls = lines.iter().take(MOST).take_while(|line| {
            line.width >= NARROWEST - SLACK && reach(line).abs_diff(width) <= SLACK
        });
        let fulls = fulls.count();
        // The last line is narrower, or as wide by chance.
        let wrap = [fulls + 1, fulls].into_iter().find_map(|length| {
            let wrap = sentence(text, lines.get(..length)?)?;
            Some((length, wrap))
        });
        let length = wrap.map_or(1, |(length, wrap)| {
            found.push((start + at, start + at + length, wrap));
            length
        });
        at += length;
    }
}

/// How a few lines were cut that can only be running text: all but the last
/// equally wide and open, the last no wider and at the end of a sentence.
fn sentence(text: &str, lines: &[Line]) -> Option<Wrap> {
    /// Columns from which two lines show it.
    const WIDE: u32 = 56;
    let (last, fulls) = lines.split_last()?;
    let width = fulls.iter().map(reach).max()?;
    let least = if fulls.len() > 1 { NARROWEST } else { WIDE };
    let full = |line: &Line| reach(line) + SLACK >= width;
    if !(least..=WIDEST).contains(&width)
        || !fulls.iter().all(full)
        || reach(last) > width
        || !last
            .span
            .of(text)?
            .ends_with(|c| is_stop(c) || is_closer(c))
    {
        return None;
    }
    let (mut commas, mut inner) = (0, false);
    for (line, next) in fulls.iter().zip(lines.iter().skip(1)) {
        let line = line.span.of(text)?;
        if is_ended(line, next.span.of(text)?) {
            return None;
        }
        let mark = |c: char| is_stop(c) || matches!(c, '，' | ',' | '、' | '；');
        commas += usize::from(line.ends_with(mark));
        inner |= line.trim_end_matches(mark).contains(mark);
    }
    (inner && commas * 2 <= fulls.len()).then_some(Wrap {
        width,
        slack: SLACK,
        blanks: 0,
        marked: false,
    })
}

/// Whether a line ends what it says: a sentence, or the credit of a picture.
fn is_ended(line: &str, next: &str) -> bool {
    let line = tail_of(line, 60);
    (is_finished(line) || line.ends_with(['摄', '攝'])) && !cuts_figure(line, next)
}

/// How far to the right a line reaches.
fn reach(line: &Line) -> u32 {
    line.indent.saturating_add(line.width)
}

fn measure_at(text: &str, lines: &[Line], blanks: u32, least: usize) -> Option<Wrap> {
    if lines.len() <= least {
        return None;
    }
    let mut widths = [0_usize; WIDEST as usize + 1];
    let (mut count, mut wider, mut latin) = (0_usize, 0_usize, 0_usize);
    let pairs = || lines.windows(2).filter(|pair| pair[1].blanks == blanks);
    let ends_latin = |line: &Line| {
        let last = line.span.of(text).and_then(|line| line.chars().next_back());
        last.is_some_and(|c| c.is_ascii_alphabetic())
    };
    for pair in pairs() {
        match usize::try_from(reach(&pair[0])) {
            Ok(width) if width < widths.len() => widths[width] += 1,
            _ => wider += 1,
        }
        latin += usize::from(ends_latin(&pair[0]));
        count += 1;
    }
    if count < least || wider * 20 > count {
        return None;
    }
    let slack = if latin * 2 > count { WORD_SLACK } else { SLACK };
    // The width that all but a few lines keep to.
    let mut beyond = wider;
    let mut width = WIDEST;
    while width > NARROWEST {
        let here = widths.get(usize::try_from(width).ok()?)?;
        if (beyond + here) * 25 > count && *here > 0 {
            break;
        }
        beyond += here;
        width -= 1;
    }
    let is_full = |line: &Line| reach(line) + slack >= width && reach(line) <= width + 2;
    let (mut fulls, mut open) = (0_usize, 0_usize);
    for pair in pairs().filter(|pair| is_full(&pair[0])) {
        fulls += 1;
        let end = tail_of(pair[0].span.of(text).unwrap_or_default(), 60);
        let next = pair[1].span.of(text).unwrap_or_default();
        open += usize::from(!is_finished(end) || cuts_figure(end, next));
    }
    let cut = width > NARROWEST && fulls >= least && fulls * 2 >= count && open * 3 >= fulls * 2;
    let marked = lines
        .windows(2)
        .any(|pair| pair[1].blanks > blanks || pair[1].indent >= pair[0].indent + 2);
    cut.then_some(Wrap {
        width,
        slack,
        blanks,
        marked,
    })
}

/// How many lines, from the first of `lines`, are one paragraph.
pub(crate) fn paragraph(text: &str, lines: &[Line], wrap: Option<Wrap>) -> usize {
    let upright = upright(text, lines);
    if upright > 0 {
        return upright;
    }
    let quoted = quoted(text, lines);
    if quoted > 0 {
        return quoted;
    }
    let Some(wrap) = wrap else { return 1 };
    let mut length = 1;
    let kind = |text: &str| marker(head_of(text, 60), 0).map(|marker| marker.kind);
    let first = lines.first().and_then(|line| line.span.of(text));
    let own = first.and_then(kind);
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let full = reach(line) + wrap.slack >= wrap.width;
        let above = line.span.of(text).unwrap_or_default();
        let below = next.span.of(text).unwrap_or_default();
        let below_kind = kind(below);
        let ended = is_ended(above, below);
        let parted = next.blanks != wrap.blanks
            || next.indent >= line.indent + 2
            || below.starts_with('>')
            || ended && (!wrap.marked || below_kind.is_some())
            || below_kind.is_some_and(|kind| kind == MarkerKind::Bullet || Some(kind) == own);
        if !full || parted {
            break;
        }
        length += 1;
    }
    length
}

/// Bytes of the marks of quotation before a line (`>> `), and how many there are.
pub(crate) fn quote_marks(line: &str) -> (usize, usize) {
    let rest = line.trim_start_matches(['>', ' ']);
    let marks = line.len() - rest.len();
    let depth = line
        .bytes()
        .take(marks)
        .filter(|&byte| byte == b'>')
        .count();
    (marks, depth)
}

/// How many quoted lines, from the first of `lines`, are one sentence; none if
/// the first is not quoted.
fn quoted(text: &str, lines: &[Line]) -> usize {
    let is_quoted = |line: &Line| line.span.of(text).is_some_and(|line| line.starts_with('>'));
    if !lines.first().is_some_and(is_quoted) {
        return 0;
    }
    let goes_on = |pair: &&[Line]| {
        let (line, next) = (&pair[0], &pair[1]);
        let above = line.span.of(text).unwrap_or_default();
        let below = next.span.of(text).unwrap_or_default();
        let (marks, depth) = quote_marks(below);
        let content = below.get(marks..).unwrap_or_default();
        next.blanks == 0
            && is_quoted(next)
            && depth == quote_marks(above).1
            && line.width >= NARROWEST
            && !is_finished(tail_of(above, 60))
            && !content.is_empty()
            && marker(head_of(content, 60), 0).is_none()
    };
    1 + lines.windows(2).take_while(goes_on).count()
}

/// How many lines stand one character each: text set upright.
fn upright(text: &str, lines: &[Line]) -> usize {
    let length = lines
        .iter()
        .enumerate()
        .take_while(|(index, line)| {
            line.width <= 2
                && (*index == 0 || line.blanks == 0)
                && line
                    .span
                    .of(text)
                    .is_some_and(|line| line.chars().all(|c| writes_words(c) || !c.is_ascii()))
        })
        .count();
    if length >= LEAST { length } else { 0 }
}
