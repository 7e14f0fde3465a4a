//! Lines that say they belong to a picture, a figure or a table.

use crate::chars::{han_digit, is_stop, writes_words};
use crate::furniture::{notice, tail_of};
use crate::line::width_of;
use crate::phrase::{PICTURES, PictureWhere, ROLES};

/// Whether a short line says that it belongs to a picture.
pub(crate) fn is_picture(text: &str) -> bool {
    let width = width_of(text);
    // 本版图片由…摄 speaks of the page, not of one picture.
    if text.starts_with('本') {
        return false;
    }
    if let Some((end, place)) = PICTURES.at_start(text) {
        let rest = text.get(end..).unwrap_or_default();
        // ▲更多新闻请下载APP points at no picture.
        let sign = !text.starts_with(writes_words);
        if place != PictureWhere::End && !rest.is_empty() && width <= 200 {
            return !sign || notice(text).is_none();
        }
    }
    let core =
        text.trim_end_matches(|c: char| is_stop(c) || matches!(c, '）' | ')' | '】' | ']' | ' '));
    let ends = maker(core);
    if let Some(start) = ends {
        let bracket = core.rfind(['（', '(', '【', '[']);
        // In brackets at the end, or a line that is little else.
        let closed = core.len() < text.len() && bracket.is_some_and(|at| at < start);
        let near = core
            .get(bracket.unwrap_or(0)..)
            .is_some_and(|inside| inside.chars().count() <= 24);
        if closed && near && width <= 200 {
            return true;
        }
    }
    let may = ends.is_some() || tail_of(text, 40).contains(['图', '圖', '摄', '攝']);
    if may && width <= 200 && is_credited(text) {
        return true;
    }
    // …。新华社记者 某某 摄
    if core.ends_with(['摄', '攝']) && width <= 200 {
        let names = core
            .char_indices()
            .rev()
            .skip(1)
            .take_while(|&(_, c)| {
                writes_words(c) || matches!(c, ' ' | '\u{3000}' | '·' | '、' | '／' | '/')
            })
            .count();
        return (2..=24).contains(&names);
    }
    false
}

/// Where the words at the end begin that say who made a picture. 文/摄影 says who
/// wrote the text too.
fn maker(text: &str) -> Option<usize> {
    let start = PICTURES.at_end(text, |place| place != PictureWhere::Start)?;
    let wrote = text.get(..start)?.ends_with('文');
    (!wrote).then_some(start)
}

/// Whether running text is a caption: who made the picture stands right behind its
/// last stop, as it does behind no paragraph of this width.
pub(crate) fn is_long_caption(text: &str) -> bool {
    /// Columns of the widest.
    const WIDEST: u32 = 300;
    /// Characters of the longest name of who made it.
    const MAKER: usize = 14;
    if width_of(text) > WIDEST {
        return false;
    }
    let after = text.char_indices().rev().take(MAKER + 1);
    let stop = after.clone().find(|&(_, c)| is_stop(c));
    let credit = stop.and_then(|(at, stop)| text.get(at + stop.len_utf8()..));
    credit.is_some_and(|credit| {
        credit.starts_with(writes_words) && !credit.contains(['，', ',']) && is_credited(text)
    })
}

/// …。新华社发, …。图/某某, … 资料图: who made the picture, behind the sentence or
/// apart.
fn is_credited(text: &str) -> bool {
    let open = |c: char| matches!(c, '（' | '(' | '【' | '[' | ' ' | '\u{3000}');
    let bare = text.trim_end_matches(['）', ')', '】', ']']);
    let parted = |&(_, c): &(usize, char)| is_stop(c) || open(c) || matches!(c, '”' | '」' | '）');
    let Some((at, mark)) = bare.char_indices().rev().take(25).find(parted) else {
        return false;
    };
    let credit = bare.get(at + mark.len_utf8()..).unwrap_or_default();
    let before = bare.get(..at).unwrap_or_default().trim_end_matches(open);
    let told = is_stop(mark) || before.ends_with(is_stop);
    if told
        && ["图/", "图／", "圖/", "圖／", "图：", "圖："]
            .iter()
            .any(|word| credit.starts_with(word))
    {
        return credit.chars().count() <= 12;
    }
    // …。记者李明摄影
    let taken = ["摄影", "攝影"].iter().any(|word| credit.ends_with(word));
    if told && taken && ROLES.at_start(credit).is_some() {
        return true;
    }
    maker(credit).is_some_and(|start| told || start == 0 && credit.chars().count() > 2)
}

/// 图1 …, 表 2：…
pub(crate) fn is_figure(text: &str) -> bool {
    let words = ["图片", "圖片", "附表", "附图", "附圖", "图", "圖", "表"];
    let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    let picture = text.starts_with("图片") || text.starts_with("圖片");
    if rest.starts_with(|c| matches!(c, '①'..='⑳')) {
        return width_of(text) <= 200;
    }
    let rest = rest.trim_start();
    let name = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || han_digit(c).is_some() || matches!(c, '-' | '.' | '－')
    });
    let numbered = name.len() < rest.len();
    let apart = name
        .chars()
        .next()
        .is_some_and(|c| c.is_whitespace() || matches!(c, ':' | '：' | '.' | '、' | '．'));
    let named = picture || !text.ends_with(is_stop);
    numbered && apart && named && width_of(text) <= 120
}
