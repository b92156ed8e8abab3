"""Checked trees are kept as data: they come back as they were, and a file changed elsewhere starts no checker."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.catalog import Catalog
from motcua.catalog.bundle.trees import decode_tree, encode_tree
from motcua.lang import cel
from motcua.lang.cel import Checker
from motcua.lang.keeping import keeping
from motcua.lang.tree import Const, Kind, Node, Unknown, walk

KINDS: dict[str, Kind] = {"pages": "integer", "urgent": "boolean", "who": "text", "born": "date", "groups": "texts"}
TEXTS = (
    "pages > 3 && !urgent || who in ['a', 'b']",
    "groups.exists(each, each == 'poor') ? share(pages, 1, 2) : -pages / 2 % 7",
    "days(born, date('2024-02-29')) >= 9223372036854775807",
    "present(who) && size(groups) == 0 && who.startsWith('Hộ nghèo\\n')",
    "true",
)


def tree(text: str) -> Node:
    node, troubles = Checker(KINDS).check(text)
    assert node is not None, troubles
    return node


@pytest.mark.parametrize("text", TEXTS)
def test_a_tree_comes_back_as_it_was(text: str) -> None:
    back = decode_tree(json.loads(json.dumps(encode_tree(tree(text)))))
    assert back == tree(text)
    values = [[part.value for part in walk(node) if isinstance(part, Const)] for node in (back, tree(text))]
    assert list(map(type, values[0])) == list(map(type, values[1]))  # as True == 1


def test_what_could_not_be_compiled_is_not_kept() -> None:
    with pytest.raises(TypeError):
        encode_tree(Unknown("boolean"))


def test_a_kept_tree_is_looked_up_by_all_that_it_rests_on() -> None:
    trees: dict[str, Node] = {}
    with keeping(trees):
        for kind in ("integer", "text", "integer"):
            cel.forget()
            Checker({"x": kind, "y": "date"}).check("x == x")
        for opened in (frozenset[str](), frozenset({"x"}), frozenset({"y"})):
            cel.forget()
            accepted = Checker({"x": "text", "y": "text"}, opened).check("x == x")[0]
            assert (accepted is None) == ("x" in opened)
    assert len(trees) == 2


CHECKING = """
import sys
from datetime import date
from pathlib import Path
from motcua.catalog import Home, load_homes
from motcua.catalog.bundle import Bundle
from motcua.check import check

homes, day = [Home(Path(sys.argv[1]), shown="")], date(2026, 10, 5)
with Bundle.open(Path(sys.argv[2]), homes) as bundle:
    found = check(load_homes(homes, bundle.contents), day, bundle.findings)
started = "cel_expr_python" in sys.modules
assert found == check(load_homes(homes), day)
print(started)
"""


def test_a_changed_name_starts_no_checker_and_a_changed_condition_does(
    country: Callable[..., Catalog], tmp_path: Path
) -> None:
    country()
    file = tmp_path / "catalogs" / "vn" / "khai-tu.yaml"
    started = []
    for old, new in (("", ""), ("name: Đăng ký", "name: Việc đăng ký"), ("<= 15", "<= 16")):
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
        command = [sys.executable, "-c", CHECKING, str(tmp_path), str(tmp_path / "cache")]
        started.append(subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip())
    assert started == ["True", "False", "True"]
