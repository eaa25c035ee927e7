"""The facts to try, from `engine explain --with` and `--without`."""

from dataclasses import replace
from functools import partial

from models.cases.case import Case
from models.errors import Refused
from nir_tui.commands.context import parse_all, parse_each, parse_enum
from nir_tui.presentation.date_parsing import parse_date
from nir_tui.presentation.i18n import _
from rules.code_lists import DecisionKind, EventKind, Goal
from rules.facts import Decision, Event
from rules.findings import Field, error
from rules.message import message
from rules.place import Place
from rules.what_if import Trial

_GOAL = "goal:"
_MOST_PARTS = 4


def read_trial(case: Case, facts: list[str], without: list[int]) -> Trial:
    """Parse facts, `KIND[:FROM[:TO[:DECIDED]]]` or `goal:GOAL`, and numbers of decisions to omit.

    Raises Refused with all that is wrong, NotFound for a number that is no decision of the case.
    """
    for number in without:
        case.decision(number)
    trial = Trial(annulled=frozenset(without))
    for found in parse_each(partial(_read, case), facts):
        if isinstance(found, Goal):
            trial = replace(trial, goal=found)
        elif isinstance(found, Event):
            trial = replace(trial, events=(*trial.events, found))
        else:
            trial = replace(trial, decisions=(*trial.decisions, found))
    return trial


def _read(case: Case, text: str) -> Decision | Event | Goal:
    if text.startswith(_GOAL):
        return parse_enum(Goal, text.removeprefix(_GOAL), _("sluttmål"), Field.GOAL)
    kind, *days = text.split(":")
    if len(days) >= _MOST_PARTS:
        raise _refused(text)
    if kind in set(EventKind):
        return _event(case, EventKind(kind), text, days)
    known = parse_enum(DecisionKind, kind, _("vedtak eller hendelse"), Field.KIND)
    start, end, decided = parse_all(
        *(partial(parse_date, day, Field.DATE) for day in [*days, "", "", ""][:3])
    )
    if not known.has_period:
        if start is None or end or decided:
            raise _refused(text)
        return Decision(known, date=start)
    if start is None and end is None:
        raise _refused(text)
    return Decision(known, decided or start, start, end)


def _event(case: Case, kind: EventKind, text: str, days: list[str]) -> Event:
    day = parse_date(days[0], Field.DATE) if len(days) == 1 else None
    if day is None:
        raise _refused(text)
    if kind is not EventKind.MOVED:
        return Event(kind, day)
    number = case.person.municipality
    left = Place(number, number, number)
    return Event(kind, day, left, Place("", _("en annen kommune"), ""))


def _refused(text: str) -> Refused:
    meant = "KIND[:FROM[:TO[:DECIDED]]], goal:GOAL"
    said = message("«{text}» er ikke en opplysning; ventet {meant}", text=text, meant=meant)
    return Refused([error(Field.CASE, said)])
