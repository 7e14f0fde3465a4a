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
