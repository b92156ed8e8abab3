"""The process apart of `motcua.slips.apart`: one job in, one outcome out."""

import json
import sys

from motcua.slips.apart import work

code, said = work(json.load(sys.stdin))
sys.stdout.buffer.write(said)
sys.exit(code)
