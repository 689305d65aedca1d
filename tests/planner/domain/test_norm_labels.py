"""Every delivered setting has a name in words, in both languages."""

from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.norm_labels import label_of_norm
from planner.domain.wording import Language, speaking


def test_every_delivered_setting_is_called_something_in_both_languages() -> None:
    keys = {(setting.rule, setting.key) for setting in DEFAULT_SETTINGS}

    dutch = {one: label_of_norm(*one) for one in keys}
    with speaking(Language.ENGLISH):
        english = {one: label_of_norm(*one) for one in keys}

    assert [one for one, name in dutch.items() if name == one[1]] == []
    assert [one for one in keys if english[one] == dutch[one]] == []
    assert len({(rule, name) for (rule, _key), name in dutch.items()}) == len(keys)


def test_a_setting_of_an_installation_is_called_by_its_key() -> None:
    assert label_of_norm("T02", "carrier-KL") == "carrier-KL"
