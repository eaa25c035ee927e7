"""The register's own choices, on questions that neither the guide nor the law answers.

An explanation cites each as `registerets valg`, so that a choice never looks like law.
"""

from rules.message import Message, cite, message
from rules.sources import Source, SourceKind


def _choice(text: Message) -> Source:
    return Source(SourceKind.REGISTER, cite("registerets valg"), choice=text)


OFFERED_WITHOUT_DATE = _choice(
    message("Er vedtaksdatoen ukjent, regnes programmet som tilbudt på vedtakets fra-dato.")
)
EXTENSION_WITHOUT_DATE = _choice(
    message(
        "En utvidelse uten vedtaksdato og fra-dato regnes som vedtatt den dagen programtida er ute "
        "uten den."
    )
)
TRANSITION_DAY = _choice(
    message("Overgangsreglenes «etter 1. januar» leses som 1. januar eller senere.")
)
LAW_OF_THE_DAY = _choice(message("En frist per en dag før 2026 er fristen slik loven var da."))
COLLECTIVE_PROTECTION = _choice(
    message("Personer med kollektiv beskyttelse (§\N{NO-BREAK SPACE}34) følger de vanlige radene.")
)
PRIMARY_SCHOOL_OF_2026 = _choice(
    message("Sluttmålet «Grunnskole» varer fra 2026 som andre uten videregående opplæring fra før.")
)
THRESHOLD_MEETS_EARLIER_LEAVE = _choice(
    message(
        "Permisjon fra før 2026 teller med i de ti virkedagene; dager før 2026 legges alltid til."
    )
)
LEAVE_MEETS_EXTENSION = _choice(
    message(
        "En utvidelses siste dag omfatter permisjon fram til den ble vedtatt; bare senere "
        "permisjon kommer i tillegg."
    )
)
LEAVE_ABSENCE = _choice(
    message("Fravær og fri som forskriften regner sammen med permisjon, registreres som permisjon.")
)
TEMPORARY_STOP = _choice(message("En midlertidig stans flytter ingen frist."))
LIFTED_BY_LATER_DECISION = _choice(
    message(
        "Flytting, utvandring, stans og avvist program oppheves bare av en deltakelse som både "
        "begynner og er vedtatt etter dem; et vedtak fattet før sier ikke noe om dem."
    )
)
MOVED_ONLY_PARTICIPANTS = _choice(
    message("Flytting avslutter bare programmet for en som hadde begynt.")
)
REFORM_IS_NO_MOVE = _choice(
    message("Et nytt kommunenummer er ingen flytting: numrene regnes om til dagens kommuner.")
)
MAY_FINISH_WHO_HAS_BEGUN = _choice(
    message("Bortfall av rett avslutter bare programmet for en som ikke hadde begynt.")
)
ORDER_OF_GROUNDS = _choice(
    message("Av flere grunner samme dag går død foran utvandring, flytting og de andre i tur.")
)
NEVER_OFFERED = _choice(
    message("Utgått oppstartsfrist uten vedtak om deltakelse trenger ingen retting.")
)
OPTIONAL_HOURS = _choice(
    message("Timer per uke kan registreres der arbeid kombineres med noe annet; høyst 80.")
)
OPEN_PERIOD_IS_NOT_CURRENT = _choice(
    message("Et vedtak eller tiltak uten til-dato er ikke gjeldende etter en avslutning.")
)
LEAVE_WITHOUT_END = _choice(message("En permisjon uten sluttdato legger ikke noe til ennå."))
KNOWN_FROM_REPORT = _choice(
    message("For en person kjent bare fra en NIR-rapport gjør regelmotoren ingenting.")
)
WARNINGS = _choice(
    message(
        "Det varsles når første deltakelse er sen, når deltakelse er vedtatt på forhånd, og når "
        "sluttmålet ikke finnes i loven som gjaldt da programmet ble tilbudt."
    )
)
LATER_PROGRAMME_IS_KEPT = _choice(
    message("Begynner et program etter fristen, regnes de femten årene fra det.")
)
SET_ASIDE = _choice(
    message("En person settes til side i arbeidslista til en dag, høyst et år fram.")
)
STATUS = _choice(
    message(
        "En avsluttet vises som avsluttet, en som må rettes foran; ellers vises det som mangler, "
        "og fristen som kommer først."
    )
)
WITH_AND_WITHOUT = _choice(
    message(
        "«Med vedtak» er et vedtak om deltakelse som står; opphevede vedtak, slettede tiltak og "
        "slettede avslutninger teller ikke."
    )
)
CONTROL = _choice(
    message(
        "Kontrollen teller avslutninger etter året de er datert i og kommunen de er registrert i, "
        "og det som mangler, etter kommunen som følger opp personen nå."
    )
)
REGISTERED_LATE = _choice(
    message(
        "En avslutning er for sent registrert når en kommune først registrerte den mer enn to "
        "måneder etter datoen; redigering og angring endrer ikke når det var."
    )
)
WITHOUT_MEASURE = _choice(
    message(
        "Uten tiltak er den som har en dag i programmet dette året, utenom permisjon og "
        "midlertidig stans, og ikke noe tiltak i året."
    )
)
DAYS_THAT_CAN_BE = _choice(message("Datoer utenfor 1900-2100 avvises."))
FUTURE_DATE = _choice(message("En avslutningsdato fram i tid kan registreres, med et varsel."))
CERTIFICATE_IS_SILENT = _choice(
    message("Et deltakerbevis sier ingenting om helse, eller om hvorfor noen ble stanset.")
)
