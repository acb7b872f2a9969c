"""Who owes the report of which year: published, late, missing, not due, or unknown."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from audits.bodies import Body, Register
from audits.china_time import CHINA
from audits.obligations import obligations_of, refresh_obligations
from audits.records import DutyDoubt, ObligationRecord, ObligationState
from audits.sightings import Crawl, Sightings
from audits.store.obligations import Publication, obligations
from crawler.journal import EndState, EntriesFound, ListedPage
from rules.case import BodyKind
from tests.audits.small_office import COLUMN, Office, Page, body

PUBLISHED, LATE, MISSING, NOT_DUE, UNKNOWN = ObligationState
DUE = datetime(2024, 1, 31, 12, tzinfo=CHINA)


def crawl(days_after_due: float, *, good: bool = True) -> Crawl:
    return Crawl(at=DUE + timedelta(days=days_after_due), is_good=good)


def held(year: int, published_on: date | None = None, **facts: object) -> Publication:
    first = Publication(body="audit-office", year=year, published_on=published_on)
    return replace(first, **facts)  # type: ignore[arg-type]


def of_2023(
    *crawls: Crawl,
    published: tuple[Publication, ...] = (),
    doubtful: tuple[int | None, ...] = (),
    silent_from: int | None = None,
    today: date = date(2024, 6, 1),
    owed_by: Body | None = None,
) -> ObligationRecord:
    seen = Sightings(
        published={each.year: each for each in published},
        crawls=crawls,
        doubtful=doubtful,
        silent_from=silent_from,
    )
    owed = obligations_of(owed_by or body(), seen, today=today)
    return {each.year: each for each in owed}[2023]


def state_of_2023(
    *crawls: Crawl,
    doubtful: tuple[int | None, ...] = (),
    today: date = date(2024, 6, 1),
) -> ObligationState:
    return of_2023(*crawls, doubtful=doubtful, today=today).state


@pytest.mark.parametrize(
    ("on", "state", "days_late"),
    [
        (date(2024, 1, 1), PUBLISHED, 0),
        (date(2024, 1, 31), PUBLISHED, 0),
        (date(2024, 2, 1), LATE, 1),
        (date(2024, 3, 31), LATE, 60),
        (None, PUBLISHED, None),
    ],
)
def test_a_report_held_is_published_or_late_by_its_date(
    on: date | None, state: ObligationState, days_late: int | None
) -> None:
    owed = of_2023(published=(held(2023, on),))
    assert (owed.year, owed.due) == (2023, date(2024, 1, 31))
    assert (owed.state, owed.published_on, owed.days_late) == (state, on, days_late)


@pytest.mark.parametrize(
    ("today", "state"), [(date(2024, 1, 31), NOT_DUE), (date(2024, 2, 1), UNKNOWN)]
)
def test_a_report_is_due_through_the_last_day(today: date, state: ObligationState) -> None:
    assert state_of_2023(today=today) is state


def test_a_government_has_until_the_end_of_march() -> None:
    government = body(kind=BodyKind.GOVERNMENT)
    owed = of_2023(published=(held(2023, date(2024, 3, 1)),), owed_by=government)
    assert (owed.state, owed.due) == (PUBLISHED, date(2024, 3, 31))


@pytest.mark.parametrize("kind", list(BodyKind))
def test_reports_on_2018_and_earlier_were_due_at_the_end_of_march(kind: BodyKind) -> None:
    owed_by = body(kind=kind, due=(1, 20))
    assert owed_by.due_on(2018) == date(2019, 3, 31)
    assert owed_by.law_due_on(2018) is None
    assert owed_by.due_on(2019) == date(2020, 1, 20)


@pytest.mark.parametrize(
    ("crawls", "state"),
    [
        ((), UNKNOWN),
        ((crawl(1),), UNKNOWN),
        ((crawl(1), crawl(3.9)), UNKNOWN),
        ((crawl(1), crawl(4)), MISSING),
        ((crawl(1), crawl(2), crawl(3), crawl(4)), MISSING),
        ((crawl(-9), crawl(-0.6), crawl(2)), UNKNOWN),
        ((crawl(0), crawl(4)), UNKNOWN),
        ((crawl(1), crawl(5, good=False)), UNKNOWN),
        ((crawl(1, good=False), crawl(5)), UNKNOWN),
        ((crawl(1), crawl(3, good=False), crawl(5)), MISSING),
        ((crawl(1), crawl(5), crawl(9, good=False)), UNKNOWN),
    ],
)
def test_missing_needs_two_good_crawls_after_the_due_date_three_days_apart_and_a_good_last_one(
    crawls: tuple[Crawl, ...], state: ObligationState
) -> None:
    assert state_of_2023(*crawls) is state


@pytest.mark.parametrize(
    ("doubtful", "state"), [((2023,), UNKNOWN), ((None,), UNKNOWN), ((2022,), MISSING)]
)
def test_nothing_is_missing_while_something_on_the_portal_may_be_it(
    doubtful: tuple[int | None, ...], state: ObligationState
) -> None:
    assert state_of_2023(crawl(1), crawl(5), doubtful=doubtful) is state


@pytest.mark.parametrize(
    ("years_held", "first_year", "years"),
    [
        ((), 2021, [2021, 2022, 2023]),
        ((2022,), 2021, [2021, 2022, 2023]),
        ((2019,), 2021, [2019, 2020, 2021, 2022, 2023]),
        ((), 2023, [2023]),
        ((2022,), 2022, [2022, 2023]),
    ],
)
def test_reports_are_owed_from_2021_or_the_first_year_held_to_last_year(
    years_held: tuple[int, ...], first_year: int, years: list[int]
) -> None:
    published = {year: held(year) for year in years_held}
    seen = Sightings(published=published, crawls=(), doubtful=(), first_year=first_year)
    assert [o.year for o in obligations_of(body(), seen, today=date(2024, 1, 2))] == years


@pytest.mark.parametrize(
    ("crawls", "doubtful", "doubt"),
    [
        ((), (), DutyDoubt.NEVER_CRAWLED),
        ((crawl(1), crawl(5, good=False)), (), DutyDoubt.PORTAL_UNREAD),
        ((crawl(-40), crawl(2)), (), DutyDoubt.TOO_FEW_CRAWLS),
        ((crawl(1), crawl(5)), (2023,), DutyDoubt.MAY_BE_LISTED),
        ((crawl(1), crawl(5)), (), None),
    ],
)
def test_what_is_unknown_says_why(
    crawls: tuple[Crawl, ...], doubtful: tuple[int | None, ...], doubt: DutyDoubt | None
) -> None:
    owed = of_2023(*crawls, doubtful=doubtful)
    assert (owed.state is UNKNOWN, owed.doubt) == (doubt is not None, doubt)


@pytest.mark.parametrize(
    ("days", "earlier", "doubt"),
    [
        ((1, 5), (), None),
        ((400, 405), (), DutyDoubt.BEFORE_ITS_FIRST),
        ((400, 405), (2022,), None),
        ((5, 405), (), None),
    ],
)
def test_a_year_that_was_over_before_we_looked_is_asked_for_only_of_bodies_known_by_then(
    days: tuple[int, int], earlier: tuple[int, ...], doubt: DutyDoubt | None
) -> None:
    published = tuple(held(year, date(year + 1, 1, 20)) for year in earlier)
    crawls = [crawl(number) for number in days]
    owed = of_2023(*crawls, published=published, today=date(2026, 6, 1))
    assert (owed.state is UNKNOWN, owed.doubt) == (doubt is not None, doubt)


@pytest.mark.parametrize(("silent_from", "state"), [(2023, UNKNOWN), (2024, MISSING)])
def test_where_no_body_of_a_portal_published_the_portal_is_doubted(
    silent_from: int, state: ObligationState
) -> None:
    owed = of_2023(crawl(1), crawl(5), silent_from=silent_from)
    assert owed.state is state
    assert (owed.doubt is DutyDoubt.PORTAL_SILENT) == (state is UNKNOWN)


@pytest.mark.parametrize(
    ("kind", "own", "due", "past_law"),
    [
        (BodyKind.DEPARTMENT, (1, 20), date(2024, 1, 20), False),
        (BodyKind.DEPARTMENT, (3, 1), date(2024, 1, 31), False),
        (BodyKind.GOVERNMENT, (1, 20), date(2024, 1, 20), False),
        (BodyKind.TOWNSHIP, (1, 20), date(2024, 1, 20), False),
    ],
)
def test_a_day_of_the_register_holds_where_it_is_stricter_and_breaks_no_law_by_itself(
    kind: BodyKind, own: tuple[int, int], due: date, past_law: bool
) -> None:
    owed = of_2023(crawl(-8), crawl(-3), owed_by=body(kind=kind, due=own), today=date(2024, 2, 1))
    assert (owed.due, owed.absent_past_law) == (due, past_law)
    assert (owed.absent_on is not None) == (due == date(2024, 1, 20))


def listed(days: float, *lists: str) -> Crawl:
    return replace(crawl(days), lists=lists)


@pytest.mark.parametrize(
    ("lists", "published_on", "doubtful", "absent"),
    [
        ((COLUMN,), date(2024, 2, 3), (), True),
        ((COLUMN,), None, (), True),
        (("https://www.example.gov.cn/else/",), date(2024, 2, 3), (), False),
        (("https://www.example.gov.cn/else/",), date(2024, 2, 20), (), True),
        ((COLUMN,), date(2024, 2, 20), (2023,), False),
    ],
)
def test_a_crawl_lacked_a_report_only_if_it_would_have_shown_it(
    lists: tuple[str, ...],
    published_on: date | None,
    doubtful: tuple[int | None, ...],
    absent: bool,
) -> None:
    first_seen = DUE + timedelta(days=20)
    report = held(2023, published_on, first_seen=first_seen, lists=(COLUMN,))
    crawls = (listed(2, *lists), listed(8, *lists), listed(20.1, *lists))
    seen = Sightings(published={2023: report}, crawls=crawls, doubtful=(), doubtful_beside=doubtful)
    (*_, owed) = obligations_of(body(), seen, today=date(2024, 6, 1))
    assert owed.absent_on == ((date(2024, 2, 2), date(2024, 2, 8)) if absent else None)


@pytest.mark.parametrize(
    ("other", "facts", "doubt"),
    [
        (date(2023, 1, 20), {}, None),
        (date(2024, 2, 22), {}, DutyDoubt.SAME_DATE),
        (date(2023, 1, 20), {"date_of_list": True}, DutyDoubt.LIST_DATE),
        (date(2023, 1, 20), {"says_again": True}, DutyDoubt.PUBLISHED_AGAIN),
    ],
)
def test_a_late_date_that_proves_nothing_is_told_with_its_reason(
    other: date, facts: dict[str, object], doubt: DutyDoubt | None
) -> None:
    late = held(2023, date(2024, 2, 20), **facts)
    owed = of_2023(published=(held(2022, other), late))
    assert (owed.state, owed.days_late, owed.doubt) == (LATE, 20, doubt)


REPORT_2022 = Page(
    url=f"{COLUMN}2022.html",
    title="某某区审计局2022年政府信息公开工作年度报告",
    content="body 某某区审计局\nyear 2022",
    published_on=date(2023, 2, 2),
)


TITLE_2023 = "某某区审计局2023年政府信息公开工作年度报告"


def states(office: Office, today: date = date(2024, 6, 1)) -> dict[int, ObligationState]:
    refresh_obligations(office.store, office.register, today=today)
    return {each.year: each.state for each in obligations(office.store, body="audit-office")}


def crawl_on(office: Office, day: datetime, *pages: Page, **ends: object) -> None:
    office.now = day
    office.crawl(*pages, run=f"crawl-{day:%Y%m%d}", **ends)  # type: ignore[arg-type]
    office.audit()


def test_two_whole_crawls_show_what_is_missing(office: Office) -> None:
    crawl_on(office, DUE + timedelta(days=2), REPORT_2022)
    assert states(office)[2023] is UNKNOWN
    crawl_on(office, DUE + timedelta(days=9), REPORT_2022)
    assert states(office) == {2022: LATE, 2023: MISSING}
    shown = {each["year"]: each for each in office.table("v_obligations")}
    assert shown[2022]["days_late"] == 2
    assert (shown[2023]["due"], shown[2023]["days_late"]) == ("2024-01-31", None)


def test_years_before_the_first_that_a_portal_shows_are_owed_by_none_of_its_bodies(
    office: Office,
) -> None:
    silent = body("某某区教育局", id="schools", column_url="https://www.example.gov.cn/jy/")
    office.register = Register.of([body(), silent])
    crawl_on(office, DUE + timedelta(days=2), REPORT_2022)
    states(office)
    assert [each.year for each in obligations(office.store, body="schools")] == [2022, 2023]


@pytest.mark.parametrize(
    "ends", [{"complete": False}, {"state": EndState.INCOMPLETE}, {"state": EndState.REFUSED}]
)
def test_a_crawl_that_was_not_whole_shows_nothing_missing(
    office: Office, ends: dict[str, object]
) -> None:
    crawl_on(office, DUE + timedelta(days=2), REPORT_2022)
    crawl_on(office, DUE + timedelta(days=9), REPORT_2022, **ends)
    assert states(office)[2023] is UNKNOWN


def test_an_empty_list_shows_nothing(office: Office) -> None:
    for days in (2, 9):
        crawl_on(office, DUE + timedelta(days=days), entries=0)
    assert states(office)[2023] is UNKNOWN


def test_another_column_of_the_portal_shows_nothing_of_a_body_with_its_own(office: Office) -> None:
    office.register = Register.of([body(column_url="https://www.example.gov.cn/other/")])
    for days in (2, 9):
        crawl_on(office, DUE + timedelta(days=days), REPORT_2022)
    assert states(office)[2023] is UNKNOWN


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("2023年政府信息公开年报", UNKNOWN),
        ("政府信息公开年报", UNKNOWN),
        ("2020年政府信息公开年报", MISSING),
        ("某某区审计局2023年政府信息公开工作年度报告", UNKNOWN),
    ],
)
def test_a_listed_page_that_could_not_be_fetched_may_be_the_report(
    office: Office, title: str, state: ObligationState
) -> None:
    for days in (2, 9):
        office.now = DUE + timedelta(days=days)
        lost = ListedPage(url=f"{COLUMN}lost.html", title=title, date=None)
        records = [
            replace(each, entries=(*each.entries, lost)) if isinstance(each, EntriesFound) else each
            for each in office.journal(REPORT_2022)
        ]
        office.fold(records, run=f"crawl-{days}")
    office.audit()
    assert states(office)[2023] is state


def test_an_unreadable_report_whose_page_names_body_and_year_is_published(office: Office) -> None:
    crawl_on(office, DUE + timedelta(days=2), Page(content="status unreadable"))
    assert states(office)[2023] is PUBLISHED


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("某某区审计局2023年政府信息公开工作年度报告", UNKNOWN),
        ("2023年政府信息公开年报", UNKNOWN),
        ("某某区民政局2023年政府信息公开工作年度报告", MISSING),
        ("某某区审计局2022年政府信息公开工作年度报告", MISSING),
        ("2023年政府信息公开指南", MISSING),
        ("政府信息公开年报", MISSING),
    ],
)
def test_a_page_that_is_no_report_publishes_nothing_and_what_is_titled_as_it_is_not_missing(
    office: Office, title: str, state: ObligationState
) -> None:
    for days in (2, 9):
        page = Page(content="status not_a_report", title=title)
        crawl_on(office, DUE + timedelta(days=days), page)
    assert states(office)[2023] is state


def test_a_report_listed_by_its_title_is_not_missing_though_the_page_showed_something_else(
    office: Office,
) -> None:
    for days in (2, 9):
        office.now = DUE + timedelta(days=days)
        challenge = Page(content="status not_a_report", title="访问验证")
        listed = ListedPage(url=challenge.url, title=TITLE_2023, date=None)
        records = [
            replace(each, entries=(listed,)) if isinstance(each, EntriesFound) else each
            for each in office.journal(challenge)
        ]
        office.fold(records, run=f"crawl-{days}")
        office.audit()
    assert states(office)[2023] is UNKNOWN


def test_a_report_read_as_of_another_year_than_its_pages_title_says_is_neither_late_nor_missing(
    office: Office,
) -> None:
    for days in (2, 9):
        page = Page(content="body 某某区审计局\nyear 2022")
        crawl_on(office, DUE + timedelta(days=days), page)
    assert states(office) == {2022: PUBLISHED, 2023: UNKNOWN}


def test_the_own_list_of_another_body_shows_nothing_of_a_body_without_one(office: Office) -> None:
    civil = body("某某区民政局", id="civil", column_url=None)
    office.register = Register.of([body(), civil])
    for days in (2, 9):
        crawl_on(office, DUE + timedelta(days=days), REPORT_2022)
    states(office)
    assert {each.state for each in obligations(office.store, body="civil")} == {UNKNOWN}


def test_a_list_that_is_no_bodys_own_shows_what_is_missing_of_a_body_without_one(
    office: Office,
) -> None:
    office.register = Register.of([body(column_url=None)])
    for days in (2, 9):
        crawl_on(office, DUE + timedelta(days=days), REPORT_2022)
    assert states(office)[2023] is MISSING


@pytest.mark.parametrize(
    ("days", "state", "doubt"),
    [(-2, PUBLISHED, None), (0, PUBLISHED, None), (3, LATE, DutyDoubt.SEEN_BEFORE)],
)
def test_what_we_saw_before_the_date_on_its_page_is_no_later_than_we_saw_it(
    days: int, state: ObligationState, doubt: DutyDoubt | None
) -> None:
    seen = DUE + timedelta(days=days)
    owed = of_2023(published=(held(2023, date(2034, 2, 20), first_seen=seen),))
    assert (owed.state, owed.published_on, owed.doubt) == (state, seen.date(), doubt)


def test_the_public_view_says_why_it_is_unknown(office: Office) -> None:
    crawl_on(office, DUE + timedelta(days=2), REPORT_2022)
    crawl_on(office, DUE + timedelta(days=9), REPORT_2022, state=EndState.INCOMPLETE)
    states(office)
    reasons = {each["year"]: each["reason"] for each in office.table("v_obligations")}
    assert reasons == {2022: None, 2023: "portal_unread"}


def test_a_joint_report_is_not_missing_of_any_body_that_its_title_names(office: Office) -> None:
    culture = body("某某区文化局", id="culture", column_url=None)
    tourism = body("某某区旅游局", id="tourism", column_url=None)
    office.register = Register.of([culture, tourism])
    joint = Page(
        title="某某区文化局、某某区旅游局2023年政府信息公开工作年度报告", content="year 2023"
    )
    for days in (2, 9):
        crawl_on(office, DUE + timedelta(days=days), REPORT_2022, joint)
    states(office)
    of_2023 = {o.body: o.state for o in obligations(office.store, year=2023)}
    assert MISSING not in of_2023.values()


def test_every_body_of_the_register_has_an_obligation_for_every_year(office: Office) -> None:
    office.register = Register.of(
        [body(), body("某某区民政局", id="civil", portal="town", column_url=None)]
    )
    crawl_on(office, DUE + timedelta(days=2), REPORT_2022)
    states(office)
    owed = {(o.body, o.year): o.doubt for o in obligations(office.store)}
    assert owed == {
        ("audit-office", 2022): None,
        ("audit-office", 2023): DutyDoubt.TOO_FEW_CRAWLS,
        ("civil", 2021): DutyDoubt.NEVER_CRAWLED,
        ("civil", 2022): DutyDoubt.NEVER_CRAWLED,
        ("civil", 2023): DutyDoubt.NEVER_CRAWLED,
    }


def test_where_none_of_several_bodies_published_on_a_portal_it_is_the_portal_that_is_doubted(
    office: Office,
) -> None:
    office.register = Register.of(
        [body(), body("某某区民政局", id="civil"), body("某某区教育局", id="schools")]
    )
    for days in (2, 9):
        crawl_on(office, DUE + timedelta(days=days), REPORT_2022)
    states(office)
    assert {o.doubt for o in obligations(office.store, year=2023)} == {DutyDoubt.PORTAL_SILENT}
    one = Page(
        url=f"{COLUMN}civil.html", title=TITLE_2023.replace("审计", "民政"), content="year 2023"
    )
    crawl_on(office, DUE + timedelta(days=12), REPORT_2022, one)
    assert states(office)[2023] is MISSING
