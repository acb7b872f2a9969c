import json
import subprocess
import sys
from typing import Any

import pytest

from crawler.portals import PendingPage, Validator, WorkOrder, WrongOrder, lanes
from crawler.records import Role
from tests.crawler.records import COLUMN, HOST, order, qing

FULL = order(
    qing(platform="cloud"),
    pending=(PendingPage(url=f"http://{HOST}/1.html", portal="qing", kind=Role.PAGE),),
    validators={COLUMN: Validator(etag='"x"', last_modified=None, sha256="0" * 64)},
    single_pages=(f"http://{HOST}/2.html",),
)


def test_an_order_comes_back_from_its_json_as_it_was() -> None:
    assert WorkOrder.from_json(FULL.to_json()) == FULL


def changed(*path: str | int, to: object) -> str:
    plain = json.loads(FULL.to_json())
    place: Any = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not JSON"),
        ("[]", "expected an object"),
        ("{}", "run: expected a value, found 'nothing'"),
        (changed("portals", 0, "delay", to="2"), r"portals\[0\].delay: expected float, found '2'"),
        (changed("portals", 0, "delay", to=-1), "delay -1.0 is below 0"),
        (changed("portals", 0, "hosts", to=[]), "'qing' has no hosts"),
        (changed("portals", 0, "hosts", to="a"), r"portals\[0\].hosts: expected a list"),
        (changed("pending", 0, "portal", to="lan"), "'lan', which is not in the order"),
        (changed("pending", 0, "kind", to="cake"), r"pending\[0\].kind: expected Role"),
        (changed("single_pages", to=["http://other.example/"]), "on no host of a portal"),
        (changed("limits", "max_bytes", to=True), "limits.max_bytes: expected int, found True"),
        (changed("user_agent", to=" "), "user_agent is empty"),
        (changed("surprise", to=1), "the fields of WorkOrder, found 'surprise'"),
    ],
)
def test_a_wrong_order_is_refused_with_the_place_of_its_fault(text: str, why: str) -> None:
    with pytest.raises(WrongOrder, match=why):
        WorkOrder.from_json(text)


def test_two_portals_cannot_share_an_id() -> None:
    with pytest.raises(WrongOrder, match="two portals have the id 'qing'"):
        order(qing(), qing())


def test_a_lane_is_a_host_or_the_platform_of_its_portal() -> None:
    found = lanes(
        order(
            qing(hosts=("a.example", "b.example:8080")),
            qing(id="lan", hosts=("c.example", "d.example"), platform="cloud"),
            qing(id="yan", hosts=("c.example",)),
        )
    )
    assert found == {
        "a.example": "a.example",
        "b.example": "b.example",
        "c.example": "platform cloud",
        "d.example": "platform cloud",
    }


def test_orders_archive_and_journal_are_read_without_scrapy() -> None:
    script = (
        "import sys, crawler.portals, crawler.archive, crawler.journal;"
        "sys.exit(any(name.split('.')[0] in ('scrapy', 'twisted') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
