"""The mark that makes a function of a plugin answer a hook."""

import pluggy

hookimpl = pluggy.HookimplMarker("motcua")
