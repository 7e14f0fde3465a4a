//! Names of persons, where a word before them says what they are.

use hanliang_span::Span;

use crate::passage::Passage;
use crate::tables::surnames::is_common_surname;
use crate::tables::words::{is_han, words};

/// Whether a character is a word in a name's stead that cannot be part of one.
pub(super) const fn is_function(character: char) -> bool {
    matches!(
        character,
        '的' | '在'
            | '是'
            | '和'
            | '与'
            | '及'
            | '对'
            | '为'
            | '从'
            | '由'
            | '向'
            | '到'
            | '于'
            | '把'
            | '将'
            | '了'
            | '着'
            | '过'
            | '等'
            | '有'
            | '个'
            | '名'
            | '各'
            | '每'
            | '该'
            | '全'
            | '我'
            | '本'
            | '这'
            | '那'
            | '其'
            | '以'
            | '使'
            | '让'
            | '据'
            | '被'
            | '会'
            | '也'
            | '都'
            | '又'
            | '并'
            | '而'
            | '或'
            | '但'
    )
}

/// The name of a person behind what he or she is: 村民｜李某, 业主｜老赵.
pub(super) fn person(passage: &Passage<'_>, start: usize) -> Option<Span> {
    let mut near = passage.near(start, 3).char_indices();
    let (_, first) = near.next()?;
    let (_, second) = near
        .next()
        .filter(|(_, c)| is_han(*c) && !is_function(*c))?;
    let two = start + first.len_utf8() + second.len_utf8();
    if matches!(first, '老' | '小') {
        return is_common_surname(second).then(|| Span::new(start, two));
    }
    let third = near.next().map(|(_, c)| c);
    // 李某｜利用: the third character begins a word.
    let given = third.filter(|c| {
        is_han(*c) && !is_function(*c) && second != '某' && {
            let next = words(passage.near(two, 4));
            next.first()
                .is_some_and(|word| word.span.len() == c.len_utf8())
        }
    });
    let end = two + given.map_or(0, char::len_utf8);
    is_common_surname(first).then(|| Span::new(start, end))
}
