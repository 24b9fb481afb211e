'use strict';
// Everything the page can do beyond being read: filters, the evidence beside the rows, addresses, keys.
(() => {
  const root = document.documentElement;
  const one = (selector, from = document) => from.querySelector(selector);
  const every = (selector, from = document) => [...from.querySelectorAll(selector)];
  const stories = every('.story');
  const opening = one('#stories');
  const panel = one('#evidence');
  let came = null; // the link that opened the panel
  root.classList.add('js');

  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== '' && value != null) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const address = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; }
  };

  // ---- which story is seen ----
  const see = (story) => {
    if (!opening || !stories.length) return;
    opening.hidden = Boolean(story);
    for (const each of stories) each.hidden = each !== story;
    measure();
  };

  // ---- evidence ----
  const links = (hash) => every(`a.words[href="${CSS.escape('#' + hash)}"]`);
  const rowOf = (link) => link?.closest('.row');

  const close = (back) => {
    if (panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove('reading');
    unmark();
    if (back && came?.isConnected) came.focus();
  };
  const unmark = () => {
    every('[aria-current]').forEach((node) => node.removeAttribute('aria-current'));
    every('.row.open').forEach((node) => node.classList.remove('open'));
  };

  const open = (report, from, to, link) => {
    unmark();
    const row = rowOf(link);
    const body = one('.text', report).cloneNode(true);
    every('[id]', body).forEach((node) => node.removeAttribute('id'));
    const hits = from == null ? [] : every('[data-s]', body).filter((node) => +node.dataset.s >= from && +node.dataset.s < to);
    hits.forEach((node) => node.classList.add('hit'));
    const name = one('.outlet', report).cloneNode(true);
    const title = make('h2', { id: 'evidence-name', tabindex: '-1' }, ...name.childNodes);
    const dated = make('p', { class: 'about' }, ...one('.dated', report).cloneNode(true).childNodes);
    const shut = make('button', { type: 'button', class: 'shut' }, 'Close');
    shut.addEventListener('click', leave);
    const head = make('header', {}, title, dated, shut);
    if (row) head.append(...about(row, link));
    head.append(layers());
    const reading = make('div', { class: 'reading', role: 'region', 'aria-label': 'The report in full', tabindex: '0' }, body);
    panel.replaceChildren(head, reading);
    panel.hidden = false;
    document.body.classList.add('reading');
    row?.classList.add('open');
    if (link?.classList.contains('words')) link.setAttribute('aria-current', 'true');
    if (hits.length) {
      const box = hits[0].getBoundingClientRect();
      reading.scrollTop += box.top - reading.getBoundingClientRect().top - reading.clientHeight / 3;
    }
    title.focus({ preventScroll: true });
  };

  // What the row is about, and the same row in the other reports.
  const about = (row, link) => {
    const parts = [];
    const cell = link.closest('td');
    const what = one('.what', row);
    if (what && row.matches('tr')) {
      parts.push(make('p', { class: 'about' }, make('b', {}, what.textContent), ...every('th small', row).map((note) => ` · ${note.textContent}`)));
    }
    if (link.dataset.vs) {
      const lines = link.dataset.vs.split('\n').map((line) => make('li', {}, line));
      parts.push(make('details', { class: 'about' }, make('summary', {}, 'Against the other reports'), make('ul', {}, ...lines)));
    }
    if (cell?.classList.contains('none')) {
      parts.push(make('p', {}, make('b', {}, link.textContent), `: ${link.dataset.why}.`));
    }
    if (row.matches('tr')) {
      const list = make('ul', { class: 'others', 'aria-label': 'The same row in each report' });
      for (const other of every('td[data-o]', row)) {
        const to = one('a', other);
        if (!to || (other.classList.contains('none') && every('td.none', row).length > 12)) continue;
        const state = other.classList.contains('none') ? `: ${to.textContent}` : '';
        const chip = make('a', { href: to.getAttribute('href'), 'aria-current': other === cell ? 'true' : '' }, other.dataset.o + state);
        chip.addEventListener('click', (event) => { event.preventDefault(); event.stopPropagation(); follow(to); });
        list.append(make('li', { class: state ? 'none' : '' }, chip));
      }
      parts.push(list);
    }
    return parts;
  };

  const layers = () => {
    const set = one('fieldset.layers').cloneNode(true);
    const on = every('main .layer').filter((box) => box.checked).map((box) => box.value);
    every('.layer', set).forEach((box) => { box.checked = on.includes(box.value); });
    return set;
  };
  document.addEventListener('change', (event) => {
    if (!event.target.classList.contains('layer')) return;
    every('.layer').forEach((box) => { if (box.value === event.target.value) box.checked = event.target.checked; });
  });

  // ---- addresses ----
  const show = (link) => {
    const hash = address();
    const passage = hash.match(/^(in\/.+)\/(\d+)-(\d+)$/);
    const report = hash.startsWith('in/') ? document.getElementById(passage ? passage[1] : hash) : null;
    if (report?.classList.contains('report')) {
      see(report.closest('.story'));
      const from = link ?? links(hash)[0] ?? null;
      open(report, passage ? +passage[2] : null, passage ? +passage[3] : null, from);
      if (!link && from) { rowOf(from)?.scrollIntoView({ block: 'center' }); came = from; }
      return;
    }
    close(false);
    const target = hash ? document.getElementById(hash) : null;
    const story = target?.closest('.story') ?? (stories.length === 1 ? stories[0] : null);
    see(story);
    if (target) target.scrollIntoView({ block: target.matches('.row') ? 'center' : 'start' });
    else if (!hash) scrollTo(0, 0);
  };
  const follow = (link) => {
    came = link;
    history.pushState(null, '', link.getAttribute('href'));
    show(link);
  };
  const leave = () => {
    const row = rowOf(came);
    const story = (came ?? one('.story:not([hidden])'))?.closest('.story');
    history.pushState(null, '', '#' + (row?.id || story?.id || ''));
    close(true);
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#in/"]');
    if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    follow(link);
  });
  addEventListener('popstate', () => show(null));
  addEventListener('hashchange', () => show(null));

  // ---- filters ----
  const filter = (story) => {
    const form = one('.tools', story);
    const show = one('[data-kind=show]:checked', form).value;
    const who = form.elements.who.value;
    const find = form.elements.find.value.trim().toLocaleLowerCase();
    const parts = find.split(/\s+/).filter(Boolean);
    let seen = 0;
    let total = 0;
    for (const row of every('.row', story)) {
      total += 1;
      row.text ??= row.textContent.toLocaleLowerCase();
      const fits = (show === 'all' || row.dataset.k === show) && (!who || row.dataset.who === who) && parts.every((part) => row.text.includes(part));
      row.hidden = !fits;
      seen += fits;
    }
    for (const group of every('.group', story)) group.hidden = !one('.row:not([hidden])', group);
    for (const sheet of every('.sheet', story)) {
      const bare = one('.row', sheet) && !one('.row:not([hidden])', sheet);
      one('.nothing', sheet)?.remove();
      if (bare) sheet.append(make('p', { class: 'nothing' }, 'Nothing here fits the filters.'));
      every('.scroll', sheet).forEach((node) => { node.hidden = Boolean(bare); });
    }
    one('.shown', form).textContent = seen === total ? `${total} rows` : `${seen} of ${total} rows`;
    colour(story, parts);
  };
  // Marks the words looked for, where the browser can.
  const colour = (story, parts) => {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    if (parts.length) {
      for (const row of every('.row:not([hidden])', story)) {
        const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        while (walk.nextNode() && ranges.length < 3000) {
          const words = walk.currentNode.data.toLocaleLowerCase();
          if (words.length !== walk.currentNode.length) continue;
          for (const part of parts) {
            for (let at = words.indexOf(part); at >= 0; at = words.indexOf(part, at + part.length)) {
              const range = new Range();
              range.setStart(walk.currentNode, at);
              range.setEnd(walk.currentNode, at + part.length);
              ranges.push(range);
            }
          }
        }
      }
    }
    CSS.highlights.set('find', new Highlight(...ranges));
  };
  for (const form of every('.tools')) {
    const story = form.closest('.story');
    let wait = 0;
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', (event) => {
      if (event.target.dataset.kind === 'look') {
        story.classList.toggle('stacked', event.target.value === 'stacked');
        return;
      }
      clearTimeout(wait);
      wait = setTimeout(() => filter(story), 60);
    });
    form.reset();
    one('.shown', form).textContent = `${every('.row', story).length} rows`;
  }

  // ---- keys ----
  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches?.('input, select, textarea');
    if (event.key === 'Escape' && !panel.hidden) { event.preventDefault(); leave(); return; }
    if (event.key === '/' && !typing) {
      const field = one('.story:not([hidden]) .tools [name=find]');
      if (field) { event.preventDefault(); field.focus(); }
      return;
    }
    const cell = event.target.closest?.('.matrix td');
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = every('tr.row:not([hidden])', cell.closest('tbody'));
    const row = rows[rows.indexOf(cell.parentNode) + step[1]];
    const next = row?.cells[cell.cellIndex + step[0]];
    const link = next && one('a', next);
    if (link?.offsetParent) { event.preventDefault(); link.focus(); }
  });

  // The heads of columns stand just under the bar, however high it is.
  const measure = () => {
    const bar = one('.story:not([hidden]) .bar');
    const sticky = bar && getComputedStyle(bar).position === 'sticky';
    root.style.setProperty('--bar', sticky ? `${bar.offsetHeight}px` : '0px');
  };
  addEventListener('resize', measure);
  measure();
  show(null);
  // The browser goes to the address by itself once it has loaded; the row is what should be in sight.
  addEventListener('load', () => { if (address()) show(null); });
})();
