"""Short labels for narrow columns (ours); help and wide terminals show the canonical ones."""

from nir_tui.presentation.i18n import marked

SHORT_REASON_LABELS = {
    "arbeid": marked("Arbeid"),
    "arbeid-lonnstilskudd": marked("Arb. m/lønnstilsk."),
    "arbeid-grunnskole": marked("Arb. + grunnskole"),
    "arbeid-vgo": marked("Arb. + vgo"),
    "arbeid-fagskole": marked("Arb. + fagskole"),
    "arbeid-hoyere": marked("Arb. + høyere utd."),
    "hoyere-utdanning": marked("Høyere utdanning"),
    "fagskole": marked("Fagskole"),
    "vgo-yrkesfag": marked("Vgo yrkesfag"),
    "vgo-studiespesialisering": marked("Vgo studiespes."),
    "grunnskole": marked("Grunnskole"),
    "arbeidsmarkedstiltak": marked("Tiltak NAV"),
    "kvalifiserende-tiltak": marked("Kvalif. tiltak"),
    "hjemme-barn-under-1": marked("Hjemme, barn < 1"),
    "hjemme-barn-over-1": marked("Hjemme, barn > 1"),
    "ikke-arbeidssoker": marked("Ikke arbeidssøker"),
    "helse": marked("Helse"),
    "mistet-rett": marked("Mistet rett"),
    "flyttet": marked("Flyttet"),
    "utvandret": marked("Utvandret"),
    "dod": marked("Død"),
    "ukjent": marked("Ukjent"),
    "annet": marked("Annet"),
    "ikke-registrert": marked("Ikke registrert"),
    "utgatt-oppstartsfrist": marked("Utgått oppstart"),
    "ikke-i-kategori": marked("Ikke i kategori"),
    "avvist-program": marked("Avvist program"),
    "permanent-stans": marked("Permanent stans"),
}
