"""Writing a release: whole files, only what changed, nothing of others, never outside the folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.cli.failure import CommandFailure
from api.cli.folder import LIST, inside, write_release
from planner.domain.resources import ResourceKind, ResourceRef
from tests.api.example_release import example_release


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_viewer_gets_a_folder(tmp_path: Path) -> None:
    written = write_release(example_release(), tmp_path)

    assert {path.partition("/")[0] for path in written.files} == {
        "planner",
        "kmar",
        "dji",
        "inspectie",
        "regievoerder-RV-0001",
    }
    assert set(contents(tmp_path)) == {*written.files, LIST}
    assert written.written == len(written.files)


def test_the_same_release_writes_nothing_twice(tmp_path: Path) -> None:
    write_release(example_release(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    written = write_release(example_release(), tmp_path)

    assert (written.written, written.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_what_is_no_longer_in_the_release_goes_and_files_of_others_stay(tmp_path: Path) -> None:
    write_release(example_release(), tmp_path)
    (tmp_path / "planner" / "notitie.txt").write_text("van mij", "utf-8")
    smaller = replace(example_release(), appointments=(), entries=(), activities=())

    written = write_release(smaller, tmp_path)

    assert set(contents(tmp_path)) == {*written.files, LIST, "planner/notitie.txt"}
    assert written.removed > 0


@pytest.mark.parametrize("listing", [b"", b"[]", b'{"bestanden": 3}', b"\xff\xfe"])
def test_a_damaged_list_does_not_stop_the_next_run(tmp_path: Path, listing: bytes) -> None:
    expected = write_release(example_release(), tmp_path).files
    (tmp_path / LIST).write_bytes(listing)

    assert write_release(example_release(), tmp_path).files == expected


def test_a_list_that_points_outside_removes_nothing_there(tmp_path: Path) -> None:
    folder, outside = tmp_path / "uit", tmp_path / "van-mij.txt"
    outside.write_text("blijft", "utf-8")
    folder.mkdir()
    (folder / LIST).write_text('{"bestanden": {"../van-mij.txt": ""}}', "utf-8")

    with pytest.raises(CommandFailure):
        write_release(example_release(), folder)

    assert outside.read_text("utf-8") == "blijft"


@pytest.mark.parametrize(
    "path", ["", "/etc/x", "../x", "a/../../x", "a/\x00", "a/b\nc", "a\\b", "C:x", "a/..", "a/b|c", 'a/"']
)
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(CommandFailure):
        inside(tmp_path, path)


@pytest.mark.parametrize("path", ["index.html", "kmar/kalenders/E-01.ics", "regievoerder-RV-0001/rooster.ics", "a/é…b"])
def test_an_ordinary_path_is_inside(tmp_path: Path, path: str) -> None:
    assert inside(tmp_path, path).is_relative_to(tmp_path)


def test_a_vehicle_with_a_dangerous_code_is_refused(tmp_path: Path) -> None:
    release = example_release()
    evil = ResourceRef(ResourceKind.VEHICLE, "../../../x")
    entries = tuple(
        replace(entry, participation=replace(entry.participation, resource=evil))
        if entry.participation.resource.kind is ResourceKind.VEHICLE
        else entry
        for entry in release.entries
    )

    with pytest.raises(CommandFailure):
        write_release(replace(release, entries=entries), tmp_path / "a" / "b" / "uit")

    assert [path.name for path in tmp_path.rglob("x.ics")] == []
