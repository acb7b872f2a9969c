"""The style sheet: readable in light and dark, and alone."""

import re
from importlib.resources import files

import pytest

CSS = (files("audits.site") / "static/style.css").read_text("utf-8")
SCRIPT = (files("audits.site") / "static/tables.js").read_text("utf-8")
_BLOCKS = re.findall(r":root \{([^}]*--page[^}]*)\}", CSS)
COLOURS = {
    scheme: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for scheme, block in zip(("light", "dark"), _BLOCKS, strict=False)
}
PAIRS = [
    *((text, "page") for text in ("text", "muted", "accent", "unsure")),
    *((text, "faint") for text in ("text", "muted", "accent", "error", "warning", "info")),
    *((level, f"{level}-pale") for level in ("error", "warning", "info", "good")),
    *((level, "page") for level in ("error", "warning", "info", "good")),
    *(("text", f"{level}-pale") for level in ("error", "warning", "info")),
    *(("muted", f"{level}-pale") for level in ("error", "warning", "info")),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = COLOURS[scheme]
    low, high = sorted((luminance(colours[text]), luminance(colours[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|@font-face|https?:", CSS)
    assert not re.search(r"https?:|fetch|XMLHttpRequest|import\b|eval|innerHTML", SCRIPT)


def test_there_is_one_scale_of_four_sizes() -> None:
    screen = CSS.partition("@media print")[0]
    assert set(re.findall(r"font-size: ([^;]+);", screen)) == {"14px", "16px", "20px", "28px"}


def test_the_script_stays_small() -> None:
    assert len(SCRIPT.splitlines()) <= 60
