// Light, dark or as the system has it. The choice is a cookie, so that the server sends the page in it: no flash.

const root = document.documentElement;

function mark() {
  const chosen = root.dataset.theme || 'system';
  for (const button of document.querySelectorAll('[data-theme-set]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeSet === chosen));
  }
}

document.addEventListener('click', event => {
  const choice = event.target.closest?.('[data-theme-set]')?.dataset.themeSet;
  if (!choice) {
    return;
  }
  if (choice === 'system') {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = choice;
  }
  document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
  mark();
});

mark();
