"""Broken workbooks and exchange files, and the refusal each must get. Not allowed here: asserting."""

from tests.planner.intake.broken import AGAIN, CASES, DAY, GOOD_CASE, REPAIR, Broken, broken
from tests.planner.intake.broken_books import bomb, merge, set_cell, with_entities, workbook

WORKBOOKS: tuple[Broken, ...] = (
    broken(
        "formula without value",
        {"levering.xlsx": workbook(set_cell("C2", "=UPPER(A2)"))},
        ("levering.xlsx, blad zaken", 2, "land", "=UPPER(A2)"),
        "de formule heeft geen opgeslagen uitkomst",
        "Open het bestand in Excel, laat het rekenen, en sla het op; of plak de waarden.",
    ),
    broken(
        "merged cells",
        {"levering.xlsx": workbook(merge)},
        ("levering.xlsx, blad zaken", 2, "B", "B2:C2"),
        "de cellen zijn samengevoegd",
        "Hef de samenvoeging op en vul elke cel.",
    ),
    broken(
        "number where a date is asked",
        {"levering.xlsx": workbook(set_cell("E2", 46328))},
        ("levering.xlsx, blad zaken", 2, "overgedragen_op", "46328"),
        "dit is een getal zonder datumopmaak",
        f"Maak de kolom op als datum. {DAY}",
    ),
    broken(
        "zip bomb",
        {"levering.xlsx": bomb()},
        ("levering.xlsx", None, None, "5.000.011 bytes"),
        "de werkmap zou uitgepakt onredelijk groot worden",
        "Maak een nieuwe werkmap en plak alleen de gevulde cellen erin.",
    ),
    broken(
        "document definition in a workbook",
        {"levering.xlsx": with_entities()},
        ("levering.xlsx", None, None, None),
        "de werkmap bevat een documentdefinitie, wat Excel nooit schrijft",
        REPAIR,
    ),
    broken(
        "csv called workbook",
        {"levering.xlsx": CASES + GOOD_CASE},
        ("levering.xlsx", None, None, None),
        "het bestand is geen werkmap, al heet het zo",
        REPAIR,
    ),
    broken(
        "workbook with a password",
        {"levering.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504},
        ("levering.xlsx", None, None, None),
        "het bestand is met een wachtwoord beveiligd of is een oude werkmap (.xls)",
        "Verwijder het wachtwoord en sla het op als werkmap (.xlsx).",
    ),
    broken(
        "workbook cut short",
        {"levering.xlsx": workbook(lambda _: None)[:3_000]},
        ("levering.xlsx", None, None, None),
        "het bestand is geen werkmap, al heet het zo",
        REPAIR,
    ),
    broken(
        "sheet that is almost a table",
        {"levering.xlsx": workbook(lambda _: None, title="zaaken")},
        ("levering.xlsx, blad zaaken", None, None, "zaaken"),
        "dit is geen bekende tabel",
        "Bedoelde u zaken? Verander de naam.",
    ),
    broken(
        "old format",
        {"levering.ods": b"PK\x03\x04"},
        ("levering.ods", None, None, None),
        "dit soort bestand wordt niet gelezen",
        "Lever een map met CSV-bestanden aan, een werkmap (.xlsx) of een uitwisselbestand (.json).",
    ),
    broken(
        "json cut short",
        {"levering.json": b'{"schema": "vertrekplanner/1",\n "facts": {'},
        ("levering.json", 2, None, None),
        "het bestand is geen geldige JSON",
        f"Is het bestand volledig? {AGAIN}",
    ),
    broken(
        "json of another version",
        {"levering.json": b'{"schema": "vertrekplanner/9", "facts": {}}'},
        ("levering.json", None, "schema", "vertrekplanner/9"),
        "het schema van het uitwisselbestand is niet bekend",
        "Zet bovenin schema op vertrekplanner/1, of exporteer met dezelfde versie van het programma.",
    ),
    broken(
        "json with an unknown field",
        {"levering.json": b'{"schema": "vertrekplanner/1", "facts": {"Carrier": [{"code": "KL", "max_dep": 3}]}}'},
        ("levering.json, Carrier", 1, "max_dep", "3"),
        "dit veld bestaat niet",
        "Bedoelde u max_depu?",
    ),
    broken(
        "json with a value out of range",
        {"levering.json": b'{"schema": "vertrekplanner/1", "facts": {"Carrier": [{"code": "KL", "max_depa": -3}]}}'},
        ("levering.json, Carrier", 1, "max_depa", "-3"),
        "het getal ligt niet tussen 0 en 1.000.000",
        "Verbeter het getal.",
    ),
    broken(
        "json with an unknown kind of fact",
        {"levering.json": b'{"schema": "vertrekplanner/1", "facts": {"Casse": []}}'},
        ("levering.json, facts", None, None, "Casse"),
        "dit is geen lijst van een bekend soort feit",
        "Bedoelde u Case?",
    ),
)
