"""Which pages an OFD file shows: its last document in its current version, templates included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from audits.documents.ofd.package import (
    Package,
    damaged,
    encrypted,
    located,
    root_of,
    too_much,
)

MOST_PAGES = 200
MAIN = "OFD.xml"

_POINTS = 72 / 25.4  # a millimetre
_LONGEST_SIDE = 5_000.0  # millimetres
_RESOURCES = frozenset({"PublicRes", "DocumentRes", "PageRes"})
_A4 = (210.0, 297.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfdPage:
    """What a page is made of."""

    number: int
    """From 1."""
    width: float
    """Points."""
    height: float
    contents: tuple[bytes, ...]
    """XML of the page and of its templates, in the order in which they are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfdDocument:
    """A document of the file."""

    title: str
    """As the file names it; may be empty or made up."""
    pages: tuple[OfdPage, ...]
    pictures: Mapping[str, str]
    """Members with pictures, by the id of the resource."""
    units: Mapping[str, etree._Element]
    """Drawings that pages refer to, by the id of the resource."""
    count: int
    """Documents in the file; this is the last."""


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace, which makers write differently."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The element's children of this name."""
    return (child for child in element if name_of(child) == name)


def child(element: etree._Element, *names: str) -> etree._Element | None:
    """The first of such a path below the element."""
    for name in names:
        found = next(children(element, name), None)
        if found is None:
            return None
        element = found
    return element


def text_at(element: etree._Element, *names: str) -> str:
    """The text at such a path; empty where there is none."""
    found = child(element, *names)
    return "" if found is None else (found.text or "").strip()


def read_document(package: Package) -> OfdDocument:
    """The document that the file shows when it is opened.

    Raises:
        DocumentUnreadable: there is none, it is encrypted, damaged or beyond the limits.
    """
    main = package.xml(MAIN)
    if next(main.iter("{*}Encryptions", "{*}EncryptInfo", "{*}DecryptSeed"), None) is not None:
        raise encrypted()
    bodies = list(children(main, "DocBody"))
    if not bodies:
        raise damaged()
    path = _root_path(package, bodies[-1])
    root = package.xml(path)
    resources = _Resources()
    resources.take(package, child(root, "CommonData"), path)
    return OfdDocument(
        title=text_at(bodies[-1], "DocInfo", "Title"),
        pages=tuple(_pages_of(package, root, path, resources)),
        pictures=resources.pictures,
        units=resources.units,
        count=len(bodies),
    )


def _root_path(package: Package, body: etree._Element) -> str:
    """The root of the current version; that of the body where it has no versions."""
    versions = child(body, "Versions")
    for version in () if versions is None else children(versions, "Version"):
        if version.get("Current", "").strip().lower() == "true":
            path = located(version.get("BaseLoc", ""), MAIN)
            if named := text_at(package.xml(path), "DocRoot"):
                near = located(named, path)
                return near if package.has(near) else located(named, MAIN)
    named = text_at(body, "DocRoot")
    if not named:
        raise damaged()
    return located(named, MAIN)


def _pages_of(
    package: Package, root: etree._Element, path: str, resources: "_Resources"
) -> Iterator[OfdPage]:
    """The pages; what they refer to is added to the resources."""
    common = child(root, "CommonData")
    listed = child(root, "Pages")
    if listed is None:
        raise damaged()
    pages = list(children(listed, "Page"))
    if len(pages) > MOST_PAGES:
        raise too_much()
    templates = {
        template.get("ID", ""): located(template.get("BaseLoc", ""), path)
        for template in (() if common is None else children(common, "TemplatePage"))
    }
    usual = None if common is None else child(common, "PageArea")
    for number, page in enumerate(pages, start=1):
        member = located(page.get("BaseLoc", ""), path)
        own = package.content(member)
        resources.take(package, root_of(own), member)
        yield _page_of(package, number, own, templates, usual)


def _page_of(
    package: Package,
    number: int,
    own: bytes,
    templates: Mapping[str, str],
    usual: etree._Element | None,
) -> OfdPage:
    root = root_of(own)
    behind: list[bytes] = []
    before: list[bytes] = []
    for template in children(root, "Template"):
        if path := templates.get(template.get("TemplateID", "")):
            drawn = before if template.get("ZOrder") == "Foreground" else behind
            drawn.append(package.content(path))
    area = child(root, "Area")
    width, height = _size_of(area) or _size_of(usual) or _A4
    return OfdPage(
        number=number,
        width=width * _POINTS,
        height=height * _POINTS,
        contents=(*behind, own, *before),
    )


def _size_of(area: etree._Element | None) -> tuple[float, float] | None:
    """Width and height in millimetres; None where they are not told."""
    if area is None or not (box := text_at(area, "PhysicalBox").split()):
        return None
    try:
        _, _, width, height = map(float, box)
    except ValueError as fault:
        raise damaged() from fault
    if not (0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE):
        raise too_much()
    return width, height


@dataclass(slots=True, kw_only=True)
class _Resources:
    """What pages refer to, by id: ids are unique in a document."""

    pictures: dict[str, str] = field(default_factory=dict)
    units: dict[str, etree._Element] = field(default_factory=dict)

    def take(self, package: Package, parent: etree._Element | None, path: str) -> None:
        """Everything in the resource files that the element names."""
        for named in () if parent is None else parent:
            if name_of(named) in _RESOURCES and named.text:
                member = located(named.text, path)
                if package.has(member):
                    self._take_file(package.xml(member), member)

    def _take_file(self, resources: etree._Element, member: str) -> None:
        folder = located(resources.get("BaseLoc", ""), member)
        for media in resources.iter("{*}MultiMedia"):
            if file := text_at(media, "MediaFile"):
                self.pictures[media.get("ID", "")] = located(file, f"{folder}/")
        for unit in resources.iter("{*}CompositeGraphicUnit"):
            self.units[unit.get("ID", "")] = unit
