"""The peer of a session: the smallest Textual application with a table of forty rows."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Input


class MinimalApp(App[None]):
    """A table and a field, nothing behind them."""

    def compose(self) -> ComposeResult:
        """Field, table, footer."""
        yield Input()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Forty rows of six columns."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("DUF", "Name", "Category", "Goal", "Reason", "Date")
        for number in range(40):
            table.add_row(str(number), f"Name {number}", "Right", "Work", "Other", "01.01.2026")
        table.focus()


if __name__ == "__main__":
    MinimalApp().run()
