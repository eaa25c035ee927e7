"""`person --disclosure`: everything held about a person, for an access request."""

from datetime import date
from typing import Any

from models.administration.disclosure import Disclosure, disclose
from nir_tui.commands.case_values import case_values
from nir_tui.commands.context import Context, as_json
from nir_tui.commands.output import opened
from nir_tui.presentation.disclosure import disclosure_text


def write_disclosure(context: Context, duf: str) -> None:
    """Write the disclosure as text or JSON. Raises NotAllowed for all but administrators."""
    options, session = context.options, context.session
    found = disclose(session.register, session.actor, duf)
    if options.json or options.format == "json":
        text = as_json(disclosure_values(found, context)) + "\n"
    else:
        text = disclosure_text(found, session.register.reference)
    with opened(options.out, session.register.location) as stream:
        stream.write(text)


def disclosure_values(found: Disclosure, context: Context) -> dict[str, Any]:
    """Return a disclosure with the contract's names."""
    case = case_values(found.case, context.session.actor, history=True)
    person = {name: _plain(value) for name, value in found.person.items()}
    person["stored_start_deadline"] = person["start_deadline"]
    person |= {name: case[name] for name in ("start_deadline", "completion_deadline")}
    return {
        "person": person,
        "decisions": case["decisions"],
        "measures": [*case["measures"], *found.deleted_measures],
        "events": case["events"],
        "terminations": case["terminations"],
        "journal": [
            {
                "at": line.at.isoformat(),
                "by": line.by,
                "action": line.action,
                "duf": line.duf,
                "before": line.before,
                "after": line.after,
            }
            for line in found.journal
        ],
        "set_asides": found.set_asides,
        "kept_for_users": found.kept_for_users,
        "printed_at": found.printed_at.isoformat(),
        "printed_by": found.printed_by,
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
