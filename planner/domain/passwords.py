"""What a password may be: long, and not among the first that anybody tries. No demands on kinds of characters.

Not allowed here: hashing.
"""

import re

from planner.domain.wording import Text

SHORTEST = 12
LONGEST = 128
_SHORT = Text("het wachtwoord is korter dan {least} tekens", "the password is shorter than {least} characters")
_LONG = Text("het wachtwoord is langer dan {most} tekens", "the password is longer than {most} characters")
_COMMON = Text("dit wachtwoord wordt als een van de eerste geraden", "this password is among the first to be guessed")
_LOGIN = Text("de aanmeldnaam staat in het wachtwoord", "the sign-in name is part of the password")
_REMEDY = Text(
    "Kies een zin van een paar woorden die nergens anders wordt gebruikt.",
    "Choose a sentence of a few words that is used nowhere else.",
)
_LOOKALIKES = str.maketrans("013457@$!|", "oieastasil")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "01234567890123456789",
    "1qaz2wsx3edc4rfv5tgb",
    "1q2w3e4r5t6y7u8i9o0p",
)
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        aanmelden admin administrator ajax amsterdam april augustus beheer beheerder ben changeme computer de december
        default denhaag dienst dinsdag dit donderdag dragon een februari feyenoord football geheim geheimwachtwoord
        hallo herfst het ik iloveyou is januari juli juni justitie lente letmein login maandag maart master mei mijn
        ministerie monkey my nederland november oktober overheid passwoord password passwort planner planning princess
        qwerty rotterdam schiphol secret september server sunshine superman system terugkeer test tester the this
        toegang trustno utrecht vertrek vertrekplanner voetbal vrijdag wachtwoord welcome welkom winter woensdag
        zaterdag zomer zondag
        """,
    )
)


class PasswordRefusedError(ValueError):
    """A password cannot be chosen; first line what, second line the remedy."""


def refuse_weak(password: str, login: str) -> None:
    """Raise PasswordRefusedError for a password that is too short, too long or guessed first."""
    if len(password) < SHORTEST:
        raise PasswordRefusedError(f"{_SHORT.say(least=SHORTEST)}\n{_REMEDY.say()}")
    if len(password) > LONGEST:
        raise PasswordRefusedError(f"{_LONG.say(most=LONGEST)}\n{_REMEDY.say()}")
    if login.lower() in password.lower():
        raise PasswordRefusedError(f"{_LOGIN.say()}\n{_REMEDY.say()}")
    if _is_common(password.lower()):
        raise PasswordRefusedError(f"{_COMMON.say()}\n{_REMEDY.say()}")


def _is_common(lowered: str) -> bool:
    """Return whether it is a row of keys, one piece repeated, or common words with figures and marks around them."""
    core = _EDGES.sub("", lowered)
    letters = "".join(filter(str.isalpha, core))
    if any(text in row * 3 for text in (lowered, letters) for row in (*_ROWS, *(row[::-1] for row in _ROWS))):
        return True
    if re.fullmatch(r"(.{1,6}?)\1+.{0,5}", lowered):
        return True
    return _only_words(letters) or _only_words("".join(filter(str.isalpha, core.translate(_LOOKALIKES))))


def _only_words(letters: str) -> bool:
    """Return whether letters are nothing but common words, or so few that the rest is figures and marks."""
    ends = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        ends[end] = any(ends[end - len(word)] for word in _WORDS if letters[:end].endswith(word))
    return len(letters) < 4 or ends[-1]  # noqa: PLR2004 - a few letters among figures
