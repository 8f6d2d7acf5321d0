// How the silo is, in the header; what is wrong, above everything else; and who answers, at the end of the page.
import { set, text } from './dom.js';
import { span, timeOfDay } from './format.js';

export function startHealth({ status }) {
  const pill = document.getElementById('health');
  const notice = document.getElementById('notice');
  const region = document.getElementById('region');
  const about = document.getElementById('about');
  status.listen((value, problem) => {
    const [tone, words] = judge(value, problem);
    set(pill, { class: `pill ${tone}` });
    text(pill, words);
    text(notice, noticeOf(value, problem));
    notice.hidden = notice.textContent === '';
    if (!value) return;
    text(region, value.region);
    document.title = `${value.region} · Aevrion`;
    text(about, `Aevrion ${value.version} · ${value.engine} engine · ${value.silos} ${value.silos === 1 ? 'silo' : 'silos'} · up ${span(value.uptimeMs)} · `
      + `leaves of ${span(value.granularity)}, ${value.branchingFactor} to a node`);
  });
}

function judge(value, problem) {
  if (problem) return isAboutAccess(problem) ? ['warn', 'No access'] : ['bad', problem.status ? 'Not ready' : 'Not reachable'];
  return value.storage.state === 'ready' ? ['good', 'Ready'] : ['bad', 'Database away'];
}

function noticeOf(value, problem) {
  if (!problem) return value.storage.state === 'ready' ? '' : `The database does not answer: ${value.storage.detail ?? ''}`;
  if (isAboutAccess(problem)) return `${problem.message} Choose “Access” to type a token.`;
  const why = problem.status ? problem.message : 'The silo does not answer; it is asked again.';
  return value ? `${why} What you see is of ${timeOfDay(value.now)}.` : why;
}

const isAboutAccess = problem => problem.status === 401 || problem.status === 403;
