"""The command line with the full catalog: the first start after everything was changed, and the starts after it."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from bench.rows import Row, row

COMMAND = [sys.executable, "-m", "motcua.cli", "list", "--unit", "vn/38/ha-trung", "--at", "2026-10-05"]
ROUNDS = 5


def seconds(environment: dict[str, str]) -> float:
    """Time one start."""
    begins = time.perf_counter()
    subprocess.run(COMMAND, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begins


def rows() -> list[Row]:
    """Time ``motcua list``: cold with neither compiled Python files nor a bundle, warm with both. Figures to watch."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "MOTCUA_CACHE": f"{folder}/cache"}
        cold = seconds(environment)
        warm = statistics.median(seconds(environment) for _ in range(ROUNDS))
    return [
        row("command line, full catalog, cold", cold, "s"),
        row("command line, full catalog, warm", warm, "s"),
    ]
