// @ts-check
// Who reads the page: asked for a token if the server wants one, shown with a way out otherwise.
import { ask, element, json, say } from './dom.js';

/** What the reader may do, from least to most. */
const ROLES = ['anyone', 'upload', 'read', 'read-values', 'admin'];

/** @type {{kind: string, name: string, role: string, login: boolean}} */
let session = { kind: 'nobody', name: '', role: 'anyone', login: true };

/** Whether the reader may do what wants this role. @param {string} role */
export function may(role) {
  return ROLES.indexOf(session.role) >= ROLES.indexOf(role);
}

/**
 * Asks the server who the reader is. @returns {Promise<boolean>} whether incidents can be shown
 * @param {HTMLElement} main where a form goes if not
 * @param {() => void} loggedIn called after the form has done its work
 */
export async function recognized(main, loggedIn) {
  session = await ask('/api/session');
  showWho(loggedIn);
  if (may('read')) return true;
  if (session.login) main.replaceChildren(form(loggedIn));
  else {
    const why = session.role === 'upload'
      ? 'The token of this session hands files in, with curl or holdup upload. To read incidents, log in with one that has the role read.'
      : `${session.name} has no role here: ask an admin of this server.`;
    main.replaceChildren(element('p', {}, why));
  }
  return false;
}

/** @param {() => void} changed */
function showWho(changed) {
  const place = /** @type {HTMLElement} */ (document.getElementById('who'));
  if (session.kind !== 'session' && session.kind !== 'proxy') {
    place.replaceChildren();
    return;
  }
  place.replaceChildren(element('span', { class: 'dim' }, `${session.name} (${session.role})`),
    session.kind === 'session' ? element('button', { click: () => logOut(changed) }, 'Log out') : '');
}

/** @param {() => void} changed */
async function logOut(changed) {
  try { await ask('/api/session', { method: 'DELETE' }); } catch (problem) { say(/** @type {Error} */ (problem).message); }
  changed();
}

/** @param {() => void} loggedIn */
function form(loggedIn) {
  const token = /** @type {HTMLInputElement} */ (element('input', { id: 'token', type: 'password', autocomplete: 'current-password', required: true, size: '40' }));
  return element('form', {
    class: 'drop',
    submit: async (event) => {
      event.preventDefault();
      try {
        await ask('/api/session', json('POST', { token: token.value.trim() }));
        loggedIn();
      } catch (problem) {
        token.value = '';
        say(/** @type {Error} */ (problem).message);
      }
    },
  },
  element('h1', {}, 'Log in'),
  element('p', {}, 'This server wants to know who you are. An admin of it makes a token for you.'),
  element('div', { class: 'row' }, element('label', {}, 'Token', token), element('button', { class: 'main' }, 'Log in')));
}
