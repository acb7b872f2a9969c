"""Hostile OFD files end as unreadable with a reason, within the limits."""

import io
import random
import zipfile
from contextlib import suppress

import pytest

from audits.documents.document import DocumentUnreadable
from audits.documents.ofd import package
from audits.documents.ofd.file import read_ofd
from audits.documents.opening import open_document
from tests.audits.documents.ofd_files import document, members, ofd, packed, page, path, table, text

ROWS = (("事项", "件数", "总计"), ("规章", "1", "23"))
FILE = ofd(page(table(ROWS)))


def reason_of(content: bytes) -> str:
    with pytest.raises(DocumentUnreadable) as told:
        read_ofd(content)
    assert told.value.zh
    return told.value.en


def with_member(name: str, content: str | bytes) -> bytes:
    return packed({**members(page(table(ROWS))), name: content})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("OFD.xml", "<broken"),
        ("OFD.xml", "<OFD/>"),
        ("OFD.xml", "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"),
        ("Doc_0/Document.xml", "<Document/>"),
        ("Doc_0/Document.xml", document(2)),
        ("Doc_0/Pages/Page_0/Content.xml", "<broken"),
        ("Doc_0/Pages/Page_0/Content.xml", page(text("1", 1, 1, attributes='CTM="1 0"'))),
        ("Doc_0/Pages/Page_0/Content.xml", page(text("1", 1, 1, attributes='Size="nan"'))),
        ("Doc_0/Pages/Page_0/Content.xml", page(path(1, 1, "M 0 0 L 1e400 0"))),
        ("Doc_0/Pages/Page_0/Content.xml", page(path(1, 1, "M 0 0 L"))),
        ("Doc_0/Pages/Page_0/Content.xml", page(path(1, 1, "L 0 0"))),
        ("Doc_0/Pages/Page_0/Content.xml", page(path(1, 1, "Z"))),
    ],
)
def test_what_is_not_as_the_standard_says_is_damaged(name: str, content: str) -> None:
    assert "damaged" in reason_of(with_member(name, content))


def test_an_encrypted_package_is_told_as_such() -> None:
    main = "<OFD><DocBody><DocRoot>a</DocRoot></DocBody><Encryptions>e.xml</Encryptions></OFD>"
    assert "encrypted" in reason_of(with_member("OFD.xml", main))


def test_an_encrypted_member_is_told_as_such() -> None:
    content = bytearray(FILE)
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "encrypted" in reason_of(bytes(content))


@pytest.mark.parametrize(
    "content",
    [
        with_member("Doc_0/Document.xml", document(201)),
        with_member("Doc_0/Pages/Page_0/Content.xml", page(area="0 0 1e5 1e5")),
        with_member("Doc_0/Pages/Page_0/Content.xml", page(text("1" * 20_001, 1, 1))),
        with_member("Doc_0/Pages/Page_0/Content.xml", page(path(1, 1, "M 0 0 L 9 0") * 50_001)),
        with_member("Doc_0/Pages/Page_0/Content.xml", "<a>" * 400_001),
        with_member(
            "Doc_0/Pages/Page_0/Content.xml",
            page("<ofd:PageBlock>" * 20, text("1", 1, 1), "</ofd:PageBlock>" * 20),
        ),
        packed({"OFD.xml": "", **{f"{n}": "" for n in range(package.MOST_MEMBERS)}}),
    ],
    ids=["pages", "paper", "characters", "objects", "tags", "depth", "members"],
)
def test_what_holds_more_than_a_report_is_refused(content: bytes) -> None:
    assert "larger than any report" in reason_of(content)


def test_a_member_that_unpacks_beyond_the_limit_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", b" " * (package.MOST_XML_BYTES + 1))
    assert "larger than any report" in reason_of(bomb.getvalue())


def test_a_run_of_endless_steps_is_as_long_as_its_text() -> None:
    words = (
        '<ofd:TextObject ID="1" Boundary="20 30 80 9" Font="3" Size="4"><ofd:TextCode X="0" Y="4" '
        'DeltaX="g 1000000 2">12</ofd:TextCode></ofd:TextObject>'
    )
    assert [line.text for line in read_ofd(ofd(page(words))).lines] == ["12"]


@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "1">', '<!ENTITY a SYSTEM "file:///etc/hostname">']
)
def test_declared_entities_are_refused(declared: str) -> None:
    inside = page(text("1", 20, 30)).replace(">1<", ">&a;<")
    content = f"<!DOCTYPE x [{declared}]>{inside}"
    assert "entities" in reason_of(with_member("Doc_0/Pages/Page_0/Content.xml", content))


def test_a_composite_that_holds_itself_ends() -> None:
    itself = '<ofd:CompositeObject ID="4" Boundary="0 0 9 9" ResourceID="7"/>'
    files = members(page(itself, text("1", 20, 30)), common="<ofd:PublicRes>R.xml</ofd:PublicRes>")
    files["Doc_0/R.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnit ID="7">'
        f"<ofd:Content>{itself * 2}</ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>"
    )
    assert "larger than any report" in reason_of(packed(files))


def test_broken_bytes_raise_nothing_but_a_reason() -> None:
    chance = random.Random(33190)  # noqa: S311
    for _ in range(150):
        content = bytearray(FILE)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        end = chance.choice((len(content), chance.randrange(200, 3000)))
        with suppress(DocumentUnreadable):
            read_ofd(bytes(content[:end]))


def test_a_hostile_file_is_read_in_a_process_of_its_own() -> None:
    with pytest.raises(DocumentUnreadable):
        open_document(with_member("Doc_0/Document.xml", document(201)))
