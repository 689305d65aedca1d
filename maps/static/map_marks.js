/* Numbers, names and circles that keep clear of each other. Words come from the page's tables, by id. */
(function () {
  'use strict';

  const kit = window.vertrekkaart;
  const { words, element, byId, open, rowWords, points } = kit;
  const STACK = 34;      // places nearer than this many pixels share one mark
  const MAX_NUMBERS = 8; // more stops than this at one mark become one count
  const NUMBER = { wide: 26, high: 26, perRow: 4 };
  const TIMED = { wide: 74, high: 26, perRow: 2 };
  const COUNT = { wide: 76, high: 26, perRow: 1 };

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
    button.dataset.bij = stop.id;
    points(button, [stop.id]);
    button.addEventListener('click', () => open(map, mark.at, [stop.id]));
    return button;
  }

  function countButton(map, mark) {
    const button = element('button', 'nummer meer', mark.stops.length + ' stops');
    button.type = 'button';
    button.setAttribute('aria-label', mark.stops.length + kit.either(' stops bij ', ' stops at ') + placeName(mark));
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

  Object.assign(kit, { Room, around, gather, drawLabel, drawMarks, drawTowns, textWidth, plainWords, setBox });
}());
