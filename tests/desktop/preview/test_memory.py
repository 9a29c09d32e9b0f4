"""What changes of the page leave behind is given back in a pause, where the web engine lets the script ask for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import Replace
from foreword.desktop.preview.page import WORLD, PreviewPage

MUCH = 250_000
TOO_MUCH = 2_100_000


def load_again(reader: Reader) -> None:
    """A page whose script starts anew."""
    started: list[bool] = []
    connection = reader.panel.started.connect(lambda: started.append(True))
    reader.js("(location.reload(), 1)")
    reader.until(lambda: bool(started))
    reader.panel.started.disconnect(connection)


@pytest.fixture
def collecting(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A page in which `gc` counts how often it is called."""
    run_script = PreviewPage.run_script

    def run(page: PreviewPage) -> None:
        page.runJavaScript("window.collected ??= 0; window.gc ??= () => { window.collected += 1; };", WORLD)
        run_script(page)

    monkeypatch.setattr(PreviewPage, "run_script", run)
    load_again(reader)
    yield reader
    monkeypatch.undo()
    load_again(reader)


def test_memory_is_given_back_in_a_pause(collecting: Reader) -> None:
    collecting.show([f"<p>{'x ' * (MUCH // 2)}</p>"])
    assert collecting.js("collected") == 0
    collecting.until("collected === 1")
    collecting.panel.patch([Replace(0, "<p>little</p>")])
    collecting.frames()
    assert collecting.js("collected") == 1


def test_a_lot_is_given_back_at_once(collecting: Reader) -> None:
    collecting.show([f"<pre>{'x' * 99}\n{'y' * TOO_MUCH}</pre>"])
    assert collecting.js("collected") == 1


def test_an_element_with_the_collector_s_name_is_not_called(reader: Reader) -> None:
    reader.show(["<p id='gc'>x</p>"])
    reader.show(["<p id='gc'>x</p>", f"<p hidden>{'y' * TOO_MUCH}</p>", "<p>end</p>"])
    reader.panel.patch([Replace(1, "<p>changed</p>")])
    assert reader.dom() == '<p id="gc">x</p><p>changed</p><p>end</p>'
