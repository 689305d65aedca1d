// <vp-tijdlijn>: rows of people and means against time. Only rows in sight are in the page.
import { day, say, settings } from "./woorden.js";
import { Scale, lanes } from "./schaal.js";
import { become, keyOf } from "./behoud.js";
import { GROUP, LABEL, LANE, drawnGroup, drawnRow, made } from "./tekenen.js";

const HEAD = 38;
const SPARE = 6;

export class Timeline extends HTMLElement {
  #drawn = new Map();
  /** Rows that were drawn before, by their id, to be used again. */
  #kept = new Map();
  #waiting = 0;
  lines = [];
  tops = [0];
  view = "week";
  first = 0;
  focused = null;
  marked = new Set();
  /** What somebody else changed just now. */
  fresh = new Set();
  blocked = null;

  /** Show a state through a filter; called once. */
  show(state, filter) {
    this.state = state;
    this.filter = filter;
    this.setAttribute("role", "grid");
    this.setAttribute("aria-multiselectable", "true");
    this.setAttribute("aria-label", say("tijdlijn"));
    this.inner = made("div", "vt-inner");
    this.head = made("div", "vt-head");
    this.columns = made("div", "vt-columns");
    this.columns.setAttribute("aria-hidden", "true");
    this.body = made("div", "vt-body");
    this.body.setAttribute("role", "presentation");
    this.inner.append(this.head, this.columns, this.body);
    this.replaceChildren(this.inner);
    this.addEventListener("scroll", () => this.later(), { passive: true });
    state.addEventListener("week", () => this.layout());
    state.addEventListener("choice", () => this.mark());
    new ResizeObserver(() => this.#resized()).observe(this);
  }

  look(view, first) {
    this.view = view;
    this.first = first;
    this.layout();
  }

  /** Work out which rows there are and how high, and draw those in sight. */
  layout() {
    const { week } = this.state;
    if (!week || !this.clientWidth) return;
    this.box = { width: this.clientWidth, height: this.clientHeight };
    this.label = matchMedia("(max-width: 700px)").matches ? 104 : LABEL;
    this.style.setProperty("--label", `${this.label}px`);
    this.scale = new Scale(week.days, this.view, this.first, this.box.width - this.label - 2);
    this.scale.indexOf = (one) => week.days.indexOf(one);
    this.lines = [];
    this.tops = [HEAD];
    for (const group of week.groups) this.#layoutGroup(group);
    this.inner.style.width = `${this.label + this.scale.width}px`;
    this.inner.style.height = `${this.tops.at(-1)}px`;
    this.setAttribute("aria-rowcount", String(this.lines.length + 1));
    this.#header();
    this.redraw();
  }

  #layoutGroup(group) {
    if (!this.filter.group(group)) return;
    const rows = [];
    for (const row of group.rows) {
      const parts = (this.state.byRow.get(row.id) ?? []).filter((part) => this.scale.shows(part.start, part.rested ?? part.end) && this.filter.item(part.item));
      if (!this.filter.row(row, parts)) continue;
      rows.push({ row, parts, lanes: lanes(parts) });
    }
    if (!rows.length) return;
    this.#add({ group }, GROUP);
    for (const line of rows) this.#add(line, line.lanes * LANE + 2);
  }

  #add(line, height) {
    line.height = height;
    this.lines.push(line);
    this.tops.push(this.tops.at(-1) + height);
  }

  #header() {
    const { scale, state } = this;
    const corner = made("div", "vt-corner", say("wie_of_wat"));
    corner.setAttribute("role", "columnheader");
    const heads = [];
    const columns = [];
    for (const one of scale.days) {
      const left = scale.x(one.start);
      const width = scale.x(one.end) - left;
      const name = made("div", `vt-day${one.open ? "" : " shut"}`);
      name.setAttribute("role", "columnheader");
      name.setAttribute("aria-label", one.label);
      const [weekday, number] = one.label.split(" ");
      name.append(made("b", "", width > 52 ? `${weekday} ${number}` : weekday));
      name.style.left = `${this.label + left}px`;
      name.style.width = `${width}px`;
      const column = made("div", one.open ? "" : "shut");
      column.style.left = `${this.label + left}px`;
      column.style.width = `${width}px`;
      for (const hour of width > 300 ? [8, 10, 12, 14, 16, 18] : width > 90 ? [8, 12, 16] : []) {
        const at = scale.x(one.start + hour * 60) - left;
        const tick = made("i", "", String(hour));
        tick.style.left = `${at}px`;
        name.append(tick);
        const line = made("i");
        line.style.left = `${at}px`;
        column.append(line);
      }
      heads.push(name);
      columns.push(column);
    }
    if (scale.shows(state.week.now, state.week.now + 1)) {
      const now = made("div", "vt-now");
      now.style.left = `${this.label + scale.x(state.week.now)}px`;
      columns.push(now);
    }
    this.head.setAttribute("role", "row");
    this.head.replaceChildren(corner, ...heads);
    this.columns.replaceChildren(...columns);
  }

  later() {
    if (this.#waiting) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.draw();
    });
  }

  /** Draw anew what changed; rows and cells that are there stay the same nodes, pressed and focused as they are. */
  redraw() {
    const had = this.body.contains(document.activeElement) ? document.activeElement.closest(".vt-item") : null;
    const back = had ? { id: had.dataset.id, row: had.closest(".vt-row").dataset.row } : null;
    this.#kept = new Map([...this.#drawn.values()].map((row) => [keyOf(row), row]));
    this.#drawn.clear();
    this.draw();
    for (const row of this.#kept.values()) row.remove();
    this.#kept.clear();
    if (back && document.activeElement !== had) this.cell(back.id, back.row)?.focus({ preventScroll: true });
  }

  /** The index of the line at a height within the rows. */
  at(y) {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  draw() {
    if (!this.lines.length) return;
    const top = this.scrollTop;
    const first = Math.max(0, this.at(top) - SPARE);
    const last = Math.min(this.lines.length - 1, this.at(top + this.box.height) + SPARE);
    for (const [i, row] of this.#drawn) {
      if (i < first || i > last) {
        if (row.contains(document.activeElement)) continue;
        row.remove();
        this.#drawn.delete(i);
      }
    }
    const fresh = [];
    for (let i = first; i <= last; i += 1) if (!this.#drawn.has(i)) fresh.push(this.#drawLine(i));
    this.body.append(...fresh.filter((row) => !row.isConnected));
    for (const row of fresh) this.#markRow(row);
    this.#entry();
  }

  #drawLine(i) {
    const line = this.lines[i];
    const row = line.group ? drawnGroup(line, this.scale) : drawnRow(line, this.scale, this.state, this.filter);
    row.setAttribute("aria-rowindex", String(i + 2));
    row.style.height = `${line.height}px`;
    row.style.transform = `translateY(${this.tops[i]}px)`;
    const old = this.#kept.get(keyOf(row));
    if (old) become(old, row);
    this.#kept.delete(keyOf(row));
    this.#drawn.set(i, old ?? row);
    return old ?? row;
  }

  /** Show again what is chosen, marked or blocked, without drawing anew. */
  mark() {
    for (const row of this.#drawn.values()) this.#markRow(row);
    this.#entry();
  }

  #markRow(row) {
    const { selected } = this.state;
    const codes = new Set(this.state.chosen().map((item) => item.code).filter(Boolean));
    if (this.blocked) row.classList.toggle("no", Boolean(row.dataset.row) && this.blocked(row.dataset.row));
    else row.classList.remove("no");
    for (const cell of row.querySelectorAll(".vt-item")) {
      const item = this.state.items.get(cell.dataset.id);
      if (!item) continue;
      cell.setAttribute("aria-selected", String(selected.has(item.id)));
      cell.classList.toggle("same", codes.has(item.code) && !selected.has(item.id));
      cell.classList.toggle("found", this.marked.has(item.id));
      cell.classList.toggle("fresh", this.fresh.has(item.activity));
      cell.tabIndex = item.id === this.focused ? 0 : -1;
    }
  }

  #entry() {
    const any = this.querySelector(".vt-item");
    if (!any) this.tabIndex = 0; // nothing to step to: by keyboard the timeline itself is scrolled
    else if (this.tabIndex === 0) this.removeAttribute("tabindex");
    if (this.focused && this.querySelector(`.vt-item[tabindex="0"]`)) return;
    if (any) any.tabIndex = 0;
  }

  lineOf(row) { return this.lines.findIndex((line) => line.row?.id === row); }
  cell(id, row) {
    const cells = [...this.querySelectorAll(`.vt-item[data-id="${CSS.escape(id)}"]`)];
    return cells.find((one) => one.closest(".vt-row").dataset.row === row) ?? cells[0] ?? null;
  }

  /** Bring an item into sight, on the row given or its first that is shown; focus it if asked. */
  reveal(id, { row, focus = false } = {}) {
    const item = this.state.items.get(id);
    if (!item) return null;
    if (!this.scale.shows(item.start, item.end)) this.turnTo(item.start);
    const shown = [row, ...item.rows].find((one) => one && this.lineOf(one) >= 0);
    if (!shown) return null;
    const i = this.lineOf(shown);
    if (this.tops[i] < this.scrollTop + HEAD) this.scrollTop = this.tops[i] - HEAD - 40;
    else if (this.tops[i + 1] > this.scrollTop + this.box.height) this.scrollTop = this.tops[i + 1] - this.box.height + 40;
    const x = this.scale.x(item.start);
    if (x < this.scrollLeft || x > this.scrollLeft + this.box.width - this.label - 60) this.scrollLeft = Math.max(0, x - 60);
    this.draw();
    const cell = this.cell(id, shown);
    if (cell && focus) {
      this.focused = id;
      for (const one of this.querySelectorAll('.vt-item[tabindex="0"]')) one.tabIndex = -1;
      cell.tabIndex = 0;
      cell.focus({ preventScroll: true });
    }
    return cell;
  }

  /** Turn to the day of a moment, when that is not in sight. */
  turnTo(minute) {
    if (this.scale.shows(minute, minute + 1)) return;
    const { days } = this.state.week;
    const index = days.findIndex((one) => minute >= one.start && minute < one.end);
    if (index >= 0) this.dispatchEvent(new CustomEvent("turn", { detail: index }));
  }

  #resized() {
    const wide = this.clientWidth;
    if (!this.box || wide !== this.box.width) this.layout();
    else if (this.clientHeight !== this.box.height) {
      this.box.height = this.clientHeight;
      this.later();
    }
  }

  /** What a group of items is called when somebody looks at more days. */
  title() { return this.scale ? `${day(this.scale.start)} – ${day(this.scale.end - 1)}` : settings.week; }
}

customElements.define("vp-tijdlijn", Timeline);
