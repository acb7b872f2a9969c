"""The invented county: who publishes, where they sit in the register, how they speak of themselves.

Neither the city, the county, its towns nor the region code exists.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

REGION: Final = "999921"
"""A six-digit code in the county range of GB/T 2260 that no region holds."""

CITY: Final = "岚洲市"
COUNTY: Final = "汀砚县"
YEARS: Final = (2023, 2024, 2025)
"""The years reported on, oldest first."""


class BodyKind(StrEnum):
    """The kinds of the register (`bodies.csv`, column `kind`)."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body that must publish."""

    id: str
    """Stable slug, as in the register."""
    name: str
    """Full Chinese name, as in report titles."""
    kind: BodyKind
    calls_itself: str
    """The word for itself in running text: 我局, 我镇."""
    field: str
    """Its own line of work, named in running text."""

    @property
    def full_name(self) -> str:
        """The name with the city before it, an alias of the register."""
        return CITY + self.name


def _department(slug: str, name: str, calls_itself: str, field: str) -> Body:
    return Body(
        id=f"{REGION}-{slug}",
        name=COUNTY + name,
        kind=BodyKind.DEPARTMENT,
        calls_itself=calls_itself,
        field=field,
    )


def _township(slug: str, name: str, field: str) -> Body:
    return Body(
        id=f"{REGION}-{slug}",
        name=f"{COUNTY}{name}人民政府",
        kind=BodyKind.TOWNSHIP,
        calls_itself=f"我{name[-1]}",
        field=field,
    )


GOVERNMENT: Final = Body(
    id=f"{REGION}-government",
    name=f"{COUNTY}人民政府",
    kind=BodyKind.GOVERNMENT,
    calls_itself="县政府办公室",
    field="重点民生实事",
)
OFFICE: Final = _department("gov-office", "人民政府办公室", "我办", "县政府常务会议议定事项")
EDUCATION: Final = _department("education", "教育局", "我局", "义务教育招生入学")
FINANCE: Final = _department("finance", "财政局", "我局", "预算决算和惠农补贴")
NATURAL_RESOURCES: Final = _department(
    "natural-resources", "自然资源局", "我局", "土地征收和不动产登记"
)
HOUSING: Final = _department("housing", "住房和城乡建设局", "我局", "保障性住房和旧区改造")
AGRICULTURE: Final = _department("agriculture", "农业农村局", "我局", "高标准农田和农机购置补贴")
HEALTH: Final = _department("health", "卫生健康局", "我局", "基层医疗和预防接种")
MARKET: Final = _department("market", "市场监督管理局", "我局", "食品抽检和经营主体登记")
SHIDI: Final = _township("shidi", "石笛镇", "宅基地审批")
ZHENQUAN: Final = _township("zhenquan", "枕泉镇", "农村低保和临时救助")
HETING: Final = _township("heting", "鹤汀镇", "集镇环境整治")
MAILONG: Final = _township("mailong", "麦垄乡", "耕地地力补贴")
YUNZHAO: Final = _township("yunzhao", "云棹乡", "农村饮水和道路养护")

DEPARTMENTS: Final = (
    OFFICE,
    EDUCATION,
    FINANCE,
    NATURAL_RESOURCES,
    HOUSING,
    AGRICULTURE,
    HEALTH,
    MARKET,
)
TOWNSHIPS: Final = (SHIDI, ZHENQUAN, HETING, MAILONG, YUNZHAO)
BODIES: Final = (GOVERNMENT, *DEPARTMENTS, *TOWNSHIPS)
"""All fourteen, the government first."""
