"""Sound documents to be damaged: invented ones, those of the acceptance generator, real ones."""

import importlib.util
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
from reportlab import rl_config

from benchmarks.acceptance_forms.archive import as_zip
from benchmarks.acceptance_forms.ofd import as_ofd
from benchmarks.acceptance_forms.scan import scanned_pages
from benchmarks.acceptance_forms.workbook import as_workbook
from rules.spec import spec_of
from tests.audits.flattened import MARKDOWN_FORMS, SHOW_BLANKS, TEXT_FORMS
from tests.audits.printed_pdf import Print, Ruling, as_pdf
from tests.audits.published import (
    Publication,
    as_docx,
    as_html,
    parts_of,
    tables_with,
    word_rows,
)
from tests.fuzz.figures import own_figures

FORMS = ("ogi-2021", "ogi-2021", "ogi-2019")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document before it is damaged."""

    kind: str
    made_by: str
    content: bytes
    form: str
    figures: Mapping[str, str]
    """What each cell prints."""
    are_own: bool = True
    """No two cells print the same figure."""


Maker = Callable[[random.Random], Original | None]


def _invented(chance: random.Random, *, blanks: bool = True) -> tuple[str, dict[str, str]]:
    form = chance.choice(FORMS)
    return form, own_figures(form, chance, blanks=blanks and chance.random() < 0.4)


def _publication(form: str, figures: Mapping[str, str]) -> Publication:
    return Publication(parts=parts_of(tables_with(figures, form=form)))


def page(chance: random.Random) -> Original:
    form, figures = _invented(chance)
    wrapped = chance.choice(("{}", "<p>{}</p>", "<p><span>{}</span><o:p></o:p></p>", "\n{}\n"))
    encoding = chance.choice(("utf-8", "utf-8", "gb18030"))
    content = as_html(_publication(form, figures), cell=wrapped).encode(encoding)
    return Original(kind="html", made_by="page", content=content, form=form, figures=figures)


def flat_text(chance: random.Random) -> Original:
    name = chance.choice(sorted(TEXT_FORMS))
    form, figures = _invented(chance, blanks=name in SHOW_BLANKS)
    text = TEXT_FORMS[name](_publication(form, figures))
    content = text.encode(chance.choice(("utf-8", "gb18030")))
    return Original(kind="text", made_by=name, content=content, form=form, figures=figures)


def markdown(chance: random.Random) -> Original:
    name = chance.choice(sorted(MARKDOWN_FORMS))
    form, figures = _invented(chance)
    content = MARKDOWN_FORMS[name](_publication(form, figures)).encode()
    return Original(kind="markdown", made_by=name, content=content, form=form, figures=figures)


def word_file(chance: random.Random) -> Original:
    form, figures = _invented(chance)
    tables = [word_rows(table) for table in tables_with(figures, form=form)]
    content = as_docx(Publication(parts=parts_of(tables)))
    return Original(kind="docx", made_by="word", content=content, form=form, figures=figures)


def workbook(chance: random.Random) -> Original:
    form, figures = _invented(chance)
    content = as_workbook(_generator_page(form, figures), chance)
    return Original(kind="xlsx", made_by="workbook", content=content, form=form, figures=figures)


def _generator_page(form: str, figures: Mapping[str, str]) -> bytes:
    """The page in the mark-up that the makers of other forms take apart."""
    publication = _publication(form, figures)
    text = as_html(publication).replace("<div class=content>", '<article class="content">')
    text = text.replace("</div></body>", "</article></body>")
    text = re.sub(r"<p>([一二三四五六]、[^<]*)</p>", r"<h2>\1</h2>", text)
    return text.replace(f"<p>{publication.title}</p>", f"<h1>{publication.title}</h1>").encode()


def pdf_file(chance: random.Random) -> Original:
    form, figures = _invented(chance)
    look = Print(
        ruling=chance.choice(list(Ruling)),
        foot=chance.choice((780.0, 700.0, 500.0)),
        cuts_rows=chance.random() < 0.3,
        repeats_head=chance.random() < 0.3,
        has_sides=chance.random() < 0.8,
    )
    rl_config.pageCompression = 0  # so that what is drawn can be damaged
    content = as_pdf(_publication(form, figures), look)
    return Original(kind="pdf", made_by="printed", content=content, form=form, figures=figures)


def ofd_file(chance: random.Random) -> Original:
    printed = pdf_file(chance)
    content = as_ofd(printed.content, chance)
    return replace(printed, kind="ofd", made_by="ofd", content=content)


def archive(chance: random.Random) -> Original:
    inside = word_file(chance)
    return replace(inside, kind="zip", content=as_zip(inside.content, chance))


def scan(chance: random.Random) -> Original:
    printed = pdf_file(chance)
    (first, *_) = scanned_pages(printed.content, chance, 120)
    out = io.BytesIO()
    first.save(out, "JPEG", quality=75)
    return replace(printed, kind="picture", made_by="scan", content=out.getvalue())


def rich_text(chance: random.Random) -> Original:
    """Written by hand in the control words that a word processor uses."""
    form, figures = _invented(chance)
    tables = [word_rows(table) for table in tables_with(figures, form=form)]
    publication = Publication(parts=parts_of(tables))
    pieces = [rf"{_rtf(publication.title)}\par {_rtf(publication.intro)}\par"]
    pieces += [
        rf"{_rtf(part)}\par" if isinstance(part, str) else _rtf_table(part)
        for part in publication.parts
    ]
    content = ("{\\rtf1\\ansi\\uc0\n" + "\n".join(pieces) + "}").encode("ascii")
    return Original(kind="rtf", made_by="rtf", content=content, form=form, figures=figures)


def _rtf(text: str) -> str:
    return "".join(c if c.isascii() else f"\\u{(ord(c) + 32768) % 65536 - 32768} " for c in text)


def _rtf_table(rows: Any) -> str:
    out = []
    for row in rows:
        heads, at = [], 0
        for cell in row:
            at += 800 * cell.columns
            merge = "\\clvmrg" if cell.continues else "\\clvmgf" if cell.rows > 1 else ""
            heads.append(f"{merge}\\cellx{at}")
        cells = "".join(f"\\intbl {_rtf(cell.text)}\\cell " for cell in row)
        out.append(f"\\trowd {''.join(heads)}\n{cells}\\row")
    return "\n".join(out) + "\\pard "


@dataclass(frozen=True, slots=True)
class Shared:
    """What makes documents of the folder of real reports and acceptance checks."""

    folder: Path

    def generated(self, chance: random.Random) -> Original:
        """Of the acceptance generator, with figures of our own in its tables."""
        generator = _generator(self.folder / "accept" / "make_reports.py")
        style = chance.choice("AABCDWP")
        form = chance.choice(FORMS)
        report = generator.build(generator.Kit, generator.STYLES, chance, style, {}, fmt=form)
        figures = own_figures(form, chance, blanks=style in "ABCDW" and chance.random() < 0.4)
        report.raw = dict(figures)
        content = generator.STYLES[style][2](report, chance)
        kind = {"W": "docx", "P": "text"}.get(style, "html")
        return Original(
            kind=kind, made_by=f"style {style}", content=content, form=form, figures=figures
        )

    def real_text(self, chance: random.Random) -> Original:
        """A real flattened report, with figures of our own in the lines of its tables."""
        text = (self.folder / "corpus" / "jiulongpo_2022.txt").read_text(encoding="utf-8")
        figures = own_figures("ogi-2021", chance, blanks=False)
        waiting = iter(figures.values())
        in_tables = text.find("第二十条")
        renumbered = re.sub(
            r"(?m)^(\s*)\d+(\.\d+)?(\s*\|*(?:\s*\|)*\s*)$",
            lambda found: f"{found[1]}{next(waiting)}{found[3]}",
            text[in_tables:],
        )
        content = (text[:in_tables] + renumbered).encode()
        return Original(
            kind="text", made_by="real text", content=content, form="ogi-2021", figures=figures
        )

    def real_word_file(self, chance: random.Random) -> Original:
        """The official blank form, filled in."""
        figures = own_figures("ogi-2021", chance, blanks=False)
        document = docx.Document(str(self.folder / "corpus" / "template_2021.docx"))
        for table, numbered in zip(spec_of("ogi-2021").tables, document.tables, strict=True):
            waiting = [figures[cell] for cell in table.cell_ids]
            for row in numbered.rows:
                own = []
                for cell in row.cells:
                    if all(cell._tc is not other._tc for other in own):
                        own.append(cell)
                for cell in own:
                    if waiting and not cell.text.strip() and _is_beside_label(own):
                        cell.text = waiting.pop(0)
        out = io.BytesIO()
        document.save(out)
        return Original(
            kind="docx",
            made_by="real word file",
            content=_without_times(out.getvalue()),
            form="ogi-2021",
            figures=figures,
        )

    def real_pdf(self, chance: random.Random) -> Original:
        """A real PDF with the figures that it has."""
        name = chance.choice(("huaian_2024", "hongze_2023"))
        told = json.loads((self.folder / "accept" / "truth" / f"{name}.json").read_text("utf-8"))
        figures = {cell: value or "" for cell, value in told["cells"].items()}
        content = (self.folder / "corpus" / f"{name}.pdf").read_bytes()
        return Original(
            kind="pdf",
            made_by=name,
            content=content,
            form="ogi-2021",
            figures=figures,
            are_own=False,
        )


def _is_beside_label(cells: Any) -> bool:
    """A row of figures: with a label before them, or nothing but blanks."""
    blank = [not cell.text.strip() or cell.text.strip().isdigit() for cell in cells]
    return blank[-1] and (not blank[0] or all(blank))


def _without_times(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(
                zipfile.ZipInfo(info.filename, (2024, 1, 1, 0, 0, 0)),
                old.read(info),
                zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


@lru_cache(maxsize=1)
def _generator(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("acceptance_generator", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def makers(shared: Path | None) -> list[tuple[Maker, int]]:
    """Every maker with its share of 1,000 documents."""
    always: list[tuple[Maker, int]] = [
        (page, 250),
        (flat_text, 180),
        (markdown, 80),
        (word_file, 90),
        (workbook, 50),
        (ofd_file, 20),
        (pdf_file, 18),
        (archive, 15),
        (rich_text, 2),
        (scan, 1),
    ]
    if shared is None:
        return always
    real = Shared(shared)
    return [
        *always,
        (real.generated, 230),
        (real.real_text, 40),
        (real.real_word_file, 20),
        (real.real_pdf, 4),
    ]
