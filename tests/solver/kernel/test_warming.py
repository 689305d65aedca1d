"""Compiling ahead in a process of its own."""

from pathlib import Path

import pytest

from solver.kernel import compiled, search, warming
from solver.kernel.warming import Warming, compile_all


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder in which nothing was compiled yet."""
    monkeypatch.setenv(compiled.CACHE_VARIABLE, str(tmp_path))
    folder = tmp_path / compiled.cache_folder().name
    monkeypatch.setattr(compiled, "cache_folder", lambda: folder)
    return folder


def test_nothing_is_started_when_the_kernel_was_compiled_before(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[str]()
    monkeypatch.setattr(search, "warm_up", lambda: made.append("kernel"))
    compile_all("kernel")

    started = Warming("kernel")

    assert (started.needed, made, compiled.ready_mark("kernel").parent) == (False, ["kernel"], empty_cache)


@pytest.mark.parametrize("package", compiled.COMPILED_PACKAGES)
def test_every_package_with_compiled_functions_is_compiled_ahead(package: str, empty_cache: Path) -> None:
    compile_all(package)

    assert compiled.ready_mark(package).parent == empty_cache
    assert compiled.ready_mark(package).exists()


def test_compiling_everything_says_what_could_not_be(monkeypatch: pytest.MonkeyPatch, empty_cache: Path) -> None:
    monkeypatch.setattr(warming, "COMPILED_PACKAGES", {"nergens": "search"})

    with pytest.raises(SystemExit, match="not compiled: nergens"):
        warming.compile_everything()

    assert not compiled.ready_mark("nergens").exists()
    assert empty_cache.name


def test_a_part_that_is_there_does_not_count_as_compiled(empty_cache: Path) -> None:
    (empty_cache / "kernel_0").mkdir(parents=True)
    (empty_cache / "kernel_0" / "search.nbi").touch()

    started = Warming("kernel")
    started.wait(lambda: True)

    assert not compiled.ready_mark("kernel").exists()
    assert list(empty_cache.rglob("*.nbi")) == [empty_cache / "kernel_0" / "search.nbi"]


def test_a_stopped_search_ends_the_compiling(empty_cache: Path) -> None:
    started = Warming()
    process = started._process  # noqa: SLF001
    assert process is not None

    started.wait(lambda: True)

    assert process.poll() is not None
    assert not list(empty_cache.rglob("*.nbi"))
