"""A page or file through to its outcomes: what is audited, what is refused, and why."""

import pickle
from dataclasses import replace
from datetime import date

import pytest

from audits.audit import audit, fingerprint
from audits.result import AuditResult, AuditStatus, Known, Source, Submission
from rules.report import TableState
from tests.audits.published import (
    TITLE,
    Publication,
    as_docx,
    as_html,
    as_text,
    parts_of,
    table_html,
    tables_with,
    word_rows,
)

PAGE = as_html(Publication())
WORD = as_docx(Publication(parts=parts_of([word_rows(t) for t in tables_with({})])))
HEADINGS = [p for p in Publication().parts if isinstance(p, str) and p[1] == "、"]


def _audit(page: str, **more: object) -> AuditResult:
    return audit(replace(Submission(source=_source("page.html", page)), **more))  # type: ignore[arg-type]


def _source(name: str, content: str | bytes) -> Source:
    return Source(name=name, content=content.encode() if isinstance(content, str) else content)


def test_a_report_is_audited_and_judged() -> None:
    result = _audit(PAGE)
    assert result.status is AuditStatus.AUDITED
    assert result.media_type == "text/html"
    assert result.judgement is not None
    assert result.report is not None
    assert len(result.report.cells) == 200


def test_a_result_crosses_process_borders() -> None:
    result = _audit(PAGE)
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own bytes


def test_what_is_known_overrides_what_is_read() -> None:
    known = Known(body="青禾区水务局", year=2022, published_on=date(2023, 1, 5))
    result = audit(Submission(source=_source("page.html", PAGE)), known=known)
    assert result.report is not None
    assert result.report.body == "青禾区水务局"
    assert result.report.year == 2022
    assert result.report.published_on == date(2023, 1, 5)


def test_the_attachment_that_holds_the_form_is_audited_in_place_of_its_page() -> None:
    page = f"<html><h1>{TITLE}</h1><div>发布日期：2024-01-19</div><a href=a.docx>附件</a>"
    result = _audit(page, attachments=(_source("a.docx", WORD),))
    assert (result.name, result.status) == ("a.docx", AuditStatus.AUDITED)
    assert result.report is not None
    assert result.report.published_on == date(2024, 1, 19)


def test_what_a_page_or_its_file_tells_of_persons_is_found_whichever_is_audited() -> None:
    parts = parts_of([word_rows(t) for t in tables_with({})])
    told = as_docx(Publication(parts=(*parts, "申请人李小河提出申请，身份证110000196203040014。")))
    page = PAGE.replace("<p>五、", "<p>附：李小河（手机13800001234）</p><p>五、")
    result = _audit(page, attachments=(_source("a.docx", told),))
    assert result.judgement is not None
    codes = {finding.code for finding in result.judgement.findings}
    assert codes >= {"V801", "V802", "V804"}
    for secret in ("李小河", "110000196203040014", "13800001234"):
        assert secret not in repr(result)


@pytest.mark.parametrize(
    "content",
    [
        '<a href="/P0202401.pdf">附件下载</a>',
        '<iframe src="/pdfjs/viewer.html?file=x.pdf"></iframe>',
        '<embed src="/x.pdf">',
        '<p><img src="W1.png"></p><p><img src="W2.png"></p>',
        '<script>showVsbpdfIframe("/__local/x.pdf")</script>',
    ],
)
def test_a_title_over_content_that_was_not_read_is_unreadable(content: str) -> None:
    result = _audit(f"<html><div><h1>{TITLE}</h1>{content}</div>")
    assert result.status is AuditStatus.UNREADABLE
    assert result.reason is not None
    assert "附件、图片或框架" in result.reason.zh
    assert result.judgement is None


def test_a_title_whose_attachment_could_not_be_had_is_unreadable() -> None:
    result = _audit(f"<html><h1>{TITLE}</h1>", unread_attachments=("x.pdf",))
    assert result.status is AuditStatus.UNREADABLE


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>政府信息公开年报</title><ul>"
        + "".join(
            f"<li><a href={y}.html>青禾区水务局{y}年政府信息公开工作年度报告</a>" for y in range(9)
        )
        + "</ul>",
        (
            "<html><h1>政府信息公开指南</h1><p>一、公开范围</p><p>本机关主动公开信息。</p>"
            '<a href="f.doc">申请表</a>'
        ),
        "<html><h1>关于做好2023年政府信息公开工作年度报告编制发布工作的通知</h1><p>报告分六部分：</p>"
        + "".join(f"<p>{heading}</p>" for heading in HEADINGS)
        + '<a href="f.doc">附件：格式</a>',
        f"<html><h1>图解：{TITLE}</h1><img src=1.jpg><img src=2.jpg>",
        "<html><h1>青禾区水务局2023年政府网站工作年度报表</h1><table><tr><td>总访问量<td>5</table>",
        "<html><h1>青禾区水务局2023年法治政府建设年度报告</h1><p>一、总体情况</p>",
        "<html><body> <p>&nbsp;</p></body>",
        "<html><script>location='/a'</script>",
    ],
    ids=["list", "guide", "notice", "explanation", "site form", "rule of law", "blank", "shell"],
)
def test_what_is_no_report_is_said_to_be_none(page: str) -> None:
    result = _audit(page)
    assert result.status is AuditStatus.NOT_A_REPORT
    assert result.reason is not None
    assert result.judgement is None


def test_a_notice_that_prints_the_blank_form_is_no_report() -> None:
    blank = as_html(
        Publication(
            title="关于做好2023年政府信息公开工作年度报告编制工作的通知",
            intro="请按下列格式填报。",
            parts=parts_of(tables_with({}, otherwise="")),
        )
    )
    assert _audit(blank).status is AuditStatus.NOT_A_REPORT


def test_tables_published_as_pictures_are_never_said_to_be_missing() -> None:
    pictures = tuple(
        p if isinstance(p, str) else f"@{n}" for n, p in enumerate(Publication().parts)
    )
    page = as_html(Publication(parts=pictures))
    for number in range(len(pictures)):
        page = page.replace(f"<p>@{number}</p>", f'<p><img src="W{number}.png"></p>')
    result = _audit(page)
    assert result.report is not None
    assert {t.state for t in result.report.tables.values()} == {TableState.PICTURE}
    assert result.judgement is not None
    assert {f.code for f in result.judgement.findings} & {"T201", "S104", "T203", "T204"} == set()


def test_an_ornament_in_a_section_does_not_stand_for_its_table() -> None:
    parts = tuple(p for p in Publication().parts if isinstance(p, str))
    page = as_html(Publication(parts=parts)).replace(
        f"<p>{parts[2]}</p>", f'<p>{parts[2]}</p><img src="line.gif" width="600" height="2">'
    )
    assert "line.gif" in page
    result = _audit(page)
    assert result.report is not None
    assert {t.state for t in result.report.tables.values()} == {TableState.ABSENT}


@pytest.mark.parametrize(
    "drawn",
    [
        '<img data-src="t4.png">',
        '<img src="t4.png" height="80" width="700">',
        "<svg></svg>",
        "<canvas></canvas>",
        '<div style="background-image:url(t4.png)"></div>',
        "<script>document.write(table4)</script>",
        '<a href="t4.jpg">表四</a>',
    ],
)
def test_a_table_that_is_drawn_is_said_to_be_no_text_and_never_to_be_missing(drawn: str) -> None:
    page = as_html(Publication())
    page = page.replace(table_html(Publication().tables[2]), drawn)
    assert drawn in page
    result = _audit(page)
    assert result.judgement is not None
    assert {f.code for f in result.judgement.findings} == {"T202"}


def test_a_table_set_without_cells_is_not_read_and_not_missing() -> None:
    page = as_html(Publication())
    table = table_html(Publication().tables[2])
    divs = table.replace("<td", "<div").replace("</td", "</div")
    page = page.replace(table, divs.replace("table>", "div>").replace("tr>", "div>"))
    result = _audit(page)
    assert result.report is not None
    assert result.report.tables["t4"].state is TableState.UNREAD
    assert result.judgement is not None
    assert not result.judgement.findings


def test_scripts_of_a_page_do_not_hide_that_a_section_is_missing() -> None:
    parts = Publication().parts[:6] + Publication().parts[8:]
    page = as_html(Publication(parts=parts)).replace("</body>", '<script src="/a.js"></script>')
    result = _audit(page)
    assert result.judgement is not None
    assert {"S101", "T201"} <= {f.code for f in result.judgement.findings}


def test_lost_digits_make_a_report_suspect() -> None:
    result = audit(
        Submission(
            source=_source(
                "a.txt",
                as_text(
                    Publication(
                        intro="统计期限自2023年1月1日起。国办公开办函202130 号。2024  1  5  日"
                    )
                ),
            )
        )
    )
    assert result.report is not None
    assert result.report.suspect


def test_the_fingerprint_is_short_and_stable() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16
