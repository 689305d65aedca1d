// Moving an item over the timeline, by pointer and by keyboard alike. The rules are asked while it moves.
import { clock, day, say, settings } from "./woorden.js";
import { outcome, outcomeWords } from "./dialoog.js";
import { kindOfRow } from "./stand.js";
import { LANE, made } from "./tekenen.js";

const FAR_ENOUGH = 4;
const CHECK_AFTER = 50;
const ROWS_AFTER = 160;
const EDGE = 36;

export class Mover {
  #move = null;
  #press = null;
  #frame = 0;
  #timers = { check: 0, rows: 0 };

  /** ``drop`` is told the item, the target and what the rules said; ``tell`` speaks to who listens. */
  constructor(timeline, state, server, { tell, drop }) {
    Object.assign(this, { timeline, state, server, tell, drop });
    this.tip = made("div", "vt-tip");
    this.tip.hidden = true;
    this.tip.setAttribute("aria-hidden", "true");
    document.body.append(this.tip);
    timeline.addEventListener("pointerdown", (event) => this.#pressed(event));
    timeline.addEventListener("pointermove", (event) => this.#moved(event));
    timeline.addEventListener("pointerup", (event) => this.#released(event));
    timeline.addEventListener("pointercancel", () => this.stop());
    timeline.addEventListener("scroll", () => { if (this.#move) this.#seen(); }, { passive: true });
    timeline.addEventListener("keydown", (event) => this.#key(event), true);
  }

  get active() { return this.#move !== null; }

  /** Pick an item up where a row shows it. */
  begin(item, row, byPointer = null) {
    if (item.zone === "historie") {
      this.tell(say("voorbij_vast"));
      return false;
    }
    const { timeline } = this;
    const cell = timeline.cell(item.id, row);
    const line = timeline.lineOf(row);
    if (!cell || line < 0) return false;
    const part = item.parts.find((one) => one.row === row) ?? item;
    const ghost = cell.cloneNode(true);
    ghost.removeAttribute("role");
    ghost.setAttribute("aria-hidden", "true");
    ghost.tabIndex = -1;
    ghost.className += " vt-ghost";
    ghost.style.left = "0";
    ghost.style.top = "0";
    timeline.inner.append(ghost);
    cell.classList.add("lifted");
    this.#move = {
      item, row, ghost, cell, line, start: item.start, lead: item.start - part.start, grab: byPointer,
      from: { row, start: item.start }, target: { row, start: item.start }, answer: null,
      step: settings.grid[item.kind] ?? 15,
      rows: timeline.lines.map((one, i) => [one.row?.kind, i]).filter(([kind]) => kind === kindOfRow(row)).map(([, i]) => i),
    };
    this.#seen();
    timeline.classList.add("moving");
    this.#place();
    this.#askRows(false);
    if (!byPointer) this.tell(say("opgepakt", { what: item.code || item.label }));
    return true;
  }

  stop(said = "") {
    if (!this.#move) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const name of ["check", "rows"]) clearTimeout(this.#timers[name]);
    this.server.drop("check", "rows");
    this.#move.ghost.remove();
    this.#move.cell.classList.remove("lifted");
    this.tip.hidden = true;
    this.timeline.classList.remove("moving");
    this.timeline.blocked = null;
    this.#move = null;
    this.#press = null;
    this.timeline.mark();
    if (said) this.tell(said);
  }

  #pressed(event) {
    const cell = event.target.closest(".vt-item");
    if (!cell || event.button !== 0 || this.#move) return;
    if (event.pointerType === "touch") return;
    this.#press = { cell, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  #moved(event) {
    if (this.#press && !this.#move) {
      const { cell, x, y } = this.#press;
      if (event.shiftKey || event.ctrlKey || Math.hypot(event.clientX - x, event.clientY - y) < FAR_ENOUGH) return;
      const item = this.state.items.get(cell.dataset.id);
      const row = cell.closest(".vt-row").dataset.row;
      const grab = { x: x - cell.getBoundingClientRect().left };
      if (!item || !this.begin(item, row, grab)) {
        this.#press = null;
        return;
      }
      this.timeline.setPointerCapture(event.pointerId);
    }
    if (!this.#move?.grab) return;
    this.#move.pointer = { x: event.clientX, y: event.clientY };
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#followed());
  }

  #followed() {
    this.#frame = 0;
    const move = this.#move;
    if (!move?.pointer) return;
    const { timeline } = this;
    const { x, y } = move.pointer;
    const inX = x - move.box.left + move.scroll.left - timeline.label - move.grab.x;
    const inY = y - move.box.top + move.scroll.top;
    const raw = timeline.scale.minute(inX) + move.lead;
    const start = Math.round(raw / move.step) * move.step;
    const line = timeline.at(inY);
    const row = move.rows.includes(line) ? timeline.lines[line].row.id : move.target.row;
    this.#aim(row, start);
    this.tip.style.transform = `translate(${Math.min(x + 14, innerWidth - 330)}px, ${Math.min(y + 18, innerHeight - 130)}px)`;
    if (y < move.box.top + EDGE + 38) timeline.scrollTop -= 12;
    else if (y > move.box.bottom - EDGE) timeline.scrollTop += 12;
    else return;
    this.#frame = requestAnimationFrame(() => this.#followed());
  }

  #seen() {
    const { timeline } = this;
    const box = timeline.getBoundingClientRect();
    this.#move.box = { left: box.left, top: box.top, bottom: box.bottom };
    this.#move.scroll = { left: timeline.scrollLeft, top: timeline.scrollTop };
  }

  #released(event) {
    const press = this.#press;
    this.#press = null;
    if (!this.#move?.grab) return;
    event.preventDefault();
    if (press) this.timeline.dispatchEvent(new CustomEvent("dropped"));
    if (this.#frame) {
      cancelAnimationFrame(this.#frame);
      this.#followed();
    }
    this.#finish();
  }

  #aim(row, start) {
    const move = this.#move;
    if (move.target.row === row && move.target.start === start) return;
    const newTime = move.target.start !== start;
    move.target = { row, start };
    move.answer = null;
    this.#place();
    this.#askCheck();
    if (newTime) this.#askRows(true);
  }

  #place() {
    const { timeline } = this;
    const { ghost, target, item, lead } = this.#move;
    const line = timeline.lineOf(target.row);
    const x = timeline.label + timeline.scale.x(target.start - lead);
    ghost.style.transform = `translate(${x}px, ${timeline.tops[line] + 2}px)`;
    ghost.classList.remove("can", "may", "cannot");
    this.#said(this.#where(target, item), "", []);
  }

  #where(target, item) {
    const end = target.start + item.end - item.start;
    return `${day(target.start)} ${clock(target.start)}–${clock(end)} · ${this.state.rows.get(target.row)?.title ?? ""}`;
  }

  #said(where, state, lines) {
    const { tip } = this;
    tip.className = `vt-tip ${state}`;
    tip.replaceChildren(made("strong", "", where), ...lines.map((line) => {
      const row = made("div");
      row.append(made("span", `rule ${line.level === 0 ? "broken" : ""}`, line.rule), ` ${line.text}`);
      return row;
    }));
    tip.hidden = !this.#move?.grab;
  }

  #askCheck() {
    clearTimeout(this.#timers.check);
    this.#timers.check = setTimeout(() => this.#check().catch(() => {}), CHECK_AFTER);
  }

  async #check() {
    const move = this.#move;
    if (!move) return null;
    const { row, start } = move.target;
    const answer = await this.server.newest("check", { activity: move.item.activity, row, start });
    if (!answer || this.#move !== move || move.target.row !== row || move.target.start !== start) return answer;
    move.answer = answer;
    const sign = { ok: "can", reason: "may", no: "cannot" }[outcome(answer)];
    move.ghost.classList.add(sign);
    const where = this.#where(move.target, move.item);
    const lines = answer.hard.length ? answer.hard : answer.soft;
    this.#said(where, sign, lines.slice(0, 4));
    const verdict = sign === "can" ? say("kan") : outcomeWords(answer);
    this.tell(`${where}. ${verdict} ${lines.map((one) => one.text).join("; ")}`, { soon: !move.grab });
    return answer;
  }

  #askRows(atTime) {
    clearTimeout(this.#timers.rows);
    this.#timers.rows = setTimeout(() => this.#rows(atTime).catch(() => {}), atTime ? ROWS_AFTER : 0);
  }

  async #rows(atTime) {
    const move = this.#move;
    if (!move) return;
    const { start } = move.target;
    const ask = atTime ? { activity: move.item.activity, start } : { activity: move.item.activity };
    const answer = await this.server.newest("rows", ask);
    if (!answer || this.#move !== move || (atTime && move.target.start !== start)) return;
    const free = new Set(answer.rows.filter((one) => one.allowed).map((one) => one.row));
    this.timeline.blocked = (row) => !free.has(row);
    this.timeline.mark();
  }

  #key(event) {
    const move = this.#move;
    if (!move) return;
    if (event.key === "Escape") {
      this.#caught(event);
      this.stop(say("verplaatsen_gestopt"));
      this.timeline.reveal(move.item.id, { row: move.from.row, focus: true });
      return;
    }
    if (move.grab) return;
    if (event.key === "Enter") {
      this.#caught(event);
      this.#finish();
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const rows = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step && !rows) return;
    this.#caught(event);
    if (step) this.#aim(move.target.row, this.#stepped(move, step, event));
    else {
      const at = move.rows.indexOf(this.timeline.lineOf(move.target.row));
      const to = move.rows[Math.max(0, Math.min(move.rows.length - 1, at + rows))];
      this.#aim(this.timeline.lines[to].row.id, move.target.start);
    }
    this.#follow();
  }

  #stepped(move, step, event) {
    const size = event.ctrlKey || event.metaKey ? 1440 : event.shiftKey ? 60 : move.step;
    const { start, end } = this.state.week;
    return Math.max(start, Math.min(end - move.step, move.target.start + step * size));
  }

  #follow() {
    const { timeline } = this;
    const top = timeline.tops[timeline.lineOf(this.#move.target.row)];
    if (top < timeline.scrollTop + 60) timeline.scrollTop = top - 80;
    else if (top + LANE > timeline.scrollTop + timeline.box.height - 30) timeline.scrollTop = top - timeline.box.height + 90;
  }

  #caught(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  async #finish() {
    const move = this.#move;
    if (!move) return;
    const { row, start } = move.target;
    if (row === move.from.row && start === move.from.start) {
      this.stop(say("verplaatsen_gestopt"));
      return;
    }
    clearTimeout(this.#timers.check);
    let answer = move.answer;
    try {
      answer = answer ?? (await this.#check());
    } catch (error) {
      this.stop(error.message);
      return;
    }
    if (this.#move !== move) return;
    this.stop();
    await this.drop(move.item, { row: row === move.from.row ? null : row, start, delta: start - move.from.start }, answer);
    this.timeline.reveal(move.item.id, { row, focus: !move.grab });
  }
}
