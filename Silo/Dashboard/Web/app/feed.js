// Something that is asked for again and again, for as many as want to know; not while nobody looks at the page.

export class Feed {
  #read;
  #pauseMs;
  #listeners = new Set();
  #timer = null;
  #running = null;
  #stale = false;

  /** The last answer; null before the first. */
  value = null;

  /** Why there is none; null when there is. */
  problem = null;

  /** `read` answers a promise; `pauseMs` passes between two readings. */
  constructor(read, pauseMs) {
    this.#read = read;
    this.#pauseMs = pauseMs;
    document.addEventListener('visibilitychange', () => !document.hidden && this.refresh());
  }

  /** Calls `listener(value, problem)` after each reading. */
  listen(listener) {
    this.#listeners.add(listener);
    if (this.value !== null || this.problem !== null) listener(this.value, this.problem);
  }

  /** Forgets what was read and reads anew at once. */
  restart() {
    this.value = this.problem = null;
    return this.refresh();
  }

  /** Reads at once; what is being read now counts as old. Done when it is read. */
  refresh() {
    this.#stale = this.#running !== null;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run() {
    clearTimeout(this.#timer);
    do {
      this.#stale = false;
      await this.#readOnce();
    } while (this.#stale);
    this.#running = null;
    this.#timer = setTimeout(() => document.hidden || this.refresh(), this.#pauseMs);
  }

  async #readOnce() {
    try {
      const value = await this.#read();
      if (this.#stale) return;
      [this.value, this.problem] = [value, null];
    } catch (problem) {
      if (this.#stale) return;
      this.problem = problem;
    }
    for (const listener of this.#listeners) listener(this.value, this.problem);
  }
}
