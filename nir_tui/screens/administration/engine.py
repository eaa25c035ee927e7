"""`Regelmotor`: what the engine would add and withdraw, person by person, with its reasons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.engine.run import EngineChange, EngineReport, other_day_warning, run_engine
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
        if dry_run and not result.changes:
            return _("Ingenting å endre: alle saker er som de skal være")
        text = _("Utført: {added} er lagt til, {withdrawn} er trukket tilbake, {same} som før")
        if dry_run:
            text = _("Vil endre: {added} legges til, {withdrawn} trekkes tilbake, {same} som før")
        added, withdrawn = sum(result.added.values()), sum(result.withdrawn.values())
        line = text.format(added=added, withdrawn=withdrawn, same=result.unchanged)
        moved = sum(result.moved.values())
        return line + _("; {moved} bare med ny dato").format(moved=moved) if moved else line

    def rows(self, result: EngineReport) -> Iterator[TextRow]:
        """Yield the count of each reason, then each person."""
        for title, counts in (
            (_("Legges til"), result.added),
            (_("Trekkes tilbake"), result.withdrawn),
        ):
            if counts:
                yield Heading(title)
            for reason, count in counts.most_common():
                yield TextRow(f"  {count:>7}  {_(REASONS[reason].label)}")
        if result.changes:
            yield Heading(_("Personene"))
        name_width = max(10, self.app.size.width - 3 - 49)
        for change in result.changes:
            yield ChangeRow(_row(change, name_width), change=change)

    def about(self, row: TextRow | None) -> str:
        """Return the reason for a person's change."""
        if not isinstance(row, ChangeRow) or row.change is None:
            return ""
        return render(row.change.because)


def _row(change: EngineChange, name_width: int) -> str:
    """Return a row: `+` added, `-` withdrawn, `>` replaced; both dates if they differ."""
    old, new = change.withdrawn, change.added
    shown = new or old
    assert shown
    sign = ">" if old and new else "+" if new else "-"
    day = norwegian_date(shown.date)
    if old and new and old.date != new.date:
        day = f"{norwegian_date(old.date)} -> {day}"
        name_width -= len(day) - 10
    return (
        f"{sign} {format_duf(change.duf)} {fit(change.name, name_width)} "
        f"{fit(_(REASONS[shown.reason].short_label), 18)} {day}"
    )
