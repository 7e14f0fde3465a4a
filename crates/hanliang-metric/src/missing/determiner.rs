//! What a classifier or a unit stands behind by right: a numeral, or a word in
//! its place (每, 各, 这).

use crate::label::digits::digit;

/// Whether a figure, or a word in its place, ends in this character.
pub(super) const fn determines(character: char) -> bool {
    character.is_ascii_alphanumeric() || digit(character).is_some() || is_determiner(character)
}

/// Whether a character is a numeral or ends a word that stands for one.
const fn is_determiner(character: char) -> bool {
    matches!(
        character,
        '几' | '数'
            | '多'
            | '余'
            | '每'
            | '这'
            | '那'
            | '哪'
            | '某'
            | '各'
            | '整'
            | '半'
            | '两'
            | '首'
            | '逐'
            | '上'
            | '下'
            | '第'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '廿'
            | '卅'
            | '来'
            | '前'
            | '后'
            | '单'
            | '双'
            | '０'
            | '１'
            | '２'
            | '３'
            | '４'
            | '５'
            | '６'
            | '７'
            | '８'
            | '９'
            | '大'
            | '小'
            | '有'
            | '同'
            | '本'
            | '该'
            | '其'
            | '任'
            | '另'
            | '何'
    )
}
