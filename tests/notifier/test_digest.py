from dataclasses import replace
from datetime import date

from audits.records import DutyDoubt, FindingState, ObligationRecord, ObligationState, PortalState
from audits.result import AuditStatus
from notifier.digest import Digest, digests_of
from notifier.situation import RulesApplied, Situation
from notifier.standing import DutyCounts
from rules.finding import Severity
from rules.language import Text
from tests.notifier import county


def only_digest(situation: Situation) -> Digest:
    (digest,) = digests_of(situation, [county.supervisor()], county.NOW)
    return digest


def situation(**known: object) -> Situation:
    found = county.found()
    usual = Situation(
        register=county.register(),
        undelivered={"qs": county.happened(found)},
        standing=(found,),
        reports=(county.report(),),
    )
    return replace(usual, **known)  # type: ignore[arg-type]


def test_with_nothing_to_say_there_is_no_digest() -> None:
    quiet = situation(undelivered={})

    assert digests_of(quiet, [county.supervisor()], county.NOW) == ()


def test_info_findings_alone_make_no_digest() -> None:
    hint = county.found(severity=Severity.INFO)

    quiet = situation(undelivered={"qs": county.happened(hint)}, standing=(hint,))

    assert digests_of(quiet, [county.supervisor()], county.NOW) == ()


def test_two_supervisors_of_a_body_are_both_told_and_a_third_is_not() -> None:
    happened = county.happened(county.found())
    shared = situation(
        register=county.register(county.body(supervisors=("qs", "line"))),
        undelivered={"qs": happened, "line": happened, "other": happened},
    )
    supervisors = [county.supervisor(name) for name in ("qs", "line", "other")]

    digests = digests_of(shared, supervisors, county.NOW)

    assert [digest.supervisor.id for digest in digests] == ["qs", "line"]


def test_events_that_come_to_nothing_count_as_told_with_the_next_digest() -> None:
    gone = county.found(place="gone", state=FindingState.RETRACTED)
    came_and_went = county.happened(
        gone, (None, FindingState.OPEN), (FindingState.OPEN, FindingState.RETRACTED)
    )
    both = situation(undelivered={"qs": came_and_went + county.happened(county.found(), first=3)})

    digest = only_digest(both)

    assert digest.events == (1, 2, 3)
    assert len(digest.news) == 1


def test_standing_faults_are_counted_as_faults_of_the_supervisor_s_bodies() -> None:
    one = county.found(fault="1")
    same = county.found(place="t4/direct_suit/total", fault="1")
    warning = county.found(code="N501", place="received", fault="2", severity=Severity.WARNING)
    elsewhere = county.found(body="health", fault="1")

    digest = only_digest(situation(standing=(one, same, warning, elsewhere)))

    assert (digest.standing.errors, digest.standing.warnings) == (1, 1)


def test_an_unreadable_report_since_the_last_notice_is_told_even_without_findings() -> None:
    reason = Text(zh="报告只有图片", en="the report is only a picture")
    scan = county.report(status=AuditStatus.UNREADABLE, reason=reason)
    news = situation(undelivered={}, standing=(), reports=(scan,))

    assert only_digest(news).unchecked.unreadable == (scan,)


def test_an_unreadable_report_that_was_held_at_the_last_notice_is_not_told_again() -> None:
    scan = county.report(status=AuditStatus.UNREADABLE)
    known = situation(
        undelivered={}, standing=(), reports=(scan,), last_notice_at={"qs": county.NOW}
    )

    assert digests_of(known, [county.supervisor()], county.NOW) == ()


def test_what_could_not_be_checked_stands_beside_what_was() -> None:
    doubtful = replace(county.found(), unjudged=Text(zh="无法读取", en="unreadable"))
    failed = PortalState(
        portal="qingshi", run="crawl-1", state="blocked", reason="waf", requests=1, at=county.NOW
    )
    digest = only_digest(
        situation(
            standing=(doubtful,),
            reports=(county.report(suspect="digits were lost"),),
            checks={"works-2025": RulesApplied(asked=47, applied=41)},
            portals=(failed, replace(failed, portal="elsewhere"), replace(failed, state="ok")),
        )
    )

    assert digest.unchecked.suspect == 1
    assert digest.unchecked.unjudged == 1
    assert digest.unchecked.failed_portals == (failed,)
    assert (digest.coverage.reports, digest.coverage.untold) == (1, 6)


def test_duties_are_those_of_the_last_year_that_is_due() -> None:
    def duty(year: int, state: ObligationState) -> ObligationRecord:
        return ObligationRecord(body="works", year=year, due=date(year + 1, 1, 31), state=state)

    digest = only_digest(
        situation(
            obligations=(
                duty(2024, ObligationState.MISSING),
                duty(2025, ObligationState.LATE),
                duty(2026, ObligationState.NOT_DUE),
            )
        )
    )

    assert digest.duties == DutyCounts(year=2025, missing=0, late=1, unknown=0)


def test_a_late_date_that_leaves_doubt_is_not_counted() -> None:
    late = ObligationRecord(
        body="works", year=2025, due=date(2026, 1, 31), state=ObligationState.LATE
    )
    doubted = replace(late, doubt=DutyDoubt.SAME_DATE)

    digest = only_digest(situation(obligations=(late, doubted)))

    assert digest.duties == DutyCounts(year=2025, missing=0, late=1, unknown=0)
