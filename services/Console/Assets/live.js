// Keeps the parts of a page current that change by themselves: each [data-live] names how often, in milliseconds, and
// an address of its own where the page's would be too much. Nothing is asked while nobody looks.
import { settle } from './stream.js';
import { morph } from './morph.js';
import { online, offline } from './connection.js';

const due = new Map();
let asking = false;

function parts() {
  return [...document.querySelectorAll('[data-live][id]')];
}

function schedule() {
  const now = Date.now();
  for (const part of parts()) {
    const soon = now + Number(part.dataset.live);
    due.set(part.id, Math.min(due.get(part.id) ?? Infinity, soon));
    if (part.querySelector('[data-stale]')) {
      due.set(part.id, now);
    }
  }
}

async function refresh(ids) {
  const here = location.href;
  const bySource = Map.groupBy(
    parts().filter(part => ids.has(part.id)), part => part.dataset.src ?? location.pathname + location.search);
  for (const [source, group] of bySource) {
    const answer = await fetch(source, { headers: { Accept: 'text/html' }, cache: 'no-store' });
    if (!answer.ok && answer.status !== 404) {
      throw new Error(`status ${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    settle(page);
    if (location.href !== here) {
      return;
    }
    for (const part of group) {
      apply(part, page);
    }
  }
}

function apply(part, page) {
  if (part.dataset.src) {
    const copy = part.cloneNode(false);
    copy.append(...document.adoptNode(page.body).childNodes);
    morph(part, copy);
  } else {
    const incoming = page.getElementById(part.id);
    if (incoming && part.isConnected) {
      morph(part, document.adoptNode(incoming));
    }
  }
}

async function tick() {
  if (asking || document.hidden) {
    return;
  }
  const now = Date.now();
  const ids = new Set(parts().filter(part => (due.get(part.id) ?? 0) <= now).map(part => part.id));
  if (ids.size === 0) {
    return;
  }
  asking = true;
  try {
    await refresh(ids);
    online();
  } catch {
    offline();
  } finally {
    asking = false;
    ids.forEach(id => due.delete(id));
    schedule();
  }
}

/** Asks for every part of the page now. */
function refreshNow() {
  parts().forEach(part => due.set(part.id, 0));
  tick();
}

document.addEventListener('page', () => {
  due.clear();
  schedule();
});
document.addEventListener('refresh', refreshNow);
document.addEventListener('visibilitychange', () => document.hidden || refreshNow());
setInterval(tick, 250);
