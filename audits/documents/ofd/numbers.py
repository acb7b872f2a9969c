"""Numbers and matrices of OFD drawings; lengths are millimetres (GB/T 33190-2016, 7.3 and 8.5)."""

import math

from audits.documents.matrix import Matrix
from audits.documents.ofd.package import damaged

_FURTHEST = 1e6  # millimetres


def numbers_in(written: str | None) -> list[float]:
    """The numbers of a list.

    Raises:
        DocumentUnreadable: something else is among them, or they are beyond all paper.
    """
    try:
        numbers = [float(number) for number in (written or "").split()]
    except ValueError as fault:
        raise damaged() from fault
    if not all(math.isfinite(number) and abs(number) <= _FURTHEST for number in numbers):
        raise damaged()
    return numbers


def number_in(written: str | None, default: float) -> float:
    """The one number, or the default where none is written.

    Raises:
        DocumentUnreadable: it is no number, or beyond all paper.
    """
    return numbers_in(written)[0] if written and written.strip() else default


def matrix_of(boundary: str | None, written: str | None) -> Matrix:
    """From the space of an object to the space that its boundary stands in.

    Raises:
        DocumentUnreadable: boundary or matrix have too few numbers.
    """
    box, six = numbers_in(boundary), numbers_in(written)
    if len(box) != 4 or len(six) not in {0, 6}:
        raise damaged()
    own = Matrix(*six) if six else Matrix()
    return own.then(Matrix(e=box[0], f=box[1]))
