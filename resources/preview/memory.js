// Gives back the memory that changes of the page leave behind. The web engine would wait until there is several times
// as much of it as of the page itself. `gc` is there because the window asks for it when it starts the web engine.

// What is left behind is counted in characters of HTML that were parsed, and so much besides for every change.
const CHANGE = 1000;
// From here on it is given back in the next pause of so many milliseconds, and from there on without waiting for one.
const WORTHWHILE = 200000;
const PAUSE = 700;
const AT_MOST = 2000000;

let leftBehind = 0;
let pause = 0;

function leaveBehind(characters) {
  leftBehind += characters + CHANGE;
  if (leftBehind < WORTHWHILE || !window.gc) return;
  clearTimeout(pause);
  if (leftBehind > AT_MOST) giveBack();
  else pause = setTimeout(giveBack, PAUSE);
}

function giveBack() {
  leftBehind = 0;
  clearTimeout(pause);
  window.gc({ type: "major", execution: "async" });
}
