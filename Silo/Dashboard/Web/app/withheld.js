// Says why something is not shown, instead of an empty panel.
import { el } from './dom.js';

export const withheld = why => el('p', { class: 'withheld' }, why);

/** What stands in a panel that asks for the whole region. */
export const needsAdmin = what => `${what} concern the whole region. They are shown to a token of scope “admin” without prefixes.`;

/** What stands in a panel that asks for the whole region, to read. */
export const needsWholeRegion = what => `${what} of the whole region: shown to a token of scope “read” or “admin” without prefixes.`;

export const needsRead = what => `${what} are shown to a token of scope “read”.`;
