// @ts-check
// The first page: where files are dropped, and the incidents that there are.
import { ask, element, json, say, time } from './dom.js';
import { startUploads } from './incident.js';
import { trend } from './trend.js';

const FILTERS = ['q', 'service', 'state', 'kind', 'tag'];
const KINDS = ['blocked', 'deadlock', 'queue-backlog', 'class-loader-leak', 'single-thread', 'thread-locals', 'retained-by-object', 'mailbox', 'thread-flood', 'healthy', 'inconclusive'];
const STATES = ['empty', 'queued', 'running', 'done', 'failed', 'cancelled'];

/** @param {HTMLElement} main @param {URLSearchParams} wanted */
export function showList(main, wanted) {
  const over = element('div');
  main.replaceChildren(element('h1', {}, 'Incidents'), dropArea(), search(wanted), over, element('div', { id: 'incidents' }));
  if (wanted.get('service') || wanted.get('kind')) showTrend(over, wanted);
  load(wanted, null);
}

/** Of what is filtered for, as far as trends go by that. @param {HTMLElement} place @param {URLSearchParams} wanted */
async function showTrend(place, wanted) {
  const of = Object.fromEntries(['service', 'kind'].filter((name) => wanted.get(name)).map((name) => [name, wanted.get(name) ?? '']));
  try {
    place.append(await trend(of, `Incidents ${[of.service ? `of ${of.service}` : '', of.kind ? `judged ${of.kind}` : ''].filter(Boolean).join(', ')}`));
  } catch (problem) {
    say(/** @type {Error} */ (problem).message);
  }
}

function dropArea() {
  const chosen = element('input', { type: 'file', multiple: true, id: 'files', 'aria-label': 'Files of one incident' });
  const title = element('input', { id: 'title', maxlength: '200', placeholder: 'as the first file' });
  const service = element('input', { id: 'service', maxlength: '100' });
  const ticket = element('input', { id: 'ticket', maxlength: '500' });
  const tags = element('input', { id: 'tags', placeholder: 'separated by commas' });
  const area = element('section', {
    class: 'drop',
    'aria-label': 'Hand in an incident',
    dragover: (event) => { event.preventDefault(); area.classList.add('over'); },
    dragleave: () => area.classList.remove('over'),
    drop: (event) => {
      event.preventDefault();
      area.classList.remove('over');
      make([...event.dataTransfer.files]);
    },
  },
  element('p', {}, 'Drop the files of one incident here: a heap dump, thread dumps, an erl_crash.dump, packed or not.'),
  chosen,
  element('div', { class: 'row' },
    element('label', {}, 'Title', title), element('label', {}, 'Service', service),
    element('label', {}, 'Ticket', ticket), element('label', {}, 'Tags', tags)));
  chosen.addEventListener('change', () => make([.../** @type {HTMLInputElement} */ (chosen).files ?? []]));

  /** @param {File[]} files */
  async function make(files) {
    if (files.length === 0) return;
    const value = (/** @type {HTMLElement} */ input) => /** @type {HTMLInputElement} */ (input).value.trim();
    try {
      const incident = await ask('/api/incidents', json('POST', {
        title: value(title) || files[0].name.slice(0, 200),
        service: value(service) || null,
        ticket: value(ticket) || null,
        tags: value(tags).split(',').map((tag) => tag.trim()).filter((tag) => tag),
      }));
      await startUploads(incident.id, files);
      location.hash = `#/incidents/${incident.id}`;
    } catch (problem) {
      say(/** @type {Error} */ (problem).message);
    }
  }
  return area;
}

/** @param {URLSearchParams} wanted */
function search(wanted) {
  const text = (/** @type {string} */ name, /** @type {string} */ label) =>
    element('label', {}, label, element('input', { name, value: wanted.get(name) ?? '', type: name === 'q' ? 'search' : 'text' }));
  const choice = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string[]} */ values) =>
    element('label', {}, label, element('select', { name }, element('option', { value: '' }, 'any'),
      ...values.map((value) => element('option', { value, selected: wanted.get(name) === value }, value))));
  const form = /** @type {HTMLFormElement} */ (element('form', {
    class: 'row',
    role: 'search',
    submit: (event) => { event.preventDefault(); go(); },
    change: () => go(),
  },
  text('q', 'Search'), text('service', 'Service'), choice('state', 'State', STATES), choice('kind', 'Verdict', KINDS), text('tag', 'Tag'),
  element('button', {}, 'Find')));
  function go() {
    const next = new URLSearchParams();
    for (const name of FILTERS) {
      const value = String(new FormData(form).get(name) ?? '').trim();
      if (value) next.set(name, value);
    }
    location.hash = next.size ? `#/?${next}` : '#/';
  }
  return form;
}

/** @param {URLSearchParams} wanted @param {string | null} after */
async function load(wanted, after) {
  const place = document.getElementById('incidents');
  const query = new URLSearchParams(wanted);
  if (after) query.set('after', after);
  try {
    const page = await ask(`/api/incidents?${query}`);
    if (!place?.isConnected) return;
    place.querySelector('button')?.remove();
    const body = place.querySelector('tbody') ?? table(place);
    body.append(...page.items.map(row));
    if (body.children.length === 0) place.replaceChildren(element('p', { class: 'dim' }, 'There is no such incident.'));
    if (page.next) place.append(element('button', { click: () => load(wanted, page.next) }, 'More'));
  } catch (problem) {
    say(/** @type {Error} */ (problem).message);
  }
}

/** @param {HTMLElement} place */
function table(place) {
  const body = element('tbody');
  place.replaceChildren(element('table', {}, element('thead', {}, element('tr', {},
    ...['Incident', 'State', 'Verdict', 'Handed in'].map((head) => element('th', { scope: 'col' }, head)))), body));
  return body;
}

/** @param {any} incident */
function row(incident) {
  return element('tr', {},
    element('td', {}, element('a', { href: `#/incidents/${incident.id}` }, incident.title), incident.service ? element('div', { class: 'dim' }, incident.service) : null,
      ...incident.tags.map((/** @type {string} */ tag) => element('span', { class: 'tag' }, tag))),
    element('td', { class: `state ${incident.state}` }, incident.running ? `${Math.round(incident.running.done * 100)} %` : incident.state),
    element('td', {}, incident.verdict?.headline ?? incident.error ?? ''),
    element('td', { class: 'dim' }, time(incident.createdAt)));
}
