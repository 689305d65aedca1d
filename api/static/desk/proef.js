// What an edit would do, shown in a dialog while somebody chooses: the rules, what follows, and what it still needs.
import { say } from "./woorden.js";
import { FROZEN, field, input, verdict } from "./dialoog.js";
import { made } from "./tekenen.js";

/** What else changes with an edit, as a list. */
export function followList(follows) {
  const list = made("ul", "rules follows");
  for (const one of follows) {
    const line = made("li");
    line.append(made("span", `tag ${one.planned ? "" : "warn"}`, one.code || one.label), made("span", "", one.text));
    list.append(line);
  }
  return list;
}

export class Trial {
  #answer = null;

  /** ``edit`` gives the edit as it is chosen now, or null when nothing can be asked yet. */
  constructor(server, edit) {
    Object.assign(this, { server, edit });
    this.box = made("div", "outcome");
    this.box.setAttribute("role", "status");
    this.reason = input();
    this.reasonField = field(say("reden"), this.reason, say("reden_uitleg"));
    this.reasonField.hidden = true;
  }

  /** Ask the rules about what is chosen now. */
  async ask() {
    const edit = this.edit();
    this.#answer = null;
    this.#able(false);
    if (!edit) {
      this.box.replaceChildren();
      return;
    }
    try {
      const found = await this.server.tryOut(edit);
      if (!found) return;
      this.#answer = found;
      const content = [verdict(found)];
      const moved = found.changes.filter((one) => one.after);
      if (moved.length) {
        const list = made("ul", "plain small");
        for (const one of moved) list.append(made("li", "", `${one.code || one.label}: ${one.after.text}`));
        content.push(list);
      }
      if (found.follows.length) content.push(followList(found.follows));
      this.box.replaceChildren(...content);
      this.reasonField.hidden = found.allowed && !found.frozen;
      this.reason.required = !this.reasonField.hidden;
      this.#able(found.hard.every((one) => one.overridable));
    } catch (error) {
      this.box.replaceChildren(made("p", "verdict no", error.message));
    }
  }

  /** The edit with the reason and exceptions that it needs; null when a reason is missing. */
  ready() {
    const edit = this.edit();
    if (!edit || !this.#answer) return null;
    if (!this.reasonField.hidden && this.reason.value.trim().length < 3) {
      this.reason.focus();
      return null;
    }
    const reason = this.reason.value.trim();
    const exceptions = this.#answer.hard.filter((one) => one.rule !== FROZEN).map((one) => ({ rule: one.rule, reason }));
    return { ...edit, reason, exceptions };
  }

  #able(able) {
    const go = this.box.closest("dialog")?.go;
    if (go) go.disabled = !able;
  }
}
