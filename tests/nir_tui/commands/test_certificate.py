"""`person --certificate`: the draft of a participant's certificate."""

from pathlib import Path

import pytest

from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

CERTIFICATE = ("person", GRANITT, "--certificate")


def end(nir: Run, reason: str, *more: str) -> None:
    words = ("termination", "add", GRANITT, "--reason", reason, "--date", "2024-09-18", "--yes")
    assert nir(*words, *more)[0] == 0


def test_a_draft_of_what_is_stored(nir: Run) -> None:
    end(nir, "arbeid", "--hours", "37,5")
    status, out, _err = nir(*CERTIFICATE)
    assert status == 0
    assert out == (
        "UTKAST\n\n"
        "Deltakerbevis for introduksjonsprogram\n\n"
        "Kristiansand, 09.12.2024\n\n"
        "FORNØYDE GRANITT har deltatt i introduksjonsprogram i Kristiansand fra\n"
        "18.03.2024 til 18.09.2024.\n\n"
        "Sluttmål: Arbeid - person har utdanning på videregående nivå fra før\n\n"
        "Tiltak i programmet:\n"
        "- Norskopplæring, 20.03.2024 - 18.09.2024\n\n"
        "Programmet ble avsluttet 18.09.2024.\n\n"
        "Etter programmet: Arbeid\n\n"
        "For kommunen: ______________________________\n"
    )
    [made, *_older] = answer(nir, "journal", "--json", "--duf", GRANITT)[1:]
    assert (made["action"], made["by"]) == ("person.certificate", "4204-MABE")


@pytest.mark.parametrize("reason", ["helse", "annet", "mistet-rett"])
def test_nothing_of_health_or_why(nir: Run, reason: str) -> None:
    end(nir, reason)
    assert nir("decision", "add", GRANITT, "permisjon", "--from", "2024-05-01", "--yes")[0] == 0
    _status, out, _err = nir(*CERTIFICATE)
    assert "Permisjon fra programmet:\n- 01.05.2024 - 18.09.2024\n" in out
    assert "Etter programmet" not in out
    assert not {"helse", "rett", "annet"} & set(out.casefold().split())


def test_from_2026_it_names_its_paragraph(nir: Run) -> None:
    end(nir, "arbeid", "--hours", "20")
    _status, out, _err = nir("--as-of", "2026-02-02", *CERTIFICATE)
    source = "integreringsloven §\N{NO-BREAK SPACE}18 a første ledd"
    assert f"avbrutt: {source}" in out.replace("\n", " ")


def test_to_a_file_and_where_there_is_none(nir: Run, tmp_path: Path) -> None:
    end(nir, "annet")
    out = tmp_path / "bevis.txt"
    assert nir(*CERTIFICATE, "--out", str(out)) == (0, "", "")
    assert out.read_text(encoding="utf-8").startswith("UTKAST\n")
    assert nir(*CERTIFICATE, "--json")[0] == 2
    assert nir(*CERTIFICATE, "--disclosure")[0] == 2
    assert nir("person", "992400099905", "--certificate")[0] == 3
    persons = answer(nir, "persons", "--status", "under-way", "--format", "json")["rows"]
    status, shown, err = nir("person", persons[0]["duf"], "--certificate")
    assert (status, shown) == (1, "")
    assert "Programmet er ikke avsluttet" in err
