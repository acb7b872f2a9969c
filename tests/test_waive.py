"""``gouji waive``: what people decide is written down whole or not at all, and pages show it."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from audits.china_time import china_now
from audits.register_file import COLUMNS
from cli import main
from tests.audits.small_office import Page, office_in
from tests.homes import rows
from tests.programs import gouji

FAULTY = "body 某某区审计局\nyear 2023\nfails B301 t3/total/total\nfails B302 t3/total/business"
STATES = "SELECT code, state FROM v_findings ORDER BY code"
DECISIONS = "SELECT decided_as, decided_by, decision, until FROM findings ORDER BY code"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two findings of one report."""
    portal = '[portals.county]\nname = "县门户"\nhome = "https://www.example.gov.cn/"\n'
    (tmp_path / "gouji.toml").write_text(portal, encoding="utf-8")
    register = f"{','.join(COLUMNS)}\naudit-office,某某区审计局,,department,500107,,county,,,\n"
    (tmp_path / "bodies.csv").write_text(register, encoding="utf-8")
    with office_in(tmp_path) as office:
        office.crawl(Page(content=FAULTY))
        office.audit()
    return tmp_path


def ids(home: Path) -> list[str]:
    return [name for (name,) in rows(home, "SELECT id FROM v_findings ORDER BY code")]


def waive(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["waive", "--home", str(home), *arguments])


def test_a_waiver_says_who_why_and_until_when(home: Path) -> None:
    first, _ = ids(home)
    said = ("--by", "王某", "--reason", "正在核实", "--until", "2999-06-30")
    ended = gouji("waive", first, *said, "--home", home)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == "Findings decided: 1 waived until 2999-06-30.\n"
    assert rows(home, STATES) == [("B301", "waived"), ("B302", "open")]
    assert rows(home, DECISIONS)[0] == ("waived", "王某", "正在核实", "2999-06-30")
    again = waive(home, first, *said)
    assert (again.exit_code, "1 stood so already" in again.output) == (0, True)
    assert rows(home, "SELECT count(*) FROM finding_events WHERE cause = 'waived'") == [(1,)]


def test_an_explanation_of_several_findings_is_one_decision(home: Path) -> None:
    said = ("--as", "explained", "--by", "王某", "--reason", "汇总口径不同")
    ended = waive(home, *ids(home), *said)
    assert (ended.exit_code, ended.output) == (0, "Findings decided: 2 explained.\n")
    assert {state for _, state in rows(home, STATES)} == {"explained"}


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        (("--reason", "核实中"), 1, "say who decided it"),
        (("--by", "王某"), 1, "give the reason"),
        (("--by", "王某", "--reason", "核实中", "--until", "2020-01-01"), 1, "is over"),
        (("--by", "王某", "--reason", "核实中", "--until", "soon"), 2, "soon"),
        (
            ("--as", "explained", "--by", "王某", "--reason", "x", "--until", "2999-01-01"),
            1,
            "no last day",
        ),
        (("--by", "王某", "--reason", "核实中", "--from", "gouji.toml"), 2, "by their ids"),
    ],
)
def test_what_is_not_said_whole_is_not_written(
    home: Path, said: Sequence[str], status: int, words: str
) -> None:
    ended = waive(home, *ids(home), *said)
    assert (ended.exit_code, words in ended.output) == (status, True), ended.output
    assert rows(home, STATES) == [("B301", "open"), ("B302", "open")]


def test_what_people_write_is_kept_and_answered_without_personal_data(
    home: Path, tmp_path: Path
) -> None:
    first, second = ids(home)
    said = ("--by", "王某13800001234", "--reason", "申请人张大山提出异议，电话139-0000-5678")
    assert waive(home, first, *said).exit_code == 0
    assert waive(home, first, *said).output.endswith("1 stood so already.\n")
    path = tmp_path / "ledger.xlsx"
    save(
        path, ["编号", "处理", "经办人", "理由", "期限"], [second, "13700002468", "王某", "x", None]
    )
    told = waive(home, "--from", str(path)).output
    assert "137****2468" in told
    unknown = waive(home, "13700002468", "--by", "王某", "--reason", "x")
    everything = "".join(
        str(rows(home, f"SELECT * FROM {table}"))  # noqa: S608
        for table in ("findings", "finding_events")
    )
    assert "王某138****1234" in everything
    for secret in ("13800001234", "张大山", "139-0000-5678", "13700002468"):
        assert secret not in everything + told + unknown.output


def test_what_an_office_wrote_into_a_ledger_does_not_steer_the_terminal(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.xlsx"
    heads = ["编号", "处理", "经办人", "理由", "期限"]
    save(path, heads, ["a\u202eb\u009bc", "已说明", "王某", "x", None])
    ended = waive(home, "--from", str(path))
    assert ended.exit_code == 1
    assert "no finding has the id a" in ended.output
    assert not {"\u202e", "\u009b"} & set(ended.output)


def test_an_unknown_id_is_named_and_the_others_are_left_as_they_are(home: Path) -> None:
    ended = waive(home, *ids(home), "nothing", "--by", "王某", "--reason", "核实中")
    assert ended.exit_code == 1
    assert "no finding has the id nothing; copy it from the page" in ended.output
    assert rows(home, STATES) == [("B301", "open"), ("B302", "open")]


def test_a_verb_without_findings_says_how_to_name_them(home: Path) -> None:
    ended = waive(home, "--by", "王某", "--reason", "核实中")
    assert (ended.exit_code, "name findings by their ids" in ended.output) == (2, True)


def test_a_home_without_a_store_is_not_given_one(tmp_path: Path) -> None:
    ended = waive(tmp_path, "a" * 16, "--by", "王某", "--reason", "核实中")
    assert (ended.exit_code, "run `gouji crawl`" in ended.output) == (1, True)
    assert not (tmp_path / "gouji.db").exists()


def test_a_returned_ledger_decides_of_many_or_of_none(home: Path, tmp_path: Path) -> None:
    first, second = ids(home)
    path = tmp_path / "ledger.xlsx"
    heads = ["编号", "处理", "经办人", "理由", "期限"]
    decided = [
        [first, "已说明", "王某", "汇总口径不同", None],
        [second, "暂不处理", "李某", "正在核实", "2999-06-30"],
    ]
    for wrong in (["x", "已说明", "王某", "y", None], [first, "算了", "王某", "y", None]):
        save(path, heads, *decided, wrong)
        assert waive(home, "--from", str(path)).exit_code == 1
        assert rows(home, STATES) == [("B301", "open"), ("B302", "open")]
    save(path, heads, *decided)
    ended = waive(home, "--from", str(path))
    assert ended.output == "Findings decided: 1 explained, 1 waived until 2999-06-30.\n"
    assert rows(home, STATES) == [("B301", "explained"), ("B302", "waived")]


def save(path: Path, *lines: Sequence[object]) -> None:
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    book.save(path)


def test_the_page_shows_ids_and_what_was_decided_also_after_the_waiver_ended(home: Path) -> None:
    first, second = ids(home)
    today = china_now().date()
    said = ("--by", "王<某>", "--reason", "正在核实", "--until", today.isoformat())
    assert waive(home, second, *said).exit_code == 0
    with office_in(home) as office:
        office.now = china_now()
        office.audit(today=today + timedelta(days=1))
    assert rows(home, STATES)[1] == ("B302", "open")
    assert waive(home, first, second, "--by", "李某", "--reason", "另行处理").exit_code == 0
    assert gouji("pages", "--home", home, "--out", home / "out").status == 0
    [page] = (home / "out" / "reports").rglob("*2023*.html")
    shown = page.read_text(encoding="utf-8")
    assert f"<code>{first}</code> <code>{second}</code>" in shown
    _, _, history = shown.partition("处理经过")
    assert "暂不处理" in history
    assert "王&lt;某&gt;" in history
    assert "正在核实" in history
    assert "暂不处理期满，恢复处理" in history
    assert history.count("另行处理") == 1
    assert history.index("正在核实") < history.index("暂不处理期满")
