"""Why the engine computes what it does, explained so that the participant's lawyer can follow it.

The screen, text, JSON and the letter use the same structure.
"""

from dataclasses import dataclass
from datetime import date

from rules import legal_sources as act
from rules import reasons
from rules import register_choices as choices
from rules.code_lists import Completeness, Goal, Law
from rules.deadlines import Deadline, RuleSet, three_months_after_settlement
from rules.durations import regimes_for
from rules.engine import Computation, compute
from rules.fact_usage import FactUse, facts_used
from rules.facts import CaseFacts
from rules.legal_basis import rests_on
from rules.legal_sources import guide
from rules.message import Message, message
from rules.sources import Source, joined
from rules.ways_to_change import PossibleChange, next_ground, what_changes


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence and the sources it rests on."""

    text: Message
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The set of rules used, why it applies, and the date of the legal text that was read."""

    text: Message
    sources: tuple[Source, ...]
    checked: date


@dataclass(frozen=True, slots=True)
class Explanation:
    """The computation, the use of every fact, the rules, and what would change the answer.

    `comparison` compares the deciding ground with the next one, if several grounds hold. `duty` is
    the municipality's duty to begin the programme in time.
    """

    computation: Computation
    answer: Message
    comparison: Sourced | None
    rules: Rules | None
    duty: Sourced | None
    facts: tuple[FactUse, ...]
    changes: tuple[PossibleChange, ...]
    closing: tuple[Message, ...]


def explain_case(facts: CaseFacts, as_of: date) -> Explanation:
    """Explain what the engine computes of a case as of a day."""
    computation = compute(facts, as_of)
    is_report = facts.known is Completeness.REPORT
    return Explanation(
        computation,
        _answer(computation),
        _comparison_of_grounds(computation),
        _rules(facts, computation.deadline, as_of),
        None if is_report else _duty(facts),
        () if is_report else facts_used(facts, computation),
        what_changes(facts, computation),
        closing(facts.law),
    )


def _answer(computation: Computation) -> Message:
    as_of, computed = computation.as_of, computation.computed
    if computation.silent:
        return computation.silent
    if computed is None:
        return message("Regelmotoren beregner ingen avslutning per {as_of}", as_of=as_of)
    return message(
        "Regelmotoren beregner per {as_of}: {reason} {date}",
        as_of=as_of,
        reason=message(reasons.REASONS[computed.reason].label),
        date=computed.date,
    )


@rests_on(choices.ORDER_OF_GROUNDS)
def _comparison_of_grounds(computation: Computation) -> Sourced | None:
    """Compare the day of the deciding ground with that of the next ground that holds."""
    deciding, other = computation.deciding, next_ground(computation)
    if deciding is None or other is None:
        return None
    label = message(reasons.REASONS[other.reason].label)
    if other.date == deciding.date:
        text = message(
            "«{other}» har samme dato; den som står først i registerets rekkefølge, går foran",
            other=label,
        )
        return Sourced(text, (choices.ORDER_OF_GROUNDS,))
    text = message(
        "{date} er før {day}, dagen for «{other}»: programmet tok slutt på den første av dem",
        date=deciding.date,
        day=other.date,
        other=label,
    )
    return Sourced(text, (guide("13"),))


def _rules(facts: CaseFacts, deadline: Deadline | None, as_of: date) -> Rules | None:
    """Return the set of rules, and why it applies: the day of the offer, and the computed day."""
    chosen = deadline.rules if deadline else None
    programme = deadline.programme if deadline else None
    if chosen is None or programme is None:
        return None
    regime = chosen.regime
    if facts.law is Law.INTRODUKSJONSLOVEN:
        text = message(
            "Introduksjonsloven, som personen er under: samme varighet for alle programmer"
        )
        return Rules(text, (regime.source,), regime.checked)
    comparison, ours = _comparison(facts, chosen, as_of)
    text = message(
        "{name}: programmet ble tilbudt {offered}, {comparison}",
        name=regime.name,
        offered=chosen.offered,
        comparison=comparison,
    )
    first = facts.first_participation
    if first and first.date is None:
        ours = (*ours, choices.OFFERED_WITHOUT_DATE)
    if facts.goal is Goal.PRIMARY_SCHOOL and regime.offered_from > date.min:
        ours = (*ours, choices.PRIMARY_SCHOOL_OF_2026)
    # The transition rule that separates the old rules from the new ones for this end goal.
    transition = regimes_for(facts.law, facts.goal)[-1].source
    return Rules(text, (transition, programme.row.source, *ours), regime.checked)


def _duty(facts: CaseFacts) -> Sourced | None:
    day = three_months_after_settlement(facts)
    if day is None:
        return None
    text = message(
        "Kommunen skal sette i gang programmet innen {day}, tre måneder etter bosetting", day=day
    )
    return Sourced(text, (act.THREE_MONTHS_TO_BEGIN,))


def _comparison(
    facts: CaseFacts, chosen: RuleSet, as_of: date
) -> tuple[Message, tuple[Source, ...]]:
    """Compare the day of the offer with the day that separates the sets of rules."""
    regime, offered = chosen.regime, chosen.offered
    later = next((r for r in regimes_for(facts.law, facts.goal) if r.applies_from > as_of), None)
    if later and later.offered_from <= offered:
        text = message(
            "ikke før {day}, men per {as_of} gjelder ikke reglene fra {since} ennå",
            day=later.offered_from,
            as_of=as_of,
            since=later.applies_from,
        )
        return text, (choices.LAW_OF_THE_DAY,)
    others = [r for r in regimes_for(facts.law, facts.goal) if r.offered_from > offered]
    if others:
        return message("før {day}", day=others[0].offered_from), ()
    ours = (choices.TRANSITION_DAY,) if offered == regime.offered_from else ()
    return message("ikke før {day}", day=regime.offered_from), ours


@rests_on(
    act.DECISIONS, act.APPEAL, act.DECISIONS_INTRODUKSJONSLOVEN, act.APPEAL_INTRODUKSJONSLOVEN
)
def closing(law: Law) -> tuple[Message, ...]:
    """Return the closing lines: this is no decision; the municipality decides and corrects."""
    older = act.DECISIONS_INTRODUKSJONSLOVEN, act.APPEAL_INTRODUKSJONSLOVEN
    sources = (act.DECISIONS, act.APPEAL) if law is Law.INTEGRERINGSLOVEN else older
    decide = message(
        "Kommunen fatter vedtak om deltakelse, utvidelse, stans og permisjon; vedtakene kan "
        "påklages til statsforvalteren ({sources}).",
        sources=joined(sources),
    )
    return (
        message("Beregning i registeret, ikke et enkeltvedtak."),
        decide,
        message("Feil i registeret rettes av kommunen."),
    )
