"""The bodies of a government's region with what their reports lend to its sums.

Whether a body's figures are in those of the government is not the same question as whether it is
on the register: the form does not say whom a government adds up, so the report's own sentence
decides, and what it leaves open stays open.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rules.counted_figures import Counted, Lack, Reach

_VERTICAL = re.compile(
    "税务|气象|海关|烟草|邮政管理|海事|调查队|消防救援|金融监管|银保监|人民银行|国家安全|通信管理"
    "|边防检查|出入境|矿山安全|地震|公积金|供电|电力监管|分局$"
)
"""Bodies of a higher level, which the lists of a county often leave out."""
_ZONE = re.compile("(?:管委会|管理委员会)$")
_ZONE_AS_DEPARTMENT = re.compile("(?:管委会|[区园城港岛]管理委员会)$")
"""It acts for the government that set it up, which may count its figures as its own."""
_OFFICE = re.compile("(?:综合|党政|党政综合)?办(?:公[室厅])?$")
_SHORTEST_GOVERNMENT = 4

_ANY_BODY = re.compile("各[^。；，]{0,16}(?:单位|机关|主体)|各级")
_DEPARTMENTS = re.compile("各[^。；，]{0,24}(?:部门|委办局|工作机构)|(?:市直|县直|区直|所属)部门")
_ONE_LEVEL = re.compile("[省市县区州盟旗]直|直属|本级|政府[^。；，]{0,4}部门|(?:工作|组成)部门")
_TOWNS = re.compile(
    "乡镇|镇乡|镇街|街镇|乡街|街乡|街道|[各个及和与、（(辖属制][镇乡](?![江海远原平安宁雄康坪沅巴赉])"
)
_COUNTIES = re.compile(
    "各[^。；，]{0,12}(?:[县旗]|县级市|(?<![发园新社景胜假地片税政])区(?!域))"
    "|各级|市县|县区|区县|[县区]（市|所辖|下辖"
)
"""Zones, which end like districts, are none."""
_UNITS = re.compile(
    r"(?<!\d)(\d{1,5})\s*(?:个|家)[^。；，、\d]{0,12}(?:单位|部门|机关|主体|镇|乡|街道|县|区)"
)


class Role(StrEnum):
    """What a body is to the government."""

    OFFICE = "office"
    """It reports what the government itself did."""
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    GOVERNMENT = "government"
    """Of a lower level: its report adds up its own region."""
    ASIDE = "aside"
    """On the register below the government, and perhaps not in its figures."""


class Publication(StrEnum):
    """What is known of a body's report of the year."""

    PUBLISHED = "published"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A body that stands below the government on the register."""

    name: str
    role: Role
    publication: Publication = Publication.UNKNOWN
    counted: Counted | None = None
    """Of its report for the year; ``None`` where there is none to count."""
    lack: Lack = Lack.NO_REPORT
    """Why there is none."""

    def figure(self, cell: str, form: str) -> Decimal | Lack:
        """Its figure in a cell of a form, or why it is not known."""
        if self.counted is None:
            return self.lack
        return self.counted.figure(cell) if self.counted.form == form else Lack.FORM

    @property
    def is_added_up(self) -> bool:
        """Its report gives the figures that a sum over the region asks of it.

        Those of its whole region from a lower government, its own from any other body; from one
        that stands aside, whatever it reports.
        """
        if self.counted is None or self.role is Role.ASIDE:
            return self.counted is not None
        return self.counted.reach.is_region == (self.role is Role.GOVERNMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A government with the bodies of its region, and its own report as sums take it."""

    own: Counted
    members: tuple[Member, ...]
    """In the order of the register."""

    @property
    def reach(self) -> Reach:
        """Whose figures the government's report gives."""
        return self.own.reach

    @property
    def office(self) -> Member | None:
        """The body that reports what the government itself did."""
        return next((m for m in self.members if m.role is Role.OFFICE), None)

    def surely_holds(self, member: Member) -> bool:
        """The government's figures hold those of this body, if they are those of its region.

        The report's own sentence tells which kinds of body it adds up.
        """
        mixed = member.counted is not None and member.counted.reach.is_region
        if mixed and member.role is not Role.GOVERNMENT:
            return False
        return member.role is Role.OFFICE or member.role in _named(self.own.sentence)


def role_of(name: str, role: Role, governments: Collection[str]) -> Role:
    """What a body is to the government with these names, which ``role`` says but for its name."""
    if role is Role.DEPARTMENT and is_office_of(name, governments):
        return Role.OFFICE
    if role is Role.DEPARTMENT and (_VERTICAL.search(name) or _ZONE_AS_DEPARTMENT.search(name)):
        return Role.ASIDE
    return Role.ASIDE if role is Role.GOVERNMENT and _ZONE.search(name) else role


def is_office_of(name: str, governments: Collection[str]) -> bool:
    """A name is that of the office of a government: 青禾县政府办公室 of 江城市青禾县人民政府."""
    found = _OFFICE.search(name)
    if found is None:
        return False
    stem = _plain(name[: found.start()])
    return len(stem) >= _SHORTEST_GOVERNMENT and any(
        _plain(government).endswith(stem) or stem.endswith(_plain(government))
        for government in governments
    )


def units_told(sentence: str) -> int | None:
    """How many bodies a sentence says were added up; ``None`` where it does not say.

    Numbers by kind count together, unless one of them is what the others come to.
    """
    numbers = [int(number) for number in _UNITS.findall(sentence)]
    if not numbers:
        return None
    most, together = max(numbers), sum(numbers)
    return most if together == 2 * most else together


def _named(sentence: str) -> frozenset[Role]:
    """The kinds of body that a sentence adds up; where it lists none, those of one level.

    Bodies of the government's own level (县直各单位) are no towns.
    """
    one_level = _ONE_LEVEL.search(sentence)
    unnamed = {Role.DEPARTMENT} if one_level else {Role.DEPARTMENT, Role.TOWNSHIP}
    found = set(unnamed) if _ANY_BODY.search(sentence) else set()
    if _DEPARTMENTS.search(sentence):
        found.add(Role.DEPARTMENT)
    if _TOWNS.search(sentence):
        found.add(Role.TOWNSHIP)
    if _COUNTIES.search(sentence):
        found.add(Role.GOVERNMENT)
    return frozenset(found or unnamed)


def _plain(name: str) -> str:
    return name.replace("人民政府", "政府")
