/* Draws the maps of transports and flights on a bare Leaflet map.
   Every word shown on the map is read by id from the page's own tables and written with textContent: the data given to the
   functions below are numbers, colours and ids only. */
(function () {
  'use strict';

  const STACK = 34;      // places nearer than this many pixels share one mark
  const MAX_NUMBERS = 8; // more stops than this at one mark become one count
  const MAX_TIMED = 16;  // up to so many stops on the whole map, each number shows its time
  const NUMBER = { wide: 26, high: 26, perRow: 4 };
  const TIMED = { wide: 74, high: 26, perRow: 2 };
  const COUNT = { wide: 76, high: 26, perRow: 1 };

  const byId = (id) => document.getElementById(id);
  const words = (id) => { const found = byId(id); return found ? found.textContent.trim() : ''; };

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* ---- frame: base map, controls, printing ---- */

  function prepare(map, base, world) {
    map.getContainer().setAttribute('role', 'group');
    map.getContainer().setAttribute('aria-label', 'Kaart; dezelfde gegevens staan in de tabellen');
    map.attributionControl.setPrefix('Leaflet');
    map.attributionControl.addAttribution('Natural Earth');
    L.control.zoom({ zoomInTitle: 'Inzoomen', zoomOutTitle: 'Uitzoomen' }).addTo(map);
    if (!world) L.control.scale({ imperial: false }).addTo(map);
    map.setMinZoom(world ? 1 : 6.5).setMaxZoom(world ? 7 : 12);
    map.createPane('ondergrond').style.zIndex = 200;
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
    map.getContainer().addEventListener('click', () => map.scrollWheelZoom.enable());
    map.on('mouseout', () => map.scrollWheelZoom.disable());
  }

  function fit(map, points, options) {
    const bounds = L.latLngBounds(points);
    if (bounds.isValid()) map.fitBounds(bounds, Object.assign({ animate: false }, options));
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
    new ResizeObserver(() => { map.invalidateSize({ animate: false }); }).observe(container);
  }

  /* ---- legend: choose which groups are shown, on the map and in the tables ---- */

  function legend(groups, changed) {
    const boxes = Array.from(document.querySelectorAll('input[data-groep]'));
    const apply = () => {
      const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.groep));
      groups.forEach((group) => { group.shown = shown.has(group.id); });
      document.querySelectorAll('[data-deel]').forEach((part) => { part.hidden = !shown.has(part.dataset.deel); });
      boxes.forEach((box) => box.closest('li').classList.toggle('uit', !box.checked));
      const status = byId('stand');
      status.textContent = shown.size === boxes.length ? 'Alles getoond' : shown.size + ' van ' + boxes.length + ' getoond';
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
    ids.forEach((id) => box.append(details(id)));
    L.popup({ maxWidth: 320, maxHeight: 260, closeButton: true }).setLatLng(at).setContent(box).openOn(map);
    const close = document.querySelector('.leaflet-popup-close-button');
    if (close) close.setAttribute('aria-label', 'Sluiten');
  }

  function highlight(ids, on) {
    ids.forEach((id) => { const row = byId(id); if (row) row.classList.toggle('aangewezen', on); });
  }

  function arrow(map, place, colour) {
    const icon = L.divIcon({ className: 'pijl', iconSize: [18, 18], html: '' });
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

  /* A line with a white edge under it, so that crossing lines stay apart. */
  function line(points, colour, dash, weight) {
    return [
      L.polyline(points, { pane: 'rand', color: '#fff', weight: weight + 3, opacity: 0.8, interactive: false, smoothFactor: 0.5 }),
      L.polyline(points, { className: 'lijn', color: colour, weight, dashArray: dash || null, lineCap: 'butt', opacity: 1, smoothFactor: 0.5 }),
    ];
  }

  /* ---- places that keep clear of each other; boxes are [left, top, right, bottom] in layer pixels ---- */

  function Room(map) {
    const taken = [];
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const hits = (r) => taken.some((t) => r[0] < t[2] && t[0] < r[2] && r[1] < t[3] && t[1] < r[3]);
    const seen = (r) => r[0] >= corner.x && r[1] >= corner.y && r[2] <= corner.x + size.x && r[3] <= corner.y + size.y;
    return {
      take(r) { taken.push(r); return r; },
      first(boxes, anywhere) {
        const free = boxes.filter((box) => !hits(box));
        const best = free.find(seen) || (anywhere ? free[0] : null) || null;
        return best && this.take(best);
      },
    };
  }

  function around(x, y, gap, wide, high) {
    const corners = [
      [x - wide / 2, y + gap], [x - wide / 2, y - gap - high], [x + gap, y - high / 2], [x - gap - wide, y - high / 2],
      [x + gap, y + gap], [x - gap - wide, y + gap], [x + gap, y - gap - high], [x - gap - wide, y - gap - high],
    ];
    return corners.map((c) => [c[0], c[1], c[0] + wide, c[1] + high]);
  }

  function beside(box, wide, high) {
    const x = (box[0] + box[2] - wide) / 2;
    return [[x, box[1] - high], [x, box[3]], [box[2] + 1, box[1] + 3], [box[0] - wide - 1, box[1] + 3]]
      .map((c) => [c[0], c[1], c[0] + wide, c[1] + high]);
  }

  function setBox(node, box, p) {
    node.style.left = box[0] - p.x + 'px';
    node.style.top = box[1] - p.y + 'px';
    node.style.width = box[2] - box[0] + 'px';
  }

  function gather(map, stops) {
    const marks = [];
    stops.forEach((stop) => {
      const p = map.latLngToLayerPoint(stop.at);
      const near = marks.find((mark) => mark.p.distanceTo(p) < STACK);
      if (near) near.stops.push(stop); else marks.push({ p, at: stop.at, stops: [stop] });
    });
    return marks;
  }

  function placeName(mark) {
    const names = Array.from(new Set(mark.stops.map((stop) => words(stop.id + '-plaats'))));
    return names.length > 1 ? names[0] + ' +' + (names.length - 1) : names[0];
  }

  function plainWords(id) {
    const table = byId(id).closest('table');
    return table.querySelector('.voertuig').textContent + ', ' + rowWords(id).map((pair) => pair.join(' ')).join(', ');
  }

  function stopButton(map, mark, stop, timed) {
    const button = element('button', 'nummer');
    button.type = 'button';
    button.style.backgroundColor = stop.colour;
    button.append(element('b', '', String(stop.n)));
    if (timed) button.append(element('span', '', words(stop.id + '-tijd')));
    button.setAttribute('aria-label', plainWords(stop.id));
    ['mouseenter', 'focus'].forEach((name) => button.addEventListener(name, () => highlight([stop.id], true)));
    ['mouseleave', 'blur'].forEach((name) => button.addEventListener(name, () => highlight([stop.id], false)));
    button.addEventListener('click', () => open(map, mark.at, [stop.id]));
    return button;
  }

  function countButton(map, mark) {
    const button = element('button', 'nummer meer', mark.stops.length + ' stops');
    button.type = 'button';
    button.setAttribute('aria-label', mark.stops.length + ' stops bij ' + placeName(mark));
    button.addEventListener('click', () => open(map, mark.at, mark.stops.map((stop) => stop.id)));
    return button;
  }

  function drawMark(map, layer, room, mark, timed) {
    const many = mark.stops.length > (map.getSize().x < 500 ? MAX_NUMBERS / 2 : MAX_NUMBERS);
    const size = many ? COUNT : timed ? TIMED : NUMBER;
    const shown = many ? 1 : mark.stops.length;
    const wide = Math.min(size.perRow, shown) * size.wide;
    const high = Math.ceil(shown / size.perRow) * size.high;
    const boxes = around(mark.p.x, mark.p.y, 6, wide, high);
    mark.box = room.first(boxes, true) || room.take(boxes[0]);
    const icon = L.divIcon({ className: 'plek', html: '', iconSize: [0, 0] });
    const host = L.marker(mark.at, { icon, interactive: false, keyboard: false }).addTo(layer).getElement();
    const block = element('span', many || timed ? 'nummers breed' : 'nummers');
    if (many) block.append(countButton(map, mark));
    else mark.stops.forEach((stop) => block.append(stopButton(map, mark, stop, timed)));
    setBox(block, mark.box, mark.p);
    host.append(element('span', 'punt'), block);
    L.DomEvent.disableClickPropagation(host);
  }

  function drawLabel(map, layer, room, at, text, boxes, className) {
    const box = room.first(boxes, map.getSize().x >= 500);
    if (!box) return false;
    const icon = L.divIcon({ className: 'naam ' + className, html: '', iconSize: [0, 0] });
    const host = L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: -200 }).addTo(layer).getElement();
    host.append(element('span', '', text));
    setBox(host.firstChild, box, map.latLngToLayerPoint(at));
    return true;
  }

  const pen = document.createElement('canvas').getContext('2d');
  function textWidth(text, font) {
    pen.font = font + ' "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif';
    return Math.min(Math.ceil(pen.measureText(text).width) + 9, 230);
  }

  function drawMarks(map, layer, room, marks, timed) {
    marks.forEach(({ p }) => room.take([p.x - 5, p.y - 5, p.x + 5, p.y + 5]));
    marks.forEach((mark) => drawMark(map, layer, room, mark, timed));
    marks.forEach((mark) => {
      const text = placeName(mark);
      const wide = textWidth(text, '600 12.5px');
      const boxes = [...around(mark.p.x, mark.p.y, 7, wide, 18).slice(0, 4), ...beside(mark.box, wide, 18)];
      drawLabel(map, layer, room, mark.at, text, boxes, 'van-stop');
    });
  }

  function drawTowns(map, layer, room, towns) {
    const zoom = map.getZoom();
    towns.filter((town) => town[3] <= zoom - 6).forEach((town) => {
      const at = [town[2], town[1]];
      const p = map.latLngToLayerPoint(at);
      const wide = textWidth(town[0], '400 11.5px');
      drawLabel(map, layer, room, at, town[0], [[p.x - wide / 2, p.y - 9, p.x + wide / 2, p.y + 9]], 'van-stad');
    });
  }

  /* ---- the two drawings ---- */

  function day(map, data) {
    prepare(map, window.BASEMAP_NL, false);
    map.setMaxBounds([[48.6, -2], [55.4, 13]]);
    const marks = L.layerGroup().addTo(map);
    const groups = data.routes.map((route) => {
      const layer = L.layerGroup();
      route.legs.forEach((leg) => {
        const stops = route.stops.slice(leg.n - 1, leg.n + 1);
        const drawn = line(leg.line, route.colour, route.dash, 4);
        drawn.forEach((part) => part.addTo(layer));
        const ids = stops.map((stop) => stop.id);
        drawn[1].on('mouseover', () => highlight(ids, true)).on('mouseout', () => highlight(ids, false));
        drawn[1].on('click', (event) => open(map, event.latlng, ids));
        if (leg.arrow) arrow(map, leg.arrow, route.colour).addTo(layer);
      });
      const stops = route.stops.map((stop) => Object.assign({ colour: route.colour }, stop));
      return { id: route.id, layer, stops, shown: true };
    });
    const stopsShown = () => groups.filter((group) => group.shown).flatMap((group) => group.stops);
    const relabel = () => {
      marks.clearLayers();
      const room = Room(map);
      const stops = stopsShown();
      drawMarks(map, marks, room, gather(map, stops), stops.length <= MAX_TIMED);
      drawTowns(map, marks, room, window.BASEMAP_NL.towns);
    };
    const refit = () => fit(map, stopsShown().map((stop) => stop.at), { paddingTopLeft: [56, 44], paddingBottomRight: [56, 64], maxZoom: 11 });
    legend(groups, () => {
      groups.forEach((group) => (group.shown ? group.layer.addTo(map) : group.layer.remove()));
      refit();
      relabel();
    });
    map.on('zoomend viewreset', relabel);
    printable(map, () => { refit(); relabel(); });
  }

  function drawAirports(map, layer, groups, places) {
    const used = new Map();
    groups.filter((group) => group.shown).forEach((group) => group.flights.forEach((flight) => {
      flight.airports.forEach((id, i) => {
        const mark = used.get(id) || { stops: [], end: false };
        mark.stops.push(flight.id);
        mark.end = mark.end || i === flight.airports.length - 1;
        used.set(id, mark);
      });
    }));
    const room = Room(map);
    const order = Array.from(used).sort((a, b) => b[1].end - a[1].end);
    const points = order.map(([id]) => map.latLngToLayerPoint(places.get(id)));
    points.forEach((p) => room.take([p.x - 6, p.y - 6, p.x + 6, p.y + 6]));
    order.forEach(([id, mark], i) => {
      const at = places.get(id);
      const circle = L.circleMarker(at, { radius: mark.end ? 6 : 4, color: '#15211f', weight: 2, fillColor: mark.end ? '#15211f' : '#fff', fillOpacity: 1 });
      circle.on('click', () => open(map, at, mark.stops)).addTo(layer);
      const code = words(id + '-code');
      const texts = map.getZoom() >= 2.5 ? [code + ' ' + words(id + '-naam'), code] : [code];
      const places4 = (text) => around(points[i].x, points[i].y, 8, textWidth(text, '600 12.5px'), 18);
      texts.some((text) => drawLabel(map, layer, room, at, text, [2, 3, 0, 1].map((n) => places4(text)[n]), 'van-stop'));
    });
  }

  function flights(map, data) {
    prepare(map, window.BASEMAP_WORLD, true);
    map.setMaxBounds([[-70, -200], [85, 200]]);
    const places = new Map(data.airports.map((airport) => [airport.id, airport.at]));
    const marks = L.layerGroup().addTo(map);
    const groups = data.days.map((part) => {
      const layer = L.layerGroup();
      part.flights.forEach((flight) => {
        flight.lines.forEach((points) => {
          const drawn = line(points, part.colour, part.dash, 2.5);
          drawn.forEach((piece) => piece.addTo(layer));
          drawn[1].on('mouseover', () => highlight([flight.id], true)).on('mouseout', () => highlight([flight.id], false));
          drawn[1].on('click', (event) => open(map, event.latlng, [flight.id]));
        });
        flight.arrows.forEach((place) => { if (place) arrow(map, place, part.colour).addTo(layer); });
      });
      return { id: part.id, layer, flights: part.flights, shown: true };
    });
    const relabel = () => { marks.clearLayers(); drawAirports(map, marks, groups, places); };
    const refit = () => {
      const shown = groups.filter((group) => group.shown).flatMap((group) => group.flights);
      fit(map, shown.flatMap((flight) => flight.lines.flat()), { paddingTopLeft: [50, 40], paddingBottomRight: [90, 40], maxZoom: 5 });
    };
    legend(groups, () => {
      groups.forEach((group) => (group.shown ? group.layer.addTo(map) : group.layer.remove()));
      refit();
      relabel();
    });
    map.on('zoomend viewreset', relabel);
    printable(map, () => { refit(); relabel(); });
  }

  window.vertrekkaart = { day, flights };
}());
