"""Refuse source files that have grown past what one can read in one go; changes nothing.

Run by ``make lint``. Documents are not counted, nor are files taken over unchanged from others, which
are known by their licence standing beside them: ``leaflet.js`` by ``LICENSE.leaflet``.
"""

import subprocess
import sys
from pathlib import Path

LIMIT = 400
SUFFIXES = frozenset({".py", ".html", ".js", ".css", ".sh"})


def our_files() -> list[Path]:
    """Return the source files git knows or would add, without those of others."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 -- git of the PATH
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (Path(name) for name in listing.split("\0") if name)
    return [path for path in paths if path.suffix in SUFFIXES and path.is_file() and not is_taken_over(path)]


def is_taken_over(path: Path) -> bool:
    """Say whether a file is another project's, its licence beside it."""
    return path.with_name(f"LICENSE.{path.name.partition('.')[0]}").exists()


def line_count(path: Path) -> int:
    """Return the number of lines of a text file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def main() -> int:
    """Print each file above the limit; return 1 when there is one."""
    sizes = {path: line_count(path) for path in our_files()}
    too_long = {path: size for path, size in sizes.items() if size > LIMIT}
    for path, size in sorted(too_long.items()):
        print(f"{path}: {size} lines, {LIMIT} allowed\n  remedy: move one subject to a file of its own")
    if not too_long:
        print(f"{len(sizes)} source files, the longest {max(sizes.values(), default=0)} of {LIMIT} lines.")
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
