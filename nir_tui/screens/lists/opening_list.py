"""A list from which persons are opened; on a wide screen it stays in sight beside them."""

from textual import events
from textual.content import Content

from models.errors import RegisterError
from models.lists.list_line import ListLine
from nir_tui.lists.row_pane import person_room
from nir_tui.lists.walk import Walk
from nir_tui.presentation.i18n import _
from nir_tui.screens.lists.figures_list import FiguresList
from nir_tui.session.session import Session
from nir_tui.widgets.paged_table import PagedTable


class OpeningList(FiguresList):
    """Opens persons with the list as their walk, and goes on where the walk ended."""

    def __init__(self, session: Session, offers_place: bool = True) -> None:
        """`offers_place`: whether the place of the last session is offered."""
        super().__init__(session, offers_place)
        self._was_left = False
        self._walks_list = True
        self._held: Content | None = None
        self._held_walk: Walk | None = None

    async def do_open(self) -> None:
        """Open the person on the row, with the current list as the walk."""
        table = self.query_one(PagedTable)
        await table.wait_for_rows()
        if table.current:
            await self.open_line(table.current, table.position)

    async def open_line(self, line: ListLine, position: int) -> None:
        """Open the person of a row, with the list as the walk."""
        walked = self.listed
        if line.duf not in walked.still_listed([line.duf]):
            self.reload(position)
            return
        await self.open_walk(line, Walk(walked, line, position, walked.count()))

    async def open_walk(self, line: ListLine, walk: Walk, of_list: bool = True) -> None:
        """Open a person in a walk; `of_list`: the walk is through the list that is shown."""
        from models.cases.lookup import look_up
        from nir_tui.screens.person.person import PersonScreen

        session = self.session
        case = look_up(session.register, session.actor, line.duf)
        self._left_from, self._walks_list = walk, of_list
        self._held = None
        self._make_room()
        await self.app.push_screen(PersonScreen(case, walk, self))

    def on_screen_suspend(self) -> None:
        """Note that the list was left: others may change its rows meanwhile."""
        self._was_left = True

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read the list again after a person was open, with the cursor at the same place."""
        if not self._was_left:
            return
        walk, self._left_from = self._left_from, None
        self._held_walk = walk if self._held is not None else None
        self._make_room(reloads=False)
        if walk is None or not self._walks_list:
            self.reload_here()
        else:
            self._go_to_walk(walk)

    def _go_to_walk(self, walk: Walk) -> None:
        try:
            position, near = walk.place()
        except RegisterError as error:
            self.show_error(error)
            return
        self.reload(position, near=near)

    # Beside a person

    def on_resize(self, event: events.Resize) -> None:
        """Keep a person beside the list only where there is room."""
        if not person_room(event.size.width):
            self._held = self._held_walk = None
        self._make_room(reloads=False)

    def follow_walk(self) -> None:
        """Put the cursor on the person whom the walk has come to."""
        if self._left_from and self._walks_list and self._room_beside:
            self._go_to_walk(self._left_from)

    def hold_person(self, shown: Content) -> None:
        """Keep a person in sight, as they were shown, while the list has the keys."""
        self._held = shown

    def _make_room(self, reloads: bool = True) -> None:
        """Give the person the room beside the list, or take it back."""
        is_open = self._left_from is not None
        has_person = is_open or self._held is not None
        if has_person or self._is_beside_person:
            self.show_beside(has_person, None if is_open else self._held, reloads)

    def why_not_to_person(self) -> str | None:
        """Return why the keys cannot go to the person beside the list."""
        return None if self._held_walk else _("Ingen person står ved siden av lista")

    async def do_to_person(self) -> None:
        """Give the keys to the person beside the list, who has been opened already."""
        from models.cases.lookup import read_case
        from nir_tui.screens.person.person import PersonScreen

        walk = self._held_walk
        if walk is None:
            return
        case = read_case(self.session.register, walk.current)
        self._left_from, self._held, self._held_walk = walk, None, None
        self._make_room()
        await self.app.push_screen(PersonScreen(case, walk, self))

    def lets_person_go(self) -> bool:
        """Take the person away who is held beside the list; False if there is none."""
        held, self._held, self._held_walk = self._held, None, None
        self._make_room()
        return held is not None
