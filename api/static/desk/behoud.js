// Draws anew without pulling anything away from under a hand: nodes that stay the same stay, and what is pressed waits.

/** Classes that say how something stands now; drawing anew leaves them to who set them. */
const STANDING = ["lifted", "same", "found", "fresh", "no"];
/** Attributes that are taken over in another way, or that marking sets after drawing. */
const MARKED = new Set(["class", "style", "aria-selected", "tabindex"]);

/** What an element of the timeline is about: an item, a row or a group; null for what has no name. */
export const keyOf = ({ dataset }) => dataset?.id ?? dataset?.row ?? (dataset?.group === undefined ? null : `groep ${dataset.group}`);
const alike = (old, fresh) => old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);

/** Make an element say what a fresh one says. Its nodes stay where they can: a press or the focus on them is kept. */
export function become(old, fresh) {
  for (const { name } of [...old.attributes]) if (!MARKED.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (!MARKED.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old.style.cssText !== fresh.style.cssText) old.style.cssText = fresh.style.cssText;
  const standing = STANDING.filter((name) => old.classList.contains(name));
  const wanted = [fresh.getAttribute("class") ?? "", ...standing].join(" ").trim();
  if ((old.getAttribute("class") ?? "") !== wanted) old.setAttribute("class", wanted);
  fill(old, [...fresh.childNodes]);
}

/** Let a box hold these nodes, each in the place of the one like it that is there already. */
export function fill(box, wanted) {
  const keyed = new Map();
  for (const one of box.childNodes) {
    const key = keyOf(one);
    if (key !== null) keyed.set(key, [...(keyed.get(key) ?? []), one]);
  }
  const coming = new Set(wanted.map(keyOf).filter((key) => key !== null));
  let at = box.firstChild;
  for (const fresh of wanted) {
    const key = keyOf(fresh);
    // A keyed node whose like does not come again makes room, so that those behind it need not move.
    while (at && keyOf(at) !== null && !coming.has(keyOf(at))) at = dropped(at);
    const same = key === null ? (at && alike(at, fresh) ? at : null) : keyed.get(key)?.shift() ?? null;
    while (same && at && key !== null && keyOf(at) === null) at = dropped(at);
    if (!same) box.insertBefore(fresh, at);
    else {
      if (same === at) at = at.nextSibling;
      else box.insertBefore(same, at);
      if (fresh.nodeType !== Node.ELEMENT_NODE) {
        if (same.nodeValue !== fresh.nodeValue) same.nodeValue = fresh.nodeValue;
      } else become(same, fresh);
    }
  }
  while (at) at = dropped(at);
}

function dropped(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

let pressed = null;
const waiting = new Map();

function release() {
  pressed = null;
  const due = [...waiting.values()];
  waiting.clear();
  for (const draw of due) draw();
}

addEventListener("pointerdown", (event) => { if (event.button === 0) pressed = event.target; }, { capture: true, passive: true });
// Let go outside the window nobody is told: who moves without pressing holds nothing any more.
addEventListener("pointermove", (event) => { if (pressed && event.buttons === 0) release(); }, { capture: true, passive: true });
// The click follows the letting go; only after that may anything be drawn anew.
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release), { capture: true, passive: true });
addEventListener("blur", () => setTimeout(release));

const nameOf = (one) => one.getAttribute("aria-label") ?? one.textContent;

/** Draw a box anew; the focus stays on what is called the same, if that is still there. */
export function keepingFocus(box, draw) {
  const had = box.contains(document.activeElement) && document.activeElement !== box ? document.activeElement : null;
  draw();
  if (!had || had.isConnected) return;
  [...box.querySelectorAll(had.tagName)].find((one) => nameOf(one) === nameOf(had))?.focus({ preventScroll: true });
}

/** Whether somebody holds something pressed now, anywhere or within a box. */
export const held = (box = document) => pressed !== null && box.contains(pressed);

/** Draw a box anew; not while something in it is pressed, for then the click would be lost: after that. */
export function unlessPressed(box, draw) {
  if (held(box)) waiting.set(box, draw);
  else {
    waiting.delete(box);
    draw();
  }
}
