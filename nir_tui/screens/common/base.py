"""What every screen has: its actions by key, a line of keys that also speaks, the session."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Protocol, cast

from textual import events
from textual.await_remove import AwaitRemove
from textual.screen import ModalScreen

from models.errors import NotAllowed, RegisterError
from models.journal.writer import append_entry, write_refused
from nir_tui.actions import BY_ID, Action, Scope, actions_at, display_keys
from nir_tui.presentation.i18n import _, render
from nir_tui.runtime.key_queue import KeyQueue
from nir_tui.runtime.paint_batching import BatchedScreen
from nir_tui.session.permissions import why_not_allowed
from nir_tui.session.session import Session
from nir_tui.widgets.key_line import KeyFooter
from rules.duf_number import format_duf


class AppProtocol(Protocol):
    """What the screens need of the application they are shown by."""

    session: Session
    keymap: dict[str, str]
    typeahead: KeyQueue

    def do_codes(self) -> None:
        """Show the termination codes."""


class BaseScreen(BatchedScreen):
    """A screen whose keys come from the registry of actions."""

    where: ClassVar[Scope]
    not_in_palette: ClassVar[frozenset[str]] = frozenset({"everywhere.palette"})
    titles: Mapping[str, str] = {}
    """What an action is called here, by its id, where its own name says less."""
    AUTO_FOCUS = ""
    is_form = False
    """Whether something is typed here that can be lost."""
    _keys_width = 0

    @property
    def nir(self) -> AppProtocol:
        """The application."""
        return cast(AppProtocol, self.app)

    @property
    def session(self) -> Session:
        """The register that is open, and who acts."""
        return self.nir.session

    @property
    def typing(self) -> bool:
        """Whether a text field has the cursor: then letters and signs are text, not keys."""
        return False

    def unavailable_reason(self, action_id: str) -> str | None:
        """Why an action cannot be done now; None where it can."""
        return None

    def permission_refusal(self, action_id: str) -> str | None:
        """Why an action is not for this user, ever; None where it is."""
        session = self.session
        return why_not_allowed(session.register.access, session.over_ssh, action_id)

    def action_refusal(self, action_id: str) -> str | None:
        """Why an action is not for this user, or cannot be done now; None where it can."""
        return self.permission_refusal(action_id) or self.unavailable_reason(action_id)

    def copy_duf(self, duf: str) -> None:
        """Copy a DUF number: it leaves the program, so the journal is told."""
        session = self.session
        with session.register.write():
            append_entry(session.actor, "person.copy", duf)
        self.app.copy_to_clipboard(duf)
        self.show_status(copied(format_duf(duf)))

    async def action_do(self, action_id: str) -> None:
        """Do an action, or say why not."""
        reason = self.action_refusal(action_id)
        if reason:
            self.show_status(reason)
            return
        action = BY_ID[action_id]
        owner = self.nir if action.where is Scope.EVERYWHERE else self
        try:
            result = getattr(owner, action.method)()
            if result is not None:
                await result
        except RegisterError as error:
            self.show_error(error)

    def remove(self) -> AwaitRemove:
        """Be taken apart, in the next rest: what stood below is on the screen before."""
        self.when_left()
        if self.nir.typeahead.idle_tasks.defer(self._take_apart):
            return AwaitRemove([])
        return super().remove()

    def when_left(self) -> None:
        """What cannot wait until it is taken apart; it may be asked for more than once."""

    def on_unmount(self) -> None:
        """Who quits leaves it too."""
        self.when_left()

    def _take_apart(self) -> None:
        # `remove` would paint once more what now stands there. Nobody waits for it: who is told to
        # quit meanwhile would break it off.
        self.app._prune(self)

    def on_key(self, event: events.Key) -> None:
        """A key ends what was being said."""
        self.query_one(KeyFooter).clear_message()

    def show_status(self, text: str) -> None:
        """Say something in the line of keys, until the next key."""
        self.query_one(KeyFooter).show_status(text)

    def show_error(self, error: RegisterError) -> None:
        """Say what the register has to say; what is not allowed is written in the journal."""
        messages = error.messages
        if isinstance(error, NotAllowed) and not error.is_journalled:
            session = self.session
            try:
                write_refused(session.register, session.actor, self.where.name.lower())
            except RegisterError as worse:
                messages = (*messages, *worse.messages)
        self.show_status("; ".join(map(render, messages)))

    def manages(self, work: Callable[[], None]) -> bool:
        """Do something that reads the register; where that fails, say why and give False."""
        try:
            work()
        except RegisterError as error:
            self.show_error(error)
            return False
        return True

    def show_keys(self) -> None:
        """Show the keys the user has on the screen, dimmed what cannot be done now."""
        found = [
            action
            for action in actions_at(self.where)
            if action.footer and not self.permission_refusal(action.id)
        ]
        found.sort(key=lambda action: action.footer)
        dimmed = {action.id for action in found if self.action_refusal(action.id)}
        keys = {action.id: self.keys_of(action) for action in found}
        shown = [
            replace(action, title=self.titles.get(action.id, action.title))
            for action in found
            if keys[action.id]
        ]
        self.query_one(KeyFooter).show_keys(shown, dimmed, keys)

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """The keys of an action as they work here and now, as a person reads them."""
        keys = self.keys_by_id(action.id)
        return tuple(key for key in keys if len(key) > 1 or not self.typing)

    def keys_by_id(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, remapped or not, as a person reads them."""
        return display_keys(self.nir.keymap.get(action_id, BY_ID[action_id].keys))

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_keys()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Textual looks every style up once more; when a screen is new, they have just been."""
        if not self.stack_updates:
            event.refresh_styles = False

    def on_resize(self, event: events.Resize) -> None:
        """Show as many keys as there now is room for."""
        if event.size.width != self._keys_width:
            self._keys_width = event.size.width
            self.call_after_refresh(self.show_keys)

    @property
    def offers_persons(self) -> bool:
        """Whether the palette may go to another person from here: not over what is being typed."""
        return not any(isinstance(s, BaseScreen) and s.is_form for s in self.app.screen_stack)

    def palette_actions(self) -> list[Action]:
        """What the palette offers here: all that can be done now."""
        return [
            action
            for action in actions_at(self.where)
            if action.id not in self.not_in_palette and not self.action_refusal(action.id)
        ]


class ModalBase(BaseScreen, ModalScreen[Any]):
    """A screen over another one, that gives an answer when it is left."""

    not_in_palette = BaseScreen.not_in_palette | {
        *("everywhere.codes", "everywhere.engine", "everywhere.import"),
        *("everywhere.users", "everywhere.journal"),
    }

    def do_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def copied(text: str) -> str:
    """What is said when something was copied."""
    return _("Kopiert: {text}").format(text=text)
