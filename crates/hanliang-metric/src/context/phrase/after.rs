//! The noun phrase that begins where a figure ends.

use hanliang_span::Span;

use super::marks::closing;
use super::{Opening, Phrase, REACH, is_scope_word};
use crate::passage::Passage;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::words::{Part, Word, is_han, words};

/// The noun phrase that begins at `start`, not reaching beyond `end`.
pub(crate) fn noun_after(
    passage: &Passage<'_>,
    start: usize,
    end: usize,
    opening: Opening,
) -> Option<Phrase> {
    let window = passage.slice(Span::new(start, end.max(start)));
    let upto = window
        .char_indices()
        .nth(REACH)
        .map_or(window.len(), |(at, _)| at);
    let text = window.get(..upto)?;
    // 5A级景区, 5G基站: a figure with a letter is a part of the name.
    let named = text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(|c: char| c.is_ascii_alphabetic());
    if !named
        && !text.starts_with(|c: char| {
            is_han(c) || c.is_ascii_alphabetic() || matches!(c, '“' | '「' | '《' | '"')
        })
    {
        return None;
    }
    let words = words(text);
    // 四块五|一斤
    if text.starts_with('一') && words.first()?.span.len() == "一".len() {
        return None;
    }
    let word = |index: usize| {
        words
            .get(index)
            .and_then(|word| word.span.of(text))
            .unwrap_or_default()
    };
    let mut index = 0;
    let possessive = matches!(word(0), "的");
    if possessive || matches!(word(0), "人均" | "户均" | "平均") {
        index = 1;
    }
    if word(0) == "之间" && word(1) == "的" {
        index = 2;
    }
    // 2小时以上的占8.7%, 75周岁以上的再加发: 的 stands for the noun.
    if possessive
        && word(1).chars().count() == 1
        && (cue_of(word(1)).is_some() || words.get(1).is_some_and(|word| word.part == Part::Adverb))
    {
        return None;
    }
    let part = |index: usize| words.get(index).map(|word| word.part);
    let mut begin = index;
    let nominal = |part: Option<Part>| {
        matches!(
            part,
            Some(Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom)
        )
    };
    // 1126艘拖虾、笼壶类等作业渔船: the list says of which sorts.
    if let Some(at) = behind_list(&words, index, text).filter(|at| nominal(part(*at))) {
        begin = at;
        index = at;
    }
    let first_part = part(index)?;
    if matches!(
        word(index),
        "、" | "和" | "与" | "及" | "或" | "以及" | "用于" | "用来" | "作为" | "系"
    ) || is_measure_noun(word(index))
    {
        return None;
    }
    // 2万余人参赛: a verb that may stand as a noun is none alone after 人.
    let lone = first_part == Part::VerbalNoun
        && opening == Opening::Noun
        && !possessive
        && !nominal(part(index + 1));
    if lone && index == 0 {
        return None;
    }
    if matches!(first_part, Part::Verb | Part::Preposition | Part::Adverb) {
        // 272名来自机关的干部: the noun stands behind 的.
        let relative = (index + 1..words.len().min(index + 22))
            .find(|at| word(*at) == "的" && nominal(part(at + 1)));
        let plain = |at: usize| !(index + 1..at).any(|at| word(at) == "了");
        if let Some(at) = relative.filter(|at| opening != Opening::Verb && plain(*at)) {
            begin = at + 1;
            index = begin;
        } else {
            // 软弱涣散党组织, 专项整治: verbs up to the noun, or to the end.
            let run = (index..words.len().min(index + 4))
                .find(|at| nominal(part(*at)))
                .or_else(|| {
                    (words.len() <= index + 4 && window.len() == upto).then_some(words.len())
                });
            let open = match opening {
                Opening::Noun => (possessive || index > 0) && run.is_some(),
                Opening::Modifier => run.is_some_and(|to| {
                    (index..to).all(|at| {
                        // 6宗涉宅用地: beside a noun one character is a piece of it.
                        let piece = word(at).chars().count() == 1 && nominal(part(at + 1));
                        matches!(part(at), Some(Part::Verb | Part::Adverb | Part::Adjective))
                            && (piece || cue_of(word(at)).is_none())
                    })
                }),
                Opening::Verb => {
                    matches!(first_part, Part::Verb | Part::Adverb) && cue_of(word(index)).is_none()
                }
            };
            if !open {
                return None;
            }
        }
    }
    let first = index;
    // 参与无偿献血: verbs up to the end of the clause are one.
    let run = words.get(index..).unwrap_or_default();
    let run = run
        .iter()
        .position(|word| !matches!(word.part, Part::Verb | Part::Adverb))
        .unwrap_or(run.len());
    let ends = part(index + run).is_none_or(|part| part == Part::Mark);
    let verbs = if opening == Opening::Verb && ends && run <= 3 {
        index + run
    } else {
        index
    };
    let mut last: Option<usize> = None;
    let mut verbal = part(index) == Some(Part::Verb);
    let mut seen_noun = false;
    while let Some(current) = part(index) {
        let form = word(index);
        if form.starts_with('每') || form.starts_with('各') && index > first {
            break;
        }
        // 个案作深入调查: a verb of doing modifies nothing.
        if index > first
            && matches!(
                form,
                "作" | "作出" | "做" | "进行" | "予以" | "加以" | "给予"
            )
        {
            break;
        }
        let accept = match current {
            Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom => {
                let stop = cue_of(form).is_some() && index > first
                    || matches!(form, "全部" | "有关" | "全程" | "等等");
                !stop
            }
            // 4个等次的分类: the noun before 的 is counted.
            Part::Possessive
                if opening == Opening::Modifier
                    && begin == 0
                    && last.is_some_and(|last| {
                        !matches!(
                            words[last].part,
                            Part::Adjective | Part::Adverb | Part::Verb
                        )
                    }) =>
            {
                false
            }
            Part::Possessive => index > first && nominal(part(index + 1)) && index - first <= 3,
            // 5A级景区
            Part::Measure if form == "级" && named && index == first + 1 => true,
            // Pieces of a word that the dictionary lacks: 等次.
            Part::Particle | Part::Measure | Part::Numeral | Part::Time
                if opening == Opening::Modifier
                    && index <= first + 1
                    && last.is_none_or(|last| word(last).chars().count() == 1) =>
            {
                form.chars().count() == 1 && !matches!(form, "了" | "着" | "过" | "地" | "得")
            }
            Part::Adverb => {
                index == first
                    || opening == Opening::Modifier && !seen_noun && cue_of(form).is_none()
                    || index < verbs
            }
            Part::Conjunction => {
                matches!(form, "和" | "与" | "及" | "以及" | "或") && nominal(part(index + 1))
            }
            Part::Verb => {
                index == first
                    || (opening == Opening::Modifier && !seen_noun)
                    // 国控断面: pieces of a word the dictionary lacks.
                    || (index == first + 1
                        && form.chars().count() == 1
                        && word(first).chars().count() == 1
                        && nominal(part(index + 1)))
                    || (word(index - 1) == "的" && nominal(part(index + 1)))
                    || (opening == Opening::Verb
                        && (last.is_none() || index < verbs))
                    || (index == first + 1
                        && part(first) == Some(Part::Verb)
                        && nominal(part(index + 1))
                        && opening == Opening::Modifier)
                    || (word(index - 1) == "、" && nominal(part(index + 1)))
                    || (index > first
                        // 两家酒店共有客房560间
                        && cue_of(form) != Some(Cue::Link)
                        && !matches!(word(index + 1), "了" | "过" | "着")
                        && is_modifier(&words, index, text)
                        && !is_predicate(passage, start, &words, index, window))
            }
            Part::Mark => match form {
                "、" => {
                    nominal(part(index + 1))
                        || matches!(word(index + 1), "“" | "《")
                        || part(index + 1) == Some(Part::Verb) && nominal(part(index + 2))
                }
                // 街道“大工委”; but 领导干部｜“最强党支部”建设.
                "“" | "「" | "『" | "\""
                    if index > first && quote_begins_anew(&words, index, text) =>
                {
                    false
                }
                "“" | "「" | "『" | "《" | "(" | "（" | "\"" => {
                    match closing(&words, index, text) {
                        Some(close) => {
                            index = close;
                            true
                        }
                        None => false,
                    }
                }
                _ => {
                    form.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !form.is_empty()
                }
            },
            _ => false,
        };
        if !accept {
            break;
        }
        if !matches!(word(index), "、" | "的") && current != Part::Conjunction {
            last = Some(index);
            verbal &= current == Part::Verb;
            seen_noun |= matches!(
                current,
                Part::Noun | Part::Place | Part::VerbalNoun | Part::Mark
            );
        }
        index += 1;
    }
    let mut last = last?;
    // 三家财团的公司｜投得: a piece of a verb behind the noun.
    if opening != Opening::Verb
        && last > begin
        && part(last) == Some(Part::Verb)
        && word(last).chars().count() == 1
        && part(last - 1) == Some(Part::Noun)
    {
        last -= 1;
    }
    // 损失300万元最重: how it is is not what it is.
    let bare = opening == Opening::Noun
        && words
            .get(begin..=last)
            .is_some_and(|words| words.iter().all(|word| word.part == Part::Adjective));
    if bare {
        return None;
    }
    let only = last == first && word(first).chars().count() == 1;
    if only
        && matches!(
            word(first),
            "处" | "时"
                | "许"
                | "外"
                | "高"
                | "长"
                | "宽"
                | "深"
                | "远"
                | "厚"
                | "重"
                | "大"
                | "后"
                | "前"
                | "间"
        )
    {
        return None;
    }
    // A scope word that opens the phrase is no part of it.
    while begin < last && is_scope_word(word(begin)) {
        begin += 1;
    }
    let span = Span::new(
        start + words.get(begin)?.span.start,
        start + words.get(last)?.span.end,
    );
    Some(Phrase { span, verbal })
}

/// The word after 等 behind a list that begins at `from`: 拖虾、笼壶类等|渔船.
fn behind_list(words: &[Word], from: usize, text: &str) -> Option<usize> {
    let rest = words.get(from..)?;
    let form = |word: &Word| word.span.of(text).unwrap_or_default();
    let clause = rest
        .iter()
        .position(|word| {
            word.part == Part::Preposition || matches!(form(word), "，" | "," | "；" | "的" | "了")
        })
        .unwrap_or(rest.len());
    let rest = rest.get(..clause)?;
    let at = rest.iter().position(|word| form(word) == "等")?;
    let listed = rest.get(..at)?.iter().any(|word| form(word) == "、");
    listed.then_some(from + at + 1)
}

/// Nouns that name the measure itself, not what is measured: 2万元的标准.
fn is_measure_noun(word: &str) -> bool {
    matches!(
        word,
        "标准"
            | "幅度"
            | "目标"
            | "任务"
            | "规模"
            | "水平"
            | "比例"
            | "左右"
            | "以上"
            | "大关"
            | "关口"
            | "台阶"
    )
}

/// Whether a quotation in the midst of a phrase begins a new one: a noun or a
/// verb of its own follows it.
fn quote_begins_anew(words: &[Word], index: usize, text: &str) -> bool {
    let form = |at: usize| {
        words
            .get(at)
            .and_then(|word| word.span.of(text))
            .unwrap_or_default()
    };
    let listed = index
        .checked_sub(1)
        .is_some_and(|at| matches!(form(at), "、" | "的" | "和" | "与"));
    let Some(close) = closing(words, index, text) else {
        return false;
    };
    let follows = words.get(close + 1).is_some_and(|word| {
        matches!(
            word.part,
            Part::Noun | Part::VerbalNoun | Part::Verb | Part::Adjective
        ) && word.span.len() > 3
    });
    !listed && follows
}

/// Whether a verb is the predicate of the clause whose subject opens with the
/// figure before `start`: 35%的票房来自县城.
fn is_predicate(
    passage: &Passage<'_>,
    start: usize,
    words: &[Word],
    index: usize,
    window: &str,
) -> bool {
    let opens = passage
        .before(start)
        .chars()
        .rev()
        .take_while(|c| !matches!(c, '，' | '。' | '；' | '\n' | ','))
        .take(8)
        .all(|c| {
            !is_han(c) || crate::label::digits::digit(c).is_some() || "成约近超过多余".contains(c)
        });
    let object_ends = words
        .last()
        .is_some_and(|word| word.span.end >= window.len())
        && words
            .iter()
            .skip(index + 1)
            .all(|word| !matches!(word.part, Part::Verb | Part::Adverb | Part::Preposition));
    opens && object_ends
}

/// Whether a verb after a noun modifies the noun that follows it directly and
/// ends the phrase: 食品 违法 案件.
fn is_modifier(words: &[Word], index: usize, text: &str) -> bool {
    let attributed = words.first().and_then(|word| word.span.of(text)) == Some("的");
    if attributed
        && index <= 3
        && words
            .get(index + 1)
            .is_some_and(|word| word.part == Part::Noun)
        && words[index].span.len() == 6
    {
        return true;
    }
    let noun = words
        .get(index + 1)
        .is_some_and(|word| word.part == Part::Noun);
    let ends = words.get(index + 2).is_none_or(|word| {
        matches!(word.part, Part::Mark | Part::Localizer)
            || word
                .span
                .of(text)
                .is_some_and(|form| matches!(form, "、" | "，"))
    });
    let short = words.get(index).is_some_and(|word| word.span.len() == 6);
    noun && ends && short
}
