"""How notices read, in both languages and both forms."""

from dataclasses import replace
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from audits.records import (
    FindingState,
    ObligationRecord,
    ObligationState,
    PortalState,
    StoredFinding,
)
from audits.result import AuditStatus
from notifier.digest import digests_of
from notifier.letter_writing import letter_of
from notifier.rendering import Written, write_digest, write_trial
from notifier.situation import Situation
from rules.finding import Severity
from rules.language import Language, Text
from tests.notifier import county


def written(
    *findings: StoredFinding,
    language: Language = Language.ZH,
    body: str = "青石区城乡建设局",
    pages: str | None = "https://audit.example/pages",
    name: str = "青石区",
    **known: object,
) -> Written:
    before = {FindingState.FIXED, FindingState.RETRACTED}
    happened = tuple(
        event
        for number, found in enumerate(findings, start=1)
        for event in county.happened(
            found,
            (FindingState.NOTIFIED if found.state in before else None, found.state),
            first=number,
        )
    )
    situation = Situation(
        register=county.register(county.body(name=body)),
        undelivered={"qs": happened},
        standing=tuple(found for found in findings if found.state is FindingState.OPEN),
        reports=(county.report(),),
    )
    supervisor = county.supervisor(language=language, name=name)
    (digest,) = digests_of(replace(situation, **known), [supervisor], county.NOW)  # type: ignore[arg-type]
    return write_digest(letter_of(digest, county.letterhead(pages)))


def shown_text(html: str) -> str:
    """The words of a page, with white space folded."""
    body = LexborHTMLParser(html).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def test_the_subject_says_the_outcome() -> None:
    errors = [county.found(place=f"e{n}", fault=f"e{n}") for n in range(3)]
    fixed = [county.found(place=f"f{n}", fault=f"f{n}", state=FindingState.FIXED) for n in range(5)]

    chinese = written(*errors, *fixed)
    english = written(*errors, *fixed, language=Language.EN, name="Qingshi District")

    assert chinese.subject == "【年报核查】青石区：新增错误 3，已整改 5（11月23日）"
    assert english.subject == (
        "[Annual reports] Qingshi District: 3 new errors, 5 errors fixed (23 November)"
    )


def test_the_subject_also_says_how_many_reports_are_not_to_be_seen(language: Language) -> None:
    missing = ObligationRecord(
        body="works", year=2025, due=date(2026, 1, 31), state=ObligationState.MISSING
    )

    mail = written(county.found(), obligations=(missing,), language=language)

    assert ("未见公开 1" if language is Language.ZH else "1 not published") in mail.subject


def gone(body: str = "works", year: int = 2025) -> tuple[StoredFinding, ObligationRecord]:
    """A report that is missing, as a finding and as a duty."""
    told = Text(zh="未见2025年度报告", en="No report on 2025 is to be seen")
    missing = county.found(body=body, year=year, code="P601", place="report", message=told)
    return replace(missing, report=None), ObligationRecord(
        body=body, year=year, due=date(year + 1, 1, 31), state=ObligationState.MISSING
    )


def test_a_report_that_is_newly_missing_is_told_once() -> None:
    missing, duty = gone()

    mail = written(missing, county.found(), obligations=(duty,), reports=())
    english = written(missing, obligations=(duty,), reports=(), language=Language.EN)

    assert mail.subject == "【年报核查】青石区：新增错误 1，新增未见公开 1（11月23日）"
    assert "1 newly not published (23 November)" in english.subject
    assert "新增错误 1\n- 新增未见公开 1\n" in mail.text
    assert "2025 年度未见公开" not in mail.text
    assert "未见2025年度报告" in mail.text
    assert "bodies/works.html" in mail.text
    assert "查看该单位应公开的年报" in shown_text(mail.html)


def test_what_is_newly_missing_and_what_was_before_are_told_apart() -> None:
    missing, duty = gone()
    before = replace(duty, body="finance")
    known = {"register": county.register(county.body(), county.body("finance", "青石区财政局"))}

    mail = written(missing, obligations=(duty, before), **known)

    assert mail.subject == "【年报核查】青石区：新增未见公开 1，未见公开共 2（11月23日）"
    assert "- 2025 年度未见公开 2\n" in mail.text


def test_a_report_that_is_newly_late_is_no_error_or_warning_beside() -> None:
    late = county.found(
        code="P602",
        place="published_on",
        severity=Severity.WARNING,
        message=gone()[0].finding.message,
    )

    mail = written(late)

    assert mail.subject == "【年报核查】青石区：新增逾期公开 1（11月23日）"
    assert "新增疑点" not in mail.text


def test_missing_reports_of_several_bodies_are_as_many_faults() -> None:
    known = {"register": county.register(county.body(), county.body("finance", "青石区财政局"))}

    mail = written(gone()[0], gone("finance")[0], **known)

    assert "新增未见公开 2" in mail.subject


def test_both_forms_show_the_equation_with_its_figures_and_where_to_look(
    language: Language,
) -> None:
    mail = written(county.found(), language=language)
    page = "https://audit.example/pages/"
    page += "reports/works-2025.html" if language is Language.ZH else "en/reports/works-2025.html"

    for words in (mail.text, shown_text(mail.html)):
        assert "10 + 1 + 0 + 0 = 11 ≠ 0" in words
        assert "B304" in words
        assert "青石区城乡建设局" in words
    assert page in mail.text
    assert f'href="{page}"' in mail.html


def test_the_figures_are_told_by_the_names_of_their_cells() -> None:
    mail = written(county.found())

    assert "结果维持 10，结果纠正 1，其他结果 0，尚未审结 0；总计 0" in mail.text


def test_only_the_three_gravest_are_shown_and_all_are_counted() -> None:
    many = [county.found(place=f"p{n}", fault=str(n)) for n in range(7)]

    mail = written(*many)

    assert mail.text.count("11 ≠ 0") == 3
    assert "新增错误 7" in mail.text
    assert "现待整改（错误） 7" in mail.text


def test_a_retraction_says_that_the_fault_was_ours(language: Language) -> None:
    mail = written(county.found(state=FindingState.RETRACTED), language=language)

    ours = "请勿据此要求整改" if language is Language.ZH else "not with the body"
    assert ours in mail.text
    assert ours in shown_text(mail.html)


def test_the_suggested_figure_is_told() -> None:
    mail = written(county.found(suggestion={"t4/reconsideration/total": "11"}))

    assert "疑似应为：" in mail.text
    assert "总计 11" in mail.text


def test_a_narrative_finding_shows_its_message_and_the_sentence_quoted() -> None:
    told = county.found(
        code="N501",
        place="received",
        severity=Severity.WARNING,
        message=Text(zh="正文为 21 件，表中为 27 件", en="the text says 21, the table 27"),
        quote="共收到申请21件。",
    )

    mail = written(told)

    assert "正文为 21 件，表中为 27 件" in mail.text
    assert "原文：“共收到申请21件。”" in mail.text
    assert "共收到申请21件。" in shown_text(mail.html)


def test_unreadable_reports_are_told_with_the_reason(language: Language) -> None:
    reason = Text(zh="报告只有图片", en="the report is only a picture")
    mail = written(
        reports=(county.report(status=AuditStatus.UNREADABLE, reason=reason),), language=language
    )

    assert reason.in_language(language) in mail.text
    assert reason.in_language(language) in shown_text(mail.html)
    assert "1" in mail.subject


def test_without_an_address_of_the_pages_their_files_are_named(language: Language) -> None:
    mail = written(county.found(), language=language, pages=None)

    assert "reports/works-2025.html" in mail.text
    assert "reports/works-2025.html" in mail.html
    assert "http" not in mail.text
    assert '<a href="http' not in mail.html


def test_both_forms_end_with_why_how_to_answer_and_how_to_change(language: Language) -> None:
    mail = written(county.found(), language=language)

    for words in (mail.text, shown_text(mail.html)):
        assert "gouji@audit.example" in words
        assert "[supervisors.qs]" in words
    assert mail.text.rstrip().splitlines()[-1].startswith(("如何更改", "How to change"))


def test_the_plain_text_tells_every_fact_that_the_page_tells(language: Language) -> None:
    mail = written(
        county.found(),
        county.found(place="f", fault="f", state=FindingState.FIXED),
        county.found(place="r", fault="r", state=FindingState.RETRACTED),
        language=language,
    )

    assert "<" not in mail.text
    figures = [word for word in shown_text(mail.html).split() if word.isdigit()]
    assert [word for word in figures if word not in mail.text] == []
    for link in LexborHTMLParser(mail.html).css("a[href^=http]"):
        assert (link.attributes["href"] or "?") in mail.text


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"><img src=https://evil.example/x.png>',
        "{{ 7 * 7 }}",
        "<!--[if mso]><b>",
    ],
)
def test_hostile_names_are_shown_as_they_are_and_do_nothing(name: str, language: Language) -> None:
    mail = written(county.found(), body=name, language=language)

    page = LexborHTMLParser(mail.html)
    assert page.css("script, img, b") == []
    assert name in shown_text(mail.html)


def test_hostile_words_of_a_report_do_nothing_wherever_they_are_shown(language: Language) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    portal = PortalState(
        portal="qingshi", run="1", state=hostile, reason=hostile, requests=1, at=county.NOW
    )
    told = county.found(
        code="N501", quote=hostile, message=Text(zh=hostile, en=hostile), suggestion={"a": hostile}
    )
    reason = Text(zh=hostile, en=hostile)

    mail = written(
        told,
        language=language,
        portals=(portal,),
        reports=(county.report(status=AuditStatus.UNREADABLE, reason=reason),),
    )

    page = LexborHTMLParser(mail.html)
    assert page.css("img") == []
    assert shown_text(mail.html).count(hostile) == 6


def test_a_finding_without_a_report_leads_to_the_page_of_its_body(language: Language) -> None:
    mail = written(county.found(), reports=(), language=language)

    assert "bodies/works.html" in mail.text
    assert "reports/works-2025.html" not in mail.text + mail.html


def test_a_name_with_line_breaks_cannot_write_lines_of_its_own() -> None:
    mail = written(
        county.found(),
        body="局\r\n\r\n已整改 99\u2028无须处理",
        name="区\r\nBcc: evil@evil.example",
    )

    assert "\n" not in mail.subject
    assert not any(
        line.startswith(("已整改 99", "无须处理", "Bcc")) for line in mail.text.splitlines()
    )


def test_marks_that_turn_the_direction_of_writing_are_taken_out() -> None:
    mail = written(county.found(), body="局\u202e政府\u2066")

    assert not {"\u202e", "\u2066"} & set(mail.text + mail.html + mail.subject)


def test_very_long_names_are_cut_to_a_bearable_length() -> None:
    mail = written(county.found(), body="很长" * 5000, name="很长" * 5000)

    assert len(mail.subject) <= 200
    assert mail.subject.endswith("新增错误 1（11月23日）")
    assert max(len(line) for line in mail.text.splitlines()) < 250


def test_pages_load_nothing_from_anywhere(language: Language) -> None:
    mail = written(county.found(), language=language)

    page = LexborHTMLParser(mail.html)
    assert page.css("img, link, script, iframe, object") == []
    assert "url(" not in mail.html


def test_a_trial_says_that_it_is_one(language: Language) -> None:
    mail = write_trial(county.supervisor(language=language), county.letterhead(), county.NOW.date())

    told = "测试" if language is Language.ZH else "test"
    assert told in mail.subject
    assert told in mail.text
    assert told in shown_text(mail.html)
