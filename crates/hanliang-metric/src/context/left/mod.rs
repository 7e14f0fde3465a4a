//! The words between a figure and the thing it measures, read from the figure
//! leftwards: 比上年｜增长｜约 9.3%.

mod change;

use hanliang_span::Span;

pub(crate) use self::change::Change;
use self::change::{
    arrived, began_with, begun_before, change_of, changed_before, compares, more_done, reached,
    surpassed, verb_of_change,
};
use super::clause::ends_in_turn;
use super::each::Each;
use super::per::ends_before_year;
use super::time::TimeFound;
use crate::label::digits::{digit, is_arabic};
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::cues::{Cue, cue_before};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, longer_word, words};

/// What was read on the way from the figure to its noun.
#[derive(Clone, Debug, Default)]
pub(crate) struct Left {
    /// Where the noun phrase ends: all cues lie to the right of it.
    pub(crate) edge: usize,
    /// Where the window starts; nothing before it was looked at.
    pub(crate) start: usize,
    pub(crate) change: Option<Change>,
    /// The word that says the change.
    pub(crate) change_word: Option<Span>,
    /// 提高到: the change arrives here.
    pub(crate) arrives: bool,
    /// 由, 从: a change begins here.
    pub(crate) begins: bool,
    pub(crate) share: bool,
    /// 比 was met.
    pub(crate) compared: bool,
    /// 分别, 各: several figures, several nouns.
    pub(crate) each: bool,
    /// 约占, 几乎: no exact figure.
    pub(crate) about: bool,
    /// 人均, 平均, 每年 between the noun and the figure.
    pub(crate) per: Vec<Span>,
    /// 比计划超出: the figure says by how much.
    pub(crate) exceeds: bool,
    /// 连续 was met.
    pub(crate) continued: bool,
    /// A word of being or reaching was met, so that what is left of it is a
    /// subject.
    pub(crate) linked: bool,
}

/// How many steps leftwards are taken at most; each takes something away.
const STEPS: usize = 24;

/// Reads leftwards from `end`, not beyond `start`.
pub(crate) fn read_left(
    passage: &Passage<'_>,
    start: usize,
    end: usize,
    times: &[TimeFound],
    each: &[Each],
) -> Left {
    let exceeds = exceeds(passage, end);
    let left = Left {
        edge: end,
        start,
        exceeds,
        change: exceeds.then_some(Change::Up),
        ..Left::default()
    };
    let mut reader = Reader {
        passage,
        end,
        times,
        each,
        left,
    };
    for _ in 0..STEPS {
        if !reader.step() {
            break;
        }
    }
    reader.left.start = reader.start();
    reader.left
}

/// Whether a figure opens with the word for what it exceeds something by, with 比
/// before it: 比计划｜超出2亿元.
fn exceeds(passage: &Passage<'_>, at: usize) -> bool {
    let rest = passage.after(at).strip_prefix('超');
    let number = rest.map(|rest| rest.strip_prefix('出').unwrap_or(rest));
    number.is_some_and(|number| number.starts_with(|c| is_arabic(c) || digit(c).is_some()))
        && compares(passage.before(at))
}

/// What was read so far, and where.
struct Reader<'a> {
    passage: &'a Passage<'a>,
    /// Where the figure begins.
    end: usize,
    times: &'a [TimeFound],
    each: &'a [Each],
    left: Left,
}

impl<'a> Reader<'a> {
    /// Takes away what stands at the end of the text that is left; `false` if
    /// nothing there is a cue.
    fn step(&mut self) -> bool {
        let text = self.text();
        self.spaces(text)
            || self.gloss(text)
            || self.time()
            || self.distributor()
            || self.possessive_of_share(text)
            || self.beginning(text)
            || self.possessive_of_time(text)
            || self.arrival_of_change(text)
            || self.arrival_of_any(text)
            || self.come_to(text)
            || match cue_before(text) {
                Some((length, cue)) => self.cue(text, length, cue),
                None => self.more(text),
            }
    }

    /// The text that is left.
    fn text(&self) -> &'a str {
        let start = self.left.start.min(self.left.edge);
        self.passage.slice(Span::new(start, self.left.edge))
    }

    fn spaces(&mut self, text: &str) -> bool {
        let trimmed = text.trim_end_matches([' ', '\u{3000}', '<', '>', '+']);
        // 分别为：300亩、400亩
        let row = trimmed.strip_suffix(['：', ':']);
        let trimmed = row.filter(|row| ends_in_turn(row)).unwrap_or(trimmed);
        self.left.edge -= text.len() - trimmed.len();
        trimmed.len() < text.len()
    }

    /// 每公斤（下同）26元: a note that the same holds for what follows.
    fn gloss(&mut self, text: &str) -> bool {
        let note = ["（下同）", "(下同)"]
            .iter()
            .find(|note| text.ends_with(**note));
        let length = note.map_or(0, |note| note.len());
        self.left.edge -= length;
        length > 0
    }

    /// The time that ends at a place, if it lies behind the start.
    fn time_before(&self, edge: usize) -> Option<TimeFound> {
        let upto = self.times.partition_point(|time| time.span.start < edge);
        let near = self.times.get(upto.saturating_sub(3)..upto)?;
        let mut ends = near.iter().rev();
        ends.find(|time| time.span.end == edge && time.span.start >= self.left.start)
            .copied()
    }

    fn time(&mut self) -> bool {
        let Some(time) = self.time_before(self.left.edge) else {
            return false;
        };
        self.passes(time);
        // ，到2030年突破500亿元: when, not where a change arrives.
        if matches!(self.text(), "到" | "至") {
            self.left.edge = self.left.start;
        }
        true
    }

    /// Takes a time; 较2019年同期: one that is compared with goes with its word.
    fn passes(&mut self, time: TimeFound) {
        self.left.edge = time.span.start;
        let text = self.text();
        // 与去年｜同比
        let with = || {
            text.strip_suffix(['与', '同', '跟'])
                .filter(|_| self.left.compared)
        };
        // 客流相比去年: nor is 相 left of it.
        let against = || {
            text.strip_suffix("相比")
                .or_else(|| text.strip_suffix("相较"))
        };
        if let Some(rest) = against()
            .or_else(|| text.strip_suffix(['较', '比']))
            .or_else(with)
        {
            self.left.compared = true;
            self.left.edge = self.left.start + rest.len();
        }
    }

    /// The last 每… that ends where the text that is left does, or before.
    fn last_each(&self) -> Option<&'a Each> {
        let edge = self.left.edge;
        let upto = self.each.partition_point(|each| each.span.end <= edge);
        upto.checked_sub(1).and_then(|at| self.each.get(at))
    }

    fn distributor(&mut self) -> bool {
        let Left { edge, start, .. } = self.left;
        let each = self
            .last_each()
            .filter(|each| each.span.end == edge && each.span.start >= start);
        if let Some(each) = each {
            self.left.linked = true;
            self.left.edge = each.span.start;
        }
        each.is_some()
    }

    /// 高中以上文化程度的占96.9%
    fn possessive_of_share(&mut self, text: &str) -> bool {
        let possessive = self.left.share && text.ends_with('的');
        if possessive {
            self.left.edge -= "的".len();
        }
        possessive
    }

    /// 由最初的12人壮大到1500人
    fn beginning(&mut self, text: &str) -> bool {
        let length = began_with(text);
        if let Some(length) = length {
            self.left.begins = true;
            self.takes(length);
        }
        length.is_some()
    }

    /// 2010年的6700元
    fn possessive_of_time(&mut self, text: &str) -> bool {
        let time = text
            .strip_suffix('的')
            .and_then(|rest| self.time_before(self.left.start + rest.len()));
        if let Some(time) = time {
            self.passes(time);
        }
        time.is_some()
    }

    /// 提高到: where a change arrives.
    fn arrival_of_change(&mut self, text: &str) -> bool {
        let fresh = self.left.change.is_none();
        let arrived = fresh.then(|| arrived(text)).flatten();
        if let Some((change, length)) = arrived {
            self.left.arrives = true;
            self.left.change = Some(change);
            self.takes(length);
        }
        arrived.is_some()
    }

    /// 由3500元提至5000元: whatever the verb, the change arrives here.
    fn arrival_of_any(&mut self, text: &str) -> bool {
        let start = self.left.start;
        let verb = || {
            self.left.change.is_none()
                && text.ends_with(['至', '到', '为', '成'])
                && (2..=3).contains(&text.chars().count())
                && text.chars().all(is_han)
                && begun_before(self.passage, start)
        };
        let arrives = !self.left.arrives && (verb() || changed_before(self.passage, start, text));
        if arrives {
            self.left.arrives = true;
            self.left.change = Some(Change::Up);
            self.takes(text.len());
        }
        arrives
    }

    /// Takes the last bytes of the text that is left for words that say the
    /// figure holds.
    fn takes(&mut self, length: usize) {
        self.left.linked = true;
        self.left.edge -= length;
    }

    /// A cue of the table at the end of the text, with its length; `false` if
    /// it belongs to the noun.
    fn cue(&mut self, text: &str, length: usize, cue: Cue) -> bool {
        let word = text.get(text.len() - length..).unwrap_or_default();
        // 归还41.2万册: the cue is the end of a word. 定为500元: of a verb of
        // being. But 年满70周岁.
        if cue == Cue::Link
            && word.chars().count() == 1
            && word != "满"
            && let Some(whole) = longer_word(text)
        {
            if word == "为" {
                self.takes(whole);
            }
            return word == "为";
        }
        // 废水排放量300万吨: 放量 is the end of a noun.
        let noun = || longer_word(text).is_some_and(|whole| whole > length);
        if word.ends_with('量') && noun() {
            return false;
        }
        self.left.about |= is_approximate(word);
        let mut length = length;
        // 与去年｜同比, not 年同比: a time ends within the word.
        let edge = self.left.edge;
        let upto = self.times.partition_point(|time| time.span.start < edge);
        let time = upto.checked_sub(1).and_then(|at| self.times.get(at));
        // 上半年｜增长: nor 年增长.
        let torn = matches!(cue, Cue::Compare | Cue::Increase | Cue::Decrease);
        let time = time.filter(|time| torn && time.span.end < edge);
        let most = time.map_or(edge, |time| edge - time.span.end);
        length = length.min(most);
        match cue {
            // 高出行业增速3个百分点: the rate is what is passed.
            Cue::Increase | Cue::Decrease if Wording::Rate.is(word) && self.surpassing(text) => {
                return true;
            }
            // 减少的占19%: those of whom that was said.
            Cue::Increase | Cue::Decrease if self.left.share && self.possessed() => {}
            Cue::Increase | Cue::Decrease => match self.change(text, word, cue) {
                Some(whole) => length = whole.min(most),
                None => return false,
            },
            Cue::Share => self.left.share = true,
            Cue::Compare => self.left.compared = true,
            Cue::From => self.left.begins = true,
            // 旅客人次均｜上升: visits are counted, and all of them rose.
            Cue::Per if word == "人次均" && self.has_just_changed() => length = "均".len(),
            Cue::Per => {
                // 两年｜平均, 常年｜平均: no mean of a year.
                let lead = text.get(..text.len() - length).unwrap_or_default();
                if word.starts_with('年') && ends_before_year(lead) {
                    length -= "年".len();
                }
                self.distributes(length);
            }
            // 人均｜达: 均 is of the word before.
            Cue::Link if word.starts_with('均') && ends_in_mean(text, length) => {
                length -= "均".len();
            }
            Cue::Link => {
                self.left.continued |= matches!(word, "连续" | "连");
                self.left.each |= Wording::InTurn.begins(word);
                if word == "每年" {
                    self.distributes(length);
                }
            }
        }
        self.takes(length);
        true
    }

    /// Whether 的 stands right behind the text that is left.
    fn possessed(&self) -> bool {
        let behind = Span::new(self.left.edge, self.end);
        self.passage.slice(behind).starts_with('的')
    }

    /// Whether the figure is in percent, or in points of it.
    fn states_part(&self) -> bool {
        let near = self.passage.near(self.end, 16);
        let near = near.trim_start_matches(|c| is_han(c) && digit(c).is_none() && c != '百');
        let unit = near.trim_start_matches(|c| {
            is_arabic(c) || digit(c).is_some() || matches!(c, '.' | ',' | '点')
        });
        ["%", "％", "‰", "个百分点", "个基点"]
            .iter()
            .any(|part| unit.starts_with(part))
            || near.starts_with("百分之")
    }

    /// Whether the word taken last says a change.
    fn has_just_changed(&self) -> bool {
        (self.left.change_word).is_some_and(|word| word.start == self.left.edge)
    }

    fn distributes(&mut self, length: usize) {
        let at = self.left.edge;
        self.left.per.insert(0, Span::new(at - length, at));
    }

    /// The length of a word that says the change; `None` if it says none here.
    fn change(&mut self, text: &str, word: &str, cue: Cue) -> Option<usize> {
        // 经济增长连续四年: the growth is what goes on, not the change.
        let named = self.left.change.is_some() && Wording::Rate.is(word);
        if self.left.continued || named {
            return None;
        }
        let doubled = word == "翻" && self.passage.near(self.end, 4).contains('番');
        // 股价微升0.2%: a part by which something rose.
        let rose = word == "升" && self.states_part();
        // 比均值19.1%低3.1个百分点: what is compared with stands before.
        let from = self.passage.before(self.left.edge - text.len());
        // 恒指报2.6万点，升23点: a verb that opens the clause.
        let opens = word == "升" && text == word && !from.ends_with(is_han);
        // 成本低18%: a part by which a measure is less.
        let less = matches!(word, "低" | "高" | "快" | "慢")
            && self.states_part()
            && text.strip_suffix(word).is_some_and(ends_in_noun);
        let certain = doubled
            || rose
            || opens
            || less
            || text == word && self.states_part() && compares(from);
        let length = if rose {
            verb_of_change(text)?
        } else {
            change_of(text, word, certain)?
        };
        let change = if cue == Cue::Increase {
            Change::Up
        } else {
            Change::Down
        };
        self.left.change.get_or_insert(change);
        self.left.change_word = Some(Span::new(self.left.edge - length, self.left.edge));
        Some(length)
    }

    /// Words that are no cues by themselves.
    fn more(&mut self, text: &str) -> bool {
        self.done_more(text)
            || self.changed_in_part(text)
            || self.comparison(text)
            || self.surpassing(text)
            || self.reaching(text)
            || self.out_of_nothing(text)
            || self.evaluated(text)
    }

    /// 产值预期｜增长6%, 存款到达3.4万元: words that say the figure holds only there.
    fn come_to(&mut self, text: &str) -> bool {
        // 货物到达3.2亿吨: what arrived is counted itself.
        let sum = || {
            Wording::Sum.ends(text.trim_end_matches("到达")) || self.states_part() || text == "到达"
        };
        let arrived = self.left.edge == self.end && text.ends_with("到达") && sum();
        let expected = self.has_just_changed() && text.ends_with("预期");
        if arrived || expected {
            self.takes("到达".len());
        }
        arrived || expected
    }

    /// 毛利率改善4.2个百分点: a verb that says a change only of a part.
    fn changed_in_part(&mut self, text: &str) -> bool {
        let rose = Beside::Raised.length_before(text);
        let fell = || Beside::Lowered.length_before(text);
        let change = rose.map_or(Change::Down, |_| Change::Up);
        let fresh = |_: &usize| self.left.change.is_none() && self.states_part();
        let Some(length) = rose.or_else(fell).filter(fresh) else {
            return false;
        };
        self.states(change, length);
        true
    }

    /// Takes the last bytes of the text that is left for the word that says a change.
    fn states(&mut self, change: Change, length: usize) {
        self.left.change = Some(change);
        self.left.change_word = Some(Span::new(self.left.edge - length, self.left.edge));
        self.takes(length);
    }

    /// 比去年多开26对: the verb says what was done more.
    fn done_more(&mut self, text: &str) -> bool {
        let more = self.left.change.is_none().then(|| more_done(text));
        let Some((length, change)) = more.flatten() else {
            return false;
        };
        self.states(change, length);
        true
    }

    /// 比去年同期, 较年初, 与上年相比.
    fn comparison(&mut self, text: &str) -> bool {
        let stated = self.left.change.is_some() || self.left.linked;
        let length = stated.then(|| comparison(text, self.left.compared));
        let length = length.flatten();
        if let Some(length) = length {
            self.left.compared = true;
            self.left.edge -= length;
        }
        length.is_some()
    }

    /// 高出录取线30分: the verb says which way, its object from what.
    fn surpassing(&mut self, text: &str) -> bool {
        let fresh =
            self.left.change.is_none() && (self.left.edge == self.end || !self.left.per.is_empty());
        let Some((length, change)) = fresh.then(|| surpassed(text)).flatten() else {
            return false;
        };
        self.left.change = Some(change);
        self.left.compared = true;
        self.takes(length);
        true
    }

    /// 负荷冲上4102万千瓦: the verb says no more than that it was reached.
    fn reaching(&mut self, text: &str) -> bool {
        let fresh = !self.left.linked && self.left.edge == self.end;
        let length = fresh.then(|| reached(text)).flatten();
        if let Some(length) = length {
            self.takes(length);
        }
        length.is_some()
    }

    /// 达到惊人的4.2亿元: what is thought of the figure.
    fn evaluated(&mut self, text: &str) -> bool {
        let found = text.strip_suffix('的').and_then(|lead| {
            let near = lead.char_indices().rev().take(4).last()?.0;
            let near = lead.get(near..)?;
            let word = words(near).pop()?;
            let start = lead.len() - word.span.len();
            let reached = matches!(cue_before(lead.get(..start)?), Some((_, Cue::Link)));
            (word.part == Part::Adjective && reached).then_some(text.len() - start)
        });
        if let Some(length) = found {
            self.takes(length);
        }
        found.is_some()
    }

    /// 从零增长到38万元
    fn out_of_nothing(&mut self, text: &str) -> bool {
        let nothing = self.left.arrives && (text.ends_with("从零") || text.ends_with("由零"));
        if nothing {
            self.left.edge -= "从零".len();
        }
        nothing
    }

    /// Where the noun may begin: behind a time, and behind what 每 distributes
    /// over, which is no part of the noun that follows it.
    fn start(&self) -> usize {
        let left = &self.left;
        let upto = self
            .times
            .partition_point(|time| time.span.end <= left.edge);
        let time = upto.checked_sub(1).and_then(|at| self.times.get(at));
        let start = time.map_or(left.start, |time| left.start.max(time.span.end));
        let each = self
            .last_each()
            .filter(|each| each.span.end > start && !self.is_within(each, start));
        each.map_or(start, |each| each.span.end)
    }

    /// 辣椒一亩收两千斤: one of each stands between the subject and its verb.
    fn is_within(&self, each: &Each, start: usize) -> bool {
        let count = |start: usize, end: usize| {
            let text = self.passage.slice(Span::new(start.min(end), end));
            text.chars().filter(|c| is_han(*c)).count()
        };
        self.passage.slice(each.span).starts_with('一')
            && count(start, each.span.start) >= 2
            && count(each.span.end, self.left.edge) == 1
    }
}

/// Whether a text ends in a noun of more than a character.
fn ends_in_noun(text: &str) -> bool {
    let near = text.char_indices().rev().take(6).last();
    let near = near.and_then(|(at, _)| text.get(at..)).unwrap_or_default();
    let last = words(near).pop();
    last.is_some_and(|word| word.part == Part::Noun && word.span.len() > "率".len())
}

/// Whether a word says that the figure is no exact one: 约占, 几乎.
pub(super) fn is_approximate(word: &str) -> bool {
    word.starts_with('约') || matches!(word, "大约" | "大概" | "几乎" | "差不多")
}

/// Whether 人均, 日均 stand where the last bytes of a text begin with 均.
fn ends_in_mean(text: &str, length: usize) -> bool {
    let mean = text.get(..text.len() - length + "均".len());
    matches!(mean.and_then(cue_before), Some((word, Cue::Per)) if word > "均".len())
}

/// The length of a comparison that the text ends in: 比去年同期. The noun before
/// a second one stays, unless the two stand in a row.
fn comparison(text: &str, compared: bool) -> Option<usize> {
    // 和往年相比
    let mut compares = ["相比", "相较", "比较"].iter();
    if let Some(with) = compares.find_map(|verb| text.strip_suffix(verb)) {
        let mut near = with.char_indices().rev().take(18);
        // 与上年同期相比: 同 is of another word.
        let opens = |at: usize, c: char| match c {
            '与' | '和' | '跟' | '较' => true,
            '同' => !with.get(at..).is_some_and(|rest| rest.starts_with("同期")),
            _ => false,
        };
        let near = near.find(|(at, c)| opens(*at, *c));
        return near.map(|(at, _)| text.len() - at);
    }
    let near = text.char_indices().rev().take(18).enumerate();
    let mut near = near.filter(|(_, (_, character))| matches!(character, '比' | '较'));
    let (back, rest, before) = near.find_map(|(back, (at, _))| {
        let (before, rest) = text.split_at_checked(at)?;
        let noun = ["比例", "比重", "比率", "较好", "较快", "较大"]
            .iter()
            .any(|word| rest.starts_with(word))
            || before.ends_with([
                '占', '对', '环', '同', '正', '百', '性', '相', '评', '可', '之',
            ]);
        (!noun).then_some((back, rest, before))
    })?;
    // 按可比口径较: two comparisons in a row are one.
    let again = || cue_before(before).is_some_and(|(_, cue)| cue == Cue::Compare);
    (back > 0 || !compared || again()).then_some(rest.len())
}
