"""Files whose rows contradict each other or what is stored, and the refusal of each. Not allowed here: asserting."""

from tests.planner.intake.broken import CASES, FRI, GOOD_CASE, MON, MOVES, STAYS, TALKS, Broken, broken, one_talk

ROWS: tuple[Broken, ...] = (
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
            "gesprekken.csv": f"{TALKS}A-1;voortgang;60;{MON};{FRI};Z-1\n",
            "overleggen.csv": f"{TALKS}A-1;lto;60;{MON};{FRI};\n",
        },
        ("overleggen.csv", 2, "kenmerk", "A-1"),
        "dubbel (op kenmerk): staat al in gesprekken.csv rij 2",
        "Verwijder een van beide rijen.",
    ),
    broken(
        "unknown place",
        {"verblijven.csv": f"{STAYS}Z-1;AZC-77;{MON};\n"},
        ("verblijven.csv", 2, "locatie", "AZC-77"),
        "AZC-77 is niet bekend",
        "Verbeter de code, of lever AZC-77 mee in locaties.",
    ),
    broken(
        "household with one unknown case",
        {"gezinsleden.csv": f"gezin;zaaknummer;van;tot\nG-1;Z-1;{MON};\nG-1;Z-77;{MON};\n"},
        ("gezinsleden.csv", 3, "zaaknummer", "Z-77"),
        "Z-77 is niet bekend",
        "Verbeter de code, of lever Z-77 mee in zaken.",
    ),
    broken(
        "unknown code among several",
        one_talk("60", MON, FRI, "Z-1|Z-77"),
        ("gesprekken.csv", 2, "zaken", "Z-1|Z-77"),
        "Z-77 is niet bekend",
        "Verbeter de code, of lever Z-77 mee in zaken.",
    ),
    broken(
        "unknown resource of its kind",
        {"afwezigheden.csv": f"soort;code;van;tot\nvoertuig;RV-1;{MON};\n"},
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
        {"vervangingen.csv": f"regievoerder;vervanger;van;tot\nRV-1;RV-1;{MON};\n"},
        ("vervangingen.csv", 2, "vervanger", "RV-1"),
        "iemand kan zichzelf niet vervangen",
        "Vul het dienstnummer van een collega in.",
    ),
    broken(
        "move that serves itself",
        {"verplaatsingen.csv": f"{MOVES}M-1;v;60;{MON};{FRI};AZC-1;AZC-1;naar-vlucht;M-1;\n"},
        ("verplaatsingen.csv", 2, "dient", "M-1"),
        "de verplaatsing verwijst naar zichzelf",
        "Vul het kenmerk van een andere activiteit in.",
    ),
    broken(
        "move without purpose or times",
        {"verplaatsingen.csv": f"{MOVES}M-1;v;60;{MON};{FRI};AZC-1;AZC-1;keten;;\n"},
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
        {"verblijven.csv": f"{STAYS}Z-1;AZC-1;{MON};\nZ-1;AZC-1;{FRI};\n"},
        ("verblijven.csv", 3, "van", FRI),
        "de periode overlapt die van verblijven.csv rij 2",
        "Beëindig de eerste voordat de tweede begint.",
    ),
    broken(
        "vehicles without shifts",
        {"voertuigen.csv": "voertuig;depot;zitplaatsen;compartimenten\nDVO-1;AZC-1;6;3\n"},
        ("voertuigen.csv", None, None, None),
        "de tabel diensten ontbreekt; zij hoort bij voertuigen",
        "Lever diensten en voertuigen samen aan.",
    ),
)
