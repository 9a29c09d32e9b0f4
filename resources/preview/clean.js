// Turns the HTML of a post into nodes that can do nothing: no script, no handler, no address that runs, loads or
// navigates. The page's policy forbids all of it as well; this keeps the document in order on top of that.

const DROPPED = "script, meta, base, link, title, template, noscript, param, source, track, frame, animate[attributeName*=href i], set[attributeName*=href i], animate[attributeName^=on i], set[attributeName^=on i]";
const EMBEDDED = "iframe, object, embed, applet, frameset, portal, fencedframe, video, audio";
const GONE_ATTRIBUTES = new Set([
  "action", "formaction", "formtarget", "form", "ping", "srcdoc", "target", "download", "autofocus", "autoplay",
  "contenteditable", "popover", "popovertarget", "is", "nonce", "background", "manifest", "accesskey", "tabindex",
  "lowsrc", "dynsrc", "longdesc", "cite", "data", "poster", "archive", "codebase", "classid", "profile", "srcset",
  "sizes", "integrity", "imagesrcset", "commandfor", "command", "interestfor", "slot", "inert", "draggable",
]);
const LINK_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "sms:", "ftp:", "ftps:", "xmpp:", "irc:", "ircs:", "geo:", "magnet:", "gemini:", "gopher:", "matrix:", "news:"]);
const SVG = "http://www.w3.org/2000/svg";

// Whether a <details> was written open, so that opening one by hand outlasts an edit inside it.
const writtenOpen = new WeakMap();

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  leaveBehind(html.length);
  const fragment = template.content;
  for (const form of fragment.querySelectorAll("form")) unform(form);
  takeSourcesFromPictures(fragment);
  const cards = [...fragment.querySelectorAll(EMBEDDED)].map((element) => [element, embedCard(element)]);
  for (const element of fragment.querySelectorAll(DROPPED)) element.remove();
  for (const element of fragment.querySelectorAll("*")) cleanAttributes(element);
  for (const [element, card] of cards) element.replaceWith(card);
  for (const details of fragment.querySelectorAll("details")) writtenOpen.set(details, details.open);
  for (const image of fragment.querySelectorAll("img, input[type=image i]")) preparePicture(image);
  return fragment;
}

// A form's named controls shadow its own properties, so it is emptied through a range and becomes a plain box.
function unform(form) {
  const box = document.createElement("div");
  for (const name of ["class", "style", "id", "dir", "lang"]) {
    const value = Element.prototype.getAttribute.call(form, name);
    if (value !== null) box.setAttribute(name, value);
  }
  const range = new Range();
  range.selectNodeContents(form);
  box.append(range.extractContents());
  range.selectNode(form);
  range.deleteContents();
  range.insertNode(box);
}

function cleanAttributes(element) {
  const keepsName = ["a", "map", "details"].includes(element.localName);
  // Not by `attributes`: that makes a node of each attribute, which stays in memory as long as its element.
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name);
    const lower = name.toLowerCase();
    if (lower.startsWith("on") || GONE_ATTRIBUTES.has(lower) || (lower === "name" && !keepsName)) {
      element.removeAttribute(name);
    } else if (lower === "href" || lower.endsWith(":href")) {
      if (!mayLink(element, value)) element.removeAttribute(name);
    } else if (lower === "src" && element.localName !== "img") {
      element.removeAttribute(name);
    } else if (lower.startsWith("data-foreword")) {
      element.removeAttribute(name);
    } else if (lower === "class" && value.includes("foreword-")) {
      element.setAttribute(name, value.replace(/(^|\s)foreword-\S*/g, ""));
    }
  }
}

function mayLink(element, address) {
  const isLink = element.localName === "a" || element.localName === "area" || element.namespaceURI.endsWith("MathML");
  if (!isLink) return element.namespaceURI === SVG && /^\s*(#|data:image\/(png|jpeg|gif|webp);)/i.test(address);
  const scheme = schemeOf(address);
  return scheme === null || LINK_SCHEMES.has(scheme);
}

// The scheme that a browser would see, or null for a relative address. Browsers skip controls and blanks.
function schemeOf(address) {
  const seen = address.replace(/[\u0000-\u0020]+/g, "");
  const match = /^([a-z][a-z0-9+.\-]*:)/i.exec(seen);
  return match ? match[1].toLowerCase() : null;
}

function embedCard(element) {
  const named = element.getAttribute("src") || element.getAttribute("data")
    || element.querySelector("source[src]")?.getAttribute("src") || "";
  const address = named.startsWith("//") ? `https:${named}` : named.trim();
  const card = document.createElement("div");
  card.className = "foreword-embed";
  const width = parseFloat(element.getAttribute("width"));
  const height = parseFloat(element.getAttribute("height"));
  if (width > 0 && height > 0 && !/%/.test(element.getAttribute("width"))) {
    card.style.aspectRatio = `${width} / ${height}`;
    card.style.width = `${width}px`;
  }
  const label = document.createElement("b");
  label.textContent = element.getAttribute("title") || EMBED_LABELS[element.localName] || "Embedded page";
  const scheme = schemeOf(address);
  const place = document.createElement(scheme === null || LINK_SCHEMES.has(scheme) ? "a" : "span");
  place.textContent = address;
  if (place.localName === "a" && address) place.setAttribute("href", address);
  card.append(label, place);
  return card;
}

const EMBED_LABELS = { video: "Video", audio: "Audio" };
