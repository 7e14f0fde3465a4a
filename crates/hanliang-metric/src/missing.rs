//! Figures that were lost from a text: a classifier or a unit left behind.
//!
//! Some traces are certain (全市名党员, 长达.3公里, “”); others are what people
//! also write in health (划分个网格, 培训期) and count only on a page where
//! figures were lost for certain.

use hanliang_span::Span;

use crate::context::phrase::{Opening, noun_after, noun_before};
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::signs::Kind;
use crate::tables::words::{Part, Word, is_han, words};

/// A trace of a lost figure in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    pub(crate) at: usize,
    pub(crate) unit: Span,
    pub(crate) item: Option<Span>,
    /// Whether it shows a loss by itself.
    pub(crate) certain: bool,
    pub(crate) rule: &'static str,
}

/// Classifiers of one character that leave a trace when their figure is lost.
const fn is_classifier(character: char) -> bool {
    matches!(
        character,
        '名' | '个' | '支' | '期' | '户' | '条' | '件' | '场' | '份' | '项' | '届'
    )
}

/// Whether a classifier is in its place after a character.
const fn precedes_classifier(character: char) -> bool {
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
/// Units of measure that cannot follow these words without a figure.
const REACHES: [&str; 10] = [
    "达", "达到", "长达", "高达", "多达", "超过", "突破", "约", "共计", "累计",
];
const MEASURES: [&str; 14] = [
    "公里",
    "平方公里",
    "平方米",
    "公顷",
    "亩",
    "吨",
    "元",
    "万元",
    "亿元",
    "人次",
    "万人次",
    "个百分点",
    "立方米",
    "千瓦时",
];

/// Words after which a unit that ends the clause has lost its figure, for a
/// sum or a measure never follows them bare: 占地亩, 总投资亿元.
const MEASURED: [&str; 28] = [
    "占地",
    "面积",
    "投资",
    "产值",
    "产量",
    "总量",
    "总额",
    "金额",
    "资金",
    "全长",
    "总长",
    "里程",
    "总产",
    "长度",
    "总值",
    "增加值",
    "利润",
    "利税",
    "税收",
    "支出",
    "贷款",
    "存款",
    "余额",
    "债务",
    "销售额",
    "交易额",
    "成交额",
    "进出口",
];
/// Classifiers that may follow 余.
const EXCEEDED: [&str; 14] = [
    "份", "名", "人", "户", "次", "场", "条", "项", "件", "株", "家", "篇", "起", "个",
];
/// Characters before 余 that make a word of the two: 其余, 剩余.
const LEFT_OVER: &str = "其业剩多富盈结残劫公节空有丰年之所尚还仅宽冗课";

/// Whether a round power with its unit is the unit of a table or of a column:
/// 单位：万元, （亿元）, a cell of its own.
pub(crate) fn is_heading(before: &str, after: &str) -> bool {
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\t' | '\n');
    let (before, after) = (
        before.trim_end_matches(blank),
        after.trim_start_matches(blank),
    );
    let announced = before.trim_end_matches(['：', ':']);
    let named = announced.len() < before.len() && announced.ends_with(['位', '計', '计']);
    let opens = before.ends_with(['（', '(', '【', '[', '|', '\t', '\n']) || before.is_empty();
    let closes = after.starts_with(['）', ')', '】', ']', '|', '\t', '\n', '、', '，', ',', '/'])
        || after.is_empty();
    closes && (named || opens)
}

/// Whether a round power with its unit is all that is left of a sum: the 亿元
/// of 总投资亿元.
pub(crate) fn is_rest(before: &str, after: &str) -> bool {
    !after.starts_with(is_han) && MEASURED.iter().any(|word| before.ends_with(word))
}

/// The traces of a passage that show a loss by themselves, in order.
pub(crate) fn certain_traces(passage: &Passage<'_>) -> Vec<Trace> {
    let mut found = traces(passage, may_show_loss);
    found.retain(|trace| trace.certain);
    found
}

/// The other traces of a passage, in order.
pub(crate) fn doubtful_traces(passage: &Passage<'_>) -> Vec<Trace> {
    let mut found = traces(passage, |_| true);
    found.retain(|trace| !trace.certain);
    found
}

/// Whether a classifier behind these words may show a loss by itself.
fn may_show_loss(before: &str) -> bool {
    let mut back = before.chars().rev();
    let last = back.next();
    last.is_some_and(|last| "向从给了".contains(last)) || back.next() == Some('全')
}

/// The traces of a passage, of classifiers those whose words before fit.
fn traces(passage: &Passage<'_>, fits: impl Fn(&str) -> bool) -> Vec<Trace> {
    let mut found = Vec::new();
    for (at, character) in passage.signs(Kind::Trace, passage.whole()) {
        let previous = passage.before(at).chars().next_back();
        match character {
            '“' | '「'
                if passage.after(at).starts_with("“”") || passage.after(at).starts_with("「」") =>
            {
                let inside = at + character.len_utf8();
                found.push(Trace {
                    at: inside,
                    unit: Span::at(inside),
                    item: None,
                    certain: true,
                    rule: "empty-quotation",
                });
            }
            '.' if previous.is_some_and(is_han)
                && passage
                    .near(at + 1, 1)
                    .starts_with(|c: char| c.is_ascii_digit()) =>
            {
                if let Some(trace) = point(passage, at) {
                    found.push(trace);
                }
            }
            '%' | '％'
                if previous.is_some_and(|c| {
                    is_han(c) && digit(c).is_none() && !precedes_classifier(c)
                }) =>
            {
                let unit = Span::new(at, at + character.len_utf8());
                found.push(trace(passage, at, unit, true, "percent-alone"));
            }
            '第' => {
                let after = passage.near(at + 3, 1);
                if after.starts_with(['届', '次', '名', '期'])
                    && !passage.near(at + 3, 2).ends_with(['单', '义'])
                    && !passage.before(at).ends_with(['及', '等', '次', '门'])
                {
                    let unit = Span::new(at + 3, at + 6);
                    found.push(trace(passage, at + 3, unit, true, "ordinal-alone"));
                }
            }
            '年' if passage.after(at).starts_with("年月日")
                && previous
                    .is_some_and(|c| !"生出0123456789".contains(c) && digit(c).is_none()) =>
            {
                found.push(Trace {
                    at,
                    unit: Span::new(at, at + 3),
                    item: None,
                    certain: true,
                    rule: "date-alone",
                });
            }
            '达' | '过' | '破' | '约' | '计' => {
                if let Some(found_unit) = measure(passage, at + 3) {
                    found.push(found_unit);
                }
            }
            '余' if previous.is_some_and(|c| {
                is_han(c) && digit(c).is_none() && !precedes_classifier(c) && !LEFT_OVER.contains(c)
            }) =>
            {
                if let Some(trace) = excess(passage, at) {
                    found.push(trace);
                }
            }
            '个' if passage.after(at).starts_with("个百分点")
                && previous.is_some_and(|c| "了高低升降长加少快慢".contains(c)) =>
            {
                let unit = Span::new(at, at + "个百分点".len());
                found.push(trace(passage, at, unit, true, "points-alone"));
            }
            '平' | '公' | '亩' | '吨' | '万' | '亿' | '立' => {
                if let Some(trace) = rest_of_sum(passage, at) {
                    found.push(trace);
                }
            }
            _ if is_classifier(character)
                && !previous.is_some_and(|c| {
                    precedes_classifier(c) || digit(c).is_some() || c.is_ascii_alphanumeric()
                })
                && fits(passage.before(at)) =>
            {
                if let Some(trace) = classifier(passage, at, character) {
                    found.push(trace);
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|trace| trace.at);
    found.dedup_by_key(|trace| trace.at);
    found
}

fn trace(passage: &Passage<'_>, at: usize, unit: Span, certain: bool, rule: &'static str) -> Trace {
    let clause = crate::context::clause::clause(passage, unit);
    let item = noun_after(passage, unit.end, clause.end, Opening::Modifier)
        .or_else(|| noun_before(passage, clause.start, at))
        .map(|phrase| phrase.span);
    Trace {
        at,
        unit,
        item,
        certain,
        rule,
    }
}

/// 长达.3公里: the whole part of a decimal was lost.
fn point(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let digits: usize = passage
        .near(at + 1, 6)
        .chars()
        .take_while(char::is_ascii_digit)
        .map(char::len_utf8)
        .sum();
    let from = at + 1 + digits;
    let after = passage.near(from, 5);
    let unit = MEASURES
        .iter()
        .filter(|unit| after.starts_with(**unit))
        .map(|unit| unit.len())
        .max();
    let unit = unit.or_else(|| {
        after
            .starts_with([
                '%', '％', '万', '亿', '米', '个', '名', '倍', '岁', '度', '户', '人',
            ])
            .then(|| after.chars().next().map_or(0, char::len_utf8))
    })?;
    let edge = passage
        .before(at)
        .trim_end_matches(['达', '长', '约', '为', '到', '是', '近', '共'])
        .len();
    let clause = crate::context::clause::clause(passage, Span::at(at));
    let item = noun_before(passage, clause.start, edge.max(clause.start)).map(|phrase| phrase.span);
    Some(Trace {
        at,
        unit: Span::new(from, from + unit),
        item,
        certain: true,
        rule: "decimal-without-whole",
    })
}

/// 占地亩, 总投资亿元: a unit right after what it measures.
fn rest_of_sum(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let after = passage.near(at, 5);
    let unit = MEASURES
        .iter()
        .chain(&["万吨", "万亩", "亿斤"])
        .filter(|unit| after.starts_with(**unit))
        .max_by_key(|unit| unit.len())?;
    let unit = Span::new(at, at + unit.len());
    is_rest(passage.before(at), passage.near(unit.end, 1))
        .then(|| trace(passage, at, unit, true, "unit-alone"))
}

/// 资料余份: 余 and a classifier, without what is exceeded.
fn excess(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let end = at + "余".len();
    let after = passage.near(end, 5);
    let unit = MEASURES
        .iter()
        .chain(&EXCEEDED)
        .filter(|unit| after.starts_with(**unit))
        .max_by_key(|unit| unit.len())?;
    // 余名额, 余人员: a longer word begins there.
    let whole = words(passage.near(end, 4))
        .first()
        .is_some_and(|word| word.span.len() <= unit.len());
    whole.then(|| {
        let unit = Span::new(end, end + unit.len());
        trace(passage, at, unit, true, "excess-alone")
    })
}

/// 达公里: a verb of reaching and a unit.
fn measure(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let before = passage.before(at);
    REACHES.iter().find(|word| before.ends_with(**word))?;
    if before.ends_with("大约") || before.ends_with("经过") {
        return None;
    }
    let after = passage.near(at, 5);
    let unit = MEASURES
        .iter()
        .filter(|unit| after.starts_with(**unit))
        .max_by_key(|unit| unit.len())?;
    let next = passage.near(at + unit.len(), 1);
    // 达万元 may be a round sum, 约元旦 is a day.
    let whole = !next.starts_with(is_han) || next.starts_with(['的', '以', '左']);
    let round = unit.starts_with(['万', '亿']);
    whole.then(|| {
        let span = Span::new(at, at + unit.len());
        trace(passage, at, span, !round, "unit-alone")
    })
}

/// A classifier without a figure before it.
fn classifier(passage: &Passage<'_>, at: usize, character: char) -> Option<Trace> {
    let end = at + character.len_utf8();
    let clause = crate::context::clause::clause(passage, Span::new(at, end));
    let start = passage
        .slice(Span::new(clause.start, at))
        .char_indices()
        .rev()
        .nth(11)
        .map_or(clause.start, |(offset, _)| clause.start + offset);
    let stop = end
        + passage
            .slice(Span::new(end, clause.end))
            .char_indices()
            .nth(12)
            .map_or(clause.end - end, |(offset, _)| offset);
    let text = passage.slice(Span::new(start, stop));
    let words = words(text);
    let index = words
        .iter()
        .position(|word| start + word.span.start == at && start + word.span.end == end)?;
    let word = |index: usize| {
        words
            .get(index)
            .and_then(|word: &Word| word.span.of(text))
            .unwrap_or_default()
    };
    let part = |index: usize| words.get(index).map(|word| word.part);
    let next = part(index + 1);
    let nominal = matches!(
        next,
        Some(Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective)
    ) || (next == Some(Part::Verb) && matches!(part(index + 2), Some(Part::Noun)))
        || (character == '个' || character == '名') && next == Some(Part::Adjective);
    let quoted = matches!(word(index + 1), "“" | "「");
    let closes = index + 1 == words.len() && stop == clause.end || matches!(word(index + 1), "、");
    let unit = Span::new(at, end);
    if index == 0 {
        // ，名先进分子
        let break_before = passage.before(at).ends_with(['，', ',', '；', '、', '。']);
        return (break_before
            && character == '名'
            && nominal
            && word(index + 1).chars().count() >= 2)
            .then(|| trace(passage, at, unit, false, "classifier-after-break"));
    }
    let before = word(index - 1);
    let before_part = part(index - 1)?;
    let wide = before.chars().count() >= 2;
    if before.chars().count() == 2
        && before.starts_with('全')
        && is_scope(before)
        && nominal
        && matches!(character, '名' | '个' | '支' | '户' | '条' | '家')
    {
        return Some(trace(passage, at, unit, true, "classifier-after-scope"));
    }
    if before_part == Part::Preposition
        && !wide
        && nominal
        && matches!(character, '个' | '名' | '支')
        && matches!(before, "向" | "对" | "从" | "由" | "为" | "给" | "与")
    {
        let certain = matches!(before, "向" | "从" | "给");
        return Some(trace(
            passage,
            at,
            unit,
            certain,
            "classifier-after-preposition",
        ));
    }
    if before == "了"
        && matches!(character, '支' | '名' | '条' | '项' | '场' | '份' | '户')
        && (quoted || nominal)
    {
        return Some(trace(
            passage,
            at,
            unit,
            quoted || character == '支' || character == '名',
            "classifier-after-verb",
        ));
    }
    if matches!(before_part, Part::Verb | Part::VerbalNoun) && wide && (nominal || quoted) {
        return Some(trace(passage, at, unit, false, "classifier-after-verb"));
    }
    if matches!(before_part, Part::Noun | Part::VerbalNoun | Part::Verb)
        && wide
        && closes
        && matches!(character, '名' | '个' | '户' | '期' | '支' | '场' | '份')
    {
        return Some(trace(passage, at, unit, false, "classifier-at-end"));
    }
    None
}

fn is_scope(word: &str) -> bool {
    word.ends_with([
        '市', '县', '省', '国', '区', '镇', '乡', '村', '州', '旗', '校', '院', '局', '厂', '盟',
    ])
}
