// @ts-check
// Two incidents beside each other.
import { ask, element, time } from './dom.js';

/** @param {HTMLElement} main @param {string} then the earlier one @param {string} now the later one; empty to choose one */
export async function showComparison(main, then, now) {
  const place = element('section', { 'aria-label': 'Comparison' });
  main.replaceChildren(element('h1', {}, 'Comparison'), place);
  try {
    const earlier = await ask(`/api/incidents/${then}`);
    if (!now) {
      const others = (await ask('/api/incidents?state=done&limit=200')).items.filter((/** @type {any} */ other) => other.id !== then);
      place.append(element('p', {}, `Compare ${earlier.title} with which one?`), element('ul', { class: 'plain' }, ...others.map((/** @type {any} */ other) => element('li', {},
        element('a', { href: `#/incidents/${then}/compare/${other.id}` }, other.title), element('span', { class: 'dim' }, [other.service, time(other.createdAt)].filter(Boolean).join(' · '))))));
      return;
    }
    const later = await ask(`/api/incidents/${now}`);
    const base = `/api/incidents/${then}/comparison/${now}/report`;
    place.append(
      element('p', {}, element('a', { href: `#/incidents/${then}` }, earlier.title), ` (${time(earlier.createdAt)}), then `, element('a', { href: `#/incidents/${now}` }, later.title), ` (${time(later.createdAt)})`),
      element('div', { class: 'row' }, element('a', { class: 'button', href: `#/incidents/${now}/compare/${then}` }, 'The other way round'),
        ...['html', 'json', 'md', 'txt'].map((format) => element('a', { class: 'button', href: `${base}.${format}?download=1` }, `Download .${format}`))),
      element('iframe', { src: `${base}.html`, sandbox: 'allow-scripts', title: `Comparison of ${earlier.title} with ${later.title}` }));
  } catch (problem) {
    place.append(element('p', { class: 'error' }, /** @type {Error} */ (problem).message));
  }
}
