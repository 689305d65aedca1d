"""Broken deliveries, each one small file, and the refusal each must get.

Not allowed here: asserting (``test_broken_files``).
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl import Workbook

from planner.ports.intake import Refusal

CASES = "zaaknummer;doelgroep;land;taal;overgedragen_op\n"
GOOD_CASE = "Z-9;afgewezen;MA;ar;02-11-2026\n"
STAYS = "zaaknummer;locatie;van;tot\n"
FLIGHTS = "vlucht;maatschappij;vluchtnummer;luchthaven;bestemming;land;vertrekt;komt_aan;stoelen\n"
PLACES = "locatie;naam;soort;plaats;breedtegraad;lengtegraad\n"
TALKS = "kenmerk;stap;duur_minuten;venster_van;venster_tot;zaken\n"
MOVES = "kenmerk;stap;duur_minuten;venster_van;venster_tot;locatie;bestemming;rol;dient;gescheiden_van\n"

SAVE_AS = "Sla het blad in Excel op als 'CSV UTF-8 (gescheiden door lijstscheidingsteken)'."
DAY = "Schrijf de dag als dd-mm-jjjj, bijvoorbeeld 23-11-2026."
MOMENT = "Schrijf het tijdstip als dd-mm-jjjj uu:mm, bijvoorbeeld 23-11-2026 09:30."
REPAIR = "Open het bestand in Excel en sla het opnieuw op als werkmap (.xlsx)."
QUOTES = "Controleer het scheidingsteken; zet een tekst met een scheidingsteken of komma tussen aanhalingstekens."
AGAIN = "Exporteer het bestand opnieuw."


@dataclass(frozen=True, slots=True)
class Broken:
    """Files by name, and the one refusal."""

    name: str
    files: Mapping[str, str | bytes]
    refusal: Refusal


def broken(  # the parts of a refusal
    name: str,
    files: Mapping[str, str | bytes],
    at: tuple[str, int | None, str | None, str | None],
    problem: str,
    remedy: str,
) -> Broken:
    """Return an entry of the list."""
    file, row, column, value = at
    return Broken(name, files, Refusal(file=file, row=row, column=column, value=value, problem=problem, remedy=remedy))


def workbook(change: Callable[[Workbook], None], title: str = "zaken") -> bytes:
    """Return a workbook with one good case, changed."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in (CASES, GOOD_CASE):
        sheet.append(line.strip().split(";"))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def set_cell(place: str, value: str | int) -> Callable[[Workbook], None]:
    """Return the change of one cell."""

    def change(book: Workbook) -> None:
        book.worksheets[0][place] = value

    return change


def merge(book: Workbook) -> None:
    """Merge two cells of the first sheet."""
    book.worksheets[0].merge_cells("B2:C2")


def bomb() -> bytes:
    """Return a workbook whose sheet unpacks a thousandfold."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)
    return out.getvalue()


def with_entities() -> bytes:
    """Return a workbook with a document definition in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(lambda _: None))) as source, zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data
            package.writestr(name, data)
    return out.getvalue()


def _one_case(**cells: str) -> str:
    values = dict(zip(CASES.strip().split(";"), GOOD_CASE.strip().split(";"), strict=True)) | cells
    return ";".join(values) + "\n" + ";".join(values.values()) + "\n"


def _stay(start: str, end: str, code: str = "Z-1") -> dict[str, str | bytes]:
    return {"verblijven.csv": f"{STAYS}{code};AZC-1;{start};{end}\n"}


def _flight(**cells: str) -> dict[str, str | bytes]:
    values = {
        "vlucht": "V-1",
        "maatschappij": "KL",
        "vluchtnummer": "KL1571",
        "luchthaven": "AZC-1",
        "bestemming": "CMN",
        "land": "MA",
        "vertrekt": "24-11-2026 10:15",
        "komt_aan": "24-11-2026 13:55",
        "stoelen": "8",
    } | cells
    return {"vluchten.csv": ";".join(values) + "\n" + ";".join(values.values()) + "\n"}


def _talk(duration: str, start: str, end: str, cases: str = "Z-1") -> dict[str, str | bytes]:
    return {"gesprekken.csv": f"{TALKS}A-1;voortgang;{duration};{start};{end};{cases}\n"}


_MON, _FRI = "23-11-2026 08:00", "27-11-2026 17:00"
_HEADER = CASES.strip().split(";")

FILES: tuple[Broken, ...] = (
    broken(
        "wrong header",
        {"zaken.csv": CASES.replace("zaaknummer", "zaaknumer") + GOOD_CASE},
        ("zaken.csv", 1, "zaaknummer", "zaaknumer"),
        "de verplichte kolom ontbreekt",
        "Bedoelde u de kolom 'zaaknumer'? Noem haar zaaknummer.",
    ),
    broken(
        "missing required column",
        {"zaken.csv": "zaaknummer;doelgroep;land;taal\nZ-9;afgewezen;MA;ar\n"},
        ("zaken.csv", 1, "overgedragen_op", None),
        "de verplichte kolom ontbreekt",
        "Voeg haar toe en noem haar overgedragen_op.",
    ),
    broken(
        "duplicate header",
        {"zaken.csv": CASES.replace("taal", "taal;Taal") + "Z-9;afgewezen;MA;ar;fr;02-11-2026\n"},
        ("zaken.csv", 1, "Taal", "Taal"),
        "de kolom staat er twee keer",
        "Verwijder een van de twee kolommen.",
    ),
    broken(
        "mixed encodings",
        {"locaties.csv": (PLACES + "A;Café;azc;Ane;52;6\n").encode() + "B;Één;azc;Ee;52;6\n".encode("cp1252")},
        ("locaties.csv", 3, None, None),
        "het bestand mengt twee tekensets: deze regel is geen UTF-8, een andere wel",
        f"Plak de gegevens in één werkblad. {SAVE_AS}",
    ),
    broken(
        "byte order mark before windows bytes",
        {"locaties.csv": b"\xef\xbb\xbf" + (PLACES + "B;Één;azc;Ee;52;6\n").encode("cp1252")},
        ("locaties.csv", 2, None, None),
        "het bestand mengt twee tekensets: deze regel is geen UTF-8, een andere wel",
        f"Plak de gegevens in één werkblad. {SAVE_AS}",
    ),
    broken(
        "neither encoding",
        {"locaties.csv": PLACES.encode() + b"B;\x81n;azc;Ee;52;6\n"},
        ("locaties.csv", 2, None, None),
        "de tekens zijn geen UTF-8 en geen Windows-1252",
        SAVE_AS,
    ),
    broken(
        "utf-16",
        {"zaken.csv": (CASES + GOOD_CASE).encode("utf-16")},
        ("zaken.csv", None, None, None),
        "het bestand is opgeslagen als Unicode (UTF-16)",
        SAVE_AS,
    ),
    broken(
        "nul bytes",
        {"zaken.csv": CASES.encode() + b"Z-9;afgewezen;MA;ar;\x00\n"},
        ("zaken.csv", 2, None, None),
        "het bestand bevat NUL-tekens en is geen tekst",
        SAVE_AS,
    ),
    broken(
        "binary",
        {"zaken.csv": b"\x01\x02\x03\x04" * 20},
        ("zaken.csv", 1, None, None),
        "het bestand bevat stuurtekens en is geen tekst",
        SAVE_AS,
    ),
    broken(
        "workbook called csv",
        {"zaken.csv": workbook(lambda _: None)},
        ("zaken.csv", None, None, None),
        "dit is een Excel-bestand met de naam van een CSV-bestand",
        SAVE_AS,
    ),
    broken(
        "empty file",
        {"zaken.csv": b""},
        ("zaken.csv", None, None, None),
        "het bestand is leeg",
        "Lever het bestand opnieuw aan, met ten minste een kopregel.",
    ),
    broken(
        "only separators",
        {"zaken.csv": ";;;\n;;;\n"},
        ("zaken.csv", None, None, None),
        "het bestand is leeg",
        "Lever ten minste een kopregel aan.",
    ),
    broken(
        "31 february",
        {"zaken.csv": _one_case(overgedragen_op="31-02-2026")},
        ("zaken.csv", 2, "overgedragen_op", "31-02-2026"),
        "deze dag bestaat niet in de kalender",
        DAY,
    ),
    broken(
        "american date",
        {"zaken.csv": _one_case(overgedragen_op="11/02/2026")},
        ("zaken.csv", 2, "overgedragen_op", "11/02/2026"),
        "een datum met / kan Amerikaans of Nederlands bedoeld zijn",
        DAY,
    ),
    broken(
        "month 13",
        {"zaken.csv": _one_case(overgedragen_op="12-13-2026")},
        ("zaken.csv", 2, "overgedragen_op", "12-13-2026"),
        "deze dag bestaat niet in de kalender",
        DAY,
    ),
    broken(
        "year of two digits",
        {"zaken.csv": _one_case(overgedragen_op="02-11-26")},
        ("zaken.csv", 2, "overgedragen_op", "02-11-26"),
        "het jaar heeft twee cijfers",
        DAY,
    ),
    broken(
        "year out of range",
        {"zaken.csv": _one_case(overgedragen_op="02-11-1900")},
        ("zaken.csv", 2, "overgedragen_op", "02-11-1900"),
        "het jaar ligt niet tussen 1990 en 2099",
        "Verbeter het jaar.",
    ),
    broken(
        "clock time in a day",
        {"zaken.csv": _one_case(overgedragen_op="02-11-2026 09:00")},
        ("zaken.csv", 2, "overgedragen_op", "02-11-2026 09:00"),
        "hier staat een tijdstip, geen dag",
        DAY,
    ),
    broken(
        "text for a date",
        {"zaken.csv": _one_case(overgedragen_op="vorige week")},
        ("zaken.csv", 2, "overgedragen_op", "vorige week"),
        "dit is geen datum",
        DAY,
    ),
    broken(
        "hour 25",
        _stay("23-11-2026 25:00", ""),
        ("verblijven.csv", 2, "van", "23-11-2026 25:00"),
        "dit tijdstip bestaat niet op de klok",
        "Gebruik 00:00 tot en met 23:59; middernacht is 00:00 van de volgende dag.",
    ),
    broken(
        "the hour that spring skips",
        _stay("28-03-2027 02:30", ""),
        ("verblijven.csv", 2, "van", "28-03-2027 02:30"),
        "dit tijdstip bestaat niet: de klok gaat dan een uur vooruit",
        "Gebruik een tijdstip voor 02:00 of vanaf 03:00.",
    ),
    broken(
        "seconds",
        _stay("23-11-2026 09:00:30", ""),
        ("verblijven.csv", 2, "van", "23-11-2026 09:00:30"),
        "het tijdstip heeft seconden",
        MOMENT,
    ),
    broken(
        "end before start",
        _stay("24-11-2026 09:00", "23-11-2026 09:00"),
        ("verblijven.csv", 2, "tot", "23-11-2026 09:00"),
        "het eind ligt niet na van (24-11-2026 09:00)",
        "Verwissel de twee of verbeter een ervan.",
    ),
    broken(
        "arrives before it departs",
        _flight(komt_aan="24-11-2026 10:15"),
        ("vluchten.csv", 2, "komt_aan", "24-11-2026 10:15"),
        "het eind ligt niet na vertrekt (24-11-2026 10:15)",
        "Verwissel de twee of verbeter een ervan.",
    ),
    broken(
        "end without start",
        {"reisdocumenten.csv": "zaaknummer;soort;status;geldig_van;geldig_tot\nZ-1;lp;verstrekt;;01-03-2027\n"},
        ("reisdocumenten.csv", 2, "geldig_tot", "01-03-2027 00:00"),
        "er is een eind zonder geldig_van",
        "Vul geldig_van in.",
    ),
    broken(
        "negative duration",
        _talk("-60", _MON, _FRI),
        ("gesprekken.csv", 2, "duur_minuten", "-60"),
        "het getal ligt niet tussen 1 en 1.000.000",
        "Verbeter het getal.",
    ),
    broken(
        "decimal where a whole number is asked",
        _talk("60,5", _MON, _FRI),
        ("gesprekken.csv", 2, "duur_minuten", "60,5"),
        "dit is geen geheel getal",
        "Vul een getal zonder komma of punt in.",
    ),
    broken(
        "window shorter than the duration",
        _talk("90", _MON, "23-11-2026 09:00"),
        ("gesprekken.csv", 2, "venster_tot", "23-11-2026 09:00"),
        "het venster is korter dan de duur van 90 minuten",
        "Verruim het venster of verkort de duur.",
    ),
    broken(
        "a value twice in a list",
        _talk("60", _MON, _FRI, "Z-1|Z-1"),
        ("gesprekken.csv", 2, "zaken", "Z-1|Z-1"),
        "een waarde staat er twee keer in",
        "Noem elke waarde één keer.",
    ),
    broken(
        "unknown word",
        {"zaken.csv": _one_case(doelgroep="toerist")},
        ("zaken.csv", 2, "doelgroep", "toerist"),
        "dit is geen bekende keuze",
        "Kies uit: toezicht, grens, ingetrokken, afgewezen.",
    ),
    broken(
        "required cell empty",
        {"zaken.csv": _one_case(taal=" ")},
        ("zaken.csv", 2, "taal", ""),
        "de verplichte cel is leeg",
        "Vul de cel in, bijvoorbeeld ar.",
    ),
    broken(
        "a name where a code is asked",
        {"zaken.csv": _one_case(zaaknummer="Jan Jansen")},
        ("zaken.csv", 2, "zaaknummer", "Jan Jansen"),
        "een code bevat geen spaties, aanhalingstekens, komma, ; of |",
        "Vul alleen de code uit het bronsysteem in, geen naam of omschrijving.",
    ),
    broken(
        "code too long",
        {"zaken.csv": _one_case(zaaknummer="Z" * 65)},
        ("zaken.csv", 2, "zaaknummer", "Z" * 65),
        "de code heeft 65 tekens",
        "Gebruik een code van hoogstens 64 tekens.",
    ),
    broken(
        "cell too long",
        {"locaties.csv": f"{PLACES}A;{'x' * 2_001};azc;Ane;52;6\n"},
        ("locaties.csv", 2, "naam", "x" * 79 + "…"),
        "de tekst heeft 2001 tekens",
        "Kort de tekst in tot 2000 tekens.",
    ),
    broken(
        "cell beyond the limit of the format",
        {"locaties.csv": f"{PLACES}A;{'x' * 140_000};azc;Ane;52;6\n"},
        ("locaties.csv", 2, None, None),
        "een cel is te lang (meer dan 131.072 tekens)",
        "Kort de tekst in, of sluit het aanhalingsteken.",
    ),
    broken(
        "country in full",
        {"zaken.csv": _one_case(land="Marokko")},
        ("zaken.csv", 2, "land", "Marokko"),
        "dit is geen landcode",
        "Gebruik de landcode van twee letters (ISO 3166-1), zoals MA.",
    ),
    broken(
        "yes or no",
        {"zaken.csv": _one_case(minderjarig="misschien")},
        ("zaken.csv", 2, "minderjarig", "misschien"),
        "dit is geen ja of nee",
        "Vul ja of nee in.",
    ),
    broken(
        "latitude out of range",
        {"locaties.csv": PLACES + "A;Azc;azc;Ane;152,3;6,1\n"},
        ("locaties.csv", 2, "breedtegraad", "152,3"),
        "het getal ligt niet tussen -90 en 90",
        "Verbeter het getal.",
    ),
    broken(
        "thousands separator",
        {"locaties.csv": PLACES + "A;Azc;azc;Ane;5.212,3;6,1\n"},
        ("locaties.csv", 2, "breedtegraad", "5.212,3"),
        "dit is geen getal",
        "Schrijf het getal als 52,3702, zonder punten voor duizendtallen.",
    ),
    broken(
        "airport that does not exist",
        _flight(bestemming="QQQ"),
        ("vluchten.csv", 2, "bestemming", "QQQ"),
        "deze luchthaven bestaat niet",
        "Gebruik de IATA-code van drie letters, zoals CMN voor Casablanca.",
    ),
    broken(
        "working hours",
        {"regievoerders.csv": "regievoerder;kantoor;maandag\nRV-9;AZC-1;negen tot vijf\n"},
        ("regievoerders.csv", 2, "maandag", "negen tot vijf"),
        "dit zijn geen werktijden",
        "Schrijf ze als 08:30-17:00, of 08:30-12:00|13:00-17:00.",
    ),
    broken(
        "working hours backwards",
        {"regievoerders.csv": "regievoerder;kantoor;maandag\nRV-9;AZC-1;17:00-08:30\n"},
        ("regievoerders.csv", 2, "maandag", "17:00-08:30"),
        "de werktijden lopen niet op binnen één dag",
        "Laat elk deel later beginnen dan het vorige.",
    ),
    broken(
        "term",
        {"gesprekken.csv": f"{TALKS.strip()};termijnen\nA-1;v;60;{_MON};{_FRI};Z-1;R02\n"},
        ("gesprekken.csv", 2, "termijnen", "R02"),
        "dit is geen termijn",
        "Schrijf hem als R02 02-11-2026, of R02 02-11-2026 wettelijk limit.",
    ),
    broken(
        "error value of the spreadsheet",
        {"zaken.csv": _one_case(land="#N/B")},
        ("zaken.csv", 2, "land", "#N/B"),
        "de cel bevat een foutwaarde van het rekenblad",
        "Herstel de formule of vul de waarde in.",
    ),
    broken(
        "duplicate",
        {"zaken.csv": CASES + GOOD_CASE + GOOD_CASE},
        ("zaken.csv", 3, "zaaknummer", "Z-9"),
        "dubbel (op zaaknummer): staat al in zaken.csv rij 2",
        "Verwijder een van beide rijen.",
    ),
    broken(
        "the same activity in two files",
        {
            "gesprekken.csv": f"{TALKS}A-1;voortgang;60;{_MON};{_FRI};Z-1\n",
            "overleggen.csv": f"{TALKS}A-1;lto;60;{_MON};{_FRI};\n",
        },
        ("overleggen.csv", 2, "kenmerk", "A-1"),
        "dubbel (op kenmerk): staat al in gesprekken.csv rij 2",
        "Verwijder een van beide rijen.",
    ),
    broken(
        "unknown place",
        {"verblijven.csv": f"{STAYS}Z-1;AZC-77;{_MON};\n"},
        ("verblijven.csv", 2, "locatie", "AZC-77"),
        "AZC-77 is niet bekend",
        "Verbeter de code, of lever AZC-77 mee in locaties.",
    ),
    broken(
        "household with one unknown case",
        {"gezinsleden.csv": f"gezin;zaaknummer;van;tot\nG-1;Z-1;{_MON};\nG-1;Z-77;{_MON};\n"},
        ("gezinsleden.csv", 3, "zaaknummer", "Z-77"),
        "Z-77 is niet bekend",
        "Verbeter de code, of lever Z-77 mee in zaken.",
    ),
    broken(
        "unknown code among several",
        _talk("60", _MON, _FRI, "Z-1|Z-77"),
        ("gesprekken.csv", 2, "zaken", "Z-1|Z-77"),
        "Z-77 is niet bekend",
        "Verbeter de code, of lever Z-77 mee in zaken.",
    ),
    broken(
        "unknown resource of its kind",
        {"afwezigheden.csv": f"soort;code;van;tot\nvoertuig;RV-1;{_MON};\n"},
        ("afwezigheden.csv", 2, "code", "RV-1"),
        "RV-1 is niet bekend",
        "Verbeter de code, of lever RV-1 mee in voertuigen.",
    ),
    broken(
        "unknown activity",
        {"vastzettingen.csv": "kenmerk;graad;reden\nA-77;dag;advocaat\n"},
        ("vastzettingen.csv", 2, "kenmerk", "A-77"),
        "A-77 is niet bekend",
        "Verbeter de code, of lever A-77 mee in gesprekken, presentaties, vertrekken, verplaatsingen of overleggen.",
    ),
    broken(
        "substitute of oneself",
        {"vervangingen.csv": f"regievoerder;vervanger;van;tot\nRV-1;RV-1;{_MON};\n"},
        ("vervangingen.csv", 2, "vervanger", "RV-1"),
        "iemand kan zichzelf niet vervangen",
        "Vul het dienstnummer van een collega in.",
    ),
    broken(
        "move that serves itself",
        {"verplaatsingen.csv": f"{MOVES}M-1;v;60;{_MON};{_FRI};AZC-1;AZC-1;naar-vlucht;M-1;\n"},
        ("verplaatsingen.csv", 2, "dient", "M-1"),
        "de verplaatsing verwijst naar zichzelf",
        "Vul het kenmerk van een andere activiteit in.",
    ),
    broken(
        "move without purpose or times",
        {"verplaatsingen.csv": f"{MOVES}M-1;v;60;{_MON};{_FRI};AZC-1;AZC-1;keten;;\n"},
        ("verplaatsingen.csv", 2, "dient", None),
        "niet bekend waarvoor of wanneer de verplaatsing is",
        "Vul het kenmerk van het vertrek of de presentatie in, of de tijden van ophalen en afleveren.",
    ),
    broken(
        "overlapping settings",
        {
            "instellingen.csv": "regel;sleutel;waarde;eenheid;geldig_van;geldig_tot\n"
            "R02;term;10;werkdagen;01-01-2026;01-02-2027\nR02;term;8;werkdagen;01-01-2027;\n"
        },
        ("instellingen.csv", 3, "geldig_van", "01-01-2027"),
        "de periode overlapt die van instellingen.csv rij 2",
        "Beëindig de eerste voordat de tweede begint.",
    ),
    broken(
        "two places at one time",
        {"verblijven.csv": f"{STAYS}Z-1;AZC-1;{_MON};\nZ-1;AZC-1;{_FRI};\n"},
        ("verblijven.csv", 3, "van", _FRI),
        "de periode overlapt die van verblijven.csv rij 2",
        "Beëindig de eerste voordat de tweede begint.",
    ),
    broken(
        "ragged row",
        {"zaken.csv": CASES + "Z-9;afgewezen;MA;ar;02-11-2026;extra\n"},
        ("zaken.csv", 2, None, "extra"),
        "de rij heeft 6 cellen, de kopregel 5",
        QUOTES,
    ),
    broken(
        "short row",
        {"zaken.csv": CASES + "Z-9;afgewezen;MA\n"},
        ("zaken.csv", 2, None, None),
        "de rij heeft 3 cellen, de kopregel 5",
        QUOTES,
    ),
    broken(
        "decimal comma between commas",
        {"locaties.csv": PLACES.replace(";", ",") + "A,Azc,azc,Ane,52,3,6,1\n"},
        ("locaties.csv", 2, None, "6"),
        "de rij heeft 8 cellen, de kopregel 6",
        QUOTES,
    ),
    broken(
        "quote that is never closed",
        {"zaken.csv": CASES + '"Z-9;afgewezen;MA;ar;02-11-2026\n'},
        ("zaken.csv", 2, None, None),
        "de aanhalingstekens kloppen niet",
        'Zet een tekst met een aanhalingsteken tussen "…" en verdubbel het teken: "12"" band".',
    ),
    broken(
        "file that is almost a table",
        {"zaaken.csv": CASES + GOOD_CASE},
        ("zaaken.csv", None, None, "zaaken"),
        "dit is geen bekende tabel",
        "Bedoelde u zaken? Verander de naam.",
    ),
    broken(
        "table twice",
        {"zaken.csv": CASES + GOOD_CASE, "ZAKEN.csv": CASES + GOOD_CASE},
        ("zaken.csv", None, None, "zaken"),
        "de tabel zaken komt twee keer voor, ook in ZAKEN.csv",
        "Voeg de twee samen.",
    ),
    broken(
        "vehicles without shifts",
        {"voertuigen.csv": "voertuig;depot;zitplaatsen;compartimenten\nDVO-1;AZC-1;6;3\n"},
        ("voertuigen.csv", None, None, None),
        "de tabel diensten ontbreekt; zij hoort bij voertuigen",
        "Lever diensten en voertuigen samen aan.",
    ),
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
