"""The cursor of a list where there are no colours."""

from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

_REVERSED = Style(reverse=True)


class NoColorOptionList(OptionList):
    """A list of one row each, whose cursor is seen without colours too.

    Textual makes `reverse` of an option a change of colours, of which nothing is left then.
    """

    def render_line(self, y: int) -> Strip:
        """A row; the one with the cursor reversed, where colours do not tell it."""
        row = super().render_line(y)
        if self.app.no_color and self.scroll_offset.y + y == self.highlighted:
            return row.apply_style(_REVERSED)
        return row
