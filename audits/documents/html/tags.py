"""Mark-up cut at its tags, without building a tree: what each tag is, and what stands between.

Tags, attributes and comments end where the HTML standard (section 13.2.5, Tokenization) ends them.
"""

import re
from html import unescape

_GRAMMAR = r"""
    <!--(?:-?>|.*?(?:--!?>{end}))
    | <(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)
      (?P<attributes>(?>(?:
        [\s/]*+[^\s/>][^\s/>=]*+
        (?:\s*+=\s*+(?:"[^"]*+(?:"{end})|'[^']*+(?:'{end})|(?!["'>])[^\s>]++|(?=>{end}))|(?!\s*+=))
      )*)[\s/]*+)(?:>{end})
    | <(?!!--)[!?/][^>]*+(?:>{end})
    """
_FLAGS = re.IGNORECASE | re.DOTALL | re.VERBOSE
CLOSED_TAG = re.compile(_GRAMMAR.replace("{end}", ""), _FLAGS)
"""A comment, a tag, or what a browser takes for a comment, with its end."""
COMMENT_OR_TAG = re.compile(_GRAMMAR.replace("{end}", r"|\Z"), _FLAGS)
"""The same; what is never closed runs to the end of the text."""
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)|'([^']*+)|(?!["'>])([^\s>]++))["']?)?""",
    re.IGNORECASE,
)

WITHOUT_TEXT = frozenset(
    "script style template noscript title textarea xmp iframe noembed noframes select".split()
)
"""Elements of which nothing is text; all is passed over up to their end."""
CELLS = frozenset({"td", "th"})
ROW_BORDERS = frozenset({"tr", "table", "tbody", "thead", "tfoot", "caption"})
BREAKS = frozenset(
    (
        "address p div br li ul ol h1 h2 h3 h4 h5 h6 section article header footer nav aside main "
        "form dl dt dd figure figcaption blockquote pre hr center body html "
        "fieldset details summary"
    ).split()
)
NEVER_OPEN = frozenset(
    "area base br col embed hr img input link meta source track wbr param bgsound".split()
)
"""Elements without content or end."""
NOT_NESTED = NEVER_OPEN | frozenset(
    "p li td th tr dt dd option thead tbody tfoot colgroup caption html head body".split()
)
"""Tags without an end, or whose end may be left out."""


def attributes_of(written: str) -> dict[str, str]:
    """Attributes as written after a tag's name; of two with one name the first holds."""
    found: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(written):
        name, *values = attribute.groups("")
        found.setdefault(name.lower(), unescape("".join(values)))
    return found


def end_of_element(markup: str, name: str, start: int) -> int:
    """Where the closing tag begins; what is never closed runs to the end."""
    closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(markup, start)
    return closing.start() if closing else len(markup)
