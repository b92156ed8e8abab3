"""Mistakes on the command line: each is told on stderr with what to do, leaves with 2, and never shows a traceback."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Motcua = Callable[..., Any]
FEATURES = Path(__file__).parents[2] / "features"
HERE = ("--unit", "vn/38/ha-trung")
BIRTH = ("decide", "1.001193", *HERE, "--at", "2026-10-05T09:00")

MISTAKES = [
    (("chek",), "Không có lệnh “chek”. Có phải ý bạn là một trong: 'check', 'schema'?"),
    (("xyz",), "Không có lệnh “xyz”."),
    (("plugins", "lits"), "Có phải ý bạn là 'list'?"),
    (("list", "--unti", "vn"), "Không có tùy chọn “--unti”."),
    (("list", "thừa"), "Thừa tham số (thừa)"),
    (("decide",), "Thiếu tham số 'PROC'."),
    (("due", "--within", "1 working_days"), "Thiếu tùy chọn '--from'."),
    (("due", "--from"), "“--from” cần một giá trị"),
    (("list", "--json=1"), "“--json” không nhận giá trị"),
    (("serve", "--port", "web"), "“web” không phải là số nguyên"),
    (("serve", "--port", "99999"), "không nằm trong khoảng 0<=x<=65535"),
    (("schema", "procedur"), "“procedur” không phải là một trong"),
    (("decide", "khong-co", *HERE), "Không có thủ tục “khong-co”"),
    (("decide", "dang-ky-khai-sin", *HERE), "dang-ky-khai-sinh"),
    (("decide", "1.001193", "--unit", "vn/38/ha-trugn"), "tên gần nhất là “vn/38/ha-trung”"),
    (("list", "--unit", "xyz"), "Không có đơn vị “xyz”"),
    (("list",), "Hãy nói đơn vị nào: vn/"),
    (("list", *HERE, "--field", "ho-tic"), "tên gần nhất là “ho-tich”"),
    (("list", *HERE, "--at", "2026-02-30"), "“2026-02-30” không phải là một ngày"),
    (("list", *HERE, "--at", "31/02/2026"), "“31/02/2026” không phải là một ngày"),
    (("list", *HERE, "--at", ""), "“” không phải là một ngày"),
    (("decide", "1.001193", *HERE, "--at", ""), "“” không phải là một thời điểm"),
    (("explain", "1.012812", *HERE, "--at", "2019-01-01"), "thời gian có hiệu lực: 01/08/2024 – …"),
    (("decide", "1.013225", *HERE, "--at", "2025-06-30T09:00"), "ví dụ --at 2025-07-01"),
    (("explain", "khong-co", *HERE, "--at", "2015-01-01"), "Không có thủ tục “khong-co”"),
    (("decide", "1.001193", *HERE, "--at", "2026-02-13"), "“2026-02-13” không phải là một thời điểm"),
    (("decide", "1.001193", *HERE, "--at", "mai"), "Viết đủ ngày và giờ Việt Nam"),
    (("due", "--from", "2026-02-13T09:00", "--within", "3 ngày nữa"), "Không hiểu thời hạn “3 ngày nữa”"),
    (("due", "--from", "2026-02-13T09:00", "--within", "1 weeks", "--pause", "x"), "TỪ/ĐẾN"),
    (("due", "--from", "2026-02-13T09:00", "--within", "1000000 years"), "dài hơn một nghìn năm"),
    (("due", "--from", "2026-02-13T09:00", "--within", "99999999999999999999 calendar_days"), "dài hơn một nghìn năm"),
    (("due", "--from", "9999-12-31T09:00", "--within", "3 calendar_days"), "không phải là một thời điểm"),
    (("check", "--json", "--sarif"), "Bỏ một trong hai."),
    (("decide", "", *HERE), "Không có thủ tục “”"),
    (("explain", "1.001193", "fes", *HERE), "gần nhất: fees"),
    ((*BIRTH, "--fact", "birth_date"), "Viết tên=giá trị"),
    ((*BIRTH, "--fact", "birthdate=2026-01-05"), "tên gần nhất là “birth_date”"),
    ((*BIRTH, "--fact", "birth_date=hôm qua"), "không phải là ngày, tháng, năm"),
    ((*BIRTH, "--fact", "channel=fax"), "(channel) không có lựa chọn “fax”"),
    (("check", "/khong/co"), "không có “/khong/co”"),
    (("check", __file__), "là một tệp, không phải thư mục"),
    (("check", str(Path(__file__).parent)), "không có thư mục catalogs/ hay rules/"),
    ((*BIRTH, "--facts", "/khong/co"), "không có “/khong/co”"),
    ((*BIRTH, "--facts", str(Path(__file__).parent)), "là một thư mục, không phải tệp"),
    (("list", "--plugins-dir", "/khong/co"), "không có “/khong/co”"),
    (("list", "--plugins-dir", __file__), "Không có thư mục tiện ích"),
    (("verify", "/khong/co"), "không có “/khong/co”"),
    (("verify", str(Path(__file__).parent)), "Không có nhật ký dữ liệu"),
]


@pytest.mark.parametrize(("arguments", "told"), MISTAKES, ids=lambda part: part[:40] if isinstance(part, str) else None)
def test_a_mistake_is_told(arguments: tuple[str, ...], told: str, motcua: Motcua) -> None:
    ran = motcua(*arguments)
    assert told in ran.err
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize(("arguments", "told"), MISTAKES, ids=lambda part: part[:40] if isinstance(part, str) else None)
def test_a_mistake_is_told_in_english(arguments: tuple[str, ...], told: str, motcua: Motcua) -> None:
    ran = motcua("--lang", "en", *arguments)
    assert told not in ran.err or told.isascii()
    assert ran.err.startswith("Usage: ") or ran.err.startswith("Error: ") or "    → " in ran.err
    assert (ran.status, ran.out) == (2, "")


FILES: dict[str, tuple[str | bytes, str]] = {
    "trong-ngoac.json": ('{"channel": "counter", ', "kết thúc giữa một ngoặc"),
    "danh-sach.yaml": ("- channel\n", "phải là một nhóm “tên: giá trị”"),
    "hai-phan.yaml": ("channel: counter\n---\nbirth_date: 2026-01-05\n", "phải là một nhóm “tên: giá trị”"),
    "hai-lan.json": ('{"channel": "counter", "channel": "online"}', "viết hai lần"),
    "utf-16.yaml": ("channel: counter".encode("utf-16"), "không phải mã UTF-8"),
    "sai-ten.yaml": ("chanel: counter\n", "tên gần nhất là “channel”"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_of_facts_is_told(name: str, tmp_path: Path, motcua: Motcua) -> None:
    written, told = FILES[name]
    file = tmp_path / name
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    ran = motcua(*BIRTH, "--facts", str(file))
    assert told in ran.err
    assert (ran.status, ran.out) == (2, "")


def test_a_process_shows_no_traceback_and_nothing_on_stdout() -> None:
    command = [sys.executable, "-m", "motcua.cli", "decide", "khong-co", *HERE, "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    assert "[procedure/unknown]" in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk without room, as Linux has one")
def test_a_full_disk_that_has_no_name_is_told_without_one() -> None:
    command = [sys.executable, "-m", "motcua.cli", "--help"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("Không đọc hoặc không ghi được: đĩa đã hết chỗ.")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_what_cannot_write_vietnamese_is_written_to_in_utf8(encoding: str) -> None:
    command = [sys.executable, "-m", "motcua.cli", "due", "--from", "2026-04-24T09:00", "--within", "1 working_days"]
    surroundings = os.environ | {"PYTHONIOENCODING": encoding}
    ran = subprocess.run(command, capture_output=True, check=False, timeout=60, env=surroundings)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "Nghỉ bù Giỗ Tổ Hùng Vương" in ran.stdout.decode()


def test_a_folder_whose_name_is_not_text_is_checked_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"t\xffnh")
    manifest = folder / "catalogs" / "tinh" / "layer.yaml"
    manifest.parent.mkdir(parents=True)
    manifest.write_text("kind: layr", encoding="utf-8")
    command = [sys.executable, "-m", "motcua.cli", "check", str(folder)]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "t�nh/catalogs/tinh/layer.yaml:1:7" in ran.stdout.decode()


# A user's Ctrl-C at the moment at which a module is about to be read.
INTERRUPTED_AT = """
import signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "{begun}":
            sys.meta_path.remove(self)
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
"""


def test_who_interrupts_a_long_run_on_all_cores_is_told_one_word() -> None:
    command = [sys.executable, "-u", "-m", "motcua.cli", "spec", str(FEATURES), "--mutate"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as running:
        assert running.stdout
        assert "0 không đạt" in running.stdout.readline()
        time.sleep(3)  # by now mutants are tried
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does
        _, told = running.communicate(timeout=30)
    assert (running.returncode, told.split()) == (130, ["Đã", "dừng."])


@pytest.mark.parametrize("begun", ["click", "tomllib", "motcua.cli.words", "motcua.check"])
def test_who_interrupts_while_a_command_is_still_starting_is_told_one_word(begun: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(INTERRUPTED_AT.format(begun=begun), "utf-8")
    command = [sys.executable, "-m", "motcua.cli", "--lang", "en", "check", "--no-cache"]
    surroundings = os.environ | {"PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=surroundings)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "\nAborted!\n")
