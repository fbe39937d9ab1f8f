
// What helps to find one's way: links open what they lead to, paper shows what the screen folds, the contents follow.

/** Opens the folded parts around the element that the address names. */
function openTarget() {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  for (let element = target; element; element = element.parentElement) {
    if (element instanceof HTMLDetailsElement) {
      element.open = true;
    }
  }
}
addEventListener('hashchange', openTarget);
openTarget();

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button[data-toggle-details]'))) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const open = button.textContent === 'Open all';
    for (const details of document.querySelectorAll(`${button.dataset.toggleDetails} > details`)) {
      /** @type {HTMLDetailsElement} */ (details).open = open;
    }
    button.textContent = open ? 'Close all' : 'Open all';
  });
}

const links = new Map([...document.querySelectorAll('.contents a')].map((link) => [link.getAttribute('href').slice(1), link]));
const inView = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    entry.isIntersecting ? inView.add(entry.target.id) : inView.delete(entry.target.id);
  }
  const first = [...links.keys()].find((id) => inView.has(id));
  for (const [id, link] of links) {
    id === first ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
  }
}, { rootMargin: '0px 0px -60% 0px' });
for (const section of document.querySelectorAll('main > section[id]')) {
  if (links.has(section.id)) {
    watcher.observe(section);
  }
}
