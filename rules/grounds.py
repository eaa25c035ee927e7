"""The grounds on which the rule engine ends a programme, in order of precedence.

Each ground states whether it holds, its day, the comparison that decides it, and its sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules import legal_sources as act
from rules import reasons
from rules import register_choices as choices
from rules.code_lists import DecisionKind, EventKind, Law
from rules.deadlines import Deadline
from rules.early_decisions import decided_ahead
from rules.facts import CaseFacts, Decision, Event
from rules.legal_basis import rests_on
from rules.legal_sources import guide, of_law
from rules.message import Message, cite, message
from rules.missing_facts import missing_for_start_deadline
from rules.moves import no_real_move
from rules.programme_length import later
from rules.sources import Source, joined

_GUIDE = guide("13")
_GAPS = (guide("1"), guide("9"), _GUIDE)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: whether it holds, the day it takes effect, and why or why not.

    `date` is None if the case has no fact that the ground is about: it cannot hold.
    """

    reason: str
    holds: bool
    date: date | None
    because: Message
    sources: tuple[Source, ...]

    @property
    def source(self) -> Message:
        """The sources in one text."""
        return joined(self.sources)


@rests_on(choices.ORDER_OF_GROUNDS)
def all_grounds(
    facts: CaseFacts, as_of: date, start: Deadline | None, completion: Deadline | None
) -> tuple[Ground, ...]:
    """Return every ground, in the order that decides between grounds of the same date (ours)."""
    return (
        *_died(facts, as_of),
        *_emigrated(facts, as_of),
        *_moved(facts, as_of),
        *_rejected(facts, as_of),
        *_permanently_stopped(facts, as_of),
        _not_in_category(facts, as_of),
        _start_deadline_expired(facts, as_of, start),
        _not_registered(facts, as_of, completion),
    )


def population_sources(law: Law) -> tuple[Source, ...]:
    """Return the sources by which an event of the population register ends a programme."""
    return (_GUIDE, *of_law(law, act.POPULATION_DATA), *of_law(law, act.POPULATION_DATA_REGULATION))


@rests_on(_GUIDE, act.POPULATION_DATA, act.POPULATION_DATA_REGULATION)
def _died(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    """Death ends the programme on its date."""
    sources = population_sources(facts.law)
    for event in _events(facts, EventKind.DIED):
        text = _future(event.date, as_of) or message(
            "Død {date} ifølge Folkeregisteret", date=event.date
        )
        yield Ground(reasons.DIED, event.date <= as_of, event.date, text, sources)
    if not _events(facts, EventKind.DIED):
        text = message("Ikke meldt død av Folkeregisteret")
        yield Ground(reasons.DIED, False, None, text, sources)


@rests_on(
    _GUIDE, act.POPULATION_DATA, act.POPULATION_DATA_REGULATION, choices.LIFTED_BY_LATER_DECISION
)
def _emigrated(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    """Emigration ends the programme, unless participation is decided and starts afterwards (ours).

    Both may be on the day of the emigration.
    """
    sources = population_sources(facts.law)
    for event in _events(facts, EventKind.EMIGRATED):
        left = message("Utvandret {date}", date=event.date)
        lifted = _participates_again(facts, left, event.date, event.date)
        against = _future(event.date, as_of) or lifted
        text = against or message("Utvandret {date} ifølge Folkeregisteret", date=event.date)
        text, ours = _with_decided_ahead(facts, event.date, text, lifted)
        yield Ground(reasons.EMIGRATED, against is None, event.date, text, (*sources, *ours))
    if not _events(facts, EventKind.EMIGRATED):
        text = message("Ikke meldt utvandret av Folkeregisteret")
        yield Ground(reasons.EMIGRATED, False, None, text, sources)


@rests_on(
    _GUIDE,
    act.POPULATION_DATA,
    act.POPULATION_DATA_REGULATION,
    choices.LIFTED_BY_LATER_DECISION,
    choices.MOVED_ONLY_PARTICIPANTS,
)
def _moved(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    """A move ends a begun programme, unless participation is decided and starts afterwards.

    Both may be on the day of the move.
    """
    sources = population_sources(facts.law)
    for event in _events(facts, EventKind.MOVED):
        future = _future(event.date, as_of)
        reform, not_begun = no_real_move(event), _had_not_begun(facts, event.date)
        left = message("Flyttet {date}", date=event.date)
        lifted = _participates_again(facts, left, event.date, event.date)
        against = future or reform or not_begun or lifted
        ours: tuple[Source, ...] = ()
        if against and against is reform:
            ours = (choices.REFORM_IS_NO_MOVE,)
        elif against and against is not_begun:
            ours = (choices.MOVED_ONLY_PARTICIPANTS,)
        text = against or message(
            "Flyttet {date} fra {moved_from} til {moved_to} ifølge Folkeregisteret, etter at "
            "programmet begynte {start}",
            date=event.date,
            moved_from=event.moved_from.name if event.moved_from else "",
            moved_to=event.moved_to.name if event.moved_to else "",
            start=facts.programme_start,
        )
        if against in (None, lifted):
            text, ours = _with_decided_ahead(facts, event.date, text, lifted)
        yield Ground(reasons.MOVED, against is None, event.date, text, (*sources, *ours))
    if not _events(facts, EventKind.MOVED):
        text = message("Ikke meldt flyttet av Folkeregisteret")
        yield Ground(reasons.MOVED, False, None, text, sources)


@rests_on(choices.MOVED_ONLY_PARTICIPANTS)
def _had_not_begun(facts: CaseFacts, day: date) -> Message | None:
    """Return why a move does not count if no programme had begun; None if one had (ours)."""
    starts = _participation_starts(facts)
    if any(start <= day for start in starts):
        return None
    if not starts:
        return message("Flyttet {date}, men ingen deltakelse er vedtatt", date=day)
    return message("Flyttet {date}, før programmet begynte {start}", date=day, start=min(starts))


def _participates_again(facts: CaseFacts, what: Message, day: date, first: date) -> Message | None:
    """Name the participation that lifts what ended the programme on `day`; None without one.

    It starts on `first` or later, and was decided on `day` or later.
    """
    again = _since(facts, first, day)
    if again is None:
        return None
    return message(
        "{what}, men deltakelse fra {start} er vedtatt {decided}, ikke før den dagen",
        what=what,
        start=again.effective_start,
        decided=again.effective_date,
    )


@rests_on(_GUIDE, act.REJECTION, act.REJECTION_INTRODUKSJONSLOVEN, choices.LIFTED_BY_LATER_DECISION)
def _rejected(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    """A registered rejection ends the programme on its date."""
    yield from _decided(
        facts,
        as_of,
        DecisionKind.REJECTION,
        reasons.REJECTED,
        message("Ikke registrert at personen har avvist program"),
        (*of_law(facts.law, act.REJECTION, act.REJECTION_INTRODUKSJONSLOVEN), _GUIDE),
    )


@rests_on(_GUIDE, act.STOPPED, act.STOPPED_INTRODUKSJONSLOVEN, choices.LIFTED_BY_LATER_DECISION)
def _permanently_stopped(facts: CaseFacts, as_of: date) -> Iterator[Ground]:
    """A decision on permanent stop ends the programme on its date."""
    yield from _decided(
        facts,
        as_of,
        DecisionKind.PERMANENT_STOP,
        reasons.PERMANENT_STOP,
        message("Ikke registrert vedtak om permanent stans"),
        (*of_law(facts.law, act.STOPPED, act.STOPPED_INTRODUKSJONSLOVEN), _GUIDE),
    )


_DECIDED = {
    DecisionKind.REJECTION: cite("Registrert at personen har avvist program {date}"),
    DecisionKind.PERMANENT_STOP: cite("Vedtak om permanent stans {date}"),
}


@rests_on(choices.LIFTED_BY_LATER_DECISION)
def _decided(
    facts: CaseFacts,
    as_of: date,
    kind: DecisionKind,
    reason: str,
    none: Message,
    sources: tuple[Source, ...],
) -> Iterator[Ground]:
    """A stop or a rejection ends the programme, unless a later participation lifts it (ours).

    The participation starts after that day, and was decided on it or later. Periods are often
    decided in advance: participation decided before that day does not lift it.
    """
    days = sorted(d.effective_date for d in facts.decisions_in_force(kind) if d.effective_date)
    if not days:
        yield Ground(reason, False, None, none, sources)
    for day in days:
        text = Message(_DECIDED[kind], (("date", day),))
        lifted = _participates_again(facts, text, day, later(day, 1))
        against = _future(day, as_of) or lifted
        text, ours = _with_decided_ahead(facts, day, against or text, lifted)
        yield Ground(reason, against is None, day, text, (*sources, *ours))


@rests_on(
    act.IN_CATEGORY,
    act.PERMIT,
    act.MAY_FINISH_UNTIL_2023,
    act.MAY_FINISH,
    _GUIDE,
    choices.MAY_FINISH_WHO_HAS_BEGUN,
)
def _not_in_category(facts: CaseFacts, as_of: date) -> Ground:
    """Loss of the right ends a programme not begun; a begun one may be finished (§ 9) (ours)."""
    day, reason = facts.category_ended, reasons.NOT_IN_CATEGORY
    sources = (*of_law(facts.law, act.IN_CATEGORY), *of_law(facts.law, act.PERMIT), _GUIDE)
    if day is None:
        return Ground(reason, False, None, message("Fortsatt i kategori"), sources)
    until = act.MAY_FINISH_UNTIL_2023
    finish = until if until.valid_to and day <= until.valid_to else act.MAY_FINISH
    ours = (*of_law(facts.law, finish), choices.MAY_FINISH_WHO_HAS_BEGUN)
    starts = _participation_starts(facts)
    begun = min((start for start in starts if start <= day), default=None)
    against = _future(day, as_of)
    if begun and not against:
        against = message(
            "Retten falt bort {date}, men programmet begynte {start}: den som har begynt, kan "
            "fullføre",
            date=day,
            start=begun,
        )
    text = message("Retten falt bort {date}, og ingen deltakelse er vedtatt", date=day)
    if starts:
        text = message(
            "Retten falt bort {date}, før programmet begynte {start}", date=day, start=min(starts)
        )
    return Ground(reason, against is None, day, against or text, (*sources, *ours))


@rests_on(act.START_DEADLINE, act.START_DEADLINE_INTRODUKSJONSLOVEN, _GUIDE)
def _start_deadline_expired(facts: CaseFacts, as_of: date, deadline: Deadline | None) -> Ground:
    """The start deadline has passed, and decision or end goal is not registered (guide section 3).

    The engine checks only whether they are registered. § 8 goes by the day of the decision.
    """
    reason = reasons.START_DEADLINE_EXPIRED
    older = act.START_DEADLINE_INTRODUKSJONSLOVEN
    sources = (*of_law(facts.law, act.START_DEADLINE, older), _GUIDE)
    if deadline is None:
        text = message("Ingen frist for oppstart: verken fristen eller bosetting er registrert")
        return Ground(reason, False, None, text, sources)
    lacking = missing_for_start_deadline(facts)
    if lacking is None:
        return Ground(reason, False, deadline.day, _met(facts, deadline.day), sources)
    values = {"date": deadline.day, "as_of": as_of, "lacking": lacking}
    if as_of <= deadline.day:
        text = message("Frist for oppstart {date} er ikke gått ut per {as_of}", **values)
        return Ground(reason, False, deadline.day, text, sources)
    text = message(
        "Frist for oppstart {date} er gått ut før {as_of}, og {lacking} mangler", **values
    )
    return Ground(reason, True, deadline.day, text, sources)


def _met(facts: CaseFacts, deadline: date) -> Message:
    first = facts.first_participation
    decided = first.effective_date if first else None
    if decided and decided > deadline:
        return message(
            "Første vedtak om deltakelse er datert {decided}, etter frist for oppstart {date}; "
            "regelmotoren ser bare etter om vedtak og sluttmål er registrert",
            decided=decided,
            date=deadline,
        )
    text = message("Det som kreves innen frist for oppstart {date}, er registrert", date=deadline)
    if decided is None:
        return text
    return message("{text}: første vedtak {decided}", text=text, decided=decided)


@rests_on(*_GAPS, act.ENDED_BY_TIME_UNTIL_2026, act.ENDED_BY_TIME)
def _not_registered(facts: CaseFacts, as_of: date, deadline: Deadline | None) -> Ground:
    """The completion deadline has passed, and nobody has registered why the programme ended."""
    reason = reasons.NOT_REGISTERED
    until = act.ENDED_BY_TIME_UNTIL_2026
    day = deadline.day if deadline else as_of
    ended = until if until.valid_to and day <= until.valid_to else act.ENDED_BY_TIME
    sources = (*of_law(facts.law, ended, act.MONTHS_INTRODUKSJONSLOVEN), *_GAPS)
    if deadline is None:
        lacking = missing_for_start_deadline(facts) or message("vedtak om deltakelse")
        text = message("Ingen frist for gjennomføring: {lacking} mangler", lacking=lacking)
        return Ground(reason, False, None, text, sources)
    values = {"date": deadline.day, "as_of": as_of}
    if as_of <= deadline.day:
        text = message("Frist for gjennomføring {date} er ikke gått ut per {as_of}", **values)
        return Ground(reason, False, deadline.day, text, sources)
    text = message(
        "Frist for gjennomføring {date} er gått ut før {as_of} uten registrert avslutning", **values
    )
    return Ground(reason, True, deadline.day, text, sources)


def _events(facts: CaseFacts, kind: EventKind) -> list[Event]:
    return sorted((e for e in facts.events if e.kind is kind), key=lambda e: e.date)


def _since(facts: CaseFacts, starts: date, decided: date) -> Decision | None:
    """Return the first participation that starts since `starts` and was decided since `decided`.

    Both days are included.
    """
    found = [
        d
        for d in facts.decisions_in_force(DecisionKind.PARTICIPATION)
        if d.effective_start
        and d.effective_date
        and d.effective_start >= starts
        and d.effective_date >= decided
    ]
    return min(
        found,
        key=lambda d: (d.effective_start or date.max, d.effective_date or date.max),
        default=None,
    )


def _with_decided_ahead(
    facts: CaseFacts, day: date, text: Message, lifted: Message | None
) -> tuple[Message, tuple[Source, ...]]:
    """Add to the text a participation that was decided before `day`, and so lifts nothing."""
    if lifted:
        return text, (choices.LIFTED_BY_LATER_DECISION,)
    ahead = decided_ahead(facts, day)
    if ahead is None:
        return text, ()
    text = message(
        "{text}; deltakelsen fra {start} ble vedtatt {decided}, før den dagen, og opphever ikke "
        "dette",
        text=text,
        start=ahead.effective_start,
        decided=ahead.effective_date,
    )
    return text, (choices.LIFTED_BY_LATER_DECISION,)


def _participation_starts(facts: CaseFacts) -> list[date]:
    """Return the from dates of all participation decisions in force, those in the future too."""
    return [
        d.effective_start
        for d in facts.decisions_in_force(DecisionKind.PARTICIPATION)
        if d.effective_start
    ]


def _future(day: date, as_of: date) -> Message | None:
    """Return why a ground dated after `as_of` does not hold; None if it is not dated after."""
    if day <= as_of:
        return None
    return message("{date} er etter {as_of}, dagen beregningen gjelder", date=day, as_of=as_of)
