"""``gouji rules --write-docs``: a page for every rule, in step with the rules and their cases."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from rules.language import Language
from rules.registry import all_rules
from tests.programs import ROOT

DOCS = ROOT / "docs" / "rules"
CASES = ROOT / "tests" / "rules" / "cases"
ANEW = "run `gouji rules --write-docs` in the source tree"


def write_docs(out: Path) -> Result:
    return CliRunner().invoke(main, ["rules", "--write-docs", "--out", str(out)])


def pages_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.md")
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("docs") / "rules"
    done = write_docs(folder)
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"{len(all_rules())} rules on pages in two languages. Open")
    return pages_in(folder)


def test_the_pages_in_the_tree_are_those_of_the_rules(pages: dict[str, str]) -> None:
    held = pages_in(DOCS)
    assert held.keys() == pages.keys(), ANEW
    assert [name for name in pages if held[name] != pages[name]] == [], ANEW


@pytest.mark.parametrize("language", list(Language))
def test_every_rule_has_a_page_with_all_that_its_file_says(
    pages: dict[str, str], language: Language
) -> None:
    for rule in all_rules():
        page = pages[f"{language}/{rule.code}.md"].replace("\\", "")
        said = (rule.title, rule.explanation, rule.fails_example, rule.passes_example)
        assert all(text.in_language(language) in page for text in said), rule.code
        assert f"\n# {rule.code} " in page
        assert rule.basis.words is None or rule.basis.words in page, rule.code
        assert f"[{rule.code}]({rule.code}.md)" in pages[f"{language}/README.md"]


def test_every_case_stands_on_the_page_of_its_rule(pages: dict[str, str]) -> None:
    for rule in all_rules():
        cases = tomllib.loads((CASES / f"{rule.code}.toml").read_text(encoding="utf-8"))["case"]
        page = pages[f"en/{rule.code}.md"].replace("\\", "")
        told = page.partition("## Cases that it is tested with\n")[2].splitlines()
        assert [line.split(": ", 1)[1] for line in told if line.startswith("- ")] == [
            case["name"] for case in cases
        ]
        fails = sum(1 for case in cases if case.get("fails"))
        assert f"应不通过 {fails}" in pages[f"zh/{rule.code}.md"]


def test_pages_of_rules_that_are_no_more_go_and_files_of_others_stay(
    tmp_path: Path, pages: dict[str, str]
) -> None:
    gone, mine = tmp_path / "zh" / "B999.md", tmp_path / "zh" / "notes.md"
    gone.parent.mkdir()
    gone.write_text(pages["zh/B301.md"], encoding="utf-8")
    mine.write_text("# 笔记\n", encoding="utf-8")
    done = write_docs(tmp_path)
    assert "; 1 old files removed." in done.output
    assert not gone.exists()
    assert mine.read_text(encoding="utf-8") == "# 笔记\n"
    assert pages_in(tmp_path).keys() == {*pages, "zh/notes.md"}


def test_pages_of_one_rule_alone_are_not_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["rules", "B301", "--write-docs", "--out", str(tmp_path)])
    assert (done.exit_code, "leave the code out" in done.output) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    done = CliRunner().invoke(main, ["rules", "--write-docs", "--out", str(taken / "docs")])
    assert done.exit_code == 1
    assert "gouji: " in done.output
