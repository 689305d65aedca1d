// What is shown: offices and groups, kinds, only what needs attention, and a search by code.
import { figure, settings } from "./woorden.js";
import { hasConflict } from "./stand.js";
import { made } from "./tekenen.js";

const ONLY = {
  conflicts: hasConflict,
  changed: (item) => item.changed,
  pinned: (item) => Boolean(item.pin),
};

export class Filter extends EventTarget {
  hidden = new Set();
  kinds = new Set();
  only = new Set();
  search = "";
  travel = true;

  constructor(rail, state) {
    super();
    Object.assign(this, { rail, state });
    this.searchBox = rail.querySelector('input[type="search"]');
    this.searchBox.addEventListener("input", () => {
      this.search = this.searchBox.value.trim().toLowerCase();
      this.dispatchEvent(new Event("search"));
    });
    this.searchBox.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.dispatchEvent(new Event("next"));
      }
    });
    rail.addEventListener("change", (event) => this.#changed(event.target));
    state.addEventListener("week", () => this.#counts());
  }

  group(group) { return !this.hidden.has(group.id); }
  item(item) {
    if (this.kinds.has(item.kind)) return false;
    for (const name of this.only) if (ONLY[name] && !ONLY[name](item)) return false;
    return true;
  }
  row(row, parts) {
    if (this.only.has("over")) return row.load.some((load) => load > 100);
    return parts.length > 0 || (this.only.size === 0 && this.kinds.size < 3);
  }
  load(row) { return !this.only.has("over") || row.load.some((load) => load > 100); }
  shows(row) { return Boolean(row) && this.group(row.group) && this.load(row); }
  waiting(one) {
    const kind = one.kind ?? this.state.of(one.activity)?.kind;
    return !this.kinds.has(kind) && this.matches(one);
  }
  matches(one) {
    return !this.search || [one.code, one.label].some((text) => text?.toLowerCase().includes(this.search));
  }

  #changed(box) {
    const { name, value, checked } = box;
    const sets = { group: this.hidden, kind: this.kinds };
    if (sets[name]) sets[name][checked ? "delete" : "add"](value);
    else if (name === "only") this.only[checked ? "add" : "delete"](value);
    else if (name === "travel") this.travel = checked;
    else return;
    this.dispatchEvent(new Event("change"));
  }

  #counts() {
    const { week, items } = this.state;
    const groups = this.rail.querySelector("[data-groups]");
    if (groups.childElementCount !== week.groups.length) {
      groups.replaceChildren(...week.groups.map((group) => this.#box("group", group.id, group.title.replace(settings.texts.kantoor_, ""), !this.hidden.has(group.id))));
    }
    week.groups.forEach((group, i) => {
      groups.children[i].querySelector(".n").textContent = figure(group.rows.length);
    });
    for (const [name, test] of Object.entries(ONLY)) {
      this.#number(name, [...items.values()].filter(test).length);
    }
    this.#number("over", [...this.state.rows.values()].filter((row) => row.load.some((load) => load > 100)).length);
  }

  #number(name, number) {
    this.rail.querySelector(`input[value="${name}"]`).closest("label").querySelector(".n").textContent = figure(number);
  }

  #box(name, value, text, checked) {
    const label = made("label", "choice");
    const box = made("input");
    Object.assign(box, { type: "checkbox", name, value, checked });
    label.append(box, made("span", "t", text), made("span", "n"));
    return label;
  }
}

