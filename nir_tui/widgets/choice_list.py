"""The list of choices below a field: every choice takes one row."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from nir_tui.widgets.laid_out_once import LaidOutOnce


class ChoiceList(LaidOutOnce, OptionList):
    """Choices for a cursor that stays in the field above.

    How much room it takes, and whether a scroll bar, is known from how many there are.
    """

    can_focus = False

    def __init__(self, rows: int) -> None:
        super().__init__(markup=False, compact=True, classes="choices")
        self._rows = rows
        self._choices: Sequence[Content] = ()
        self.styles.max_height = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row each."""
        return self.option_count

    def show(self, choices: Sequence[Content], cursor: int | None) -> None:
        """Show choices, with the cursor on one; no room is taken where there are none."""
        # The texts of a choice differ, so what their colours are need not be looked at.
        if choices != self._choices:
            self._choices = choices
            self.show_vertical_scrollbar = len(choices) > self._rows
            self.virtual_size = Size(0, len(choices))
            self.set_options(map(Option, choices))
        self.highlighted = cursor
        self.display = bool(choices)
