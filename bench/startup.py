"""The command line with the full catalog: the first start after everything was changed, and the starts after it."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "motcua.cli", "list", "--unit", "vn/38/ha-trung", "--at", "2026-10-05"]
ROUNDS = 5


def seconds(environment: dict[str, str]) -> float:
    begins = time.perf_counter()
    subprocess.run(COMMAND, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begins


def rows() -> list[dict[str, Any]]:
    """Time ``motcua list``: cold with no compiled Python files, warm with them. No target: a figure to watch."""
    folder = Path(tempfile.mkdtemp())
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(folder)}
    try:
        cold = seconds(environment)
        warm = statistics.median(seconds(environment) for _ in range(ROUNDS))
    finally:
        shutil.rmtree(folder)
    return [
        {"name": "command line, full catalog, cold", "value": round(cold, 2), "unit": "s", "target": None, "met": None},
        {"name": "command line, full catalog, warm", "value": round(warm, 2), "unit": "s", "target": None, "met": None},
    ]
