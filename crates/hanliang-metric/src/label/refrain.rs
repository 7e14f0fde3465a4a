//! Members that repeat a word of their name: 富裕X、书香X of 四个X, 帮… and
//! 帮… of 六帮, 5个…, 4个… of 54321.

use hanliang_span::Span;

use super::digits::digit;
use super::list::{LONGEST, ends_list, trim_first};
use super::name::Name;
use crate::passage::Passage;
use crate::tables::words::is_han;

/// How far a list of members that repeat the name's noun may lie, in bytes.
const FAR: usize = 3000;

/// 五个X, and elsewhere in the block a list of five that all end in X; 六帮,
/// and a list of six that all begin with 帮.
pub(crate) fn repeated_noun(
    passage: &Passage<'_>,
    name: &Name<'_>,
    count: usize,
) -> Option<Vec<Span>> {
    let noun = name.noun;
    let length = noun.chars().count();
    let counted = passage.slice(name.outside).contains('个');
    if !counted || !(2..=6).contains(&length) || !noun.chars().all(is_han) || count < 3 {
        return None;
    }
    let window = |at: usize| {
        let text = &*passage.text;
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let from = window(name.outside.start.saturating_sub(FAR));
    let to = window(name.outside.end + FAR);
    let mut run: Vec<Span> = Vec::new();
    let text = passage.slice(Span::new(from, to));
    let mut start = from;
    for (at, character) in text.char_indices() {
        let divides = matches!(character, '和' | '与' | '及')
            && text.get(..at).is_some_and(|before| before.ends_with(noun));
        if character != '、' && !ends_list(character) && !divides {
            continue;
        }
        let end = from + at;
        let member = Span::new(start.min(end), end);
        start = end + character.len_utf8();
        let text = passage.slice(member);
        let fits = text.ends_with(noun) && text.chars().count() > length;
        if fits && !member.overlaps(name.outside) {
            run.push(member);
        } else if run.len() == count {
            break;
        } else {
            // The last of a list goes on with other words: 魅力X的实现.
            if run.len() + 1 == count
                && let Some(head) = text.find(noun)
                && head > 0
            {
                run.push(Span::new(member.start, member.start + head + noun.len()));
                break;
            }
            run.clear();
        }
        if ends_list(character) && run.len() == count {
            break;
        }
    }
    (run.len() == count).then(|| trim_first(passage, run))
}

/// “双联六帮”, and after it six members that begin with 帮.
pub(crate) fn repeated_verbs(passage: &Passage<'_>, name: &Name<'_>) -> Vec<Span> {
    // Three and more make a list; each begins with the verb.
    if name.parts.iter().all(|(count, _)| *count < 3) {
        return Vec::new();
    }
    let after = passage.after(name.outside.end);
    let reach = after
        .char_indices()
        .nth(FAR / 8)
        .map_or(after.len(), |(at, _)| at);
    let after = after.get(..reach).unwrap_or_default();
    let mut members = Vec::new();
    for (count, verb) in &name.parts {
        let occurs = || u32::try_from(after.matches(*verb).count()).unwrap_or(u32::MAX);
        if *count < 3 || occurs() < *count {
            continue;
        }
        let mut run: Vec<Span> = Vec::new();
        let mut start = 0;
        for (at, character) in after.char_indices() {
            let list = character == '、';
            if !list && !ends_list(character) {
                continue;
            }
            let member = after.get(start..at).unwrap_or_default();
            let length = member.chars().count();
            if member.starts_with(*verb) && (2..=LONGEST).contains(&length) {
                let start = name.outside.end + start;
                run.push(Span::new(start, start + member.len()));
            } else {
                run.clear();
            }
            start = at + character.len_utf8();
            if !list {
                if run.len() > 2 && u32::try_from(run.len()).ok() == Some(*count) {
                    members.append(&mut run);
                    break;
                }
                run.clear();
            }
        }
    }
    members
}

/// “54321”: 5个A, 4个B, 3个C, 2个D, 1次E after the name, in this order.
pub(crate) fn countdown(passage: &Passage<'_>, name: &Name<'_>, digits: &[u32]) -> Vec<Span> {
    let text = passage.after(name.outside.end);
    let reach = text
        .char_indices()
        .nth(600)
        .map_or(text.len(), |(at, _)| at);
    let text = text.get(..reach).unwrap_or_default();
    let mut members = Vec::new();
    let mut wanted = digits.iter();
    let mut next = wanted.next();
    let mut previous = ' ';
    for (at, character) in text.char_indices() {
        let alone = !previous.is_ascii_digit() && !matches!(previous, '.' | '第');
        let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
        previous = character;
        let value = digit(character);
        if next.is_none() || value != next.copied() || !alone {
            continue;
        }
        let classifier = rest.chars().next().is_some_and(is_han)
            && !rest.starts_with(['年', '月', '日', '十', '百', '千', '万', '是', '、']);
        let length: usize = rest
            .chars()
            .take(LONGEST)
            .take_while(|c| is_han(*c) || matches!(c, '“' | '”'))
            .map(char::len_utf8)
            .sum();
        if classifier && length > 0 {
            let start = name.outside.end + at;
            members.push(Span::new(start, start + character.len_utf8() + length));
            next = wanted.next();
        }
    }
    if members.len() == digits.len() {
        members
    } else {
        Vec::new()
    }
}
