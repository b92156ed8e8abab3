"""What the README shows is what the program does: its console blocks are run, its YAML is in the catalogs."""

import os
import re
import subprocess
import sys

import pytest

from motcua.catalog import Catalog, builtin_home

README = (builtin_home().folder / "README.md").read_text("utf-8")
CONSOLES = re.findall(r"```console\n\$ motcua (.+?)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), CONSOLES)
def test_a_command_of_the_readme_prints_what_it_shows(command: str, shown: str) -> None:
    words = [word.strip('"') for word in re.findall(r'"[^"]+"|\S+', command)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MOTCUA_")}
    run = subprocess.run(
        [sys.executable, "-m", "motcua.cli", *words], capture_output=True, text=True, check=True, env=environment
    )
    if shown.rstrip().endswith("…"):
        assert run.stdout.startswith(shown.rstrip().removesuffix("…").rstrip("\n"))
    else:
        assert run.stdout == shown


def test_the_readme_shows_commands() -> None:
    assert len(CONSOLES) >= 2


def test_the_yaml_of_the_readme_is_in_force(catalog: Catalog) -> None:
    shown = re.search(r"id: (\S+)\namends: (\S+)", README)
    assert shown
    amendment = next(one for one in catalog.documents if one.id == shown[1])
    assert amendment.data["amends"] == shown[2]
    assert {"id": "khai-sinh", "amount": 8000} in amendment.data["set"]["lines"]


def test_every_page_the_readme_names_is_there() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (builtin_home().folder / link).is_file(), link
