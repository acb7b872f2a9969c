"""The running text of a report: it agrees with the figures and differs between bodies and years.

No two years of a body share a sentence of sections one and five, but for what the figures say.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from crawler.demo_portal import county, told_figures
from crawler.demo_portal.county import Body, BodyKind
from crawler.demo_portal.figures import Figures
from crawler.demo_portal.form import CHINESE_NUMERALS, SECTION_TITLES
from crawler.demo_portal.phrases import ASPECTS, Phrases

_SHARE: Final = 3
"""Sentences of an aspect, and shortcomings, in one report."""
_PROBLEM_OPENINGS: Final = (
    ("的公开工作主要存在以下问题：", "下一步的改进措施："),
    ("在公开工作中还有一些不足：", "今后从以下方面改进："),
    ("的公开工作与群众的期待仍有差距，问题是：", "针对这些问题，将作如下改进："),
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The paragraphs of a report, section by section."""

    introduction: str
    overview: tuple[str, ...]
    problems: tuple[str, ...]
    other_matters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the text of a report tells; a planted fault may need it silent, to stand alone."""

    parts: bool = True
    outcomes: bool = True
    decisions: bool = True


class Writer:
    """Writes the texts of one body; the same seed gives the same texts."""

    def __init__(self, body: Body, phrases: Phrases, seed: int) -> None:
        self._body = body
        self._phrases = phrases
        self._seed = seed
        draw = random.Random(f"{seed}/{body.id}/prose")  # noqa: S311 - invented text, no secret
        self._telephone = f"0989-21{draw.randint(10000, 99999)}"
        self._aspects = {key: _shuffled(draw, phrases.aspects[key]) for key in ASPECTS}
        self._shortcomings = _shuffled(draw, phrases.shortcomings)
        self._assessments = _shuffled(draw, phrases.government_supervision)

    def write(self, year: int, figures: Figures, telling: Telling) -> Prose:
        """The text of the report on one of the county's years."""
        page = _YearPage(self._body, year, self._seed)
        turn = county.YEARS.index(year)
        return Prose(
            introduction=self._introduction(year, page, telling),
            overview=tuple(
                f"（{numeral}）{name}。{self._aspect(key, turn, page, figures, telling)}"
                for numeral, (key, name) in zip(CHINESE_NUMERALS, ASPECTS.items(), strict=False)
            ),
            problems=self._problems(turn, page),
            other_matters=page.fill(page.choose(self._phrases.none_charged))
            + page.choose(self._phrases.nothing_else),
        )

    def _introduction(self, year: int, page: "_YearPage", telling: Telling) -> str:
        parts = ""
        if telling.parts and page.choose((True, False)):
            parts = f"报告由{'、'.join(SECTION_TITLES.values())}六个部分组成。"
        return (
            "本报告按照《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》"
            f"（国办公开办函〔2021〕30号）的要求编制。{parts}"
            f"本报告所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。"
            f"如对本报告有疑问，请与{self._body.name}联系（电话：{self._telephone}）。"
        )

    def _aspect(
        self, key: str, turn: int, page: "_YearPage", figures: Figures, telling: Telling
    ) -> str:
        text = "".join(page.fill(sentence) for sentence in _share(self._aspects[key], turn))
        is_government = self._body.kind is BodyKind.GOVERNMENT
        match key:
            case "proactive":
                decisions = told_figures.tell_decisions(figures) if telling.decisions else ""
                return text + told_figures.tell_rulemaking(figures) + decisions
            case "requests":
                scope = "全县" if is_government else ""
                as_remainder = page.choose((True, False))
                requests = told_figures.tell_requests(figures, scope, as_remainder=as_remainder)
                outcomes = told_figures.tell_outcomes(figures) if telling.outcomes else ""
                return text + requests + outcomes
            case "supervision":
                assessment = self._assessments[turn] if is_government else ""
                return assessment + text + told_figures.tell_reviews(figures)
            case _:
                return text

    def _problems(self, turn: int, page: "_YearPage") -> tuple[str, str]:
        chosen = _share(self._shortcomings, turn)
        before, after = _PROBLEM_OPENINGS[turn]
        problems = _enumerated([page.fill(item.problem) for item in chosen])
        remedies = _enumerated([page.fill(item.remedy) for item in chosen])
        return f"{self._body.calls_itself}{before}{problems}", f"{after}{remedies}"


class _YearPage:
    """Draws for one report: the counts in its sentences and the choice of wordings."""

    def __init__(self, body: Body, year: int, seed: int) -> None:
        self._body = body
        self._year = year
        self._draw = random.Random(f"{seed}/{body.id}/{year}/prose")  # noqa: S311 - as above

    def choose(self, stock: Sequence[_T]) -> _T:
        return self._draw.choice(stock)

    def fill(self, sentence: str) -> str:
        return sentence.format(
            we=self._body.calls_itself,
            field=self._body.field,
            year=self._year,
            many=self._draw.randint(210, 980),
            some=self._draw.randint(11, 48),
            few=self._draw.randint(2, 9),
        )


def _shuffled(draw: random.Random, stock: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(draw.sample(stock, len(stock)))


def _share(stock: tuple[_T, ...], turn: int) -> tuple[_T, ...]:
    return stock[turn * _SHARE :][:_SHARE]


def _enumerated(items: list[str]) -> str:
    numbered = (f"{n}是{item}" for n, item in zip(CHINESE_NUMERALS, items, strict=False))
    return f"{'；'.join(numbered)}。"
