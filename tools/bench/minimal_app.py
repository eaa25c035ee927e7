"""The peer that a session is compared with: a minimal Textual application with forty rows."""

from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Input


class MinimalApp(App[None]):
    """A table and a field without data behind them: each letter typed lists the same rows again."""

    BINDINGS: ClassVar = [("slash", "focus('search')"), ("escape", "focus('rows')")]

    def compose(self) -> ComposeResult:
        """Yield field, table and footer."""
        yield Input(id="search", compact=True)
        yield DataTable(id="rows", cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table with forty rows of six columns."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("DUF", "Name", "Category", "Goal", "Reason", "Date")
        self._list("Name")
        table.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, name: str) -> None:
        table: DataTable[str] = self.query_one(DataTable)
        table.clear()
        for number in range(40):
            table.add_row(str(number), f"{name} {number}", "Right", "Work", "Other", "01.01.2026")


if __name__ == "__main__":
    MinimalApp().run()
