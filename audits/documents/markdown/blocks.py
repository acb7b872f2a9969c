"""Markdown as blocks: marks are taken off by patterns, and what is left is flattened text."""

import html
import re
from collections.abc import Iterator

from audits.documents.document import AttachmentLink, Block, Picture
from audits.documents.html.page import read_html
from audits.documents.text.blocks import blocks_of as blocks_of_text
from audits.documents.text.file import written_in

_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_APART = re.compile(
    r"""
    ^[ \t>]*(?:
      !\[[^\]\n]*\]\([ ]*<?(?P<picture>[^)\s>]+)[^)\n]*\)
    | <img\b[^>\n]*?\bsrc[ ]*=[ ]*["']?(?P<image>[^"'\s>]+)[^>\n]*>
    | \[(?P<name>[^\]\n]+)\]\([ ]*<?(?P<file>[^)\s>]+\.(?:pdf|docx?|wps|ofd|xlsx?|rtf|zip|rar))>?\)
    )[ \t]*$
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_RULE = re.compile(
    r"[ \t>]*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*|\s*(?:=+|-{3,}|\*{3,})\s*"
)
_BEGINNING = re.compile(r"^[ \t]*(?:>[ \t]?)*#{1,6}[ \t]*|^[ \t]*(?:>[ \t]?)+")
_END_OF_HEADING = re.compile(r"[ \t]+#+[ \t]*$")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|i|em|u|p|div|center|span|font)\s*>", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{1,3})(?=\S)([^*_]*[^*_\s])\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def blocks_of(text: str) -> Iterator[Block]:
    """Paragraphs, tables, pictures and links, in order."""
    start = 0
    for begin, end in _tables_in(text):
        yield from _blocks_beside_tables(text, start, begin)
        yield from read_html(f"<body>{text[begin:end]}".encode()).blocks
        start = end
    yield from _blocks_beside_tables(text, start, len(text))


def _tables_in(text: str) -> Iterator[tuple[int, int]]:
    """Beginnings and ends of the tables written in HTML that stand in no other."""
    depth = begin = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            begin = begin if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield begin, tag.end()
    if depth:
        yield begin, len(text)


def _blocks_beside_tables(text: str, start: int, end: int) -> Iterator[Block]:
    for found in _APART.finditer(text, start, end):
        yield from _blocks_of_lines(text, start, found.start())
        start = found.end()
        if found["file"]:
            yield AttachmentLink(address=found["file"], text=found["name"])
        else:
            yield Picture(source=found["picture"] or found["image"])
    yield from _blocks_of_lines(text, start, end)


def _blocks_of_lines(text: str, start: int, end: int) -> Iterator[Block]:
    above = text.count("\n", 0, start)
    plain = "\n".join(map(_without_marks, text[start:end].split("\n")))
    return iter(blocks_of_text((above + number, line) for number, line in written_in(plain)))


def _without_marks(line: str) -> str:
    """The line as it is shown; a row of a table with tabs between its cells."""
    if _RULE.fullmatch(line):
        return ""
    if _BEGINNING.match(line):
        line = _END_OF_HEADING.sub("", _BEGINNING.sub("", line))
    pieces = _BAR.split(line.strip())
    if len(pieces) == 1:
        return _shown(line)
    spoken = sum(1 for piece in pieces if piece.strip())
    if spoken < 2 and (len(pieces) < 3 or pieces[0].strip()):
        return line  # a cell by itself with its border
    cells = pieces[0 if pieces[0].strip() else 1 : None if pieces[-1].strip() else -1]
    return "\t".join(_shown(cell.strip()) for cell in cells) + ("\t" if len(cells) == 1 else "")


def _shown(piece: str) -> str:
    """A piece without the marks around and in its words; figures keep what is not all around."""
    piece = _LINK.sub(r"\1", _TAG.sub("", _BREAK.sub(" ", piece)))
    whole = _EMPHASIS.fullmatch(piece)
    if whole:
        piece = whole[2]
    else:
        piece = _EMPHASIS.sub(lambda m: m[0] if re.search(r"\d", m[2]) else m[2], piece)
    return html.unescape(_ESCAPE.sub(r"\1", piece)).replace("\t", " ")
