"""A menu: what can be done here, by number, by the key of the screens, or by a part of the name."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import NotAllowed, RegisterError
from models.journal.writer import write_refused
from nir_tui.plain.dialogue import Dialogue, Doing, Left
from nir_tui.plain.questions import take_one
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.label_search import Choice
from nir_tui.session.session import Session
from rules.duf_number import InvalidDufNumber

_NAME_IN_JOURNAL = "plain"


@dataclass(frozen=True, slots=True)
class Item:
    """A choice of a menu; `refusal` is why it cannot be done now, said when it is chosen.

    `key` is the key that does it on the screens; "" where it has none.
    """

    key: str
    label: str
    run: Doing
    refusal: str | None = None


def choose_and_do(
    dialogue: Dialogue,
    session: Session,
    where: str,
    items: Sequence[Item],
    rows: Sequence[Item] = (),
) -> bool:
    """Ask what to do, and do it; False where the menu was left. Raises Ended."""
    back = Item("", _("Tilbake"), lambda: None)
    try:
        item = choose(dialogue, where, [*items, back], rows)
    except Left:
        return False
    if item is back:
        return False
    do(dialogue, session, item)
    return True


def do(dialogue: Dialogue, session: Session, item: Item) -> None:
    """Do what was chosen, or say why it cannot be done."""
    if item.refusal:
        dialogue.say(_("Det går ikke: {why}").format(why=item.refusal))
    else:
        attempt(dialogue, session, item.run)


def attempt(dialogue: Dialogue, session: Session, work: Doing) -> None:
    """Do something that may ask questions; say why it fails, and that it was left."""
    try:
        work()
    except Left:
        dialogue.say(_("Avbrutt."))
    except InvalidDufNumber as wrong:
        dialogue.say(render(wrong.message))
    except RegisterError as error:
        say_error(dialogue, session, error)


def say_error(dialogue: Dialogue, session: Session, error: RegisterError) -> None:
    """Say what the register refuses; what is not allowed is journalled too."""
    dialogue.say(*map(render, error.messages))
    if isinstance(error, NotAllowed) and not error.is_journalled:
        try:
            write_refused(session.register, session.actor, _NAME_IN_JOURNAL)
        except RegisterError as worse:
            dialogue.say(*map(render, worse.messages))


def choose(
    dialogue: Dialogue, where: str, items: Sequence[Item], rows: Sequence[Item] = ()
) -> Item:
    """Return the choice made; a key counts before a part of a name. Raises Left, Ended.

    `rows` have been read already, with the numbers from 1; the choices are numbered on from them.
    A menu is read when it is new, and on asking.
    """
    if dialogue.is_news(tuple(item.label for item in items)):
        _say_items(dialogue, items, len(rows))
    every = [*rows, *items]
    choices = [Choice(str(number), item.label) for number, item in enumerate(every)]
    while True:
        answer = dialogue.ask(_("{where}, valg (? leser valgene)").format(where=where))
        by_key = [item for item in items if item.key and item.key == answer]
        if by_key:
            return by_key[0]
        if answer == "?":
            _say_items(dialogue, items, len(rows))
        elif answer and (found := take_one(dialogue, answer, choices)):
            return every[int(found.value)]


def _say_items(dialogue: Dialogue, items: Sequence[Item], before: int) -> None:
    for number, item in enumerate(items, before + 1):
        key = _(", tast {key}").format(key=item.key) if item.key else ""
        stopped = _(" (ikke nå)") if item.refusal else ""
        dialogue.say(f"{number}. {item.label}{key}{stopped}")
