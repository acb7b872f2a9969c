"""What tests need of the machine: a missing part is a skip with its reason, or a failure.

With ``GOUJI_REQUIRE_ALL=1`` nothing may be missing.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from audits.documents.recognition.installed import is_installed

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


_PACKAGES = "run `make packages` as root"


def _missing(what: str, remedy: str = _PACKAGES) -> None:
    if os.environ.get("GOUJI_REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is not installed, and GOUJI_REQUIRE_ALL=1 asks for all")
    pytest.skip(f"{what} is not installed: {remedy}")


def _program(what: str, *names: str) -> Path:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        _missing(what)
    return Path(str(found))


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Chromium's program."""
    return _program("Chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def libreoffice() -> Path:
    """LibreOffice's program."""
    return _program("LibreOffice", "soffice", "libreoffice")


@pytest.fixture(scope="session")
def cjk_fonts() -> None:
    """Fonts with Chinese characters are installed."""
    fc_list = _program("fontconfig", "fc-list")
    listed = subprocess.run([fc_list, ":lang=zh"], capture_output=True, check=True, timeout=60)
    if not listed.stdout.strip():
        _missing("a font with Chinese characters")


@pytest.fixture(scope="session")
def recognition() -> None:
    """What reads pictures."""
    if not is_installed():
        _missing("the library that reads pictures", "pip install gouji[ocr]")


@pytest.fixture(scope="session")
def browser_driver() -> None:
    """What the program that drives the browser is linked to."""
    if sys.platform == "linux":
        try:
            ctypes.CDLL("libatomic.so.1")
        except OSError:
            _missing("libatomic1, which the driver of the browser needs,")


@pytest.fixture(scope="session")
def browser(chromium: Path, cjk_fonts: None, browser_driver: None) -> Iterator[Browser]:
    """A real Chromium, one for the whole run."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=str(chromium), args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and acceptance checks, where it lies beside the project."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("the folder of real reports is not beside the project")
    return folder
