"""The truth files of generated reports, read and written again for another form."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.acceptance_forms.form import Conversion, Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A generated report: what is true of it, and its files."""

    truth: dict[str, Any]
    input: Path
    previous: Path | None

    @property
    def files(self) -> tuple[Path, ...]:
        """The report, and that of the year before where one belongs to it."""
        return (self.input,) if self.previous is None else (self.input, self.previous)


def generated_in(folder: Path) -> Iterator[Generated]:
    """Every report of a generated folder, by id."""
    for path in sorted(folder.glob("truth/*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        previous = truth.get("previous")
        yield Generated(
            truth=truth,
            input=folder / truth["input"],
            previous=folder / previous if previous else None,
        )


def write_form(reports: Iterable[Generated], form: Form, out: Path, limit: int | None) -> int:
    """Write the reports in the form, with their truth; how many were written."""
    suitable = (r for r in reports if r.input.suffix.lstrip(".").lower() in form.made_of)
    chosen = tuple(islice(suitable, limit))
    folder = out / "files" / form.name
    folder.mkdir(parents=True, exist_ok=True)
    (out / "truth").mkdir(exist_ok=True)
    target = {
        source: folder / f"{form.name}-{source.stem}.{form.extension}"
        for report in chosen
        for source in report.files
    }
    form.write([Conversion(*pair) for pair in target.items()])
    written = [r for r in chosen if all(target[source].exists() for source in r.files)]
    for report in written:
        _write_truth(report, form, target, out)
    return len(written)


def _write_truth(report: Generated, form: Form, target: dict[Path, Path], out: Path) -> None:
    name = f"{form.name}-{report.truth['id']}"
    previous = report.previous
    truth: dict[str, Any] = report.truth | {
        "id": name,
        "input": target[report.input].relative_to(out).as_posix(),
        "previous": previous and target[previous].relative_to(out).as_posix(),
        "style": form.name,
        "form": form.name,
        "made_of": report.truth["style"],
        "published_on": report.truth.get("published_on") if form.is_page else None,
    }
    if form.is_pictured and truth.get("status") == "audited":
        truth["must"] = [*truth.get("must", []), {"code": "T202"}]
    (out / "truth" / f"{name}.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
