
// Sorting and filtering for the tables marked data-interactive. Without this they are plain tables, complete as they are.

/**
 * What a cell sorts by: the exact figure behind the rounded one where there is one.
 * @param {HTMLTableRowElement} row
 * @param {number} column
 * @param {boolean} asNumber
 * @returns {number | string}
 */
function sortKey(row, column, asNumber) {
  const cell = row.cells[column];
  const exact = cell.dataset.v ?? cell.querySelector('data')?.value;
  return asNumber ? Number(exact ?? -1) : cell.textContent.trim().toLowerCase();
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
 * @param {HTMLTableElement} table
 * @param {string} noun what the rows are, in the plural
 */
function makeFilterable(table, noun) {
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const tools = document.createElement('div');
  tools.className = 'tools';
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = `Filter ${noun}`;
  input.setAttribute('aria-label', `Filter ${noun}`);
  const shown = document.createElement('span');
  shown.setAttribute('role', 'status');
  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, text } of rows) {
      const matches = words.every((word) => text.includes(word));
      row.hidden = !matches;
      count += matches ? 1 : 0;
    }
    shown.textContent = words.length ? `${count} of ${rows.length} ${noun}` : '';
  };
  input.addEventListener('input', apply);
  tools.append(input, shown);
  table.parentElement.before(tools);
}

for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll('table[data-interactive]'))) {
  makeSortable(table);
  makeFilterable(table, table.dataset.interactive);
}
