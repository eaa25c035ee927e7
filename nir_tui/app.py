"""The application: opens the report or a person, and has the actions available everywhere."""

import os
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from models.errors import RegisterError
from nir_tui import theme
from nir_tui.actions import NO_KEY
from nir_tui.presentation.i18n import _
from nir_tui.runtime.crash_without_data import CrashWithoutDataApp
from nir_tui.runtime.import_warmup import warm_up
from nir_tui.runtime.input_tokens import MOST_PASTED
from nir_tui.runtime.key_queue import KeyQueue
from nir_tui.runtime.paint_batching import BatchingApp
from nir_tui.runtime.pointer_shape import PointerShapeApp
from nir_tui.runtime.shutdown import ShutdownGuard
from nir_tui.runtime.terminal_driver import driver_class
from nir_tui.runtime.terminal_size import SMALLEST
from nir_tui.screens.administration.open_actions import AdministrationActions
from nir_tui.screens.common.base import BaseScreen
from nir_tui.screens.common.look_actions import LookActions
from nir_tui.screens.lists.list_screen import ListScreen
from nir_tui.session.choices import Choices
from nir_tui.session.crash_report import write_crash
from nir_tui.session.keymap import resolve_keys
from nir_tui.session.session import Session
from nir_tui.session.settings import THEMES
from rules.message import Message


class NirApp(
    AdministrationActions,
    LookActions,
    CrashWithoutDataApp,
    PointerShapeApp,
    BatchingApp,
    inherit_bindings=False,
):
    """NIR at the keyboard, for one user on one register."""

    CSS_PATH = "styles/nir.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "how_to_quit", show=False)]
    TITLE = "NIR"

    def __init__(
        self,
        session: Session,
        keymap: dict[str, str] | None = None,
        duf: str | None = None,
        first_theme: str = THEMES[0],
        choices: Choices | None = None,
    ) -> None:
        """`keymap`: the keys that a user gives to actions, by id, with commas between them.

        `choices`: where what is chosen on the screen is kept; None to keep nothing.
        """
        # Under NO_COLOR use the terminal's own colours: imitations would be black on black.
        ansi = True if "NO_COLOR" in os.environ else None
        super().__init__(driver_class=driver_class(), ansi_color=ansi)
        self.session = session
        self.keymap = resolve_keys(keymap or {}).keys
        self.last_words: tuple[Message, ...] = ()
        self._duf = duf
        self._leaving = ShutdownGuard(self, lambda: self.typeahead.is_idle)
        for ours in theme.OURS.values():
            self.register_theme(ours)
        self.choices = choices
        self.set_reactive(NirApp.theme, self.theme_for(first_theme))
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self._lists = ListScreen(session, offers_place=duf is None)
        self.typeahead = KeyQueue(self, super().on_event)

    async def on_mount(self) -> None:
        """Set the keys, then open the first screen."""
        self.follow_theme()
        self.set_keymap({action_id: keys or NO_KEY for action_id, keys in self.keymap.items()})
        self._leaving.exit_on_signals()
        if self.session.over_ssh:
            self._leaving.exit_when_idle(self.session.idle_minutes)
        if self._duf:
            await self.open_person(self._duf)
        warm_up(self, self.typeahead.idle_tasks)

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text wait for those before them; everything else goes on at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._leaving.touch()
            if self.takes_key(event):
                self.typeahead.enqueue(self._shortened_paste(event))
        else:
            await super().on_event(event)

    def _shortened_paste(self, event: events.Event) -> events.Event:
        """Cut a paste to what a field may hold; the status line says so."""
        if not isinstance(event, events.Paste) or len(event.text) <= MOST_PASTED:
            return event
        if isinstance(self.screen, BaseScreen):
            self.screen.show_status(
                _("Teksten var for lang: bare de første {most} tegnene er limt inn").format(
                    most=MOST_PASTED
                )
            )
        return events.Paste(event.text[:MOST_PASTED])

    def too_small_text(self, width: int, height: int) -> str:
        """Return the text for a window without room for a screen."""
        return _("Vinduet er for lite ({width} x {height}). NIR trenger {wanted}.").format(
            width=width, height=height, wanted=f"{SMALLEST.width} x {SMALLEST.height}"
        )

    def get_default_screen(self) -> Screen[None]:
        """Return the lists, always at the bottom."""
        return self._lists

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: Any | None = None,
    ) -> None:
        """Store where the session stands, and end it: by a key, a signal or a closed line."""
        self._lists.keep_place()
        super().exit(result, return_code, message)

    def do_palette(self) -> None:
        """Open the palette of commands and persons."""
        from nir_tui.screens.common.palette import PaletteScreen, code_in, person_in

        below = self.screen
        if not isinstance(below, BaseScreen) or isinstance(below, PaletteScreen):
            return

        async def do_it(answer: str | None) -> None:
            if answer is None:
                return
            if code := code_in(answer):
                self.do_codes(code)
                return
            duf = person_in(answer)
            if duf is None:
                await below.action_do(answer)
                return
            try:
                await self.open_person(duf)
            except RegisterError as error:
                below.show_error(error)

        self.push_screen(PaletteScreen(below), do_it)

    def do_help(self) -> None:
        """Show the keys of the screen."""
        from nir_tui.screens.common.help import HelpScreen

        below = self.screen
        if not isinstance(below, BaseScreen) or isinstance(below, HelpScreen):
            return

        async def do_it(action_id: str | None) -> None:
            if action_id is not None:
                await below.action_do(action_id)

        help_screen = HelpScreen(below.where, below.help_notes(), below.help_fields())
        self.push_screen(help_screen, do_it)

    def do_codes(self, code: str | None = None) -> None:
        """Show the termination codes, the cursor on one of them."""
        from nir_tui.screens.common.codes import CodesScreen

        self.push_screen(CodesScreen(shown=code))

    def do_quit(self) -> None:
        """Close the program; a form with something typed asks first."""
        from nir_tui.screens.common.form import asks_before_quitting

        if not asks_before_quitting(self):
            self.exit()

    def action_how_to_quit(self) -> None:
        """Say how to quit: users press ctrl+c by habit."""
        if isinstance(self.screen, BaseScreen):
            self.screen.show_status(_("ctrl+q avslutter programmet"))

    async def open_person(self, duf: str) -> None:
        """Open a person over the current screen, outside any list. Raises RegisterError."""
        from models.cases.lookup import look_up
        from nir_tui.screens.person.person import PersonScreen

        case = look_up(self.session.register, self.session.actor, duf)
        await self.push_screen(PersonScreen(case))

    def record_crash(self, error: Exception) -> None:
        """Write the crash report; the last words say where it is."""
        self.last_words = write_crash(error)
