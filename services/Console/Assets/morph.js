// Makes one piece of the page equal to another with as few changes as possible, so that focus, selection and open
// menus survive a refresh. Children are matched by id, else by place.

export function morph(from, to) {
  if (from.isEqualNode(to)) {
    return;
  }
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName || (from.id ?? '') !== (to.id ?? '')) {
    from.replaceWith(to);
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.data = to.data;
    return;
  }
  morphAttributes(from, to);
  if (from !== document.activeElement || !from.matches('input, textarea')) {
    morphChildren(from, to);
  }
}

function morphAttributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name)) {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
}

function morphChildren(from, to) {
  const wanted = [...to.childNodes];
  let place = from.firstChild;
  for (const node of wanted) {
    const known = node.id ? from.querySelector(`:scope > [id="${CSS.escape(node.id)}"]`) : null;
    if (known && known !== place) {
      from.insertBefore(known, place);
      place = known;
    }
    if (!place) {
      from.append(node);
      continue;
    }
    const next = place.nextSibling;
    morph(place, node);
    place = next;
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}
