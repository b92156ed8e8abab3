"""Calling plugins so that none takes the desk down: one at a time, failures dropped, counted and shown.

pluggy by itself loses all answers when one plugin raises; this isolation is ours.
"""

from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import pluggy
from msgspec import Struct
from msgspec.structs import replace

from motcua.findings import Finding
from motcua.plugins.found import Kind

IN_A_ROW = 3
_REMEMBERED = 100
_UNGUARDED = frozenset({"motcua_serve"})  # the face itself: when it falls there is no desk to protect

State = Literal["on", "off", "broken", "doubled", "stopped"]
Answers = list[tuple[str, Any]]


class Plugin(Struct, frozen=True):
    """A plugin as it fares: `off` by wish, `broken` or `doubled` from the start, `stopped` after failures in a row."""

    name: str
    title: str
    version: str
    kind: Kind
    source: str
    state: State
    problem: Finding | None = None

    def as_json(self, lang: str = "vi") -> dict[str, Any]:
        """Write it for `motcua plugins list`."""
        told = {
            "name": self.name,
            "title": self.title,
            "version": self.version,
            "kind": self.kind,
            "source": self.source,
        }
        return {**told, "state": self.state, "problem": self.problem.message(lang) if self.problem else None}


class Failure(Struct, frozen=True):
    """One answer that was lost: which plugin, at which hook, and what it raised or answered."""

    plugin: str
    hook: str
    error: str


class Plugins:
    """The plugins of one running program."""

    def __init__(self, manager: pluggy.PluginManager, plugins: list[Plugin]) -> None:
        self._manager = manager
        self._plugins = {plugin.name: plugin for plugin in plugins if plugin.state == "on"}
        self._aside = [plugin for plugin in plugins if plugin.state != "on"]
        self._in_a_row = dict.fromkeys(self._plugins, 0)
        self.failures: deque[Failure] = deque(maxlen=_REMEMBERED)

    def list(self) -> tuple[Plugin, ...]:
        """List every plugin found, those that do not run too, by name."""
        found = [*self._plugins.values(), *self._aside]
        return tuple(sorted(found, key=lambda plugin: (plugin.name, plugin.source)))

    def homes(self) -> tuple[Path, ...]:
        """List the folders with layers that plugins bring."""
        return tuple(home for _, homes in self.call("motcua_homes") for home in homes)

    def banner(self, lang: str = "vi") -> tuple[str, ...]:
        """Say which plugins do not run though they should, for a banner on every page."""
        failing = (plugin for plugin in self.list() if plugin.state in ("broken", "stopped"))
        return tuple(plugin.problem.message(lang) for plugin in failing if plugin.problem)

    def call(self, hook: str, **given: Any) -> Answers:
        """Ask every plugin that answers a hook; returns (plugin, answer) by plugin name, without empty answers."""
        return self.attempt(hook, **given)[0]

    def attempt(self, hook: str, **given: Any) -> tuple[Answers, tuple[Failure, ...]]:
        """Ask as `call` does, and tell also what failed, for a caller that journals it."""
        answers: Answers = []
        failures: tuple[Failure, ...] = ()
        implementations = getattr(self._manager.hook, hook).get_hookimpls()
        for one in sorted(implementations, key=lambda one: str(one.plugin_name)):
            arguments = [given[name] for name in one.argnames]
            try:
                answer = one.function(*arguments)
                if answer is not None and not _ANSWERS[hook](answer):
                    raise TypeError(f"{hook} answered {answer!r:.200}")
            except (Exception, SystemExit) as error:
                if hook in _UNGUARDED:
                    raise
                failures += (self._failed(one.plugin_name, hook, error),)
            else:
                self._in_a_row[one.plugin_name] = 0
                answers += [(one.plugin_name, answer)] if answer is not None else []
        return answers, failures

    def _failed(self, name: str, hook: str, error: BaseException) -> Failure:
        failure = Failure(name, hook, f"{type(error).__name__}: {error}")
        self.failures.append(failure)
        self._in_a_row[name] += 1
        if self._in_a_row[name] == IN_A_ROW:
            self._stop(failure)
        return failure

    def _stop(self, failure: Failure) -> None:
        told = {"name": failure.plugin, "hook": failure.hook, "error": failure.error, "times": IN_A_ROW}
        problem = Finding("plugin/stopped", params=told)
        self._plugins[failure.plugin] = replace(self._plugins[failure.plugin], state="stopped", problem=problem)
        self._manager.unregister(name=failure.plugin)


def _texts(answer: Any) -> bool:
    return isinstance(answer, list) and all(isinstance(line, str) for line in answer)


def _sayable(answer: Any) -> bool:
    """Tell whether an answer is a finding that can be shown; one whose rule has no text raises, as any bad answer."""
    return isinstance(answer, Finding) and bool(answer.show("vi") and answer.show("en"))


_ANSWERS: Mapping[str, Callable[[Any], bool]] = {
    "motcua_homes": lambda answer: isinstance(answer, list) and all(isinstance(home, Path) for home in answer),
    "motcua_checks": lambda answer: isinstance(answer, list) and all(map(_sayable, answer)),
    "motcua_before_move": lambda answer: isinstance(answer, str),
    "motcua_after_event": lambda _: False,
    "motcua_slip_lines": _texts,
    "motcua_serve": lambda answer: answer is True,
}
