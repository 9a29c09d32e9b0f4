// Long articles: groups become boxes whose content the browser skips while they are out of view. A box keeps margins
// and floats inside, so the distance between boxes is corrected to what it would be without them, and a group with
// floats, and the one after it, stay without a box.

const LONG = 200000;
const FLOATING = "[align], [style*=float], [class*=left], [class*=right], [class*=float], style";

let isLong = false;

function updateLength(touched) {
  let total = 0;
  for (const group of article.children) total += group.size;
  const wanted = total > (isLong ? LONG * 0.9 : LONG);
  const changed = wanted !== isLong;
  isLong = wanted;
  if (!isLong) {
    if (changed) for (const group of article.children) unbox(group);
    return;
  }
  const groups = changed ? article.children : withNeighbours(touched);
  for (const group of groups) if (!changed || group.floats === undefined) group.floats = floats(group);
  for (const group of touched) group.floats = floats(group);
  for (const group of groups) box(group);
  for (const group of groups) correctMargin(group);
}

function withNeighbours(touched) {
  const groups = new Set();
  for (const group of touched) {
    if (!group.isConnected) continue;
    groups.add(group);
    if (group.nextElementSibling) groups.add(group.nextElementSibling);
  }
  return groups;
}

function floats(group) {
  for (const element of group.querySelectorAll(FLOATING)) {
    if (element.localName === "style" || getComputedStyle(element).float !== "none") return true;
  }
  return false;
}

function box(group) {
  const free = group.floats || group.previousElementSibling?.floats;
  group.classList.toggle("foreword-box", !free);
  if (!free) group.style.containIntrinsicSize = `auto ${Math.round(group.size / 3)}px`;
}

function unbox(group) {
  group.classList.remove("foreword-box");
  group.removeAttribute("style");
}

// The margins of the first (or last) boxes that touch the edge of the group, from the outermost inwards.
function edgeMargins(group, first) {
  const found = [];
  const side = first ? "Top" : "Bottom";
  let element = edgeElement(group, first);
  while (element) {
    const style = getComputedStyle(element);
    found.push(parseFloat(style[`margin${side}`]) || 0);
    const flows = style.display === "block" || style.display === "list-item";
    if (!flows || style.overflow !== "visible" || parseFloat(style[`padding${side}`]) || parseFloat(style[`border${side}Width`])) break;
    element = edgeElement(element, first);
  }
  return found;
}

// The element at the edge if nothing but blank text lies outside it, else null.
function edgeElement(parent, first) {
  let node = first ? parent.firstChild : parent.lastChild;
  while (node) {
    const isText = node.nodeType === Node.TEXT_NODE;
    if (isText && node.nodeValue.trim()) return null;
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.className === "foreword-block") {
        const inner = edgeElement(node, first);
        if (inner || node.textContent.trim()) return inner;
      } else {
        const { display, float, position } = getComputedStyle(node);
        if (display.startsWith("inline")) return null;
        if (display !== "none" && float === "none" && position !== "absolute" && position !== "fixed") return node;
      }
    }
    node = first ? node.nextSibling : node.previousSibling;
  }
  return null;
}

function collapsed(margins) {
  return Math.max(0, ...margins) + Math.min(0, ...margins);
}

function correctMargin(group) {
  group.style.marginTop = "";
  const previous = group.previousElementSibling;
  const boxed = group.classList.contains("foreword-box");
  const previousBoxed = previous?.classList.contains("foreword-box");
  if (!boxed && !previousBoxed) return;
  const bottom = previous ? edgeMargins(previous, false) : [];
  const top = edgeMargins(group, true);
  const wanted = collapsed([...bottom, ...top]);
  const is = previousBoxed && boxed ? collapsed(bottom) + collapsed(top) : collapsed(bottom) + collapsed(top);
  if (boxed) group.style.marginTop = `${wanted - is}px`;
}
