"""`Hent inn`: what the files would change, or all errors in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import RegisterError
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import ImportedPerson, ImportReport, import_paths
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.import_summary import person_summary, summary
from nir_tui.screens.common.dry_run import DryRunScreen, OnProgress
from nir_tui.widgets.row_list import Heading, TextRow
from rules.code_lists import Law
from rules.duf_number import format_duf


@dataclass(frozen=True, slots=True)
class _PersonRow(TextRow):
    person: ImportedPerson | None = None


class ImportScreen(DryRunScreen):
    """The import of a bundle or a NIR report."""

    def __init__(self, path: str, law: Law | None) -> None:
        super().__init__()
        self._path, self._law = path, law

    @property
    def title_text(self) -> str:
        """The title with the name of the file."""
        return _("Hent inn {file}").format(file=Path(self._path).name)

    @property
    def done_text(self) -> str:
        """The message for the screen below."""
        return _("{file} er hentet inn").format(file=Path(self._path).name)

    def work(
        self, dry_run: bool, progress: OnProgress, shall_stop: Callable[[], bool]
    ) -> ImportReport:
        """Import the file, or do a dry run."""
        return import_paths(
            self.session.register,
            self.actor,
            [self._path],
            self._law,
            dry_run,
            progress,
            shall_stop,
        )

    def changes(self, result: ImportReport) -> bool:
        """Return whether anything would change."""
        return result.changes

    def summary(self, result: ImportReport, dry_run: bool) -> str:
        """Return whether the import would change, or has changed, anything."""
        if not result.changes:
            return _("Ingenting å endre: alt er her fra før")
        return _("Dette vil skje. ctrl+s utfører.") if dry_run else _("Utført")

    def rows(self, result: ImportReport) -> Iterator[TextRow]:
        """Yield the changes, one line for each kind of record, then the notices."""
        yield Heading(_("Endringer"))
        yield from (TextRow(f"  {line}") for line in summary(result))
        persons = self.result.persons
        if persons:
            yield Heading(_("Personer"))
        for person in persons:
            done = person_summary(person, result.dry_run)
            text = f"  {format_duf(person.duf)} {person.name}: {done}"
            yield _PersonRow(text, person=person)
        if result.notices:
            yield Heading(_("Merknader"))
        yield from (TextRow(f"  {render(notice)}") for notice in result.notices)

    def result_rows(self, result: ImportReport) -> list[TextRow]:
        """Return the same rows, saying what was done; the persons are those of the dry run."""
        return list(self.rows(result))

    def error_rows(self, error: RegisterError) -> Iterator[TextRow]:
        """Yield all errors in the files."""
        if isinstance(error, ImportRefused):
            yield Heading(_("Feil i filene: {count}").format(count=error.count))
            yield from (TextRow(f"  {render(message)}") for message in error.messages)

    def person_on(self, row: TextRow | None) -> str | None:
        """Return the DUF number on a row; None for a person who is not in the register yet."""
        person = row.person if isinstance(row, _PersonRow) else None
        return person.duf if person and (self.is_done or not person.is_new) else None

    def why_nobody(self, row: TextRow | None) -> str:
        """Return why there is no person to open."""
        if isinstance(row, _PersonRow):
            return _("Personen er ikke i registeret før endringene er utført")
        return super().why_nobody(row)

    def about(self, row: TextRow | None) -> str:
        """Return a long row in full."""
        return row.text.strip() if row and len(row.text) > self.app.size.width - 4 else ""
