"""Indexes that hold all a list is filtered and ordered by: no row is looked up to be refused.

One for each place a list can be of, and one for the country; columns of few values come first, so
that a filter leads straight to what it leaves. They stand in for the narrower one of the report.
"""

from typing import Any

from peewee import Database

_SETS = "law, category, status, reason, year, by_engine, date"
_DEADLINES = "deadline, deadline_2026"
_TEXTS = "goal, duf, sort_name, search_name"

INDEXES = {
    "report_row_of_municipality": f"municipality, {_SETS}, {_DEADLINES}, district, {_TEXTS}",
    "report_row_of_ended": f"ended_municipality, {_SETS}, ended_district, {_TEXTS}",
    "report_row_of_all": f"{_SETS}, {_DEADLINES}, {_TEXTS}",
    # To walk a report in these orders without passing by the other law.
    "report_row_of_law_in_order_0": "law, duf",
    "report_row_of_law_in_order_2": "law, category, duf",
}


def up(migrator: Any, db: Database) -> None:
    for name, columns in INDEXES.items():
        db.execute_sql(f"CREATE INDEX {name} ON report_row ({columns})")
    db.execute_sql("DROP INDEX report_row_law_ended_municipality_year_by_engine")
