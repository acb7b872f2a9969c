"""Turns a folder of generated reports into other forms; see the package."""

import argparse
import sys
from pathlib import Path

from benchmarks.acceptance_forms.forms import FORMS
from benchmarks.acceptance_forms.truth import generated_in, write_form


def main() -> None:
    """Write the forms asked for, and say how many reports each has."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.acceptance_forms")
    parser.add_argument("generated", type=Path, help="folder that the generator wrote")
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--forms", default=",".join(FORMS), help="some of " + ",".join(FORMS))
    parser.add_argument("--limit", type=int, help="most reports of each form")
    asked = parser.parse_args()
    chosen: list[str] = asked.forms.split(",")
    if unknown := set(chosen) - set(FORMS):
        parser.error("no such form: " + ", ".join(sorted(unknown)))
    reports = tuple(generated_in(asked.generated))
    for name in chosen:
        count = write_form(reports, FORMS[name], asked.out, asked.limit)
        sys.stdout.write(f"{name}: {count} reports\n")


if __name__ == "__main__":
    main()
