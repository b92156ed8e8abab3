"""``python -m motcua.cli`` is ``motcua``."""

from motcua.cli import main

main()
