// Follows a solve: each event holds the whole of it as it stands.
const filled = (cells) => {
  const row = document.createElement("tr");
  cells.forEach((text, at) => {
    const cell = document.createElement(at ? "td" : "th");
    if (at) cell.className = "number";
    else cell.scope = "row";
    cell.textContent = text;
    row.append(cell);
  });
  return row;
};

const show = (panel, solve) => {
  panel.querySelector("[data-state]").textContent = solve.state;
  const progress = solve.progress;
  if (!progress) return;
  panel.querySelector(".progress").hidden = false;
  for (const name of ["stage", "planned", "total", "seconds"]) {
    panel.querySelector(`[data-${name}]`).textContent = progress[name];
  }
  panel.querySelector("progress").value = progress.fraction;
  const gap = (level) => (level.gap_percent === null ? "–" : `${level.gap_percent} %`);
  const levels = progress.levels.map((level) => filled([`${level.level} ${level.name}`, level.cost, level.bound ?? "–", gap(level)]));
  panel.querySelector("[data-levels]").replaceChildren(...levels);
  panel.querySelector(".stages").hidden = !solve.stages.length;
  panel.querySelector("[data-stages]").replaceChildren(...solve.stages.map((stage) => filled([stage.name, stage.seconds])));
};

for (const panel of document.querySelectorAll("[data-events]")) {
  const source = new EventSource(panel.dataset.events);
  source.addEventListener("stand", (event) => show(panel, JSON.parse(event.data)));
  source.addEventListener("einde", () => {
    source.close();
    location.reload();
  });
}
