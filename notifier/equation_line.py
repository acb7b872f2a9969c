"""A balance on one line, for a mail that cannot set arithmetic."""

from audits.site.equations import ShownEquation, ShownSide, ShownTerm
from rules.language import Language, Text

_BLANK = Text(zh="（空白）", en=" (blank)")
_SUMMED = Text(zh="（空白，取分项之和）", en=" (blank, sum of its parts)")
_ZEROS = Text(zh="其余 {n} 项为 0", en="{n} more are 0")
_COMMA = Text(zh="，", en=", ")
_SIDES = Text(zh="；", en="; ")


def arithmetic(equation: ShownEquation) -> str:
    """Both sides with their figures and sums: ``10 + 1 + 0 + 0 = 11 ≠ 0``."""
    left, right = equation.left, equation.right
    told = [_sum(left), left.total] if left.is_sum else [_sum(left)]
    facing = [right.total, _sum(right)] if right.is_sum else [_sum(right)]
    sign = " = " if equation.balances else " ≠ "
    return sign.join((" = ".join(told), " = ".join(facing)))


def figures(equation: ShownEquation, language: Language) -> str:
    """Each cell by name with its figure, the left side first."""
    sides = (_named(side, language) for side in (equation.left, equation.right))
    return _SIDES.in_language(language).join(sides)


def _sum(side: ShownSide) -> str:
    shown = [_bracketed(term.figure) for term in side.terms]
    if side.zeros:
        shown.append("0")
    return " + ".join(shown)


def _bracketed(figure: str) -> str:
    return f"({figure})" if figure.startswith("-") else figure


def _named(side: ShownSide, language: Language) -> str:
    named = [_term(term, language) for term in side.terms]
    if side.zeros:
        named.append(_ZEROS.in_language(language).format(n=len(side.zeros)))
    return _COMMA.in_language(language).join(named)


def _term(term: ShownTerm, language: Language) -> str:
    words = f"{term.label.in_language(language)} {term.figure}"
    if term.summed:
        return words + _SUMMED.in_language(language)
    return words + _BLANK.in_language(language) if term.blank else words
