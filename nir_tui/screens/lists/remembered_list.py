"""A list that remembers where the user stood, and offers the next session to go on there."""

from functools import partial

from textual import events

from models.access import NO_MUNICIPALITY
from models.changes.session_memory import (
    SessionMemory,
    forget_memory,
    keep_memory,
    kept_memory,
)
from models.errors import RegisterError
from models.list_filter import ListFilter, filter_of_values, filter_values
from models.lists.list_line import ListLine
from models.lists.pages import line_of, visible_lines
from models.lists.sort_order import Order
from models.lists.visibility import restricted_filter
from nir_tui.lists.walk import Walk
from nir_tui.presentation.i18n import _
from nir_tui.screens.lists.marked_list import MarkedList
from nir_tui.session.session import Session
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.paged_table import PagedTable

_REST = 0.7
"""Seconds without a key before the place is stored."""


class RememberedList(MarkedList):
    """Stores the place while idle and at the end; the first key at a start may go on there."""

    def __init__(self, session: Session, offers_place: bool = True) -> None:
        """`offers_place`: whether the place of the last session is offered."""
        super().__init__(session)
        self._offers_place = offers_place
        self._offered: SessionMemory | None = None
        self._kept: SessionMemory | None = None
        self._left_from: Walk | None = None
        self._first_shown = (self.list_filter, self.order)

    def on_mount(self) -> None:
        """Look for the place of the last session; store this one's from now on."""
        self.nir.typeahead.idle_tasks.every_idle(self._keep_place_when_idle, after=_REST)
        session = self.session
        look = partial(kept_memory, session.register, session.actor)
        self._reading.run(self, "memory", look, self._take_memory, self.show_error)

    # The place of this session

    async def _keep_place_when_idle(self) -> None:
        self.keep_place()

    def keep_place(self) -> None:
        """Store where the session stands; at its end too, however it ends."""
        if self._offered is not None or not self.query(PagedTable):
            # As long as the user has not answered, what is stored is still wanted.
            return
        now = self._place_now()
        if now == self._kept:
            return
        session = self.session
        try:
            if now is None:
                forget_memory(session.register, session.actor)
            else:
                same_walk = self._kept is not None and self._kept.walk == now.walk
                keep_memory(session.register, session.actor, now, same_walk)
        except RegisterError:
            # The next idle period tries again; a place is not worth a message.
            return
        self._kept = now

    def _place_now(self) -> SessionMemory | None:
        """Return where the session stands; None where a start stands and nobody was corrected."""
        walk, table = self._left_from, self.query_one(PagedTable)
        line: ListLine | None = table.current
        number, length = table.position + 1, self.counts.matching
        duf = line.duf if line else None
        if walk:
            duf, number, length = walk.current, walk.number, walk.length
        corrected, shown = self.session.corrected_today, (self.list_filter, self.order)
        if not corrected and walk is None and number <= 1 and shown == self._first_shown:
            return None
        order = {"order": self.order.column, "descending": self.order.descending}
        return SessionMemory(
            filter_values(self.list_filter) | order,
            duf,
            line.name if line and not walk else "",
            walk is not None,
            number,
            length,
            corrected,
            self.session.actor.as_of,
            walk.dufs if walk else (),
        )

    # The place of the last session

    def _take_memory(self, memory: SessionMemory | None) -> None:
        self._kept = memory
        if memory is None:
            return
        self.session.corrections.begin_with(memory.corrected, memory.corrected_on)
        self._show_header()
        if not (self._offers_place and self.is_current and self._may_be_seen(memory)):
            return
        where = _("Du var i en annen liste.")
        if memory.duf:
            where = _("Du var på {number} av {length}, {name}.").format(
                number=memory.number, length=memory.length, name=memory.name
            )
        self._offered = memory
        self.show_status(where + " " + _("Enter: fortsett  Esc: begynn forfra"))

    def _may_be_seen(self, memory: SessionMemory) -> bool:
        """Whether the list is one that the user may see: their municipality may have changed."""
        register, number = self.session.register, memory.shown.get("municipality")
        now = restricted_filter(
            register.access, register.reference, ListFilter(municipality=number)
        )
        return now.municipality != NO_MUNICIPALITY

    def on_key(self, event: events.Key) -> None:
        """Go on where the last session stood, if Enter is the first key; any other declines."""
        offered, self._offered = self._offered, None
        if offered is not None and event.key == "enter" and not self.typing:
            event.prevent_default()
            event.stop()
            self.query_one(KeyFooter).clear_message()
            self.call_next(self._go_on_at, offered)

    async def _go_on_at(self, memory: SessionMemory) -> None:
        values = dict(memory.shown)
        try:
            order = Order(values.pop("order"), values.pop("descending"))
            self._state.narrow(filter_of_values(values))
        except (KeyError, ValueError, TypeError):
            # Another version of the program stored it.
            self.show_status(_("Lista fra forrige økt finnes ikke lenger"))
            return
        self._state.order = order
        if memory.duf is None:
            self.reload()
            return
        session = self.session
        try:
            with session.register.read():
                line = line_of(memory.duf, session.actor.as_of)
                position = self.listed.position(line)
                is_listed = bool(self.listed.still_listed([memory.duf]))
        except RegisterError as error:
            self.show_error(error)
            return
        self.reload(position, follow=line if is_listed else None)
        if memory.is_open:
            await self._open_kept_walk(line, position, memory.walk, is_listed)

    async def _open_kept_walk(
        self, line: ListLine, position: int, dufs: tuple[str, ...], is_listed: bool
    ) -> None:
        """Open the person in the walk of the last session; in the list's own where it is long."""
        session = self.session
        with session.register.read():
            lines = visible_lines(session.register, dufs, session.actor.as_of)
        if line.duf in (known.duf for known in lines):
            await self.open_walk(line, Walk.resumed(self.listed, lines, line.duf))
        elif is_listed:
            await self.open_line(line, position)

    async def open_walk(self, line: ListLine, walk: Walk, of_list: bool = True) -> None:
        """Open a person in a walk; `of_list`: the walk is through the list that is shown."""
        raise NotImplementedError

    async def open_line(self, line: ListLine, position: int) -> None:
        """Open the person of a row, with the list as the walk."""
        raise NotImplementedError
