"""The examples in the docstrings are run."""

import doctest
import importlib
import pkgutil

import pytest

import motcua_web

MODULES = [module.name for module in pkgutil.iter_modules(motcua_web.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"motcua_web.{name}")).failed == 0


def test_there_are_examples() -> None:
    modules = [importlib.import_module(f"motcua_web.{name}") for name in MODULES]
    assert sum(doctest.testmod(module).attempted for module in modules) > 3
