"""Forms that draw forms: what that becomes is counted before any library draws it.

A form (PDF 1.7, 8.10) may draw others. One that draws itself, or a few of which each draws the next
one twice, keep pdfium busy for longer than anybody waits.
"""

import io
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import literal_name

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf.pdfminer_faults import PDFMINER_FAULTS, quiet_pdfminer

MOST_DRAWN = 50_000
"""Forms that one form may draw, with those that these draw."""
DEEPEST = 60
MOST_PAGES = 200

_MARK = b"/Form"
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_WEIGHED = frozenset({"FlateDecode", "Fl", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85"})
"""Ways of packing that unpack to no more than the file was weighed to hold."""

Drawables = Mapping[str, PDFObjRef]
"""What may be drawn, by its name."""
Owner = tuple[str, int]
"""The page or form that names what may be drawn, by its number."""


def check_forms(content: bytes) -> None:
    """Nothing, for a file in which forms draw a measured number of forms.

    Files that pdfminer cannot read are not looked at.

    Raises:
        DocumentUnreadable: a form draws itself, or too many others.
    """
    if _MARK not in content:
        return
    with suppress(*PDFMINER_FAULTS), quiet_pdfminer():
        file = PDFDocument(PDFParser(io.BytesIO(content)))
        count = _Count()
        for number, page in enumerate(islice(PDFPage.create_pages(file), MOST_PAGES)):
            drawables = _drawables_of(page.resources)
            for reference in drawables.values():
                count.drawn_by(reference, drawables, owner=("page", number))


@dataclass(slots=True)
class _Count:
    """Forms drawn by each form, itself counted; what is open is being counted."""

    known: dict[tuple[int, Owner], int] = field(default_factory=dict)
    opened: list[tuple[int, Owner]] = field(default_factory=list)

    def drawn_by(self, reference: PDFObjRef, drawables: Drawables, *, owner: Owner) -> int:
        """Forms that are drawn where this is; what names nothing itself draws what its owner names.

        Raises:
            DocumentUnreadable: there is no end to them.
        """
        number = reference.objid
        key = (number, ("form", number))
        if key in self.known:
            return self.known[key]
        form = resolve1(reference)
        if not _is_form(form):
            return 0
        if form.get("Resources") is not None:
            drawables, owner = _drawables_of(form["Resources"]), key[1]
        key = (number, owner)
        if key in self.opened or len(self.opened) > DEEPEST:
            raise _endless()
        if key not in self.known:
            self.opened.append(key)
            self.known[key] = 1 + sum(
                times * self.drawn_by(drawables[name], drawables, owner=owner)
                for name, times in _names_drawn(form, drawables).items()
            )
            self.opened.pop()
        if self.known[key] > MOST_DRAWN:
            raise _endless()
        return self.known[key]


def _drawables_of(resources: Any) -> Drawables:
    named = resolve1((resolve1(resources) or {}).get("XObject")) or {}
    return {name: what for name, what in named.items() if isinstance(what, PDFObjRef)}


def _is_form(drawable: object) -> bool:
    return isinstance(drawable, PDFStream) and (
        literal_name(resolve1(drawable.get("Subtype"))) == "Form"
    )


def _names_drawn(form: PDFStream, drawables: Drawables) -> Mapping[str, int]:
    """How often the form draws each; once, where it is packed in a way that was not weighed."""
    if not drawables:
        return {}
    if any(literal_name(way) not in _WEIGHED for way, _ in form.get_filters()):
        return dict.fromkeys(drawables, 1)
    names = Counter(name.decode("latin-1") for name in _DRAWS.findall(form.get_data()))
    return {name: times for name, times in names.items() if name in drawables}


def _endless() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="PDF 中有图形反复绘制自身，或层层重复过多，无法读取；"
        "请用 PDF 软件重新导出，或索取原始 Word 文件",
        en="the PDF holds a form that draws itself, or forms that repeat each other beyond "
        "measure; export it again or ask for the Word file",
    )
