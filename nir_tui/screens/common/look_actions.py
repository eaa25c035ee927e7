"""The application's actions for the terminal: the themes and the mouse."""

from collections.abc import Sequence

from textual.filter import LineFilter

from nir_tui import theme
from nir_tui.presentation.i18n import _
from nir_tui.runtime.ascii_signs import AsciiSigns
from nir_tui.runtime.mouse_switch import MouseSwitchApp
from nir_tui.screens.common.base import BaseScreen
from nir_tui.session.choices import Choices


class LookActions(MouseSwitchApp, inherit_bindings=False):
    """Switches the theme, and keeps the choice for the next session; switches the mouse."""

    choices: Choices | None = None
    draws_ascii = False
    """Whether signs are drawn as ASCII; letters never are."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters over all that is drawn."""
        filters = super().get_line_filters()
        return [*filters, AsciiSigns()] if self.draws_ascii else filters

    def theme_for(self, name: str) -> str:
        """Return the theme to show on this terminal for the one wanted."""
        return theme.shown_theme(name, self.no_color, self.console.color_system)

    def follow_theme(self) -> None:
        """Set what hangs on the theme shown: classes, and whether colours are the terminal's."""
        self.ansi_color = self.current_theme.ansi
        self.update_classes(theme.classes(self.theme))

    def do_theme(self) -> None:
        """Switch between light and dark."""
        self._switch_to(theme.other(self.theme))

    def do_theme_dark(self) -> None:
        """Switch to dark."""
        self._switch_to("dark")

    def do_theme_light(self) -> None:
        """Switch to light."""
        self._switch_to("light")

    def do_theme_terminal(self) -> None:
        """Switch to the terminal's own colours."""
        self._switch_to("terminal")

    def do_theme_high_contrast(self) -> None:
        """Switch to high contrast."""
        self._switch_to("high-contrast")

    def do_mouse(self) -> None:
        """Take the mouse, or leave it to the terminal, for this session."""
        self.switch_mouse(not self.has_mouse)
        if isinstance(self.screen, BaseScreen):
            self.screen.show_status(
                _("Musa virker i programmet; terminalen merker ikke tekst")
                if self.has_mouse
                else _("Musa merker tekst, som ellers i terminalen")
            )

    def _switch_to(self, name: str) -> None:
        shown = self.theme_for(name)
        self.theme = shown
        self.follow_theme()
        said = "" if shown == theme.OURS[name].name else _("Terminalen har for få farger til dette")
        try:
            if self.choices is not None:
                self.choices.keep_theme(name)
        except OSError:
            said = _("Valget gjelder denne økten; det kan ikke lagres")
        if said and isinstance(self.screen, BaseScreen):
            self.screen.show_status(said)
