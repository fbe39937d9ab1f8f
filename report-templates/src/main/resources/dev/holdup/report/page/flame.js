
// The flame graph: zoom, search, keys; and the stacks of one group, or by bytes, drawn from the data. The first one is
// in the page already.

/** Narrower boxes could not be seen. */
const NARROWEST = 0.0008;

/** That much may be seen of one that is zoomed into. */
const DEEPEST_ZOOM = 8;

/**
 * One frame of a flame graph, with its place: x and width are shares of the whole.
 * @typedef {{name: string, x: number, width: number, depth: number, tip: string, cssClass: string, element?: SVGElement}} Box
 */

class Flame {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.svg = holder.querySelector('svg');
    this.rowHeight = Number(holder.dataset.row);
    this.status = document.querySelector('[data-flame-status]');
    this.zoomed = null;
    this.at = null;
    this.boxes = [...this.svg.querySelectorAll('.box')].map((element) => this.adopted(element));
    document.querySelector('[data-flame-help]').hidden = false;
    holder.addEventListener('click', (event) => {
      const box = this.boxes.find(({ element }) => element === /** @type {Element} */ (event.target).closest('.box'));
      if (box) {
        this.select(box);
        this.zoom(box);
      }
    });
    holder.addEventListener('keydown', (event) => this.key(event));
    this.makeTools();
    // The page came with the widest boxes only.
    if (data.first) {
      const first = new AbortController();
      const complete = () => { first.abort(); this.redraw(); };
      holder.addEventListener('pointerenter', complete, { signal: first.signal });
      holder.addEventListener('focus', complete, { signal: first.signal });
      this.input.addEventListener('focus', complete, { signal: first.signal });
    }
  }

  /** A box that the page came with. */
  adopted(element) {
    const tip = element.querySelector('title').textContent;
    return {
      element,
      x: parseFloat(element.getAttribute('x')) / 100,
      width: parseFloat(element.getAttribute('width')) / 100,
      depth: Math.round(Number(element.getAttribute('y')) / this.rowHeight),
      tip,
      name: tip.split(': ')[0],
    };
  }

  makeTools() {
    const tools = document.querySelector('[data-flame-tools]');
    tools.hidden = false;
    const input = made('input');
    input.type = 'search';
    input.placeholder = 'Search frames';
    input.setAttribute('aria-label', 'Search frames');
    input.addEventListener('input', () => this.search(input.value));
    this.input = input;
    tools.append(input);
    if (data.first && data.first.length > 2) {
      const group = made('select');
      group.setAttribute('aria-label', 'Stacks of');
      group.append(new Option(`All ${data.noun}`, '-1'));
      data.groups.slice(0, data.first.length - 1).forEach((frame, index) => group.append(new Option(`Group ${index + 1}: ${frameParts(frame)[1]}`, String(index))));
      group.addEventListener('change', () => this.redraw());
      this.group = group;
      tools.append(group);
    }
    if (this.holder.dataset.bytes === 'true') {
      const measure = made('select');
      measure.setAttribute('aria-label', 'Width by');
      measure.append(new Option(`by number of ${data.noun}`, 'units'), new Option('by bytes kept alive', 'bytes'));
      measure.addEventListener('change', () => this.redraw());
      this.measure = measure;
      tools.append(measure);
    }
    const all = made('button', 'Show all');
    all.type = 'button';
    all.addEventListener('click', () => this.zoom(null));
    tools.append(all);
  }

  /** Draws the stacks that are chosen, merged by method. */
  redraw() {
    if (!data.first) {
      return;
    }
    const group = Number(this.group?.value ?? -1);
    const bytes = this.measure?.value === 'bytes';
    const from = group < 0 ? 0 : data.first[group];
    const to = group < 0 ? data.parent.length : data.first[group + 1];
    const root = { name: '', called: new Map(), total: 0 };
    const merged = [];
    const total = new Float64Array(data.parent.length);
    for (let node = to - 1; node >= from; node--) {
      total[node] += bytes ? data.kept[node] : data.here[node];
      if (data.parent[node] >= 0) {
        total[data.parent[node]] += total[node];
      } else {
        root.total += total[node];
      }
    }
    for (let node = from; node < to; node++) {
      const above = data.parent[node] < 0 ? root : merged[data.parent[node]];
      const name = data.frames[data.frame[node]].split('(')[0];
      const box = above.called.get(name) ?? { name, called: new Map(), total: 0 };
      box.total += total[node];
      above.called.set(name, box);
      merged[node] = box;
    }
    const blocked = new Set(data.groups.filter((_, index) => document.getElementById(`groups/${index + 1}`)?.classList.contains('role-victim')));
    /** @type {Box[]} */
    const boxes = [];
    const place = (node, depth, x) => {
      let at = x;
      for (const called of [...node.called.values()].sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))) {
        const width = called.total / root.total;
        if (width >= NARROWEST / DEEPEST_ZOOM) {
          const figure = bytes ? `${inBytes(called.total)} kept by it and what it called` : countedUnits(called.total);
          const cssClass = blocked.has(called.name) ? 'blocked' : /^(java|jdk|sun)\./.test(called.name) ? 'jdk' : '';
          boxes.push({ name: called.name, x: at, width, depth, tip: `${called.name}: ${figure}, ${inPercent(width)}`, cssClass });
          place(called, depth + 1, at);
        }
        at += width;
      }
    };
    if (root.total > 0) {
      place(root, 0, 0);
    }
    const space = 'http://www.w3.org/2000/svg';
    this.boxes = boxes;
    this.svg.replaceChildren(...boxes.map((box) => {
      const element = document.createElementNS(space, 'svg');
      element.setAttribute('class', `box ${box.cssClass}`);
      element.setAttribute('y', String(box.depth * this.rowHeight));
      element.setAttribute('height', String(this.rowHeight - 1));
      const title = document.createElementNS(space, 'title');
      title.textContent = box.tip;
      const rect = document.createElementNS(space, 'rect');
      rect.setAttribute('width', '100%');
      rect.setAttribute('height', String(this.rowHeight - 1));
      const text = document.createElementNS(space, 'text');
      text.setAttribute('x', '4');
      text.setAttribute('y', '13');
      text.textContent = frameParts(box.name)[1];
      element.append(title, rect, text);
      box.element = element;
      return element;
    }));
    this.svg.setAttribute('height', String((Math.max(0, ...boxes.map((box) => box.depth)) + 1) * this.rowHeight));
    this.at = null;
    this.zoom(null);
    this.search(this.input.value);
    this.status.textContent = root.total > 0 ? '' : 'Nothing is kept by these frames alone.';
  }

  /** Widens a box to the whole; those above it become as wide. @param {Box | null} box */
  zoom(box) {
    this.zoomed = box;
    const x = box ? box.x : 0;
    const width = box ? box.width : 1;
    for (const other of this.boxes) {
      const left = Math.max(0, (other.x - x) / width);
      const right = Math.min(1, (other.x + other.width - x) / width);
      const outside = right - left < NARROWEST;
      other.element.setAttribute('display', outside ? 'none' : 'inline');
      other.element.setAttribute('x', `${left * 100}%`);
      other.element.setAttribute('width', `${Math.max(0, right - left) * 100}%`);
    }
  }

  /** @param {string} text */
  search(text) {
    const wanted = text.trim().toLowerCase();
    let found = 0;
    let width = 0;
    let until = -1;
    for (const box of this.boxes) {
      const matches = wanted !== '' && box.name.toLowerCase().includes(wanted);
      box.element.classList.toggle('found', matches);
      found += matches ? 1 : 0;
      // Boxes come depth first: one within a match is not counted again.
      if (matches && box.x >= until - 1e-9) {
        width += box.width;
        until = box.x + box.width;
      }
    }
    this.status.textContent = wanted ? `${found} boxes, ${inPercent(width)} of the width` : '';
  }

  /** @param {Box} box */
  select(box) {
    this.at?.element.classList.remove('at');
    this.at = box;
    box.element.classList.add('at');
    this.status.textContent = box.tip;
    const top = box.depth * this.rowHeight;
    if (top < this.holder.scrollTop || top > this.holder.scrollTop + this.holder.clientHeight - 2 * this.rowHeight) {
      this.holder.scrollTop = Math.max(0, top - this.holder.clientHeight / 2);
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const at = this.at;
    const inside = (box, around) => box.x >= around.x - 1e-9 && box.x + box.width <= around.x + around.width + 1e-9;
    const moves = {
      ArrowDown: () => this.boxes.find((box) => box.depth === at.depth + 1 && inside(box, at)),
      ArrowUp: () => this.boxes.find((box) => box.depth === at.depth - 1 && inside(at, box)),
      ArrowRight: () => this.boxes.filter((box) => box.depth === at.depth && box.x > at.x).sort((a, b) => a.x - b.x)[0],
      ArrowLeft: () => this.boxes.filter((box) => box.depth === at.depth && box.x < at.x).sort((a, b) => b.x - a.x)[0],
    };
    if (event.key === 'Escape') {
      this.zoom(null);
    } else if (event.key === 'Enter' && at) {
      this.zoom(at);
    } else if (event.key in moves) {
      const next = at ? moves[event.key]() : this.boxes[0];
      if (next) {
        this.select(next);
      }
    } else {
      return;
    }
    event.preventDefault();
  }
}

const flameHolder = document.querySelector('[data-flame]');
if (flameHolder) {
  new Flame(/** @type {HTMLElement} */ (flameHolder));
}
