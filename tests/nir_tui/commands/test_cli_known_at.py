"""`--known-at`: what the register knew at the end of a day."""

import pytest

from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

PERSON = ("person", GRANITT, "--json")


def test_a_case_as_it_was_known(nir: Run) -> None:
    before = answer(nir, *PERSON, "--known-at", "2024-09-18")
    assert (before["known_at"], before["journal_from"]) == ("2024-09-18", "2024-03-18")
    assert before["terminations"] == []
    assert [decision["kind"] for decision in before["decisions"]] == ["deltakelse"]
    after = answer(nir, *PERSON, "--known-at", "19.09.2024")
    assert [termination["reason"] for termination in after["terminations"]] == ["ikke-registrert"]
    first = answer(nir, *PERSON, "--known-at", "2024-03-17")
    assert (first["journal_from"], first["goal"], first["decisions"]) == (None, None, [])
    assert set(after) - set(answer(nir, *PERSON)) == {"known_at", "journal_from"}


def test_a_deleted_termination_stood_until_it_was_deleted(nir: Run) -> None:
    reason = ("--reason", "helse", "--date", "2024-09-18", "--yes")
    assert nir("termination", "add", GRANITT, *reason)[0] == 0
    today = answer(nir, *PERSON, "--known-at", "2024-12-09", "--history")["terminations"]
    assert [(t["reason"], t["deleted"]) for t in today] == [
        ("helse", False),
        ("ikke-registrert", True),
    ]
    [then] = answer(nir, *PERSON, "--known-at", "2024-12-08", "--history")["terminations"]
    assert (then["reason"], then["deleted"], then["deleted_by"]) == ("ikke-registrert", False, None)


def test_the_text_says_how_far_the_journal_reaches(nir: Run) -> None:
    status, out, _err = nir("person", GRANITT, "--known-at", "2024-04-01")
    assert status == 0
    assert out.startswith(
        "Slik saken var kjent da 01.04.2024 var omme · Journalen forteller fra 18.03.2024\n"
    )
    _status, out, _err = nir("person", GRANITT, "--known-at", "2024-03-01")
    assert "Journalen rekker ikke så langt tilbake" in out


@pytest.mark.parametrize("day", ["2024-12-10", "i går", "1066-10-14", ""])
def test_a_day_that_nobody_knows_is_refused(nir: Run, day: str) -> None:
    status, out, err = nir("person", GRANITT, "--known-at", day)
    assert (status, out) == (1, "")
    assert err.strip()


def test_the_look_is_journalled_with_the_day(nir: Run) -> None:
    answer(nir, *PERSON, "--known-at", "2024-06-01")
    looks = [line for line in answer(nir, "journal", "--json") if line["action"] == "person.look"]
    assert (looks[0]["duf"], looks[0]["after"]) == (GRANITT, {"known_at": "2024-06-01"})


def test_the_report_as_it_was_known(nir: Run) -> None:
    before = answer(nir, "report", "--format", "json")
    assert answer(nir, "report", "--format", "json", "--known-at", "2024-12-09") == before
    duf = ("--duf", GRANITT)
    assert answer(nir, "report", *duf, "--format", "json", "--known-at", "2024-09-18")["rows"] == []
    reason = ("--reason", "helse", "--date", "2024-09-18", "--yes")
    assert nir("termination", "add", GRANITT, *reason)[0] == 0
    [row] = answer(nir, "report", *duf, "--format", "json", "--known-at", "2024-12-08")["rows"]
    assert (row["reason"], row["engine"]) == ("ikke-registrert", True)
    assert row["needs_correction"]


def test_the_file_says_when_it_was_known(nir: Run) -> None:
    known = ("report", "--format", "csv", "--known-at", "2024-09-19", "--duf", GRANITT)
    status, out, _err = nir(*known)
    assert status == 0
    assert " > kjent 19.09.2024 · " in out.splitlines()[1]
    assert len(out.splitlines()) == 4
    [line, *_older] = answer(nir, "journal", "--json", "--by", "4204-MABE")[1:]
    assert (line["action"], line["after"]["known_at"]) == ("list.download", "2024-09-19")


def test_statistics_as_they_were_known(nir: Run) -> None:
    today = answer(nir, "statistics", "--format", "json")
    assert answer(nir, "statistics", "--format", "json", "--known-at", "2024-12-09") == today
    earlier = answer(nir, "statistics", "--format", "json", "--known-at", "2023-06-30")
    assert 0 < earlier["denominator"] < today["denominator"]
    assert earlier["years"][-1] == 2023
    status, out, _err = nir("statistics", "--year", "2023", "--known-at", "2023-06-30")
    assert status == 0 and " > kjent 30.06.2023" in out.splitlines()[0]


def test_only_the_report_and_the_statistics_have_the_day(nir: Run) -> None:
    assert nir("persons", "--known-at", "2024-06-01")[0] == 2
