"""Damage to mark-up: tags, cells, rows and tables of a page or of the XML in a package."""

import random
import re
from collections.abc import Callable, Mapping

TagDamage = Callable[[str, random.Random], str]

_TAG = re.compile(r"<[^<>]{1,400}>")
_CELL = re.compile(r"<t[dh]\b[^>]*>.*?</t[dh]>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"(?i)(?:row|col)span=[\"']?(\d+)")


def _chosen(pattern: re.Pattern[str], text: str, chance: random.Random) -> tuple[int, int] | None:
    """One match, at any place with equal chance."""
    found = [match.span() for match in pattern.finditer(text)]
    return chance.choice(found) if found else None


def _replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1] :]


def drop_of(pattern: re.Pattern[str]) -> TagDamage:
    def drop(text: str, chance: random.Random) -> str:
        span = _chosen(pattern, text, chance)
        return _replaced(text, span, "") if span else text

    return drop


def double_of(pattern: re.Pattern[str]) -> TagDamage:
    def double(text: str, chance: random.Random) -> str:
        span = _chosen(pattern, text, chance)
        return _replaced(text, span, text[slice(*span)] * 2) if span else text

    return double


def move_of(pattern: re.Pattern[str]) -> TagDamage:
    def move(text: str, chance: random.Random) -> str:
        span = _chosen(pattern, text, chance)
        if span is None:
            return text
        rest = _replaced(text, span, "")
        there = _chosen(pattern, rest, chance)
        return rest[: there[1]] + text[slice(*span)] + rest[there[1] :] if there else rest

    return move


def swap_of(pattern: re.Pattern[str]) -> TagDamage:
    def swap(text: str, chance: random.Random) -> str:
        spans = [match.span() for match in pattern.finditer(text)]
        if len(spans) < 2:
            return text
        (a, b), (c, d) = sorted(chance.sample(spans, 2))
        return text if b > c else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]

    return swap


def wrap_of(pattern: re.Pattern[str], before: str, after: str) -> TagDamage:
    def wrap(text: str, chance: random.Random) -> str:
        span = _chosen(pattern, text, chance)
        return _replaced(text, span, before + text[slice(*span)] + after) if span else text

    return wrap


def put_before(pattern: re.Pattern[str], *pieces: str) -> TagDamage:
    def put(text: str, chance: random.Random) -> str:
        span = _chosen(pattern, text, chance)
        return _replaced(text, (span[0], span[0]), chance.choice(pieces)) if span else text

    return put


def change_span(text: str, chance: random.Random) -> str:
    span = _chosen(_SPAN, text, chance)
    if span is None:
        return text
    number = chance.choice(("0", "1", "2", "3", "7", "65534", "-1", "x", "2.5", ""))
    return _replaced(text, span, re.sub(r"\d+", number, text[slice(*span)]))


def add_span(text: str, chance: random.Random) -> str:
    span = _chosen(re.compile(r"<t[dh]\b", re.IGNORECASE), text, chance)
    kind, number = chance.choice(("rowspan", "colspan")), chance.choice((0, 2, 3, 9, 1000))
    return text[: span[1]] + f' {kind}="{number}"' + text[span[1] :] if span else text


def hide_cell(text: str, chance: random.Random) -> str:
    span = _chosen(re.compile(r"<t[dhr]\b", re.IGNORECASE), text, chance)
    hidden = chance.choice((" hidden", ' style="display:none"', " style='display : none'"))
    return text[: span[1]] + hidden + text[span[1] :] if span else text


def table_within(text: str, chance: random.Random) -> str:
    """A cell's content in a table of its own."""
    span = _chosen(_CELL, text, chance)
    if span is None:
        return text
    inner = re.sub(
        r"(?s)^(<[^>]*>)(.*)(</[^>]*>)$",
        r"\1<table><tr><td>\2</td></tr></table>\3",
        text[slice(*span)],
    )
    return _replaced(text, span, inner)


def all_in_one_cell(text: str, chance: random.Random) -> str:
    """Every table in a table for layout."""
    del chance
    return re.sub(
        r"(?is)(<body[^>]*>)(.*)(</body>)", r"\1<table><tr><td>\2</td></tr></table>\3", text
    )


_HTML_PIECES = (
    "<td>",
    "</td>",
    "<tr>",
    "</tr>",
    "<table>",
    "</table>",
    "<br>",
    "<div>",
    "</div>",
    "<p>",
    "<!--",
    "-->",
    "<td>0</td>",
    "<td></td>",
    "<th>",
    "<thead>",
    "<tfoot>",
    "<tbody>",
    "<caption>",
    "<span style='display:none'>",
    "<s>",
    "<script>",
    "</script>",
    "<select>",
    "<svg>",
    "<textarea>",
    "<template>",
    "&nbsp;",
    "<td",
)
PAGE_DAMAGES: tuple[TagDamage, ...] = (
    drop_of(_TAG),
    double_of(_TAG),
    move_of(_TAG),
    swap_of(_TAG),
    drop_of(_CELL),
    double_of(_CELL),
    move_of(_CELL),
    swap_of(_CELL),
    drop_of(_ROW),
    double_of(_ROW),
    move_of(_ROW),
    swap_of(_ROW),
    wrap_of(_CELL, "<!--", "-->"),
    wrap_of(_CELL, "<tr>", "</tr>"),
    wrap_of(_ROW, "<div style='display:none'>", "</div>"),
    wrap_of(_ROW, "<tfoot>", "</tfoot>"),
    wrap_of(_ROW, "<thead>", "</thead>"),
    put_before(_ROW, "</table><table>", "</table><p>续表</p><table>", "</tbody><tbody>"),
    put_before(_TAG, *_HTML_PIECES),
    put_before(_CELL, *_HTML_PIECES),
    change_span,
    add_span,
    hide_cell,
    table_within,
    all_in_one_cell,
)


def _elements(name: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}(?:\s[^>]*)?(?:/>|>.*?</{name}>)", re.DOTALL)


_PACKAGE_PIECES = (
    "<!-- -->",
    "<w:p/>",
    "<w:tc><w:p/></w:tc>",
    "<w:gridSpan w:val='3'/>",
    "<w:vMerge/>",
    "<w:vanish/>",
    "<w:br/>",
    "<w:tab/>",
    "&amp;",
    "&#8203;",
    "0",
)
_STRUCTURES: Mapping[str, tuple[str, ...]] = {
    "docx": ("w:tc", "w:tr", "w:tbl", "w:p", "w:r", "w:t", "w:gridSpan", "w:vMerge", "w:tcPr"),
    "xlsx": ("c", "row", "v", "mergeCell", "si", "is"),
    "ofd": ("ofd:TextObject", "ofd:PathObject", "ofd:TextCode", "ofd:PageBlock"),
}
_VALUE = re.compile(r"(?<==\")\d+(?:\.\d+)?(?=\")")


def change_value(text: str, chance: random.Random) -> str:
    """Another number in an attribute: a span, a style, a place."""
    span = _chosen(_VALUE, text, chance)
    return (
        _replaced(text, span, chance.choice(("0", "1", "2", "3", "9", "65534"))) if span else text
    )


def change_reference(text: str, chance: random.Random) -> str:
    """Another cell named in a merge or as a cell's own place."""
    span = _chosen(re.compile(r"(?<=\")[A-Z]{1,2}\d{1,3}(?=[:\"])"), text, chance)
    return (
        _replaced(text, span, f"{chance.choice('ABCDEFGHIJK')}{chance.randint(1, 60)}")
        if (span)
        else text
    )


def xml_damages(kind: str) -> tuple[TagDamage, ...]:
    """What may happen to the XML of such a package."""
    made: list[TagDamage] = [drop_of(_TAG), *[change_value] * 3]
    made += [put_before(_TAG, *_PACKAGE_PIECES)] * 3
    for name in _STRUCTURES[kind]:
        pattern = _elements(name)
        made += [drop_of(pattern), double_of(pattern)]
        if kind != "ofd":
            made += [move_of(pattern), swap_of(pattern)]
    if kind == "xlsx":
        made += [change_reference] * 4
    return tuple(made)
