// What a learner has done, kept in this browser alone: no account, nothing on the server. It may be switched off.

const KEY = "forger:progress";

export const progress = {
  all() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return this.here ?? {};
    }
  },

  get(name) {
    return this.all()[name];
  },

  set(name, value) {
    const kept = { ...this.all(), [name]: value };
    this.here = kept; // for this page alone, where the browser keeps nothing
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Nothing on a page depends on it.
    }
    dispatchEvent(new CustomEvent("forger:progress", { detail: name }));
  },

  forget() {
    this.here = {};
    try {
      localStorage.removeItem(KEY);
    } catch {
      // The same.
    }
    dispatchEvent(new CustomEvent("forger:progress", { detail: null }));
  },
};
