from datetime import datetime, time

import pytest

from audits.china_time import CHINA
from notifier.supervisor import QuietHours
from tests.notifier import county


def china(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        (china(23, 21, 59), None),
        (china(23, 22), china(24, 7)),
        (china(24, 3), china(24, 7)),
        (china(24, 7), None),
    ],
)
def test_quiet_over_midnight_ends_in_the_morning(moment: datetime, end: datetime | None) -> None:
    assert QuietHours(start=time(22), end=time(7)).end_after(moment) == end


def test_quiet_within_a_day_ends_on_that_day() -> None:
    lunch = QuietHours(start=time(12), end=time(14))

    assert lunch.end_after(china(23, 13)) == china(23, 14)
    assert lunch.end_after(china(23, 11)) is None


def test_the_hours_are_those_of_china_wherever_the_clock_stands() -> None:
    assert QuietHours(start=time(9), end=time(10)).end_after(county.NOW) == china(23, 10)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        QuietHours(start=time(9), end=time(10)).end_after(datetime(2026, 11, 23))  # noqa: DTZ001
