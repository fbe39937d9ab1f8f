// @ts-check
// One incident: its files on their way and there, its analysis, its report.
import { ask, element, say, size, time } from './dom.js';
import { keeping } from './keep.js';
import { may } from './session.js';
import { trend } from './trend.js';
import { Upload } from './tus.js';

/** Uploads of this page, by the incident's id: they go on while other incidents are looked at. @type {Map<string, Upload[]>} */
const uploads = new Map();

/** All are told to the server before the first byte, so that the analysis waits for the last. @param {string} id @param {File[]} files */
export async function startUploads(id, files) {
  const known = await ask(`/api/incidents/${id}`);
  const mine = uploads.get(id) ?? [];
  uploads.set(id, mine);
  const fresh = files.map((file) => new Upload(file, id, (sent) => progressOf(upload(file), sent)));
  const upload = (/** @type {File} */ file) => /** @type {Upload} */ (fresh.find((each) => each.file === file));
  for (const each of fresh) {
    // One that broke off before, perhaps in another browser, goes on where it was.
    const begun = known.uploads.find((/** @type {any} */ other) => other.name === each.file.name && other.bytes === each.file.size);
    await each.begin(begun ? `/api/uploads/${begun.id}` : undefined);
    mine.push(each);
  }
  send(id, fresh);
}

/** One after the other. @param {string} id @param {Upload[]} fresh */
async function send(id, fresh) {
  for (const each of fresh) {
    try {
      await each.send();
    } catch (problem) {
      say(`${each.file.name}: ${/** @type {Error} */ (problem).message}`);
    }
    uploads.set(id, (uploads.get(id) ?? []).filter((other) => other !== each));
  }
}

/** @param {Upload} upload @param {number} sent */
function progressOf(upload, sent) {
  const item = document.querySelector(`[data-upload="${upload.address}"]`);
  const bar = item?.querySelector('progress');
  if (bar) bar.value = sent;
  const figure = item?.querySelector('.sent');
  if (figure) figure.textContent = `${size(sent)} of ${size(upload.file.size)}`;
}

/** @param {HTMLElement} main @param {string} id @returns {() => void} ends what keeps it up to date */
export function showIncident(main, id) {
  const events = new EventSource(`/api/incidents/${id}/events`);
  let shownReport = '';
  let over = false;

  async function draw() {
    try {
      const incident = await ask(`/api/incidents/${id}`);
      if (over) return;
      main.querySelector('#about')?.replaceWith(about(incident, draw));
      const report = incident.verdict?.writtenAt ?? '';
      if (report !== shownReport) {
        shownReport = report;
        main.querySelector('#report')?.replaceChildren(...(report ? reportOf(incident) : []));
        main.querySelector('#similar')?.replaceChildren(...await seenBefore(id));
      }
    } catch (problem) {
      if (!over) main.replaceChildren(element('p', { class: 'error' }, /** @type {Error} */ (problem).message));
    }
  }
  main.replaceChildren(element('section', { id: 'about' }), element('section', { id: 'similar' }), element('section', { id: 'report', 'aria-label': 'Report' }));
  events.addEventListener('progress', (event) => {
    const told = JSON.parse(event.data);
    const bar = /** @type {HTMLProgressElement | null} */ (main.querySelector('#analysis'));
    if (told.state === 'running' && bar) {
      bar.value = told.done;
      const phase = main.querySelector('#phase');
      if (phase) phase.textContent = told.phase;
    } else draw();
  });
  // After a connection that was lost, something may have been missed.
  events.addEventListener('open', draw);
  draw();
  return () => { over = true; events.close(); };
}

/** @param {any} incident @param {() => void} draw */
function about(incident, draw) {
  const act = (/** @type {string} */ method) => async () => {
    try { await ask(`/api/incidents/${incident.id}/analysis`, { method }); draw(); } catch (problem) { say(/** @type {Error} */ (problem).message); }
  };
  const active = incident.state === 'queued' || incident.state === 'running';
  const more = element('input', { type: 'file', multiple: true, 'aria-label': 'Add files' });
  more.addEventListener('change', async () => {
    try { await startUploads(incident.id, [.../** @type {HTMLInputElement} */ (more).files ?? []]); draw(); } catch (problem) { say(/** @type {Error} */ (problem).message); }
  });
  return element('section', { id: 'about' },
    element('h1', {}, incident.title),
    element('p', { class: 'dim' }, [incident.service, incident.ticket, `handed in ${time(incident.createdAt)}`].filter(Boolean).join(' · '), ' ',
      ...incident.tags.map((/** @type {string} */ tag) => element('span', { class: 'tag' }, tag))),
    element('p', {}, element('span', { class: `state ${incident.state}` }, incident.state), ' ',
      incident.running ? element('progress', { id: 'analysis', max: '1', value: String(incident.running.done), 'aria-label': 'Analysis' }) : null, ' ',
      element('span', { id: 'phase', class: 'dim' }, incident.running?.phase ?? '')),
    incident.error ? element('p', { class: 'error' }, incident.error) : null,
    incident.verdict ? element('p', { class: 'verdict' }, incident.verdict.headline) : null,
    element('h2', {}, 'Files'),
    element('ul', { class: 'plain' },
      ...incident.files.map((/** @type {any} */ file) => element('li', {}, element('span', { class: 'name' }, file.name), element('span', { class: 'dim' }, file.goneAt ? `${size(file.bytes)}, removed` : size(file.bytes)))),
      ...incident.uploads.map((/** @type {any} */ coming) => onTheWay(incident.id, coming, draw))),
    keeping(incident, draw),
    element('div', { class: 'row' },
      element('label', {}, 'Add files', more),
      active ? element('button', { click: act('DELETE') }, 'Cancel the analysis') : element('button', { click: act('POST'), disabled: incident.files.every((/** @type {any} */ file) => file.goneAt) }, 'Analyze again'),
      incident.files.some((/** @type {any} */ file) => !file.goneAt) && may('read') ? element('a', { class: 'button', href: `#/incidents/${incident.id}/heap` }, 'Look into the heap') : null,
      incident.verdict ? element('a', { class: 'button', href: `#/incidents/${incident.id}/compare` }, 'Compare with …') : null,
      element('button', { click: () => navigator.clipboard.writeText(location.href).then(() => say('The link is copied.'), () => say(location.href)) }, 'Copy link'),
      may('admin') ? element('button', { click: () => remove(incident) }, 'Delete') : null));
}

/** @param {string} id @param {any} coming @param {() => void} draw */
function onTheWay(id, coming, draw) {
  const address = `/api/uploads/${coming.id}`;
  const mine = (uploads.get(id) ?? []).find((each) => each.address === address);
  const toggle = element('button', {
    click: () => {
      if (!mine) return;
      if (mine.paused) mine.resume(); else mine.pause();
      toggle.textContent = mine.paused ? 'Resume' : 'Pause';
    },
  }, mine?.paused ? 'Resume' : 'Pause');
  const drop = element('button', {
    click: async () => {
      mine?.pause();
      try { await ask(address, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }); } catch (problem) { say(/** @type {Error} */ (problem).message); }
      draw();
    },
  }, 'Remove');
  return element('li', { 'data-upload': address }, element('span', { class: 'name' }, coming.name),
    element('progress', { max: String(Math.max(1, coming.bytes)), value: String(coming.offset), 'aria-label': `Upload of ${coming.name}` }),
    element('span', { class: 'dim sent' }, `${size(coming.offset)} of ${size(coming.bytes)}`),
    mine ? toggle : element('span', { class: 'dim' }, 'add the file again to go on'), drop);
}

/** Incidents with the same signature. @param {string} id */
async function seenBefore(id) {
  const others = (await ask(`/api/incidents/${id}/similar`)).items;
  if (others.length === 0) return [];
  return [element('h2', {}, 'Seen before'), element('ul', { class: 'plain' }, ...others.map((/** @type {any} */ other) => element('li', {},
    element('a', { href: `#/incidents/${other.id}` }, other.title), element('span', { class: 'dim' }, time(other.createdAt)),
    element('a', { href: `#/incidents/${other.id}/compare/${id}` }, 'Compare')))),
  await trend({ like: id }, 'Incidents with this signature')];
}

/** @param {any} incident */
async function remove(incident) {
  if (!confirm(`Delete "${incident.title}" with its files and its report?`)) return;
  try {
    await ask(`/api/incidents/${incident.id}`, { method: 'DELETE' });
    location.hash = '#/';
  } catch (problem) {
    say(/** @type {Error} */ (problem).message);
  }
}

/** The very file, in a frame that can reach nothing of this page. @param {any} incident */
function reportOf(incident) {
  const base = `/api/incidents/${incident.id}/report`;
  return [
    element('div', { class: 'row' }, element('a', { class: 'button', href: `${base}.html`, target: '_blank', rel: 'noopener' }, 'Open alone'),
      ...['html', 'json', 'md', 'txt'].map((format) => element('a', { class: 'button', href: `${base}.${format}?download=1` }, `Download .${format}`))),
    element('iframe', { src: `${base}.html`, sandbox: 'allow-scripts', title: `Report of ${incident.title}` }),
  ];
}
