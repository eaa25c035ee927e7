"""The expected definition of every guard, from the newest migration that makes guards."""

import re
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent.parent / "migrations"
_MADE_BY = "0014_parts_of_cases.py"
_ONE_ACTIVE = "one_active_termination"


def sqlite_guards() -> dict[str, str]:
    """Return the guards by name, as `sqlite_master` holds them."""
    found = {name: normalized_sql(sql) for name, sql in _migration().SQLITE_GUARDS.items()}
    index = f'CREATE UNIQUE INDEX "{_ONE_ACTIVE}" ON "termination" ("person_id")'
    return {**found, _ONE_ACTIVE: normalized_sql(f'{index} WHERE ("deleted_at" IS NULL)')}


def postgres_guards() -> dict[str, str]:
    """Return the guards by name: the trigger's or index's definition, and its function's body."""
    found = {
        name: normalized_sql(
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW EXECUTE FUNCTION {name}() {body}"
        )
        for name, (event, body) in _migration().POSTGRES_GUARDS.items()
    }
    never = "RAISE EXCEPTION 'never emptied' USING ERRCODE = 'integrity_constraint_violation'"
    for table in ("termination", "measure", "person", "journal", "register_user"):
        name = f"{table}_is_never_emptied"
        found[name] = normalized_sql(
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
            f" EXECUTE FUNCTION is_never_emptied() BEGIN {never}; END"
        )
    index = f"CREATE UNIQUE INDEX {_ONE_ACTIVE} ON termination USING btree (person_id)"
    return {**found, _ONE_ACTIVE: normalized_sql(f"{index} WHERE deleted_at IS NULL")}


def normalized_sql(sql: str) -> str:
    """Return SQL with single spaces, so that a comparison ignores whitespace."""
    return re.sub(r"\s+", " ", sql).strip()


@cache
def _migration() -> Any:
    spec = spec_from_file_location("guards_migration", _FOLDER / _MADE_BY)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
