"""The command line: each verb calls one function and prints what it did."""

import sys
from pathlib import Path

import click

from audits.audit import audit
from audits.checking.as_json import line_of
from audits.result import Source, Submission


@click.group()
def main() -> None:
    """Gouji (勾稽)."""


@main.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--previous")
@click.argument("inputs", nargs=-1)
def check(as_json, previous, inputs):
    for name in inputs:
        r = audit(Submission(source=Source(name=name, content=Path(name).read_bytes())))
        print(line_of(name, r), flush=True)


if __name__ == "__main__":
    sys.exit(main())
