//! The numbers of official documents and of courts.

use hanliang_span::Span;

use crate::chars::writes_words;
use crate::cursor::Cursor;

/// 国发〔2019〕12号, as the whole line; （2021）鲁0123民初456号 or
/// 109年度訴字第345號 of a court.
pub(crate) fn document_number(text: &str) -> Option<Span> {
    let year = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let case = year
        .strip_prefix("年度")
        .or_else(|| year.strip_prefix('年'))
        .and_then(|case| case.split_once("字第"));
    if let Some((kind, number)) = case
        && (2..=3).contains(&(text.len() - year.len()))
    {
        let number = number.strip_suffix(['号', '號'])?;
        let named = kind.chars().count() <= 8
            && kind.chars().all(writes_words)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit());
        return named.then(|| Span::new(0, text.len()));
    }
    if let Some(rest) = text.strip_prefix(['（', '(', '〔']) {
        let case = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let case = case.strip_prefix(['）', ')', '〕']).unwrap_or_default();
        let body = case.strip_suffix(['号', '號']).unwrap_or_default();
        let named = body.chars().any(|c| c.is_ascii_digit())
            && body.chars().next().is_some_and(writes_words)
            && body.chars().all(|c| writes_words(c) || c.is_ascii_digit());
        let year = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if named && year == 4 && text.len() <= 120 {
            return Some(Span::new(0, text.len()));
        }
    }
    let core =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')'));
    let lead = text.find(core)?;
    if core.len() > 120 || !core.ends_with(['号', '號']) {
        return None;
    }
    if of_year(core) {
        return Some(Span::new(lead, lead + core.len()));
    }
    let open = core.find(['〔', '［', '[', '(', '（', '﹝', '【'])?;
    let year = core
        .get(open..)?
        .trim_start_matches(['〔', '［', '[', '(', '（', '﹝', '【']);
    let digits = year.chars().take_while(char::is_ascii_digit).count();
    let number = || {
        let rest = year.get(digits..).unwrap_or_default();
        let rest = rest.trim_start_matches(['〕', '］', ']', '﹞', '第']);
        let number = rest.trim_end_matches(['号', '號']);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let named = core.get(..open)?.chars().all(writes_words) && (open > 0 || number());
    (digits == 4 && named).then(|| Span::new(lead, lead + core.len()))
}

/// 2021年第15号, as announcements are numbered.
fn of_year(text: &str) -> bool {
    let mut cursor = Cursor::new(text, 0);
    matches!(cursor.digits(4), Some((1900..=2100, 4)))
        && cursor.word("年第")
        && cursor.digits(4).is_some()
        && cursor.one(|c| matches!(c, '号' | '號')).is_some()
        && cursor.is_end()
}
