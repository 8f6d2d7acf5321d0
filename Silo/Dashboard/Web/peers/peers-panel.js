// How this region stands with each of the others.
import { el, keep, text } from '../app/dom.js';
import { contentOf, needsAdmin } from '../app/withheld.js';
import { PeerCard } from './peer-card.js';

export function startPeers(root, page) {
  const cards = new Map();
  const list = el('ul', { class: 'peers' });
  const none = el('p', { class: 'nothing', hidden: true }, 'This region has no peers: it stands alone.');
  const reason = el('p', { class: 'lead' });
  const trouble = el('p', { class: 'nothing', role: 'status' });
  root.append(list, none, reason, trouble);

  page.peers.listen((value, problem) => {
    text(trouble, problem && page.session.mayAdminister ? problem.message : '');
    if (!value) return;
    none.hidden = value.peers.length > 0;
    text(reason, value.watermarkReason ? `The watermark: ${value.watermarkReason}` : '');
    const now = page.status.value?.now ?? Date.now();
    keep(list, value.peers, peer => peer.name, peer => {
      cards.set(peer.name, new PeerCard(value.region, peer.name, page));
      return cards.get(peer.name).element;
    }, (_, peer) => cards.get(peer.name).show(peer, now));
  });

  return {
    restart() {
      root.replaceChildren(...contentOf(page.session, page.session.mayAdminister, [list, none, reason, trouble], needsAdmin('Peers')));
    },
  };
}
