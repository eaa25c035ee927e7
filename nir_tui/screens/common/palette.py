"""The palette: actions that can be done now, persons and codes, found while typing."""

from collections.abc import Sequence

from models.lists.list_line import ListLine
from models.lists.person_search import find_persons
from models.lists.search_journal import search_filter, write_search
from nir_tui.presentation.i18n import _
from nir_tui.presentation.label_search import ranked_matches
from nir_tui.screens.common.base import BaseScreen
from nir_tui.screens.common.lookup import Entry, Lookup
from rules.code_lists import Status
from rules.duf_number import InvalidDufNumber, format_duf, parse_duf
from rules.reasons import REASONS

_PERSON, _CODE = "person ", "code "
_MOST_VISITED = 5


class PaletteScreen(Lookup):
    """The palette, over the screen whose actions it offers.

    Enter always does the entry shown under the cursor: the list is updated at every key, before
    the next key is read.
    """

    def __init__(self, below: BaseScreen) -> None:
        super().__init__()
        self._searched = ""
        self._below = below
        self.title_text = _("Kommandoer og personer")
        self.placeholder = (
            _("Skriv en kommando, et navn, et DUF-nummer eller en kode")
            if below.offers_persons
            else _("Skriv en kommando; personer finnes når skjemaet er lukket")
        )

    def find(self, typed: str) -> Sequence[Entry]:
        """Return the actions found, then the persons, then the codes."""
        actions = self._below.palette_actions()
        titles = [_(action.title) for action in actions]
        found = [actions[index] for index in ranked_matches(typed, titles)]
        found += [
            actions[i]
            for i in ranked_matches(typed, [_(a.help) for a in actions])
            if actions[i] not in found
        ]
        entries = []
        for action in found:
            keys = ", ".join(self.keys_by_id(action.id))
            entries.append(
                Entry(f"{_(action.title):<18} {keys:<9} {_(action.help)}", "", action.id)
            )
        persons = self._persons(typed)
        return [*entries, *persons, *_codes(typed)] if typed else [*persons, *entries]

    def _persons(self, typed: str) -> list[Entry]:
        if not self._below.offers_persons:
            return []
        if not typed:
            return self._visited()
        found = find_persons(self.session.register, typed, self.session.actor.as_of)
        if found:
            self._searched = typed
        return [self._entry(person) for person in found] or _nobody(typed)

    def _visited(self) -> list[Entry]:
        """Return the entries of the persons visited last, the last one first."""
        here = getattr(self._below, "case", None)
        visited = [
            one for one in self.session.visited.items() if not here or one[0] != here.person.duf
        ]
        last = visited[: -_MOST_VISITED - 1 : -1]
        return [Entry(f"{format_duf(duf)}   {name}", "", _PERSON + duf) for duf, name in last]

    def _entry(self, person: ListLine) -> Entry:
        """Return a person's entry; municipality and status tell persons of the same name apart."""
        home = self.session.register.reference.name(person.municipality)
        status = _(Status(person.status).short_label)
        line = f"{format_duf(person.duf)}   {person.name:<28}  {home:<14} {status}"
        return Entry(line, "", _PERSON + person.duf)

    def when_left(self) -> None:
        """Write one journal entry for the search for persons, with the last text typed."""
        searched, self._searched = self._searched, ""
        if searched:
            register, actor = self.session.register, self.session.actor
            asked = search_filter(searched)
            self._below.try_read(lambda: write_search(register, actor, asked))

    async def take(self, entry: Entry) -> None:
        """Leave with the entry's value; the application acts on it, on the screen below.

        Choosing a command is no search for the persons that happened to match.
        """
        if not entry.value:
            return
        if not person_in(entry.value):
            self._searched = ""
        self.dismiss(entry.value)


def _codes(typed: str) -> list[Entry]:
    """Return the termination codes whose label matches."""
    reasons = tuple(REASONS.values())
    found = ranked_matches(typed, [_(reason.label) for reason in reasons])
    kind = _("Kode")
    return [
        Entry(f"{kind:<18} {_(reasons[i].label)}", _(reasons[i].help), _CODE + reasons[i].code)
        for i in found
    ]


def _nobody(typed: str) -> list[Entry]:
    """Return an entry saying that no visible person has the DUF number; none for other text."""
    try:
        duf = format_duf(parse_duf(typed))
    except InvalidDufNumber:
        return []
    text = _("Finner ingen person med DUF-nummer {duf}").format(duf=duf)
    return [Entry(text)]


def person_in(answer: str) -> str | None:
    """Return the DUF number of an answer that is a person, else None."""
    return answer.removeprefix(_PERSON) if answer.startswith(_PERSON) else None


def code_in(answer: str) -> str | None:
    """Return the termination code of an answer that is one, else None."""
    return answer.removeprefix(_CODE) if answer.startswith(_CODE) else None
