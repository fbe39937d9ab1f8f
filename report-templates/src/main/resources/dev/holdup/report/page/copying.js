
// Copy buttons: shown only where this script runs, since they do nothing without it.

/**
 * The clipboard API asks for a secure context, which a file from disk is not in every browser.
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

/**
 * Copies, and says so on the button for a moment.
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
async function copied(button, text) {
  const label = button.textContent;
  await copy(text);
  button.textContent = 'Copied';
 
  setTimeout(() => { button.textContent = label; button.disabled = false; button.focus(); }, 1200);
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button[data-copy]'))) {
  button.hidden = false;
  button.addEventListener('click', () => copied(button, button.dataset.copy));
}
