"""The invented district once more, when everything its portal sends is meant to do harm."""

from dataclasses import replace

from audits.records import RunFailure, RunState
from rules.finding import Counterpart
from rules.language import Text
from rules.place import Place
from rules.report import Dispute, Origin
from tests.audits.site.district import BODIES, World, portal, run
from tests.audits.site.invented_reports import cell, faulty

HOSTILE = (
    "<script>window.owned=1</script>",
    '" onmouseover="document.title=\'owned\'" x="',
    "'><img src=x onerror=window.owned=1>",
    "\u202eдлинный\u202c\u2066\u200f",
    "{{ 7 * 7 }}{% raw %}",
    "长" * 800,
    "W" * 800,
    "]]></style></title></textarea>",
)


def hostile_district() -> World:
    """Every text that comes from a portal tries to break out of its place."""
    text = " ".join(HOSTILE)
    world = World(bodies=BODIES)
    report = faulty()
    tables = {
        name: replace(table, rows_surplus=HOSTILE, reason=Text(zh=text, en=text))
        for name, table in report.tables.items()
    }
    sections = {
        key: replace(section, heading=text, paragraphs=HOSTILE)
        for key, section in report.sections.items()
    }
    origins = (Origin(reader="grid", place=Place(table=1)),)
    disputed = {"t3/other.other/research": Dispute(grid=text, sequence=text, origins=origins)}
    cells = {**report.cells, "t4/direct_suit/upheld": cell(text)}
    report = replace(
        report,
        title=text,
        body=text,
        tables=tables,
        sections=sections,
        disputed=disputed,
        cells=cells,
        suspect=None,
    )
    world.add(None, 2024, report, url="javascript:window.owned=1")
    world.add(
        None, 2023, replace(report, suspect=Text(zh=text, en=text)), url=f"https://x.example/{text}"
    )
    world.findings = [
        replace(
            found,
            finding=replace(
                found.finding,
                quote=text,
                counterpart=Counterpart(report=Text(zh=text, en=text), quote=text, address=text),
                message=Text(zh=text, en=text),
            ),
            unjudged=Text(zh=text, en=text),
            decision=text,
        )
        for found in world.findings
    ]
    failure = RunFailure(place=text, error=text)
    world.extra = {
        "runs": (run("run-1", RunState.FAILED, (failure,)),),
        "portals": (portal(text, text, text),),
    }
    return world
