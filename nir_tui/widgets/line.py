"""A text of a fixed place on the screen, which changes at every key and seldom its size."""

from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """A text that is painted anew only when it is another."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, text: Content) -> None:
        """Show a text; the screen is laid out anew only where it takes more room, or less."""
        before = self.content
        # Two texts of the same letters are equal, whatever their colours.
        if not (isinstance(before, Content) and before.is_same(text)):
            is_fitted = self.styles.auto_dimensions and _room(before) != _room(text)
            self.update(text, layout=bool(is_fitted))


def _room(text: object) -> tuple[int, int] | None:
    return (text.cell_length, text.plain.count("\n")) if isinstance(text, Content) else None
