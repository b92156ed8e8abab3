"""Run every measurement, print the table, write ``bench/results.json``.

Ratios are of medians taken in turns (A, B, A, B …), so that a machine whose speed drifts does not favour one side.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

# A process inherits its parent's memory peak: what is measured from outside comes before what fills this process.
PARTS = ("tools", "startup", "replay", "decision", "store", "bulk")
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    rows = [row for part in PARTS for row in import_module(f"bench.{part}").rows()]
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(f"{'what':<66} {'value':>9} {'unit':<6} {'target':>8}  met")
    for row in rows:
        target = "–" if row["target"] is None else row["target"]
        met = {True: "yes", False: "NO", None: "–"}[row["met"]]
        print(f"{row['name']:<66} {row['value']:>9} {row['unit']:<6} {target:>8}  {met}")
    sys.exit(1 if any(row["met"] is False for row in rows) else 0)


main()
