//! Grades, which rate and do not count: 五星级, 4A级, 三级甲等.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::ordinal::{Place, is_post, levelled, list_of_grades};
use crate::tables::words::is_han;

/// Grades: 五星级, 三至一星级, 4A级, 三级甲等.
pub(super) fn rating(place: &Place<'_>) -> Option<Span> {
    let (start, end) = (place.figure.span().start, place.figure.numeral().end);
    if let Some(length) = place.grade() {
        return Some(Span::new(start - place.before_roman(), end + length));
    }
    let length = place.grade_of_list()?;
    let start = list_of_grades(place.before).unwrap_or(start);
    Some(Span::new(start, end + length))
}

const fn is_roman(character: char) -> bool {
    matches!(character, 'Ⅰ'..='Ⅻ')
}

/// Grades, by how much of what follows the numeral belongs to them.
impl Place<'_> {
    /// A grade of its own.
    fn grade(&self) -> Option<usize> {
        self.roman()
            .or_else(|| self.stars())
            .or_else(|| self.first_two())
            .or_else(|| self.least())
            .or_else(|| self.opening())
            .or_else(|| self.letters())
            .or_else(|| self.capacity())
    }

    /// A grade that others may be listed before: 二、三线城市.
    fn grade_of_list(&self) -> Option<usize> {
        let city = self.after.starts_with("线城市").then_some("线".len());
        city.or_else(|| self.level())
    }

    /// Ⅲ级响应, 劣五类水体
    fn roman(&self) -> Option<usize> {
        let roman = self.numeral.chars().all(is_roman) || self.is_inferior();
        (roman && self.after.starts_with(['级', '类', '期'])).then_some("级".len())
    }

    /// 劣Ⅴ类: worse than the lowest grade.
    fn is_inferior(&self) -> bool {
        self.before.ends_with('劣')
    }

    /// How much before the numeral belongs to its grade: Ⅰ— of Ⅰ—Ⅲ类.
    fn before_roman(&self) -> usize {
        if self.is_inferior() {
            return "劣".len();
        }
        let first = self.before.strip_suffix(['—', '-', '–', '~', '～', '至']);
        let range = first.map(|first| first.trim_end_matches(is_roman));
        match range.zip(first) {
            Some((rest, first)) if rest.len() < first.len() => self.before.len() - rest.len(),
            _ => 0,
        }
    }

    /// 五星级, 四星; 5星期 is a length of time, 零星 a few.
    fn stars(&self) -> Option<usize> {
        let few = self.numeral == "零";
        let rest = self.after.strip_prefix('星').filter(|_| !few)?;
        if rest.starts_with('级') {
            return Some("星级".len());
        }
        let stars = !rest.starts_with('期') && !self.figure.has_count_unit();
        stars.then_some("星".len())
    }

    /// 一二类苗: the first two of several.
    fn first_two(&self) -> Option<usize> {
        let two = self.numeral.starts_with("一二") && self.after.starts_with('类');
        two.then_some("类".len())
    }

    /// 二级及以上
    fn least(&self) -> Option<usize> {
        self.after.starts_with("级及以上").then_some("级".len())
    }

    /// 二等玉米, where the grade opens its clause.
    fn opening(&self) -> Option<usize> {
        let opens = !self.before.ends_with(is_han);
        let han = self.han && !self.numeral.ends_with('两');
        let grade = self.after.starts_with('等') && !self.after.starts_with("等于");
        (opens && han && grade).then_some("等".len())
    }

    /// 4A级, 5AAA级
    fn letters(&self) -> Option<usize> {
        let rest = self.after.trim_start_matches('A');
        let letters = self.after.len() - rest.len();
        (letters > 0 && rest.starts_with('级')).then_some(letters + "级".len())
    }

    /// 3000吨级, 百万千瓦级: of what size something is.
    fn capacity(&self) -> Option<usize> {
        let (numeral, span) = (self.figure.numeral(), self.figure.span());
        let behind = self.passage.near(span.end, 2).strip_prefix('级')?;
        let graded = behind.starts_with(is_han) && !behind.starts_with(['别', '的']);
        use UnitKind::{Area, Length, Mass, Power, Volume};
        let sized = matches!(self.figure.kind(), Area | Length | Mass | Power | Volume);
        let measure = sized && span.end > numeral.end;
        (graded && measure).then(|| span.end - numeral.end + "级".len())
    }

    /// 二级预警, 三级甲等; a post is in an order.
    fn level(&self) -> Option<usize> {
        let noun = levelled(self.passage, self.figure);
        if noun.is_some_and(|noun| !is_post(noun) && !noun.starts_with(['甲', '乙', '丙', '特']))
        {
            return Some("级".len());
        }
        let grades = ["级甲等", "级乙等", "级丙等", "甲医院", "级特等"];
        let grade = grades.iter().find(|grade| self.after.starts_with(**grade));
        grade.map(|grade| grade.len())
    }
}
