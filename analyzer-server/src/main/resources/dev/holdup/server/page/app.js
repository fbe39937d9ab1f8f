// @ts-check
// What the address says is shown: #/?q=… the list, #/incidents/ID one incident.
import { showIncident } from './incident.js';
import { showList } from './list.js';

let leave = () => {};

function show() {
  leave();
  leave = () => {};
  const main = /** @type {HTMLElement} */ (document.getElementById('main'));
  const [path, query] = location.hash.slice(1).split('?', 2);
  const incident = /^\/incidents\/([a-z0-9]+)$/.exec(path);
  if (incident) leave = showIncident(main, incident[1]);
  else showList(main, new URLSearchParams(query));
}

addEventListener('hashchange', () => { show(); document.getElementById('main')?.focus(); });
show();
