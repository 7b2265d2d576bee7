"use strict";
// The draft in this page's own storage, and nothing else: no cookie, no request. Some browsers
// forbid storage to a file that was opened from a folder; the page works without it.

const DRAFT = `lowback-form-${KNOWN.sha256.slice(0, 16)}`;
const SIGNS_LAST = 24 * 60 * 60 * 1000;

function keepDraft(state) {
  try {
    const kept = { ...state, name: state.name || "", at: Date.now() };
    localStorage.setItem(DRAFT, JSON.stringify(kept));
  } catch {
    // Without storage nothing can be kept; the answers stay on the screen.
  }
}

function clearDraft() {
  try {
    localStorage.removeItem(DRAFT);
  } catch {
    // See above.
  }
}

/** The draft, or null. Warning signs can change in a day, so old ones are asked again. */
function readDraft() {
  let draft = null;
  try {
    draft = JSON.parse(localStorage.getItem(DRAFT));
  } catch {
    return null;
  }
  if (!draft || !Array.isArray(draft.seen) || typeof draft.answers !== "object") return null;
  const known = draft.seen.filter((id) => id in KNOWN.questions);
  const age = Date.now() - draft.at;
  const isFresh = age >= 0 && age <= SIGNS_LAST;
  const kept = known.filter((id) => isFresh || !sectionOf(KNOWN.questions[id]).signs);
  const usable = (values) =>
    Object.fromEntries(Object.entries(values || {}).filter(([id, value]) => isUsable(id, value, isFresh)));
  const state = { answers: usable(draft.answers), seen: kept };
  const settled = stillSettled(draft.settled, state.answers);
  const rest = { settled, typed: usable(draft.typed), country: draft.country, name: draft.name };
  return { ...withoutOrphans(state), ...rest, isOld: !isFresh };
}

function isUsable(id, value, isFresh) {
  const question = KNOWN.questions[id];
  if (!question || (sectionOf(question).signs && !isFresh)) return false;
  const ids = question.kind === "yes_no_unsure" ? ["yes", "no", UNSURE] : idsOfChoices(question);
  if (question.kind === "number" && isNumber(value)) {
    return value >= question.least && value <= question.most;
  }
  return value !== undefined && [value].flat().every((each) => ids.includes(each));
}

const idsOfChoices = (question) => question.choices.map((each) => each.id);
