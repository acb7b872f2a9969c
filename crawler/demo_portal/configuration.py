"""The settings and the register with which a home of Gouji watches the demo portal."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crawler.demo_portal import county
from crawler.demo_portal.county import Body, BodyKind

_REGISTER_HEADER: Final = (
    "id",
    "name",
    "aliases",
    "kind",
    "region",
    "parent",
    "portal",
    "column_url",
    "due",
    "supervisors",
)
_SUPERVISORS: Final = """\
[supervisors.county]
name = "汀砚县政府信息公开工作主管部门"
language = "zh"
email = "county@gouji-demo.example"
channels = ["file"]

[supervisors.townships]
name = "Tingyan townships desk"
language = "en"
email = "townships@gouji-demo.example"
channels = ["file"]

[schedule]
crawl = "30 22 * * *"
audit = "30 5 * * *"
pages = "0 6 * * *"
notify = "0 8 * * mon-fri"

[mail]
sender = "gouji@gouji-demo.example"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPortal:
    """A portal of the demo as an operator would enter it."""

    id: str
    name: str
    host: str
    """With the port."""
    family: str
    column: str
    """Path of the list of reports."""

    @property
    def home(self) -> str:
        """Address of the home page."""
        return f"http://{self.host}/"

    @property
    def column_url(self) -> str:
        """Address of the list of reports."""
        return f"http://{self.host}{self.column}"


def write_configuration(home: Path, county_portal: ServedPortal, townships: ServedPortal) -> None:
    """Writes `gouji.toml` and `bodies.csv` into the home, which is made if need be.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    home.mkdir(parents=True, exist_ok=True)
    tables = "\n".join(_portal_table(portal) for portal in (county_portal, townships))
    settings = f'register = "bodies.csv"\n\n{tables}\n{_SUPERVISORS}'
    (home / "gouji.toml").write_text(settings, encoding="utf-8")
    with (home / "bodies.csv").open("w", encoding="utf-8", newline="") as register:
        writer = csv.writer(register)
        writer.writerow(_REGISTER_HEADER)
        writer.writerows(_register_rows(county_portal, townships))


def _portal_table(portal: ServedPortal) -> str:
    return (
        f"[portals.{portal.id}]\n"
        f"name = {_toml_string(portal.name)}\n"
        f"home = {_toml_string(portal.home)}\n"
        f"hosts = [{_toml_string(portal.host)}]\n"
        f"family = {_toml_string(portal.family)}\n"
        "delay = 0\n"
        "allow_private = true\n"
        f"column_urls = [{_toml_string(portal.column_url)}]\n"
    )


def _toml_string(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _register_rows(
    county_portal: ServedPortal, townships: ServedPortal
) -> Iterable[tuple[str, ...]]:
    for body in county.BODIES:
        is_township = body.kind is BodyKind.TOWNSHIP
        portal = townships if is_township else county_portal
        yield (
            body.id,
            body.name,
            body.full_name,
            body.kind.value,
            county.REGION,
            _parent(body),
            portal.id,
            portal.column_url,
            "",
            "county;townships" if is_township else "county",
        )


def _parent(body: Body) -> str:
    return "" if body.kind is BodyKind.GOVERNMENT else county.GOVERNMENT.id
