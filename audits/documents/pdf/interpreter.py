"""pdfminer's interpreter of content streams, with plain streams cut into tokens at once."""

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value

from audits.documents.pdf.content_tokens import Operator, tokens_of

_SIGNS = str.maketrans({"*": "_a", '"': "_w", "'": "_q"})
"""How pdfminer spells operators in the names of its methods."""


class PlainInterpreter(PDFPageInterpreter):
    """Draws what pdfminer's own interpreter draws."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carries out the operators of the streams.

        A stream that is drawn within itself, or is not plain, is left to pdfminer with the others.
        """
        parts = [stream_value(stream) for stream in streams]
        tokens = None if self._has_circle(parts) else _tokens_of(parts)
        if tokens is None:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(part.objid for part in parts if part.objid is not None)
        self._carry_out(tokens)

    def _has_circle(self, parts: Sequence[PDFStream]) -> bool:
        return any(part.objid is None or part.objid in self.parent_stream_ids for part in parts)

    def _carry_out(self, tokens: Sequence[Any]) -> None:
        known: dict[bytes, tuple[Callable[..., None], int] | None] = {}
        for token in tokens:
            if type(token) is not Operator:
                self.argstack.append(token)
                continue
            if token.name not in known:
                known[token.name] = self._operation(token.name)
            operation = known[token.name]
            if operation is None:
                continue
            draw, count = operation
            operands = self.pop(count) if count else []
            if len(operands) == count:
                draw(*operands)

    def _operation(self, name: bytes) -> tuple[Callable[..., None], int] | None:
        """The method for an operator with the number of its operands."""
        draw: Any = getattr(self, f"do_{name.decode('ascii').translate(_SIGNS)}", None)
        return None if draw is None else (draw, draw.__code__.co_argcount - 1)


def _tokens_of(parts: Sequence[PDFStream]) -> Sequence[Any] | None:
    tokens: list[Any] = []
    for part in parts:
        found = tokens_of(part.get_data())
        if found is None:
            return None
        tokens.extend(found)
    return tokens
