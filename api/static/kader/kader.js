// The frame: the menu on small screens, and the look that somebody chose on this device.
const bar = document.querySelector(".bar");
const menu = document.querySelector(".menu");
const nav = document.getElementById("hoofdmenu");
if (menu && nav) {
  bar.classList.add("js");
  menu.hidden = false;
  const show = (open) => {
    nav.classList.toggle("open", open);
    menu.setAttribute("aria-expanded", String(open));
  };
  menu.addEventListener("click", () => show(!nav.classList.contains("open")));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !nav.classList.contains("open")) return;
    show(false);
    menu.focus();
  });
}

const more = document.querySelector(".more details");
if (more) {
  const close = () => { more.open = false; };
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    event.stopPropagation();
    close();
    more.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (!more.contains(event.target)) close(); });
  more.addEventListener("focusout", (event) => { if (event.relatedTarget && !more.contains(event.relatedTarget)) close(); });
}

const root = document.documentElement;
const kept = localStorage.getItem("thema");
if (kept === "light" || kept === "dark") root.dataset.theme = kept;
const look = document.querySelector("[data-look]");
if (look) {
  look.hidden = false;
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  look.setAttribute("aria-pressed", String(isDark()));
  look.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("thema", root.dataset.theme);
    look.setAttribute("aria-pressed", String(isDark()));
  });
}

// On small screens a row of a wide table becomes a card, each value under the name of its column.
const WIDE = 3;
for (const table of document.querySelectorAll("main table:not(.cards)")) {
  const heads = [...table.querySelectorAll("thead tr:only-child > th")];
  if (heads.length < WIDE || table.closest(".desk") || table.querySelector("thead [colspan], [rowspan]")) continue;
  for (const row of table.querySelectorAll("tbody tr")) {
    if (row.cells.length !== heads.length) continue;
    [...row.cells].forEach((cell, at) => {
      const name = heads[at].textContent.trim();
      if (name && cell.scope !== "row" && !("label" in cell.dataset)) cell.dataset.label = name;
    });
  }
  table.classList.add("cards");
}

// What was filled in stays when the language is switched: kept in this tab alone, and only until the page is back.
const DRAFT = "ingevuld";
const TYPED = "main form input:not([type=hidden]):not([type=password]):not([type=file]), main form select, main form textarea";
const typed = () => [...document.querySelectorAll(TYPED)].filter((field) => field.name);
const there = document.querySelector('form[action="/taal"]');
const draft = JSON.parse(sessionStorage.getItem(DRAFT) || "null");
sessionStorage.removeItem(DRAFT);
if (draft && draft.page === location.pathname + location.search) {
  typed().forEach((field, at) => {
    const before = draft.fields[at];
    if (!before || before.name !== field.name || (before.value === field.value && before.checked === field.checked)) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = before.checked;
    else field.value = before.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
if (there) {
  there.addEventListener("submit", () => {
    const fields = typed().map(({ name, value, checked }) => ({ name, value, checked }));
    sessionStorage.setItem(DRAFT, JSON.stringify({ page: there.elements.verder.value, fields }));
  });
}
