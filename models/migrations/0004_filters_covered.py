"""Indexes that hold all a list is filtered and ordered by: no row is looked up to be refused.

One for each place a list can be of, and one for the country; columns of few values come first, so
that a filter leads straight to what it leaves. They stand in for narrower ones.
"""

from typing import Any

from peewee import Database

_SETS = "law, category, status, reason, year, by_engine, date"
_DEADLINES = "deadline, deadline_2026"
_TEXTS = "goal, duf, sort_name, search_name"
_AWAITED = "reason, from_report, law, district"

INDEXES = {
    "report_row_of_municipality": f"municipality, {_SETS}, {_DEADLINES}, district, {_TEXTS}",
    "report_row_of_ended": f"ended_municipality, {_SETS}, ended_district, {_TEXTS}",
    "report_row_of_all": f"{_SETS}, {_DEADLINES}, {_TEXTS}",
    # Those whose deadline is near: in a place, and in the country, where it is an order too.
    "report_row_deadline_of_municipality": f"municipality, deadline, duf, {_AWAITED}",
    "report_row_deadline_2026_of_municipality": f"municipality, deadline_2026, duf, {_AWAITED}",
    "report_row_deadline_of_all": f"deadline, duf, {_AWAITED}",
    "report_row_deadline_2026_of_all": f"deadline_2026, duf, {_AWAITED}",
    # To walk a report in these orders without passing by the other law.
    "report_row_of_law_in_order_0": "law, duf",
    "report_row_of_law_in_order_2": "law, category, duf",
}

_REPLACED = (
    "report_row_law_ended_municipality_year_by_engine",
    *("report_row_municipality_deadline", "report_row_municipality_deadline_2026"),
    *("report_row_in_order_8", "report_row_in_order_9"),
)


def up(migrator: Any, db: Database) -> None:
    for name, columns in INDEXES.items():
        db.execute_sql(f"CREATE INDEX {name} ON report_row ({columns})")
    for name in _REPLACED:
        db.execute_sql(f"DROP INDEX {name}")
