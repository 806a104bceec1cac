// Goes from page to page without loading the console anew: a link or a form is fetched, and its page takes the place
// of the one that is shown. What lives outside <main>, uploads above all, goes on.
import { settle } from './stream.js';
import { morph } from './morph.js';
import { online, offline } from './connection.js';

let current;

export async function visit(url, { method = 'GET', body, push = true, stay = false } = {}) {
  current?.abort();
  const turn = current = new AbortController();
  document.documentElement.toggleAttribute('data-busy', true);
  try {
    const response = await fetch(url, { method, body, signal: turn.signal, headers: { Accept: 'text/html' } });
    online();
    if (!response.headers.get('Content-Type')?.startsWith('text/html')) {
      location.assign(url);
      return;
    }
    if (push) {
      history.replaceState({ ...history.state, y: scrollY }, '');
      history.pushState({}, '', response.url);
    }
    await show(response, { stay });
  } catch (error) {
    if (error.name !== 'AbortError') {
      offline(() => visit(url, { method, body, push, stay }));
    }
  } finally {
    if (turn === current) {
      document.documentElement.toggleAttribute('data-busy', false);
    }
  }
}

/** Shows a page as it arrives: first as it stands, then with each part that the server had to wait for. */
async function show(response, { stay }) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let shown = false;
  for (;;) {
    const { done, value } = await reader.read();
    text += value ?? '';
    const end = text.indexOf('</html>');
    if (!shown && (end >= 0 || done)) {
      shown = true;
      swap(parse(end >= 0 ? text.slice(0, end) : text), stay);
      text = end >= 0 ? text.slice(end + 7) : '';
    }
    const last = shown ? text.lastIndexOf('</blazor-ssr>') : -1;
    if (last >= 0) {
      document.body.append(...parse(text.slice(0, last + 13)).body.childNodes);
      text = text.slice(last + 13);
    }
    if (done) {
      return;
    }
  }
}

function parse(html) {
  return new DOMParser().parseFromString(html, 'text/html');
}

function swap(page, stay) {
  if (page.documentElement.dataset.build !== document.documentElement.dataset.build) {
    location.reload();
    return;
  }
  settle(page);
  document.title = page.title;
  const main = document.getElementById('main');
  const incoming = document.adoptNode(page.getElementById('main'));
  morph(document.querySelector('#side nav'), page.querySelector('#side nav'));
  if (stay) {
    morph(main, incoming);
  } else {
    main.replaceWith(incoming);
    incoming.focus({ preventScroll: true });
    scrollTo(0, history.state?.y ?? 0);
    document.getElementById('announce').textContent = page.title.split(' · ')[0];
  }
  announcePage();
}

export function announcePage() {
  document.dispatchEvent(new CustomEvent('page'));
}

function isOurs(link, event) {
  return link && !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
    && !event.altKey && !link.target && !link.hasAttribute('download') && link.origin === location.origin
    && !link.pathname.startsWith('/api/') && !(link.hash && link.pathname === location.pathname && link.search === location.search);
}

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  if (isOurs(link, event)) {
    event.preventDefault();
    visit(link.href, { stay: link.hasAttribute('data-stay') });
  }
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.hasAttribute('data-visit') || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  if (form.method === 'post') {
    visit(form.action, { method: 'POST', body: new URLSearchParams(fields), stay: true });
  } else {
    const given = [...fields].filter(([, value]) => value !== '');
    visit(`${form.action.split('?')[0]}?${new URLSearchParams(given)}`);
  }
});

addEventListener('popstate', () => visit(location.href, { push: false }));
