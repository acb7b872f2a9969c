"""The pages that a picture file holds, unpacked within limits."""

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from audits.documents.document import DocumentUnreadable
from audits.documents.recognition.sheet import Picture

MOST_BYTES = 64 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""Of one page: A4 at 600 dpi has 35 million."""
MOST_PAGES = 60
WIDEST = 2_560
"""Pixels to which a larger page is made smaller, on its shorter side: A4 at 300 dpi has 2,480."""
SHORTEST_SIDE = 16

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")


def frames_of(content: bytes) -> Iterator[Picture]:
    """Each page, in colours on white paper, turned as the file says that it was held.

    Raises:
        DocumentUnreadable: no picture, cut short, or beyond the limits.
    """
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"图片文件超过 {MOST_BYTES // 2**20} MB，未读取；请索取较小的版本",
            en=f"the picture is larger than {MOST_BYTES // 2**20} MB and was not read",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as file:
                yield from _pages_of(file)
    except Image.DecompressionBombError as fault:
        raise _too_large() from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as fault:
        raise DocumentUnreadable(
            zh="图片已损坏或不完整，无法打开；请重新下载",
            en="the picture is damaged or cut short; fetch it again",
        ) from fault


def _pages_of(file: ImageFile.ImageFile) -> Iterator[Picture]:
    count = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
    if count > MOST_PAGES:
        raise DocumentUnreadable(
            zh=f"图片共 {count} 页，超过 {MOST_PAGES} 页，未读取；请核对是否为年度报告",
            en=f"the picture has {count} pages, more than {MOST_PAGES}, and was not read",
        )
    for index in range(count):
        file.seek(index)
        if file.width * file.height > MOST_PIXELS:
            raise _too_large()
        yield _on_white(file)


def _on_white(image: Image.Image) -> Picture:
    page = ImageOps.exif_transpose(image)
    if page.mode.startswith("I;16"):
        page = Image.fromarray((np.asarray(page) >> 8).astype(np.uint8))
    if min(page.size) > WIDEST:
        page = page.convert("RGBA" if _may_be_clear(page) else "RGB")
        share = WIDEST / min(page.size)
        page = page.resize((round(page.width * share), round(page.height * share)))
    if _may_be_clear(page):
        solid = page.convert("RGBA")
        white = Image.new("RGBA", solid.size, "white")
        page = Image.alpha_composite(white, solid)
    return np.asarray(page.convert("RGB"), dtype=np.uint8)


def _may_be_clear(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _too_large() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh=f"图片超过 {MOST_PIXELS // 10**6} 百万像素，未读取；请索取较小的版本",
        en=f"the picture has more than {MOST_PIXELS // 10**6} million pixels and was not read",
    )
