//! Lists in running text: A、B和C; A，B，使C.

use hanliang_span::Span;

use crate::passage::Passage;
use crate::tables::words::{Part, words};

/// How far back a list may begin, in characters.
const REACH: usize = 160;
/// The longest member, in characters.
pub(crate) const LONGEST: usize = 24;

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

/// Takes a list that has as many members as the name says.
pub(crate) fn settle(passage: &Passage<'_>, members: Vec<Span>, count: usize) -> Option<Vec<Span>> {
    let plain = members
        .iter()
        .skip(1)
        .all(|member| passage.slice(*member).chars().count() <= LONGEST);
    (members.len() == count && plain).then(|| trim_first(passage, members))
}

/// The first member of a list begins after the verb that governs the list:
/// 建立了｜选、训、管.
pub(crate) fn trim_first(passage: &Passage<'_>, mut members: Vec<Span>) -> Vec<Span> {
    let length = |span: &Span| passage.slice(*span).chars().count();
    let rest: Vec<usize> = members.iter().skip(1).map(length).collect();
    let verbs_open = members.iter().skip(1).any(|member| {
        words(passage.slice(*member))
            .first()
            .is_some_and(|word| word.part == Part::Verb)
    });
    let Some(first) = members.first_mut() else {
        return members;
    };
    let own = length(first);
    // Members of one length are parallel: the first has it too.
    let longest = rest.iter().copied().max().unwrap_or(own);
    if rest.len() > 1 && rest.iter().all(|length| *length == longest) && own >= longest {
        let text = passage.slice(*first);
        let at = text
            .char_indices()
            .rev()
            .nth(longest.saturating_sub(1))
            .map_or(0, |(at, _)| at);
        first.start += at;
        return members;
    }
    let text = passage.slice(*first);
    let mut cut = 0;
    if own <= longest {
        // 建立｜A、B: a verb that only the first has governs all.
        if !verbs_open {
            for word in words(text) {
                if word.part != Part::Verb || word.span.end >= text.len() {
                    break;
                }
                cut = word.span.end;
            }
        }
        first.start += cut;
        return members;
    }
    // After the last word that governs: 了 着 过 以 对 为 在 and verbs.
    let head = text.find('、').unwrap_or(text.len());
    for word in words(text.get(..head).unwrap_or_default()) {
        let last = word.span.end >= head;
        let governs = matches!(
            word.part,
            Part::Particle | Part::Preposition | Part::Verb | Part::Adverb | Part::Mark
        );
        if governs && !last {
            cut = word.span.end;
        }
    }
    first.start += cut;
    members
}
