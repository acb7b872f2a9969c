"""Whose report it is and on which year: only where the document says it plainly."""

import pytest

from audits.documents.opening import open_document
from audits.reading.read import read_report
from audits.reading.title import title_in
from tests.audits.published import PERIOD, Publication, as_html, as_text

REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("title", "body", "year"),
    [
        (f"云上市水务局2023年{REPORT}", "云上市水务局", 2023),
        (f"云上市水务局 2023 年度 {REPORT}", "云上市水务局", 2023),
        (f"云上市水务局２０２３年{REPORT}", "云上市水务局", 2023),
        (f"2023年云上市水务局{REPORT}", "云上市水务局", 2023),
        (f"2023年度青禾镇{REPORT}", "青禾镇", 2023),
        ("云上市水务局2023年政府信息公开工作的年度报告", "云上市水务局", 2023),
        ("云上市水务局2023年政务信息公开年度报告", "云上市水务局", 2023),
        (
            f"青禾市人民政府(市人民政府办公室)2023年{REPORT}",
            "青禾市人民政府(市人民政府办公室)",
            2023,
        ),
        (f"云上市水务局2023年{REPORT}（图片版）", "云上市水务局", 2023),
        (f"2023年{REPORT}", None, 2023),
        (f"云上市水务局{REPORT}", "云上市水务局", None),
        (REPORT, None, None),
        ("云上市水务局政府信息公开2023年度报告", "云上市水务局", 2023),
        ("云上市水务局2023年度政务公开工作年度报告", "云上市水务局", 2023),
        (f"云上市水务局{REPORT}（2023年度）", "云上市水务局", 2023),
        (f"《云上市水务局2023年{REPORT}》", "云上市水务局", 2023),
        (f"【年报】云上市水务局2023年{REPORT}", "云上市水务局", 2023),
        (f"云上市水务局二〇二三年{REPORT}", "云上市水务局", 2023),
    ],
)
def test_a_title_says_body_and_year(title: str, body: str | None, year: int | None) -> None:
    found = title_in(title)
    assert found is not None
    assert (found.body, found.year) == (body, year)


@pytest.mark.parametrize(
    "text",
    [
        f"关于做好2023年{REPORT}编制工作的通知",
        f"关于报送云上市水务局2023年{REPORT}的函",
        "云上市水务局2023年政府网站工作年度报表",
        "云上市水务局2023年法治政府建设年度报告",
        f"图解：云上市水务局2023年{REPORT}",
        f"一图读懂云上市水务局2023年{REPORT}",
        f"云上市水务局2023年{REPORT}（图解）",
        "政府信息公开指南",
        f"根据《条例》规定，现公布云上市水务局2023年{REPORT}。",
        "住房公积金2023年年度报告",
    ],
)
def test_what_is_no_title_of_a_report_is_none(text: str) -> None:
    assert title_in(text) is None


def _read(page: str) -> tuple[str | None, int | None]:
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    return report.body, report.year


def test_links_to_other_reports_give_neither_body_nor_year() -> None:
    page = as_html(Publication(title="", intro=""))
    link = f"<ul><li><a href=x>云上市审计局2019年{REPORT}</a></li></ul>"
    assert _read(page.replace("<p></p>", link, 1)) == (None, None)


def test_a_year_is_never_guessed_from_prose_or_the_day_of_publication() -> None:
    page = as_html(
        Publication(title=f"云上市水务局{REPORT}", intro="2023年以来我局认真工作。"),
        head='<meta name="PubDate" content="2024-01-10">',
    )
    assert _read(page) == ("云上市水务局", None)


def test_the_stated_period_gives_the_year_that_the_title_lacks() -> None:
    assert _read(as_html(Publication(title=f"云上市水务局{REPORT}", intro=PERIOD)))[1] == 2023


def test_a_period_over_two_years_gives_no_year() -> None:
    intro = "统计期限自2022年1月1日起至2023年12月31日止。"
    assert _read(as_html(Publication(title=f"云上市水务局{REPORT}", intro=intro)))[1] is None


def test_a_title_broken_over_lines_is_put_together() -> None:
    page = as_html(Publication(title=f"青禾区水务局</p><p>2023 年</p><p>{REPORT}"))
    assert _read(page) == ("青禾区水务局", 2023)


def test_the_pages_own_field_names_the_body_where_the_text_has_no_title() -> None:
    page = as_html(
        Publication(title=""), head=f"<title>云上市水务局2023年{REPORT}_云上市人民政府</title>"
    )
    assert _read(page) == ("云上市水务局", 2023)


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("青禾区自然资源", "和规划局2023年", REPORT), "青禾区自然资源和规划局"),
        (("青禾区自然资源", f"和规划局2023年{REPORT}"), "青禾区自然资源和规划局"),
        (("青禾区人民政府", "办公室", f"2023年{REPORT}"), "青禾区人民政府办公室"),
        (("青禾区", "水务局2023年", REPORT), "青禾区水务局"),
        (("云上市人民政府", "青禾区水务局", f"2023年{REPORT}"), "青禾区水务局"),
        (("云上市政府网", "青禾区水务局", f"2023年{REPORT}"), "青禾区水务局"),
        (("青禾区", f"云上市水务局2023年{REPORT}"), "云上市水务局"),
        (("首页", f"和规划局2023年{REPORT}"), None),
        (("打印", f"办公室2023年{REPORT}"), None),
    ],
)
def test_a_body_is_read_whole_or_not_at_all(lines: tuple[str, ...], body: str | None) -> None:
    assert _read(as_html(Publication(title="</p><p>".join(lines)))) == (body, 2023)


OTHER_YEAR = f"云上市水务局2020年{REPORT}"


@pytest.mark.parametrize("other", [OTHER_YEAR, f"2020年{REPORT}", f"云上市审计局2020年{REPORT}"])
def test_the_title_of_another_year_below_the_title_is_not_the_reports(other: str) -> None:
    title = f"云上市水务局2023年{REPORT}"
    head = f"<title>{title}</title>"
    page = as_html(Publication(title=f"{title}</p><p>往年年报：</p><p>{other}"), head=head)
    assert _read(page) == ("云上市水务局", 2023)
    assert _read(page.replace(head, "")) == ("云上市水务局", 2023)
    assert _read(page.replace(PERIOD, "")) == ("云上市水务局", 2023)


def test_a_list_of_other_years_above_does_not_help_a_wrong_period() -> None:
    title = f"云上市水务局2024年{REPORT}"
    page = as_html(
        Publication(title=f"云上市水务局2023年{REPORT}</p><p>{OTHER_YEAR}</p><p>{title}"),
        head=f"<title>{title}</title>",
    )
    assert _read(page) == ("云上市水务局", 2024)


def test_titles_of_two_years_that_nothing_decides_give_no_year() -> None:
    page = as_html(Publication(title=f"云上市水务局2023年{REPORT}</p><p>{OTHER_YEAR}", intro=""))
    assert _read(page)[1] is None


def test_a_title_without_year_takes_none_from_another_reports_title() -> None:
    page = as_html(Publication(title=f"{OTHER_YEAR}</p><p>云上市水务局{REPORT}"))
    assert _read(page)[1] != 2020


def test_titles_of_two_bodies_that_nothing_decides_give_no_body() -> None:
    title = f"云上市水务局2023年{REPORT}</p><p>云上市审计局2023年{REPORT}"
    assert _read(as_html(Publication(title=title))) == (None, 2023)


def test_the_sites_short_name_of_a_body_is_no_other_body() -> None:
    head = f"<title>水务局2023年{REPORT}</title>"
    page = as_html(Publication(title=f"云上市水务局2023年{REPORT}"), head=head)
    assert _read(page) == ("云上市水务局", 2023)


@pytest.mark.parametrize("crumb", ["首页 &gt; 通知公告", "首页 &gt; 政府信息公开指南", "通知公告"])
def test_a_breadcrumb_makes_no_report_another_page(crumb: str) -> None:
    page = as_html(
        Publication(title=f"{crumb}</p><p>云上市水务局年度公开情况"),
        head="<title>云上市水务局年度公开情况_通知公告</title>",
    )
    assert _read(page) == (None, 2023)


def test_a_notice_that_prints_the_form_is_no_report() -> None:
    title = "关于做好年度报告编制工作的通知"
    page = as_html(Publication(title=title), head=f"<title>{title}</title>")
    assert read_report(open_document(page.encode()).document) is None
    text = as_text(Publication(title=title))
    assert read_report(open_document(text.encode()).document) is None


def test_the_pages_own_title_is_kept_beside_the_printed_one() -> None:
    listed = f"云上市青禾区水务局2023年{REPORT}（图片版）"
    page = as_html(Publication(), head=f"<title>{listed}_青禾区人民政府</title>")
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    assert report.title == Publication().title
    assert report.list_title == listed


def test_what_the_pages_title_names_besides_the_report_is_kept() -> None:
    head = f"<title>2023年{REPORT}-青禾区水务局_办公室</title>"
    report = read_report(open_document(as_html(Publication(), head=head).encode()).document)
    assert report is not None
    assert report.named_by_page == ("青禾区水务局", "办公室")


def test_a_page_titled_otherwise_has_no_list_title() -> None:
    page = as_html(Publication(), head="<title>青禾区人民政府</title>")
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    assert report.list_title is None


def test_the_period_in_the_overview_gives_the_year_only_where_it_is_that_of_the_figures() -> None:
    other = "我局于2023年1月1日至2023年12月31日开展整治。"
    parts = Publication().parts
    for sentence, year in ((PERIOD, 2023), (other, None)):
        told = (parts[0], sentence, *parts[2:])
        page = as_html(Publication(title=f"云上市水务局{REPORT}", intro="", parts=told))
        assert _read(page) == ("云上市水务局", year)


def test_a_year_that_lost_its_digits_is_no_part_of_the_name() -> None:
    found = title_in(f"云上市水务局年{REPORT}")
    assert found is not None
    assert (found.body, found.year) == ("云上市水务局", None)
