"""A document with damage of its kind: to its bytes, or to its structure."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from tests.fuzz.byte_damage import BYTE_DAMAGES
from tests.fuzz.originals import Original
from tests.fuzz.tag_damage import PAGE_DAMAGES, xml_damages
from tests.fuzz.text_damage import LINE_DAMAGES

_MOST = 4
_BYTES_ONLY = 0.3
_PARTS = {
    "docx": re.compile(r"word/document\.xml"),
    "xlsx": re.compile(r"xl/worksheets/sheet1\.xml|xl/sharedStrings\.xml"),
    "ofd": re.compile(r"Doc_0/(?:Pages|Tpls)/\w+/Content\.xml"),
}

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OPERATION = re.compile(rb"[^\n]*(?:Tj|TJ|Td|Tm|re|l|m|S|f|n|Q|q|BT|ET)\b[^\n]*\n")


def damaged(original: Original, chance: random.Random) -> bytes:
    """The document with up to four faults, or a good many bytes of it changed."""
    if chance.random() < _BYTES_ONLY or original.kind in {"picture", "rtf"}:
        return _bytes_damaged(original.content, chance)
    return _STRUCTURAL[original.kind](original, chance)


def _bytes_damaged(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        if content:
            content = chance.choice(BYTE_DAMAGES)(content, chance)
    return content


def _encoding_of(content: bytes) -> str:
    try:
        content.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _page(original: Original, chance: random.Random) -> bytes:
    encoding = _encoding_of(original.content)
    text = original.content.decode(encoding)
    for _ in range(chance.randint(1, _MOST)):
        text = chance.choice(PAGE_DAMAGES)(text, chance)
    return text.encode(encoding)


def _lines(original: Original, chance: random.Random) -> bytes:
    encoding = _encoding_of(original.content)
    lines = original.content.decode(encoding).split("\n")
    for _ in range(chance.randint(1, _MOST)):
        if lines:
            lines = chance.choice(LINE_DAMAGES)(lines, chance)
    return "\n".join(lines).encode(encoding)


def _package(original: Original, chance: random.Random) -> bytes:
    """The XML of a package damaged before it is packed again."""
    members = unpacked(original.content)
    parts = [name for name in members if _PARTS[original.kind].fullmatch(name)]
    for _ in range(chance.randint(1, _MOST)):
        name = chance.choice(parts)
        if chance.random() < 0.15:
            members[name] = chance.choice(BYTE_DAMAGES)(members[name] or b" ", chance)
            continue
        damage = chance.choice(xml_damages(original.kind))
        members[name] = damage(members[name].decode("utf-8", "replace"), chance).encode()
    return packed(members)


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _inside_archive(original: Original, chance: random.Random) -> bytes:
    """The Word file in it damaged, and packed again."""
    ((name, inside),) = unpacked(original.content).items()
    return packed({name: _package(replace(original, kind="docx", content=inside), chance)})


def _pdf(original: Original, chance: random.Random) -> bytes:
    """Operations dropped, doubled or changed in the unpacked content of pages."""
    content = _unpacked_streams(original.content)
    if content is None:
        return _bytes_damaged(original.content, chance)
    for _ in range(chance.randint(1, _MOST)):
        content = _operation_damaged(content, chance)
    return content


def _unpacked_streams(content: bytes) -> bytes | None:
    """Streams as plain text, so that they can be changed; readers find objects all the same."""

    def plain(found: re.Match[bytes]) -> bytes:
        try:
            return b"stream\n" + zlib.decompress(found[1].rstrip(b"\r\n")) + b"\nendstream"
        except zlib.error:
            return found[0]

    if b"/ASCII85Decode" in content:
        return None
    filtered = re.sub(rb"/Filter\s*(?:\[\s*)?/FlateDecode(?:\s*\])?", b"", content)
    return _rewritten(_STREAM.sub(plain, filtered))


def _rewritten(content: bytes) -> bytes | None:
    """With lengths and the table of objects made right again."""
    try:
        document = pypdfium2.PdfDocument(content)
        out = io.BytesIO()
        document.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
        document.close()
    except pypdfium2.PdfiumError:
        return None
    return out.getvalue()


def _operation_damaged(content: bytes, chance: random.Random) -> bytes:
    spans = [found.span() for found in _OPERATION.finditer(content)]
    if not spans:
        return chance.choice(BYTE_DAMAGES)(content, chance)
    start, end = chance.choice(spans)
    operation = content[start:end]
    if chance.random() < 0.6:
        return content[:start] + b" " * (end - start - 1) + b"\n" + content[end:]
    if chance.random() < 0.5:
        changed = bytearray(operation)
        changed[chance.randrange(len(changed))] = chance.choice(b"0123456789 ")
        return content[:start] + bytes(changed) + content[end:]
    return content[:end] + operation * chance.choice((1, 3)) + content[end:]


_STRUCTURAL: dict[str, Callable[[Original, random.Random], bytes]] = {
    "html": _page,
    "text": _lines,
    "markdown": _lines,
    "docx": _package,
    "xlsx": _package,
    "ofd": _package,
    "zip": _inside_archive,
    "pdf": _pdf,
}
