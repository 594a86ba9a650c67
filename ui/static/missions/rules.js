// When a mission is accomplished, read from what the run says of itself: a live frame's header and the data set's name.

const MOST = 0.8; // of all notes: one amount
const SURE = 0.95; // the detective's accuracy
const NOTHING = 1e-3; // length of the feedback on one item
const TOLD = 0.9; // the referee's accuracy
const POOR = 0.5; // of all fakes pass a strict look

const measured = ({ d_accuracy: accuracy }) => typeof accuracy === "number";
const guesses = (member) => measured(member) && Math.abs(member.d_accuracy - 0.5) <= member.d_band;

export const RULES = {
  stalemate: ({ members: [member] }) => member.stage === 3,
  everything: ({ members: [member] }, data) => data === "grid25" && measured(member) && member.modes === member.modes_all,
  one: ({ members: [member] }, data) => data === "banknotes" && measured(member) && member.modes === 1 && Math.max(...member.shares) >= MOST,
  vanish: ({ members: [member] }) => measured(member) && member.d_accuracy >= SURE && member.desk?.feedback_norm < NOTHING,
  empty: ({ members: [member] }) => guesses(member) && member.high_quality < POOR && member.referee >= TOLD,
  lost: ({ members: [member], stages }) => member.stage < 3 && stages.some(({ stage }) => stage === 3),
  burst: ({ diverged }) => Boolean(diverged),
};
