"""The pane beside a list: all that the row under the cursor holds, under the download's titles."""

import textwrap
from collections.abc import Iterator

from textual.content import Content

from models.lists.column_registry import LIST_COLUMNS, RowContext
from models.lists.list_kinds import ListKind
from models.lists.list_line import ListLine
from nir_tui.lists.row_texts import value_text
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content, sanitize

FROM_WIDTH = 120
"""The width of the terminal from which there is a pane, in columns."""
PERSON_FROM, EXPLANATION_FROM = 160, 200
"""The widths from which a person is beside the list, and the explanation beside the person."""
LIST_BESIDE_PERSON = 80
"""The columns that a list keeps beside a person."""
_PERSON = 80
"""The columns that a person keeps beside the explanation."""
_NARROW, _WIDEST = 40, 64
_LIST = 120
"""The columns that a list gets before the pane is wider than `_NARROW`."""
_ALSO = ("district", "days")
"""Columns shown after those of the file, where it does not have them."""
_TITLE = 24
"""Cells for a title, as wide as the longest and a space."""


def pane_width(width: int) -> int:
    """Return the width of the pane in a terminal; 0 for none."""
    if width < FROM_WIDTH:
        return 0
    return max(_NARROW, min(width - _LIST, _WIDEST))


def person_room(width: int) -> int:
    """Return the columns of a person beside the list, with the explanation; 0 for none."""
    return width - LIST_BESIDE_PERSON if width >= PERSON_FROM else 0


def explanation_room(width: int) -> int:
    """Return the columns of the explanation beside a person who is beside the list; 0 for none."""
    return person_room(width) - _PERSON if width >= EXPLANATION_FROM else 0


def time_line_room(width: int) -> int:
    """Return the columns of the time line beside a person without a list; 0 for none."""
    return min(width - _PERSON, _WIDEST) if width >= FROM_WIDTH else 0


def pane_text(
    line: ListLine, kind: ListKind, context: RowContext, note: str, width: int
) -> Content:
    """Return the row in full; `note` is what needs action, `width` the cells for text."""
    lines = [content(text, "bold $accent") for text in textwrap.wrap(sanitize(note), width)]
    if lines:
        lines.append(Content(""))
    names = (*kind.file.columns, *(name for name in _ALSO if name not in kind.file.columns))
    for name in names:
        column = LIST_COLUMNS[name]
        value = next(column.values([line], context))
        text = sanitize(value_text(column, value, column.labels.full))
        if text:
            lines += _titled(_(column.title), text, width)
    return Content("\n").join(lines)


def _titled(title: str, text: str, width: int) -> Iterator[Content]:
    """Yield a title and its value: beside it, or below it if it is too long."""
    if len(text) <= width - _TITLE:
        yield content(title.ljust(_TITLE), "$text-muted") + content(text)
        return
    yield content(title, "$text-muted")
    yield from (content(f"  {part}") for part in textwrap.wrap(text, width - 2))
