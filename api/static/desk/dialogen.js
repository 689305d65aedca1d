// The dialogs that change the draft: pin, cancel, swap, add, and the reason or exception that an edit needs.
import { clock, count, day, isoDate, moment, say, settings, stretch } from "./woorden.js";
import { carrierOf } from "./stand.js";
import { FROZEN, button, choices, field, input, opened, ruleList, timeInput } from "./dialoog.js";
import { made, nameOf } from "./tekenen.js";
import { Trial } from "./proef.js";

const EPOCH_DAYS = (days) => days.map((one) => [String(one.start), one.label]);
/** The minute of a clock time on a day of the week; the day may be 23 or 25 hours long. */
export function minuteOf(dayStart, time) {
  const [hours, minutes] = time.split(":").map(Number);
  let found = dayStart + hours * 60 + minutes;
  for (const shift of [0, -60, 60]) if (clock(found + shift) === time && isoDate(found + shift) === isoDate(dayStart + 300)) return found + shift;
  return found;
}

const titled = (items) => (items.length === 1 ? nameOf(items[0]) : count("gekozen", items.length));

export class Dialogs {
  constructor(state, server, edits) {
    Object.assign(this, { state, server, edits });
  }

  /** Ask what an edit still needs: a reason in the frozen zone, an exception for each rule that is broken. */
  async needed(what, answer) {
    const hard = answer?.hard ?? [];
    const broken = hard.filter((one) => one.rule !== FROZEN);
    const locked = hard.filter((one) => !one.overridable);
    if (locked.length) {
      await opened(count("kan_niet", hard.length), [made("p", "", what), ruleList(hard)]);
      return null;
    }
    if (!hard.length && !answer?.frozen) return {};
    const content = [made("p", "", what)];
    const reason = input();
    reason.minLength = 3;
    reason.required = true;
    if (hard.length) content.push(ruleList(hard));
    if (broken.length) content.push(made("p", "small", say("uitzondering_uitleg", { by: broken[0].by || "?" })));
    if (answer.frozen) content.push(made("p", "small", say("bevroren_uitleg")));
    content.push(field(say("reden"), reason));
    const done = await opened(say(broken.length ? "uitzondering" : "in_bevroren"), content, {
      action: say("toch_wijzigen"), act: () => reason.checkValidity(),
    });
    if (!done) return null;
    return { reason: reason.value, exceptions: broken.map((one) => ({ rule: one.rule, reason: reason.value })) };
  }

  async pin(items) {
    const planned = items.filter((item) => item.start !== undefined);
    if (!planned.length) return;
    const now = planned[0].pin;
    const grade = choices([["", say("niet_vast")], ...Object.entries(settings.grades).map(([id, one]) => [id, `${one.letter} · ${one.name}`])], now?.grade ?? "alles");
    const reason = input("text", now?.reason ?? "");
    const expires = choices([["", say("zonder_einde")], ...EPOCH_DAYS(this.state.week.days)], "");
    await opened(say("vastzetten_van", { what: titled(planned) }), [
      field(say("vast_hoe"), grade), field(say("reden"), reason), field(say("vast_tot"), expires),
    ], {
      action: say("bewaar"),
      act: async () => {
        const edits = planned.map((item) => (grade.value
          ? { what: "zet-vast", activity: item.activity, grade: grade.value, reason: reason.value, ...(expires.value ? { expires: Number(expires.value) } : {}) }
          : { what: "maak-los", activity: item.activity, reason: reason.value }));
        return (await this.edits.all(edits, say(grade.value ? "vastgezet_gezegd" : "los_gezegd", { what: titled(planned) }))) > 0;
      },
    });
  }

  async cancel(items) {
    if (!items.length) return;
    const code = choices(Object.entries(settings.cancel_codes));
    const reason = input();
    await opened(say("annuleren_van", { what: titled(items) }), [
      made("p", "small muted", say("annuleren_uitleg")), field(say("waarom"), code), field(say("toelichting"), reason),
    ], {
      action: say("annuleer"), danger: true,
      act: async () => (await this.edits.all(items.map((item) => ({ what: "annuleer", activity: item.activity, code: code.value, reason: reason.value })),
        say("geannuleerd_gezegd", { what: titled(items) }))) > 0,
    });
  }

  async swap(items) {
    const [one, second] = items;
    if (!one) return;
    const like = [...this.state.items.values()].filter((other) => other.kind === one.kind && other.id !== one.id && other.zone !== "historie")
      .sort((a, b) => Math.abs(a.start - one.start) - Math.abs(b.start - one.start));
    const title = (id) => this.state.rows.get(id)?.title ?? "";
    const other = choices(like.slice(0, 80).map((item) => [item.activity, `${moment(item.start)} · ${nameOf(item)} · ${title(carrierOf(item))}`]), second?.activity ?? "");
    const trial = new Trial(this.server, () => (other.value ? { what: "ruil", activity: one.activity, other: other.value } : null));
    other.addEventListener("change", () => trial.ask());
    const done = opened(say("ruilen_van", { what: nameOf(one) }), [
      made("p", "small", `${nameOf(one)}: ${stretch(one.start, one.end)} · ${title(carrierOf(one))}`),
      field(say("ruilen_met"), other), trial.box, trial.reasonField,
    ], {
      action: say("ruil"),
      act: () => {
        const edit = trial.ready();
        return edit ? this.edits.do(edit, say("geruild_gezegd")) : false;
      },
    });
    trial.ask();
    await done;
  }

  async add(row = "") {
    const people = [...this.state.rows.values()].filter((one) => one.kind === "regievoerder");
    const kind = choices([["gesprek", settings.kinds.gesprek.name], ["overleg", settings.kinds.overleg.name]]);
    const label = input("text", say("extra_gesprek"));
    label.required = true;
    const code = input();
    code.placeholder = "Z-26-…";
    const who = choices(people.map((one) => [one.id.slice(one.id.indexOf(":") + 1), `${one.title} ${one.subtitle}`.trim()]), row.slice(row.indexOf(":") + 1));
    const days = choices(EPOCH_DAYS(this.state.week.days.filter((one) => one.end > this.state.week.now)));
    const time = timeInput("09:00");
    const minutes = input("number", "60");
    minutes.min = "5";
    minutes.max = "600";
    minutes.step = "5";
    const place = choices([["", say("zelfde_plek")], ...settings.places.map((one) => [one.id, one.name])]);
    const interpreter = made("label", "choice");
    const box = made("input");
    box.type = "checkbox";
    interpreter.append(box, ` ${say("tolk_nodig")}`);
    const grid = made("div", "two");
    grid.append(field(say("soort"), kind), field(say("omschrijving"), label), field(say("zaak"), code), field(settings.roles.regievoerder, who),
      field(say("dag"), days), field(say("tijd"), time), field(say("duur"), minutes), field(say("plaats"), place));
    await opened(say("toevoegen"), [grid, interpreter], {
      action: say("voeg_toe"),
      act: () => this.edits.do({
        what: "voeg-toe", kind: kind.value, label: label.value, regievoerder: who.value, start: minuteOf(Number(days.value), time.value),
        duration: Number(minutes.value), interpreter: box.checked,
        ...(code.value ? { case: code.value.trim() } : {}), ...(place.value ? { place: place.value } : {}),
      }, say("toegevoegd_gezegd", { day: day(Number(days.value)), time: time.value })),
    });
  }

  /** Say why something was refused: what somebody else changed, or which rules it breaks. */
  refused(error, again) {
    const { body = {} } = error;
    const content = [made("p", "", error.message)];
    if (body.broken?.length) content.push(ruleList(body.broken));
    if (body.changed?.length) {
      const list = made("ul", "plain");
      for (const one of body.changed) {
        const line = made("li", "changed");
        line.append(made("strong", "", one.code || one.label), made("div", "", say("deed_dat", { who: one.who, what: settings.deeds[one.what] ?? one.what, time: clock(one.at) })));
        if (one.after) line.append(made("div", "small muted", `${say("was_kort")} ${one.before}`), made("div", "small", `${say("nu")}: ${one.after}`));
        list.append(line);
      }
      content.push(list);
    }
    const able = again && body.broken?.length && body.broken.every((one) => one.overridable);
    if (able) {
      const go = button(say("uitzondering"));
      go.addEventListener("click", async () => {
        go.closest("dialog").close();
        const extra = await this.needed(say("uitzondering"), { hard: body.broken, frozen: false });
        if (extra) await this.edits.do({ ...again, ...extra });
      });
      content.push(go);
    }
    return opened(body.title || say("niet_gedaan"), content);
  }
}
