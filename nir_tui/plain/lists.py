"""The report, the work list and the persons, ten rows at a time; a number opens the person."""

from dataclasses import replace
from functools import partial

from models.list_filter import ListFilter
from models.lists.column_registry import LIST_COLUMNS, RowContext
from models.lists.counts import Counts, count_list
from models.lists.list_kinds import kind_of
from models.lists.list_line import ListLine
from models.lists.list_reader import ListReader
from models.lists.pages import list_page
from models.lists.search_journal import write_search
from nir_tui.lists.count_line import count_line
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.lists.list_query import set_asides_of
from nir_tui.lists.row_line import row_line
from nir_tui.lists.state import DAYS_AHEAD, ListState
from nir_tui.lists.walk import Walk
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.download import ask_download
from nir_tui.plain.list_filters import ask_filters
from nir_tui.plain.menu import Item, choose_and_do
from nir_tui.plain.person import open_person
from nir_tui.plain.questions import ask_choice, ask_text
from nir_tui.plain.undoing import ask_last_undo
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, marked
from nir_tui.presentation.label_search import Choice
from nir_tui.session.session import Session

_PAGE = 10
"""Rows read at a time."""
_SEARCH = FieldText(
    marked("Søk på DUF-nummer eller navn"), marked("En del er nok; - tømmer søket.")
)
_COLUMN = FieldText(marked("Sorter på"), marked("Samme kolonne en gang til snur rekkefølgen."))


class ListDialogue:
    """A list as it was filtered, page by page; it opens as the list on the screen does."""

    def __init__(self, dialogue: Dialogue, session: Session, wanted: ListFilter) -> None:
        self._dialogue, self._session = dialogue, session
        self._state = ListState(session)
        self._state.go_to(wanted)
        self._first = 0
        self._lines: list[ListLine] = []

    def run(self) -> None:
        """Read the first page, and do what is chosen until the list is left."""
        self._show()
        dialogue, session = self._dialogue, self._session
        while choose_and_do(dialogue, session, self._title, self._items(), self._rows()):
            pass

    @property
    def _title(self) -> str:
        return _(kind_of(self._state.list_filter).title)

    @property
    def _filter(self) -> ListFilter:
        return self._state.list_filter

    def _reader(self) -> ListReader:
        session = self._session
        return ListReader(session.register, self._filter, self._state.order, session.actor.as_of)

    def _show(self, first: int = 0) -> None:
        """Read a page: the filters, the rows, which of how many, and what needs action."""
        session, as_of = self._session, self._session.actor.as_of
        register = session.register
        with register.read():
            counts = count_list(register, self._filter, as_of)
            lines = list_page(register, self._filter, self._state.order, as_of, first, _PAGE)
            asides = set_asides_of(session, lines)
        self._first, self._lines = first, lines
        kind = kind_of(self._filter)
        context = RowContext(lambda: register.reference, as_of, kind.of_terminations)
        self._dialogue.say(f"{self._title}: {filter_summary(self._filter, register, between=', ')}")
        for number, line in enumerate(lines, 1):
            own = [one for one in asides if one.duf == line.duf]
            self._dialogue.say(f"{number}. {row_line(line, kind, context, own)}")
        self._dialogue.say(count_line(first + 1, first + len(lines), counts), _to_correct(counts))
        self._counts = counts

    def _items(self) -> list[Item]:
        last = self._first + len(self._lines)
        empty = None if self._lines else _("Lista er tom")
        no_more = None if last < self._counts.matching else _("Det er ingen flere linjer")
        no_less = None if self._first else _("Dette er de første linjene")
        only_those = None
        if self._filter.is_work_list:
            only_those = _("Arbeidslista har bare dem som må rettes")
        return [
            Item("+", _("Flere linjer"), lambda: self._show(last), no_more),
            Item("-", _("Linjene før"), lambda: self._show(max(0, self._first - _PAGE)), no_less),
            Item("/", _("Søk"), self._search),
            Item("f", _("Filter"), self._filters),
            Item("m", _("Bare de som må rettes, av og på"), self._correct, only_those),
            Item(
                "d",
                _("Frist innen {days} dager, av og på").format(days=DAYS_AHEAD),
                self._deadlines,
            ),
            Item("a", _("Tøm søk og filtre"), self._clear),
            Item("o", _("Sorter"), self._order, empty),
            Item("x", _("Last ned"), self._download, empty),
            Item("u", _("Angre siste endring"), self._undo),
        ]

    def _rows(self) -> list[Item]:
        """Return a choice for each row read: its number, or a part of the name, opens it."""
        return [
            Item("", line.name, partial(self._open, place, line))
            for place, line in enumerate(self._lines)
        ]

    def _open(self, place: int, line: ListLine) -> None:
        walk = Walk(self._reader(), line, self._first + place, self._counts.matching)
        open_person(self._dialogue, self._session, line.duf, walk)
        self._show(self._first)

    def _search(self) -> None:
        text = ask_text(self._dialogue, _SEARCH, self._filter.search)
        searched = replace(self._filter, search=text)
        if text:
            write_search(self._session.register, self._session.actor, searched)
        self._state.search(text)
        self._show()

    def _filters(self) -> None:
        chosen = ask_filters(self._dialogue, self._session, self._filter)
        if chosen.name or chosen.duf:
            write_search(self._session.register, self._session.actor, chosen)
        self._state.narrow(chosen)
        self._show()

    def _correct(self) -> None:
        self._state.toggle_corrections()
        self._show()

    def _deadlines(self) -> None:
        self._state.toggle_deadlines()
        self._show()

    def _clear(self) -> None:
        self._state.clear()
        self._show()

    def _order(self) -> None:
        columns = [LIST_COLUMNS[name] for name in kind_of(self._filter).columns]
        choices = [Choice(one.order.field, _(one.title)) for one in columns if one.order]
        self._state.sort_by(ask_choice(self._dialogue, _COLUMN, choices))
        self._show()

    def _download(self) -> None:
        ask_download(self._dialogue, self._session, self._filter, self._state.order)

    def _undo(self) -> None:
        if done := ask_last_undo(self._dialogue, self._session):
            self._dialogue.say(done)


def _to_correct(counts: Counts) -> str:
    if not counts.to_correct:
        return _("ingen her må rettes")
    return _("{count} må rettes").format(count=counts.to_correct)
