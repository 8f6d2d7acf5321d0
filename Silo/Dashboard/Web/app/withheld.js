// Says why something is not shown, instead of an empty panel.
import { el } from './dom.js';

/** What a panel shows: its content, or why that is withheld. */
export function contentOf(session, may, content, words) {
  if (may) return content;
  const unknown = !session.grant && session.problem?.status !== 401;
  return [el('p', { class: 'withheld' }, unknown ? 'Not known yet: the region does not answer.' : words)];
}

/** What stands in a panel that asks for the whole region. */
export const needsAdmin = what => `${what} concern the whole region. They are shown to a token of scope “admin” without prefixes.`;

/** What stands in a panel that asks for the whole region, to read. */
export const needsWholeRegion = what => `${what} of the whole region: shown to a token of scope “read” or “admin” without prefixes.`;

export const needsRead = what => `${what} are shown to a token of scope “read”.`;
