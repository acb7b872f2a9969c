"""The rules as text for a terminal, from the same words as their pages."""

from collections.abc import Iterator

from audits.checking.rule_reference import RuleReference, reference_of
from audits.site.wording import wording
from rules.language import Language
from rules.registry import all_rules
from rules.rule import Rule


def listed(language: Language) -> str:
    """Code, severity and title of every rule, a line each."""
    return "\n".join(
        f"{rule.code}  {rule.severity.value:<8} {rule.title.in_language(language)}"
        for rule in all_rules()
    )


def explained(rule: Rule, language: Language) -> str:
    """One rule in full."""
    say = wording(language)
    return "\n".join(_lines(reference_of(rule, say), say("page.colon")))


def _lines(reference: RuleReference, colon: str) -> Iterator[str]:
    yield f"{reference.code} {reference.title}"
    for word, value in reference.facts:
        yield f"{word}{colon}{value}"
    for part in reference.parts:
        yield f"\n{part.heading}"
        yield from (f"  {paragraph}" for paragraph in part.paragraphs)
