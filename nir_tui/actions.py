"""The one registry of actions: keys, footer, palette, help and the key page come from it."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nir_tui.presentation.i18n import marked

if TYPE_CHECKING:
    from textual.binding import Binding

NO_KEY = "no_key"
"""The key, on no keyboard, of an action without one: its binding can be given another."""


class Scope(StrEnum):
    """The screens that define actions; the value is their heading in the help."""

    EVERYWHERE = "Overalt"
    REPORT = "Rapporten og personene"
    PERSON = "Personen"
    DECISIONS = "Vedtak"
    MEASURES = "Tiltak"
    DETAILS = "Detaljer"
    FORM = "Skjemaer"
    ENGINE = "Regelmotor og innhenting"
    SEVERAL = "Flere på en gang"
    COLUMNS = "Kolonner"
    CONTROL = "Kontroll"
    STATISTICS = "Måloppnåelse"
    WHY = "Hvorfor"
    CHOICE = "Valg"
    CERTIFICATE = "Deltakerbevis"
    READING = "Oppslag"


class Action(NamedTuple):
    """An action of a screen; `footer` is its place in the footer, 0 for none."""

    id: str
    keys: str
    title: str
    help: str
    where: Scope
    footer: int = 0

    @property
    def method(self) -> str:
        """The name of the screen's method that does it."""
        return "do_" + self.id.split(".")[1].replace("-", "_")


def _actions(where: Scope, *rows: tuple[str, str, str, str, int]) -> tuple[Action, ...]:
    prefix = where.name.lower()
    return tuple(
        Action(f"{prefix}.{name}", keys, title, text, where, footer)
        for name, keys, title, text, footer in rows
    )


ACTIONS: tuple[Action, ...] = (
    *_actions(
        Scope.EVERYWHERE,
        ("palette", "colon,ctrl+p", marked("Finn"), marked("Finn kommandoer og personer"), 80),
        ("help", "question_mark", marked("Hjelp"), marked("Alle taster på denne skjermen"), 90),
        ("codes", "", marked("Avslutningskoder"), marked("Kodene med gruppe og veiledning"), 0),
        ("engine", "", marked("Kjør regelmotor"), marked("Vis hva som endres, og utfør"), 0),
        ("import", "", marked("Hent inn"), marked("Importer pakke eller NIR-rapport"), 0),
        ("users", "", marked("Brukere"), marked("Brukere og roller"), 0),
        ("journal", "", marked("Journal"), marked("Hvem som så og endret hva, og når"), 0),
        ("theme", "", marked("Bytt lys/mørk"), marked("Lyse eller mørke farger"), 0),
        ("theme-dark", "", marked("Mørke farger"), marked("Lys tekst på mørk bunn"), 0),
        ("theme-light", "", marked("Lyse farger"), marked("Mørk tekst på lys bunn"), 0),
        ("theme-terminal", "", marked("Terminalens farger"), marked("De 16 den selv har"), 0),
        ("theme-high-contrast", "", marked("Høy kontrast"), marked("Uten farger på teksten"), 0),
        ("mouse", "", marked("Mus av/på"), marked("Av: terminalen merker tekst selv"), 0),
        ("quit", "ctrl+q", marked("Avslutt"), marked("Lukk programmet"), 0),
    ),
    *_actions(
        Scope.REPORT,
        ("open", "enter", marked("Åpne"), marked("Åpne personen på raden"), 1),
        ("search", "slash", marked("Søk"), marked("Søk på DUF-nummer eller navn"), 2),
        ("filters", "f", marked("Filter"), marked("Velg filtre"), 3),
        ("correct", "m", marked("Må rettes"), marked("Bare de som må rettes, av og på"), 4),
        ("work-list", "M", marked("Arbeidsliste"), marked("Alle som må rettes, eldst først"), 7),
        ("mark", "space", marked("Merk"), marked("Merk raden; igjen tar bort merket"), 12),
        ("mark-all", "asterisk", marked("Merk alle"), marked("Alle i lista; igjen tar bort"), 0),
        ("add", "l", marked("Registrer"), marked("Avslutning for alle som er merket"), 13),
        ("undo", "u", marked("Angre"), marked("Angre siste endring i denne økten"), 10),
        ("set-aside", "z", marked("Sett til side"), marked("Til en dag; z igjen tar fram"), 11),
        ("order", "o", marked("Sorter"), marked("Så 1-9 for kolonnen; o og samme tall snur"), 5),
        ("columns", "c", marked("Kolonner"), marked("Velg kolonner og rekkefølge"), 0),
        ("download", "x", marked("Last ned"), marked("Eksporter lista: Excel eller CSV"), 6),
        ("deadlines", "d", marked("Frister"), marked("Personer med frist innen 30 dager"), 8),
        ("clear", "a", marked("Alle"), marked("Tøm søk og filtre"), 14),
        ("first", "0", marked("Startfilter"), marked("Filtrene lista åpner med"), 0),
        ("statistics", "s", marked("Måloppnåelse"), marked("Statistikk per gruppe, år mot år"), 9),
        ("control", "", marked("Kontroll"), marked("Det kommunen ser over før årets frist"), 0),
        ("copy", "y", marked("Kopier DUF"), marked("Kopier DUF-nummeret"), 15),
        ("new-law", "1", marked("Integreringsloven"), marked("Rapporten etter den nye loven"), 0),
        ("old-law", "2", marked("Introduksjonsloven"), marked("Rapporten etter den gamle"), 0),
        ("persons", "3", marked("Personer"), marked("Personene, med status og frist"), 0),
        ("to-person", "tab", marked("Til personen"), marked("Personen ved siden av lista"), 0),
        ("leave", "escape", marked("Tøm søket"), marked("Tøm søket, så merkene"), 0),
    ),
    *_actions(
        Scope.PERSON,
        ("add", "l", marked("Legg til"), marked("Legg til avslutning"), 1),
        ("edit", "r", marked("Rediger"), marked("Rediger avslutningen"), 2),
        ("delete", "s", marked("Slett"), marked("Slett avslutningen"), 3),
        ("decisions", "v", marked("Vedtak"), marked("Vedtakene: legg til, rediger, opphev"), 4),
        ("measures", "t", marked("Tiltak"), marked("Tiltakene: legg til, rediger, slett"), 5),
        ("goal", "g", marked("Mål"), marked("Registrer eller endre sluttmål"), 6),
        ("why", "w", marked("Hvorfor"), marked("Regelmotorens forklaring"), 7),
        ("next", "n", marked("Neste"), marked("Neste person i lista"), 8),
        ("previous", "p", marked("Forrige"), marked("Forrige i lista"), 10),
        ("next-to-correct", "N", marked("Neste å rette"), marked("Neste som ennå må rettes"), 9),
        ("repeat", "full_stop", marked("Gjenta"), marked("Siste registrering, for denne også"), 11),
        ("undo", "u", marked("Angre"), marked("Angre siste endring i denne økten"), 12),
        ("set-aside", "z", marked("Sett til side"), marked("Til en dag; z igjen tar fram"), 13),
        ("history", "h", marked("All historikk"), marked("Vis all avslutningshistorikk"), 14),
        ("details", "enter", marked("Vis detaljer"), marked("Detaljer om raden"), 0),
        ("earlier", "left", marked("Før"), marked("Saken før den siste endringen"), 0),
        ("later", "right", marked("Etter"), marked("Saken etter den neste endringen"), 0),
        ("copy", "y", marked("Kopier DUF"), marked("Kopier DUF-nummeret"), 15),
        ("journal", "J", marked("Sakens journal"), marked("Hvem som så og endret denne saken"), 0),
        ("certificate", "", marked("Deltakerbevis"), marked("Utkast, når programmet er slutt"), 0),
        ("time-line", "T", marked("Tidslinje"), marked("Saken som søyler over dagene"), 0),
        ("to-list", "tab", marked("Til lista"), marked("Lista ved siden av personen"), 0),
        ("leave", "escape", marked("Tilbake"), marked("Tilbake til lista, samme sted"), 0),
    ),
    *_actions(
        Scope.DECISIONS,
        ("add", "l", marked("Legg til"), marked("Legg til vedtak"), 1),
        ("edit", "r,enter", marked("Rediger"), marked("Rediger vedtaket på raden"), 2),
        ("delete", "s", marked("Opphev"), marked("Opphev vedtaket på raden"), 3),
        ("undo", "u", marked("Angre"), marked("Angre siste endring i denne økten"), 8),
        ("repeat", "full_stop", marked("Gjenta"), marked("Siste registrering, for denne også"), 0),
        ("set-aside", "z", marked("Sett til side"), marked("Til en dag; z igjen tar fram"), 0),
        ("next", "n", marked("Neste"), marked("Neste person i lista"), 5),
        ("previous", "p", marked("Forrige"), marked("Forrige i lista"), 7),
        ("next-to-correct", "N", marked("Neste å rette"), marked("Neste som ennå må rettes"), 6),
        ("leave", "escape", marked("Tilbake"), marked("Tilbake til personen"), 4),
    ),
    *_actions(
        Scope.MEASURES,
        ("add", "l", marked("Legg til"), marked("Legg til tiltak"), 1),
        ("edit", "r,enter", marked("Rediger"), marked("Rediger tiltaket på raden"), 2),
        ("delete", "s", marked("Slett"), marked("Slett tiltaket på raden"), 3),
        ("undo", "u", marked("Angre"), marked("Angre siste endring i denne økten"), 8),
        ("repeat", "full_stop", marked("Gjenta"), marked("Siste registrering, for denne også"), 0),
        ("set-aside", "z", marked("Sett til side"), marked("Til en dag; z igjen tar fram"), 0),
        ("next", "n", marked("Neste"), marked("Neste person i lista"), 5),
        ("previous", "p", marked("Forrige"), marked("Forrige i lista"), 7),
        ("next-to-correct", "N", marked("Neste å rette"), marked("Neste som ennå må rettes"), 6),
        ("leave", "escape", marked("Tilbake"), marked("Tilbake til personen"), 4),
    ),
    *_actions(
        Scope.DETAILS,
        ("edit", "r", marked("Rediger"), marked("Rediger det som vises"), 1),
        ("delete", "s", marked("Slett/opphev"), marked("Slett eller opphev det som vises"), 2),
        ("restore", "l", marked("Gjenopprett"), marked("Registrer den slettede på nytt"), 3),
        ("undo", "u", marked("Angre"), marked("Angre siste endring i denne økten"), 0),
        ("repeat", "full_stop", marked("Gjenta"), marked("Siste registrering, for denne også"), 0),
        ("set-aside", "z", marked("Sett til side"), marked("Til en dag; z igjen tar fram"), 0),
        ("leave", "escape", marked("Lukk"), marked("Tilbake til personen"), 4),
    ),
    *_actions(
        Scope.FORM,
        ("save", "ctrl+s", marked("Lagre"), marked("Lagre; Enter på siste felt gjør det samme"), 1),
        ("codes", "ctrl+t", marked("Koder"), marked("Avslutningskodene med veiledning"), 0),
        ("help", "ctrl+g,f1", marked("Hjelp"), marked("Hva hvert felt er, og hva det tar"), 3),
        ("leave", "escape", marked("Avbryt"), marked("Lukk skjemaet; spør om noe er skrevet"), 2),
    ),
    *_actions(
        Scope.ENGINE,
        ("save", "ctrl+s", marked("Utfør"), marked("Utfør endringene"), 1),
        ("open", "enter", marked("Åpne"), marked("Åpne personen på raden"), 2),
        ("leave", "escape", marked("Tilbake"), marked("Lukk; stopper en kjøring"), 3),
    ),
    *_actions(
        Scope.SEVERAL,
        ("save", "ctrl+s", marked("Utfør"), marked("Registrer for dem det står ja ved"), 1),
        ("include", "space", marked("Ta med"), marked("Ta med en med varsel, eller ikke"), 2),
        ("leave", "escape", marked("Tilbake"), marked("Tilbake til skjemaet; stopper"), 3),
    ),
    *_actions(
        Scope.COLUMNS,
        ("save", "ctrl+s", marked("Bruk"), marked("Bruk kolonnene i denne lista"), 1),
        ("include", "space,enter", marked("Vis"), marked("Vis kolonnen på raden, eller ikke"), 2),
        ("up", "o", marked("Opp"), marked("Flytt kolonnen mot venstre"), 3),
        ("down", "n", marked("Ned"), marked("Flytt kolonnen mot høyre"), 4),
        ("first", "0", marked("Vanlige"), marked("De vanlige kolonnene"), 5),
        ("leave", "escape", marked("Avbryt"), marked("Lukk uten å endre"), 6),
    ),
    *_actions(
        Scope.CONTROL,
        ("open", "enter", marked("Åpne"), marked("Personene bak tallet på raden"), 1),
        ("earlier", "left", marked("Året før"), marked("Ett år tilbake"), 2),
        ("later", "right", marked("Året etter"), marked("Ett år fram"), 3),
        ("leave", "escape", marked("Lukk"), marked("Lukk"), 4),
    ),
    *_actions(
        Scope.STATISTICS,
        ("open", "enter", marked("Åpne"), marked("Rapporten over dem bak søylen"), 1),
        ("earlier", "left", marked("Året før"), marked("Ett år tilbake"), 2),
        ("later", "right", marked("Året etter"), marked("Ett år fram"), 3),
        ("filters", "f", marked("Filter"), marked("Velg filtre, som i rapporten"), 4),
        ("new-law", "1", marked("Integreringsloven"), marked("Etter den nye loven"), 0),
        ("old-law", "2", marked("Introduksjonsloven"), marked("Etter den gamle"), 0),
        ("leave", "escape", marked("Lukk"), marked("Lukk"), 5),
    ),
    *_actions(
        Scope.WHY,
        ("decision", "v", marked("Prøv vedtak"), marked("Med et vedtak til; lagres ikke"), 1),
        ("goal", "g", marked("Prøv mål"), marked("Svaret med et annet mål; lagres ikke"), 2),
        ("annul", "s", marked("Prøv uten"), marked("Svaret uten et vedtak; lagres ikke"), 3),
        ("clear", "a", marked("Slik det er"), marked("Tilbake til det som er registrert"), 4),
        ("leave", "escape", marked("Lukk"), marked("Tilbake til personen"), 5),
    ),
    *_actions(
        Scope.CHOICE,
        ("choose", "enter", marked("Velg"), marked("Velg raden"), 1),
        ("leave", "escape", marked("Lukk"), marked("Lukk uten å velge"), 2),
    ),
    *_actions(
        Scope.CERTIFICATE,
        ("copy", "y", marked("Kopier"), marked("Kopier hele teksten"), 1),
        ("save", "x", marked("Lagre som fil"), marked("En tekstfil i mappa for nedlastinger"), 2),
        ("leave", "escape", marked("Lukk"), marked("Tilbake til personen"), 3),
    ),
    *_actions(
        Scope.READING,
        ("leave", "escape", marked("Lukk"), marked("Lukk"), 1),
    ),
)  # fmt: skip

BY_ID = {action.id: action for action in ACTIONS}


def actions_at(where: Scope) -> tuple[Action, ...]:
    """Return the actions of a screen, its own first."""
    own = tuple(action for action in ACTIONS if action.where is where)
    return (*own, *(action for action in ACTIONS if action.where is Scope.EVERYWHERE))


def bindings(where: Scope) -> "list[Binding]":
    """Return the bindings of a screen; each carries its action's id, so that it can be remapped."""
    from textual.binding import Binding

    return [
        Binding(action.keys or NO_KEY, f"do('{action.id}')", action.title, id=action.id, show=False)
        for action in actions_at(where)
    ]


_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "colon": ":",
    "enter": "Enter",
    "escape": "Esc",
    "space": "mellomrom",
    "tab": "Tab",
    "asterisk": "*",
    "left": "<-",
    "right": "->",
}


def display_keys(keys: str) -> tuple[str, ...]:
    """Return keys as a user reads them."""
    return tuple(_SHOWN.get(key.strip(), key.strip()) for key in keys.split(",") if key.strip())


def is_text(key: str) -> bool:
    """Return whether a key, as a user reads it, is text in a field."""
    return len(key) == 1 or key == _SHOWN["space"]
