"""`person --disclosure`: everything that is held about a person, for administrators only."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from models.access import Role
from models.administration.users import add_user
from models.cases.stored_case import PERSON_COLUMNS, STORED_COLUMNS
from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, AnnulDecision, DeleteMeasure
from models.changes.session_memory import SessionMemory, keep_memory
from models.changes.set_aside import set_aside
from models.changes.terminations import DeleteTermination, RegisterTermination
from models.storage.register import open_register
from models.tables import MeasureRow, SetAsideRow, TerminationRow
from rules.code_lists import WaitingFor
from tests.case_builder import TODAY, World, actor
from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

DISCLOSURE = ("person", GRANITT, "--disclosure")


def busy(place: str) -> None:
    """Give a person of the demo register a history of every kind."""
    with closing(open_register(place)) as register:
        world = World(register, place)
        case = world.case(GRANITT)
        [decision] = case.decisions
        for change in (
            AnnulDecision(decision.id or 0),
            AddDecision(replace(decision, id=None)),
            RegisterTermination("helse", date(2024, 9, 18)),
            DeleteTermination(),
            DeleteMeasure(case.measures[0].id or 0),
        ):
            apply_change(register, actor(), GRANITT, change, confirmed=True)
        set_aside(register, actor(), GRANITT, date(2025, 1, 15), WaitingFor.NAV)


def left_by_a_session(place: str) -> None:
    """Store that a session stood at the person, in a walk of two."""
    walk = (GRANITT, "992400001009")
    place_of = SessionMemory({}, GRANITT, "", True, 1, 2, 0, TODAY, walk)
    with closing(open_register(place)) as register:
        keep_memory(register, actor("4204-ANNA"), place_of)


def test_everything_is_in_it(nir: Run, demo_copy: str) -> None:
    busy(demo_copy)
    left_by_a_session(demo_copy)
    assert nir("person", GRANITT)[0] == 0
    found = answer(nir, *DISCLOSURE, "--format", "json")
    assert list(found) == [
        *("person", "decisions", "measures", "events", "terminations", "journal"),
        *("set_asides", "kept_for_users", "printed_at", "printed_by"),
    ]
    assert found["person"]["first_name"] == "FORNØYDE"
    assert set(PERSON_COLUMNS) - {"id", "version"} <= set(found["person"])
    assert [decision["result"] for decision in found["decisions"]] == ["fattet", "opphevet"]
    [measure] = found["measures"]
    assert (measure["kind"], measure["deleted_by"]) == ("norsk", "4204-MABE")
    assert ("helse", "4204-MABE") in {(t["reason"], t["deleted_by"]) for t in found["terminations"]}
    [aside] = found["set_asides"]
    assert (aside["until"], aside["because"], aside["user"]) == ("2025-01-15", "nav", "4204-MABE")
    assert aside["at"] == "2024-12-09T12:00:00+00:00"
    assert found["kept_for_users"] == [
        {"user": "4204-ANNA", "kind": "session"},
        {"user": "4204-ANNA", "kind": "walk"},
    ]
    assert found["printed_by"] == "4204-MABE"
    assert found["printed_at"].startswith("2024-12-09T")
    assert [line["action"] for line in found["journal"]][:2] == ["person.disclosure", "person.look"]
    of_person = answer(nir, "journal", "--json", "--duf", GRANITT)
    assert found["journal"] == of_person[1:], "all but the reading of the journal itself"
    assert "4204-ANNA sto ved personen" in nir(*DISCLOSURE)[1]


def test_it_is_in_words(nir: Run, demo_copy: str) -> None:
    busy(demo_copy)
    status, out, _err = nir(*DISCLOSURE)
    assert status == 0
    for text in (
        "Innsyn: alt registeret har om FORNØYDE, GRANITT, DUF-nummer 9924 000022 00\n",
        "  kjønn: kvinne\n",
        "  kommune: 4204 Kristiansand\n",
        "  Frist for gjennomføring: 18.09.2024\n",
        "  Deltakelse · Opphevet · vedtatt 18.03.2024 · fra 18.03.2024 til -\n",
        "  Norskopplæring · 20.03.2024 - 01.12.2024 · slettet 09.12.2024 13:00 av",
        "  til 15.01.2025 av 4204-MABE · Nav\n",
        "Lagret for brukere\n  Ingenting er registrert\n",
        " · 4204-MABE · ga innsyn\n",
    ):
        assert text in out, out
    assert "slettet 09.12.2024 13:00 av 4204-MABE" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 78


def test_no_table_that_names_a_person_is_forgotten() -> None:
    """A new table that names a person must be listed here, with how the disclosure shows it."""
    from models.tables import Table

    shown = {*(str(table._meta.table_name) for table in STORED_COLUMNS), "set_aside", "person"}
    shown |= {"session_memory", "kept_walk"}
    derived = {"report_row", "other_deadline", "purge"}
    of_person = {
        str(table._meta.table_name)
        for table in Table.__subclasses__()
        if {"person", "person_id", "duf"} & set(table._meta.fields)
    }
    assert of_person - {"journal"} <= shown | derived
    assert {MeasureRow, TerminationRow, SetAsideRow} <= set(Table.__subclasses__())


def test_only_an_administrator_may(nir: Run, demo_copy: str, tmp_path: Path) -> None:
    with closing(open_register(demo_copy)) as register:
        add_user(register, actor("ces"), "ces", Role.ADMINISTRATOR)
        add_user(register, actor("ces"), "4204-MABE", Role.CASE_WORKER, "4204")
    out = tmp_path / "innsyn.txt"
    status, shown, err = nir(*DISCLOSURE, "--out", str(out))
    assert (status, shown) == (4, "")
    assert "administratorer" in err and not out.exists()
    [refused, *_older] = answer(nir, "--user", "ces", "journal", "--json", "--duf", GRANITT)[1:]
    values = (refused["action"], refused["by"], refused["after"])
    assert values == ("refused", "4204-MABE", {"action": "person.disclosure"})


def test_to_a_file_and_nobody(nir: Run, tmp_path: Path) -> None:
    out = tmp_path / "innsyn.json"
    assert nir(*DISCLOSURE, "--json", "--out", str(out)) == (0, "", "")
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    assert found["person"]["duf"] == GRANITT
    assert nir("person", "992400099905", "--disclosure")[0] == 3
    assert nir(*DISCLOSURE, "--known-at", TODAY.isoformat())[0] == 2
    assert nir("person", GRANITT, "--out", str(out))[0] == 2


def test_a_look_and_a_disclosure_are_no_changes(nir: Run) -> None:
    assert nir("goal", GRANITT, "grunnskole", "--yes")[0] == 0
    assert nir(*DISCLOSURE)[0] == 0
    assert nir("undo", GRANITT, "--yes")[0] == 0
