"""Every fact of a case, listed once: whether the answer rests on it, and why or why not."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from rules import reasons
from rules.code_lists import DecisionKind, EventKind
from rules.deadline_steps import calendar_days, deciding_extension, working_days
from rules.deadlines import Deadline
from rules.early_decisions import ends_decided_ahead_of, remedy
from rules.engine import Computation
from rules.facts import CaseFacts, Decision
from rules.grounds import Ground
from rules.message import Message, message
from rules.programme_length import Extension, Programme

_NO_DEADLINE = message("ingen frist for gjennomføring er beregnet")


@dataclass(frozen=True, slots=True)
class FactUse:
    """A fact with its stored days; `kind` is a slug, `id` its number in the register."""

    kind: str
    label: Message
    used: bool
    because: Message
    id: int | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    date: datetime.date | None = None


def facts_used(facts: CaseFacts, computation: Computation) -> tuple[FactUse, ...]:
    """Account for every fact: decisions, events, end goal, days, measures, and what is missing."""
    return (
        *(_decision(facts, computation, decision) for decision in facts.decisions),
        *_missing_decision(facts),
        *_events(facts, computation),
        *_goal(facts),
        *_days(facts, computation),
        *(
            FactUse(
                str(measure.kind),
                message(measure.kind.label),
                False,
                message("tiltak endrer ingen frist og ingen avslutning"),
                measure.id,
                measure.start,
                measure.end,
            )
            for measure in facts.measures
        ),
    )


def _decision(facts: CaseFacts, computation: Computation, decision: Decision) -> FactUse:
    used, because = _use_of(facts, computation, decision)
    return FactUse(
        str(decision.kind),
        message(decision.kind.label),
        used,
        because,
        decision.id,
        decision.start,
        decision.end,
        decision.date,
    )


def _use_of(facts: CaseFacts, computation: Computation, decision: Decision) -> tuple[bool, Message]:
    if decision.annulled:
        return False, message("opphevet: teller ikke")
    programme = computation.deadline.programme if computation.deadline else None
    match decision.kind:
        case DecisionKind.PARTICIPATION:
            return _participation(facts, computation, decision)
        case DecisionKind.EXTENSION:
            return _extension(decision, computation.deadline)
        case DecisionKind.LEAVE:
            return _leave(decision, programme)
        case DecisionKind.TEMPORARY_STOP:
            return False, message("midlertidig stans flytter ingen frist")
        case DecisionKind.PERMANENT_STOP:
            return _by_ground(computation, reasons.PERMANENT_STOP, decision.effective_date)
        case DecisionKind.REJECTION:
            return _by_ground(computation, reasons.REJECTED, decision.effective_date)


def _participation(
    facts: CaseFacts, computation: Computation, decision: Decision
) -> tuple[bool, Message]:
    if decision is facts.first_participation:
        text = message("første deltakelse: programmet begynte {day}", day=decision.effective_start)
        if computation.deadline and decision.end:
            text = message(
                "{text}; til-datoen spiller ingen rolle, fristen regnes fra lovens lengste tid",
                text=text,
            )
        return True, text
    ahead = ends_decided_ahead_of(facts, decision)
    if ahead:
        what, day = min(ahead, key=lambda end: end[1])
        text = message(
            "vedtatt {decided}, før {what} {day}, og opphever ikke dette; det gjør {remedy}",
            decided=decision.effective_date,
            what=what,
            day=day,
            remedy=remedy(what, day),
        )
        return False, text
    lifts = [g for g in computation.grounds if _lifts(decision, g)]
    if lifts:
        reason = message(reasons.REASONS[lifts[0].reason].label)
        text = message("opphever «{reason}» {day}", reason=reason, day=lifts[0].date)
        return True, text
    text = message("ikke den første: fristen regnes fra {day}", day=facts.programme_start)
    return False, text


def _lifts(decision: Decision, ground: Ground) -> bool:
    """Whether a ground of the case does not hold because a participation lifts it."""
    can_be_lifted = (reasons.EMIGRATED, reasons.MOVED, reasons.REJECTED, reasons.PERMANENT_STOP)
    starts, decided = decision.effective_start, decision.effective_date
    if ground.holds or ground.date is None or ground.reason not in can_be_lifted:
        return False
    return bool(starts and decided and starts >= ground.date and decided >= ground.date)


def _extension(decision: Decision, deadline: Deadline | None) -> tuple[bool, Message]:
    programme = deadline.programme if deadline else None
    if deadline is None or programme is None:
        return False, _NO_DEADLINE
    if decision.end is None:
        return False, message("mangler til-dato: teller ikke")
    if not programme.may_be_extended:
        return False, message("programmet kan ikke forlenges")
    deciding = deciding_extension(programme)
    dated = decision.effective_date is not None
    own = Extension(decision.end, decision.effective_date or programme.base, dated, decision.id)
    reaches = programme.extended(own, programme.leave)
    if deciding == own:
        return True, message("fristen {day} kommer av den", day=deadline.day)
    if reaches == deadline.day:
        return False, message("gir samme frist, {day}, som en annen", day=reaches)
    text = message("gir {day}, før fristen {deadline}", day=reaches, deadline=deadline.day)
    return False, text


def _leave(decision: Decision, programme: Programme | None) -> tuple[bool, Message]:
    first, last = decision.start, decision.end
    if first is None:
        return False, message("mangler fra-dato: teller ikke")
    if last is None:
        return False, message("mangler sluttdato: legger ikke noe til ennå")
    if programme is None:
        return False, _NO_DEADLINE
    if last < programme.start:
        text = message(
            "slutter {day}, før programmet begynte {start}", day=last, start=programme.start
        )
        return False, text
    period = max(first, programme.start), last
    for late, deadline in programme.late:
        if late == period:
            return False, message(
                "begynner {day}, etter fristen {deadline}", day=first, deadline=deadline
            )
    counting = [
        (max(begins, period[0]), min(ends, last))
        for begins, ends in programme.leave.counting_periods
        if begins <= last and ends >= period[0]
    ]
    days = sum((ends - begins).days + 1 for begins, ends in counting)
    if not days:
        text = message(
            "{working} permisjon til sammen: ikke flere enn ti, så ingen dager legges til",
            working=working_days(programme.leave.working_days),
        )
        return False, text
    text = message("forlenger programmet: {days}", days=calendar_days(days))
    if days < (last - first).days + 1:
        text = message("{text}, av {all}", text=text, all=calendar_days((last - first).days + 1))
    if first < programme.start:
        text = message("{text} (dagene før programstart teller ikke)", text=text)
    others = [p for p in programme.leaves if p != period and p[0] <= last and p[1] >= period[0]]
    if others:
        text = message("{text} (dager som overlapper en annen, telles én gang)", text=text)
    return True, text


def _by_ground(
    computation: Computation, reason: str, day: datetime.date | None
) -> tuple[bool, Message]:
    for ground in computation.grounds if day else ():
        if ground.reason == reason and ground.date == day:
            if ground is computation.deciding:
                return True, message("avgjør svaret")
            if ground.holds:
                return True, message("en grunn som holder, men ikke avgjør")
            return False, ground.because
    return False, message("mangler vedtaksdato: teller ikke")


def _missing_decision(facts: CaseFacts) -> Iterator[FactUse]:
    if facts.first_participation is None:
        kind = DecisionKind.PARTICIPATION
        yield FactUse(str(kind), message(kind.label), False, message("ikke registrert"))


_REASON_OF_EVENT = {
    EventKind.DIED: reasons.DIED,
    EventKind.EMIGRATED: reasons.EMIGRATED,
    EventKind.MOVED: reasons.MOVED,
}


def _events(facts: CaseFacts, computation: Computation) -> Iterator[FactUse]:
    for event in facts.events:
        used, because = _by_ground(computation, _REASON_OF_EVENT[event.kind], event.date)
        yield FactUse(str(event.kind), message(event.kind.label), used, because, date=event.date)


def _goal(facts: CaseFacts) -> Iterator[FactUse]:
    kind, label = "sluttmal", message("Sluttmål")
    if facts.goal:
        goal = message(facts.goal.label)
        if facts.first_participation:
            text = message("{goal}: avgjør hvor lenge programmet varer", goal=goal)
        else:
            text = message("{goal}: ingen deltakelse å regne fra", goal=goal)
        yield FactUse(kind, label, facts.first_participation is not None, text)
    elif facts.lacks_goal:
        yield FactUse(kind, label, False, message("ikke registrert"))


def _days(facts: CaseFacts, computation: Computation) -> Iterator[FactUse]:
    start = facts.stored_start_deadline
    settled, label = facts.settled, message("Bosatt")
    if settled and start:
        text = message("fristen for oppstart er selv registrert")
        yield FactUse("bosatt", label, False, text, date=settled)
    elif settled:
        yield FactUse(
            "bosatt", label, True, message("frist for oppstart regnes fra den"), date=settled
        )
    else:
        yield FactUse("bosatt", label, False, message("ikke registrert"))
    if start:
        text = message("gjelder slik den er registrert")
        yield FactUse("frist-for-oppstart", message("Frist for oppstart"), True, text, date=start)
    if facts.category_ended:
        used, because = _by_ground(computation, reasons.NOT_IN_CATEGORY, facts.category_ended)
        yield FactUse(
            "rett-bortfalt", message("Retten falt bort"), used, because, date=facts.category_ended
        )
