
// The table of all units: rows are made only where one looks, so that ten thousand scroll as ten do. A row opens the
// unit's stack, with what its frames keep alive.

const ROW_HEIGHT = 34;

/** Rows above and below those in view, so that none is missing while one scrolls. */
const SPARE_ROWS = 12;

/** As many as a printer gets. */
const PRINTED_ROWS = 200;

/** What a column holds, how it shows, and how it sorts. */
const unitColumns = [
  { is: 'unit', value: (row) => data.units[row], cell: (row) => [bothEnds(data.units[row], data.ids[row])] },
  { is: 'state', value: (row) => data.words[data.state[row]] },
  { is: 'frame', value: (row) => data.groups[data.group[row]] ?? '', cell: (row) => [frameCode(frameParts(data.groups[data.group[row]] ?? '')[1])] },
  { is: 'group', number: true, value: (row) => data.group[row] + 1, cell: (row) => [groupLink(data.group[row])] },
  { is: 'retained', number: true, value: (row) => data.retained[row], cell: (row) => [data.retained[row] === null ? '–' : inBytes(data.retained[row])] },
  { is: 'pace', value: (row) => data.words[data.pace[row]] ?? '–' },
  { is: 'cpu', number: true, value: (row) => data.cpu[row], cell: (row) => [data.cpu[row] === null ? '–' : counted(data.cpu[row])] },
];

/** Names of a pool differ at their end: it is never cut off. @param {string} name @param {string} id */
function bothEnds(name, id) {
  const ends = made('span', undefined, 'ends');
  const end = made('span', name.slice(-9));
  end.append(made('span', id ? ` ${id}` : '', 'dim'));
  ends.append(made('span', name.slice(0, -9)), end);
  return ends;
}

/** @param {number} group */
function groupLink(group) {
  if (!document.getElementById(`groups/${group + 1}`)) {
    return group < 0 ? '–' : String(group + 1);
  }
  const link = made('a', String(group + 1));
  link.href = `#groups/${group + 1}`;
  return link;
}

class UnitTable {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.table = table;
    this.scroll = table.parentElement;
    this.body = table.tBodies[0];
    this.columns = [...table.tHead.rows[0].cells].map((header) => unitColumns.find((column) => column.is === header.dataset.column));
    this.text = data.units.map((_, row) => this.columns.map((column) => column.value(row)).join(' ').toLowerCase() + data.ids[row]);
    this.all = data.units.map((_, row) => row);
    this.shown = this.all;
    this.selected = -1;
    table.classList.add('rows');
    table.setAttribute('aria-rowcount', String(this.all.length + 1));
    this.makeTools();
    this.makeHeadings();
    this.panel = made('div', undefined, 'opened');
    this.panel.setAttribute('role', 'status');
    this.scroll.after(this.panel);
    this.scroll.addEventListener('scroll', () => requestAnimationFrame(() => this.draw()));
    this.scroll.addEventListener('keydown', (event) => this.key(event));
    this.body.addEventListener('click', (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest('tr[data-row]');
      if (row && !/** @type {HTMLElement} */ (event.target).closest('a')) {
        this.open(Number(/** @type {HTMLElement} */ (row).dataset.row));
      }
    });
    addEventListener('resize', () => this.draw());
    addEventListener('beforeprint', () => this.draw(PRINTED_ROWS));
    addEventListener('afterprint', () => this.draw());
    this.drawn = '';
    this.draw();
  }

  makeTools() {
    const noun = this.table.dataset.units;
    const tools = made('div', undefined, 'tools');
    this.input = made('input');
    this.input.type = 'search';
    this.input.placeholder = `Search ${noun}`;
    this.input.setAttribute('aria-label', `Search ${noun}`);
    this.input.addEventListener('input', () => this.filter());
    this.state = made('select');
    this.state.setAttribute('aria-label', 'State');
    const states = [...new Set(data.state)].map((word) => data.words[word]).sort();
    this.state.append(new Option('State: all', ''), ...states.map((state) => new Option(state, state)));
    this.state.addEventListener('change', () => this.filter());
    this.count = made('span');
    this.count.setAttribute('role', 'status');
    const copyText = made('button', 'Copy as text');
    copyText.type = 'button';
    copyText.addEventListener('click', () => copied(copyText, this.asText()));
    tools.append(this.input, this.state, copyText, this.count);
    this.scroll.before(tools);
  }

  makeHeadings() {
    for (const header of this.table.tHead.rows[0].cells) {
      const button = made('button');
      button.type = 'button';
      button.append(...header.childNodes);
      button.addEventListener('click', () => this.sort(header));
      header.append(button);
    }
  }

  /** @param {HTMLTableCellElement} header */
  sort(header) {
    const column = this.columns[header.cellIndex];
    const current = header.getAttribute('aria-sort');
    const ascending = current ? current === 'descending' : !column.number;
    const sign = ascending ? 1 : -1;
    const keys = data.units.map((_, row) => column.value(row) ?? (column.number ? -1 : ''));
    this.all = data.units.map((_, row) => row).sort((a, b) => (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b));
    for (const other of this.table.tHead.rows[0].cells) {
      other.removeAttribute('aria-sort');
    }
    header.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    this.filter();
  }

  filter() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const state = this.state.value;
    this.shown = this.all.filter((row) => (!state || data.words[data.state[row]] === state) && words.every((word) => this.text[row].includes(word)));
    this.count.textContent = words.length || state ? `${this.shown.length} of ${data.units.length} ${this.table.dataset.units}` : '';
    this.scroll.scrollTop = 0;
    this.draw();
  }

  /** @param {number} [most] that many from the first, whatever is in view */
  draw(most) {
    const height = this.scroll.clientHeight || 600;
    const first = most ? 0 : Math.max(0, Math.floor(this.scroll.scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    const last = Math.min(this.shown.length, most ?? Math.ceil((this.scroll.scrollTop + height) / ROW_HEIGHT) + SPARE_ROWS);
    const rows = [];
    for (let at = first; at < last; at++) {
      rows.push(this.row(this.shown[at], at));
    }
    this.body.replaceChildren(this.pad(first), ...rows, this.pad(most ? 0 : this.shown.length - last));
  }

  /** Keeps the room of rows that are not there. @param {number} rows */
  pad(rows) {
    const row = made('tr', undefined, 'pad');
    const cell = made('td');
    cell.colSpan = this.columns.length;
    cell.setAttribute('height', String(rows * ROW_HEIGHT));
    row.append(cell);
    row.hidden = rows === 0;
    row.setAttribute('aria-hidden', 'true');
    return row;
  }

  /**
   * @param {number} unit
   * @param {number} at its place among those shown
   */
  row(unit, at) {
    const row = made('tr');
    row.dataset.row = String(unit);
    row.setAttribute('aria-rowindex', String(at + 2));
    if (unit === this.selected) {
      row.setAttribute('aria-selected', 'true');
    }
    for (const column of this.columns) {
      const cell = made('td', undefined, column.number ? 'n' : '');
      cell.append(...(column.cell ? column.cell(unit) : [column.value(unit)]));
      cell.title = column.is === 'unit' || column.is === 'frame' ? column.value(unit) : '';
      row.append(cell);
    }
    return row;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const at = this.shown.indexOf(this.selected);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.shown.length - 1, PageDown: at + 15, PageUp: at - 15 }[event.key];
    if (next === undefined || event.target !== this.scroll || this.shown.length === 0) {
      return;
    }
    event.preventDefault();
    const place = Math.max(0, Math.min(this.shown.length - 1, next));
    const top = place * ROW_HEIGHT;
    const room = this.scroll.clientHeight - 2 * ROW_HEIGHT;
    if (top < this.scroll.scrollTop || top > this.scroll.scrollTop + room) {
      this.scroll.scrollTop = Math.max(0, top - room / 2);
    }
    this.open(this.shown[place]);
  }

  /** @param {number} unit */
  open(unit) {
    this.selected = unit;
    this.draw();
    const heading = made('h3', data.units[unit]);
    const facts = [data.ids[unit], data.words[data.state[unit]], data.retained[unit] === null ? null : `keeps ${inBytes(data.retained[unit])}`].filter(Boolean).join(', ');
    heading.append(made('span', ` ${facts}`, 'dim'));
    const list = made('ol', undefined, 'stack');
    const locals = data.locals[unit] ?? [];
    const blocked = data.groups[data.group[unit]];
    let frame = 0;
    for (let node = data.stack[unit] ?? -1; node >= 0; node = data.parent[node], frame++) {
      const text = data.frames[data.frame[node]];
      const item = made('li', undefined, text.split('(')[0].endsWith(blocked) ? 'here' : '');
      item.append(frameCode(text));
      for (let at = 0; at < locals.length; at += 4) {
        if (locals[at] === frame) {
          const local = made('span', 'local ', 'local');
          local.append(made('b', data.words[locals[at + 1]]), `, keeps ${inBytes(locals[at + 2])}`, locals[at + 3] ? ', shared with others of its group' : '');
          item.append(local);
        }
      }
      list.append(item);
    }
    this.panel.replaceChildren(heading, frame ? list : made('p', 'The report has no stack of it.', 'fine'));
  }

  asText() {
    const head = [...this.table.tHead.rows[0].cells].map((header) => header.textContent.trim()).join('\t');
    return [head, ...this.shown.map((row) => this.columns.map((column) => column.value(row) ?? '').join('\t'))].join('\n');
  }
}

const unitTable = document.querySelector('table[data-units]');
if (unitTable) {
  for (const note of document.querySelectorAll('.without-script')) {
    /** @type {HTMLElement} */ (note).hidden = true;
  }
  new UnitTable(/** @type {HTMLTableElement} */ (unitTable));
}
