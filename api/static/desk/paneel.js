// The panel beside the timeline: what is chosen. Why it is here and elsewhere not is in ``redenen``, its facts in ``ernaast``.
import { count, day, moment, say, settings, stretch } from "./woorden.js";
import { keepingFocus, unlessPressed } from "./behoud.js";
import { button, ruleList, section } from "./dialoog.js";
import { gradeOf, kindOf, made, nameOf, pinPicture } from "./tekenen.js";
import { Beside } from "./ernaast.js";
import { Reasons } from "./redenen.js";
import { Filling } from "./vullen.js";

export class Panel {
  #seen = "";

  constructor(box, { state, server, edits, dialogs, does, reveal }) {
    Object.assign(this, { box, state, server, edits, does, reveal });
    this.waiting = null;
    this.free = null;
    this.filling = new Filling({ state, server, edits });
    this.reasons = new Reasons({ state, server, edits, dialogs });
    this.beside = new Beside({ state, server, edits });
    state.addEventListener("choice", () => { this.waiting = null; this.free = null; this.show(); });
    for (const news of ["week", "head"]) state.addEventListener(news, () => unlessPressed(box, () => keepingFocus(box, () => this.#again())));
  }

  /** Show something that waits to be planned; ``mend`` looks for ways to plan it at once. */
  showWaiting(one, { mend = false } = {}) {
    this.waiting = one;
    this.show();
    if (mend) this.box.querySelector("[data-mend]")?.click();
  }

  /** Show a free stretch of a row, with what could use it. */
  showFree(gap) {
    this.state.select([]);
    this.free = gap;
    this.show();
  }

  /** What is shown, as text: as long as it stays so, nothing that somebody types or reads here is drawn again. */
  #about() {
    const chosen = this.state.chosen();
    const item = this.waiting ?? (chosen.length === 1 ? chosen[0] : null);
    const changes = this.state.head?.changes ?? [];
    if (this.free) return JSON.stringify([this.free, this.state.week.version]);
    return JSON.stringify(item ? [item, changes.find((one) => one.activity === item.activity), this.state.week.at_risk.find((one) => one.activity === item.activity)] : chosen.length ? chosen.map((one) => [one.id, one.start]) : [changes, this.state.head?.changed]);
  }

  #again() {
    if (this.waiting) {
      const { activity } = this.waiting;
      const planned = this.state.of(activity);
      this.waiting = this.state.week.unplanned.find((one) => one.activity === activity) ?? null;
      if (!this.waiting && planned) { this.state.select([planned.id]); return; }
    }
    if (this.state.week && this.#about() !== this.#seen) this.show();
  }

  show() {
    if (!this.state.week) return;
    this.#seen = this.#about();
    this.reasons.turn();
    this.beside.turn();
    const chosen = this.state.chosen();
    const item = this.waiting ?? (chosen.length === 1 ? chosen[0] : null);
    this.box.classList.toggle("open", Boolean(item || chosen.length || this.free));
    if (this.free) this.#free();
    else if (item) this.#one(item);
    else if (chosen.length) this.#several(chosen);
    else this.#nothing();
  }

  #head(kind, title) {
    const head = made("div", "panel-head");
    const letter = made("span", `kind ${kind.css}`, kind.letter);
    letter.setAttribute("aria-hidden", "true");
    const close = button("×", "subtle");
    close.setAttribute("aria-label", say("sluit_paneel"));
    close.classList.add("close");
    close.addEventListener("click", () => { this.waiting = null; this.state.select([]); });
    head.append(letter, made("h2", "", title), close);
    return head;
  }

  #facts(pairs) {
    const list = made("dl", "facts");
    for (const [name, ...value] of pairs.filter(([, value]) => value)) {
      const about = made("dd");
      about.append(...value);
      list.append(made("dt", "", name), about);
    }
    return list;
  }

  #one(item) {
    const planned = item.start !== undefined;
    const kind = kindOf(item.kind);
    const capital = item.label.charAt(0).toUpperCase() + item.label.slice(1);
    const sub = made("p", "small muted", [item.code, kind.name.toLowerCase()].filter(Boolean).join(" · "));
    const content = [this.#head(kind, capital), sub];
    if (planned) content.push(this.#planned(item), ...this.#troubles(item));
    else content.push(this.#waits(item));
    const bar = this.#actions(item, planned);
    const beside = made("div", "beside");
    content.push(bar, beside);
    const why = section(say(planned ? "waarom_hier" : "waarom_niet_gepland"), made("p", "small muted", say("bezig")));
    content.push(why, this.reasons.whyNot(item), planned ? this.reasons.alternatives(item) : this.reasons.repairs(item));
    if (!planned) content.push(this.reasons.alternatives(item));
    this.box.replaceChildren(...content);
    this.reasons.why(item, planned, why);
    this.beside.show(item, beside, bar);
  }

  #planned(item) {
    const was = this.state.head.changes?.find((one) => one.activity === item.activity);
    const time = [made("strong", "", item.all_day ? day(item.start) : stretch(item.start, item.end))];
    if (was?.before) time.push(" ", made("span", "tag info", say("was", { when: moment(was.before.start) })));
    else if (item.changed) time.push(" ", made("span", "tag info", say("nieuw")));
    const rows = item.rows.map((row) => this.state.rows.get(row)).filter(Boolean);
    const titles = (...kinds) => rows.filter((row) => kinds.includes(row.kind)).map((row) => row.title).join(", ");
    const rest = rows.filter((row) => !["regievoerder", "kamer"].includes(row.kind)).map((row) => `${settings.roles[row.kind]?.toLowerCase() ?? row.kind} ${row.title}`).join(", ");
    const pin = item.pin ? made("span") : null;
    if (pin) {
      pin.append(pinPicture(), ` ${gradeOf(item.pin.grade).name}${item.pin.expires ? `, ${say("tot", { when: day(item.pin.expires) })}` : ""}${item.pin.reason ? `: “${item.pin.reason}”` : ""}`);
    }
    return this.#facts([
      [say("tijd"), ...time],
      [say("wie"), titles("regievoerder")],
      [say("met"), rest],
      [say("waar"), [item.place, titles("kamer") === item.place ? "" : titles("kamer")].filter(Boolean).join(", ")],
      [say("reis"), item.travel_before ? say("minuten_vooraf", { n: item.travel_before }) : ""],
      [say("vast"), pin],
      [say("zone"), say(`zone_${item.zone}`)],
    ]);
  }

  #waits(one) {
    const facts = this.#facts([
      [say("uiterlijk"), one.due ? moment(one.due - 1) : ""],
      [say("speling"), one.slack_days === null || one.slack_days === undefined ? "" : count("dagen", one.slack_days)],
      [say("oorzaak"), settings.causes[one.cause] ?? one.cause],
    ]);
    return facts;
  }

  #troubles(item) {
    if (!item.conflicts.length) return [];
    const hard = item.conflicts.filter((one) => one.level === 0);
    const soft = item.conflicts.filter((one) => one.level > 0);
    const found = [];
    for (const [rules, kind, title] of [[hard, "no", count("conflict", hard.length)], [soft, "near", say("kost")]]) {
      if (!rules.length) continue;
      const box = made("div", `verdict ${kind}`);
      box.append(made("strong", "", title), ruleList(rules));
      found.push(box);
    }
    return found;
  }

  #actions(item, planned) {
    const bar = made("div", "actions");
    const add = (name, act, danger = false) => {
      const one = button(say(name), "secondary", danger);
      one.addEventListener("click", act);
      bar.append(one);
    };
    if (!settings.may_edit || item.zone === "historie") return bar;
    add(planned ? "verplaats" : "plan_in", () => this.does.move(item));
    if (!planned && this.does.place && !matchMedia("(max-width: 700px)").matches) add("op_tijdlijn", () => this.does.place(item));
    if (planned) {
      add("ruil", () => this.does.swap());
      add("vastzetten", () => this.does.v());
      add("annuleer", () => this.does.delete(), true);
      bar.append(this.#happened(item));
    }
    return bar;
  }

  /** Leads to the form about what happened, with the item filled in; its key goes in the body, not in the address. */
  #happened(item) {
    const form = made("form");
    const key = made("input");
    const one = button(say("iets_gebeurd"), "secondary");
    Object.assign(form, { method: "post", action: settings.addresses.happened });
    Object.assign(key, { type: "hidden", name: "activiteit", value: item.activity });
    one.type = "submit";
    form.append(key, one);
    return form;
  }

  #several(items) {
    const list = made("ul", "plain");
    for (const item of items.slice(0, 40)) {
      const line = made("li");
      const go = made("button", "link", `${nameOf(item)} · ${moment(item.start)}`);
      go.type = "button";
      go.addEventListener("click", () => this.state.select([item.id]));
      line.append(go);
      list.append(line);
    }
    const bar = made("div", "actions");
    for (const [name, act, danger] of [["vastzetten", () => this.does.v()], ...(items.length === 2 ? [["ruil", () => this.does.swap()]] : []), ["annuleer", () => this.does.delete(), true]]) {
      const one = button(say(name), "secondary", danger);
      one.addEventListener("click", act);
      bar.append(one);
    }
    const head = made("div", "panel-head");
    const close = button("×", "subtle");
    close.classList.add("close");
    close.setAttribute("aria-label", say("sluit_paneel"));
    close.addEventListener("click", () => this.state.select([]));
    head.append(made("h2", "", count("gekozen", items.length)), close);
    this.box.replaceChildren(head, ...(settings.may_edit ? [bar] : []), list);
  }

  #free() {
    const { row, start, end } = this.free;
    const head = made("div", "panel-head");
    const close = button("×", "subtle");
    close.classList.add("close");
    close.setAttribute("aria-label", say("sluit_paneel"));
    close.addEventListener("click", () => this.state.select([]));
    head.append(made("h2", "", say("vrij_gekozen", { who: this.state.rows.get(row)?.title ?? "", time: stretch(start, end) })), close);
    this.box.replaceChildren(head, this.filling.show(this.free));
  }

  #nothing() {
    const { head } = this.state;
    const changes = head.changes ?? [];
    const list = made("ul", "changes");
    for (const one of changes.slice(0, 60)) {
      const line = made("li");
      const kind = kindOf(one.kind);
      const letter = made("span", `kind ${kind.css}`, kind.letter);
      letter.setAttribute("aria-hidden", "true");
      const about = made("div");
      const go = made("button", "link", one.code || one.label);
      go.type = "button";
      go.addEventListener("click", () => {
        const item = this.state.of(one.activity);
        if (item) this.reveal(item.id);
      });
      about.append(go, " ", made("span", "tag", settings.changes[one.what] ?? one.what));
      if (one.before) about.append(made("div", "small muted", `${say("was_kort")} ${one.before.text}`));
      if (one.after) about.append(made("div", "small", one.after.text));
      line.append(letter, about);
      list.append(line);
    }
    this.box.replaceChildren(
      made("h2", "", say("niets_gekozen")), made("p", "small muted", say("kies_uitleg")),
      section(count("wijzigingen", head.changed), changes.length ? list : made("p", "small muted", say("geen_wijzigingen"))),
      this.filling.show(),
    );
  }
}
