// Writes that lost to a concurrent one, beside the one that won, until somebody picks.
import { el, keep, say, text } from '../app/dom.js';
import { counted } from '../app/format.js';
import { Feed } from '../app/feed.js';
import { keyPath } from '../app/api.js';
import { contentOf, needsRead } from '../app/withheld.js';
import { conflictCard } from './conflict-card.js';

const pageSize = 20;
const pauseMs = 4000;

export function startConflicts(root, page) {
  const { session, api } = page;
  const summary = el('p', { class: 'lead', role: 'status' });
  const list = el('ul', { class: 'conflicts' });
  const content = el('div', {}, summary, list);
  root.append(content);

  const feed = new Feed(async () => (session.mayRead ? api.json(`v1/conflicts?values=true&limit=${pageSize}`) : null), pauseMs);
  feed.listen((value, problem) => {
    if (problem) text(summary, problem.message);
    if (!value || problem) return;
    text(summary, summarise(value));
    keep(list, value.conflicts, conflict => `${conflict.key}\n${conflict.winner.id}\n${conflict.loser.id}`,
      conflict => conflictCard(conflict, session.mayWrite, (id, button) => settle(conflict.key, id, button)));
  });

  return {
    restart() {
      root.replaceChildren(...contentOf(session, session.mayRead, [content], needsRead('Conflicts')));
      list.replaceChildren();
      feed.restart();
    },
  };

  async function settle(key, id, button) {
    button.disabled = true;
    try {
      await api.post(`v1/conflicts/${keyPath(key)}`, { pick: id });
      say(`The conflict of ${key} is settled.`);
      summary.tabIndex = -1;
      summary.focus();
    } catch (problem) {
      say(problem.message);
      text(summary, problem.message);
    }
    button.disabled = false;
    feed.refresh();
  }
}

function summarise({ conflicts, next }) {
  if (!conflicts.length) return 'None: no version has lost to a write that did not know it.';
  return `${counted(conflicts.length, 'version')}${next ? ' and more' : ''} lost to a concurrent write. What you pick is written anew, in every region.`;
}
