"""Ends the application at an error without showing what the program held.

Textual's own report is in English and prints the values of variables: names and numbers of
persons.
"""

from rich.console import RenderableType
from textual.app import App


class CrashWithoutDataApp(App[None], inherit_bindings=False):
    """An application whose errors are recorded by `record_crash`, never printed by Textual."""

    def record_crash(self, error: Exception) -> None:
        """Write down an error that ends the application; nothing of it is shown by Textual."""
        raise NotImplementedError

    def panic(self, *_renderables: RenderableType) -> None:
        """Crash as at any other error; the exit status is not 0."""
        self._return_code = 1
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Textual wraps an error raised by a worker in its own.
        error = getattr(self._exception, "error", self._exception)
        self.record_crash(error or RuntimeError())
        self._close_messages_no_wait()
