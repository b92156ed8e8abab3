"""Check that the days off of this year and the next are known."""

from collections.abc import Iterator

from motcua.check.survey import Survey
from motcua.findings import Finding, MotcuaError


def findings(seen: Survey) -> Iterator[Finding]:
    """Find years in which deadlines cannot be computed: this one and the next."""
    for rulebook in seen.today:
        if len(rulebook.layers) > 1:
            continue  # calendars are the country's; a lower layer only adds days to them
        try:
            known = rulebook.calendar.weeks
        except MotcuaError:
            return  # told of by another check
        for year in (seen.at.year, seen.at.year + 1):
            if year not in known:
                place = rulebook.layers[0].manifest.place()
                yield Finding(
                    "calendar/no-year", place, "warning", params={"year": year, "layer": rulebook.layers[0].id}
                )
