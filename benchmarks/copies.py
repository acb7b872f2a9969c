"""How the search for copied texts grows with the number of texts held.

A store is filled with invented reports, each of a body and year; one in fifty is another body's
with a clause changed. What is measured is the whole search, from the store and to the store, in
one process: own words, signatures, clusters, judgements and findings; then once more after one text
changed, which is what a night costs. Run it from the root: ``python -m benchmarks.copies``, or
``… copies 100000`` for as many texts, and ``… copies 1000000`` on a machine with room for it.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from audits.across import Occasion
from audits.across.copies import search
from audits.audited_text import AuditedText
from audits.bodies import Register
from audits.evidence import HeldText
from audits.records import FindingFilter
from audits.store.connection import Store, open_for_writing
from audits.store.findings import findings
from audits.store.register import write_register
from audits.store.texts import write_readings, write_texts
from benchmarks.invented_texts import HELD_AT as _AT
from benchmarks.invented_texts import audited, held
from benchmarks.memory import resident
from rules.report import Report, SectionReading
from tests.audits.small_office import body

SIZES = (1_000, 10_000)

_YEARS = 4
_COPIED = 50
_AT_ONCE = 2_000
_CLAUSES = 24
_CHARACTERS = (
    "水渠桥路灯街巷田园林井泉山谷石沙风雨云雪早晚春秋修建查看清理登记公布更换核对走访记录张贴"
)


def main(sizes: tuple[int, ...]) -> None:
    """Prints processor seconds and memory for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder) / "gouji.db", size)


def _measure(path: Path, size: int) -> None:
    with open_for_writing(path) as store:
        _fill(store, size)
        before = resident()
        first = _seconds(store)
        after = resident()
        found = len(findings(store, FindingFilter(codes=("C702",))))
        _write(store, [(size - 1, _text(-1))])
        again = _seconds(store)
    sys.stdout.write(
        f"{size} texts: {first:.1f} s ({first / size * 1000:.2f} ms each), {again:.1f} s after one"
        f" changed; {found} findings, {2 * ((size - 1) // _COPIED)} planted; memory {before:.0f} MB"
        f" before, {after:.0f} MB after, {_most_held():.0f} MB at most\n"
    )
    sys.stdout.flush()


def _seconds(store: Store) -> float:
    start = time.process_time()
    occasion = Occasion(
        store=store, register=Register.of([]), today=_AT.date(), at=_AT, codes=("C702",)
    )
    search(occasion)
    return time.process_time() - start


def _most_held() -> float:
    """The most memory that this process ever held, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _fill(store: Store, size: int) -> None:
    bodies = [
        body(f"第{number}镇人民政府", id=f"town-{number}") for number in range(-(-size // _YEARS))
    ]
    write_register(store, Register.of(bodies))
    for start in range(0, size, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, size))
        _write(store, [(number, _text(number)) for number in numbers])


def _write(store: Store, texts: list[tuple[int, tuple[str, ...]]]) -> None:
    made = {f"text-{number}": _audited(number, text) for number, text in texts}
    with store.transaction():
        write_texts(store, (_held(number, made[f"text-{number}"]) for number, _ in texts))
        write_readings(store, made)


def _text(number: int) -> tuple[str, ...]:
    """Sentences of some 600 characters in all; every fiftieth is the text of the town before it."""
    copied = number % _COPIED == 0 and number > 0
    chance = random.Random(number - _YEARS if copied else number)  # noqa: S311
    clauses = [_clause(chance.randrange(400)) for _ in range(_CLAUSES)]
    if copied:
        clauses[-1] = _clause(1_000 + number)
    return tuple(f"{clauses[at]}，{clauses[at + 1]}。" for at in range(0, _CLAUSES, 2))


def _clause(seed: int) -> str:
    return "".join(random.Random(seed).choices(_CHARACTERS, k=25))  # noqa: S311


def _audited(number: int, sentences: tuple[str, ...]) -> AuditedText:
    section = SectionReading(heading="一、总体情况", position=0, paragraphs=sentences)
    return audited(
        Report(
            format="ogi-2021",
            body=f"第{number // _YEARS}镇人民政府",
            year=2020 + number % _YEARS,
            sections={"overview": section},
        )
    )


def _held(number: int, text: AuditedText) -> HeldText:
    return held(f"text-{number}", f"town-{number // _YEARS}", 2020 + number % _YEARS, text)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
