"""One zone for all times we tell."""

from datetime import UTC, datetime, timedelta

import pytest

from audits.china_time import china_now, in_china


def test_now_is_told_in_china_to_the_second() -> None:
    now = china_now()
    assert now.utcoffset() == timedelta(hours=8)
    assert now.isoformat().endswith("+08:00")
    assert now.microsecond == 0
    assert timedelta() <= datetime.now(UTC) - now < timedelta(minutes=1)


def test_a_moment_keeps_its_instant_and_gets_the_day_of_china() -> None:
    evening = datetime(2024, 1, 31, 17, tzinfo=UTC)
    assert in_china(evening) == evening
    assert in_china(evening).isoformat() == "2024-02-01T01:00:00+08:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="give an aware time"):
        in_china(datetime(2024, 1, 31, 17))  # noqa: DTZ001 - that is what is refused
