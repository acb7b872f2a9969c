"""Text and tables read off pictures of pages.

A page is read twice. The first reading finds text wherever it stands on the page as it is; the
second takes each cell by its ruled lines, in another rendering. Blocks come from the first, lines
from the second, so that a figure stands only where both saw it.
"""
