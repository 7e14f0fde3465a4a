use super::rules;

rules! {
    /// The rule that saw a numeral to be no quantity.
    ///
    /// ```
    /// use hanliang_metric::{LabelRule, extract};
    ///
    /// let label = &extract("以“四抓两整治”促提升。").labels[0];
    /// assert_eq!(label.rule, LabelRule::QuotedName);
    /// assert_eq!(label.rule.name(), "quoted-name");
    /// ```
    LabelRule {
        /// Behind 第, with what it counts: *第四届*.
        Announced = "announced",
        /// 第 and a number that open an item: *第三*，….
        AnnouncedItem = "announced-item",
        /// The number behind 第 and another: 第二、*三*条.
        OrdinalRow = "ordinal-row",
        /// A quarter behind 第, or a week of a year: *第三季度*, 2023年*第12周*.
        Quarter = "quarter",
        /// A year whose last digits are left open: *20XX年*.
        OpenYear = "open-year",
        /// A document number, a telephone, a model: *〔2016〕18号*; eight numbers or more
        /// with points between.
        Code = "code",
        /// A day that has its name of its numbers: “*八一*”.
        DayName = "day-name",
        /// Digits and signs alone in quotation marks: “*4+2*”.
        QuotedDigits = "quoted-digits",
        /// A sum of words and numbers in quotation marks: “*1+2工程*”.
        QuotedSum = "quoted-sum",
        /// A one in quotation marks that is not meant: “*最后一班岗*”.
        QuotedOne = "quoted-one",
        /// A name in quotation marks: “*四个意识*”.
        QuotedName = "quoted-name",
        /// A number and the quotation that it counts: *四个“两手抓”*.
        NumberOfQuotation = "number-of-quotation",
        /// A day of the week: *周一至周五*.
        Weekday = "weekday",
        /// A day, a month, a year, an hour: *2016年11月21日*.
        Date = "date",
        /// A grade: *五星级*, *三级甲等*.
        Rating = "rating",
        /// The mark of an item in a list: *一是*, *1、*.
        Enumerator = "enumerator",
        /// The number by which a place or a line is called: 乘*3路*公交车.
        Address = "address",
        /// A place in an order without 第: *前三名*.
        Ordinal = "ordinal",
        /// A set phrase: *千方百计*.
        FixedWord = "fixed-word",
        /// A name of numbers that is known: *三严三实*.
        FixedName = "fixed-name",
        /// A body called after its states: *二十国集团*.
        GroupOfStates = "group-of-states",
        /// So many in one: *八位一体*.
        NInOne = "n-in-one",
        /// The best so many, or a list of the largest: *五十强企业*, *世界500强*.
        BestOf = "best-of",
        /// The ten great ones: *十大品牌*.
        TopTen = "top-ten",
        /// A programme named by a round number: *千名干部下基层行动*.
        Programme = "programme",
        /// Two numerals with a word each: *四抓两整治*.
        Pair = "pair",
        /// A sum that is a name: *1+3*.
        Sum = "sum",
        /// The name of a work: 《*十二个夜晚*》.
        Title = "title",
        /// A round power that means many: *千年*古城.
        RoundPower = "round-power",
        /// Digits that count nothing: 拨打*119*.
        BareNumber = "bare-number",
        /// A numeral and a noun that it does not count: *两委*.
        NumeralNoun = "numeral-noun",
        /// A post called by letters: *AB岗*.
        LetterPost = "letter-post",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;

    /// A sentence whose last label each rule sees.
    const EXAMPLES: [(LabelRule, &str, &str); 32] = [
        (LabelRule::Announced, "第四届会议召开。", "第四届"),
        (LabelRule::AnnouncedItem, "第三，抓好落实。", "第三"),
        (LabelRule::OrdinalRow, "修改第二、三条。", "三条"),
        (LabelRule::Quarter, "第三季度开工。", "第三季度"),
        (LabelRule::OpenYear, "20XX年开工。", "20XX年"),
        (LabelRule::Code, "印发〔2019〕27号文件。", "〔2019〕27号"),
        (LabelRule::DayName, "“八一”前夕慰问官兵。", "八一"),
        (LabelRule::QuotedDigits, "推行“4+2”做法。", "4+2"),
        (LabelRule::QuotedSum, "实施“1+2工程”。", "1+2工程"),
        (LabelRule::QuotedOne, "坚守“最后一班岗”。", "最后一班岗"),
        (LabelRule::QuotedName, "树牢“四个意识”。", "四个意识"),
        (
            LabelRule::NumberOfQuotation,
            "落实四个“两手抓”要求。",
            "四个“两手抓”",
        ),
        (LabelRule::Weekday, "周一至周五开放。", "周一至周五"),
        (LabelRule::Date, "3月5日开工。", "3月5日"),
        (LabelRule::Rating, "住进五星级酒店。", "五星级"),
        (LabelRule::Enumerator, "一是抓班子。", "一是"),
        (LabelRule::Address, "乘3路公交车。", "3路"),
        (LabelRule::Ordinal, "获得前三名。", "前三名"),
        (LabelRule::FixedWord, "千方百计增收。", "千方百计"),
        (LabelRule::FixedName, "开展三严三实教育。", "三严三实"),
        (
            LabelRule::GroupOfStates,
            "二十国集团峰会召开。",
            "二十国集团",
        ),
        (LabelRule::NInOne, "打造八位一体格局。", "八位一体"),
        (LabelRule::BestOf, "入选五十强企业。", "五十强企业"),
        (LabelRule::TopTen, "十大品牌揭晓。", "十大品牌揭晓"),
        (
            LabelRule::Programme,
            "开展千名干部下基层行动。",
            "千名干部下基层行动",
        ),
        (LabelRule::Pair, "推行四抓两整治工作法。", "四抓两整治"),
        (LabelRule::Sum, "推行1+3模式。", "1+3"),
        (LabelRule::Title, "《十二个夜晚》公映。", "十二个夜晚"),
        (LabelRule::RoundPower, "千年古城焕然一新。", "千年"),
        (LabelRule::BareNumber, "拨打119报警。", "119"),
        (LabelRule::NumeralNoun, "村两委换届。", "两委"),
        (LabelRule::LetterPost, "设置AB岗。", "AB岗"),
    ];

    #[test]
    fn each_sees_the_label_of_its_example() {
        for (rule, text, label) in EXAMPLES {
            let seen = extract(text).labels.pop().unwrap();
            assert_eq!(
                (seen.rule, seen.span.of(text)),
                (rule, Some(label)),
                "{text}"
            );
        }
        assert_eq!(EXAMPLES.map(|(rule, ..)| rule), LabelRule::ALL);
    }
}
