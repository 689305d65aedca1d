// Says that something new was reported; the page is asked for again when nobody is filling in a form.
const EVERY = 5000;
const banner = document.querySelector("[data-stand]");
let known = null;

const busy = () => document.querySelector("main details[open] form") !== null || document.activeElement?.matches("input, select, textarea");

const look = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch("/uitvoering/stand", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { stand } = await answer.json();
    if (known !== null && stand !== known) {
      if (busy()) banner.hidden = false;
      else location.reload();
    }
    known ??= stand;
  } catch {
    // no connection now; the next look tries again
  }
};

if (banner) {
  look();
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
