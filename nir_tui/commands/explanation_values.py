"""An explanation with the contract's names, for `engine explain --json`."""

from typing import Any

from nir_tui.commands.context import iso
from nir_tui.presentation.i18n import render
from rules.engine import Computed
from rules.explanation import Explanation
from rules.sources import Source, joined


def explanation_values(
    duf: str, explanation: Explanation, tried: Explanation | None = None
) -> dict[str, Any]:
    """Return a whole explanation; `tried` is that of the same case with tried facts."""
    return {
        "duf": duf,
        **_values(explanation),
        "tried": {"duf": duf, **_values(tried)} if tried else None,
    }


def _values(explanation: Explanation) -> dict[str, Any]:
    computation = explanation.computation
    silencing, deadline, rules = computation.silenced_by, computation.deadline, explanation.rules
    return {
        "as_of": computation.as_of.isoformat(),
        "computed": _computed(computation.computed),
        "silenced_by": silencing.id if silencing else None,
        "grounds": [
            {
                "reason": ground.reason,
                "holds": ground.holds,
                "date": iso(ground.date),
                "because": render(ground.because),
                **_sources(ground.sources),
            }
            for ground in computation.grounds
        ],
        "deadline": {
            "date": iso(deadline.day),
            "steps": [
                {"text": render(step.text), "date": iso(step.day), **_sources(step.sources)}
                for step in deadline.steps
            ],
        }
        if deadline
        else None,
        "rules": {
            "text": render(rules.text),
            "sources": [source_values(source) for source in rules.sources],
            "checked": iso(rules.checked),
        }
        if rules
        else None,
        "facts": [
            {
                "kind": fact.kind,
                "id": fact.id,
                "from": iso(fact.start),
                "to": iso(fact.end),
                "date": iso(fact.date),
                "used": fact.used,
                "because": render(fact.because),
            }
            for fact in explanation.facts
        ],
        "changes": [
            {"text": render(change.text), "date": iso(change.date)}
            for change in explanation.changes
        ],
    }


def _computed(computed: Computed | None) -> dict[str, Any] | None:
    if computed is None:
        return None
    return {
        "reason": computed.reason,
        "date": iso(computed.date),
        "kind": str(computed.kind),
    }


def _sources(sources: tuple[Source, ...]) -> dict[str, Any]:
    """Return the citation as one text, and the values of each source."""
    return {"source": render(joined(sources)), "sources": [source_values(s) for s in sources]}


def source_values(source: Source) -> dict[str, Any]:
    """Return the values of a source."""
    return {
        "kind": str(source.kind),
        "name": source.name,
        "paragraph": source.paragraph or None,
        "ledd": render(source.ledd) if source.ledd else None,
        "valid_from": iso(source.valid_from),
        "valid_to": iso(source.valid_to),
        "url": source.url or None,
    }
