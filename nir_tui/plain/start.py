"""The first menu, and the conversation from its first line to its last."""

from models.list_filter import ListFilter, all_persons, work_list
from models.lists.person_search import find_persons
from models.lists.search_journal import search_filter, write_search
from nir_tui.forms.termination_draft import reason_help
from nir_tui.plain.dialogue import Dialogue, Doing, Ended, Left
from nir_tui.plain.engine import run_engine_in_words
from nir_tui.plain.figures import say_control, say_statistics
from nir_tui.plain.lists import ListDialogue
from nir_tui.plain.menu import Item, choose, do
from nir_tui.plain.person import open_person
from nir_tui.plain.questions import ask_choice, ask_text
from nir_tui.plain.undoing import ask_last_undo
from nir_tui.presentation import field_texts
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, marked
from nir_tui.presentation.label_search import Choice
from nir_tui.session.key_permissions import why_not_allowed
from nir_tui.session.session import Session
from rules.code_lists import Law
from rules.duf_number import format_duf
from rules.message import norwegian_date
from rules.reasons import REASONS

_SEARCHED = FieldText(
    marked("DUF-nummer eller navn"),
    marked("Hele nummeret eller en del, med eller uten mellomrom; eller en del av navnet."),
)
_FOUND = FieldText(marked("Person"), marked("Nummeret foran navnet."))


def converse(dialogue: Dialogue, session: Session) -> None:
    """Greet, and do what is chosen until the user is done, or standard input ends."""
    with dialogue.taking_signals():
        try:
            _greet(dialogue, session)
            _first_menu(dialogue, session)
        except Ended:
            return
        dialogue.say(_("Slutt."))


def _first_menu(dialogue: Dialogue, session: Session) -> None:
    end = Item("", _("Avslutt"), lambda: None)
    while True:
        try:
            item = choose(dialogue, "NIR", [*_items(dialogue, session), end])
        except Left:
            dialogue.say(_("Dette er den første menyen; ctrl-D avslutter."))
            continue
        if item is end:
            return
        do(dialogue, session, item)


def _greet(dialogue: Dialogue, session: Session) -> None:
    actor = session.actor
    place = session.register.reference.name(session.own_municipality or "")
    dialogue.say(
        ", ".join(filter(None, ("NIR", actor.user, place, norwegian_date(actor.as_of)))),
        _("Svar med et nummer, tasten, eller en del av navnet. ? gir hjelp til spørsmålet."),
        _("avbryt eller ctrl-C går ut av et spørsmål; ctrl-D avslutter."),
    )


def _items(dialogue: Dialogue, session: Session) -> list[Item]:
    def opens(wanted: ListFilter) -> Doing:
        return lambda: ListDialogue(dialogue, session, wanted).run()

    access, over_ssh = session.register.access, session.over_ssh
    of_engine = why_not_allowed(access, over_ssh, "everywhere.engine")
    old_law = ListFilter(law=Law.INTRODUKSJONSLOVEN)
    return [
        Item("1", _("Rapporten etter integreringsloven"), opens(ListFilter())),
        Item("2", _("Rapporten etter introduksjonsloven"), opens(old_law)),
        Item("3", _("Personer"), opens(all_persons())),
        Item("M", _("Arbeidsliste: alle som må rettes"), opens(work_list())),
        Item("/", _("Søk etter en person"), lambda: _search(dialogue, session)),
        Item("s", _("Måloppnåelse"), lambda: say_statistics(dialogue, session)),
        Item("", _("Kontroll"), lambda: say_control(dialogue, session)),
        Item("", _("Avslutningskoder"), lambda: _say_code(dialogue)),
        Item("", _("Regelmotor"), lambda: run_engine_in_words(dialogue, session), of_engine),
        Item("u", _("Angre siste endring"), lambda: _undo(dialogue, session)),
    ]


def _search(dialogue: Dialogue, session: Session) -> None:
    """Find persons by a part of the name or number, and open one. Journalled as a search."""
    register, actor = session.register, session.actor
    text = ask_text(dialogue, _SEARCHED)
    if not text:
        return
    write_search(register, actor, search_filter(text))
    found = find_persons(register, text, actor.as_of)
    if not found:
        dialogue.say(_("Ingen treff"))
        return
    people = [Choice(one.duf, f"{format_duf(one.duf)} {one.name}") for one in found]
    duf = people[0].value
    if len(people) > 1:
        dialogue.say(*(f"{number}. {one.label}" for number, one in enumerate(people, 1)))
        duf = ask_choice(dialogue, _FOUND, people)
    open_person(dialogue, session, duf)


def _say_code(dialogue: Dialogue) -> None:
    codes = [Choice(r.code, _(r.label), _(r.short_label)) for r in REASONS.values()]
    dialogue.say(reason_help(ask_choice(dialogue, field_texts.REASON, codes, help_of=reason_help)))


def _undo(dialogue: Dialogue, session: Session) -> None:
    if done := ask_last_undo(dialogue, session):
        dialogue.say(done)
