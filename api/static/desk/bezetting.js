// How full every row is on every day, as a table of colours with the figures in it.
import { say } from "./woorden.js";
import { loadClass, made } from "./tekenen.js";

export function showLoads(box, state, filter) {
  const { week } = state;
  const table = made("table", "loads");
  table.append(made("caption", "unseen", say("bezetting_per_dag")));
  const head = made("tr");
  for (const [i, text] of [say("wie_of_wat"), ...week.days.map((one) => one.label)].entries()) {
    const cell = made("th", i && !week.days[i - 1].open ? "shut" : "", text);
    cell.scope = "col";
    head.append(cell);
  }
  const top = made("thead");
  top.append(head);
  table.append(top);
  for (const group of week.groups) {
    if (!filter.group(group)) continue;
    const rows = group.rows.filter((row) => filter.load(row));
    if (!rows.length) continue;
    const body = made("tbody");
    body.append(line(group.title, "", group.load, week.days, "group"), ...rows.map((row) => line(row.title, row.subtitle, row.load, week.days, "")));
    table.append(body);
  }
  box.replaceChildren(table.tBodies.length ? table : made("p", "empty", say("niets_gevonden")));
}

function line(title, subtitle, loads, days, kind) {
  const row = made("tr", kind);
  const name = made("th");
  name.scope = "row";
  name.append(title);
  if (subtitle) name.append(" ", made("small", "muted", subtitle));
  row.append(name);
  days.forEach((one, i) => {
    const load = loads[i];
    row.append(load === null || load === undefined ? made("td", "none", "–") : made("td", loadClass(load), `${load} %`));
  });
  return row;
}
