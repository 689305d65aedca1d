// The tray below the timeline: what is not planned, terms at risk, and conflicts.
import { count, day, moment, say, settings } from "./woorden.js";
import { bySlack, hasConflict } from "./stand.js";
import { keepingFocus, unlessPressed } from "./behoud.js";
import { button, ruleMark } from "./dialoog.js";
import { kindOf, made, nameOf } from "./tekenen.js";

const FIRST = 60;

export class Tray {
  #tab = "unplanned";
  #most = FIRST;

  constructor(box, { state, pick, pickWaiting, assign, filter }) {
    Object.assign(this, { box, state, pick, pickWaiting, assign, filter });
    this.tabs = [...box.querySelectorAll('[role="tab"]')];
    this.body = box.querySelector('[role="tabpanel"]');
    for (const tab of this.tabs) tab.addEventListener("click", () => this.#turn(tab));
    box.querySelector('[role="tablist"]').addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const to = this.tabs[(this.tabs.findIndex((tab) => tab.dataset.tab === this.#tab) + step + this.tabs.length) % this.tabs.length];
      this.#turn(to);
      to.focus();
    });
    state.addEventListener("week", () => unlessPressed(this.body, () => this.show()));
  }

  #turn(tab) {
    this.#tab = tab.dataset.tab;
    this.#most = FIRST;
    this.show();
  }

  #lists() {
    const { week, items } = this.state;
    return {
      unplanned: week.unplanned.filter((one) => this.filter.waiting(one)).sort(bySlack),
      at_risk: week.at_risk.filter((one) => this.filter.waiting(one)).sort(bySlack),
      ownerless: (week.ownerless ?? []).filter((one) => this.filter.matches({ code: one.case })),
      conflicts: [...items.values()].filter((item) => hasConflict(item) && this.filter.waiting(item)).sort((a, b) => a.start - b.start),
    };
  }

  /** Draw the list anew; where the focus was it stays, if that is still there. */
  show() {
    if (this.state.week) keepingFocus(this.body, () => this.#draw());
  }

  #draw() {
    const lists = this.#lists();
    for (const tab of this.tabs) {
      const chosen = tab.dataset.tab === this.#tab;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      tab.querySelector("span").textContent = String(lists[tab.dataset.tab].length);
      if (chosen) this.body.setAttribute("aria-labelledby", tab.id);
    }
    const list = lists[this.#tab];
    if (!list.length) {
      this.body.replaceChildren(made("p", "empty", say(`leeg_${this.#tab}`)));
      return;
    }
    const table = made("table", "tray-table");
    const head = made("tr");
    const middle = this.#tab === "ownerless" ? [] : ["uiterlijk_speling"];
    for (const name of ["zaak", ...middle, this.#tab === "unplanned" ? "waarom_niet_gepland" : "wat_er_is", "actie"]) {
      const cell = made("th", name === "actie" ? "unseen-cell" : "");
      cell.scope = "col";
      cell.append(name === "actie" ? made("span", "unseen", say(name)) : say(name));
      head.append(cell);
    }
    const top = made("thead");
    top.append(head);
    const body = made("tbody");
    for (const one of list.slice(0, this.#most)) body.append(this.#tab === "ownerless" ? this.#ownerless(one) : this.#line(one));
    table.append(top, body);
    const more = list.length > this.#most ? [this.#more(list.length)] : [];
    this.body.replaceChildren(table, ...more);
  }

  #more(all) {
    const go = button(say("meer", { n: all - this.#most }));
    go.addEventListener("click", () => {
      this.#most += 200;
      this.show();
    });
    return go;
  }

  #ownerless(one) {
    const row = made("tr");
    const name = made("th", "", one.case);
    name.scope = "row";
    const why = made("td", "why");
    why.append(ruleMark(one.rule, true), ` ${one.reason}`);
    const act = made("td", "act");
    if (settings.may_edit) act.append(this.#button("wijs_toe_", one.case, () => this.assign(one.case)));
    row.append(name, why, act);
    return row;
  }

  #button(name, what, act) {
    const go = button(say(name));
    go.setAttribute("aria-label", `${go.textContent} ${what}`);
    go.addEventListener("click", act);
    return go;
  }

  #line(one) {
    const row = made("tr");
    if (this.#tab === "unplanned" && settings.may_edit) row.dataset.waiting = one.activity;
    const name = made("th");
    name.scope = "row";
    const kind = kindOf(one.kind ?? this.state.of(one.activity)?.kind);
    const letter = made("span", `kind ${kind.css}`, kind.letter);
    letter.setAttribute("aria-hidden", "true");
    name.append(letter, " ", made("strong", "", nameOf(one)), made("div", "small muted", one.code ? one.label : kind.name));
    const due = made("td", "nowrap");
    const slack = one.slack_days ?? null;
    if (one.due) due.append(day(one.due - 1));
    if (slack !== null) {
      const bar = made("span", "slack");
      const full = made("i", slack <= 0 ? "late" : "");
      full.style.width = `${Math.max(4, Math.min(100, slack * 7))}%`;
      bar.append(full);
      const line = made("div", "small muted");
      line.append(bar, ` ${slack < 0 ? count("te_laat", -slack) : count("dagen", slack)}`);
      due.append(line);
    } else if (one.start !== undefined) due.append(moment(one.start));
    const why = made("td", "why");
    if (this.#tab === "unplanned") {
      why.append(made("div", "", one.reason || settings.causes[one.cause] || one.cause));
      const near = made("div", "small muted");
      if (one.one_rule_away) near.append(`${say("een_regel_kort")} `, ruleMark(one.one_rule_away));
      else near.append(settings.causes[one.cause] ?? one.cause, ...(one.rule ? [" · ", ruleMark(one.rule)] : []));
      why.append(near);
    } else if (this.#tab === "at_risk") why.append(one.text);
    else for (const broken of one.conflicts) {
      const line = made("div");
      line.append(ruleMark(broken.rule, broken.level === 0), ` ${broken.text}`);
      why.append(line);
    }
    const act = made("td", "act");
    const planned = this.state.of(one.activity);
    const what = `${nameOf(one)} ${one.label}`;
    if (planned) act.append(this.#button("toon", what, () => this.pick(planned.id)));
    else {
      act.append(this.#button("waarom_vraag", what, () => this.pickWaiting(one)));
      if (settings.may_edit) act.append(this.#button("los_op", what, () => this.pickWaiting(one, { mend: true })));
    }
    row.append(name, due, why, act);
    return row;
  }
}
