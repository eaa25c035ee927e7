"""How long a person is kept: fifteen years (integreringsforskriften §§ 60-61)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules import legal_sources as act
from rules import register_choices as choices
from rules.code_lists import Completeness, DecisionKind
from rules.deadlines import completion_deadline
from rules.facts import CaseFacts, Termination
from rules.legal_basis import rests_on
from rules.message import Message, message
from rules.months import add_months

YEARS_KEPT = 15


@dataclass(frozen=True, slots=True)
class Retention:
    """The last day a person is kept, and the fact that it counts from."""

    kept_until: date
    because: Message


@rests_on(act.RETENTION, act.ERASURE, choices.LATER_PROGRAMME_IS_KEPT)
def retention(
    facts: CaseFacts, history: tuple[Termination, ...], registered: date | None, as_of: date
) -> Retention | None:
    """Return the last day a person is kept, as of a day; None if there is no day to count from.

    `registered` is the day of the earliest registration. A person is kept at least to the
    completion deadline. For a programme that begins after that deadline, the years count from its
    start (ours).
    """
    counted = counted_from(facts, history, registered)
    if counted is None:
        return None
    day, what = counted
    found = [Retention(_years_after(day), message("{what} {day}", what=what, day=day))]
    deadline = completion_deadline(facts, as_of)
    if deadline:
        found.append(
            Retention(deadline.day, message("frist for gjennomføring {day}", day=deadline.day))
        )
        found += [
            Retention(_years_after(start), message("nytt program {day}", day=start))
            for start in _later_starts(facts, deadline.day)
        ]
    return max(found, key=lambda one: one.kept_until)


def counted_from(
    facts: CaseFacts, history: tuple[Termination, ...], registered: date | None
) -> tuple[date, Message] | None:
    """Return the day that the years are counted from, with its name.

    It is the first of these that the case has: programme start or first measure, the earlier one;
    settlement; the termination, for a person known from a report; the start deadline less its
    months; the earliest decision, event, termination or registration (§ 60 fjerde ledd: persons who
    never took part). Annulled decisions and deleted measures do not count.
    """
    return next(_days(facts, history, registered), None)


def _days(
    facts: CaseFacts, history: tuple[Termination, ...], registered: date | None
) -> Iterator[tuple[date, Message]]:
    begun = [
        (facts.programme_start, message("programstart")),
        *((measure.start, message("første tiltak")) for measure in facts.measures),
    ]
    yield from _earliest(begun)
    if facts.settled:
        yield facts.settled, message("bosetting")
    if facts.known is Completeness.REPORT:
        yield from _earliest([(t.date, message("avslutning i NIR-rapport")) for t in history])
    if facts.stored_start_deadline:
        day = add_months(facts.stored_start_deadline, -facts.start_deadline_months)
        yield day, message("frist for oppstart, regnet tilbake")
    yield from _earliest(
        [
            *(
                (d.effective_date, message("første vedtak"))
                for d in facts.decisions
                if not d.annulled
            ),
            *((event.date, message("første hendelse")) for event in facts.events),
            *((t.date, message("første avslutning")) for t in history),
            (registered, message("første registrering")),
        ]
    )


def _earliest(days: list[tuple[date | None, Message]]) -> Iterator[tuple[date, Message]]:
    known = [(day, what) for day, what in days if day]
    if known:
        yield min(known, key=lambda one: one[0])


def _later_starts(facts: CaseFacts, deadline: date) -> Iterator[date]:
    for decision in facts.decisions_in_force(DecisionKind.PARTICIPATION):
        if decision.effective_start and decision.effective_start > deadline:
            yield decision.effective_start


def _years_after(day: date) -> date:
    return add_months(day, 12 * YEARS_KEPT)
