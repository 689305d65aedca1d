"""What each setting is called on the screen: one line in the language of the reader.

Not allowed here: values, and what a rule means (the rulebook says so).
"""

from collections.abc import Mapping

from planner.domain.wording import Text

_DAY_OFF = Text("als de termijn op een vrije dag eindigt", "when the term ends on a day off")
_LABELS: Mapping[str, Text] = {
    "P08 frozen-conversation": Text(
        "een gesprek staat vast vanaf zo lang vooraf", "a conversation is fixed from so long before"
    ),
    "P08 frozen-departure": Text(
        "een vertrek staat vast vanaf zo lang vooraf", "a departure is fixed from so long before"
    ),
    "P08 frozen-meeting": Text("een overleg staat vast vanaf zo lang vooraf", "a meeting is fixed from so long before"),
    "P08 frozen-move": Text("een rit staat vast vanaf zo lang vooraf", "a ride is fixed from so long before"),
    "P08 frozen-presentation": Text(
        "een presentatie staat vast vanaf zo lang vooraf", "a presentation is fixed from so long before"
    ),
    "P14 cap": Text("hoogste belasting van een regievoerder", "highest load of a regievoerder"),
    "P14 leaving": Text(
        "een zaak waarin het vertrek vaststaat telt voor", "a case with its departure fixed counts for"
    ),
    "P14 span": Text("zo veel dagen wordt de belasting geteld", "days over which the load is counted"),
    "P15 presentation-earliest": Text("zo vroeg hoogstens bij de presentatie", "at most so early at the presentation"),
    "P15 presentation-margin": Text(
        "zo veel eerder aanwezig voor de presentatie", "so much earlier there before the presentation"
    ),
    "P15 presentation-wait": Text(
        "zo lang hoogstens wachten na de presentatie", "at most so long waiting after the presentation"
    ),
    "P22 promised": Text(
        "een toegezegd document is zo lang voor het vertrek binnen",
        "a promised document is there so long before the departure",
    ),
    "P32 weight": Text(
        "gewicht van een andere regievoerder dan de vertrouwde", "weight of another regievoerder than the familiar one"
    ),
    "P40 commanders": Text("commandanten per begeleid vertrek", "commanders per escorted departure"),
    "P40 families": Text(
        "begeleiders die met gezinnen mogen werken, als er een gezin reist",
        "escorts who may work with families, when a family travels",
    ),
    "P40 high-risk": Text(
        "begeleiders voor hoog risico, als het risico hoog is", "escorts for high risk, when the risk is high"
    ),
    "P40 passport": Text(
        "een paspoort van een begeleider is nog zo lang geldig", "a passport of an escort is valid for so long yet"
    ),
    "P40 same-sex": Text("begeleiders van hetzelfde geslacht", "escorts of the same sex"),
    "P41 long": Text("een dienst is lang vanaf", "a duty is long from"),
    "P41 span": Text("zo veel dagen terug tellen lange diensten", "days back that long duties count"),
    "P41 weight": Text(
        "gewicht van een lange dienst voor wie er net een had", "weight of a long duty for who just had one"
    ),
    "P42 weight": Text(
        "gewicht van geen begeleider die de taal spreekt", "weight of no escort who speaks the language"
    ),
    "P53 notice": Text(
        "een grensoverschrijding is zo lang vooraf aangevraagd", "a border crossing is asked for so long before"
    ),
    "P56 weight": Text("gewicht van elke dag later presenteren", "weight of each day of a later presentation"),
    "R01 term": Text("vertrektermijn", "term for departure"),
    "R02 limit": Text("eerste gesprek uiterlijk binnen", "first conversation at the latest within"),
    "R02 term": Text("eerste gesprek binnen", "first conversation within"),
    "R03 after-decision": Text(
        "tussen twee gesprekken na de beschikking", "between two conversations after the decision"
    ),
    "R03 after-ruling": Text("tussen twee gesprekken na de uitspraak", "between two conversations after the ruling"),
    "R03 aim": Text("streven tussen twee gesprekken", "aim between two conversations"),
    "R03 hearing": Text("gesprek na de zitting binnen", "conversation after the hearing within"),
    "R03 leaving": Text(
        "tussen twee gesprekken als het vertrek vaststaat", "between two conversations once the departure is fixed"
    ),
    "R03 ruling": Text("gesprek na de uitspraak binnen", "conversation after the ruling within"),
    "R03 term": Text("hoogstens tussen twee gesprekken", "at most between two conversations"),
    "R05 term": Text("presentatie na de LP-aanvraag binnen", "presentation after the LP application within"),
    "R06 term": Text("presentatiedatum meedelen binnen", "date of the presentation told within"),
    "R07 notice": Text("toets zo lang voor de presentatie", "check so long before the presentation"),
    "R08 lead": Text("kopie zo lang voor de presentatie", "copy so long before the presentation"),
    "R11 notice": Text("vertrek zo lang vooraf aangezegd", "departure announced so long before"),
    "R12 term": Text("rechtbank in kennis gesteld binnen", "court informed within"),
    "R13 hearing": Text("zitting binnen, na de kennisgeving", "hearing within, after the notification"),
    "R13 ruling": Text("uitspraak binnen, na de zitting", "ruling within, after the hearing"),
    "R14 term": Text("voortduren opnieuw voorgelegd binnen", "continuation put before the court again within"),
    "R15 extended": Text("langste duur van de bewaring, na verlenging", "longest detention, once extended"),
    "R15 term": Text("langste duur van de bewaring", "longest detention"),
    "R16 border": Text("langste verblijf daar vanaf de grens", "longest stay there from the border"),
    "R16 term": Text("langste verblijf in de gesloten gezinsvoorziening", "longest stay in the closed family facility"),
    "R17 term": Text("langste verblijf in de VBL", "longest stay in the VBL"),
    "R20 absconded": Text("overdracht binnen, na onderduiken", "transfer within, after absconding"),
    "R20 prison": Text("overdracht binnen, bij gevangenschap", "transfer within, when imprisoned"),
    "R20 term": Text("overdracht binnen", "transfer within"),
    "R21 collective-DE": Text("aankondiging aan Duitsland van een groep", "announcement to Germany of a group"),
    "R21 notice-DE": Text("aankondiging aan Duitsland", "announcement to Germany"),
    "R21 special-DE": Text(
        "aankondiging aan Duitsland bij bijzondere zorg", "announcement to Germany with special care"
    ),
    "R24 lead": Text(
        "medische keuring is er zo lang voor het vertrek", "medical check is there so long before the departure"
    ),
    "R26 guardian": Text("voogd is zo lang vooraf uitgenodigd", "guardian is invited so long before"),
    "R26 reception": Text(
        "opvang is zo lang voor het vertrek geregeld", "reception is arranged so long before the departure"
    ),
    "R27 extra-high": Text("extra begeleiders bij hoog risico", "extra escorts with a high risk"),
    "R27 extra-raised": Text("extra begeleiders bij verhoogd risico", "extra escorts with a raised risk"),
    "R27 long": Text("begeleiders op een lange vlucht", "escorts on a long flight"),
    "R27 long-above": Text("een vlucht is lang boven", "a flight is long above"),
    "R27 medium": Text("begeleiders op een middellange vlucht", "escorts on a medium flight"),
    "R27 short": Text("begeleiders op een korte vlucht", "escorts on a short flight"),
    "R27 short-below": Text("een vlucht is kort onder", "a flight is short below"),
    "R28 after": Text("dienst eindigt zo lang na de terugkeer", "duty ends so long after the return"),
    "R28 before": Text("dienst begint zo lang voor het vertrek", "duty begins so long before the departure"),
    "R28 layover": Text("verblijf voor de terugvlucht", "stay before the flight back"),
    "R28 layover-long": Text(
        "verblijf voor de terugvlucht na een lange vlucht", "stay before the flight back after a long flight"
    ),
    "R28 rest": Text("rust na een dienst", "rest after a duty"),
    "R29 before": Text("op de luchthaven zo lang voor het vertrek", "at the airport so long before the departure"),
    "R29 earliest": Text("op de luchthaven hoogstens zo lang vooraf", "at the airport at most so long before"),
    "R29 overnight-from": Text(
        "de dag ervoor brengen kan vanaf, minuten na middernacht",
        "bringing the day before can be from, minutes after midnight",
    ),
    "R29 overnight-to": Text(
        "de dag ervoor brengen kan tot, minuten na middernacht",
        "bringing the day before can be until, minutes after midnight",
    ),
    "R30 longest": Text("langste doorreis", "longest transit"),
    "R30 notice": Text("doorreis zo lang vooraf aangevraagd", "transit asked for so long before"),
    "R35 captain": Text(
        "de gezagvoerder weigert nog zo lang na de vertrektijd",
        "the captain may refuse until so long after the departure time",
    ),
    "R35 gate": Text(
        "bij de gate staat het zo lang voor vertrek vast", "at the gate it is known so long before the departure"
    ),
    "R35 handling": Text("afhandeling voordat iemand terug kan", "handling before somebody can go back"),
    "R35 share": Text(
        "terugval van zo veel vertrekken op een rijdend voertuig",
        "fallback of so many departures on one driving vehicle",
    ),
    "R35 share-standby": Text(
        "terugval van zo veel vertrekken op een reservevoertuig",
        "fallback of so many departures on one stand-by vehicle",
    ),
    "R35 wait": Text("hoogstens wachten op het voertuig terug", "at most waiting for the vehicle back"),
    "R36 term": Text("langste duur van de terugkeergrensprocedure", "longest return border procedure"),
    "R37 lead": Text("laatste toets zo lang voor het vertrek", "last check so long before the departure"),
    "R38 lead": Text("dossier compleet zo lang voor de overdracht", "file complete so long before the hand-over"),
    "R39 free": Text(
        "zo veel dagen na de eerste mogelijkheid kosten niets", "so many days after the first possibility cost nothing"
    ),
    "R40 break": Text("pauze van de bemanning", "break of the crew"),
    "R40 driving": Text("hoogstens rijden zonder pauze", "at most driving without a break"),
    "R40 rest": Text("rust van de bemanning tussen twee diensten", "rest of the crew between two shifts"),
    "R40 shift": Text("langste dienst van de bemanning", "longest shift of the crew"),
    "R41 detour": Text("omweg hoogstens, ten opzichte van rechtstreeks", "detour at most, against going straight"),
    "R41 detour-extra": Text("omweg mag altijd zo veel langer zijn", "a detour may always be so much longer"),
    "R41 ride": Text("hoogstens in het voertuig, per persoon", "at most in the vehicle, per person"),
    "R42 notice": Text("uitnodiging zo lang voor het gesprek", "invitation so long before the conversation"),
    "R43 between": Text("zo lang niet opnieuw reserve", "not stand-by again for so long"),
    "T01 margin-car": Text("speling op een rit met een eigen auto", "margin on a ride by own car"),
    "T01 margin-transport": Text("speling op een vervoer", "margin on a transport"),
    "T01 peak-evening-from": Text(
        "avondspits begint, minuten na middernacht", "evening peak begins, minutes after midnight"
    ),
    "T01 peak-evening-percent": Text("reistijd in de avondspits", "travel time in the evening peak"),
    "T01 peak-evening-to": Text(
        "avondspits eindigt, minuten na middernacht", "evening peak ends, minutes after midnight"
    ),
    "T01 peak-morning-from": Text(
        "ochtendspits begint, minuten na middernacht", "morning peak begins, minutes after midnight"
    ),
    "T01 peak-morning-percent": Text("reistijd in de ochtendspits", "travel time in the morning peak"),
    "T01 peak-morning-to": Text(
        "ochtendspits eindigt, minuten na middernacht", "morning peak ends, minutes after midnight"
    ),
    "T01 plan-percent": Text("reistijd waarmee wordt gepland", "travel time that is planned with"),
    "T02 carrier": Text("factor op de kans op uitval: de maatschappij", "factor on the chance of failing: the carrier"),
    "T02 document-granted": Text(
        "factor op de kans op uitval: document verleend", "factor on the chance of failing: document granted"
    ),
    "T02 document-other": Text(
        "factor op de kans op uitval: een ander document", "factor on the chance of failing: another document"
    ),
    "T02 document-promised": Text(
        "factor op de kans op uitval: document toegezegd", "factor on the chance of failing: document promised"
    ),
    "T02 document-unknown": Text(
        "factor op de kans op uitval: document onbekend", "factor on the chance of failing: document unknown"
    ),
    "T02 early-days": Text("zo veel dagen vooraf telt de uitval", "days before that failing is counted"),
    "T02 fails-before": Text("aandeel van de uitval voor de dag zelf", "share of failing before the day"),
    "T02 fails-gate": Text("aandeel van de uitval bij de gate", "share of failing at the gate"),
    "T02 fails-hand-over": Text("aandeel van de uitval bij de overdracht", "share of failing at the hand-over"),
    "T02 fails-pickup": Text("aandeel van de uitval bij het ophalen", "share of failing at the pick-up"),
    "T02 hazard": Text("kans dat een vertrek niet doorgaat", "chance that a departure fails"),
    "T02 last-day": Text("kans op uitval op de laatste dag", "chance of failing on the last day"),
    "T02 notice-given": Text("factor op de kans op uitval: aangezegd", "factor on the chance of failing: announced"),
    "T02 notice-open": Text(
        "factor op de kans op uitval: nog niet aangezegd", "factor on the chance of failing: not announced yet"
    ),
    "T02 reason-administratief": Text("aandeel in de uitval: administratief", "share of failing: administrative"),
    "T02 reason-document-te-laat": Text(
        "aandeel in de uitval: document te laat", "share of failing: document too late"
    ),
    "T02 reason-maatschappij-of-gezagvoerder": Text(
        "aandeel in de uitval: maatschappij of gezagvoerder", "share of failing: carrier or captain"
    ),
    "T02 reason-medisch": Text("aandeel in de uitval: medisch", "share of failing: medical"),
    "T02 reason-nieuwe-aanvraag": Text("aandeel in de uitval: nieuwe aanvraag", "share of failing: new application"),
    "T02 reason-overig": Text("aandeel in de uitval: overig", "share of failing: other"),
    "T02 reason-verdwenen": Text("aandeel in de uitval: verdwenen", "share of failing: disappeared"),
    "T02 reason-vervoer-of-escort": Text(
        "aandeel in de uitval: vervoer of escort", "share of failing: transport or escort"
    ),
    "T02 reason-verzet": Text("aandeel in de uitval: verzet", "share of failing: resistance"),
    "T02 standby-quantile": Text("zekerheid waarmee reserve genoeg is", "certainty that stand-by suffices"),
    "T02 state-booked": Text("factor op de kans op uitval: geboekt", "factor on the chance of failing: booked"),
    "T02 state-in-transit": Text("factor op de kans op uitval: onderweg", "factor on the chance of failing: under way"),
    "T02 state-proposed": Text("factor op de kans op uitval: voorgesteld", "factor on the chance of failing: proposed"),
    "T02 state-requested": Text(
        "factor op de kans op uitval: aangevraagd", "factor on the chance of failing: requested"
    ),
    "T03 accept": Text("wie reserve staat stemt in (1 ja, 0 nee)", "who stands by agrees (1 yes, 0 no)"),
    "T03 briefing-before": Text("briefing zo lang voor de overdracht", "briefing so long before the hand-over"),
    "T04 audit-kept": Text("het logboek blijft", "the log is kept"),
    "T04 audit-time": Text("het logboek sluiten, minuten na middernacht", "closing the log, minutes after midnight"),
    "T04 backup-time": Text("een kopie maken, minuten na middernacht", "making a copy, minutes after midnight"),
    "T04 backups-kept": Text("kopieën die blijven", "copies that are kept"),
    "T04 checkpoint-minutes": Text("het logboek verzegelen, elke", "sealing the log, every"),
    "T04 closed-days-time": Text(
        "vrije dagen nalopen, minuten na middernacht", "going through days off, minutes after midnight"
    ),
    "T04 disruptions-kept": Text("verstoringen blijven", "disruptions are kept"),
    "T04 feeds-time": Text("agenda's, minuten na middernacht", "calendars, minutes after midnight"),
    "T04 messages-kept": Text("berichten blijven", "messages are kept"),
    "T04 notes-kept": Text("toelichtingen blijven", "notes are kept"),
    "T04 notices-kept": Text("meldingen blijven", "notices are kept"),
    "T04 outbox-minutes": Text("berichten versturen, elke", "sending messages, every"),
    "T04 reminders-time": Text("herinneringen, minuten na middernacht", "reminders, minutes after midnight"),
    "T04 restore-day": Text("proef met terugzetten op dag van de week", "trial of restoring on day of the week"),
    "T04 restore-time": Text(
        "proef met terugzetten, minuten na middernacht", "trial of restoring, minutes after midnight"
    ),
    "T04 retention-time": Text(
        "bewaartermijnen toepassen, minuten na middernacht", "applying terms of keeping, minutes after midnight"
    ),
    "T04 runs-kept": Text("verslagen van taken blijven", "records of tasks are kept"),
    "T04 scenario-kept": Text("een scenario blijft", "a scenario is kept"),
    "T04 terms-time": Text(
        "termijnen nalopen, minuten na middernacht", "going through the terms, minutes after midnight"
    ),
    "T04 travel-time": Text(
        "reistijden verversen, minuten na middernacht", "renewing travel times, minutes after midnight"
    ),
    "T04 week-plan-day": Text("weekplan op dag van de week (1 = maandag)", "week plan on day of the week (1 = Monday)"),
    "T04 week-plan-seconds": Text(
        "zoektijd van het weekplan, in seconden", "time of searching for the week plan, in seconds"
    ),
    "T04 week-plan-time": Text(
        "weekplan berekenen, minuten na middernacht", "calculating the week plan, minutes after midnight"
    ),
    "T05 begun": Text("prijs van een begonnen reis", "price of travel that began"),
    "T05 draft": Text("prijs van wat nog niet is gepubliceerd", "price of what is not published yet"),
    "T05 interpreter": Text("prijs van een besproken tolk", "price of a booked interpreter"),
    "T05 invited": Text("prijs van een verstuurde uitnodiging", "price of an invitation that was sent"),
    "T05 item": Text("prijs van elke afspraak die wijzigt", "price of each item that changes"),
    "T05 notice": Text("prijs van een aanzegging die vervalt", "price of an announcement that lapses"),
    "T05 partner": Text("prijs van een partner die al toezegde", "price of a partner who confirmed already"),
    "T05 told": Text("prijs van ieder die het moet horen", "price of everybody who must hear of it"),
    "T10 advice": Text("advies binnen", "advice within"),
    "T10 after-term": Text(
        "stap na het einde van de vertrektermijn binnen", "step after the end of the term for departure within"
    ),
    "T10 announce": Text("aanzegging zo lang vooraf", "announcement so long before"),
    "T10 carrier": Text("maatschappij ingelicht zo lang vooraf", "carrier informed so long before"),
    "T10 closing": Text("zaak gesloten binnen", "case closed within"),
    "T10 copy": Text("afschrift van de aanvraag binnen", "copy of the application within"),
    "T10 dossier": Text("overdrachtsdossier zo lang vooraf", "hand-over file so long before"),
    "T10 first-minutes": Text("duur van een eerste gesprek", "length of a first conversation"),
    "T10 fit-to-fly": Text("medische keuring zo lang vooraf", "medical check so long before"),
    "T10 fit-to-fly-medical": Text(
        "medische keuring bij zorg zo lang vooraf", "medical check with care so long before"
    ),
    "T10 guardian": Text("voogd uitgenodigd binnen", "guardian invited within"),
    "T10 last-check": Text("laatste toets zo lang vooraf", "last check so long before"),
    "T10 lp-application": Text("LP aangevraagd binnen", "LP applied for within"),
    "T10 lp-order": Text("LP besteld binnen", "LP ordered within"),
    "T10 medical-advice": Text("medisch advies binnen", "medical advice within"),
    "T10 meeting-every": Text("overleg over de zaak elke", "meeting about the case every"),
    "T10 meeting-minutes": Text("duur van een overleg", "length of a meeting"),
    "T10 pack": Text("spullen klaar zo lang vooraf", "belongings ready so long before"),
    "T10 plan": Text("vertrekplan binnen", "departure plan within"),
    "T10 presentation-minutes": Text("duur van een presentatie", "length of a presentation"),
    "T10 reception": Text("opvang bij aankomst geregeld binnen", "reception on arrival arranged within"),
    "T10 reception-end": Text("einde van de opvang gemeld binnen", "end of reception reported within"),
    "T10 review": Text("herbeoordeling binnen", "review within"),
    "T10 study": Text("dossierstudie binnen", "study of the file within"),
    "T10 support": Text("intake voor ondersteuning binnen", "intake for support within"),
    "T10 talk-minutes": Text("duur van een gesprek", "length of a conversation"),
    "T10 talk-opens": Text(
        "een volgend gesprek kan zo lang vooraf worden gepland", "a next conversation can be planned so long before"
    ),
    "T10 together": Text("afstemming met partners binnen", "agreement with partners within"),
    "T10 unrecorded": Text(
        "een stap zonder uitkomst telt na zo lang als niet vastgelegd",
        "a step without an outcome counts as not recorded after so long",
    ),
}


def label_of_norm(rule: str, key: str) -> str:
    """Return what a setting is called; one that an installation made itself by its key."""
    if key == "day-off":
        return str(_DAY_OFF)
    found = _LABELS.get(f"{rule} {key}")
    return key if found is None else str(found)
