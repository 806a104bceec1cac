// Dialogs: those that a page brings open, those that a button opens, and what closes them.
import { visit } from './visit.js';

function openMarked() {
  for (const dialog of document.querySelectorAll('dialog[data-open]:not([open])')) {
    dialog.showModal();
  }
}

function dismiss(dialog) {
  dialog.close();
  if (dialog.dataset.close && location.search.includes('new=')) {
    history.replaceState(history.state, '', dialog.dataset.close);
  }
  dialog.removeAttribute('data-open');
}

document.addEventListener('page', openMarked);
document.addEventListener('settled', openMarked);
document.addEventListener('click', event => {
  const opens = event.target.closest?.('[data-opens]')?.dataset.opens;
  if (opens) {
    document.getElementById(opens).showModal();
  }
  const dialog = event.target.closest?.('dialog');
  if (dialog && (event.target.closest('[data-dismiss]') || event.target === dialog)) {
    dismiss(dialog);
  }
});
document.addEventListener('cancel', event => {
  if (event.target.matches('dialog')) {
    event.preventDefault();
    dismiss(event.target);
  }
}, true);

/** Asks before something is done that cannot be undone. */
export function confirm(question, deed) {
  const dialog = document.createElement('dialog');
  const text = document.createElement('p');
  text.textContent = question;
  const actions = document.createElement('div');
  actions.className = 'actions';
  const [no, yes] = ['Cancel', deed].map(word => Object.assign(document.createElement('button'), { type: 'button', textContent: word }));
  yes.className = 'danger';
  actions.append(no, yes);
  dialog.append(text, actions);
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    no.addEventListener('click', () => dialog.close('no'));
    yes.addEventListener('click', () => dialog.close('yes'));
  });
}
