// Draws one row of the timeline and what stands in it. Every text is set as text, never as markup.
import { clock, count, day, longDay, moment, say, settings, shortCode } from "./woorden.js";
import { hasConflict } from "./stand.js";

export const LABEL = 172;
export const LANE = 26;
export const GROUP = 24;
const SVG = "http://www.w3.org/2000/svg";
const PIN = "M9.5 2l4.5 4.5-2.2.6-2.6 2.6.3 2.8-1 1L2.5 7.5l1-1 2.8.3L8.9 4.2zM5.5 10.5L2 14";

export function made(tag, name, text) {
  const found = document.createElement(tag);
  if (name) found.className = name;
  if (text !== undefined) found.textContent = text;
  return found;
}

export function picture(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "ic");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
export const pinPicture = () => picture(PIN);

export const kindOf = (kind) => settings.kinds[kind] ?? { letter: "?", name: kind, css: "r" };
export const gradeOf = (grade) => settings.grades[grade] ?? { letter: "?", name: grade };
export const nameOf = (item) => item.code || item.label;

/** What somebody hears of an item: what, when, with whom, and what is the matter with it. */
export function spoken(item, rowTitle, part = {}) {
  const duty = part.rested ? `${say("dienst")} ${moment(part.start)} ${say("tot", { when: moment(part.end) })}, ${say("rust_tot", { when: moment(part.rested) })}` : "";
  const parts = [
    nameOf(item),
    `${kindOf(item.kind).name.toLowerCase()} ${item.label}`,
    item.all_day ? longDay(item.start) : `${longDay(item.start)} ${say("van_tot", { from: clock(item.start), to: clock(item.end) })}`,
    rowTitle,
    item.place,
    duty,
  ];
  if (item.report) parts.push(`${say("gemeld")}: ${reportWords(item.report)}`);
  if (item.pin) parts.push(say("vast_op", { grade: gradeOf(item.pin.grade).name }));
  if (item.changed) parts.push(say("gewijzigd"));
  if (item.zone === "bevroren") parts.push(say("bevroren"));
  if (item.conflicts.length) parts.push(`${say("conflict")}: ${item.conflicts.map((one) => one.text).join("; ")}`);
  return parts.filter(Boolean).join(", ");
}

const REPORTS = { begonnen: "▶", vertraagd: "◔", gereed: "✓", geannuleerd: "✕" };
export const reportWords = (report) => `${settings.reports[report.state] ?? report.state}${report.text ? `, ${report.text}` : ""}`;
/** What a partner reported last, as a mark on the item. */
function reported(report) {
  const mark = marked("q", REPORTS[report.state] ?? "?");
  mark.className = report.state;
  mark.title = reportWords(report);
  return mark;
}

function span(left, width, element) {
  element.style.left = `${left}px`;
  element.style.width = `${Math.max(width, 1)}px`;
  return element;
}

/** A sign that is drawn and not read: what it says stands in the name of the cell. */
function marked(tag, sign) {
  const found = made(tag);
  if (sign) found.dataset.sign = sign;
  return found;
}

/** One item as a cell: the solid block is the true duration, the code stands beside it. */
export function drawnItem(part, scale, room, rowTitle) {
  const { item } = part;
  const left = scale.x(part.start);
  const block = Math.max(3, scale.x(part.end) - left - 1);
  const kind = kindOf(item.kind);
  const signs = (item.pin ? 22 : 0) + (hasConflict(item) ? 20 : 0) + (item.report ? 20 : 0);
  const long = item.all_day || block >= 28 + shortCode(nameOf(item)).length * 7.2 + signs;
  const cell = made("div", `vt-item k-${kind.css}${long ? " long" : ""}`);
  cell.setAttribute("role", "gridcell");
  cell.tabIndex = -1;
  cell.dataset.id = item.id;
  cell.setAttribute("aria-label", spoken(item, rowTitle, part));
  if (item.changed) cell.classList.add("changed");
  if (hasConflict(item)) cell.classList.add("conflict");
  const solid = marked("b", block >= 9 || long ? kind.letter : "");
  if (!long) solid.style.width = `${block}px`;
  const [first, more] = shortCode(nameOf(item)).split(" +");
  const code = made("span", "", first);
  if (more) code.dataset.more = ` +${more}`;
  cell.append(solid, code);
  if (item.pin) {
    cell.append(pinPicture(), marked("u", gradeOf(item.pin.grade).letter));
  }
  if (item.report) cell.append(reported(item.report));
  if (hasConflict(item)) cell.append(marked("em", "!"));
  if (part.rested) {
    const core = made("i", "vt-core");
    cell.append(span(scale.x(item.start) - left, scale.x(item.end) - scale.x(item.start), core));
  }
  const wanted = long ? block : block + 8 + shortCode(nameOf(item)).length * 7.2 + signs;
  const width = Math.max(Math.min(wanted, room - left - 1), Math.min(block, 24), 24);
  if (!long && width < block + 26) cell.classList.add("bare");
  cell.title = `${nameOf(item)} · ${item.all_day ? day(item.start) : `${clock(item.start)}–${clock(item.end)}`}`;
  span(left, width, cell);
  cell.style.top = `${part.lane * LANE + 2}px`;
  return cell;
}

function zones(row, scale, now) {
  const found = [];
  const past = Math.min(Math.max(now, scale.start), scale.end);
  if (past > scale.start) found.push(span(0, scale.x(past), made("i", "vt-past")));
  const until = now + (settings.frozen[row.kind] ?? 0) * 60;
  if (until > now && scale.shows(now, until)) {
    const from = scale.x(Math.max(now, scale.start));
    found.push(span(from, scale.x(until) - from, made("i", "vt-frozen")));
  }
  return found;
}

function offDuty(row, scale) {
  if (!row.works.length) return [];
  const found = [];
  let from = scale.start;
  const add = (until) => {
    const width = scale.x(until) - scale.x(from);
    if (width > 2) found.push(span(scale.x(from), width, made("i", "vt-off")));
  };
  for (const [start, end] of row.works) {
    if (end <= scale.start || start >= scale.end) continue;
    if (start > from) add(start);
    from = Math.max(from, end);
  }
  if (from < scale.end) add(scale.end);
  return found;
}

/** One row of the timeline: its name, the zones behind it, absences, travel and items. */
export function drawnRow(line, scale, state, filter) {
  const { row } = line;
  const found = made("div", "vt-row");
  found.setAttribute("role", "row");
  found.dataset.row = row.id;
  const head = made("div", "vt-name");
  head.setAttribute("role", "rowheader");
  head.append(row.title);
  if (row.subtitle) head.append(" ", made("small", "", row.subtitle));
  head.title = row.subtitle ? `${row.title} ${row.subtitle}` : row.title;
  const body = made("div", "vt-cells");
  body.setAttribute("role", "presentation");
  body.style.width = `${scale.width}px`;
  body.append(...offDuty(row, scale), ...zones(row, scale, state.week.now));
  for (const one of state.away.get(row.id) ?? []) {
    if (!scale.shows(one.start, one.end)) continue;
    const left = scale.x(one.start);
    body.append(span(left, scale.x(one.end) - left, made("i", "vt-away", one.label)));
  }
  const next = new Array(line.lanes).fill(scale.width + 400);
  const leaves = (state.away.get(row.id) ?? []).map((one) => scale.x(one.start));
  const cells = [];
  for (let i = line.parts.length - 1; i >= 0; i -= 1) {
    const part = line.parts[i];
    const room = Math.min(next[part.lane], ...leaves.filter((at) => at > scale.x(part.start)));
    cells.push(drawnItem(part, scale, room, row.title));
    if (part.rested && scale.shows(part.end, part.rested)) {
      const from = scale.x(part.end);
      const rest = span(from, scale.x(part.rested) - from - 1, made("i", "vt-rest", scale.x(part.rested) - from > 40 ? say("rust") : ""));
      rest.style.top = `${part.lane * LANE + 2}px`;
      cells.push(rest);
    }
    const travels = part.item.travel_before > 0 && filter.travel && row.kind === "regievoerder";
    const from = scale.x(part.start - (travels ? part.item.travel_before : 0));
    next[part.lane] = from;
    if (travels) {
      const travel = span(from, scale.x(part.start) - from - 1, made("i", "vt-travel"));
      travel.style.top = `${part.lane * LANE + 11}px`;
      cells.push(travel);
    }
  }
  body.append(...cells.reverse());
  found.append(head, body);
  return found;
}

/** The row above a group: its name and how full each day is. */
export function drawnGroup(line, scale) {
  const { group } = line;
  const found = made("div", "vt-row vt-group");
  found.setAttribute("role", "row");
  found.dataset.group = group.id;
  const head = made("div", "vt-name", group.title);
  head.title = group.title;
  head.setAttribute("role", "rowheader");
  const body = made("div", "vt-cells");
  body.setAttribute("role", "presentation");
  body.style.width = `${scale.width}px`;
  for (const one of scale.days) {
    const load = group.load[scale.indexOf(one)];
    if (load === null || load === undefined) continue;
    const left = scale.x(one.start);
    const width = scale.x(one.end) - left;
    const cell = span(left, width, made("div", `vt-load ${loadClass(load)}`));
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-label", say("bezet", { group: group.title, day: day(one.start), load }));
    if (width > 70) {
      const bar = made("i");
      const full = made("i");
      full.style.width = `${Math.min(100, load)}%`;
      bar.append(full);
      cell.append(bar);
    }
    cell.append(made("span", "", width > 40 ? `${load} %` : `${load}`));
    body.append(cell);
  }
  found.append(head, body);
  return found;
}

export const loadClass = (load) => (load > 100 ? "over" : load >= 90 ? "full" : load >= 1 ? "some" : "none");

/** Everything about an item in one line, for lists. */
export const lineOf = (item) => `${nameOf(item)} ${moment(item.start)}`;
export const conflictsOf = (item) => count("conflict", item.conflicts.length);
