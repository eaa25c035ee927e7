"""A list whose cursor is visible without colours of our own."""

from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

from nir_tui.theme import REVERSED_CURSOR

_REVERSED = Style(reverse=True)


class NoColorOptionList(OptionList):
    """A list of one-row options, whose cursor is visible on the terminal's own ground too.

    Textual turns an option's `reverse` into a change of colours, which is lost then.
    """

    def render_line(self, y: int) -> Strip:
        """Return a row; on the terminal's own ground, the row of the cursor is reversed."""
        row = super().render_line(y)
        if self.app.has_class(REVERSED_CURSOR) and self.scroll_offset.y + y == self.highlighted:
            return row.apply_style(_REVERSED)
        return row
