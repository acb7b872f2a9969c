"""Text of reports and names of files, made harmless for a terminal."""

from rich.markup import escape


def harmless(text: str) -> str:
    """The text as rich may print it: no escape sequences, no reversed order, no markup."""
    return escape(printable(text))


def printable(text: str) -> str:
    """The text as it may be printed: no escape sequences, no reversed order."""
    return "".join(map(_printable, text))


def printable_lines(text: str) -> str:
    """The text as it may be printed, line by line."""
    return "\n".join(map(printable, text.split("\n")))


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "\ufffd"
