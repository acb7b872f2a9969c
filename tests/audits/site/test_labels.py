"""The words of the pages: complete in both languages, used, and those of the field."""

import re
import tomllib
from datetime import UTC, date, datetime
from importlib.resources import files
from string import Formatter

import pytest

from audits.site.wording import LabelMissing, wording
from rules.language import Language

TEMPLATES = [
    entry.read_text(encoding="utf-8")
    for entry in (files("audits.site") / "templates").iterdir()
    if entry.name.endswith(".j2")
]
MODULES = [
    entry.read_text(encoding="utf-8")
    for entry in files("audits.site").iterdir()
    if entry.name.endswith(".py")
]
ZH, EN = wording(Language.ZH), wording(Language.EN)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def asked_for() -> tuple[set[str], set[str]]:
    """Keys that templates and modules name whole, and beginnings they put something behind."""
    text = "\n".join(TEMPLATES + MODULES)
    whole = set(re.findall(r"\b(?:t|self)\(\s*[\"']([\w.]+)[\"'][,)]", text))
    whole |= set(re.findall(r"else t\('([\w.]+)'", text)) | set(
        re.findall(r"\"(next\.\w+)\"", text)
    )
    counted = set(re.findall(r"t\.count\('([\w.]+)'", text))
    whole |= {f"{key}.{form}" for key in counted for form in ("one", "other")}
    grouped = set(re.findall(r"t\.term\('(\w+)'", text)) | {"state", "basis"}
    begun = set(re.findall(r"\bt\('([\w.]+\.)'", text)) | {f"{group}." for group in grouped}
    return whole, begun


def test_both_languages_have_the_same_labels() -> None:
    assert set(ZH.labels) == set(EN.labels)


def test_the_same_values_are_put_into_both_languages() -> None:
    differing = [
        key for key in ZH.labels if placeholders(ZH.labels[key]) != placeholders(EN.labels[key])
    ]
    assert not differing


def test_every_label_asked_for_is_there() -> None:
    whole, begun = asked_for()
    assert not whole - set(ZH.labels)
    assert not [start for start in begun if not any(key.startswith(start) for key in ZH.labels)]


def test_no_label_is_left_over() -> None:
    whole, begun = asked_for()
    left = {key for key in ZH.labels if key not in whole and not key.startswith(tuple(begun))}
    assert not left


def test_a_label_that_is_missing_is_an_error_that_says_where() -> None:
    with pytest.raises(LabelMissing, match=r"labels/zh\.toml"):
        ZH("page.nowhere")


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("word.findings", "问题"),
        ("word.body", "公开主体"),
        ("severity.error", "错误"),
        ("severity.warning", "疑点"),
        ("severity.info", "提示"),
        ("word.not_assessable", "无法核验"),
        ("word.obligation", "应公开年报"),
        ("status.unreadable", "无法读取"),
        ("status.not_a_report", "非年度报告"),
        ("obligation.late", "逾期公开"),
        ("obligation.missing", "未见公开"),
        ("obligation.unknown", "情况不明"),
        ("obligation.not_due", "未到期"),
        ("obligation.published", "已公开"),
        ("state.open.error", "待整改"),
        ("state.open.lesser", "待核实"),
        ("state.notified.error", "已报主管部门"),
        ("state.explained.error", "已说明"),
        ("state.waived.error", "暂不处理"),
        ("state.fixed.error", "✓ 已整改"),
        ("state.fixed.lesser", "✓ 已消除"),
        ("state.regressed.error", "再次出现"),
        ("state.retracted.error", "已撤销（本系统更正）"),
        ("word.evidence", "存证"),
        ("word.suspect", "文本疑似残缺"),
        ("word.disputed", "两次读取不一致"),
        ("word.unassigned", "未归属"),
        ("word.suggestion", "疑似应为"),
        ("nav.ledger", "整改台账"),
    ],
)
def test_the_words_are_those_of_the_contract(key: str, word: str) -> None:
    assert ZH(key) == word


def test_days_and_times_are_written_as_each_language_does() -> None:
    midnight = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    assert ZH.day(date(2026, 11, 23)) == "2026年11月23日"
    assert EN.day(date(2026, 11, 23)) == "23 November 2026"
    assert ZH.moment(midnight) == "2026年1月1日 00:30"


def test_numbers_of_our_own_text_are_grouped_and_counted() -> None:
    assert EN.count("overview.audited", 1) == "1 report audited"
    assert EN.count("overview.audited", 12045) == "12,045 reports audited"


def test_label_files_hold_only_words() -> None:
    for language in Language:
        source = (files("audits.site") / "labels" / f"{language}.toml").read_text("utf-8")
        assert tomllib.loads(source)
        assert "<" not in source
