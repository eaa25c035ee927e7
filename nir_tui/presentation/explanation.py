"""The engine's reasoning as lines to read: what it came to, the deadline's steps, the grounds."""

from collections.abc import Iterator
from dataclasses import dataclass

from nir_tui.presentation.i18n import _, render
from rules.codes import REASONS
from rules.deadlines import Deadline
from rules.engine import CLOSING_LINE, Computation
from rules.grounds import Ground
from rules.message import norwegian_date


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """One line: how deep it stands, what it says, its source, whether it is a heading."""

    text: str
    depth: int = 0
    source: str = ""
    heading: bool = False


def explanation_lines(computation: Computation) -> list[ExplanationLine]:
    """The whole reasoning of one computation, in reading order."""
    return [
        *_conclusion(computation),
        *_deadline(_("Frist for gjennomføring"), computation.deadline),
        *_deadline(_("Frist for oppstart"), computation.start_deadline),
        *_grounds(computation),
        ExplanationLine(render(CLOSING_LINE)),
    ]


def _conclusion(computation: Computation) -> Iterator[ExplanationLine]:
    as_of = norwegian_date(computation.as_of)
    if computation.silent:
        yield ExplanationLine(render(computation.silent), heading=True)
        return
    computed = computation.computed
    if computed is None:
        text = _("Regelmotoren beregner ingen avslutning per {as_of}").format(as_of=as_of)
        yield ExplanationLine(text, heading=True)
        return
    text = _("Regelmotoren beregner per {as_of}: {reason} {date}").format(
        as_of=as_of, reason=_(REASONS[computed.reason].label), date=norwegian_date(computed.date)
    )
    yield ExplanationLine(text, heading=True)
    for ground in computation.grounds:
        if ground.holds and (ground.reason, ground.date) == (computed.reason, computed.date):
            yield ExplanationLine(render(ground.because), 1, _(ground.source))


def _deadline(title: str, deadline: Deadline | None) -> Iterator[ExplanationLine]:
    if deadline is None:
        yield ExplanationLine(_("{title}: ingen").format(title=title), heading=True)
        return
    yield ExplanationLine(f"{title} {norwegian_date(deadline.day)}", heading=True)
    for step in deadline.steps:
        day = f": {norwegian_date(step.day)}" if step.day else ""
        yield ExplanationLine(render(step.text) + day, 1, _(step.source))


def _grounds(computation: Computation) -> Iterator[ExplanationLine]:
    computed = computation.computed
    holding: list[Ground] = []
    failing: list[Ground] = []
    for ground in computation.grounds:
        is_conclusion = computed and (ground.reason, ground.date) == (
            computed.reason,
            computed.date,
        )
        if ground.holds and not is_conclusion:
            holding.append(ground)
        elif not ground.holds:
            failing.append(ground)
    if holding:
        later = _("Grunner som også holder, men ikke avgjør")
        yield ExplanationLine(later, heading=True)
        yield from map(_ground, holding)
    if failing:
        yield ExplanationLine(_("Grunner som ikke holder"), heading=True)
        yield from map(_ground, failing)


def _ground(ground: Ground) -> ExplanationLine:
    reason = _(REASONS[ground.reason].label)
    return ExplanationLine(f"{reason}: {render(ground.because)}", 1)
