// @ts-check
// How often, by day or week: bars that say in words what they show.
import { ask, element, size } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 60;
const BAR = 10;
const MILLIS_A_DAY = 86_400_000;
const MOST_BARS = 90;

/**
 * @param {Record<string, string>} of what the interface is asked besides the span
 * @param {string} words what is counted
 */
export async function trend(of, words) {
  const place = element('section', { class: 'trend', 'aria-label': words });
  const choice = /** @type {HTMLSelectElement} */ (element('select', { 'aria-label': 'Counted by' }, element('option', { value: 'day' }, 'by day'), element('option', { value: 'week' }, 'by week')));
  const chart = element('div');
  const draw = async () => {
    const days = choice.value === 'week' ? 7 * MOST_BARS : MOST_BARS;
    const answer = await ask(`/api/trend?${new URLSearchParams({ ...of, by: choice.value, days: String(days) })}`);
    chart.replaceChildren(...drawn(answer.points, choice.value === 'week' ? 7 : 1));
  };
  choice.addEventListener('change', draw);
  place.append(element('p', { class: 'row' }, element('span', {}, words), choice), chart);
  await draw();
  return place;
}

/** @param {any[]} points @param {number} step days between two bars */
function drawn(points, step) {
  if (points.length === 0) return [element('p', { class: 'dim' }, 'None.')];
  const first = Date.parse(points[0].from);
  const places = Math.round((Date.parse(points[points.length - 1].from) - first) / MILLIS_A_DAY / step) + 1;
  const most = Math.max(...points.map((point) => point.incidents));
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${places * BAR} ${HEIGHT}`);
  svg.setAttribute('width', String(places * BAR));
  svg.setAttribute('height', String(HEIGHT));
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', points.map(said).join('; '));
  for (const point of points) {
    const place = Math.round((Date.parse(point.from) - first) / MILLIS_A_DAY / step);
    const bar = document.createElementNS(SVG, 'rect');
    const height = Math.max(2, (HEIGHT * point.incidents) / most);
    for (const [name, value] of Object.entries({ x: place * BAR + 1, y: HEIGHT - height, width: BAR - 2, height })) bar.setAttribute(name, String(value));
    const title = document.createElementNS(SVG, 'title');
    title.textContent = said(point);
    bar.append(title);
    svg.append(bar);
  }
  const all = points.reduce((sum, point) => sum + point.incidents, 0);
  return [element('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': 'Bars, scrolls' }, svg), element('p', { class: 'dim' }, `${all} in all, from ${points[0].from} to ${points[points.length - 1].from}.`)];
}

/** @param {any} point */
function said(point) {
  return `${point.from}: ${point.incidents} ${point.incidents === 1 ? 'incident' : 'incidents'}, ${point.units} units, ${size(point.retainedBytes)}`;
}
