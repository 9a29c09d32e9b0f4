// What stands at the edges of a group: it decides the distance to the groups beside it. A question about a node that the
// browser skips would make it lay out the whole group around it, so a copy of the block is asked instead.

// Characters of HTML up to which a block is copied; a longer one is a group by itself, or nearly.
const LARGEST_COPY = 24000;

const inert = document.implementation.createHTMLDocument("");
let probe = null;

// The margins of the boxes that touch the upper edge (first) and the lower edge (last), each from the outermost
// inwards; empty where text or something inline is. Null for a group in which nothing takes part in the flow.
function edgesOf(group) {
  if (group.edges === undefined) {
    const first = edgeOf(group, true);
    group.edges = first && { first, last: edgeOf(group, false) ?? [] };
  }
  return group.edges;
}

// Whether nothing in the group takes part in the flow, so that margins collapse through it.
function isEmpty(group) {
  return edgesOf(group) === null;
}

function edgeOf(group, first) {
  let block = first ? group.firstElementChild : group.lastElementChild;
  while (block) {
    const found = block.firstChild && measured(block, (shown) => ([...shown.childNodes].some(flows) ? edgeMargins(shown, first) : null));
    if (found) return found;
    block = first ? block.nextElementSibling : block.previousElementSibling;
  }
  return null;
}

function measured(block, look) {
  if (block.size > LARGEST_COPY) return look(block);
  const copy = inert.importNode(block, true);
  for (const image of copy.querySelectorAll("img")) image.removeAttribute("src");
  if (!probe) {
    const holder = document.createElement("div");
    holder.className = "foreword-article foreword-probe";
    probe = document.createElement("div");
    probe.className = "foreword-group";
    holder.append(probe);
    sheet.append(holder);
  }
  probe.replaceChildren(copy);
  const found = look(copy);
  probe.replaceChildren();
  return found;
}

function edgeMargins(block, first) {
  const found = [];
  const side = first ? "Top" : "Bottom";
  let element = edgeElement(block, first);
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
    if (flows(node)) {
      const isBlock = node.nodeType === Node.ELEMENT_NODE && !getComputedStyle(node).display.startsWith("inline");
      return isBlock ? node : null;
    }
    node = first ? node.nextSibling : node.previousSibling;
  }
  return null;
}

function flows(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue.trim() !== "";
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const { display, float, position } = getComputedStyle(node);
  return display !== "none" && float === "none" && position !== "absolute" && position !== "fixed";
}
