// What the desk knows: the week of the draft, looked up by row, activity and id. Says "week" when anything changed.
export class State extends EventTarget {
  head = null;
  week = null;
  items = new Map();
  rows = new Map();
  byRow = new Map();
  byActivity = new Map();
  selected = new Set();
  /** The publication and the number of reports that what is shown takes account of; null: not known yet. */
  seenRelease = null;
  seenReports = null;
  seenNow = null;

  take(head, week) {
    this.head = head;
    this.week = week;
    for (const item of week.items) this.#marked(item);
    this.rows = new Map();
    for (const group of week.groups) for (const row of group.rows) this.rows.set(row.id, { ...row, group });
    this.items = new Map(week.items.map((item) => [item.id, item]));
    this.#indexed();
    for (const id of this.selected) if (!this.items.has(id)) this.selected.delete(id);
    this.say("week");
  }

  /** Take over the head of the draft, which comes after the week because its changes cost more to find. */
  takeHead(head) {
    const first = Boolean(this.head.release) && !head.release;
    this.head = { ...head, version: Math.max(head.version, this.head.version) };
    if (first) for (const item of this.items.values()) this.#marked(item);
    this.say(first ? "week" : "head");
  }

  /** Take over what an edit did. Returns whether somebody else's changes are in it as well. */
  apply(answer) {
    const touched = new Set([...answer.items, ...answer.unplanned].map((one) => one.activity).concat(answer.gone));
    for (const [id, item] of this.items) if (touched.has(item.activity)) this.items.delete(id);
    for (const item of answer.items) this.items.set(item.id, this.#marked(item));
    const rest = this.week.unplanned.filter((one) => !touched.has(one.activity));
    this.week.unplanned = [...rest, ...answer.unplanned].sort(bySlack);
    const others = answer.merged || answer.draft.version !== this.head.version + 1;
    this.head = { ...this.head, ...answer.draft };
    this.#indexed();
    for (const id of this.selected) if (!this.items.has(id)) this.selected.delete(id);
    this.say("week");
    return others;
  }

  select(ids, { add = false, toggle = false } = {}) {
    if (!add && !toggle) this.selected.clear();
    for (const id of ids) {
      if (toggle && this.selected.has(id)) this.selected.delete(id);
      else this.selected.add(id);
    }
    this.say("choice");
  }

  chosen() { return [...this.selected].map((id) => this.items.get(id)).filter(Boolean); }
  of(activity) { return this.byActivity.get(activity) ?? null; }
  say(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })); }

  /** Before anything was published nothing differs from it: a mark on everything would say nothing. */
  #marked(item) {
    if (!this.head.release) item.changed = false;
    return item;
  }

  #indexed() {
    this.byRow = new Map([...this.rows.keys()].map((id) => [id, []]));
    this.byActivity = new Map();
    for (const item of this.items.values()) {
      this.byActivity.set(item.activity, item);
      for (const part of item.parts) this.byRow.get(part.row)?.push({ item, start: part.start, end: part.end, rested: part.rested });
    }
    for (const parts of this.byRow.values()) parts.sort((a, b) => a.start - b.start || a.end - b.end);
    this.away = new Map();
    for (const one of this.week.absences) {
      if (!this.away.has(one.row)) this.away.set(one.row, []);
      this.away.get(one.row).push(one);
    }
  }
}

export const bySlack = (a, b) => (a.slack_days ?? 9999) - (b.slack_days ?? 9999) || (a.due ?? Infinity) - (b.due ?? Infinity);
export const hasConflict = (item) => item.conflicts.some((one) => one.level === 0);
/** The row by which an item is moved: who or what carries it out. */
const CARRIERS = ["regievoerder", "zitting", "voertuig", "vlucht", "escort"];
export const kindOfRow = (id) => id.slice(0, id.indexOf(":"));
export const carrierOf = (item) =>
  item.rows.find((row) => kindOfRow(row) === (item.kind === "vervoer" ? "voertuig" : item.kind === "vertrek" ? "escort" : "regievoerder")) ??
  item.rows.find((row) => CARRIERS.includes(kindOfRow(row))) ?? item.rows[0] ?? "";
