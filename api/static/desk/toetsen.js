// Walking over the timeline by keyboard, choosing, and the keys that stand for buttons.
const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1], PageDown: [0, 8], PageUp: [0, -8] };

/** Listen on a timeline. ``does`` has a function per key: m, v, delete, why, open. */
export function listen(timeline, state, mover, does) {
  const at = (cell) => ({ item: state.items.get(cell.dataset.id), row: cell.closest(".vt-row").dataset.row });

  timeline.addEventListener("click", (event) => {
    const cell = event.target.closest(".vt-item");
    if (!cell || justDropped) return;
    const { item, row } = at(cell);
    timeline.focused = item.id;
    choose(item, row, event);
    cell.focus({ preventScroll: true });
  });
  let justDropped = false;
  timeline.addEventListener("dropped", () => {
    justDropped = true;
    setTimeout(() => { justDropped = false; }, 0);
  });
  timeline.addEventListener("dblclick", (event) => {
    const cell = event.target.closest(".vt-item");
    if (cell) does.move(at(cell).item);
  });

  timeline.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.(".vt-item");
    if (!cell || mover.active || event.altKey) return;
    const { item, row } = at(cell);
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const to = step[0] ? beside(item, row, step[0]) : above(item, row, step[1]);
      if (to) go(to, event.shiftKey);
      return;
    }
    if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const parts = shownIn(row);
      go({ item: parts.at(event.key === "Home" ? 0 : -1).item, row }, event.shiftKey);
      return;
    }
    const key = event.key.toLowerCase();
    if (key === " " || key === "enter") {
      event.preventDefault();
      choose(item, row, { ctrlKey: event.ctrlKey || (key === " " && event.shiftKey) });
      if (key === "enter") does.open();
    } else if (key === "escape") {
      state.select([]);
    } else if (event.ctrlKey || event.metaKey) {
      return;
    } else if (key === "m") {
      event.preventDefault();
      mover.begin(item, row);
    } else if (does[key]) {
      event.preventDefault();
      if (!state.selected.has(item.id)) choose(item, row, {});
      does[key]();
    }
  });

  const shownIn = (row) => timeline.lines[timeline.lineOf(row)].parts;

  function beside(item, row, step) {
    const parts = shownIn(row);
    const i = parts.findIndex((part) => part.item.id === item.id);
    const to = parts[i + step];
    return to ? { item: to.item, row } : null;
  }

  function above(item, row, step) {
    const { lines } = timeline;
    let found = null;
    for (let i = timeline.lineOf(row) + Math.sign(step), left = Math.abs(step); lines[i] && left; i += Math.sign(step)) {
      if (!lines[i].parts?.length) continue;
      found = lines[i];
      left -= 1;
    }
    if (!found) return null;
    const near = found.parts.reduce((best, part) => (Math.abs(part.start - item.start) < Math.abs(best.start - item.start) ? part : best));
    return { item: near.item, row: found.row.id };
  }

  function go({ item, row }, extend) {
    timeline.reveal(item.id, { row, focus: true });
    if (extend) state.select([item.id], { add: true });
  }

  let anchor = null;
  function choose(item, row, event) {
    if (event.shiftKey && anchor && anchor.row === row) {
      const parts = shownIn(row);
      const [from, to] = [anchor.id, item.id].map((id) => parts.findIndex((part) => part.item.id === id)).sort((a, b) => a - b);
      state.select(parts.slice(Math.max(0, from), to + 1).map((part) => part.item.id), { add: true });
    } else if (event.ctrlKey || event.metaKey || event.shiftKey) {
      state.select([item.id], { toggle: true });
    } else {
      state.select([item.id]);
    }
    anchor = { id: item.id, row };
  }
}
