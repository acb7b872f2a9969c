"""OFD files: which of their parts are read, and as what."""

import pytest

from audits.documents.document import Picture
from audits.documents.ofd.file import read_ofd
from tests.audits.documents.ofd_files import (
    document,
    lattice,
    main,
    members,
    packed,
    page,
    table,
    text,
)
from tests.audits.documents.read_ofd_files import prose_of, texts_of
from tests.audits.documents.test_ofd import ROWS


def test_a_template_is_part_of_every_page_that_names_it() -> None:
    files = members(
        page(text("正文", 20, 60), before='<ofd:Template TemplateID="5" ZOrder="Background"/>'),
        page(text("又文", 20, 60)),
        common='<ofd:TemplatePage ID="5" BaseLoc="Tpls/0.xml"/>',
    )
    files["Doc_0/Tpls/0.xml"] = page(text("标题", 20, 30))
    lines = read_ofd(packed(files)).lines
    assert [(line.text, line.place.page) for line in lines] == [
        ("标题", 1),
        ("正文", 1),
        ("又文", 2),
    ]


def test_annotations_and_seals_are_no_part_of_the_text() -> None:
    files = members(
        page(text("正文", 20, 60)), after="<ofd:Annotations>Annots.xml</ofd:Annotations>"
    )
    files["Doc_0/Annots.xml"] = "<broken"
    assert prose_of(read_ofd(packed(files))) == ["正文"]


def test_the_current_version_is_read() -> None:
    files = members(page(text("旧", 20, 60)))
    versions = (
        '<ofd:Versions><ofd:Version ID="1" Index="0" BaseLoc="Doc_0/V1.xml"/><ofd:Version ID="2" '
        'Index="1" Current="true" BaseLoc="/Doc_0/V2.xml"/></ofd:Versions>'
    )
    files["OFD.xml"] = main("Doc_0/Document.xml", inside=versions)
    files["Doc_0/V2.xml"] = (
        '<ofd:DocVersion xmlns:ofd="http://www.ofdspec.org/2016" ID="2"><ofd:DocRoot>'
        "New/Document.xml</ofd:DocRoot></ofd:DocVersion>"
    )
    files["Doc_0/New/Document.xml"] = document(1)
    files["Doc_0/New/Pages/Page_0/Content.xml"] = page(text("新", 20, 60))
    assert prose_of(read_ofd(packed(files))) == ["新"]


def test_of_several_documents_the_last_is_read_and_that_is_told() -> None:
    files = members(page(text("旧", 20, 60)))
    files["OFD.xml"] = main("Doc_0/Document.xml", "Doc_1/Document.xml")
    files["Doc_1/Document.xml"] = document(1)
    files["Doc_1/Pages/Page_0/Content.xml"] = page(text("新", 20, 60))
    read = read_ofd(packed(files))
    assert prose_of(read) == ["新"]
    assert any("2份文档" in note.zh for note in read.notes)


@pytest.mark.parametrize(
    ("common", "before"),
    [
        ("<ofd:DocumentRes>Res.xml</ofd:DocumentRes>", ""),
        ("", "<ofd:PageRes>/Doc_0/Res.xml</ofd:PageRes>"),
    ],
    ids=["of the document", "of the page"],
)
def test_a_picture_is_a_block_and_an_enclosed_file_of_the_same_name(
    common: str, before: str
) -> None:
    shown = '<ofd:ImageObject ID="4" Boundary="20 40 100 80" CTM="100 0 0 80 0 0" ResourceID="7"/>'
    files = members(page(text("上", 20, 30), shown, before=before), common=common)
    files["Doc_0/Res.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>scan.png</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    files["Doc_0/Res/scan.png"] = b"\x89PNG..."
    read = read_ofd(packed(files))
    assert [block for block in read.blocks if isinstance(block, Picture)] == [
        Picture(source="page 1, picture 1")
    ]
    assert [(file.name, file.content) for file in read.enclosed] == [
        ("page 1, picture 1", b"\x89PNG...")
    ]


def test_page_blocks_and_composites_are_looked_into() -> None:
    files = members(
        page(
            f'<ofd:PageBlock ID="8">{text("块", 20, 30)}</ofd:PageBlock>',
            '<ofd:CompositeObject ID="4" Boundary="0 30 100 80" ResourceID="7"/>',
            lattice((20, 70, 130), 50, 1),
        ),
        common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
    )
    files["Doc_0/PublicRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>'
        '<ofd:CompositeGraphicUnit ID="7" Width="100" Height="80"><ofd:Content>'
        f"{text('12', 22, 27)}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    content = packed(files)
    assert prose_of(read_ofd(content)) == ["块"]
    assert texts_of(content) == ["12", ""]


def test_other_namespaces_and_prefixes_are_the_same_file() -> None:
    files = {
        name: str(content).replace("ofd:", "").replace("xmlns:ofd", "xmlns").replace("/2016", "")
        for name, content in members(page(table(ROWS))).items()
    }
    assert texts_of(packed(files)) == [cell for row in ROWS for cell in row]
