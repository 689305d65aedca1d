"""The one function that makes text harmless inside folium.

The rule is that no case text reaches folium at all: pages attach texts to drawn things by id, with ``textContent``.
This is the belt beside those braces: folium writes popups, tooltips and icons as JavaScript template literals and as
Jinja templates, where ``${…}``, a backtick, a backslash and ``{{…}}`` run even after ``html.escape``.

Not allowed here: anything else.
"""

import html

_ENTITIES = str.maketrans({char: f"&#{ord(char)};" for char in "`${}\\"})


def folium_text(text: str) -> str:
    r"""HTML-escape ``text``, then write `` ` $ { } \`` as numeric entities; it reads the same on the screen."""
    return html.escape(text, quote=True).translate(_ENTITIES)
