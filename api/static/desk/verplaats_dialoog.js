// "Verplaats": the same as dragging, with choices: a person or means, a day and a time that is free, and what the rules say.
import { clock, count, day, isoDate, moment, say } from "./woorden.js";
import { carrierOf, kindOfRow } from "./stand.js";
import { FROZEN, choices, field, input, opened, options, timeInput, verdict } from "./dialoog.js";
import { made, nameOf } from "./tekenen.js";
import { minuteOf } from "./dialogen.js";

/** Ask where to and do it. ``item`` is planned, or something that waits. */
export async function moveDialog(item, { state, server, edits }) {
  const planned = state.of(item.activity);
  const own = planned ? carrierOf(planned) : "";
  const week = state.week;
  const rowSelect = made("select", "utrecht-select");
  const daySelect = made("select", "utrecht-select");
  const slotSelect = made("select", "utrecht-select");
  const time = timeInput(planned ? clock(planned.start) : "09:00");
  const pin = choices([["alles", say("pin_alles")], ["tijd", say("pin_tijd")], ["dag", say("pin_dag")], ["persoon", say("pin_persoon")], ["geen", say("pin_geen")]], "alles");
  const reason = input();
  const outcome = made("div", "outcome");
  outcome.setAttribute("role", "status");
  let slots = [];
  let answer = null;
  let dialogGo = null;

  const rowName = (id) => {
    const row = state.rows.get(id);
    return row ? `${row.title} ${row.subtitle}`.trim() : id.slice(id.indexOf(":") + 1);
  };

  async function fillRows() {
    let rows = [];
    try {
      rows = (await server.newest("rows", { activity: item.activity }))?.rows ?? [];
    } catch { /* the rows we know are offered instead */ }
    if (!rows.length) rows = [...new Set([own, ...state.rows.keys()])].filter((id) => id && (!own || kindOfRow(id) === kindOfRow(own))).map((row) => ({ row, allowed: true, text: "", free: 0 }));
    const order = (one) => (one.row === own ? 0 : one.allowed ? 1 : 2);
    rows = [...rows].sort((a, b) => order(a) - order(b) || (b.free ?? 0) - (a.free ?? 0));
    options(rowSelect, rows.map((one) => [one.row, `${rowName(one.row)}${one.free ? ` · ${count("vrij", one.free)}` : one.allowed ? "" : ` · ${one.rule} ${one.text}`}`]), own || rows[0]?.row);
  }

  async function fillSlots() {
    slots = [];
    try {
      slots = (await server.slots({ activity: item.activity, row: rowSelect.value || null })).slots.filter((slot) => slot.start >= week.now);
    } catch { /* any time may be tried below */ }
    const free = (one) => slots.filter((slot) => slot.start >= one.start && slot.start < one.end).length;
    const chosen = daySelect.value || String((planned ? week.days.find((one) => planned.start < one.end) : week.days.find((one) => free(one)) ?? week.days[0]).start);
    options(daySelect, week.days.filter((one) => one.end > week.now).map((one) => [String(one.start), `${one.label} · ${count("vrij", free(one))}`]), chosen);
    fillTimes();
  }

  function fillTimes() {
    const date = isoDate(Number(daySelect.value) + 300);
    const here = slots.filter((slot) => isoDate(slot.start) === date);
    options(slotSelect, [...here.map((slot) => [String(slot.start), `${clock(slot.start)}–${clock(slot.end)}`]), ["", say("andere_tijd")]],
      planned && here.some((slot) => slot.start === planned.start) ? String(planned.start) : undefined);
    otherTime();
  }

  const start = () => (slotSelect.value ? Number(slotSelect.value) : minuteOf(Number(daySelect.value), time.value));
  function otherTime() {
    timeField.hidden = slotSelect.value !== "";
    ask();
  }

  async function ask() {
    if (!daySelect.value || (!slotSelect.value && !time.checkValidity())) return;
    try {
      const found = await server.newest("check", { activity: item.activity, row: rowSelect.value || null, start: start() });
      if (!found) return;
      answer = found;
      outcome.replaceChildren(made("p", "", `${day(found.start)} ${clock(found.start)}–${clock(found.end)} · ${rowName(rowSelect.value)}`), verdict(found));
      const able = found.allowed || found.hard.every((one) => one.overridable);
      reasonField.hidden = found.allowed && !found.frozen;
      reason.required = !reasonField.hidden;
      dialogGo = outcome.closest("dialog")?.go;
      if (dialogGo) dialogGo.disabled = !able;
    } catch (error) {
      outcome.replaceChildren(made("p", "verdict no", error.message));
    }
  }

  const timeField = field(say("andere_tijd"), time);
  const reasonField = field(say("reden"), reason, say("reden_uitleg"));
  reasonField.hidden = true;
  const grid = made("div", "two");
  grid.append(field(say("wie_of_wat"), rowSelect), field(say("dag"), daySelect), field(say("vrije_tijd"), slotSelect), timeField, field(say("vastzetten"), pin), reasonField);
  rowSelect.addEventListener("change", fillSlots);
  daySelect.addEventListener("change", fillTimes);
  slotSelect.addEventListener("change", otherTime);
  time.addEventListener("change", ask);
  const now = planned ? `${say("nu")}: ${moment(planned.start)}–${clock(planned.end)} · ${rowName(own)}` : say("nog_niet_gepland");
  const done = opened(say("verplaatsen_van", { what: nameOf(item) }), [made("p", "small muted", `${item.label} · ${now}`), grid, outcome], {
    action: say("verplaats"),
    act: () => {
      if (!reasonField.hidden && reason.value.trim().length < 3) {
        reason.focus();
        return false;
      }
      const edit = { what: "verplaats", activity: item.activity, start: start(), pin: pin.value, reason: reason.value };
      if (rowSelect.value && rowSelect.value !== own) edit.row = rowSelect.value;
      if (answer && !answer.allowed) edit.exceptions = answer.hard.filter((one) => one.rule !== FROZEN).map((one) => ({ rule: one.rule, reason: reason.value }));
      return edits.do(edit, say("verplaatst_gezegd", { what: nameOf(item), to: moment(start()) }));
    },
  });
  await fillRows();
  await fillSlots();
  return done;
}
