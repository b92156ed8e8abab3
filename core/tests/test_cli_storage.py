"""`motcua verify`, `backup` and `restore`: a data folder looked after from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.store import Tx, open_store
from motcua.store.journal import JOURNAL

Motcua = Callable[..., Any]


def note(tx: Tx) -> None:
    tx.put("notes", str(tx.next_number("notes")), {"text": "một cửa"})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with three transactions."""
    store = open_store(tmp_path / "data")
    for _ in range(3):
        store.run("vn/38/ha-trung", note)
    store.close()
    return tmp_path / "data"


def test_a_sound_folder_is_verified(data: Path, motcua: Motcua) -> None:
    ran = motcua("verify", str(data))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "Nguyên vẹn: 3 giao dịch, 0 sự kiện.\n"


def test_the_folder_named_data_is_meant_when_none_is(
    data: Path, motcua: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data.parent)
    assert motcua("verify").out == motcua("verify", str(data)).out


def test_a_damaged_folder_is_an_answer_of_no(data: Path, motcua: Motcua) -> None:
    journal = data / JOURNAL
    journal.write_bytes(journal.read_bytes().replace("một cửa".encode(), "hai cửa".encode(), 1))
    ran = motcua("verify", str(data))
    assert (ran.status, ran.out) == (1, "")
    assert str(journal) in ran.err


def test_a_backup_is_restored_into_a_new_folder(data: Path, tmp_path: Path, motcua: Motcua) -> None:
    copy, new = str(tmp_path / "ban-sao"), str(tmp_path / "moi")
    assert motcua("backup", str(data), copy).out == f"Đã sao lưu 3 giao dịch vào {copy}.\n"
    assert motcua("restore", copy, new).out == f"Đã khôi phục 3 giao dịch vào {new}.\n"
    assert motcua("verify", new).status == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_nothing_is_written_over(command: str, data: Path, tmp_path: Path, motcua: Motcua) -> None:
    copy = tmp_path / "ban-sao"
    motcua("backup", str(data), str(copy))
    before = copy.read_bytes()
    ran = motcua(command, *((str(data), str(copy)) if command == "backup" else (str(copy), str(data))))
    assert ran.status == 2
    assert "store/target-exists" in ran.err
    assert copy.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(data: Path, tmp_path: Path, motcua: Motcua) -> None:
    ran = motcua("backup", str(data), str(tmp_path / "khong" / "co" / "ban-sao"))
    assert (ran.status, ran.out) == (2, "")
    assert "khong/co/ban-sao" in ran.err
    assert "    → " in ran.err
