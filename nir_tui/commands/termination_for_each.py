"""`termination add --each FILE`: the same termination for every person in a file."""

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.changes.same_for_several import (
    PersonOutcome,
    Result,
    SameTermination,
    preview_for,
    register_for,
)
from models.errors import RegisterError, os_error_message
from nir_tui.commands.context import Context, print_json, print_line, print_stderr
from nir_tui.presentation.i18n import _, marked, render
from nir_tui.presentation.safe_text import sanitize, shorten
from nir_tui.session.paths import typed_path
from rules.duf_number import InvalidDufNumber, format_duf, parse_duf
from rules.message import message, norwegian_date

STANDARD_INPUT = "-"
_LONGEST_LINE = 16
"""Characters of a line that is no DUF number."""

_RESULTS = {
    Result.ADDED: marked("registrert"),
    Result.REFUSED: marked("avvist"),
    Result.WARNED: marked("må bekreftes"),
}


def add_each(context: Context, reason: str, day: date | None, hours: Decimal | None) -> int:
    """Register for each person in the file of `--each`; print what came of each.

    Return 0 if all were registered, or with `--dry-run` would be; else 1.
    """
    options, session = context.options, context.session
    same = SameTermination(reason, day, hours)
    work = preview_for if options.dry_run else register_for
    outcomes = []
    written = list(_dufs_in(options.each))
    if not written:
        raise RegisterError(message("Fila {path} har ingen DUF-nummer", path=options.each))
    for duf in written:
        try:
            number = parse_duf(duf)
        except InvalidDufNumber as error:
            outcomes.append(PersonOutcome(duf, day, Result.REFUSED, (error.message,)))
            continue
        if number not in (known.duf for known in outcomes):
            outcomes.append(work(session.register, session.actor, number, same, options.yes))
    if options.json:
        print_json([_values(outcome) for outcome in outcomes])
    else:
        for outcome in outcomes:
            print_line(*_texts(outcome))
    added = sum(outcome.result is Result.ADDED for outcome in outcomes)
    text = _("{added} av {all} ville blitt registrert") if options.dry_run else None
    text = text or _("{added} av {all} er registrert")
    print_stderr(text.format(added=added, all=len(outcomes)))
    return 0 if added == len(outcomes) else 1


def _dufs_in(path: str) -> Iterator[str]:
    """Yield the lines of a file that are not empty. Raises RegisterError."""
    try:
        if path == STANDARD_INPUT:
            lines = sys.stdin.read().splitlines()
        else:
            lines = typed_path(path).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        why = message("filen er ikke UTF-8")
        raise RegisterError(message("Kan ikke lese {path}: {why}", path=path, why=why)) from error
    except OSError as error:
        why = os_error_message(error)
        raise RegisterError(message("Kan ikke lese {path}: {why}", path=path, why=why)) from error
    yield from (line.strip() for line in lines if line.strip())


def _values(outcome: PersonOutcome) -> dict[str, object]:
    return {
        "duf": outcome.duf,
        "date": outcome.day.isoformat() if outcome.day else None,
        "outcome": str(outcome.result),
        "messages": [str(text) for text in outcome.messages],
    }


def _texts(outcome: PersonOutcome) -> tuple[str, ...]:
    is_number = len(outcome.duf) == 12 and outcome.duf.isdigit()
    duf = format_duf(outcome.duf) if is_number else shorten(sanitize(outcome.duf), _LONGEST_LINE)
    said = "; ".join(map(render, outcome.messages))
    return f"{_(_RESULTS[outcome.result]):<12}", duf, f"{norwegian_date(outcome.day):<10}", said
