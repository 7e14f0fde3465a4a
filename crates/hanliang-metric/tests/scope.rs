//! Where figures hold: whose they are, and what 全市 stands for.

use hanliang_metric::extract;

/// The scope of the last figure of a text, with what it stands for.
fn scope(text: &str) -> (String, String) {
    let extraction = extract(text);
    let scope = extraction.metrics.last().and_then(|m| m.scope.clone());
    let resolved = |scope: &hanliang_metric::Scope| {
        scope
            .resolved
            .as_ref()
            .map_or(String::new(), |mention| mention.text.clone())
    };
    scope.map_or_else(Default::default, |scope| {
        (scope.mention.text.clone(), resolved(&scope))
    })
}

fn check(text: &str, mention: &str, resolved: &str) {
    assert_eq!(
        scope(text),
        (mention.to_owned(), resolved.to_owned()),
        "{text}"
    );
}

#[test]
fn the_place_of_the_clause_comes_first() {
    check("宁波市加快建设,全市新建幼儿园52所。", "全市", "宁波市");
    check("该省以苏州市为试点,江苏省新建书屋52所。", "江苏省", "");
}

#[test]
fn the_subject_of_the_sentence_comes_next() {
    check("安吉县地处浙江省湖州市西部,下辖8个乡镇。", "安吉县", "");
    check("石桥镇辖18个村。", "石桥镇", "");
}

#[test]
fn a_place_carries_over_to_the_next_sentence() {
    check("今年以来,昆山市推进厕所改造。新建公厕52座。", "昆山市", "");
}

#[test]
fn words_that_only_look_like_places_are_none() {
    // 立足|乡村, 健全|市场, 组织|县级
    for text in [
        "立足乡村实际,培训教师52人。",
        "健全市场体系,新建市场52个。",
        "组织县级骨干培训,培训教师52人。",
    ] {
        check(text, "", "");
    }
}

#[test]
fn a_field_of_comparison_is_no_place() {
    check("昆山市在全省率先试点。新建公厕52座。", "昆山市", "");
}

#[test]
fn places_of_a_list_say_nothing_of_where() {
    check("产品远销上海、北京等29个省市。", "", "");
}

#[test]
fn traditional_text_has_the_same_places() {
    check("慶陽市推進改革,全市選派幹部52名。", "全市", "慶陽市");
}

#[test]
fn bodies_that_are_counted_are_no_place() {
    let extraction = hanliang_metric::extract("已有A股上市公司36家，总市值1.2万亿元。");
    assert!(
        extraction
            .metrics
            .iter()
            .all(|metric| metric.scope.is_none())
    );
}

#[test]
fn a_place_carries_over_paragraphs_if_the_title_names_it() {
    check(
        "昆山市改厕见成效\n昆山市实施改厕,全市新建公厕52座。\n\n全年清理垃圾37吨,群众满意。",
        "全市",
        "昆山市",
    );
    check(
        "农村改厕见成效\n全市实施改厕,全市新建公厕52座。\n\n全年清理垃圾37吨,群众满意。",
        "",
        "",
    );
}

#[test]
fn what_a_document_calls_its_own_carries_over_paragraphs() {
    check(
        "报告期末,本集团资产总额3亿元。\n\n实现净利润251万元,同比增长。",
        "本集团",
        "",
    );
}

#[test]
fn bodies_hold_where_they_are_the_subject() {
    check("去年,市财政投入资金52万元。", "市财政", "");
    check("2019年公司营业收入52万元。", "公司", "");
    check("规模以上工业企业实现利润52万元。", "规模以上工业企业", "");
    check("黄泥坑水库出库流量52立方米。", "黄泥坑水库", "");
    check("白石乡降雨52毫米。", "白石乡", "");
}

#[test]
fn bodies_that_something_is_done_to_are_no_scope() {
    check("帮助企业解决难题52个。", "", "");
    check("村党组织书记52名。", "", "");
    check("政府性基金收入52万元。", "", "");
}

#[test]
fn who_says_a_figure_need_not_have_it() {
    check("中国渔业协会今天发布数据,产量达到52万吨。", "", "");
}

#[test]
fn what_is_compared_with_is_no_place() {
    check("该省产量占全国的52%。", "该省", "");
}

#[test]
fn speech_holds_its_own_places_only() {
    check("全市新建书屋。“现在每次能借52册,真方便。”他说。", "", "");
}

#[test]
fn persons_end_the_place_of_the_paragraph() {
    check("全市参加献血。56岁的司机献血137次。", "", "");
    check("全市参加献血。18至25岁的青年占52%。", "全市", "");
}

#[test]
fn countries_say_whose_a_team_is() {
    check("日本选手获胜。全场历时52分钟。", "", "");
}

#[test]
fn a_name_of_the_title_that_no_dictionary_has_is_one() {
    check(
        "海岳队走出低谷\n联赛收官。海岳队末轮战平,打进52个进球。",
        "海岳队",
        "",
    );
    check(
        "基层党组织建设见成效\n基层党组织建设有力,培训教师52人。",
        "",
        "",
    );
}

#[test]
fn a_name_may_stand_behind_its_attribute() {
    check("在此设有基地的东岭航空新开航线52条。", "东岭航空", "");
}

#[test]
fn where_a_report_comes_from_is_no_scope() {
    check("(记者李明/台北报导)调查访问52人。", "", "");
}

#[test]
fn all_bodies_of_a_kind_act_as_one() {
    check(
        "湖州市狠抓落实,全市法院审结案件52件。",
        "全市法院",
        "湖州市",
    );
    check("全省消防救援队伍出动520次。", "全省消防救援队伍", "");
    // but 企业 are counted in the place
    check("全市企业实现利润52亿元。", "全市", "");
}

#[test]
fn a_person_is_named_behind_what_he_is() {
    check("种粮大户赵长顺今年种了520亩地。", "赵长顺", "");
    check("村民老李收了52吨粮。", "老李", "");
    check("被告人王某利用职务便利收受财物52万元。", "王某", "");
}

#[test]
fn for_whom_something_is_done_says_not_where() {
    check("该校面向全国招生520人。", "该校", "");
}

#[test]
fn a_list_that_opens_its_clause_is_one_scope() {
    check("苏州、无锡房价涨幅近两成。", "苏州、无锡", "");
    check("杭州和宁波新增企业约3万家。", "杭州和宁波", "");
    check("南京、苏州等地新建学校60所。", "", "");
    check("对上海、浙江出口增长6%。", "", "");
}

#[test]
fn a_region_is_named_with_its_kind() {
    check("长三角地区PM2.5浓度下降4%。", "长三角地区", "");
    check("关中平原小麦增产2%。", "关中平原", "");
    check("浙江境内新增桥梁7座。", "浙江境内", "");
    check("我厅退休干部共计90人。", "我厅", "");
    check("该协会现有会员400人。", "该协会", "");
}

#[test]
fn bodies_that_are_counted_are_no_scope() {
    check("全国各类学校21.9万所,在校生1.4亿人。", "全国", "");
    check("全省专科医院1,205所,床位9万张。", "全省", "");
}
