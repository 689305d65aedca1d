"""Texts that try to run as code; each one counts itself in ``window.uitgevoerd`` when it succeeds."""

import re

_HIT = "window.uitgevoerd=(window.uitgevoerd||0)+1"
ATTACKS = (
    f"<script>{_HIT}</script>",
    f"</script><script>{_HIT}</script>",
    f'<img src=x onerror="{_HIT}">',
    f"<svg onload={_HIT}>",
    f'"><svg/onload="{_HIT}">',
    "${" + _HIT + "}",
    "`+(" + _HIT + ")+`",
    "\\`;" + _HIT + ";//",
    "\\u003cimg src=x onerror=" + _HIT + "\\u003e",
    "{{ ''.__class__.__mro__ }}{% raw %}",
    f"</td></table><iframe srcdoc='<script>parent.{_HIT}</script>'>",
    f"-->'\";{_HIT};//<a href=javascript:{_HIT}>x</a>",
)
EXECUTED = "window.uitgevoerd || 0"


def without_policy(html: str) -> str:
    """Take the content security policy out of a page, so that a test sees the escaping alone."""
    bare, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    if count != 1:
        raise AssertionError(f"{count} policies in the page")
    return bare
