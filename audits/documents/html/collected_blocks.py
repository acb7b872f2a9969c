"""Blocks of a page in order, as they are met, and the text of a paragraph that is not yet ended."""

from dataclasses import dataclass, field

from audits.documents.document import Block, Paragraph
from audits.documents.white_space import fold

Path = tuple[int, ...]
"""Where an element stands in the tree of a page."""


@dataclass(slots=True)
class CollectedBlocks:
    """Blocks in order, and the text that is being collected for the next paragraph."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    path: Path = ()

    def add_text(self, text: str, path: Path, *, in_link: bool) -> None:
        """Text of the paragraph that is being collected."""
        if not self.pieces:
            self.path = path
        self.pieces.append(text)
        if in_link:
            self.linked += len(fold(text))

    def add_paragraph(self, text: str, path: Path, *, in_link: bool) -> None:
        """A paragraph that is known whole."""
        self.end_paragraph()
        self.add_text(text, path, in_link=in_link)
        self.end_paragraph()

    def end_paragraph(self) -> None:
        """What was collected is a paragraph, unless it is nothing but white space."""
        if not self.pieces:
            return
        text = fold("".join(self.pieces))
        if text:
            link = self.linked * 10 >= len(text) * 9
            self.blocks.append(Paragraph(text=text, path=self.path, is_link=link))
        self.pieces.clear()
        self.linked = 0

    def add(self, block: Block) -> None:
        """A block that ends the paragraph before it."""
        self.end_paragraph()
        self.blocks.append(block)
