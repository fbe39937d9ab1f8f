
// What the report tells of units and stacks, in columns: see PageData.
// What stands above works without it, and so does the page where a browser cannot unpack it.

/** @param {HTMLElement} element */
async function unpacked(element) {
  if (element.dataset.packed !== 'true') {
    return element.textContent;
  }
  const bytes = Uint8Array.from(atob(element.textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}

/** Texts are written as how much of the one before they keep, and the rest. @param {string[]} coded */
function inFull(coded) {
  let before = '';
  return coded.map((text) => {
    before = before.slice(0, parseInt(text[0], 36)) + text.slice(1);
    return before;
  });
}

const dataElement = document.getElementById('data');
const data = dataElement ? JSON.parse(await unpacked(dataElement)) : {};
data.units = inFull(data.units ?? []);
data.ids = inFull(data.ids ?? []);

/** @param {number} count */
function counted(count) {
  return count < 10000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `12 threads`. @param {number} units */
function countedUnits(units) {
  return `${counted(units)} ${units === 1 ? data.unit : data.noun}`;
}

/** As the rest of the report shows shares. @param {number} share */
function inPercent(share) {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) {
    return '< 0.1 %';
  }
  if (percent > 99.9 && percent < 100) {
    return '> 99.9 %';
  }
  return `${percent.toFixed(percent < 9.95 ? 1 : 0)} %`;
}

/** The same three digits as in the rest of the report. @param {number} bytes */
function inBytes(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)} ${units[unit]}`;
}

/** `a.b.C.d(C.java:10)` in its parts: package, call, place. @param {string} frame */
function frameParts(frame) {
  const parenthesis = frame.indexOf('(');
  const name = parenthesis < 0 ? frame : frame.slice(0, parenthesis);
  const place = parenthesis < 0 ? '' : frame.slice(parenthesis);
  if (name.includes(' ') || (parenthesis < 0 && frame.indexOf(':') > 0)) {
    return ['', frame, ''];
  }
  const method = name.lastIndexOf('.');
  const at = (method <= 0 ? -1 : name.lastIndexOf('.', method - 1)) + 1;
  return [name.slice(0, at), name.slice(at), place];
}

/**
 * @param {string} tag
 * @param {string} [text]
 * @param {string} [cssClass]
 */
function made(tag, text, cssClass) {
  const element = document.createElement(tag);
  if (text !== undefined) {
    element.textContent = text;
  }
  if (cssClass) {
    element.className = cssClass;
  }
  return element;
}

/** @param {string} text */
function frameCode(text) {
  const [before, call, place] = frameParts(text);
  const code = made('code', undefined, 'frame');
  code.append(made('span', before, 'dim'), made('b', call), made('span', place, 'dim'));
  return code;
}
