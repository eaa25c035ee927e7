"""The terminations, decisions and measures of a case: read out, chosen among, changed."""

from collections.abc import Callable, Sequence

from models.cases.case import Case
from nir_tui.forms.confirmations import annulment_of_decision, deletion_of_measure
from nir_tui.plain.dialogue import Dialogue, Left
from nir_tui.plain.menu import Item, choose_and_do
from nir_tui.plain.programme import ask_decision, ask_measure
from nir_tui.plain.questions import ask_choice
from nir_tui.plain.saving import confirm_and_save
from nir_tui.presentation.case_lines import item_line
from nir_tui.presentation.details import item_details
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, marked
from nir_tui.presentation.label_search import Choice
from nir_tui.session.case_permissions import case_action_refusal
from nir_tui.session.key_permissions import why_not_allowed
from nir_tui.session.session import Session
from rules.facts import Decision, Measure, Termination

CaseThing = Termination | Decision | Measure

_WHICH = FieldText(marked("Hvilken"), marked("Den som skal vises, redigeres eller slettes."))


def say_items(dialogue: Dialogue, case: Case, history: bool = False) -> None:
    """Say each termination, decision and measure on a line; with `history` deleted ones too."""
    shown = [item for item in case.terminations if history or not item.deleted]
    for title, nothing, items in (
        (_("Avslutning"), _("Ingen avslutning"), shown),
        (_("Vedtak"), _("Ingen vedtak"), case.decisions),
        (_("Tiltak"), _("Ingen tiltak"), case.measures),
    ):
        dialogue.say(*(f"{title}. {item_line(item, case)}" for item in items) if items else nothing)


def ask_for_item(dialogue: Dialogue, case: Case, items: Sequence[CaseThing]) -> CaseThing:
    """Return the item chosen. Raises Left where there is none to choose."""
    if not items:
        dialogue.say(_("Det er ingen å velge."))
        raise Left
    lines = [Choice(str(number), item_line(item, case)) for number, item in enumerate(items)]
    dialogue.say(*(f"{number}. {one.label}" for number, one in enumerate(lines, 1)))
    return items[int(ask_choice(dialogue, _WHICH, lines))]


def say_details(dialogue: Dialogue, session: Session, case: Case, item: CaseThing) -> None:
    """Say everything about one item."""
    dialogue.pairs(item_details(item, case, session.actor.as_of, session.register.reference))


def choose_items(
    dialogue: Dialogue,
    session: Session,
    case_now: Callable[[], Case],
    changing: Callable[[Callable[[], str | None]], None],
    what: str,
) -> None:
    """Let decisions or measures be added, edited, annulled or deleted, until the menu is left.

    `case_now` returns the case as it is after each change; `changing` carries a change out.
    """
    of_decisions = what == "decisions"

    def add() -> None:
        ask = ask_decision if of_decisions else ask_measure
        changing(lambda: ask(dialogue, session, case_now()))

    def edit() -> None:
        case = case_now()
        item = ask_for_item(dialogue, case, _listed(case, of_decisions))
        if isinstance(item, Decision):
            changing(lambda: ask_decision(dialogue, session, case, item))
        elif isinstance(item, Measure):
            changing(lambda: ask_measure(dialogue, session, case, item))

    def remove() -> None:
        case = case_now()
        item = ask_for_item(dialogue, case, _listed(case, of_decisions))
        if isinstance(item, Decision):
            asked = annulment_of_decision(case, item)
        else:
            assert isinstance(item, Measure)
            asked = deletion_of_measure(case, item)
        changing(lambda: confirm_and_save(dialogue, session, asked))

    title = _("Vedtak") if of_decisions else _("Tiltak")
    removal = _("Opphev") if of_decisions else _("Slett")
    _say_only(dialogue, case_now(), title, of_decisions)

    def items() -> list[Item]:
        return [
            Item(key, label, run, _refusal(session, case_now(), f"{what}.{action}"))
            for key, action, label, run in (
                ("l", "add", _("Legg til"), add),
                ("r", "edit", _("Rediger"), edit),
                ("s", "delete", removal, remove),
            )
        ]

    while choose_and_do(dialogue, session, title, items()):
        _say_only(dialogue, case_now(), title, of_decisions)


def _say_only(dialogue: Dialogue, case: Case, title: str, of_decisions: bool) -> None:
    """Say the decisions, or the measures, of a case."""
    found = case.decisions if of_decisions else case.measures
    dialogue.say(*(f"{title}. {item_line(item, case)}" for item in found))
    if not found:
        dialogue.say(_("Ingen vedtak") if of_decisions else _("Ingen tiltak"))


def _listed(case: Case, of_decisions: bool) -> list[CaseThing]:
    """Return what can be changed: an annulled decision stays as it is."""
    if of_decisions:
        return [decision for decision in case.decisions if not decision.annulled]
    return [*case.measures]


def _refusal(session: Session, case: Case, action: str) -> str | None:
    refused = why_not_allowed(session.register.access, session.over_ssh, action)
    return refused or case_action_refusal(session, case, action, of_termination=False)
