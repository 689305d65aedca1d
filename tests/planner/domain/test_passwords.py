"""Passwords: length counts, what everybody tries first does not pass, and no kinds of characters are asked for."""

import pytest

from planner.domain.passwords import PasswordRefusedError, refuse_weak

FIRST_TRIED = (
    "Wachtwoord123",
    "wachtwoord!!2026",
    "qwertyuiop123",
    "123456789012",
    "987654321098",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "Welkom2026!!!",
    "P@ssw0rd2026!",
    "zomerzomer2026",
    "hetismijnwachtwoord",
    "2026-11-22-2026",
    "1q2w3e4r5t6y",
)


@pytest.mark.parametrize("password", FIRST_TRIED)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefusedError, match="als een van de eerste geraden"):
        refuse_weak(password, "planner-01")


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "drie blauwe tulpen", "x9$Kq!82mzPw", "zwaluwenvliegenlaag", "ñandú ünter 鳥鳥鳥"],
)
def test_a_long_sentence_is_enough(password: str) -> None:
    refuse_weak(password, "planner-01")


def test_length_and_login_are_looked_at() -> None:
    for password, said in (("kort kort 1", "korter"), ("drie blauwe " * 11, "langer"), ("ik Planner-01 jij", "naam")):
        with pytest.raises(PasswordRefusedError, match=said):
            refuse_weak(password, "planner-01")
