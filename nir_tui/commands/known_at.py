"""The option `--known-at`: what the register knew at the end of a day."""

import argparse
from datetime import date

from models.errors import Refused
from nir_tui.presentation.date_parsing import parse_date
from nir_tui.presentation.i18n import _
from nir_tui.session.session import Session
from rules.date_limits import check_date_limits
from rules.findings import Field, error
from rules.message import message


def add_known_at(parser: argparse._ActionsContainer) -> None:
    """Add the option."""
    parser.add_argument(
        "--known-at", metavar=_("DATO"), help=_("slik registeret kjente det da dagen var omme")
    )


def read_known_at(session: Session, options: argparse.Namespace) -> date | None:
    """Return the day of the option; None without it.

    Raises Refused for what is no day, and for a day that has not come.
    """
    if options.known_at is None:
        return None
    day = parse_date(options.known_at)
    if day is None:
        raise Refused([error(Field.DATE, message("Skriv en dato"))])
    if wrong := [*check_date_limits((Field.DATE, day))]:
        raise Refused(wrong)
    today = max(session.actor.as_of, session.actor.register_date)
    if day > today:
        text = message("{day} er ikke kommet: ingen vet hva som er kjent da", day=day)
        raise Refused([error(Field.DATE, text)])
    return day
