use super::rules;

rules! {
    /// The rule that found what a figure counts or measures.
    ///
    /// A wrong item leads by its rule to the place that found it, and
    /// [`confidence`](crate::Metric::confidence) says how often the rule was
    /// right.
    ///
    /// ```
    /// use hanliang_metric::{ItemRule, extract};
    ///
    /// let metric = &extract("全市共有党员11.8万名。").metrics[0];
    /// assert_eq!(metric.rule, ItemRule::NounBefore);
    /// ```
    ItemRule {
        /// The noun right before a count: *党员*11.8万名.
        NounBefore = "noun-before",
        /// The noun right behind the figure: 11.8万名*党员*.
        NounAfter = "noun-after",
        /// The noun behind another trait of it: 35岁以下、大专以上学历的*青年*.
        NounAfterAttribute = "noun-after-attribute",
        /// What the clause says an amount of: *占地面积*达30亩.
        Subject = "subject",
        /// What the clause says a change of: *房价*同比下降3.2%.
        SubjectOfChange = "subject-of-change",
        /// What has the share, before the verb: *服务业*占三成.
        PartOfShare = "part-of-share",
        /// What is done, before its length of time: *蒸煮*20分钟.
        VerbBefore = "verb-before",
        /// What is done, behind the figure: 三年就*还清*了.
        VerbAfter = "verb-after",
        /// On what something is done so long: 连续6年举办*篮球赛*.
        ObjectOfClause = "object-of-clause",
        /// What money is spent on: 花80元买了*电影票*.
        SpentOn = "spent-on",
        /// What those became who are counted: 张三等4人获评*劳动模范*.
        Became = "became",
        /// What a part of those counted is: 其中3名是*教师*.
        PredicateNoun = "predicate-noun",
        /// A change that says itself what changes: 户均*增收*3200元.
        ChangeWithObject = "change-with-object",
        /// What is the case, where nothing else is counted: *因病停药*的有7例.
        Done = "done",
        /// What the row of figures has in common: *产量*分别为3万吨、4万吨.
        Shared = "shared",
        /// A member of a list, in its turn: *鸡*、*鸭*分别为30只、40只.
        Distributed = "distributed",
        /// What a heading with a colon says: *学费标准*：文科类每年4600元.
        Heading = "heading",
        /// The noun before the bracket: 给予*补贴*（每年2000元）.
        BeforeBracket = "before-bracket",
        /// What follows a row of brackets: 甲班（82%）和乙班（78%）的*通过率*.
        BehindBrackets = "behind-brackets",
        /// What the clause before names: 转让*旧设备*一批，共计23台.
        ClauseBefore = "clause-before",
        /// The whole that the clause before names: *受访居民*中，60%愿意返乡.
        Whole = "whole",
        /// What the clauses before are about: *沪指*涨1.2%，报3100点.
        Topic = "topic",
        /// In what measure places are compared: 从*销量*来看，湖南省超过4万吨.
        Frame = "frame",
        /// What a figure before is of: *油画*6幅，其中5幅售出.
        AsBefore = "as-before",
        /// No item was found: 共计300元.
        None = "none",
    }
}

impl ItemRule {
    /// Whether the item is what its clause says something of.
    pub(crate) const fn is_subject(self) -> bool {
        matches!(self, Self::Subject | Self::SubjectOfChange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;

    /// A sentence whose last figure each rule finds the item of.
    const EXAMPLES: [(ItemRule, &str, &str); 25] = [
        (ItemRule::NounBefore, "全市共有党员11.8万名。", "党员"),
        (ItemRule::NounAfter, "全市有11.8万名党员。", "党员"),
        (
            ItemRule::NounAfterAttribute,
            "选聘35岁以下、大专以上学历的青年。",
            "青年",
        ),
        (ItemRule::Subject, "占地面积达30亩。", "占地面积"),
        (ItemRule::SubjectOfChange, "全市房价同比下降3.2%。", "房价"),
        (ItemRule::PartOfShare, "从事服务业的占三成。", "服务业"),
        (ItemRule::VerbBefore, "蒸煮20分钟。", "蒸煮"),
        (ItemRule::VerbAfter, "三年就还清了。", "还清"),
        (ItemRule::ObjectOfClause, "连续6年举办篮球赛。", "篮球赛"),
        (ItemRule::SpentOn, "陈大爷花80元买了电影票。", "电影票"),
        (ItemRule::Became, "张三等4人获评劳动模范。", "劳动模范"),
        (
            ItemRule::PredicateNoun,
            "有职工9名，其中3名是教师。",
            "教师",
        ),
        (ItemRule::ChangeWithObject, "户均增收3200元。", "增收"),
        (ItemRule::Done, "因病停药的有7例。", "因病停药"),
        (ItemRule::Shared, "两县产量分别为3万吨、4万吨。", "产量"),
        (ItemRule::Distributed, "鸡、鸭分别为30只、40只。", "鸭"),
        (
            ItemRule::Heading,
            "学费标准：文科类每年4600元。",
            "学费标准",
        ),
        (ItemRule::BeforeBracket, "给予补贴（每年2000元）。", "补贴"),
        (
            ItemRule::BehindBrackets,
            "甲班（82%）和乙班（78%）的通过率最高。",
            "通过率",
        ),
        (
            ItemRule::ClauseBefore,
            "转让旧设备一批，共计23台。",
            "旧设备",
        ),
        (ItemRule::Whole, "受访居民中，60%愿意返乡。", "受访居民"),
        (ItemRule::Topic, "沪指涨1.2%，报3100点。", "沪指"),
        (ItemRule::Frame, "从销量来看，湖南省超过4万吨。", "销量"),
        (ItemRule::AsBefore, "展出油画6幅，其中5幅售出。", "油画"),
        (ItemRule::None, "共计300元。", ""),
    ];

    #[test]
    fn each_finds_the_item_of_its_example() {
        for (rule, text, item) in EXAMPLES {
            let metric = extract(text).metrics.pop().unwrap();
            let found = metric.item.map(|item| item.text).unwrap_or_default();
            assert_eq!((metric.rule, found.as_str()), (rule, item), "{text}");
        }
        assert_eq!(EXAMPLES.map(|(rule, ..)| rule), ItemRule::ALL);
    }
}
