"""Which archived copies are not offered: those that lay personal data open."""

from collections.abc import Iterable

from audits.records import StoredFinding, StoredReport
from rules.privacy.exposure import ExposureKind

_CODES = frozenset({"V801", "V802", "V803", "V804"})


def is_withheld(stored: StoredReport | None, findings: Iterable[StoredFinding]) -> bool:
    """The copy of a report stays in the archive.

    Either its text lays personal data open, or a finding says so that no later text has refuted.
    ``findings`` are those of its body and year.
    """
    exposures = stored.report.exposures if stored else ()
    exposed = any(exposure.kind is not ExposureKind.PRIVATE_MAIL for exposure in exposures)
    return exposed or any(
        known.finding.code in _CODES and known.state.is_standing for known in findings
    )
