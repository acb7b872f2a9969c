"""The verbs other than ``check``: their help, their messages, their exit status."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from audits.register_file import COLUMNS
from cli import main
from tests.programs import gouji

PORTAL = '[portals.county]\nname = "县门户"\nhome = "https://www.example.gov.cn/"\n'
SUPERVISOR = '[supervisors.desk]\nname = "主管部门"\nemail = "desk@example.gov.cn"\n'


def verbs(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, verb in group.commands.items():
        if isinstance(verb, click.Group):
            yield from verbs(verb, (*before, name))
        else:
            yield (*before, name)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "gouji.toml").write_text(PORTAL + SUPERVISOR, encoding="utf-8")
    register = f"{','.join(COLUMNS)}\na,某县人民政府,,government,330100,,county,,,desk\n"
    (tmp_path / "bodies.csv").write_text(register, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("verb", tuple(verbs(main)), ids=" ".join)
def test_every_verb_explains_itself_with_an_example(verb: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*verb, "--help"])
    assert shown.exit_code == 0
    assert f"  gouji {' '.join(verb)}" in shown.output
    assert verb == ("rules",) or "--home" in shown.output


def test_rules_are_listed_and_explained_in_both_languages() -> None:
    listed = CliRunner().invoke(main, ["rules"]).output.splitlines()
    assert listed == sorted(listed)
    assert any(line.startswith("B301  error") for line in listed)
    explained = CliRunner().invoke(main, ["rules", "b301", "--language", "en"]).output
    assert explained.startswith("B301 Requests received and handled do not balance\n")
    for words in ("Name: request-balance", "25 + 3 ≠ 27 + 0", "第一项加第二项之和"):
        assert words in explained
    unknown = CliRunner().invoke(main, ["rules", "B999"])
    assert unknown.exit_code == 1
    assert "`gouji rules` lists them" in unknown.output


def test_a_register_is_checked_with_every_fault_named(home: Path) -> None:
    good = gouji("bodies", "check", "--home", home)
    assert (good.status, good.err) == (0, "")
    assert "1 bodies, no faults" in good.out
    assert "No supervisor hears of" not in good.out
    silent = home / "silent.csv"
    silent.write_text(
        f"{','.join(COLUMNS)}\na,某县人民政府,,government,330100,,county,,,\n", encoding="utf-8"
    )
    assert "No supervisor hears of: a\n" in gouji("bodies", "check", "--home", home, silent).out
    other = home / "other.csv"
    other.write_text(f"{','.join(COLUMNS)}\nB,,,club,33,,nowhere,,,nobody\n", encoding="utf-8")
    bad = gouji("bodies", "check", "--home", home, other)
    assert (bad.status, bad.out) == (1, "")
    for column in ("id", "name", "kind", "region", "portal", "supervisors"):
        assert column in bad.err
    (home / "bodies.csv").unlink()
    missing = gouji("bodies", "check", "--home", home)
    assert missing.status == 1
    assert "there is no register; write one there" in missing.err


@pytest.mark.parametrize("verb", ["audit", "crawl", "pages", "notify", "run"])
def test_faulty_settings_stop_every_verb_at_start(home: Path, verb: str) -> None:
    (home / "gouji.toml").write_text("colour = 1\n[crawl]\ntimeout = 0", encoding="utf-8")
    ended = CliRunner().invoke(main, [verb, "--home", str(home)])
    assert ended.exit_code == 1
    assert "2 fault(s)" in ended.output
    assert not (home / "gouji.db").exists()


def test_pages_and_previews_of_a_home_without_a_store_say_what_to_do_first(home: Path) -> None:
    for arguments in (["pages", "--out", str(home / "out")], ["notify", "--preview"]):
        ended = CliRunner().invoke(main, [*arguments, "--home", str(home)])
        assert ended.exit_code == 1
        assert "gouji crawl" in ended.output
    assert not (home / "out").exists()


def test_a_trial_message_goes_to_one_supervisor(home: Path) -> None:
    sent = gouji("notify", "--test", "desk", "--home", home)
    assert (sent.status, sent.err) == (0, "")
    assert "A test message went to desk@example.gov.cn by file." in sent.out
    unknown = gouji("notify", "--test", "nobody", "--home", home)
    assert unknown.status == 1
    assert f"there is no [supervisors.nobody] in {home / 'gouji.toml'}" in unknown.err


def test_a_mail_server_that_does_not_answer_is_told_in_words(home: Path) -> None:
    mail = '[mail]\nhost = "127.0.0.1"\nport = 1\nsecurity = "plain"\n'
    text = (home / "gouji.toml").read_text(encoding="utf-8")
    (home / "gouji.toml").write_text(f'{text}channels = ["smtp"]\n{mail}', encoding="utf-8")
    ended = gouji("notify", "--test", "desk", "--home", home)
    assert (ended.status, ended.out) == (1, "")
    assert "127.0.0.1:1 cannot be used" in ended.err
    assert "Traceback" not in ended.err
