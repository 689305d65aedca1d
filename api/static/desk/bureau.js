// The planner's desk: puts the parts of the page together.
import { count, figure, say, settings } from "./woorden.js";
import { Server, impactOf } from "./vraag.js";
import { State, carrierOf } from "./stand.js";
import { Filter } from "./filters.js";
import "./tijdlijn.js";
import { Mover } from "./verplaatsen.js";
import { listen } from "./toetsen.js";
import { Edits } from "./bewerken.js";
import { Dialogs } from "./dialogen.js";
import { moveDialog } from "./verplaats_dialoog.js";
import { Panel } from "./paneel.js";
import { Tray } from "./voorraad.js";
import { Table } from "./tabel.js";
import { showLoads } from "./bezetting.js";
import { Chart } from "./kaart.js";
import { News } from "./nieuws.js";
import { Placing } from "./inplannen.js";
import { assignDialog } from "./toewijzen.js";
import "./berekening.js";
import { nameOf } from "./tekenen.js";
import { unlessPressed } from "./behoud.js";
import { freeAfter, listenForFree } from "./vullen.js";

const $ = (selector) => document.querySelector(selector);
const desk = $(".desk");
const timeline = $("vp-tijdlijn");
const state = new State();
const server = new Server();
const filter = new Filter($(".rail"), state);
const phone = matchMedia("(max-width: 700px)");
let shown = settings.view || (phone.matches ? "tabel" : "tijdlijn");
let scale = phone.matches ? "dag" : "week";

let telling = 0;
/** Say something to who sees and to who listens; ``soon`` waits for a pause, as while moving. */
function tell(text, { soon = false } = {}) {
  clearTimeout(telling);
  const now = () => {
    const box = $("#melding");
    box.textContent = text;
    box.getAnimations().forEach((one) => { one.currentTime = 0; one.play(); });
  };
  if (soon) telling = setTimeout(now, 250);
  else now();
}

const edits = new Edits(state, server, { tell, refused: (error, edit) => { tell(error.message); dialogs.refused(error, edit); } });
const dialogs = new Dialogs(state, server, edits);
const does = {
  move: (item) => { if (settings.may_edit) moveDialog(item, { state, server, edits }); },
  v: () => dialogs.pin(state.chosen()),
  delete: () => dialogs.cancel(state.chosen()),
  swap: () => dialogs.swap(state.chosen()),
  open: () => panelBox.querySelector("h2")?.closest("aside").scrollTo(0, 0),
  "?": () => { panelBox.focus(); panelBox.scrollTo(0, 0); },
};
const panelBox = $(".detail");

async function dropped(item, { row, start, delta, teams }, answer) {
  const extra = await dialogs.needed(`${nameOf(item)}: ${say("in_bevroren_wat")}`, answer);
  if (!extra) return;
  const edit = { what: "verplaats", activity: item.activity, ...extra, ...(teams ? { teams } : { start, ...(row ? { row } : {}) }) };
  const others = state.selected.has(item.id) ? state.chosen().filter((one) => one.id !== item.id && one.zone !== "historie") : [];
  const done = await edits.do(edit, say("verplaatst_gezegd", { what: nameOf(item), to: "" }).trim());
  if (done && delta && others.length) {
    await edits.all(others.map((one) => ({ what: "verplaats", activity: one.activity, start: one.start + delta, ...extra })));
  }
}

timeline.show(state, filter);
const mover = new Mover(timeline, state, server, { tell, drop: dropped });
if (!settings.may_edit) mover.begin = () => false;
listen(timeline, state, mover, does);
const reveal = (id) => {
  const item = state.items.get(id);
  if (!item) return;
  state.select([id]);
  if (shown === "tabel") table.turnTo(item);
  else { show("tijdlijn"); timeline.reveal(id, { row: carrierOf(item), focus: true }); }
};
const placing = new Placing($(".tray"), timeline, state, server, mover, { tell, shown: () => { if (shown !== "tijdlijn") show("tijdlijn"); } });
if (settings.may_edit) does.place = (one) => placing.byKeyboard(one);
const panel = new Panel(panelBox, { state, server, edits, dialogs, does, reveal });
const showFree = (gap) => { if (gap) panel.showFree(gap); else tell(say("geen_vrije_tijd")); };
listenForFree(timeline, state, showFree);
does.f = () => {
  const [item] = state.chosen();
  const row = document.activeElement?.closest?.(".vt-row")?.dataset.row ?? (item ? carrierOf(item) : "");
  showFree(item ? freeAfter(state, row, item.end) : null);
  panelBox.focus();
};
const tray = new Tray($(".tray"), { state, filter, pick: reveal, pickWaiting: (one, how) => { state.select([]); panel.showWaiting(one, how); panelBox.focus(); }, assign: (code) => assignDialog(code, { state, server, edits }) });
const news = new News($("[data-news]"), { state, server, edits, timeline, mover, tell, reveal });
const table = new Table($("#tabel"), { state, filter, does, mayEdit: settings.may_edit });
new Chart($(".map"), {
  state,
  found: (items, name) => {
    timeline.marked = new Set(items.map((item) => item.id));
    timeline.mark();
    tell(`${name}: ${count("afspraken", items.length)}`);
    if (items.length && shown === "tijdlijn") timeline.reveal(items[0].id, { row: carrierOf(items[0]) });
  },
});

// --- the bar above: draft, undo, views ---
function showHead() {
  const { head } = state;
  $("[data-draft]").textContent = say("concept", { version: head.version });
  $("[data-changed]").textContent = !head.levels ? "…" : head.release ? count("wijzigingen_na", head.changed, { release: head.release }) : count("wijzigingen", head.changed);
  $("[data-compare]").href = `${settings.addresses.compare}?naar=${head.plan}`;
  if (settings.may_publish) $("[data-publish]").href = `${settings.addresses.publish}?plan=${head.plan}`;
  $("[data-undo]").disabled = !head.can_undo || !settings.may_edit;
  $("[data-redo]").disabled = !head.can_redo || !settings.may_edit;
  const levels = $("[data-levels]");
  levels.replaceChildren(...(head.levels ?? []).flatMap((one) => {
    const name = document.createElement("span");
    const value = document.createElement("strong");
    value.textContent = figure(one.cost);
    name.append(`${one.name} `, value);
    return [name];
  }));
}
function showChoice() {
  const number = state.selected.size;
  const hint = $("[data-chosen]");
  hint.hidden = number === 0;
  hint.querySelector("strong").textContent = count("gekozen", number);
}
function show(view) {
  shown = view;
  desk.dataset.view = view;
  for (const name of ["tijdlijn", "tabel", "bezetting"]) {
    $(`#${name}`).hidden = name !== view;
    $(`[data-view-button="${name}"]`).setAttribute("aria-pressed", String(name === view));
  }
  $("[data-scales]").hidden = view !== "tijdlijn";
  draw();
}
function draw() {
  if (!state.week) return;
  if (shown === "tabel") table.show();
  else if (shown === "bezetting") showLoads($("#bezetting"), state, filter);
  else timeline.layout();
}
function turn(view, first = timeline.first) {
  scale = view;
  const days = { week: 7, drie: 3, dag: 1 }[view];
  const at = Math.max(0, Math.min(7 - days, first));
  for (const one of document.querySelectorAll("[data-scale]")) one.setAttribute("aria-pressed", String(one.dataset.scale === view));
  for (const one of document.querySelectorAll("[data-turn]")) one.hidden = view === "week";
  timeline.look(view, at);
}

for (const one of document.querySelectorAll("[data-view-button]")) {
  one.addEventListener("click", () => {
    show(one.dataset.viewButton);
    history.replaceState(null, "", one.dataset.viewButton === "tabel" ? settings.table_page : settings.page);
  });
}
for (const one of document.querySelectorAll("[data-scale]")) one.addEventListener("click", () => turn(one.dataset.scale));
for (const one of document.querySelectorAll("[data-turn]")) {
  one.addEventListener("click", () => turn(scale, timeline.first + Number(one.dataset.turn) * (scale === "drie" ? 3 : 1)));
}
timeline.addEventListener("turn", (event) => turn(scale, event.detail));
$("[data-undo]").addEventListener("click", () => edits.undo());
$("[data-redo]").addEventListener("click", () => edits.redo());
$("[data-add]")?.addEventListener("click", () => {
  const [one] = state.chosen();
  dialogs.add(one ? carrierOf(one) : "");
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) { event.preventDefault(); edits.undo(); }
  else if (key === "y" || (key === "z" && event.shiftKey)) { event.preventDefault(); edits.redo(); }
});

const wide = matchMedia("(min-width: 1201px)");
const fold = () => { $(".rail-box").open = wide.matches; };
wide.addEventListener("change", fold);
fold();

// --- filter and search ---
let searched = 0;
filter.addEventListener("change", () => { draw(); tray.show(); });
filter.addEventListener("search", () => {
  const found = filter.search ? [...state.items.values()].filter((item) => filter.matches(item)) : [];
  timeline.marked = new Set(found.map((item) => item.id));
  timeline.mark();
  tray.show();
  searched = -1;
  if (filter.search) tell(count("gevonden", found.length));
});
filter.addEventListener("next", () => {
  const found = [...timeline.marked];
  if (!found.length) return;
  searched = (searched + 1) % found.length;
  reveal(found[searched]);
  if (shown === "tijdlijn") filter.searchBox.focus();
});

state.addEventListener("week", () => { showHead(); if (shown !== "tijdlijn") unlessPressed($(".views"), draw); });
state.addEventListener("head", showHead);
state.addEventListener("choice", showChoice);
document.addEventListener("solved", () => edits.reload().then(() => tell(say("berekend"))).catch(() => {}));

/** Choose what the address asks for: everything of one case, as when somebody comes back from its page. */
function chooseCase() {
  const code = settings.chosen;
  if (!code) return;
  const has = (one) => one.code.split(", ").includes(code);
  const items = [...state.items.values()].filter(has).sort((a, b) => a.start - b.start);
  const waits = state.week.unplanned.find(has);
  if (items.length) {
    const next = items.find((one) => one.start >= state.week.now) ?? items[0];
    reveal(next.id);
    state.select(items.length === 1 ? [next.id] : items.map((one) => one.id));
  } else if (waits) panel.showWaiting(waits);
  else tell(say("zaak_niet_hier"));
}

/** Choose what a disruption strikes that the address names, as when somebody comes from its page. */
async function chooseStruck() {
  const number = new URLSearchParams(location.search).get("verstoring") ?? "";
  if (!/^\d{1,9}$/.test(number)) return;
  const { struck } = await impactOf(number).catch(() => ({ struck: [] }));
  const found = struck.map((one) => state.of(one.activity)).filter(Boolean);
  if (!found.length) return;
  reveal(found[0].id);
  state.select(found.map((one) => one.id));
}

/** Say how long it takes already, as long as a draft that nobody looked at before is read and judged. */
function waiting() {
  const begun = Date.now();
  const box = $("[data-loading]");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", box.textContent);
  const text = document.createElement("span");
  text.setAttribute("aria-hidden", "true");
  return setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    if (seconds < 2) return;
    text.textContent = say("langer_laden", { seconds });
    if (!bar.isConnected) box.append(bar, text);
  }, 1000);
}

async function start() {
  show(shown);
  turn(scale, 0);
  const counting = waiting();
  try {
    const { head, week: asked } = await server.open();
    head.catch(() => {});
    const week = await asked;
    state.take({ id: week.draft, version: week.version, release: 1, changed: 0, can_undo: false, can_redo: false }, week);
    if (scale === "dag") turn("dag", Math.max(0, week.days.findIndex((one) => week.now < one.end)));
    showChoice();
    clearInterval(counting);
    $("[data-loading]").remove();
    desk.dataset.ready = "1";
    performance.mark("bureau-klaar");
    const found = await head;
    state.takeHead(found);
    state.seenRelease = found.release;
    chooseCase();
    chooseStruck();
    desk.dataset.settled = "1";
    news.look();
  } catch (error) {
    clearInterval(counting);
    const box = $("[data-loading]");
    box.textContent = error.message;
    box.classList.add("failed");
    tell(error.message);
  }
}
start();
