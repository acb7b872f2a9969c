"""Small tables drawn as pictures, as a scanner or a screen shows them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

ROW, COLUMN, MARGIN = 40, 110, 60
TYPE = 24

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTable:
    """A ruled table of short texts; a text of ``None`` goes on with the cell to its left."""

    rows: Sequence[Sequence[str | None]]
    type_size: int = TYPE

    def image(self) -> Image.Image:
        """The picture, in colours on white."""
        columns = max(len(row) for row in self.rows)
        size = (2 * MARGIN + columns * COLUMN, 2 * MARGIN + len(self.rows) * ROW)
        image = Image.new("RGB", size, "white")
        draw = ImageDraw.Draw(image)
        font = ImageFont.load_default(self.type_size)
        for y, row in enumerate(self.rows):
            for x, text in enumerate(row):
                if text is None:
                    continue
                span = 1
                while x + span < len(row) and row[x + span] is None:
                    span += 1
                left, top = MARGIN + x * COLUMN, MARGIN + y * ROW
                right, bottom = left + span * COLUMN, top + ROW
                draw.rectangle((left, top, right, bottom), outline="black", width=2)
                middle = ((left + right) / 2, (top + bottom) / 2)
                draw.text(middle, text, fill="black", font=font, anchor="mm")
        return image

    def pixels(self) -> Pixels:
        """The picture as rows of pixels."""
        return np.asarray(self.image())


def as_file(image: Image.Image, kind: str, *others: Image.Image) -> bytes:
    """A picture file; of several pages where the kind has them."""
    written = io.BytesIO()
    if others:
        image.save(written, kind, save_all=True, append_images=others)
    else:
        image.save(written, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return written.getvalue()
