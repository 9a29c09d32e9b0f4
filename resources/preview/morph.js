// Changes a tree into another one and keeps every node that can stay: pictures do not load again, what is selected
// stays selected.

function isOurs(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-foreword-card");
}

function childrenOf(node) {
  return [...node.childNodes].filter((child) => !isOurs(child));
}

function syncChildren(old, wanted) {
  const before = childrenOf(old);
  const after = [...wanted.childNodes];
  let head = 0;
  let tail = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && same(before[head], after[head])) head += 1;
  while (tail < most - head && same(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail += 1;
  const end = tail ? before[before.length - tail] : null;
  const left = before.slice(head, before.length - tail);
  const come = after.slice(head, after.length - tail);
  const partners = pair(left, come);
  const kept = new Set(partners.values());
  for (const node of left) if (!kept.has(node)) discard(node);
  let place = head ? afterCard(before[head - 1]) : firstOwn(old);
  for (const node of come) {
    const partner = partners.get(node);
    if (!partner) {
      old.insertBefore(node, place);
    } else {
      syncNode(partner, node);
      place = afterCard(partner);
    }
  }
  return end;
}

function firstOwn(node) {
  let child = node.firstChild;
  while (child && isOurs(child)) child = child.nextSibling;
  return child;
}

function afterCard(node) {
  const next = node.nextSibling;
  return next && isOurs(next) ? next.nextSibling : next;
}

function discard(node) {
  const next = node.nextSibling;
  if (next && isOurs(next) && node.localName === "img") next.remove();
  node.remove();
}

// Equal, our own cards and what the reader did to it aside.
function same(old, wanted) {
  if (old.nodeType !== wanted.nodeType || old.nodeName !== wanted.nodeName) return false;
  if (old.nodeType !== Node.ELEMENT_NODE) return old.nodeValue === wanted.nodeValue;
  if (old.localName === "details" || !sameAttributes(old, wanted)) return false;
  let mine = old.firstChild;
  let yours = wanted.firstChild;
  for (;;) {
    while (mine && isOurs(mine)) mine = mine.nextSibling;
    if (!mine || !yours) return !mine && !yours;
    if (!same(mine, yours)) return false;
    mine = mine.nextSibling;
    yours = yours.nextSibling;
  }
}

function sameAttributes(old, wanted) {
  const names = wanted.getAttributeNames();
  return old.getAttributeNames().length === names.length && names.every((name) => old.getAttribute(name) === wanted.getAttribute(name));
}

// For each wanted node the old one to change into it, in order and without crossings: first those that are surely the
// same thing (a picture with its address, an element with its id, equal ones), then what is of the same kind between.
function pair(left, come) {
  const partners = new Map();
  const tokens = new Map();
  left.forEach((node, index) => {
    const token = tokenOf(node);
    if (token !== null && !tokens.has(token)) tokens.set(token, index);
  });
  let from = 0;
  let pending = [];
  const settle = (until) => {
    let at = from;
    for (const node of pending) {
      for (let index = at; index < until; index += 1) {
        if (alike(left[index], node)) {
          partners.set(node, left[index]);
          at = index + 1;
          break;
        }
      }
    }
    pending = [];
  };
  for (const node of come) {
    const index = tokens.get(tokenOf(node));
    if (index !== undefined && index >= from && left[index].nodeName === node.nodeName) {
      settle(index);
      partners.set(node, left[index]);
      from = index + 1;
    } else {
      pending.push(node);
    }
  }
  settle(left.length);
  return partners;
}

function tokenOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  if (node.localName === "img") return `img ${node.getAttribute("data-foreword-address")}`;
  if (node.id) return `id ${node.id}`;
  const inside = node.querySelector("img");
  if (inside) return `with ${node.localName} ${inside.getAttribute("data-foreword-address")}`;
  return null;
}

function alike(old, wanted) {
  if (old.nodeType !== wanted.nodeType || old.nodeName !== wanted.nodeName) return false;
  return old.nodeType !== Node.ELEMENT_NODE || old.namespaceURI === wanted.namespaceURI;
}

function syncNode(old, wanted) {
  if (old.nodeType === Node.ELEMENT_NODE) {
    syncAttributes(old, wanted);
    syncChildren(old, wanted);
  } else if (old.nodeValue !== wanted.nodeValue) {
    syncText(old, wanted.nodeValue);
  }
}

// Replaces only what differs, so that a selection and the place of reading in the rest stay.
function syncText(old, wanted) {
  const text = old.nodeValue;
  const most = Math.min(text.length, wanted.length);
  let head = 0;
  let tail = 0;
  while (head < most && text.charCodeAt(head) === wanted.charCodeAt(head)) head += 1;
  while (tail < most - head && text.charCodeAt(text.length - 1 - tail) === wanted.charCodeAt(wanted.length - 1 - tail)) tail += 1;
  old.replaceData(head, text.length - head - tail, wanted.slice(head, wanted.length - tail));
}

function syncAttributes(old, wanted) {
  const isDetails = old.localName === "details";
  for (const name of old.getAttributeNames()) {
    if (!wanted.hasAttribute(name) && !(isDetails && name === "open")) old.removeAttribute(name);
  }
  for (const attribute of wanted.attributes) {
    if (isDetails && attribute.name === "open") continue;
    if (old.getAttributeNS(attribute.namespaceURI, attribute.localName) !== attribute.value || !old.hasAttribute(attribute.name)) {
      old.setAttributeNodeNS(attribute.cloneNode());
    }
  }
  if (isDetails && writtenOpen.get(old) !== writtenOpen.get(wanted)) {
    old.open = wanted.open;
    writtenOpen.set(old, wanted.open);
  }
  if (old.localName === "img" && !old.hasAttribute("src")) dressPicture(old);
}
