// Free time and what could use it: chosen on an empty place of the timeline, after an item by key, or in a form.
import { clock, count, say, settings, stretch } from "./woorden.js";
import { kindOfRow } from "./stand.js";
import { button, choices, section, timeInput } from "./dialoog.js";
import { made } from "./tekenen.js";
import { minuteOf } from "./dialogen.js";

/** Kinds of rows of which the time is somebody's or something's own; what a vehicle carries follows from the rest. */
const FILLED = new Set(["regievoerder", "zitting", "vlucht"]);
const SHORTEST = 15;

/** The free time of a row around a moment, within what it works and this week; null where there is none. */
export function freeAt(state, row, minute) {
  const found = state.rows.get(row);
  if (!found || !FILLED.has(found.kind)) return null;
  const whole = state.week.days.map((one) => [one.start, one.end]);
  const works = (found.works.length ? found.works : whole).find(([start, end]) => minute >= start && minute < end);
  if (!works || minute < state.week.now) return null;
  let [start, end] = [Math.max(works[0], Math.ceil(state.week.now / 15) * 15), works[1]];
  for (const part of state.byRow.get(row) ?? []) {
    const until = part.rested ?? part.end;
    const from = part.start - (part.item.travel_before ?? 0);
    if (until <= minute) start = Math.max(start, until);
    else if (from > minute) end = Math.min(end, from);
    else if (found.kind === "regievoerder") return null;
  }
  if (found.kind !== "regievoerder") [start, end] = works;
  return end - start >= SHORTEST ? { row, start, end } : null;
}

/** The first free time of a row from a moment on, on the day of that moment. */
export function freeAfter(state, row, minute) {
  for (let at = Math.ceil(minute / 15) * 15; at < minute + 12 * 60; at += 15) {
    const found = freeAt(state, row, at);
    if (found) return found;
  }
  return null;
}

export class Filling {
  constructor({ state, server, edits }) { Object.assign(this, { state, server, edits }); }

  /** The part of the panel: whose time, which time, and what could use it. Asked at once for a stretch that was chosen. */
  show(gap = null) {
    const { week, rows } = this.state;
    const able = [...rows.values()].filter((one) => FILLED.has(one.kind));
    const day = week.days.find((one) => (gap?.start ?? week.now) < one.end) ?? week.days[0];
    const who = choices(able.map((one) => [one.id, one.title]), gap?.row ?? "");
    const days = choices(week.days.map((one) => [String(one.start), one.label]), String(day.start));
    const from = timeInput(gap ? clock(gap.start) : "09:00");
    const until = timeInput(gap ? clock(gap.end) : "12:00");
    for (const [control, name] of [[who, "vrij_van_wie"], [days, "dag"], [from, "vrij_van"], [until, "vrij_tot"]]) control.setAttribute("aria-label", say(name));
    const ask = button(say("vul_zoek"));
    ask.type = "submit";
    const whole = button(say("vul_samen"));
    const bar = made("div", "row");
    bar.append(ask, whole);
    const form = made("form", "why-not fill");
    form.append(who, days, from, until, bar);
    const answer = made("div", "outcome");
    answer.setAttribute("role", "status");
    const go = (together) => {
      if (!form.reportValidity()) return;
      const begin = Number(days.value);
      const [start, last] = [from, until].map((one) => minuteOf(begin, one.value));
      // Free until midnight is until the end of the day, not its beginning.
      const end = last === begin ? week.days.find((one) => one.start === begin).end : last;
      this.#ask({ row: who.value, start, end, together }, answer);
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); go(false); });
    whole.addEventListener("click", () => go(true));
    if (gap) go(false);
    return section(say("vul_titel"), form, answer, this.#whole(who, days, from, until));
  }

  /** The page of everything that could use what came free, filled in with what stands in the form. */
  #whole(who, days, from, until) {
    const link = made("a", "small", say("vul_vrijgekomen"));
    link.href = `${settings.page}/vrij`;
    link.addEventListener("click", () => {
      const [kind, ...code] = who.value.split(":");
      const date = new Date(Date.UTC(2020, 0, 1, 12) + Number(days.value) * 60000).toISOString().slice(0, 10);
      link.href = `${settings.page}/vrij?${new URLSearchParams({ soort: kind, code: code.join(":"), van: `${date}T${from.value}`, tot: `${date}T${until.value}` })}`;
    });
    return link;
  }

  async #ask(body, answer) {
    answer.replaceChildren(made("p", "small muted", say("bezig")));
    try {
      const told = await this.server.newest("fill", body);
      if (told && answer.isConnected) answer.replaceChildren(...this.#offers(body, told.fillers));
    } catch (error) {
      answer.replaceChildren(made("p", "verdict no", error.message));
    }
  }

  #offers(body, fillers) {
    if (!fillers.length) return [made("p", "small", say("vul_niets"))];
    const list = made("ol", "alternatives");
    fillers.forEach((one, i) => list.append(this.#offer(one, i, !body.together)));
    const head = made("p", "small muted", `${count("vul_kan", fillers.length)} · ${stretch(body.start, body.end)}`);
    if (!body.together || !settings.may_edit) return [head, list];
    const all = button(say("vul_alles", { n: fillers.length }), "primary");
    all.addEventListener("click", () => this.#put(all, { what: "herschik", moves: fillers.map(({ place: { edit } }) => ({ activity: edit.activity, start: edit.start, row: edit.row })), left_out: [] }, count("gedaan", fillers.length)));
    return [head, all, list];
  }

  #offer(one, i, alone) {
    const line = made("li");
    const about = made("div");
    const costs = one.place.price.filter((part) => part.amount).map((part) => part.text);
    about.append(made("strong", "", one.code || one.label), made("div", "", `${one.label} · ${one.place.text}`));
    if (costs.length) about.append(made("div", "small muted", costs.join(" · ")));
    line.append(about);
    if (alone && settings.may_edit) {
      const go = button(say("plan_hier"));
      go.setAttribute("aria-label", `${say("plan_hier")}: ${i + 1}, ${one.code || one.label}`);
      go.addEventListener("click", () => this.#put(go, one.place.edit, say("vul_gezegd", { what: one.code || one.label, when: clock(one.place.start) })));
      line.append(go);
    }
    return line;
  }

  async #put(go, edit, said) {
    go.disabled = true;
    await this.edits.do(edit, said);
    if (go.isConnected) go.disabled = false;
  }
}

/** Listen for a click on an empty place of a row. */
export function listenForFree(timeline, state, chosen) {
  timeline.addEventListener("click", (event) => {
    const body = event.target.closest(".vt-cells");
    const row = body?.closest(".vt-row")?.dataset.row;
    if (!row || event.target.closest(".vt-item") || !FILLED.has(kindOfRow(row))) return;
    const minute = timeline.scale.minute(event.clientX - body.getBoundingClientRect().left);
    chosen(freeAt(state, row, minute));
  });
}
