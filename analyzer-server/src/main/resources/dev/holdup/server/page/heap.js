// @ts-check
// Looking into the heap of an incident: it is prepared first if need be, then the address says what is shown.
import { ask, element, size } from './dom.js';
import { showClass, showClasses, showObject, showThread, showThreads } from './look.js';
import { showTree } from './tree.js';

const AGAIN_MILLIS = 400;

/**
 * @param {HTMLElement} main
 * @param {string} id of the incident
 * @param {string[]} what the view and what it is of, such as `object` and `0x7f00`
 * @param {URLSearchParams} query
 * @returns {() => void} ends what goes on by itself
 */
export function showHeap(main, id, what, query) {
  let over = false;
  const body = element('section', { id: 'look', 'aria-label': 'Heap' });
  main.replaceChildren(head(id, what[0]), body);
  open().catch((problem) => { if (!over) body.replaceChildren(element('p', { class: 'error' }, problem.message)); });

  async function open() {
    const incident = await ask(`/api/incidents/${id}`);
    const title = main.querySelector('h1');
    if (title) title.append(': ', element('a', { href: `#/incidents/${id}` }, incident.title));
    let state = await ask(`/api/incidents/${id}/heap`);
    if (state.state === 'absent') state = await ask(`/api/incidents/${id}/heap`, { method: 'POST' });
    while (!over && (state.state === 'waiting' || state.state === 'preparing')) {
      wait(body, state);
      await new Promise((again) => setTimeout(again, AGAIN_MILLIS));
      state = await ask(`/api/incidents/${id}/heap`);
    }
    if (over) return;
    if (state.state === 'failed') {
      body.replaceChildren(element('p', { class: 'error' }, state.error), element('button', {
        click: async () => { await ask(`/api/incidents/${id}/heap`, { method: 'POST' }); main.replaceChildren(); showHeap(main, id, what, query); },
      }, 'Try again'));
      return;
    }
    body.replaceChildren();
    await view(body);
  }

  /** @param {HTMLElement} place */
  function view(place) {
    const subject = what[1] ?? '';
    switch (what[0]) {
      case 'object': return showObject(place, id, subject);
      case 'classes': return showClasses(place, id, query);
      case 'class': return showClass(place, id, subject);
      case 'threads': return showThreads(place, id, query);
      case 'thread': return showThread(place, id, subject);
      default: return showTop(place, id, subject);
    }
  }
  return () => { over = true; };
}

/** @param {string} id @param {string} now */
function head(id, now) {
  const links = [['tree', 'Dominator tree'], ['classes', 'Classes'], ['threads', 'Threads']];
  const address = /** @type {HTMLInputElement} */ (element('input', { placeholder: '0x7f0012a8', pattern: '0x[0-9a-fA-F]{1,16}', required: true }));
  return element('div', {},
    element('h1', {}, 'Heap'),
    element('nav', { class: 'row', 'aria-label': 'Views of the heap' },
      ...links.map(([view, label]) => element('a', { class: 'button', href: `#/incidents/${id}/heap/${view}`, 'aria-current': (now || 'tree') === view ? 'page' : false }, label)),
      element('form', {
        class: 'row',
        submit: (event) => { event.preventDefault(); location.hash = `#/incidents/${id}/heap/object/${address.value.trim()}`; },
      }, element('label', {}, 'Object at', address), element('button', {}, 'Look'))));
}

/** @param {HTMLElement} place @param {any} state */
function wait(place, state) {
  const bar = place.querySelector('progress');
  const phase = state.phase ?? 'waiting for its turn';
  if (bar) {
    bar.value = state.done ?? 0;
    const told = place.querySelector('#phase');
    if (told) told.textContent = phase;
    return;
  }
  place.replaceChildren(element('p', { role: 'status' }, 'The heap is analyzed once more and kept, so that looking into it is quick. ',
    element('progress', { max: '1', value: String(state.done ?? 0), 'aria-label': 'Preparing the heap' }), ' ',
    element('span', { id: 'phase', class: 'dim' }, phase)));
}

/** @param {HTMLElement} place @param {string} id @param {string} subject the top of the tree; strongly reachable objects if none is given */
async function showTop(place, id, subject) {
  const top = subject || 'roots';
  const summary = await ask(`/api/incidents/${id}/heap/summary`);
  const words = { roots: 'Strongly reachable', soft: 'Only softly', weak: 'Only weakly', phantom: 'Only by phantom references', unreachable: 'Unreachable' };
  place.append(
    element('p', { class: 'dim' }, `${summary.objects.toLocaleString()} objects of ${summary.classes.toLocaleString()} classes, ${summary.threads.toLocaleString()} live threads, ${summary.gcRoots.toLocaleString()} GC roots.`),
    element('nav', { class: 'row', 'aria-label': 'Tops of the tree' }, ...summary.tops.filter((/** @type {any} */ each) => each.objects > 0).map((/** @type {any} */ each) =>
      element('a', { href: `#/incidents/${id}/heap/tree/${each.top}`, 'aria-current': each.top === top ? 'page' : false },
        `${words[/** @type {keyof typeof words} */ (each.top)]} (${each.objects.toLocaleString()})`))));
  await showTree(place, id, top, 'What is freed with an object hangs below it, the largest first. Arrow keys move and unfold.');
}

/**
 * An object as a link, with its sizes.
 * @param {string} id of the incident
 * @param {any} object as the interface tells it; null for the null reference
 */
export function objectLink(id, object) {
  if (!object) return element('span', { class: 'dim' }, 'null');
  const name = object.name ? ` ${object.name}` : '';
  if (!object.class) return element('span', { class: 'name' }, `${object.address} (not in the dump)`);
  return element('span', { class: 'object' },
    element('a', { class: 'name', href: `#/incidents/${id}/heap/object/${object.address}` }, object.class), element('span', { class: 'name' }, name), ' ',
    element('span', { class: 'dim' }, `${object.address} · ${object.retainedBytes === undefined ? 'unreachable' : `keeps ${size(object.retainedBytes)}`} · itself ${size(object.shallowBytes)}`));
}

/**
 * A list that is fetched page by page.
 * @param {string} address with its query but for the offset
 * @param {(item: any) => Node} row
 * @param {(total: number) => string} words for how many there are
 */
export function pages(address, row, words) {
  const list = element('ul', { class: 'plain' });
  const count = element('p', { class: 'dim' });
  const more = /** @type {HTMLButtonElement} */ (element('button', { click: () => load().catch((problem) => { count.textContent = problem.message; }) }, 'More'));
  let offset = 0;
  async function load() {
    more.disabled = true;
    const page = await ask(`${address}${address.includes('?') ? '&' : '?'}offset=${offset}`);
    list.append(...page.items.map((/** @type {any} */ item) => element('li', {}, row(item))));
    offset += page.items.length;
    count.textContent = words(page.total);
    more.disabled = false;
    more.hidden = page.items.length === 0 || offset >= page.total;
  }
  more.hidden = true;
  return { part: element('div', {}, count, list, more), load };
}
