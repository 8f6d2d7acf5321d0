// How the silo is, in the header; and who answers, at the end of the page.
import { set, text } from './dom.js';
import { span } from './format.js';

export function startHealth({ status }) {
  const pill = document.getElementById('health');
  const region = document.getElementById('region');
  const about = document.getElementById('about');
  status.listen((value, problem) => {
    const [tone, words] = judge(value, problem);
    set(pill, { class: `pill ${tone}` });
    text(pill, words);
    if (!value) return;
    text(region, value.region);
    document.title = `${value.region} · Aevrion`;
    text(about, `Aevrion ${value.version} · ${value.engine} engine · ${value.silos} ${value.silos === 1 ? 'silo' : 'silos'} · up ${span(value.uptimeMs)} · `
      + `leaves of ${span(value.granularity)}, ${value.branchingFactor} to a node`);
  });
}

function judge(value, problem) {
  if (problem) return problem.status === 401 || problem.status === 403 ? ['warn', 'No access'] : ['bad', problem.status ? 'Not ready' : 'Not reachable'];
  return value.storage.state === 'ready' ? ['good', 'Ready'] : ['bad', 'Database away'];
}
