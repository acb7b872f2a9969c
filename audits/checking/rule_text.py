"""The rules as text for a terminal, from the same words as their pages."""

from audits.site.wording import wording
from rules.language import Language
from rules.registry import all_rules, rule_of


def listed(language: Language) -> str:
    """Code, severity and title of every rule, a line each."""
    return "\n".join(
        f"{rule.code}  {rule.severity.value:<8} {rule.title.in_language(language)}"
        for rule in all_rules()
    )


def explained(code: str, language: Language) -> str:
    """One rule in full; KeyError when no rule has the code."""
    rule = rule_of(code.upper())
    say = wording(language)
    fails, passes = ("不通过", "通过") if language is Language.ZH else ("Fails", "Passes")
    parts = (
        f"{rule.code} {rule.name} (v{rule.version}, {rule.severity.value})",
        rule.title.in_language(language),
        rule.explanation.in_language(language),
        say.basis(rule.basis),
        f"{fails}: {rule.fails_example.in_language(language)}",
        f"{passes}: {rule.passes_example.in_language(language)}",
    )
    return "\n".join(parts)
