"""Which tags a page's style sheets and attributes hide or make parts of a table.

It works on tags as they are cut, and knows selectors of one element: by tag, class and id.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MOST_RULES = 5_000

_SHEET = re.compile(
    r"<!--.*?(?:-->|\Z)|<style\b[^>]*+>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL
)
_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_CONDITIONAL = re.compile(
    r"@media([^{}]{0,300}+)\{((?>(?:[^{}]*+\{[^{}]*+\})*)[^{}]*+)\}", re.IGNORECASE
)
_PROPERTY = re.compile(
    r"\s*(display|visibility)\s*:\s*([a-z\-]+)\s*(!\s*important)?", re.IGNORECASE
)
_ONE_ELEMENT = re.compile(r"\*?([a-z][\w\-]*)?((?:[.#][\w\-]+)*)", re.IGNORECASE)
_FOR_SCREENS = frozenset({"all", "screen", "only screen"})


class TagStyle(NamedTuple):
    """How a tag is shown; empty where nothing is declared."""

    display: str = ""
    visibility: str = ""


class _Rule(NamedTuple):
    tag: str
    marks: frozenset[str]
    """Classes with a dot and ids with a number sign."""
    properties: dict[str, tuple[bool, str]]
    order: tuple[int, int, int, int, int]

    def fits(self, name: str, marks: frozenset[str]) -> bool:
        return (not self.tag or self.tag == name) and self.marks <= marks


class TagStyles:
    """The styles of one page."""

    def __init__(self, markup: str) -> None:
        self._by_mark: dict[str, list[_Rule]] = {}
        """By one of its marks, or its tag where it has none."""
        for count, rule in enumerate(_rules(markup)):
            if count >= MOST_RULES:
                break
            key = min(rule.marks) if rule.marks else rule.tag
            self._by_mark.setdefault(key, []).append(rule)

    def of(self, name: str, attributes: Mapping[str, str]) -> TagStyle:
        """How a tag with these attributes is shown."""
        marks = frozenset(
            [f".{word}" for word in attributes.get("class", "").split()]
            + ([f"#{attributes['id']}"] if attributes.get("id") else [])
        )
        won: dict[str, tuple[tuple[int, ...], str]] = {}
        if "hidden" in attributes:
            won["display"] = ((0, -1), "none")
        for key in ("", name, *marks):
            for rule in self._by_mark.get(key, ()):
                if rule.fits(name, marks):
                    _settle(won, rule.properties, rule.order)
        if "style" in attributes:
            _settle(won, _properties(attributes["style"]), (1, 0, 0, 0, 0))
        empty = ((), "")
        return TagStyle(won.get("display", empty)[1], won.get("visibility", empty)[1])


def _settle(
    won: dict[str, tuple[tuple[int, ...], str]],
    properties: Mapping[str, tuple[bool, str]],
    order: tuple[int, ...],
) -> None:
    for name, (important, value) in properties.items():
        weight = (int(important), *order)
        if name not in won or won[name][0] <= weight:
            won[name] = (weight, value)


def _properties(declarations: str) -> dict[str, tuple[bool, str]]:
    found: dict[str, tuple[bool, str]] = {}
    for declaration in declarations.split(";"):
        held = _PROPERTY.match(declaration)
        if held is not None and (held[3] or not found.get(held[1].lower(), (False, ""))[0]):
            found[held[1].lower()] = (held[3] is not None, held[2].lower())
    return found


def _rules(markup: str) -> Iterator[_Rule]:
    number = 0
    for sheet in _SHEET.finditer(markup):
        written = sheet[1] or ""
        if "display" not in written.lower() and "visibility" not in written.lower():
            continue
        plain = _CONDITIONAL.sub(_for_this_screen, _REMARK.sub(" ", written))
        for block in plain.split("}"):
            head, brace, declarations = block.rpartition("{")
            properties = _properties(declarations) if brace else {}
            selectors = head.rpartition("{")[2].rpartition(";")[2]
            for selector in selectors.split(",") if properties else ():
                number += 1
                yield from _rule_of(selector.strip(), properties, number)


def _for_this_screen(conditional: re.Match[str]) -> str:
    return conditional[2] if conditional[1].strip().lower() in _FOR_SCREENS else " "


def _rule_of(
    selector: str, properties: dict[str, tuple[bool, str]], number: int
) -> Iterator[_Rule]:
    """Nothing for a selector of more than one element, or of a state of one."""
    one = _ONE_ELEMENT.fullmatch(selector)
    if one is None or not selector:
        return
    marks = re.findall(r"[.#][\w\-]+", one[2])
    ids = sum(mark.startswith("#") for mark in marks)
    yield _Rule(
        tag=(one[1] or "").lower(),
        marks=frozenset(marks),
        properties=properties,
        order=(0, ids, len(marks) - ids, int(bool(one[1])), number),
    )
