"""Which files the pages of some content are, before any of them is made."""

from collections.abc import Iterator

from audits.site.addresses import body_page, evidence_file, in_language, report_page, rule_page
from audits.site.content import SiteContent
from rules.language import Language

OVERVIEW = "index.html"
LEDGER = "ledger.html"
RUNS = "runs.html"
RULES = "rules/index.html"
STATIC = ("style.css", "tables.js")


def static_file(name: str) -> str:
    """Path of a file that every page uses."""
    return f"static/{name}"


def files_of(content: SiteContent, *, with_copies: bool) -> Iterator[str]:
    """Paths of all files that a build of this content writes; of copies, all that it may."""
    for page in _pages(content):
        for language in Language:
            yield in_language(page, language)
    yield from map(static_file, STATIC)
    if with_copies:
        yield from (evidence_file(r.sha256) for r in content.reports if r.is_current)


def _pages(content: SiteContent) -> Iterator[str]:
    yield from (OVERVIEW, LEDGER, RULES)
    if not content.drafts:
        yield RUNS
    yield from (body_page(body.id) for body in content.bodies)
    yield from (rule_page(rule.code) for rule in content.rules)
    yield from (report_page(r.subject.key, r.year) for r in content.reports if r.is_current)
