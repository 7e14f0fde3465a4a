/// Whether a character is Han: an ideograph of any block, 〇, or 々, which
/// stands for one.
///
/// One answer for all crates. Radicals (⼈), strokes (㇀), the marks of the
/// Yijing (䷀) and kana are none.
///
/// ```
/// use hanliang_span::is_han;
///
/// assert!("汉漢〇々㐂𠮷".chars().all(is_han));
/// assert!(!"a1，⼈㇀䷀か".chars().any(is_han));
/// ```
#[must_use]
#[inline]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '々'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
