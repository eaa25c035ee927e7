"""Writes goal attainment as an Excel workbook: a table by group and year, and a chart of it.

The texts are Norwegian in every language, as in the other files.
"""

from collections.abc import Sequence
from pathlib import Path

from models.lists.goal_attainment import Statistics
from rules.code_lists import Group
from rules.message import cite

_TITLES = 2
"""The row of the titles, counted from 0."""

_WIDEST = 50


def write_statistics_xlsx(
    heading: str, subheading: str, columns: Sequence[tuple[str, Statistics]], path: Path
) -> None:
    """Write the statistics; `columns` are a title, such as a year, and its figures."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet(cite("Måloppnåelse"))
        bold = book.add_format({"bold": True})
        percent = book.add_format({"num_format": "0.0 %"})
        page.set_column(0, 0, _WIDEST)
        page.write_string(0, 0, heading, bold)
        page.write_string(1, 0, subheading)
        page.write_string(_TITLES, 0, "Gruppe", bold)
        last = _TITLES + len(Group)
        for text, row in ((cite("Tallgrunnlag"), last + 1), (cite("Må rettes"), last + 2)):
            page.write_string(row, 0, text, bold)
        chart = book.add_chart({"type": "bar"})
        for number, (title, found) in enumerate(columns):
            count, share = 1 + 2 * number, 2 + 2 * number
            page.write_string(_TITLES, count, f"{title} antall", bold)
            page.write_string(_TITLES, share, f"{title} andel", bold)
            page.set_column(count, share, 14)
            for row, group in enumerate(found.attainment.groups, _TITLES + 1):
                page.write_string(row, 0, str(group.group))
                page.write_number(row, count, group.count)
                if group.share is not None:
                    page.write_number(row, share, group.share, percent)
            page.write_number(last + 1, count, found.attainment.denominator)
            page.write_number(last + 2, count, found.needs_correction)
            chart.add_series(
                {
                    "name": title,
                    "categories": [page.name, _TITLES + 1, 0, last, 0],
                    "values": [page.name, _TITLES + 1, share, last, share],
                }
            )
        chart.set_title({"name": heading})
        # Excel draws the first bar at the bottom.
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "0 %", "min": 0})
        chart.set_size({"width": 900, "height": 420})
        page.insert_chart(last + 4, 0, chart)
