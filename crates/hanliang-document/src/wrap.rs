//! Text whose every line was cut at one width.

use crate::chars::{is_finished, is_han};
use crate::furniture::tail_of;
use crate::line::Line;
use crate::marker::marker;

/// Columns a cut line may fall short of the full width: a wide character and
/// the mark that may not begin a line.
const SLACK: u32 = 4;

/// Columns between which full lines lie.
const NARROWEST: u32 = 24;
const WIDEST: u32 = 160;

/// Lines needed to see a width.
const LEAST: usize = 4;

/// How the lines of a text were cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrap {
    /// Columns of a full line.
    width: u32,
    /// Blank lines between the lines of one paragraph.
    blanks: u32,
    /// Whether paragraphs are told by an indent or a blank line, so that a
    /// full line that ends a sentence need not end its paragraph.
    marked: bool,
}

/// How far to the right a line reaches.
fn reach(line: &Line) -> u32 {
    line.indent.saturating_add(line.width)
}

/// Measures whether and where the lines of a text were cut.
pub(crate) fn measure(text: &str, lines: &[Line]) -> Option<Wrap> {
    [0, 1]
        .into_iter()
        .find_map(|blanks| measure_at(text, lines, blanks))
}

fn measure_at(text: &str, lines: &[Line], blanks: u32) -> Option<Wrap> {
    let mut widths = [0_usize; WIDEST as usize + 1];
    let (mut count, mut wider) = (0_usize, 0_usize);
    let pairs = || lines.windows(2).filter(|pair| pair[1].blanks == blanks);
    for pair in pairs() {
        match usize::try_from(reach(&pair[0])) {
            Ok(width) if width < widths.len() => widths[width] += 1,
            _ => wider += 1,
        }
        count += 1;
    }
    if count < LEAST || wider * 20 > count {
        return None;
    }
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
    let is_full = |line: &Line| reach(line) + SLACK >= width && reach(line) <= width + 2;
    let full = pairs().filter(|pair| is_full(&pair[0]));
    let (mut fulls, mut open) = (0_usize, 0_usize);
    for pair in full {
        fulls += 1;
        open += usize::from(!is_finished(tail_of(
            pair[0].span.of(text).unwrap_or_default(),
            60,
        )));
    }
    let cut = width > NARROWEST && fulls >= LEAST && fulls * 2 >= count && open * 3 >= fulls * 2;
    let marked = lines
        .windows(2)
        .any(|pair| pair[1].blanks > blanks || pair[1].indent >= pair[0].indent + 2);
    cut.then_some(Wrap {
        width,
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
    let Some(wrap) = wrap else { return 1 };
    let mut length = 1;
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let full = reach(line) + SLACK >= wrap.width;
        let above = line.span.of(text).unwrap_or_default();
        let below = next.span.of(text).unwrap_or_default();
        let ended = is_finished(tail_of(above, 60));
        let parted = next.blanks != wrap.blanks
            || next.indent >= line.indent + 2
            || below.starts_with('>')
            || ended && (!wrap.marked || marker(below, 0).is_some());
        if !full || parted {
            break;
        }
        length += 1;
    }
    length
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
                    .is_some_and(|line| line.chars().all(|c| is_han(c) || !c.is_ascii()))
        })
        .count();
    if length >= LEAST { length } else { 0 }
}
