// The tip beside the pointer while something moves: where it would be, and what the rules say of that.
import { made } from "./tekenen.js";

export class Tip {
  #box = made("div", "vt-tip");

  constructor() {
    this.#box.hidden = true;
    this.#box.setAttribute("aria-hidden", "true");
    document.body.append(this.#box);
  }

  show(where, state, lines, seen) {
    this.#box.className = `vt-tip ${state}`;
    this.#box.replaceChildren(made("strong", "", where), ...lines.map((line) => {
      const row = made("div");
      row.append(made("span", `rule ${line.level === 0 ? "broken" : ""}`, line.rule), ` ${line.text}`);
      return row;
    }));
    this.#box.hidden = !seen;
  }

  at(x, y) {
    this.#box.style.transform = `translate(${Math.min(x + 14, innerWidth - 330)}px, ${Math.min(y + 18, innerHeight - 130)}px)`;
  }

  hide() { this.#box.hidden = true; }
}
