"""The two networks of rapidocr: one finds lines of text, one reads them. Neither is ever fetched.

The files come with the library. Its own recogniser pads every picture to 320 × 48 pixels; most
cells hold one digit, so pictures are batched here by their width.
"""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from audits.documents.document import DocumentUnreadable
from audits.documents.recognition.installed import check_installed
from audits.documents.recognition.sheet import (
    PRINTED_LIKE_NOUGHT,
    Picture,
    Reading,
    Region,
)

MOST_THREADS = 2

_HEIGHT = 48  # pixels that the network wants
_NARROWEST = 48
_WIDEST = 2_400
_STEP = 16
_PIXELS_A_BATCH = 2_048  # of width
_LONGEST_SIDE = 1_760  # of a page that is searched for text
_LEAST = 0.3  # likelihood of a digit
_DIGITS = frozenset("0123456789")
_NOUGHTS = frozenset(f"0{PRINTED_LIKE_NOUGHT}")
_FINDER = "PP-OCRv6_det_small.onnx"
_READER = "PP-OCRv6_rec_small.onnx"


def networks() -> "Networks":
    """The networks, loaded once for each process.

    Raises:
        DocumentUnreadable: the library is not installed, or lacks its models.
    """
    check_installed()
    return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> "Networks":
    spec = find_spec("rapidocr")
    folder = Path(spec.origin or "").parent / "models" if spec else Path()
    if not all((folder / name).is_file() for name in (_FINDER, _READER)):
        raise DocumentUnreadable(
            zh="识别组件缺少模型文件，请重新安装：pip install --force-reinstall gouji[ocr]",
            en="the models that read pictures are missing; "
            "pip install --force-reinstall gouji[ocr]",
        )
    return Networks(_session(folder / _FINDER), _session(folder / _READER))


def _session(model: Path) -> Any:
    import onnxruntime  # noqa: PLC0415  # not installed everywhere

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(MOST_THREADS, os.cpu_count() or 1)
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


class Networks:
    """Finds and reads lines of text."""

    def __init__(self, finder: Any, reader: Any) -> None:
        from rapidocr.ch_ppocr_det.utils import DBPostProcess  # noqa: PLC0415

        self._finder = finder
        self._reader = reader
        self._boxes_of = DBPostProcess(
            thresh=0.3, box_thresh=0.5, max_candidates=3000, unclip_ratio=1.6, use_dilation=True
        )
        known = reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ("", *known, " ")
        digits = self._numbers_of(_DIGITS)
        self._rivals = np.array([0, *digits])
        self._digits = frozenset(digits)
        self._noughts = self._numbers_of(_NOUGHTS)
        self._not_nought = (0, *self._numbers_of(_DIGITS - _NOUGHTS))

    def _numbers_of(self, signs: frozenset[str]) -> tuple[int, ...]:
        return tuple(number for number, text in enumerate(self._characters) if text in signs)

    def find(self, page: Picture) -> tuple[Region, ...]:
        """Where lines of text stand on a page, from top to bottom."""
        height, width = page.shape[:2]
        scale = min(1.0, _LONGEST_SIDE / max(height, width))
        size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
        small = cv2.resize(
            page, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        )
        given = (small.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[np.newaxis]
        found = self._finder.run(None, {self._finder.get_inputs()[0].name: given})[0]
        boxes, _ = self._boxes_of(found, (height, width))
        return tuple(sorted((_upright(box) for box in boxes), key=lambda r: (r.top, r.left)))

    def read(self, lines: Sequence[Picture]) -> list[Reading]:
        """The text of each picture of one line."""
        readings = [Reading("", 0.0)] * len(lines)
        for batch in _batches(lines):
            given = np.stack([_normal(lines[index], width) for index, width in batch])
            found = self._reader.run(None, {self._reader.get_inputs()[0].name: given})[0]
            for (index, _), rows in zip(batch, found, strict=True):
                readings[index] = self._decoded(rows)
        return readings

    def _decoded(self, rows: NDArray[np.float32]) -> Reading:
        """A character stands where the network's answer changes; the first answer is none."""
        best = rows.argmax(axis=1)
        begins = np.flatnonzero((best != 0) & (best != np.concatenate(([-1], best[:-1]))))
        if not len(begins):
            return Reading("", 0.0)
        text = "".join(self._characters[best[place]] for place in begins)
        return Reading(text.strip(), min(self._surety(rows[place]) for place in begins))

    def _surety(self, row: NDArray[np.float32]) -> float:
        """Of the likeliest sign; of a digit, against every other and against none.

        A nought shares its likelihood with signs that are no digit and are printed alike.
        """
        best = int(row.argmax())
        if row[best] >= _LEAST and best in self._noughts:
            noughts = float(row[[*self._noughts]].sum())
            return noughts / (noughts + float(row[[*self._not_nought]].sum()))
        if best not in self._digits or row[best] < _LEAST:
            return float(row[best])
        return float(row[best] / row[self._rivals].sum())


def _upright(box: NDArray[Any]) -> Region:
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    return Region(int(left), int(top), int(right) + 1, int(bottom) + 1)


def _batches(lines: Sequence[Picture]) -> Iterator[list[tuple[int, int]]]:
    """Numbers of the pictures with the width that each batch is padded to, the narrow first."""
    widths = {index: _width_of(line) for index, line in enumerate(lines) if line.size}
    batch: list[int] = []
    for index in sorted(widths, key=widths.__getitem__):
        if batch and widths[index] * (len(batch) + 1) > _PIXELS_A_BATCH:
            yield [(known, widths[batch[-1]]) for known in batch]
            batch = []
        batch.append(index)
    if batch:
        yield [(known, widths[batch[-1]]) for known in batch]


def _width_of(line: Picture) -> int:
    height, width = line.shape[:2]
    wanted = -(-int(width) * _HEIGHT // max(1, int(height)) // _STEP) * _STEP
    return min(max(wanted, _NARROWEST), _WIDEST)


def _normal(line: Picture, width: int) -> NDArray[np.float32]:
    """As the network wants it: 48 high, from -1 to 1, nothing (0) right of it."""
    colours = line if line.ndim == 3 else cv2.cvtColor(line, cv2.COLOR_GRAY2RGB)
    own = min(width, max(1, -(-colours.shape[1] * _HEIGHT // colours.shape[0])))
    sized = cv2.resize(colours, (own, _HEIGHT))
    given = np.zeros((3, _HEIGHT, width), dtype=np.float32)
    given[:, :, :own] = (sized.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
    return given
