"""What the parser could not read, said in plain words with the likely cause.

libyaml knows about a dozen complaints, in English, made at the spot where it gave up. The mistake is often elsewhere:
an unclosed quote is noticed at the end of the file. Each rule below looks at the lines around that spot.
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from motcua.document.source import Source, clip
from motcua.findings import Finding
from motcua.places import Place

_KEY_VALUE = re.compile(r"\s*+(?:- +)*+(?P<key>[^:#{\[]+): +(?P<value>\S.*)")

# `key: value` up to a spot inside brackets where another colon follows
_ITEM = re.compile(r"""(?:^|[,{\[]) *+(?P<key>[^\s:,{}\[\]"'][^:,{}\[\]"']*+): ++(?P<value>[^,{}\[\]"']++)$""")


class _Trouble(Struct, frozen=True):
    """What the parser said: its complaint, where it gave up, and where the thing it was reading began."""

    source: Source
    problem: str
    at: Place
    began: Place | None

    @property
    def line(self) -> str:
        return self._text(self.at.line)

    @property
    def before(self) -> str:
        """The last line with content above the spot."""
        above = (self._text(number) for number in range(self.at.line - 1, 0, -1))
        return next((line for line in above if line.strip()), "")

    @property
    def character(self) -> str:
        return self.line[self.at.column - 1 : self.at.column]

    def finding(self, rule: str, place: Place | None = None, **params: Any) -> Finding:
        return self.source.finding(rule, place or self.at, **params)

    def _text(self, number: int) -> str:
        return self.source.lines[number - 1] if number <= len(self.source.lines) else ""


def finding(error: Any, source: Source, first_line: int) -> Finding:
    """Turn an error of the parser, which read from after `first_line` lines, into a finding."""

    def place(mark: Any) -> Place:
        return source.place(mark.line + first_line + 1, mark.column + 1)

    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    at = place(mark) if mark else source.place(first_line + 1, 1)
    trouble = _Trouble(source, problem, at, place(began) if began else None)
    return next((say(trouble) for said, say in _CAUSES.items() if said in problem), None) or _unknown(trouble)


def _unknown(trouble: _Trouble) -> Finding:
    if trouble.line.startswith("%"):
        return trouble.finding("yaml/directive")
    return trouble.finding("yaml/syntax", problem=clip(trouble.problem))


def _colon(trouble: _Trouble) -> Finding:
    """Tell a second colon in one value from a line that does not fit the one above it."""
    written = _KEY_VALUE.match(trouble.line)
    if written and trouble.at.column > written.start("value"):
        value = clip(written["value"].replace('"', "”"))
        return trouble.finding("yaml/colon-in-value", key=clip(written["key"]), value=value)
    if ":" in trouble.before and not re.search(r":(\s|$)", trouble.before):
        return trouble.finding("yaml/space-after-colon", line=clip(trouble.before))
    if re.search(r":(\s|$)", trouble.before):
        return _indentation(trouble)
    return trouble.finding("yaml/missing-colon", line=clip(trouble.before))


def _unclosed_quote(trouble: _Trouble) -> Finding:
    return trouble.finding("yaml/unclosed-quote", trouble.began)


def _no_key(trouble: _Trouble) -> Finding:
    if trouble.character == ":":
        return trouble.finding("yaml/empty-key")
    if trouble.character in set("]}"):
        return trouble.finding("yaml/extra-bracket", bracket=trouble.character)
    if _after_quote(trouble):
        return trouble.finding("yaml/after-quote")
    return _indentation(trouble)


def _after_quote(trouble: _Trouble) -> bool:
    return trouble.line[: trouble.at.column - 1].rstrip()[-1:] in {"'", '"'}


def _indentation(trouble: _Trouble) -> Finding:
    """Point at where the line begins: libyaml gives up at its colon."""
    place = trouble.source.place(trouble.at.line, len(trouble.line) - len(trouble.line.lstrip(" ")) + 1)
    return trouble.finding("yaml/indentation", place, line=clip(trouble.line), before=clip(trouble.before))


def _bracket(trouble: _Trouble) -> Finding:
    """Tell a second colon in one item, a comma left out on the line and a bracket that is never closed."""
    began = trouble.began or trouble.at
    if trouble.character == ":" and (item := _ITEM.search(trouble.line, 0, trouble.at.column - 1)):
        rest = re.split(r"[,\]}]", trouble.line[trouble.at.column - 1 :], maxsplit=1)[0]
        value = clip(f"{item['value']}{rest}".replace('"', "”"))
        return trouble.finding("yaml/two-colons", key=clip(item["key"]), value=value)
    if began.line == trouble.at.line and trouble.character not in set("]}"):
        return trouble.finding("yaml/after-quote" if _after_quote(trouble) else "yaml/missing-comma")
    return trouble.finding("yaml/unclosed-bracket", began, line=trouble.at.line)


def _bad_start(trouble: _Trouble) -> Finding:
    if not trouble.character:  # only inside brackets may a value begin on another line
        return trouble.finding("yaml/ends-in-bracket", _end_before(trouble), before=clip(trouble.before))
    return trouble.finding("yaml/bad-start", character=trouble.character)


def _end_before(trouble: _Trouble) -> Place:
    """Return where the last line with content above the spot ends."""
    lines = trouble.source.lines
    number = max((at for at in range(1, trouble.at.line) if lines[at - 1].strip()), default=trouble.at.line)
    return trouble.source.place(number, len(lines[number - 1].rstrip()) + 1)


def _plainly(rule: str) -> Callable[[_Trouble], Finding]:
    return lambda trouble: trouble.finding(rule)


def _no_colon(trouble: _Trouble) -> Finding:
    place = trouble.began or trouble.at
    line = trouble.source.lines[place.line - 1]
    if ":" in line:
        return trouble.finding("yaml/space-after-colon", place, line=clip(line))
    return trouble.finding("yaml/missing-colon", place, line=clip(line))


def _flow_colon(trouble: _Trouble) -> Finding:
    return trouble.finding("yaml/space-after-colon", line=clip(trouble.line))


def _between(trouble: _Trouble) -> Finding:
    return trouble.finding("yaml/directive" if trouble.before.startswith("%") else "yaml/after-end")


# A part of libyaml's complaint → how to say it.
_CAUSES: dict[str, Callable[[_Trouble], Finding]] = {
    "mapping values are not allowed": _colon,
    "unexpected end of stream": _unclosed_quote,
    "unexpected document indicator": _unclosed_quote,
    "did not find expected key": _no_key,
    "did not find expected '-' indicator": _indentation,
    "did not find expected ',' or": _bracket,
    "did not find expected node content": _bad_start,
    "could not find expected ':'": _no_colon,
    "found unexpected ':'": _flow_colon,
    "cannot start any token": _bad_start,
    "mapping keys are not allowed": _bad_start,
    "block sequence entries are not allowed": _plainly("yaml/dash-after-key"),
    "unknown escape character": _plainly("yaml/escape"),
    "did not find expected hexdecimal number": _plainly("yaml/escape"),
    "invalid Unicode character escape code": _plainly("yaml/escape"),
    "did not find expected comment or line break": _plainly("yaml/block-text"),
    "indentation indicator equal to 0": _plainly("yaml/block-text"),
    "directive": _plainly("yaml/directive"),
    "incompatible YAML document": _plainly("yaml/directive"),
    "<document start>": _between,
}
