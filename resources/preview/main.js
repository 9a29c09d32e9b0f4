// What the window calls (`foreword.*`) and what the page tells it. Runs in a world of its own; posts never see it.
// Scripts are off in the page, and with them, in every world, the browser's timers: there are frames and idle moments.

let bridge = null;
const untold = [];

function tell(name, ...values) {
  if (bridge) bridge[name](...values);
  else untold.push([name, values]);
}

function ask(name, value, answer) {
  if (bridge) bridge[name](value, answer);
}

function afterTwoFrames(action) {
  requestAnimationFrame(() => requestAnimationFrame(action));
}

window.foreword = {
  show(headerHtml, units) {
    anchor = null;
    pinned = null;
    readerMoved = -Infinity;
    lastInput = -Infinity;
    shown = inputs;
    held = false;
    header.replaceChildren(parse(headerHtml));
    dressPictures(header);
    replaceArticle(units);
    updateLength([...article.children]);
    scrollQuietly(0);
    placeMark();
  },
  append(units) {
    steady(() => updateLength(appendUnits(units)));
  },
  apply(operations) {
    steady(() => updateLength(perform(operations)));
  },
  header(html) {
    steady(() => rewriteHeader(html));
  },
  theme(variables, dark) {
    const root = document.documentElement;
    root.classList.toggle("dark", dark);
    for (const name of [...root.style]) if (name.startsWith("--")) root.style.removeProperty(name);
    for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
  },
  language(tag) {
    if (tag) document.documentElement.lang = tag;
    else document.documentElement.removeAttribute("lang");
  },
  pictures(version, own, remoteAllowed, told) {
    const moved = version !== pictures.version;
    Object.assign(pictures, { version, own, remoteAllowed, told });
    steady(() => retarget(!moved));
  },
  limits(values) {
    Object.assign(limits, values);
  },
  scrollTo: scrollToUnit,
  mark: markUnit,
  paint(token) {
    afterTwoFrames(() => tell("tellPainted", token));
  },
};

// Fields that would open a dialog of the system's.
const ASKING = "input[type=file i], input[type=color i]";

function onClick(event) {
  if (event.target.closest?.(ASKING)) event.preventDefault();
  const link = event.target.closest?.("a, area");
  if (link) {
    event.preventDefault();
    const address = link.getAttribute("href") ?? link.getAttribute("xlink:href");
    if (address?.startsWith("#")) jumpTo(address.slice(1));
    else if (address) tell("tellLink", address);
    return;
  }
  if (event.type !== "click" || !document.getSelection().isCollapsed || event.target.closest?.("summary")) return;
  const block = blockOf(event.target);
  const found = block && extent(block);
  if (!found) return;
  const height = Math.max(1, found.bottom - found.top);
  tell("tellClicked", Number(block.dataset.unit), Math.min(1, Math.max(0, (event.clientY - found.top) / height)));
}

function jumpTo(fragment) {
  const name = decodeSafely(fragment);
  const target = [fragment, name].map((id) => sheet.querySelector(`[id="${CSS.escape(id)}"], a[name="${CSS.escape(id)}"]`)).find(Boolean);
  if (target) target.scrollIntoView({ block: "start", behavior: "instant" });
  else if (!fragment) window.scrollTo({ top: 0, behavior: "instant" });
}

function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function begin() {
  adoptShell();
  document.addEventListener("click", onClick, true);
  document.addEventListener("auxclick", onClick, true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  document.addEventListener("error", (event) => {
    if (event.target.localName === "img") pictureFailed(event.target);
    settle();
  }, true);
  document.addEventListener("load", (event) => {
    if (event.target.localName === "img") pictureLoaded(event.target);
    settle();
  }, true);
  for (const type of ["wheel", "touchmove", "keydown", "pointerdown", "pointermove", "pointerup", "pointercancel"]) {
    window.addEventListener(type, onInput, { passive: true, capture: true });
  }
  window.addEventListener("scroll", onScroll, { passive: true });
  new ResizeObserver(onResize).observe(sheet);
  new QWebChannel(qt.webChannelTransport, (channel) => {
    bridge = channel.objects.bridge;
    for (const [name, values] of untold.splice(0)) bridge[name](...values);
    bridge.tellReady();
  });
}

begin();
