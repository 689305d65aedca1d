"""Regenerate ``api/static/kader/utrecht.css``: the NL Design System components that our pages use, from npm.

Run by hand when a version changes: ``python tools/vendor_style.py``. Needs ``npm`` on the path. Source:
``@utrecht/component-library-css`` (EUPL-1.2), without colours and fonts of its own: those are our theme's.

Not allowed here: any host name, and anything of a house style that may not be shipped.
"""

import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "@utrecht/component-library-css@9.0.4"
STATIC = Path(__file__).parent.parent / "api" / "static" / "kader"
COMPONENTS = (
    "alert",
    "badge-status",
    "button",
    "button-group",
    "checkbox",
    "form-field",
    "form-label",
    "radio-button",
    "select",
    "skip-link",
    "table",
    "textarea",
    "textbox",
)
_KEPT = re.compile(r"\.utrecht-(?:" + "|".join(COMPONENTS) + r")(?![a-z0-9])")
_OTHER = re.compile(r"-link\b|table-of-contents|alert-dialog|-group--html|rich-text|--html-|--custom|custom-|-size\b")


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield each top-level rule: what comes before its brace, and its content without the braces."""
    start = depth = opened = 0
    for at, sign in enumerate(css):
        if sign == "{":
            opened = opened if depth else at
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : at]
                start = at + 1


def kept(css: str) -> Iterator[str]:
    """Yield the rules about our components, those inside conditions included."""
    for head, body in blocks(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if head.startswith(("@media", "@supports")):
            inner = "".join(kept(body))
            if inner:
                yield f"{head}{{\n{inner}}}\n"
        elif _KEPT.search(head) and not _OTHER.search(head) and "url(" not in body:
            yield f"{head} {{{body}}}\n"


def main() -> None:
    """Fetch the package and write the style with its licence."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
        with tarfile.open(Path(folder) / done.stdout.strip().splitlines()[-1]) as archive:
            archive.extractall(folder, filter="data")
        source = Path(folder) / "package"
        css = (source / "dist" / "index.css").read_text(encoding="utf-8")
        (STATIC / "utrecht.css").write_text(f"/* {PACKAGE}, EUPL-1.2 */\n{''.join(kept(css))}", encoding="utf-8")
        (STATIC / "LICENSE.utrecht").write_bytes((source / "LICENSE.md").read_bytes())


if __name__ == "__main__":
    main()
