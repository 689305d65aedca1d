// Why something is where it is, why not elsewhere, the best other places, and ways to plan it after all.
import { clock, count, moment, say, settings, stretch } from "./woorden.js";
import { carrierOf, kindOfRow } from "./stand.js";
import { button, choices, ruleList, ruleMark, section, timeInput, verdict } from "./dialoog.js";
import { made, nameOf } from "./tekenen.js";
import { minuteOf } from "./dialogen.js";

const MOST_PLACES = 6;

const prices = (one) => {
  const found = one.price.filter((part) => part.amount).map((part) => part.text);
  return found.length ? found : [say("zelfde_kosten")];
};

export class Reasons {
  #turn = 0;

  constructor({ state, server, edits, dialogs }) {
    Object.assign(this, { state, server, edits, dialogs });
  }

  /** Something else is shown from now on: answers about what was shown before are dropped. */
  turn() { this.#turn += 1; }

  async why(item, planned, box) {
    const turn = this.#turn;
    let found;
    try {
      const [answer, check] = await Promise.all([
        this.server.why(item.activity, this.state.head.plan).catch(() => null),
        planned ? this.server.newest("here", { activity: item.activity }, settings.addresses.check.replace("{draft}", this.server.draft)).catch(() => null) : null,
      ]);
      found = { answer, check };
    } catch { return; }
    if (turn !== this.#turn) return;
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
        line.append(ruleMark(one.regel), made("span", "", say("blokkeert", { n: one.blokkeert, alone: one.alleen })));
        list.append(line);
      }
      if (table.telling.length) content.push(list);
    }
    if (!content.length) content.push(made("p", "small muted", say("geen_antwoord")));
    box.replaceChildren(box.firstChild, ...content);
  }

  whyNot(item) {
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
      const turn = this.#turn;
      const [check, told] = await Promise.all([
        this.server.newest("notcheck", { activity: item.activity, row: who.value || null, start }, settings.addresses.check.replace("{draft}", this.server.draft)).catch((error) => error),
        this.server.whyNot(item.activity, this.state.head.plan, who.value.slice(who.value.indexOf(":") + 1), start).catch(() => null),
      ]);
      if (turn !== this.#turn) return;
      const content = check instanceof Error ? [made("p", "verdict no", check.message)] : check ? [verdict(check)] : [];
      const spot = told?.niveau_1?.plekken?.find((one) => one.genoeg);
      if (spot) content.push(made("p", "small", `${say("genoeg")}: ${spot.genoeg.wat}${spot.genoeg.door ? ` (${spot.genoeg.door})` : ""}`));
      answer.replaceChildren(...content);
    });
    return section(say("waarom_niet"), form, answer);
  }

  alternatives(item) {
    const found = section(say("alternatieven"));
    const go = button(say("zoek_alternatieven"));
    go.addEventListener("click", async () => {
      go.disabled = true;
      try {
        const told = await this.server.alternatives({ activity: item.activity, count: 5 });
        found.replaceChildren(found.firstChild, this.#ranked(item, told.alternatives));
      } catch (error) {
        found.append(made("p", "verdict no", error.message));
      }
      go.disabled = false;
    });
    found.append(go);
    return found;
  }

  #ranked(item, list) {
    if (!list.length) return made("p", "small", say("geen_alternatief"));
    const found = made("ol", "alternatives");
    list.forEach((one, i) => {
      const line = made("li");
      const about = made("div");
      const told = one.told.length ? [count("te_informeren", one.told.length)] : [];
      about.append(made("div", "", one.text || stretch(one.start, one.end)), made("div", "small muted", [...prices(one), ...told].join(" · ")));
      line.append(about);
      if (settings.may_edit) {
        line.append(this.#apply(`${i + 1}, ${one.text}`, () => this.edits.do(one.edit, say("verplaatst_gezegd", { what: nameOf(item), to: moment(one.start) }))));
      }
      found.append(line);
    });
    return found;
  }

  #apply(what, act) {
    const go = button(say("pas_toe"));
    go.setAttribute("aria-label", `${say("pas_toe")}: ${what}`);
    go.addEventListener("click", async () => {
      go.disabled = true;
      await act();
      if (go.isConnected) go.disabled = false;
    });
    return go;
  }

  /** Ways to plan something after all, each with its price and a button that does it. */
  repairs(item) {
    const found = section(say("oplossingen"));
    const go = button(say("zoek_oplossingen"));
    go.dataset.mend = "";
    const answer = made("div", "outcome");
    answer.setAttribute("role", "status");
    go.addEventListener("click", async () => {
      go.disabled = true;
      answer.replaceChildren(made("p", "small muted", say("bezig")));
      const turn = this.#turn;
      try {
        const told = await this.server.repairs({ activity: item.activity });
        if (turn !== this.#turn || !told) return;
        answer.replaceChildren(told.repairs.length ? this.#mending(item, told.repairs) : made("p", "small", told.nothing || say("geen_oplossing")));
        go.hidden = true;
      } catch (error) {
        answer.replaceChildren(made("p", "verdict no", error.message));
      }
      go.disabled = false;
    });
    found.append(go, answer);
    return found;
  }

  #mending(item, list) {
    const found = made("ol", "alternatives");
    list.forEach((one, i) => {
      const line = made("li");
      const about = made("div");
      const what = made("div", "", one.text);
      if (one.rule) what.append(" ", ruleMark(one.rule, one.hard.length > 0));
      about.append(what, made("div", "small muted", [one.kind, ...prices(one), ...(one.proven ? [say("niets_goedkoper")] : [])].join(" · ")));
      if (one.by) about.append(made("div", "small", say(one.edit ? "wie_mag" : "eerst_door", { by: one.by })));
      line.append(about);
      if (one.edit && settings.may_edit) line.append(this.#apply(`${i + 1}, ${one.text}`, () => this.#mend(item, one)));
      else if (!one.edit && !one.week && settings.may_edit) {
        const entry = made("a", "utrecht-button utrecht-button--secondary-action", say("naar_invoer"));
        entry.href = settings.addresses.entry;
        line.append(entry);
      } else if (one.week) {
        const there = made("a", "utrecht-button utrecht-button--secondary-action", say("open_week", { week: one.week.split("-W")[1] }));
        there.href = settings.desk + one.week;
        line.append(there);
      }
      found.append(line);
    });
    return found;
  }

  async #mend(item, one) {
    const extra = await this.dialogs.needed(`${nameOf(item)}: ${one.text}`, { hard: one.hard, frozen: false });
    if (extra) await this.edits.do({ ...one.edit, ...extra }, say("opgelost_gezegd", { what: nameOf(item) }));
  }
}
