"""The commands, each family in a module that adds itself to the parser."""

from nir_tui.commands import (
    app,
    codes,
    engine,
    exchange,
    journal,
    lists,
    person,
    programme,
    statistics,
    termination,
    upkeep,
)

COMMANDS = (
    app.add_commands,
    upkeep.add_commands,
    lists.add_commands,
    statistics.add_commands,
    exchange.add_commands,
    person.add_commands,
    programme.add_commands,
    termination.add_commands,
    engine.add_commands,
    codes.add_commands,
    journal.add_commands,
)
