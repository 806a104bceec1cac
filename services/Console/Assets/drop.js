// Takes files that are dropped on a case, or chosen, and shows them in the dock at the edge of every page.
import { Upload, queue } from './uploads.js';
import { size, span } from './units.js';

const dock = document.getElementById('dock');
const entries = new Map();

function send(files, target) {
  for (const file of files) {
    queue(new Upload(file, target.dataset.drop, target.dataset.dropTitle, show));
  }
}

function show(upload) {
  dock.hidden = false;
  let entry = entries.get(upload);
  if (!entry) {
    entries.set(upload, entry = build(upload));
    dock.append(entry);
  }
  const total = upload.file.size;
  const percent = total ? Math.floor(upload.sent / total * 100) : 0;
  entry.className = `upload ${upload.state}`;
  entry.querySelector('progress').value = upload.state === 'done' ? 100 : percent;
  entry.querySelector('.figures').textContent = figures(upload, percent);
  entry.querySelector('[data-again]').hidden = upload.state !== 'failed' && upload.state !== 'cancelled';
  entry.querySelector('[data-cancel]').textContent = isOver(upload) ? 'Close' : 'Cancel';
  document.getElementById('announce').textContent = isOver(upload) ? `${upload.file.name}: ${upload.note}` : '';
}

function figures(upload, percent) {
  if (isOver(upload)) {
    return upload.note;
  }
  if (upload.state === 'waiting') {
    return `Waiting, ${size(upload.file.size)}`;
  }
  if (upload.sent >= upload.file.size) {
    return 'Sent; the server is storing it';
  }
  const left = upload.secondsLeft;
  const rate = upload.rate ? `, ${size(upload.rate)}/s` : '';
  return `${percent} % of ${size(upload.file.size)}${rate}${left === null ? '' : `, ${span(left)} left`}`;
}

function isOver(upload) {
  return ['done', 'failed', 'cancelled'].includes(upload.state);
}

function build(upload) {
  const entry = document.createElement('div');
  entry.innerHTML = '<div><strong></strong><span class="to"></span></div><progress max="100"></progress>'
    + '<div class="figures num"></div><div class="actions"><button type="button" data-again>Send again</button>'
    + '<button type="button" data-cancel></button></div>';
  entry.querySelector('strong').textContent = upload.file.name;
  entry.querySelector('.to').textContent = upload.title;
  entry.querySelector('progress').setAttribute('aria-label', `Sent of ${upload.file.name}`);
  entry.querySelector('[data-again]').addEventListener('click', () => upload.retry());
  entry.querySelector('[data-cancel]').addEventListener('click', () => isOver(upload) ? close(upload) : upload.cancel());
  return entry;
}

function close(upload) {
  entries.get(upload).remove();
  entries.delete(upload);
  dock.hidden = entries.size === 0;
}

function targetOf(event) {
  return event.dataTransfer?.types.includes('Files') ? document.querySelector('main [data-drop]') : null;
}

document.addEventListener('dragover', event => {
  const target = targetOf(event);
  if (target) {
    event.preventDefault();
    target.classList.add('dropping');
  }
});
document.addEventListener('dragleave', event => {
  if (!event.relatedTarget) {
    document.querySelector('.dropping')?.classList.remove('dropping');
  }
});
document.addEventListener('drop', event => {
  const target = targetOf(event);
  if (target) {
    event.preventDefault();
    target.classList.remove('dropping');
    send(event.dataTransfer.files, target);
  }
});
document.addEventListener('change', event => {
  if (event.target.matches?.('[data-upload]')) {
    send(event.target.files, event.target.closest('[data-drop]'));
    event.target.value = '';
  }
});
