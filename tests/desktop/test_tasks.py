"""The processes beside the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from foreword.desktop.tasks import WorkerProcess

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize(
    ("option", "request_"),
    [
        ("--worker", {"kind": "open", "generation": 1, "head": "", "body": "x"}),
        (
            "--search",
            {"number": 1, "text": "x", "query": ["x", False, False, True], "kind": "find", "most": 1},
        ),
    ],
)
def test_a_folder_that_foreword_is_started_in_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, option: str, request_: dict[str, object]
) -> None:
    """Python started with -m looks for modules in the folder it is in, and that may be anybody's blog."""
    for name in ("json", "queue", "yaml", "foreword", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    (tmp_path / "post.md").write_text("x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    worker = WorkerProcess(option=option)
    with qtbot.waitSignal(worker.received, timeout=20_000):
        worker.send({**request_, "site": str(tmp_path), "path": str(tmp_path / "post.md")})
    worker.stop()
    assert not (tmp_path / "ran").exists()
