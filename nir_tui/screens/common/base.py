"""The base of every screen: actions by key, a line of keys and messages, the session."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, cast

from textual import events
from textual.await_remove import AwaitRemove
from textual.screen import ModalScreen

from models.errors import NotAllowed, RegisterError
from models.journal.actions import JournalAction
from models.journal.writer import append_entry, write_refused
from nir_tui.actions import BY_ID, Action, Scope, actions_at, display_keys, is_text
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, render
from nir_tui.runtime.deferred_removal import defer_removal
from nir_tui.runtime.key_queue import KeyQueue
from nir_tui.runtime.new_screen_styles import NewScreenStyles
from nir_tui.runtime.paint_batching import BatchedScreen
from nir_tui.session.choices import Choices
from nir_tui.session.key_permissions import why_not_allowed
from nir_tui.session.session import Session
from nir_tui.widgets.key_line import KeyFooter
from rules.duf_number import format_duf


class AppProtocol(Protocol):
    """The parts of the application that the screens use."""

    session: Session
    keymap: dict[str, str]
    typeahead: KeyQueue
    choices: Choices | None

    def do_codes(self) -> None:
        """Show the termination codes."""

    def do_help(self) -> None:
        """Show the help of the current screen."""

    async def open_person(self, duf: str) -> None:
        """Open a person over the current screen. Raises RegisterError."""


class BaseScreen(NewScreenStyles, BatchedScreen):
    """A screen whose keys come from the registry of actions."""

    where: ClassVar[Scope]
    not_in_palette: ClassVar[frozenset[str]] = frozenset({"everywhere.palette"})
    titles: Mapping[str, str] = {}
    """Titles of actions on this screen, by id, where they say more than the general ones."""
    AUTO_FOCUS = ""
    is_form = False
    """Whether text typed here can be lost."""
    palette_rank: ClassVar[float] = 4.5
    """After how many of the screen's own keys the palette's is shown, where all do not fit."""
    _keys_width = 0

    @property
    def nir(self) -> AppProtocol:
        """The application."""
        return cast(AppProtocol, self.app)

    @property
    def session(self) -> Session:
        """The open register and the acting user."""
        return self.nir.session

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus: then letters and signs are text, not keys."""
        return False

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return why an action cannot be done now; None if it can."""
        return None

    def permission_refusal(self, action_id: str) -> str | None:
        """Return why this user may never do an action; None if they may."""
        session = self.session
        return why_not_allowed(session.register.access, session.over_ssh, action_id)

    def action_refusal(self, action_id: str) -> str | None:
        """Return why this user may not do an action, or not now; None if it can be done."""
        return self.permission_refusal(action_id) or self.unavailable_reason(action_id)

    def copy_duf(self, duf: str) -> None:
        """Copy a DUF number: it leaves the program, so the journal gets an entry."""
        session = self.session
        with session.register.write():
            append_entry(session.actor, JournalAction.PERSON_COPY, duf)
        self.app.copy_to_clipboard(duf)
        self.show_status(copied(format_duf(duf)))

    async def action_do(self, action_id: str) -> None:
        """Do an action, or show why it cannot be done."""
        reason = self.action_refusal(action_id)
        if reason:
            self.show_refusal(reason)
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
        """Remove the screen when idle: the screen below is shown first."""
        self.when_left()
        if defer_removal(self, self.nir.typeahead.idle_tasks):
            return AwaitRemove([])
        return super().remove()

    def when_left(self) -> None:
        """Do what cannot wait for the removal; may be called more than once."""

    def on_unmount(self) -> None:
        """Leave the screen: quitting leaves it too."""
        self.when_left()

    def on_key(self, event: events.Key) -> None:
        """Remove the message at the next key."""
        self.query_one(KeyFooter).clear_message()

    def show_status(self, text: str, colour: str = "") -> None:
        """Show a message in the line of keys, until the next key."""
        self.query_one(KeyFooter).show_status(text, colour)

    def show_saved(self, text: str) -> None:
        """Show that something was saved."""
        self.show_status(text, "$success")

    def show_refusal(self, text: str) -> None:
        """Show why something cannot be done."""
        self.show_status(text, "$error")

    def show_error(self, error: RegisterError) -> None:
        """Show an error of the register; a NotAllowed is also written in the journal."""
        messages = error.messages
        if isinstance(error, NotAllowed) and not error.is_journalled:
            session = self.session
            try:
                write_refused(session.register, session.actor, self.where.name.lower())
            except RegisterError as worse:
                messages = (*messages, *worse.messages)
        self.show_refusal("; ".join(map(render, messages)))

    def try_read(self, work: Callable[[], None]) -> bool:
        """Do work that reads the register; if that fails, show why and return False."""
        try:
            work()
        except RegisterError as error:
            self.show_error(error)
            return False
        return True

    def show_keys(self) -> None:
        """Show the keys that the user has on the screen; dim those that cannot be used now."""
        found = [
            action
            for action in actions_at(self.where)
            if self.footer_place(action) and not self.permission_refusal(action.id)
        ]
        found.sort(key=self.footer_place)
        dimmed = {action.id for action in found if self.action_refusal(action.id)}
        keys = {action.id: self.keys_of(action) for action in found}
        shown = [
            action._replace(title=self.titles.get(action.id, action.title))
            for action in found
            if keys[action.id]
        ]
        self.query_one(KeyFooter).show_keys(shown, dimmed, keys, self.palette_rank)

    def help_notes(self) -> dict[str, str]:
        """Return what the help says of an action now, by id, in place of its usual text."""
        changes = self.session.last_changes
        if not changes:
            return {}
        name = self.session.visited.get(changes[0].duf, format_duf(changes[0].duf))
        text = _("Angre det siste: {name}").format(name=name)
        if len(changes) > 1:
            text = _("Angre det siste: {count} personer").format(count=len(changes))
        return {action.id: text for action in actions_at(self.where) if action.method == "do_undo"}

    def help_fields(self) -> Sequence[FieldText]:
        """Return the fields of the screen, which the help tells of first."""
        return ()

    def footer_place(self, action: Action) -> int:
        """Return the place of an action among the keys shown; 0 for none."""
        return action.footer

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """Return the keys of an action that work here and now, as a user reads them."""
        keys = self.keys_by_id(action.id)
        return tuple(key for key in keys if not (self.typing and is_text(key)))

    def keys_by_id(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an action, remapped or not, as a user reads them."""
        return display_keys(self.nir.keymap.get(action_id, BY_ID[action_id].keys))

    def first_key(self, action_id: str) -> str:
        """Return the first key of an action, as a user reads it; "" if a user took them all."""
        return next(iter(self.keys_by_id(action_id)), "")

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many keys as now fit."""
        if event.size.width != self._keys_width:
            self._keys_width = event.size.width
            self.call_after_refresh(self.show_keys)

    @property
    def offers_persons(self) -> bool:
        """Whether the palette offers persons: not while a form is open."""
        return not any(isinstance(s, BaseScreen) and s.is_form for s in self.app.screen_stack)

    def palette_actions(self) -> list[Action]:
        """Return the actions that the palette offers: all that can be done now."""
        return [
            action
            for action in actions_at(self.where)
            if action.id not in self.not_in_palette and not self.action_refusal(action.id)
        ]


class ModalBase(BaseScreen, ModalScreen[Any]):
    """A screen over another one, which returns an answer when it is left."""

    not_in_palette = BaseScreen.not_in_palette | {
        *("everywhere.codes", "everywhere.engine", "everywhere.import"),
        *("everywhere.users", "everywhere.journal"),
    }

    def do_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def copied(text: str) -> str:
    """Return the message for a copied text."""
    return _("Kopiert: {text}").format(text=text)
