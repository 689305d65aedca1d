// The same week as a table, one day at a time: for who reads better than looks, and first on a phone.
import { clock, count, day, say } from "./woorden.js";
import { hasConflict } from "./stand.js";
import { button } from "./dialoog.js";
import { gradeOf, kindOf, made, nameOf, reportWords } from "./tekenen.js";

const REPORT_TAGS = { begonnen: "info", vertraagd: "warn", gereed: "ok", geannuleerd: "bad" };

const FIRST = matchMedia("(max-width: 700px)").matches ? 30 : 120;

export class Table {
  #most = FIRST;
  #day = -1;

  constructor(box, { state, filter, does, mayEdit }) {
    Object.assign(this, { box, state, filter, does, mayEdit });
    state.addEventListener("choice", () => this.#mark());
  }

  show() {
    const { week } = this.state;
    if (this.#day < 0) this.#day = Math.max(0, week.days.findIndex((one) => week.now < one.end));
    const items = [...this.state.items.values()].filter((item) => this.filter.item(item) && this.#passes(item));
    const one = week.days[this.#day];
    const here = items.filter((item) => item.start < one.end && item.end > one.start).sort((a, b) => a.start - b.start || nameOf(a).localeCompare(nameOf(b)));
    this.box.replaceChildren(this.#days(items), here.length ? this.#table(here) : made("p", "empty", say("niets_gevonden")));
    if (here.length > this.#most) {
      const more = button(say("meer", { n: here.length - this.#most }));
      more.addEventListener("click", () => {
        this.#most += 400;
        this.show();
      });
      this.box.append(more);
    }
    this.#mark();
  }

  /** Turn to the day of an item. */
  turnTo(item) {
    const at = this.state.week.days.findIndex((one) => item.start < one.end);
    if (at >= 0) this.#day = at;
    this.show();
    this.box.querySelector(`[data-id="${CSS.escape(item.id)}"]`)?.scrollIntoView({ block: "center" });
  }

  #passes(item) { return item.rows.length === 0 || item.rows.some((row) => this.filter.shows(this.state.rows.get(row))); }

  #days(items) {
    const bar = made("div", "days");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say("dag"));
    this.state.week.days.forEach((one, i) => {
      const go = made("button", one.open ? "" : "shut");
      go.type = "button";
      go.setAttribute("aria-pressed", String(i === this.#day));
      go.append(one.label.split(" ").slice(0, 2).join(" "), made("small", "", String(items.filter((item) => item.start < one.end && item.end > one.start).length)));
      go.addEventListener("click", () => {
        this.#day = i;
        this.#most = FIRST;
        this.show();
        this.box.querySelector('.days [aria-pressed="true"]').focus();
      });
      bar.append(go);
    });
    return bar;
  }

  #table(here) {
    const table = made("table", "items");
    table.append(made("caption", "unseen", say("tabel_van", { day: this.state.week.days[this.#day].label })));
    const head = made("tr");
    for (const name of ["tijd", "zaak", "wat", "wie_of_wat", "waar", "toestand", "actie"]) {
      const cell = made("th", "", say(name));
      cell.scope = "col";
      head.append(cell);
    }
    const top = made("thead");
    top.append(head);
    const body = made("tbody");
    body.append(...here.slice(0, this.#most).map((item) => this.#line(item)));
    table.append(top, body);
    return table;
  }

  #line(item) {
    const row = made("tr", hasConflict(item) ? "conflict" : "");
    row.dataset.id = item.id;
    const kind = kindOf(item.kind);
    const time = made("td", "time nowrap", item.all_day ? day(item.start) : `${clock(item.start)}–${clock(item.end)}`);
    const name = made("th");
    name.scope = "row";
    const open = made("button", "link", nameOf(item));
    open.type = "button";
    open.addEventListener("click", () => this.state.select([item.id]));
    name.append(open);
    const what = made("td");
    const letter = made("span", `kind ${kind.css}`, kind.letter);
    letter.setAttribute("aria-hidden", "true");
    what.append(letter, ` ${kind.name}`, made("span", "muted", item.label && item.label !== kind.name.toLowerCase() ? ` · ${item.label}` : ""));
    const rows = item.rows.map((id) => this.state.rows.get(id)).filter((one) => one && one.kind !== "kamer");
    const state = made("td", "state");
    if (item.report) state.append(made("span", `tag ${REPORT_TAGS[item.report.state] ?? ""}`, reportWords(item.report)), " ");
    if (item.pin) state.append(made("span", "tag", say("vast_op", { grade: gradeOf(item.pin.grade).name })), " ");
    if (item.changed) state.append(made("span", "tag info", say("gewijzigd")), " ");
    if (item.zone === "bevroren" || item.zone === "historie") state.append(made("span", "tag", say(`zone_${item.zone}`)), " ");
    for (const one of item.conflicts) state.append(made("span", `tag ${one.level === 0 ? "bad" : "warn"}`, `${one.rule} ${one.text}`), " ");
    const act = made("td", "act");
    if (this.mayEdit && item.zone !== "historie") {
      const go = button(say("verplaats_"));
      go.setAttribute("aria-label", `${say("verplaats")} ${nameOf(item)} ${item.label}`);
      go.addEventListener("click", () => this.does.move(item));
      act.append(go);
    }
    row.append(time, name, what, made("td", "", rows.map((one) => one.title).join(", ")), made("td", "where", item.place), state, act);
    return row;
  }

  #mark() {
    for (const row of this.box.querySelectorAll("tr[data-id]")) row.classList.toggle("chosen", this.state.selected.has(row.dataset.id));
  }

  /** How many stand on the day shown, in words. */
  title() { return count("afspraken", this.box.querySelectorAll("tbody tr").length); }
}
