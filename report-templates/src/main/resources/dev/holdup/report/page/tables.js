
// Sorting, searching, filtering and copying for the tables marked data-interactive. Without this they are plain tables,
// complete as they are.

/** Fewer rows are seen at a glance: they are sorted and copied, not searched. */
const FEW_ROWS = 9;

/** A column with more values than this is searched, not chosen from. */
const MOST_CHOICES = 12;

/**
 * What a cell sorts by: the exact figure behind the rounded one where there is one.
 * @param {HTMLTableRowElement} row
 * @param {number} column
 * @param {boolean} asNumber
 * @returns {number | string}
 */
function sortKey(row, column, asNumber) {
  const cell = row.cells[column];
  const exact = cell.dataset.v ?? cell.querySelector('data')?.value ?? cell.textContent.replace(/[\u202f\s]/g, '');
  const figure = exact === '' || Number.isNaN(Number(exact)) ? -1 : Number(exact);
  return asNumber ? figure : cell.textContent.trim().toLowerCase();
}

/**
 * @param {HTMLTableElement} table
 * @param {HTMLTableCellElement} header
 */
function sortBy(table, header) {
  const asNumber = 'number' in header.dataset;
  const current = header.getAttribute('aria-sort');
  // The first click shows what people look for: the largest figure, the first name.
  const ascending = current ? current === 'descending' : !asNumber;
  const sign = ascending ? 1 : -1;
  const keyed = [...table.tBodies[0].rows].map((row) => ({ row, key: sortKey(row, header.cellIndex, asNumber) }));
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
  table.tBodies[0].append(...keyed.map((entry) => entry.row));
  for (const other of table.tHead.rows[0].cells) {
    other.removeAttribute('aria-sort');
  }
  header.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
}

/** @param {HTMLTableElement} table */
function makeSortable(table) {
  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    button.addEventListener('click', () => sortBy(table, header));
    header.append(button);
  }
}

/**
 * A select with the values of a column, if they are few.
 * @param {HTMLTableElement} table
 * @param {HTMLTableCellElement} header
 * @param {() => void} apply
 */
function choiceOf(table, header, apply) {
  const column = header.cellIndex;
  const values = new Set([...table.tBodies[0].rows].map((row) => row.cells[column].textContent.trim()));
  if (values.size < 2 || values.size > MOST_CHOICES) {
    return null;
  }
  const select = document.createElement('select');
  const name = header.textContent.trim();
  select.setAttribute('aria-label', name);
  select.append(new Option(`${name}: all`, ''), ...[...values].sort().map((value) => new Option(value, value)));
  select.addEventListener('change', apply);
  return { select, column };
}

/**
 * @param {HTMLTableElement} table
 * @param {string} noun what the rows are, in the plural
 */
function makeFilterable(table, noun) {
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const tools = document.createElement('div');
  tools.className = 'tools';
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = `Search ${noun}`;
  input.setAttribute('aria-label', `Search ${noun}`);
  const shown = document.createElement('span');
  shown.setAttribute('role', 'status');
  /** @type {{select: HTMLSelectElement, column: number}[]} */
  const choices = [];
  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = choices.filter(({ select }) => select.value !== '');
    let count = 0;
    for (const { row, text } of rows) {
      const matches = words.every((word) => text.includes(word))
        && chosen.every(({ select, column }) => row.cells[column].textContent.trim() === select.value);
      row.hidden = !matches;
      count += matches ? 1 : 0;
    }
    shown.textContent = words.length || chosen.length ? `${count} of ${rows.length} ${noun}` : '';
  };
  input.addEventListener('input', apply);
  if (rows.length >= FEW_ROWS) {
    tools.append(input);
    for (const header of table.tHead.querySelectorAll('th[data-choice]')) {
      const choice = choiceOf(table, /** @type {HTMLTableCellElement} */ (header), apply);
      if (choice) {
        choices.push(choice);
        tools.append(choice.select);
      }
    }
  }
  tools.append(copyButton(table), shown);
  table.parentElement.before(tools);
}

/**
 * The rows in view as lines of cells with tabs between them: a spreadsheet takes them, a ticket too.
 * @param {HTMLTableElement} table
 */
function asText(table) {
  return [table.tHead.rows[0], ...table.tBodies[0].rows].filter((row) => !row.hidden)
    .map((row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, ' ')).join('\t')).join('\n');
}

/** @param {HTMLTableElement} table */
function copyButton(table) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy as text';
  button.addEventListener('click', () => copied(button, asText(table)));
  return button;
}

for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll('table[data-interactive]'))) {
  makeFilterable(table, table.dataset.interactive);
  makeSortable(table);
}
