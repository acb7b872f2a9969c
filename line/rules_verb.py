"""The verb ``rules`` of the command line."""

from pathlib import Path

import click

from line.verbs import FOLDER, LANGUAGES, NOT_DONE, in_words

_DOCS = Path("docs/rules")
_CASES = Path(__file__).parents[1] / "tests" / "rules" / "cases"
"""Where they are in the source tree; they are not installed."""


@click.command()
@click.argument("code", required=False)
@click.option("--language", type=LANGUAGES, default="zh", show_default=True, help="Of the text.")
@click.option("--write-docs", is_flag=True, help="Write the reference pages of all rules.")
@click.option("--out", type=FOLDER, default=_DOCS, show_default=True, help="Folder of these pages.")
def rules(*, code: str | None, language: str, write_docs: bool, out: Path) -> None:
    """List the rules, explain one, or write the pages that explain them all.

    \b
    gouji rules
    gouji rules B301 --language en
    gouji rules --write-docs
    """
    from audits.checking.rule_text import explained, listed
    from rules.language import Language
    from rules.registry import rule_of

    if write_docs and code is not None:
        raise click.UsageError("--write-docs writes the pages of all rules; leave the code out")
    if write_docs:
        _write_docs(out)
    elif code is None:
        click.echo(listed(Language(language)))
    else:
        try:
            rule = rule_of(code.upper())
        except KeyError as unknown:
            message = f"no rule has the code {code!r}; `gouji rules` lists them"
            raise click.ClickException(message) from unknown
        click.echo(explained(rule, Language(language)))


def _write_docs(out: Path) -> None:
    from audits.checking.rule_docs import write_docs

    with in_words(NOT_DONE):
        done = write_docs(out, _CASES if _CASES.is_dir() else None)
    removed = f"; {done.removed} old files removed" if done.removed else ""
    click.echo(f"{done.rules} rules on pages in two languages{removed}. Open {out / 'zh'}")
