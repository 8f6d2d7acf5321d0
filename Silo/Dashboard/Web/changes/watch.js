// Follows the changes of keys, and goes on behind the last one when the connection is lost.
import { eventsOf } from './event-stream.js';

const shortestPauseMs = 500;
const longestPauseMs = 10_000;

export class Watch {
  #stop = null;

  /** `change(change)` is called for each change, `state(words, isLive)` when the connection is made or lost. */
  constructor(api, { change, state }) {
    Object.assign(this, { api, change, state });
  }

  /** Follows the keys with a prefix from now on; ends what was followed before. */
  start(prefix) {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    this.#follow(prefix, stop.signal);
  }

  stop() {
    this.#stop?.abort();
    this.#stop = null;
  }

  async #follow(prefix, signal) {
    let last = null, pauseMs = shortestPauseMs;
    while (!signal.aborted) {
      try {
        const headers = last ? { 'Last-Event-ID': last } : {};
        const body = await this.api.stream(`v1/watch?prefix=${encodeURIComponent(prefix)}`, { headers, signal });
        this.state('Following', true);
        pauseMs = shortestPauseMs;
        for await (const event of eventsOf(body)) {
          if (event.id) last = event.id;
          if (event.event !== 'slow') this.change(JSON.parse(event.data));
        }
      } catch (problem) {
        if (signal.aborted) return;
        if (problem.status === 401 || problem.status === 403) return this.state(problem.message, false);
        if (problem.slug === 'watch-too-old') last = null; // some changes were missed; those to come are shown
      }
      if (signal.aborted) return;
      this.state('The connection was lost; it is made anew.', false);
      await new Promise(done => setTimeout(done, pauseMs));
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
}
