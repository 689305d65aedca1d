// Questions to the server about one draft. An answer to an older question than the newest of its kind is dropped.
import { settings, say } from "./woorden.js";

/** What the server refused, in words: status, title, detail and what it says of changes and rules. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.detail || body.title || say("mislukt"));
    this.status = status;
    this.body = body;
  }
}

const AGAIN_AFTER = 1000;

/** Send a request; one under a key is sent once more when no answer came, for it is done once whatever happened. */
async function sent(address, request, again) {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    if (!again) throw new Refused(0, { title: say("geen_verbinding"), detail: say("geen_verbinding") });
    await new Promise((done) => setTimeout(done, AGAIN_AFTER));
    return sent(address, request, false);
  }
}

async function asked(address, { method = "POST", body, headers = {}, signal } = {}) {
  const response = await sent(address, {
    method,
    signal,
    credentials: "same-origin",
    headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  }, "Idempotency-Key" in headers);
  const found = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, found);
  return found;
}

/** What a disruption does to this week. */
export const impactOf = (number) => asked(settings.addresses.impact.replace("{number}", number), { body: { week: settings.week } });

const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

export class Server {
  #pending = new Map();
  #stand = "";
  draft = 0;

  /** Open the draft of the week; gives promises of its head and of the week: neither waits for the other. */
  async open() {
    this.draft = settings.draft;
    if (this.draft) return { head: this.head(), week: this.week() };
    const head = await asked(settings.addresses.drafts, { body: { week: settings.week } });
    this.draft = head.id;
    return { head: Promise.resolve(head), week: this.week() };
  }

  head() { return asked(this.#at("draft"), { method: "GET" }); }
  week() { return asked(this.#at("week"), { method: "GET" }); }
  log() { return asked(this.#at("log"), { method: "GET" }); }
  slots(body) { return asked(this.#at("slots"), { body }); }
  about(body) { return this.newest("about", body); }
  holders(body) { return asked(this.#at("holders"), { body }); }
  repairs(body) { return this.newest("repairs", body); }
  /** What an edit would do; a newer question makes an older one pointless. */
  tryOut(edit) { return this.newest("try", edit); }
  /** What came since a version; null when nothing did. */
  async news(after) {
    const response = await fetch(`${this.#at("news")}?after=${after}`, {
      credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json", ...(this.#stand ? { "If-None-Match": this.#stand } : {}) },
    });
    if (response.status === 304) return null;
    if (!response.ok) throw new Refused(response.status, {});
    this.#stand = response.headers.get("ETag") ?? "";
    return response.json();
  }
  alternatives(body) { return asked(this.#at("alternatives"), { body }); }

  /** Ask a question that a newer one of the same kind makes pointless; returns null when that happened. */
  async newest(kind, body, address = this.#at(kind)) {
    this.#pending.get(kind)?.abort();
    const own = new AbortController();
    this.#pending.set(kind, own);
    try {
      const found = await asked(address, { method: body === undefined ? "GET" : "POST", body, signal: own.signal });
      return this.#pending.get(kind) === own ? found : null;
    } catch (error) {
      if (error.name === "AbortError") return null;
      throw error;
    }
  }

  drop(...kinds) { for (const kind of kinds) this.#pending.get(kind)?.abort(); }

  edit(body, version) { return this.#changed("edits", body, version); }
  undo(version) { return this.#changed("undo", undefined, version); }
  redo(version) { return this.#changed("redo", undefined, version); }

  why(activity, plan) { return this.newest("why", { activity, plan, level: 1 }, settings.addresses.why); }
  whyNot(activity, plan, resource, start) {
    return this.newest("whynot", { activity, plan, resource: resource || null, start, level: 1 }, settings.addresses.why_not);
  }

  #changed(what, body, version) {
    return asked(this.#at(what), { body, headers: { "If-Match": `"${version}"`, "Idempotency-Key": key() } });
  }
  #at(what) { return settings.addresses[what].replace("{draft}", this.draft); }
}
