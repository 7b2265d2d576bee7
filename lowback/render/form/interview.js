"use strict";
// Which screen comes next, and what an answer that changes takes with it. Pure as well: a state
// goes in, a new one comes out, and nothing of the page is touched.
//
// A state holds `answers`, `seen`, the ids of questions that had their turn, `typed`, what
// stands on a screen that was left before it counted, and `settled`, the ids of the pairs that
// contradict themselves and were asked about. What was seen and has no answer was left out: it
// stays unknown.

const MOST_SIGNS = 9;

const sectionOf = (question) => KNOWN.sections.find((each) => each.id === question.section);
const isRow = (question) => question.kind === "yes_no_unsure" && !question.follows;

/** Whether a question is asked now; a sign of which nobody can tell is asked in doubt. */
function applies(question, state, said) {
  if (!question.when) return true;
  const outcome = holds(question.when, said);
  if (outcome === null && sectionOf(question).signs) {
    return reads(question.when).every((id) => state.seen.includes(id));
  }
  return outcome === true;
}

/** Every screen that applies, in order: warning signs together, follow-ups behind their sign. */
function screens(state) {
  const said = readAll(state.answers);
  const found = [];
  for (const section of KNOWN.sections) {
    const asked = Object.values(KNOWN.questions).filter(
      (each) => each.asked && each.section === section.id && applies(each, state, said),
    );
    const rows = section.signs ? asked.filter(isRow) : [];
    for (let at = 0; at < rows.length; at += MOST_SIGNS) {
      const group = rows.slice(at, at + MOST_SIGNS);
      found.push({ section, questions: group });
      const ids = group.map((each) => each.id);
      found.push(...asked.filter((each) => ids.includes(each.follows)).map(alone(section)));
    }
    const follow = (each) => rows.some((row) => row.id === each.follows);
    const single = asked.filter((each) => !rows.includes(each) && !follow(each));
    found.push(...single.map(alone(section)));
  }
  return found;
}

const alone = (section) => (question) => ({ section, questions: [question] });
const idsOf = (screen) => screen.questions.map((each) => each.id);
const wasSeen = (screen, state) => idsOf(screen).every((id) => state.seen.includes(id));

/** The next screen, or null when enough was asked: nothing ordinary once nothing is ranked. */
function nextScreen(state) {
  const waiting = screens(state).filter((each) => !wasSeen(each, state));
  const { ranked } = triage(state.answers);
  return waiting.find((each) => ranked || each.section.signs) || null;
}

/** The screen before this one; of null, the last that was seen. */
function screenBefore(screen, state) {
  const every = screens(state);
  const at = screen ? placeOf(screen, every) : every.length;
  return every.slice(0, at).reverse().find((each) => wasSeen(each, state)) || null;
}

/** Where a screen stands; of a sign that is asked again by itself, the screen it belongs to. */
function placeOf(screen, every) {
  return Math.max(0, every.findIndex((each) => idsOf(each).includes(idsOf(screen)[0])));
}

/** Keep what was said on a screen; undefined leaves a question out. */
function take(state, given) {
  const answers = { ...state.answers, ...given };
  for (const id of Object.keys(given)) if (given[id] === undefined) delete answers[id];
  const typed = Object.entries(state.typed || {}).filter(([id]) => !(id in given));
  const seen = [...new Set([...state.seen, ...Object.keys(given)])];
  const kept = withoutOrphans({ answers, seen });
  const settled = stillSettled(state.settled, kept.answers);
  return { ...kept, settled, typed: Object.fromEntries(typed) };
}

/** A pair to ask about, or undefined: once, and nothing stands before an emergency. */
function unsettled(state) {
  if (triage(state.answers).urgency === "emergency") return undefined;
  const settled = stillSettled(state.settled, state.answers);
  return contradicting(state.answers).find((pair) => !settled.includes(pair.id));
}

/** The pairs that were asked about and still contradict themselves. */
function stillSettled(settled, answers) {
  const ids = Array.isArray(settled) ? settled : [];
  return contradicting(answers).map((pair) => pair.id).filter((id) => ids.includes(id));
}

/** Drop what was said to questions that no longer apply, and what hung on those. */
function withoutOrphans(state) {
  const said = readAll(state.answers);
  const gone = state.seen.filter((id) => {
    const { when } = KNOWN.questions[id];
    return when && holds(when, said) === false;
  });
  if (!gone.length) return state;
  const answers = { ...state.answers };
  for (const id of gone) delete answers[id];
  return withoutOrphans({ answers, seen: state.seen.filter((id) => !gone.includes(id)) });
}

/**
 * The emergency rules to act on now. A rule that one of the follow-ups still to be asked could
 * calm waits for it; they come straight after their sign.
 */
function pressing(state) {
  const raised = triage(state.answers).raised.filter((rule) => rule.urgency === "emergency");
  const waiting = screens(state)
    .flatMap((each) => each.questions)
    .filter((each) => each.follows && !state.seen.includes(each.id))
    .map((each) => each.id);
  const ready = raised.filter(
    (rule) => !reads(rule.unless).concat(reads(rule.when)).some((id) => waiting.includes(id)),
  );
  return ready.length || !waiting.length ? raised : [];
}

/** How far along we are, in words and as a share; the number of screens is a good guess. */
function progress(screen, state) {
  const every = screens(state);
  const same = every.filter((each) => Boolean(each.section.signs) === Boolean(screen.section.signs));
  const number = placeOf(screen, same) + 1;
  const about = screen.section.signs ? "" : "about ";
  const kind = screen.section.signs ? "Warning signs" : "Question";
  const share = placeOf(screen, every) / every.length;
  return { words: `${kind} ${number} of ${about}${same.length}`, share };
}

/** The answers in the order of the questions, those that still apply. */
function ordered(state) {
  const ids = Object.keys(KNOWN.questions).filter((id) => id in state.answers);
  return Object.fromEntries(ids.map((id) => [id, state.answers[id]]));
}
