"""A country of the size that is meant, made of the real one: 400 procedures, each of them in four layers.

The procedures are copies of the built-in ones, with ids, codes and a question of their own. The province sets its fees
and shortens every deadline that has a working day to spare; of the two communes each shortens every tenth one further.
It stands beside the built-in country, as a home of its own.
"""

import json
import re
import shutil
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from motcua.catalog import builtin_home
from motcua.document import read_file

PROCEDURES = 400
COUNTRY, PROVINCE, COMMUNES = "nuoc", "tinh", ("xa-mot", "xa-hai")
_SOURCES = {COUNTRY: "catalogs/vn", PROVINCE: "plugins/thanh_hoa/motcua_thanh_hoa/catalogs/thanh-hoa"}
_COMMUNE = "plugins/thanh_hoa/motcua_thanh_hoa/catalogs/ha-trung"
_LENGTH = re.compile(r"([0-9]+) working_days")
_CODE = re.compile(r"\b[0-9]\.[0-9]{6}\b")


def make_country(folder: Path) -> Path:
    """Write the country to an empty folder, as a home, and return the folder."""
    source = builtin_home().folder
    shutil.copytree(source / "rules", folder / "rules")
    above, unit = "", ""
    for layer in (COUNTRY, PROVINCE):
        unit = f"{unit}/38" if unit else "xx"
        _layer(source / _SOURCES[layer], folder / "catalogs" / layer, above, unit)
        above = layer
    for commune in COMMUNES:
        _layer(source / _COMMUNE, folder / "catalogs" / commune, above, f"{unit}/{commune}")
    _procedures(source / _SOURCES[COUNTRY] / "procedures", folder / "catalogs")
    return folder


def _layer(source: Path, folder: Path, parent: str, unit: str) -> None:
    """Copy a layer without its procedures, and give it a name and a place of its own."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("procedures"))
    manifest = folder / "layer.yaml"
    text = manifest.read_text("utf-8")
    for key, value in (("id", folder.name), ("unit", unit), ("parent", parent)):
        text = re.sub(rf"^{key}: \S+$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    manifest.write_text(text, "utf-8")


def _procedures(source: Path, catalogs: Path) -> None:
    for number, (name, text) in enumerate(islice(_copies(source), PROCEDURES)):
        file = catalogs / COUNTRY / "procedures" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        _shorten(file, catalogs / PROVINCE, spare=1)
        for commune in COMMUNES if number % 10 == 0 else ():
            _shorten(file, catalogs / commune, spare=2)


def _copies(procedures: Path) -> Iterator[tuple[str, str]]:
    """Yield the files of one round of copies after another; the procedures of one round name each other."""
    files = sorted(procedures.rglob("*.yaml"))
    texts = [file.read_text("utf-8") for file in files]
    ids = "|".join(sorted(re.findall(r"^id: (\S+)", "\n".join(texts), re.MULTILINE), key=len, reverse=True))
    for turn in count():
        for file, text in zip(files, texts, strict=True):
            name = f"{file.stem}-{turn}.yaml" if turn else file.name
            yield f"{file.parent.name}/{name}", _copy(text, ids, turn) if turn else text


def _copy(text: str, ids: str, turn: int) -> str:
    named = re.sub(rf"(^id: |procedure: )({ids})(?![\w-])", rf"\1\2-{turn}", text, flags=re.MULTILINE)
    coded = _CODE.sub(lambda code: f"{code[0][:2]}{(int(code[0][2:]) + 7919 * turn) % 1_000_000:06}", named)
    # A question that every condition asks makes each one of its own: nothing that was checked for another copy fits
    # this one but for what the law really shares, its fee schedules and routes.
    asking = coded.replace("\nfacts:\n", f"\nfacts:\n  own_{turn}: {{type: boolean, title: Bản sao {turn}?}}\n")
    return asking.replace("when: {", f"when: {{own_{turn}: true, ")


def _shorten(file: Path, layer: Path, spare: int) -> None:
    """Write an amendment that makes each deadline of a procedure shorter, where more than `spare` working days are."""
    for procedure in read_file(file)[0]:
        if rows := list(_shorter(procedure.data, spare)):
            amendment = {
                "kind": "amendment",
                "id": f"rut-ngan-{procedure.id}",
                "amends": f"procedure/{procedure.id}",
                "in_force": {"from": "2026-01-01" if spare == 1 else "2026-07-01"},
                "basis": ["NĐ 118/2025/NĐ-CP"],
                "set": {"deadline": rows},
            }
            (layer / "amendments").mkdir(exist_ok=True)
            text = json.dumps(amendment, ensure_ascii=False, indent=1)
            (layer / "amendments" / f"{procedure.id}.yaml").write_text(text, "utf-8")


def _shorter(procedure: dict[str, Any], spare: int) -> Iterator[dict[str, str]]:
    for row in procedure["deadline"]:
        length = _LENGTH.fullmatch(row["within"])
        if length and int(length[1]) > spare:
            yield {"id": row["id"], "within": f"{int(length[1]) - spare} working_days"}
