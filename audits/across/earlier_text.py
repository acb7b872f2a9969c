"""Which text of a page a report is compared with, and what is known around the two."""

from collections.abc import Sequence

from audits.evidence import HeldText
from audits.records import ReportRecord, StoredReport
from audits.result import AuditStatus
from audits.store.connection import Store
from audits.store.pages import page
from audits.store.reports import report_text
from audits.store.revisions import was_found
from rules.checks.identity.p606_changed_after_publication import RULE
from rules.finding import Finding, Severity
from rules.judge import Judgement
from rules.language import Text
from rules.revision import Earlier, KeptCopy, NotComparable

_NOT_COMPARABLE = Text(
    zh="该网页以前显示的文本无法读取、残缺，或尚未由现在的版本重新读取，无从比较",
    en="the text that the page showed before cannot be read, is damaged, or was not yet read again"
    " by this version, so the two cannot be compared",
)
_FILES_MISSED = Text(
    zh="两次存证中有附件未能取得，前后来源不同，无从比较",
    en="attachments could not be fetched in one of the two cases, so the sources differ",
)


def earlier_of(
    store: Store, now: HeldText, of_page: Sequence[HeldText], stored: StoredReport
) -> Earlier | NotComparable | None:
    """The first text of the page that is of the same body and year and can be compared.

    Both must have been read by the same reading: else a change of ours would look like one of the
    publisher's. ``None`` where the page showed no other text of that body and year.

    Args:
        store: holds the texts.
        now: the text that speaks.
        of_page: every text of its page, oldest first.
        stored: the text that speaks, whole.
    """
    family = [held for held in of_page if _is_of_one_report(held.record, now.record)]
    if len(family) < 2:
        return None
    first = next((held for held in family if _is_comparable(held, now)), None)
    before = report_text(store, first.record.id) if first else None
    if first is None or before is None or (first is now and now is not family[0]):
        return NotComparable(reason=_NOT_COMPARABLE)
    if sorted(first.evidence.unread) != sorted(now.evidence.unread):
        return NotComparable(reason=_FILES_MISSED)
    between = [held.record.id for held in family if held is not first and held is not now]
    return Earlier(
        report=before.report,
        before=_copy(first.record),
        now=_copy(now.record),
        like_sources=_are_like(first, now),
        mended_tables=_mended(before.judgement, stored.judgement),
        page_titles=page_titles(store, now.record.page_url),
        shown_otherwise=was_found(store, RULE.code, between),
    )


def _is_of_one_report(one: ReportRecord, other: ReportRecord) -> bool:
    same = (one.subject.key, one.year) == (other.subject.key, other.year)
    return same and one.status is not AuditStatus.NOT_A_REPORT


def _is_comparable(held: HeldText, now: HeldText) -> bool:
    is_sound = held.record.status is AuditStatus.AUDITED and held.record.suspect is None
    return is_sound and held.auditor_key == now.auditor_key


def _are_like(first: HeldText, now: HeldText) -> bool:
    """Files of one kind and number."""
    kinds = first.record.media_type == now.record.media_type
    return kinds and len(first.evidence.attachments) == len(now.evidence.attachments)


def page_titles(store: Store, url: str) -> tuple[str, ...]:
    """By which a page and its list name the report now."""
    held = page(store, url)
    return tuple(t for t in (held.title, held.list_title) if t) if held else ()


def _copy(record: ReportRecord) -> KeptCopy:
    return KeptCopy(
        text=record.id,
        sha256=record.sha256,
        first_held=record.first_held.date(),
        last_held=record.last_held.date(),
    )


def _mended(before: Judgement, now: Judgement) -> frozenset[str]:
    """Tables of whose figures faults were told that are told no more."""
    standing = {(finding.code, finding.place) for finding in now.findings}
    return frozenset(
        cell.split("/")[0]
        for finding in before.findings
        if (finding.code, finding.place) not in standing
        and finding.code != RULE.code
        and finding.severity is not Severity.INFO
        for cell in _cells_of(finding)
    )


def _cells_of(finding: Finding) -> set[str]:
    terms = (*finding.equation.left, *finding.equation.right) if finding.equation else ()
    return {*finding.cells, *(term.cell for term in terms)}
