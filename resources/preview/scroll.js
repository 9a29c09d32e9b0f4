// Where the reader is: kept through every change of the page, told when the reader moves, moved when asked to.

// Milliseconds after a move by the reader in which the window does not move the page.
const QUIET = 250;
// Milliseconds for which a wheel, a key or a touch may go on scrolling; on a busy machine until the frames that show it.
const RESPONSE = 600;
// Pixels that are left above a unit whose beginning is gone to.
const LEAD = 12;

let anchor = null;
let pinned = null;
let expected = 0;
let readerMoved = -Infinity;
let lastInput = -Infinity;
let inputs = 0;
let shown = 0;
let held = false;
let telling = false;
let settling = false;
let marked = null;
let markBar = null;

const measuring = new Range();

// The top and bottom of a block's boxes in the window, or null when it has none. In a box that was never in view the
// browser answers a first question with nothing.
function extent(block) {
  return measuredExtent(block) ?? (block.parentNode.classList.contains("foreword-box") ? measuredExtent(block) : null);
}

function measuredExtent(block) {
  let top = Infinity;
  let bottom = -Infinity;
  for (let node = block.firstChild; node; node = node.nextSibling) {
    let rect = null;
    if (node.nodeType === Node.ELEMENT_NODE) {
      rect = node.getBoundingClientRect();
    } else if (node.nodeType === Node.TEXT_NODE && node.nodeValue.trim()) {
      measuring.selectNode(node);
      rect = measuring.getBoundingClientRect();
    }
    if (!rect || (rect.width === 0 && rect.height === 0)) continue;
    top = Math.min(top, rect.top);
    bottom = Math.max(bottom, rect.bottom);
  }
  return top <= bottom ? { top, bottom } : null;
}

// The last block that begins at or above the height, skipping blocks without boxes; the first one if none does.
function blockAt(y) {
  const group = lastAbove([...article.children], y, (each) => extentOfGroup(each));
  return group ? lastAbove([...group.children], y, extent) : null;
}

function extentOfGroup(group) {
  if (group.classList.contains("foreword-box")) return group.getBoundingClientRect();
  for (const block of group.children) {
    const found = extent(block);
    if (found) return found;
  }
  return null;
}

function lastAbove(items, y, measure) {
  const known = items.length ? nearest(items, 0, measure) : null;
  if (!known) return null;
  let low = known.index;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const found = nearest(items, middle, measure, high);
    if (!found) high = middle - 1;
    else if (found.extent.top <= y) low = found.index;
    else high = middle - 1;
  }
  return items[low];
}

function nearest(items, from, measure, until = items.length - 1) {
  for (let index = from; index <= until; index += 1) {
    const found = measure(items[index]);
    if (found) return { index, extent: found };
  }
  return null;
}

function placeOf(y) {
  const block = blockAt(y);
  const found = block && extent(block);
  if (!found) return null;
  const height = found.bottom - found.top;
  const fraction = height > 0 ? Math.min(1, Math.max(0, (y - found.top) / height)) : 0;
  return { unit: Number(block.dataset.unit), fraction };
}

// Remembers what lies at the top edge: the character there, or the element.
function takeAnchor() {
  anchor = null;
  if (window.scrollY <= 0) return;
  const middle = sheet.getBoundingClientRect();
  const left = Math.max(1, middle.left + parseFloat(getComputedStyle(sheet).paddingLeft) + 2);
  for (let y = 1; y < window.innerHeight; y += 12) {
    const hit = document.elementFromPoint(left, y);
    if (!hit || !(article.contains(hit) || header.contains(hit)) || hit === article) continue;
    anchor = { range: characterAt(left, y, hit), top: 0, standIns: standIns(hit) };
    if (anchor.range) anchor.top = anchor.range.getBoundingClientRect().top;
    return;
  }
}

// The character at a point as a range that follows it through changes, or null when there is no text.
function characterAt(x, y, element) {
  const caret = document.caretRangeFromPoint(x, y);
  const node = caret?.startContainer;
  if (!node || node.nodeType !== Node.TEXT_NODE || !element.contains(node) || !node.length) return null;
  const start = Math.min(caret.startOffset, node.length - 1);
  caret.setStart(node, start);
  caret.setEnd(node, start + 1);
  return caret.getBoundingClientRect().height > 0 ? caret : null;
}

// What can stand in for an element that goes: what it lies in, then what follows its block, then what is before it.
function standIns(element) {
  const block = blockOf(element);
  const elements = [];
  for (let each = element; each && each !== block && each !== sheet; each = each.parentElement) elements.push(each);
  elements.push(...neighbours(block, "nextElementSibling", 6), ...neighbours(block, "previousElementSibling", 3));
  return elements.map((each) => [each, each.getBoundingClientRect().top]);
}

function neighbours(block, step, count) {
  const found = [];
  let each = block;
  while (each && found.length < count) {
    each = neighbourOf(each, step);
    if (each?.firstElementChild) found.push(each.firstElementChild);
  }
  return found;
}

function neighbourOf(block, step) {
  return block[step] || block.parentElement[step]?.[step === "nextElementSibling" ? "firstElementChild" : "lastElementChild"];
}

// Brings what was at the top edge back to where it was.
function restoreAnchor() {
  if (pinned) {
    moveTo(pinned.unit, pinned.fraction);
    return;
  }
  if (!anchor) return;
  let shift = 0;
  const rect = anchor.range?.getBoundingClientRect();
  if (rect?.height > 0) {
    shift = rect.top - anchor.top;
  } else {
    const still = anchor.standIns.find(([element]) => element.isConnected);
    if (still) shift = still[0].getBoundingClientRect().top - still[1];
  }
  if (Math.abs(shift) >= 0.5) scrollQuietly(window.scrollY + shift);
  else expected = window.scrollY;
}

function scrollQuietly(y) {
  window.scrollTo({ left: window.scrollX, top: y, behavior: "instant" });
  expected = window.scrollY;
}

// Runs a change of the page with the reader's place kept. Heights may have changed since the last frame (a picture
// has come), which the observer has not told yet: that is put right first.
function steady(change) {
  // A move whose event has yet to come would be taken for one that this change made.
  if (Math.abs(window.scrollY - expected) < 1) restoreAnchor();
  else onScroll();
  pinned = null;
  takeAnchor();
  change();
  restoreAnchor();
  placeMark();
}

function moveTo(unit, fraction) {
  let block = blocks.get(unit) ?? null;
  let part = fraction;
  while (block && !extent(block)) {
    block = neighbourOf(block, "nextElementSibling");
    part = 0;
  }
  if (!block) return;
  const { top, bottom } = extent(block);
  const isFirst = part <= 0 && block === blockAt(-Infinity);
  scrollQuietly(isFirst ? 0 : window.scrollY + top + part * (bottom - top) - (part <= 0 ? LEAD : 0));
}

function scrollToUnit(unit, fraction) {
  onScroll();
  if (performance.now() - readerMoved < QUIET) return;
  pinned = { unit, fraction };
  moveTo(unit, fraction);
}

// The reader has done something that can scroll. What else moves the page (a shorter article) is nobody's wish.
// While a scroll bar is dragged nothing is heard between the press and the release.
function onInput(event) {
  held = event.type === "pointerdown" || (held && !["pointerup", "pointercancel"].includes(event.type)
    && (event.type !== "pointermove" || event.buttons !== 0));
  if (event.type === "pointermove" && !held) return;
  lastInput = performance.now();
  inputs += 1;
  const number = inputs;
  afterTwoFrames(() => { shown = Math.max(shown, number); });
}

function onScroll() {
  if (Math.abs(window.scrollY - expected) < 1) return;
  expected = window.scrollY;
  const byReader = held || shown < inputs || performance.now() - lastInput < RESPONSE;
  if (byReader) {
    readerMoved = performance.now();
    pinned = null;
  }
  if (!pinned) takeAnchor();
  if (!byReader || telling) return;
  telling = true;
  requestAnimationFrame(() => {
    telling = false;
    const place = placeOf(LEAD);
    if (place) tell("tellScrolled", place.unit, place.fraction);
  });
}

// Heights changed without a patch: a picture came, a font, a box that was out of view.
function onResize() {
  restoreAnchor();
  if (!pinned) takeAnchor();
  placeMark();
}

// The same for what the observer misses: it compares frames, and a height that went and came back is no change to it.
function settle() {
  if (settling) return;
  settling = true;
  requestAnimationFrame(() => {
    settling = false;
    if (Math.abs(window.scrollY - expected) < 1) onResize();
  });
}

function markUnit(unit) {
  marked = unit;
  placeMark();
}

function placeMark() {
  const block = marked === null ? null : blocks.get(marked);
  const found = block && extent(block);
  if (!markBar) {
    markBar = document.createElement("div");
    markBar.className = "foreword-mark";
    sheet.append(markBar);
  }
  markBar.hidden = !found;
  if (!found) return;
  const origin = sheet.getBoundingClientRect().top;
  markBar.style.top = `${found.top - origin}px`;
  markBar.style.height = `${found.bottom - found.top}px`;
}
