//! Numerals of names: of systems (5人制), villages (四家子镇), roads (煤二路) and persons.

use hanliang_span::Span;

use super::counts::Case;
use crate::context::phrase::is_group;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::surnames::is_common_surname;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

impl Case<'_> {
    /// 5人制, 四年制: by how many there are a system is called; 3人制作 are three who make
    /// something.
    pub(super) fn names_a_system(&self) -> Option<Span> {
        let span = self.figure.span();
        let near = self.passage.near(span.end, 4);
        let system = ["一贯制", "制"]
            .iter()
            .find(|system| near.starts_with(**system))?;
        let word = || words(near).first().map(|word| word.span.len());
        let alone = || word() == Some("制".len());
        let kind = Beside::System.is(self.figure.unit());
        let plain = self.figure.is_single() && !self.figure.relation_is_marked();
        (kind && plain && (system.len() > "制".len() || alone()))
            .then(|| Span::new(span.start, span.end + system.len()))
    }

    /// 千户镇, 十里村, 四家子镇: a village is named by its first households or
    /// by how far off it is; 四家子公司 are firms.
    pub(super) fn names_a_place(&self) -> bool {
        let near = self.passage.near(self.figure.span().end, 4);
        let homestead = self.figure.unit() == "家"
            && near.starts_with('子')
            && words(near)
                .first()
                .is_none_or(|word| word.span.len() == "子".len());
        let village = Beside::Village.begins(self.after)
            && !Beside::Settled.begins(self.after)
            && !self.figure.has_count_unit_two()
            && self.figure.is_round_power_or_ten();
        self.han && !self.figure.relation_is_marked() && (homestead || village || self.is_mile())
    }

    /// 煤二路, 中山四路, 经三路: a name stands before; two roads would be 两路. Not 兵分三路,
    /// 五路公交车.
    pub(super) fn names_a_road(&self) -> bool {
        let single = self.han && self.numeral.chars().count() == 1 && self.numeral != "两";
        if !single || self.figure.unit() != "路" || self.figure.relation_is_marked() {
            return false;
        }
        if self.numeral == "二" && self.before.ends_with(is_han) {
            return true;
        }
        let near = self.before.char_indices().rev().take(6).last();
        let near = near
            .and_then(|(at, _)| self.before.get(at..))
            .unwrap_or_default();
        let words = words(near);
        let named = words.last().is_some_and(|word| {
            let grid = word.span.of(near).is_some_and(|form| Beside::Grid.is(form));
            grid || matches!(word.part, Part::Noun | Part::Place)
        });
        // 督查组三路出发: so many parties.
        let parties = words.last().is_some_and(|word| {
            let form = word.span.of(near).unwrap_or_default();
            Wording::People.ends(form) || is_group(form) && word.part != Part::Place
        });
        named && !parties && !Beside::Bus.begins(self.after)
    }

    /// 大江二桥, 市三院, 矿区三矿: a place stands before and its number tells it from others;
    /// 全市三院 and 修建二座桥 count.
    pub(super) fn names_a_body(&self) -> bool {
        let single = self.han && self.numeral.chars().count() == 1;
        let plain = !matches!(self.numeral, "两" | "半" | "百" | "千" | "万");
        if !(single && plain)
            || self.figure.relation_is_marked()
            || !Beside::Numbered.is(self.figure.unit())
        {
            return false;
        }
        let near = self.before.char_indices().rev().take(6);
        let near = near.take_while(|(_, c)| is_han(*c)).last();
        let near = near.and_then(|(at, _)| self.before.get(at..));
        let near = near.unwrap_or_default();
        let mut last = words(near).into_iter().rev();
        let named = last
            .next()
            .is_some_and(|word| matches!(word.part, Part::Noun | Part::Place));
        let whole = last.next().and_then(|word| word.span.of(near));
        named
            && whole.is_none_or(|word| !matches!(word, "全" | "各" | "有" | "共"))
            && !near.contains('全')
    }

    /// 三里屯, 七里庄; not 五里山路, 三里河道.
    fn is_mile(&self) -> bool {
        let single = self.numeral.chars().count() == 1;
        single
            && self.figure.unit() == "里"
            && Beside::Mile.begins(self.after)
            && !Beside::Stretch.begins(self.after)
    }

    /// 杜五安, 钱七虎: a surname, a numeral and a character that counts nothing.
    pub(super) fn names_a_person(&self) -> bool {
        let unit = self.figure.quantity.unit.as_ref();
        let counts = unit.is_some_and(|unit| unit.is_known() && unit.symbol() != "安");
        let short = || {
            let numeral = self.numeral.chars().count();
            numeral == 1 && self.figure.unit().chars().count() == 1
        };
        let named = || self.before.ends_with(is_common_surname);
        self.han && !counts && self.figure.is_single() && short() && named()
    }
}
