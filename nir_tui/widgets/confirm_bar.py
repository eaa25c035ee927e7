"""A question that takes the focus: `j` is Ja, `n` or Esc is Nei; Enter answers nothing."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message as WidgetMessage
from textual.widgets import Static

from nir_tui.presentation.i18n import _, is_english
from nir_tui.presentation.safe_text import content
from nir_tui.widgets.key_line import KeyFooter


class ConfirmBar(Static, can_focus=True):
    """The bar with the question, hidden while nothing is asked."""

    DEFAULT_CSS = """
    ConfirmBar { height: auto; display: none; }
    ConfirmBar.asking { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,J", "answer(True)", show=False),
        Binding("y,Y", "english_yes", show=False),
        Binding("n,N,escape", "answer(False)", show=False),
        Binding("enter,tab,shift+tab", "stay", show=False),
    ]

    class Answered(WidgetMessage):
        """The answer to the question `what`."""

        def __init__(self, yes: bool, what: str) -> None:
            super().__init__()
            self.yes, self.what = yes, what

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._what = ""

    @property
    def is_asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self.has_class("asking")

    def ask(self, what: str, texts: list[str], question: str, no: str) -> None:
        """Ask; the answer carries `what`. Only a letter answers: Enter does nothing."""
        self._what = what
        lines = [content(f"! {text}", "$accent") for text in texts]
        keys = _("j Ja   n {no}").format(no=no)
        lines.append(content(f"  {question}   ", "bold $accent") + content(keys, "bold"))
        self.update(Content("\n").join(lines))
        self.add_class("asking")
        self._show_other_keys(False)
        self.focus()

    def stop_asking(self) -> None:
        """Hide the question."""
        self.remove_class("asking")
        self._show_other_keys(True)

    def _show_other_keys(self, shown: bool) -> None:
        """Show or hide the footer: while a question is shown, only its keys work."""
        for line in self.screen.query(KeyFooter):
            line.display = shown

    def on_blur(self) -> None:
        """Hide the question: moving the focus elsewhere is not a yes."""
        self.stop_asking()

    def action_stay(self) -> None:
        """Keep the focus: the question needs an answer first."""

    def action_english_yes(self) -> None:
        """Take `y` for a yes where the screen is English."""
        if is_english():
            self.action_answer(True)

    def action_answer(self, yes: bool) -> None:
        """Post the answer."""
        self.stop_asking()
        self.post_message(self.Answered(yes, self._what))
