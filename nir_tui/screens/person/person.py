"""The person: what is wrong and how to correct it, the case's lists, and the walk."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from models.cases.case import Case
from models.cases.lookup import look_up, read_case
from models.list_filter import work_list
from models.lists.counts import count_list
from models.lists.set_asides import SetAside, own_set_asides, set_asides
from nir_tui.actions import Scope, bindings
from nir_tui.forms.availability import (
    why_no_certificate,
    why_no_goal,
    why_not_deleted,
    why_not_edited,
)
from nir_tui.lists.after_save import saved_message_with_next_step
from nir_tui.lists.walk import Walk, no_walk
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.person.beside_list import BesideList, ListInSight
from nir_tui.screens.person.header import header_lines, hint
from nir_tui.screens.person.rows import CaseItemLine, person_rows
from nir_tui.session.case_permissions import case_action_refusal
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.row_list import RowList
from nir_tui.widgets.text_line import TextLine
from rules.engine import needs_correction
from rules.facts import Decision, Measure, Termination


class PersonScreen(BesideList):
    """One case under a fixed header, its three lists on one scrolling page."""

    where = Scope.PERSON
    palette_rank = 7.5
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PERSON)]

    def __init__(
        self, case: Case, walk: Walk | None = None, list_in_sight: ListInSight | None = None
    ) -> None:
        """`case` was read, and the reading journalled, before this screen is opened.

        `list_in_sight`: the list below, for a screen that is wide enough for both.
        """
        super().__init__()
        self.list_in_sight = list_in_sight
        self.case = case
        self._walk = walk
        self._history = False

    @property
    def _duf(self) -> str:
        return self.case.person.duf

    def compose(self) -> ComposeResult:
        """Header, hint, lists, keys."""
        yield TextLine(id="header")
        yield TextLine(id="hint")
        yield RowList()
        yield TextLine(id="side")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the person."""
        self.session.visit(self._duf, self.case.person.name)
        self._show()
        self.query_one(RowList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        if self.is_mounted:
            self._show()

    def refresh_case(self) -> None:
        """Read the case again and show it; the cursor stays where it was."""
        self._take(read_case(self.session.register, self._duf))

    def _take(self, case: Case) -> None:
        if self._walk:
            self._walk.recount()
        self.case = case
        self._moment, self._moments = 0, ()
        self.session.visit(self._duf, case.person.name)
        self._show()
        self.show_keys()
        if self.list_in_sight:
            self.list_in_sight.follow_walk()

    def _show(self) -> None:
        reference, width = self.session.register.reference, self.text_width
        as_of = self.session.actor.as_of
        self.query_one("#header", TextLine).show(
            header_lines(self.shown_case, as_of, reference, self._progress(), width)
        )
        past = self.past_text
        now = hint(self.case, as_of, self._set_asides())
        self.query_one("#hint", TextLine).show(content(past, "bold") if past else now)
        rows = person_rows(self.shown_case, self._history, reference, width, self._history_key())
        self.query_one(RowList).show(rows, width)
        self.show_side()

    def _set_asides(self) -> list[SetAside]:
        if not needs_correction(self.case.facts):
            return []
        session = self.session
        return set_asides(session.register, session.actor.as_of, [self._duf])

    def _history_key(self) -> str:
        return _("h Skjul historikk") if self._history else _("h Vis all historikk")

    def _progress(self) -> str:
        if self._walk is None:
            return ""
        text = _("{number} av {length} · {corrected} rettet")
        done = self.session.corrected_today
        return text.format(number=self._walk.number, length=self._walk.length, corrected=done)

    # What can be done

    def unavailable_reason(self, action_id: str) -> str | None:
        """Why a key is dimmed, in the rules' own words."""
        facts = self.case.facts
        of_termination = action_id in ("person.edit", "person.delete")
        if in_the_past := self.why_not_in_the_past(action_id):
            return in_the_past
        not_theirs = case_action_refusal(self.session, self.case, action_id, of_termination)
        if not_theirs:
            return not_theirs
        match action_id:
            case "person.next" | "person.previous" | "person.next-to-correct":
                return None if self._walk else no_walk()
            case "person.repeat":
                return self.why_not_repeated()
            case "person.to-list":
                return self.why_not_to_list()
            case "person.add":
                return self.why_not_registered()
            case "person.edit":
                return why_not_edited(facts)
            case "person.certificate":
                return why_no_certificate(facts)
            case "person.goal":
                return why_no_goal(facts)
            case "person.delete":
                return why_not_deleted(facts)
        return None

    # Changing the case

    def do_add(self) -> None:
        """Register a termination."""
        from nir_tui.screens.person.termination_form import TerminationForm

        self.app.push_screen(TerminationForm(self.case), self.take_saved)

    def do_edit(self) -> None:
        """Edit the termination."""
        from nir_tui.screens.person.termination_form import TerminationForm

        self.app.push_screen(TerminationForm(self.case, self.case.facts.active), self.take_saved)

    def do_delete(self) -> None:
        """Delete the termination, once confirmed."""
        from nir_tui.forms.confirmations import deletion_of_termination
        from nir_tui.screens.person.confirm_change import ConfirmChange

        asked = deletion_of_termination(self.case)
        self.app.push_screen(ConfirmChange(asked), self.take_saved)

    def do_goal(self) -> None:
        """Register or change the end goal."""
        from nir_tui.screens.person.goal_form import GoalForm

        self.app.push_screen(GoalForm(self.case), self.take_saved)

    def do_decisions(self) -> None:
        """The decisions."""
        from nir_tui.screens.person.decision_and_measure_lists import DecisionsScreen

        case = read_case(self.session.register, self._duf)
        self.app.push_screen(DecisionsScreen(case, self._walk), self._go_on)

    def do_measures(self) -> None:
        """The measures."""
        from nir_tui.screens.person.decision_and_measure_lists import MeasuresScreen

        case = read_case(self.session.register, self._duf)
        self.app.push_screen(MeasuresScreen(case, self._walk), self._go_on)

    def take_saved(self, saved: str | None) -> None:
        """Show what was stored, and say that it was."""
        if self.try_read(self.refresh_case) and saved:
            as_of = self.session.actor.as_of
            self.show_saved(saved_message_with_next_step(saved, self.case, self._walk, as_of))

    def _go_on(self, onward: str | None) -> None:
        """Show the case after one of its lists was open; take the walk's step chosen there."""
        if self.try_read(self.refresh_case) and onward:
            {
                "next": self.do_next,
                "previous": self.do_previous,
                "next-to-correct": self.do_next_to_correct,
            }[onward]()

    # Looking closer

    def do_why(self) -> None:
        """The engine's reasoning."""
        from models.engine.run import explain
        from nir_tui.screens.person.explanation import ExplanationScreen

        session = self.session
        self.app.push_screen(
            ExplanationScreen(*explain(session.register, session.actor, self._duf))
        )

    def do_time_line(self) -> None:
        """The case as a time line."""
        from nir_tui.screens.person.time_line import TimeLineScreen

        self.app.push_screen(TimeLineScreen(self.shown_case))

    def do_certificate(self) -> None:
        """The draft of a certificate."""
        from models.cases.lookup import look_up_for_certificate
        from nir_tui.screens.person.certificate import CertificateScreen

        session = self.session
        case = look_up_for_certificate(session.register, session.actor, self._duf)
        self.app.push_screen(CertificateScreen(case))

    def do_journal(self) -> None:
        """Who saw and changed this case."""
        from nir_tui.screens.administration.journal import JournalScreen

        self.app.push_screen(JournalScreen(self._duf))

    def do_history(self) -> None:
        """All history, or only what is active."""
        self._history = not self._history
        self._show()

    def do_details(self) -> None:
        """Details of the row under the cursor."""
        from nir_tui.screens.person.details import DetailsScreen

        row = self.query_one(RowList).current
        if isinstance(row, CaseItemLine) and isinstance(row.item, Termination | Decision | Measure):
            self.app.push_screen(DetailsScreen(self.shown_case, row.item), self.take_saved)

    def do_copy(self) -> None:
        """Copy the DUF number."""
        self.copy_duf(self._duf)

    # The walk

    def do_next(self) -> None:
        """The next person of the walk."""
        self._walk_on(lambda walk: walk.step(1), self._at_the_end)

    def do_previous(self) -> None:
        """The previous person of the walk."""
        self._walk_on(lambda walk: walk.step(-1), lambda _walk: _("Dette er den første i lista"))

    def do_next_to_correct(self) -> None:
        """Go to the next person that still needs correction."""
        self._walk_on(
            lambda walk: walk.step_to_correct(self._set_aside_by_user()), self._no_more_to_correct
        )

    def _set_aside_by_user(self) -> set[str]:
        return own_set_asides(self.session.register, self.session.actor)

    def _at_the_end(self, walk: Walk) -> str:
        if walk.left:
            text = _("Siste i lista; {count} må fortsatt rettes. Esc går tilbake til lista.")
            return text.format(count=walk.left)
        return _("Det var den siste i lista.") + self._done_and_left(walk)

    def _no_more_to_correct(self, walk: Walk) -> str:
        if not walk.left:
            return _("Ingen flere i lista må rettes.") + self._done_and_left(walk)
        aside = len(walk.left_among(self._set_aside_by_user()))
        if aside:
            text = _("Ingen flere å rette nå: {aside} er satt til side, {count} står igjen i alt")
            return text.format(aside=aside, count=walk.left)
        text = _("Ingen lenger ned i lista må rettes; {count} står igjen (p går tilbake)")
        return text.format(count=walk.left)

    def _done_and_left(self, walk: Walk) -> str:
        """Return what was corrected today, and what is left in the work list of one's own."""
        session = self.session
        left = count_list(
            session.register, work_list(session.own_municipality), session.actor.as_of
        ).matching
        done = session.corrected_today
        said = _(" {done} rettet i dag").format(done=done) if done else ""
        if not left:
            return said + (_("; ingen står igjen.") if done else "")
        [key, *_rest] = self.keys_by_id("report.work-list") or ("",)
        more = _("{left} står igjen i arbeidslista ({key} i lista).").format(left=left, key=key)
        return f"{said}; {more}" if done else f" {more}"

    def _walk_on(self, step: Callable[[Walk], bool], at_the_end: Callable[[Walk], str]) -> None:
        """Go to another person of the walk; if that case cannot be read, nothing moves."""
        walk, session = self._walk, self.session
        if walk is None:
            return
        with walk.restore_on_error():
            if not step(walk):
                self.show_status(at_the_end(walk))
                return
            case = look_up(session.register, session.actor, walk.current)
            self.query_one(RowList).forget_place()
            self._take(case)

    def show_case(self) -> None:
        """Show the case of the moment, now or past."""
        self._show()
        self.show_keys()

    async def do_leave(self) -> None:
        """Go back to the case as it is, else to the screen the person was opened from."""
        if self.back_to_now():
            return
        await self.app.pop_screen()
        below = self.app.screen
        if isinstance(below, PersonScreen):
            below.try_read(below.refresh_case)
