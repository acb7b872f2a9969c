"""What is said of a rule wherever it is explained: in a terminal and on its reference page."""

from collections.abc import Iterator
from dataclasses import dataclass

from audits.site.rendering import open_places
from audits.site.rule_view import bases_of
from audits.site.wording import Wording
from rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something about a rule, under a heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReference:
    """A rule in the words of one language, as its own file holds them."""

    code: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """Word and value."""
    parts: tuple[Part, ...]


def reference_of(rule: Rule, say: Wording) -> RuleReference:
    """All that is said of the rule."""
    return RuleReference(
        code=rule.code,
        title=say.say(rule.title),
        facts=tuple(_facts(rule, say)),
        parts=(
            Part(
                heading=say("rules.what"),
                paragraphs=tuple(say.say(rule.explanation).split("\n\n")),
            ),
            Part(heading=say("rules.says"), paragraphs=(open_places(say.say(rule.message)),)),
            Part(heading=say("report.basis"), paragraphs=tuple(_basis(rule, say))),
            Part(heading=say("rules.fails"), paragraphs=(say.say(rule.fails_example),)),
            Part(heading=say("rules.passes"), paragraphs=(say.say(rule.passes_example),)),
        ),
    )


def _facts(rule: Rule, say: Wording) -> Iterator[tuple[str, str]]:
    yield say("rules.name"), rule.name
    yield say("list.severity"), say(f"severity.{rule.severity}")
    yield say("rules.version"), str(rule.version)
    all_formats = say("rules.all_formats")
    yield say("rules.formats"), all_formats if rule.formats is None else ", ".join(rule.formats)
    kinds = [say(f"kind.{kind}") for kind in rule.kinds or ()]
    yield say("rules.kinds"), say("page.comma").join(kinds) or say("rules.all_kinds")
    if rule.off_by_default:
        yield say("rules.asked"), say("rules.off_by_default")


def _basis(rule: Rule, say: Wording) -> Iterator[str]:
    yield say(f"basis_kind.{rule.basis.kind}")
    for basis in bases_of(rule):
        if basis.document or basis.words:
            yield say.basis(basis)
