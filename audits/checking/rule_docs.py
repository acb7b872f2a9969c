"""The reference pages of the rules, as Markdown, from the same words as everywhere else."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audits.checking.rule_reference import reference_of
from audits.site.wording import Wording, wording
from rules.language import Language, Text
from rules.registry import all_rules
from rules.rule import Rule

_MADE_BY = "<!-- gouji rules --write-docs -->"
_INDEX = "README.md"
_MARKUP = re.compile(r"([\\`*\[\]<>|])")
_CASES = Text(zh="核对规则所用的测试用例", en="Cases that it is tested with")
_FAILS = Text(zh="应不通过", en="fails")
_PASSES = Text(zh="应通过", en="passes")
_NOT_ASSESSABLE = Text(zh="应无法核验", en="not assessable")
_SILENT = Text(zh="不适用", en="does not apply")
_EXPECTED = {"fails": _FAILS, "not_assessable": _NOT_ASSESSABLE, "silent": _SILENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsWritten:
    """What was written."""

    rules: int
    removed: int
    """Pages of rules that are no more."""


def write_docs(folder: Path, cases: Path | None) -> DocsWritten:
    """Make the folder hold a page of each rule in each language, with a list of them.

    Args:
        folder: made where it is not there; files of others in it are left alone.
        cases: folder of the cases that the rules are tested with; ``None`` where they are not at
            hand: the pages then do not tell of them.

    Raises:
        OSError: a file cannot be written.
    """
    pages = dict(_pages(cases))
    for name, content in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    old = [path for path in folder.rglob("*.md") if _is_old(path, folder, pages)]
    for path in old:
        path.unlink()
    return DocsWritten(rules=len(all_rules()), removed=len(old))


def _is_old(path: Path, folder: Path, pages: Mapping[str, str]) -> bool:
    if path.relative_to(folder).as_posix() in pages:
        return False
    return path.read_text(encoding="utf-8", errors="replace").startswith(_MADE_BY)


def _pages(cases: Path | None) -> Iterator[tuple[str, str]]:
    """Path and content of every page."""
    for language in Language:
        say = wording(language)
        for rule in all_rules():
            told = tuple(_cases_of(rule, cases, say)) if cases is not None else ()
            yield f"{language}/{rule.code}.md", _written(_page(rule, say, told))
        yield f"{language}/{_INDEX}", _written(_index(say))


def _page(rule: Rule, say: Wording, cases: Sequence[str]) -> Iterator[str]:
    reference = reference_of(rule, say)
    yield f"# {reference.code} {_plain(reference.title)}"
    yield "\n".join(
        f"- {word}{say('page.colon')}{_plain(value)}" for word, value in reference.facts
    )
    for part in reference.parts:
        yield f"## {part.heading}"
        yield from map(_plain, part.paragraphs)
    if cases:
        yield f"## {say.say(_CASES)}"
        yield from cases


def _index(say: Wording) -> Iterator[str]:
    yield f"# {say('nav.rules')}"
    rows = (
        f"| [{rule.code}]({rule.code}.md) | {say(f'severity.{rule.severity}')}"
        f" | {_plain(say.say(rule.title))} |"
        for rule in all_rules()
    )
    heads = (say("rules.code"), say("list.severity"), say("rules.title"))
    yield "\n".join((f"| {' | '.join(heads)} |", "|---|---|---|", *rows))


def _cases_of(rule: Rule, folder: Path, say: Wording) -> Iterator[str]:
    """How many cases expect what, and in English, which their names are in, each of them."""
    path = folder / f"{rule.code}.toml"
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    expected = [(_expected(case), case["name"]) for case in cases]
    counts = Counter(outcome for outcome, _ in expected)
    yield say("page.comma").join(
        f"{say.say(outcome)} {counts[outcome]}"
        for outcome in (_FAILS, _PASSES, _NOT_ASSESSABLE, _SILENT)
        if counts[outcome]
    )
    if not say.is_chinese:
        yield "\n".join(f"- {say.say(outcome)}: {_plain(name)}" for outcome, name in expected)


def _expected(case: Mapping[str, Any]) -> Text:
    return next((outcome for key, outcome in _EXPECTED.items() if case.get(key)), _PASSES)


def _written(blocks: Iterator[str]) -> str:
    return "\n\n".join((_MADE_BY, *blocks)) + "\n"


def _plain(text: str) -> str:
    """The text as Markdown shows it unchanged."""
    return _MARKUP.sub(r"\\\1", text)
