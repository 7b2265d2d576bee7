"use strict";
// What stops the questions: an emergency, confirmed once; two answers that do not fit together,
// asked about once; and the end, where answers are handed on.

function confirmEmergency(rules) {
  const asked = rules.flatMap((rule) => reads(rule.when));
  const said = Object.values(KNOWN.questions).filter((each) =>
    asked.includes(each.id) && state.answers[each.id] !== undefined && state.answers[each.id] !== "no");
  show("Please check this",
    make("p", {}, "You answered:"),
    make("ul", {}, ...said.map((each) =>
      make("li", {}, `${each.ask} ${inWords(each, state.answers[each.id])}`))),
    make("p", {}, "Is that right?"),
    buttons(button("Yes, that is right", () => emergency(rules), "danger"),
      button("No, go back and change it", () => ask(screenOf(rules)))));
}

/** The screen to change: the first of those whose answers raised the alarm. */
function screenOf(rules) {
  const asked = rules.flatMap((rule) => reads(rule.when));
  const raising = (id) => asked.includes(id) && state.answers[id] !== "no";
  return screens(state).find((each) => wasSeen(each, state) && idsOf(each).some(raising));
}

function emergency(rules) {
  const advice = KNOWN.urgencies.emergency;
  const spoken = distinct(rules.map((each) => each.say));
  show(advice.headline,
    make("section", { class: "card emergency" },
      make("p", { class: "now" }, helpline().emergency),
      make("p", {}, ...callLinks()),
      ...paragraphs(distinct(rules.map((each) => each.do))),
      spoken.length ? make("h2", {}, "Say on the phone") : null,
      ...spoken.map((each) => make("blockquote", {}, make("p", {}, each)))),
    make("p", {}, "The questions stop here. Your answers stay on this device until you delete them."),
    buttons(button("One of these was a mistake", () => ask(screenOf(rules))),
      button("Save my answers", save)));
}

/** Show both answers again, in the words of the terminal; either is asked again, or both stay. */
function whichOne(pair) {
  const words = KNOWN.texts.which_one;
  const asked = pair.between.map((id) => KNOWN.questions[id]);
  const settle = () => change({ settled: [...stillSettled(state.settled, state.answers), pair.id] });
  const again = (question) => {
    const isChange = nextScreen(state) === null;
    settle();
    ask(alone(sectionOf(question))(question), isChange);
  };
  const keep = () => { settle(); goOn(); };
  show(words.place,
    ...paragraphs(asked.map((each) => filledIn(words.told, {
      label: each.label, answer: inWords(each, state.answers[each.id]) }))),
    make("p", {}, pair.because),
    make("p", {}, words.ask),
    make("div", { class: "buttons", role: "group", "aria-label": words.label },
      ...asked.map((each) => button(each.label, () => again(each))),
      button(words.both, keep)),
    make("p", { class: "small" }, words.help));
}

const filledIn = (text, words) => text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
const distinct = (texts) => [...new Set(texts.filter(Boolean))];
const helpline = () => KNOWN.helplines[state.country] || Object.values(KNOWN.helplines)[0];

/** A link to each number, to be touched on a phone. */
function callLinks() {
  const numbers = helpline().number.match(/\d+/g) || [];
  return numbers.flatMap((each) => [make("a", { class: "call", href: `tel:${each}` }, `Call ${each}`), " "]);
}

function showEmergencyNumber() {
  document.getElementById("help").replaceChildren(`In an emergency: ${helpline().emergency}`);
}

function finish() {
  const name = make("input", { id: "name", autocomplete: "name", maxlength: 100, value: state.name });
  const remember = () => change({ name: name.value });
  name.addEventListener("change", remember);
  const told = make("p", { role: "status" });
  const tell = (text) => { told.textContent = text; };
  show("Hand in your answers", ...howSoon(),
    make("p", {}, make("label", { for: "name" }, "Your name, as your coach knows it "), name),
    make("p", { class: "small" }, KNOWN.texts.private),
    buttons(
      button("Save my answers", () => { remember(); save(); tell(`Saved as ${fileName()}.`); }, "main"),
      button("Copy as text", () => { remember(); copy(tell); }),
      canShare() ? button("Share", () => { remember(); share(tell); }) : null,
      KNOWN.to ? mailLink(remember) : null),
    told,
    make("textarea", { id: "text", readonly: true, hidden: true, rows: 12, "aria-label": "Your answers as text" }),
    buttons(button("Back to your answers", review)));
}

/** What cannot wait for whoever reads the answers. No all-clear: that is not for this page. */
function howSoon() {
  const { urgency, raised, unchecked } = triage(state.answers);
  const open = unchecked.length
    ? make("p", {}, `${unchecked.length} warning signs have no clear answer. They count as unknown, never as no.`)
    : null;
  if (urgency === "self_care") return [make("p", {}, KNOWN.texts.nothing_raised), open];
  const advice = KNOWN.urgencies[urgency];
  const worst = raised.filter((each) => each.urgency === urgency);
  const reasons = distinct(worst.map((each) => each.do));
  const soonest = [...worst].sort((one, other) => one.days - other.days)[0];
  const filled = (text) => text.replaceAll("{by_when}", soonest ? soonest.by_when : "soon");
  return [make("section", { class: `card ${urgency}` }, make("h2", {}, filled(advice.headline)),
    ...paragraphs(distinct([advice.do, ...reasons]).map(filled)),
    make("p", {}, urgency === "urgent" ? helpline().urgent : helpline().soon)), open];
}

function answersDocument() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return {
    schema: KNOWN.schema,
    name: state.name.trim() || null,
    date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    voice: KNOWN.voice,
    country: state.country || null,
    knowledge: { version: KNOWN.version, sha256: KNOWN.sha256 },
    answers: ordered(state),
  };
}

const asText = () => `${JSON.stringify(answersDocument(), null, 1)}\n`;

/** A name that says whose file it is and nothing of health. */
function fileName() {
  const who = state.name.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `answers-${who.slice(0, 40) || "me"}-${answersDocument().date}.json`;
}

const asFile = () => new File([asText()], fileName(), { type: "application/json" });

function save() {
  const address = URL.createObjectURL(asFile());
  const link = make("a", { href: address, download: fileName() });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function copy(tell) {
  try {
    await navigator.clipboard.writeText(asText());
    tell("Copied. Paste it where you want it.");
  } catch {
    const box = document.getElementById("text");
    box.hidden = false;
    box.value = asText();
    box.select();
    tell("Your browser does not copy by itself. The text below is marked: copy it.");
  }
}

const canShare = () => Boolean(navigator.canShare && navigator.canShare({ files: [asFile()] }));

async function share(tell) {
  try {
    await navigator.share({ files: [asFile()] });
    tell("Handed on.");
  } catch {
    tell("Nothing was shared.");
  }
}

function mailLink(remember) {
  const open = ({ currentTarget }) => { remember(); currentTarget.href = mailTo(); };
  return make("a", { class: "button", href: mailTo(), onclick: open }, `Write to ${KNOWN.to}`);
}

/** A ready mail: nothing of health in subject or text; the saved file is attached by hand. */
function mailTo() {
  const subject = encodeURIComponent(KNOWN.texts.mail_subject);
  const body = encodeURIComponent(KNOWN.texts.mail_body.replace("{file}", fileName()));
  return `mailto:${KNOWN.to_encoded}?subject=${subject}&body=${body}`;
}
