"""The rule engine (`regelmotor`): the termination that the facts of a case lead to."""

from dataclasses import dataclass, replace
from datetime import date

from rules import reasons
from rules import register_choices as choices
from rules.code_lists import Completeness, DecisionKind, TerminationKind
from rules.deadlines import Deadline, completion_deadline, start_deadline
from rules.facts import CaseFacts, Decision, Termination
from rules.grounds import Ground, all_grounds
from rules.legal_basis import rests_on
from rules.legal_sources import guide
from rules.message import Message, message


@dataclass(frozen=True, slots=True)
class Computed:
    """A termination as the engine computes it."""

    reason: str
    date: date

    @property
    def kind(self) -> TerminationKind:
        """The kind that belongs to the reason."""
        return reasons.REASONS[self.reason].kind

    def equals(self, termination: Termination) -> bool:
        """Whether a stored termination has the same reason and date."""
        return (self.reason, self.date) == (termination.reason, termination.date)


@dataclass(frozen=True, slots=True)
class Computation:
    """The answer of the engine, with the grounds and deadlines that led to it.

    `deciding` is the ground that the answer comes from. `silent` says why the engine does nothing,
    if it does nothing; `computed` is None then.
    """

    as_of: date
    computed: Computed | None
    grounds: tuple[Ground, ...]
    deadline: Deadline | None
    start_deadline: Deadline | None = None
    silent: Message | None = None
    silenced_by: Termination | None = None
    deciding: Ground | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What the engine does with its own active termination: withdraw, add, both or nothing."""

    withdraw: Termination | None = None
    add: Computed | None = None

    def __bool__(self) -> bool:
        return bool(self.withdraw or self.add)


def decide(facts: CaseFacts, as_of: date) -> Reconciliation:
    """Decide what the engine does with a case as of a day; `compute` gives the reasons."""
    if facts.silences_engine:
        return Reconciliation()
    return reconcile(compute(facts, as_of), facts.active)


@rests_on(guide("1"), guide("13"), choices.ORDER_OF_GROUNDS, choices.KNOWN_FROM_REPORT)
def compute(facts: CaseFacts, as_of: date) -> Computation:
    """Compute the termination of a case as of a day, or none, with the reasons why.

    If several grounds hold, the earliest date wins: the programme ended then. On the same date
    the order of the grounds decides (ours).
    """
    completion, start = completion_deadline(facts, as_of), start_deadline(facts)
    if facts.known is Completeness.REPORT:
        return Computation(
            as_of,
            None,
            (),
            completion,
            start,
            message("Personen er bare kjent fra en NIR-rapport: regelmotoren gjør ingenting."),
        )
    grounds = all_grounds(facts, as_of, start, completion)
    silencing = facts.active_by_municipality
    if silencing:
        return Computation(
            as_of,
            None,
            grounds,
            completion,
            start,
            message(
                "Kommunen har registrert «{reason}» {date}: regelmotoren gjør ingenting.",
                reason=message(reasons.REASONS[silencing.reason].label),
                date=silencing.date,
            ),
            silencing,
        )
    holding = [ground for ground in grounds if ground.holds and ground.date]
    deciding = min(holding, key=lambda ground: ground.date or date.max, default=None)
    computed = Computed(deciding.reason, deciding.date) if deciding and deciding.date else None
    return Computation(as_of, computed, grounds, completion, start, deciding=deciding)


def reconcile(computation: Computation, active: Termination | None) -> Reconciliation:
    """Compare a computation with the active termination: add, withdraw or leave alone.

    A termination that is added again is a new row; a withdrawn one is never restored.
    """
    if computation.silent:
        return Reconciliation()
    computed = computation.computed
    if active is None:
        return Reconciliation(add=computed)
    if computed and computed.equals(active):
        return Reconciliation()
    return Reconciliation(withdraw=active, add=computed)


@rests_on(guide("1"), guide("3"), choices.NEVER_OFFERED)
def needs_correction(facts: CaseFacts) -> bool:
    """Whether the active termination is one that the municipality must correct (guide section 1).

    An expired start deadline needs correction only if a participation decision is in force, or if
    the decisions are unknown. A person never offered a programme has nothing to correct (ours).
    """
    active = facts.active
    if active is None or not active.by_engine:
        return False
    if active.reason == reasons.START_DEADLINE_EXPIRED:
        return facts.known is Completeness.REPORT or facts.first_participation is not None
    return reasons.REASONS[active.reason].may_need_correction


def extension_cures(facts: CaseFacts, as_of: date) -> bool:
    """Whether the longest extension would leave nothing to correct (§ 13; guide section 1).

    For a case that the engine has ended because a registration is missing.
    """
    deadline = completion_deadline(facts, as_of)
    if deadline is None or not deadline.may_be_extended:
        return False
    latest = deadline.latest_extension(as_of)
    longest = Decision(DecisionKind.EXTENSION, date=as_of, end=latest)
    computed = compute(replace(facts, decisions=(*facts.decisions, longest)), as_of).computed
    return computed is None or not reasons.REASONS[computed.reason].may_need_correction
