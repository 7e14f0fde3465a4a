//! The end of a page: who printed it, notes, references; and the addressee,
//! which only an official document with a signature's manners has.

use std::collections::HashMap;

use hanliang_span::Span;

use crate::chars::is_stop;
use crate::date::find_date;
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::marker::MarkerKind;
use crate::phrase::{BODIES, POSTS};
use crate::rule::Rule;

/// Finds the addressee among the first lines after the head.
pub(crate) fn addressee(text: &str, drafts: &mut [Draft], from: usize) -> Option<Span> {
    let index = (from..drafts.len().min(from + 4))
        .find(|&index| drafts[index].is_open())
        .filter(|&index| drafts.len() > index + 1)?;
    let draft = &drafts[index];
    let line = draft.text(text);
    let name = line.strip_suffix(['：', ':'])?;
    let greeted = ["尊敬", "亲爱", "敬爱", "親愛", "敬愛"];
    // 致全市人民的一封信 names whom it addresses.
    let titled = drafts[..index].iter().any(|draft| {
        draft.kind() == BlockKind::Title && (2..=12).contains(&name.chars().count()) && {
            let title = draft.text(text);
            let letter = title.contains('致') || title.ends_with(['信', '书', '書', '函']);
            letter && title.contains(name)
        }
    });
    let addressed = titled
        || greeted.iter().any(|word| name.starts_with(word))
        || name.starts_with(['各', '本'])
        || name.contains("，各")
        || name.contains("、各")
        || BODIES.at_end(name, |()| true).is_some()
        // Who is named again and again before a colon speaks.
        || POSTS.at_end(name, |()| true).is_some()
            && drafts[index + 1..].iter().all(|draft| draft.text(text) != line);
    if !addressed || name.contains(is_stop) || draft.width > 230 {
        return None;
    }
    let first = draft.first();
    let span = Span::new(first.start, first.start + name.len());
    drafts[index].settle(BlockKind::Addressee, Rule::AddresseeLine);
    Some(span)
}

/// 某某办公室 2020年1月15日印发, under an official document.
pub(crate) fn is_print_line(line: &str) -> bool {
    let Some(line) = ["印发", "印發", "印"]
        .iter()
        .find_map(|word| line.strip_suffix(word))
    else {
        return false;
    };
    let line = line.trim_end();
    let date = find_date(line, 0).filter(|date| date.span.end == line.len());
    date.and_then(|date| line.get(..date.span.start))
        .is_some_and(|body| BODIES.at_end(body.trim_end(), |()| true).is_some())
}

/// Makes notes of lines ①…, ②…, which the text cites by the same signs.
fn cited(text: &str, drafts: &mut [Draft], from: usize) {
    let circled = |draft: &Draft| {
        let marker = draft
            .marker
            .filter(|marker| marker.kind == MarkerKind::Circled);
        marker.filter(|_| draft.is_open())
    };
    if drafts
        .iter()
        .skip(from)
        .all(|draft| circled(draft).is_none())
    {
        return;
    }
    // Where each sign first stands behind a word.
    let mut signs: HashMap<char, usize> = HashMap::new();
    let mut before = '\n';
    for (at, c) in text.char_indices() {
        if matches!(c, '①'..='⑳') && !before.is_whitespace() {
            signs.entry(c).or_insert(at);
        }
        before = c;
    }
    let mut index = from;
    while index < drafts.len() {
        let run = drafts[index..]
            .iter()
            .zip(1..)
            .take_while(|(draft, number)| {
                let start = draft.first().start;
                let sign = draft.text(text).chars().next();
                let above = sign.and_then(|sign| signs.get(&sign));
                circled(draft).is_some_and(|marker| marker.number == *number)
                    && above.is_some_and(|&above| above < start)
            })
            .count();
        for draft in &mut drafts[index..index + run] {
            draft.settle(BlockKind::Footnote, Rule::NoteMark);
        }
        index += run.max(1);
    }
}

/// Makes notes and references of what stands under their words.
pub(crate) fn notes(text: &str, drafts: &mut [Draft], from: usize) {
    cited(text, drafts, from);
    let mut under: Option<(BlockKind, Rule)> = None;
    for draft in drafts.iter_mut().skip(from) {
        if !draft.is_open() {
            continue;
        }
        let line = draft.text(text);
        let word = line.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '：' | ':' | '【' | '】' | '[' | ']' | '（' | '）')
        });
        let announces = match word {
            "参考文献" | "參考文獻" | "参考资料" | "參考資料" | "引用文献" => {
                Some((BlockKind::Reference, Rule::ReferenceMark))
            }
            "注" | "註" | "注释" | "註釋" | "附注" | "備註" | "备注" | "脚注" => {
                Some((BlockKind::Footnote, Rule::NoteMark))
            }
            _ => None,
        };
        if announces.is_some() {
            under = announces;
            draft.settle(BlockKind::Label, Rule::AnnouncingWord);
            continue;
        }
        if let Some((kind, rule)) = under {
            let numbered = draft.marker.is_some() || line.starts_with(['[', '［', '〔', '【']);
            if numbered || kind == BlockKind::Reference {
                draft.settle(kind, rule);
                continue;
            }
            under = None;
        }
        let note = [
            "注：",
            "注:",
            "註：",
            "註:",
            "附注：",
            "備註：",
            "备注：",
            "注释：",
            "註釋：",
        ]
        .iter()
        .any(|word| line.starts_with(word));
        if note {
            draft.settle(BlockKind::Footnote, Rule::NoteMark);
            under = Some((BlockKind::Footnote, Rule::NoteMark));
        }
    }
}
