"""docs/deploy.md: a register is moved to PostgreSQL, where a limited role protects it."""

import json
import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.outside.deploy_page import BLOCKS, DATABASE, GRANITT, GUARDS, MOVE, as_drift, done
from tests.outside.documents import ROOT
from tests.outside.machine import Machine, needs_machine
from tests.postgres import Server, programs


@pytest.fixture
def server() -> Iterator[Server]:
    """A server whose new databases are not in UTF-8, and which has no role `nir` yet."""
    import psycopg

    one = Server()
    one.folder.chmod(0o755)
    with psycopg.connect(f"{one.address}/postgres", autocommit=True) as line:
        line.execute("CREATE ROLE postgres SUPERUSER LOGIN")
    address = one.address.replace("nir@", "postgres@")
    with psycopg.connect(f"{address}/postgres", autocommit=True) as line:
        line.execute("ALTER ROLE nir RENAME TO first")
        line.execute("ALTER DATABASE template1 IS_TEMPLATE false")
        line.execute("DROP DATABASE template1")
        line.execute("CREATE DATABASE template1 TEMPLATE template0 ENCODING 'SQL_ASCII'")
    yield one
    one.remove()


@pytest.mark.file
@needs_machine
@pytest.mark.skipif(
    programs() is None and not os.environ.get("CI"), reason="PostgreSQL is not installed"
)
def test_the_register_is_moved_to_a_server_and_guarded_there(
    deployed: Machine, server: Server
) -> None:
    import psycopg

    found = programs()
    assert found
    here = {
        "PGHOST": str(server.folder),
        "PATH": f"/mnt/shims:{found}:{deployed.environment()['PATH']}",
    }
    machine = deployed
    # The packages are already installed (in CI by .ci/run), so apt-get only logs its arguments.
    machine.write("/mnt/shims/apt-get", '#!/bin/sh\necho "$@" > /mnt/installed\n', 0o755)
    done(machine, BLOCKS[DATABASE], **here)
    verb, *packages = machine.path("/mnt/installed").read_text(encoding="utf-8").split()
    assert verb == "install"
    assert set(packages) <= set((ROOT / ".ci" / "run").read_text(encoding="utf-8").split())
    address = f"postgresql://nir@{quote(str(server.folder), safe='')}/nir"
    moving = BLOCKS[MOVE].text
    assert moving.count("postgresql://nir@host/nir") == 5
    ran = machine.run(moving.replace("postgresql://nir@host/nir", address), **here)
    assert ran.returncode == 0, ran.stderr
    with psycopg.connect(address) as line:
        assert line.execute("SHOW server_encoding").fetchall() == [("UTF8",)]
    done(machine, BLOCKS[GUARDS], **here)

    add = ("termination", "add", GRANITT, "--reason", "helse", "--date", "2024-09-18", "--yes")
    for words in (list(add), ["engine", "run"], ["check"]):
        answer = as_drift(machine, *words, register=address)
        assert answer.returncode == 0, answer.stderr
    person = json.loads(as_drift(machine, "person", GRANITT, "--json", register=address).stdout)
    assert person["terminations"][0]["reason"] == "helse"
    refused_to_the_role(address)
    purge = as_drift(machine, "purge", "--yes", register=address)
    assert purge.returncode == 5 and "ikke rett til dette" in purge.stderr
    owner = address.replace("nir@", "nir_owner@")
    for words in (["purge", "--yes"], ["import", "/mnt/bundle"], ["engine", "run", "--all"]):
        answer = as_drift(machine, *words, register=owner)
        assert answer.returncode == 0, answer.stderr


def refused_to_the_role(address: str) -> None:
    """Assert that the role may run no statement that opens history or journal to changes."""
    import psycopg

    for statement in (
        "INSERT INTO purge (person_id, duf, day) SELECT id, duf, '2060-01-01' FROM person",
        "UPDATE purge SET day = '2060-01-01'",
        "DELETE FROM purge",
        "DELETE FROM schema_migration",
        "DROP TRIGGER journal_is_history ON journal",
        "ALTER TABLE termination DISABLE TRIGGER ALL",
        "TRUNCATE journal",
        "DROP TABLE journal CASCADE",
        "SET session_replication_role = replica",
    ):
        with (
            psycopg.connect(address) as line,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            line.execute(statement)
