"""A shelf of the bundle: values by key, as lines of JSON behind a checksum, decoded when asked for."""

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class Shelf(MutableMapping[str, T]):
    """Values by key; what is damaged, or cannot be decoded, is not there.

    :param lines: what an earlier run left.
    :param spare: how many lines to keep, the newest ones, whether this run had a use for them or not.
    :param encode: gives what JSON can say of a value; raises TypeError where it cannot say all: then it is not kept.
    """

    def __init__(
        self, lines: Mapping[str, bytes], encode: Callable[[T], Any], decode: Callable[[Any], T], spare: int = 0
    ) -> None:
        self._lines = dict(lines)
        self._encode = encode
        self._decode = decode
        self._spare = spare
        self._values: dict[str, T] = {}
        self.changed = False

    def __getitem__(self, key: str) -> T:
        if key not in self._values:
            try:
                self._values[key] = self._decode(_opened(key, self._lines[key]))
            except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
                raise KeyError(key) from error
        return self._values[key]

    def __setitem__(self, key: str, value: T) -> None:
        self._lines.pop(key, None)
        self._values[key] = value
        self.changed = True

    def __delitem__(self, key: str) -> None:
        del self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Yield the lines to keep: of what was asked for or put here, or of all where this run had no use for any."""
        spare = list({**self._lines, **self._values})[-self._spare :] if self._spare else ()
        for key in spare or self._values or self._lines:
            if (line := self._lines.get(key)) or (line := self._sealed(key)):
                yield key, line

    def _sealed(self, key: str) -> bytes:
        try:
            text = json.dumps(self._encode(self._values[key]), ensure_ascii=False, separators=(",", ":")).encode()
        except TypeError:
            return b""
        return _checksum(key, text) + b" " + text


def _opened(key: str, line: bytes) -> Any:
    checksum, _, text = line.partition(b" ")
    if checksum != _checksum(key, text):
        raise ValueError(key)
    return msgspec.json.decode(text)


def _checksum(key: str, text: bytes) -> bytes:
    return sha256(b"%s %s" % (key.encode(), text)).hexdigest().encode()
