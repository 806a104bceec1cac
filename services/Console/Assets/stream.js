// Puts content that the server streamed after a page in the place that the page kept for it. The server marks the
// place with a pair of comments, bl:1 and /bl:1, and sends <blazor-ssr><template blazor-component-id="1">…

export function settle(root) {
  for (const update of root.querySelectorAll('blazor-ssr')) {
    for (const template of update.querySelectorAll('template[blazor-component-id]')) {
      replaceBetween(root, template.getAttribute('blazor-component-id'), template.content);
    }
    update.remove();
  }
}

function replaceBetween(root, id, content) {
  const start = findComment(root, `bl:${id}`);
  const end = start && findComment(root, `/bl:${id}`);
  if (!end) {
    return;
  }
  while (start.nextSibling !== end) {
    start.nextSibling.remove();
  }
  end.before(content);
}

function findComment(root, text) {
  const walker = document.createTreeWalker(root.body ?? root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    if (walker.currentNode.data === text) {
      return walker.currentNode;
    }
  }
  return null;
}

// On a first load the browser itself parses the stream; the end of each update is an element of its own.
customElements.define('blazor-ssr-end', class extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => {
      settle(document);
      document.dispatchEvent(new CustomEvent('settled'));
    });
  }
});
