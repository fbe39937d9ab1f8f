// @ts-check
// How long an incident is kept, and that somebody wants it kept.
import { ask, element, say, time } from './dom.js';

/** @param {any} incident @param {() => void} draw */
export function keeping(incident, draw) {
  // Who may only upload is not told.
  if (!incident.keeping) return null;
  const { pinned, filesGoAt, filesGoneAt, goesAt } = incident.keeping;
  const sentences = [
    pinned ? 'Kept: nothing of it goes by itself.' : '',
    filesGoneAt ? `The files were removed ${time(filesGoneAt)}; the report stays${goesAt ? ` until ${time(goesAt)}` : ''}.` : '',
    filesGoAt ? `The files are removed ${time(filesGoAt)}${goesAt && goesAt !== filesGoAt ? `, the report ${time(goesAt)}` : goesAt ? ', with the report' : ''}.` : '',
  ].filter(Boolean);
  const toggle = element('button', {
    id: 'pin',
    click: async () => {
      try { await ask(`/api/incidents/${incident.id}/pin`, { method: pinned ? 'DELETE' : 'PUT' }); } catch (problem) { say(/** @type {Error} */ (problem).message); }
      draw();
    },
  }, pinned ? 'No longer keep' : 'Keep');
  return sentences.length === 0 ? null : element('p', { id: 'keeping', class: 'dim' }, sentences.join(' '), ' ', toggle);
}
