// <vp-berekening>: the solve of this week that is running, as it stands, with a button to stop it; or the way to begin one.
import { figure, say, settings } from "./woorden.js";
import { button } from "./dialoog.js";
import { made } from "./tekenen.js";

const RUNNING = new Set(["wacht", "bezig", "stopt"]);
const MOST = 40;
const SVG = "http://www.w3.org/2000/svg";

class Solving extends HTMLElement {
  #source = null;
  #costs = [];

  async connectedCallback() {
    this.setAttribute("role", "status");
    try {
      const response = await fetch(`${settings.addresses.solves}?count=10`, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const { solves } = await response.json();
      const running = solves.find((one) => one.week === settings.week && RUNNING.has(one.state));
      if (running) this.#follow(running);
      else this.#rest();
    } catch { this.#rest(); }
  }

  disconnectedCallback() { this.#source?.close(); }

  #rest() {
    if (!settings.may_solve) return;
    const go = made("a", "utrecht-button utrecht-button--secondary-action", say("bereken"));
    go.href = `${settings.addresses.solve_page}?week=${settings.week}`;
    this.replaceChildren(go);
  }

  #follow(solve) {
    this.#show(solve);
    this.#source = new EventSource(`${settings.addresses.solves}/${solve.id}/events`);
    this.#source.addEventListener("stand", (event) => this.#show(JSON.parse(event.data)));
    this.#source.addEventListener("einde", () => {
      this.#source.close();
      this.#costs = [];
      this.#rest();
      this.dispatchEvent(new CustomEvent("solved", { bubbles: true }));
    });
  }

  #show(solve) {
    const { progress } = solve;
    const content = [];
    if (progress) {
      const level = [...progress.levels].reverse().find((one) => one.cost > 0) ?? progress.levels.at(-1);
      if (level) {
        this.#costs.push(level.cost);
        content.push(this.#line(), this.#words(level, progress));
      }
    }
    if (!content.length) content.push(made("span", "", say("rekent", { state: solve.state })));
    if (settings.may_solve) content.push(this.#stop(solve));
    this.replaceChildren(...content);
  }

  #words(level, progress) {
    const text = made("span", "run-words");
    const add = (name, value) => text.append(`${name} `, made("strong", "", value), " ");
    add(level.name, figure(level.cost));
    if (level.bound !== null) add(`· ${say("ondergrens")}`, figure(level.bound));
    if (level.gap_percent !== null) add(`· ${say("verschil")}`, `${figure(level.gap_percent)} %`);
    text.append(`· ${figure(progress.planned)}/${figure(progress.total)}`);
    return text;
  }

  /** The cost so far as a small line. */
  #line() {
    const costs = this.#costs.slice(-MOST);
    const most = Math.max(...costs, 1);
    const points = costs.map((cost, i) => `${(i * 84) / Math.max(1, costs.length - 1)} ${2 + 22 * (1 - cost / most)}`);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 84 26");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("points", points.join(" "));
    svg.append(line);
    return svg;
  }

  #stop(solve) {
    const clock = `${Math.floor((solve.progress?.seconds ?? 0) / 60)}:${String(Math.floor((solve.progress?.seconds ?? 0) % 60)).padStart(2, "0")}`;
    const go = button(say("stop", { clock }));
    go.disabled = solve.state === "stopt";
    go.addEventListener("click", () => {
      go.disabled = true;
      fetch(`${settings.addresses.solves}/${solve.id}/stop`, { method: "POST", credentials: "same-origin" });
    });
    return go;
  }
}

customElements.define("vp-berekening", Solving);
