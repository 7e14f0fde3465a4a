//! The words by which `hanliang-metric` cuts text, from the dictionary of jieba and a table of
//! corrections.

use std::collections::{BTreeMap, BTreeSet};

/// Words rarer than this are left out, but for short nouns, verbs and attributes.
const LEAST: u32 = 10;
/// So are set phrases and manners of counting that are rarer than this, and words of one
/// character that are signs or sounds.
const USUAL: u32 = 20;
/// A word of one character is a word wherever it was seen so often, and a short one of reports.
const CHARACTER: u32 = 3;
/// A word of two characters that is called the name of a person is hardly one where it was seen
/// so often (养老).
const COMMON: u32 = 300;

/// The longest of the words that are kept although they are rare, in characters.
const SHORT: usize = 3;

/// Adverbs and modal verbs of one character.
const ADVERBS: &str = "不未没已将再被可能";
/// What says where behind a noun, or where to behind a verb.
const LOCALIZERS: &str = "内里中外上下前后往向到至入于";
/// Characters of numerals: numbers are read before words are.
const NUMERALS: &str = "零〇一二三四五六七八九十百千万亿两";
/// Characters that join words: 北向南 is no word.
const JOINTS: &str = "在向和有与从由自于";

/// The rows of the table: a word, how often it was seen, its part of speech.
///
/// # Errors
///
/// The line of a table that has another form.
pub(crate) fn rows(dictionary: &str, surnames: &str, by_hand: &str) -> Result<String, String> {
    let surnames: BTreeSet<char> = surnames
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.chars().next())
        .collect();
    let mut rows = BTreeMap::new();
    for line in dictionary.lines() {
        let (word, count, tag) = fields(line, ' ')?;
        if let Some(tag) = kept(word, count, tag, &surnames) {
            rows.insert(word, (count, tag));
        }
    }
    for line in by_hand.lines().filter(|line| !line.starts_with('#')) {
        let (word, count, tag) = fields(line, '\t')?;
        match tag {
            "-" => rows.remove(word),
            _ => rows.insert(word, (count, tag)),
        };
    }
    let row = |(word, (count, tag))| format!("{word}\t{count}\t{tag}\n");
    Ok(rows.into_iter().map(row).collect())
}

fn fields(line: &str, mark: char) -> Result<(&str, u32, &str), String> {
    let fields: Vec<&str> = line.split(mark).collect();
    let row = match fields[..] {
        [word, count, tag] => count.parse().ok().map(|count| (word, count, tag)),
        _ => None,
    };
    row.ok_or_else(|| format!("no word, count and tag: {line:.80}"))
}

/// The part of speech by which a word is kept.
fn kept<'t>(word: &str, count: u32, tag: &'t str, surnames: &BTreeSet<char>) -> Option<&'t str> {
    let has = |set: &str| word.contains(|c| set.contains(c));
    let numeral = has(NUMERALS) || has("半");
    let han = |c: char| matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}');
    if !word.chars().all(han) || tag == "x" {
        return None;
    }
    if word.chars().nth(1).is_none() {
        let rare = matches!(tag, "zg" | "o" | "e") || tag.starts_with("nr");
        let least = if rare { USUAL } else { CHARACTER };
        return (count >= least && !numeral).then_some(tag);
    }
    if tag.starts_with("nr") {
        let two = word.chars().nth(2).is_none();
        let family = word.starts_with(|c| surnames.contains(&c));
        let noun = match two {
            true => count >= COMMON,
            false => count >= USUAL && !family && !has(JOINTS),
        };
        return (noun && !numeral).then_some("n");
    }
    if matches!(tag, "m" | "t" | "mq" | "q") && numeral {
        return None;
    }
    let usual = matches!(tag, "l" | "m") || numeral;
    let least = if usual {
        USUAL
    } else if is_plain(word, tag) {
        CHARACTER
    } else {
        LEAST
    };
    (count >= least).then_some(tag)
}

/// Whether a word is a short noun, verb or attribute: what reports tell of is named by words that
/// are rare elsewhere (秋葵, 休渔). An adverb and a verb (未结) are two, and so are a noun and where
/// it is (园内), a verb and where to (调往).
fn is_plain(word: &str, tag: &str) -> bool {
    let short = word.chars().nth(SHORT).is_none();
    let two =
        word.starts_with(|c| ADVERBS.contains(c)) || word.ends_with(|c| LOCALIZERS.contains(c));
    matches!(tag, "n" | "v" | "vn" | "b") && short && !two
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_a_word() {
        let dictionary = "养老 651 nr\n李高成 2407 nr\n西红柿 188 nr\n北向南 60 nr\n三季度 49 mq\n\
                          开演 12 v\n保持 9 v\n说老实话 15 l\n秋葵 3 n\n园内 3 n\n未结 3 v\n一举 3 v\n\
                          葵花籽油 3 n\n";
        let rows = rows(
            dictionary,
            "# surnames\n李\n",
            "# by hand\n保持\t60\tv\n开演\t0\t-\n",
        );
        assert_eq!(
            rows.as_deref(),
            Ok("保持\t60\tv\n养老\t651\tn\n秋葵\t3\tn\n西红柿\t188\tn\n")
        );
    }
}
