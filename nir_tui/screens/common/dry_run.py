"""First what would change, then one key to carry it out; stopping leaves nothing half done."""

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ProgressBar, Static

from models.errors import RegisterError
from models.journal.actor import Actor
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.progress import ProgressMeter
from nir_tui.presentation.safe_text import content
from nir_tui.runtime.background import run_job
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.confirm_bar import ConfirmBar
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.row_list import RowList, TextRow

OnProgress = Callable[[int, int], None]


class DryRunScreen(ModalBase):
    """A trial run on opening, the real one on the key."""

    where = Scope.ENGINE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.ENGINE)]

    def __init__(self) -> None:
        super().__init__()
        self._trial: Any = None
        self._is_at_work = False
        self._done = False
        self._stop = threading.Event()

    @cached_property
    def actor(self) -> Actor:
        """Who tries it, on the day it was tried: what was looked at is what is carried out."""
        return self.session.actor

    # What a trial says of itself

    @property
    def title_text(self) -> str:
        """What is tried."""
        raise NotImplementedError

    def work(self, dry_run: bool, progress: OnProgress, shall_stop: Callable[[], bool]) -> Any:
        """Do it, in a thread; give what it came to. Raises RegisterError."""
        raise NotImplementedError

    def changes(self, result: Any) -> bool:
        """Whether there is anything to carry out."""
        raise NotImplementedError

    def summary(self, result: Any, dry_run: bool) -> str:
        """What it came to, in a line or two."""
        raise NotImplementedError

    def rows(self, result: Any) -> Iterator[TextRow]:
        """What would change, one thing to a line."""
        raise NotImplementedError

    def error_rows(self, error: RegisterError) -> Iterator[TextRow]:
        """What is in the way, where that is more than a line."""
        yield from ()

    def about(self, row: TextRow | None) -> str:
        """More about the row under the cursor."""
        return ""

    def question(self) -> str | None:
        """What has to be confirmed with `j` before it is carried out; None for nothing."""
        return None

    @property
    def done_text(self) -> str:
        """What is said when it was carried out."""
        raise NotImplementedError

    # How it runs

    def compose(self) -> ComposeResult:
        """What it came to, how far it has come, the changes."""
        yield Static(content(self.title_text, "bold"), id="header", markup=False)
        yield Static(content(_("Regner ut hva som endres …")), id="engine-summary", markup=False)
        yield ProgressBar(show_eta=False)
        yield RowList()
        yield Static(id="whole-row", markup=False)
        yield ConfirmBar()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Try it, without writing."""
        self.query_one(RowList).focus()
        self._run(dry_run=True)

    def when_left(self) -> None:
        """Who leaves meanwhile stops it: all that was done is taken back."""
        self._stop.set()

    def _run(self, dry_run: bool) -> None:
        self._stop.clear()
        self._is_at_work = True
        bar = self.query_one(ProgressBar)
        bar.display = True
        bar.update(total=None, progress=0)

        pace, summary = ProgressMeter(), self.query_one("#engine-summary", Static)

        def show_pace(done: int, total: int) -> None:
            bar.update(total=total or None, progress=done)
            summary.update(content(pace.describe(done, total)))

        def progress(done: int, total: int) -> None:
            if pace.is_time(done, total):
                self.app.call_from_thread(show_pace, done, total)

        run_job(
            self,
            lambda: self.work(dry_run, progress, self._stop.is_set),
            lambda result: self._show(result, dry_run),
            self._failed,
        )
        self.show_keys()

    def _failed(self, error: RegisterError) -> None:
        self._is_at_work = False
        rows = list(self.error_rows(error))
        text = "; ".join(map(render, error.messages))
        self._tell(_("Ingenting er endret. Dette må rettes først:") if rows else text, rows)

    def _show(self, result: Any, dry_run: bool) -> None:
        self._is_at_work = False
        rows = None
        if dry_run:
            self._trial = result
            rows = list(self.rows(result))
        else:
            self._done = True
        self._tell(self.summary(result, dry_run), rows)

    def _tell(self, text: str, rows: list[TextRow] | None) -> None:
        self.query_one(ProgressBar).display = False
        self.query_one(KeyFooter).clear_message()
        self.query_one("#engine-summary", Static).update(content(text))
        if rows is not None:
            self.query_one(RowList).show(rows)
        self.show_keys()

    def on_option_list_option_highlighted(self) -> None:
        """More about the row under the cursor."""
        text = self.about(self.query_one(RowList).current)
        self.query_one("#whole-row", Static).update(content(text))

    def unavailable_reason(self, action_id: str) -> str | None:
        """Carried out once, and only where something would change."""
        if action_id != "engine.save":
            return None
        if self._is_at_work:
            return _("Det regnes; Esc stopper")
        if self._done:
            return _("Endringene er utført")
        if self._trial is None or not self.changes(self._trial):
            return _("Det er ingenting å utføre")
        return None

    def do_save(self) -> None:
        """Carry it out, or ask first."""
        question = self.question()
        if question is None:
            self._run(dry_run=False)
            return
        self.query_one(ConfirmBar).ask(
            "engine.save", [question], _("Er du sikker?"), _("Avbryt"), requires_explicit_yes=True
        )

    def on_confirm_bar_answered(self, event: ConfirmBar.Answered) -> None:
        """Ja carries it out."""
        self.query_one(RowList).focus()
        if event.yes:
            self._run(dry_run=False)

    def do_leave(self) -> None:
        """Stop what runs, else leave."""
        if self._is_at_work:
            self._stop.set()
        else:
            self.dismiss(self.done_text if self._done else None)
