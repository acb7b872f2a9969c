import itertools
import re
from decimal import Decimal

import pytest

from crawler.demo_portal import county
from crawler.demo_portal.county import DEPARTMENTS, TOWNSHIPS, YEARS
from crawler.demo_portal.faults import PLANTED
from crawler.demo_portal.figures import Figures, as_printed, true_figures
from crawler.demo_portal.phrases import load_phrases
from crawler.demo_portal.publishing import publish_all
from crawler.demo_portal.report import DemoReport, Paragraph

SEEDS = (1, 2, 7, 2026, 31415)
TOLD_OTHERWISE = {(fault.body, fault.year) for fault in PLANTED if fault.code == "N501"}
FOUR = ("received", "brought_forward", "total", "carried_forward")


def paragraphs(report: DemoReport, *positions: int) -> list[str]:
    return [
        block.text
        for position in positions
        for block in report.sections[position].blocks
        if isinstance(block, Paragraph)
    ]


def sentences(report: DemoReport) -> set[str]:
    """Of sections one and five, with counts masked and without those that tell the tables."""
    text = "".join(paragraphs(report, 0, 4))
    masked = (re.sub(r"\d+", "N", part) for part in re.split(r"[。；：]", text))
    told = ("公开申请", "办结N件", "予以公开N件", "规范性文件N件", "许可决定", "行政复议")
    return {part for part in masked if len(part) > 14 and not any(word in part for word in told)}


@pytest.mark.parametrize("seed", SEEDS)
def test_true_figures_balance_for_every_seed(seed: int) -> None:
    for figures in true_figures(seed).values():
        received, brought, done, carried = (figures[f"t3/{row}/total"] for row in FOUR)
        assert received + brought == done + carried
        assert min(figures.values()) >= 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_government_reports_the_sum_of_its_bodies_for_every_seed(seed: int) -> None:
    figures = true_figures(seed)
    for year in YEARS:
        for cell, figure in figures[county.GOVERNMENT.id, year].items():
            parts = (figures[body.id, year][cell] for body in (*DEPARTMENTS, *TOWNSHIPS))
            assert figure == sum(parts), cell


@pytest.mark.parametrize("seed", SEEDS)
def test_every_fault_can_be_planted_and_lowers_no_cell_below_nothing(seed: int) -> None:
    reports = {(each.report.body.id, each.report.year): each.report for each in publish_all(seed)}
    truth = true_figures(seed)
    for fault in PLANTED:
        published = reports[fault.body, fault.year].cells
        for cell in fault.cells:
            told = published.get(cell, "")
            assert not told.startswith("-"), (fault.code, cell)
            true = as_printed(truth[fault.body, fault.year][cell])
            assert told != true or fault.code == "T204", (fault.code, cell)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_fault_is_without_effect_because_the_body_had_nothing_to_report(seed: int) -> None:
    truth = true_figures(seed)
    for fault in PLANTED:
        figures: Figures = truth[fault.body, fault.year]
        if fault.code in ("T201", "T202", "S101", "T231"):
            assert figures["t3/granted/natural_person"] > 0
        if fault.code == "T203":
            assert figures["t2/licensing/decisions"] > 0


def test_figures_are_printed_without_separators_and_trailing_zeros() -> None:
    printed = [as_printed(Decimal(text)) for text in ("0.00", "120", "1386.50", "3140")]
    assert printed == ["0", "120", "1386.5", "3140"]


def sentences_by_report() -> dict[tuple[str, int], set[str]]:
    return {(e.report.body.id, e.report.year): sentences(e.report) for e in publish_all(1)}


def test_a_body_shares_no_sentence_of_its_own_between_years() -> None:
    by_report = sentences_by_report()
    own = by_report.keys() - {(fault.body, fault.year) for fault in PLANTED if fault.words_of}
    for one, other in itertools.combinations(sorted(own), 2):
        if one[0] == other[0]:
            assert not by_report[one] & by_report[other], one


def test_only_those_that_take_over_words_tell_mostly_the_same() -> None:
    by_report = sentences_by_report()
    taken_over = {frozenset((f.body, f.words_of)): f.year for f in PLANTED if f.words_of}
    for one, other in itertools.combinations(by_report, 2):
        shared = by_report[one] & by_report[other]
        fewest = min(len(by_report[one]), len(by_report[other]))
        is_planted = taken_over.get(frozenset((one[0], other[0]))) == one[1] == other[1]
        assert (len(shared) == fewest) if is_planted else (len(shared) < 0.7 * fewest)


def test_the_stock_has_sentences_for_every_year_of_every_aspect() -> None:
    phrases = load_phrases()
    assert all(len(set(stock)) >= 3 * len(YEARS) for stock in phrases.aspects.values())
    assert len(phrases.shortcomings) >= 3 * len(YEARS)
    assert len(phrases.government_supervision) >= len(YEARS)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_text_states_the_figures_of_the_tables(seed: int) -> None:
    truth = true_figures(seed)
    for each in publish_all(seed):
        report = each.report
        figures = truth[report.body.id, report.year]
        text = "".join(paragraphs(report, 0))
        if (report.body.id, report.year) in TOLD_OTHERWISE:
            continue
        received, brought, done, carried = (figures[f"t3/{row}/total"] for row in FOUR)
        if received + brought == 0:
            assert "没有收到政府信息公开申请" in text
            continue
        assert f"收{'到' if '全年收到' in text else ''}政府信息公开申请{received}件" in text
        assert re.search(f"上年结转{brought}件.{{0,5}}办结{done}件", text)
        assert f"{carried}件结转下年度" in text or f"结转下年度继续办理{carried}件" in text


def test_the_text_covers_the_five_aspects_and_for_the_government_its_assessment() -> None:
    for each in publish_all(1):
        opening = "".join(text[:16] for text in paragraphs(each.report, 0))
        aspects = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
        assert all(aspect in opening for aspect in aspects)
        if each.report.body is county.GOVERNMENT:
            text = "".join(paragraphs(each.report, 0))
            assert all(word in text for word in ("考核", "社会评议", "责任追究"))
