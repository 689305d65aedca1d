// Every edit of the draft goes through here: the version it was made on, what came back, and what was refused.
import { count, say } from "./woorden.js";

export class Edits {
  #later = 0;
  #busy = Promise.resolve();

  constructor(state, server, { tell, refused }) {
    Object.assign(this, { state, server, tell, refused });
  }

  /** Do one edit; returns whether it was done. ``said`` is what to say when it was. */
  do(edit, said = say("gewijzigd_gezegd")) {
    return this.#one(() => this.server.edit(edit, this.state.head.version), said, edit);
  }

  /** Do edits one after another and stop at the first that is refused; returns how many were done. */
  async all(edits, said) {
    let done = 0;
    for (const edit of edits) {
      if (!(await this.do(edit, ""))) break;
      done += 1;
    }
    if (done) this.tell(said ?? count("gedaan", done));
    return done;
  }

  undo() { return this.state.head.can_undo ? this.#one(() => this.server.undo(this.state.head.version), say("ongedaan_gezegd")) : false; }
  redo() { return this.state.head.can_redo ? this.#one(() => this.server.redo(this.state.head.version), say("opnieuw_gezegd")) : false; }

  async reload() {
    clearTimeout(this.#later);
    const [head, week] = await Promise.all([this.server.head(), this.server.week()]);
    // What was asked before a later edit came back is older than what stands on the screen.
    if (Math.min(head.version, week.version) >= this.state.head.version) this.state.take(head, week);
  }

  #one(ask, said, edit) {
    const next = this.#busy.then(() => this.#asked(ask, said, edit));
    this.#busy = next.catch(() => {});
    return next;
  }

  async #asked(ask, said, edit) {
    clearTimeout(this.#later);
    document.body.classList.add("busy");
    try {
      const answer = await ask();
      const others = this.state.apply(answer);
      const follows = answer.follows.map((one) => `${one.code || one.label}: ${one.text}`);
      if (said) this.tell([said, ...follows, ...(answer.merged ? [say("samengevoegd")] : [])].join(" "));
      if (others) await this.reload();
      else this.#freshen();
      return true;
    } catch (error) {
      if (error.status === 409) await this.reload();
      this.refused(error, edit);
      return false;
    } finally {
      document.body.classList.remove("busy");
    }
  }

  /** Loads per day and terms at risk are worked out by the server: fetch them again when it is quiet. */
  #freshen() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.reload().catch(() => {}), 900);
  }
}
