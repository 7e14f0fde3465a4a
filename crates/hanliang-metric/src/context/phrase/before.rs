//! The noun phrase that ends where a figure or its cues begin.

use hanliang_span::Span;

use super::marks::opening;
use super::{Phrase, REACH, are_places, is_scope_word};
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, is_place_end, words, words_with_places};

/// How much longer than its head an attribute with 的 may be.
const LONGEST_ATTRIBUTE: usize = 3;

/// How long a clause that says which may be, in characters.
const LONGEST_CLAUSE: usize = 6;

/// The noun phrase that ends at `end`, not reaching beyond `start`.
pub(crate) fn noun_before(passage: &Passage<'_>, start: usize, end: usize) -> Option<Phrase> {
    let window = passage.slice(Span::new(start.min(end), end));
    // 客运量（含包车）: an aside says no more of the noun.
    let window = without_aside(window).unwrap_or(window);
    let from = tail(window);
    let text = window.get(from..).filter(|text| !text.is_empty())?;
    let mut found = Found::nothing(text);
    let whole = found.drop_whole();
    found.drop_time();
    found.drop_one();
    found.drop_modal();
    found.extend();
    // 在总收入中占比15%: the whole is not what has the share.
    if whole && found.part_before(found.begin) == Some(Part::Preposition) {
        return None;
    }
    found.leave_attribute();
    found.leave_verbs();
    found.open_well();
    found.takes_cause();
    found.deny();
    let span = found.named()?;
    Some(Phrase {
        span: Span::new(start + from + span.start, start + from + span.end),
        verbal: found.verbal,
    })
}

/// The words of a text, of which the last are the phrase so far.
struct Found<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// The first word of the phrase.
    begin: usize,
    /// Where its head begins, if 的 was crossed.
    head: Option<usize>,
    /// Its head is a verb.
    verbal: bool,
    /// A verb stands before it, and the attribute is what it is done to.
    stopped_by_verb: bool,
}

impl<'t> Found<'t> {
    fn nothing(text: &'t str) -> Self {
        let words = words_with_places(text);
        Self {
            text,
            begin: words.len(),
            words,
            head: None,
            verbal: false,
            stopped_by_verb: false,
        }
    }

    fn form(&self, index: usize) -> &'t str {
        let word = self.words.get(index);
        word.and_then(|word| word.span.of(self.text))
            .unwrap_or_default()
    }

    fn form_before(&self, index: usize) -> &'t str {
        index.checked_sub(1).map_or("", |at| self.form(at))
    }

    fn part(&self, index: usize) -> Option<Part> {
        self.words.get(index).map(|word| word.part)
    }

    fn part_before(&self, index: usize) -> Option<Part> {
        index.checked_sub(1).and_then(|at| self.part(at))
    }

    /// The words of the phrase.
    fn held(&self) -> &[Word] {
        self.words.get(self.begin..).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.begin == self.words.len()
    }

    /// 火灾中有6起: the whole, of which a part is counted, is named before 中.
    fn drop_whole(&mut self) -> bool {
        let text = self.text;
        let last = self.words.pop_if(|word| {
            matches!(word.span.of(text), Some("中" | "当中" | "之中"))
                && word.part == Part::Localizer
        });
        if let Some(last) = last {
            self.text = text.get(..last.span.start).unwrap_or_default();
            self.begin = self.words.len();
        }
        last.is_some()
    }

    /// 领面包一个: one of what is named.
    fn drop_one(&mut self) {
        if let [.., before, one, classifier] = self.words[..]
            && classifier.part == Part::Measure
            && one.span.of(self.text) == Some("一")
            && !matches!(before.part, Part::Mark | Part::Possessive)
            && before.span.of(self.text) != Some("第")
        {
            self.words.truncate(self.words.len() - 2);
            self.text = self.text.get(..one.span.start).unwrap_or_default();
            self.begin = self.words.len();
        }
    }

    /// 恒指上午收报: a time of day between the noun and its verb.
    fn drop_time(&mut self) {
        let text = self.text;
        let time = |word: &mut Word| {
            let form = word.span.of(text).unwrap_or_default();
            word.part == Part::Time && !form.ends_with('期') && word.span.start > 0
        };
        while let Some(word) = self.words.pop_if(time) {
            self.text = text.get(..word.span.start).unwrap_or_default();
            self.begin = self.words.len();
        }
    }

    /// 效益会｜增加: the verb behind it says what it will do.
    fn drop_modal(&mut self) {
        if let [.., before, modal] = self.words[..]
            && modal.span.of(self.text) == Some("会")
            && matches!(before.part, Part::Noun | Part::VerbalNoun | Part::Adverb)
            && before.span.len() > 3
        {
            self.words.pop();
            self.text = self.text.get(..modal.span.start).unwrap_or_default();
            self.begin = self.words.len();
        }
    }

    /// Takes words of the phrase, from the last on.
    fn extend(&mut self) {
        let mut index = self.words.len();
        while let Some(at) = index.checked_sub(1) {
            let Some(first) = self.takes(at) else {
                break;
            };
            if self.part(at) == Some(Part::Possessive) && self.form(at) != "之" {
                self.head = Some(self.begin);
            }
            self.begin = first;
            index = first;
        }
    }

    /// Whether the word at a place belongs to the phrase behind it, and where
    /// it begins: a quotation belongs as a whole.
    fn takes(&mut self, index: usize) -> Option<usize> {
        let form = self.form(index);
        let empty = self.is_empty();
        // 人均, 日均 say per what, not what.
        if cue_of(form) == Some(Cue::Per) && form != "平均" {
            return None;
        }
        // 志愿者们清理垃圾: people who act are no attribute.
        if !empty && form.ends_with('们') {
            return None;
        }
        let takes = match self.part(index)? {
            Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom => {
                self.takes_nominal(form)
            }
            // 奢靡之风: 之 binds two words into one.
            Part::Possessive => !empty && index > 0 && (form == "之" || self.head.is_none()),
            Part::Conjunction => {
                !empty && index > 0 && matches!(form, "和" | "与" | "及" | "以及" | "及其" | "或")
            }
            // 销赃得款: one verb and its object.
            Part::Particle => {
                !empty
                    && (form == "等" && !self.is_sorted(index)
                        || form == "得" && self.is_fragment())
            }
            Part::Verb => self.takes_verb(index, form),
            Part::Mark => return self.takes_mark(index, form),
            part => self.takes_other(index, form, part),
        };
        takes.then_some(index)
    }

    /// 护林、保洁等｜公益岗位: the list says of which sorts; but 疫情、政策等信息.
    fn is_sorted(&self, index: usize) -> bool {
        let first = self.words.get(self.begin).map_or(0, |word| word.span.start);
        let named = self.text.get(first..).unwrap_or_default();
        let before = self.words.get(..index).unwrap_or_default();
        let near = before.iter().rev().take(6);
        let listed = near
            .map(|word| word.span.of(self.text))
            .any(|form| form == Some("、"));
        listed && self.head.is_none() && named.chars().count() > 2
    }

    fn takes_nominal(&self, form: &str) -> bool {
        if self.is_empty() {
            return !is_scope_word(form);
        }
        // 就业不足人数: of whom it is too little.
        let links = cue_of(form) == Some(Cue::Link) && form.len() > 3 && form != "不足";
        // 影响消费价格下降: what is brought about, and not by what.
        (!links || form.starts_with('最')) && !Wording::Brings.is(form)
    }

    /// Measures, numerals, times, adverbs and the like that belong to a noun.
    fn takes_other(&self, index: usize, form: &str, part: Part) -> bool {
        // A single character is a piece of a word the dictionary lacks (款物,
        // 内陪外训): its neighbour belongs to it.
        let piece = form.chars().count() == 1
            && matches!(
                part,
                Part::Measure | Part::Numeral | Part::Localizer | Part::Adverb
            )
            && self.is_fragment();
        if piece {
            return !"中内上下里不也都就又再还很最已将并且均共约仅只才".contains(form);
        }
        if self.is_empty() {
            return self.ends_word(index, form, part);
        }
        if self.is_sign(index, form, part) || form == "在" && self.is_state() {
            return true;
        }
        match part {
            Part::Localizer => matches!(form, "以上" | "以下" | "以内" | "以外"),
            _ => Wording::Opens.is(form),
        }
    }

    /// 在园幼儿, 在学人数: 在 and the character behind it say how it stands with them.
    fn is_state(&self) -> bool {
        let first = self.form(self.begin);
        let one = first.chars().next().map_or(0, char::len_utf8);
        let (state, rest) = first.split_at_checked(one).unwrap_or_default();
        if !Wording::State.is(state) {
            return false;
        }
        if rest.is_empty() {
            return self.held().len() > 1;
        }
        // 学人｜数 is 学｜人数.
        let behind = self.words.get(self.begin).map(|word| word.span.start + one);
        let behind = behind.and_then(|start| self.text.get(start..));
        let next = behind.map(words).unwrap_or_default();
        next.first().is_some_and(|word| {
            let form = behind
                .and_then(|text| word.span.of(text))
                .unwrap_or_default();
            word.span.len() > rest.len() && is_measure(form) || form == "人数"
        })
    }

    /// A320系列飞机, 盗窃类警情: the sort by its sign or its name.
    fn is_sign(&self, index: usize, form: &str, part: Part) -> bool {
        let before = self.form_before(index);
        let sign = matches!(form, "系列" | "型" | "款")
            && before.ends_with(|c: char| c.is_ascii_alphanumeric());
        let named = is_sort(form)
            && before.chars().nth(1).is_some()
            && matches!(
                self.part_before(index),
                Some(Part::Noun | Part::Verb | Part::VerbalNoun)
            );
        let grade = is_sort(form) && before.ends_with(|c| matches!(c, 'Ⅰ'..='Ⅻ'));
        part == Part::Measure && (sign || named || grade)
    }

    /// Whether a word that is no noun ends one that the dictionary lacks: 射正,
    /// 无霜期, 充电桩, 起征点.
    fn ends_word(&self, index: usize, form: &str, part: Part) -> bool {
        let single = form.chars().count() == 1;
        let before = self.part_before(index);
        match part {
            Part::Adverb => {
                let short = || self.words[index - 1].span.len() == 3;
                single && before == Some(Part::Verb) && short()
            }
            Part::Time => form.ends_with('期'),
            Part::Measure | Part::Numeral => {
                single && matches!(before, Some(Part::Verb | Part::Noun | Part::Adjective))
            }
            _ => false,
        }
    }

    fn takes_verb(&mut self, index: usize, form: &str) -> bool {
        if self.is_empty() {
            // 换乘站: a word the dictionary lacks, with the noun at its end.
            self.verbal = !self.is_suffix(index, form);
            return true;
        }
        // 下调存款准备金率: the change has an object, it is no attribute.
        let changes = matches!(cue_of(form), Some(Cue::Increase | Cue::Decrease))
            && form.chars().count() == 2
            && self.text.len() - self.words[index].span.end >= 9;
        // 贩卖毒品罪: the name of a crime is all that was done; but 起诉｜贩卖毒品罪.
        let crime = self.text.ends_with('罪')
            && !self.text.ends_with("犯罪")
            && self.head.is_none()
            && self
                .words
                .last()
                .is_some_and(|last| last.span.len() == "罪".len())
            && !Wording::Performs.is(form);
        // 分布有银杏: what there is of the noun is no part of it.
        let takes = !changes && form != "有" && (crime || self.is_attribute(index, form));
        if !takes {
            self.stopped_by_verb = self.head.is_some();
        }
        takes
    }

    /// Whether a verb says of what sort the noun behind it is.
    fn is_attribute(&self, index: usize, form: &str) -> bool {
        let held = self.words.len() - self.begin;
        let single = form.len() == 3;
        let characters = form.chars().count();
        let first = self.words[self.begin];
        let noun = self.form(self.begin);
        // A member of a list may be a verb and its object.
        let joined = matches!(self.form_before(index), "与" | "和" | "及")
            && index >= 2
            && matches!(self.part(index - 2), Some(Part::Noun | Part::VerbalNoun));
        // 320人、举办讲座: what stands behind a figure is no member. But 种植户.
        let named = self.words.last().is_some_and(|word| word.span.len() == 3);
        let listed = self.form(index + 1) == "、"
            || joined && self.begin == index + 1
            || (index >= 2 || named) && self.form_before(index) == "、"
            || index >= 2 && self.form(index - 2) == "、";
        let modifies = self.part_before(index) == Some(Part::Verb)
            && !matches!(self.form_before(index), "拟" | "将")
            && !Wording::Modal.is(self.form_before(index))
            && self.head.is_none()
            && held <= 2;
        // 批评教育｜处理, 居民｜接种｜疫苗接种; but 完成｜危桥改造: a verb that opens has the
        // noun of what is done for its object.
        let verbs =
            |word: &Word| matches!(word.part, Part::Verb | Part::VerbalNoun | Part::Conjunction);
        let object = characters > 1 && !self.held().iter().all(verbs) && {
            let before = index.checked_sub(1);
            !before.is_some_and(|before| self.is_nominal(before))
        };
        let after_verb = self.verbal && self.begin == index + 1 && !object;
        // 受访居民: two verbs of one character are one word.
        let pair = single && first.span.len() == 3 && first.part == Part::Verb;
        // 开放|雪|道: two pieces are a word without the verb.
        let piece = pair || self.is_fragment() && (held == 1 || single);
        // 未婚人员, 在建项目, 涉企案件: a state.
        let state = (form == "涉" || form.starts_with(['未', '已', '在']))
            && self.begin == index + 1
            && cue_of(form).is_none();
        // 实现销售收入, 拉动消费价格: what is brought about is the object.
        let indicator = (characters == 2 || characters < 2 && index > 0)
            && (is_indicator(noun)
                || Wording::Share.is(noun)
                || Wording::Sum.is(noun) && !Wording::Performs.is(form))
            && !Wording::Fulfils.is(form)
            && !Wording::Brings.is(form)
            && !Wording::Does.is(form);
        // 漂浮式项目; 访港旅客
        let sort = is_sort(self.form(index + 1));
        let bound =
            self.begin == index + 1 && first.span.len() == 3 && Wording::Attributive.is(form);
        // 监测到白鹤: what a verb comes to is its object. 了 着 过 say what was
        // done.
        let done = form == "到" || matches!(self.form(index + 1), "了" | "着" | "过");
        let lacking = self.form(index + 1) == "不足" && index + 1 == self.begin;
        let named = piece || indicator || state || sort || bound || lacking;
        // 确保｜完成｜投资: what is carried out is the object, whatever stands before.
        let performs = Wording::Performs.is(form);
        // 可｜增加｜收入: what may change has its verb for a predicate.
        let changes =
            characters == 2 && matches!(cue_of(form), Some(Cue::Increase | Cue::Decrease));
        if changes && Wording::Modal.is(self.form_before(index)) {
            return false;
        }
        let own = indicator || piece || sort;
        !done && (own || !performs && (listed || modifies || after_verb || named))
    }

    fn takes_mark(&self, index: usize, form: &str) -> Option<usize> {
        let takes = match form {
            "、" | "/" | "·" | "-" => !self.is_empty() && index > 0,
            "”" | "」" | "』" | "》" | "）" | ")" | "\"" | "'" => {
                return opening(&self.words, index, self.text);
            }
            _ => form
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '&' | 'Ⅰ'..='Ⅻ')),
        };
        takes.then_some(index)
    }

    /// Leaves an attribute with 的 that is the object of a verb, or long and no
    /// list.
    fn leave_attribute(&mut self) {
        let Some(head) = self.head else {
            return;
        };
        let long = || {
            let end = self.words.get(head)?.span.start;
            let start = self.words.get(self.begin)?.span.start;
            let attribute = self.text.get(start..end)?;
            let last = self.words.last()?.span.len() / "字".len();
            let long = attribute.chars().count() > LONGEST_ATTRIBUTE * last
                && !attribute.contains(['、', '”'])
                && self.text.len() - end >= 6;
            Some(long)
        };
        // 对用电量的｜贡献率: what something is done to is not whose it is; 以扩产为目的的｜贷款;
        // 成绩前五的｜学生.
        let before = self.form_before(self.begin);
        let number = self.form(self.begin);
        let rank = before == "前" && number.chars().all(|c| digit(c).is_some() || c == '十');
        if rank || matches!(before, "对" | "对于" | "为") {
            self.begin = head;
        } else if self.stopped_by_verb || long() == Some(true) {
            self.begin = self.relative(head).unwrap_or(head);
        }
    }

    /// 要求整改的｜问题, 环比上涨的｜城市: where a short clause says which, and the
    /// noun alone would not.
    fn relative(&self, head: usize) -> Option<usize> {
        let bare = self.words.len() == head + 1 && self.words.last()?.span.len() <= 6;
        let verb = self.begin.checked_sub(1).filter(|_| self.stopped_by_verb)?;
        // 立行立改: pieces of a word the dictionary lacks.
        let clausal = |at: &usize| {
            let part = self.part(*at);
            let says = matches!(part, Some(Part::Verb | Part::Adverb | Part::Idiom));
            let piece = part == Some(Part::Noun) && self.form(*at).len() == 3;
            (says || piece) && cue_of(self.form(*at)) != Some(Cue::Per)
        };
        let begin = (0..verb).rev().take_while(clausal).last().unwrap_or(verb);
        let start = self.words.get(begin)?.span.start;
        let end = self.words.get(head)?.span.start;
        let clause = self.text.get(start..end)?.chars().count() - 1;
        let opens = begin == 0 || !self.is_nominal(begin - 1);
        (bare && opens && clause <= LONGEST_CLAUSE).then_some(begin)
    }

    fn is_nominal(&self, index: usize) -> bool {
        matches!(
            self.part(index),
            Some(Part::Noun | Part::Place | Part::VerbalNoun)
        )
    }

    /// 新建、扩建房屋: the verbs are what was done.
    fn leave_verbs(&mut self) {
        let verb = |part: Option<Part>| matches!(part, Some(Part::Verb | Part::VerbalNoun));
        while verb(self.part(self.begin))
            && self.form(self.begin + 1) == "、"
            && verb(self.part(self.begin + 2))
        {
            self.begin += 2;
            if self.begin + 1 < self.words.len() && self.form(self.begin + 1) != "、" {
                self.begin += 1;
            }
        }
    }

    /// 我｜县: which place is said by the word before.
    fn is_own_place(&self, form: &str) -> bool {
        let own = matches!(
            self.form_before(self.begin),
            "我" | "该" | "本" | "全" | "各" | "这个"
        );
        own && form.len() == "县".len() && form.starts_with(is_place_end)
    }

    /// 两县仍｜转移安置: who still does so is no part of what is done.
    fn leave_subject_of_adverb(&mut self) {
        let still = |index: &usize| matches!(self.form(*index), "仍" | "仍然" | "依然");
        if let Some(at) = (self.begin..self.words.len()).rev().find(still) {
            self.begin = at + 1;
        }
    }

    /// 因｜灾死亡: the cause in one character is a word with what it governs.
    fn takes_cause(&mut self) {
        let cause = self.form_before(self.begin) == "因" && self.form(self.begin).len() == 3;
        if cause && self.begin + 1 < self.words.len() {
            self.begin -= 1;
        }
    }

    /// Takes off the front what cannot open a phrase.
    fn open_well(&mut self) {
        self.leave_subject_of_adverb();
        while let Some(part) = self.part(self.begin) {
            let form = self.form(self.begin);
            let next = self.form(self.begin + 1);
            let opens_badly = matches!(
                part,
                Part::Possessive | Part::Conjunction | Part::Particle | Part::Localizer
            ) || matches!(form, "、" | "/" | "·" | "-" | "%" | ".")
                || is_scope_word(form)
                || self.is_own_place(form)
                // 越南籍旅客 is of a sort.
                || part == Part::Place && !matches!(next, "" | "、" | "和" | "的" | "籍");
            if !opens_badly {
                break;
            }
            self.begin += 1;
        }
    }

    /// 不合格: what is denied is a predicate. 不合格样品, 未就业毕业生: before a
    /// noun it is an attribute, with the verbs between.
    fn deny(&mut self) {
        let denied = matches!(self.form_before(self.begin), "不" | "未" | "没");
        if denied && self.held().len() == 1 {
            self.begin -= 1;
            self.verbal = true;
            return;
        }
        // 最便宜的: which of several, and no noun.
        let described = self.held().iter().all(|word| word.part == Part::Adjective);
        if described && self.form_before(self.begin) == "最" {
            self.begin -= 1;
            return;
        }
        // 不批准逮捕
        if self.verbal && self.form_before(self.begin) == "不" {
            self.begin -= 1;
            return;
        }
        if self.verbal || self.head.is_some() {
            return;
        }
        let form = |at: usize| self.form(at);
        let qualifies = |at: &usize| {
            let verb = matches!(
                self.part(*at),
                Some(Part::Verb | Part::VerbalNoun | Part::Adjective)
            );
            let other = Wording::Contains.is(form(*at)) || cue_of(form(*at)).is_some();
            verb && !other && form(*at) != "无"
        };
        let between = |at: &usize| {
            let how = self.part(*at) == Some(Part::Adverb) && form(*at).len() > 3;
            qualifies(at) && form(*at) != "不予" || how && form(*at) != "尚未"
        };
        let between = (0..self.begin).rev().take(2).take_while(between).count();
        let first = self.begin - between;
        // 未结案件: 未 denies nothing but verbs.
        let undone = || between == 0 && self.held().len() > 1 && self.form(first).len() <= 6;
        let lacks = || between == 0 && self.form_before(first) == "无";
        let denies = || match self.form_before(first) {
            // No noun is denied: 不住宿旅客.
            "不" if between == 0 => self.held().len() > 1,
            "未" | "尚未" => qualifies(&first) || undone() || between > 0,
            "不" | "不予" => qualifies(&first),
            _ => false,
        };
        // 他不要: who does not.
        let acts = || {
            let before = self.form_before(first.saturating_sub(1));
            before.ends_with(['我', '你', '他', '她', '们'])
        };
        if (lacks() || denies()) && !acts() {
            self.begin = first - 1;
        }
    }

    /// The place of the phrase, if it names anything.
    fn named(&self) -> Option<Span> {
        let held = self.held();
        let first = held.first()?;
        let span = Span::new(first.span.start, self.text.len());
        let phrase = span.of(self.text).filter(|phrase| !phrase.is_empty())?;
        let only_mark = phrase
            .chars()
            .all(|c| !is_han(c) && !c.is_ascii_alphabetic());
        // 一趟能净赚六七万元, 一座500千伏变电站: what each is of is no noun.
        let one = phrase.starts_with('一');
        let behind = held.get(usize::from(one)..).unwrap_or_default();
        let measure = |word: &Word| matches!(word.part, Part::Numeral | Part::Measure);
        let each = (held.len() == 1 || one) && !behind.is_empty() && behind.iter().all(measure);
        let nowhere = are_places(self.text, held);
        // 成立时的36万名, 成立之初: when it was.
        let last = held.last().and_then(|word| word.span.of(self.text));
        let event = held
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|word| word.span.len() > 3);
        let when = event && matches!(last, Some("时" | "之时" | "之初" | "初期"));
        // 30省（区、市）｜1759县: a bracket of its own explains what stands before it.
        let aside = phrase.starts_with(['（', '(']) && phrase.ends_with(['）', ')']);
        let nothing = only_mark || each || nowhere || when || aside || phrase == "一";
        // 全台 may be read as two words.
        (!nothing && !is_scope_word(phrase)).then_some(span)
    }

    /// Whether a word of one character ends names of places and of measures,
    /// and is a verb only where it stands alone: 换乘站, 近视率.
    fn is_suffix(&self, index: usize, form: &str) -> bool {
        "站所处点会场座位率值额量比价费数度期".contains(form)
            && index.checked_sub(1).is_some_and(|at| {
                self.words[at].span.len() > 3 && self.words[at].part != Part::Adverb
            })
    }

    /// Whether all that is held so far of this member of a list is words of one
    /// character.
    fn is_fragment(&self) -> bool {
        let held = self.held().iter();
        let mut forms = held.map(|word| word.span.of(self.text).unwrap_or_default());
        let mut count = 0;
        let single = forms.by_ref().take_while(|form| *form != "、").all(|form| {
            count += 1;
            form.chars().count() == 1 && form.chars().all(is_han) && !"人村户家".contains(form)
        });
        single && (1..4).contains(&count)
    }
}

/// Whether a word makes the name of a sort of the word before it: 漂浮式, 盗窃类.
fn is_sort(word: &str) -> bool {
    matches!(word, "式" | "型" | "类")
}

/// What stands before a bracket at the end of a text.
fn without_aside(text: &str) -> Option<&str> {
    let inner = text.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let noun = inner.get(..open)?;
    noun.ends_with(is_han).then_some(noun)
}

/// The end of `text` that is at most [`REACH`] characters long.
fn tail(text: &str) -> usize {
    text.char_indices()
        .rev()
        .nth(REACH - 1)
        .map_or(0, |(at, _)| at)
}

/// Whether a noun names something that is measured, so that a verb before it
/// says of what kind it is: 居住价格, 种植面积, 处理能力.
fn is_indicator(word: &str) -> bool {
    let ends = |c: char| "率量额度值价费数力比积格间入本平模离速期龄耗径程命日线幅压".contains(c);
    let other = matches!(
        word,
        "制度" | "力度" | "季度" | "年度" | "部分" | "大部分" | "中期" | "日期" | "限期" | "群众"
    );
    word.chars().count() >= 2 && word.ends_with(ends) && !other
        || matches!(word, "时长" | "总长" | "全长" | "人次")
}

/// Whether a phrase ends in a noun that names something measured.
pub(crate) fn is_measure(phrase: &str) -> bool {
    is_indicator(phrase) || phrase.ends_with("标准")
}
