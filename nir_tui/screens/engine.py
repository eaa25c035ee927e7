"""`Regelmotor`: first what would change, then one key to carry it out; stopping leaves nothing."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ProgressBar, Static

from models.engine_run import EngineChange, EngineReport, run_engine
from models.errors import RegisterError
from nir_tui.actions import Where, bindings
from nir_tui.jobs import run_job
from nir_tui.labels import REASONS as SHORT_REASONS
from nir_tui.language import _, told
from nir_tui.screens.base import Overlay
from nir_tui.text import content, fit
from nir_tui.widgets.key_line import KeyLine
from nir_tui.widgets.row_list import Heading, Row, RowList
from rules.codes import REASONS
from rules.duf import format_duf
from rules.sentence import norwegian_date


@dataclass(frozen=True, slots=True)
class ChangeRow(Row):
    """A row with the change it shows."""

    change: EngineChange | None = None


class EngineScreen(Overlay):
    """A trial run on opening, the real one on the key."""

    where = Where.ENGINE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.ENGINE)]

    def __init__(self) -> None:
        super().__init__()
        self._trial: EngineReport | None = None
        self._running = False
        self._done = False
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        """What it came to, how far it has come, the changes."""
        day = norwegian_date(self.session.actor.as_of)
        title = _("Regelmotor per {day}").format(day=day)
        yield Static(content(title, "bold"), id="header", markup=False)
        yield Static(content(_("Regner ut hva som endres …")), id="engine-summary", markup=False)
        yield ProgressBar(show_eta=False)
        yield RowList()
        yield Static(id="whole-row", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Try it, without writing."""
        super().on_mount()
        self.query_one(RowList).focus()
        self._run(dry_run=True)

    def _run(self, dry_run: bool) -> None:
        session, stop = self.session, self._stop
        stop.clear()
        self._running = True
        bar = self.query_one(ProgressBar)
        bar.display = True
        bar.update(total=None, progress=0)

        def progress(done: int, total: int) -> None:
            if done % 100 == 0 or done == total:
                self.app.call_from_thread(bar.update, total=total, progress=done)

        run_job(
            self,
            lambda: run_engine(session.register, session.actor, dry_run, progress, stop.is_set),
            self._show,
            self._failed,
        )
        self.show_keys()

    def _failed(self, trouble: RegisterError) -> None:
        self._running = False
        self.query_one(ProgressBar).display = False
        self.query_one("#engine-summary", Static).update(
            content("; ".join(map(told, trouble.sentences)))
        )
        self.show_keys()

    def _show(self, report: EngineReport) -> None:
        self._running = False
        self.query_one(ProgressBar).display = False
        if report.dry_run:
            self._trial = report
            self.query_one(RowList).show(list(_rows(report, self.app.size.width)))
        else:
            self._done = True
        lead = _("Vil endre") if report.dry_run else _("Utført")
        added, withdrawn = sum(report.added.values()), sum(report.withdrawn.values())
        text = _("{lead}: {added} legges til, {withdrawn} trekkes tilbake, {same} står").format(
            lead=lead, added=added, withdrawn=withdrawn, same=report.unchanged
        )
        if report.dry_run and not report.changes:
            text = _("Ingenting å endre: alle {count} saker er som de skal være").format(
                count=report.examined
            )
        self.query_one("#engine-summary", Static).update(content(text))
        self.show_keys()

    def on_option_list_option_highlighted(self) -> None:
        """Why, for the row under the cursor."""
        row = self.query_one(RowList).current
        change = row.change if isinstance(row, ChangeRow) else None
        because = ""
        if change:
            because = told(change.because) if change.because else _("grunnen holder ikke lenger")
        self.query_one("#whole-row", Static).update(content(because))

    def why_not(self, action_id: str) -> str | None:
        """Carried out once, and only where something would change."""
        if action_id != "engine.save":
            return None
        if self._running:
            return _("Regelmotoren regner; Esc stopper den")
        if self._done:
            return _("Endringene er utført")
        if self._trial is None or not self._trial.changes:
            return _("Det er ingenting å utføre")
        return None

    def do_save(self) -> None:
        """Carry it out."""
        self._run(dry_run=False)

    def do_leave(self) -> None:
        """Stop what runs, else leave."""
        if self._running:
            self._stop.set()
        else:
            self.dismiss(_("Regelmotoren er kjørt") if self._done else None)


def _rows(report: EngineReport, width: int) -> Iterator[Row]:
    """How many per reason, then each person with the why."""
    for title, counts in (
        (_("Legges til"), report.added),
        (_("Trekkes tilbake"), report.withdrawn),
    ):
        if counts:
            yield Heading(title)
        for reason, count in counts.most_common():
            yield Row(f"  {count:>7}  {_(REASONS[reason].label)}")
    if report.changes:
        yield Heading(_("Personene"))
    for change in report.changes:
        sign = "+" if change.action == "add" else "-"
        name_width = max(10, width - 3 - 49)
        text = (
            f"{sign} {format_duf(change.duf)} {fit(change.name, name_width)} "
            f"{fit(_(SHORT_REASONS[change.reason]), 18)} {norwegian_date(change.date)}"
        )
        yield ChangeRow(text, change=change)
