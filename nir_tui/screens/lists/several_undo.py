"""Undo of what was saved together for several persons: what will stand for each, and a question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.cases.case import Case
from models.changes.apply_change import apply_change
from models.changes.undo import Undo, plan_undo
from models.errors import RegisterError
from nir_tui.actions import Action
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.safe_text import fit
from nir_tui.presentation.undo import undo_consequences
from nir_tui.screens.common.dry_run import DryRunScreen, OnProgress
from nir_tui.session.session import SavedChange
from nir_tui.widgets.row_list import TextRow
from rules.duf_number import format_duf
from rules.message import Message

_NAME_WIDTH = 26


@dataclass(frozen=True, slots=True)
class _Planned:
    """The undo for one person, or why there is none."""

    saved: SavedChange
    case: Case | None = None
    undo: Undo | None = None
    refusal: tuple[Message, ...] = ()


class SeveralUndo(DryRunScreen):
    """A screen whose answer is a message; a person whose case was changed since is left alone."""

    def __init__(self, saved: Sequence[SavedChange]) -> None:
        super().__init__()
        self._saved = saved
        self._undone: list[_Planned] = []

    @property
    def title_text(self) -> str:
        """Return how many changes are taken back."""
        return _("Angre for {count} personer").format(count=len(self._saved))

    @property
    def done_text(self) -> str:
        """Return how many were taken back."""
        undone, every = len(self._undone), len(self._saved)
        return _("Angret for {undone} av {every} personer").format(undone=undone, every=every)

    def work(
        self, dry_run: bool, progress: OnProgress, shall_stop: Callable[[], bool]
    ) -> list[_Planned]:
        """Plan the undo for each person, or carry the plans out; stop between two persons."""
        found: list[_Planned] = []
        with self.session.register.connected():
            for done, saved in enumerate(self._saved, 1):
                if shall_stop():
                    break
                found.append(self._plan(saved) if dry_run else self._carry_out(saved))
                progress(done, len(self._saved))
        return found

    def _plan(self, saved: SavedChange) -> _Planned:
        try:
            case, undo = plan_undo(
                self.session.register, self.session.actor, saved.duf, frozenset({saved.version})
            )
        except RegisterError as refusal:
            return _Planned(saved, refusal=refusal.messages)
        return _Planned(saved, case, undo)

    def _carry_out(self, saved: SavedChange) -> _Planned:
        planned: _Planned = next(one for one in self.result if one.saved == saved)
        if planned.case is None or planned.undo is None:
            return planned
        version = planned.case.person.version
        try:
            after = apply_change(
                *(self.session.register, self.session.actor, saved.duf, planned.undo),
                confirmed=True,
                expected_version=version,
            )
        except RegisterError as refusal:
            return _Planned(saved, planned.case, refusal=refusal.messages)
        self.session.note_correction(saved.duf, planned.case, after)
        return planned

    def changes(self, result: list[_Planned]) -> bool:
        """Return whether anything can be taken back."""
        return any(one.undo for one in result)

    def summary(self, result: list[_Planned], dry_run: bool) -> str:
        """Return how many can be, or were, taken back."""
        able = [one for one in result if one.undo]
        if not dry_run:
            self._undone = able
            self.session.forget([one.saved for one in result])
            return self.done_text
        text = _("{able} av {every} kan angres; en sak som er endret siden, blir stående")
        return text.format(able=len(able), every=len(self._saved))

    def rows(self, result: list[_Planned]) -> Iterator[TextRow]:
        """Yield one row a person: what will stand, or why it cannot be taken back."""
        yield from (TextRow(_row(one, self.session.actor.as_of)) for one in result)

    def result_rows(self, result: list[_Planned]) -> list[TextRow]:
        """Return the persons that were left first."""
        return list(self.rows(sorted(result, key=lambda one: one.undo is not None)))

    def question(self) -> str:
        """Return what is asked, as soon as it is known what will stand."""
        return _("Hver sak får tilbake det som sto før.")

    def _show(self, result: Any, dry_run: bool) -> None:
        super()._show(result, dry_run)
        if dry_run and self.changes(result):
            self.do_save()
        elif not dry_run and len(self._undone) == len(self._saved):
            self.dismiss(self.done_text)

    def footer_place(self, action: Action) -> int:
        """Return the place of a key; there is none to carry out what a question asks."""
        return 0 if action.id == "engine.save" else super().footer_place(action)

    def when_declined(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)


def _row(planned: _Planned, as_of: date) -> str:
    name = planned.saved.name
    if planned.undo and planned.case:
        said = undo_consequences(planned.undo, planned.case, as_of)
    else:
        said = "; ".join(map(render, planned.refusal))
    return f"{format_duf(planned.saved.duf)} {fit(name, _NAME_WIDTH)} {said}"
