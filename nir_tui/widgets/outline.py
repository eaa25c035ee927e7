"""Texts at their depths, as one widget: one for each would take its time to be made."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from rules.sources import NBSP

_STEP = 2
_STAND_IN = "\ue000"
"""Stands for a no-break space while lines are broken: Textual breaks at every white space."""


class Outline(Widget):
    """Texts one below the other, each as far in as it is deep, also where it goes on below."""

    DEFAULT_CSS = """
    Outline { height: auto; }
    """

    def __init__(self, texts: Sequence[tuple[int, Content]]) -> None:
        """Depths from 0, and texts."""
        super().__init__()
        self._texts = [(_STEP * depth, text) for depth, text in texts]

    def show(self, texts: Sequence[tuple[int, Content]]) -> None:
        """Show other texts."""
        self._texts = [(_STEP * depth, text) for depth, text in texts]
        self.refresh(layout=True)

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
            for line in _wrapped(text, max(1, width - margin))
        ]


def _wrapped(text: Content, width: int) -> Iterator[Content]:
    """The lines of a text; a no-break space breaks none of them."""
    for line in _replaced(text, NBSP, _STAND_IN).wrap(width):
        yield _replaced(line, _STAND_IN, NBSP)


def _replaced(text: Content, sign: str, other: str) -> Content:
    return Content(text.plain.replace(sign, other), spans=list(text.spans))
