"""A text at a fixed place on the screen, which changes at every key but seldom in size."""

from textual.content import Content
from textual.widgets import Static


class TextLine(Static):
    """A text that is painted again only when it has changed."""

    def __init__(
        self, text: Content | str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(text, id=id, classes=classes, markup=False)

    def show(self, text: Content) -> None:
        """Show a text; the screen is laid out again only if its size changes."""
        before = self.content
        # `==` compares letters only, not colours.
        if not (isinstance(before, Content) and before.is_same(text)):
            self.update(text, layout=self._takes_other_room(before, text))

    def show_or_hide(self, text: Content) -> None:
        """Show a text; if it is empty, take no room."""
        self.show(text)
        self.display = bool(text)

    def _takes_other_room(self, before: object, text: Content) -> bool:
        styles = self.styles
        if not isinstance(before, Content):
            return bool(styles.auto_dimensions)
        if styles.is_auto_width and before.cell_length != text.cell_length:
            return True
        return styles.is_auto_height and not self._are_as_high(before, text)

    def _are_as_high(self, before: Content, text: Content) -> bool:
        """Return whether both surely take the same rows: no line of either has to be broken."""
        width = self.content_size.width
        return before.plain.count("\n") == text.plain.count("\n") and all(
            line.cell_length <= width for line in (*before.split(), *text.split())
        )
