"""Deleting and annulling: what will stand afterwards is said before it is confirmed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from models.cases.case import Case
from models.changes.programme import annul_decision, delete_measure
from models.changes.terminations import delete_termination
from models.errors import ChangedMeanwhile, RegisterError
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.confirm_bar import ConfirmBar
from nir_tui.widgets.key_line import KeyFooter
from rules.codes import REASONS
from rules.consequences import consequences_of_change, with_decision, with_termination
from rules.duf_number import format_duf
from rules.facts import Decision, Measure
from rules.message import Message, norwegian_date


class _Confirm(ModalBase):
    where = Scope.READING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.READING)]

    title_text: str
    question: str
    lead: str
    done: str

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def compose(self) -> ComposeResult:
        """What, whose, what follows, and the question."""
        person = self.case.person
        title = f"{self.title_text} · {format_duf(person.duf)} {person.name}"
        with Vertical(classes="box"):
            yield Static(content(title, "bold"), markup=False)
            yield Static(content(self.subject()), markup=False)
            yield ConfirmBar()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Ask at once."""
        self._ask()

    def _ask(self) -> None:
        after = [render(message) for message in self.consequences()]
        lines = [self.lead.format(after="; ".join(after))] if after else []
        self.query_one(ConfirmBar).ask("do", lines, self.question, _("Avbryt"))

    @on(ConfirmBar.Answered)
    def _answered(self, answer: ConfirmBar.Answered) -> None:
        if not answer.yes:
            self.dismiss(None)
            return
        try:
            self.carry_out()
        except ChangedMeanwhile as meanwhile:
            self.dismiss(
                _("{what}. Ingenting er slettet.").format(what=render(meanwhile.messages[0]))
            )
            return
        except RegisterError as error:
            self._ask()
            self.show_error(error)
            return
        self.dismiss(self.done)

    def subject(self) -> str:
        """What is about to go."""
        raise NotImplementedError

    def consequences(self) -> Iterable[Message]:
        """What will stand afterwards."""
        raise NotImplementedError

    def carry_out(self) -> None:
        """Do it."""
        raise NotImplementedError


class DeleteTermination(_Confirm):
    """Delete the municipality's termination."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.title_text = _("Slett avslutning")
        self.lead = _("Etter sletting: {after}.")
        self.question = _("Er du sikker på at du vil slette?")
        self.done = _("Avslutningen er slettet")

    def subject(self) -> str:
        """The termination."""
        active = self.case.facts.active
        if active is None:
            return ""
        return f"{_(REASONS[active.reason].label)} {norwegian_date(active.date)}"

    def consequences(self) -> Iterable[Message]:
        """The engine computes anew."""
        facts = self.case.facts
        return consequences_of_change(
            facts, with_termination(facts, None), self.session.actor.as_of
        )

    def carry_out(self) -> None:
        """Delete it."""
        person = self.case.person
        delete_termination(self.session.register, self.session.actor, person.duf, person.version)


class AnnulDecision(_Confirm):
    """Annul a decision."""

    def __init__(self, case: Case, decision: Decision) -> None:
        super().__init__(case)
        self._decision = decision
        self.title_text = _("Opphev vedtak")
        self.lead = _("Etter oppheving: {after}.")
        self.question = _("Er du sikker på at du vil oppheve?")
        self.done = _("Vedtaket er opphevet")

    def subject(self) -> str:
        """The decision."""
        day = norwegian_date(self._decision.effective_start)
        return f"{label(self._decision.kind)} {day}"

    def consequences(self) -> Iterable[Message]:
        """Deadline and engine may change."""
        facts = self.case.facts
        annulled = replace(self._decision, annulled=True)
        after = with_decision(facts, annulled, replaces=self._decision)
        return consequences_of_change(facts, after, self.session.actor.as_of)

    def carry_out(self) -> None:
        """Annul it."""
        assert self._decision.id is not None
        annul_decision(
            self.session.register,
            self.session.actor,
            self.case.person.duf,
            self._decision.id,
            self.case.person.version,
        )


class DeleteMeasure(_Confirm):
    """Delete a measure."""

    def __init__(self, case: Case, measure: Measure) -> None:
        super().__init__(case)
        self._measure = measure
        self.title_text = _("Slett tiltak")
        self.lead = _("Etter sletting: {after}.")
        self.question = _("Er du sikker på at du vil slette?")
        self.done = _("Tiltaket er slettet")

    def subject(self) -> str:
        """The measure."""
        start, end = norwegian_date(self._measure.start), norwegian_date(self._measure.end)
        return f"{label(self._measure.kind)} {start} - {end}"

    def consequences(self) -> Iterable[Message]:
        """A measure moves no deadline."""
        return ()

    def carry_out(self) -> None:
        """Delete it."""
        assert self._measure.id is not None
        delete_measure(
            self.session.register,
            self.session.actor,
            self.case.person.duf,
            self._measure.id,
            self.case.person.version,
        )
