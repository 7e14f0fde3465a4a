//! Time expressions without a date: words of the table, lengths of time,
//! holidays, and phrases that name no days.

use hanliang_span::Span;

use super::{AFTER_NOW, Core};
use crate::context::per::FLOWS;
use crate::figure::Figure;
use crate::label::digits::{digit, digits_at};
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_at, cue_of};
use crate::tables::dates::{Dated, is_outgrown};
use crate::tables::per::behind_mean;
use crate::tables::signs::Kind;
use crate::tables::times::{When, time_at};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// Time words that the table knows.
pub(super) fn words_of_time(passage: &Passage<'_>, sentence: Span, found: &mut Vec<(Span, Core)>) {
    let text = passage.slice(sentence);
    let mut skip = 0;
    for (at, _) in passage.signs(Kind::Time, sentence) {
        let at = at - sentence.start;
        if at < skip {
            continue;
        }
        let Some((length, when)) = text.get(at..).and_then(whole_word) else {
            continue;
        };
        let before = text.get(..at).unwrap_or_default();
        let word = text.get(at..at + length).unwrap_or_default();
        let after = text.get(at + length..).unwrap_or_default();
        if is_no_time(before, word, after) {
            continue;
        }
        let (start, end, when) = if when == When::Holiday {
            let Some(start) = holiday_over(before, word) else {
                continue;
            };
            (start, at + length + first_day(after), When::Open)
        } else {
            let name = festival(before, word).max(event_before(before, word));
            (at - name, at + length, when)
        };
        if when == When::Feast && !is_when(before, after) {
            continue;
        }
        let feast = (when == When::Feast).then(|| Dated::Belongs.length_at(after));
        let end = end + feast.flatten().unwrap_or(0);
        skip = end;
        let span = Span::new(sentence.start + start, sentence.start + end);
        found.push(match when {
            When::Feast => (span, Core::Phrase),
            _ => (span, Core::Word(when)),
        });
    }
}

/// The word of time that a text begins with; 今年 where a word of its own begins
/// with the 初 of 今年初步.
fn whole_word(text: &str) -> Option<(usize, When)> {
    let (length, when) = time_at(text)?;
    if !is_outgrown(text, length) {
        return Some((length, when));
    }
    let (last, _) = text.get(..length)?.char_indices().next_back()?;
    let shorter = text.get(..last).and_then(time_at);
    // 目前往返: no time is left without 前.
    shorter
        .filter(|(shorter, _)| *shorter == last)
        .or(Some((length, when)))
}

/// Whether a word of time is a part of another word or expression, or says no
/// time where it stands.
fn is_no_time(before: &str, word: &str, after: &str) -> bool {
    // 6月底 and 两年底 are dates with figures.
    let numeral = |c: char| digit(c).is_some() || matches!(c, '十' | '百' | '千' | '每');
    let dated = word.starts_with(['年', '月', '日', '上', '下', '本']) && before.ends_with(numeral);
    // 提高到｜目前的47%
    let reached = word.starts_with('到') && before.ends_with(is_han);
    // 15个工作日 is a length.
    let counted = word == "工作日" && before.ends_with(['个', '個', '每']);
    // 就当前工作: what is spoken of.
    let spoken = before.ends_with('就')
        && word.starts_with(['当', '目'])
        && words(after)
            .first()
            .is_some_and(|word| word.part == Part::Noun);
    // 表现在, 出现在
    let verb = ['表', '出', '体', '实', '发', '呈', '再'];
    let verbal = word.starts_with("现在") && before.ends_with(verb);
    let so_far = word.ends_with("至今") || word == "迄今";
    let more = so_far && (after.starts_with(AFTER_NOW) || Dated::PartOfDay.begins(after));
    // 以前三季计算: by the first three quarters.
    let first =
        word == "以前" && (before.is_empty() || !before.ends_with(is_han)) && opens_season(after);
    let within = Dated::OpensClause.is(word) && !opens_clause(before);
    // 建成后｜年产值, 投产以后｜年产量: the first character ends what was said before.
    let torn = word.ends_with('年') && word.starts_with(['后', '前']) && is_torn(before, after);
    // 原来共有9人: what was so before says no time.
    let former = Dated::Former.is(word) && !before.ends_with(['从', '由', '自']);
    dated || reached || spoken || counted || verbal || more || first || within || torn || former
}

/// Whether what stands around 后年 or 前年 tears it apart: a verb, or half a word of time,
/// before it (投产后, 以后), and behind it what there is of in a year (产值) or a verb.
fn is_torn(before: &str, after: &str) -> bool {
    if after.starts_with('均') || before.ends_with(['以', '之', '此', '今', '然']) {
        return true;
    }
    let near = before.char_indices().rev().take(6).last();
    let near = near
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    let before = words(near);
    let Some(last) = before.last() else {
        return false;
    };
    let form = last.span.of(near).unwrap_or_default();
    // 婚后, 灾后: with 后 it is a word.
    let done = matches!(last.part, Part::Verb | Part::VerbalNoun) || Dated::Event.is(form);
    let tells = Dated::Foretells.is(form)
        || Dated::Aims.is(form)
        || Dated::Governs.is(form)
        || Dated::Opens.is(form)
        || Wording::Scheduled.is(form)
        || cue_of(form).is_some();
    let goes_on = after.starts_with(['可', '能', '底', '末', '初', '内'])
        || after.starts_with(|c| FLOWS.contains(c))
        || (words(after).first()).is_some_and(|word| word.part == Part::Noun);
    form.ends_with(is_han) && done && !tells && goes_on
}

/// Whether a stretch of seasons begins here: 三季, 两季度.
fn opens_season(text: &str) -> bool {
    let season = digits_at(text, 0).and_then(|digits| text.get(digits.end..));
    season.is_some_and(|rest| rest.starts_with('季'))
}

/// Whether a feast says when: in its year, or with a word that belongs to dates.
fn is_when(before: &str, after: &str) -> bool {
    let year = before.strip_suffix('年');
    let named = |year: &str| {
        year.ends_with(['今', '去', '明', '前']) || year.ends_with(|c: char| c.is_ascii_digit())
    };
    year.is_some_and(named) || Dated::Belongs.begins(after)
}

/// Where a holiday begins that a word such as 假期 ends; 国庆档 is of the
/// screen, 中档 and 档案 are no time.
fn holiday_over(before: &str, word: &str) -> Option<usize> {
    let start = holiday(before)?;
    let stands = |lead: &str| !lead.ends_with(is_han) || lead.ends_with('年');
    let named = || start < before.len() && before.get(..start).is_some_and(stands);
    (word != "档" || named()).then_some(start)
}

/// The length of the feast or of what was done that 当天 is the day of, where the clause
/// begins with it: 除夕当天, 开业当天.
fn event_before(before: &str, word: &str) -> usize {
    if !matches!(word, "当天" | "当日" | "当晚") {
        return 0;
    }
    if let Some(feast) = feast_before(before) {
        return feast;
    }
    let Some((at, _)) = before.char_indices().rev().nth(1) else {
        return 0;
    };
    let (lead, event) = before.split_at_checked(at).unwrap_or_default();
    let verb = |word: &Word| matches!(word.part, Part::Verb | Part::VerbalNoun);
    let done = Dated::Event.is(event) || matches!(&words(event)[..], [word] if verb(word));
    if done && opens_clause(lead) && event.chars().all(is_han) {
        event.len()
    } else {
        0
    }
}

/// The length of the name before 节 in 国庆节前.
fn festival(before: &str, word: &str) -> usize {
    if !word.starts_with('节') {
        return 0;
    }
    let at = before.char_indices().rev().nth(1).map(|(at, _)| at);
    let name = at.and_then(|at| before.get(at..));
    // 铁路｜节后: the noun is no feast.
    let feast = |name: &&str| {
        is_feast(name) || matches!(words(name)[..], [word] if word.part == Part::Time)
    };
    name.filter(feast).map_or(0, str::len)
}

/// Whether a text is the name of a feast or of a part of the year: 国庆, 暑期.
fn is_feast(name: &str) -> bool {
    let named = time_at(name).filter(|(length, _)| *length == name.len());
    matches!(named, Some((_, When::Feast))) || matches!(name, "五一" | "十一")
}

/// The length of the name of a feast that a text ends in.
fn feast_before(text: &str) -> Option<usize> {
    [3, 2].into_iter().find_map(|length| {
        let (start, _) = text.char_indices().rev().nth(length - 1)?;
        is_feast(text.get(start..)?).then_some(text.len() - start)
    })
}

/// Where the name of a holiday begins at the end of a text, with its days:
/// 国庆7天｜假期, “双节”｜假期.
fn holiday(text: &str) -> Option<usize> {
    let lead = text.strip_suffix('天').map_or(text, |days| {
        days.trim_end_matches(|c: char| digit(c).is_some())
    });
    if let Some(quoted) = lead.strip_suffix(['”', '」']) {
        let near = quoted.char_indices().rev().take(5);
        return near
            .into_iter()
            .find(|(_, c)| matches!(c, '“' | '「'))
            .map(|(at, _)| at);
    }
    // 端午节, 春节, 国庆
    let longest = if lead.ends_with('节') { 3 } else { 2 };
    let named = (2..=longest).rev().find_map(|length| {
        let (start, _) = lead.char_indices().rev().nth(length - 1)?;
        is_holiday(lead.get(start..)?).then_some(start)
    });
    // 假期首日, 7天｜假期: which one was said before, where it opens a clause.
    named.or_else(|| opens_clause(lead).then_some(lead.len()))
}

/// Whether a name may be that of a holiday: one word of time, or of a month's days.
fn is_holiday(name: &str) -> bool {
    let word = || matches!(words(name)[..], [word] if matches!(word.part, Part::Time | Part::Noun));
    matches!(name, "五一" | "十一") || name.chars().all(is_han) && word()
}

/// Whether a clause begins behind a text.
fn opens_clause(before: &str) -> bool {
    before.is_empty()
        || before.ends_with([
            '，', ',', '。', '；', '：', ':', '）', ')', ' ', '\u{3000}', '\n',
        ])
}

/// The length of 首日, 8天 behind the name of a holiday.
fn first_day(text: &str) -> usize {
    if text.starts_with("首日") {
        return "首日".len();
    }
    let days = text.trim_start_matches(|c: char| digit(c).is_some());
    match days.strip_prefix('天') {
        Some(rest) if days.len() < text.len() => text.len() - rest.len(),
        _ => 0,
    }
}

/// 随访期间, 随访结束时: a noun of time that opens a clause, or is all of it.
pub(super) fn periods(passage: &Passage<'_>, sentence: Span, found: &mut Vec<(Span, Core)>) {
    let text = passage.slice(sentence);
    for (at, sign) in passage.signs(Kind::Time, sentence) {
        let at = at - sentence.start;
        let rest = text.get(at..).unwrap_or_default();
        let (word, longest) = match sign {
            '期' if rest.starts_with("期间") => ("期间", 5),
            '时' if rest.starts_with("时，") => ("时", 6),
            _ => continue,
        };
        let lead = text.get(..at).unwrap_or_default();
        let named = lead.chars().rev().take(longest + 2);
        let back: usize = named.take_while(|c| is_han(*c)).map(char::len_utf8).sum();
        let (_, name) = lead.split_at(at - back);
        let name = name.strip_prefix(['在', '于']).unwrap_or(name);
        // 预计春运｜期间
        let foretold = Dated::Foretells.length_at(name).unwrap_or(0);
        let told_of = name.get(foretold..).unwrap_or(name);
        let foretells = foretold > 0 && words(told_of).len() == 1;
        let name = if foretells { told_of } else { name };
        let name = name.get(past_subject(name)..).unwrap_or(name);
        let (before, name) = lead.split_at(at - name.len());
        // 为确保春节｜期间: a purpose, not a time.
        let governed = words(name)
            .first()
            .is_some_and(|word| word.part == Part::Preposition);
        // 谈到收入时, 届时 and 同时 tell no time of their own.
        let told = word == "时"
            && (name.contains(['到', '说', '谈', '问', '看'])
                || name.ends_with(['同', '届', '小']));
        let opens = opens_clause(before.trim_end_matches(['在', '于']))
            || back > name.len() && past_subject(name) == 0 && is_stretch(name);
        if (opens || foretells)
            && !governed
            && (2..=longest).contains(&name.chars().count())
            && !told
        {
            let start = sentence.start + before.len();
            let end = sentence.start + at + word.len();
            found.push((Span::new(start, end), Core::Phrase));
        }
    }
}

/// Whether a name is that of a feast, or says that it is one.
fn is_stretch(name: &str) -> bool {
    is_feast(name) || name == "节日"
}

/// The length of the subject before the name of a feast: 景区｜节日期间.
fn past_subject(name: &str) -> usize {
    let words = words(name);
    let Some((last, lead)) = words.split_last() else {
        return 0;
    };
    let noun = |word: &Word| matches!(word.part, Part::Noun | Part::Place);
    let feast = last.span.of(name).is_some_and(is_stretch);
    match feast && !lead.is_empty() && lead.iter().all(noun) {
        true => last.span.start,
        false => 0,
    }
}

/// 截至收盘, 截至发稿时: a moment without a date, up to the comma.
pub(super) fn moments(passage: &Passage<'_>, sentence: Span, found: &mut Vec<(Span, Core)>) {
    let text = passage.slice(sentence);
    let signs = passage.signs(Kind::Time, sentence);
    for (at, _) in signs.filter(|(_, sign)| *sign == '截') {
        let at = at - sentence.start;
        let Some(rest) = ["截至", "截止"]
            .iter()
            .find_map(|word| text.get(at..)?.strip_prefix(word))
        else {
            continue;
        };
        let Some(comma) = rest.find(['，', ',']) else {
            continue;
        };
        let moment = rest.get(..comma).unwrap_or_default();
        let plain = |c: char| is_han(c) && digit(c).is_none();
        if (1..=8).contains(&moment.chars().count()) && moment.chars().all(plain) {
            let start = sentence.start + at;
            let end = sentence.end - rest.len() + comma;
            found.push((Span::new(start, end), Core::Phrase));
        }
    }
}

/// “十三五”期间, “十一五”末, 第一阶段期间.
pub(super) fn plan_period(passage: &Passage<'_>, label: Span) -> Option<Span> {
    let quoted = passage.before(label.start).ends_with(['“', '「']);
    let (start, end) = if quoted {
        let open = passage.before(label.start).chars().next_back()?.len_utf8();
        let close = passage.after(label.end).chars().next()?.len_utf8();
        (label.start - open, label.end + close)
    } else {
        (label.start, label.end)
    };
    let after = passage.near(end, 3);
    ["期间", "时期", "以来", "末", "初"]
        .iter()
        .find(|word| after.starts_with(**word))
        .map(|word| Span::new(start, end + word.len()))
}

/// Whether a text ends in a 近 that is nearly: 停工近.
pub(crate) fn is_nearly(before: &str) -> bool {
    before
        .strip_suffix('近')
        .is_some_and(|lead| Dated::Lasts.ends(lead))
}

/// Whether 头 or 首 before a length of time says that it is the first: 本县｜头三天, not
/// 码头3天.
fn begins_with_first(before: &str) -> bool {
    let near = before.char_indices().rev().take(4).last();
    let near = near
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    let first = |word: &Word| matches!(word.span.of(near), Some("头" | "首"));
    before.ends_with(['头', '首']) && words(near).last().is_some_and(first)
}

/// 近两年, 两年来, 连续6年, 经过一年, 4年 before 累计.
pub(super) fn length_of_time(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let before = passage.before(figure.span().start);
    let after = passage.near(figure.span().end, 6);
    let (mut start, mut end) = (figure.span().start, figure.span().end);
    let mut pointed = false;
    let changes =
        |text: &str| cue_at(text).is_some_and(|cue| matches!(cue, Cue::Increase | Cue::Decrease));
    // 学前｜三年: the 前 of a word of its own.
    let reaching = Dated::Reaching.length_before(before);
    if let Some(length) = reaching.filter(|_| !Dated::Earlier.ends(before) && !is_nearly(before)) {
        start -= length;
        pointed = true;
    }
    if begins_with_first(before) {
        start -= "头".len();
        pointed = true;
    }
    // 国庆七天, 暑期两个月
    let whole = matches!(figure.unit(), "天" | "日" | "个月");
    if let Some(length) = feast_before(before).filter(|_| whole) {
        start -= length;
        pointed = true;
    }
    let since = ["以来", "来", "间", "多来"];
    let since = since.iter().find(|word| after.starts_with(**word));
    // 一天来客3000人: those who come.
    let come = || {
        words(after)
            .first()
            .is_some_and(|word| word.span.len() > "来".len())
    };
    // 十年来最大的洪水: within which it is the greatest.
    let greatest = |since: &&&str| {
        let rest = after.get(since.len()..).unwrap_or_default();
        let most = rest
            .strip_prefix('最')
            .map(|most| most.char_indices().take(3));
        most.is_some_and(|mut most| most.any(|(_, c)| c == '的'))
    };
    let since = since.filter(|since| **since != "来" || !come());
    if since.is_some_and(|since| greatest(&since)) {
        return None;
    }
    let behind = match since {
        Some(word) => Some(word.len()),
        None if pointed => None,
        None => Dated::Turning.length_at(after),
    };
    if let Some(length) = behind {
        end += length;
        pointed = true;
    }
    pointed |= Dated::Summing.begins(after);
    // 制造业产值三年平均增长5%
    pointed |= figure.unit() == "年" && behind_mean(after).is_some_and(changes);
    // 五年翻了两番, 三年增长四成: in which something changed.
    pointed |= opens_clause(before) && changes(after);
    // 一年内共增加…, 两年内削减….
    if let Some(rest) = after.strip_prefix('内')
        && (Dated::Summing.begins(rest) || changes(rest))
    {
        end += "内".len();
        pointed = true;
    }
    pointed.then(|| Span::new(start, end))
}
