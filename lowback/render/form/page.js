"use strict";
// The page: shows one screen at a time, keeps the draft, and stops for an emergency.

const MAIN = document.getElementById("main");
const EMPTY = { answers: {}, seen: [], settled: [], typed: {}, country: KNOWN.country, name: "" };
let state = EMPTY;

/** Show a screen; the heading takes the focus, so that a screen reader begins there. */
function show(title, ...children) {
  MAIN.onchange = null;
  const heading = make("h1", { tabindex: "-1" }, title);
  MAIN.replaceChildren(heading, ...children.filter(Boolean));
  document.title = `${title} · lowback`;
  heading.focus();
  window.scrollTo(0, 0);
}

const button = (label, action, kind = "") =>
  make("button", { type: "button", class: kind, onclick: action }, label);
const buttons = (...each) => make("div", { class: "buttons" }, ...each);
const paragraphs = (texts) => texts.map((each) => make("p", {}, each));

function change(to) {
  state = { ...state, ...to };
  keepDraft(state);
}

function start() {
  const draft = readDraft();
  const country = KNOWN.country ? null : countryField(draft?.country);
  const begin = () => {
    state = { ...EMPTY, country: country ? country.value() : KNOWN.country };
    clearDraft();
    goOn();
  };
  const resume = () => {
    change({ ...draft, country: country ? country.value() : KNOWN.country });
    goOn();
  };
  const again = draft && [
    make("p", { class: "note" }, draft.isOld
      ? "There are answers from another day. Warning signs can change in a day, so we ask them again."
      : "There are answers from before on this device."),
    buttons(button("Go on with them", resume, "main"), button("Delete them and start again", begin)),
  ];
  show(KNOWN.texts.title, ...paragraphs(KNOWN.texts.welcome), country?.box,
    ...(again || [buttons(button("Start", begin, "main"))]));
}

function countryField(before) {
  const places = Object.entries(KNOWN.helplines).map(([code, each]) =>
    make("option", { value: code, selected: code === before }, each.name));
  const select = make("select", { id: "country" }, ...places);
  const box = make("p", {}, make("label", { for: "country" }, "Which country are you in? "), select,
    make("span", { class: "small" }, " Only for the emergency number."));
  return { box, value: () => select.value };
}

/** Go to whatever comes next: an emergency, two answers that do not fit, a question, the review. */
function goOn() {
  showEmergencyNumber();
  const alarms = pressing(state);
  const pair = unsettled(state);
  const screen = nextScreen(state);
  if (alarms.length) confirmEmergency(alarms);
  else if (pair) whichOne(pair);
  else if (screen) ask(screen);
  else review();
}

function ask(screen, isChange = false) {
  const isGroup = screen.section.signs && isRow(screen.questions[0]);
  const before = { ...state.answers, ...state.typed };
  const fields = screen.questions.map((each) => fieldFor(each, before[each.id]));
  const problem = make("p", { role: "alert", class: "problem" });
  const { words, share } = progress(screen, state);
  const next = () => {
    const found = entered(screen, fields, isGroup);
    problem.textContent = found.problem || "";
    if (found.field) found.field.box.querySelector("input").focus();
    if (found.problem) return;
    change(take(state, found.given));
    goOn();
  };
  const skip = () => {
    change(take(state, Object.fromEntries(idsOf(screen).map((id) => [id, undefined]))));
    goOn();
  };
  const mayGoBack = screenBefore(screen, state) !== null;
  show(screen.section.title,
    make("p", { class: "place" }, words),
    make("progress", { value: share, max: 1, "aria-label": "Done so far" }),
    isGroup && screen.section.intro ? make("p", {}, screen.section.intro) : null,
    ...fields.map((each) => each.box),
    isGroup && fields.some((each) => each.value() === undefined) ? buttons(button("No to all that are left", () => {
      denyTheRest(fields);
      keepTyped(screen, fields);
    })) : null,
    problem,
    buttons(button("Next", next, "main"),
      screen.section.signs && isRow(screen.questions[0]) ? null : button("Leave out", skip),
      mayGoBack ? button("Back", () => ask(screenBefore(screen, state))) : null,
      isChange ? button("Back to your answers", review) : null));
  MAIN.onchange = () => keepTyped(screen, fields);
}

/** Keep what stands on the screen, so that neither going back nor a reload empties it. */
function keepTyped(screen, fields) {
  const typed = { ...state.typed };
  for (const [at, { id }] of screen.questions.entries()) typed[id] = fields[at].value();
  change({ typed });
}

/** Tick "No" where nothing is ticked: it is seen before it counts, and can be changed. */
function denyTheRest(fields) {
  for (const each of fields) if (each.value() === undefined) each.set("no");
}

/** What was entered on a screen, or what is missing, in words. */
function entered(screen, fields, isGroup) {
  const given = {};
  for (const [at, question] of screen.questions.entries()) {
    const field = fields[at];
    const value = field.value();
    if (value === undefined) {
      const problem = isGroup ? "Please answer each line. “Not sure” is an answer too."
        : "Please answer, or choose “Leave out”.";
      return { problem, field };
    }
    const problem = isNumber(value) ? wrongNumber(question, value, field) : "";
    if (problem) return { problem, field };
    given[question.id] = value;
  }
  return { given };
}

function wrongNumber(question, value, field) {
  if (Number.isNaN(value)) return "That is not a number we understand. Write 1200 or 12.5.";
  if (value < question.least || value > question.most) {
    return `It must lie between ${question.least} and ${question.most} ${question.unit}.`;
  }
  const [low, high] = question.usual || [value, value];
  const isOdd = (value < low || value > high) && field.box.dataset.meant !== String(value);
  field.box.dataset.meant = String(value);
  return isOdd ? `${Number(value.toFixed(1))} is unusual. If it is right, press Next again.` : "";
}

function review() {
  const rows = screens(state).filter((each) => wasSeen(each, state)).flatMap((screen) =>
    screen.questions.map((each) => make("div", { class: "answer" },
      make("dt", {}, each.label),
      make("dd", {}, inWords(each, state.answers[each.id]), " ",
        make("button", { type: "button", class: "link", "aria-label": `Change: ${each.label}`,
          onclick: () => ask(screen, true) }, "Change")))));
  show("Your answers",
    make("p", {}, "Look through them. What you left out counts as unknown, never as no."),
    buttons(button("All right, go on", finish, "main")),
    make("dl", {}, ...rows),
    buttons(button("All right, go on", finish, "main")));
}

function inWords(question, value) {
  if (value === undefined) return "left out";
  if (isNumber(value)) return `${Number(value.toFixed(1))} ${question.unit === "points" ? "out of 10" : question.unit}`;
  const choices = question.kind === "yes_no_unsure" ? SIGN_CHOICES : question.choices;
  return [value].flat().map((id) => choices.find((each) => each.id === id).label).join(", ");
}

document.getElementById("clear").addEventListener("click", () => {
  if (!window.confirm("Delete your answers from this device?")) return;
  clearDraft();
  state = EMPTY;
  start();
});
start();
