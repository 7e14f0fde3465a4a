use super::rules;

rules! {
    /// The rule that saw a figure to be lost.
    ///
    /// ```
    /// use hanliang_metric::{MissingRule, extract};
    ///
    /// let missing = &extract("全市边境线长达.3公里。").missing[0];
    /// assert_eq!(missing.rule, MissingRule::DecimalWithoutWhole);
    /// assert_eq!(missing.rule.name(), "decimal-without-whole");
    /// ```
    MissingRule {
        /// Nothing stands between quotation marks: 聚焦“”.
        EmptyQuotation = "empty-quotation",
        /// A point without the digits before it: 长达*.3公里*.
        DecimalWithoutWhole = "decimal-without-whole",
        /// A percent sign behind a word: 增长*%*.
        PercentAlone = "percent-alone",
        /// 第 without its number: 第*届*.
        OrdinalAlone = "ordinal-alone",
        /// A date without its numbers: 于*年*月日.
        DateAlone = "date-alone",
        /// A length of time without its numbers: 用时*小时*分.
        ClockAlone = "clock-alone",
        /// A unit right behind what it measures: 占地*亩*.
        UnitAlone = "unit-alone",
        /// A round power behind a noun, beside figures: 在校学生*万人*.
        RoundAlone = "round-alone",
        /// Percentage points behind a change: 提高了*个百分点*.
        PointsAlone = "points-alone",
        /// What is exceeded is gone before 余: 资料余*份*.
        ExcessAlone = "excess-alone",
        /// A classifier behind a total: 共有*支*“突击队”.
        ClassifierAfterTotal = "classifier-after-total",
        /// A classifier behind a scope: 全市*名*党员.
        ClassifierAfterScope = "classifier-after-scope",
        /// A classifier behind a preposition: 向*名*代表.
        ClassifierAfterPreposition = "classifier-after-preposition",
        /// A classifier behind what was done: 建立了*支*“突击队”.
        ClassifierAfterVerb = "classifier-after-verb",
        /// A classifier that opens a clause or a member of a list: ，*名*先进分子.
        ClassifierAfterBreak = "classifier-after-break",
        /// A classifier that ends a clause: 举办培训班*期*。
        ClassifierAtEnd = "classifier-at-end",
        /// A unit that no figure stands before, on a page without digits: 投资*亿元*.
        UnitOfStrippedPage = "unit-of-stripped-page",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;

    /// A text whose last lost figure each rule sees, and the unit left of it.
    const EXAMPLES: [(MissingRule, &str, &str); 17] = [
        (MissingRule::EmptyQuotation, "聚焦“”，狠抓落实。", ""),
        (
            MissingRule::DecimalWithoutWhole,
            "全市边境线长达.3公里。",
            "公里",
        ),
        (MissingRule::PercentAlone, "产值增长%。", "%"),
        (MissingRule::OrdinalAlone, "召开第届会议。", "届"),
        (MissingRule::DateAlone, "于年月日召开会议。", "年"),
        (MissingRule::ClockAlone, "用时小时分。", "小时"),
        (MissingRule::UnitAlone, "项目占地亩。", "亩"),
        (
            MissingRule::RoundAlone,
            "现有在校学生万人，教职工3.6万人。",
            "万人",
        ),
        (
            MissingRule::PointsAlone,
            "合格率提高了个百分点。",
            "个百分点",
        ),
        (MissingRule::ExcessAlone, "发放资料余份。", "份"),
        (MissingRule::ClassifierAfterTotal, "共有支“突击队”。", "支"),
        (
            MissingRule::ClassifierAfterScope,
            "全市名党员参加学习。",
            "名",
        ),
        (
            MissingRule::ClassifierAfterPreposition,
            "他们向名代表颁奖。",
            "名",
        ),
        (MissingRule::ClassifierAfterVerb, "建立了支“突击队”。", "支"),
        (
            MissingRule::ClassifierAfterBreak,
            "产值增长%，提高了个百分点，表彰全市名党员，名先进分子。",
            "名",
        ),
        (
            MissingRule::ClassifierAtEnd,
            "产值增长%，提高了个百分点，全市名党员参加，举办培训班期。",
            "期",
        ),
        (
            MissingRule::UnitOfStrippedPage,
            "全市名党员，增长%，提高了个百分点，处理垃圾吨。",
            "吨",
        ),
    ];

    #[test]
    fn each_sees_the_lost_figure_of_its_example() {
        for (rule, text, unit) in EXAMPLES {
            let seen = extract(text).missing.pop().unwrap();
            assert_eq!((seen.rule, seen.unit.as_str()), (rule, unit), "{text}");
        }
        assert_eq!(EXAMPLES.map(|(rule, ..)| rule), MissingRule::ALL);
    }
}
