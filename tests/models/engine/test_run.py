"""Engine runs over a register: repeatable, all or nothing, with a dry run first."""

from datetime import date
from typing import Any

import pytest

from models.administration.check import check_register
from models.administration.journal_view import read_lines
from models.engine import parallel_scan as examining
from models.engine import run as engine_run
from models.engine.run import run_engine
from models.errors import Stopped, Unusable
from models.list_filter import ListFilter
from models.lists.counts import count_list
from models.storage.sqlite import FileStorage
from models.tables import DecisionRow
from rules.engine import Computed
from tests.case_builder import TODAY, World, actor
from tests.registers import without

LATER = date(2025, 6, 1)


@pytest.fixture
def three(world: World) -> World:
    """Three persons whose deadlines pass between the guide's day and the next June."""
    for number, month in enumerate((7, 8, 9)):
        duf = f"99240000{number}000"
        world.participant(date(2024, month, 1), duf=duf, name=f"PERSON, NR{number}")
    return world


def content(world: World) -> list[Any]:
    with world.register.read():
        return [
            world.register.execute(f"SELECT * FROM {table}")
            for table in ("person", "termination", "report_row", "journal")
        ]


def test_a_trial_writes_nothing_and_tells_everything(three: World) -> None:
    before = content(three)
    report = run_engine(three.register, actor(today=LATER), dry_run=True)
    assert content(three) == before
    assert (report.examined, dict(report.added), report.unchanged) == (3, {"ikke-registrert": 3}, 0)
    assert [(c.duf[8], c.withdrawn, c.added) for c in report.changes] == [
        ("0", None, Computed("ikke-registrert", date(2025, 1, 1))),
        ("1", None, Computed("ikke-registrert", date(2025, 2, 1))),
        ("2", None, Computed("ikke-registrert", date(2025, 3, 1))),
    ]
    assert "er gått ut" in str(report.changes[0].because)


def test_a_run_does_what_the_dry_run_said_and_a_second_run_nothing(three: World) -> None:
    first = run_engine(three.register, actor("Natt", LATER))
    assert sum(first.added.values()) == 3
    assert count_list(three.register, ListFilter(), TODAY).to_correct == 3
    before = content(three)[:3]
    again = run_engine(three.register, actor("Natt", LATER))
    assert (sum(again.added.values()), sum(again.withdrawn.values()), again.examined) == (0, 0, 0)
    assert content(three)[:3] == before
    assert check_register(three.register, actor(today=LATER)) == []


def test_going_back_withdraws_and_deleted_by_is_the_engine(three: World) -> None:
    run_engine(three.register, actor("Natt", LATER))
    back = run_engine(three.register, actor("Natt", TODAY))
    assert sum(back.withdrawn.values()) == 3
    [gone] = three.case("992400000000").terminations
    assert (gone.registered_by, gone.deleted_by) == ("Regelmotor", "Regelmotor")
    assert count_list(three.register, ListFilter(), TODAY).total == 0


def test_a_withdrawal_says_why_the_ground_holds_no_longer(three: World) -> None:
    run_engine(three.register, actor("Natt", LATER))
    [first, *_others] = run_engine(three.register, actor(today=TODAY), dry_run=True).changes
    assert (first.added, first.moved_from) == (None, None)
    assert str(first.because) == "Frist for gjennomføring 01.01.2025 er ikke gått ut per 09.12.2024"


def test_a_termination_that_gets_another_day_is_named_with_both(three: World) -> None:
    run_engine(three.register, actor("Natt", LATER))
    with three.register.write():
        # As after a change of the rules: the case gives a different day from the stored one.
        DecisionRow.update(start=date(2024, 7, 15)).where(
            DecisionRow.start == "2024-07-01"
        ).execute()
    dry = run_engine(three.register, actor(today=LATER), dry_run=True, every=True)
    [moved] = dry.changes
    assert moved.withdrawn and moved.added
    assert (moved.moved_from, moved.added.date) == (date(2025, 1, 1), date(2025, 1, 15))
    assert dict(dry.moved) == {"ikke-registrert": 1}
    real = run_engine(three.register, actor("Natt", LATER), every=True)
    assert (dict(real.moved), dict(real.added)) == ({"ikke-registrert": 1}, {"ikke-registrert": 1})


def test_stopping_leaves_nothing_half_done(three: World) -> None:
    before = content(three)
    seen = iter([False, False, True])
    with pytest.raises(Stopped):
        run_engine(three.register, actor(today=LATER), shall_stop=lambda: next(seen))
    assert content(three) == before


def test_progress_counts_to_the_end(three: World) -> None:
    seen: list[tuple[int, int]] = []
    run_engine(three.register, actor(today=LATER), progress=lambda *far: seen.append(far))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_progress_of_a_full_run_counts_scanning_then_writing(three: World) -> None:
    seen: list[tuple[int, int]] = []
    run_engine(
        three.register, actor(today=LATER), progress=lambda *far: seen.append(far), every=True
    )
    assert seen == [(3, 3), (4, 6), (5, 6), (6, 6)]
    seen.clear()
    again = run_engine(
        three.register, actor(today=LATER), progress=lambda *far: seen.append(far), every=True
    )
    assert seen == [(3, 3)]
    assert (again.examined, again.unchanged) == (3, 3)


def test_many_cases_are_looked_at_by_several_processes_with_the_same_result(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = actor("Natt", LATER)
    alone = run_engine(three.register, later, dry_run=True, every=True)
    monkeypatch.setattr(examining, "WORTH_SHARING", 0)
    monkeypatch.setattr(examining, "processors", lambda: 2)
    monkeypatch.setattr(examining, "_BATCH_SIZE", 1)
    shared = run_engine(three.register, later, dry_run=True, every=True)
    assert shared == alone
    assert run_engine(three.register, later, every=True).added == alone.added
    assert check_register(three.register, later) == []


@pytest.mark.parametrize(
    ("persons", "processors", "workers"),
    [(49_999, 4, 1), (50_000, 1, 1), (50_000, 4, 4), (1_000_000, 64, 8)],
)
def test_one_function_decides_how_many_processes_work(
    persons: int, processors: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "processors", lambda: processors)
    assert examining.worker_processes(persons) == workers


def test_rebuilding_indexes_after_many_changes_gives_the_same_result(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_run, "_MANY", 0)
    later = actor("Natt", LATER)
    assert run_engine(three.register, later, every=True).added == {"ikke-registrert": 3}
    assert check_register(three.register, later) == []
    assert count_list(three.register, ListFilter(), TODAY).to_correct == 3


@pytest.mark.file
def test_counts_and_texts_are_rebuilt_when_rows_are_too_many_to_sort(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--all` rebuilds counts and texts from the existing rows, even if they were lost."""
    monkeypatch.setattr(engine_run, "_MANY", 0)
    monkeypatch.setattr(FileStorage, "most_rows_to_index", 1)
    with three.register.read():
        names = three.register.storage.integrity_triggers()
    three.sql("DELETE FROM list_count")
    three.sql("DELETE FROM letter_count")
    later = actor("Natt", LATER)
    assert check_register(three.register, later)
    assert run_engine(three.register, later, every=True).added == {"ikke-registrert": 3}
    assert check_register(three.register, later) == []
    with three.register.read():
        assert three.register.storage.integrity_triggers() == names


def test_looking_in_several_processes_can_be_stopped(
    three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "WORTH_SHARING", 0)
    monkeypatch.setattr(examining, "processors", lambda: 2)
    before = content(three)
    with pytest.raises(Stopped):
        run_engine(three.register, actor(today=LATER), shall_stop=lambda: True, every=True)
    assert content(three) == before


def test_the_run_is_in_the_journal(three: World) -> None:
    run_engine(three.register, actor("Natt", LATER))
    line = read_lines(three.register)[0]
    assert (line.action, line.by, line.duf) == ("engine.run", "Natt", None)
    assert line.after == {
        "run_as_of": "2025-06-01",
        "moved": 0,
        "examined": 3,
        "added": 3,
        "withdrawn": 0,
    }


def test_check_finds_a_row_that_does_not_say_what_the_case_says(three: World) -> None:
    run_engine(three.register, actor("Natt", LATER))
    three.sql("UPDATE report_row SET reason = 'dod' WHERE duf = '992400000000'")
    found = [str(message) for message in check_register(three.register, actor(today=LATER))]
    assert found == [
        "Tellingene i listene stemmer ikke med radene. Kjør «nir-tui engine run --all».",
        "9924 000000 00: raden i listene stemmer ikke med saken. Kjør «nir-tui engine run --all».",
    ]
    run_engine(three.register, actor("Natt", LATER), every=True)
    assert check_register(three.register, actor(today=LATER)) == []


UNKNOWN = "koden «tull» er ukjent for denne versjonen. Oppgrader nir-tui"


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE list_count SET persons = persons + 1 WHERE municipality = '4204'", "Tellingene"),
        ("DELETE FROM list_count", "Tellingene"),
        ("UPDATE letter_count SET persons = persons + 1 WHERE letters = '24'", "Tellingene"),
        ("DELETE FROM letter_count", "Tellingene"),
        pytest.param(
            "INSERT INTO report_text (report_text) VALUES ('delete-all')",
            "9924 000000 00: søket finner ikke navnet",
            marks=pytest.mark.file,
        ),
        pytest.param(
            "INSERT INTO report_text (rowid, search_name, duf) VALUES (7, 'en for mye', '99')",
            "Søket stemmer ikke",
            marks=pytest.mark.file,
        ),
        ("UPDATE report_row SET category = 'rett-og-plikt'", "Tellingene"),
        ("UPDATE report_row SET law = 'tull' WHERE duf = '992400000000'", "Tellingene"),
    ],
)
def test_check_finds_what_the_lists_no_longer_say_and_a_run_of_all_mends_it(
    three: World, damage: str, found: str
) -> None:
    run_engine(three.register, actor("Natt", LATER))
    assert check_register(three.register, actor(today=LATER)) == []
    three.sql(damage)
    output = [str(message) for message in check_register(three.register, actor(today=LATER))]
    assert any(line.startswith(found) for line in output)
    assert all("engine run --all" in line for line in output)
    run_engine(three.register, actor("Natt", LATER), every=True)
    assert check_register(three.register, actor(today=LATER)) == []


@pytest.mark.file
def test_a_run_of_all_leaves_the_text_index_in_one_piece(three: World) -> None:
    # SQLite merges the segments when the sixteenth is written: that user would have to wait.
    pieces = "SELECT count(DISTINCT segid) FROM report_text_idx"
    three.sql("INSERT INTO report_text (report_text, rank) VALUES ('hashsize', 64)")
    run_engine(three.register, actor("Natt", LATER))
    assert three.sql(pieces) != [(1,)]
    run_engine(three.register, actor("Natt", LATER), every=True)
    assert three.sql(pieces) == [(1,)]


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("UPDATE person SET goal = 'tull' WHERE duf = '992400000000'", UNKNOWN),
        pytest.param(
            "UPDATE person SET settled = '2024-13-01' WHERE duf = '992400000000'",
            "saken inneholder noe som ikke kan leses",
            marks=pytest.mark.file,
        ),
        (
            "INSERT INTO termination (person_id, kind, reason, date, municipality, registered_by,"
            " registered_at) SELECT id, 'ordinary', 'tull', '2024-12-01', '4204', 'x',"
            " '2024-12-01T00:00:00+00:00' FROM person WHERE duf = '992400000000'",
            UNKNOWN,
        ),
    ],
)
def test_check_names_the_case_that_cannot_be_read(three: World, damage: str, what: str) -> None:
    three.sql(damage)
    *others, found = map(str, check_register(three.register, actor()))
    assert f"9924 000000 00: {what}" in found
    assert ["uten at journalen vet om det" in other for other in others] == (
        [True] if "termination" in damage else []
    )
    if "termination" not in damage:
        with pytest.raises(Unusable, match=f"9924 000000 00: {what}"):
            run_engine(three.register, actor("Natt", LATER), every=True)


def test_check_finds_a_missing_guard(three: World) -> None:
    three.sql(without("journal_is_history", "journal"))
    assert [
        "Sperren journal_is_history mangler" in str(s)
        for s in check_register(three.register, actor())
    ] == [True]
