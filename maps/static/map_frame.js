/* Frame of every map: base map, legend, details, printing, and pointing both ways between map and tables.
   Every word shown on a map is read by id from the page's own tables and written with textContent; the data block of the
   page holds numbers, colours and ids only.

   Other scripts of the same document may point too, and hear what is pointed at, by two events on `document`:
     in    vertrekkaart:wijs       detail {ids: [...], aan: true|false}
     out   vertrekkaart:aangewezen detail {ids: [...], aan: true|false}
   An id is that of a stop (rit-1f2e3d4c-s3), a ride (rit-1f2e3d4c-l3), a vehicle (rit-1f2e3d4c), another row, or a word
   of a row's data-verwijzing, such as the number of an operation (V-1A2B3C). */
(function () {
  'use strict';

  const MAX_DETAILS = 40;
  const english = document.documentElement.lang === 'en';
  const either = (dutch, other) => (english ? other : dutch);
  const kit = { drawings: {}, start, either };
  const byId = (id) => document.getElementById(id);
  const words = (id) => { const found = byId(id); return found ? found.textContent.trim() : ''; };

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function start(kind, map) {
    kit.drawings[kind](map, JSON.parse(byId('gegevens').textContent));
  }

  /* ---- base map, controls, printing ---- */

  function tileLayer(map, tiles) {
    const credit = element('span', '', tiles.credit);
    L.tileLayer(tiles.url, { attribution: credit.outerHTML, crossOrigin: 'anonymous', maxZoom: 19, className: 'tegel' }).addTo(map);
    map.getContainer().classList.add('met-tegels');
  }

  function prepare(map, base, world, data) {
    kit.map = map;
    map.getContainer().setAttribute('role', 'group');
    map.getContainer().setAttribute('aria-label', either('Kaart; dezelfde gegevens staan in de tabellen', 'Map; the same data stand in the tables'));
    map.attributionControl.setPrefix('Leaflet');
    map.attributionControl.addAttribution('Natural Earth');
    const roads = words('wegen-van');
    if (roads) map.attributionControl.addAttribution(element('span', '', roads).outerHTML);
    L.control.zoom({ zoomInTitle: either('Inzoomen', 'Zoom in'), zoomOutTitle: either('Uitzoomen', 'Zoom out') }).addTo(map);
    if (!world) L.control.scale({ imperial: false }).addTo(map);
    map.setMinZoom(world ? 1 : 6.5).setMaxZoom(world ? 7 : 12);
    map.createPane('ondergrond').style.zIndex = data.tiles ? 150 : 200;
    map.createPane('rand').style.zIndex = 390;
    const renderer = L.svg({ padding: 0.6, pane: 'ondergrond' });
    const layer = (geometry, style) => L.geoJSON(geometry, { renderer, interactive: false, pane: 'ondergrond', style }).addTo(map);
    layer(base.land, (f) => {
      const fill = f.properties.nl ? '#f4f3ee' : '#e8e8e2';
      return { className: 'land', color: fill, weight: 0.8, fillColor: fill, fillOpacity: 1, smoothFactor: 0.6 };
    });
    if (base.lakes) {
      layer(base.lakes, { stroke: false, fillColor: '#dbe8ee', fillOpacity: 1 });
      layer(base.channels, { color: '#dbe8ee', weight: 3, opacity: 1 });
    }
    layer(base.borders, { className: 'grens', color: '#8d9692', weight: world ? 0.6 : 1.2, dashArray: world ? null : '5 3', fill: false });
    if (data.roads) L.polyline(data.roads, { renderer, pane: 'ondergrond', className: 'snelweg', interactive: false, color: '#d8c79a', weight: 1.6, smoothFactor: 1.5, noClip: true }).addTo(map);
    if (data.tiles) tileLayer(map, data.tiles);
    map.getContainer().addEventListener('click', () => map.scrollWheelZoom.enable());
    map.on('mouseout', () => map.scrollWheelZoom.disable());
  }

  function fit(map, points, options) {
    const bounds = L.latLngBounds(points);
    if (bounds.isValid()) map.fitBounds(bounds, Object.assign({ animate: false }, options));
  }

  /* Another size of the window shows the same things, until somebody moved the map. */
  function followSize(map, container, refit) {
    let moved = false;
    let width = container.clientWidth;
    ['pointerdown', 'wheel', 'keydown'].forEach((name) => container.addEventListener(name, () => { moved = true; }, { passive: true }));
    new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      if (!moved && container.clientWidth !== width) refit();
      width = container.clientWidth;
    }).observe(container);
  }

  function printable(map, refit) {
    const container = map.getContainer();
    let before = null;
    const start = () => {
      if (before) return;
      before = { centre: map.getCenter(), zoom: map.getZoom() };
      document.documentElement.classList.add('op-papier');
      map.invalidateSize({ animate: false, pan: false });
      refit();
    };
    const end = () => {
      if (!before) return;
      document.documentElement.classList.remove('op-papier');
      map.invalidateSize({ animate: false, pan: false });
      map.setView(before.centre, before.zoom, { animate: false });
      before = null;
    };
    window.addEventListener('beforeprint', start);
    window.addEventListener('afterprint', end);
    const media = window.matchMedia('print');
    media.addEventListener('change', (event) => (event.matches ? start() : end()));
    followSize(map, container, () => { if (!before) refit(); });
  }

  /* ---- legend: choose which groups are shown, on the map and in the tables ---- */

  function legend(groups, changed) {
    const boxes = Array.from(document.querySelectorAll('input[data-groep]'));
    const apply = () => {
      const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.groep));
      groups.forEach((group) => { group.shown = !boxes.length || shown.has(group.id); });
      if (boxes.length) {
        document.querySelectorAll('[data-deel]').forEach((part) => { part.hidden = !shown.has(part.dataset.deel); });
        boxes.forEach((box) => box.closest('li').classList.toggle('uit', !box.checked));
        byId('stand').textContent = shown.size === boxes.length ? either('Alles getoond', 'All shown') : shown.size + either(' van ', ' of ') + boxes.length + either(' getoond', ' shown');
      }
      groups.forEach((group) => (group.shown ? group.layer.addTo(kit.map) : group.layer.remove()));
      changed();
    };
    const set = (wanted) => { boxes.forEach((box) => { box.checked = wanted(box); }); apply(); };
    boxes.forEach((box) => box.addEventListener('change', apply));
    document.querySelectorAll('[data-alles]').forEach((button) => {
      button.addEventListener('click', () => set(() => button.dataset.alles === 'aan'));
    });
    document.querySelectorAll('[data-alleen]').forEach((button) => {
      button.addEventListener('click', () => set((box) => box.dataset.groep === button.dataset.alleen));
    });
    apply();
  }

  /* ---- details: the words of a table row, on the map ---- */

  function rowWords(id) {
    const row = byId(id);
    if (!row) return [];
    const heads = Array.from(row.closest('table').tHead.rows[0].cells);
    return Array.from(row.cells).map((cell, i) => {
      const parts = Array.from(cell.childNodes).map((node) => node.textContent.trim()).filter(Boolean);
      return [heads[i].textContent, parts.join(', ')];
    }).filter((pair) => pair[1]);
  }

  function details(id) {
    const box = element('div', 'wolk');
    const table = byId(id) && byId(id).closest('table');
    const name = table ? table.querySelector('.voertuig').textContent : '';
    const rows = rowWords(id);
    box.append(element('strong', '', name + (rows.length ? ' · ' + rows[0][0].toLowerCase() + ' ' + rows[0][1] : '')));
    rows.slice(1).forEach((pair) => {
      const line = element('div', 'regel');
      line.append(element('span', 'wat', pair[0]), element('span', '', pair[1]));
      box.append(line);
    });
    return box;
  }

  function open(map, at, ids) {
    const box = element('div', 'wolken');
    ids.slice(0, MAX_DETAILS).forEach((id) => box.append(details(id)));
    if (ids.length > MAX_DETAILS) box.append(element('div', 'wolk', either('En nog ', 'And ') + (ids.length - MAX_DETAILS) + either('; zie de tabel.', ' more; see the table.')));
    L.popup({ maxWidth: 320, maxHeight: 260, closeButton: true }).setLatLng(at).setContent(box).openOn(map);
    const close = document.querySelector('.leaflet-popup-close-button');
    if (close) close.setAttribute('aria-label', either('Sluiten', 'Close'));
  }

  /* ---- pointing: rows, lines and numbers of one thing light up together ---- */

  const drawn = new Map();   // id -> functions that light up a drawn thing
  const beside = new Map();  // id -> ids that light up with it

  /* Say how a drawn thing lights up, and what goes with it. */
  function pointable(id, light, others) {
    drawn.set(id, [...(drawn.get(id) || []), light]);
    (others || []).forEach((other) => {
      beside.set(id, [...(beside.get(id) || []), other]);
      beside.set(other, [...(beside.get(other) || []), id]);
    });
  }

  function resolve(id) {
    const named = Array.from(document.querySelectorAll('[data-verwijzing~="' + CSS.escape(id) + '"]'), (row) => row.id);
    return [id, ...named];
  }

  function point(ids, on) {
    const wanted = new Set(ids.flatMap((id) => [id, ...(beside.get(id) || [])]));
    wanted.forEach((id) => {
      const row = byId(id);
      if (row) row.classList.toggle('aangewezen', on);
      (drawn.get(id) || []).forEach((light) => light(on));
      document.querySelectorAll('[data-bij="' + CSS.escape(id) + '"]').forEach((mark) => mark.classList.toggle('aangewezen', on));
    });
    document.dispatchEvent(new CustomEvent('vertrekkaart:aangewezen', { detail: { ids, aan: on } }));
  }

  document.addEventListener('vertrekkaart:wijs', (event) => {
    const { ids, aan } = event.detail;
    point(ids.flatMap((id) => resolve(String(id))), Boolean(aan));
  });

  /* Hovering or focusing something on the page points at ids. */
  function points(node, ids) {
    [['mouseenter', true], ['focusin', true], ['mouseleave', false], ['focusout', false]]
      .forEach(([name, on]) => node.addEventListener(name, () => point(ids, on)));
  }

  /* Rows point too. One button per table is in the order of Tab; the arrow keys go from row to row. */
  function rows() {
    document.querySelectorAll('tbody tr[id]').forEach((row) => points(row, [row.id]));
    document.querySelectorAll('tbody').forEach((body) => {
      const buttons = Array.from(body.querySelectorAll('button[data-wijs]'));
      buttons.forEach((button, i) => { button.tabIndex = i ? -1 : 0; });
      body.addEventListener('keydown', (event) => {
        const now = buttons.indexOf(document.activeElement);
        const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
        if (now < 0 || next === undefined || !buttons[next]) return;
        event.preventDefault();
        buttons[now].tabIndex = -1;
        buttons[next].tabIndex = 0;
        buttons[next].focus();
      });
    });
  }

  /* ---- lines ---- */

  function arrow(map, place, colour, beside) {
    const turn = place[2] * Math.PI / 180;
    const anchor = [9 - beside * Math.cos(turn), 9 - beside * Math.sin(turn)];
    const icon = L.divIcon({ className: 'pijl', iconSize: [18, 18], iconAnchor: anchor, html: '' });
    const marker = L.marker([place[0], place[1]], { icon, interactive: false, keyboard: false, zIndexOffset: -500 });
    marker.on('add', () => {
      const svg = L.SVG.create('svg');
      svg.setAttribute('viewBox', '-9 -9 18 18');
      svg.setAttribute('aria-hidden', 'true');
      const path = L.SVG.create('path');
      path.setAttribute('d', 'M0 -7L6 6L0 3L-6 6Z');
      path.setAttribute('transform', 'rotate(' + place[2] + ')');
      path.setAttribute('fill', colour);
      path.setAttribute('stroke', '#fff');
      path.setAttribute('stroke-width', '1.2');
      svg.append(path);
      marker.getElement().replaceChildren(svg);
    });
    return marker;
  }

  /* A line so many pixels to the right of its way, so that vehicles on one road, and there and back, stay apart. */
  const BesideLine = L.Polyline.extend({
    _projectLatlngs(latlngs, result, bounds) {
      const first = result.length;
      L.Polyline.prototype._projectLatlngs.call(this, latlngs, result, bounds);
      if (this.options.beside) for (let i = first; i < result.length; i += 1) result[i] = besides(result[i], this.options.beside);
    },
  });

  function besides(ring, far) {
    return ring.map((point, i) => {
      const from = ring[Math.max(0, i - 1)];
      const to = ring[Math.min(ring.length - 1, i + 1)];
      const length = from.distanceTo(to) || 1;
      return L.point(point.x - (far * (to.y - from.y)) / length, point.y + (far * (to.x - from.x)) / length);
    });
  }

  /* A line with a white edge under it, so that crossing lines stay apart. */
  function line(points, colour, dash, weight, beside) {
    return [
      new BesideLine(points, { pane: 'rand', color: '#fff', weight: weight + 3, opacity: 0.8, interactive: false, smoothFactor: 0.5, beside }),
      new BesideLine(points, { className: 'lijn', color: colour, weight, dashArray: dash || null, lineCap: 'butt', opacity: 1, smoothFactor: 0.5, beside }),
    ];
  }

  /* A drawn line that points and is pointed at. */
  function wayLine(map, layer, way) {
    const parts = line(way.points, way.colour, way.dash, way.weight, way.beside || 0);
    if (!way.plain) parts[0].addTo(layer);
    parts[1].addTo(layer);
    pointable(way.id, (on) => {
      if (way.plain) (on ? layer.addLayer(parts[0]) : layer.removeLayer(parts[0]));
      parts[0].setStyle({ weight: way.weight + (on ? 8 : 3), color: on ? '#15211f' : '#fff' });
      if (on && parts[1]._map) parts.forEach((part) => part.bringToFront());
    }, [way.row]);
    parts[1].on('mouseover', () => point([way.id], true)).on('mouseout', () => point([way.id], false));
    parts[1].on('click', (event) => open(map, event.latlng, way.rows));
    if (way.arrow) arrow(map, way.arrow, way.colour, way.beside || 0).addTo(layer);
    return parts[1];
  }

  window.vertrekkaart = Object.assign(kit, {
    byId, words, element, prepare, fit, printable, legend, open, pointable, point, points, rows, wayLine, rowWords,
  });
}());
