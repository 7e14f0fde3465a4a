/// Which kind of bracket a character is, and whether it opens.
pub(super) fn bracket(c: char) -> Option<(u8, bool)> {
    match c {
        '“' | '”' => Some((0, c == '“')),
        '《' | '》' => Some((1, c == '《')),
        '（' | '）' | '(' | ')' => Some((2, matches!(c, '（' | '('))),
        '「' | '」' => Some((3, c == '「')),
        '『' | '』' => Some((4, c == '『')),
        '‘' | '’' => Some((5, c == '‘')),
        _ => None,
    }
}

/// Whether it is a bracket of the text for certain: readings have parentheses of
/// ASCII too.
pub(super) fn is_of_the_text(c: char) -> bool {
    !matches!(c, '(' | ')')
}

/// How many characters of a line are looked at.
const FAR: usize = 300;

/// Which brackets are open behind a text on the same line, the nearest character
/// first: one bit each.
pub(super) fn open_brackets(before: impl Iterator<Item = char>) -> u8 {
    nearest(before, true)
}

/// Which brackets the rest of a line closes before it opens them: one bit each.
pub(super) fn closed_ahead(rest: &str) -> u8 {
    let own = rest.chars().take(FAR).map(|c| match c {
        '(' | ')' => ' ',
        c => c,
    });
    nearest(own, false)
}

/// The kinds of which the first that comes opens, or the first closes.
fn nearest(line: impl Iterator<Item = char>, opening: bool) -> u8 {
    let (mut found, mut seen) = (0, 0);
    for c in line.take(FAR).take_while(|&c| c != '\n') {
        if let Some((bracket, opens)) = bracket(c) {
            if seen >> bracket & 1 == 0 && opens == opening {
                found |= 1 << bracket;
            }
            seen |= 1 << bracket;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_close_nothing_that_the_text_opened() {
        assert_eq!(closed_ahead("年）的事業(yè)發(fā)展"), 1 << 2);
        assert_eq!(closed_ahead("?qǐng)?bào)”"), 1);
    }
}
