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

    def show_keys(
        self, actions: list[Action], dimmed: set[str], keys: dict[str, tuple[str, ...]]
    ) -> None:
        """Show actions, each with the first of its keys."""
        parts: list[Content] = []
        for action in actions:
            style, title_style = ("$text-disabled",) * 2 if action.id in dimmed else ("bold", "")
            key = content(keys[action.id][0], style)
            parts.append(key + " " + content(_(action.title), title_style))
        self._keys = _fitted(parts, self.app.size.width - 2)
        if not self._is_speaking:
            self.show(self._keys)

    def show_status(self, text: str) -> None:
        """Show a message until the next key."""
        self._is_speaking = True
        self.show(Content("\n").join([content(text, "bold $accent"), self._keys]))

    def clear_message(self) -> None:
        """Show the keys again."""
        self._is_speaking = False
        self.show(self._keys)


def _fitted(parts: list[Content], width: int) -> Content:
    """Join the parts with the widest gap that fits; if none does, drop the last but one."""
    parts = list(parts)
    while True:
        for gap in ("  ", " "):
            line = Content(gap).join(parts)
            if line.cell_length <= width or len(parts) < 3:
                return line
        del parts[-2]
