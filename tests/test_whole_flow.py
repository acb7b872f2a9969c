"""The whole line: portal, crawl, audit, a page in a browser, one mail; then nothing; then fixed."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import requests
from playwright.sync_api import Browser

from audits.checking.checked import checked
from audits.checking.inputs import read_file
from crawler.demo_portal import DemoPortal, PlantedFault
from crawler.demo_portal.county import BODIES, YEARS
from rules.printed_figures import figure_text
from tests.homes import rows, settled
from tests.notifier.mail_server import HOST, MailServer, mail_server
from tests.programs import PATIENCE, gouji

REPORTS = [(body.id, year) for body in BODIES for year in YEARS]
VIEWS = {
    "v_bodies": "id name kind region parent portal",
    "v_fetches": "url fetched_at status error media_type sha256 bytes portal run",
    "v_reports": "body year version url page_url sha256 published_on format status",
    "v_cells": "body year version cell raw value",
    "v_findings": "id body year code severity state cells message first_seen last_seen"
    " rule_version",
    "v_obligations": "body year due state published_on days_late",
    "v_notices": "id supervisor channel created_at sent_at state findings",
    "v_runs": "id kind started_at ended_at state counts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A home that ran once, with the portal and the mail server that it works with."""

    portal: DemoPortal
    mail: MailServer
    home: Path
    out: Path
    planted: tuple[PlantedFault, ...]
    """As they stood at the first run."""
    figures: Mapping[tuple[str, int], Mapping[str, str]]
    """As they were published at the first run."""
    after_first: Path
    """A copy of the home as the first run left it."""

    def run(self) -> str:
        """Crawl, audit, pages and notices; what they say."""
        ended = gouji("run", "--home", self.home, "--out", self.out)
        assert ended.status == 0, ended.err
        return ended.out

    def rows(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        """What the store said after the first run."""
        return rows(self.after_first, sql, *values)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    folder = tmp_path_factory.mktemp("line")
    with DemoPortal() as portal, mail_server() as mail:
        settled(folder / "home", portal)
        configuration = folder / "home" / "gouji.toml"
        text = configuration.read_text(encoding="utf-8").replace('["file"]', '["smtp"]')
        account = f'host = "{HOST}"\nport = {mail.port}\nsecurity = "plain"\n'
        configuration.write_text(text.replace("[mail]\n", f"[mail]\n{account}"), encoding="utf-8")
        line = Line(
            portal=portal,
            mail=mail,
            home=folder / "home",
            out=folder / "out",
            planted=portal.planted,
            figures={report: dict(portal.figures(*report)) for report in REPORTS},
            after_first=folder / "after first",
        )
        line.run()
        shutil.copytree(line.home, line.after_first)
        yield line


def value_of(raw: str) -> str | None:
    """The canonical figure of a printed text of the demo portal."""
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)件?", raw)
    return figure_text(Decimal(found[1])) if found else None


def test_the_views_have_the_columns_of_the_contract(first: Line) -> None:
    for view, columns in VIEWS.items():
        have = [row[1] for row in first.rows(f"PRAGMA table_info({view})")]
        assert have[: len(columns.split())] == columns.split(), view


def test_every_cell_in_the_store_is_as_the_body_published_it(first: Line) -> None:
    for body, year in REPORTS:
        stored = dict(
            first.rows("SELECT cell, raw FROM v_cells WHERE body = ? AND year = ?", body, year)
        )
        assert stored == first.figures[body, year], (body, year)


def test_the_figures_in_the_store_are_those_of_the_texts(first: Line) -> None:
    wrong = [
        (raw, value)
        for raw, value in first.rows("SELECT DISTINCT raw, value FROM v_cells")
        if value != value_of(raw)
    ]
    assert wrong == []


def test_each_planted_fault_is_found_and_no_clean_report_is_accused(
    first: Line,
) -> None:
    found: dict[tuple[str, int], set[str]] = {}
    sql = "SELECT body, year, code FROM v_findings WHERE severity <> 'info'"
    for body, year, code in first.rows(sql):
        found.setdefault((body, year), set()).add(code)
    assert found.keys() == {(fault.body, fault.year) for fault in first.planted}
    for fault in first.planted:
        codes = found[fault.body, fault.year]
        assert fault.code in codes
        assert codes <= {fault.code, *fault.also}


def test_the_crawl_leaves_evidence_and_every_report_has_its_body_and_day(first: Line) -> None:
    reports = first.rows("SELECT body, year, published_on, sha256, status FROM v_reports")
    assert {(body, year) for body, year, *_ in reports} == set(REPORTS)
    assert len(reports) == len(REPORTS)
    assert {status for *_, status in reports} == {"audited"}
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) for _, _, day, *_ in reports)
    held = {sha256 for (sha256,) in first.rows("SELECT sha256 FROM v_fetches WHERE status = 200")}
    assert {sha256 for *_, sha256, _ in reports} <= held
    assert first.rows("SELECT DISTINCT kind, state FROM v_runs ORDER BY kind") == [
        ("audit", "ok"),
        ("crawl", "ok"),
        ("notify", "ok"),
    ]


def test_an_auditor_finds_a_fault_on_the_pages_in_a_browser(first: Line, browser: Browser) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda fault: troubles.append(str(fault)))
    page.on("requestfailed", lambda request: troubles.append(request.url))
    page.goto((first.out / "index.html").as_uri())
    page.get_by_role("link", name="整改台账").first.click()
    assert page.get_by_text("B301").first.is_visible()
    fault = next(fault for fault in first.planted if fault.code == "B301")
    name = next(body.name for body in BODIES if body.id == fault.body)
    row = page.locator("tr", has_text=name).filter(has_text="B301").first
    row.get_by_role("link").first.click()
    shown = page.locator("main").inner_text()
    assert name in shown
    assert str(fault.year) in shown
    assert "≠" in shown
    assert troubles == []
    page.close()


def test_each_supervisor_gets_one_mail_that_names_the_faults_and_links_nowhere_hostile(
    first: Line,
) -> None:
    assert sorted(first.mail.recipients[:2]) == [
        "county@gouji-demo.example",
        "townships@gouji-demo.example",
    ]
    mail = next(m for m in first.mail.accepted if "county@" in m["To"])
    text = mail.get_body(("plain",))
    assert text is not None
    words = text.get_content()
    for fault in first.planted:
        if fault.code.startswith("B"):
            name = next(body.name for body in BODIES if body.id == fault.body)
            assert name in words
    told = first.rows("SELECT findings FROM v_notices WHERE supervisor = 'county'")
    ids = {finding for (findings,) in told for finding in json.loads(findings)}
    errors = first.rows("SELECT id FROM v_findings WHERE severity = 'error'")
    assert {finding for (finding,) in errors} <= ids


def test_a_docx_saved_again_by_another_word_processor_reads_the_same(
    first: Line, libreoffice: Path, tmp_path: Path
) -> None:
    body = next(body for body in BODIES if body.id.endswith("-finance"))
    address = first.portal.report_address(body.id, YEARS[1])
    found = re.search(r'href="([^"]+\.docx)"', requests.get(address, timeout=10).text)
    assert found is not None
    link = urljoin(address, unescape(found[1]))
    original = tmp_path / "report.docx"
    original.write_bytes(requests.get(link, timeout=10).content)
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            tmp_path / "saved",
            original,
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    saved = checked(read_file(str(tmp_path / "saved" / "report.docx"))).report
    assert saved is not None
    assert saved.disputed == {}
    cells = {cell: read.raw for cell, read in saved.cells.items()}
    assert cells == first.figures[body.id, YEARS[1]]
    assert (saved.body, saved.year) == (body.name, YEARS[1])


def test_the_second_run_tells_nobody_and_a_corrected_report_closes_its_finding(
    first: Line,
) -> None:
    mails = len(first.mail.accepted)
    assert mails == 2
    said = first.run()
    assert "Audited 0 reports" in said
    assert len(first.mail.accepted) == mails
    corrected = first.portal.correct_one_report()
    assert corrected in first.planted
    said = first.run()
    assert "Audited 1 reports" in said
    concerned = (corrected.body, corrected.year, corrected.code)
    state = "SELECT state FROM v_findings WHERE body = ? AND year = ? AND code = ?"
    assert rows(first.home, state, *concerned) == [("fixed",)]
    versions = "SELECT version FROM v_reports WHERE body = ? AND year = ? ORDER BY version"
    assert rows(first.home, versions, *concerned[:2]) == [(1,), (2,)]
    [told] = first.mail.accepted[mails:]
    text = told.get_body(("plain",))
    assert text is not None
    assert "已整改" in text.get_content()
    assert told["Message-ID"] not in {m["Message-ID"] for m in first.mail.accepted[:mails]}
