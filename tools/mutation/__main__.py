"""Plants faults, tries those drawn and writes down what became of them: ``make mutation``.

mutmut writes the faults into copies, under ``mutants/``; all are there at once, and one at a time is switched on. The
tests are collected once, and each runs once without a fault, to learn how long it takes and which functions it comes
near. For each fault a fork runs the tests of its function, quickest first, until one fails.
``tools/check_mutants.py`` judges what came out.
"""

import argparse
import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir, setup_source_paths, walk_mutatable_files

from tools.mutation.drawing import draw
from tools.mutation.running import Runner

PLANTED = Path("mutants")
RESULTS = "results.json"


def plant(workers: int, *, keep: bool) -> list[str]:
    """Write all faults into fresh copies, or into those that changed, and return their names."""
    if not keep:
        shutil.rmtree(PLANTED, ignore_errors=True)
    PLANTED.mkdir(exist_ok=True)
    _drop_unfinished()
    with contextlib.redirect_stdout(io.StringIO()):
        copy_src_dir()
        copy_also_copy_files()
        setup_source_paths()
        create_mutants(workers)
    metas = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(PLANTED.glob("**/*.meta")))
    return [name for meta in metas for name in meta["exit_code_by_key"]]


def _drop_unfinished() -> None:
    """Remove the copies that mutmut was still writing when a run was ended: their list of faults comes last."""
    for path in walk_mutatable_files():
        copy, listed = PLANTED / path, PLANTED / f"{path}.meta"
        if copy.exists() and not (listed.exists() and listed.stat().st_mtime >= copy.stat().st_mtime):
            copy.unlink()


def options(words: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sample", default="1500", help="how many faults to draw, or 'all' (1500)")
    asked.add_argument("--seed", type=int, default=1, help="what the draw starts from (1)")
    asked.add_argument("--workers", type=int, default=2, help="how many are tried side by side (2)")
    asked.add_argument("--budget", type=float, default=30, help="seconds of tests per fault at most (30)")
    asked.add_argument("--only", nargs="+", default=["*"], metavar="PATTERN", help="by name: 'solver.rules.track.*'")
    asked.add_argument("--keep", action="store_true", help="plant again only in files that changed")
    asked.add_argument("--tests", nargs="+", metavar="PATH", help="only these tests")
    return asked.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Plant faults, try those drawn, and write down what became of them."""
    asked = options(words)
    planted = plant(asked.workers, keep=asked.keep)
    number = None if asked.sample == "all" else int(asked.sample)
    drawn = draw(
        [fault for fault in planted if any(fnmatchcase(fault, pattern) for pattern in asked.only)], number, asked.seed
    )
    print(f"{len(planted)} faults planted, {len(drawn)} drawn with seed {asked.seed}", flush=True)
    os.chdir(PLANTED)
    about = {"seed": asked.seed, "drawn": len(drawn), "planted": len(planted)}

    def written(fates: Mapping[str, str]) -> None:
        Path(RESULTS).write_text(json.dumps({**about, "fates": fates}, indent=1), encoding="utf-8")

    runner = Runner(faults=drawn, workers=asked.workers, budget=asked.budget, written=written)
    plain = ["-q", "-s", "--rootdir=.", *(f"-pno:{name}" for name in ("cacheprovider", "xdist", "unraisableexception"))]
    chosen = asked.tests or config().pytest_add_cli_args_test_selection
    code = pytest.main([*plain, *config().pytest_add_cli_args, *chosen], plugins=[runner])
    if code:
        return int(code)
    print(f"\n{len(runner.fates)} faults tried, written to {PLANTED / RESULTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
