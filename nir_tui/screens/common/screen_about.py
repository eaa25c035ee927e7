"""What each screen is for, in the users' words: two or three lines at the top of its help."""

from nir_tui.actions import Scope
from nir_tui.presentation.i18n import marked

SCREEN_ABOUT: dict[Scope, str] = {
    Scope.REPORT: marked(
        "Lista over dem som har avsluttet, eller over alle. Prikken er den som må rettes: "
        "regelmotoren har avsluttet, og kommunen må si hvorfor. Linja under tittelen er filtrene "
        "som er på; Enter åpner personen på raden."
    ),
    Scope.PERSON: marked(
        "Alt om én person. Linja med prikk sier hva som er galt, og hvilken tast som retter det. "
        "Under står avslutninger, vedtak og tiltak; Enter viser alt om en av dem. n går til neste "
        "i lista du kom fra."
    ),
    Scope.DECISIONS: marked(
        "Vedtakene i saken, de nyeste øverst. De avgjør når programmet begynte, og fristen. Et "
        "vedtak som ikke gjelder, oppheves; det slettes aldri."
    ),
    Scope.MEASURES: marked(
        "Tiltakene i programmet, de nyeste øverst. De endrer ingen frist. Etter en avslutning "
        "vises de som ikke gjeldende."
    ),
    Scope.DETAILS: marked(
        "Alt som er registrert om det ene: hvem, når, og om regelmotoren bruker det. En slettet "
        "avslutning kan registreres på nytt herfra."
    ),
    Scope.FORM: marked(
        "Enter går til neste felt, og lagrer på det siste. Nederst står hva lagringen fører til, "
        "før noe er lagret. Felt med * må fylles ut."
    ),
    Scope.ENGINE: marked(
        "Først vises hva som vil bli lagt til og slettet, og hos hvem; ingenting er gjort ennå. "
        "Enter åpner personen på raden. ctrl+s utfører, Esc går ut."
    ),
    Scope.SEVERAL: marked(
        "Samme avslutning for alle som er merket. ja: blir registrert. varsel: bare hvis du tar "
        "den med. nei: kan ikke, med grunnen. Ingenting er gjort før ctrl+s."
    ),
    Scope.COLUMNS: marked(
        "Hvilke kolonner lista viser, og i hvilken rekkefølge. Valget gjelder bare deg, og huskes "
        "til neste gang."
    ),
    Scope.CONTROL: marked(
        "Det kommunen ser over før året lukkes: ett punkt på hver linje, i år og året før. Enter "
        "åpner personene bak tallet."
    ),
    Scope.STATISTICS: marked(
        "Hvor mange som sluttet til arbeid, utdanning og annet, i år og året før. Andelene er av "
        "tallgrunnlaget; én gruppe er utenfor. Enter åpner rapporten over dem bak søylen."
    ),
    Scope.WHY: marked(
        "Hvordan regelmotoren kommer fram til svaret: reglene, fristen steg for steg, hver "
        "opplysning og loven bak. Du kan prøve et annet vedtak eller mål; ingenting lagres."
    ),
    Scope.CHOICE: marked("Velg raden det gjelder med Enter, eller gå ut med Esc uten å velge."),
    Scope.CERTIFICATE: marked(
        "Et utkast til deltakerbevis, laget av det som er registrert. Les det gjennom før du "
        "lagrer eller kopierer det."
    ),
    Scope.READING: marked(
        "Skriv for å finne en linje. Det som er kort i lista, står helt ut under den. Esc lukker."
    ),
}
"""By screen; the texts are translated where they are shown."""
