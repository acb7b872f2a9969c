"""What pdfminer raises and remarks where a file is not as it should be."""

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer.psexceptions import PSException

PDFMINER_FAULTS = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""All that damage was seen to make it raise."""


@contextmanager
def quiet_pdfminer() -> Iterator[None]:
    """Keep back what pdfminer remarks on every odd font: it changes nothing that is read."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
