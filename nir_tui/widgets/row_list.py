"""A list of rows under headings; the cursor moves through all rows, past the headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from nir_tui.presentation.drawing import BLOCKS
from nir_tui.presentation.safe_text import content
from nir_tui.widgets.option_list import NoColorOptionList


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line with its style."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Heading(TextRow):
    """A line that the cursor skips; `style` is the remark at its right end."""


@dataclass(frozen=True, slots=True)
class ColumnTitles(Heading):
    """The titles of the columns below a heading; the cursor skips them."""


class RowList(NoColorOptionList):
    """Rows, one line each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._rows: Sequence[TextRow] = ()
        self._place = 0
        self._width: int | None = None

    @property
    def current(self) -> TextRow | None:
        """The row under the cursor."""
        index = self.highlighted
        return self._rows[index] if index is not None and index < len(self._rows) else None

    def start_at(self, line: int) -> None:
        """Put the cursor on a line when the first rows are shown."""
        self._place = line

    def forget_place(self) -> None:
        """Begin at the top with the next rows."""
        self.highlighted = None
        self._place = 0

    @property
    def lines(self) -> list[Content]:
        """The rows as shown."""
        return [option.prompt for option in self.options if isinstance(option.prompt, Content)]

    def show(self, rows: Sequence[TextRow], width: int | None = None) -> None:
        """Show rows; the cursor stays at the line it was on.

        `width`: cells of a heading; None for those of the screen.
        """
        self._width = width
        if self.highlighted is not None:
            self._place = self.highlighted
        self._rows = rows
        self.set_options(self._option(row) for row in rows)
        selectable = [i for i, row in enumerate(rows) if not isinstance(row, Heading)]
        later = [i for i in selectable if i >= self._place]
        self.highlighted = next(iter(later or selectable[-1:]), None)

    def go_to(self, wanted: Callable[[TextRow], bool]) -> None:
        """Put the cursor on the first row for which `wanted` is true, if there is one."""
        found = (i for i, row in enumerate(self._rows) if wanted(row))
        self.highlighted = next(found, self.highlighted)

    def _option(self, row: TextRow) -> Option:
        if not isinstance(row, Heading):
            return Option(content(row.text, row.style))
        if isinstance(row, ColumnTitles):
            return Option(content(row.text, "$text-muted"), disabled=True)
        width = max(20, (self._width or self.app.size.width - 2) - 1)
        line_sign = BLOCKS.line
        remark = f" {row.style} {line_sign * 4}" if row.style else ""
        line = f"{row.text} ".ljust(width - len(remark), line_sign) + remark
        return Option(content(line, "$text-muted"), disabled=True)

    def action_cursor_up(self) -> None:
        """Go one row up; stay on the first."""
        if any(self._is_row(index) for index in range(self.highlighted or 0)):
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Go one row down; stay on the last."""
        after = range(
            (self.highlighted if self.highlighted is not None else -1) + 1, len(self._rows)
        )
        if any(self._is_row(index) for index in after):
            super().action_cursor_down()

    def _is_row(self, index: int) -> bool:
        return not isinstance(self._rows[index], Heading)

    def action_select(self) -> None:
        """Leave Enter to the screen."""
        raise SkipAction
