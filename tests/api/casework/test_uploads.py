"""Uploads: known by their content, weighed before they are unpacked, never written outside their own folder."""

import io
import zipfile
from pathlib import Path

import pytest

from api.casework import uploads
from api.casework.uploads import UploadError, stem_of, stored


def _zip(**files: str) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name.replace("__", "/"), text)
    packed.seek(0)
    return packed


def test_a_table_is_named_by_its_file(tmp_path: Path) -> None:
    path = stored("C:\\map\\zaken.csv", io.BytesIO(b"a;b\n1;2\n"), tmp_path)

    assert path == tmp_path / "zaken.csv"
    assert path.read_text() == "a;b\n1;2\n"


def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    path = stored("iets.bin", _zip(xl__workbook="", **{"xl__workbook.xml": "<x/>"}), tmp_path)

    assert path == tmp_path / "iets.xlsx"


def test_files_of_a_package_come_into_one_folder(tmp_path: Path) -> None:
    content = _zip(**{"..__..__zaken.csv": "a\n", "map__verblijven.csv": "b\n", "uitleg.txt": "c"})

    path = stored("pakket.zip", content, tmp_path)

    assert sorted(one.relative_to(tmp_path).as_posix() for one in path.iterdir()) == [
        "inhoud/verblijven.csv",
        "inhoud/zaken.csv",
    ]
    assert sorted(one.name for one in tmp_path.parent.iterdir() if one.name == "zaken.csv") == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a__zaken.csv": "a", "b__zaken.csv": "b"}, "komt twee keer voor"),
        ({"uitleg.txt": "c"}, "geen CSV-bestand"),
        ({"zaken.csv": "0" * 5_000_000}, "onredelijk groot"),
        ({f"t{number}.csv": "a" for number in range(201)}, "onredelijk groot"),
    ],
)
def test_a_package_that_cannot_be_is_refused(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(UploadError, match=said):
        stored("pakket.zip", _zip(**files), tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10)

    with pytest.raises(UploadError, match="groter dan"):
        stored("zaken.csv", io.BytesIO(b"a" * 11), tmp_path)


@pytest.mark.parametrize(
    ("name", "stem"),
    [("../../etc/passwd", "passwd"), ("zaken.CSV", "zaken"), ("", "bestand"), ("é è.csv", "_"), ("a" * 99, "a" * 60)],
)
def test_a_name_is_never_a_path(name: str, stem: str) -> None:
    assert stem_of(name) == stem
