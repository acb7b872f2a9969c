"""The rules as text for a terminal, from the same words as their pages."""

from audits.site.wording import wording
from rules.language import Language
from rules.registry import all_rules


def listed(language: Language) -> str:
    """Code, severity and title of every rule, a line each."""
    return "\n".join(
        f"{rule.code}  {rule.severity.value:<8} {rule.title.in_language(language)}"
        for rule in all_rules()
    )


def explained(code: str, language: Language) -> str | None:
    """One rule in full; ``None`` when no rule has the code."""
    rule = next((r for r in all_rules() if r.code == code.upper()), None)
    if rule is None:
        return None
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
