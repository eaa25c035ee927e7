"""`Journal`: the audit journal of all persons or of one."""

from collections.abc import Sequence

from models.administration.journal_view import read_lines, record_journal_read
from models.errors import RegisterError
from models.journal.reader import JournalEntry
from models.lists.pages import visible_lines
from models.tables.norwegian_time import in_norway
from nir_tui.presentation.i18n import _
from nir_tui.presentation.journal import action_label, change_summary
from nir_tui.presentation.label_search import ranked_matches
from nir_tui.presentation.safe_text import fit
from nir_tui.screens.common.lookup import Entry, Lookup
from rules.duf_number import format_duf
from rules.message import norwegian_date

NEWEST = 500
"""The number of entries shown; the command `journal` shows all."""


class JournalScreen(Lookup):
    """The newest entries; of one person if `duf` is given."""

    def __init__(self, duf: str | None = None) -> None:
        super().__init__()
        self._duf = duf
        self._lines: list[JournalEntry] = []
        self._names: dict[str, str] = {}
        self.title_text = _("Journal") + (f" · {format_duf(duf)}" if duf else "")
        self.title_text += _(" · Enter åpner saken")
        self.placeholder = _("Søk på bruker, handling, DUF-nummer, navn")

    def on_mount(self) -> None:
        """Read the entries once."""
        self.try_read(self._read)

    def _read(self) -> None:
        record_journal_read(self.session.register, self.session.actor, self._duf)
        register, as_of = self.session.register, self.session.actor.as_of
        with register.read():
            self._lines = read_lines(register, self._duf, limit=NEWEST)
            dufs = list(dict.fromkeys(line.duf for line in self._lines if line.duf))
            # A name only of those whom the user may see.
            self._names = {one.duf: one.name for one in visible_lines(register, dufs, as_of)}

    def find(self, typed: str) -> Sequence[Entry]:
        """Return the entries that match the text, newest first."""
        entries = [_entry(line, self._names.get(line.duf or "", "")) for line in self._lines]
        if not typed:
            return entries
        texts = [
            f"{entry.line} {entry.more} {line.duf or ''}"
            for entry, line in zip(entries, self._lines, strict=True)
        ]
        found = ranked_matches(typed, texts)
        return [entries[index] for index in sorted(found)]

    async def take(self, entry: Entry) -> None:
        """Open the case over the journal; of one's own person, the case that lies below."""
        if not entry.value:
            self.show_status(_("Raden gjelder ingen person"))
        elif entry.value == self._duf:
            self.dismiss(None)
        else:
            try:
                await self.nir.open_person(entry.value)
            except RegisterError as error:
                self.show_error(error)


def _entry(line: JournalEntry, name: str) -> Entry:
    local = in_norway(line.at)
    who = f"{format_duf(line.duf)} {name}".rstrip() if line.duf else ""
    done = fit(action_label(line), 24)
    shown = f"{norwegian_date(local.date())} {local:%H:%M}  {fit(line.by, 14)} {done} {who}"
    more = ": ".join(filter(None, (name, change_summary(line))))
    return Entry(shown, more, line.duf or "")
