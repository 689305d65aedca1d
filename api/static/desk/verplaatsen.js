// Moving an item over the timeline, by pointer and by keyboard alike. The rules are asked while it moves.
import { clock, day, say, settings } from "./woorden.js";
import { outcome, outcomeWords } from "./dialoog.js";
import { kindOfRow } from "./stand.js";
import { LANE } from "./tekenen.js";
import { Tip } from "./tip.js";
import { freshCell } from "./inplannen.js";

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
    this.tip = new Tip();
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
    if (!cell || timeline.lineOf(row) < 0) return false;
    const part = item.parts.find((one) => one.row === row) ?? item;
    const ghost = cell.cloneNode(true);
    cell.classList.add("lifted");
    this.#lift({ item, cell, ghost, lead: item.start - part.start, grab: byPointer, from: { row, start: item.start }, target: { row, start: item.start } }, kindOfRow(row));
    return true;
  }

  /** Bring something that waits to a row of a kind: under the pointer, or at a place to begin from by keyboard. */
  place(item, kind, target, byPointer = null) {
    if (!this.timeline.lines.some((line) => line.row?.kind === kind)) return false;
    this.#lift({ item, cell: null, ghost: freshCell(item, this.timeline.scale), lead: 0, grab: byPointer, from: { row: null, start: null }, target, back: document.activeElement }, kind);
    if (byPointer) this.timeline.setPointerCapture(byPointer.pointer);
    else {
      this.timeline.tabIndex = -1;
      this.timeline.focus({ preventScroll: true });
      this.#follow();
      this.#askCheck();
    }
    return true;
  }

  #lift(move, kind) {
    const { timeline } = this;
    const { ghost } = move;
    for (const name of ["role", "aria-label"]) ghost.removeAttribute(name);
    ghost.setAttribute("aria-hidden", "true");
    ghost.tabIndex = -1;
    ghost.className += " vt-ghost";
    ghost.style.left = "0";
    ghost.style.top = "0";
    timeline.inner.append(ghost);
    const rows = timeline.lines.map((one, i) => [one.row?.kind, i]).filter(([found]) => found === kind).map(([, i]) => i);
    this.#move = { ...move, kind, rows, answer: null, step: settings.grid[move.item.kind] ?? 15 };
    this.#seen();
    timeline.classList.add("moving");
    this.#place();
    this.#askRows(false);
    if (!move.grab) this.tell(say("opgepakt", { what: move.item.code || move.item.label }));
  }

  stop(said = "") {
    if (!this.#move) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const name of ["check", "rows"]) clearTimeout(this.#timers[name]);
    this.server.drop("check", "rows");
    this.#move.ghost.remove();
    this.#move.cell?.classList.remove("lifted");
    this.tip.hide();
    this.timeline.classList.remove("moving");
    this.timeline.blocked = null;
    const { back } = this.#move;
    this.#move = null;
    this.#press = null;
    this.timeline.mark();
    if (back?.isConnected) back.focus({ preventScroll: true });
    if (said) this.tell(said);
    this.timeline.dispatchEvent(new CustomEvent("rest"));
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
    const inside = y >= move.box.top && y <= move.box.bottom;
    const row = inside && move.rows.includes(line) ? timeline.lines[line].row.id : move.target.row;
    this.#aim(row, start);
    this.tip.at(x, y);
    if (inside) this.#scrolled(y);
  }

  /** Near an edge the timeline moves along, but not while something from the tray is only on its way in. */
  #scrolled(y) {
    const move = this.#move;
    const up = y < move.box.top + EDGE + 38;
    const down = y > move.box.bottom - EDGE;
    move.within ||= !move.item.fresh || !(up || down);
    if (!move.within || !(up || down)) return;
    this.timeline.scrollTop += up ? -12 : 12;
    this.#frame = requestAnimationFrame(() => this.#followed());
  }

  #seen() {
    const { timeline } = this;
    const box = timeline.getBoundingClientRect();
    this.#move.box = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
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
    const { box, item, target } = this.#move;
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (item.fresh && !(inside && target.row)) this.stop(say("verplaatsen_gestopt"));
    else this.#finish();
  }

  /** A flight leaves when it leaves, and who escorts it changes nothing about that. */
  #startOn(row, start) {
    if (!row) return start;
    if (kindOfRow(row) === "escort") return this.#move.item.start;
    return kindOfRow(row) === "vlucht" ? this.state.rows.get(row)?.works[0]?.[0] ?? start : start;
  }

  #aim(row, wanted) {
    const move = this.#move;
    const start = this.#startOn(row, wanted);
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
    const line = target.row ? timeline.lineOf(target.row) : -1;
    ghost.hidden = line < 0;
    if (line < 0) {
      this.tip.show(`${item.code || item.label}: ${say("sleep_naar_rij", { kind: settings.roles[this.#move.kind]?.toLowerCase() ?? "" })}`, "", [], Boolean(this.#move.grab));
      return;
    }
    const x = timeline.label + timeline.scale.x(target.start - lead);
    ghost.style.transform = `translate(${x}px, ${timeline.tops[line] + 2}px)`;
    ghost.classList.remove("can", "may", "cannot");
    this.#said(this.#where(target, item), "", []);
  }

  #where(target, item) {
    const end = target.start + item.end - item.start;
    return `${day(target.start)} ${clock(target.start)}–${clock(end)} · ${this.state.rows.get(target.row)?.title ?? ""}`;
  }

  #said(where, state, lines) { this.tip.show(where, state, lines, Boolean(this.#move?.grab)); }

  #askCheck() {
    clearTimeout(this.#timers.check);
    this.#timers.check = setTimeout(() => this.#check().catch(() => {}), CHECK_AFTER);
  }

  async #check() {
    const move = this.#move;
    if (!move) return null;
    const { row, start } = move.target;
    if (!row) return null;
    const answer = kindOfRow(row) === "escort" ? await this.server.tryOut(this.#escorted(move)) : await this.server.newest("check", { activity: move.item.activity, row, start });
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

  /** The same departure with the team of another row in place of the one it was taken from. */
  #escorted(move) {
    const teams = move.item.rows.filter((row) => kindOfRow(row) === "escort").map((row) => (row === move.from.row ? move.target.row : row));
    return { what: "verplaats", activity: move.item.activity, teams: [...new Set(teams)].map((row) => row.slice(row.indexOf(":") + 1)) };
  }

  async #free(move, atTime) {
    if (move.kind === "escort") {
      const { escorts } = (await this.server.about({ activity: move.item.activity })) ?? {};
      return escorts ? escorts.teams.filter((team) => team.free > 0).map((team) => `escort:${team.id}`) : null;
    }
    const { start } = move.target;
    const answer = await this.server.newest("rows", atTime ? { activity: move.item.activity, start } : { activity: move.item.activity });
    return answer?.rows.some((one) => kindOfRow(one.row) === move.kind) ? answer.rows.filter((one) => one.allowed).map((one) => one.row) : null;
  }

  #askRows(atTime) {
    clearTimeout(this.#timers.rows);
    this.#timers.rows = setTimeout(() => this.#rows(atTime).catch(() => {}), atTime ? ROWS_AFTER : 0);
  }

  async #rows(atTime) {
    const move = this.#move;
    if (!move) return;
    const { start } = move.target;
    const found = await this.#free(move, atTime);
    if (!found || this.#move !== move || (atTime && move.target.start !== start)) return;
    const free = new Set(found);
    this.timeline.blocked = (row) => !free.has(row);
    this.timeline.mark();
  }

  #key(event) {
    const move = this.#move;
    if (!move) return;
    if (event.key === "Escape") {
      this.#caught(event);
      this.stop(say("verplaatsen_gestopt"));
      if (!move.item.fresh) this.timeline.reveal(move.item.id, { row: move.from.row, focus: true });
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
    const fresh = Boolean(move.item.fresh);
    const teams = kindOfRow(row) === "escort" ? this.#escorted(move).teams : null;
    await this.drop(move.item, { row: row === move.from.row ? null : row, start, delta: fresh ? 0 : start - move.from.start, teams }, answer);
    const id = this.state.of(move.item.activity)?.id;
    if (id) this.timeline.reveal(id, { row, focus: !move.grab });
  }
}
