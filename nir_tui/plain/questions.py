"""The kinds of questions: a choice, several choices, a date, hours, a text."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from models.errors import Refused
from nir_tui.plain.dialogue import Dialogue
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.label_search import Choice, matching_choices
from nir_tui.presentation.typed_dates import TypedDates
from rules.hours import InvalidHours, parse_hours
from rules.message import norwegian_date, norwegian_hours

AnswerT = TypeVar("AnswerT")

_HELP = "?"
_NOTHING = "-"
"""The answer that empties a value which an empty answer would keep."""
_FEW = 9
"""So many choices are read before the question; of more only how to find one is said."""


def ask_choice(
    dialogue: Dialogue,
    text: FieldText,
    choices: Sequence[Choice],
    current: str | None = None,
    help_of: Callable[[str], str] | None = None,
) -> str:
    """Return the value chosen; an empty answer keeps `current`. `help_of`: help for a value."""
    while True:
        found = ask_optional_choice(dialogue, text, choices, current, "", help_of)
        if found is not None:
            return found


def ask_optional_choice(
    dialogue: Dialogue,
    text: FieldText,
    choices: Sequence[Choice],
    current: str | None,
    empty: str,
    help_of: Callable[[str], str] | None = None,
) -> str | None:
    """Return the value chosen, None for none, which `-` answers; `empty`: what none means."""
    if len(choices) <= _FEW:
        _say_choices(dialogue, choices)
    kept = next((choice.label for choice in choices if choice.value == current), empty)
    while True:
        answer = dialogue.ask(_prompt(text.label, kept, _ways(choices, bool(help_of))))
        if answer == _HELP:
            dialogue.say(text.help)
            _say_choices(dialogue, choices)
        elif answer.startswith(_HELP) and help_of:
            if found := take_one(dialogue, answer[1:].strip(), choices):
                dialogue.say(help_of(found.value))
        elif answer == "" and kept:
            return current
        elif answer == _NOTHING and empty:
            return None
        elif answer and (found := take_one(dialogue, answer, choices)):
            dialogue.say(f"{text.label}: {found.label}")
            return found.value


def ask_several(
    dialogue: Dialogue, text: FieldText, choices: Sequence[Choice], current: Sequence[str]
) -> tuple[str, ...]:
    """Return the values chosen, in the order of the choices; `-` chooses none, which means all."""
    if len(choices) <= _FEW:
        _say_choices(dialogue, choices)
    labels = [choice.label for choice in choices if choice.value in current]
    kept = ", ".join(labels) or _("alle")
    ways = _("flere med komma mellom; - er alle; ? er hjelp")
    while True:
        answer = dialogue.ask(_prompt(text.label, kept, ways))
        if answer == _HELP:
            dialogue.say(text.help)
            _say_choices(dialogue, choices)
        elif answer == "":
            return tuple(current)
        elif answer == _NOTHING:
            return ()
        else:
            parts = [part.strip() for part in answer.split(",") if part.strip()]
            taken = [take_one(dialogue, part, choices) for part in parts]
            values = {one.value for one in taken if one}
            if all(taken) and values:
                return tuple(choice.value for choice in choices if choice.value in values)


def take_one(dialogue: Dialogue, answer: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the choice with a number, a label or a part of one; else say what fits, and None."""
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1]
    found = matching_choices(answer, choices)
    whole = [i for i in found if choices[i].label.casefold() == answer.casefold()]
    if len(whole or found) == 1:
        return choices[(whole or found)[0]]
    if not found:
        dialogue.say(_("Ingenting passer med «{text}»").format(text=answer))
    else:
        dialogue.say(_("Flere passer; skriv nummeret:"))
        dialogue.say(*(f"{i + 1}. {choices[i].label}" for i in found))
    return None


def ask_date(dialogue: Dialogue, text: FieldText, dates: TypedDates, hint: str = "") -> date | None:
    """Return the date typed; an empty answer keeps the proposed one, `-` leaves it empty."""
    shown = norwegian_date(dates.proposed)
    return _ask(dialogue, text, dates.parse, dates.proposed, shown, hint)


def ask_hours(
    dialogue: Dialogue, text: FieldText, current: Decimal | None, hint: str
) -> Decimal | None:
    """Return hours of work per week; an empty answer keeps those there are."""
    return _ask(dialogue, text, _hours, current, norwegian_hours(current), hint)


def ask_text(dialogue: Dialogue, text: FieldText, current: str = "") -> str:
    """Return a text; an empty answer keeps the one there is, `-` empties it."""
    return _ask(dialogue, text, str, current, current, "") or ""


def ask_number(dialogue: Dialogue, text: FieldText, current: int | None) -> int | None:
    """Return a whole number of at most four digits, or None for none."""
    shown = "" if current is None else str(current)
    while True:
        found = _ask(dialogue, text, str, shown, shown, "") or ""
        if not found:
            return None
        if found.isascii() and found.isdigit() and len(found) <= 4:
            return int(found)
        dialogue.say(text.help)


def ask_yes(dialogue: Dialogue, text: FieldText) -> bool:
    """Return whether the answer to a question with a label is yes."""
    return dialogue.confirms(f"{text.label}?")


def _hours(text: str) -> Decimal | None:
    try:
        return parse_hours(text)
    except InvalidHours as wrong:
        raise _Unreadable(render(wrong.message)) from wrong


class _Unreadable(Exception):
    pass


def _ask(
    dialogue: Dialogue,
    text: FieldText,
    parse: Callable[[str], AnswerT | None],
    current: AnswerT | None,
    shown: str,
    hint: str,
) -> AnswerT | None:
    while True:
        answer = dialogue.ask(_prompt(text.label, shown, hint))
        if answer == _HELP:
            dialogue.say(text.help)
            continue
        if answer in ("", _NOTHING):
            return None if answer else current
        try:
            return parse(answer)
        except Refused as refusal:
            dialogue.say(*map(render, refusal.messages))
        except _Unreadable as wrong:
            dialogue.say(str(wrong))


def _prompt(label: str, kept: str, hint: str) -> str:
    keeps = _("Enter beholder {value}").format(value=kept) if kept else ""
    notes = "; ".join(filter(None, (hint, keeps)))
    return f"{label} ({notes})" if notes else label


def _ways(choices: Sequence[Choice], has_help: bool) -> str:
    if has_help:
        return _("nummer eller en del av navnet; ? er alle, ? og et navn er veiledningen")
    return "" if len(choices) <= _FEW else _("nummer eller en del av navnet; ? er alle")


def _say_choices(dialogue: Dialogue, choices: Sequence[Choice]) -> None:
    dialogue.say(*(f"{number}. {choice.label}" for number, choice in enumerate(choices, 1)))
