"""The vendored browser parts are those that the manifest names, and Python needs no other."""

import hashlib
import json
from pathlib import Path

import motcua_web

STATIC = Path(motcua_web.__file__).parent / "static"
VENDOR = STATIC / "vendor"


def test_every_part_is_the_one_of_the_manifest() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDOR.iterdir()}
    del found["manifest.json"]
    assert found == manifest["sha256"]


def test_the_versions_are_those_of_package_json() -> None:
    package = json.loads((STATIC.parent.parent / "package.json").read_text("utf-8"))
    assert json.loads((VENDOR / "manifest.json").read_text("utf-8"))["packages"] == package["devDependencies"]


def test_every_part_has_its_licence() -> None:
    for part in ("designsystemet", "be-vietnam-pro", "htmx"):
        assert (VENDOR / f"{part}.LICENSE").stat().st_size > 300


def test_no_style_or_script_asks_another_host() -> None:
    for file in [*STATIC.glob("*.css"), *VENDOR.glob("*.css")]:
        text = file.read_text("utf-8")
        assert "url(http" not in text
        assert 'url("http' not in text
        assert "@import" not in text
