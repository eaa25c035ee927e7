"""`Regelmotor`: what the engine would add and withdraw, person by person, with its reasons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.engine.run import EngineChange, EngineReport, other_day_warning, run_engine
from nir_tui.presentation.engine_changes import engine_summary
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.safe_text import fit
from nir_tui.screens.common.dry_run import DryRunScreen, OnProgress
from nir_tui.widgets.row_list import Heading, TextRow
from rules.duf_number import format_duf
from rules.message import norwegian_date
from rules.reasons import REASONS


@dataclass(frozen=True, slots=True)
class ChangeRow(TextRow):
    """A row with the change it shows."""

    change: EngineChange | None = None


class EngineScreen(DryRunScreen):
    """A run of the engine over the whole register."""

    @property
    def title_text(self) -> str:
        """The title with the date of the run."""
        return _("Regelmotor per {day}").format(day=norwegian_date(self.actor.as_of))

    @property
    def done_text(self) -> str:
        """The message for the screen below."""
        return _("Regelmotoren er kjørt")

    def work(
        self, dry_run: bool, progress: OnProgress, shall_stop: Callable[[], bool]
    ) -> EngineReport:
        """Run the engine."""
        return run_engine(self.session.register, self.actor, dry_run, progress, shall_stop)

    def question(self) -> str | None:
        """Return a warning if the date is not today: terminations would be registered too early."""
        other_day = other_day_warning(self.actor)
        return render(other_day.text) if other_day else None

    def changes(self, result: EngineReport) -> bool:
        """Return whether the run would add or withdraw anything."""
        return bool(result.changes)

    def summary(self, result: EngineReport, dry_run: bool) -> str:
        """Return how many terminations are added and withdrawn."""
        return engine_summary(result, dry_run)

    def rows(self, result: EngineReport) -> Iterator[TextRow]:
        """Yield the count of each reason, then each person."""
        added = _("Vil bli lagt til") if result.dry_run else _("Lagt til")
        deleted = _("Vil bli slettet") if result.dry_run else _("Slettet")
        for title, counts in ((added, result.added), (deleted, result.withdrawn)):
            if counts:
                yield Heading(title)
            for reason, count in counts.most_common():
                yield TextRow(f"  {count:>7}  {_(REASONS[reason].label)}")
        yield from self._persons(added, deleted)

    def result_rows(self, result: EngineReport) -> list[TextRow]:
        """Return the same rows, saying what was done; the persons are those of the dry run."""
        return list(self.rows(result))

    def _persons(self, added: str, deleted: str) -> Iterator[TextRow]:
        """Yield the persons under what becomes of their terminations."""
        changes: list[EngineChange] = self.result.changes
        name_width = max(10, self.app.size.width - 3 - 49)
        persons = _("Personer: {done}")
        for title, wanted in (
            (persons.format(done=added.lower()), (False, True)),
            (persons.format(done=deleted.lower()), (True, False)),
            (_("Personer: en avslutning erstattet av en annen"), (True, True)),
        ):
            found = [one for one in changes if (bool(one.withdrawn), bool(one.added)) == wanted]
            if found:
                yield Heading(title)
            for change in found:
                yield ChangeRow(_row(change, name_width), change=change)

    def person_on(self, row: TextRow | None) -> str | None:
        """Return the DUF number of the person on a row; None on a count."""
        return row.change.duf if isinstance(row, ChangeRow) and row.change else None

    def about(self, row: TextRow | None) -> str:
        """Return the reason for a person's change."""
        if not isinstance(row, ChangeRow) or row.change is None:
            return ""
        return render(row.change.because)


def _row(change: EngineChange, name_width: int) -> str:
    """Return the person, the reason and the date; both dates if they differ."""
    old, new = change.withdrawn, change.added
    shown = new or old
    assert shown
    day = norwegian_date(shown.date)
    if old and new and old.date != new.date:
        day = f"{norwegian_date(old.date)} -> {day}"
        name_width -= len(day) - 10
    return (
        f"  {format_duf(change.duf)} {fit(change.name, name_width)} "
        f"{fit(_(REASONS[shown.reason].short_label), 18)} {day}"
    )
