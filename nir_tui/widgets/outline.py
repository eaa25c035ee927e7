"""Indented texts in one widget: building one for each would be slow."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from rules.sources import NBSP

_STEP = 2
_STAND_IN = "\ue000"
"""Replaces a no-break space while lines are broken: Textual breaks at every white space."""


class Outline(Widget):
    """Texts one below the other, each indented by its depth, its wrapped lines too."""

    DEFAULT_CSS = """
    Outline { height: auto; }
    """

    def __init__(self, texts: Sequence[tuple[int, Content]]) -> None:
        """`texts` are pairs of depth, from 0, and text."""
        super().__init__()
        self._texts = [(_STEP * depth, text) for depth, text in texts]

    def show(self, texts: Sequence[tuple[int, Content]]) -> None:
        """Show other texts."""
        self._texts = [(_STEP * depth, text) for depth, text in texts]
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the texts wrapped to the width."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the texts take at a width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        return [
            line.pad_left(margin)
            for margin, text in self._texts
            for line in _wrapped(text, max(1, width - margin))
        ]


def _wrapped(text: Content, width: int) -> Iterator[Content]:
    """Yield the lines of a text, none broken at a no-break space."""
    for line in _replaced(text, NBSP, _STAND_IN).wrap(width):
        yield _replaced(line, _STAND_IN, NBSP)


def _replaced(text: Content, sign: str, other: str) -> Content:
    return Content(text.plain.replace(sign, other), spans=list(text.spans))
