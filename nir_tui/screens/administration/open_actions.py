"""Opens the administrators' screens, from any screen."""

from textual.app import App

from nir_tui.screens.common.base import BaseScreen
from rules.code_lists import Law


class AdministrationActions(App[None], inherit_bindings=False):
    """The application's actions for the engine, imports, users and the journal."""

    def do_engine(self) -> None:
        """Show what the rule engine would change."""
        from nir_tui.screens.administration.engine import EngineScreen

        self.push_screen(EngineScreen())

    def do_import(self) -> None:
        """Import a bundle or a NIR report, after a preview of what it would change."""
        from nir_tui.screens.administration.import_form import ImportForm
        from nir_tui.screens.administration.import_preview import ImportScreen

        below = self.screen

        def say_it(said: str | None) -> None:
            if said and isinstance(below, BaseScreen):
                below.show_saved(said)

        def look(answer: tuple[str, Law | None] | None) -> None:
            if answer is not None:
                self.push_screen(ImportScreen(*answer), say_it)

        self.push_screen(ImportForm(), look)

    def do_users(self) -> None:
        """Show the users of the register."""
        from nir_tui.screens.administration.users import UsersScreen

        self.push_screen(UsersScreen())

    def do_journal(self) -> None:
        """Show the journal."""
        from nir_tui.screens.administration.journal import JournalScreen

        self.push_screen(JournalScreen())
