// The article as blocks, one for each unit, in groups of many. Neither has a box of its own, so margins collapse and
// floats fall as if they were not there (long.js makes boxes of the groups of a long article).

const blocks = new Map();
let sheet = null;
let header = null;
let article = null;

function adoptShell() {
  sheet = document.querySelector(".foreword-sheet");
  header = sheet.querySelector(".foreword-header");
  article = sheet.querySelector(".foreword-article");
}

function makeBlock(id, html) {
  const block = document.createElement("div");
  block.className = "foreword-block";
  block.setAttribute("data-unit", id);
  if (html) block.append(parse(html));
  block.size = html.length;
  direct(block);
  blocks.set(id, block);
  return block;
}

// Characters of a paragraph from which on the browser would take a time that grows with their square to find out by
// itself in which direction the paragraph runs.
const LONG_PARAGRAPH = 20000;
const FIRST_LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

function direct(block) {
  let long = null;
  if (block.size > LONG_PARAGRAPH) {
    long = [...block.querySelectorAll("p, li, dd, td, blockquote")].find((each) => each.textContent.length > LONG_PARAGRAPH);
  }
  block.classList.toggle("foreword-long", Boolean(long));
  if (!long) block.style.removeProperty("direction");
  else block.style.direction = RIGHT_TO_LEFT.test(FIRST_LETTER.exec(long.textContent)?.[0] ?? "") ? "rtl" : "ltr";
}

// The block that a node of the article lies in, or null.
function blockOf(node) {
  let block = node;
  while (block && block.parentNode?.parentNode !== article) block = block.parentNode;
  return block;
}

function makeGroup() {
  const group = document.createElement("div");
  // In a long article a new group is a box from the beginning, or it would be laid out once before it becomes one.
  group.className = isLong ? "foreword-group foreword-box" : "foreword-group";
  group.size = 0;
  return group;
}

// Puts blocks behind one another into groups that are filled in turn; returns the groups touched.
function fill(group, made) {
  const touched = [];
  let current = group;
  for (const block of made) {
    if (!current || current.size > limits.group) {
      const next = makeGroup();
      if (current) current.after(next);
      current = next;
    }
    current.append(block);
    current.size += block.size;
    if (touched[touched.length - 1] !== current) touched.push(current);
  }
  return touched;
}

function replaceArticle(units) {
  blocks.clear();
  const made = units.map(([id, html]) => makeBlock(id, html));
  const holder = document.createDocumentFragment();
  const first = makeGroup();
  holder.append(first);
  fill(first, made);
  article.replaceChildren(holder);
  dressPictures(article);
}

function appendUnits(units) {
  const made = units.map(([id, html]) => makeBlock(id, html));
  const touched = fill(article.lastElementChild, made);
  for (const group of touched) if (!group.parentNode) article.append(group);
  for (const block of made) dressPictures(block);
  return touched;
}

function insertUnits(before, units) {
  const next = before === null ? null : blocks.get(before);
  if (!next) return appendUnits(units);
  const group = next.parentNode;
  for (const [id, html] of units) {
    const block = makeBlock(id, html);
    group.insertBefore(block, next);
    group.size += block.size;
    dressPictures(block);
  }
  return [group];
}

// Leaves as many blocks in a group as belong there and moves the others into groups behind it; returns all of them.
function splitGroup(group) {
  let kept = group.firstElementChild;
  for (let size = kept.size; size <= limits.group && kept.nextElementSibling; size += kept.size) kept = kept.nextElementSibling;
  const moved = [];
  for (let block = kept.nextElementSibling; block; block = block.nextElementSibling) moved.push(block);
  if (!moved.length) return [group];
  for (const block of moved) group.size -= block.size;
  const next = makeGroup();
  group.after(next);
  return [group, ...fill(next, moved)];
}

function dropUnits(ids) {
  const touched = new Set();
  for (const id of ids) {
    const block = blocks.get(id);
    if (!block) continue;
    blocks.delete(id);
    const group = block.parentNode;
    group.size -= block.size;
    block.remove();
    touched.add(group);
    if (!group.firstChild && article.childElementCount > 1) {
      if (group.previousElementSibling) touched.add(group.previousElementSibling);
      if (group.nextElementSibling) touched.add(group.nextElementSibling);
      touched.delete(group);
      group.remove();
    }
  }
  return touched;
}

function renameUnits(pairs) {
  const renamed = pairs.map(([old, id]) => [blocks.get(old), old, id]);
  for (const [, old] of renamed) blocks.delete(old);
  const markedPair = pairs.find(([old]) => old === marked);
  if (markedPair) marked = markedPair[1];
  for (const [block, , id] of renamed) {
    if (!block) continue;
    block.dataset.unit = id;
    blocks.set(id, block);
  }
}

function rewriteUnit(id, html) {
  const block = blocks.get(id);
  if (!block) return [];
  syncChildren(block, parse(html));
  dressPictures(block);
  block.parentNode.size += html.length - block.size;
  block.size = html.length;
  direct(block);
  return [block.parentNode];
}

// Does the operations in order; returns the groups whose content changed.
function perform(operations) {
  const touched = new Set();
  for (const [kind, ...rest] of operations) {
    const groups = kind === "html" ? rewriteUnit(rest[0], rest[1])
      : kind === "add" ? insertUnits(rest[0], rest[1])
      : kind === "drop" ? dropUnits(rest[0])
      : (renameUnits(rest[0]), []);
    for (const group of groups) touched.add(group);
  }
  // Blocks of a long article come empty and are filled later, so a group is found too large only here.
  for (const group of [...touched]) {
    if (group.size > 3 * limits.group) for (const part of splitGroup(group)) touched.add(part);
  }
  return touched;
}

function rewriteHeader(html) {
  syncChildren(header, parse(html));
  dressPictures(header);
}
