"""OFD (GB/T 33190-2016) of a PDF, laid out in the ways in which its makers differ."""

import io
import random
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from benchmarks.acceptance_forms.form import Form, one_by_one
from benchmarks.acceptance_forms.pdf_drawing import Drawn, DrawnPage, Printed, drawn_pages

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_AT = (2025, 1, 1, 0, 0, 0)
_FOOT = 0.93  # of the height of a page; what stands below is its number
_LINE_WIDTH = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a maker of OFD writes; each differs."""

    joins_rows: bool
    """A text object goes on over the gaps in its line, from cell to cell."""
    by_character: bool
    """Every character is a text object."""
    scales: bool
    """Type of size 1 enlarged by a matrix."""
    fills_rules: bool
    """Lines are thin filled boxes."""
    has_blocks: bool
    """Objects lie in page blocks."""
    has_templates: bool
    """Foot and a running head lie on a template page."""
    shortens: bool
    """Equal steps are written ``g n d``."""

    @classmethod
    def by_chance(cls, chance: random.Random) -> "Manner":
        """One of many."""
        joins_rows = chance.random() < 0.25
        return cls(
            joins_rows=joins_rows,
            by_character=not joins_rows and chance.random() < 0.25,
            scales=chance.random() < 0.3,
            fills_rules=chance.random() < 0.4,
            has_blocks=chance.random() < 0.3,
            has_templates=chance.random() < 0.3,
            shortens=chance.random() < 0.7,
        )


def as_ofd(content: bytes, chance: random.Random) -> bytes:
    """The pages of a PDF as an OFD file."""
    manner = Manner.by_chance(chance)
    return ofd_of(drawn_pages(content, joins_rows=manner.joins_rows), manner)


def ofd_of(pages: Sequence[DrawnPage], manner: Manner) -> bytes:
    """An OFD file of the pages."""
    members = {"OFD.xml": _main(), "Doc_0/PublicRes.xml": _resources()}
    members["Doc_0/Document.xml"] = _document(pages, manner)
    for number, page in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(number, page, manner)
        if manner.has_templates:
            members[f"Doc_0/Tpls/Tpl_{number}/Content.xml"] = _template(page, manner)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name, _AT), _XML + text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _main() -> str:
    return (
        f'<ofd:OFD {_SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _resources() -> str:
    return (
        f'<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts>'
        '<ofd:Font ID="3" FontName="SimSun" FamilyName="SimSun" Charset="unicode"/>'
        "</ofd:Fonts></ofd:Res>"
    )


def _document(pages: Sequence[DrawnPage], manner: Manner) -> str:
    numbers = range(len(pages))
    templates = "".join(
        f'<ofd:TemplatePage ID="{50 + n}" BaseLoc="Tpls/Tpl_{n}/Content.xml"/>' for n in numbers
    )
    listed = "".join(
        f'<ofd:Page ID="{10 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in numbers
    )
    return (
        f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>999999</ofd:MaxUnitID>"
        f"<ofd:PageArea>{_physical_box(pages[0])}</ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"{templates if manner.has_templates else ''}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _physical_box(page: DrawnPage) -> str:
    return f"<ofd:PhysicalBox>0 0 {page.width:.3f} {page.height:.3f}</ofd:PhysicalBox>"


def _is_foot(run: Sequence[Printed], page: DrawnPage) -> bool:
    return run[0].base > _FOOT * page.height


def _page(number: int, page: DrawnPage, manner: Manner) -> str:
    runs = [r for r in page.runs if not (manner.has_templates and _is_foot(r, page))]
    template = f'<ofd:Template TemplateID="{50 + number}" ZOrder="Background"/>'
    return (
        f"<ofd:Page {_SPACE}><ofd:Area>{_physical_box(page)}</ofd:Area>"
        f"{template if manner.has_templates else ''}"
        f"{_layer((*_paths(page.drawn, manner), *_texts(runs, manner)), manner)}</ofd:Page>"
    )


def _template(page: DrawnPage, manner: Manner) -> str:
    runs = [run for run in page.runs if _is_foot(run, page)]
    return f"<ofd:Page {_SPACE}>{_layer(_texts(runs, manner), manner)}</ofd:Page>"


def _layer(objects: Iterable[str], manner: Manner) -> str:
    inside = "".join(
        text.replace(" ", f' ID="{number}" ', 1) for number, text in enumerate(objects, start=100)
    )
    if manner.has_blocks:
        inside = f'<ofd:PageBlock ID="98">{inside}</ofd:PageBlock>'
    return f'<ofd:Content><ofd:Layer ID="99" Type="Body">{inside}</ofd:Layer></ofd:Content>'


def _texts(runs: Iterable[Sequence[Printed]], manner: Manner) -> Iterator[str]:
    for run in runs:
        for piece in [[character] for character in run] if manner.by_character else [run]:
            yield _text(piece, manner)


def _text(run: Sequence[Printed], manner: Manner) -> str:
    size = run[0].size
    left, top = run[0].left, run[0].base - size
    unit = size if manner.scales else 1.0
    matrix = f' CTM="{size:.4f} 0 0 {size:.4f} 0 0"' if manner.scales else ""
    steps = [(b.left - a.left) / unit for a, b in pairwise(run)]
    delta = f' DeltaX="{" ".join(_steps(steps, manner))}"' if steps else ""
    return (
        f'<ofd:TextObject Boundary="{left:.4f} {top:.4f} {run[-1].right - left:.4f} '
        f'{size * 1.3:.4f}" Font="3" Size="{size / unit:.4f}"{matrix}>'
        f'<ofd:TextCode X="0" Y="{size / unit:.4f}"{delta}>'
        f"{escape(''.join(character.text for character in run))}</ofd:TextCode></ofd:TextObject>"
    )


def _steps(steps: Sequence[float], manner: Manner) -> Iterator[str]:
    for step, same in groupby(f"{step:.4f}" for step in steps):
        count = len(list(same))
        if manner.shortens and count > 2:
            yield f"g {count} {step}"
        else:
            yield from [step] * count


def _paths(drawn: Iterable[Drawn], manner: Manner) -> Iterator[str]:
    for shape in drawn:
        width, height = shape.right - shape.left, shape.bottom - shape.top
        is_rule = min(width, height) < 1.06
        if is_rule and not shape.is_white and not (manner.fills_rules and shape.is_filled):
            yield _rule(shape, width, height)
            continue
        colour = ' Value="255 255 255"' if shape.is_white else ' Value="0 0 0"'
        manner_of = (
            'Stroke="false" Fill="true"' if shape.is_filled else f'LineWidth="{_LINE_WIDTH}"'
        )
        fill = f"<ofd:FillColor{colour}/>" if shape.is_filled else ""
        yield (
            f'<ofd:PathObject Boundary="{shape.left:.4f} {shape.top:.4f} {width:.4f} {height:.4f}" '
            f"{manner_of}>{fill}<ofd:AbbreviatedData>M 0 0 L {width:.4f} 0 L {width:.4f} "
            f"{height:.4f} L 0 {height:.4f} C</ofd:AbbreviatedData></ofd:PathObject>"
        )


def _rule(shape: Drawn, width: float, height: float) -> str:
    """A line along the middle of a thin box."""
    half = _LINE_WIDTH / 2
    if width >= height:
        start, end = (half, half), (half + width, half)
        left, top = shape.left - half, shape.top + height / 2 - half
    else:
        start, end = (half, half), (half, half + height)
        left, top = shape.left + width / 2 - half, shape.top - half
    return (
        f'<ofd:PathObject Boundary="{left:.4f} {top:.4f} {end[0] + half:.4f} '
        f'{end[1] + half:.4f}" LineWidth="{_LINE_WIDTH}"><ofd:AbbreviatedData>M {start[0]:.4f} '
        f"{start[1]:.4f} L {end[0]:.4f} {end[1]:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


FORM = Form(name="ofd", made_of=frozenset({"pdf"}), extension="ofd", write=one_by_one(as_ofd))
