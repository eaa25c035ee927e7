"""Texts at their depths, as one thing to show: a widget for each would take its time to be made."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_STEP = 2


class Outline(Visual):
    """Texts one below the other, each as far in as it is deep, also where it goes on below."""

    def __init__(self, texts: Sequence[tuple[int, Content]]) -> None:
        """Depths from 0, and texts."""
        self._texts = [(_STEP * depth, text) for depth, text in texts]

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines; `height` of them where it is said."""
        strips = [
            Strip.join([Strip([Segment(" " * margin, style.rich_style)], margin), strip])
            for margin, text in self._texts
            for strip in text.render_strips(width - margin, None, style, options)
        ]
        return strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """That of the widest text, with its margin."""
        return max(
            margin + text.get_optimal_width(rules, container_width) for margin, text in self._texts
        )

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The sum of what each takes, in lines."""
        return sum(text.get_height(rules, width - margin) for margin, text in self._texts)
