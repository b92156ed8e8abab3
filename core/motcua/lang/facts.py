"""Facts: the typed questions of a procedure, from which its form, conditions and the reading of answers are made."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from motcua.lang.tree import Kind
from motcua.places import Place

FactType = Literal["boolean", "integer", "date", "text", "choice", "choices"]
Value = bool | int | str | date | frozenset[str]
"""What is known of a fact; None stands for unknown."""

RECEIVED_ON = "received_on"
"""The fact that no dossier is asked: the day on which it is received."""

INT64 = range(-(1 << 63), 1 << 63)
_KINDS: Mapping[str, Kind] = {
    "boolean": "boolean",
    "integer": "integer",
    "date": "date",
    "text": "text",
    "choice": "text",
    "choices": "texts",
}


class Choice(Struct, frozen=True):
    """One accepted answer: the id that rules use and the name that people read."""

    id: str
    name: str


class Fact(Struct, frozen=True):
    """One question. `min` and `max` bound an integer, both ends included; `asked_when` are cells over earlier facts."""

    id: str
    type: FactType
    title: str
    help: str = ""
    required: bool = False
    default: Value | None = None
    min: int | None = None
    max: int | None = None
    choices: tuple[Choice, ...] = ()
    asked_of: Literal["citizen", "officer"] = "citizen"
    asked_when: Mapping[str, Any] | None = None
    personal: bool = False
    max_length: int | None = None
    basis: tuple[str, ...] = ()
    place: Place | None = None

    @property
    def kind(self) -> Kind:
        """Return the kind of its value in expressions."""
        return _KINDS[self.type]

    def shown(self, value: Value | None) -> str:
        """Write a value as people read it: dates as 13/02/2026, choices by name."""
        names = {choice.id: choice.name for choice in self.choices}
        match value:
            case date():
                return f"{value:%d/%m/%Y}"
            case frozenset():
                return ", ".join(names.get(item, item) for item in sorted(value))
            case str():
                return names.get(value, value)
        return str(value)


class Derived(Struct, frozen=True):
    """A fact computed from facts by a CEL expression; outside its own `min`…`max` it counts as unknown."""

    id: str
    source: str
    title: str = ""
    min: int | None = None
    max: int | None = None
    basis: tuple[str, ...] = ()
    place: Place | None = None
