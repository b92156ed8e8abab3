"""The vocabulary as people read it: what ``motcua spec --steps`` prints and ``docs/specs.md`` shows."""

from motcua.specs.vocabulary import STEPS, Keyword

HEADINGS: dict[Keyword, str] = {"given": "Biết", "when": "Khi", "then": "Thì"}


def listing() -> str:
    """List every sentence with an example, by keyword, as Markdown."""
    lines = []
    for keyword, heading in HEADINGS.items():
        lines += [f"**{heading}**", ""]
        lines += [f"- `{step.pattern}` – {heading} {step.example}" for step in STEPS if step.keyword == keyword]
        lines.append("")
    return "\n".join(lines)
