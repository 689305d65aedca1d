// The dialogs that choose people: who gets a case, and which escort teams go along. The rules are asked at each choice.
import { count, moment, say, settings, stretch } from "./woorden.js";
import { choices, field, opened } from "./dialoog.js";
import { made, nameOf } from "./tekenen.js";
import { Trial } from "./proef.js";

/** Give a case to a regievoerder. */
export async function assignDialog(code, { state, server, edits }) {
  let found;
  try {
    found = await server.holders({ case: code });
  } catch (error) {
    await opened(say("toewijzen_van", { code }), [made("p", "", error.message)]);
    return false;
  }
  const title = (who) => {
    const row = state.rows.get(`regievoerder:${who}`);
    return row?.subtitle ? `${who} · ${row.subtitle}` : who;
  };
  const busy = (who) => {
    const loads = (state.rows.get(`regievoerder:${who}`)?.load ?? []).filter((one) => one !== null);
    return loads.length ? ` · ${say("bezet_gemiddeld", { load: Math.round(loads.reduce((a, b) => a + b, 0) / loads.length) })}` : "";
  };
  const options = found.holders.map((one) => [
    one.regievoerder, `${title(one.regievoerder)}${one.allowed ? busy(one.regievoerder) : ` · ${one.rules[0].rule} ${one.rules[0].text}`}`,
  ]);
  const first = found.holders.find((one) => one.allowed && one.regievoerder !== found.given) ?? found.holders[0];
  const who = choices(options, first?.regievoerder);
  const trial = new Trial(server, () => (who.value ? { what: "wijs-toe", case: code, regievoerder: who.value } : null));
  who.addEventListener("change", () => trial.ask());
  const done = opened(say("toewijzen_van", { code }), [
    made("p", "small muted", found.given ? say("heeft_nu", { who: found.given }) : say("heeft_niemand")),
    field(settings.roles.regievoerder, who, say("toewijzen_uitleg")), trial.box, trial.reasonField,
  ], {
    action: say("wijs_toe"),
    act: () => {
      const edit = trial.ready();
      return edit ? edits.do(edit, say("toegewezen_gezegd", { code, who: who.value })) : false;
    },
  });
  trial.ask();
  return done;
}

/** Choose the escort teams of a departure. ``escorts`` is what is known of its duty and of each team. */
export function escortsDialog(item, escorts, { server, edits }) {
  const set = made("fieldset", "teams");
  set.append(made("legend", "", say("escortteams")));
  const boxes = escorts.teams.map((team) => {
    const label = made("label", "choice");
    const box = made("input");
    Object.assign(box, { type: "checkbox", value: team.id, checked: team.sent > 0 });
    label.append(box, made("span", "", `${team.id} · ${say("team_vrij", { free: team.free, size: team.size })}`));
    if (team.sent) label.append(" ", made("span", "tag info", count("gaan_nu", team.sent)));
    set.append(label);
    box.addEventListener("change", () => trial.ask());
    return box;
  });
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const trial = new Trial(server, () => (chosen().length ? { what: "verplaats", activity: item.activity, teams: chosen() } : null));
  const duty = made("p", "small", `${say("dienst")}: ${stretch(escorts.start, escorts.end)}; ${say("rust_tot", { when: moment(escorts.rested) })}`);
  const needed = made("p", "small", `${count("begeleiders_nodig", escorts.needed)}${escorts.nurse ? `, ${say("met_verpleegkundige")}` : ""}`);
  const done = opened(say("escorts_van", { what: nameOf(item) }), [needed, duty, set, trial.box, trial.reasonField], {
    action: say("bewaar"),
    act: () => {
      const edit = trial.ready();
      return edit ? edits.do(edit, say("escorts_gezegd", { what: nameOf(item), teams: chosen().join(", ") })) : false;
    },
  });
  trial.ask();
  return done;
}
