"""How our own failures are shown: with their trace, and without the text that met them."""

import sys
import traceback
from types import TracebackType

from rules.privacy.masking import masked


def show_failure(
    kind: type[BaseException], failure: BaseException, trace: TracebackType | None
) -> None:
    """Write a failure that nothing caught to standard error, personal data hidden.

    A failure often quotes what it broke on. For ``sys.excepthook``.
    """
    told = "".join(traceback.format_exception(kind, failure, trace))
    sys.stderr.write(masked(told))
