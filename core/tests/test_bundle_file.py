"""The file of a bundle: damaged, deleted, of another program, written by many at once: it costs time, not answers."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.catalog import Home, load_homes
from motcua.catalog.bundle import Bundle, Shelf
from motcua.catalog.bundle.remarks import decode_findings, encode_findings
from motcua.check import check
from motcua.findings import Finding
from motcua.lang import cel
from motcua.places import Place
from motcua.texts import Words

TODAY = date(2026, 10, 5)
Told = Callable[[], list[Finding]]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def told(country: Any, tmp_path: Path, cache: Path) -> Told:
    """Check the small country with the bundle of a folder, filled by a first check."""
    country()

    def run() -> list[Finding]:
        cel.forget()  # as in a process of its own
        homes = [Home(tmp_path, shown="")]
        with Bundle.open(cache, homes) as bundle:
            return check(load_homes(homes, bundle.contents), TODAY, bundle.findings)

    run()
    return run


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def flipped(content: bytes) -> list[bytes]:
    """Flip one bit at fifty places of a bundle."""
    at = range(0, len(content), max(1, len(content) // 50))
    return [content[:n] + bytes([content[n] ^ 1]) + content[n + 1 :] for n in at]


def needed(content: bytes) -> list[bytes]:
    """Return the lines of a bundle in order, but for trees: of these a run needs few, and leaves the others alone."""
    return sorted(line for line in content.split(b"\n") if not line.startswith(b"trees "))


def test_a_damaged_bundle_gives_the_same_answers_and_is_written_anew(told: Told, cache: Path) -> None:
    sound, file = told(), only_file(cache)
    content = file.read_bytes()
    program, first, second, *others = content.split(b"\n")
    head = len(b"contents ") + 64  # as far as the digest of the file
    swapped = b"\n".join([program, first[:head] + second[head:], second[:head] + first[head:], *others])
    cut = [content[: len(content) // 2], b"", b"\n\n\n", b"\x80\x04\x95" + content, content.replace(b" ", b"", 9)]
    for damaged in [*flipped(content), swapped, *cut]:
        file.write_bytes(damaged)
        assert told() == sound
        assert needed(file.read_bytes()) == needed(content)


def test_a_bundle_of_another_program_is_not_believed(told: Told, cache: Path) -> None:
    file = only_file(cache)
    program, *lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([program[::-1], *lines]))
    with Bundle(file) as bundle:
        assert not any(key.decode() in bundle.contents for key in (line.split(b" ")[1] for line in lines if line))


def test_a_deleted_cache_comes_back(told: Told, cache: Path) -> None:
    sound, file = told(), only_file(cache)
    file.unlink()
    cache.rmdir()
    assert told() == sound
    assert only_file(cache) == file


def test_a_cache_that_cannot_be_written_is_done_without(told: Told, cache: Path) -> None:
    sound = told()
    only_file(cache).unlink()
    cache.rmdir()
    cache.write_text("no folder", "utf-8")
    assert told() == sound
    assert cache.read_text("utf-8") == "no folder"


def test_what_is_no_longer_there_is_no_longer_kept(told: Told, cache: Path, tmp_path: Path) -> None:
    size = only_file(cache).stat().st_size
    for number in range(3):
        (tmp_path / "rules" / "more.yaml").write_text(f"# {number}\n{{kind: vocabulary, id: v, name: V, items: []}}")
        told()
    (tmp_path / "rules" / "more.yaml").unlink()
    told()
    assert only_file(cache).stat().st_size == size


def test_a_command_that_checks_nothing_leaves_what_was_checked(told: Told, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "rules" / "more.yaml").write_text("{kind: vocabulary, id: v, name: V, items: [{id: a, name: A}]}")
    homes = [Home(tmp_path, shown="")]
    with Bundle.open(cache, homes) as bundle:
        load_homes(homes, bundle.contents)
    assert b"\nfindings " in only_file(cache).read_bytes()


def test_only_the_bundles_written_last_are_kept(cache: Path, tmp_path: Path) -> None:
    for number in range(25):
        with Bundle.open(cache, [Home(tmp_path / str(number))]) as bundle:
            bundle.contents["a"] = []
    foreign = cache / "somebody-elses.bundle"
    foreign.touch()
    with Bundle.open(cache, [Home(tmp_path)]) as bundle:
        bundle.contents["a"] = []
    assert foreign.exists()
    assert len(list(cache.iterdir())) == 21


def test_findings_come_back_as_they_were() -> None:
    params = {"name": "Lệ phí", "count": 3, "sure": True, "near": None, "who": Words(("cli/unit", "cli/at"))}
    findings = (Finding("unit/unknown", Place("a.yaml", 3, 4), "warning", params, "x\n^", (Place("b.yaml"),)),)
    back = decode_findings(json.loads(json.dumps(encode_findings((*findings, Finding("plugin/check"))))))
    assert back == (*findings, Finding("plugin/check"))
    assert [type(value) for value in back[0].params.values()] == [type(value) for value in params.values()]


def test_what_json_cannot_say_whole_is_not_kept() -> None:
    shelf = Shelf[tuple[Finding, ...]]({}, encode_findings, decode_findings)
    shelf["day"] = (Finding("plugin/check", params={"day": TODAY}),)
    assert shelf["day"][0].params["day"] == TODAY
    assert list(shelf.kept()) == []


def test_many_processes_at_once_all_get_the_answer(cache: Path) -> None:
    environment = os.environ | {"MOTCUA_CACHE": str(cache)}
    command = [sys.executable, "-m", "motcua.cli", "check", "--at", "2026-10-05", "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(4)]
    answers = [process.communicate()[0] for process in running]
    assert {process.returncode for process in running} == {0}
    again = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert set(answers) == {again}
    assert [file.suffix for file in cache.iterdir()] == [".bundle"]


def test_the_command_line_keeps_its_bundle_where_it_is_told_to(
    motcua: Any, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_CACHE", str(cache))
    decide = ("decide", "1.000656", "--unit", "vn/38/ha-trung", "--at", "2026-10-05T09:00", "--json")
    plain = motcua(*decide, "--no-cache")
    assert not cache.exists()
    assert motcua(*decide) == plain
    assert only_file(cache).suffix == ".bundle"
    assert motcua(*decide) == plain
