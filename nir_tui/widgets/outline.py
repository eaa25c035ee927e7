"""Texts at their depths, as one widget: one for each would take its time to be made."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

_STEP = 2


class Outline(Widget):
    """Texts one below the other, each as far in as it is deep, also where it goes on below."""

    DEFAULT_CSS = """
    Outline { height: auto; }
    """

    def __init__(self, texts: Sequence[tuple[int, Content]]) -> None:
        """Depths from 0, and texts."""
        super().__init__()
        self._texts = [(_STEP * depth, text) for depth, text in texts]

    def render(self) -> Content:
        """The texts in the room there is."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines they take in so many columns."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        return [
            line.pad_left(margin)
            for margin, text in self._texts
            for line in text.wrap(max(1, width - margin))
        ]
