// @ts-check
// The dominator tree, unfolded as far as somebody wants.
import { ask, element } from './dom.js';
import { objectLink } from './heap.js';

const PAGE = 30;

/**
 * @param {HTMLElement} place
 * @param {string} id of the incident
 * @param {string} top an address, or `roots` and the like
 * @param {string} words above it
 */
export async function showTree(place, id, top, words) {
  const list = element('ul', { class: 'tree', 'aria-label': 'Dominator tree' });
  place.append(element('p', { class: 'dim' }, words), element('div', { class: 'wide', role: 'region', 'aria-label': 'Dominator tree, scrolls', tabindex: '0', keydown: keys }, list));
  await unfold(list, id, top, 0);
}

/** @param {HTMLElement} list @param {string} id @param {string} node @param {number} offset */
async function unfold(list, id, node, offset) {
  const page = await ask(`/api/incidents/${id}/heap/dominated/${node}?limit=${PAGE}&offset=${offset}`);
  list.append(...page.items.map((/** @type {any} */ item) => row(id, item)));
  const left = page.total - offset - page.items.length;
  if (page.total === 0) list.append(element('li', { class: 'dim' }, 'Nothing.'));
  if (left > 0 && page.items.length > 0) {
    const more = element('li', {}, element('button', { class: 'more', click: () => { more.remove(); unfold(list, id, node, offset + page.items.length); } }, `${left.toLocaleString()} more`));
    list.append(more);
  }
}

/** @param {string} id @param {any} item */
function row(id, item) {
  const line = element('li', {});
  const below = element('ul', { class: 'tree' });
  const toggle = item.dominates === 0 ? element('span', { class: 'leaf' }) : element('button', {
    class: 'fold',
    'aria-expanded': 'false',
    'aria-label': `What ${item.object.class} ${item.object.address} dominates`,
    click: async () => {
      const open = toggle.getAttribute('aria-expanded') === 'true';
      toggle.setAttribute('aria-expanded', String(!open));
      if (open) below.remove();
      else {
        line.append(below);
        if (below.childElementCount === 0) await unfold(below, id, item.object.address, 0);
      }
    },
  });
  line.append(toggle, objectLink(id, item.object), element('span', { class: 'dim' }, item.dominates ? ` · dominates ${item.dominates.toLocaleString()}` : ''));
  return line;
}

/** Up and down move among what is shown, right unfolds, left folds or goes up. @param {KeyboardEvent} event */
function keys(event) {
  const tree = /** @type {HTMLElement} */ (event.currentTarget);
  const stops = /** @type {HTMLElement[]} */ ([...tree.querySelectorAll('.fold, .leaf + .object a, .more')]);
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const here = stops[at];
  if (event.key === 'ArrowDown') stops[Math.min(at + 1, stops.length - 1)]?.focus();
  else if (event.key === 'ArrowUp') stops[Math.max(at - 1, 0)]?.focus();
  else if (event.key === 'ArrowRight' && here?.getAttribute('aria-expanded') === 'false') here.click();
  else if (event.key === 'ArrowLeft' && here?.getAttribute('aria-expanded') === 'true') here.click();
  else if (event.key === 'ArrowLeft') /** @type {HTMLElement | null | undefined} */ (here?.closest('ul')?.parentElement?.querySelector(':scope > .fold'))?.focus();
  else return;
  event.preventDefault();
}
