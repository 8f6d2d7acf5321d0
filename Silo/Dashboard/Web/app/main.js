// Puts the page together: who looks, what is read again and again, and the panels that show it.
import { Api, Problem } from './api.js';
import { Session } from './session.js';
import { Feed } from './feed.js';
import { startTheme } from './theme.js';
import { startAccessDialog } from './access-dialog.js';
import { startVitals } from './vitals.js';
import { startHealth } from './health.js';
import { startTree } from '../tree/tree-panel.js';
import { startPeers } from '../peers/peers-panel.js';
import { startLoad } from '../load/load-panel.js';
import { startKeys } from '../keys/keys-panel.js';
import { startConflicts } from '../conflicts/conflicts-panel.js';
import { startChanges } from '../changes/changes-panel.js';
import { Differences } from '../tree/differences.js';

const everyTwoSecondsMs = 2000;
const everySecondMs = 1000;
const everyTenSecondsMs = 10_000;

const session = new Session();
const api = new Api(() => session.token, refused);

const status = new Feed(readStatus, everyTwoSecondsMs);
const peers = new Feed(async () => (session.mayAdminister ? api.json('v1/peers') : null), everyTwoSecondsMs);
const load = new Feed(async () => (session.mayReadRegion ? api.json('v1/load?minutes=60') : null), everyTenSecondsMs);
const page = { api, session, status, peers, load };
page.compared = new Differences(page, everySecondMs);

let again = null;

const bodyOf = id => document.querySelector(`#${id} .body`);
const panels = [
  startTree(bodyOf('tree'), page),
  startPeers(bodyOf('peers'), page),
  startLoad(bodyOf('load'), page),
  startKeys(bodyOf('keys'), page),
  startConflicts(bodyOf('conflicts'), page),
  startChanges(bodyOf('changes'), page),
];

startVitals(document.getElementById('vitals'), page);
startTheme(document.getElementById('theme'));
startHealth(page);
const openAccess = startAccessDialog(document.getElementById('access'), session, useToken);
begin();

function useToken(token) {
  session.token = token;
  begin();
}

/** Finds out what may be seen, and starts or restarts everything with it. Asks again while the silo cannot tell. */
async function begin() {
  clearTimeout(again);
  try {
    [session.grant, session.problem] = [await api.json('v1/access'), null];
  } catch (problem) {
    [session.grant, session.problem] = [null, problem];
    if (problem.status === 401) openAccess(problem);
    else again = setTimeout(begin, everyTwoSecondsMs);
  }
  for (const feed of [status, peers, load, page.compared.feed]) feed.restart();
  for (const panel of panels) panel.restart();
}

async function readStatus() {
  if (!session.mayRead) throw session.problem ?? new Problem(403, { detail: 'This token may write, but not read.' });
  return api.json('v1/status');
}

/** A token that was taken before is refused now: it was revoked, or has expired. */
function refused() {
  if (session.grant) begin();
  session.grant = null;
}
