// Pictures: every address becomes one of `foreword:`, remote ones wait for the writer's leave, and a picture that is
// not shown leaves a card in its place. Cards are siblings marked with data-foreword-card and belong to no post.

const pictures = { version: 0, own: [], remoteAllowed: false, told: false };

function takeSourcesFromPictures(fragment) {
  for (const image of fragment.querySelectorAll("img")) {
    if (image.getAttribute("src")) continue;
    const set = image.getAttribute("srcset") || image.getAttribute("data-src")
      || image.closest("picture")?.querySelector("source[srcset]")?.getAttribute("srcset") || "";
    const first = set.trim().split(/[\s,]+/)[0];
    if (first) image.setAttribute("src", first);
  }
}

function preparePicture(image) {
  const address = (image.getAttribute("src") || "").trim();
  image.removeAttribute("src");
  image.removeAttribute("crossorigin");
  image.removeAttribute("referrerpolicy");
  image.setAttribute("decoding", "async");
  image.setAttribute("loading", "lazy");
  image.setAttribute("data-foreword-address", address);
  const target = targetOf(address);
  if (target) image.setAttribute("src", target);
}

function isOwn(address) {
  const plain = (address.startsWith("//") ? `https:${address}` : address).replace(/^https?:\/\//i, "").toLowerCase();
  return pictures.own.some((site) => plain === site || plain.startsWith(`${site}/`));
}

function isRemote(address) {
  return /^(https?:)?\/\//i.test(address) && !isOwn(address);
}

// The address to load, or null when nothing may be loaded (yet).
function targetOf(address) {
  if (/^data:image\//i.test(address)) return address;
  if (isRemote(address)) return pictures.remoteAllowed ? ourAddress("remote", address) : null;
  if (!address || (schemeOf(address) !== null && !isOwn(address))) return null;
  return ourAddress(address.startsWith("/") || isOwn(address) ? "site" : "post", address);
}

function ourAddress(host, address) {
  return `foreword://${host}/?v=${pictures.version}&a=${encodeURIComponent(wellFormed(address))}`;
}

function wellFormed(text) {
  return text.toWellFormed ? text.toWellFormed() : text;
}

function cardOf(image) {
  const next = image.nextSibling;
  return next && next.nodeType === Node.ELEMENT_NODE && next.hasAttribute("data-foreword-card") ? next : null;
}

// Gives each picture in the tree the card it needs now, or takes it away.
function dressPictures(root) {
  for (const image of root.querySelectorAll("img[data-foreword-address]")) dressPicture(image);
}

function dressPicture(image) {
  const address = image.getAttribute("data-foreword-address");
  if (image.hasAttribute("src")) return;
  if (isRemote(address)) {
    setCard(image, "held", hostOf(address), ["Picture from another site, not loaded"]);
    if (!pictures.told) {
      pictures.told = true;
      tell("tellRemoteWanted");
    }
  } else {
    setCard(image, "missing", address || "Picture", [address ? "This address cannot be shown" : "No address given"]);
  }
}

function hostOf(address) {
  try {
    return new URL(address, "https://none.invalid/").hostname;
  } catch {
    return address;
  }
}

function setCard(image, kind, title, lines) {
  const card = cardOf(image) || document.createElement("span");
  const label = document.createElement("b");
  label.textContent = title;
  const rows = lines.map((line) => {
    const row = document.createElement("small");
    row.textContent = line;
    return row;
  });
  if (image.alt) {
    const alt = document.createElement("i");
    alt.textContent = image.alt;
    rows.unshift(alt);
  }
  card.setAttribute("data-foreword-card", kind);
  card.style.cssText = "";
  const width = parseFloat(image.getAttribute("width"));
  const height = parseFloat(image.getAttribute("height"));
  if (width > 0 && height > 0) {
    card.style.width = `${width}px`;
    card.style.aspectRatio = `${width} / ${height}`;
  }
  card.replaceChildren(label, ...rows);
  if (!card.parentNode) image.after(card);
}

function pictureFailed(image) {
  const address = image.getAttribute("data-foreword-address");
  if (address === null || !image.hasAttribute("src")) return;
  if (isRemote(address)) {
    setCard(image, "missing", hostOf(address), ["This picture could not be fetched"]);
    return;
  }
  setCard(image, "missing", shorten(address), []);
  ask("placesTried", address, (tried) => {
    if (cardOf(image) && image.getAttribute("data-foreword-address") === address) {
      setCard(image, "missing", shorten(address), tried.length ? ["Looked for at", ...tried] : ["Not found"]);
    }
  });
}

function shorten(address) {
  return address.length > 120 ? `${address.slice(0, 117)}…` : address;
}

function pictureLoaded(image) {
  cardOf(image)?.remove();
}

// Looks again for pictures: all of them, or only those of other sites.
function retarget(onlyRemote) {
  for (const image of sheet.querySelectorAll("img[data-foreword-address]")) {
    const address = image.getAttribute("data-foreword-address");
    if (onlyRemote && !isRemote(address)) continue;
    const target = targetOf(address);
    if (target) {
      image.setAttribute("src", target);
    } else {
      image.removeAttribute("src");
      dressPicture(image);
    }
  }
}
