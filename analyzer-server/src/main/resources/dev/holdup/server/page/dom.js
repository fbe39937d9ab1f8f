// @ts-check
// Elements are made with text only: nothing of a server's answer is ever read as markup.

/**
 * @param {string} name of the element
 * @param {Record<string, string | boolean | ((event: any) => void)>} [attributes] functions are listeners, false leaves out
 * @param {...(Node | string | null)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** @param {number} bytes */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** @param {string} iso */
export function time(iso) {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Says a sentence to the reader, for a while. @param {string} sentence */
export function say(sentence) {
  const said = /** @type {HTMLElement} */ (document.getElementById('said'));
  said.textContent = sentence;
  setTimeout(() => { if (said.textContent === sentence) said.textContent = ''; }, 8000);
}

/**
 * A request to the interface; a problem becomes an error with its detail.
 * @param {string} path
 * @param {RequestInit} [request]
 */
export async function ask(path, request) {
  const answer = await fetch(path, request);
  if (answer.status === 204) return null;
  const text = await answer.text();
  if (!answer.ok) {
    let detail = `The server answered ${answer.status}.`;
    try { detail = JSON.parse(text).detail ?? detail; } catch { /* no problem document */ }
    if (answer.status === 401 && !path.startsWith('/api/session')) dispatchEvent(new Event('unauthorized'));
    throw new Error(detail);
  }
  return JSON.parse(text);
}

/** @param {string} method @param {unknown} body @returns {RequestInit} */
export function json(method, body) {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
