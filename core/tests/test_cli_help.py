"""Every command teaches itself, in Vietnamese by default and in English, click's own words included."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest

from motcua.cli.click_words import MODULES, own_words, speak
from motcua.cli.commands import COMMANDS, build
from motcua.cli.words import Words
from motcua.texts import LANGUAGES

Motcua = Callable[..., Any]
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩậắằặẹẻếềểệịọỏốồổộớờởợụủứừửựỳỵỷỹ]", re.IGNORECASE)


def commands(lang: str) -> Iterator[tuple[str, click.Command]]:
    """Walk the whole tree of commands, groups included."""
    speak(lang)
    group = build(Words(lang))
    context = click.Context(group, info_name="motcua")
    yield "motcua", group
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", each) for inner, each in command.commands.items())


PATHS = [name for name, _ in commands("en")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_is_explained(lang: str) -> None:
    for name, command in commands(lang):
        told = [command.help, *(one.help for one in command.params if isinstance(one, click.Option))]
        assert all(told), name
        assert all(bool(VIETNAMESE.search(text or "")) == (lang == "vi") for text in told), (name, told)


@pytest.mark.parametrize("name", PATHS)
def test_the_help_of_a_command_has_no_english_around_its_vietnamese(name: str, motcua: Motcua) -> None:
    ran = motcua(*name.split()[name == "motcua" :], "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Cách dùng: motcua{'' if name == 'motcua' else ' ' + name} [TÙY CHỌN]")
    assert not re.search(r"Usage|Options|Commands|Show this|OPTIONS|ARGS", ran.out)


@pytest.mark.parametrize("name", PATHS)
def test_the_help_of_a_command_is_english_when_asked(name: str, motcua: Motcua) -> None:
    ran = motcua("--lang", "en", *name.split()[name == "motcua" :], "--help")
    assert ran.out.startswith("Usage: motcua")
    assert not VIETNAMESE.search(ran.out.replace("Tiếng Việt", ""))


def test_the_overview_tells_every_command_in_a_whole_sentence(motcua: Motcua) -> None:
    overview = motcua("--help").out
    rows = dict(re.findall(r"^  (\w+) {2,}(.+)$", overview.partition("Lệnh:")[2], re.MULTILINE))
    assert list(rows)[: len(COMMANDS)] == list(COMMANDS)
    assert all(row.endswith(".") and not row.endswith("..") for row in rows.values())


def test_examples_are_not_broken_into_lines_that_cannot_be_copied(motcua: Motcua) -> None:
    assert "motcua check duong-dan/toi/thu-muc\n" in motcua("--help").out
    assert '  Ví dụ: motcua due --from 2026-02-13T09:00 --within "3 working_days"\n' in motcua("due", "--help").out


def test_without_arguments_the_help_is_shown(motcua: Motcua) -> None:
    ran = motcua()
    assert ran.status == 2
    assert "Lệnh:" in ran.out + ran.err


def test_the_language_may_stand_anywhere_or_in_the_environment(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    first, last = motcua("--lang=en", "due", "--help"), motcua("due", "--help", "--lang", "en")
    monkeypatch.setenv("MOTCUA_LANG", "en")
    assert first.out == last.out == motcua("due", "--help").out
    assert first.out.startswith("Usage: ")


def test_an_unknown_language_is_refused(motcua: Motcua) -> None:
    ran = motcua("list", "--lang", "fr")
    assert ran.status == 2
    assert "“fr” không phải là một trong 'vi', 'en'" in ran.err


def test_the_words_translated_are_still_clicks_own() -> None:
    sources = "".join(inspect.getsource(module) for module in MODULES)
    assert [text for text in own_words("vi") if f'"{text}"' not in sources] == []
    assert all(hasattr(module, "_") for module in MODULES)


def test_the_version_is_printed(motcua: Motcua) -> None:
    ran = motcua("--version")
    assert ran.status == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", ran.out)
