// Long articles: groups become boxes whose content the browser skips while they are out of view. A box keeps margins
// and floats inside, so the distance between boxes is corrected to what it would be without them, and a group with
// floats, the one after it, and groups that share a line stay without a box.

const limits = { long: 200000, group: 24000 };
const FLOATING = "[align], [style*=float], [class*=left], [class*=right], [class*=float], style";

let isLong = false;
// Pixels of height for a character of HTML, as found in the part that was laid out before the article got long.
let density = 0.4;

function updateLength(touched) {
  for (const group of touched) group.floats = group.edges = undefined;
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
  for (const group of groups) group.floats ??= floats(group);
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

function collapsed(margins) {
  return Math.max(0, ...margins) + Math.min(0, ...margins);
}

// The nearest group in a direction that is not empty.
function solid(group, step) {
  let found = group[step];
  while (found && isEmpty(found)) found = found[step];
  return found;
}

// Whether text runs on from the end of one group into the next.
function joined(group, next) {
  return Boolean(group && next) && !edgesOf(group).last.length && !edgesOf(next).first.length;
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
  const bottom = edgesOf(previous).last;
  const top = edgesOf(group).first;
  const shift = `${collapsed([...bottom, ...top]) - collapsed(bottom) - collapsed(top)}px`;
  if (isBox) group.style.marginTop = shift;
  else previous.style.marginBottom = shift;
}
