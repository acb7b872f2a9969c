"""``gouji audit --dry-run`` on the demo portal: what would change, and not one byte written."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from crawler.demo_portal import DemoPortal
from line import jobs
from rules.case import Case
from rules.finding import Holds, Outcome
from rules.registry import all_rules
from rules.rule import Rule
from tests.homes import rows, settled
from tests.programs import gouji

WITHOUT_S112 = '\n[rules]\ndisable = ["S112"]\n'


@pytest.fixture(scope="module")
def audited_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was crawled and audited without one rule; its portal is gone."""
    home = tmp_path_factory.mktemp("audited") / "home"
    with DemoPortal() as portal:
        settings = settled(home, portal, WITHOUT_S112)
        assert jobs.crawl(settings).is_whole
    assert jobs.audit(settings).is_whole
    return home


@pytest.fixture
def home(audited_once: Path, tmp_path: Path) -> Path:
    """A copy of that home."""
    return Path(shutil.copytree(audited_once, tmp_path / "home"))


def everything_in(home: Path) -> dict[str, bytes]:
    """Every byte in it; of what SQLite leaves beside a store that was read, what is not locks."""
    files = (path for path in sorted(home.rglob("*")) if path.is_file())
    held = {str(path.relative_to(home)): path.read_bytes() for path in files}
    held.pop("gouji.db-shm", None)
    return {name: content for name, content in held.items() if content or name != "gouji.db-wal"}


def lenient(rule: Rule) -> Rule:
    """A later version of the rule, which is satisfied by every report."""

    def check(_: Case) -> Iterator[Outcome]:
        yield Holds(place="report")

    return replace(rule, version=rule.version + 1, check=check)


def dry_run(home: Path) -> Result:
    return CliRunner().invoke(main, ["audit", "--dry-run", "--home", str(home)])


def test_what_a_rule_would_find_is_told_before_anything_is_written(home: Path) -> None:
    configuration = home / "gouji.toml"
    text = configuration.read_text(encoding="utf-8").replace(WITHOUT_S112, "")
    configuration.write_text(text, encoding="utf-8")
    before = everything_in(home)
    told = gouji("audit", "--dry-run", "--home", home)
    assert (told.status, told.err) == (0, "")
    head, line, sentence = told.out.splitlines()
    assert head.split() == ["code", "added", "reopened", "fixed", "retracted", "body"]
    code, *figures, body, name = line.split()
    assert (code, figures) == ("S112", ["1", "0", "0", "0"])
    assert sentence.startswith("Nothing was written. Findings to add: 1; to open again: 0;")
    assert everything_in(home) == before
    assert gouji("audit", "--home", home).status == 0
    [found] = rows(home, "SELECT body FROM v_findings WHERE code = 'S112'")
    assert found == (body,)
    assert rows(home, "SELECT name FROM v_bodies WHERE id = ?", body) == [(name,)]


def test_what_a_new_version_of_a_rule_would_take_back_is_told_and_nothing_else_differs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(home)
    kept = tuple(lenient(rule) if rule.code == "B302" else rule for rule in all_rules())
    monkeypatch.setattr("audits.audit.all_rules", lambda: kept)
    standing = rows(
        home,
        "SELECT body, count(*) FROM v_findings WHERE code = 'B302' AND state = 'open'"
        " GROUP BY body ORDER BY body",
    )
    assert standing
    told = dry_run(home)
    assert told.exit_code == 0
    lines = [line.split() for line in told.output.splitlines()[1:-1]]
    assert [(code, body, int(retracted)) for code, _, _, _, retracted, body, _ in lines] == [
        ("B302", body, number) for body, number in standing
    ]
    closed = sum(number for _, number in standing)
    assert f"to close: {closed} (0 as fixed, {closed} as our own fault)" in told.output
    assert everything_in(home) == before


def test_what_a_rule_that_is_switched_off_would_take_back_is_told_and_then_done(home: Path) -> None:
    configuration = home / "gouji.toml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace('"S112"', '"S112", "B302"'), encoding="utf-8")
    [(found,)] = rows(home, "SELECT count(*) FROM v_findings WHERE code = 'B302'")
    assert found
    told = dry_run(home)
    assert told.exit_code == 0
    assert f"to close: {found} (0 as fixed, {found} as our own fault)" in told.output
    states = "SELECT DISTINCT state FROM v_findings WHERE code = 'B302'"
    assert rows(home, states) == [("open",)]
    assert gouji("audit", "--home", home).status == 0
    assert rows(home, states) == [("retracted",)]
    configuration.write_text(text, encoding="utf-8")
    assert gouji("audit", "--home", home).status == 0
    assert rows(home, states) == [("open",)]


def test_a_home_that_was_never_crawled_is_told_what_to_do_first(tmp_path: Path) -> None:
    with DemoPortal() as portal:
        settled(tmp_path, portal)
    told = dry_run(tmp_path)
    assert told.exit_code == 1
    assert "run `gouji crawl`" in told.output
    assert not (tmp_path / "gouji.db").exists()
