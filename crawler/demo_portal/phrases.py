"""The stock of sentences that the invented reports draw on (`phrases.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

ASPECTS: Final = {
    "proactive": "主动公开",
    "requests": "依申请公开",
    "management": "政府信息管理",
    "platform": "政府信息公开平台建设",
    "supervision": "监督保障",
}
"""The five aspects that section one must cover (国办公开办函〔2021〕30号), in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcoming:
    """A problem told in section five, and what is to be done about it."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Sentences with named placeholders (`we`, `field`, `year`, `many`, `some`, `few`)."""

    aspects: Mapping[str, tuple[str, ...]]
    """By key of `ASPECTS`; as many sentences as three years need."""
    government_supervision: tuple[str, ...]
    """What a government must add on assessment and accountability (条例 art. 50)."""
    shortcomings: tuple[Shortcoming, ...]
    none_charged: tuple[str, ...]
    nothing_else: tuple[str, ...]


def load_phrases() -> Phrases:
    """The sentences as packaged with the demo portal."""
    stock = tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))
    return Phrases(
        aspects={aspect: tuple(stock[aspect]) for aspect in ASPECTS},
        government_supervision=tuple(stock["government_supervision"]),
        shortcomings=tuple(
            Shortcoming(problem=entry["problem"], remedy=entry["remedy"])
            for entry in stock["shortcomings"]
        ),
        none_charged=tuple(stock["fees"]["none_charged"]),
        nothing_else=tuple(stock["fees"]["nothing_else"]),
    )
