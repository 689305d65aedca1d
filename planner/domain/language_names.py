"""What officers call the languages that are spoken. Not allowed here: who speaks them."""

from functools import lru_cache

from planner.domain.wording import Text

_NAMES = {
    "am": ("Amhaars", "Amharic"),
    "ar": ("Arabisch", "Arabic"),
    "az": ("Azerbeidzjaans", "Azerbaijani"),
    "ckb": ("Sorani", "Sorani"),
    "en": ("Engels", "English"),
    "fa": ("Perzisch", "Persian"),
    "ff": ("Fula", "Fula"),
    "fr": ("Frans", "French"),
    "hi": ("Hindi", "Hindi"),
    "hy": ("Armeens", "Armenian"),
    "id": ("Indonesisch", "Indonesian"),
    "ka": ("Georgisch", "Georgian"),
    "kmr": ("Kurmanji", "Kurmanji"),
    "lg": ("Luganda", "Luganda"),
    "mn": ("Mongools", "Mongolian"),
    "mnk": ("Mandinka", "Mandinka"),
    "nl": ("Nederlands", "Dutch"),
    "pa": ("Punjabi", "Punjabi"),
    "prs": ("Dari", "Dari"),
    "ps": ("Pasjtoe", "Pashto"),
    "pt": ("Portugees", "Portuguese"),
    "ro": ("Roemeens", "Romanian"),
    "ru": ("Russisch", "Russian"),
    "so": ("Somalisch", "Somali"),
    "sq": ("Albanees", "Albanian"),
    "sr": ("Servisch", "Serbian"),
    "ti": ("Tigrinya", "Tigrinya"),
    "tr": ("Turks", "Turkish"),
    "ur": ("Urdu", "Urdu"),
    "vi": ("Vietnamees", "Vietnamese"),
    "zgh": ("Tamazight", "Tamazight"),
    "zh": ("Chinees", "Chinese"),
}


@lru_cache(maxsize=256)
def language_name(code: str) -> Text:
    """Return what a language is called, or its code."""
    nl, en = _NAMES.get(code, (code, code))
    return Text(nl=nl, en=en)


def language_names() -> tuple[Text, ...]:
    """Return what every language that is known here is called."""
    return tuple(map(language_name, _NAMES))
