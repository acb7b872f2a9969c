"""What a page of an OFD file prints, as its XML is met tag by tag, without a tree.

Glyphs and walls come from here, characters and rules from ``drawing``: the two share nothing but
the standard (GB/T 33190-2016). Drawings that a page only refers to are not followed here.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from xml.parsers import expat

from audits.documents.document import DocumentUnreadable
from audits.documents.ofd.package import damaged, too_much
from audits.documents.ofd.pages import OfdPage
from audits.documents.pdf.page import Glyph, PageText, Wall
from audits.documents.pdf.text import lines_of_glyphs
from rules.place import Box

MOST_GLYPHS = 20_000
MOST_WALLS = 50_000

_PER_MILLIMETRE = 72 / 25.4
_THIN = 3.0  # points
_FAR = 1e6  # millimetres
_LEAN = 0.1
_FIRST_WIDE = "\u2e80"
_SLIM = 0.5  # em
_NAMELESS = re.compile("[\u00a4\u25a1\ufffd\ue000-\uf8ff]")
_STROKE = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_PALE = re.compile(r"25[0-5](?:\.\d*)?")
_NO_INK = re.compile(r"[0-5](?:\.\d*)?")

_READ = frozenset({"TextObject", "PathObject"})

_Point = tuple[float, float]


@dataclass(slots=True)
class _Open:
    """A text or path object whose end has not been met."""

    kind: str
    said: Mapping[str, str]
    colours: dict[str, Mapping[str, str]] = field(default_factory=dict)
    parts: list[tuple[Mapping[str, str], str]] = field(default_factory=list)
    """Attributes and words of its text codes, or of its path."""

    def shows(self, role: str, *, unless_said: bool) -> bool:
        """Whether its fill or stroke can be seen on white."""
        if {"true": True, "false": False}.get(self.said.get(role, ""), unless_said) is False:
            return False
        colour = self.colours.get(f"{role}Color", {})
        shades = colour.get("Value", "0").split()
        pale = _NO_INK if len(shades) == 4 else _PALE
        is_pale = all(map(pale.fullmatch, shades))
        return not is_pale and colour.get("Alpha", "255").strip() != "0"


@dataclass(slots=True)
class _Met:
    """What has been met of a page so far."""

    glyphs: list[Glyph] = field(default_factory=list)
    walls: list[Wall] = field(default_factory=list)


def printed_page(page: OfdPage, pictures: tuple[Box, ...]) -> PageText:
    """The page with its lines of text, its glyphs and its walls.

    Raises:
        DocumentUnreadable: the page is damaged, or holds more than a page of a report.
    """
    met = _Met()
    for content in page.contents:
        _Reading(met).of(content)
    return PageText(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=lines_of_glyphs(met.glyphs),
        pictures=pictures,
        has_rules=bool(met.walls),
        glyphs=tuple(met.glyphs),
        walls=tuple(met.walls),
    )


class _Reading:
    """The way through the XML of a page."""

    def __init__(self, met: _Met) -> None:
        self._met = met
        self._object: _Open | None = None
        self._layers = 0
        self._depth = 0
        self._words: list[str] | None = None
        self._attributes: Mapping[str, str] = {}

    def of(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = _refuse_entity
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            raise damaged() from fault

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "Layer":
            self._layers += 1
        elif self._layers and self._object is None and name in _READ:
            self._object, self._depth = _Open(name, attributes), 0
        elif self._object is not None:
            self._depth += 1
            if self._depth == 1:
                self._start_part(self._object, name, attributes)

    def _start_part(self, part_of: _Open, name: str, attributes: dict[str, str]) -> None:
        if name in {"FillColor", "StrokeColor"}:
            part_of.colours[name] = attributes
        elif name in {"TextCode", "AbbreviatedData"}:
            self._words, self._attributes = [], attributes

    def _text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "Layer":
            self._layers -= 1
        elif self._object is not None and self._depth == 0:
            self._take(self._object)
            self._object = None
        elif self._object is not None:
            if self._depth == 1 and self._words is not None:
                self._object.parts.append((self._attributes, "".join(self._words)))
                self._words = None
            self._depth -= 1

    def _take(self, met: _Open) -> None:
        if met.said.get("Visible") == "false" or met.said.get("Alpha") == "0":
            return
        try:
            if met.kind == "TextObject":
                self._met.glyphs.extend(_glyphs_of(met))
            else:
                self._met.walls.extend(_walls_of(met))
        except (ValueError, IndexError, StopIteration, RuntimeError) as fault:
            raise damaged() from fault
        if len(self._met.glyphs) > MOST_GLYPHS or len(self._met.walls) > MOST_WALLS:
            raise too_much()


def _refuse_entity(*_: object) -> None:
    raise DocumentUnreadable(
        zh="OFD 文件内含实体声明，可能有害，未读取", en="the OFD file declares entities; not read"
    )


def _floats(written: str) -> list[float]:
    found = [float(word) for word in written.split()]
    if not all(math.isfinite(number) and abs(number) <= _FAR for number in found):
        raise ValueError(written)
    return found


@dataclass(frozen=True, slots=True)
class _Space:
    """From the space of an object to the page, in points."""

    left: float
    top: float
    turn: tuple[float, ...]

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "_Space":
        box = _floats(said.get("Boundary", ""))
        turn = _floats(said.get("CTM", "")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        if len(box) != 4 or len(turn) != 6:
            raise ValueError(said)
        return cls(box[0], box[1], tuple(turn))

    def point(self, x: float, y: float) -> _Point:
        a, b, c, d, e, f = self.turn
        return (
            (self.left + e + a * x + c * y) * _PER_MILLIMETRE,
            (self.top + f + b * x + d * y) * _PER_MILLIMETRE,
        )


def _glyphs_of(met: _Open) -> Iterator[Glyph]:
    said = met.said
    is_seen = met.shows("Fill", unless_said=True) or met.shows("Stroke", unless_said=False)
    is_level = said.get("ReadDirection", "0") == said.get("CharDirection", "0") == "0"
    space = _Space.of(said)
    a, b, c, d = space.turn[:4]
    if not (is_seen and is_level and d > 0 and a > 0 and abs(b) <= _LEAN * a):
        return
    size = _floats(said.get("Size", "0"))[0]
    breadth = size * _floats(said.get("HScale", "1"))[0]
    em = size * math.sqrt(c * c + d * d) * _PER_MILLIMETRE
    start_x = start_y = 0.0
    for attributes, written in met.parts if em > 0 else ():
        words = _trimmed(written)
        start_x = _floats(attributes.get("X", f"{start_x!r}"))[0]
        start_y = _floats(attributes.get("Y", f"{start_y!r}"))[0]
        x, y = start_x, start_y
        if len(words) > MOST_GLYPHS:
            raise too_much()
        rights = _unrolled(attributes.get("DeltaX", ""), len(words))
        downs = _unrolled(attributes.get("DeltaY", ""), len(words))
        for word, right, down in zip(words, rights, downs, strict=True):
            body = breadth if word >= _FIRST_WIDE else breadth * _SLIM
            if not word.isspace() and word.isprintable() and not _NAMELESS.match(word):
                left, base = space.point(x, y)
                wide = body if right is None or right <= 0 else min(right, body)
                yield Glyph(word, left, left + wide * a * _PER_MILLIMETRE, base, em)
            is_told = right is not None or down is not None
            x, y = x + ((right or 0.0) if is_told else body), y + (down or 0.0)


def _trimmed(words: str) -> str:
    """Without the line ends, and what stands beside them, that set out the XML."""
    first = len(words) - len(words.lstrip())
    end = len(words.rstrip())
    return words[first if "\n" in words[:first] else 0 : end if "\n" in words[end:] else len(words)]


def _unrolled(written: str, count: int) -> list[float | None]:
    """A step for each of so many characters; None where the list says nothing."""
    steps: list[float | None] = []
    words = written.split()[::-1]
    while words and len(steps) < count:
        word = words.pop()
        times = int(words.pop()) if word == "g" else 1
        step = _floats(words.pop() if word == "g" else word)[0]
        steps.extend([step] * max(0, min(times, count - len(steps))))
    return steps + [None] * (count - len(steps))


def _walls_of(met: _Open) -> Iterator[Wall]:
    is_drawn = met.shows("Stroke", unless_said=True)
    if not is_drawn and not met.shows("Fill", unless_said=False):
        return
    space = _Space.of(met.said)
    for trace in _traces_in("".join(words for _, words in met.parts)):
        placed = [(space.point(*end), is_level) for end, is_level in trace]
        bends = any(not is_level for _, is_level in placed[1:])
        whole = None if bends else _wall_between([end for end, _ in placed])
        if whole is not None:
            yield whole
        elif is_drawn:
            for (one, _), (other, is_level) in pairwise(placed):
                if is_level and (wall := _wall_between([one, other])) is not None:
                    yield wall


def _wall_between(ends: list[_Point]) -> Wall | None:
    xs, ys = sorted(x for x, _ in ends), sorted(y for _, y in ends)
    wide, high = xs[-1] - xs[0], ys[-1] - ys[0]
    if wide > high and high <= _THIN:
        return Wall(False, (ys[0] + ys[-1]) / 2, xs[0], xs[-1])
    if high > wide and wide <= _THIN:
        return Wall(True, (xs[0] + xs[-1]) / 2, ys[0], ys[-1])
    return None


def _traces_in(path: str) -> Iterator[list[tuple[_Point, bool]]]:
    """What is drawn without lifting the pen; each point with whether the way to it is straight."""
    trace: list[tuple[_Point, bool]] = []
    for order, written in _STROKE.findall(path):
        numbers = _floats(written)
        if order in "SM":
            if trace:
                yield trace
            trace = [((numbers[0], numbers[1]), False)]
        elif order == "C":
            trace.append((trace[0][0], True))
        else:
            trace.append(((numbers[-2], numbers[-1]), order == "L"))
    if trace:
        yield trace
