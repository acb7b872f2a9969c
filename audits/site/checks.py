"""How far a report could be checked, and what stood in the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.judge import Judgement, Tally
from rules.language import Text
from rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedRule:
    """A rule that one reason kept from being applied."""

    code: str
    title: Text
    has_page: bool
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A reason, and everything it stood in the way of."""

    reason: Text
    rules: tuple[UncheckedRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The rules that ask something of one report, or of several together."""

    asked: int = 0
    """Rules that apply."""
    partly: int = 0
    """Applied in some places and not in others."""
    not_at_all: int = 0
    """Could not be applied anywhere."""
    passed: int = 0
    """Applied everywhere they ask, and satisfied."""

    @property
    def applied(self) -> int:
        """Applied in one place at least."""
        return self.asked - self.not_at_all

    @property
    def is_partial(self) -> bool:
        """Some rule could not be applied everywhere it asks."""
        return self.partly + self.not_at_all > 0

    def __add__(self, other: "Checks") -> "Checks":
        return Checks(
            asked=self.asked + other.asked,
            partly=self.partly + other.partly,
            not_at_all=self.not_at_all + other.not_at_all,
            passed=self.passed + other.passed,
        )


def checks_of(judgement: Judgement) -> Checks:
    """How many rules could be applied to a report."""
    tallies = judgement.tallies.values()
    return Checks(
        asked=len(judgement.tallies),
        partly=sum(1 for tally in tallies if tally.not_assessable and _was_applied(tally)),
        not_at_all=sum(1 for tally in tallies if not _was_applied(tally)),
        passed=sum(1 for t in tallies if t.passed and not t.failed and not t.not_assessable),
    )


def obstacles_of(judgement: Judgement, rules: Mapping[str, Rule]) -> tuple[Obstacle, ...]:
    """What could not be told, by reason; the reason that hindered most comes first."""
    found: dict[Text, dict[str, int]] = {}
    for missed in judgement.not_assessed:
        places = found.setdefault(missed.reason, {})
        places[missed.code] = places.get(missed.code, 0) + 1
    obstacles = [_obstacle(reason, places, rules) for reason, places in found.items()]
    return tuple(sorted(obstacles, key=lambda o: (-len(o.rules), o.reason.zh)))


def _obstacle(reason: Text, places: Mapping[str, int], rules: Mapping[str, Rule]) -> Obstacle:
    return Obstacle(
        reason=reason,
        rules=tuple(_unchecked(code, count, rules) for code, count in sorted(places.items())),
    )


def _unchecked(code: str, places: int, rules: Mapping[str, Rule]) -> UncheckedRule:
    rule = rules.get(code)
    title = rule.title if rule else Text(zh=code, en=code)
    return UncheckedRule(code=code, title=title, has_page=rule is not None, places=places)


def _was_applied(tally: Tally) -> bool:
    return tally.passed + tally.failed > 0
