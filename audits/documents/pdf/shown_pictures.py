"""Pictures on pages that hold text: what stands there may be a table that nobody typed."""

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

import pypdfium2
from PIL import ImageOps

from audits.documents.document import EnclosedFile
from audits.documents.pdf.page import PageText, picture_name
from rules.place import Box

MOST_PICTURES = 30
DPI = 200

_LEAST_WIDTH, _LEAST_HEIGHT = 108.0, 36.0  # points; smaller ones hold no table
_MOST_PIXELS = 12_000_000
_MARGIN = 24  # pixels of paper around a picture, so that rules on its edge stand free
_TOUCH = 1.5  # points; programs cut a picture into strips


def shown_pictures(content: bytes, pages: Sequence[PageText]) -> tuple[EnclosedFile, ...]:
    """The pictures as they are displayed, as PNG.

    One that lies behind text is none of them: what stands there is read as text. Strips that touch
    are one picture, which has the name of the uppermost.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot read the file.
    """
    printed = [page for page in pages if page.lines or page.furniture]
    wanted = [picture for page in printed for picture in _pictures_of(page)][:MOST_PICTURES]
    if not wanted:
        return ()
    with closing(pypdfium2.PdfDocument(content)) as file:
        return tuple(
            EnclosedFile(name=picture.name, content=_png_of(file, picture)) for picture in wanted
        )


class _Shown(NamedTuple):
    name: str
    page: int
    box: Box


def _pictures_of(page: PageText) -> Iterator[_Shown]:
    joined: list[_Shown] = []
    for count, box in enumerate(page.pictures, start=1):
        seen = _on_page(box, page)
        last = joined[-1] if joined else None
        if last is not None and _is_strip(seen, last.box):
            joined[-1] = last._replace(box=last.box._replace(bottom=seen.bottom))
        else:
            joined.append(_Shown(picture_name(page.number, count), page.number, seen))
    return (shown for shown in joined if _is_large(shown.box) and not _is_behind(shown.box, page))


def _on_page(box: Box, page: PageText) -> Box:
    return Box(
        left=max(0.0, box.left),
        top=max(0.0, box.top),
        right=min(page.width, box.right),
        bottom=min(page.height, box.bottom),
    )


def _is_strip(lower: Box, upper: Box) -> bool:
    ends = (lower.left, upper.left), (lower.right, upper.right), (lower.top, upper.bottom)
    return all(abs(one - other) <= _TOUCH for one, other in ends)


def _is_large(box: Box) -> bool:
    return box.right - box.left >= _LEAST_WIDTH and box.bottom - box.top >= _LEAST_HEIGHT


def _is_behind(box: Box, page: PageText) -> bool:
    return any(
        box.holds((line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2)
        for line in page.lines
    )


def _png_of(file: pypdfium2.PdfDocument, picture: _Shown) -> bytes:
    box = picture.box
    area = (box.right - box.left) * (box.bottom - box.top)
    scale = min(DPI / 72, (_MOST_PIXELS / area) ** 0.5)
    with closing(file[picture.page - 1]) as page:
        width, height = page.get_size()
        bitmap = page.render(
            scale=scale, crop=(box.left, height - box.bottom, width - box.right, box.top)
        )
        shown = bitmap.to_pil().convert("RGB")
        bitmap.close()
    written = io.BytesIO()
    ImageOps.expand(shown, border=_MARGIN, fill="white").save(written, "PNG", compress_level=1)
    return written.getvalue()
