// Keyboard: / c g+letter ? and the arrows; none of them while somebody types.
import { visit } from './visit.js';

const pages = { o: '/', c: '/cases', s: '/search' };
let afterG = -Infinity;

function isTyping(target) {
  return target.closest?.('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open]');
}

function rows() {
  return [...document.querySelectorAll('[data-rows] tbody tr a, ol[data-rows] > li .where > a.file')]
    .filter((link, index, all) => all.findIndex(other => other.closest('tr, li') === link.closest('tr, li')) === index);
}

function move(step, event) {
  const links = rows();
  const at = links.findIndex(link => link.closest('tr, li').contains(document.activeElement));
  if (links.length === 0 || document.activeElement.closest?.('.scroll')) {
    return;
  }
  event.preventDefault();
  const link = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)];
  link.focus({ preventScroll: true });
  link.closest('tr, li').scrollIntoView({ block: 'nearest' });
}

const actions = {
  '/': () => (document.querySelector('main .find-in input') ?? document.getElementById('seek')).select(),
  c: () => visit(location.pathname === '/cases' ? withNew() : '/cases?new=1', { stay: location.pathname === '/cases' }),
  e: () => document.querySelector('[data-key="e"]')?.click(),
  f: () => document.querySelector('.viewer [name=q]')?.select(),
  l: () => document.querySelector('.viewer [name=line]')?.select(),
  w: () => document.querySelector('.viewer [data-wrap]')?.click(),
  '?': () => document.getElementById('keys').showModal(),
};

function withNew() {
  const url = new URL(location.href);
  url.searchParams.set('new', '1');
  return url.href;
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === 'Escape' && event.target.matches?.('input, textarea') && !event.target.closest('dialog')) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target)) {
    return;
  }
  if (event.timeStamp - afterG < 1500 && pages[event.key]) {
    event.preventDefault();
    visit(pages[event.key]);
    afterG = -Infinity;
  } else if (event.key === 'g') {
    afterG = event.timeStamp;
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    move(event.key === 'ArrowDown' ? 1 : -1, event);
  } else if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});
