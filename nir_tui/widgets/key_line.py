"""The last line of a screen: its keys, and above them a passing message."""

from textual.content import Content

from nir_tui.actions import Action
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.widgets.text_line import TextLine


class KeyFooter(TextLine):
    """Keys with what they do, dimmed if not available; a message stays above until the next key."""

    DEFAULT_CSS = """
    KeyFooter { dock: bottom; height: auto; max-height: 5; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: Content = Content("")
        self._is_speaking = False
        self._shown_keys: object = None

    def show_keys(
        self,
        actions: list[Action],
        dimmed: set[str],
        keys: dict[str, tuple[str, ...]],
        palette_rank: float,
    ) -> None:
        """Show actions, each with the first of its keys, as many as fit; the help always.

        The screen's own are ranked from 0 in their order; the palette has a rank among them.
        """
        width = self.app.size.width - 2
        titles = [_(action.title) for action in actions]
        asked = (actions, titles, dimmed, keys, palette_rank, width)
        if asked == self._shown_keys:
            return
        self._shown_keys = asked
        ranks = {"everywhere.help": -1, "everywhere.palette": palette_rank}
        parts: list[tuple[float, Content]] = []
        for action, title in zip(actions, titles, strict=True):
            style, title_style = ("$text-disabled",) * 2 if action.id in dimmed else ("bold", "")
            key = content(keys[action.id][0], style)
            part = key + " " + content(title, title_style)
            parts.append((ranks.get(action.id, len(parts)), part))
        self._keys = _fitted(parts, width)
        if not self._is_speaking:
            self.show(self._keys)

    def show_status(self, text: str, colour: str = "") -> None:
        """Show a message until the next key: green for what was saved, red for a refusal."""
        self._is_speaking = True
        self.show(Content("\n").join([content(text, f"bold {colour}".strip()), self._keys]))

    def clear_message(self) -> None:
        """Show the keys again."""
        self._is_speaking = False
        self.show(self._keys)


def _fitted(parts: list[tuple[float, Content]], width: int) -> Content:
    """Join as many parts as fit, with the widest gap; drop those of the highest number first."""
    parts = list(parts)
    cells = sum(part.cell_length for _number, part in parts)
    while True:
        for gap in ("  ", " "):
            if cells + len(gap) * (len(parts) - 1) <= width or len(parts) < 3:
                return Content(gap).join(part for _number, part in parts)
        dropped = max(parts, key=lambda part: part[0])
        parts.remove(dropped)
        cells -= dropped[1].cell_length
