"""Reports pasted from Word into a portal's page: some 100 KB, each with figures of its own.

Three hundred cells with the paragraphs, spans and styles that Word writes, a style sheet, a list of
links to other reports, and prose. The figures balance; body and numbers differ from page to page.
"""

from dataclasses import replace
from random import Random

from rules.spec import FormatSpec, spec_of
from tests.audits.published import Publication, Rows, as_html, parts_of, tables_with

_CELL = (
    '<p class="MsoNormal" align="center" style="text-align:center;line-height:15.0pt">'
    '<span lang="EN-US" style="font-size:10.5pt;font-family:楷体_GB2312;mso-font-kerning:0pt">'
    "{}<o:p></o:p></span></p>"
)
_ATTRIBUTES = (
    ' valign="center" style="width:62.25pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt"'
)
_STYLES = "\n".join(
    f".c{n}{{margin:{n % 7}px;padding:{n % 9}px;line-height:{20 + n % 9}px}}" for n in range(60)
)
_LINKS = "".join(
    f'<li><a href="/nb/{year}/{n}.html">某县第{n}办公室{year}年政府信息公开年报</a></li>'
    for year in range(2019, 2025)
    for n in range(4)
)
_PROSE = "本机关全年发布信息{}条，办结申请{}件，召开会议{}次，按月梳理公开事项，及时回应群众关切。"
_HIGHEST = 40


def word_pasted(seed: int, form: str = "ogi-2021", *, plain: bool = False) -> bytes:
    """A page; the same number gives the same page. Plain: texts and spans, no styles or links."""
    random = Random(seed)  # noqa: S311
    body, year = f"云上市青禾县第{seed}镇人民政府", 2020 if form == "ogi-2019" else 2023
    tables = tables_with(_balanced(spec_of(form), random), form=form)
    parts = parts_of([_attributed(rows) for rows in tables])
    told = [_PROSE.format(*(random.randrange(900) for _ in range(3))) for _ in range(4)]
    publication = Publication(
        title=f"{body}{year}年政府信息公开工作年度报告",
        intro=f"本报告数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        parts=(*parts[:2], *told, *parts[2:-2], *told, *parts[-2:]),
    )
    if plain:
        parts = (*publication.parts[:2], *parts_of(tables)[2:])
        return as_html(replace(publication, parts=parts)).encode()
    head = (
        f"<title>{publication.title}_某县政府网站</title>"
        f'<meta name="ContentSource" content="{body}"><meta name="PubDate" content="2024-01-24">'
        f"<style>{_STYLES}</style>"
    )
    page = as_html(publication, head=head, cell=_CELL)
    return page.replace("<div class=content>", f"<ul>{_LINKS}</ul><div class=content>").encode()


def _attributed(rows: Rows) -> Rows:
    return tuple(tuple(replace(cell, attributes=_ATTRIBUTES) for cell in row) for row in rows)


def _balanced(spec: FormatSpec, random: Random) -> dict[str, str]:
    """Figures in which every equation of the form holds."""
    figures = {cell: random.randrange(_HIGHEST) for t in spec.tables for cell in t.cell_ids}
    equations = spec.equations_for()
    for code in ("B302", "B301", "B303", "B304"):
        for equation in (e for e in equations if e.code == code):
            if equation.total is not None:
                figures[equation.total] = sum(figures[cell] for cell in equation.left)
            else:
                first, *others = equation.left
                figures[others[0]] = figures[equation.right[1]] = 0
                figures[first] = figures[equation.right[0]]
    return {cell: str(figure) for cell, figure in figures.items()}
