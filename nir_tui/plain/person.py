"""One person: what is wrong, everything registered, and the menu of what can be done."""

from collections.abc import Callable
from dataclasses import replace

from models.cases.case import Case
from models.cases.lookup import look_up, read_case
from models.errors import RegisterError
from models.lists.set_asides import own_set_asides, set_asides
from nir_tui.forms.availability import (
    why_no_goal,
    why_not_deleted,
    why_not_edited,
    why_not_registered,
)
from nir_tui.forms.confirmations import Confirmation, deletion_of_termination
from nir_tui.lists.after_save import saved_message_with_next_step
from nir_tui.lists.row_texts import set_aside_text
from nir_tui.lists.walk import Walk, no_walk
from nir_tui.plain.case_items import ask_for_item, choose_items, say_details, say_items
from nir_tui.plain.dialogue import Dialogue, Doing
from nir_tui.plain.menu import Item, choose_and_do
from nir_tui.plain.programme import ask_goal
from nir_tui.plain.saving import confirm_and_save
from nir_tui.plain.set_aside import toggle_set_aside_in_words
from nir_tui.plain.termination import ask_termination
from nir_tui.plain.undoing import ask_last_undo
from nir_tui.presentation.case_hints import hints
from nir_tui.presentation.case_lines import person_pairs
from nir_tui.presentation.i18n import _
from nir_tui.session.case_permissions import case_action_refusal
from nir_tui.session.key_permissions import why_not_allowed
from nir_tui.session.session import Session
from rules.duf_number import format_duf, has_valid_check
from rules.engine import needs_correction


class PersonDialogue:
    """A person that was looked up; `walk`: the list it was opened from, None outside any."""

    def __init__(
        self, dialogue: Dialogue, session: Session, case: Case, walk: Walk | None = None
    ) -> None:
        self._dialogue, self._session, self._walk = dialogue, session, walk
        self._case = case

    def run(self) -> None:
        """Say all about the person, and do what is chosen until the person is left."""
        self._say_person()
        while choose_and_do(self._dialogue, self._session, self._case.person.name, self._items()):
            pass

    def _say_person(self) -> None:
        session, case = self._session, self._case
        as_of, reference = session.actor.as_of, session.register.reference
        session.visit(case.person.duf, case.person.name)
        if self._walk:
            text = _("Person {number} av {length}; {corrected} rettet i dag")
            walk, corrected = self._walk, session.corrected_today
            self._dialogue.say(
                text.format(number=walk.number, length=walk.length, corrected=corrected)
            )
        self._dialogue.pairs(person_pairs(case, as_of, reference))
        if not has_valid_check(case.person.duf):
            duf = format_duf(case.person.duf)
            self._dialogue.say(_("Merk: kontrollsifrene i {duf} stemmer ikke").format(duf=duf))
        self._dialogue.say(*(_("Å gjøre: {text}").format(text=text) for text in hints(case, as_of)))
        if needs_correction(case.facts):
            asides = set_asides(session.register, as_of, [case.person.duf])
            self._dialogue.say(*map(set_aside_text, asides))
        say_items(self._dialogue, case)

    # What can be done

    def _items(self) -> list[Item]:
        facts, as_of = self._case.facts, self._session.actor.as_of
        walk = None if self._walk else no_walk()
        repeat = None
        if self._session.last_registration is None:
            repeat = _("Ingen avslutning er registrert i denne økten")
        unregistered = why_not_registered(self._case, as_of)
        edit, delete = why_not_edited(facts), why_not_deleted(facts)
        return [
            self._item("l", "person.add", _("Legg til avslutning"), self._add, unregistered),
            self._item("r", "person.edit", _("Rediger avslutning"), self._edit, edit),
            self._item("s", "person.delete", _("Slett avslutning"), self._delete, delete),
            self._item(
                ".", "person.repeat", _("Gjenta forrige"), self._repeat, repeat or unregistered
            ),
            self._item("g", "person.goal", _("Sluttmål"), self._goal, why_no_goal(facts)),
            Item("v", _("Vedtak: legg til, rediger, opphev"), self._decisions),
            Item("t", _("Tiltak: legg til, rediger, slett"), self._measures),
            Item("w", _("Hvorfor: regelmotorens forklaring"), self._why),
            Item("", _("Detaljer om avslutning, vedtak eller tiltak"), self._details),
            Item("h", _("All historikk"), self._history),
            self._item("u", "person.undo", _("Angre siste endring"), self._undo, None),
            self._item("z", "person.set-aside", _("Sett til side"), self._aside, None),
            Item("n", _("Neste person"), self._next, walk),
            Item("p", _("Forrige person"), self._previous, walk),
            Item("N", _("Neste som må rettes"), self._next_to_correct, walk),
            Item("", _("Les personen igjen"), self._say_again),
        ]

    def _item(self, key: str, action: str, label: str, run: Doing, refusal: str | None) -> Item:
        session, access = self._session, self._session.register.access
        of_termination = action in ("person.edit", "person.delete")
        refused = why_not_allowed(access, session.over_ssh, action)
        refused = refused or case_action_refusal(session, self._case, action, of_termination)
        return Item(key, label, run, refused or refusal)

    # Changes

    def _take(self, saved: str | None) -> None:
        """Read the case again after a change, and say what was saved and what is still wrong."""
        if self._walk:
            self._walk.recount()
        self._case = read_case(self._session.register, self._case.person.duf)
        if saved:
            as_of = self._session.actor.as_of
            text = saved_message_with_next_step(saved, self._case, self._walk, as_of)
            self._dialogue.say(text)

    def _changing(self, ask: Callable[[], str | None]) -> None:
        """Ask on the case as it now is, and show what was stored, also after a refusal."""
        try:
            saved = ask()
        except RegisterError:
            # What was refused may have been so because another user changed the case.
            self._take(None)
            raise
        self._take(saved)

    def _add(self) -> None:
        self._changing(lambda: ask_termination(self._dialogue, self._session, self._case))

    def _edit(self) -> None:
        active = self._case.facts.active
        self._changing(lambda: ask_termination(self._dialogue, self._session, self._case, active))

    def _repeat(self) -> None:
        last = self._session.last_registration
        same = replace(last, day=None) if last else None
        self._changing(
            lambda: ask_termination(self._dialogue, self._session, self._case, repeated=same)
        )

    def _delete(self) -> None:
        self._confirm(deletion_of_termination(self._case))

    def _confirm(self, asked: Confirmation) -> None:
        self._changing(lambda: confirm_and_save(self._dialogue, self._session, asked))

    def _goal(self) -> None:
        self._changing(lambda: ask_goal(self._dialogue, self._session, self._case))

    def _undo(self) -> None:
        # The change may have been of another person than this one.
        done = ask_last_undo(self._dialogue, self._session)
        self._take(None)
        self._dialogue.say(done or "")

    def _aside(self) -> None:
        person = self._case.person
        self._changing(lambda: toggle_set_aside_in_words(self._dialogue, self._session, person.duf))

    def _decisions(self) -> None:
        choose_items(self._dialogue, self._session, self._current, self._changing, "decisions")

    def _measures(self) -> None:
        choose_items(self._dialogue, self._session, self._current, self._changing, "measures")

    def _current(self) -> Case:
        return self._case

    # Looking closer

    def _why(self) -> None:
        from models.engine.run import explain
        from nir_tui.presentation.explanation import explanation_text

        session = self._session
        found = explain(session.register, session.actor, self._case.person.duf)
        self._dialogue.say(*explanation_text(*found).splitlines())

    def _details(self) -> None:
        case = self._case
        item = ask_for_item(
            self._dialogue, case, [*case.terminations, *case.decisions, *case.measures]
        )
        say_details(self._dialogue, self._session, case, item)

    def _history(self) -> None:
        say_items(self._dialogue, self._case, history=True)

    def _say_again(self) -> None:
        self._take(None)
        self._say_person()

    # The walk

    def _next(self) -> None:
        self._go(lambda walk: walk.step(1), _("Det var den siste i lista."))

    def _previous(self) -> None:
        self._go(lambda walk: walk.step(-1), _("Dette er den første i lista"))

    def _next_to_correct(self) -> None:
        session = self._session
        passed = own_set_asides(session.register, session.actor)
        self._go(
            lambda walk: walk.step_to_correct(passed),
            _("Ingen lenger ned i lista må rettes."),
        )

    def _go(self, step: Callable[[Walk], bool], at_the_end: str) -> None:
        walk, session = self._walk, self._session
        if walk is None:
            return
        with walk.restore_on_error():
            if not step(walk):
                left = _("{count} må fortsatt rettes.").format(count=walk.left)
                self._dialogue.say(at_the_end, left)
                return
            self._case = look_up(session.register, session.actor, walk.current)
        self._say_person()


def open_person(dialogue: Dialogue, session: Session, duf: str, walk: Walk | None = None) -> None:
    """Look a person up, which is journalled, and open the dialogue. Raises RegisterError."""
    case = look_up(session.register, session.actor, duf)
    PersonDialogue(dialogue, session, case, walk).run()
