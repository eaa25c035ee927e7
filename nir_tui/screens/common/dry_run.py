"""Shows first what a run would change; one key then executes it."""

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
    """A screen that does a dry run when opened, and the real run on a key."""

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
        """The actor of the dry run, with its date: the real run must do what was previewed."""
        return self.session.actor

    # What a subclass defines

    @property
    def title_text(self) -> str:
        """The title of the screen."""
        raise NotImplementedError

    def work(self, dry_run: bool, progress: OnProgress, shall_stop: Callable[[], bool]) -> Any:
        """Do the run, in a thread; return its result. Raises RegisterError."""
        raise NotImplementedError

    def changes(self, result: Any) -> bool:
        """Return whether there is anything to execute."""
        raise NotImplementedError

    def summary(self, result: Any, dry_run: bool) -> str:
        """Return the result in a line or two."""
        raise NotImplementedError

    def rows(self, result: Any) -> Iterator[TextRow]:
        """Yield the changes, one a line."""
        raise NotImplementedError

    def error_rows(self, error: RegisterError) -> Iterator[TextRow]:
        """Yield the details of an error that takes more than a line."""
        yield from ()

    def about(self, row: TextRow | None) -> str:
        """Return more about the row under the cursor."""
        return ""

    def person_on(self, row: TextRow | None) -> str | None:
        """Return the DUF number of the person that Enter opens on a row; None for nobody."""
        return None

    def why_nobody(self, row: TextRow | None) -> str:
        """Return why there is no person to open on a row."""
        return _("Ingen person på raden")

    def question(self) -> str | None:
        """Return what must be confirmed with `j` before the run; None for nothing."""
        return None

    @property
    def done_text(self) -> str:
        """The message after the real run."""
        raise NotImplementedError

    def result_rows(self, result: Any) -> list[TextRow] | None:
        """Return the rows after the real run; None to keep those of the dry run."""
        return None

    @property
    def result(self) -> Any:
        """The result of the dry run; None before it is there."""
        return self._trial

    @property
    def is_done(self) -> bool:
        """Whether the real run has been done."""
        return self._done

    # How it runs

    @property
    def _save_id(self) -> str:
        return f"{self.where.name.lower()}.save"

    def compose(self) -> ComposeResult:
        """Yield the result, the progress bar, and the changes."""
        yield Static(content(self.title_text, "bold"), id="header", markup=False)
        yield Static(content(_("Regner ut hva som endres …")), id="engine-summary", markup=False)
        yield ProgressBar(show_eta=False)
        yield RowList()
        yield Static(id="whole-row", markup=False)
        yield ConfirmBar()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Start the dry run."""
        self.query_one(RowList).focus()
        self._run(dry_run=True)

    def when_left(self) -> None:
        """Stop the run: all that it has done is rolled back."""
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
            rows = self.result_rows(result)
        self._tell(self.summary(result, dry_run), rows)

    def _tell(self, text: str, rows: list[TextRow] | None) -> None:
        self.query_one(ProgressBar).display = False
        self.query_one(KeyFooter).clear_message()
        self.query_one("#engine-summary", Static).update(content(text))
        if rows is not None:
            self.query_one(RowList).show(rows)
        self.show_keys()

    def on_option_list_option_highlighted(self) -> None:
        """Show more about the row under the cursor."""
        text = self.about(self.query_one(RowList).current)
        self.query_one("#whole-row", Static).update(content(text))

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return why the run cannot be executed: it runs once, and only if it changes something."""
        if action_id != self._save_id:
            return None
        if self._is_at_work:
            return _("Det regnes; Esc stopper")
        if self._done:
            return _("Endringene er utført")
        if self._trial is None or not self.changes(self._trial):
            return _("Det er ingenting å utføre")
        return None

    async def do_open(self) -> None:
        """Open the person on the row; Esc there leads back to the preview. Raises RegisterError."""
        row = self.query_one(RowList).current
        duf = self.person_on(row)
        if duf is None:
            self.show_status(self.why_nobody(row))
        else:
            await self.nir.open_person(duf)

    def do_save(self) -> None:
        """Execute the run, or ask first."""
        question = self.question()
        if question is None:
            self._run(dry_run=False)
            return
        self.query_one(ConfirmBar).ask(self._save_id, [question], _("Er du sikker?"), _("Avbryt"))

    def on_confirm_bar_answered(self, event: ConfirmBar.Answered) -> None:
        """Execute the run if the answer is Ja."""
        self.query_one(RowList).focus()
        if event.yes:
            self._run(dry_run=False)
        else:
            self.when_declined()

    def when_declined(self) -> None:
        """Do what follows a no."""

    def do_leave(self) -> None:
        """Stop a run in progress, else leave."""
        if self._is_at_work:
            self._stop.set()
        else:
            self.dismiss(self.done_text if self._done else None)
