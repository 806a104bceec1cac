// Small things that a button does: copy a text, delete a file.
import { confirm } from './dialogs.js';

function announce(text) {
  document.getElementById('announce').textContent = text;
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add('done');
  announce('Copied');
  setTimeout(() => button.classList.remove('done'), 1200);
}

async function remove(button) {
  const { delete: address, name } = button.dataset;
  if (!await confirm(`Delete ${name}? The file and everything that was indexed of it go for good.`, 'Delete')) {
    return;
  }
  button.disabled = true;
  const answer = await fetch(address, { method: 'DELETE' }).catch(() => null);
  if (answer?.ok || answer?.status === 404) {
    announce(`${name} is deleted`);
  } else {
    const problem = await answer?.json().catch(() => null);
    button.disabled = false;
    button.title = problem?.detail ?? 'It could not be deleted; try again.';
    announce(button.title);
  }
  document.dispatchEvent(new CustomEvent('refresh'));
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-copy], [data-delete]');
  if (button?.hasAttribute('data-copy')) {
    copy(button);
  } else if (button) {
    remove(button);
  }
});
