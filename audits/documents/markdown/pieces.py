"""The second flattening of Markdown: read character by character, without patterns."""

import html
from collections.abc import Iterator

from audits.documents.document import Line
from audits.documents.html.page import read_html
from audits.documents.text.file import written_in
from audits.documents.text.pieces import lines_of as lines_of_text

_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TAGS_WITHOUT_MEANING = frozenset("b strong i em u p div center span font".split())
_TABLE, _END_OF_TABLE = "<table", "</table"
_DIGITS = frozenset("0123456789０１２３４５６７８９")


def lines_of(text: str) -> Iterator[Line]:
    """Pieces of Markdown, and of the tables in it that are written in HTML."""
    lowered = text.lower()
    done = 0
    while (begin := lowered.find(_TABLE, done)) >= 0:
        end = _end_of_table(lowered, begin)
        yield from _lines_beside_tables(text[done:begin], text[:done].count("\n"))
        yield from read_html(f"<body>{text[begin:end]}".encode()).lines
        done = end
    yield from _lines_beside_tables(text[done:], text[:done].count("\n"))


def _end_of_table(lowered: str, begin: int) -> int:
    """Behind the tag that ends the table which begins there, others in it included."""
    opened, place = 1, begin + len(_TABLE)
    while opened:
        inner, end = lowered.find(_TABLE, place), lowered.find(_END_OF_TABLE, place)
        if end < 0:
            return len(lowered)
        if 0 <= inner < end:
            opened, place = opened + 1, inner + len(_TABLE)
        else:
            opened, place = opened - 1, end + len(_END_OF_TABLE)
    close = lowered.find(">", place)
    return len(lowered) if close < 0 else close + 1


def _lines_beside_tables(text: str, above: int) -> tuple[Line, ...]:
    plain = "\n".join(_plain(line) for line in text.split("\n"))
    return lines_of_text((above + number, line) for number, line in written_in(plain))


def _plain(line: str) -> str:
    if _is_rule("".join(line.split()).lstrip(">")):
        return ""
    bare = line.lstrip(" \t")
    while bare[:1] == ">":
        bare = bare[1:].lstrip(" \t")
    if bare[:1] == "#" and len(bare) - len(bare.lstrip("#")) <= 6:
        bare = bare.lstrip("#").strip().rstrip("#")
    cells, bars = _cells(bare)
    if bars == 0:
        return _bare(cells[0])
    if sum(map(bool, cells)) < 2 and (bars < 2 or cells[0]):
        return bare
    if not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return "\t".join(map(_bare, cells)) + "\t" * (len(cells) == 1)


def _is_rule(squeezed: str) -> bool:
    """A line drawn across, or under a table's head: each of its cells is two hyphens or more."""
    if squeezed and not squeezed.strip("="):
        return True
    if len(squeezed) > 2 and (not squeezed.strip("-") or not squeezed.strip("*")):
        return True
    cells = squeezed.strip("|").split("|")
    return "|" in squeezed and all(
        len(cell.strip(":")) > 1 and not cell.strip(":").strip("-") for cell in cells
    )


def _cells(line: str) -> tuple[list[str], int]:
    """What stands between bars, and how many there are; one behind a backslash is none."""
    cells = [""]
    before = ""
    for character in line.strip():
        if character == "|" and before != "\\":
            cells.append("")
        else:
            cells[-1] += character
        before = character
    return [cell.strip() for cell in cells], len(cells) - 1


def _bare(cell: str) -> str:
    """The cell's own characters: tags, links, emphasis and backslashes are marks."""
    shown = _without_emphasis(_without_links(_without_tags(cell)))
    out = []
    place = 0
    while place < len(shown):
        if shown[place] == "\\" and shown[place + 1 : place + 2] in _ESCAPED:
            place += shown[place + 1 : place + 2] != ""
        out.append(shown[place])
        place += 1
    return html.unescape("".join(out)).replace("\t", " ")


def _without_tags(cell: str) -> str:
    """Without tags that only set letters in another way; all others stay to be seen."""
    begin = cell.find("<")
    while begin >= 0:
        end = cell.find(">", begin)
        if end < 0:
            break
        name = cell[begin + 1 : end].strip().lower().removeprefix("/").strip()
        if name.rstrip("/ ") == "br" or name.startswith("br "):
            cell = f"{cell[:begin]} {cell[end + 1 :]}"
        elif name in _TAGS_WITHOUT_MEANING:
            cell = cell[:begin] + cell[end + 1 :]
        else:
            begin += 1
        begin = cell.find("<", begin)
    return cell


def _without_links(cell: str) -> str:
    middle = cell.find("](")
    while middle >= 0:
        begin, end = cell.rfind("[", 0, middle), cell.find(")", middle)
        if begin < 0 or end < 0 or cell[begin - 1 : begin] == "!" or begin + 1 == middle:
            middle = cell.find("](", middle + 1)
            continue
        cell = cell[:begin] + cell[begin + 1 : middle] + cell[end + 1 :]
        middle = cell.find("](", begin)
    return cell


def _without_emphasis(cell: str) -> str:
    """Without stars and underscores around the whole, or around words without figures."""
    begin = 0
    while begin < len(cell):
        mark = cell[begin]
        if mark not in "*_" or cell[begin - 1 : begin] == "\\":
            begin += 1
            continue
        width = 1
        while cell[begin + width : begin + width + 1] == mark and width < 3:
            width += 1
        inner_end = cell.find(mark * width, begin + width)
        inner = cell[begin + width : inner_end] if inner_end > 0 else ""
        is_whole = begin == 0 and inner_end + width == len(cell)
        is_marked = bool(inner) and inner == inner.strip() and not set(inner) & set("*_")
        if is_marked and (is_whole or not set(inner) & _DIGITS):
            cell = cell[:begin] + inner + cell[inner_end + width :]
            begin += len(inner)
        else:
            begin += width
    return cell
