//! Numerals without a unit: 3.2万, 5000教师, 一万五, 两委.

use hanliang_span::Span;

use super::counts::Case;
use super::digits::{digit, digits_at};
use super::slogan::Reading;
use crate::record::LabelClass;
use crate::rule::LabelRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::surnames::is_common_surname;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// From which number on homes are counted without a classifier.
const TEN: u32 = 10;
/// From which number on people are counted without a classifier.
const HUNDRED: u32 = 100;
/// How far the noun for people is looked at behind their number, in characters.
const PEOPLE: usize = 7;

/// A numeral without a unit.
impl Case<'_> {
    /// A fraction, a magnitude, 四大工程, 指数为50.2.
    pub(super) fn without_unit(&self) -> Option<Reading> {
        let figure = self.figure;
        if figure.is_fraction() || figure.counts_great() || self.is_tally() {
            return None;
        }
        if !self.han {
            let label = Reading::Label(figure.span(), LabelClass::Code, LabelRule::BareNumber);
            let counts = self.is_stated_in_digits() || self.counts_people_in_digits();
            return (!counts).then_some(label);
        }
        if self.is_sum() || self.is_half() || self.is_age() {
            return None;
        }
        let small = figure.integer().is_some_and(|n| (2..=99).contains(&n));
        if !small {
            return Some(Reading::Nothing);
        }
        // 两委, 三农: a numeral and a noun that it does not count.
        let noun = self.after.chars().next();
        let noun = noun.filter(|c| is_han(*c) && !matches!(c, '了' | '着' | '过' | '的'));
        let noun = noun.filter(|_| self.numeral.chars().count() == 1 && self.may_name());
        noun.map_or(Some(Reading::Nothing), |noun| {
            let span = Span::new(figure.span().start, figure.numeral().end + noun.len_utf8());
            Some(Reading::Label(
                span,
                LabelClass::Slogan,
                LabelRule::NumeralNoun,
            ))
        })
    }

    /// 两委, 三农; not 俩, which is a count of its own, 十足, 九买了, 两晚上, nor the
    /// name of a person or a place: 、钱七虎, 三里屯.
    fn may_name(&self) -> bool {
        // 玖合公司: digits of sums are of names there.
        if self
            .numeral
            .starts_with(|c| "壹贰叁肆伍陆柒捌玖".contains(c))
        {
            return false;
        }
        let mut after = self.after.chars().skip(1);
        let done = after
            .next()
            .is_some_and(|c| matches!(c, '了' | '着' | '过'));
        let first = words(self.after).into_iter().next();
        let long = first.filter(|word| word.span.len() > "一".len());
        let said = long.is_some_and(|word| matches!(word.part, Part::Verb | Part::Time));
        let surname = self.before.strip_suffix(is_common_surname);
        let person = surname.is_some_and(|lead| !lead.ends_with(is_han)) && self.numeral != "两";
        let place = self.after.strip_prefix('里');
        let place = place.is_some_and(|rest| Beside::Mile.begins(rest));
        !matches!(self.numeral, "俩" | "仨" | "十") && !done && !said && !person && !place
    }

    /// 四金两银, 3死5伤: one of several results that are counted side by side.
    fn is_tally(&self) -> bool {
        let Some(rest) = Beside::Tally.length_at(self.after) else {
            return false;
        };
        // 50分43篮板: a word of two characters says what is counted.
        if rest > "金".len() {
            return true;
        }
        let behind = self.after.get(rest..).unwrap_or_default();
        let next = digits_at(behind, 0).and_then(|digits| behind.get(digits.end..));
        let before = self.passage.before(self.figure.span().start);
        let lead = Beside::Tally.length_before(before).map_or("", |length| {
            before.get(..before.len() - length).unwrap_or_default()
        });
        // 甲队（10金）
        let alone = before.ends_with(['（', '(']) && behind.starts_with(['）', ')']);
        alone
            || self.is_result_alone(rest)
            || next.is_some_and(|next| Beside::Tally.begins(next))
            || lead.ends_with(|c: char| digit(c).is_some() || c == '十')
    }

    /// 包揽8金, 有2金进账: one result, with nothing behind it or a verb.
    fn is_result_alone(&self, length: usize) -> bool {
        if Beside::Result.begins(self.after) {
            return false;
        }
        let words = words(self.after);
        let ends = |word: &Word| matches!(word.part, Part::Verb | Part::Adverb | Part::Mark);
        words.first().is_some_and(|word| word.span.len() == length)
            && words.get(1).is_none_or(ends)
            && (self.passage.before(self.figure.span().start)).ends_with(is_han)
    }

    fn has_magnitude(&self) -> bool {
        self.numeral.contains(['万', '亿'])
    }

    /// Whether the words before it say that a number follows: 指数为.
    fn is_announced(&self) -> bool {
        Beside::Stated.ends(self.before)
    }

    /// 3.2万, 超过5000, 指数为50.2; not 型号为300A.
    fn is_stated_in_digits(&self) -> bool {
        let bounded = self.figure.relation_is_marked() && !self.figure.is_small();
        let number = self.numeral.contains(['.', '．']) || self.figure.is_long();
        let model = (self.after).starts_with(|c: char| c.is_ascii_alphanumeric());
        self.has_magnitude() || bounded || number && self.is_announced() && !model
    }

    /// 5000教师受益, 全村1260人口: so many people or homes, with no classifier between. A
    /// telephone to call, 12345市民热线, has a noun of its own behind them.
    fn counts_people_in_digits(&self) -> bool {
        // 200余养殖户
        let written = self.numeral.trim_end_matches(['余', '多']);
        let digits = written.bytes().all(|byte| byte.is_ascii_digit());
        let number = self.figure.integer().filter(|number| *number >= TEN);
        let Some(number) = number.filter(|_| digits && self.figure.is_single()) else {
            return false;
        };
        let short = self.numeral.len() == 5 && self.numeral.starts_with(['1', '9']);
        if short && number % HUNDRED > 0
            || self
                .before
                .ends_with(|c: char| !is_han(c) && !"，。；：、（ ".contains(c))
        {
            return false;
        }
        let near = self.passage.near(self.figure.span().end, PEOPLE);
        let words = words(near);
        // 300种植｜大户: what the people do stands before them.
        let trade = words.first().filter(|word| {
            matches!(word.part, Part::Verb | Part::VerbalNoun) && word.span.len() > "养".len()
        });
        let words = words
            .get(usize::from(trade.is_some())..)
            .unwrap_or_default();
        let Some(first) = words.first() else {
            return false;
        };
        let form = first.span.of(near).unwrap_or_default();
        let people = first.part == Part::Noun
            && form.chars().count() > 1
            && (Wording::People.ends(form) || Beside::Folk.is(form));
        let heads = words.get(1).is_none_or(|next| {
            // 6800干部职工
            let again = next
                .span
                .of(near)
                .is_some_and(|form| Wording::People.ends(form) || Beside::Folk.is(form));
            again
                || matches!(
                    next.part,
                    Part::Verb | Part::Mark | Part::Adverb | Part::Possessive | Part::Particle
                )
        });
        // 46养殖户; 12教师 and 36工人 are less often counts.
        let many = number >= HUNDRED || form.ends_with('户');
        people && heads && many
    }

    /// 净挣一万五: too long for anything but a sum; 三万｜群众, 达三万.
    fn is_sum(&self) -> bool {
        let length = self.numeral.chars().count();
        let used = self.noun_follows() || self.is_announced();
        self.has_magnitude()
            && (self.figure.relation_is_marked() || length > 2 || length > 1 && used)
    }

    /// 六十开外, 四十出头: an age in tens, without its unit.
    fn is_age(&self) -> bool {
        let tens = (self.figure.integer()).is_some_and(|n| (20..=90).contains(&n) && n % 10 == 0);
        let end = self.figure.span().end;
        tens && ["开外", "出头"]
            .iter()
            .any(|word| self.passage.after(end).starts_with(word))
    }

    /// 减半, 过半
    fn is_half(&self) -> bool {
        self.numeral == "半" && Beside::Halved.ends(self.before) && !self.noun_follows()
    }
}
