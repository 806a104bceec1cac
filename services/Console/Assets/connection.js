// Says when the server is out of reach, tries again by itself, and goes on where it was.

const waits = [1000, 2000, 4000, 8000, 15000];
let attempts = 0;
let timer;
let resume;

export function offline(again) {
  resume = again ?? resume;
  document.getElementById('connection').hidden = false;
  if (!timer) {
    timer = setTimeout(attempt, waits[Math.min(attempts++, waits.length - 1)]);
  }
}

export function online() {
  clearTimeout(timer);
  timer = undefined;
  attempts = 0;
  document.getElementById('connection').hidden = true;
}

async function attempt() {
  timer = undefined;
  try {
    const answer = await fetch('/parts/state', { cache: 'no-store' });
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    online();
    const next = resume;
    resume = undefined;
    if (next) {
      next();
    } else {
      document.dispatchEvent(new CustomEvent('refresh'));
    }
  } catch {
    offline();
  }
}

addEventListener('online', () => document.getElementById('connection').hidden || attempt());
