/// Which kind of bracket a character is, and whether it opens.
pub(super) fn bracket(c: char) -> Option<(u8, bool)> {
    match c {
        '“' | '”' => Some((0, c == '“')),
        '《' | '》' => Some((1, c == '《')),
        '（' | '）' | '(' | ')' => Some((2, matches!(c, '（' | '('))),
        _ => None,
    }
}

/// Which brackets are open at a place, by its line: one bit each.
pub(super) fn open_brackets(text: &str, at: usize) -> u8 {
    let head = text.get(..at).unwrap_or_default();
    let (mut open, mut seen) = (0, 0);
    for c in head.chars().rev().take(300).take_while(|&c| c != '\n') {
        if let Some((bracket, opens)) = bracket(c) {
            if seen >> bracket & 1 == 0 && opens {
                open |= 1 << bracket;
            }
            seen |= 1 << bracket;
        }
    }
    open
}

/// Quotation marks and the marks of titles. Parentheses are not among them, as
/// readings have them too.
pub(super) const QUOTES: u8 = 0b11;

/// Which brackets the rest of a line closes before it opens them: one bit each.
pub(super) fn closed_ahead(rest: &str) -> u8 {
    let (mut closed, mut seen) = (0, 0);
    for c in rest.chars().take(300).take_while(|&c| c != '\n') {
        if let Some((bracket, opens)) = bracket(c) {
            if seen >> bracket & 1 == 0 && !opens {
                closed |= 1 << bracket;
            }
            seen |= 1 << bracket;
        }
    }
    closed
}
