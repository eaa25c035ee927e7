"""A driver for tests: press keys and read the screen, as a user does."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from models.cases.lookup import read_case
from models.storage.register import open_register
from nir_tui.app import NirApp
from nir_tui.session.choices import Choices
from nir_tui.session.session import Session
from rules.facts import Termination
from tests.case_builder import TODAY, actor

_NAMES = {" ": "space", "/": "slash", ":": "colon", "?": "question_mark", ",": "comma"}
_NAMES |= {".": "full_stop", "-": "minus"}


_LONGEST_REST = 120
"""Seconds to wait for rest; longer than any action takes on the slowest machine."""


def _pending(screen: Screen[Any]) -> bool:
    """Return whether a screen has layout or work to do. One behind another never paints itself."""
    waits = (screen._layout_required, screen._scroll_required, screen._recompose_required)
    return bool(any(waits) or screen._dirty_widgets or screen._callbacks)


class Keyboard:
    """A user at the keyboard; counts the keys and waits after every step until the app is idle."""

    def __init__(self, pilot: Pilot[None], app: NirApp) -> None:
        self._pilot = pilot
        self.app = app
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        """Press keys by name: `enter`, `ctrl+s`, `l`."""
        for key in keys:
            await self.press_ahead(key)

    async def press_ahead(self, *keys: str) -> None:
        """Press keys without waiting for the screen between them."""
        for key in keys:
            self.pressed += 1
            await self.app.on_event(key_event(key))
        await self.rest()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        await self.press(*(_NAMES.get(letter, letter) for letter in text))

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal sends it."""
        self.pressed += 1
        await self.app.on_event(events.Paste(text))
        await self.rest()

    async def rest(self) -> None:
        """Wait until no key, no work, no layout and no painting is pending."""
        async with asyncio.timeout(_LONGEST_REST):
            while self.app.is_running:
                while self.app.typeahead.is_busy or self._works():
                    await asyncio.sleep(0.002)
                await self.app.animator.wait_until_complete()
                await self.app.typeahead.wait_until_idle()
                if not (self.app.typeahead.is_busy or self._works() or self._paints()):
                    return

    def _works(self) -> bool:
        return any(not worker.is_finished for worker in self.app.workers)

    def _paints(self) -> bool:
        """Perform pending layout and painting; return whether there was any."""
        if not self.app.screen_stack:
            return False
        top = self.app.screen
        behind = [one for one in self.app._background_screens if _pending(one)]
        waits = bool(behind or _pending(top) or top._repaint_required)
        for screen in (*behind, top):
            screen._on_timer_update()
        return waits

    async def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal, in columns and rows."""
        await self._pilot.resize_terminal(width, height)
        await self.rest()

    @property
    def screen(self) -> str:
        """The visible text of the screen, without trailing spaces."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def strips(self) -> list[Strip]:
        """Return the lines of the screen with their styles."""
        return self.app.screen._compositor.render_strips()

    @property
    def line(self) -> list[str]:
        """The lines of the screen."""
        return self.screen.splitlines()

    def sees(self, *texts: str) -> None:
        """Assert that each text is on the screen, wherever lines break."""
        shown = " ".join(self.screen.split())
        for text in texts:
            assert " ".join(text.split()) in shown, f"«{text}» is not on the screen:\n{self.screen}"

    def sees_not(self, *texts: str) -> None:
        """Assert that none of the texts is on the screen, wherever lines break."""
        shown = " ".join(self.screen.split())
        for text in texts:
            assert " ".join(text.split()) not in shown, f"«{text}» is on the screen:\n{self.screen}"

    @property
    def under_cursor(self) -> str:
        """The DUF number of the report's row under the cursor."""
        from nir_tui.widgets.paged_table import PagedTable

        row = self.app.screen.query_one(PagedTable).current
        return str(row.duf) if row else ""

    def active(self, duf: str) -> Termination | None:
        """Return the active termination that the register holds for a person."""
        return read_case(self.app.session.register, duf).facts.active


def key_event(name: str) -> events.Key:
    """Return the event of a key as a terminal reports it: its name, and its character if any."""
    key = name if len(name) > 1 or name.isalnum() else _character_to_key(name)
    letter: str | None
    try:
        letter = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        letter = key if len(key) == 1 else None
    return events.Key(key, letter)


@asynccontextmanager
async def at_keyboard(
    place: str,
    user: str = "4204-DEMO",
    size: tuple[int, int] = (80, 24),
    duf: str | None = None,
    keymap: dict[str, str] | None = None,
    as_of: date = TODAY,
    theme: str = "dark",
    choices: Choices | None = None,
) -> AsyncIterator[Keyboard]:
    """Open a register in the app, by default on the guide's day."""
    register = open_register(place)
    who = replace(actor(user), as_of=as_of)
    app = NirApp(Session(register, who), keymap, duf, theme, choices)
    try:
        async with app.run_test(size=size) as pilot:
            keyboard = Keyboard(pilot, app)
            await keyboard.rest()
            yield keyboard
            # A session that is asked to end does not leave a half-built screen.
            while app.is_running and not app.typeahead.is_idle:
                await asyncio.sleep(0.002)
    finally:
        register.close()
