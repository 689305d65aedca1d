// Something that waits, on its way to a row of the timeline: dragged from the tray, or brought there by keyboard.
import { say } from "./woorden.js";
import { kindOfRow } from "./stand.js";
import { kindOf, made, nameOf } from "./tekenen.js";

const FAR_ENOUGH = 4;
/** By which row something of a kind is planned. */
const ROW_OF = { gesprek: "regievoerder", overleg: "regievoerder", presentatie: "zitting", vertrek: "vlucht", vervoer: "voertuig" };
export const rowKindOf = (one) => ROW_OF[one.kind] ?? "regievoerder";

/** What waits, as if it were planned somewhere already. */
const fresh = (one, start) => ({ ...one, id: "", fresh: true, start, end: start + one.minutes, zone: "concept", rows: [], parts: [], conflicts: [] });

/** The block that moves over the timeline for something that has no cell yet. */
export function freshCell(item, scale) {
  const kind = kindOf(item.kind);
  const cell = made("div", `vt-item k-${kind.css}`);
  const solid = made("b");
  solid.dataset.sign = kind.letter;
  solid.style.width = `${Math.max(12, scale.x(scale.start + 600 + item.end - item.start) - scale.x(scale.start + 600))}px`;
  cell.append(solid, made("span", "", nameOf(item)));
  return cell;
}

/** Let what waits be dragged from the tray, or brought by keyboard; ``shown`` turns to the timeline. */
export class Placing {
  #press = null;

  constructor(tray, timeline, state, server, mover, { tell, shown }) {
    Object.assign(this, { timeline, state, server, mover, tell, shown });
    tray.addEventListener("pointerdown", (event) => this.#pressed(event));
    tray.addEventListener("pointermove", (event) => this.#moved(event));
    for (const end of ["pointerup", "pointercancel"]) tray.addEventListener(end, () => { this.#press = null; });
    tray.addEventListener("keydown", (event) => {
      const one = this.#of(event.target);
      if (!one || event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.byKeyboard(one);
    });
  }

  #of(element) {
    const activity = element.closest?.("[data-waiting]")?.dataset.waiting;
    return activity ? this.state.week.unplanned.find((one) => one.activity === activity) : null;
  }

  #pressed(event) {
    const one = event.button === 0 && event.pointerType !== "touch" && !event.target.closest("button, a") ? this.#of(event.target) : null;
    this.#press = one ? { one, x: event.clientX, y: event.clientY } : null;
  }

  #moved(event) {
    if (!this.#press || Math.hypot(event.clientX - this.#press.x, event.clientY - this.#press.y) < FAR_ENOUGH) return;
    const { one } = this.#press;
    this.#press = null;
    getSelection()?.removeAllRanges();
    this.shown();
    const start = Math.max(this.state.week.now, this.timeline.scale.start);
    this.mover.place(fresh(one, start), rowKindOf(one), { row: null, start }, { x: 6, pointer: event.pointerId });
  }

  /** Put it over its first free place, else where least is in the way, to be moved on with the arrows. */
  async byKeyboard(one) {
    this.shown();
    const found = await this.#first(one);
    if (!found) {
      this.tell(say("geen_rij"));
      return;
    }
    this.timeline.turnTo(found.start);
    this.mover.place(fresh(one, found.start), rowKindOf(one), found);
  }

  async #first(one) {
    const kind = rowKindOf(one);
    const { now, start: begin } = this.state.week;
    const seen = (row) => this.timeline.lineOf(row) >= 0;
    const [slots, rows] = await Promise.all([
      this.server.slots({ activity: one.activity }).then((told) => told.slots, () => []),
      this.server.newest("rows", { activity: one.activity }).then((told) => told?.rows ?? [], () => []),
    ]);
    const slot = slots.find((free) => free.start >= now && seen(free.row) && kindOfRow(free.row) === kind);
    if (slot) return { row: slot.row, start: slot.start };
    const near = rows.filter((state) => seen(state.row) && kindOfRow(state.row) === kind).sort((a, b) => a.broken - b.broken);
    const row = near[0]?.row ?? this.timeline.lines.find((line) => line.row?.kind === kind)?.row.id;
    if (!row) return null;
    const from = Math.max(now, begin);
    const works = this.state.rows.get(row)?.works.find(([, end]) => end > from);
    return { row, start: Math.ceil(Math.max(from, works?.[0] ?? from) / 15) * 15 };
  }
}
