// Gives back the memory that changes of the page leave behind. The web engine would wait until there is several times
// as much of it as of the page itself. `gc` is there because the window asks for it when it starts the web engine.

// What is left behind is counted in characters of HTML that were parsed, and so much besides for every change.
const CHANGE = 1000;
// From here on it is given back in the next pause of so many milliseconds, and from there on without waiting for one.
const WORTHWHILE = 200000;
const PAUSE = 700;
const AT_MOST = 2000000;

// Asked for before there is an article: an element with this id would answer to the name.
const collect = window.gc;

let leftBehind = 0;
let lastLeft = 0;
let isWaiting = false;

function leaveBehind(characters) {
  leftBehind += characters + CHANGE;
  lastLeft = performance.now();
  if (leftBehind < WORTHWHILE || !collect) return;
  if (leftBehind > AT_MOST) giveBack();
  else if (!isWaiting) waitForPause();
}

function waitForPause() {
  isWaiting = true;
  requestIdleCallback(() => {
    isWaiting = false;
    if (leftBehind < WORTHWHILE) return;
    if (performance.now() - lastLeft < PAUSE) waitForPause();
    else giveBack();
  });
}

function giveBack() {
  leftBehind = 0;
  collect({ type: "major", execution: "async" });
}
