// What was measured of each twin, from the first look on: the material of the stripes and of the accuracy curves.

export class Past {
  constructor() {
    this.clear();
  }

  clear() {
    this.looks = [[], []];
  }

  // The whole past, as the server tells it on opening: [[member, step, d_accuracy, modes, high_quality, [‰ …]], …].
  load(marks) {
    this.clear();
    for (const [member, step, accuracy, modes, sharp, shares] of marks) {
      this.looks[member]?.push({ step, accuracy, modes, sharp, shares: shares.map((share) => share / 1000) });
    }
  }

  // What a live frame adds: a look that is not known yet.
  add(members) {
    members.slice(0, 2).forEach((member, k) => {
      const step = member.measured_step;
      if (step === null || step <= (this.looks[k].at(-1)?.step ?? -1)) return;
      this.looks[k].push({ step, accuracy: member.d_accuracy, modes: member.modes, sharp: member.high_quality, shares: member.shares });
    });
  }

  rewind(step) {
    for (const looks of this.looks) while (looks.length && looks.at(-1).step > step) looks.pop();
  }
}

// What was true at a step: the last entry not after it. Entries are in the order of their steps.
export const lastBefore = (entries, step, stepOf) => entries.findLast((entry) => stepOf(entry) <= step) ?? null;
