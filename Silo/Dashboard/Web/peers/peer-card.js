// One peer: the link, what is on its way, the last exchange, and what an administrator may do.
import { el, say, set, text } from '../app/dom.js';
import { ago, bytes, count, counted, span } from '../app/format.js';
import { linkPicture } from './link-picture.js';

const tones = { connected: 'good', connecting: 'warn', disconnected: 'bad', paused: 'warn', refused: 'bad', 'cut-off': 'bad' };

export class PeerCard {
  #peer = null;
  #busy = false;

  constructor(region, name, page) {
    this.name = name;
    this.page = page;
    this.pill = el('span', { class: 'pill' });
    this.link = linkPicture(region, name);
    this.reason = el('p', { class: 'lead' });
    this.figures = Object.fromEntries(['lag', 'offset', 'equal', 'sent', 'inbound', 'exchanges'].map(key => [key, el('dd')]));
    this.last = Object.fromEntries(['when', 'bytes', 'events', 'trips'].map(key => [key, el('dd')]));
    this.answer = el('p', { class: 'lead', role: 'status' });
    this.sync = el('button', { type: 'button', click: () => this.#act('sync') }, 'Sync now');
    this.pause = el('button', { type: 'button', click: () => this.#act(this.#peer?.state === 'paused' ? 'resume' : 'pause') }, 'Pause');
    this.element = el('li', { class: 'peer', 'data-peer': name },
      el('div', { class: 'row apart' },
        el('div', { class: 'row' }, el('h3', {}, name), this.pill),
        el('div', { class: 'row' }, this.sync, this.pause)),
      this.link.element,
      this.reason,
      el('dl', { class: 'facts two' },
        fact('Not acknowledged', this.figures.lag), fact('Equal up to', this.figures.equal),
        fact('Pushed', this.figures.sent), fact('Clock ahead by', this.figures.offset),
        fact('Its connections to here', this.figures.inbound), fact('Exchanges', this.figures.exchanges)),
      el('h4', {}, 'Last exchange'),
      el('dl', { class: 'facts two' },
        fact('When', this.last.when), fact('Round trips', this.last.trips),
        fact('Bytes out, in', this.last.bytes), fact('Events out, in', this.last.events)),
      this.answer);
  }

  show(peer, now) {
    this.#peer = peer;
    this.element.dataset.state = peer.state;
    set(this.pill, { class: `pill ${tones[peer.state] ?? 'warn'}` });
    text(this.pill, peer.state);
    this.link.show(peer.state, peer.inbound.state);
    text(this.reason, peer.stateReason ?? '');
    this.reason.hidden = !peer.stateReason;
    text(this.figures.lag, counted(peer.pushLag, 'event'));
    text(this.figures.offset, peer.clockOffsetMs === null ? 'not known yet' : span(peer.clockOffsetMs));
    text(this.figures.equal, peer.convergedThrough === null ? 'not proven yet' : ago(peer.convergedThrough, now));
    text(this.figures.sent, counted(peer.pushedEvents, 'event'));
    text(this.figures.inbound, peer.inbound.state === 'connected' ? count(peer.inbound.connections) : peer.inbound.state);
    text(this.figures.exchanges, peer.failures ? `${count(peer.exchanges)}, ${count(peer.failures)} failed` : count(peer.exchanges));
    this.#showExchange(peer, now);
    this.#showButtons(peer);
  }

  #showExchange({ exchange, lastExchange }, now) {
    const shown = exchange ?? lastExchange;
    text(this.last.when, exchange ? 'under way' : lastExchange ? `${ago(lastExchange.at, now)}, ${outcome(lastExchange)}` : 'none yet');
    text(this.last.trips, shown ? `${count(shown.roundTrips)}${lastExchange && !exchange ? ` in ${span(lastExchange.durationMs)}` : ''}` : '–');
    text(this.last.bytes, shown ? `${bytes(shown.bytesSent)}, ${bytes(shown.bytesReceived)}` : '–');
    text(this.last.events, shown ? `${count(shown.eventsSent)}, ${count(shown.eventsReceived)}` : '–');
  }

  #showButtons({ state }) {
    const paused = state === 'paused';
    text(this.pause, paused ? 'Resume' : 'Pause');
    set(this.pause, { 'aria-label': `${paused ? 'Resume' : 'Pause'} the link with ${this.name}`, class: paused ? 'first' : null });
    set(this.sync, { 'aria-label': `Sync now with ${this.name}` });
    this.sync.disabled = this.#busy || paused;
    this.pause.disabled = this.#busy;
  }

  async #act(action) {
    this.#busy = true;
    this.#showButtons(this.#peer);
    try {
      const report = await this.page.api.post(`v1/peers/${encodeURIComponent(this.name)}/${action}`);
      this.#tell(action === 'sync' ? synced(report) : action === 'pause' ? `The link with ${this.name} is paused.` : `The link with ${this.name} is resumed.`);
    } catch (problem) {
      this.#tell(problem.message);
    }
    this.#busy = false;
    await this.page.peers.refresh();
    this.page.compared.feed.refresh();
  }

  #tell(words) {
    text(this.answer, words);
    say(words);
  }
}

function fact(name, value) {
  return el('div', {}, el('dt', {}, name), value);
}

function outcome(exchange) {
  if (exchange.error) return `broke off: ${exchange.error}`;
  if (!exchange.equal) return 'not equal yet';
  return exchange.differingLeaves ? `repaired ${counted(exchange.differingLeaves, 'leaf').replace('leafs', 'leaves')}` : 'nothing differed';
}

function synced(report) {
  const moved = report.eventsSent + report.eventsReceived;
  return `${report.equal ? 'Equal' : 'Not equal yet'} after ${counted(report.roundTrips, 'round trip')}: ${moved ? `${counted(moved, 'event')} moved` : 'nothing to move'}, `
    + `${bytes(report.bytesSent + report.bytesReceived)} in all.`;
}
