// Long articles: groups become boxes whose content the browser skips while they are out of view. A box keeps margins
// and floats inside, so the distance between boxes is corrected to what it would be without them, and a group with
// floats, the one after it, and groups that share a line stay without a box.

const limits = { long: 200000, group: 24000 };
const FLOATING = "[align], [style*=float], [class*=left], [class*=right], [class*=float], style";

let isLong = false;
// Pixels of height for a character of HTML, as found in the part that was laid out before the article got long.
let density = 0.4;

function updateLength(touched) {
  let total = 0;
  for (const group of article.children) total += group.size;
  const wanted = total > (isLong ? limits.long * 0.9 : limits.long);
  const changed = wanted !== isLong;
  isLong = wanted;
  if (changed && isLong && total > 0) density = article.getBoundingClientRect().height / total || density;
  if (!isLong) {
    if (changed) for (const group of article.children) unbox(group);
    return;
  }
  const groups = changed ? article.children : withNeighbours(touched);
  for (const group of groups) if (!changed || group.floats === undefined) group.floats = floats(group);
  for (const group of touched) group.floats = floats(group);
  for (const group of groups) box(group);
  for (const group of groups) correctMargin(group);
  if (!changed && groups.size) {
    const last = [...groups].pop().nextElementSibling;
    if (last) correctMargin(last);
  }
}

function withNeighbours(touched) {
  const groups = new Set();
  for (const group of touched) {
    if (!group.isConnected) continue;
    for (const each of [group.previousElementSibling, group, group.nextElementSibling]) if (each) groups.add(each);
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
  const previous = solid(group, "previousElementSibling");
  const next = solid(group, "nextElementSibling");
  const free = group.floats || previous?.floats || isEmpty(group) || joined(previous, group) || joined(group, next);
  group.classList.toggle("foreword-box", !free);
  if (!free) group.style.containIntrinsicSize = `auto ${Math.round(group.size * density)}px`;
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
    const isPlain = style.display === "block" || style.display === "list-item";
    if (!isPlain || style.overflow !== "visible" || parseFloat(style[`padding${side}`]) || parseFloat(style[`border${side}Width`])) break;
    element = edgeElement(element, first);
  }
  return found;
}

// The block-level element at the edge, or null when text or something inline comes first.
function edgeElement(parent, first) {
  let node = first ? parent.firstChild : parent.lastChild;
  while (node) {
    if (node.parentNode.parentNode === article) {
      if ([...node.childNodes].some(flows)) return edgeElement(node, first);
    } else if (flows(node)) {
      const isBlock = node.nodeType === Node.ELEMENT_NODE && !getComputedStyle(node).display.startsWith("inline");
      return isBlock ? node : null;
    }
    node = first ? node.nextSibling : node.previousSibling;
  }
  return null;
}

function collapsed(margins) {
  return Math.max(0, ...margins) + Math.min(0, ...margins);
}

// Whether nothing in the group takes part in the flow, so that margins collapse through it.
function isEmpty(group) {
  return ![...group.children].some((block) => [...block.childNodes].some(flows));
}

// The nearest group in a direction that is not empty.
function solid(group, step) {
  let found = group[step];
  while (found && isEmpty(found)) found = found[step];
  return found;
}

function flows(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue.trim() !== "";
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const { display, float, position } = getComputedStyle(node);
  return display !== "none" && float === "none" && position !== "absolute" && position !== "fixed";
}

// Whether text runs on from the end of one group into the next.
function joined(group, next) {
  return Boolean(group && next) && !edgeElement(group, false) && !edgeElement(next, true);
}

// Sets the distance to the group before to what it is when neither is a box. A box keeps its own margins inside, so
// one of them is pulled towards the other.
function correctMargin(group) {
  const previous = solid(group, "previousElementSibling");
  const isBox = group.classList.contains("foreword-box");
  group.style.marginTop = "";
  if (!previous || isEmpty(group)) return;
  const wasBox = previous.classList.contains("foreword-box");
  previous.style.marginBottom = "";
  if (!isBox && !wasBox) return;
  const bottom = edgeMargins(previous, false);
  const top = edgeMargins(group, true);
  const shift = `${collapsed([...bottom, ...top]) - collapsed(bottom) - collapsed(top)}px`;
  if (isBox) group.style.marginTop = shift;
  else previous.style.marginBottom = shift;
}
