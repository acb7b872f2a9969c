"""A report that is missing, as people meet it: dry run, audit, mail, waiver, pages."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from audits.china_time import CHINA
from audits.register_file import COLUMNS
from tests.audits.small_office import COLUMN, Page, office_in
from tests.homes import rows
from tests.programs import gouji

CONFIGURATION = """
[portals.county]
name = "县门户"
home = "https://www.example.gov.cn/"

[supervisors.county-office]
name = "某某区政务公开办"
email = "office@example.gov.cn"
channels = ["file"]

[mail]
sender = "gouji@example.gov.cn"
"""
REGISTER = (
    f"{','.join(COLUMNS)}\naudit-office,某某区审计局,,department,500107,,county,{COLUMN},,"
    "county-office\n"
)
GUIDE = Page(url=f"{COLUMN}guide.html", title="办事指南", content="<p>办事指南</p>")
STATES = "SELECT id, code, year, state FROM v_findings"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose portal was read whole twice after the last day, and never audited."""
    (tmp_path / "gouji.toml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "bodies.csv").write_text(REGISTER, encoding="utf-8")
    with office_in(tmp_path) as office:
        for days in (5, 12):
            office.now = datetime(2024, 1, 31, 12, tzinfo=CHINA) + timedelta(days=days)
            office.crawl(GUIDE, run=f"crawl-{days}")
    return tmp_path


def told_by_mail(home: Path) -> list[tuple[str, str]]:
    """Subject and text of every mail, in the order of their names."""
    mails = [
        message_from_bytes(path.read_bytes(), policy=default)
        for path in sorted((home / "mail").rglob("*.eml"))
    ]
    texts = [mail.get_body(("plain",)) for mail in mails]
    return [
        (str(mail["Subject"]), text.get_content() if text else "")
        for mail, text in zip(mails, texts, strict=True)
    ]


def test_a_missing_report_goes_through_dry_run_audit_mail_waiver_and_pages(home: Path) -> None:
    dry = gouji("audit", "--dry-run", "--home", home)
    assert (dry.status, dry.err) == (0, "")
    added = [line.split() for line in dry.out.splitlines() if line.startswith("P601")]
    assert added == [["P601", "1", "0", "0", "0", "audit-office", "某某区审计局"]]

    assert gouji("audit", "--home", home).status == 0
    [(name, *missing)] = rows(home, STATES)
    assert missing == ["P601", 2023, "open"]

    assert gouji("notify", "--home", home).status == 0
    [(subject, text)] = told_by_mail(home)
    assert "新增未见公开 1（" in subject
    assert "新增错误" not in text
    assert "未见2023年度报告" in text
    assert rows(home, STATES) == [(name, "P601", 2023, "notified")]

    said = ("--by", "王某", "--reason", "机构改革中", "--until", "2999-06-30")
    assert gouji("waive", name, *said, "--home", home).status == 0
    assert gouji("audit", "--home", home).status == 0
    assert rows(home, STATES) == [(name, "P601", 2023, "waived")]
    assert gouji("notify", "--home", home).status == 0
    assert len(told_by_mail(home)) == 1

    out = home / "pages"
    assert gouji("pages", "--home", home, "--out", out).status == 0
    body = (out / "bodies" / "audit-office.html").read_text(encoding="utf-8")
    assert "机构改革中" in body
    assert "暂不处理" in body
    causes = rows(home, "SELECT cause FROM finding_events ORDER BY id")
    assert causes == [("found",), ("notice_sent",), ("waived",)]
