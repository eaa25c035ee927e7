"""What a registration for several persons would do for each; `ctrl+s` carries it out.

Each person is registered in a transaction of their own: a run that is stopped keeps what is done.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from models.changes.same_for_several import (
    PersonOutcome,
    Result,
    SameTermination,
    preview_for,
    register_previewed,
)
from nir_tui.actions import Action, Scope, bindings
from nir_tui.presentation.i18n import _, marked, render
from nir_tui.presentation.safe_text import fit
from nir_tui.screens.common.dry_run import DryRunScreen, OnProgress
from nir_tui.widgets.row_list import RowList, TextRow
from rules.duf_number import format_duf
from rules.message import norwegian_date, norwegian_hours
from rules.reasons import REASONS
from rules.termination_checks import RUNS_PAST_WARNING

_ANSWERS = {
    Result.ADDED: marked("ja"),
    Result.WARNED: marked("varsel"),
    Result.REFUSED: marked("nei"),
}
_DONE = {
    Result.ADDED: marked("lagret"),
    Result.WARNED: marked("ikke"),
    Result.REFUSED: marked("ikke"),
}
_ANSWER_WIDTH, _NAME_WIDTH = 7, 22


@dataclass(frozen=True, slots=True)
class OutcomeRow(TextRow):
    """A row with the outcome it shows."""

    outcome: PersonOutcome | None = None


class SeveralPreview(DryRunScreen):
    """A screen whose answer is the outcomes after saving; None where nothing was saved."""

    where = Scope.SEVERAL
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.SEVERAL)]

    def __init__(self, dufs: Sequence[str], same: SameTermination) -> None:
        super().__init__()
        self._dufs, self._same = dufs, same
        self._included: set[str] = set()
        """The persons with a warning that are registered all the same.

        Those with the guide's usual warning alone are so until taken out: nearly all have it.
        """
        self._saved: list[PersonOutcome] = []

    @property
    def title_text(self) -> str:
        """What is registered, and for how many."""
        same = self._same
        day = norwegian_date(same.day) if same.day else _("hver sin foreslåtte dato")
        parts = [_(REASONS[same.reason].label)]
        if same.hours is not None:
            parts.append(_("{hours} timer").format(hours=norwegian_hours(same.hours)))
        parts += [day, _("{count} personer").format(count=len(self._dufs))]
        return " · ".join(parts)

    @property
    def done_text(self) -> str:
        """Return the number saved."""
        return _("{saved} er registrert").format(saved=len(self._saved))

    def work(
        self, dry_run: bool, progress: OnProgress, shall_stop: Callable[[], bool]
    ) -> list[PersonOutcome]:
        """Ask the rules for each person, or register for those chosen; stop between two persons."""
        register, actor = self.session.register, self.session.actor
        outcomes: list[PersonOutcome] = []
        with register.connected():
            wanted: Sequence[str | PersonOutcome] = self._dufs if dry_run else self._chosen
            for done, one in enumerate(wanted, 1):
                if shall_stop():
                    break
                if isinstance(one, str):
                    outcomes.append(preview_for(register, actor, one, self._same, False))
                else:
                    outcomes.append(register_previewed(register, actor, one))
                progress(done, len(wanted))
        if dry_run:
            self._included = {one.duf for one in outcomes if one.messages == (RUNS_PAST_WARNING,)}
        return outcomes

    @property
    def _chosen(self) -> list[PersonOutcome]:
        """The previews to carry out."""
        return [one for one in self.result or () if self._is_chosen(one)]

    def _is_chosen(self, preview: PersonOutcome) -> bool:
        return preview.result is Result.ADDED or preview.duf in self._included

    def changes(self, result: list[PersonOutcome]) -> bool:
        """Return whether anybody would be registered."""
        return bool(self._chosen)

    def summary(self, result: list[PersonOutcome], dry_run: bool) -> str:
        """Return how many are registered, warned of and refused."""
        if not dry_run:
            self._saved = [one for one in result if one.result is Result.ADDED]
            self.session.remember_together(self._saved)
            left = len(self._dufs) - len(self._saved)
            text = _("{saved} er registrert, {left} ikke. u i lista angrer alle.")
            return text.format(saved=len(self._saved), left=left)
        if len(result) < len(self._dufs):
            return _("Stoppet før alle var sett på. Esc går tilbake.")
        counts = {kind: sum(one.result is kind for one in result) for kind in Result}
        text = _(
            "{yes} registreres; {warned} har varsel (mellomrom: ta med eller ikke), {no} kan ikke"
        )
        chosen = len([one for one in result if self._is_chosen(one)])
        return text.format(yes=chosen, warned=counts[Result.WARNED], no=counts[Result.REFUSED])

    def _show(self, result: list[PersonOutcome], dry_run: bool) -> None:
        super()._show(result, dry_run)
        if not dry_run and len(self._saved) == len(self._dufs):
            self.dismiss(self._saved)

    def rows(self, result: list[PersonOutcome]) -> Iterator[TextRow]:
        """Yield one row a person, in the order they were marked."""
        for one in result:
            answer = _("ja !") if one.duf in self._included else _(_ANSWERS[one.result])
            yield _row(one, answer)

    def result_rows(self, result: list[PersonOutcome]) -> list[TextRow]:
        """Return the persons that were not registered first, then the others."""
        done = {one.duf: one for one in result}
        every = [done.get(one.duf, one) for one in self.result]
        every.sort(key=lambda one: one.duf in done and one.result is Result.ADDED)
        # A person with an answer of ja that the run did not reach is not saved.
        return [_row(one, _(_DONE[one.result]) if one.duf in done else _("ikke")) for one in every]

    def about(self, row: TextRow | None) -> str:
        """Return all that the rules say of a person."""
        if not isinstance(row, OutcomeRow) or row.outcome is None:
            return ""
        return "; ".join(map(render, row.outcome.messages))

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return that only a warning can be taken along or not."""
        if action_id != "several.include":
            return super().unavailable_reason(action_id)
        row = self.query_one(RowList).current if self.is_mounted else None
        is_warned = isinstance(row, OutcomeRow) and row.outcome is not None
        if self._done or not is_warned:
            return _("Her er ingenting å ta med")
        assert isinstance(row, OutcomeRow) and row.outcome is not None
        return None if row.outcome.result is Result.WARNED else _("Bare en med varsel kan velges")

    def footer_place(self, action: Action) -> int:
        """Return the place of a key; after the run only the way out."""
        is_way_out = action.id == "several.leave" or action.where is Scope.EVERYWHERE
        return super().footer_place(action) if is_way_out or not self._done else 0

    def do_include(self) -> None:
        """Take a person with a warning along, or not."""
        row = self.query_one(RowList).current
        assert isinstance(row, OutcomeRow) and row.outcome is not None
        self._included ^= {row.outcome.duf}
        self._tell(self.summary(self.result, dry_run=True), list(self.rows(self.result)))
        self.query_one(RowList).action_cursor_down()

    def do_leave(self) -> None:
        """Stop a run; leave with what was saved."""
        if self._is_at_work and not self._saved and self.result is not None:
            self._stop.set()
        else:
            self._stop.set()
            self.dismiss(self._saved if self._done else None)


def _row(outcome: PersonOutcome, answer: str) -> OutcomeRow:
    usual = outcome.messages == (RUNS_PAST_WARNING,)
    said = _("vedtak fortsetter") if usual else "; ".join(map(render, outcome.messages))
    text = (
        f"{fit(answer, _ANSWER_WIDTH)} {format_duf(outcome.duf)} {fit(outcome.name, _NAME_WIDTH)} "
        f"{norwegian_date(outcome.day):<10}  {said}"
    )
    return OutcomeRow(text, outcome=outcome)
