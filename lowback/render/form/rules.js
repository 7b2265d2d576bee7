"use strict";
// The rules about warning signs, as the program has them. Every function here is pure: the same
// answers give the same outcome, and a test compares it with the engine's on many answers.
//
// A condition is true, false, or null: it cannot be known yet. Silence is never "no".

const KNOWN = JSON.parse(document.getElementById("knowledge").textContent);
const UNSURE = "unsure";

/** What an answer stands for: ids of choices or bands, and the ends of a number [low, high). */
function understood(question, value) {
  if (question.kind === "number") return understoodNumber(question, value);
  return { choices: Array.isArray(value) ? value : [value], low: null, high: null };
}

function understoodNumber(question, value) {
  const band = question.choices.find((each) => each.id === value);
  if (!band) {
    const inside = question.choices.filter((each) => isBand(each) && isInside(value, each));
    return { choices: inside.map((each) => each.id), low: value, high: value };
  }
  const low = band.from ?? question.least;
  const ends = isBand(band) ? { low, high: band.below ?? Infinity } : { low: null, high: null };
  return { choices: [band.id], ...ends };
}

const isBand = (choice) => choice.from !== null || choice.below !== null;
const isInside = (value, band) =>
  (band.from === null || value >= band.from) && (band.below === null || value < band.below);
const isUnsure = (said) => said.choices.length === 1 && said.choices[0] === UNSURE;

/** All answers as the rules read them, with the body mass index where it follows. */
function readAll(answers) {
  const found = {};
  for (const [id, value] of Object.entries(answers)) {
    found[id] = understood(KNOWN.questions[id], value);
  }
  const { height_cm: height, weight_kg: weight } = answers;
  const derived = Object.values(KNOWN.questions).find((each) => each.derive === "bmi");
  if (derived && !(derived.id in found) && isNumber(height) && isNumber(weight) && height) {
    const value = tenth(weight / (height / 100) ** 2);
    if (value >= derived.least && value <= derived.most) {
      found[derived.id] = understood(derived, value);
    }
  }
  return found;
}

const isNumber = (value) => typeof value === "number";

/** Round to one decimal, a half to the even digit, as Python does. */
function tenth(value) {
  const isHalf = Number.isInteger(value * 4) && (value * 20) % 2 === 1;
  return isHalf ? (2 * Math.round(value * 5)) / 10 : Number(value.toFixed(1));
}

/**
 * Whether a condition holds. `straddling` is what a comparison comes to when its limit lies inside
 * the band that was answered: a rule gives true, so that the worse end of the band counts.
 */
function holds(condition, said, straddling = null) {
  if ("question" in condition) return compared(condition, said[condition.question], straddling);
  if ("condition" in condition) {
    return holds(KNOWN.conditions[condition.condition], said, straddling);
  }
  if ("not" in condition) {
    const inner = holds(condition.not, said, straddling === null ? null : !straddling);
    return inner === null ? null : !inner;
  }
  const parts = (condition.all || condition.any || condition.of).map((each) =>
    holds(each, said, straddling),
  );
  if (condition.all) return atLeast(parts, parts.length);
  return atLeast(parts, condition.any ? 1 : condition.at_least);
}

function atLeast(parts, count) {
  const sure = parts.filter((each) => each === true).length;
  const open = parts.filter((each) => each === null).length;
  if (sure >= count) return true;
  return sure + open >= count ? null : false;
}

function compared(condition, answer, straddling) {
  if (!answer) return null;
  if ("is" in condition) {
    if ([condition.is].flat().some((each) => answer.choices.includes(each))) return true;
    return isUnsure(answer) ? null : false;
  }
  if (answer.low === null || answer.high === null) return null;
  const isLeast = "at_least" in condition;
  const reaches = from(answer.low, answer.high, isLeast ? condition.at_least : condition.below);
  if (reaches === null) return straddling;
  return isLeast ? reaches : !reaches;
}

/** Whether a number in [low, high) is at least `least`; null when the band straddles it. */
function from(low, high, least) {
  if (low >= least) return true;
  return high <= least || low === high ? false : null;
}

/** Whether a rule holds, at the worse end of every band, and its exception not surely. */
function fires(rule, said) {
  if (holds(rule.when, said, true) !== true) return false;
  return !rule.unless || holds(rule.unless, said) !== true;
}

/** The rules that hold, worst first, the signs still open, and how soon to be seen. */
function triage(answers) {
  const said = readAll(answers);
  const raised = KNOWN.rules
    .filter((rule) => fires(rule, said))
    .sort((one, other) => severity(other.urgency) - severity(one.urgency));
  const unchecked = Object.values(KNOWN.questions)
    .filter((each) => each.sign && !isChecked(each, said))
    .filter((each) => !each.when || holds(each.when, said) !== false);
  const calm = unchecked.some((each) => each.emergency) ? "not_checked" : "self_care";
  return {
    urgency: raised.length ? raised[0].urgency : calm,
    raised,
    unchecked: unchecked.map((each) => each.id),
    ranked: raised.every((rule) => rule.ranked && rule.urgency !== "emergency"),
  };
}

/** The pairs of answers that can hardly both be true. */
function contradicting(answers) {
  const said = readAll(answers);
  return KNOWN.contradictions.filter((pair) => holds(pair.when, said) === true);
}

/** Whether a sign was answered yes or no, or "not sure" and then told plainly in its follow-ups. */
function isChecked(sign, said) {
  if (!said[sign.id]) return false;
  if (!isUnsure(said[sign.id])) return true;
  const told = sign.clarify.map((id) => said[id] && !isUnsure(said[id]));
  return told.length > 0 && told.every(Boolean);
}

const severity = (urgency) => Object.keys(KNOWN.urgencies).indexOf(urgency);

/** Every question that a condition looks at, those behind its name included. */
function reads(condition) {
  if (!condition) return [];
  if ("question" in condition) return [condition.question];
  if ("condition" in condition) return reads(KNOWN.conditions[condition.condition]);
  const parts = condition.all || condition.any || condition.of || [condition.not];
  return parts.flatMap(reads);
}
