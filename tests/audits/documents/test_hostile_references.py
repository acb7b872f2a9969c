"""What files refer to is neither expanded nor fetched."""

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from audits.documents.office.profile import profile
from audits.documents.office.program import run
from audits.documents.opening import open_document
from audits.result import AuditStatus
from tests.audits.documents.hostile import PACKAGES, WORD, audited, members_in
from tests.audits.published import (
    zipped,
)

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize("kind", PACKAGES)
@pytest.mark.parametrize("declared", ["laughs", "file", "http", "parameter", "schema"])
def test_entities_are_neither_expanded_nor_fetched(
    kind: str, declared: str, httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/").respond_with_data("31415926")
    secret = tmp_path / "secret"
    secret.write_text("31415926", encoding="utf-8")
    here = httpserver.url_for("/")
    types = {
        "laughs": f'<!DOCTYPE a [<!ENTITY l0 "31415926">{LAUGHS}]>',
        "file": f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{secret.as_uri()}">]>',
        "http": f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{here}">]>',
        "parameter": f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{here}">%p;<!ENTITY l11 "">]>',
        "schema": f'<!DOCTYPE a SYSTEM "{here}">',
    }
    files, part = PACKAGES[kind]
    written = files[part].decode().replace("</", "&l11;</", 1)
    start = written.index("?>") + 2 if written.startswith("<?xml") else 0
    hostile = (written[:start] + types[declared] + written[start:]).encode()
    content = zipped({**files, part: hostile})
    result = audited(content)
    assert result.status is not AuditStatus.AUDITED or result.reason is None
    if result.status is AuditStatus.AUDITED:
        assert result.report is not None
        assert all("31415926" not in cell.raw for cell in result.report.cells.values())
    else:
        assert result.reason is not None
    assert httpserver.log == []


def _linked(address: str) -> bytes:
    """A report with everything in it that a word processor would fetch."""
    kinds = ("image", "attachedTemplate", "frame", "subDocument", "oleObject", "hyperlink")
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{address}{kind}"'
        ' TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    drawn = (
        '<w:p><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' xmlns:r="{RELATION}"><a:blip r:link="r0" r:embed="r0"/></w:drawing></w:r></w:p>'
        f'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;{address}a.png&quot; "/></w:p>'
        f'<w:subDoc xmlns:r="{RELATION}" r:id="r3"/>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
        ' Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override'
        ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    xml = members_in(WORD)["word/document.xml"].decode()
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{namespace}"><Relationship Id="r1"'
                f' Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": xml.replace("<w:body>", f"<w:body>{drawn}").encode(),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{namespace}">{relations}</Relationships>'
            ).encode(),
        }
    )


def test_nothing_that_a_word_file_refers_to_is_fetched(httpserver: HTTPServer) -> None:
    result = audited(_linked(httpserver.url_for("/")))
    assert result.report is not None
    assert len(result.report.cells) == 200
    assert httpserver.log == []


def test_nothing_that_an_old_word_file_refers_to_is_fetched(
    libreoffice: Path, httpserver: HTTPServer, tmp_path: Path
) -> None:
    source = tmp_path / "linked.rtf"
    address = httpserver.url_for("/a.png")
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {kind} "{address}" }}{{\\fldrslt 5}}}}\\par '
        for kind in ("INCLUDEPICTURE", "INCLUDETEXT", "HYPERLINK")
    )
    source.write_text(f"{{\\rtf1\\ansi {fields}}}", encoding="ascii")
    with profile() as own:
        assert run(own, "doc:MS Word 97", [source], tmp_path, 120.0)
    old = (tmp_path / "linked.doc").read_bytes()
    assert address.encode("utf-16-le") in old
    assert open_document(old).media_type == "application/msword"
    assert httpserver.log == []
