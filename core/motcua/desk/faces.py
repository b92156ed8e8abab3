"""What the desk needs of the plugins; the faces that stand on the desk reach them through it."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol


class Failed(Protocol):
    """One answer of a plugin that was lost."""

    @property
    def plugin(self) -> str:
        """Name the plugin."""

    @property
    def hook(self) -> str:
        """Name the hook."""

    @property
    def error(self) -> str:
        """Say what it raised or answered."""


class Hooks(Protocol):
    """The plugins, as `motcua.plugins.Plugins` gives them."""

    @property
    def failures(self) -> Iterable[Failed]:
        """The last failures, oldest first."""

    def call(self, hook: str, **given: Any) -> list[tuple[str, Any]]:
        """Ask every plugin; (plugin, answer) by plugin name."""

    def attempt(self, hook: str, **given: Any) -> tuple[list[tuple[str, Any]], Sequence[Failed]]:
        """Ask every plugin, and tell what failed."""

    def list(self) -> Sequence[Any]:
        """List every plugin found."""

    def banner(self, lang: str = "vi") -> tuple[str, ...]:
        """Say which plugins do not run though they should."""
