// The map beside the week: places as circles by an opaque number, the day's way of what is chosen as a line.
import { count, day, say, settings } from "./woorden.js";
import { carrierOf } from "./stand.js";
import { made } from "./tekenen.js";

const SVG = "http://www.w3.org/2000/svg";
const shape = (name, attributes, kind = "") => {
  const found = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  if (kind) found.setAttribute("class", kind);
  return found;
};

export class Chart {
  #places = new Map();
  #drawn = new Map();

  /** ``found`` is told which items are at the place that somebody chose. */
  constructor(panel, { state, found }) {
    Object.assign(this, { panel, state, found });
    this.svg = panel.querySelector("svg");
    this.legend = panel.querySelector(".map-legend");
    for (const place of settings.places) {
      for (const name of [place.id, place.name, place.building]) this.#places.set(name, place);
    }
    this.ways = shape("g", {}, "ways");
    this.dots = shape("g", {}, "dots");
    this.names = shape("g", {}, "names");
    this.whole = this.svg.getAttribute("viewBox").split(" ").map(Number);
    this.size = 1;
    new ResizeObserver(() => { if (state.week) this.#look(this.near ?? []); }).observe(this.svg);
    this.svg.append(this.ways, this.dots, this.names);
    state.addEventListener("week", () => this.#spots());
    state.addEventListener("choice", () => this.show());
    panel.querySelector("[data-larger]")?.addEventListener("click", (event) => {
      const large = panel.classList.toggle("large");
      event.target.setAttribute("aria-pressed", String(large));
      event.target.textContent = say(large ? "kleiner" : "vergroot");
    });
  }

  #spots() {
    const used = new Map();
    for (const item of this.state.items.values()) {
      const place = this.#places.get(item.place);
      if (place) used.set(place, (used.get(place) ?? 0) + 1);
    }
    this.used = used;
    this.#dots();
    this.show();
  }

  #dots() {
    this.#drawn.clear();
    this.dots.replaceChildren(...[...(this.used ?? [])].map(([place, number]) => this.#dot(place, number)));
  }

  /** Bring places near: the drawing keeps its shape, signs and names keep their size on the screen. */
  #look(places) {
    this.near = places;
    const box = this.svg.getBoundingClientRect();
    if (!box.width || !box.height) return;
    const [x, y, width, height] = this.whole;
    const xs = places.length ? places.map((one) => one.x) : [x, x + width];
    const ys = places.length ? places.map((one) => one.y) : [y, y + height];
    const spare = places.length ? 28 : 0;
    const wide = Math.max(Math.max(...xs) - Math.min(...xs) + 4 * spare, places.length ? 120 : 0);
    const high = Math.max(Math.max(...ys) - Math.min(...ys) + 2 * spare, 70);
    const scale = Math.max(wide / box.width, high / box.height);
    const middle = [(Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2];
    const shown = [box.width * scale, box.height * scale];
    this.svg.setAttribute("viewBox", `${middle[0] - shown[0] / 2} ${middle[1] - shown[1] / 2} ${shown[0]} ${shown[1]}`);
    this.size = scale;
    this.svg.style.setProperty("--one", String(scale));
    this.#dots();
  }

  #dot(place, number) {
    const dot = shape("g", { tabindex: "0", role: "button", "aria-label": `${place.name}: ${count("afspraken", number)}` }, `dot ${place.kind}`);
    const one = this.size;
    const size = (2.4 + Math.min(2.4, Math.sqrt(number) / 5)) * one;
    dot.append(shape("circle", { cx: place.x, cy: place.y, r: 12 * one }, "reach"));
    dot.append(place.kind === "airport" ? shape("path", { d: `M${place.x} ${place.y - 5 * one}l${5 * one} ${9 * one}h${-10 * one}z` }) : place.kind === "office"
      ? shape("rect", { x: place.x - 3.5 * one, y: place.y - 3.5 * one, width: 7 * one, height: 7 * one }) : shape("circle", { cx: place.x, cy: place.y, r: size }));
    const title = shape("title", {});
    title.textContent = place.name;
    dot.append(title);
    const choose = () => this.#chosen(place);
    dot.addEventListener("click", choose);
    dot.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose();
      }
    });
    this.#drawn.set(place, dot);
    return dot;
  }

  #chosen(place) {
    const here = [...this.state.items.values()].filter((item) => this.#places.get(item.place) === place);
    this.found(here, place.name);
    this.#named([place]);
  }

  /** Show the places of what is chosen, and the way of that day. */
  show() {
    const items = this.state.chosen();
    const places = new Set(items.map((item) => this.#places.get(item.place)).filter(Boolean));
    const way = items.length === 1 ? this.#way(items[0]) : [];
    this.#look([...new Set([...places, ...way.flatMap((one) => [one.from, one.to])])]);
    for (const [place, dot] of this.#drawn) dot.classList.toggle("at", places.has(place));
    this.ways.replaceChildren(...way.map((one) => shape("path", { d: `M${one.from.x} ${one.from.y}L${one.to.x} ${one.to.y}` }, `way ${one.kind}`)));
    for (const one of way) { places.add(one.from); places.add(one.to); }
    this.#named([...places]);
    this.#told(items, way);
  }

  #way(item) {
    const carrier = carrierOf(item);
    const one = this.state.week.days.find((each) => item.start < each.end);
    const stops = [];
    for (const part of this.state.byRow.get(carrier) ?? []) {
      if (!one || part.start >= one.end || part.end <= one.start) continue;
      const place = this.#places.get(part.item.place);
      if (place) stops.push({ place, id: part.item.id });
      const served = part.item.serves && this.#places.get(this.state.of(part.item.serves)?.place);
      if (served) stops.push({ place: served, id: part.item.id });
    }
    const lines = [];
    for (let i = 1; i < stops.length; i += 1) {
      if (stops[i].place === stops[i - 1].place) continue;
      lines.push({ from: stops[i - 1].place, to: stops[i].place, kind: stops[i].id === item.id ? `own ${item.kind}` : "rest" });
    }
    return lines;
  }

  #named(places) {
    this.names.replaceChildren(...places.slice(0, 8).map((place) => {
      const [x, , width] = this.svg.getAttribute("viewBox").split(" ").map(Number);
      const left = place.x > x + width * 0.62;
      const text = shape("text", { x: place.x + (left ? -8 : 8) * this.size, y: place.y + 4 * this.size, "text-anchor": left ? "end" : "start" });
      text.textContent = place.name;
      return text;
    }));
  }

  #told(items, lines) {
    if (items.length !== 1) {
      this.legend.replaceChildren(say("kaart_uitleg"));
      return;
    }
    const [item] = items;
    const row = this.state.rows.get(carrierOf(item));
    const travel = item.travel_before ? ` · ${say("minuten", { n: item.travel_before })}` : "";
    this.legend.replaceChildren(made("i", `way-sample ${item.kind}`), `${row?.title ?? item.place} · ${day(item.start)}${travel}${lines.length ? "" : ` · ${item.place}`}`);
  }
}
