"use strict";
// The fields of one screen: how each kind of question is shown, and what was entered in it.
// Texts are put in as text, never as markup.

/** Make an element: `make("p", {class: "small"}, "text", child)`. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined));
  return made;
}

const SIGN_CHOICES = [
  { id: "yes", label: "Yes" },
  { id: "no", label: "No" },
  { id: UNSURE, label: "Not sure" },
];
// Units that people measure in, each with what one of it is in the unit of the question.
const UNITS = {
  km: [["km", 1], ["miles", 1.609344]],
  cm: [["cm", 1], ["feet and inches", 30.48, 2.54]],
  kg: [["kg", 1], ["pounds", 0.45359237], ["stone and pounds", 14 * 0.45359237, 0.45359237]],
  years: [["years", 1]],
  points: [["out of 10", 1]],
};

/** The fields of one question, and `value()`, what is entered: undefined for nothing. */
function fieldFor(question, before) {
  if (question.kind === "number") return numberField(question, before);
  if (question.kind === "several") return ticksField(question, before);
  const choices = question.kind === "choice" ? question.choices : SIGN_CHOICES;
  return radioField(question, choices, before, question.kind !== "choice");
}

function radioField(question, choices, before, inARow) {
  const options = choices.map((each) => option("radio", question.id, each, before === each.id));
  const box = make("fieldset", { class: inARow ? "row" : "list", id: `q-${question.id}` },
    make("legend", {}, question.ask), about(question), make("div", { class: "options" }, ...options));
  return { box, value: () => ticked(box)[0], set: (id) => tick(box, id) };
}

function ticksField(question, before = []) {
  const options = question.choices.map((each) =>
    option("checkbox", question.id, each, before.includes(each.id)),
  );
  const box = make("fieldset", { class: "list", id: `q-${question.id}`, onchange: keepApart },
    make("legend", {}, question.ask),
    make("p", { class: "small" }, "Tick all that are true."),
    about(question), make("div", { class: "options" }, ...options));
  const alone = question.choices.filter((each) => each.exclusive).map((each) => each.id);
  function keepApart({ target }) {
    if (!target.checked) return;
    for (const each of box.querySelectorAll("input")) {
      const apart = alone.includes(target.value) || alone.includes(each.value);
      if (each !== target && apart) each.checked = false;
    }
  }
  return { box, value: () => (ticked(box).length ? ticked(box) : undefined) };
}

function option(type, name, choice, checked) {
  const input = make("input", { type, name, value: choice.id, checked });
  return make("label", { class: "option" }, input, make("span", {}, choice.full || choice.label));
}

const ticked = (box) => [...box.querySelectorAll("input:checked")].map((each) => each.value);
function tick(box, id) {
  box.querySelector(`input[value="${id}"]`).checked = true;
}

function numberField(question, before) {
  const units = UNITS[question.unit] || [["", 1]];
  const exact = isNumber(before);
  const boxes = ["", "2"].map((nth) => numberBox(question, nth));
  if (exact) boxes[0].value = String(Number(before.toFixed(2)));
  const chooser = make("select", { name: `${question.id}-unit`, "aria-label": "Unit", onchange: show },
    ...units.map(([name], at) => make("option", { value: at }, name)));
  const first = question.choices.length ? range(question, exact ? undefined : before) : null;
  const box = make("fieldset", { class: "number", id: `q-${question.id}` },
    make("legend", {}, question.ask), about(question),
    make("div", { class: "amount" }, ...boxes, chooser), first);
  function show() {
    boxes[1].hidden = units[chooser.value][2] === undefined;
  }
  show();
  const shown = exact ? boxes[0].value : null;
  const value = () => {
    if (shown !== null && boxes[0].value === shown && chooser.value === "0") return before;
    return amount(boxes, units[chooser.value]) ?? (first ? ticked(first)[0] : undefined);
  };
  return { box, value };
}

function numberBox(question, nth) {
  const name = `${question.id}${nth}`;
  const label = nth ? `${question.label}, the smaller unit` : question.label;
  return make("input", { name, inputmode: "decimal", autocomplete: "off", size: 6, "aria-label": label });
}

/** For who does not know the number: the range it lies in. */
function range(question, before) {
  const options = question.choices.map((each) =>
    option("radio", `${question.id}-range`, { id: each.id, label: each.label }, before === each.id),
  );
  const open = question.choices.some((each) => each.id === before);
  return make("details", { open }, make("summary", {}, "I do not know the number"),
    make("div", { class: "options" }, ...options));
}

/** The amount in the question's unit, undefined when nothing was typed, NaN when it is no number. */
function amount(boxes, [, whole, part]) {
  const typed = boxes.map((each) => each.value.trim());
  if (!typed[0] && (part === undefined || !typed[1])) return undefined;
  const rest = part === undefined ? 0 : plain(typed[1] || "0") * part;
  return plain(typed[0] || "0") * whole + rest;
}

/** A number as people type it. `1,200` could be 1.2 or 1200, so it is no number here. */
function plain(text) {
  return /^\d{1,6}([.,](\d{1,2}|\d{4,}))?$/.test(text) ? Number(text.replace(",", ".")) : NaN;
}

/** What is meant and why it is asked, folded away. */
function about(question) {
  const texts = [question.meaning, question.why].filter(Boolean).map((each) => make("p", {}, each));
  return texts.length ? make("details", { class: "about" }, make("summary", {}, "What is meant?"), ...texts) : null;
}
