"""``bodies.csv``: what is read, and every mistake told at once with its place."""

from datetime import date
from pathlib import Path

import pytest

from audits.bodies import Register, RegisterFaulty
from audits.register_file import read_register
from rules.case import BodyKind
from tests.audits.small_office import body

HEADER = "id,name,aliases,kind,region,parent,portal,column_url,due,supervisors"
GOVERNMENT = "gov,某某区人民政府,某某区政府,government,500107,,county,,,county-office"


def register_of(folder: Path, *lines: str, encoding: str = "utf-8") -> Register:
    path = folder / "bodies.csv"
    path.write_bytes("\r\n".join((HEADER, *lines)).encode(encoding))
    return read_register(path, portals={"county"}, supervisors={"county-office", "city-office"})


def faults_of(folder: Path, *lines: str, encoding: str = "utf-8") -> list[tuple[int, str | None]]:
    with pytest.raises(RegisterFaulty) as caught:
        register_of(folder, *lines, encoding=encoding)
    for fault in caught.value.faults:
        assert str(fault) in str(caught.value)
    return [(fault.line, fault.column) for fault in caught.value.faults]


def test_a_register_with_byte_order_mark_blank_lines_and_lists_is_read(tmp_path: Path) -> None:
    register = register_of(
        tmp_path,
        GOVERNMENT,
        "",
        '500107-audit,某某区审计局," 审计局 ;某某区审计和统计局, 旧",department,500107,gov,county,'
        "https://www.example.gov.cn/nb/,01-28,county-office;city-office",
        encoding="utf-8-sig",
    )
    audit = register.bodies["500107-audit"]
    assert audit.aliases == ("审计局", "某某区审计和统计局, 旧")
    assert audit.supervisors == ("county-office", "city-office")
    assert audit.parent == "gov"
    assert audit.kind is BodyKind.DEPARTMENT
    assert [each.id for each in register] == ["gov", "500107-audit"]


def test_every_mistake_is_told_at_once_with_line_and_column(tmp_path: Path) -> None:
    assert faults_of(
        tmp_path,
        GOVERNMENT,
        "Bad Id,甲局,,department,500107,gov,county,,,",
        "b,,,bureau,5001,nobody,province,ftp://x,02-30,nobody",
        "gov,乙局,某某区政府,department,500107,,county,,,",
        "c,丙局,,department,500108,gov,county,,1-31,",
        "d,丁局,,department,500107,c,county,not an address,,",
    ) == [
        (3, "id"),
        (4, "name"),
        (4, "kind"),
        (4, "region"),
        (4, "parent"),
        (4, "portal"),
        (4, "column_url"),
        (4, "due"),
        (4, "supervisors"),
        (5, "id"),
        (5, "aliases"),
        (6, "region"),
        (6, "due"),
        (7, "region"),
        (7, "parent"),
        (7, "column_url"),
    ]


def test_parents_that_circle_are_told_for_each_body_of_the_circle(tmp_path: Path) -> None:
    assert faults_of(
        tmp_path,
        "a,甲,,government,500107,b,county,,,",
        "b,乙,,government,500107,a,county,,,",
        "c,丙,,government,500107,c,county,,,",
        "d,丁,,department,500107,a,county,,,",
    ) == [(2, "parent"), (3, "parent"), (4, "parent")]


@pytest.mark.parametrize(
    ("region", "parent_region", "lies_in"),
    [
        ("500107", "500000", True),
        ("500100", "500000", True),
        ("320803", "320800", True),
        ("320903", "320800", False),
        ("320803", "330000", False),
        ("320803", "320803", True),
        ("320804", "320803", False),
    ],
)
def test_a_body_lies_in_the_region_of_its_parent(
    tmp_path: Path, region: str, parent_region: str, lies_in: bool
) -> None:
    lines = (
        f"p,上级,,government,{parent_region},,county,,,",
        f"c,下级,,department,{region},p,county,,,",
    )
    if lies_in:
        assert register_of(tmp_path, *lines).bodies["c"].region == region
    else:
        assert faults_of(tmp_path, *lines) == [(3, "region")]


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    assert faults_of(tmp_path, GOVERNMENT, encoding="gbk") == [(2, None)]


def test_a_wrong_header_is_the_only_fault_told(tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text(f"name,{HEADER}\n,{GOVERNMENT}\n")
    with pytest.raises(RegisterFaulty, match="header") as caught:
        read_register(path, portals=(), supervisors=())
    assert len(caught.value.faults) == 1


def test_an_empty_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_bytes(b"")
    with pytest.raises(RegisterFaulty, match="empty"):
        read_register(tmp_path / "bodies.csv", portals=(), supervisors=())


def test_lines_with_too_few_or_unclosed_fields_are_faults(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "gov,某某区人民政府", GOVERNMENT, '"open') == [(2, None), (4, None)]


def test_names_are_matched_whole_after_nfkc_and_without_white_space() -> None:
    register = Register.of([body("某某区审计局(本级)", aliases=("区审计局",))])
    for name in (
        "某某区审计局（本级）",
        " 某某区 审计局\n(本级)",
        "区审计局",
        "某某区审计局(本级)\u200b",
    ):
        assert register.body_named(name) is not None, name
    for name in ("某某区审计局", "审计局", "某某区审计局(本级)办公室", ""):
        assert register.body_named(name) is None, name


def test_a_government_and_its_office_are_different_bodies() -> None:
    register = Register.of(
        [body("某某区人民政府", id="gov"), body("某某区人民政府办公室", id="office")]
    )
    found = [register.body_named(name) for name in ("某某区人民政府", "某某区人民政府办公室")]
    assert [each.id for each in found if each] == ["gov", "office"]


@pytest.mark.parametrize(
    ("kind", "due", "day"),
    [
        (BodyKind.GOVERNMENT, None, date(2024, 3, 31)),
        (BodyKind.DEPARTMENT, None, date(2024, 1, 31)),
        (BodyKind.TOWNSHIP, None, date(2024, 1, 31)),
        (BodyKind.GOVERNMENT, (2, 20), date(2024, 2, 20)),
        (BodyKind.DEPARTMENT, (1, 28), date(2024, 1, 28)),
        (BodyKind.DEPARTMENT, (2, 28), date(2024, 1, 31)),
        (BodyKind.TOWNSHIP, (2, 20), date(2024, 2, 20)),
    ],
)
def test_the_stricter_of_the_law_and_the_register_is_the_due_date(
    kind: BodyKind, due: tuple[int, int] | None, day: date
) -> None:
    assert body(kind=kind, due=due).due_on(2023) == day


def test_a_column_of_several_bodies_belongs_to_none() -> None:
    shared = "https://www.example.gov.cn/nb/ 区/"
    register = Register.of([body(id="a", column_url=shared), body("乙", id="b", column_url=shared)])
    assert register.only_body_of_column(shared) is None
    alone = Register.of([body(id="a", column_url=shared)])
    found = alone.only_body_of_column("https://www.example.gov.cn/nb/%20%E5%8C%BA/#top")
    assert found is not None
    assert found.id == "a"
