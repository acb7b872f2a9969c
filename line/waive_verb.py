"""The verb ``waive`` of the command line."""

from datetime import datetime
from pathlib import Path

import click

from line.verbs import FILE, Place, end, placed


@click.command()
@click.argument("findings", nargs=-1)
@click.option(
    "--as",
    "decided_as",
    type=click.Choice(["explained", "waived"]),
    default="waived",
    show_default=True,
    help="The body's reason is accepted, or the finding is not pursued.",
)
@click.option("--by", help="Who decided it.")
@click.option("--reason", help="Why.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of a waiver.")
@click.option("--from", "ledger", type=FILE, help="A returned ledger (XLSX) that decides of many.")
@placed
def waive(
    findings: tuple[str, ...],
    *,
    place: Place,
    decided_as: str,
    by: str | None,
    reason: str | None,
    until: datetime | None,
    ledger: Path | None,
) -> None:
    """Note that findings are explained or not pursued: who decided it, why, and until when.

    \b
    gouji waive 5f0c22d19a3be871 --by 王某 --reason 正在核实 --until 2027-06-30
    gouji waive --as explained 5f0c22d19a3be871 --by 王某 --reason 汇总口径不同
    gouji waive --from ledger.xlsx

    The ids stand on the page of the report. What was decided is kept through every later audit;
    a waiver that ends opens its finding again, with its history.
    """
    from audits.china_time import china_now
    from audits.records import FindingState
    from audits.returned_ledger import decisions_in
    from audits.waiving import Decision
    from line import deciding

    if (ledger is None) == (not findings):
        raise click.UsageError("name findings by their ids, or a ledger by --from")
    if ledger is not None:
        if by or reason or until:
            raise click.UsageError("--from takes who, why and until when from the ledger")
        decisions = decisions_in(ledger, china_now())
    else:
        decision = Decision(
            by=by or "",
            reason=reason or "",
            at=china_now(),
            decided_as=FindingState(decided_as),
            until=until.date() if until else None,
        )
        decisions = dict.fromkeys(findings, decision)
    end([deciding.waive(place.settings(), decisions)])
