// Words and clock times of the page: texts come from the server in the visitor's language, never from a script.
const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const settings = read("bureau-gegevens");
const texts = settings.texts;

/** A text with its {values} filled in; an unknown name is shown as it is, so that it is noticed. */
export const say = (name, values = {}) =>
  (texts[name] ?? name).replace(/\{(\w+)\}/g, (_all, key) => String(values[key] ?? ""));

/** One of two texts, by number: name_1 or name_n. */
export const count = (name, number, values = {}) => say(`${name}_${number === 1 ? "1" : "n"}`, { n: number, ...values });

const EPOCH = Date.UTC(2020, 0, 1);
const language = document.documentElement.lang || "nl";
const ZONE = "Europe/Amsterdam";
const clockForm = new Intl.DateTimeFormat(language, { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayForm = new Intl.DateTimeFormat(language, { timeZone: ZONE, weekday: "short", day: "numeric", month: "short" });
const longForm = new Intl.DateTimeFormat(language, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });
const dateForm = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });
const numberForm = new Intl.NumberFormat(language);

const kept = (form) => {
  const known = new Map();
  return (minute) => {
    let text = known.get(minute);
    if (text === undefined) {
      text = form.format(EPOCH + minute * 60000).replace(",", "").replaceAll(".", "");
      known.set(minute, text);
    }
    return text;
  };
};
export const clock = kept(clockForm);
const dayKept = kept(dayForm);
const longKept = kept(longForm);
const quarter = (minute) => Math.floor(minute / 15) * 15;
export const day = (minute) => dayKept(quarter(minute));
export const longDay = (minute) => longKept(quarter(minute));
export const isoDate = (minute) => dateForm.format(EPOCH + minute * 60000);
export const moment = (minute) => `${day(minute)} ${clock(minute)}`;
export const stretch = (start, end) =>
  `${moment(start)}–${isoDate(start) === isoDate(end - 1) ? clock(end) : moment(end)}`;
export const figure = (value) => numberForm.format(value);

/** The short code beside a block: without the part that all codes of a year share. */
export const shortCode = (code) => {
  const [first, ...more] = code.split(", ");
  return `${first.replace(/^Z-\d\d-/, "")}${more.length ? ` +${more.length}` : ""}`;
};
