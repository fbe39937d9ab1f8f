// @ts-check
// What the address says is shown: #/?q=… the list, #/incidents/ID one incident, #/incidents/ID/heap/… what is in its heap.
import { element } from './dom.js';
import { showHeap } from './heap.js';
import { showComparison } from './compare.js';
import { showIncident } from './incident.js';
import { showList } from './list.js';
import { recognized } from './session.js';

let leave = () => {};
let shown = 0;

async function show() {
  const turn = ++shown;
  leave();
  leave = () => {};
  const main = /** @type {HTMLElement} */ (document.getElementById('main'));
  try {
    // Another address may have been asked for meanwhile.
    if (!await recognized(main, show) || turn !== shown) return;
  } catch (problem) {
    main.replaceChildren(element('p', { class: 'error' }, /** @type {Error} */ (problem).message));
    return;
  }
  const [path, query] = location.hash.slice(1).split('?', 2);
  const incident = /^\/incidents\/([a-z0-9]+)$/.exec(path);
  const heap = /^\/incidents\/([a-z0-9]+)\/heap(?:\/(.*))?$/.exec(path);
  const both = /^\/incidents\/([a-z0-9]+)\/compare(?:\/([a-z0-9]+))?$/.exec(path);
  if (both) showComparison(main, both[1], both[2] ?? '');
  else if (heap) leave = showHeap(main, heap[1], (heap[2] ?? '').split('/'), new URLSearchParams(query));
  else if (incident) leave = showIncident(main, incident[1]);
  else showList(main, new URLSearchParams(query));
}

// A session ended while the page was open.
addEventListener('unauthorized', show);
addEventListener('hashchange', () => { show(); document.getElementById('main')?.focus(); });
show();
