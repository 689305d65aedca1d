// Looks now and then whether a colleague changed this draft, and takes it over without disturbing who is at work.
import { clock, say, settings } from "./woorden.js";
import { button } from "./dialoog.js";
import { made } from "./tekenen.js";
import { held } from "./behoud.js";

const EVERY = 4000;
/** Who does nothing for so long is not kept signed in by looking. */
const IDLE = 10 * 60 * 1000;
const MOST_SHOWN = 4;
const MARKED = 30_000;

export class News {
  #busy = false;
  #told = 0;
  #used = Date.now();
  #waits = null;
  #steps = [];

  constructor(box, { state, server, edits, timeline, mover, tell, reveal }) {
    Object.assign(this, { box, state, server, edits, timeline, mover, tell, reveal });
    for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, () => { this.#used = Date.now(); }, { passive: true, capture: true });
    document.addEventListener("visibilitychange", () => this.look());
    timeline.addEventListener("rest", () => this.#later());
    document.addEventListener("close", () => this.#later(), true);
    addEventListener("pointerup", () => this.#later(), { passive: true, capture: true });
    setInterval(() => this.look(), EVERY);
  }

  /** Ask whether anything came; nothing is asked while nobody looks. */
  async look() {
    if (this.#busy || document.hidden || !this.server.draft || !this.state.week || Date.now() - this.#used > IDLE) return;
    this.#busy = true;
    const told = this.#told;
    const steps = this.#steps;
    try {
      const seen = this.state.week.version;
      const found = await this.server.news(Math.min(seen, this.state.head.version));
      if (found) await this.#came(found);
    } catch { // no connection now; the next look tries again, and tells what this one could not show
      this.#told = told;
      this.#steps = steps;
    }
    this.#busy = false;
  }

  async #came(found) {
    const fresh = found.steps.filter((one) => one.number > this.#told);
    this.#told = Math.max(this.#told, ...found.steps.map((one) => one.number), 0);
    this.#steps = [...this.#steps, ...fresh].slice(-MOST_SHOWN);
    const behind = found.version > this.state.head.version || found.version > this.state.week.version;
    if (!behind && found.release === this.state.seenRelease && found.reports === this.state.seenReports && found.now === this.state.seenNow) return;
    this.state.seenRelease = found.release;
    this.state.seenReports = found.reports;
    this.state.seenNow = found.now;
    if (this.#atWork()) {
      this.#waits = fresh;
      this.#show(say("later_overgenomen"));
    } else await this.#takeOver(fresh);
  }

  /** Somebody who moves something, holds something pressed or fills in a dialog is not disturbed. */
  #atWork() { return this.mover.active || held() || document.querySelector("dialog[open]") !== null || document.body.classList.contains("busy"); }

  #later() {
    setTimeout(() => {
      if (!this.#waits || this.#atWork()) return;
      const waits = this.#waits;
      this.#waits = null;
      this.#takeOver(waits).catch(() => {});
    }, 300);
  }

  async #takeOver(fresh) {
    await this.edits.reload();
    this.#waits = null;
    const keys = new Set(fresh.flatMap((one) => one.activities));
    if (keys.size) {
      this.timeline.fresh = keys;
      this.timeline.mark();
      setTimeout(() => {
        if (this.timeline.fresh !== keys) return;
        this.timeline.fresh = new Set();
        this.timeline.mark();
      }, MARKED);
    }
    if (fresh.length) {
      this.#show(say("overgenomen"));
      this.tell(`${fresh.map((one) => this.#words(one)).join(". ")}. ${say("overgenomen")}`);
    }
  }

  #words(one) { return say("deed_dat", { who: one.who, what: settings.deeds[one.what] ?? one.what, time: clock(one.at) }); }

  #show(state) {
    const list = made("ul", "plain");
    for (const one of this.#steps) {
      const line = made("li");
      line.append(made("strong", "", this.#words(one)), ` ${one.text}`);
      const item = one.activities.map((key) => this.state.of(key)).find(Boolean);
      if (item) {
        const go = made("button", "link", say("toon"));
        go.type = "button";
        go.setAttribute("aria-label", `${say("toon")} ${item.code || item.label}`);
        go.addEventListener("click", () => this.reveal(item.id));
        line.append(" ", go);
      }
      list.append(line);
    }
    const close = button("×", "subtle");
    close.setAttribute("aria-label", say("sluit"));
    close.addEventListener("click", () => {
      this.#steps = [];
      this.box.hidden = true;
    });
    const text = made("div");
    text.append(list, made("p", "small muted", state));
    this.box.replaceChildren(text, close);
    this.box.hidden = this.#steps.length === 0;
  }
}
