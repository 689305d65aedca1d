// The panel beside the timeline: what is chosen, why it is here, why not elsewhere, and the best alternatives.
import { clock, count, day, moment, say, settings, stretch } from "./woorden.js";
import { carrierOf, kindOfRow } from "./stand.js";
import { button, choices, ruleList, timeInput, verdict } from "./dialoog.js";
import { gradeOf, kindOf, made, nameOf, pinPicture } from "./tekenen.js";
import { minuteOf } from "./dialogen.js";

const MOST_PLACES = 6;

export class Panel {
  #asked = 0;

  constructor(box, { state, server, edits, does, reveal }) {
    Object.assign(this, { box, state, server, edits, does, reveal });
    this.waiting = null;
    state.addEventListener("choice", () => { this.waiting = null; this.show(); });
    state.addEventListener("week", () => this.show());
    state.addEventListener("head", () => this.show());
  }

  /** Show something that waits to be planned. */
  showWaiting(one) {
    this.waiting = one;
    this.show();
  }

  show() {
    this.#asked += 1;
    if (!this.state.week) return;
    const chosen = this.state.chosen();
    const item = this.waiting ?? (chosen.length === 1 ? chosen[0] : null);
    this.box.classList.toggle("open", Boolean(item || chosen.length));
    if (item) this.#one(item);
    else if (chosen.length) this.#several(chosen);
    else this.#nothing();
  }

  #section(title, ...content) {
    const section = made("section");
    section.append(made("h3", "", title), ...content);
    return section;
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
    content.push(this.#actions(item, planned));
    const why = this.#section(say(planned ? "waarom_hier" : "waarom_niet_gepland"), made("p", "small muted", say("bezig")));
    content.push(why, this.#whyNot(item), this.#alternatives(item));
    this.box.replaceChildren(...content);
    this.#why(item, planned, why);
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
    const box = made("div", "verdict no");
    box.append(made("strong", "", count("conflict", item.conflicts.length)), ruleList(item.conflicts));
    return [box];
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
    if (planned) {
      add("ruil", () => this.does.swap());
      add("vastzetten", () => this.does.v());
      add("annuleer", () => this.does.delete(), true);
    }
    return bar;
  }

  async #why(item, planned, section) {
    const turn = this.#asked;
    let found;
    try {
      const [answer, check] = await Promise.all([
        this.server.why(item.activity, this.state.head.plan).catch(() => null),
        planned ? this.server.newest("here", { activity: item.activity }, settings.addresses.check.replace("{draft}", this.server.draft)).catch(() => null) : null,
      ]);
      found = { answer, check };
    } catch { return; }
    if (turn !== this.#asked) return;
    const content = [];
    if (!planned && item.reason) content.push(ruleList([{ rule: item.rule, text: item.reason, level: 0 }]));
    if (!planned) content.push(made("p", "small", item.one_rule_away ? say("een_regel", { rule: item.one_rule_away }) : say("meer_regels")));
    if (found.check) {
      const rules = [...found.check.hard, ...found.check.soft];
      content.push(rules.length ? ruleList(rules) : made("p", "small", say("geen_kosten")));
    }
    const risk = this.state.week.at_risk.find((one) => one.activity === item.activity);
    if (risk) content.push(made("p", "small", `${say("uiterlijk")} ${moment(risk.due - 1)}: ${risk.text}`));
    const table = found.answer?.niveau_1;
    if (table) {
      content.push(made("p", "small muted", say("plekken", { all: table.mogelijkheden, free: table.vrij, one: table.een_regel_ertussen })));
      const list = made("ul", "rules");
      for (const one of [...table.telling].sort((a, b) => b.alleen - a.alleen || b.blokkeert - a.blokkeert).slice(0, MOST_PLACES)) {
        const line = made("li");
        line.append(made("span", "rule", one.regel), made("span", "", say("blokkeert", { n: one.blokkeert, alone: one.alleen })));
        list.append(line);
      }
      if (table.telling.length) content.push(list);
    }
    if (!content.length) content.push(made("p", "small muted", say("geen_antwoord")));
    section.replaceChildren(section.firstChild, ...content);
  }

  #whyNot(item) {
    const own = item.rows ? carrierOf(item) : "";
    const kind = own ? kindOfRow(own) : { vervoer: "voertuig", vertrek: "escort" }[item.kind] ?? "regievoerder";
    const rows = [...this.state.rows.values()].filter((row) => row.kind === kind);
    const who = choices(rows.map((row) => [row.id, row.title]), own);
    const days = choices(this.state.week.days.map((one) => [String(one.start), one.label]), String(this.state.week.days.find((one) => (item.start ?? this.state.week.now) < one.end)?.start ?? ""));
    const time = timeInput(item.start ? clock(item.start) : "10:00");
    for (const [control, name] of [[who, settings.roles[kind] ?? say("wie_of_wat")], [days, say("dag")], [time, say("tijd")]]) control.setAttribute("aria-label", name);
    const form = made("form", "why-not");
    const ask = button(say("vraag"));
    ask.type = "submit";
    const answer = made("div", "outcome");
    answer.setAttribute("role", "status");
    form.append(who, days, time, ask);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const start = minuteOf(Number(days.value), time.value);
      answer.replaceChildren(made("p", "small muted", say("bezig")));
      const turn = this.#asked;
      const [check, told] = await Promise.all([
        this.server.newest("notcheck", { activity: item.activity, row: who.value || null, start }, settings.addresses.check.replace("{draft}", this.server.draft)).catch((error) => error),
        this.server.whyNot(item.activity, this.state.head.plan, who.value.slice(who.value.indexOf(":") + 1), start).catch(() => null),
      ]);
      if (turn !== this.#asked) return;
      const content = check instanceof Error ? [made("p", "verdict no", check.message)] : check ? [verdict(check)] : [];
      const spot = told?.niveau_1?.plekken?.find((one) => one.genoeg);
      if (spot) content.push(made("p", "small", `${say("genoeg")}: ${spot.genoeg.wat}${spot.genoeg.door ? ` (${spot.genoeg.door})` : ""}`));
      answer.replaceChildren(...content);
    });
    return this.#section(say("waarom_niet"), form, answer);
  }

  #alternatives(item) {
    const section = this.#section(say("alternatieven"));
    const go = button(say("zoek_alternatieven"));
    go.addEventListener("click", async () => {
      go.disabled = true;
      try {
        const found = await this.server.alternatives({ activity: item.activity, count: 5 });
        section.replaceChildren(section.firstChild, this.#ranked(item, found.alternatives));
      } catch (error) {
        section.append(made("p", "verdict no", error.message));
      }
      go.disabled = false;
    });
    section.append(go);
    return section;
  }

  #ranked(item, list) {
    if (!list.length) return made("p", "small", say("geen_alternatief"));
    const found = made("ol", "alternatives");
    list.forEach((one, i) => {
      const line = made("li");
      const about = made("div");
      const price = one.price.filter((part) => part.amount).map((part) => part.text);
      const told = one.told.length ? [count("te_informeren", one.told.length)] : [];
      about.append(made("div", "", one.text || stretch(one.start, one.end)), made("div", "small muted", [...(price.length ? price : [say("zelfde_kosten")]), ...told].join(" · ")));
      line.append(about);
      if (settings.may_edit) {
        const go = button(say("pas_toe"));
        go.setAttribute("aria-label", `${say("pas_toe")}: ${i + 1}, ${one.text}`);
        go.addEventListener("click", () => this.edits.do(one.edit, say("verplaatst_gezegd", { what: nameOf(item), to: moment(one.start) })));
        line.append(go);
      }
      found.append(line);
    });
    return found;
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
      this.#section(count("wijzigingen", head.changed), changes.length ? list : made("p", "small muted", say("geen_wijzigingen"))),
    );
  }
}
