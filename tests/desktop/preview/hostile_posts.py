"""Attacks on the page that lie further off. RUN, CANARY and CANARYHOST are filled in by the test."""

from __future__ import annotations

FAR_VECTORS = [
    # Mutation: what is one tree when it is parsed and another one when it is parsed again.
    "<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title=\"</style><img src=x onerror='RUN'>\"></style></h1>",
    '<svg><desc><p><style><![CDATA[</style><img src=x onerror="RUN">]]></style></p></desc></svg>',
    "<math><annotation-xml encoding='text/html'><style><img title=\"</style><img src=x onerror='RUN'>\"></annotation-xml></math>",
    "<svg><title><style><img src='</style><img src=x onerror=\"RUN\">'></style></title></svg>",
    '<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=\'RUN\'>"></select>',
    '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror="RUN">',
    "<table><caption><svg><desc><table><tr><td><img src=x onerror=\"RUN\"></td></tr></table></desc></svg></caption></table>",
    "<noembed><img title=\"</noembed><img src=x onerror='RUN'>\"></noembed><noframes><p title=\"</noframes><script>RUN</script>\"></noframes>",
    "<svg><foreignObject><math><mi><img src=x onerror=\"RUN\"><form><input name=parentNode><input name=remove></form></mi></math></foreignObject></svg>",
    # SVG that changes itself, loads or scripts.
    '<svg><a id=go><animate attributeName="href" values="javascript:RUN;x" dur=1s /><text y=20>x</text></a></svg>',
    '<svg><a id=go xlink:href="javascript:RUN"><animate attributeName="xlink:href" to="javascript:RUN"/><text y=20>x</text></a></svg>',
    '<svg><set attributeName="onclick" to="RUN"/><animate attributeName=" href" to="javascript:RUN"/><rect id=go width=9 height=9 /></svg>',
    '<svg><filter id=f><feImage href="CANARY/fe.png" /><feImage xlink:href="CANARY/fe2.png"/></filter><rect filter="url(#f)" width=9 height=9 /></svg>',
    '<svg><rect width=9 height=9 fill="url(CANARY/fill.svg#a)" style="mask:url(CANARY/mask.svg#a);cursor:url(CANARY/c.cur),auto;filter:url(CANARY/f.svg#f)"/></svg>',
    '<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event=load>RUN</handler><discard onbegin="RUN"/><animateMotion onend="RUN"><mpath href="CANARY/m.svg#x"/></animateMotion></svg>',
    '<svg><text><textPath href="CANARY/t.svg#p">x</textPath></text><pattern href="CANARY/p.svg#p"/><linearGradient xlink:href="CANARY/l.svg#l"/></svg>',
    '<svg xmlns:x="http://www.w3.org/1999/xlink"><a id=go x:href="javascript:RUN"><text>x</text></a></svg>',
    # CSS that fetches, covers or never ends.
    "<style>@import '//CANARYHOST/i.css'; :root { --x: url(CANARY/v.png) } p { background: var(--x); content: url(CANARY/c.png); list-style: url(CANARY/l.png); border-image: url(CANARY/b.png) 1 }</style><p>x</p>",
    "<style>article::before { content: image-set(url(CANARY/1.png) 1x) } @namespace url(CANARY/n); @counter-style x { system: cyclic; symbols: url(CANARY/y.png) }</style>",
    "<style>html, body, main, article { display: none !important } * { position: fixed !important; inset: 0; z-index: 99999; background: red }</style>",
    '<p style="background:url(&quot;//CANARYHOST/a.png&quot;)">x</p><p style="behavior:url(CANARY/x.htc);-moz-binding:url(CANARY/x.xml#x)">x</p><p style="width:expression(RUN)">x</p>',
    "<link rel=stylesheet href='data:text/css,body{background:url(CANARY/d.png)}'><link rel=modulepreload href='CANARY/m.js'><link rel=icon href='CANARY/i.ico'><link rel=manifest href='CANARY/m.json'><link rel=preconnect href='CANARY'>",
    "<style>p { background: url('foreword://remote/?v=0&a=CANARY/through.png') }</style><p>x</p><img src='foreword://remote/?v=0&a=CANARY/t.png'>",
    # Names that our script, or the browser's own objects, use.
    "<img id=gc name=gc><a id=gc name=gc>x</a><div id=webkitStorageInfo></div>",
    "<a name=article></a><a name=sheet id=header></a><map name=querySelector></map><details name=addEventListener><summary>x</summary></details><map name=body></map><a name=documentElement></a>",
    "<img name=implementation><img id=defaultView name=defaultView><object id=elementFromPoint></object><img id=caretRangeFromPoint name=caretRangeFromPoint><img name=getSelection id=getSelection>",
    "<form id=x><input name=style><input name=getAttributeNames><input name=removeAttribute><input name=localName><img name=closest><button name=remove id=go>x</button></form>",
    "<div data-__proto__=x data-constructor=y data-unit=0 data-foreword-address=z id=__proto__></div><a id=constructor name=hasOwnProperty>x</a>",
    '<main class="foreword-sheet"><header class="foreword-header">x</header><article class="foreword-article"><div class="foreword-group"><div class="foreword-block">x</div></div></article></main>',
    # Elements with lives of their own.
    '<x-card onclick="RUN" id=go>x</x-card><slot name=x onslotchange="RUN">x</slot><div><template shadowroot=open><slot></slot><img src=CANARY/sr.png></template></div>',
    '<dialog open onclose="RUN"><form method=dialog><button id=go>x</button></form></dialog><button commandfor=d command=show-modal id=go>x</button><dialog id=d ontoggle="RUN">x</dialog>',
    "<embed type='text/html' src='data:text/html,<script>RUN</script>'><object type='image/svg+xml' data='CANARY/o.svg'><param name=src value='CANARY/p'><img src='CANARY/fallback.png'></object>",
    '<iframe srcdoc="&lt;img src=CANARY/srcdoc.png onerror=RUN&gt;" src="CANARY/f" loading=eager sandbox="allow-scripts allow-top-navigation"></iframe><fencedframe src="CANARY/ff"></fencedframe><portal src="CANARY/po"></portal>',
    "<audio controls><source src='CANARY/s.mp3'><track src='CANARY/t.vtt' default></audio><video><track default src='CANARY/t2.vtt'></video><bgsound src='CANARY/bg.mp3'>",
    "<img src='x' srcset='CANARY/1.png 1x, //CANARYHOST/2.png 2x' sizes=100vw imagesrcset='CANARY/3.png'><img src='CANARY/attribution.png' attributionsrc='CANARY/attr'><a id=go href='#x' attributionsrc='CANARY/a'>x</a>",
    '<img src="HTTP://CANARYHOST/upper.png"><img src=" \t\nhttp://CANARYHOST/blank.png"><img src="\\\\CANARYHOST\\back.png"><img src="/\\CANARYHOST/back2.png"><img src="http:CANARYHOST/x.png"><img src="https:\t//CANARYHOST/tab.png">',
    '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cscript%3ERUN%3C/script%3E%3Cimage href=%22CANARY/in.png%22/%3E%3Cstyle%3E@import url(CANARY/in.css)%3C/style%3E%3C/svg%3E">',
    "<meta http-equiv='refresh' content='0'><meta http-equiv=set-cookie content='a=b'><meta name=referrer content=unsafe-url><meta http-equiv='Link' content='<CANARY/l.css>; rel=stylesheet'><base target=_top href='javascript:RUN//'>",
    '<a id=go href="&#x6a;avascript&#58;RUN">x</a><a id=go href="java&Tab;script:RUN">x</a><a id=go href="vbscript:RUN">x</a><a id=go href="blob:foreword://app/x">x</a><a id=go href="about:blank">x</a><a id=go href="filesystem:x">x</a><a id=go href="\u00a0javascript:RUN">x</a>',
    '<a id=go href="foreword:app/article.css">x</a><a id=go href="chrome://gpu">x</a><a id=go href="qrc:/qtwebchannel/qwebchannel.js">x</a><a id=go href="intent://x#Intent;end">x</a>',
    "<script type=speculationrules>{\"prefetch\":[{\"source\":\"list\",\"urls\":[\"CANARY/spec\"]}]}</script><script type=importmap>{\"imports\":{\"x\":\"CANARY/x.js\"}}</script>",
    "<input type=image id=go src='CANARY/submit.png' formaction='CANARY/f'><isindex action='CANARY/i' prompt=x><keygen name=k challenge=c>",
    "<div>" * 3000 + "deep" + "</div>" * 3000,
    "<svg>" + "<g>" * 2000 + "<a href='javascript:RUN' id=go>x</a>" + "</g>" * 2000 + "</svg>",
    "<p " + " ".join(f"data-a{number}=x" for number in range(5000)) + ' onclick="RUN" id=go>x</p>',
    '<p id=go onclick\x0c="RUN" ONCLICK="RUN" oNmouseover=RUN on="x" onfoo=RUN>x</p><p/onclick="RUN"/id=go>x</p><img src=x/onerror="RUN">',
]  # fmt: skip
