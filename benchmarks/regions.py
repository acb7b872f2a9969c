"""How long it takes to hold governments against the bodies of their regions.

A store is filled with invented reports: regions of a county with its office, departments and towns,
five years each; one county in ten is one request short. What is measured is the whole search, from
the store and to the store, in one process: the first time, when nothing changed, and after one
report changed, which is what a night costs. Run it from the root: ``python -m benchmarks.regions``,
or ``… regions 10000`` for as many bodies.
"""

import sys
import tempfile
import time
from pathlib import Path

from audits.across import Occasion
from audits.across.regions import CODES, search
from audits.audited_text import AuditedText
from audits.bodies import Body, Register
from audits.records import FindingFilter
from audits.store.connection import Store, open_for_writing
from audits.store.findings import findings
from audits.store.register import write_register
from audits.store.texts import write_readings, write_texts
from benchmarks.invented_texts import HELD_AT, audited, held
from benchmarks.memory import resident
from rules.case import BodyKind
from rules.report import Report
from tests.audits.small_office import body
from tests.rules.report_builder import Sketch

SIZES = (1_000, 10_000)

_BODIES = 50
_TOWNS = 15
_YEARS = range(2021, 2026)
_SHORT = 10
_CELLS = (
    "t3/received/total",
    "t3/received/natural_person",
    "t3/granted/total",
    "t3/granted/natural_person",
    "t3/total/total",
    "t3/total/natural_person",
    "t2/licensing/decisions",
    "t2/penalties/decisions",
)

Text = tuple[str, str, int, AuditedText]
"""Its id, body and year, and what was read."""


def main(sizes: tuple[int, ...]) -> None:
    """Prints processor seconds and memory for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder) / "gouji.db", size)


def _measure(path: Path, size: int) -> None:
    regions = size // _BODIES
    register = Register.of([each for region in range(regions) for each in _bodies(region)])
    with open_for_writing(path) as store:
        write_register(store, register)
        of_members = {figure: audited(_report("青禾县水利局", figure)) for figure in range(_BODIES)}
        for region in range(regions):
            _write(store, _texts(region, of_members))
        first = _seconds(store, register)
        found = len(findings(store, FindingFilter(codes=CODES)))
        nothing = _seconds(store, register)
        _write(store, [("text-0-1-2021", "body-0-1", 2021, audited(_report("青禾县水利局", 77)))])
        again = _seconds(store, register)
    sys.stdout.write(
        f"{size} bodies, {size * len(_YEARS)} reports: {first:.1f} s the first time, {nothing:.2f} "
        f"s when nothing changed, {again:.2f} s after one report changed; {found} findings; "
        f"memory {resident():.0f} MB\n"
    )
    sys.stdout.flush()


def _seconds(store: Store, register: Register) -> float:
    start = time.process_time()
    search(Occasion(store=store, register=register, today=HELD_AT.date(), at=HELD_AT, codes=CODES))
    return time.process_time() - start


def _bodies(region: int) -> list[Body]:
    county = f"第{region}县人民政府"
    parent = f"body-{region}-0"
    names = [
        f"{county}办公室",
        *(f"第{region}县第{number}局" for number in range(2, _BODIES - _TOWNS)),
        *(f"第{region}县第{number}镇人民政府" for number in range(_BODIES - _TOWNS, _BODIES)),
    ]
    below = [
        body(
            name,
            id=f"body-{region}-{number}",
            parent=parent,
            kind=BodyKind.TOWNSHIP if number >= _BODIES - _TOWNS else BodyKind.DEPARTMENT,
        )
        for number, name in enumerate(names, start=1)
    ]
    return [body(county, id=parent, kind=BodyKind.GOVERNMENT), *below]


def _texts(region: int, of_members: dict[int, AuditedText]) -> list[Text]:
    total = sum(range(1, _BODIES)) - (region % _SHORT == 0)
    told = "本报告数据汇总了全县各部门、各乡镇情况。"
    county = audited(_report(f"第{region}县人民政府", total, told))
    return [
        (f"text-{region}-{number}-{year}", f"body-{region}-{number}", year, text)
        for year in _YEARS
        for number, text in enumerate([county, *(of_members[n] for n in range(1, _BODIES))])
    ]


def _report(name: str, figure: int, told: str = "") -> Report:
    cells = dict.fromkeys(_CELLS, str(figure))
    return Sketch(base="zero", body=name, cells=cells, intro=(told,) if told else None).report()


def _write(store: Store, texts: list[Text]) -> None:
    with store.transaction():
        write_texts(store, (held(text_id, body, year, text) for text_id, body, year, text in texts))
        write_readings(store, {text_id: text for text_id, _, _, text in texts})


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
