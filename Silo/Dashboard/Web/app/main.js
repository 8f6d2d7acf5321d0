// Puts the page together: who looks, what is read again and again, and the panels that show it.
import { Api } from './api.js';
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
let openAccess = () => {};
const api = new Api(() => session.token, problem => openAccess(problem));

const status = new Feed(() => api.json('v1/status'), everyTwoSecondsMs);
const peers = new Feed(async () => (session.mayAdminister ? api.json('v1/peers') : null), everyTwoSecondsMs);
const load = new Feed(async () => (session.mayReadRegion ? api.json('v1/load?minutes=60') : null), everyTenSecondsMs);
const page = { api, session, status, peers, load };
page.compared = new Differences(page, everySecondMs);

const bodyOf = id => document.querySelector(`#${id} .body`);
const panels = [
  startVitals(document.getElementById('vitals'), page),
  startTree(bodyOf('tree'), page),
  startPeers(bodyOf('peers'), page),
  startLoad(bodyOf('load'), page),
  startKeys(bodyOf('keys'), page),
  startConflicts(bodyOf('conflicts'), page),
  startChanges(bodyOf('changes'), page),
];

startTheme(document.getElementById('theme'));
startHealth(page);
openAccess = startAccessDialog(document.getElementById('access'), session, useToken);
begin();

function useToken(token) {
  session.token = token;
  begin();
}

/** Finds out what may be seen, and starts or restarts everything with it. */
async function begin() {
  const notice = document.getElementById('notice');
  try {
    session.grant = await api.json('v1/access');
    notice.hidden = true;
  } catch (problem) {
    session.grant = null;
    notice.textContent = noticeOf(problem);
    notice.hidden = false;
    if (problem.status !== 401) setTimeout(begin, everyTwoSecondsMs);
  }
  for (const feed of [status, peers, load, page.compared.feed]) feed.restart();
  for (const panel of panels) panel?.restart?.();
}

function noticeOf(problem) {
  if (problem.status === 401) return `${problem.message} Choose “Access” to type a token.`;
  return problem.status ? problem.message : 'The silo does not answer; it is asked again.';
}
