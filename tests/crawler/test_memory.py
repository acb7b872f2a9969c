"""How much memory a crawl may take, whatever the program that starts it has taken."""

import subprocess
import sys
from pathlib import Path

from scrapy.utils.misc import load_object

from crawler.middlewares.memory import OwnMemory
from crawler.scrapy_settings import settings_of
from tests.crawler.sites import Batches
from tests.programs import ROOT

LARGE = 300 << 20
TELLS = (
    "import resource; from crawler.middlewares.memory import peak_memory;"
    " print(peak_memory(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
)
STARTS_ANOTHER = (
    f"import subprocess, sys; held = b'x' * {LARGE};"
    f" subprocess.run([sys.executable, '-c', {TELLS!r}], check=True)"
)


def test_what_the_starting_program_held_is_not_counted() -> None:
    told = subprocess.run(
        [sys.executable, "-c", STARTS_ANOTHER], cwd=ROOT, capture_output=True, check=True
    )
    own, by_the_system = map(int, told.stdout.split())
    assert own < LARGE <= by_the_system


def test_a_crawl_is_limited_by_its_own_memory_alone(tmp_path: Path) -> None:
    extensions = settings_of(Batches(tmp_path).order())["EXTENSIONS"]
    assert extensions["scrapy.extensions.memusage.MemoryUsage"] is None
    assert OwnMemory in [load_object(name) for name, at in extensions.items() if at is not None]
