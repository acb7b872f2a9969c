"""The limit on the crawler's memory, without what the program that started it had taken."""

import re
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)


class OwnMemory(MemoryUsage):
    """Scrapy's limit. What Linux tells it counts the peak of the starting program as its own."""

    def get_virtual_size(self) -> int:
        """The most memory that this program ever held, in bytes."""
        peak = peak_memory()
        return super().get_virtual_size() if peak is None else peak


def peak_memory() -> int | None:
    """The most memory that this program ever held, in bytes; ``None`` where no system tells it."""
    try:
        told = _PEAK.search(_STATUS.read_text(encoding="ascii", errors="replace"))
    except OSError:
        return None
    return None if told is None else int(told[1]) * 1024
