"""Sections of a page: a heading in the body's own words, a list of parts, text beside a heading."""

import pytest

from audits.audit import audit
from audits.result import Source, Submission
from rules.judge import Judgement
from rules.report import Report
from rules.spec import spec_of
from tests.audits.published import Publication, as_html
from tests.sound_prose import PROBLEMS

SECTIONS = {s.key: f"{s.numeral}、{s.heading}" for s in spec_of("ogi-2021").sections}
ABOUT_SECTIONS = {"S101", "S102", "S104"}
PAGE = as_html(Publication())
LIST = "".join(f"<p>{heading}</p>" for heading in SECTIONS.values())
FEE = "本年度没有收取信息处理费。"


def _judged(page: str) -> tuple[Report, Judgement]:
    result = audit(Submission(source=Source(name="page.html", content=page.encode())))
    assert result.report is not None
    assert result.judgement is not None
    return result.report, result.judgement


def _faults(page: str) -> set[tuple[str, str]]:
    findings = _judged(page)[1].findings
    return {(f.code, f.place) for f in findings if f.code in ABOUT_SECTIONS}


def _with(old: str, new: str, page: str = PAGE) -> str:
    assert old in page
    return page.replace(old, new)


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("overview", "一、基本情况"),
        ("overview", "一、概况"),
        ("overview", "一、2023年政府信息公开工作总体情况"),
        ("problems", "五、存在主要问题及下步改进措施"),
        ("problems", "五、存在问题和下一步工作打算"),
        ("problems", "五、存在的困难和不足"),
        ("problems", "第五部分 困难和打算"),
        ("other_matters", "六、需要报告的其他事项"),
        ("other_matters", "六、其他需要说明的情况"),
    ],
)
def test_a_heading_in_the_bodys_own_words_is_that_section(key: str, printed: str) -> None:
    page = _with(SECTIONS[key], printed)
    if printed.startswith("第"):
        page = page.replace("<p>四、", "<p>第四部分 ")
    report, judgement = _judged(page)
    assert report.sections[key].heading == printed
    assert report.sections[key].paragraphs == _judged(PAGE)[0].sections[key].paragraphs
    assert not {f.code for f in judgement.findings} & ABOUT_SECTIONS


def test_a_heading_in_the_bodys_own_words_under_anothers_numeral_is_the_section_it_names() -> None:
    problems = _with(SECTIONS["problems"] + "</p>", "</p>")
    report, _ = _judged(_with(SECTIONS["other_matters"], "五、其他情况", problems))
    assert report.sections["other_matters"].heading == "五、其他情况"
    assert report.sections["other_matters"].paragraphs == (FEE,)


def test_parts_counted_as_parts_are_sections() -> None:
    page = PAGE
    for heading in SECTIONS.values():
        page = _with(f"<p>{heading}", f"<p>第{heading[0]}部分 {heading[2:]}", page)
    assert list(_judged(page)[0].sections) == list(SECTIONS)
    assert not _faults(page)


@pytest.mark.parametrize("key", ["overview", "problems", "other_matters"])
def test_text_may_follow_a_heading_in_its_own_paragraph(key: str) -> None:
    page = _with(f"{SECTIONS[key]}</p><p>", f"<b>{SECTIONS[key]}</b>")
    report = _judged(page)[0]
    assert report.sections[key].heading == SECTIONS[key]
    assert report.sections[key].paragraphs == _judged(PAGE)[0].sections[key].paragraphs
    assert not _faults(page)


@pytest.mark.parametrize(("printed", "text"), [(" 无", "无"), ("（无）", "（无）"), ("：无", "无")])
def test_nothing_to_report_beside_the_heading_is_content(printed: str, text: str) -> None:
    heading = SECTIONS["other_matters"]
    page = _with(f"{heading}</p><p>{FEE}", heading + printed)
    assert _judged(page)[0].sections["other_matters"].paragraphs == (text,)
    assert not _faults(page)


@pytest.mark.parametrize("line", ["六、无", "六、无其他需要说明的情况。", f"六、{FEE}"])
def test_a_numbered_line_without_a_heading_is_content(line: str) -> None:
    page = _with(f"{SECTIONS['other_matters']}</p><p>{FEE}", line)
    assert not _faults(page)


@pytest.mark.parametrize(
    "markup",
    [
        "<h2><a href='#a{0}'>{0}</a></h2>",
        "<table><tr><td>{0}</td></tr></table>",
        "<table><tr><td><b>{0}</b></td><td></td></tr></table>",
    ],
)
def test_a_heading_may_be_a_link_in_its_page_or_stand_in_a_box(markup: str) -> None:
    page = PAGE
    for heading in SECTIONS.values():
        page = _with(f"<p>{heading}</p>", markup.format(heading), page)
    report = _judged(page)[0]
    assert list(report.sections) == list(SECTIONS)
    assert report.sections["proactive"].tables == 1
    assert not _faults(page)


@pytest.mark.parametrize(
    "listed",
    [
        LIST,
        f"<p>本报告由以下部分组成：</p>{LIST}<p>现将有关情况报告如下。</p>",
        f"<p>{'；'.join(SECTIONS.values())}。</p>",
        f"<p>{' '.join(SECTIONS.values())}</p>",
        LIST.replace("<p>", "<p><a href=#x>").replace("</p>", "</a></p>"),
    ],
)
@pytest.mark.parametrize("place", ["above", "below", "beside"])
def test_a_list_of_parts_is_not_the_report(listed: str, place: str) -> None:
    first, end = f"<p>{SECTIONS['overview']}</p>", "</div></body>"
    page = {
        "above": _with(first, listed + first),
        "below": _with(end, f"{listed}{end}"),
        "beside": _with(end, f"</div><div>{listed}<p>版权所有</p></div></body>"),
    }[place]
    report, whole = _judged(page)[0], _judged(PAGE)[0]
    assert not _faults(page)
    for key in ("overview", "problems"):
        assert report.sections[key].paragraphs == whole.sections[key].paragraphs


def test_a_part_of_a_section_that_is_named_like_another_is_not_that_section() -> None:
    page = _with("<p>本机关按月", "<p>（一）主动公开政府信息情况</p><p>本机关按月")
    page = _with("<p>栏目更新", "<p>（三）主动公开政府信息情况</p><p>栏目更新", page)
    assert _judged(page)[0].sections["proactive"].tables == 1
    assert not _faults(page)


def test_a_section_without_heading_and_content_is_missing() -> None:
    page = _with(f"<p>{SECTIONS['problems']}</p><p>{PROBLEMS}</p>", "")
    assert _faults(page) == {("S101", "problems")}


def test_a_heading_with_nothing_under_it_is_empty() -> None:
    page = _with(f"<p>{PROBLEMS}</p>", "")
    assert _faults(page) == {("S104", "problems")}


def test_sections_in_another_order_are_told() -> None:
    five, six = SECTIONS["problems"], SECTIONS["other_matters"]
    page = PAGE.replace(five, "@").replace(six, five).replace("@", six)
    assert _faults(page) == {("S102", "report")}


def test_a_numbered_page_is_no_report_for_its_numerals() -> None:
    page = "<h1>青禾区水务局2023年政府信息公开工作年度报告</h1>" + "".join(
        f"<p>{numeral}、工作{numeral}</p><p>我局认真完成。</p>" for numeral in "一二三四五六"
    )
    result = audit(Submission(source=Source(name="page.html", content=page.encode())))
    assert result.report is None


@pytest.mark.parametrize(
    "form",
    [
        *("（{zh}）{words}", "{zh} {words}", "{zh}.{words}", "{zh}，{words}", "第{zh}章 {words}"),
        *("{n}.{words}", "{n}、{words}", "（{n}）{words}", "{n} {words}", "{roman}、{words}"),
        "{words}",
    ],
)
@pytest.mark.parametrize("intro", ["", "本报告由{all}六部分组成。", "报告包括：{numbered}。"])
def test_headings_may_have_other_numerals_or_none(form: str, intro: str) -> None:
    words = [s.heading for s in spec_of("ogi-2021").sections]
    told = intro.format(all="、".join(words), numbered="，".join(SECTIONS.values()))
    page = as_html(Publication(intro=told))
    for place, heading in enumerate(SECTIONS.values()):
        numeral = {"zh": heading[0], "n": place + 1, "roman": "ⅠⅡⅢⅣⅤⅥ"[place]}
        page = _with(
            f"<p>{heading}</p>", f"<p>{form.format(words=words[place], **numeral)}</p>", page
        )
    report = _judged(page)[0]
    assert list(report.sections) == list(SECTIONS)
    assert (
        report.sections["problems"].paragraphs == _judged(PAGE)[0].sections["problems"].paragraphs
    )
    assert not _faults(page)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("overview", "政府信息公开工作总体情况"),
        ("requests", "收到和处理政府信息公开申请"),
        ("reviews", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("reviews", "政府信息公开行政复议和行政诉讼情况"),
        ("reviews", "行政复议、行政诉讼情况"),
        ("reviews", "政府信息公开行政法复议、行政诉讼情况"),
        ("problems", "存在问题及改进举措"),
        ("problems", "工作存在的主要问题及下一步改进措施"),
        ("other_matters", "其他报告的事项"),
        ("other_matters", "需要报告的其他事项"),
    ],
)
@pytest.mark.parametrize("numbered", [True, False])
def test_a_heading_in_other_words_is_that_section(key: str, words: str, numbered: bool) -> None:
    page = PAGE
    for heading in SECTIONS.values():
        printed = words if heading == SECTIONS[key] else heading[2:]
        page = _with(heading, f"{heading[:2]}{printed}" if numbered else printed, page)
    assert list(_judged(page)[0].sections) == list(SECTIONS)
    assert not _faults(page)


def test_a_misprinted_line_out_of_its_place_is_no_heading() -> None:
    page = PAGE
    for heading in SECTIONS.values():
        page = _with(heading, heading[2:], page)
    page = page.replace("<p>政府信息公开行政复议、行政诉讼情况</p>", "")
    page = _with("<p>栏目更新", "<p>政府信息公开行政法复议、行政诉讼情况</p><p>栏目更新", page)
    assert "reviews" not in _judged(page)[0].sections
