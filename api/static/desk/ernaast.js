// What belongs to an item: its cases with their pages and holders, escorts with duty and rest, fallbacks, reports.
import { moment, say, settings, stretch } from "./woorden.js";
import { button, section } from "./dialoog.js";
import { made } from "./tekenen.js";
import { assignDialog, escortsDialog } from "./toewijzen.js";

export class Beside {
  #turn = 0;

  constructor({ state, server, edits }) {
    Object.assign(this, { state, server, edits });
  }

  turn() { this.#turn += 1; }

  /** Fetch it and show it in a box; what can be done with it becomes a button of the bar. */
  async show(item, box, bar) {
    const turn = this.#turn;
    let found = null;
    try {
      found = await this.server.about({ activity: item.activity });
    } catch { /* the rest of the panel stands by itself */ }
    if (!found || turn !== this.#turn) return;
    const parts = [];
    if (found.override) parts.push(section(say("toch_gewijzigd"), list([found.override.text])));
    if (found.reports.length) parts.push(this.#reports(found.reports));
    if (found.cases.length) parts.push(this.#cases(found.cases));
    if (found.escorts) {
      parts.push(this.#escorts(found.escorts));
      if (settings.may_edit && item.start !== undefined && item.zone !== "historie") {
        const go = button(say("escorts"));
        go.addEventListener("click", () => escortsDialog(item, found.escorts, this));
        bar.append(go);
      }
    }
    if (found.fallbacks.length) parts.push(section(say("terugval"), list(found.fallbacks)));
    box.replaceChildren(...parts);
  }

  #reports(reports) {
    const lines = made("ul", "plain small");
    for (const one of reports) {
      const line = made("li");
      line.append(made("span", "tag", one.state), ` ${one.text}`);
      lines.append(line);
    }
    return section(say("gemeld"), lines);
  }

  #cases(cases) {
    const lines = made("ul", "plain");
    for (const one of cases) {
      const line = made("li", "case");
      if (one.page) {
        const page = made("a", "", one.code);
        page.href = one.page;
        // Back from the case brings the officer to this item: its handle stands in the address, never its code.
        page.addEventListener("click", () => history.replaceState(null, "", `${location.pathname}?zaak=${one.page.split("/").at(-1)}`));
        line.append(page);
      } else line.append(one.code);
      line.append(` · ${one.regievoerder || say("geen_regievoerder")}`);
      if (one.assignable && settings.may_edit) {
        const go = button(say("wijs_toe_"));
        go.setAttribute("aria-label", `${say("wijs_toe_")} ${one.code}`);
        go.addEventListener("click", () => assignDialog(one.code, this));
        line.append(" ", go);
      } else if (one.hand_over && settings.may_edit) {
        const go = made("a", "small", say("draag_over"));
        go.href = one.hand_over;
        go.setAttribute("aria-label", `${say("draag_over")} ${one.code}`);
        line.append(" · ", go);
      }
      lines.append(line);
    }
    return section(say("zaken"), lines);
  }

  #escorts(escorts) {
    const sent = escorts.teams.filter((team) => team.sent).map((team) => `${team.id} (${team.sent})`).join(", ");
    return section(say("escorts_kop"), list([
      `${sent || say("geen_escorts")}; ${say("nodig", { n: escorts.needed })}${escorts.nurse ? `, ${say("met_verpleegkundige")}` : ""}`,
      `${say("dienst")}: ${stretch(escorts.start, escorts.end)}`,
      say("rust_tot", { when: moment(escorts.rested) }),
    ]));
  }
}

function list(texts) {
  const found = made("ul", "plain small");
  for (const text of texts) found.append(made("li", "", text));
  return found;
}
