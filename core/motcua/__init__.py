"""motcua: the rules of a one-stop counter as data, and the engine that runs them."""

__version__ = "0.1.0"
