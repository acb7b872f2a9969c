"""Damages sound reports of every kind, audits them, and tells what was read wrongly.

    python -m tests.fuzz --count 20000 --seed 1 --processes 2
    python -m tests.fuzz --seed 1 --only 1234 --save folder

A document is made by its number and the seed alone, so each can be looked at again by its number.
The real reports and the acceptance generator are used where they lie beside the project, or in the
folder that ``GOUJI_SHARED`` names.
"""

import argparse
import faulthandler
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from audits.audit import audit
from audits.result import AuditResult, Source, Submission
from tests.fuzz.damage import damaged
from tests.fuzz.judging import wrong_cells
from tests.fuzz.originals import Maker, Original, makers

SECONDS_A_DOCUMENT = 400
"""Beyond the longest limit of a reader; a document that takes longer ends its process."""
SLOW_SECONDS = 20.0
"""Of the processor, for kinds that are read in this process."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing was read wrongly, broke off or hung."""
    asked = _parser().parse_args(arguments)
    if asked.only is None and asked.shard is None:
        return _all_shards(asked)
    numbers = (
        [asked.only] if asked.only is not None else range(asked.shard, asked.count, asked.processes)
    )
    counts, faults = Counter[str](), 0
    chosen = _makers(asked.kind)
    for number in numbers:
        faulthandler.dump_traceback_later(SECONDS_A_DOCUMENT, exit=True)
        if number % 1_000 < asked.processes and number >= 1_000:
            sys.stderr.write(f"{number} of {asked.count}\n")
        for fault in _looked_at(number, asked.seed, chosen, counts, asked.save):
            faults += 1
            _say(json.dumps({"seed": asked.seed, "number": number, **fault}, ensure_ascii=False))
    faulthandler.cancel_dump_traceback_later()
    if asked.counts is not None:
        asked.counts.write_text(json.dumps(counts), encoding="utf-8")
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kind", help="only documents of this kind or maker")
    parser.add_argument("--shard", type=int, help="the part of the work of one process")
    parser.add_argument("--counts", type=Path, help="file for the counts of that part")
    parser.add_argument("--only", type=int, help="one document by its number")
    parser.add_argument("--save", type=Path, help="folder for documents with a fault")
    return parser


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _all_shards(asked: argparse.Namespace) -> int:
    """The documents dealt out to processes, and their counts together."""
    started = time.monotonic()
    options = ["--count", asked.count, "--seed", asked.seed, "--processes", asked.processes]
    options += ["--kind", asked.kind] if asked.kind else []
    options += ["--save", asked.save] if asked.save else []
    counts = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, str(number)) for number in range(asked.processes)]
        shards = [
            subprocess.Popen(
                [
                    *[sys.executable, "-m", "tests.fuzz", *map(str, options)],
                    *["--shard", str(number), "--counts", str(file)],
                ]
            )
            for number, file in enumerate(files)
        ]
        status = max(abs(shard.wait()) for shard in shards)
        for file in files:
            if file.exists():
                counts.update(json.loads(file.read_text(encoding="utf-8")))
            else:
                _say("a process broke off; its last words stand above")
    for name, count in sorted(counts.items()):
        _say(f"{name:32}{count:10}")
    _say(f"{'seconds':32}{time.monotonic() - started:10.0f}")
    return 1 if status else 0


def _shared() -> Path | None:
    named = os.environ.get("GOUJI_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared"
    return folder if (folder / "corpus").is_dir() else None


def _makers(kind: str | None) -> tuple[list[Maker], list[int]]:
    chosen = [(m, n) for m, n in makers(_shared()) if kind in {None, m.__name__}]
    if not chosen:
        raise SystemExit(f"no maker is named {kind}")
    return [maker for maker, _ in chosen], [share for _, share in chosen]


def _looked_at(
    number: int,
    seed: str,
    chosen: tuple[list[Maker], list[int]],
    counts: Counter[str],
    save: Path | None,
) -> Iterator[dict[str, object]]:
    chance = random.Random(f"{seed}:{number}")  # noqa: S311  # documents for a test
    (maker,) = chance.choices(*chosen)
    original = maker(chance)
    content = damaged(original, chance)
    kind = original.kind
    start = time.process_time()
    try:
        result = audit(Submission(source=Source(name="input", content=content)))
    except Exception:  # noqa: BLE001  # a fault of the program, which is looked for here
        faults: list[dict[str, object]] = [{"crash": traceback.format_exc()}]
        counts[f"{kind} crash"] += 1
    else:
        faults = list(_faults_of(original, content, result, counts))
    seconds = time.process_time() - start
    if seconds > SLOW_SECONDS:
        faults.append({"slow": round(seconds)})
    counts[f"{kind} documents"] += 1
    if save is not None and faults:
        save.mkdir(parents=True, exist_ok=True)
        (save / f"{seed}-{number}.{kind}").write_bytes(content)
        (save / f"{seed}-{number}.sound.{kind}").write_bytes(original.content)
    for fault in faults:
        yield {"kind": kind, "made_by": original.made_by, **fault}


def _faults_of(
    original: Original, content: bytes, result: AuditResult, counts: Counter[str]
) -> Iterator[dict[str, object]]:
    kind = original.kind
    counts[f"{kind} {result.status.value}"] += 1
    if result.reason is not None and not (result.reason.zh and result.reason.en):
        yield {"reason": "a reason is lacking in a language"}
    for failure in result.judgement.failures if result.judgement else ():
        counts[f"{kind} crash"] += 1
        yield {"crash": failure.trace}
    if result.report is None:
        return
    counts[f"{kind} cells read"] += len(result.report.cells)
    counts[f"{kind} cells disputed"] += len(result.report.disputed)
    absent = original.figures.keys() - result.report.cells.keys() - result.report.disputed.keys()
    counts[f"{kind} cells absent"] += len(absent)
    for wrong in wrong_cells(original, content, result.report):
        counts[f"{kind} cells wrong"] += 1
        yield {"wrong": wrong.cell, "raw": wrong.raw, "printed": wrong.printed, "why": wrong.why}


if __name__ == "__main__":
    sys.exit(main())
