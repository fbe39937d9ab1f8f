// @ts-check
// One object, class or thread of a heap, and lists of classes and threads.
import { ask, element, size } from './dom.js';
import { objectLink, pages } from './heap.js';
import { may } from './session.js';
import { showTree } from './tree.js';

const ORDERS = [['retained', 'keeps'], ['shallow', 'itself'], ['instances', 'instances'], ['name', 'name']];

/** @param {HTMLElement} place @param {string} id @param {string} address */
export async function showObject(place, id, address) {
  const base = `/api/incidents/${id}/heap/objects/${encodeURIComponent(address)}`;
  const seen = await ask(base);
  const fields = element('tbody', {}, ...seen.fields.map((/** @type {any} */ field) => fieldRow(id, field)));
  place.append(
    element('h2', {}, `${seen.object.class} `, element('span', { class: 'name' }, seen.object.address)),
    element('p', {}, `Keeps ${seen.object.retainedBytes === undefined ? 'nothing that lives: it is unreachable' : size(seen.object.retainedBytes)}, takes ${size(seen.object.shallowBytes)} itself. `,
      `${seen.reachability === 'unreachable' ? 'Nothing reaches it.' : `Reached by ${seen.reachability} references.`} `,
      ...seen.roots.map((/** @type {string} */ root) => element('span', { class: 'tag' }, root))),
    element('p', { class: 'row' },
      element('a', { href: `#/incidents/${id}/heap/class/${seen.classIndex}` }, `Class ${seen.object.class}`),
      seen.describedClass === undefined ? null : element('a', { href: `#/incidents/${id}/heap/class/${seen.describedClass}` }, `It is the class ${seen.object.name}`),
      seen.isThread ? element('a', { href: `#/incidents/${id}/heap/thread/${address}` }, 'It is a live thread') : null),
    may('read-values') ? values(base, fields) : '');
  if (seen.fields.length > 0) {
    place.append(element('h3', {}, seen.describedClass === undefined ? 'Fields' : 'Static fields'),
      element('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': 'Fields' }, element('table', {}, element('thead', {}, element('tr', {},
        ...['Field', 'Type', 'Refers to'].map((name) => element('th', { scope: 'col' }, name)))), fields)));
  }
  if (seen.elementType === 'object') {
    place.append(element('h3', {}, `Elements of ${seen.length.toLocaleString()}`));
    await elements(place, id, base, 0);
  } else if (seen.elementType) place.append(element('p', {}, `${seen.length.toLocaleString()} elements of type ${seen.elementType}.`));
  const referrers = pages(`${base}/referrers?limit=25`,
    (each) => element('span', {}, objectLink(id, each.object), ' ', element('span', { class: 'name' }, `.${each.via.name}`), each.via.references > 1 ? ` and ${each.via.references - 1} more` : '', each.via.strength ? element('span', { class: 'tag' }, each.via.strength) : null),
    (total) => (total === 0 ? 'Nothing.' : `${total.toLocaleString()} objects, those that keep most first.`));
  place.append(element('h3', {}, 'Who refers to it'), referrers.part);
  await referrers.load();
  ways(place, id, base);
  place.append(element('h3', {}, 'What keeps it alive'), element('ul', { class: 'plain' },
    ...seen.dominators.map((/** @type {any} */ each) => element('li', {}, objectLink(id, each))),
    seen.topReached ? element('li', { class: 'dim' }, 'GC roots') : element('li', { class: 'dim' }, 'and more above')));
  place.append(element('h3', {}, 'What goes with it'));
  await showTree(place, id, address, 'Objects that would be freed with it.');
}

/** @param {string} id @param {any} field */
function fieldRow(id, field) {
  return element('tr', { 'data-field': `${field.declaringClass}.${field.name}` },
    element('td', {}, element('span', { class: 'name' }, field.name), element('div', { class: 'dim' }, field.declaringClass)),
    element('td', {}, field.type), element('td', {}, field.type === 'object' ? objectLink(id, field.reference) : ''));
}

/** Values are fetched when somebody wants them, and look different. @param {string} base @param {HTMLElement} fields */
function values(base, fields) {
  const place = element('div', { class: 'values' });
  const show = element('button', {
    click: async () => {
      try {
        const held = await ask(`${base}/values?limit=500`);
        show.remove();
        for (const field of held.fields) {
          const row = [...fields.children].find((each) => each.getAttribute('data-field') === `${field.declaringClass}.${field.name}`);
          row?.lastElementChild?.append(' ', element('mark', { title: 'a value out of the dump' }, field.value));
        }
        if (held.text !== undefined) place.append(element('pre', {}, element('mark', {}, held.text)), held.textLeftOut ? element('p', { class: 'dim' }, 'It goes on; this is its beginning.') : '');
        if (held.elements) place.append(element('pre', {}, element('mark', {}, held.elements.items.join(' '))), element('p', { class: 'dim' }, `${held.elements.items.length.toLocaleString()} of ${held.elements.total.toLocaleString()} elements`));
        place.append(element('p', { class: 'dim' }, 'Values out of the dump are marked. They may be secrets.'));
      } catch (problem) {
        place.append(element('p', { class: 'error' }, /** @type {Error} */ (problem).message));
      }
    },
  }, 'Show values');
  place.append(show);
  return place;
}

/** @param {HTMLElement} place @param {string} id @param {string} base @param {number} offset */
async function elements(place, id, base, offset) {
  const page = await ask(`${base}/elements?limit=50&offset=${offset}`);
  const part = element('ul', { class: 'plain' }, ...page.items.map((/** @type {any} */ each) => element('li', {}, element('span', { class: 'name' }, `[${each.index}]`), objectLink(id, each.reference))));
  const anchor = element('div', {}, part);
  place.append(anchor);
  if (page.next !== undefined) {
    const more = element('button', { click: () => { more.remove(); elements(anchor, id, base, page.next); } }, 'More');
    anchor.append(more);
  }
}

/** Looked for when wanted: it may take a while. @param {HTMLElement} place @param {string} id @param {string} base */
function ways(place, id, base) {
  const found = element('div', { id: 'ways' });
  const look = element('button', {
    click: async () => {
      look.setAttribute('disabled', '');
      try {
        const answer = await ask(`${base}/paths?limit=5`);
        found.replaceChildren(...answer.ways.map((/** @type {any} */ way) => element('ol', { class: 'way' },
          element('li', {}, ...way.roots.map((/** @type {string} */ root) => element('span', { class: 'tag' }, root))),
          ...way.steps.map((/** @type {any} */ step) => element('li', {}, element('span', { class: 'name' }, step.via ? `.${step.via.name} ` : ''), objectLink(id, step.object))),
          way.leftOut > 0 ? element('li', { class: 'dim' }, `${way.leftOut} steps in the middle are left out`) : null)));
        if (answer.ways.length === 0) found.append(element('p', { class: 'dim' }, answer.complete ? 'No GC root leads to it.' : 'None was found before the search had to end: see what keeps it alive.'));
      } catch (problem) {
        found.replaceChildren(element('p', { class: 'error' }, /** @type {Error} */ (problem).message));
      }
    },
  }, 'Find the shortest ways');
  place.append(element('h3', {}, 'Ways from GC roots'), look, found);
}

/** @param {string} label @param {URLSearchParams} query @param {string} address @param {[string, string][] | string[][]} orders */
function search(label, query, address, orders) {
  const text = /** @type {HTMLInputElement} */ (element('input', { type: 'search', name: 'q', value: query.get('q') ?? '', maxlength: '300' }));
  const order = /** @type {HTMLSelectElement} */ (element('select', { name: 'sort' }, ...orders.map(([value, words]) => element('option', { value, selected: query.get('sort') === value }, words))));
  const go = () => {
    const next = new URLSearchParams();
    if (text.value.trim()) next.set('q', text.value.trim());
    if (orders.length > 0) next.set('sort', order.value);
    location.hash = `${address}?${next}`;
  };
  order.addEventListener('change', go);
  return element('form', { class: 'row', role: 'search', submit: (event) => { event.preventDefault(); go(); } },
    element('label', {}, label, text), orders.length > 0 ? element('label', {}, 'Ordered by', order) : null, element('button', {}, 'Find'));
}

/** @param {HTMLElement} place @param {string} id @param {URLSearchParams} query */
export async function showClasses(place, id, query) {
  const asked = new URLSearchParams({ q: query.get('q') ?? '', sort: query.get('sort') ?? 'retained' });
  const list = pages(`/api/incidents/${id}/heap/classes?${asked}`, (row) => element('span', {},
    element('a', { class: 'name', href: `#/incidents/${id}/heap/class/${row.index}` }, row.class), ' ',
    element('span', { class: 'dim' }, `${row.instances.toLocaleString()} instances · keep ${size(row.retainedBytes)} · themselves ${size(row.shallowBytes)}`)),
  (total) => `${total.toLocaleString()} classes.`);
  place.append(search('Part of a name', query, `#/incidents/${id}/heap/classes`, ORDERS), list.part);
  await list.load();
}

/** @param {HTMLElement} place @param {string} id @param {string} index */
export async function showClass(place, id, index) {
  const base = `/api/incidents/${id}/heap/classes/${encodeURIComponent(index)}`;
  const facts = await ask(base);
  const other = (/** @type {any} */ its) => element('a', { class: 'name', href: `#/incidents/${id}/heap/class/${its.index}` }, its.class);
  const instances = pages(`${base}/instances`, (object) => objectLink(id, object), (total) => `${total.toLocaleString()} instances, those that keep most first.`);
  place.append(element('h2', {}, facts.figures.class),
    element('p', {}, `${facts.figures.instances.toLocaleString()} reachable instances keep ${size(facts.figures.retainedBytes)} together and take ${size(facts.figures.shallowBytes)} themselves; ${facts.figures.unreachableInstances.toLocaleString()} are unreachable.`),
    element('ul', { class: 'plain' },
      facts.superclass ? element('li', {}, 'extends ', other(facts.superclass)) : null,
      element('li', {}, 'loaded by ', facts.loader ? objectLink(id, facts.loader) : 'the boot loader'),
      facts.classObject ? element('li', {}, 'class object ', objectLink(id, facts.classObject)) : null,
      ...facts.subclasses.map((/** @type {any} */ its) => element('li', {}, 'extended by ', other(its)))));
  if (facts.statics.length > 0) {
    place.append(element('h3', {}, 'Static fields'), element('ul', { class: 'plain' }, ...facts.statics.map((/** @type {any} */ field) =>
      element('li', {}, element('span', { class: 'name' }, field.name), field.type === 'object' ? objectLink(id, field.reference) : element('span', { class: 'dim' }, field.type)))));
  }
  if (facts.declared.length > 0) place.append(element('h3', {}, 'Fields of its instances'), element('p', { class: 'name' }, facts.declared.map((/** @type {any} */ field) => `${field.type} ${field.name}`).join(', ')));
  place.append(element('h3', {}, 'Instances'), instances.part);
  await instances.load();
}

/** @param {HTMLElement} place @param {string} id @param {URLSearchParams} query */
export async function showThreads(place, id, query) {
  const list = pages(`/api/incidents/${id}/heap/threads?${new URLSearchParams({ q: query.get('q') ?? '' })}`, (row) => element('span', {},
    element('a', { class: 'name', href: `#/incidents/${id}/heap/thread/${row.address}` }, row.name || 'without a name'), ' ',
    element('span', { class: 'dim' }, `${row.state || 'state unknown'} · keeps ${size(row.retainedBytes)}${row.frame ? ` · ${row.frame}` : ''}`)),
  (total) => `${total.toLocaleString()} live threads, those that keep most first.`);
  place.append(search('Part of a name', query, `#/incidents/${id}/heap/threads`, []), list.part);
  await list.load();
}

/** @param {HTMLElement} place @param {string} id @param {string} address */
export async function showThread(place, id, address) {
  const facts = await ask(`/api/incidents/${id}/heap/threads/${encodeURIComponent(address)}`);
  place.append(element('h2', {}, facts.thread.name || 'A thread without a name'),
    element('p', {}, objectLink(id, facts.thread), ' ', ...[facts.state, facts.detail, facts.daemon ? 'daemon' : '', facts.virtual ? 'virtual' : ''].filter(Boolean).map((word) => element('span', { class: 'tag' }, word))),
    facts.waitsFor ? element('p', {}, `It waits (${facts.waitsFor.how}) for `, objectLink(id, facts.waitsFor.object), facts.waitsFor.owner ? ' held by ' : '', facts.waitsFor.owner ? objectLink(id, facts.waitsFor.owner) : '') : '',
    element('h3', {}, `${facts.frameCount.toLocaleString()} frames`),
    element('ol', { class: 'frames' }, ...facts.frames.map((/** @type {any} */ frame) => element('li', {},
      element('span', { class: 'name' }, frame.text), frame.retainedBytes > 0 ? element('span', { class: 'dim' }, ` keeps ${size(frame.retainedBytes)}`) : null,
      frame.locals.length > 0 ? element('ul', { class: 'plain' }, ...frame.locals.map((/** @type {any} */ local) => element('li', {}, objectLink(id, local)))) : null))));
  if (facts.otherLocals.length > 0) place.append(element('h3', {}, 'Held in no frame that the dump names'), element('ul', { class: 'plain' }, ...facts.otherLocals.map((/** @type {any} */ local) => element('li', {}, objectLink(id, local)))));
}
