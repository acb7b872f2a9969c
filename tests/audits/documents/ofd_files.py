"""Small OFD files as their makers write them, object by object."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
EM = 4.0
EDGES = (20.0, 70.0, 100.0, 130.0)
HEIGHT = 10.0


def text(
    words: str, x: float, base: float, *, attributes: str = "", inside: str = "", step: float = 0
) -> str:
    """A text object whose characters follow each other by ``step``, or by their width."""
    widths = [step or (EM if character > "\u2e80" else EM / 2) for character in words[:-1]]
    delta = f' DeltaX="{" ".join(map(str, widths))}"' if widths else ""
    size = "" if 'Size="' in attributes else f' Size="{EM}"'
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {base - EM} {EM * len(words)} {EM}" Font="3"{size} '
        f'{attributes}>{inside}<ofd:TextCode X="0" Y="{EM}"{delta}>{escape(words)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def path(x: float, y: float, written: str, *, attributes: str = "", inside: str = "") -> str:
    """A path object; its points are counted from its own corner."""
    return (
        f'<ofd:PathObject ID="2" Boundary="{x} {y} 200 200" {attributes}>{inside}'
        f"<ofd:AbbreviatedData>{written}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def lattice(edges: Sequence[float], top: float, rows: int, height: float = HEIGHT) -> str:
    """The rules of a table, each a line of its own."""
    levels = (
        path(edges[0], top + n * height, f"M 0 0 L {edges[-1] - edges[0]} 0")
        for n in range(rows + 1)
    )
    uprights = (path(x, top, f"M 0 0 L 0 {rows * height}") for x in edges)
    return "".join((*levels, *uprights))


def table(rows: Sequence[Sequence[str]], *, top: float = 50.0, rules: str | None = None) -> str:
    """A table with all its rules."""
    drawn = lattice(EDGES, top, len(rows)) if rules is None else rules
    words = (
        text(cell, EDGES[column] + 2, top + (row + 0.7) * HEIGHT)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell
    )
    return drawn + "".join(words)


def page(*objects: str, before: str = "", area: str = "0 0 210 297") -> str:
    """The XML of a page or a template."""
    return (
        f"<ofd:Page {NAMESPACE}><ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>"
        f'{before}<ofd:Content><ofd:Layer ID="9" Type="Body">{"".join(objects)}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def main(*roots: str, inside: str = "") -> str:
    """``OFD.xml`` of documents with these roots."""
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>"
        f"<ofd:DocRoot>{root}</ofd:DocRoot>{inside}</ofd:DocBody>"
        for root in roots
    )
    return f'<ofd:OFD {NAMESPACE} DocType="OFD" Version="1.0">{bodies}</ofd:OFD>'


def document(count: int, *, common: str = "", after: str = "") -> str:
    """``Document.xml`` of so many pages."""
    listed = "".join(
        f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(count)
    )
    return (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        f"{after}</ofd:Document>"
    )


def members(*pages: str, common: str = "", after: str = "") -> dict[str, str | bytes]:
    """The members of a file with these pages."""
    numbered = {f"Doc_0/Pages/Page_{n}/Content.xml": content for n, content in enumerate(pages)}
    return {
        "OFD.xml": main("Doc_0/Document.xml"),
        "Doc_0/Document.xml": document(len(pages), common=common, after=after),
        **numbered,
    }


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """The members as a file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return written.getvalue()


def ofd(*pages: str) -> bytes:
    """A file with these pages."""
    return packed(members(*pages))
