"""Digests put into their supervisors' languages, and cut to what a mail holds."""

from collections import defaultdict
from collections.abc import Mapping

from audits.bodies import Body
from audits.records import PortalState, ReportRecord, Subject
from audits.site.addresses import body_page, report_page
from audits.site.cards import rule_title, suggestion_of
from audits.site.equations import shown_equation
from audits.site.wording import wording
from notifier.digest import Digest
from notifier.equation_line import arithmetic, figures
from notifier.hostile_text import one_line
from notifier.letter import BodyLine, Letter, PortalLine, ShownFault, UnreadLine
from notifier.letterhead import Letterhead, PageLink
from notifier.news import FaultNews, NewsKind
from rules.finding import Severity
from rules.language import Language
from rules.registry import all_rules
from rules.rule import Rule
from rules.spec import FormatSpec, all_specs

_WORST = 3
_BODIES = 20
_LINES = 10


def letter_of(digest: Digest, letterhead: Letterhead) -> Letter:
    """The digest in its supervisor's language."""
    writer = _Writer(digest, letterhead)
    asking = [told for told in digest.news if told.kind.asks_for_action]
    retracted = [told for told in digest.news if told.kind is NewsKind.RETRACTED]
    bodies = writer.bodies()
    unread = digest.unchecked.unreadable
    portals = digest.unchecked.failed_portals
    return Letter(
        digest=digest,
        supervisor=one_line(digest.supervisor.name),
        supervisor_id=one_line(digest.supervisor.id),
        worst=tuple(writer.fault(told) for told in asking[:_WORST]),
        bodies=bodies[:_BODIES],
        more_bodies=len(bodies[_BODIES:]),
        retracted=tuple(writer.fault(told) for told in retracted[:_LINES]),
        more_retracted=len(retracted[_LINES:]),
        unread=tuple(writer.unread(report) for report in unread[:_LINES]),
        more_unread=len(unread[_LINES:]),
        portals=tuple(writer.portal(portal) for portal in portals[:_LINES]),
        more_portals=len(portals[_LINES:]),
        overview=writer.page("index.html"),
        ledger=writer.page("ledger.html"),
        runs=writer.page("runs.html"),
        answers_to=letterhead.reply_to or letterhead.sender,
    )


class _Writer:
    """Puts the parts of one digest into its supervisor's language."""

    def __init__(self, digest: Digest, letterhead: Letterhead) -> None:
        self._digest = digest
        self._letterhead = letterhead
        self._language: Language = digest.supervisor.language
        self._names = {body.id: one_line(body.name) for body in digest.bodies}
        self._rules: Mapping[str, Rule] = {rule.code: rule for rule in all_rules()}
        self._reports = {(report.body, report.year): report for report in digest.reports}
        self._news: dict[str | None, list[FaultNews]] = defaultdict(list)
        for told in digest.news:
            self._news[told.lead.subject.body].append(told)

    def page(self, path: str) -> PageLink:
        return self._letterhead.page(path, self._language)

    def fault(self, told: FaultNews) -> ShownFault:
        lead, finding = told.lead, told.lead.finding
        spec = self._format_of(lead.subject)
        equation = shown_equation(finding.equation, spec) if finding.equation else None
        return ShownFault(
            kind=told.kind,
            severity=told.severity,
            body=self._body(lead.subject.body),
            year=lead.subject.year,
            code=finding.code,
            title=rule_title(lead, self._rules).in_language(self._language),
            message=one_line(finding.message.in_language(self._language)),
            equation=arithmetic(equation) if equation else None,
            figures=figures(equation, self._language) if equation else None,
            quote=one_line(finding.quote) if finding.quote else None,
            suggestion=tuple(
                (one_line(repair.label.in_language(self._language)), one_line(repair.figure))
                for repair in suggestion_of(told.fault, spec)
            ),
            follows=len(told.fault.others),
            page=self._page_of(lead.subject),
            of_report=(lead.subject.body, lead.subject.year) in self._reports,
        )

    def bodies(self) -> tuple[BodyLine, ...]:
        """The bodies that the news is about, those with most errors first."""
        lines = (self._line(body) for body in self._digest.bodies)
        told = (line for line in lines if line.errors or line.warnings or line.settled)
        return tuple(sorted(told, key=lambda line: (-line.errors, -line.warnings)))

    def unread(self, report: ReportRecord) -> UnreadLine:
        reason = report.reason
        return UnreadLine(
            body=self._body(report.body),
            year=report.year,
            reason=one_line(reason.in_language(self._language)) if reason else None,
            page=self.page(report_page(report.body or report.id, report.year)),
        )

    def portal(self, state: PortalState) -> PortalLine:
        words = wording(self._language)
        told = [words.term("portal_state", state.state)]
        if state.reason is not None:
            told.append(words.term("fetch_fault", state.reason))
        return PortalLine(
            portal=one_line(state.portal), reason=one_line(words("page.comma").join(told))
        )

    def _format_of(self, subject: Subject) -> FormatSpec | None:
        """That of the report, else the one that its year prescribes, which has the same cells."""
        report = self._reports.get((subject.body, subject.year))
        read_as = report.format if report else None
        if read_as is not None:
            return next((spec for spec in all_specs() if spec.id == read_as), None)
        year = subject.year or 0
        return next((spec for spec in all_specs() if spec.years.holds(year)), None)

    def _body(self, body: str | None) -> str:
        return self._names.get(body or "", one_line(body or ""))

    def _page_of(self, subject: Subject) -> PageLink:
        """The report's page; the body's where no report of that year is held."""
        body = subject.body or ""
        if (subject.body, subject.year) in self._reports:
            return self.page(report_page(body, subject.year))
        return self.page(body_page(body))

    def _line(self, body: Body) -> BodyLine:
        news = self._news[body.id]
        asking = [told for told in news if told.kind.asks_for_action]
        errors = sum(told.severity is Severity.ERROR for told in asking)
        return BodyLine(
            name=self._names[body.id],
            page=self.page(body_page(body.id)),
            errors=errors,
            warnings=len(asking) - errors,
            settled=sum(told.kind is NewsKind.FIXED for told in news),
        )
