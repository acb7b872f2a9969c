"""What persons are told of in reports is nowhere but in the archive: a whole run, searched."""

import email
import io
import json
import re
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from email.policy import default
from pathlib import Path

import pytest

from audits.store.encoding import unpacked
from crawler.archive import Archive
from crawler.demo_portal import DemoPortal, county, portal
from crawler.demo_portal.faults import TO_BE_CORRECTED
from crawler.demo_portal.publishing import Publication, correct, publish_all
from rules.one_width import in_one_width
from tests.homes import rows, settled
from tests.programs import gouji

YEAR = county.YEARS[-1]
ID_NUMBER = "110000196203040014"
MOBILE = "13800001234"
IN_A_CELL = "13900005678"
IN_A_TITLE = "13700002468"
CARD = "6222020000000000125"
NAME = "张大山"
MAILBOX = "dashan@qq.com"
SECRETS = (ID_NUMBER, MOBILE, IN_A_CELL, IN_A_TITLE, CARD, NAME, MAILBOX)
TOLD = (
    f"申请人{NAME}（身份证号{ID_NUMBER}）向本机关提出申请，手机１３８００００１２３４，邮箱{MAILBOX}。"
    f"{NAME}的费用退至银行卡6222 0200 0000 0000 125，短信通知138-0000-1234。"
)
TELLERS = (county.FINANCE.id, county.HOUSING.id, county.EDUCATION.id)
"""They publish as a Word file, as PDF and as a page."""
TITLED = county.HEALTH.id
LATER = TO_BE_CORRECTED.body
CELL = "t3/granted/natural_person"
ZSTD = b"\x28\xb5\x2f\xfd"


def _planted(publication: Publication) -> Publication:
    report = publication.report
    if report.year != YEAR:
        return publication
    if report.body.id == TITLED:
        report = replace(report, title=f"{report.title}（联系电话{IN_A_TITLE}）")
    if report.body.id in TELLERS:
        report = replace(report, introduction=report.introduction + TOLD)
    return replace(publication, report=report)


def _later(publication: Publication, seed: int) -> Publication:
    """The report that is replaced at its address tells the same from then on."""
    corrected = correct(publication, seed)
    told = replace(corrected.report, introduction=corrected.report.introduction + TOLD)
    return replace(corrected, report=told.with_cells({CELL: f"电话{IN_A_CELL}"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A home and its pages after two runs, and what the programs said."""

    home: Path
    out: Path
    said: str


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    folder = tmp_path_factory.mktemp("personal")
    home, out = folder / "home", folder / "out"
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(portal, "publish_all", lambda seed: map(_planted, publish_all(seed)))
        changed.setattr(portal, "correct", _later)
        with DemoPortal() as opened:
            settled(home, opened, '\n[rules]\nenable = ["V805"]\n')
            said = _run(home, out)
            opened.correct_one_report()
            yield Ran(home=home, out=out, said=said + _run(home, out))


def _run(home: Path, out: Path) -> str:
    ended = gouji("run", "--home", home, "--out", out)
    assert ended.status == 0, ended.err
    return ended.out + ended.err


def findings_of(ran: Ran, code: str) -> set[str]:
    sql = "SELECT body FROM v_findings WHERE code = ? AND year = ?"
    return {body for (body,) in rows(ran.home, sql, code, YEAR)}


def secrets_in(text: str) -> set[str]:
    """Those that stand in it in any of the ways in which they were printed."""
    plain = in_one_width(text)
    close = re.sub(r"(?<=\d)[ -](?=\d)", "", plain)
    return {secret for secret in SECRETS if secret in plain or secret in close}


def texts_of_store(path: Path) -> Iterator[str]:
    """Every value of every table, and the bytes of the files themselves."""
    for file in path.parent.glob(f"{path.name}*"):
        yield file.read_bytes().decode(errors="replace")
    with closing(sqlite3.connect(path)) as opened:
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            for row in opened.execute(f'SELECT * FROM "{name}"'):  # noqa: S608
                for value in row:
                    if isinstance(value, bytes) and value.startswith(ZSTD):
                        yield unpacked(value).decode()
                    elif value is not None:
                        yield str(value)


def texts_of_mail(path: Path) -> Iterator[str]:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    yield " ".join(str(value) for value in message.values())
    for part in message.walk():
        if part.get_content_maintype() == "text":
            yield part.get_content()


def evidence_of(ran: Ran, body: str) -> str:
    sql = "SELECT sha256 FROM v_reports WHERE body = ? AND year = ? ORDER BY version"
    *_, (sha256,) = rows(ran.home, sql, body, YEAR)
    return str(sha256)


def test_what_was_planted_is_found_in_every_form_of_report(ran: Ran) -> None:
    for code in ("V801", "V802", "V803", "V804"):
        assert findings_of(ran, code) >= {*TELLERS, LATER}, code
    assert TITLED in findings_of(ran, "V802")
    places = rows(ran.home, "SELECT cells FROM v_findings WHERE code = 'V802'")
    assert json.dumps([CELL]) in {cells for (cells,) in places}


def test_the_store_holds_nothing_personal(ran: Ran) -> None:
    texts = list(texts_of_store(ran.home / "gouji.db"))
    assert any("138****1234" in text for text in texts)
    assert [text for text in texts if secrets_in(text)] == []


def test_the_pages_show_nothing_personal(ran: Ran) -> None:
    files = [path for path in ran.out.rglob("*") if path.is_file() and path.suffix != ".zip"]
    texts = {path.name: path.read_bytes().decode(errors="replace") for path in files}
    assert any("138****1234" in text for text in texts.values())
    assert [name for name, text in texts.items() if secrets_in(text) or secrets_in(name)] == []


def test_the_mails_tell_nothing_personal(ran: Ran) -> None:
    texts = [text for path in (ran.home / "mail").iterdir() for text in texts_of_mail(path)]
    assert any("138****1234" in text for text in texts)
    assert [text for text in texts if secrets_in(text)] == []


def test_the_programs_say_and_log_nothing_personal(ran: Ran) -> None:
    assert secrets_in(ran.said) == set()
    logs = [path for path in ran.home.rglob("*.log*") if path.is_file()]
    assert [path for path in logs if secrets_in(path.read_text(errors="replace"))] == []


def test_check_prints_nothing_personal(ran: Ran, tmp_path: Path) -> None:
    archive = Archive(ran.home / "archive")
    for body in (*TELLERS, TITLED, LATER):
        (tmp_path / body).write_bytes(archive.read(evidence_of(ran, body)))
    files = sorted(tmp_path.iterdir())
    assert not any(secrets_in(file.name) for file in files)
    pages = tmp_path / "pages"
    as_json = gouji("check", "--json", "--explain", "--pages", pages, *files)
    as_text = gouji("check", "--explain", *files)
    found = {
        finding["code"]
        for line in as_json.out.splitlines()
        for finding in json.loads(line)["findings"]
    }
    assert found >= {"V801", "V802", "V803", "V804"}
    printed = [as_json.out, as_json.err, as_text.out, as_text.err]
    printed += [path.read_text(encoding="utf-8") for path in pages.rglob("*.html")]
    assert [text for text in printed if secrets_in(text)] == []


def test_a_cell_with_a_number_of_a_person_has_no_figure(ran: Ran) -> None:
    sql = "SELECT raw, value FROM v_cells WHERE body = ? AND year = ? AND cell = ?"
    assert ("电话139****5678", None) in rows(ran.home, sql, LATER, YEAR, CELL)


def test_no_copy_is_offered_of_a_report_that_lays_personal_data_open(ran: Ran) -> None:
    offered = {path.stem for path in (ran.out / "evidence").iterdir()}
    assert offered
    for body in (*TELLERS, TITLED, LATER):
        sha256 = evidence_of(ran, body)
        assert sha256 not in offered
        page = (ran.out / f"reports/{body}-{YEAR}.html").read_text(encoding="utf-8")
        assert sha256 in page
        assert "不提供下载" in page
        assert f"evidence/{sha256}" not in page
    for path in (ran.out / "evidence").iterdir():
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as opened:
            for name in opened.namelist():
                assert secrets_in(opened.read(name).decode(errors="replace")) == set()


def test_what_was_fetched_is_kept_as_it_was_for_its_owner_only(ran: Ran) -> None:
    copy = Archive(ran.home / "archive").read(evidence_of(ran, county.EDUCATION.id))
    assert ID_NUMBER in copy.decode()
    kept = [
        path
        for name in ("archive", "runs")
        for path in (ran.home / name, *(ran.home / name).rglob("*"))
    ]
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in kept}
    assert modes == {(True, 0o700), (False, 0o600)}
