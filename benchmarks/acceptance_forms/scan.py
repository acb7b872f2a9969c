"""Scans: the pages of a PDF as pictures, aslant, noisy, packed as JPEG, with a red stamp."""

import io
import math
import random
from collections.abc import Callable, Iterator

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw

from benchmarks.acceptance_forms.form import Form, one_by_one

_MOST_SKEW = 1.5  # degrees
_QUALITY = (60, 80)
_NOISE = 6.0  # standard deviation, of 255
_STAMP_RADIUS = 57.0  # points; a stamp of 4 cm
_UNDER_STAMP = ("总体情况", "其他需要报告的事项", "勾稽关系")
_RED = (200, 30, 30)


def scanned_pages(content: bytes, chance: random.Random, dpi: int) -> Iterator[Image.Image]:
    """The pages of a PDF as a flat-bed scanner gives them."""
    stamped_at = chance.choice(_UNDER_STAMP)
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
            for x, y in _places_of(page, stamped_at):
                picture = _stamped(picture, x * dpi / 72, y * dpi / 72, dpi)
            picture = picture.rotate(
                chance.uniform(-_MOST_SKEW, _MOST_SKEW),
                resample=Image.Resampling.BICUBIC,
                fillcolor="white",
            )
            yield _noisy(picture, chance)


def _places_of(page: pypdfium2.PdfPage, words: str) -> Iterator[tuple[float, float]]:
    """Where the words first stand on the page: points from its top left corner."""
    found = page.get_textpage().search(words).get_next()
    if found is not None:
        left, bottom, _, _ = page.get_textpage().get_charbox(found[0])
        yield left + _STAMP_RADIUS / 2, page.get_height() - bottom


def _stamped(picture: Image.Image, x: float, y: float, dpi: int) -> Image.Image:
    """With a ring and a star in red that let the print below show through."""
    ink = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(ink)
    radius = _STAMP_RADIUS * dpi / 72
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, outline=_RED, width=max(2, round(radius / 18)))
    corners = [
        (
            x + radius * (0.32 if turn % 2 == 0 else 0.13) * math.sin(turn * math.pi / 5),
            y - radius * (0.32 if turn % 2 == 0 else 0.13) * math.cos(turn * math.pi / 5),
        )
        for turn in range(10)
    ]
    draw.polygon(corners, fill=_RED)
    return Image.fromarray(np.minimum(np.asarray(picture), np.asarray(ink)))


def _noisy(picture: Image.Image, chance: random.Random) -> Image.Image:
    noise = np.random.default_rng(chance.getrandbits(32))
    clean = np.asarray(picture, dtype=np.float64)
    values = clean + noise.normal(0, _NOISE, (*clean.shape[:2], 1))
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def _as_scan(dpi: int) -> Callable[[bytes, random.Random], bytes]:
    def convert(content: bytes, chance: random.Random) -> bytes:
        first, *others = scanned_pages(content, chance, dpi)
        written = io.BytesIO()
        first.save(
            written,
            "PDF",
            save_all=True,
            append_images=others,
            resolution=float(dpi),
            quality=chance.randint(*_QUALITY),
        )
        return written.getvalue()

    return convert


def _as_picture(content: bytes, chance: random.Random) -> bytes:
    """All pages under each other in one JPEG of 150 dpi."""
    pages = list(scanned_pages(content, chance, 150))
    tall = Image.new("RGB", (max(p.width for p in pages), sum(p.height for p in pages)), "white")
    top = 0
    for page in pages:
        tall.paste(page, (0, top))
        top += page.height
    written = io.BytesIO()
    tall.save(written, "JPEG", quality=chance.randint(*_QUALITY))
    return written.getvalue()


_PDF = frozenset({"pdf"})


def _scan(dpi: int) -> Form:
    return Form(
        name=f"scan{dpi}",
        made_of=_PDF,
        extension="pdf",
        write=one_by_one(_as_scan(dpi)),
        is_pictured=True,
    )


SCAN_150 = _scan(150)
SCAN_200 = _scan(200)
JPG = Form(
    name="jpg",
    made_of=_PDF,
    extension="jpg",
    write=one_by_one(_as_picture),
    is_pictured=True,
)
