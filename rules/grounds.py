"""The grounds on which the rule engine ends a programme, in order of precedence.

Each ground says whether it holds, its date, and why (or why not), with its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules import codes
from rules.code_lists import DecisionKind, EventKind
from rules.deadlines import Deadline
from rules.facts import CaseFacts, Event
from rules.message import Message, cite, message
from rules.place import Place
from rules.sources import of_law

_GUIDE_13 = cite("brukerveiledningen avsnitt 13")
_GUIDE_1_9_13 = cite("brukerveiledningen avsnitt 1, 9 og 13")
_REJECTION = of_law(cite("integreringsloven § 9; brukerveiledningen avsnitt 13"), _GUIDE_13)
_STOP = of_law(cite("integreringsloven § 18; brukerveiledningen avsnitt 13"), _GUIDE_13)
_CATEGORY = of_law(cite("integreringsloven § 9; brukerveiledningen avsnitt 13"), _GUIDE_13)
_START = of_law(cite("integreringsloven § 8; brukerveiledningen avsnitt 13"), _GUIDE_13)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: whether it holds, the day it takes effect, and why."""

    reason: str
    holds: bool
    date: date | None
    because: Message
    source: str


def all_grounds(
    facts: CaseFacts, as_of: date, start: Deadline | None, completion: Deadline | None
) -> tuple[Ground, ...]:
    """Look at every ground, in the order that decides between grounds of the same date (ours)."""
    return (
        *_died(facts, as_of),
        *_emigrated(facts, as_of),
        *_moved(facts, as_of),
        *_rejected(facts, as_of),
        *_permanently_stopped(facts, as_of),
        _not_in_category(facts, as_of),
        _start_deadline_expired(facts, as_of, start),
        _not_registered(as_of, completion),
    )


def _died(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    found = False
    for event in _events(facts, EventKind.DIED):
        found = True
        text = _future(event.date, as_of) or message(
            "Død {date} ifølge Folkeregisteret", date=event.date
        )
        yield Ground(codes.DIED, event.date <= as_of, event.date, text, _GUIDE_13)
    if not found:
        yield _nothing(codes.DIED, message("Ikke meldt død av Folkeregisteret"))


def _emigrated(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    found = False
    for event in _events(facts, EventKind.EMIGRATED):
        found = True
        against = _future(event.date, as_of) or _participates_again(facts, event.date)
        text = against or message("Utvandret {date} ifølge Folkeregisteret", date=event.date)
        yield Ground(codes.EMIGRATED, against is None, event.date, text, _GUIDE_13)
    if not found:
        yield _nothing(codes.EMIGRATED, message("Ikke meldt utvandret av Folkeregisteret"))


def _moved(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    found = False
    for event in _events(facts, EventKind.MOVED):
        found = True
        against = (
            _future(event.date, as_of)
            or _no_real_move(event)
            or _had_not_begun(facts, event.date)
            or _participates_again(facts, event.date)
        )
        text = against or message(
            "Flyttet {date} fra {moved_from} til {moved_to} ifølge Folkeregisteret",
            date=event.date,
            moved_from=event.moved_from.name if event.moved_from else "",
            moved_to=event.moved_to.name if event.moved_to else "",
        )
        yield Ground(codes.MOVED, against is None, event.date, text, _GUIDE_13)
    if not found:
        yield _nothing(codes.MOVED, message("Ikke meldt flyttet av Folkeregisteret"))


def _no_real_move(event: Event) -> Message | None:
    """A move ends the programme only between different municipalities, not different numbers."""
    moved_from, moved_to = event.moved_from, event.moved_to
    if moved_from is None or moved_to is None:
        return message("Flyttet {date}, men det er ukjent hvorfra eller hvorhen", date=event.date)
    if moved_from.number_today == moved_to.number_today:
        return message("Flyttet {date} innen {name}", date=event.date, name=moved_to.name)
    if _is_reform(event.date, moved_from, moved_to):
        return message(
            "Kommunen {old} ble {new} {date}: en reform er ingen flytting",
            old=moved_from.name,
            new=moved_to.name,
            date=event.date,
        )
    return None


def _is_reform(day: date, old: Place, new: Place) -> bool:
    """Whether the old number ended the day before, the new one began, and they have one successor.

    1507 Ålesund to 1580 Haram on 2024-01-01 is one; 3024 Bærum to 3203 Asker that day is a move.
    """
    has_changed = old.ended == day - timedelta(days=1) and new.began == day
    return has_changed and bool(old.became & new.became)


def _had_not_begun(facts: CaseFacts, day: date) -> Message | None:
    """Who had not begun was no participant (ours)."""
    if any(start <= day for start in _participation_starts(facts)):
        return None
    return message("Flyttet {date}, men deltok ikke i programmet da", date=day)


def _participates_again(facts: CaseFacts, day: date) -> Message | None:
    later = [start for start, decided in _participations(facts) if min(start, decided) >= day]
    if not later:
        return None
    return message(
        "Vedtak om deltakelse fra {start}, etter hendelsen {date}", start=min(later), date=day
    )


def _rejected(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    yield from _decided(
        facts,
        as_of,
        DecisionKind.REJECTION,
        codes.REJECTED,
        message("Ikke registrert at personen har avvist program"),
        _REJECTION[facts.law],
    )


def _permanently_stopped(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    yield from _decided(
        facts,
        as_of,
        DecisionKind.PERMANENT_STOP,
        codes.PERMANENT_STOP,
        message("Ikke registrert vedtak om permanent stans"),
        _STOP[facts.law],
    )


def _decided(
    facts: CaseFacts,
    as_of: date,
    kind: DecisionKind,
    reason: str,
    none: Message,
    source: str,
) -> Iterator[Ground]:
    """A stop or a rejection holds until a participation that starts after it, decided since (ours).

    Periods are often decided ahead: one decided before says nothing of it.
    """
    days = sorted(d.decided for d in facts.standing(kind) if d.decided)
    if not days:
        yield _nothing(reason, none, source)
    for day in days:
        later = [s for s, decided in _participations(facts) if s > day and decided >= day]
        against = _future(day, as_of)
        if later and not against:
            against = message(
                "«{kind}» {date}, men vedtak om deltakelse fra {start}",
                kind=kind.label,
                date=day,
                start=min(later),
            )
        text = against or message("Vedtak «{kind}» {date}", kind=kind.label, date=day)
        yield Ground(reason, against is None, day, text, source)


def _not_in_category(facts: CaseFacts, as_of: date) -> Ground:
    """Whoever has started may finish (integreringsloven § 9) (ours)."""
    day, source = facts.category_ended, _CATEGORY[facts.law]
    if day is None:
        return _nothing(codes.NOT_IN_CATEGORY, message("Fortsatt i kategori"), source)
    started = [start for start in _participation_starts(facts) if start <= day]
    against = _future(day, as_of)
    if started and not against:
        against = message(
            "Retten falt bort {date}, men programmet var begynt {start}",
            date=day,
            start=min(started),
        )
    text = against or message("Retten falt bort {date}", date=day)
    return Ground(codes.NOT_IN_CATEGORY, against is None, day, text, source)


def _start_deadline_expired(facts: CaseFacts, as_of: date, deadline: Deadline | None) -> Ground:
    reason, source = codes.START_DEADLINE_EXPIRED, _START[facts.law]
    if deadline is None:
        return _nothing(reason, message("Ingen frist for oppstart"), source)
    lacks_decision = facts.first_participation is None
    if not lacks_decision and not facts.lacks_goal:
        text = message("Det som kreves innen frist for oppstart, er registrert")
        return Ground(reason, False, deadline.day, text, source)
    if as_of <= deadline.day:
        text = message("Frist for oppstart {date} er ikke passert", date=deadline.day)
        return Ground(reason, False, deadline.day, text, source)
    lacking = message("sluttmål")
    if lacks_decision and facts.lacks_goal:
        lacking = message("vedtak om deltakelse og sluttmål")
    elif lacks_decision:
        lacking = message("vedtak om deltakelse")
    text = message(
        "Frist for oppstart {date} er passert, og {lacking} mangler",
        date=deadline.day,
        lacking=lacking,
    )
    return Ground(reason, True, deadline.day, text, source)


def _not_registered(as_of: date, deadline: Deadline | None) -> Ground:
    reason, source = codes.NOT_REGISTERED, _GUIDE_1_9_13
    if deadline is None:
        text = message("Ingen frist for gjennomføring: vedtak om deltakelse eller sluttmål mangler")
        return _nothing(reason, text, source)
    if as_of <= deadline.day:
        text = message("Frist for gjennomføring {date} er ikke passert", date=deadline.day)
        return Ground(reason, False, deadline.day, text, source)
    text = message(
        "Frist for gjennomføring {date} er passert uten registrert avslutning", date=deadline.day
    )
    return Ground(reason, True, deadline.day, text, source)


def _events(facts: CaseFacts, kind: EventKind) -> list[Event]:
    return sorted((e for e in facts.events if e.kind is kind), key=lambda e: e.date)


def _participations(facts: CaseFacts) -> list[tuple[date, date]]:
    """From when, and decided when, of every participation decision in force."""
    found = facts.standing(DecisionKind.PARTICIPATION)
    return [(d.starts, d.decided) for d in found if d.starts and d.decided]


def _participation_starts(facts: CaseFacts) -> list[date]:
    """From dates of all participation decisions that stand; later than today counts too."""
    return [d.starts for d in facts.standing(DecisionKind.PARTICIPATION) if d.starts]


def _future(day: date, as_of: date) -> Message | None:
    """A ground dated after the day that rules call today does not hold."""
    return message("{date} er etter {as_of}", date=day, as_of=as_of) if day > as_of else None


def _nothing(reason: str, because: Message, source: str = _GUIDE_13) -> Ground:
    return Ground(reason, False, None, because, source)
