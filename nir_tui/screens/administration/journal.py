"""`Journal`: the audit journal of all persons or of one."""

from collections.abc import Sequence

from models.administration.journal_view import read_lines, record_journal_read
from models.journal.reader import JournalEntry
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
        self.title_text = _("Journal") + (f" · {format_duf(duf)}" if duf else "")
        self.placeholder = _("Søk på bruker, handling, DUF-nummer")

    def on_mount(self) -> None:
        """Read the entries once."""
        self.try_read(self._read)

    def _read(self) -> None:
        record_journal_read(self.session.register, self.session.actor, self._duf)
        self._lines = read_lines(self.session.register, self._duf, limit=NEWEST)

    def find(self, typed: str) -> Sequence[Entry]:
        """Return the entries that match the text, newest first."""
        entries = [_entry(line) for line in self._lines]
        if not typed:
            return entries
        texts = [
            f"{entry.line} {entry.more} {line.duf or ''}"
            for entry, line in zip(entries, self._lines, strict=True)
        ]
        found = ranked_matches(typed, texts)
        return [entries[index] for index in sorted(found)]


def _entry(line: JournalEntry) -> Entry:
    local = in_norway(line.at)
    who = format_duf(line.duf) if line.duf else ""
    done = fit(action_label(line), 24)
    shown = f"{norwegian_date(local.date())} {local:%H:%M}  {fit(line.by, 14)} {done} {who}"
    return Entry(shown, change_summary(line))
