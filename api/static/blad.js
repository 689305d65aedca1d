// Says when a sheet was printed and which day is today. Without scripts the sheets hold everything else.
"use strict";
(() => {
  const zone = { timeZone: "Europe/Amsterdam" };
  const stamp = () => {
    const now = new Date().toLocaleString("nl-NL", { ...zone, dateStyle: "short", timeStyle: "short" });
    document.querySelectorAll("[data-afgedrukt]").forEach((place) => { place.textContent = now; });
  };
  const iso = (days) => new Date(Date.now() + days * 86400000).toLocaleDateString("sv-SE", zone);
  const words = { [iso(0)]: "vandaag", [iso(1)]: "morgen" };
  document.querySelectorAll("[data-dag]").forEach((place) => {
    const word = words[place.dataset.dag];
    if (word) { place.textContent = word; place.hidden = false; }
  });
  stamp();
  window.addEventListener("beforeprint", stamp);
})();
