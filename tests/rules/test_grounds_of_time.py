"""Loss of the right, and passed deadlines: the day before, the day, and the day after."""

import pytest

from rules.code_lists import DecisionKind, Goal, Law
from rules.facts import CaseFacts, Decision
from tests.rules.build import day, facts, participation
from tests.rules.read_grounds import cited, says

START = participation("02.09.2024")

RIGHTS: list[tuple[CaseFacts, str, bool, str]] = [
    # case, as of, holds, says
    (
        facts(category_ended=day("01.10.2024")),
        "01.10.2024",
        True,
        "Retten falt bort 01.10.2024, og ingen deltakelse er vedtatt",
    ),
    (
        facts(category_ended=day("01.10.2024")),
        "30.09.2024",
        False,
        "01.10.2024 er etter 30.09.2024, dagen beregningen gjelder",
    ),
    (
        facts(START, category_ended=day("01.10.2024")),
        "30.09.2024",
        False,
        "01.10.2024 er etter 30.09.2024, dagen beregningen gjelder",
    ),
    (
        facts(participation("02.12.2024"), START, category_ended=day("01.09.2024")),
        "09.12.2024",
        True,
        "Retten falt bort 01.09.2024, før programmet begynte 02.09.2024",
    ),
    (
        facts(START, participation("09.01.2023"), category_ended=day("01.10.2024")),
        "09.12.2024",
        False,
        "programmet begynte 09.01.2023: den som har begynt, kan fullføre",
    ),
    (
        facts(START, participation("02.12.2024"), category_ended=day("01.10.2024")),
        "09.12.2024",
        False,
        "programmet begynte 02.09.2024: den som har begynt, kan fullføre",
    ),
]


@pytest.mark.parametrize(("case", "as_of", "holds", "text"), RIGHTS)
def test_a_right_that_ended(case: CaseFacts, as_of: str, holds: bool, text: str) -> None:
    [(found, because)] = says(case, "ikke-i-kategori", day(as_of))
    assert found is holds and because.endswith(text)


PARAGRAPHS: list[tuple[CaseFacts, str, str, str]] = [
    # § 9 as it was to 31.07.2023, and since; § 13 as it was to 31.12.2025, and § 18 a since
    (facts(category_ended=day("01.01.2023")), "ikke-i-kategori", "09.12.2024", "§ 9 andre ledd"),
    (facts(category_ended=day("31.07.2023")), "ikke-i-kategori", "09.12.2024", "§ 9 andre ledd"),
    (facts(category_ended=day("01.08.2023")), "ikke-i-kategori", "09.12.2024", "§ 9 tredje ledd"),
    (facts(START), "ikke-registrert", "09.12.2024", "§ 13 sjette ledd"),
    (facts(START), "ikke-registrert", "31.12.2025", "§ 13 sjette ledd"),
    # The deadline was 02.03.2025, whatever day is computed for; in the next row 02.03.2026.
    (facts(START), "ikke-registrert", "01.01.2026", "§ 13 sjette ledd"),
    (facts(participation("02.09.2025")), "ikke-registrert", "01.06.2026", "§ 18 a andre ledd"),
    (facts(), "ikke-registrert", "31.12.2025", "§ 13 sjette ledd"),
    (facts(), "ikke-registrert", "01.01.2026", "§ 18 a andre ledd"),
]


@pytest.mark.parametrize(("case", "reason", "as_of", "paragraph"), PARAGRAPHS)
def test_the_paragraph_is_the_one_of_the_day(
    case: CaseFacts, reason: str, as_of: str, paragraph: str
) -> None:
    [source] = cited(case, reason, day(as_of))
    others = {one for _case, ground, _day, one in PARAGRAPHS if ground == reason} - {paragraph}
    assert paragraph in source
    assert not [other for other in others if other in source]


EXPIRED: list[tuple[CaseFacts, str, bool, str]] = [
    (facts(), "09.12.2024", False, "verken fristen eller bosetting er registrert"),
    (facts(settled=day("09.12.2022")), "09.12.2024", False, "er ikke gått ut per 09.12.2024"),
    (facts(settled=day("09.12.2022")), "10.12.2024", True, "vedtak om deltakelse mangler"),
    (
        facts(START, settled=day("09.12.2022")),
        "10.12.2024",
        False,
        "Det som kreves innen frist for oppstart 09.12.2024, er registrert: første vedtak "
        "02.09.2024",
    ),
    (
        facts(participation("09.12.2024"), settled=day("09.12.2022")),
        "10.12.2024",
        False,
        "er registrert: første vedtak 09.12.2024",
    ),
    (
        facts(participation("10.12.2024"), settled=day("09.12.2022")),
        "10.12.2024",
        False,
        "Første vedtak om deltakelse er datert 10.12.2024, etter frist for oppstart 09.12.2024; "
        "regelmotoren ser bare etter om vedtak og sluttmål er registrert",
    ),
]


@pytest.mark.parametrize(("case", "as_of", "holds", "text"), EXPIRED)
def test_the_start_deadline(case: CaseFacts, as_of: str, holds: bool, text: str) -> None:
    [(found, because)] = says(case, "utgatt-oppstartsfrist", day(as_of))
    assert found is holds and because.endswith(text)


@pytest.mark.parametrize(
    ("case", "as_of", "holds", "text"),
    [
        (facts(), "09.12.2024", False, "vedtak om deltakelse mangler"),
        (facts(START), "02.03.2025", False, "02.03.2025 er ikke gått ut per 02.03.2025"),
        (facts(START), "03.03.2025", True, "02.03.2025 er gått ut før 03.03.2025 uten registrert"),
        (
            facts(START, law=Law.INTRODUKSJONSLOVEN, goal=None),
            *("02.09.2026", False, "02.09.2026 er ikke gått ut per 02.09.2026"),
        ),
        (
            facts(START, goal=Goal.UPPER_SECONDARY_OVER_25),
            *("03.09.2027", True, "02.09.2027 er gått ut før 03.09.2027"),
        ),
    ],
)
def test_the_completion_deadline(case: CaseFacts, as_of: str, holds: bool, text: str) -> None:
    [(found, because)] = says(case, "ikke-registrert", day(as_of))
    assert found is holds and text in because


def test_without_a_deadline_it_names_what_lacks() -> None:
    for case, lacking in (
        (facts(goal=None), "vedtak om deltakelse og sluttmål"),
        (facts(participation("18.03.2024"), goal=None), "sluttmål"),
        (facts(Decision(DecisionKind.PARTICIPATION)), "vedtak om deltakelse"),
    ):
        [(holds, text)] = says(case, "ikke-registrert", day("09.12.2024"))
        assert (holds, text) == (False, f"Ingen frist for gjennomføring: {lacking} mangler")


def test_a_first_participation_without_any_day_meets_the_start_deadline_too() -> None:
    """The engine checks only whether a participation is registered (guide section 3)."""
    bare = facts(Decision(DecisionKind.PARTICIPATION), settled=day("09.12.2022"))
    [(holds, text)] = says(bare, "utgatt-oppstartsfrist", day("10.12.2024"))
    assert not holds and "er registrert" in text
