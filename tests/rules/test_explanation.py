"""The explanation: the rules, every fact, the deciding ground, and possible changes."""

from datetime import date

import pytest

from rules.code_lists import Category, Completeness, DecisionKind, EventKind, Goal, Law
from rules.deadlines import three_months_after_settlement
from rules.explanation import Explanation, closing, explain_case
from rules.facts import CaseFacts, Decision
from rules.what_if import Trial, trial_findings, with_trial
from tests.rules.build import (
    KRISTIANSAND,
    VENNESLA,
    day,
    decided,
    event,
    extended,
    facts,
    leave,
    measure,
    participation,
    termination,
)

STOP = DecisionKind.PERMANENT_STOP
WORK = Goal.WORK_LACKS_UPPER_SECONDARY


def explained(case: CaseFacts, as_of: str = "09.12.2024") -> Explanation:
    return explain_case(case, day(as_of))


RULES = [
    # offered, goal, as of, the text, its transition rule
    (
        "15.11.2021",
        WORK,
        "09.12.2024",
        "Integreringsloven slik den var til og med 31.12.2025: programmet ble tilbudt 15.11.2021, "
        "før 01.01.2026",
        "§ 76 andre ledd",
    ),
    (
        "31.12.2024",
        Goal.UPPER_SECONDARY_OVER_25,
        "01.06.2026",
        "Integreringsloven slik den var til og med 31.12.2025: programmet ble tilbudt 31.12.2024, "
        "før 01.01.2025",
        "§ 76 første ledd",
    ),
    (
        "01.01.2025",
        Goal.UPPER_SECONDARY_OVER_25,
        "31.12.2025",
        "Integreringsloven slik den var til og med 31.12.2025: programmet ble tilbudt 01.01.2025, "
        "ikke før 01.01.2025, men per 31.12.2025 gjelder ikke reglene fra 01.01.2026 ennå",
        "registerets valg",
    ),
    (
        "01.01.2025",
        Goal.UPPER_SECONDARY_OVER_25,
        "01.01.2026",
        "Integreringsloven fra 01.01.2026, formell opplæring: programmet ble tilbudt 01.01.2025, "
        "ikke før 01.01.2025",
        "§ 76 første ledd",
    ),
    (
        "01.01.2026",
        WORK,
        "01.01.2026",
        "Integreringsloven fra 01.01.2026, uten videregående opplæring fra før: programmet ble "
        "tilbudt 01.01.2026, ikke før 01.01.2026",
        "§ 76 andre ledd",
    ),
]


@pytest.mark.law("integreringsforskriften § 75", "integreringsforskriften § 76")
@pytest.mark.parametrize(("offered", "goal", "as_of", "says", "source"), RULES)
def test_which_rules_and_why_these(
    offered: str, goal: Goal, as_of: str, says: str, source: str
) -> None:
    found = explained(facts(participation(offered), goal=goal), as_of).rules
    assert found
    assert str(found.text) == says
    cited = [str(one.text).replace("\N{NO-BREAK SPACE}", " ") for one in found.sources]
    assert any(source in text for text in cited)
    assert found.checked == day("28.07.2026")


FULL = facts(
    participation("15.11.2021"),
    leave("01.11.2021", "30.11.2021"),
    leave("01.02.2024", "01.03.2024"),
    leave("01.05.2022", None),
    Decision(DecisionKind.LEAVE, None, day("01.01.2022"), day("31.01.2022"), annulled=True),
    Decision(DecisionKind.TEMPORARY_STOP, None, day("01.06.2022"), day("30.06.2022")),
    extended("31.12.2022", "01.06.2022"),
    measure("01.12.2021", None),
    event(EventKind.EMIGRATED, "01.02.2025"),
    goal=WORK,
    settled=day("01.09.2021"),
    category_ended=day("01.01.2022"),
)


def test_every_fact_of_the_case_stands_in_it_once_with_whether_it_is_used() -> None:
    output = [(fact.kind, fact.used, str(fact.because)) for fact in explained(FULL).facts]
    assert output == [
        ("deltakelse", True, "første deltakelse: programmet begynte 15.11.2021"),
        (
            "permisjon",
            True,
            "forlenger programmet: 16 kalenderdager, av 30 kalenderdager (dagene før programstart "
            "teller ikke)",
        ),
        ("permisjon", False, "begynner 01.02.2024, etter fristen 01.12.2023"),
        ("permisjon", False, "mangler sluttdato: legger ikke noe til ennå"),
        ("permisjon", False, "opphevet: teller ikke"),
        ("midlertidig-stans", False, "midlertidig stans flytter ingen frist"),
        ("utvidet-deltakelse", False, "gir 31.12.2022, før fristen 01.12.2023"),
        ("utvandret", False, "01.02.2025 er etter 09.12.2024, dagen beregningen gjelder"),
        (
            "sluttmal",
            True,
            "Arbeid - person har ikke utdanning på videregående nivå fra før: avgjør hvor lenge "
            "programmet varer",
        ),
        ("bosatt", True, "frist for oppstart regnes fra den"),
        (
            "rett-bortfalt",
            False,
            "Retten falt bort 01.01.2022, men programmet begynte 15.11.2021: den som har begynt, "
            "kan fullføre",
        ),
        ("norsk", False, "tiltak endrer ingen frist og ingen avslutning"),
    ]


def test_what_is_missing_stands_in_it_too() -> None:
    output = [(fact.kind, str(fact.because)) for fact in explained(facts(goal=None)).facts]
    assert output == [
        ("deltakelse", "ikke registrert"),
        ("sluttmal", "ikke registrert"),
        ("bosatt", "ikke registrert"),
    ]


def test_a_participation_decided_ahead_is_named_with_the_day_that_would_count() -> None:
    case = facts(
        participation("09.01.2023"),
        participation("02.09.2024", decided="20.12.2023"),
        decided(STOP, "02.05.2024"),
        goal=WORK,
    )
    found = explained(case)
    assert str(found.facts[1].because) == (
        "vedtatt 20.12.2023, før permanent stans 02.05.2024, og opphever ikke dette; det gjør "
        "et vedtak fattet 02.05.2024 eller senere, med oppstart etter 02.05.2024"
    )
    assert (
        "Deltakelse som begynner etter 02.05.2024 og vedtas 02.05.2024 eller senere, opphever "
        in (" ".join(str(change.text) for change in found.changes))
    )


def test_a_participation_that_lifts_a_move_is_used() -> None:
    case = facts(
        participation("09.01.2023"),
        participation("02.09.2024"),
        event(EventKind.MOVED, "02.05.2024", (KRISTIANSAND, VENNESLA)),
        goal=WORK,
    )
    assert [(fact.used, str(fact.because)) for fact in explained(case).facts[1:3]] == [
        (True, "opphever «Flyttet» 02.05.2024"),
        (
            False,
            "Flyttet 02.05.2024, men deltakelse fra 02.09.2024 er vedtatt 02.09.2024, ikke før den "
            "dagen",
        ),
    ]


CHANGES = [
    (
        facts(participation("18.03.2024")),
        [
            "Kommunen kan når som helst registrere en avslutning datert fra 18.03.2024 til "
            "18.09.2024; da beregnes ingen",
            "En utvidelse vedtatt 09.12.2024, etter fristen 18.09.2024, kan gå til senest "
            "18.03.2025",
            "At tida går, endrer ikke svaret",
        ],
    ),
    (
        facts(participation("02.09.2024")),
        [
            "Kommunen kan når som helst registrere en avslutning datert fra 02.09.2024 til "
            "02.03.2025; da beregnes ingen",
            "En utvidelse vedtatt 09.12.2024 kan gå til senest 02.09.2025",
            "Fra 03.03.2025, om ingenting registreres: regelmotoren beregner «Avslutningsårsak "
            "ikke registrert» 02.03.2025",
        ],
    ),
    (
        facts(participation("18.03.2024"), active=termination("helse", "01.06.2024")),
        [
            "Slettes kommunens avslutning: regelmotoren beregner «Avslutningsårsak ikke "
            "registrert» 18.09.2024",
            "En utvidelse vedtatt 09.12.2024, etter fristen 18.09.2024, kan gå til senest "
            "18.03.2025",
        ],
    ),
    (facts(known=Completeness.REPORT, reported_deadline=day("01.01.2025")), []),
]


@pytest.mark.parametrize(("case", "says"), CHANGES)
def test_what_would_change_the_answer(case: CaseFacts, says: list[str]) -> None:
    assert [str(change.text) for change in explained(case).changes] == says


def test_where_nothing_can_be_extended_it_says_so_with_the_paragraph() -> None:
    found = explained(facts(participation("01.02.2026")), "01.03.2026")
    assert str(found.changes[1].text).replace("\N{NO-BREAK SPACE}", " ") == (
        "Programmet kan ikke forlenges (integreringsloven § 13 tredje ledd (fra 01.01.2026))"
    )


def test_of_two_grounds_the_days_are_compared() -> None:
    case = facts(participation("18.03.2024"), decided(STOP, "01.05.2024"))
    found = explained(case)
    assert found.comparison
    assert str(found.comparison.text) == (
        "01.05.2024 er før 18.09.2024, dagen for «Avslutningsårsak ikke registrert»: programmet "
        "tok slutt på den første av dem"
    )
    assert str(found.changes[-1].text) == (
        "Uten «Vedtak om permanent stans»: «Avslutningsårsak ikke registrert» 18.09.2024"
    )


@pytest.mark.law("integreringsloven § 46", "integreringsloven § 47")
def test_it_ends_with_what_it_is_who_decides_and_who_corrects() -> None:
    said = [str(text).replace("\N{NO-BREAK SPACE}", " ") for text in closing(Law.INTEGRERINGSLOVEN)]
    assert said == [
        "Beregning i registeret, ikke et enkeltvedtak.",
        "Kommunen fatter vedtak om deltakelse, utvidelse, stans og permisjon; vedtakene kan "
        "påklages til statsforvalteren (integreringsloven § 46 andre ledd, § 47 første ledd).",
        "Feil i registeret rettes av kommunen.",
    ]


def test_facts_are_tried_and_the_case_stays_what_it_is() -> None:
    case = facts(
        participation("18.03.2024"),
        decided(STOP, "01.05.2024"),
        extended("01.12.2024", "01.09.2024"),
    )
    [first, stop, _extension] = case.decisions
    case = facts(first, Decision(STOP, stop.date, id=4))
    tried = with_trial(case, Trial(goal=WORK, annulled=frozenset({4})))
    assert explain_case(tried, day("09.12.2024")).computation.computed is None
    assert case.goal is Goal.WORK_HAS_UPPER_SECONDARY
    assert explained(case).computation.computed


@pytest.mark.law("integreringsloven § 12")
@pytest.mark.parametrize(
    ("law", "category", "settled", "begun_by"),
    [
        (Law.INTEGRERINGSLOVEN, Category.RIGHT_AND_DUTY, "30.11.2023", "29.02.2024"),
        (Law.INTEGRERINGSLOVEN, Category.RIGHT, "01.02.2024", "01.05.2024"),
        (Law.INTEGRERINGSLOVEN, Category.MAY_BE_OFFERED, "01.02.2024", None),
        (Law.INTRODUKSJONSLOVEN, Category.RIGHT_AND_DUTY, "01.02.2019", None),
    ],
)
def test_three_months_to_begin_are_the_municipalitys_duty(
    law: Law, category: Category, settled: str, begun_by: str | None
) -> None:
    case = facts(law=law, category=category, settled=day(settled))
    expected: date | None = day(begun_by) if begun_by else None
    assert three_months_after_settlement(case) == expected


LAWYERS = [
    # Leave after the day of decision comes on top: an extension may end early and still add days.
    (
        facts(
            participation("20.06.2023"),
            leave("11.05.2026", "13.10.2026"),
            extended("20.05.2026", "01.06.2025"),
            goal=Goal.PRIMARY_SCHOOL,
        ),
        extended("11.08.2026", "01.07.2026"),
        "01.07.2026",
        [],
    ),
    # The cap includes the leave that counts with the extension in place.
    (
        facts(participation("11.11.2023"), leave("14.05.2024", "23.05.2024")),
        extended("21.11.2024", "01.07.2026"),
        "01.07.2026",
        ["Utvidelsen er vedtatt 01.07.2026, etter fristen 11.05.2024"],
    ),
    (
        facts(participation("11.11.2023"), leave("14.05.2024", "23.05.2024")),
        extended("22.11.2024", "01.05.2024"),
        "01.07.2026",
        ["Programmet kan utvides til senest 11.11.2024, ikke til 22.11.2024"],
    ),
]


@pytest.mark.parametrize(("case", "decision", "as_of", "says"), LAWYERS)
def test_what_is_tried_and_what_is_registered_agree(
    case: CaseFacts, decision: Decision, as_of: str, says: list[str]
) -> None:
    found = trial_findings(case, Trial(decisions=(decision,)), day(as_of))
    assert [str(finding.text) for finding in found] == says


def test_a_line_on_extension_is_true_of_the_extension_it_names() -> None:
    [case, _decision, as_of, _says] = LAWYERS[0]
    said = [str(change.text) for change in explained(case, as_of).changes]
    assert "En utvidelse vedtatt 01.07.2026 kan gå til senest 11.08.2026" in said


def test_the_municipalitys_duty_to_begin_is_in_it() -> None:
    found = explained(facts(settled=day("01.05.2024"))).duty
    assert found
    assert "innen 01.08.2024, tre måneder etter bosetting" in str(found.text)
