"""A built page as a test reads it."""

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode


class ShownPage:
    """The elements of a page; asking for one that is not there fails the test."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._parser = LexborHTMLParser(path.read_text("utf-8"))

    def one(self, selector: str, within: LexborNode | None = None) -> LexborNode:
        """The first element that fits."""
        found = (within or self._parser).css_first(selector)
        assert found is not None, f"{self.path.name} has no {selector}"
        return found

    def all(self, selector: str) -> list[LexborNode]:
        """Every element that fits."""
        return self._parser.css(selector)

    def has(self, selector: str) -> bool:
        """Whether any element fits."""
        return bool(self._parser.css(selector))

    @property
    def words(self) -> str:
        """All text, white space folded."""
        return folded(self.one("html"))

    def target(self, address: str | None) -> Path:
        """The file that a relative address leads to."""
        return (self.path.parent / str(address)).resolve()


def folded(node: LexborNode) -> str:
    """The text of an element, white space folded."""
    return " ".join(node.text().split())


def packed(node: LexborNode) -> str:
    """The text of an element without any white space."""
    return "".join(node.text().split())
