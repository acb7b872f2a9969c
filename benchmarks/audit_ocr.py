"""How long a scanned page takes to be read twice, against one reading of it by rapidocr.

Both sides take turns in one run and in one process, so that a busy machine slows both alike, and
use the same two networks. Run it from the root: ``python -m benchmarks.audit_ocr``.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pypdfium2

from audits.documents.recognition.installed import is_installed
from audits.documents.recognition.networks import MOST_THREADS
from audits.documents.recognition.page_reading import read_page
from audits.documents.recognition.sheet import Picture
from audits.garbage_collection import collect_less_often
from rules.spec import spec_of
from tests.audits.printed_pdf import as_pdf
from tests.audits.published import Publication, parts_of, tables_with

ROUNDS = 5
RESOLUTIONS = (150, 200)


def page_of_table_3(dpi: int) -> Picture:
    """The page of an invented report that holds the largest part of table 3."""
    cells = [cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids]
    figures = {cell: str(number * 7 % 400) for number, cell in enumerate(cells)}
    content = as_pdf(Publication(parts=parts_of(tables_with(figures))))
    with pypdfium2.PdfDocument(content) as file:
        longest = max(file, key=lambda page: page.get_textpage().count_chars())
        picture = longest.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False).to_numpy()
        return np.ascontiguousarray(picture[:, :, :3])


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Prints a line for each resolution."""
    collect_less_often()
    if not is_installed():
        sys.stdout.write("rapidocr is not installed: nothing to compare\n")
        return
    from rapidocr import RapidOCR  # noqa: PLC0415

    theirs = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": MOST_THREADS,
        }
    )
    for dpi in RESOLUTIONS:
        page = page_of_table_3(dpi)
        backwards = np.ascontiguousarray(page[:, :, ::-1])
        read_page(page)
        theirs(backwards)
        pairs = [
            (seconds(lambda p=page: read_page(p)), seconds(lambda b=backwards: theirs(b)))
            for _ in range(ROUNDS)
        ]
        own, other = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(mine / one for mine, one in pairs)
        sys.stdout.write(
            f"scan at {dpi} dpi: read twice {own:.2f} s, rapidocr once {other:.2f} s, "
            f"{ratio:.2f} ×; against rapidocr twice {ratio / 2:.2f} ×\n"
        )


if __name__ == "__main__":
    main()
