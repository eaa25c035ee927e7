"""The list of choices below a field: every choice takes one row."""

from collections.abc import Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.widgets.option_list import Option

from nir_tui.presentation.safe_text import sanitize
from nir_tui.runtime.fixed_content_size import NoContentRelayout
from nir_tui.widgets.option_list import NoColorOptionList


class _OneRow(Content):
    """A text that is cut if it is too long: it takes one row and need not be measured."""

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return 1."""
        return 1


class ChoiceList(NoContentRelayout, NoColorOptionList):
    """The choices of the field above, which keeps the focus.

    Its height, and whether it has a scroll bar, depend only on the number of choices.
    """

    can_focus = False

    def __init__(self, rows: int) -> None:
        super().__init__(markup=False, compact=True, classes="choices")
        self._rows = rows
        self._listed: Sequence[str] = ()
        self.styles.max_height = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one row for each choice."""
        return self.option_count

    def show(self, lines: Sequence[str], cursor: int | None) -> None:
        """Show choices, with the cursor on one; without choices, take no room."""
        if lines != self._listed:
            self._listed = lines
            self.show_vertical_scrollbar = len(lines) > self._rows
            self.virtual_size = Size(0, len(lines))
            self.set_options([Option(_OneRow(sanitize(line))) for line in lines])
        self.highlighted = cursor
        self.display = bool(lines)
