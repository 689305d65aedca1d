// Small parts that dialogs share: opening one, fields, buttons, and the answer of the rules shown in it.
import { count, say, settings } from "./woorden.js";
import { made } from "./tekenen.js";

let number = 0;

/** A labelled control; returns the wrapper, the control is its ``control``. */
export function field(label, control, hint = "") {
  const wrap = made("div", "utrecht-form-field");
  control.id ||= `veld-${(number += 1)}`;
  const name = made("label", "utrecht-form-label", label);
  name.htmlFor = control.id;
  wrap.append(name);
  if (hint) {
    const text = made("div", "small muted", hint);
    text.id = `${control.id}-hint`;
    control.setAttribute("aria-describedby", text.id);
    wrap.append(text);
  }
  wrap.append(control);
  wrap.control = control;
  return wrap;
}

export function options(select, list, chosen = "") {
  select.replaceChildren(...list.map(([value, text]) => {
    const option = made("option", "", text);
    option.value = value;
    option.selected = value === chosen;
    return option;
  }));
  return select;
}
export const choices = (list, chosen) => options(made("select", "utrecht-select"), list, chosen);
/** A clock time as it is written everywhere: 13:30. */
export function timeInput(value) {
  const found = input("text", value);
  found.inputMode = "numeric";
  found.pattern = "([01]?[0-9]|2[0-3]):[0-5][0-9]";
  found.placeholder = "13:30";
  found.required = true;
  return found;
}
export function input(type = "text", value = "") {
  const found = made("input", "utrecht-textbox");
  found.type = type;
  found.value = value;
  found.autocomplete = "off";
  return found;
}
export function button(text, kind = "secondary", danger = false) {
  const found = made("button", `utrecht-button utrecht-button--${kind}-action${danger ? " utrecht-button--danger" : ""}`, text);
  found.type = "button";
  return found;
}

/** A part of the panel under its title. */
export function section(title, ...content) {
  const found = made("section");
  found.append(made("h3", "", title), ...content);
  return found;
}

/** A rule by its number: leads to what the rulebook says of it, in a tab of its own so that nothing here is lost. */
export function ruleMark(rule, broken = false) {
  const mark = made("a", `rule ${broken ? "broken" : "near"}`, rule);
  mark.href = `${settings.addresses.rulebook}#${rule}`;
  mark.target = "_blank";
  mark.rel = "noopener";
  mark.setAttribute("aria-label", say("regel_in_boek", { rule }));
  return mark;
}

/** Rules as a list, those that are broken hard first. */
export function ruleList(rules) {
  const list = made("ul", "rules");
  for (const one of [...rules].sort((a, b) => a.level - b.level)) {
    const line = made("li");
    line.append(ruleMark(one.rule, one.level === 0), made("span", "", one.text));
    list.append(line);
  }
  return list;
}

/** The rule that what is near stays as it is: a reason is enough, no exception is recorded. */
export const FROZEN = "P08";

/** Whether a placement can be: as it is, with a reason that is recorded, or not at all. */
export const outcome = (answer) =>
  answer.hard.some((one) => !one.overridable) ? "no" : answer.allowed && !answer.frozen ? "ok" : "reason";
/** The outcome in words. */
export function outcomeWords(answer) {
  const found = outcome(answer);
  if (found === "no") return count("kan_niet", answer.hard.length);
  return say(found === "reason" ? "kan_reden" : answer.soft.length ? "kan_met" : "kan");
}

/** What the rules say of a placement, as a coloured block. */
export function verdict(answer) {
  const found = outcome(answer);
  const box = made("div", `verdict ${found === "no" ? "no" : found === "ok" && !answer.soft.length ? "ok" : "near"}`);
  box.append(made("strong", "", outcomeWords(answer)));
  const rules = answer.allowed ? answer.soft : answer.hard;
  if (rules.length) box.append(ruleList(rules));
  if (answer.frozen) box.append(made("p", "small", say("bevroren_uitleg")));
  return box;
}

/** Open a dialog with a title, content and a button that does it; resolves when it closes. */
export function opened(title, content, { action = "", danger = false, act = null } = {}) {
  const dialog = made("dialog", "desk-dialog");
  const form = made("form");
  form.method = "dialog";
  const head = made("h2", "", title);
  head.id = `dialoog-${(number += 1)}`;
  dialog.setAttribute("aria-labelledby", head.id);
  const close = button(action ? say("sluit_niets") : say("sluit"));
  const go = action ? button(action, danger ? "secondary" : "primary", danger) : null;
  if (go) go.type = "submit";
  const foot = made("div", "row dialog-foot");
  foot.append(...(go ? [go] : []), close);
  const body = made("div", "dialog-body");
  body.append(...content);
  form.append(head, body, foot);
  dialog.append(form);
  document.body.append(dialog);
  const before = document.activeElement;
  return new Promise((resolve) => {
    let done = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      go.disabled = true;
      const good = await act();
      if (go.isConnected) go.disabled = false;
      if (good === false) return;
      done = true;
      dialog.close();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(done);
    });
    dialog.go = go;
    dialog.showModal();
  });
}
