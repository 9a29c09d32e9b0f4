"""A post can run nothing, send nothing and lead nowhere, whatever it contains."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest

from desktop.preview.hostile_posts import FAR_VECTORS
from desktop.preview.page_reader import Reader
from foreword.desktop.preview import Replace, Splice, Unit
from foreword.desktop.preview.page import PreviewPage
from foreword.desktop.preview.scheme import SHELL

RUN = "document.documentElement.id='pwned',document.title='pwned',location='CANARY/moved'"
VECTORS = [
    "<script>RUN</script>",
    "<script src='CANARY/a.js'></script><script type=module>RUN</script>",
    '<img src=x onerror="RUN">',
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' onload=\"RUN\">",
    "<svg onload=\"RUN\"><script>RUN</script><script href='CANARY/a.js' /></svg>",
    '<svg><animate onbegin="RUN" attributeName=x dur=1s></svg>',
    '<svg><a><set attributeName=href to="javascript:RUN"/><text y=20 id=go>x</text></a></svg>',
    "<svg><use href='CANARY/a.svg#x'/><image href='CANARY/a.png'/><style>@import 'CANARY/a.css';</style></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>RUN</script></svg>#x\"/></svg>",
    '<svg><foreignObject><iframe src="javascript:RUN"></iframe></foreignObject></svg>',
    '<math href="javascript:RUN"><mi id=go>x</mi></math><math><maction actiontype=statusline xlink:href="javascript:RUN">x</maction></math>',
    '<a id=go href="javascript:RUN">x</a>',
    '<a id=go href=" \x01java\nscript:RUN">x</a>',
    '<a id=go href="JaVaScRiPt&colon;RUN">x</a>',
    '<a id=go href="data:text/html,<script>RUN</script>">x</a>',
    '<a id=go href="foreword://app/shell.html#x" target=_blank download>x</a>',
    "<a id=go href=\"file:///etc/passwd\" ping='CANARY/ping'>x</a>",
    '<a id=go href="view-source:foreword://app/shell.html">x</a>',
    "<map name=m><area id=go shape=default href=\"javascript:RUN\"></map><img usemap='#m' src=x>",
    '<iframe src="javascript:RUN"></iframe><iframe srcdoc="<script>parent.RUN</script>"></iframe>',
    "<iframe src='CANARY/frame'></iframe><frameset><frame src='CANARY/f2'></frameset>",
    "<object data='CANARY/o'></object><embed src='CANARY/e'><applet code='CANARY/p'></applet>",
    '<object data="data:text/html,<script>RUN</script>"></object><embed src="javascript:RUN">',
    "<meta http-equiv=refresh content='0;url=CANARY/refresh'><meta http-equiv=Content-Security-Policy content='script-src *'>",
    "<base href='CANARY/'><a href=x>x</a><img src=relative.png>",
    "<link rel=stylesheet href='CANARY/s.css'><link rel=preload as=image href='CANARY/p.png'><link rel=prefetch href='CANARY/pre'><link rel=dns-prefetch href='CANARY'>",
    "<style>@import url('CANARY/i.css'); body { background: url('CANARY/bg.png') } @font-face { font-family: x; src: url('CANARY/x.woff') } p { font-family: x }</style><p>x</p>",
    "<p style=\"background: url('CANARY/style.png'); background-image: image-set('CANARY/set.png' 1x)\">x</p>",
    "<form id=form action='CANARY/form' method=post><input name=attributes><input name=childNodes><input name=querySelectorAll><button id=go>x</button></form>",
    '<form action="javascript:RUN"><button id=go formaction="javascript:RUN">x</button></form>',
    "<input type=image src='CANARY/in.png' autofocus onfocus=\"RUN\"><button id=go formaction='CANARY/fa' form=form>x</button>",
    "<video src='CANARY/v.mp4' poster='CANARY/poster.png' autoplay onloadstart=\"RUN\"><source src='CANARY/v2.mp4' onerror=\"RUN\"></video><audio src='CANARY/a.mp3' autoplay></audio>",
    "<picture><source srcset='CANARY/ss.png 1x'><img srcset='CANARY/s2.png 2x' lowsrc='CANARY/low.png'></picture>",
    "<img src='CANARY/img.png'><img src='//CANARYHOST/img.png'><img src='foreword://remote/?a=CANARY/r.png'>",
    "<table background='CANARY/table.png'><tr><td background='CANARY/td.png'>x</table><body background='CANARY/body.png' onload=\"RUN\">",
    '<details open ontoggle="RUN"><summary id=go>x</summary></details><marquee onstart="RUN">x</marquee>',
    "<img name=querySelector><img name=createElement><img name=getElementById id=body><a name=scrollingElement></a><embed name=documentElement>",
    "<div id=foreword></div><div id=qt></div><iframe name=foreword></iframe><a id=blocks name=bridge>x</a>",
    '<template shadowrootmode=open><script>RUN</script><img src=x onerror="RUN"></template>',
    '<noscript><p title="</noscript><img src=x onerror=\'RUN\'>"></noscript><xmp><img src=x onerror="RUN"></xmp>',
    "<svg></p><style><a id=\"</style><img src=x onerror='RUN'>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror='RUN'&gt;\">",
    '<p popover id=pop onbeforetoggle="RUN">x</p><button id=go popovertarget=pop>x</button>',
    '<p tabindex=1 autofocus onfocus="RUN" contenteditable accesskey=x onclick="RUN" id=go>x</p>',
    '<?xml-stylesheet href="javascript:RUN"?><![CDATA[<script>RUN</script>]]><!--[if gte IE 4]><script>RUN</script><![endif]-->',
    '</main></body></html><script>RUN</script><body onload="RUN"><plaintext>',
    '<div data-foreword-card=x data-unit=0 class=foreword-block>mine</div><img data-foreword-address="javascript:RUN" src=x>',
    *FAR_VECTORS,
]


class Canary(BaseHTTPRequestHandler):
    """Notes every request that reaches it."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[str, list[str]]]:
    seen: list[str] = []
    handler = type("Noting", (Canary,), {"seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()
        thread.join()


def armed(vector: str, address: str) -> str:
    return vector.replace("RUN", RUN).replace("CANARYHOST", address.split("//")[1]).replace("CANARY", address)


CLICK_ALL = """(() => {
    for (const each of document.querySelectorAll('#go')) {
        each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        each.focus?.();
    }
})()"""


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_of_a_post_runs(reader: Reader, canary: tuple[str, list[str]], vector: str) -> None:
    address, seen = canary
    reader.show(["<p>before</p>", armed(vector, address), "<p id='after'>after</p>"])
    reader.js(CLICK_ALL)
    reader.panel.patch([])
    reader.frames()
    reader.frames()
    assert reader.js("[document.title, document.documentElement.id, location.href]") == [
        "Preview",
        "",
        SHELL.url(),
    ]
    assert seen == []
    assert reader.js("document.querySelector('.foreword-article').textContent.includes('before')")
    assert reader.js("document.querySelectorAll('.foreword-block').length") == 3
    assert not [line for line in reader.console if "TypeError" in line or "ReferenceError" in line]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_page_stays_usable_afterwards(reader: Reader, canary: tuple[str, list[str]], vector: str) -> None:
    reader.show(["<p>before</p>", armed(vector, canary[0])])
    reader.panel.patch([Replace(1, "<p>harmless</p>"), Splice(2, 0, (Unit(9, "<p>more</p>", 1),))])
    assert reader.dom() == "<p>before</p><p>harmless</p><p>more</p>"


def test_even_uncleaned_html_is_held_by_the_page_s_policy(
    reader: Reader, canary: tuple[str, list[str]]
) -> None:
    """Cleaning is the second wall: with it taken away, the policy, the settings and the interceptor still hold."""
    address, seen = canary
    reader.show(["<p></p>"])
    for vector in VECTORS:
        if "content='0'" in vector:  # the page would be loaded again, which has a test of its own
            continue
        html = json.dumps(armed(vector, address))
        reader.js(f"document.querySelector('.foreword-block').innerHTML = {html}")
        reader.js(CLICK_ALL)
        reader.frames()
    reader.frames()
    assert reader.js("[document.title, document.documentElement.id, location.href]") == [
        "Preview",
        "",
        SHELL.url(),
    ]
    assert seen == []


@pytest.mark.parametrize("kind", ["file", "color", "FILE"])
def test_a_post_opens_no_dialog(reader: Reader, kind: str) -> None:
    web = reader.panel.web
    assert web is not None
    glass = web.view.focusProxy()
    assert glass is not None
    reader.show([f"<label><input type={kind} style='display: block; width: 200px; height: 60px'>x</label>"])
    reader.js(
        "(window.clicks = [], document.addEventListener('click', e => clicks.push(e.defaultPrevented)), 1)"
    )
    top, left = reader.js(
        "(({ top, left }) => [top, left])(document.querySelector('input').getBoundingClientRect())"
    )
    QTest.mouseClick(
        glass,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(round(left) + 9, round(top) + 9),
    )
    reader.until("clicks.length > 0")
    assert reader.js("clicks[0]")
    assert web.page.chooseFiles(PreviewPage.FileSelectionMode.FileSelectOpen, [], []) == []


def test_scripts_are_off_in_the_world_of_the_post(reader: Reader) -> None:
    web = reader.panel.web
    assert web is not None
    answers: list[object] = []
    web.page.runJavaScript("document.title = 'pwned'", 0, answers.append)
    reader.frames()
    assert reader.js("document.title") == "Preview"
    assert reader.js("typeof foreword.apply") == "function"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/",
        "file:///etc/passwd",
        "foreword://app/article.css",
        "data:text/html,x",
    ],
)
def test_the_page_never_navigates(reader: Reader, address: str) -> None:
    web = reader.panel.web
    assert web is not None
    kinds = PreviewPage.NavigationType
    for kind in (kinds.NavigationTypeTyped, kinds.NavigationTypeRedirect, kinds.NavigationTypeFormSubmitted):
        assert not web.page.acceptNavigationRequest(QUrl(address), kind, True)
        assert not web.page.acceptNavigationRequest(SHELL, kind, False)
    reader.js(f"(location.href = {address!r}, 1)")
    reader.frames()
    assert reader.js("location.href") == SHELL.url()


def test_the_article_comes_back_from_a_blank_page(reader: Reader) -> None:
    """The web engine does not ask before it goes to about:blank."""
    web = reader.panel.web
    assert web is not None
    seen: list[QUrl] = []
    web.page.urlChanged.connect(seen.append)
    reader.show(["<p>still here</p>"])
    reader.js("(location.href = 'about:blank', 1)")
    reader.until(lambda: seen == [QUrl("about:blank"), SHELL] and web.is_ready)
    web.page.urlChanged.disconnect(seen.append)
    assert reader.dom() == "<p>still here</p>"


def test_the_article_comes_back_when_the_page_was_loaded_again(reader: Reader) -> None:
    reader.show(["<p>still here</p>"])
    started: list[bool] = []
    connection = reader.panel.started.connect(lambda: started.append(True))
    reader.js("(location.reload(), 1)")
    reader.until(lambda: bool(started))
    reader.panel.started.disconnect(connection)
    assert reader.dom() == "<p>still here</p>"
