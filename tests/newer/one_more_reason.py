"""Adds a 24th reason of municipalities to the table, as the next version may.

Import it before anything that reads the table, in a process of its own: `pytest -p`, or `python -m
tests.newer`. Everything that is made from the table then has the reason.
"""

import sys

from rules import reason_table
from rules.code_lists import Group, Hours

if "rules.reasons" in sys.modules:
    raise ImportError("the reasons were read from the table before one was added")

VOLUNTEERING = reason_table.Reason(
    code="frivillig-arbeid",
    label="Frivillig arbeid i en organisasjon",
    short_label="Frivillig arbeid",
    group=Group.WORK_AND_EDUCATION,
    help="Ulønnet arbeid på heltid",
    municipality=True,
    hours=Hours.OPTIONAL,
    aliases=("Dugnad",),
)

_OF_MUNICIPALITIES = [reason for reason in reason_table.REASON_TABLE if reason.municipality]
reason_table.REASON_TABLE = (
    *_OF_MUNICIPALITIES,
    VOLUNTEERING,
    *(reason for reason in reason_table.REASON_TABLE if not reason.municipality),
)
