//! Lists in running text: A、B和C; A，B，使C.

use hanliang_span::Span;

use crate::passage::Passage;

/// How far back a list may begin, in characters.
const REACH: usize = 160;

/// Marks at which a stretch of text ends for a list.
pub(crate) fn ends_list(character: char) -> bool {
    matches!(
        character,
        '，' | ',' | '；' | ';' | '。' | '：' | ':' | '！' | '？' | '!' | '?' | '\n' | '（' | '('
    )
}

/// The stretch before `end`, back to a mark that ends lists.
pub(crate) fn clause_before(passage: &Passage<'_>, end: usize) -> Span {
    let mut start = end;
    for (at, character) in passage.before(end).char_indices().rev().take(REACH) {
        if ends_list(character) {
            break;
        }
        start = at;
    }
    Span::new(start, end)
}

/// The members of a stretch: A、B和C, without marks of quotation.
pub(crate) fn split_list(passage: &Passage<'_>, stretch: Span) -> Vec<Span> {
    let text = passage.slice(stretch);
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    let mut push = |from: usize, to: usize| {
        if to > from {
            found.push(Span::new(stretch.start + from, stretch.start + to));
        }
    };
    let last = text.rfind('、');
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        match character {
            '“' | '（' | '(' | '《' | '「' => depth += 1,
            '”' | '）' | ')' | '》' | '」' => depth -= 1,
            '、' if depth == 0 => {
                push(start, at);
                start = after;
            }
            // 和 divides only the last two of a list.
            '和' | '与' | '及' if depth == 0 && last.is_some_and(|last| last < at) => {
                push(start, at);
                start = after;
            }
            _ => {}
        }
    }
    push(start, text.len());
    found
}

/// Cuts at marks outside quotations and brackets.
pub(crate) fn split_marks(passage: &Passage<'_>, stretch: Span, marks: &[char]) -> Vec<Span> {
    let text = passage.slice(stretch);
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, character) in text.char_indices() {
        match character {
            '“' | '（' | '(' | '《' | '「' => depth += 1,
            '”' | '）' | ')' | '》' | '」' => depth -= 1,
            _ if depth <= 0 && marks.contains(&character) => {
                if at > start {
                    found.push(Span::new(stretch.start + start, stretch.start + at));
                }
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    let end = text.trim_end_matches(['。', '；', ';', ' ']).len();
    if end > start {
        found.push(Span::new(stretch.start + start, stretch.start + end));
    }
    found
}

/// A clause that says what comes of the one before (使…) belongs to it, and
/// so does a short one that goes on with its list.
pub(crate) fn join_results(passage: &Passage<'_>, clauses: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for clause in clauses {
        let text = passage.slice(clause);
        let result = ["使", "从而", "以便", "让", "确保"]
            .iter()
            .any(|word| text.starts_with(word));
        let short = text.chars().count() <= 4
            && joined
                .last()
                .is_some_and(|last| passage.slice(*last).contains('、'));
        match joined.last_mut() {
            Some(last) if result || short => last.end = clause.end,
            _ => joined.push(clause),
        }
    }
    joined
}
