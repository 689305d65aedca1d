"""What the card says that no code can say: purpose, considerations, control by people, limits.

Not allowed here: anything that can be counted or listed from the program itself (``content``).
"""

from planner.domain.wording import Text

TITLE = Text(nl="Algoritmekaart van de Vertrekplanner", en="Algorithm card of the Vertrekplanner")
LEAD = Text(
    nl="In de vorm van het Algoritmeregister van de overheid. Gemaakt uit de regels, instellingen en tabellen van"
    " het programma zelf; de organisatie die het gebruikt vult aan wat alleen zij weet.",
    en="In the shape of the algorithm register of the Dutch government. Made from the rules, settings and tables of"
    " the program itself; the organisation that uses it adds what only it knows.",
)
GENERAL = Text(nl="Algemene informatie", en="General information")
RESPONSIBLE = Text(nl="Verantwoord gebruik", en="Responsible use")
EQUAL = Text(nl="Gelijke behandeling", en="Equal treatment")
WORKING = Text(nl="Werking", en="How it works")
BY_ORGANISATION = Text(
    nl="In te vullen door de organisatie die het programma gebruikt.",
    en="To be filled in by the organisation that uses the program.",
)

NAME = Text(nl="Naam", en="Name")
SUMMARY = Text(nl="Korte omschrijving", en="Short description")
SUMMARY_SAYS = Text(
    nl="Plant weken van vertrek: wie wat waar en wanneer doet, met gesprekken, presentaties, vluchten, vervoer en"
    " begeleiding in één plan. Wat niet kan, staat er met de reden bij.",
    en="Plans weeks of departures: who does what, where and when, with conversations, presentations, flights,"
    " transport and escorts in one plan. What cannot be planned is listed with the reason.",
)
ORGANISATION = Text(nl="Organisatie", en="Organisation")
ORGANISATION_SAYS = Text(
    nl="De organisatie die deze installatie gebruikt. Gemaakt voor het werk van de Dienst Terugkeer en Vertrek.",
    en="The organisation that uses this installation. Made for the work of the Dienst Terugkeer en Vertrek (the"
    " Dutch Repatriation and Departure Service).",
)
KIND = Text(nl="Soort algoritme", en="Kind of algorithm")
KIND_SAYS = Text(
    nl="Regels die mensen hebben opgeschreven, en een zoekprogramma dat binnen die regels een plan zoekt. Het leert"
    " niet van gegevens en voorspelt niets over personen.",
    en="Rules that people wrote down, and a search that looks for a plan within those rules. It does not learn from"
    " data and predicts nothing about persons.",
)
VERSION = Text(nl="Versie", en="Version")
CONTACT = Text(nl="Status, begindatum, thema en contact", en="Status, start date, theme and contact")

PURPOSE = Text(nl="Doel en impact", en="Purpose and impact")
PURPOSE_SAYS = (
    Text(
        nl="Het doel is dat afspraken doorgaan, wettelijke termijnen worden gehaald en niemand onnodig wacht, ook"
        " niet in bewaring.",
        en="The purpose is that appointments go ahead, legal terms are met and nobody waits needlessly, in"
        " detention least of all.",
    ),
    Text(
        nl="De impact voor de vreemdeling is het moment van een gesprek, presentatie, rit of vlucht. Het programma"
        " stelt nooit een dwangmaatregel voor, bepaalt niemands rechtspositie en kiest niet tussen sporen van"
        " vertrek: dat zijn feiten die mensen invoeren, met begin en einde.",
        en="The impact on the person is the moment of a conversation, presentation, ride or flight. The program"
        " never proposes a coercive measure, infers nobody's legal position and does not choose between tracks of"
        " departure: those are facts that people enter, with a start and an end.",
    ),
    Text(
        nl="De impact voor medewerkers is hun agenda; voor partners het verzoek dat zij krijgen.",
        en="The impact on officers is their diary; on partners the request that they get.",
    ),
)
CONSIDERATIONS = Text(nl="Afwegingen", en="Considerations")
CONSIDERATIONS_SAYS = (
    Text(
        nl="Plannen met de hand overziet niet alle regels, rusttijden en termijnen tegelijk. Het programma legt bij"
        " elke regel vast waarom zij er is, waar zij vandaan komt en hoe zeker dat is.",
        en="Planning by hand cannot oversee all rules, rests and terms at once. The program records of every rule"
        " why it is there, where it comes from and how sure that is.",
    ),
    Text(
        nl="Er worden geen kansen per persoon berekend. Of een boeking uitvalt, wordt gerekend met de staat van"
        " boeking, document, maatschappij en aanzegging, nooit met wie iemand is.",
        en="No likelihoods per person are worked out. Whether a booking falls out is reckoned with the state of"
        " booking, document, carrier and notice, never with who somebody is.",
    ),
)
INTERVENTION = Text(nl="Menselijke tussenkomst", en="Human intervention")
INTERVENTION_SAYS = (
    Text(
        nl="Een plan geldt pas als een medewerker het publiceert; elke publicatie heeft een nummer en verandert niet.",
        en="A plan only counts once an officer publishes it; every publication has a number and does not change.",
    ),
    Text(
        nl="Een medewerker zet een afspraak vast met een reden; de planner verandert haar dan niet. Een partner"
        " bevestigt of weigert wat gevraagd is.",
        en="An officer pins an appointment with a reason; the planner then does not change it. A partner confirms"
        " or declines what was asked.",
    ),
    Text(
        nl="Over een reservepersoon, een boeking en een uitzondering beslist altijd een mens. Vier ogen zijn"
        " vereist waar een regel de instemming van een ander vraagt, zoals van de directeur bij het scheiden van"
        " een gezin.",
        en="On a stand-by person, a booking and an exception a human always decides. Four eyes are required where a"
        " rule asks for the consent of somebody else, as of the director when a household is separated.",
    ),
)
RIGHTS_SAYS = Text(
    nl="Een uitzondering op een regel kan alleen maken wie daartoe het recht heeft, met een reden en een einde:",
    en="An exception to a rule can be made only by who has the right to it, with a reason and an end:",
)
ABSENCES_AT_ONCE = Text(
    nl="Een afwezigheid die een regievoerder in de eigen agenda zet, geldt in deze installatie meteen, tenzij zij een"
    " gepubliceerde afspraak raakt; dan beslist een mens.",
    en="An absence that a regievoerder puts into the own calendar holds at once in this installation, unless it meets a"
    " published appointment; then a human decides.",
)
ABSENCES_DECIDED = Text(
    nl="Over een afwezigheid die een regievoerder in de eigen agenda zet, beslist in deze installatie een ander.",
    en="On an absence that a regievoerder puts into the own calendar somebody else decides in this installation.",
)
RISKS = Text(nl="Risicobeheer", en="Risk management")
RISKS_SAYS = (
    Text(
        nl="Elk plan wordt na het zoeken opnieuw beoordeeld door de regels, los van het zoekprogramma. Wat een harde"
        " regel breekt, kan niet worden gepubliceerd.",
        en="After the search every plan is judged anew by the rules, apart from the search. What breaks a hard rule"
        " cannot be published.",
    ),
    Text(
        nl="Een tweede, onafhankelijk geschreven lezer controleert in de toetsen dezelfde plannen.",
        en="A second reader, written independently, checks the same plans in the tests.",
    ),
    Text(
        nl="Alleen kenmerken van zaken, nooit namen; elke partij ziet alleen wat voor haar is. Wie wat veranderde"
        " en wanneer, staat in het logboek.",
        en="Only codes of cases, never names; every party sees only what is meant for it. Who changed what and when"
        " is in the log.",
    ),
)
LAW = Text(nl="Wettelijke basis en herkomst van de regels", en="Legal basis and origin of the rules")
LAW_COLUMNS = (Text(nl="Bron", en="Source"), Text(nl="Regels", en="Rules"))
IMPACT_TESTS = Text(nl="Impacttoetsen (DPIA, IAMA)", en="Impact assessments (DPIA, IAMA)")
LIMITS = Text(nl="Bekende grenzen", en="Known limits")
LIMITS_SAYS = (
    Text(
        nl="Het plan wordt in delen gezocht en is niet bewezen het allerbeste; per niveau staat de ondergrens erbij.",
        en="The plan is searched in parts and is not proved to be the very best; per level the bound is stated.",
    ),
    Text(
        nl="Het weet alleen wat is ingevoerd: een feit dat ontbreekt of te laat komt, telt niet mee.",
        en="It knows only what was entered: a fact that is missing or late does not count.",
    ),
    Text(
        nl="Reistijden zijn geschat of berekend over de weg, zonder het verkeer van de dag.",
        en="Travel times are estimated or worked out over the road, without the traffic of the day.",
    ),
    Text(
        nl="Van de {norms} waarden zijn er {assumed} een aanname; ze zijn overal met [A] gemerkt.",
        en="Of the {norms} values {assumed} are an assumption; they are marked [A] everywhere.",
    ),
    Text(
        nl="Ongelijkheid die al in de feiten zit, ziet het programma niet.",
        en="Inequality that is in the facts already is not seen by the program.",
    ),
)

USED = Text(nl="Wat van de persoon wordt gebruikt", en="What is used of the person")
USED_SAYS = Text(
    nl="Gevonden in de broncode. Een regel die een kenmerk leest, staat met haar nummer in de tabel.",
    en="Found in the source code. A rule that reads a feature is in the table with its number.",
)
USED_COLUMNS = (
    Text(nl="Kenmerk", en="Feature"),
    Text(nl="Regels die het lezen", en="Rules that read it"),
    Text(nl="Andere delen van de zoeker", en="Other parts of the search"),
)
NO_RULE = Text(nl="geen", en="none")
UNUSED = Text(nl="Wat niet wordt vastgelegd", en="What is not recorded")
UNUSED_SAYS = Text(
    nl="Geen enkele tabel heeft een kolom voor: {features}.", en="No table has a column for: {features}."
)
SHOWN = Text(nl="Hoe gelijke behandeling wordt getoond", en="How equal treatment is shown")
SHOWN_SAYS = (
    Text(
        nl="Het plan blijft tot op de minuut hetzelfde als landen, talen en geslachten door elkaar worden gehusseld"
        " terwijl regels over documenten, vertegenwoordigingen en veiligheid vast blijven; dat is een van de"
        " toetsen.",
        en="The plan stays the same to the minute when countries, languages and sexes are shuffled while rules"
        " about documents, missions and safety stay fixed; that is one of the tests.",
    ),
    Text(
        nl="Belasting van medewerkers wordt over vier weken geteld; een zaak houdt haar regievoerder en een gezin"
        " heeft er samen één.",
        en="The load of officers is counted over four weeks; a case keeps its regievoerder and a household has one"
        " together.",
    ),
)

DATA = Text(nl="Gegevens", en="Data")
DATA_SAYS = Text(
    nl="Aangeleverd als bestand of ingevoerd door mensen; per soort feit een tabel.",
    en="Delivered as a file or entered by people; a table for each kind of fact.",
)
DATA_COLUMNS = (
    Text(nl="Tabel", en="Table"),
    Text(nl="Wat", en="What"),
    Text(nl="Kolommen", en="Columns"),
)
SOURCES = Text(nl="Gegevensbronnen", en="Data sources")
SOURCES_SAYS = Text(
    nl="De systemen van de organisatie zelf, van COA, DJI, DV&O, KMar en het tolkbureau, en opgaven van"
    " vertegenwoordigingen en maatschappijen; alles komt binnen via de tabellen hierboven.",
    en="The systems of the organisation itself, of COA, DJI, DV&O, KMar and the interpreting agency, and statements"
    " of missions and carriers; everything comes in through the tables above.",
)
TECHNIQUE = Text(nl="Technische werking", en="Technical operation")
TECHNIQUE_SAYS = (
    Text(
        nl="De niveaus worden na elkaar opgelost en nooit bij elkaar opgeteld: een lager nummer gaat altijd voor.",
        en="The levels are solved one after another and never added up: a lower number always goes first.",
    ),
    Text(
        nl="Toewijzing, vluchten en presentaties, agenda's en vervoer worden elk met een eigen zoekmethode gemaakt"
        " (wiskundig oplossen met OR-Tools, en afbreken en herbouwen). Met dezelfde gegevens en dezelfde telling"
        " van stappen komt hetzelfde plan eruit.",
        en="Assignment, flights and presentations, diaries and transport are each made with a search method of"
        " their own (mathematical solving with OR-Tools, and ruin and recreate). The same data and the same count"
        " of steps give the same plan.",
    ),
)
LEVEL_COLUMNS = (
    Text(nl="Niveau", en="Level"),
    Text(nl="Aantal regels", en="Number of rules"),
    Text(nl="Regels", en="Rules"),
)
RULES = Text(nl="Regels", en="Rules")
RULE_COLUMNS = (
    Text(nl="Regel", en="Rule"),
    Text(nl="Titel", en="Title"),
    Text(nl="Niveau", en="Level"),
    Text(nl="Zekerheid", en="How sure"),
    Text(nl="Bron", en="Source"),
)
WEIGHTS = Text(nl="Gewichten en normen", en="Weights and norms")
WEIGHTS_SAYS = Text(
    nl="Binnen een niveau tellen overtredingen op in dagen, afspraken, minuten of punten. Deze waarden gelden:",
    en="Within a level breaches add up in days, appointments, minutes or points. These values are in force:",
)
SUPPLIER = Text(nl="Leverancier en broncode", en="Supplier and source code")
SUPPLIER_SAYS = Text(
    nl="Vrije software onder de EUPL-1.2; de broncode hoort bij het programma. Leverancier en beheer: in te vullen"
    " door de organisatie.",
    en="Free software under the EUPL-1.2; the source code belongs with the program. Supplier and maintenance: to be"
    " filled in by the organisation.",
)
RIGHT_COLUMNS = (
    Text(nl="Regel", en="Rule"),
    Text(nl="Titel", en="Title"),
    Text(nl="Wie", en="Who"),
)
PROGRAM = Text(nl="vertrekplanner {version}", en="vertrekplanner {version}")
HASHES = Text(nl="Regelboek {rulebook}, instellingen {settings}.", en="Rulebook {rulebook}, settings {settings}.")
ASK = Text(
    nl="De actuele kenmerken van regelboek en instellingen geeft de opdracht vertrekplanner rules card.",
    en="The current hashes of rulebook and settings are given by the command rules card.",
)
