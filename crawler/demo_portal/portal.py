"""The demo portal as a whole: two sites on loopback, their truth, their log."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Self

from crawler.demo_portal.configuration import ServedPortal, write_configuration
from crawler.demo_portal.county import BodyKind
from crawler.demo_portal.faults import PLANTED, TO_BE_CORRECTED, PlantedFault
from crawler.demo_portal.hanweb_site import build_hanweb_site
from crawler.demo_portal.publishing import Publication, correct, publish_all
from crawler.demo_portal.replies import HostedSite
from crawler.demo_portal.server import LoggedRequest, LoopbackServer, RequestLog
from crawler.demo_portal.sites import Site
from crawler.demo_portal.trs_site import build_trs_site

_COUNTY_ADDRESS: Final = "127.0.0.2"
_TOWNSHIPS_ADDRESS: Final = "127.0.0.3"


class DemoPortal:
    """The invented county on this machine, served while the context is open.

    The same seed gives the same reports, byte for byte; the ports are free ones each time.
    """

    def __init__(self, *, seed: int = 1) -> None:
        self._seed = seed
        self._publications = {_key(each): each for each in publish_all(seed)}
        self._log = RequestLog()
        self._county = HostedSite(self._county_site())
        self._townships = HostedSite(self._townships_site())
        self._open = ExitStack()
        self._servers: tuple[LoopbackServer, LoopbackServer] | None = None

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            self._servers = (
                starting.enter_context(LoopbackServer(_COUNTY_ADDRESS, self._county, self._log)),
                starting.enter_context(
                    LoopbackServer(_TOWNSHIPS_ADDRESS, self._townships, self._log)
                ),
            )
            self._open = starting.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._servers = None
        self._open.close()

    @property
    def planted(self) -> tuple[PlantedFault, ...]:
        """The faults that stand at present; a corrected one is gone."""
        return tuple(
            fault
            for fault in PLANTED
            if self._publications[fault.body, fault.year].corrected is None
        )

    @property
    def requests(self) -> tuple[LoggedRequest, ...]:
        """Every request so far, to either site."""
        return self._log.all()

    @property
    def portals(self) -> tuple[ServedPortal, ServedPortal]:
        """The county's portal and the townships', as an operator would enter them.

        Raises:
            RuntimeError: the portal is not being served.
        """
        if self._servers is None:
            raise RuntimeError("the demo portal has no address yet; open it with `with` first")
        county, townships = self._servers
        return (
            _served("demo-county", self._county.site, county),
            _served("demo-townships", self._townships.site, townships),
        )

    def write_configuration(self, home: Path) -> None:
        """Writes `gouji.toml` and `bodies.csv` for this portal into a home.

        Raises:
            RuntimeError: the portal is not being served.
            OSError: the home cannot be written.
        """
        write_configuration(home, *self.portals)

    def report_address(self, body: str, year: int) -> str:
        """Address of the page that offers a report, whether as text or as a file.

        Raises:
            KeyError: no such body or year.
            RuntimeError: the portal is not being served.
        """
        county, townships = self.portals
        publication = self._publications[body, year]
        if _is_township(publication):
            path, portal = self._townships.site.report_paths[body, year], townships
        else:
            path, portal = self._county.site.report_paths[body, year], county
        return f"http://{portal.host}{path}"

    def figures(self, body: str, year: int) -> Mapping[str, str]:
        """The text of every cell as published now, faults included, by cell id.

        A cell that is not there, or only in a picture, is absent.

        Raises:
            KeyError: no such body or year.
        """
        return self._publications[body, year].report.cells

    def correct_one_report(self) -> PlantedFault:
        """Replaces a faulty report by a right one at the same address; returns what was wrong.

        Only the bytes and the validators of that page change. A second call changes nothing.
        """
        corrected = (TO_BE_CORRECTED.body, TO_BE_CORRECTED.year)
        self._publications[corrected] = correct(self._publications[corrected], self._seed)
        self._county.replace(self._county_site())
        return TO_BE_CORRECTED

    def _county_site(self) -> Site:
        return build_trs_site(p for p in self._publications.values() if not _is_township(p))

    def _townships_site(self) -> Site:
        return build_hanweb_site(p for p in self._publications.values() if _is_township(p))


def _key(publication: Publication) -> tuple[str, int]:
    return publication.report.body.id, publication.report.year


def _is_township(publication: Publication) -> bool:
    return publication.report.body.kind is BodyKind.TOWNSHIP


def _served(portal_id: str, site: Site, server: LoopbackServer) -> ServedPortal:
    return ServedPortal(
        id=portal_id, name=site.name, host=server.host, family=site.family, column=site.column
    )
